"""Brackets, quotation marks and title marks in the phrases that names are found in."""

from __future__ import annotations

import re

from taiyuan_facts.attaching.names import Sort

_CLOSES = re.compile("[”」]")


def without_half(text: str) -> str:
    """A phrase without the half of a bracket or a quotation at its end."""
    if text.endswith((")", "）")) and "(" not in text and "（" not in text:
        text = text[:-1]  # (人民币，下同)
    opened = max(text.find("“"), text.find("「"))
    if opened > 1 and not _CLOSES.search(text, opened):
        return text[:opened]  # 光伏｜“政策底”, whose end is cut
    return text


def behind_bracket(text: str) -> int:
    """Where a phrase goes on behind a bracket that was opened before it: 18厘米(厚度)｜夹板."""
    for opened, closed in ("()", "（）"):
        at = text.find(closed)
        if at >= 0 and opened not in text[:at]:
            return at + 1
    return 0


def whole_title(text: str, length: int, sort: Sort) -> int:
    """How much of a phrase is a name, where that has title marks: 《防控政策汇编及指引》 to its end, and no farther."""
    if "《" in text[:length] and "》" not in text[:length]:
        return max(length, text.find("》", length) + 1)
    if text.startswith("《") and sort == "name":
        return text.find("》", 0, length) + 1 or length  # 《…》｜出版
    return length
