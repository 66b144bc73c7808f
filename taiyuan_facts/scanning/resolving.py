"""Time expressions into periods, against the issue date and what the text named before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from taiyuan_facts.model import Period
from taiyuan_facts.scanning import calendar, weeks
from taiyuan_facts.scanning.calendar import UNKNOWN_YEAR
from taiyuan_facts.scanning.context import Context
from taiyuan_facts.scanning.holidays import days_off, last_days_off, nearest_days_off
from taiyuan_facts.scanning.month_spans import across_years, number_of

DAYS_OF_LATE = 7  # by which a month and day without a year lie before the page that must be of its year
DAYS_OF_STATE = 90  # and by which the day of a state (截至5月26日) does
NEARLY_PASSED = 10  # month of the issue from which on its year counts as passed
DAYS_OF_REPORT = 3  # by which a bare day lies before the page that must be of its month


def _days(year: int, month: int, first: int, last: int) -> Period:
    """Days of a month; a ``last`` of 0 is its last one."""
    return calendar.make_period((year, month, first), (year, month, last or calendar.last_day(year, month)))


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves the pieces of a time expression; ``ahead`` says that it lies in the future of the text."""

    words: Mapping[str, Any]
    context: Context
    ahead: bool

    def resolve(self, parts: Mapping[str, str]) -> Period | None:
        """The period of an expression's pieces; None where it has none that can be told."""
        if "vague" in parts:
            return None
        if "now" in parts:
            return calendar.day_of(self.context.issued) if self.context.issued else None
        for name, method in _METHODS:
            if name in parts:
                return method(self, parts)  # type: ignore[no-any-return]
        return None

    def _year(self, parts: Mapping[str, str]) -> int | None:
        """The year that stands in the expression; None where there is none."""
        if "y4" in parts:
            return int(parts["y4"])
        if "y2" in parts:
            return (1900 if parts["y2"] >= "5" else 2000) + int(parts["y2"])  # 98年底, 06年
        if "yc" in parts:
            return number_of(parts["yc"])
        if "roc" in parts:
            return int(self.words["republic"]["first"]) + number_of(parts["roc"]) - 1
        if "era" in parts:
            return (
                int(self.words["eras"][parts["era"]]) + (1 if parts["eran"] == "元" else number_of(parts["eran"])) - 1
            )
        if "yw" in parts:
            return self._relative_year(parts["yw"])
        return None

    def _relative_year(self, word: str) -> int:
        step = self.words["years"][word]
        context = self.context
        issue_year = context.issued.year if context.issued else UNKNOWN_YEAR
        if step in ("context", "next"):
            base = context.year or context.heading_year or issue_year
            return base + (step == "next") if base else UNKNOWN_YEAR
        if word.startswith("上") and context.heading_year:
            return context.heading_year - 1
        return issue_year + int(step) if issue_year else UNKNOWN_YEAR

    def of_year(self, parts: Mapping[str, str]) -> Period:
        """2021年, 去年, 民国八十七年, and the month or part of the year behind it."""
        year = self._year(parts) or UNKNOWN_YEAR
        if "same" in parts or "same2" in parts:
            return calendar.years(year, year)
        if year and not self._is_base(parts) and "a_since" not in parts:  # 去年以来…上半年: of this year
            self.context.year = self.context.named = year
        if "y4b" in parts:
            return calendar.years(year, int(parts["y4b"]))
        if "yb2" in parts:  # 2010/11榨季
            return calendar.years(year, year + (int(parts["yb2"]) == (year + 1) % 100))
        if "part" in parts:
            return self._of_part(parts["part"], year)
        if "hol" in parts:
            return self._off(days_off(self.words["holidays"], parts["hol"], year), parts) or calendar.years(year, year)
        if any(name in parts for name in ("m", "m1", "ma", "mn")):
            return self._of_month(parts, year)
        return calendar.years(year, year)

    def _of_part(self, part: str, year: int) -> Period:
        """上半年, 年初."""
        first, last = self.words["parts"][part]
        return calendar.months(year, first, last)

    def _is_base(self, parts: Mapping[str, str]) -> bool:
        """比上年, 上年: the base of a comparison does not set the year of what follows."""
        return parts.get("yw", "").startswith(("上年", "昨年"))

    def _of_month(self, parts: Mapping[str, str], year: int) -> Period:
        if "mn" in parts:
            return calendar.months(year, 1, min(max(number_of(parts["mn"]), 1), 12))
        if "m1" in parts or "ma" in parts:
            first, last = number_of(parts.get("m1") or parts["ma"]), number_of(parts.get("m2") or parts["mb"])
            if not (1 <= first <= 12 and 1 <= last <= 12):
                return calendar.years(year, year)
            later = year + 1 if last < first and year else year
            return calendar.make_period((year, first, 1), (later, last, calendar.last_day(later, last)))
        month = number_of(parts["m"])
        if not 1 <= month <= 12:
            return calendar.years(year, year)
        if "me" in parts and year:
            return across_years(parts, year, month)
        if "d1" in parts:
            return self._of_days(parts, year, month)
        first, last = self.words["days_of_month"].get(parts.get("mp", ""), (1, 0))
        last_month = number_of(parts.get("mn2", "")) or month
        if "mpn" not in parts or not month <= last_month <= 12:
            return _days(year, month, first, last)
        last = self.words["days_of_month"][parts["mpn"]][1] or calendar.last_day(year, last_month)
        return calendar.make_period((year, month, first), (year, last_month, last))  # 5月下旬至6月上旬

    def _of_days(self, parts: Mapping[str, str], year: int, month: int) -> Period:
        first = min(number_of(parts["d1"]), calendar.last_day(year, month)) or 1
        if "d2" not in parts:
            return calendar.make_period((year, month, first), (year, month, first))
        last_month = number_of(parts["m2d"]) if "m2d" in parts else month
        last_month = last_month if 1 <= last_month <= 12 else month
        later = year + 1 if last_month < month and year else year
        last = min(number_of(parts["d2"]), calendar.last_day(later, last_month)) or 1
        return calendar.make_period((year, month, first), (later, last_month, last))

    def of_bare_month(self, parts: Mapping[str, str]) -> Period:
        """10月底: of the year that fits."""
        late = DAYS_OF_STATE if "b_asof" in parts else DAYS_OF_LATE
        return self._settle(lambda year: self._of_month(parts, year), late)

    def of_lone_part(self, parts: Mapping[str, str]) -> Period:
        """上半年, 一季度: of the year that fits."""
        return self._settle(lambda year: self._of_part(parts["lone"], year))

    def _settle(self, make: Any, late: int = DAYS_OF_LATE) -> Period:
        """The year of a month or part without one: that of the context, else the one that fits the tense."""
        context = self.context
        if context.year or context.heading_year or context.issued is None:
            period: Period = make(context.base_year())
            return self._of_late(make, period, late)
        period = make(context.issued.year)
        if period.start is None or period.end is None:
            return period
        if self.ahead and period.end < context.issued - timedelta(days=60):
            return make(context.issued.year + 1)  # type: ignore[no-any-return]
        if not self.ahead and self._is_past_year(period):
            return make(context.issued.year - 1)  # type: ignore[no-any-return]
        return period

    def _of_late(self, make: Any, period: Period, late: int) -> Period:
        """2019年来…: 3月31日 on a page of so many days later is this year's, whatever year was named last."""
        issued = self.context.issued
        if issued is None or period.start is None:
            return period
        if not self.ahead and period.start.year > issued.year:
            past: Period = make(issued.year)  # …2012年建成。5月10日开工
            return past if past.end is not None and past.end <= issued else period
        if (period.start != period.end and late != DAYS_OF_STATE) or period.start.year >= issued.year:
            return period
        now: Period = make(issued.year)  # 2018年3月开工，截至6月底已…: this June
        return now if now.end is not None and 0 <= (issued - now.end).days <= late else period

    def _is_past_year(self, period: Period) -> bool:
        """12月20日 in a page of January is last year's; 全年 in a page of February too."""
        issued = self.context.issued
        assert issued is not None
        assert period.start is not None
        assert period.end is not None
        whole_year = period.start.month == 1 and period.end.month == 12 and issued.month <= 4
        whole_year = whole_year and self.context.named != issued.year
        return whole_year or (period.start - issued).days > 150

    def of_holiday(self, parts: Mapping[str, str]) -> Period | None:
        """春节期间, 国庆前: the days off that are nearest; 长假期间: those named last, or just over."""
        issued = self.context.issued
        if "hagain" in parts:
            return self.context.holiday or (last_days_off(self.words["holidays"], issued) if issued else None)
        if issued is None:
            return None
        ahead = self.ahead or "a_by" in parts
        return self._off(nearest_days_off(self.words["holidays"], parts["hol"], issued, ahead), parts)

    def _off(self, days: Period | None, parts: Mapping[str, str]) -> Period | None:
        """Days off, or the day before them (春节前) or behind them (春节后)."""
        if "a_by" not in parts:  # 春节前: 假期 behind it is another
            self.context.holiday = days
        if days is None or days.start is None or days.end is None:
            return days
        if "a_by" in parts:
            return calendar.day_of(calendar.shift(days.start, -1))
        if "a_since" not in parts:
            return days
        within = self.context.issued is not None and days.start <= self.context.issued <= days.end
        return calendar.day_of(days.start if within else calendar.shift(days.end, 1))

    def of_both(self, parts: Mapping[str, str]) -> Period | None:
        """今明两年: the years around the issue date."""
        if self.context.issued is None:
            return None
        year = self.context.issued.year
        spans = {"今明两年": (0, 1), "今明后三年": (0, 2), "去今两年": (-1, 0), "今后两年": (1, 2)}
        first, last = spans.get(parts["both"], (0, 1))
        return calendar.years(year + first, year + last)

    def of_years_back(self, parts: Mapping[str, str]) -> Period | None:
        """五年来: the years up to the one that the heading reports on, else the last that has passed, or all but."""
        issued = self.context.issued
        last = issued.year - (issued.month < NEARLY_PASSED) if issued else None
        if self.context.heading_year and (last is None or self.context.heading_year < last):
            last = self.context.heading_year  # 2026年政府工作报告 looks back on 2025
        count = number_of((parts.get("back") or parts["backb"]).replace("两", "二"))
        self.context.year = last if count == 1 else self.context.year  # 过去的一年，…。全年…
        plan = self.context.plan
        if plan and issued and plan[1] < issued.year and plan[1] - plan[0] + 1 == count:
            return calendar.years(*plan)  # “十一五”期间…。过去五年，…
        return calendar.years(last - count + 1, last) if last and 0 < count < 100 else None

    def of_month_word(self, parts: Mapping[str, str]) -> Period | None:
        """上月, 当月, 下个月, and the days behind it."""
        step = self.words["months"][parts["mw"]]
        base = (step == "context" and (self.context.month or self.context.day)) or self.context.issued
        if base is None:
            return None
        index = base.year * 12 + base.month - 1 + (0 if step == "context" else int(step))
        year, month = divmod(index, 12)
        if "d1" in parts:
            return self._of_days(parts, year, month + 1)
        part = self.words["days_of_month"].get(parts.get("mwp", ""))
        first, last = part or self.words["month_words"].get(parts.get("mwlone", "")) or (1, 0)
        return _days(year, month + 1, first, last)

    def of_lone_month_word(self, parts: Mapping[str, str]) -> Period | None:
        """月底: of the month of issue; 上月大跌，月初…: of the month named before it, where that is told of."""
        base, named = self.context.issued, self.context.near_month
        if base is None:
            return None
        ahead = self.ahead and "至" not in (parts.get("b_by"), parts.get("b_asof"))  # 月初报价…，至月底
        base = named if named is not None and not ahead and named < base else base
        first, last = self.words["month_words"][parts["mword"]]
        return _days(base.year, base.month, first, last)

    def of_day_word(self, parts: Mapping[str, str]) -> Period | None:
        """昨天, 当日, 次日."""
        step = self.words["days"][parts["dw"]]
        base = self.context.day or self.context.issued if step in ("context", "next") else self.context.issued
        if base is None:
            return None
        offset = 0 if step == "context" else 1 if step == "next" else int(step)
        return calendar.day_of(calendar.shift(base, offset))

    def of_week(self, parts: Mapping[str, str]) -> Period | None:
        """上周, 上周五, 周二."""
        return weeks.of_week(self.words, parts, self.context.issued, self.ahead)

    def of_bare_day(self, parts: Mapping[str, str]) -> Period | None:
        """8日, 8日至11日: of the month that the text named last, else of the issue's, never after it unless ahead."""
        base = self.context.day or self.context.issued
        if base is None:
            return None
        first = number_of(parts.get("dd") or parts["df"])
        last = number_of(parts.get("dd2") or parts.get("dt", "")) or first
        issued = self.context.issued
        if issued is not None and 0 <= issued.day - first <= DAYS_OF_REPORT:
            base = issued  # 截至2日 on the 3rd, behind 3月25日
        year, month = base.year, base.month
        if self.context.day is None and not self.ahead and first > base.day:
            year, month = divmod(year * 12 + month - 2, 12)
            month += 1
        limit = calendar.last_day(year, month)
        if not 1 <= first <= limit:
            return None
        return calendar.make_period((year, month, first), (year, month, min(max(first, last), limit)))

    def of_decade(self, parts: Mapping[str, str]) -> Period:
        """上世纪90年代: ten years."""
        tens = number_of(parts["decade"])
        century = 2000 if parts.get("century") == "20" and tens < 30 else 1900
        return calendar.years(century + tens, century + tens + 9)

    def of_plan(self, parts: Mapping[str, str]) -> Period | None:
        """“十四五”期间: the years of a five-year plan, or its last one."""
        first, last = self.words["plans"][parts["plan"]]
        reach = self.words["plan_tails"][parts["plantail"]]
        if reach == "none":
            return None
        if reach == "last":
            return calendar.years(last, last)
        if reach == "first":
            return calendar.years(first, first)
        self.context.plan = first, last
        return calendar.years(first, last)


_METHODS: tuple[tuple[str, Any], ...] = (
    ("back", Resolver.of_years_back),
    ("backb", Resolver.of_years_back),
    ("both", Resolver.of_both),
    ("y4", Resolver.of_year),
    ("y2", Resolver.of_year),
    ("yc", Resolver.of_year),
    ("roc", Resolver.of_year),
    ("era", Resolver.of_year),
    ("yw", Resolver.of_year),
    ("mw", Resolver.of_month_word),
    ("m", Resolver.of_bare_month),
    ("m1", Resolver.of_bare_month),
    ("ma", Resolver.of_bare_month),
    ("mn", Resolver.of_bare_month),
    ("lone", Resolver.of_lone_part),
    ("mword", Resolver.of_lone_month_word),
    ("dw", Resolver.of_day_word),
    *((group, Resolver.of_week) for group in ("ww", "wlast", "wdb")),
    ("dd", Resolver.of_bare_day),
    ("df", Resolver.of_bare_day),
    ("decade", Resolver.of_decade),
    ("plan", Resolver.of_plan),
    ("hol", Resolver.of_holiday),
    ("hagain", Resolver.of_holiday),
)
