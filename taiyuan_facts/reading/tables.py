"""Tables in text: which lines are one, and their cells by offsets into the untouched document.

Lines that layout took for rows stand together where nothing but a wrapped name or a group's name comes between. Cells
are told apart by bars (Markdown), by tabs, by two blanks and more, or by single blanks before numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taiyuan_facts.model import Span
from taiyuan_facts.reading.cells import (
    NUMBER,
    Cell,
    Row,
    filled,
    indent_of,
    is_lone,
    is_rule,
    pop_lone,
    split_line,
    style_of,
)
from taiyuan_facts.reading.layout import LayoutPatterns, Page
from taiyuan_facts.reading.roles import BODY, TABLE
from taiyuan_facts.reading.table_words import TableWords, plain

LONGEST_LOOSE = 40  # characters of a line without cells between two rows
WRAPPED = 8  # and from so many on it is the first part of a name
HEAD_ROWS = 3
_UNTOLD = "?"  # what a line without cells is, the first part of a name or a group's, cannot be said
ABOVE = 4  # blocks above a table that may speak of it

_BREAKS = "\r\n\u2028\u2029\x0b\x0c\x85"
# A cell with a number and its unit, and no year or month: 24.7亿元, 超3%.
_QUANTITY = re.compile(r"[约超近≥≤<>]{0,2}[-+−–]?\d[\d,.]*(?![年月日]|季度|[-—~～至]\d{1,2}月)[^\d]{0,8}")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年)?")


_BLANK = re.compile(r"[-—–―…./×*]+|持平|不适用|无")
_BRACKETS = ("", "（", "(")
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_NO_HEAD = re.compile(r"\d\.\d|\d(?:个|%|元)|持平|适用")  # 增加1.2个百分点, 不适用


class Table(NamedTuple):
    """A table: the lines of each column's caption, its rows, all its blocks, and those above that may speak of it."""

    captions: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    blocks: tuple[int, ...]
    above: tuple[int, ...]

    def is_headed(self, column: int) -> bool:
        """Whether a column has a caption, or no numbers: where one lacks it, the head has slipped."""
        return bool(self.captions[column]) or not any(row.cells[column].number for row in self.rows)


def find_tables(page: Page, layout: LayoutPatterns, words: TableWords) -> Iterator[Table]:
    """The tables of a page that have rows of one length; those of which that cannot be said stay lines of text."""
    for run in _runs(page, words):
        reader = _Reader(page, layout, words, run)
        yield from reader.tables()


def _runs(page: Page, words: TableWords) -> Iterator[list[int]]:
    """Blocks that stand together as lines of tables."""
    run: list[int] = []
    for index, block in enumerate(page.blocks):
        if block.role == TABLE:
            run.append(index)
            continue
        if not run:
            continue
        text = page.flow[block.start : block.end]
        ahead = index + 1 < len(page.blocks) and page.blocks[index + 1].role == TABLE
        if ahead and (is_rule(text, Span(0, len(text))) or _is_loose(text, words)):
            run.append(index)
        else:
            yield run
            run = []
    if run:
        yield run


def _is_loose(text: str, words: TableWords) -> bool:
    """A line between two rows that is neither title nor sentence: a group's name, or the first part of a row's."""
    return (
        len(text) <= LONGEST_LOOSE
        and words.unit_line.search(text) is None
        and words.label.search(text) is None
        and not text.endswith(("。", "！", "？", "；"))
        and not text.startswith(("注", "#", "资料来源", "数据来源"))
    )


class _Reader:
    """Reads the tables of one run of blocks."""

    def __init__(self, page: Page, layout: LayoutPatterns, words: TableWords, run: Sequence[int]) -> None:
        self.page, self.layout, self.words, self.run = page, layout, words, run
        lines = [_line(page, index) for index in run if page.blocks[index].role == TABLE]
        self.style = style_of([page.document.text[span.start : span.end] for span in lines])

    def tables(self) -> Iterator[Table]:
        """The run cut where a new head begins; what stands above speaks of those that no line sets off."""
        parts: list[list[Row]] = [[]]
        for row in filter(None, map(self._row, self.run)):
            figured = [above for above in parts[-1] if self._holds_figures(above)]
            if figured and self._is_head(row, figured):
                parts.append(pop_lone(parts[-1]))
            parts[-1].append(row)
        above = self._above(self.run[0])
        for at, part in enumerate(parts):
            goes_on = at == 0 or (not is_lone(part[0]) and self._follows(parts[at - 1][-1], part[0]))
            table = self._table(part, above if goes_on else [])
            if table is not None:
                yield table

    def _follows(self, last: Row, row: Row) -> bool:
        """Whether no empty line stands between two rows."""
        between = self.page.document.text[last.cells[-1].end : row.cells[0].start]
        return between.count("\n") + between.count("\r") - between.count("\r\n") < 2

    def _row(self, index: int) -> Row | None:
        span = _line(self.page, index)
        if is_rule(self.page.document.text, span):
            return None
        cells = tuple(split_line(self.page.document.text, span, self.style, self.layout.plain))
        return Row(index, cells, indent=indent_of(self.page.document.text, cells[0].start))

    def _holds_figures(self, row: Row) -> bool:
        """Whether a row holds numbers, years as heads aside."""
        cells = [plain(cell.text) for cell in row.cells if cell.text]
        if len(cells) < 2:
            return False
        figures = [text for text in cells if NUMBER.fullmatch(text) or _QUANTITY.fullmatch(text)]
        if all(map(_YEAR.fullmatch, figures)):
            return bool(figures) and len(figures) < len(cells) and not self.words.is_name_head(cells[0])
        return True

    def _is_head(self, row: Row, above: Sequence[Row]) -> bool:
        """Whether a row heads the rows below it: it names a head, or has words where those above have numbers."""
        told = [cell for cell in row.cells if cell.text]
        if len(told) < 2 or self._holds_figures(row):
            return False
        if self.words.is_name_head(told[0].text):
            return True
        numbers = {at for figured in above for at, cell in enumerate(figured.cells) if cell.number}
        worded = [
            at
            for at, cell in enumerate(row.cells)
            if at in numbers and _WORDS.search(cell.text) and not _NO_HEAD.search(cell.text)
        ]
        return len(worded) > 1 and len({row.cells[at].text for at in worded}) == len(worded)

    def _table(self, rows: Sequence[Row], above: list[int]) -> Table | None:
        """A table of these rows; None where they have no length in common, or a head that does not fit it."""
        end = next((at for at in range(len(rows)) if self._begins(rows, at)), len(rows))
        body = rows[end:]
        titles = [row for row in rows[:end] if is_lone(row) or self._tells_unit(row)]
        heads = [row for row in rows[:end] if row not in titles]
        above = [*(row.block for row in reversed(titles)), *above]
        width = max((len(filled(row.cells)) for row in body), default=0)
        if not heads:
            beside = self._head_above(above, width)
            if beside is not None:
                heads, above = [beside], [index for index in above if index != beside.block]
        captions = self._captions(heads, width) if len(heads) <= HEAD_ROWS else None
        if captions is None or width < 2:
            return None
        fitted = tuple(row for row in (self._fit(row, max(width, len(captions))) for row in self._named(body)) if row)
        blocks = tuple(sorted({row.block for row in (*heads, *titles, *body)}))
        table = Table(captions, fitted, blocks, tuple(above))
        headed = all(map(table.is_headed, range(len(captions)))) if captions else len(fitted) > 1
        return table if fitted and headed else None

    def _begins(self, rows: Sequence[Row], at: int) -> bool:
        """Whether the rows below the head begin with one: it has figures, or a name and as many cells as the head."""
        row, first = rows[at], rows[0]
        if self._holds_figures(row) or (at and _is_blank(row)):
            return True
        same = at > 0 and len(filled(row.cells)) == len(filled(first.cells)) > 1
        return same and self.words.is_name_head(first.cells[0].text) and row.cells[0].text[:1] not in _BRACKETS

    def _tells_unit(self, row: Row) -> bool:
        return any(self.words.unit_line.search(cell.text) for cell in row.cells)

    def _named(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Rows, each with the part of its name that stands on the line before; group names are rows of one cell."""
        wrapped = ""
        for row in rows:
            name = row.cells[0].text
            loose = self.page.blocks[row.block].role != TABLE and is_lone(row)
            if loose and len(plain(name)) >= WRAPPED and not self.words.sub.match(name):
                wrapped = name if self.style == "tab" else _UNTOLD
                continue
            if wrapped != _UNTOLD:
                yield row._replace(wrapped=wrapped)
            wrapped = ""

    def _above(self, first: int) -> list[int]:
        """The blocks above a table that may speak of it, the nearest first: headings, and a sentence that leads to
        it."""
        found: list[int] = []
        blocks = self.page.blocks
        for index in range(first - 1, max(-1, first - 1 - ABOVE), -1):
            block = blocks[index]
            text = self.page.flow[block.start : block.end]
            if block.role == TABLE or (block.role == BODY and not self.words.introduces.search(text)):
                break
            found.append(index)
            if block.role == BODY:
                break
        return found

    def _head_above(self, above: Sequence[int], width: int) -> Row | None:
        """A head that layout took for a heading: 指标 2017年 比上年增长(%), with single blanks."""
        for index in above[:1]:
            for style in dict.fromkeys((self.style, "wide", "narrow")):
                row = Row(
                    index, tuple(split_line(self.page.document.text, _line(self.page, index), style, self.layout.plain))
                )
                if len(row.cells) == width and self.words.is_name_head(row.cells[0].text):
                    return row
        return None

    def _fit(self, row: Row, width: int) -> Row | None:
        """A row brought to a width; None where it has more cells, or where it is not told which of them is missing."""
        cells = tuple(filled(row.cells))
        told = self.style in ("bar", "tab") or len(cells) in (1, width)
        if len(cells) > width or not cells or not told:
            return None
        end = row.cells[-1].end
        return row._replace(cells=cells + (Cell(end, end, ""),) * (width - len(cells)))

    def _captions(self, heads: Sequence[Row], width: int) -> tuple[tuple[str, ...], ...] | None:
        """The lines of each column's caption; () without a head, None where the lines do not fit each other."""
        if not heads:
            return ()
        lines = [[cell.text for cell in filled(row.cells)] for row in heads]
        width = max(width, *map(len, lines))
        placed = [len(row.cells) > len(line) for row, line in zip(heads, lines, strict=True)]
        spread = [_spread(line, width, told) for line, told in zip(lines[:-1], placed, strict=False)]
        spread.append(self._last_line(lines[-1], width))
        if any(line is None for line in spread):
            return None
        return tuple(tuple(filter(None, column)) for column in zip(*(line or [] for line in spread), strict=True))

    def _last_line(self, line: list[str], width: int) -> list[str] | None:
        """The last line of a head; where it leaves the first column to the line above, or to nobody, it is shorter."""
        missing = width - len(line)
        if missing == 1 and all(line) and not self.words.is_name_head(line[0]):
            return ["", *line]
        return [*line, *[""] * missing] if missing == 0 or self.style in ("bar", "tab") else None


def _is_blank(row: Row) -> bool:
    """A row that has nothing to say in any of its cells: 总人口 — —."""
    told = [cell.text for cell in row.cells[1:] if cell.text]
    return bool(row.cells[0].text and told) and all(map(_BLANK.fullmatch, told))


def _line(page: Page, index: int) -> Span:
    """The whole line of a block in the document, with the blanks and empty cells at its ends."""
    text, block = page.document.text, page.blocks[index]
    start, end = page.offsets[block.start], page.offsets[block.end - 1] + 1
    while start and text[start - 1] not in _BREAKS:
        start -= 1
    while end < len(text) and text[end] not in _BREAKS:
        end += 1
    return Span(start, end)


def _spread(line: list[str], width: int, placed: bool) -> list[str] | None:
    """A line that heads the next: what stands over several columns is told for each of them.

    With its empty cells (``placed``: there are some at its end) it says where; without them the columns must come out
    even.
    """
    if "" not in line and len(line) < width and not placed:
        groups = len(line) - 1
        if groups < 1 or (width - 1) % groups:
            return None
        return [line[0], *(text for text in line[1:] for _ in range((width - 1) // groups))]
    line = [*line, *[""] * (width - len(line))]
    for at in range(2, width):
        line[at] = line[at] or line[at - 1]
    return line
