"""What can speak for or against a name as the subject of a figure, by the names that `subjects.yaml` weighs it by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from taiyuan_facts.attaching.mentions import Mention

# Where a name stands, seen from its figure.
PLACES = (
    "before",
    "around",
    "right-behind",
    "counted-behind",
    "behind",
    "next-clause",
    "clause-before",
    "two-clauses-before",
    "clauses-before",
    "past-semicolon",
    "sentence-before",
    "two-sentences-before",
    "sentences-before",
    "other-paragraph",
)
# What it is.
SORTS = ("project", "org", "place", "people", "name", "measured")
# How it stands there, and what the clause does with it.
STANDING = (
    "head",
    "about",
    "opens-sentence",
    "oblique",
    "beside-head",
    "object",
    "speaker",
    "predicated",
    "phrase",
    "titled",
    "begins-name",
    "counts",
    "counted-there",
    "is-something",
    "acts",
    "whole-of-share",
    "的-before",
    "的-behind",
    "possessor-of-project",
    "list-within",
    "nearest",
    "obliged",
)
# What the page knows of it.
KNOWN = (
    "project-of-means",
    "somebody",
    "everybodys",
    "generic",
    "attribute",
    "named-once",
    "named-again",
    "named-often",
    "topic",
    "maker",
    "goods-of-price",
    "traded-in-clause",
    "traded-in-sentence",
    "traded-in-paragraph",
    "like-topic",
    "lead",
    "home",
    "home-of-report",
    "home-of-figures",
)
# How another word leads to it.
LED = ("by-measure", "by-measure-elsewhere", "by-pronoun", "by-opening-pronoun", "by-pronoun-here")
# Where it stands, by what the figure's clause opens with: an owner (project, body, place, people), a name, nobody.
BESIDE = tuple(
    f"{where}-by-{opening}"
    for opening in ("owner", "name", "nobody")
    for where in ("earlier", "carried", "topic", "home")
)
# Constructions that tell whose a figure is.
CONSTRUCTIONS = (
    "following",
    "respective",
    "described",
    "possessed",
    "member",
    "enumerated",
    "bracketed",
    "rated",
    "priced",
    "spoken",
    "briefed",
    "run-in",
    "taken-apart",
    "held-against",
    "within-name",
)
# Whose the figure before it is, by how far that stands and what the clause opens with.
SHARED = (
    "same-clause",
    "same-clause-past-name",
    *(f"{where}-{opening}" for opening in ("owner", "name", "nobody") for where in ("same-sentence", "same-paragraph")),
    "same-grown",
)
# What the rules of thumb would take.
PROPOSED = ("proposed",)
MARKS = (*PROPOSED, *PLACES, *SORTS, *STANDING, *KNOWN, *LED, *BESIDE, *SHARED, *CONSTRUCTIONS)
BIT: Mapping[str, int] = {name: 1 << at for at, name in enumerate(MARKS)}


MOST_SUMS = 16384  # that are kept


def names_of(marks: int) -> tuple[str, ...]:
    """The names of a set of marks, in their order."""
    return tuple(name for at, name in enumerate(MARKS) if marks >> at & 1)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each mark weighs, in hundredths; sums are kept, for the same marks come together again and again."""

    hundredths: tuple[int, ...]
    enough: int  # of a candidate, so that nobody farther off is looked for
    _sums: dict[int, int] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def build(cls, weights: Mapping[str, str], enough: str) -> Self:
        """From `subjects.yaml`; a mark that is not in it weighs nothing."""
        return cls(tuple(_hundredths(weights.get(name, "0")) for name in MARKS), _hundredths(enough))

    def one(self, mark: str) -> int:
        """What one mark weighs, in hundredths."""
        return self.hundredths[MARKS.index(mark)]

    def of(self, marks: int) -> int:
        """What a set of marks weighs together, in hundredths."""
        found = self._sums.get(marks)
        if found is None:
            if len(self._sums) >= MOST_SUMS:
                self._sums.clear()
            found = self._sums[marks] = sum(
                weight for at, weight in enumerate(self.hundredths) if weight and marks >> at & 1
            )
        return found


def _hundredths(number: str) -> int:
    return int(Decimal(number) * 100)


def of_mention(mention: Mention) -> int:
    """The marks of what a name is and how it stands in its phrase."""
    marks = BIT[mention.sort]
    for name in ("oblique", "object", "speaker"):
        if getattr(mention, name):
            marks |= BIT[name]
    return marks
