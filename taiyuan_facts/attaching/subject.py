"""Whose a figure is: of all names near it, the one that most speaks for, as `subjects.yaml` weighs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from taiyuan_facts.attaching.antecedents import Antecedents
from taiyuan_facts.attaching.candidates import WHERE, Candidates
from taiyuan_facts.attaching.clauses import Clauses
from taiyuan_facts.attaching.constructions import Constructions, Figure
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.marks import BIT, CONSTRUCTIONS, LED, Weights
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.scan import Scan

# What is said of where a subject comes from, the nearest first.
SOURCES = (
    ("construction", sum(BIT[name] for name in CONSTRUCTIONS)),
    *WHERE,
    ("led", sum(BIT[name] for name in LED if "pronoun" in name)),
    ("topic", BIT["topic"] | BIT["lead"]),
    ("home", BIT["home"]),
)


class Weighed(NamedTuple):
    """A candidate: where it stands in the skeleton, its marks, and what they weigh together, in hundredths."""

    span: Span
    marks: int
    weight: int


@dataclass(slots=True)
class SubjectFinder:
    """Finds subjects in one page; remembers the names of sentences already read."""

    scan: Scan
    names: NamePatterns
    weights: Weights
    clauses: Clauses = field(init=False)
    candidates: Candidates = field(init=False)

    def __post_init__(self) -> None:
        self.clauses = Clauses(self.scan, self.names)
        antecedents = Antecedents(self.clauses)
        self.candidates = Candidates(self.clauses, antecedents, Constructions(self.clauses, antecedents))

    def find(self, figure: Figure) -> Found | None:
        """The subject of a figure, or None where the page names nobody."""
        best = max(self.weigh(figure), key=lambda weighed: weighed.weight, default=None)
        return None if best is None else Found(best.span, source_of(best.marks))

    def weigh(self, figure: Figure) -> list[Weighed]:
        """All candidates for a figure, those of its own clause first."""
        of = self.weights.of
        return [Weighed(span, marks, of(marks)) for span, marks in self.candidates.of(figure).values()]


def source_of(marks: int) -> str:
    """Where a candidate comes from, in one word."""
    return next((source for source, bits in SOURCES if marks & bits), "anywhere")
