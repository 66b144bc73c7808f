"""Times of tables: what a caption says outright, and what it says of the period that the report is on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from taiyuan_facts.model import Period
from taiyuan_facts.patterns import compile_words, either
from taiyuan_facts.scanning import calendar
from taiyuan_facts.scanning.times import Context, TimeGrammar, TimeMention

_BASE = re.compile(r"(?:比|较|为|与|同|占)$")  # 比2021年增长: the base dates nothing
_LONE_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?![\d.年/-])")
_YEARLESS = frozenset({"m", "m1", "ma", "mn", "lone"})


class Timed(NamedTuple):
    """What a text says of time: the period, what is left of the text, and whether it names one that is not told."""

    period: Period | None
    rest: str
    untold: bool = False


@dataclass(frozen=True, slots=True)
class TableTimes:
    """Reads times in captions. ``report`` is the period that title, heading or headline name; None where they do not.

    ``spans``: the words for it, each with what it means (same, before, month, total, last, first).
    """

    grammar: TimeGrammar
    spans: Mapping[str, str]
    issued: date | None
    report: Period | None = None
    _span: Any = field(default=None, repr=False)

    @classmethod
    def build(cls, grammar: TimeGrammar, spans: Mapping[str, str], issued: date | None) -> TableTimes:
        """For a page; what its tables report on is set with `of`."""
        return cls(grammar, spans, issued, None, compile_words(either(spans)))

    def of(self, report: Period | None) -> TableTimes:
        """The same for a table that reports on a period."""
        return TableTimes(self.grammar, self.spans, self.issued, report, self._span)

    def read(self, text: str) -> Timed:
        """The time of a caption or title without blanks; two of them are none."""
        text = _LONE_YEAR.sub(r"\1年", text)
        context = Context(
            self.issued, heading_year=self.report.start.year if self.report and self.report.start else None
        )
        found = []
        rest, at = [], 0
        for mention in self.grammar.find(text):
            if _BASE.search(text, 0, mention.start) or self._is_span(text, mention.start):
                continue
            period = self._known(self.grammar.resolve(mention, context, False), mention)
            rest.append(text[at : mention.start])
            at = mention.end
            if period is not None:
                found.append(period)
        left = "".join([*rest, text[at:]])
        if found:
            return Timed(found[0] if len(found) == 1 else None, left, len(found) > 1)
        span = self._span.search(left)
        if span is None:
            return Timed(None, left)
        period = self._of_report(self.spans[span.group()])
        return Timed(period, left[: span.start()] + left[span.end() :], period is None)

    def _known(self, period: Period | None, mention: TimeMention) -> Period | None:
        """A month of which nothing tells the year lies not ahead of the issue; where it would, its year is open."""
        if not {"y4", "yc", "yw", "y2", "era"}.isdisjoint(mention.parts):
            return period
        if self.issued is None or self.report is not None or _YEARLESS.isdisjoint(mention.parts):
            return period
        return None if period is None or period.end is None or period.end > self.issued else period

    def _is_span(self, text: str, start: int) -> bool:
        """Whether a time is a word for the report's period (本年, 上年), which need not be that of its issue."""
        return self._span.match(text, start) is not None

    def _of_report(self, span: str) -> Period | None:
        """The period that a word means of the report's."""
        report = self.report
        if report is None or report.start is None or report.end is None:
            return None
        start, end = report.start, report.end
        whole = end.year > start.year or (end - start).days >= 360
        if span == "same":
            return report
        if span == "before":
            return calendar.year_before(report)
        if span == "last":
            return calendar.day_of(end)
        if span == "first":
            return calendar.day_of(start)
        if whole:
            return None
        return calendar.months(end.year, end.month if span == "month" else 1, end.month)
