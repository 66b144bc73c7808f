"""Public holidays: 春节期间, “五一”小长假, 国庆前, by the days off of each year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from taiyuan_facts.model import Period
from taiyuan_facts.scanning.calendar import make_period

NEAR = 45  # days by which a holiday may lie ahead of the page and still be the one that is spoken of
JUST_OVER = 15  # days by which it lies behind the page that speaks of the days off without a name
PLANNED = 150  # and where the text looks ahead: 春节前 in April is the one that is over


def days_off(words: Mapping[str, Any], word: str, year: int) -> Period | None:
    """The days off of a holiday in a year; None where `times.yaml` does not list that year.

    ``words``: the mapping ``holidays`` of `times.yaml`; ``word``: what the text calls it (五一, 劳动节).
    Source: the yearly notices of the State Council on public holidays.
    """
    days = words["days"][words["names"][word]].get(str(year))
    if days is None:
        return None
    first, last = (tuple(map(int, day.split("-"))) for day in days.split("/"))
    return make_period((year - (first > last), first[0], first[1]), (year, last[0], last[1]))


def nearest_days_off(words: Mapping[str, Any], word: str, issued: date, ahead: bool) -> Period | None:
    """The days off that a page means without a year: the last that began, or begin soon after it."""
    around = [days_off(words, word, issued.year + step) for step in (-1, 0, 1)]
    known = [period for period in around if period is not None and period.start is not None]
    reach = issued + timedelta(days=PLANNED if ahead else NEAR)
    begun = [period for period in known if period.start is not None and period.start <= reach]
    return begun[-1] if begun else None


def last_days_off(words: Mapping[str, Any], issued: date) -> Period | None:
    """长假期间: the days off that a page means without a name, which it is written in or just behind."""
    known = [days_off(words, word, year) for word in words["days_off"] for year in (issued.year, issued.year + 1)]
    over = issued - timedelta(days=JUST_OVER)
    last = [day for day in known if day and day.start and day.end and day.start <= issued and day.end >= over]
    return max(last, key=lambda day: (day.start or issued, day.end or issued)) if last else None
