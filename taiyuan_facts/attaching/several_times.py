"""Times that stand together: of each figure its own, or one span for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from taiyuan_facts.attaching.page_times import PageTimes, When
from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words
from taiyuan_facts.scanning import calendar
from taiyuan_facts.scanning.quantity import Quantity
from taiyuan_facts.scanning.scan import Scan, Time

LONGEST_START = 4  # characters from a time on that tell what began then
_COORDINATED = compile_words(r"\s?[、和及与]\s?|以及")


@dataclass(frozen=True, slots=True)
class SeveralTimes:
    """Finds the date of a figure where its clause or those before it hold more than one time."""

    scan: Scan
    times: PageTimes
    by_year: Any = field(repr=False)  # 年均: what is told of each year between two

    def find(self, before: list[int], nearest: int, clause: Span, place: int) -> When:
        """The date by the times ``before``, of which ``nearest`` is the one that the figure would have alone."""
        yearly = self._yearly(before, clause, place)
        return yearly or self._own(nearest, clause, place) or self._of_several(before, clause, place)

    def _own(self, when: int, clause: Span, place: int) -> When | None:
        """2016年至2018年净利润分别为0.4亿元、0.5亿元和0.7亿元: as many figures as years, each with its own."""
        skeleton = self.scan.skeleton
        at = skeleton.find("分别", when, clause.end)
        if not 0 <= at < place or _COORDINATED.search(skeleton, when, at) is not None:
            return None  # 1至2月进口、出口分别…: to each its own thing, and not its own month
        places = self.times.places(when + 1, clause.end)
        told = [(other, token) for other in places if isinstance(token := self.scan.tokens[other], Quantity)]
        if any(other < at and token.dimension != "duration" for other, token in told):
            return None  # 一季度，销售额20.6亿元，补贴2亿元，同比分别…; but 从2006年到2010年的五年中分别…
        figures = [other for other, _ in told if other > at]
        if place not in figures:
            return None
        period = calendar.deal_out(self.times.when(when).period, len(figures), figures.index(place))
        return None if period is None else When(period, "text", self.times.when(when).ahead)

    def _yearly(self, before: list[int], clause: Span, place: int) -> When | None:
        """从2010年的167亿元增长到2013年的1174亿元，年均增长91%: from the year that it rose from to the other."""
        if len(before) < 2 or not self.times.is_left(before[-2]):
            return None
        if self.by_year.search(self.scan.skeleton, max(clause.start, before[-1]), place) is None:
            return None
        return self._between(before[-2], before[-1])

    def find_left(self, before: list[int], clause: Span, place: int) -> When | None:
        """从2007年的61%降至2019年的31%，出口从‹33%›降至17%: what moved on in the same time began in the same."""
        if len(before) < 2 or not self.times.is_left(before[-2]) or not self.times.is_left(place):
            return None
        behind = [at for at in self.times.places(place + 1, clause.end) if isinstance(self.scan.tokens[at], Quantity)]
        return self.times.when(before[-2]) if behind else None

    def _between(self, first: int, last: int) -> When | None:
        start, end = self.times.when(first).period, self.times.when(last)
        if start.start is None or end.period.end is None or start.start > end.period.end:
            return None
        issued = self.scan.page.document.issued
        ahead = issued is not None and end.period.end > issued
        return end._replace(period=calendar.spanning(start, end.period), ahead=end.ahead or ahead)

    def _up_to(self, before: list[int]) -> When | None:
        """截至5月中旬，今年…: from the first day of a year on, where the time before it says up to when."""
        if len(before) < 2:
            return None
        token, year = self.scan.tokens[before[-2]], self.times.when(before[-1])
        if not isinstance(token, Time) or token.bound != "as_of" or token.period is None:
            return None
        start, end = year.period.start, token.period.end
        if start is None or end is None or start.year != end.year or year.source != "text":
            return None
        whole = (start.month, start.day) == (1, 1) and year.period.end is not None and year.period.end >= end
        return year._replace(period=calendar.spanning(year.period, token.period)) if whole else None

    def _from_to(self, before: list[int]) -> When | None:
        """从4月1日起至6月19日, 自8月16日开渔至本月15日: from the one to the other."""
        if len(before) < 2 or before[-1] - before[-2] > LONGEST_START:
            return None
        first, last = self.scan.tokens[before[-2]], self.scan.tokens[before[-1]]
        if not isinstance(first, Time) or not isinstance(last, Time) or first.bound != "since" or last.bound != "by":
            return None
        return self._between(before[-2], before[-1])

    def _of_several(self, before: list[int], clause: Span, place: int) -> When:
        """上半年及三季度用户达到1.6亿及2亿: of as many figures each has its own time, else all share all."""
        up_to = self._up_to(before)
        if up_to is None and self.scan.skeleton[place - 1] not in "到至":  # 从8月到今年5月，价格提高到3.2元: in May
            up_to = self._from_to(before)
        if up_to is not None:
            return up_to
        group = [before[-1]]
        for at in reversed(before[:-1]):
            if not _COORDINATED.fullmatch(self.scan.skeleton, at + 1, group[0]):
                break
            group.insert(0, at)
        last = self.times.when(group[-1])
        if len(group) == 1:
            return last
        figures = [at for at in self.times.places(group[-1], clause.end) if isinstance(self.scan.tokens[at], Quantity)]
        row = figures[:1]
        for at in figures[1:]:
            if not _COORDINATED.fullmatch(self.scan.skeleton, row[-1] + 1, at):
                break
            row.append(at)
        if place in row and len(row) == len(group):
            return self.times.when(group[row.index(place)])
        first = self.times.when(group[0])
        if len(first.period.edtf) != len(last.period.edtf) or first.source != last.source:
            return last
        whole = calendar.spanning(first.period, last.period)
        if place not in row or "分别" not in self.scan.skeleton[group[-1] : row[0]]:
            return last._replace(period=whole)
        return last._replace(period=calendar.deal_out(whole, len(row), row.index(place)) or whole)
