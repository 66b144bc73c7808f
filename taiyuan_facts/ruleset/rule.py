"""A rule: a regex over the skeleton that turns figures into facts of one kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import regex

from taiyuan_facts.errors import Location
from taiyuan_facts.ruleset.macros import CELL, Expansion

COLUMN_GROUPS = ("subject", "indicator", "item")  # columns that a group of a pattern may fill


@dataclass(frozen=True, slots=True)
class Example:
    """One inline example: a text and the facts that the rule makes of it, in order; only the keys given count."""

    text: str
    facts: tuple[Mapping[str, str], ...]
    location: Location
    issued: date | None = None
    todo: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule as loaded; the regex is compiled when it is first needed.

    ``trigger``: first characters of words of which the text must hold one; None where there is no such word.
    ``own``: from the user's folder, and so before the packaged ones; ``limited``: its pattern, or a word of it, is the
    user's, and so it runs under a time limit.
    """

    id: str
    kind: str
    title: str
    note: str
    source: str
    expansion: Expansion
    location: Location
    scope: str = "clause"
    fallback: bool = False
    set: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    own: bool = False
    limited: bool = False
    trigger: frozenset[str] | None = None

    @cached_property
    def pattern(self) -> Any:
        """The compiled regex (module ``regex``, verbose)."""
        return regex.compile(self.expansion.pattern, regex.VERBOSE)

    @property
    def is_of_cells(self) -> bool:
        """Whether it names the figures of one kind in tables: its pattern is {cell}, which no clause holds."""
        return self.source.strip() == f"{{{CELL}}}"

    def columns(self, role: str) -> Mapping[str, str]:
        """The columns that the rule sets for a figure of a role."""
        extra = self.roles.get(role)
        return {**self.set, **extra} if extra else self.set
