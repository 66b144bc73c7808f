"""Headings that open an article where neither a dateline nor a byline stands below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from taiyuan_facts.model import Span
from taiyuan_facts.reading.roles import BODY, BYLINE, HEADLINE, SECTION, Block

LONGEST_SUBTITLE = 40  # characters of ——相阳煤化集团转型见闻
LONGEST_NAMES = 40  # characters of a dateline or a byline that names who wrote
_DASH = "——"
_WRITER = re.compile("记者|通讯员|特约|本报")
_NAMED_AT_END = re.compile(r"[（(][^）)。，]{2,24}[）)]\s*$")


def is_subtitle(flow: str, spans: list[Span], roles: list[str], at: int) -> bool:
    """老焦化厂的新算盘 above ——…转型见闻: whether a line tells more of the heading above it; one of several lists."""
    if at + 1 >= len(spans) or roles[at] != SECTION or not flow.startswith(_DASH, spans[at].start):
        return False
    if spans[at].end - spans[at].start > LONGEST_SUBTITLE or roles[at + 1] not in (BODY, BYLINE):
        return False
    return not any(flow.startswith(_DASH, span.start) for span in spans[at + 1 : at + 4])


def is_signed_apart(
    flow: str, spans: list[Span], roles: list[str], at: int, blocks: Sequence[Block], byline: Any
) -> bool:
    """铁路新村的路灯亮了 …（方芸 文/图）, below 本报讯（记者 马俊）…: whether what a heading opens is signed by others.

    ``at``: the block behind the heading; ``blocks``: those before it, which hold the article that it may end.
    """
    article = blocks[-1].article if blocks else 0
    above = [block for block in blocks if block.article == article and block.role in (BODY, BYLINE)]
    if not above or _WRITER.search(flow, above[0].start, min(above[0].end, above[0].start + LONGEST_NAMES)) is None:
        return False
    last = at
    while last < len(spans) and roles[last] not in (HEADLINE, SECTION):
        if roles[last] == BYLINE and byline.fullmatch(flow, *spans[last]) is not None:
            return last > at
        last += 1
    end = spans[last - 1]
    return (
        roles[last - 1] == BODY
        and _NAMED_AT_END.search(flow, max(end.start, end.end - LONGEST_NAMES), end.end) is not None
    )
