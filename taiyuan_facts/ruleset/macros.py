"""Macros of rule patterns: {money}, {power|mass}, {duration:after}, {date:when} are figures, {done} is a word list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

WHEN = "when"  # the role of a time that dates the facts of a match and is none itself
TIME_DIMENSIONS = ("date", "by", "since", "as_of", "vague")
# Wider names: any time that can be due; any quantity.
GROUPED = {"due": ("date", "by"), "time": TIME_DIMENSIONS, "duration": ("duration", "within")}

_MACRO = regex.compile(r"(?<!\\)\{([a-z_]+(?:\|[a-z_]+)*)(?::([a-z_]+))?\}")


class MacroError(Exception):
    """A macro that names nothing; ``at`` is its place in the pattern, ``name`` the unknown word."""

    def __init__(self, name: str, at: int) -> None:
        super().__init__(name)
        self.name, self.at = name, at


@dataclass(frozen=True, slots=True)
class Placeholders:
    """One private-use character for each dimension."""

    characters: Mapping[str, str]

    @classmethod
    def build(cls, dimensions: Sequence[str]) -> Placeholders:
        """``dimensions`` in a fixed order; the first is U+E000."""
        return cls({name: chr(0xE000 + index) for index, name in enumerate(dimensions)})

    def of(self, name: str) -> str | None:
        """The characters that a name stands for, or None: one dimension, ``due``, ``time`` or ``any`` quantity."""
        if name in GROUPED:
            return "".join(self.characters[part] for part in GROUPED[name])
        if name in self.characters:
            return self.characters[name]
        if name == "any":
            return "".join(c for dimension, c in self.characters.items() if dimension not in TIME_DIMENSIONS)
        if name == "measured":
            return "".join(c for dimension, c in self.characters.items() if dimension not in _NOT_MEASURED)
        return None

    def names(self) -> list[str]:
        """All names that a macro may use for figures."""
        return [*self.characters, *GROUPED, "any", "measured"]


_NOT_MEASURED = {*TIME_DIMENSIONS, "money", "count", "number", "percent", "point", "times", "doubling", "duration", "within"}


@dataclass(frozen=True, slots=True)
class Expansion:
    """A pattern with its macros written out.

    ``figures`` maps each group that captures figures to its role; ``dates`` are groups of times that date the match;
    ``needs`` are the placeholder characters of which a text must hold one.
    """

    pattern: str
    figures: Mapping[str, str]
    dates: tuple[str, ...]
    needs: frozenset[str]


def expand(source: str, placeholders: Placeholders, words: Mapping[str, str]) -> Expansion:
    """Write the macros of a pattern out.

    Args:
        source: the rule's pattern.
        placeholders: dimension names and their characters.
        words: word lists and fragments by name, each already a pattern.

    Raises:
        MacroError: a macro names no dimension and no word list.
    """
    figures: dict[str, str] = {}
    dates: list[str] = []
    needs: set[str] = set()

    def replace(match: regex.Match[str]) -> str:
        names, role = match[1].split("|"), match[2] or ""
        if len(names) == 1 and not role and names[0] in words:
            return f"(?:{words[names[0]]})"
        characters = ""
        for name in names:
            found = placeholders.of(name)
            if found is None:
                raise MacroError(name, match.start())
            characters += found
        if role == WHEN:
            dates.append(f"w{len(dates)}")
            return f"(?<{dates[-1]}>[{characters}])"
        group = f"f{len(figures)}"
        figures[group] = role
        needs.update(characters)
        return f"(?<{group}>[{characters}])"

    pattern = _MACRO.sub(replace, source)
    return Expansion(pattern, figures, tuple(dates), frozenset(needs))


def either(words: Sequence[str]) -> str:
    """Alternation of literal words, the longest first."""
    return "|".join(regex.escape(word, special_only=True, literal_spaces=False) for word in sorted(words, key=len, reverse=True))
