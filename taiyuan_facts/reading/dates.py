"""Whole calendar dates, as written beside a page or on its edge; the times in its prose are read by `scanning`."""

from __future__ import annotations

import re
from datetime import date

PLAUSIBLE_YEARS = range(1949, 2101)  # beyond them eight digits are a number, and a printed year is a slip

# Pieces of patterns, without groups; they expect text that has been through `to_ascii`.
_YEAR = "[0-9〇○零一二三四五六七八九]{4}"
_NUMBER = "(?:[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
DATE = (
    r"(?<![0-9])(?:[0-9]{4}(?:-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.)[0-9]{1,2}(?![0-9])"
    rf"|{_YEAR}\s?年\s?{_NUMBER}\s?月\s?{_NUMBER}\s?[日号號])"
)
COMPACT = r"(?<![0-9])[0-9]{8}(?![0-9])"
WEEKDAY = r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
CLOCK = (
    r"(?:T?\s*[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?\s*(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
    r"|[0-9]{1,2}[时時点點][0-9]{1,2}分(?:[0-9]{1,2}秒)?)"
)
_STAMP = re.compile(rf"({DATE}|{COMPACT})\s*[(（]?({WEEKDAY})?[)）]?\s*{CLOCK}?", re.IGNORECASE)
_PARTS = re.compile(rf"({_YEAR})[-/.年]({_NUMBER})[-/.月]({_NUMBER})[日号號]?|([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})")

_TO_ASCII = str.maketrans("０１２３４５６７８９／．－：　", "0123456789/.-: ")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NUMERALS = {
    tens + unit: 10 * tens_value + unit_value
    for tens_value, tens in enumerate(("", "十", "二十", "三十"))
    for unit_value, unit in enumerate(("", *"一二三四五六七八九"))
}


def to_ascii(text: str) -> str:
    """Full-width digits and date marks as ASCII, one character for one."""
    return text.translate(_TO_ASCII)


def parse_date(text: str) -> date | None:
    """The date that ``text`` is, blanks around it aside, or None.

    Read are 2022-08-12, 2022/8/12, 2022.8.12, 20220812, 2022年8月12日 and 二〇二二年八月十二日, full-width as well.
    """
    plain = to_ascii(text).strip()
    if not re.fullmatch(f"{DATE}|{COMPACT}", plain):
        return None
    parts = _PARTS.fullmatch(re.sub(r"\s", "", plain))
    if parts is None:
        return None
    year, month, day = (part for part in parts.groups() if part)
    try:
        return date(int(year.translate(_DIGITS)), _read_number(month), _read_number(day))
    except ValueError:  # 2022-02-30
        return None


def parse_stamp(text: str) -> date | None:
    """As `parse_date`, with an optional weekday, which has to agree, and a time of day behind the date."""
    stamp = _STAMP.fullmatch(to_ascii(text).strip())
    day = parse_date(stamp[1]) if stamp else None
    return day if stamp and day and agrees(day, stamp[2]) else None


def agrees(day: date, weekday: str | None) -> bool:
    """Whether the day is that weekday (星期五, 周日, 礼拜天), if one is given."""
    return weekday is None or day.weekday() == "一二三四五六日".index(weekday[-1].replace("天", "日"))


def is_plausible(day: date | None) -> bool:
    """Whether a page can have been issued that day; False for None."""
    return day is not None and day.year in PLAUSIBLE_YEARS


def find_name_date(name: str) -> date | None:
    """The one date in a file name (20220812.txt, 2022-08-12_A1.txt, rmrb_2022-08-12.txt), or None.

    Digits beside it must not touch it. Eight digits in a row have to be a word of their own, letters before and a page
    mark (A1) behind aside, so that ids such as 28efd20220812a832, and telephone numbers, are none.
    """
    plain = to_ascii(name)
    found = {parse_date(match[0].replace("_", "-")) for match in _MARKED_NAME.finditer(plain)}
    found |= {parse_date(match[1]) for match in _COMPACT_NAME.finditer(plain)}
    days = [day for day in found if day is not None and is_plausible(day)]
    return days[0] if len(days) == 1 else None


_MARKED_NAME = re.compile(rf"{DATE}|(?<![0-9])[0-9]{{4}}_[0-9]{{1,2}}_[0-9]{{1,2}}(?![0-9])")
_COMPACT_NAME = re.compile(
    r"(?<![0-9A-Za-z])(?<!\b0[0-9]{2}-)(?<!\b0[0-9]{3}-)[A-Za-z]*([0-9]{8})(?:[A-Za-z][0-9]{0,2})?(?![0-9A-Za-z])"
)


def _read_number(number: str) -> int:
    return int(number) if number.isdecimal() else _NUMERALS[number]
