"""What stands around a claimed figure: the words that all finders of a wording start from."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.attaching.phrases import PhrasePatterns
from taiyuan_facts.attaching.words import NOTHING, Parts, is_empty, nearest, phrase_start
from taiyuan_facts.model import Span
from taiyuan_facts.ruleset.ruleset import Match
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.scan import Scan

_LONGEST_BASE = 24  # characters of 比上年同期 and the like


class Wording(NamedTuple):
    """Indicator and item of a figure, as spans of the skeleton, and the figure's unit.

    ``own``: its classifier is the item (14人).
    """

    indicator: Span = NOTHING
    item: Span = NOTHING
    own: bool = False
    unit: str = ""


class Asked(NamedTuple):
    """A claimed figure whose wording is asked for: its sentence by number, its clause and its place in the skeleton."""

    sentence: int
    clause: Span
    place: int
    kind: str
    match: Match
    subject: Span | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Reads the words before and behind the figures of one page."""

    scan: Scan
    names: NamePatterns
    phrases: PhrasePatterns

    def column(self, asked: Asked, name: str) -> Span:
        """What the rule's group for a column captured nearest to the figure; empty where it has none."""
        spans = asked.match.columns.get(name)
        return nearest(spans, asked.place) if spans else Span(asked.place, asked.place)

    def unit(self, place: int) -> str:
        """The unit of the figure at a place; empty where it has none."""
        token = self.scan.tokens[place]
        return token.unit if isinstance(token, Quantity) else ""

    def compared(self, start: int, head: int) -> int:
        """Where the words end that 比上年同期, 分别 and the like stand behind."""
        at = self.names.start_of(self.scan.skeleton, start, head)
        for pattern in (self.names.compare, self.phrases.footing, self.names.compare):
            tail = pattern.search(self.scan.skeleton, max(at, head - _LONGEST_BASE), head)
            head = tail.start() if tail else head
        if self.phrases.measures.ending(self.scan.skeleton, at, head + 1) > 1 and self.scan.skeleton[head] == "能":
            return head + 1  # 组件的产｜能增长
        still = self.phrases.held_still.search(self.scan.skeleton, at, head)
        return still.start() if still else head

    def told(self, asked: Asked, end: int) -> Parts:
        """The thing and the measure of the phrase that ends at ``end``."""
        return self.phrases.split(self.scan.skeleton, self.opening(asked.clause, end), end, asked.subject)

    def opening(self, clause: Span, end: int) -> int:
        """Where the phrase that ends at ``end`` begins to name something; it may be a list (油料、蔬菜产量)."""
        skeleton = self.scan.skeleton
        return self.phrases.opened(skeleton, phrase_start(skeleton, clause.start, end, "、"), end)

    def respective(self, asked: Asked, end: int) -> Parts | None:
        """油料、蔬菜产量分别增长3.1%和5.4%: to each figure its own member; the last names the measure."""
        if len(asked.match.figures) < 2:
            return None
        skeleton, figures = self.scan.skeleton, [at for at, _ in asked.match.figures]
        if "分别" not in skeleton[asked.clause.start : figures[0]]:
            return None
        members = self.names.members(skeleton, self.opening(asked.clause, end), end)
        if len(members) != len(figures):
            return None
        *_, (first, end) = members
        among = skeleton.find("等", first, end)  # 化工、电子信息｜等重点行业｜产值
        measure = Span(self.phrases.measure_start(skeleton, first, end), end)
        member = members[figures.index(asked.place)]
        if member.end == end and among > first:
            return Parts(Span(first, among), measure)
        parts = self.phrases.split(skeleton, *member)
        if not is_empty(parts.measure):
            return parts
        last = measure if among > first else self.phrases.split(skeleton, first, end).measure
        return Parts(parts.thing, last)

    def is_subject(self, asked: Asked, words: Span) -> bool:
        """Whether words only name whom the figure is about."""
        skeleton = self.scan.skeleton
        return asked.subject is not None and skeleton[slice(*words)] == skeleton[slice(*asked.subject)]

    def clause_ahead(self, asked: Asked) -> Span | None:
        """The clause before that of a figure, in its sentence."""
        clauses = self.scan.sentences[asked.sentence].clauses
        at = bisect_left(clauses, asked.clause.start, key=lambda clause: clause.start)
        return clauses[at - 1] if at else None

    def measure_ahead(self, asked: Asked) -> Parts:
        """糯稻栽培面积明显缩小，比前一年少…: the measure of the clause before, which has no figure."""
        skeleton, clause = self.scan.skeleton, self.clause_ahead(asked)
        if clause is None:
            return Parts(NOTHING, NOTHING)
        for end in range(clause.end, clause.start + 1, -1):
            if self.phrases.measure_start(skeleton, clause.start, end) < end - 1:
                return self.phrases.split(skeleton, self.opening(clause, end), end, asked.subject)
        return Parts(NOTHING, NOTHING)

    def multiple(self, asked: Asked, carried: Wording) -> Wording | None:
        """价格｜仅是普通手机的1.5倍, 产量…，是去年的2倍: what is so many times another stands before 是, or goes on."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        base = phrases.multiple_of.search(skeleton, asked.clause.start, asked.place)
        if base is None:
            return None
        first = self.opening(asked.clause, base.start())
        if first >= base.start():
            return carried if phrases.measures.ending(skeleton, *carried.indicator) else None
        parts = self.told(asked, base.start())
        if is_empty(parts.measure):
            return Wording(parts.thing, parts.thing) if not is_empty(parts.thing) else None
        return Wording(parts.measure, parts.thing)
