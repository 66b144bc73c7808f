"""Levels that moved on: from what was so at one time to what was so at another (从2月的3.8元跌至目前的0.3元)."""

from __future__ import annotations

from taiyuan_facts.attaching.page_times import PageTimes, When
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.calendar import day_of, months, years
from taiyuan_facts.scanning.scan import Time

_OF_DAY = ("d1", "dd", "dw", "wd", "wdb")
_OF_MONTH = ("m", "mw", "part", "lone")


def is_left_behind(times: PageTimes, at: int, place: int) -> bool:
    """从1980年的5%上升至22%: the level that was reached is not of the time that it moved on from."""
    if not times.is_level_left(at) and not (times.is_now(at) and times.is_left(at)):
        return False  # 从目前的22%提高到五成以上: what is to be reached is not of today
    first = next((one for one in times.places(at + 1, place)), place)
    return times.patterns.reached.search(times.scan.skeleton, first, place) is not None


def is_left_for_now(times: PageTimes, clause: Span, place: int) -> bool:
    """价格从不到10万元涨至目前的140万元: whether a level is told of that was left, with that of today behind it."""
    if times.patterns.left.search(times.scan.skeleton, clause.start, place) is None:
        return False
    return any(times.is_now(at) for at in times.usable(place, clause.end))


def when_begun(times: PageTimes, at: int) -> When | None:
    """自2008年底…以来: the day, month or year in which that began which has lasted since; None where none is told."""
    token = times.scan.tokens[at]
    if not isinstance(token, Time) or token.bound != "since" or token.period is None or token.period.start is None:
        return None
    parts, first = token.mention.parts, token.period.start
    if not parts.keys().isdisjoint(_OF_DAY):
        return When(day_of(first), "text", False)
    if not parts.keys().isdisjoint(_OF_MONTH):
        return When(months(first.year, first.month, first.month), "text", False)
    return When(years(first.year, first.year), "text", False)
