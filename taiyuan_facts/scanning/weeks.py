"""Weeks and their days, against the issue date: 上周, 上周五, 上周末, 周二."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taiyuan_facts.model import Period
from taiyuan_facts.scanning.calendar import day_of, make_period, shift

LENGTH = 7  # days of a week
LAST = "上周"


def of_week(words: Mapping[str, Any], parts: Mapping[str, str], issued: date | None, ahead: bool) -> Period | None:
    """The days that a week's words name; ``words``: the mapping of `times.yaml`, ``ahead``: it is still to come."""
    if issued is None:
        return None
    days = words["weekdays"]["days"]
    if "wlast" in parts:
        parts = {"ww": LAST, "wend": "末"}
    if "ww" not in parts:
        return _last(issued, int(days[parts["wdb"]]), ahead)
    monday = shift(issued, LENGTH * int(words["weeks"][parts["ww"]]) - issued.weekday())
    if "wd" in parts:
        return day_of(shift(monday, int(days[parts["wd"]]) - 1))
    sunday = shift(monday, LENGTH - 1)  # Monday to Sunday (ISO 8601)
    if "wend" in parts:
        monday = shift(sunday, -1)
    return make_period((monday.year, monday.month, monday.day), (sunday.year, sunday.month, sunday.day))


def _last(issued: date, day: int, ahead: bool) -> Period:
    """周二: the last one up to the day of issue; 将于周二 is the next."""
    back = (issued.weekday() + 1 - day) % LENGTH
    return day_of(shift(issued, LENGTH - back if ahead and back else -back))
