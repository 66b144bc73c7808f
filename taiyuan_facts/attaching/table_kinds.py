"""The kind of a table's figure: by its column (a change, a part), by what is measured, else by its dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import regex

from taiyuan_facts.patterns import compile_words
from taiyuan_facts.reading.table_words import TableWords

_BRACKET = regex.compile(r"[（(][^（）()]*[）)]?$")


@dataclass(frozen=True, slots=True)
class TableKinds:
    """Kinds by the lists of the lexicon that `tables.yaml` names."""

    told: tuple[tuple[str, frozenset[str], Any], ...] = field(repr=False)
    otherwise: Mapping[str, str]

    @classmethod
    def build(cls, tables: TableWords, words: Mapping[str, str]) -> TableKinds:
        """``words``: the lexicon as patterns."""
        told = tuple(
            (
                entry.kind,
                entry.dimensions,
                compile_words("(?:" + "|".join(f"(?:{words[name]})" for name in entry.words) + ")$"),
            )
            for entry in tables.kinds
        )
        return cls(told, tables.otherwise)

    def find(self, dimension: str, measure: str) -> str:
        """The kind of a figure of a dimension that is no change and no part."""
        name = _BRACKET.sub("", measure)
        for kind, dimensions, pattern in self.told:
            if (not dimensions or dimension in dimensions) and dimension != "percent" and pattern.search(name):
                return kind
        return self.otherwise.get(dimension, "measure")

    def is_of(self, kind: str, measure: str) -> bool:
        """Whether the lexicon tells a kind of a measure (产量 is output)."""
        name = _BRACKET.sub("", measure)
        return any(told == kind and pattern.search(name) for told, _, pattern in self.told)
