"""Macros of rule patterns: {money}, {power|mass}, {duration:after}, {date:when} are figures, {done} is a word list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from taiyuan_facts.ruleset.places import Pieces
from taiyuan_facts.suggest import did_you_mean

WHEN = "when"  # the role of a time that dates the facts of a match and is none itself
CELL = "cell"  # what stands for a number in a table, whose unit is told elsewhere; no clause holds one
TIME_DIMENSIONS = ("date", "by", "since", "as_of", "vague")
# Wider names: any time that can be due; any quantity.
GROUPED = {"due": ("date", "by"), "time": TIME_DIMENSIONS, "duration": ("duration", "within")}

# Braces that are no macro: escapes (\p{Han}), comments and counts. In a class, braces are characters; `open` is one
# that is not closed.
BRACES = regex.compile(
    r"\\(?:[pPN]\{[^}]*\}|.)|\#[^\n]*|(?<klass>\[\^?\]?(?:\\.|[^\]\\])*\])|(?<open>\[)|\{\d*,?\d*\}"
    r"|(?<macro>\{(?<names>[a-z_]+(?:\|[a-z_]+)*)(?::(?<role>[a-z_]+))?\})|(?<stray>\{[^{}\n]*\}?|｛[^｛｝\n]*｝?)",
    regex.DOTALL,
)
_IN_CLASS = regex.compile(r"\{([a-z_]+)[|:}]")


class MacroError(Exception):
    """A macro that means nothing: ``str()`` is the sentence, ``at`` its place in the pattern, ``name`` is unknown."""

    def __init__(self, message: str, at: int, name: str = "") -> None:
        super().__init__(message)
        self.at, self.name = at, name


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
            return "".join(c for dimension, c in self.characters.items() if dimension not in _NO_FIGURES)
        if name == "measured":
            return "".join(c for dimension, c in self.characters.items() if dimension not in _NOT_MEASURED)
        return None

    def names(self) -> list[str]:
        """All names that a macro may use for figures."""
        return list(dict.fromkeys([*self.characters, *GROUPED, "any", "measured"]))

    def show(self, skeleton: str) -> str:
        """A skeleton for people: each placeholder as ‹its name›."""
        table = {ord(character): f"‹{name}›" for name, character in self.characters.items()}
        return skeleton.translate(table)


_NO_FIGURES = {*TIME_DIMENSIONS, CELL}
_NOT_MEASURED = {
    *_NO_FIGURES,
    "money",
    "count",
    "number",
    "percent",
    "point",
    "times",
    "doubling",
    "duration",
    "within",
}


@dataclass(frozen=True, slots=True)
class Expansion:
    """A pattern with its macros written out.

    ``figures`` maps each group that captures figures to its role; ``dates`` are groups of times that date the match;
    ``needs`` are the placeholder characters of which a text must hold one; ``pieces`` lead back to the source.
    """

    pattern: str
    figures: Mapping[str, str]
    dates: tuple[str, ...]
    needs: frozenset[str]
    pieces: Pieces


def expand(source: str, placeholders: Placeholders, words: Mapping[str, str]) -> Expansion:
    """Write the macros of a pattern out.

    Args:
        source: the rule's pattern.
        placeholders: dimension names and their characters.
        words: word lists and fragments by name, each already a pattern.

    Raises:
        MacroError: a macro names no dimension and no word list, or stands where it cannot.
    """
    return _Expander(source, placeholders, words).expand()


class _Expander:
    def __init__(self, source: str, placeholders: Placeholders, words: Mapping[str, str]) -> None:
        self.source, self.placeholders, self.words = source, placeholders, words
        self.figures: dict[str, str] = {}
        self.dates: list[str] = []
        self.needs: set[str] = set()

    def expand(self) -> Expansion:
        parts: list[str] = []
        pieces: list[tuple[int, int, bool]] = []
        length = at = 0
        for match in BRACES.finditer(self.source):
            if match["macro"] is None:
                self._refuse(match)
                continue
            written = self._write(match)
            parts += [self.source[at : match.start()], written]
            pieces += [(length, at, True), (length + match.start() - at, match.start(), False)]
            length += match.start() - at + len(written)
            at = match.end()
        parts.append(self.source[at:])
        pieces.append((length, at, True))
        starts, sources, copied = zip(*pieces, strict=True)
        return Expansion(
            "".join(parts), self.figures, tuple(self.dates), frozenset(self.needs), Pieces(starts, sources, copied)
        )

    def _refuse(self, match: regex.Match[str]) -> None:
        """Braces that look like a macro and are none: {Money}, ｛money｝, and {money} in a character class."""
        if match["stray"]:
            hint = self._did_you_mean(match["stray"].strip("{}｛｝ "))
            hint = hint or "; names are written in small letters, and \\{ is the character itself"
            raise MacroError(f"{match['stray']} is no macro{hint}", match.start())
        if match["open"]:
            raise MacroError(
                "the class that opens here is not closed; write ], or \\[ for the character", match.start()
            )
        for inner in _IN_CLASS.finditer(match["klass"] or ""):
            if inner[1] in self.words or self.placeholders.of(inner[1]):
                at = match.start() + inner.start()
                raise MacroError(f"{{{inner[1]}}} cannot stand inside [ ]; use (?:…|{{{inner[1]}}}) instead", at)

    def _write(self, match: regex.Match[str]) -> str:
        names, role = match["names"].split("|"), match["role"] or ""
        if not role and all(name in self.words for name in names):
            return f"(?:{'|'.join(self.words[name] for name in names)})"
        characters = "".join(self._characters(match, names, role))
        if role == WHEN:
            if not {self.placeholders.characters[name] for name in TIME_DIMENSIONS}.issuperset(characters):
                raise MacroError(
                    "the role when is for times, which date the facts of a match; use {date:when} or {time:when}",
                    match.start(),
                )
            self.dates.append(f"w{len(self.dates)}")
            return f"(?<{self.dates[-1]}>[{characters}])"
        group = f"f{len(self.figures)}"
        self.figures[group] = role
        self.needs.update(characters)
        return f"(?<{group}>[{characters}])"

    def _characters(self, match: regex.Match[str], names: Sequence[str], role: str) -> list[str]:
        found = []
        at = match.start("names")
        for name in names:
            characters = self.placeholders.of(name)
            if characters is None:
                raise MacroError(self._explain(name, role), at, name)
            found.append(characters)
            at += len(name) + 1
        return found

    def _explain(self, name: str, role: str) -> str:
        if name in self.words:
            remedy = f"write {{{name}}} without :{role}" if role else f"write (?:{{{name}}}|…)"
            return f"{name} is a word list and no figure; {remedy}"
        return f"unknown word list or dimension {{{name}}}{self._did_you_mean(name)}"

    def _did_you_mean(self, name: str) -> str:
        names = [*self.words, *self.placeholders.names()]
        return did_you_mean(f"{{{name}}}", [f"{{{known}}}" for known in names])
