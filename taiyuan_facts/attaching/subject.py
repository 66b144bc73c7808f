"""Whose a figure is: of all names near it, the one that most speaks for, as `subjects.yaml` weighs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from taiyuan_facts.attaching.adjoining import Figure
from taiyuan_facts.attaching.antecedents import Antecedents
from taiyuan_facts.attaching.candidate_names import WHERE, Names
from taiyuan_facts.attaching.candidates import Candidates
from taiyuan_facts.attaching.clauses import Clauses
from taiyuan_facts.attaching.constructions import Constructions
from taiyuan_facts.attaching.earlier_names import EarlierNames
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.marks import BIT, CONSTRUCTIONS, Weights
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.attaching.proposals import Proposals
from taiyuan_facts.attaching.trade import Trade
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.scan import Scan

# Where a subject comes from, in one word: a construction, else where it stands, else what leads to it.
SOURCES = (
    *((name, BIT[name]) for name in CONSTRUCTIONS),
    *WHERE,
    ("pronoun", BIT["by-pronoun"]),
    ("topic", BIT["topic"] | BIT["lead"]),
    ("home", BIT["home"]),
    ("proposed", BIT["proposed"]),
    ("shared", -1),  # whose the figure before is, which any other mark tells better
)
NEAR = frozenset(("clause", "earlier", "later"))  # sources in the figure's own sentence


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
    trade: Trade
    clauses: Clauses = field(init=False)
    candidates: Candidates = field(init=False)

    def __post_init__(self) -> None:
        self.clauses = Clauses(self.scan, self.names)
        antecedents = Antecedents(self.clauses, EarlierNames(self.clauses))
        constructions = Constructions(self.clauses)
        proposals = Proposals(self.clauses, antecedents, constructions)
        self.candidates = Candidates(self.clauses, antecedents, constructions, proposals, self.trade)

    def find(self, figure: Figure) -> Found | None:
        """The subject of a figure, or None where the page names nobody."""
        best = next(iter(self.weigh(figure)), None)
        if best is None:
            return None
        self.candidates.choose(figure, best.span)
        source = source_of(best.marks)
        sentence = self.scan.sentences[figure.sentence]
        meant = source in NEAR and not sentence.start <= best.span.start < sentence.end  # 我市 in it, 太原 elsewhere
        return Found(best.span, "meant" if meant else source)

    def weigh(self, figure: Figure, *, all_of_them: bool = False) -> list[Weighed]:
        """The candidates for a figure, the weightiest first, of those that weigh the same the nearest.

        Where one weighs enough, what stands farther off is not looked at, unless ``all_of_them`` are asked for.
        """
        of, enough = self.weights.of, self.weights.enough
        names: Names = Names()
        for names in self.candidates.near(figure):
            if not all_of_them and any(of(marks) >= enough for _, marks in names.values()):
                break
        found = [Weighed(span, marks, of(marks)) for span, marks in names.values()]
        return sorted(found, key=lambda weighed: -weighed.weight)


def source_of(marks: int) -> str:
    """Where a candidate comes from, by its marks."""
    return next(source for source, bits in SOURCES if marks & bits)
