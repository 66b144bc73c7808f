"""Blanks that only set numerals apart from Chinese characters: 总投资 24.7 亿元, 2023 年 10 月底."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taiyuan_facts.model import Span

_BLANK = "[ \u00a0\u2009\u202f]"
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
# Each begins with what is looked for and looks back from there, so that the search is quick.
_BEHIND = re.compile(rf"{_BLANK}(?<=\d.)(?={_HAN}|[%‰℃])")
# 总投资1400亿 8月开工: a blank behind a numeral of Chinese characters parts two figures.
_BEFORE = re.compile(rf"{_BLANK}(?<={_HAN}.)(?<![十百千万亿].)(?=\d)")
_BOTH = re.compile(rf"{_BEHIND.pattern}|{_BEFORE.pattern}")
_TIGHT = re.compile(rf"\d(?<={_HAN}.)")
_LABEL = re.compile(r"(?:附?[表图])?[\d.-]+\Z")  # 表3 主要产品产量, 1 总则: a label at the start of its line


def loose_blanks(text: str) -> re.Pattern[str] | None:
    """What finds the blanks to be skipped in a text; None where there are none.

    A blank between a numeral and the character behind it is always one. A blank before a numeral may also part two
    headlines, or two items of a list: it is one where the text has more of them than numerals that stand tight.
    """
    spaced = sum(1 for _ in _BEFORE.finditer(text))
    if spaced and spaced > sum(1 for _ in _TIGHT.finditer(text)):
        return _BOTH
    return _BEHIND if _BEHIND.search(text) else None


def apart(text: str, line: Span, blanks: re.Pattern[str]) -> Iterator[Span]:
    """The stretches of a line between the blanks to be skipped."""
    at = line.start
    for blank in blanks.finditer(text, line.start, line.end):
        if _LABEL.match(text, line.start, blank.start()):
            continue
        yield Span(at, blank.start())
        at = blank.end()
    yield Span(at, line.end)
