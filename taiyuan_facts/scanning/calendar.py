"""Periods: a stretch of days as EDTF (ISO 8601-2:2019) with its first and last day."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from taiyuan_facts.model import Period

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of the months, from 1
UNKNOWN_YEAR = 0  # a year that the text does not give; written XXXX


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day (2月30日) or the year is not known."""
    if year == UNKNOWN_YEAR or not 1 <= year <= 9999 or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= last_day(year, month) else None


def last_day(year: int, month: int) -> int:
    """Number of days of a month; February of an unknown year has 28."""
    return 29 if month == 2 and year and isleap(year) else _LENGTHS[month]


def make_period(first: tuple[int, int, int], last: tuple[int, int, int]) -> Period:
    """The period from one (year, month, day) to another, in its shortest EDTF form."""
    start, end = make_day(*first), make_day(*last)
    return Period(_edtf(first, last), start, end)


def years(first: int, last: int) -> Period:
    """Whole years, both ends included."""
    return make_period((first, 1, 1), (last, 12, 31))


def months(year: int, first: int, last: int) -> Period:
    """Whole months of a year, both ends included."""
    return make_period((year, first, 1), (year, last, last_day(year, last)))


def day_of(day: date) -> Period:
    """One day."""
    return make_period((day.year, day.month, day.day), (day.year, day.month, day.day))


def shift(day: date, days: int) -> date:
    """A day so many days later."""
    return day + timedelta(days=days)


def spanning(first: Period, last: Period) -> Period:
    """From the first day of one period to the last of another; the last alone where a day is not known."""
    if first.start is None or last.end is None or first.start > last.end:
        return last
    start, end = first.start, last.end
    return make_period((start.year, start.month, start.day), (end.year, end.month, end.day))


def year_before(period: Period) -> Period:
    """The same days a year before; the last of a month stays its last. What has no end or no year stays."""
    if period.start is None or period.end is None:
        return period
    start, end = period.start, period.end
    limit = last_day(end.year - 1, end.month)
    last = limit if end.day == last_day(end.year, end.month) else min(end.day, limit)
    first = min(start.day, last_day(start.year - 1, start.month))
    return make_period((start.year - 1, start.month, first), (end.year - 1, end.month, last))


def since(start: Period, issued: date | None) -> Period:
    """From the first day of ``start`` to the day of issue, open where that is not known; what lies ahead is itself."""
    if issued is None or start.start is None:
        return Period(f"{start.edtf.split('/', maxsplit=1)[0]}/..", start.start, None)
    if start.start > issued:
        return start  # 明年起, 7月1日起: when it is to begin
    first = start.start
    return make_period((first.year, first.month, first.day), (issued.year, issued.month, issued.day))


_QUARTER = 3  # months


def deal_out(period: Period, count: int, index: int) -> Period | None:
    """One of the ``count`` years, quarters, months or days that a period is made of, where it is made of so many."""
    start, end = period.start, period.end
    if start is None or end is None or count < 2:
        return None
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        year = start.year + index
        return years(year, year) if end.year - start.year + 1 == count else None
    if start.day == 1 and end.day == last_day(end.year, end.month) and start.year == end.year:
        length = (end.month - start.month + 1) // count  # 三、四季度 are two quarters, 7、8月 two months
        month = start.month + index * length
        whole = end.month - start.month + 1 == count * length and length in (1, _QUARTER)
        return months(start.year, month, month + length - 1) if whole else None
    return day_of(shift(start, index)) if (end - start).days + 1 == count else None


def _edtf(first: tuple[int, int, int], last: tuple[int, int, int]) -> str:
    whole_months = first[2] == 1 and last[2] == last_day(last[0], last[1])
    if whole_months and first[1] == 1 and last[1] == 12 and first[0] == last[0]:
        return _digits(first[0])
    if whole_months and first[:2] == last[:2]:
        return f"{_digits(first[0])}-{first[1]:02}"
    one, two = (f"{_digits(y)}-{m:02}-{d:02}" for y, m, d in (first, last))
    return one if one == two else f"{one}/{two}"


def _digits(year: int) -> str:
    return "XXXX" if year == UNKNOWN_YEAR else f"{year:04}"
