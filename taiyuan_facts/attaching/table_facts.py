"""The tables of a page: their cells read one by one, and joined with what their lines say in words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from taiyuan_facts.attaching.facts import FactBuilder
from taiyuan_facts.attaching.table_cells import CellReader, CellReading, Place, UnreadError, Written
from taiyuan_facts.attaching.table_columns import Column, ColumnReader
from taiyuan_facts.attaching.table_rows import RowReader
from taiyuan_facts.attaching.table_times import TableTimes
from taiyuan_facts.attaching.table_titles import Title, TitleReader
from taiyuan_facts.attaching.table_units import UnitReader
from taiyuan_facts.model import Fact, Span
from taiyuan_facts.reading.cells import Cell
from taiyuan_facts.reading.roles import TABLE
from taiyuan_facts.reading.tables import Table, find_tables
from taiyuan_facts.ruleset.ruleset import Ruleset
from taiyuan_facts.scanning.quantities import Quantity


class PageTables:
    """The tables of one page. ``readings`` has the cells of each block of one; `settle` joins them with other facts."""

    def __init__(self, builder: FactBuilder, ruleset: Ruleset) -> None:
        self.builder, self.ruleset = builder, ruleset
        self.readings: dict[int, list[CellReading]] = {}
        self._places: dict[int, list[Place]] = {}
        self._labels: dict[int, int] = {}  # of titles: where 表3 ends in the document
        if any(block.role == TABLE for block in builder.scan.page.blocks):
            self._read(UnitReader(ruleset.grammar.quantities))

    def _read(self, units: UnitReader) -> None:
        scan, words, attachment = self.builder.scan, self.ruleset.tables, self.builder.attachment
        columns = ColumnReader(attachment.names, words, units)
        titles = TitleReader(scan, self.builder.subjects, columns)
        cells = CellReader(
            self.builder, words, units, Written.build(scan.page.document.text, self.ruleset.layout.plain)
        )
        times = TableTimes.build(self.ruleset.grammar.times, words.spans, scan.page.document.issued)
        for table in find_tables(scan.page, self.ruleset.layout, words):
            title = titles.read(table, times)
            told = times.of(title.period)
            found = columns.read(table, told)
            stated = {column.period for column in found or () if column.period is not None}
            if title.period is None and len(stated) == 1:  # 2016年预算数｜上年完成数
                told = times.of(stated.pop())
                found = columns.read(table, told)
            if found is not None and any(c.role == "values" or c.sort == "owners" for c in found):
                reader = RowReader(columns, attachment.tables, found, title, told)
                self._read_table(table, found, title, reader, cells)

    def _read_table(
        self, table: Table, columns: Sequence[Column], title: Title, reader: RowReader, cells: CellReader
    ) -> None:
        for block in table.blocks:
            self.readings[block] = []
        for block in table.above:
            self._label(block)
        for row in table.rows:
            name = reader.read(row)
            for cell, column in zip(row.cells, columns, strict=True):
                if not cell.text:
                    continue
                place = Place(row, cell, name, column, title)
                self._places.setdefault(row.block, []).append(place)
                if column.role in ("values", "left"):
                    self._read_cell(place, cells)

    def _label(self, block: int) -> None:
        """表3　分… in a title is no figure: note where what numbers the table ends."""
        page = self.builder.scan.page
        start = page.blocks[block].start
        mark = self.ruleset.tables.label.match(page.flow[start : page.blocks[block].end])
        if mark is not None and block not in self.readings:
            self.readings[block] = []
            self._labels[block] = page.offsets[start + mark.end()]

    def _read_cell(self, place: Place, cells: CellReader) -> None:
        """Read a cell with a number, or one that a figure with its own unit fills; that one is else read as words."""
        token = None if place.cell.number else self._token(place.cell)
        if not place.cell.number and (token is None or place.column.role == "left"):
            return
        span = Span(place.cell.start, place.cell.start + len(place.cell.number or place.cell.text))
        try:
            reading = cells.read(place, span, token)
        except UnreadError as reason:
            if token is not None:
                return
            reading = CellReading(span, None, str(reason))
        self.readings[place.row.block].append(reading)

    def _token(self, cell: Cell) -> tuple[Quantity, str] | None:
        """The one figure that fills a cell with its own unit (24.7亿元), and the word of change before it (减少)."""
        scan = self.builder.scan
        offsets = scan.page.offsets
        start, end = bisect_left(offsets, cell.start), bisect_left(offsets, cell.end)
        first = bisect_left(scan.origin, start)
        places = scan.places[bisect_left(scan.places, first) : bisect_left(scan.places, bisect_left(scan.origin, end))]
        tokens = [scan.tokens[at] for at in places]
        if len(tokens) != 1 or not isinstance(tokens[0], Quantity) or tokens[0].end != end:
            return None
        before = scan.page.flow[start : tokens[0].start].strip()
        return (tokens[0], before) if not before or self.ruleset.tables.growth.fullmatch(before) else None

    # with the facts that are read in a row as in any line

    def settle(self, index: int, facts: Sequence[Fact]) -> list[Fact]:
        """The facts of a sentence that is a row, or a piece of one: those of its cells, and what else it says."""
        block = self.builder.scan.sentences[index].block
        own = [reading.fact for reading in self.cells(index) if reading.fact is not None]
        kept = [kept for fact in facts if (kept := self.keep(block, fact)) is not None]
        return sorted([*own, *kept], key=lambda fact: fact.start)

    def holds(self, index: int) -> bool:
        """Whether a sentence stands in a table, or in the title of one."""
        return self.builder.scan.sentences[index].block in self.readings

    def cells(self, index: int) -> list[CellReading]:
        """The cells with numbers of a sentence that is a row, or a piece of one."""
        scan = self.builder.scan
        sentence = scan.sentences[index]
        start, end = (scan.page.offsets[scan.origin[at]] for at in (sentence.start, sentence.end))
        return [reading for reading in self.readings.get(sentence.block, ()) if start <= reading.span.start < end]

    def keep(self, block: int, fact: Fact) -> Fact | None:
        """What a line says in words within a cell, with the row's subject; heads, names and units say no figures."""
        if block in self._labels:
            return fact if fact.start >= self._labels[block] else None
        if any(cell.span.start < fact.end and fact.start < cell.span.end for cell in self.readings[block]):
            return None
        places = self._places.get(block, ())
        place = next((p for p in places if p.cell.start <= fact.start and fact.end <= p.cell.end), None)
        if place is None or place.column.role == "units":
            return None
        if place.column.role == "names" and (_is_group(fact) or not fact.raw[:1].isdigit()):
            return None
        text = place.cell.text
        indicator = fact.indicator if fact.indicator in text else place.column.measure
        fact = replace(fact, indicator=indicator, item=fact.item if fact.item in text else "")
        if place.name is None:
            return fact
        if place.column.role != "names" and place.name.sort == "owner":
            fact = replace(fact, subject=place.name.text)
        return fact if self._has_time(place.cell) else self._dated(fact, place)

    def _has_time(self, cell: Cell) -> bool:
        scan = self.builder.scan
        start, end = (bisect_left(scan.page.offsets, at) for at in (cell.start, cell.end))
        first, last = bisect_left(scan.origin, start), bisect_right(scan.origin, end - 1)
        return any(first <= at < last and not isinstance(scan.tokens[at], Quantity) for at in scan.places)

    def _dated(self, fact: Fact, place: Place) -> Fact:
        period = place.period
        return replace(
            fact,
            date=period.edtf if period else "",
            date_start=period.start if period else None,
            date_end=period.end if period else None,
            date_source="text" if period else "",
        )


def _is_group(fact: Fact) -> bool:
    """Whether a row's name only says which group it is of: 50人以上, 0—15岁."""
    return fact.kind == "count" or fact.unit == "岁"
