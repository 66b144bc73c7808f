"""The cells of tables into facts: every column of the facts table from a row, a column and what stands above."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from taiyuan_facts.attaching.facts import FactBuilder
from taiyuan_facts.attaching.table_columns import Column, ColumnReader
from taiyuan_facts.attaching.table_rows import RowName, RowReader
from taiyuan_facts.attaching.table_times import TableTimes
from taiyuan_facts.attaching.table_titles import Title, TitleReader
from taiyuan_facts.attaching.table_units import PERCENT, UnitReader
from taiyuan_facts.model import Fact, Period, Span
from taiyuan_facts.reading.layout import TABLE
from taiyuan_facts.reading.tables import Cell, Row, Table, find_tables
from taiyuan_facts.ruleset.ruleset import Ruleset
from taiyuan_facts.scanning.quantities import Quantity


class CellReading(NamedTuple):
    """What became of a cell: its figure's place in the document and its fact, or why there is none.

    ``whence`` says of the fact where subject, unit, date and status are from.
    """

    span: Span
    fact: Fact | None
    why: str
    quantity: Quantity | None = None
    whence: tuple[tuple[str, str], ...] = ()


class UnreadError(Exception):
    """A cell that is not understood; ``str()`` says what is not told."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell with all that speaks of it."""

    row: Row
    cell: Cell
    name: RowName
    column: Column
    title: Title


class PageTables:
    """The tables of one page. `readings` has the cells of a block in order; `settle` joins them with other facts."""

    def __init__(self, builder: FactBuilder, ruleset: Ruleset) -> None:
        self.builder, self.ruleset = builder, ruleset
        self.readings: dict[int, list[CellReading]] = {}
        self._places: dict[int, list[_Place]] = {}
        self._labels: dict[int, int] = {}  # of titles: where 表3 ends in the document
        page = builder.scan.page
        if any(block.role == TABLE for block in page.blocks):
            self._read()

    def _read(self) -> None:
        scan, words = self.builder.scan, self.ruleset.tables
        names = self.builder.attachment.names
        self.units = UnitReader(self.ruleset.grammar.quantities)
        columns = ColumnReader(names, words, self.units)
        titles = TitleReader(scan, self.builder.subjects, columns)
        times = TableTimes.build(self.ruleset.grammar.times, words.spans, scan.page.document.issued)
        for table in find_tables(scan.page, self.ruleset.layout, words):
            title = titles.read(table, times)
            told = times.of(title.period)
            found = columns.read(table, told)
            stated = {column.period for column in found or () if column.period is not None}
            if title.period is None and len(stated) == 1:  # 2016年预算数｜上年完成数
                told = times.of(stated.pop())
                found = columns.read(table, told)
            if found is not None and any(column.role == "values" for column in found):
                reader = RowReader(columns, self.builder.attachment.tables, found, title, told)
                self._read_table(table, found, title, reader)

    def _read_table(self, table: Table, columns: Sequence[Column], title: Title, reader: RowReader) -> None:
        for block in table.blocks:
            self.readings[block] = []
        for block in table.above:
            self._label(block)
        for row in table.rows:
            name = reader.read(row)
            for cell, column in zip(row.cells, columns, strict=True):
                if not cell.text:
                    continue
                if name is None:
                    name = RowName("", "whole", "?")
                place = _Place(row, cell, name, column, title)
                self._places.setdefault(row.block, []).append(place)
                if column.role in ("values", "left"):
                    self._read_cell(place)

    def _label(self, block: int) -> None:
        """表3　分… in a title is no figure: note where what numbers the table ends."""
        page = self.builder.scan.page
        start = page.blocks[block].start
        mark = self.ruleset.tables.label.match(page.flow[start : page.blocks[block].end])
        if mark is not None and block not in self.readings:
            self.readings[block] = []
            self._labels[block] = page.offsets[start + mark.end()]

    def _read_cell(self, place: _Place) -> None:
        span = Span(place.cell.start, place.cell.start + len(place.cell.number or place.cell.text))
        token = self._token(place.cell)
        if not place.cell.number and token is None:
            return
        if place.column.role == "left":
            if place.cell.number:
                self.readings[place.row.block].append(CellReading(span, None, place.column.why))
            return
        try:
            if place.name.unit == "?":
                raise UnreadError("the row has no name that says what it is of")
            reading = self._figure(place, span, token)
        except UnreadError as reason:
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

    # one cell

    def _figure(self, place: _Place, span: Span, token: tuple[Quantity, str] | None) -> CellReading:
        quantity, source = self._quantity(place, token)
        word = token[1] if token else ""
        measure = self._measure(place)
        kind = self._kind(place, quantity, measure, changed=bool(word))
        value = quantity.value
        if self._is_drop(place, kind, word, measure):
            if value < 0 or quantity.value_max is not None:
                raise UnreadError("a fall that is told with a minus may be either")
            value = -value
        rule = self.builder.attachment.table_rules.get(kind)
        if rule is None:
            raise UnreadError(f"no rule with the pattern {{cell}} is of the kind {kind}")
        fact, whence = self._write(place, span, quantity, kind, rule, value)
        return CellReading(span, fact, "", quantity, (("unit", source), *whence))

    def _quantity(self, place: _Place, token: tuple[Quantity, str] | None) -> tuple[Quantity, str]:
        """The cell's number in its unit, and where the unit is told: in the cell, the row, the head, the unit line."""
        column, name, title = place.column, place.name, place.title
        if token is not None:
            return token[0], "in the cell"
        dimension = self.units.dimension
        rates = [unit for unit in title.units if dimension(unit) in PERCENT]
        others = [unit for unit in title.units if dimension(unit) not in PERCENT]
        if column.change or column.part:
            own = name.unit if column.amount else ""
            listed = others if column.amount and len(others) == 1 else rates
            units = [
                (column.unit, "in the head"),
                (own, "in the row"),
                *((unit, "in the unit line") for unit in listed),
            ]
        else:
            if len(others) > 1 and not name.unit and not column.unit:
                raise UnreadError("the unit line names several units, and which is meant is not told")
            listed = [*others, *rates][:1]
            units = [
                (name.unit, "in the row"),
                (column.unit, "in the head"),
                *((u, "in the unit line") for u in listed),
            ]
        unit, source = next(((unit, source) for unit, source in units if unit), ("", ""))
        if not unit:
            raise UnreadError("no unit is told for it")
        quantity = self.units.read(place.cell.number, unit)
        if quantity is None:
            raise UnreadError(f"{place.cell.number} is no figure in {unit}")
        if source != "in the row" and not (column.change or column.part):
            self._check_unit(place, quantity.dimension)
        return quantity, source

    def _check_unit(self, place: _Place, dimension: str) -> None:
        """A unit that is told for all rows holds for those that it can: no number of persons is one of 亿元."""
        words, measure = self.ruleset.tables, self._measure(place)
        if (
            (dimension == "money" and words.counted.search(measure))
            or (dimension not in PERCENT and words.rates.search(measure))
            or (dimension not in ("money", *PERCENT) and words.priced.search(measure))
        ):
            raise UnreadError(f"the unit that is told for the whole is none of {measure}")

    def _measure(self, place: _Place) -> str:
        """What is measured: the row's name, what the row is a part of, the column's head, the title."""
        name = place.name.text if place.name.sort == "measure" else ""
        return name or place.name.parent or place.column.measure or place.title.measure

    def _kind(self, place: _Place, quantity: Quantity, measure: str, *, changed: bool) -> str:
        column, title, words = place.column, place.title, self.ruleset.tables
        dimension = quantity.dimension
        if column.change or changed:
            return "growth"
        if column.part:
            if dimension != "percent":
                raise UnreadError("a part that is no percentage is not understood")
            return "share"
        if dimension in PERCENT and (words.changes.search(measure) or (title.change and not column.measure)):
            return "growth"
        if dimension == "point":
            return "growth"
        if dimension == "percent" and not words.rates.search(measure):
            raise UnreadError("whether it is a change or a part is not told")
        if dimension in ("money", "times") and not measure:
            raise UnreadError("what is measured is not told")
        return self.builder.attachment.tables.find(dimension, measure)

    def _is_drop(self, place: _Place, kind: str, word: str, measure: str) -> bool:
        """Whether a change is told as a fall: 下降（%）, 减少1.24个百分点, the row 能耗降低率."""
        if kind != "growth":
            return False
        words = self.ruleset.tables
        if word:
            return words.is_drop(word)
        if place.column.change:
            return place.column.drop
        said = words.changes.search(measure)
        return said is not None and words.is_drop(said.group())

    def _write(
        self, place: _Place, span: Span, quantity: Quantity, kind: str, rule: str, value: Decimal
    ) -> tuple[Fact, tuple[tuple[str, str], ...]]:
        page = self.builder.scan.page
        block = page.blocks[place.row.block]
        evidence = page.original(block.start, block.end).strip()
        raw = page.document.text[span.start : span.end]
        subject, item, owner = self._whose(place)
        period, dated = self._period(place)
        status, judged = self._status(place, period)
        fact = Fact(
            id=self.builder.identify(evidence, raw),
            doc=page.document.name,
            article=page.articles[block.article].headline,
            kind=kind,
            subject=subject,
            indicator=self._measure(place),
            item=item,
            qualifier=quantity.qualifier,
            value=value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            per=quantity.per,
            date=period.edtf if period else "",
            date_start=period.start if period else None,
            date_end=period.end if period else None,
            date_source="text" if period else "",
            status=status,
            raw=raw,
            sentence=evidence,
            line=self.builder.line_of(span.start),
            start=span.start,
            end=span.end,
            rule=rule,
        )
        return fact, (("subject", owner), ("date", dated), ("status", judged))

    def _whose(self, place: _Place) -> tuple[str, str, str]:
        """Subject, item, and where the subject is from."""
        name, column, title = place.name, place.column, place.title
        if column.owner:
            item = name.text if name.sort in ("product", "group", "owner") else ""
            return column.owner, item, "the head of the column"
        if name.sort in ("owner", "group"):
            return name.text, "", "the name of the row"
        item = name.text if name.sort == "product" else ""
        return title.subject, item, "the title, or what the page is about"

    def _period(self, place: _Place) -> tuple[Period | None, str]:
        if place.column.period is not None:
            return place.column.period, "the head of the column"
        return place.title.period, "the title, or a heading above" if place.title.period else "nothing above says when"

    def _status(self, place: _Place, period: Period | None) -> tuple[str, str]:
        issued = self.builder.scan.page.document.issued
        if period is not None and period.start is not None and issued is not None and period.start > issued:
            return "planned", "its date lies ahead"
        if place.column.status:
            return place.column.status, "the head of the column"
        past = period is not None and period.end is not None and issued is not None and period.end < issued
        if place.title.planned and not past:
            return "planned", "the title"
        return "actual", "nothing speaks of a plan"

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
        if place.column.role == "names" and (fact.kind == "count" or not fact.raw[:1].isdigit()):
            return None
        text = place.cell.text
        indicator = fact.indicator if fact.indicator in text else place.column.measure
        fact = replace(fact, indicator=indicator, item=fact.item if fact.item in text else "")
        if place.column.role != "names" and place.name.sort == "owner" and place.name.text:
            fact = replace(fact, subject=place.name.text)
        return fact if self._has_time(place.cell) else self._dated(fact, place)

    def _has_time(self, cell: Cell) -> bool:
        scan = self.builder.scan
        start, end = (bisect_left(scan.page.offsets, at) for at in (cell.start, cell.end))
        first, last = bisect_left(scan.origin, start), bisect_right(scan.origin, end - 1)
        return any(first <= at < last and not isinstance(scan.tokens[at], Quantity) for at in scan.places)

    def _dated(self, fact: Fact, place: _Place) -> Fact:
        period = self._period(place)[0]
        return replace(
            fact,
            date=period.edtf if period else "",
            date_start=period.start if period else None,
            date_end=period.end if period else None,
            date_source="text" if period else "",
        )
