"""Spans of months that begin in one year and end in another."""

from __future__ import annotations

from collections.abc import Mapping

from taiyuan_facts.model import Period
from taiyuan_facts.scanning import calendar
from taiyuan_facts.scanning.numerals import parse_numeral

_CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def number_of(text: str) -> int:
    """The number that a numeral of a time expression stands for; 0 where it is none."""
    mixed = not text.isdecimal() and any(map(str.isdecimal, text))  # 二00四年
    value = parse_numeral(text.translate(_CHINESE_DIGITS) if mixed else text)
    return int(value) if value is not None else 0


def across_years(parts: Mapping[str, str], year: int, month: int) -> Period:
    """2019年12月1日至2020年3月15日, 2009年2月至次年5月: whole months where no day is named."""
    last = int(parts["ye"]) if parts["ye"].isdigit() else year + 1
    last_month = min(max(number_of(parts["me"]), 1), 12)
    first_day = min(number_of(parts.get("d1", "1")) or 1, calendar.last_day(year, month))
    last_day = min(number_of(parts.get("de", "31")) or 1, calendar.last_day(last, last_month))
    return calendar.make_period((year, month, first_day), (last, last_month, last_day))
