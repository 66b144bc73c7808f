"""Whether a year that a figure is of has so long to go that the figure can only be meant to be."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import Any

from taiyuan_facts.attaching.page_times import When
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.scan import Scan, Time

LAST_MONTH_OF_PLANS = 10  # of an issue; from November on 全年 may tell what has been done
DAYS_OF_YEAR = 366  # at most
LONGEST_DEED = 6  # characters of a verb and what stands before it, behind 全年
SET = frozenset(("count", "money", "percent", "mass", "power", "area"))  # dimensions that a target is set in


def is_unfinished(scan: Scan, deed: Any, clause: Span, place: int, when: When | None, issued: date) -> bool:
    """In June, 全年新增专业镇‹1个› or 今年，新增投资‹30亿元以上›: what a whole year does, or is to reach at least.

    ``deed``: the pattern of 全年 and a verb.
    """
    if when is not None and _is_of_years_ahead(when, issued):
        return True
    if issued.month > LAST_MONTH_OF_PLANS:
        return False
    figure = scan.tokens[place]
    target = isinstance(figure, Quantity) and figure.qualifier == "at_least" and figure.dimension in SET
    if target and when is not None and when.source == "text" and when.period.edtf == str(issued.year):
        return True
    for at in scan.places[bisect_left(scan.places, clause.start) : bisect_left(scan.places, place)]:
        token = scan.tokens[at]
        if isinstance(token, Time) and token.period is not None and token.period.edtf == str(issued.year):
            return deed.search(scan.page.flow, token.start, token.end + LONGEST_DEED) is not None
    return False


def _is_of_years_ahead(when: When, issued: date) -> bool:
    """“十二五”期间，研制‹150种›…: whether the years of a figure go on for more than one after the issue."""
    start, end = when.period.start, when.period.end
    return start is not None and end is not None and (end - max(issued, start)).days > DAYS_OF_YEAR
