"""The candidates of a figure by what they are called, and the marks of where they stand."""

from __future__ import annotations

from taiyuan_facts.attaching.marks import BIT
from taiyuan_facts.model import Span

# How far back a clause or a sentence is; what is farther back has the last of them.
CLAUSES = (0, BIT["clause-before"], BIT["two-clauses-before"], BIT["clauses-before"])
SENTENCES = (0, BIT["sentence-before"], BIT["two-sentences-before"], BIT["sentences-before"])
CARRIED = SENTENCES[1] | SENTENCES[2] | SENTENCES[3]
# Where a candidate stands, the nearest first.
WHERE = (
    ("clause", BIT["before"] | BIT["around"]),
    ("earlier", CLAUSES[1] | CLAUSES[2] | CLAUSES[3]),
    ("carried", CARRIED),
    ("later", BIT["right-behind"] | BIT["counted-behind"] | BIT["behind"] | BIT["next-clause"]),
)
NEAR_FIGURE = sum(bits for _, bits in WHERE)
# Sorts of mentions that name nobody, and marks of what opens a clause.
NAMELESS = frozenset(("macro", "macro_strong", "pronoun"))
OPENED = BIT["head"] | BIT["about"]


class Names(dict[str, tuple[Span, int]]):
    """Candidates by what they are called, each with where it was found first, and its marks."""

    def put(self, name: str, span: Span, marks: int) -> None:
        """Add marks to a name."""
        known = self.get(name)
        self[name] = (span, marks) if known is None else (known[0], known[1] | marks)

    def merge(self, words: frozenset[str], place: int) -> None:
        """全国胶园达…。中国…‹3%›: the page's own country is called as what a text before the figure opened with."""
        of_page = [name for name in self if name in words and not self[name][1] & NEAR_FIGURE]
        opened = [name for name in self if name in words and self[name][1] & OPENED and self[name][0].end <= place]
        if len(of_page) != 1 or not opened:
            return
        called = max(opened, key=lambda name: self[name][0].start)
        span, marks = self[called]
        self[called] = (span, marks | self.pop(of_page[0])[1])


def beside_marks(marks: int, opening: str, of_means: bool) -> int:
    """绿氢中试基地建成，电站新增装机…: the marks of what stands outside a clause, by whom that opens with."""
    where = next((where for where, bits in WHERE if marks & bits), "")
    beside = BIT[f"{where}-by-{opening}"] if where in ("earlier", "carried") else 0
    if marks & BIT["topic"]:
        beside |= BIT[f"topic-by-{opening}"]
    if marks & BIT["home"]:
        beside |= BIT[f"home-by-{opening}"]
    return beside | (BIT["project-of-means"] if of_means and marks & BIT["project"] else 0)
