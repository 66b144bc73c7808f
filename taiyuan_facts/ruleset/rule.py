"""A rule: a regex over the skeleton that turns figures into facts of one kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import regex

from taiyuan_facts.errors import Location
from taiyuan_facts.ruleset.macros import CELL, Expansion
from taiyuan_facts.ruleset.trigger import NO_TRIGGER, Trigger

COLUMN_GROUPS = ("subject", "indicator", "item")  # columns that a group of a pattern may fill


# A group of a dozen words or more, and of nothing else.
_WORDS = regex.compile(r"\(\?:([^()\[\]{}\\.*+?^$#|]+(?:\|[^()\[\]{}\\.*+?^$#|]+){11,})\)")


def _look_first(group: regex.Match[str]) -> str:
    """A group of words behind a look at what they begin with, which spares trying them one by one."""
    words = [word.strip() for word in group[1].split("|")]
    if not all(words):
        return str(group.group())
    firsts = "".join(sorted({regex.escape(word[0]) for word in words}))
    return f"(?:(?=[{firsts}])(?:{group[1]}))"


@dataclass(frozen=True, slots=True)
class Example:
    """One inline example: a text and the facts that the rule makes of it, in order; only the keys given count."""

    text: str
    facts: tuple[Mapping[str, str], ...]
    location: Location
    issued: date | None = None
    todo: str = ""


class Groups(NamedTuple):
    """The groups of a pattern by number: figures with their roles, columns by name, times that date a match."""

    figures: tuple[tuple[int, str], ...]
    columns: tuple[tuple[str, int], ...]
    dates: tuple[int, ...]


@dataclass(frozen=True)
class Rule:
    """One rule as loaded; the regex is compiled when it is first needed.

    ``trigger``: what a text must hold for the pattern to match.
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
    trigger: Trigger = NO_TRIGGER

    @cached_property
    def pattern(self) -> Any:
        """The compiled regex (module ``regex``, verbose)."""
        return regex.compile(_WORDS.sub(_look_first, self.expansion.pattern), regex.VERBOSE)

    @cached_property
    def groups(self) -> Groups:
        """The numbers of the pattern's groups; asking a match by name takes three times as long."""
        index = self.pattern.groupindex
        return Groups(
            tuple((index[name], role) for name, role in self.expansion.figures.items()),
            tuple((name, index[name]) for name in COLUMN_GROUPS if name in index),
            tuple(index[name] for name in self.expansion.dates),
        )

    @property
    def is_of_cells(self) -> bool:
        """Whether it names the figures of one kind in tables: its pattern is {cell}, which no clause holds."""
        return self.source.strip() == f"{{{CELL}}}"

    def columns(self, role: str) -> Mapping[str, str]:
        """The columns that the rule sets for a figure of a role."""
        extra = self.roles.get(role)
        return {**self.set, **extra} if extra else self.set
