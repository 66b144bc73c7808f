"""Cells of tables: what sets them apart on a line, and their places in the document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from taiyuan_facts.model import Span
from taiyuan_facts.reading.table_words import plain

_BARS = "|｜│"
_SPLITS = {
    "bar": re.compile(f"[{_BARS}]"),
    "tab": re.compile(r"\t"),
    "wide": re.compile(r"[ \u3000\xa0]{2,}|\u3000"),
    "narrow": re.compile(r"[ \u3000\xa0]+"),
}
_RULED = re.compile(rf"[\s:\-—+=┼├┤{_BARS}]+")
NUMBER = re.compile(r"[-+－−–]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?")
_NOTES = "*＊①②③④⑤⑥⑦⑧⑨⑩"
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Cell(NamedTuple):
    """A cell of a row: its place in the document without blanks around it, and its text in plain characters."""

    start: int
    end: int
    text: str

    @property
    def number(self) -> str:
        """The number that it holds, note marks aside (12.3①); empty where it holds anything else."""
        text = self.text.rstrip(_NOTES)
        return text if NUMBER.fullmatch(text) else ""


class Row(NamedTuple):
    """A line of a table; ``block`` is its index in the page, ``wrapped`` the part of its name on the line before.

    ``indent``: how many blanks set its first cell in.
    """

    block: int
    cells: tuple[Cell, ...]
    wrapped: str = ""
    indent: int = 0


def split_line(text: str, line: Span, style: str, table: Mapping[int, int]) -> list[Cell]:
    """The cells of a line of the document; ``table`` maps characters to their plain form, one to one."""
    start, end = line
    if style == "bar":
        start, end = _inside_bars(text, start, end)
    elif style in ("wide", "narrow"):
        start, end = _trim(text, start, end)
    cells, at = [], start
    for match in _SPLITS[style].finditer(text, start, end):
        cells.append(_cell(text, at, match.start(), table))
        at = match.end()
    cells.append(_cell(text, at, end, table))
    return _join_single(cells, text, table) if style == "wide" else cells


def _cell(text: str, start: int, end: int, table: Mapping[int, int]) -> Cell:
    first, last = _trim(text, start, end)
    if text[first : first + 2] == text[last - 2 : last] == "**" and last - first > 4:  # bold in Markdown
        first, last = first + 2, last - 2
    return Cell(first, last, text[first:last].translate(table))


def style_of(lines: Sequence[str]) -> str:
    """What sets the cells of these lines apart."""
    if any(line.strip()[:1] in _BARS or line.strip()[-1:] in _BARS for line in lines if line.strip()):
        return "bar"
    if any("\t" in line.strip() for line in lines):
        return "tab"
    wide = sum(_SPLITS["wide"].search(line.strip()) is not None for line in lines)
    return "wide" if 2 * wide > len(lines) else "narrow"


def is_rule(text: str, line: Span) -> bool:
    """Whether a line only rules a table off: |---|---:|."""
    return _RULED.fullmatch(text, line.start, line.end) is not None


def indent_of(text: str, start: int) -> int:
    """Blanks before a place, a full-width one counted twice."""
    at = start
    while at and text[at - 1] in " \u3000\xa0":
        at -= 1
    return (start - at) + text.count("\u3000", at, start)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _inside_bars(text: str, start: int, end: int) -> Span:
    start, end = _trim(text, start, end)
    start += text[start : start + 1] in _BARS and start < end
    end -= end > start and text[end - 1] in _BARS
    return Span(start, end)


def _join_single(cells: list[Cell], text: str, table: Mapping[int, int]) -> list[Cell]:
    """指　标 and 合　　计: single characters next to each other are one word that is set wide."""
    joined: list[Cell] = []
    for cell in cells:
        single = len(cell.text) == 1 and _HAN.match(cell.text) is not None
        if joined and single and _HAN.match(joined[-1].text[-1:]) and len(plain(joined[-1].text)) < 4:
            last = joined[-1]
            if len(last.text) == 1 or len(plain(last.text)) < len(last.text):
                joined[-1] = Cell(last.start, cell.end, text[last.start : cell.end].translate(table))
                continue
        joined.append(cell)
    return joined


def filled(cells: Sequence[Cell]) -> Sequence[Cell]:
    """A row without the empty cells at its end."""
    last = len(cells)
    while last and not cells[last - 1].text:
        last -= 1
    return cells[:last]


def is_lone(row: Row) -> bool:
    """Whether only one cell of a row holds anything: a title, a group's name."""
    return sum(bool(cell.text) for cell in row.cells) == 1


def pop_lone(rows: list[Row]) -> list[Row]:
    """Take the lines of one cell off the end of a table: they are the title of the next."""
    lone: list[Row] = []
    while rows and is_lone(rows[-1]):
        lone.insert(0, rows.pop())
    return lone
