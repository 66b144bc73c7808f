"""Times that are told as a length from the day of issue: 未来三年, 过去一周, 再过半个月, 8年前, 预计6个月后."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from taiyuan_facts.model import Period
from taiyuan_facts.patterns import compile_words
from taiyuan_facts.scanning import calendar
from taiyuan_facts.scanning.quantity import Quantity
from taiyuan_facts.scanning.scan import Scan, Time

FURTHEST = 30  # years that a plan reaches
FIRST_MONTHS = 2  # of a year, in which plans for the years to come begin with it
LONGEST = 400  # of a unit: what is longer is no time that a page tells so
LONGEST_LEAD = 5  # characters of what stands before a length: 接下来的｜三年
NEAR_PLAN = 14  # characters between a word of plans and a length: 预计一期工程｜6个月后
LONGEST_SENTENCE = 120  # characters before a length that are looked through for a time
FAR_GOAL = 24  # characters from a length on to a word of plans: 三年之后｜销售规模达到350亿元的目标
HALF_A_MONTH = 15
HALF = 0.5
LEAST_SUMMED = 3  # years: 五年净增; 一年新增 is of any year
INEXACT = 3  # times that the days between two dates may be more or less than the length that is told
_LENGTHS = {"日": 1, "天": 1, "工作日": 1.4, "交易日": 1.4, "周": 7, "月": 30, "年": 365}
_DAYS = {"日": 1, "天": 1, "周": 7}
_STOPS = frozenset("，。；！？\n")


@dataclass(frozen=True, slots=True)
class LengthPatterns:
    """What stands before and behind a length that is counted from the day of issue, and words of plans."""

    before: Any = field(repr=False)
    behind: Any = field(repr=False)
    within: Any = field(repr=False)
    plan: Any = field(repr=False)
    base: Any = field(repr=False)
    spent: Any = field(repr=False)
    held_for: Any = field(repr=False)
    held_since: Any = field(repr=False)
    in_a_row: Any = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str], base: Any) -> LengthPatterns:
        """From the lexicon of a rule set; ``base`` ends before the base of a comparison."""
        before = rf"(?P<to_come>{words['to_come']})|(?P<gone>{words['gone']})|(?P<in_turn>{words['in_turn']})"
        before += rf"|(?P<running>{words['running']})"
        before = rf"(?:{before}|(?P<short>{words['short']}))$"
        behind = rf"(?P<ago>{words['ago']})|(?P<later>{words['later']})|(?P<lasted>{words['lasted']})"
        behind += rf"|(?P<summed>{words['summed']})"
        return cls(
            compile_words(before),
            compile_words(behind),
            compile_words(rf"(?:{words['in_time']})$"),
            compile_words(words["plan_strong"]),
            base,
            compile_words(words["spent"]),
            compile_words(words["held_for"]),
            compile_words(rf"(?:{words['held_for'][:-1]}|{words['held_since']})"),
            compile_words(rf"(?:{words['in_a_row']})$"),
        )


class Told(NamedTuple):
    """A period told as a length, where the length stands in the skeleton, and whether it lies ahead.

    ``local``: it only dates what its own clause tells (到2025年，…；企业数量三年内翻一番，…).
    """

    place: int
    period: Period
    ahead: bool
    local: bool


def find_told(scan: Scan, patterns: LengthPatterns, place: int) -> Told | None:
    """The time that the length at a place names; None where it names none."""
    token, issued = scan.tokens[place], scan.page.document.issued
    if issued is None or not isinstance(token, Quantity) or token.dimension != "duration" or token.value is None:
        return None
    match = patterns.before.search(scan.skeleton, max(0, place - LONGEST_LEAD), place)
    match = match or patterns.behind.match(scan.skeleton, place + 1)
    within = patterns.within.search(scan.page.flow, token.start, token.end)
    if match is None and within is None:
        return None
    how = match.lastgroup if match is not None else "within"
    if how in ("later", "within") and not _is_planned(scan, patterns, place):
        return None  # 2008年动工，两年后建成
    if how == "ago" and _is_held_against(scan, patterns, place, match.end()):
        return None
    if how in ("short", "summed") and not _stands_alone(scan, place):
        return None
    if how == "running" and _is_dated(scan, place):
        return None  # 到2019年，已连续三年盈利
    count, unit = float(token.value_max or token.value), token.unit
    if unit == "年" and count == HALF:
        count, unit = 12 * HALF, "月"  # 半年来
    if not 0 < count <= LONGEST:
        return None
    period = _METHODS[how](count, unit, issued)
    return (
        None
        if period is None
        else Told(place, period, how in ("to_come", "in_turn", "later", "within"), how == "within")
    )


def _is_dated(scan: Scan, place: int) -> bool:
    """2月份，成交2371套，…，均价已连续5个月上涨: whether a time stands before a length in its sentence."""
    lead = re.split("[。！？\n]", scan.skeleton[max(0, place - LONGEST_SENTENCE) : place])[-1]
    return any("\ue000" <= c <= "\ue004" for c in lead)


def _stands_alone(scan: Scan, place: int) -> bool:
    """短短6个月涨幅达…, 五年净增…: a length that opens its sentence, so that no day before it tells when it began."""
    lead = scan.skeleton[max(0, place - LONGEST_LEAD) : place].rsplit("\n")[-1]
    return not any("\ue000" <= c <= "\uf8ff" for c in lead) and (len(lead) <= 2 or any(c in _STOPS for c in lead))


def _is_planned(scan: Scan, patterns: LengthPatterns, place: int) -> bool:
    """预计6个月后, 三年内将增至1万家, 三年之后达到350亿元的目标: whether a plan is told around a length."""
    skeleton = scan.skeleton
    return patterns.plan.search(skeleton, max(0, place - NEAR_PLAN), min(len(skeleton), place + FAR_GOAL)) is not None


def _is_held_against(scan: Scan, patterns: LengthPatterns, place: int, end: int) -> bool:
    """较五年前增长2倍, 是4年前的10倍: whether something is held against what was so then."""
    if patterns.base.search(scan.skeleton, max(0, place - 4), place) is not None:
        return True
    ratio = scan.tokens.get(end + 1) if scan.skeleton.startswith("的", end) else None
    return isinstance(ratio, Quantity) and ratio.dimension in ("percent", "times")


def is_spent(scan: Scan, patterns: LengthPatterns, place: int, first: date, last: date) -> bool:
    """仅用4个工作日: whether the length at a place was spent between two days, and may have been."""
    token = scan.tokens[place]
    if not isinstance(token, Quantity) or token.unit not in _LENGTHS or token.value is None or first >= last:
        return False
    if patterns.spent.search(scan.skeleton, max(0, place - LONGEST_LEAD), place) is None:
        return False
    days = float(token.value) * _LENGTHS[token.unit]
    return days / INEXACT <= (last - first).days + 1 <= days * INEXACT


def begins_there(time: object, length: object) -> bool:
    """从6月初起为期两个月, 2021年启动，分三年: whether a stretch of days is that in which a length begins."""
    if not isinstance(time, Time) or not isinstance(length, Quantity):
        return False
    return time.bound == "since" or (length.unit == "年" and time.mention.parts.keys() <= {"y4", "yw"})


def find_held_for(scan: Scan, patterns: LengthPatterns, place: int, begun: int, first: date) -> Told | None:
    """从6月2日起为期3天, 从今年起用5年时间, 2021年启动，分三年实施: from the first day of the time at ``begun`` on.

    None where no word says so of a length.
    """
    token, since = scan.tokens[place], scan.tokens[begun]
    if not isinstance(token, Quantity) or token.dimension != "duration" or token.value is None:
        return None
    count = int(token.value)
    right_behind = place - begun <= LONGEST_LEAD and isinstance(since, Time) and since.bound == "since"
    lasting = patterns.held_since if right_behind else patterns.held_for
    if lasting.search(scan.skeleton, max(0, place - LONGEST_LEAD), place) is None or not 0 < count <= LONGEST:
        return None
    period, issued = _lasting(count, token.unit, first), scan.page.document.issued
    if period is None or period.end is None:
        return None
    return Told(place, period, issued is not None and period.end > issued, False)


def _lasting(count: int, unit: str, first: date) -> Period | None:
    """So many days, months or years from a day on."""
    if unit in _DAYS:
        return _days(first, 0, count * _DAYS[unit] - 1)
    if unit not in ("月", "年") or count > FURTHEST:
        return None
    year, month = divmod(first.year * 12 + first.month - 1 + count * (12 if unit == "年" else 1), 12)
    behind = date(year, month + 1, min(first.day, calendar.last_day(year, month + 1)))
    return _days(first, 0, (behind - first).days - 1)


def run_up_to(scan: Scan, patterns: LengthPatterns, place: int, period: Period) -> Period | None:
    """2022年，…连续‹三年›稳定: the years up to that year, the months up to that month; None for other lengths."""
    token, first, last = scan.tokens[place], period.start, period.end
    if not isinstance(token, Quantity) or token.dimension != "duration" or token.value is None:
        return None
    count = int(token.value)
    if first is None or last is None or count != token.value or not 1 < count <= FURTHEST:
        return None
    if patterns.in_a_row.search(scan.skeleton, max(0, place - LONGEST_LEAD), place) is None:
        return None
    if token.unit == "年" and period == calendar.years(last.year, last.year):
        return calendar.years(last.year - count + 1, last.year)
    if token.unit == "月" and period == calendar.months(last.year, last.month, last.month):
        return _months(first, 1 - count, 0)
    return None


def _to_come(count: float, unit: str, issued: date) -> Period | None:
    """未来三年, 未来五个月, 未来一周: what begins with the day, the month of issue; at its start, with the year."""
    if unit == "年" and issued.month > FIRST_MONTHS:
        return _within(count, unit, issued)
    if unit == "年":
        return calendar.years(issued.year, issued.year + int(count) - 1) if 1 <= count <= FURTHEST + 1 else None
    if unit == "月":
        return _months(issued, 0, int(count) - 1) if count >= 1 else None
    return _days(issued, 0, int(count) * _DAYS[unit] - 1) if unit in _DAYS else None


def _gone(count: float, unit: str, issued: date) -> Period | None:
    """过去两年, 过去两个月, 最近一周: up to the year, the month, the day before the issue."""
    if unit == "年":
        return calendar.years(issued.year - int(count), issued.year - 1) if 1 <= count < issued.year else None
    if unit == "月":
        return _months(issued, -int(count), -1) if count >= 1 else None
    return _days(issued, -int(count) * _DAYS[unit], -1) if unit in _DAYS else None


def _running(count: float, unit: str, issued: date) -> Period | None:
    """已连续七年: the years, months or days up to that of the issue, with it."""
    if unit == "年":
        return calendar.years(issued.year - int(count) + 1, issued.year) if 1 <= count < issued.year else None
    if unit == "月":
        return _months(issued, 1 - int(count), 0) if count >= 1 else None
    return _days(issued, 1 - int(count) * _DAYS[unit], 0) if unit in _DAYS else None


def _summed(count: float, unit: str, issued: date) -> Period | None:
    """五年净增: the years up to the one before the issue, as a report tells of them."""
    return _gone(count, unit, issued) if unit == "年" and count >= LEAST_SUMMED else None


def _in_turn(count: float, unit: str, issued: date) -> Period | None:
    """再过半个月: from the day of issue on."""
    if unit == "月" and count < 1:
        return _days(issued, 0, HALF_A_MONTH)
    if unit in ("月", "年"):
        index = issued.year * 12 + issued.month - 1 + int(count) * (12 if unit == "年" else 1)
        year, month = divmod(index, 12)
        last = date(year, month + 1, min(issued.day, calendar.last_day(year, month + 1)))
        return _days(issued, 0, (last - issued).days - 1)
    return _days(issued, 0, int(count) * _DAYS[unit]) if unit in _DAYS else None


def _later(count: float, unit: str, issued: date) -> Period | None:
    """一年后, 6个月后: the month; 三年后: the year; 两周后: the day."""
    if unit == "年" and count >= 2:
        year = issued.year + int(count)
        return calendar.years(year, year) if count <= FURTHEST else None
    if unit in ("月", "年"):
        step = int(count) * (12 if unit == "年" else 1)
        return _months(issued, step, step)
    return _days(issued, int(count) * _DAYS[unit], int(count) * _DAYS[unit]) if unit in _DAYS else None


def _within(count: float, unit: str, issued: date) -> Period | None:
    """五年内将新建: from the day of issue to that day five years later."""
    if unit not in ("月", "年") or not 1 <= count <= FURTHEST:
        return None
    year, month = divmod(issued.year * 12 + issued.month - 1 + int(count) * (12 if unit == "年" else 1), 12)
    last = date(year, month + 1, min(issued.day, calendar.last_day(year, month + 1)))
    return _days(issued, 0, (last - issued).days)


def _ago(count: float, unit: str, issued: date) -> Period | None:
    """8年前: the year; 三个月前: the month; 公告发布30日前 is counted from the notice."""
    if unit == "年":
        year = issued.year - int(count)
        return calendar.years(year, year) if 1 <= count < issued.year else None
    return _months(issued, -int(count), -int(count)) if unit == "月" and count >= 1 else None


def _lasted(count: float, unit: str, issued: date) -> Period | None:
    """上市11年以来, 种桃6年了, 实施一个多月以来: the years or months up to the day of issue."""
    if unit == "月" and count >= 1:
        year, month = divmod(issued.year * 12 + issued.month - 1 - int(count), 12)
    elif unit == "年" and count >= 2:
        year, month = issued.year - int(count), 0
    else:
        return None
    return calendar.make_period((year, month + 1, 1), (issued.year, issued.month, issued.day)) if year > 0 else None


def _months(issued: date, first: int, last: int) -> Period | None:
    """Whole months, counted from that of issue."""
    index = issued.year * 12 + issued.month - 1
    (year, month), (last_year, last_month) = divmod(index + first, 12), divmod(index + last, 12)
    end = calendar.last_day(last_year, last_month + 1)
    return calendar.make_period((year, month + 1, 1), (last_year, last_month + 1, end))


def _days(issued: date, first: int, last: int) -> Period:
    """Days, counted from that of issue."""
    start, end = calendar.shift(issued, first), calendar.shift(issued, last)
    return calendar.make_period((start.year, start.month, start.day), (end.year, end.month, end.day))


_METHODS: Mapping[str, Any] = {
    "to_come": _to_come,
    "gone": _gone,
    "in_turn": _in_turn,
    "later": _later,
    "within": _within,
    "ago": _ago,
    "lasted": _lasted,
    "short": _lasted,
    "summed": _summed,
    "running": _running,
}
