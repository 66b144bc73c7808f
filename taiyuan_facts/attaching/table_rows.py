"""What the names of a table's rows are: measures, products, or whose figures stand in the row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from taiyuan_facts.attaching.table_columns import Column, ColumnReader
from taiyuan_facts.attaching.table_kinds import TableKinds
from taiyuan_facts.attaching.table_times import TableTimes
from taiyuan_facts.attaching.table_titles import Title
from taiyuan_facts.reading.cells import Row
from taiyuan_facts.reading.table_words import plain

_MONEY_OR_RATE = frozenset({"money", "percent", "point", ""})
_INDUSTRY = re.compile("(?:业|产业|行业|类|领域|口岸|性质|经济)$")
_NO_NAME = re.compile(r"[\d.,\s%—–\-/年月日季度]*")
_TOTAL = re.compile("(?<=..)(?:合计|总计|小计)$")
_ENDS_IN_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")

Sort = Literal["measure", "product", "owner", "group", "whole"]


@dataclass(frozen=True, slots=True)
class RowName:
    """A row's name: its text without marks and unit, what sort of name it is, and the row's own unit.

    ``parent`` is the measure of the row that this one is a part of (其中：城镇).
    """

    text: str
    sort: Sort
    unit: str = ""
    parent: str = ""


class RowReader:
    """Reads the rows of one table from top to bottom, since a row may be a part of one above it."""

    def __init__(
        self, reader: ColumnReader, kinds: TableKinds, columns: tuple[Column, ...], title: Title, times: TableTimes
    ) -> None:
        self.reader, self.kinds, self.columns, self.title, self.times = reader, kinds, columns, title, times
        self.names_at = next(at for at, column in enumerate(columns) if column.role == "names")
        self.units_at = next((at for at, column in enumerate(columns) if column.role == "units"), None)
        self.measure: RowName | None = None
        self.indent = 0

    def read(self, row: Row) -> RowName | None:
        """The name of a row; None where it is a time, a number or nothing."""
        cell = row.cells[self.names_at]
        words = self.reader.words
        text = plain(row.wrapped + cell.text) or self._total(row)
        bare, is_part = text, False
        while bare and (mark := words.sub.match(bare)) is not None and mark.end() < len(bare):
            is_part = is_part or mark.group()[0] in "#＃其内"
            bare = bare[mark.end() :]
        if _NO_NAME.fullmatch(bare) or self._is_time(bare) or self.columns[self.names_at].sort == "times":
            return None
        unit, bare = self._unit(row, bare)
        sort = self._sort(bare, unit)
        name = RowName(bare, sort, unit, self._parent(bare, sort, unit, row, is_part))
        if sort == "measure" and not is_part:
            self.measure, self.indent = name, row.indent
        return name

    def _total(self, row: Row) -> str:
        """合计 in the column of ranks, of a row without a name."""
        texts = (plain(cell.text) for cell in row.cells[: self.names_at])
        return next((text for text in texts if text in self.reader.words.totals), "")

    def _is_time(self, text: str) -> bool:
        timed = self.times.read(text)
        return timed.period is not None and not timed.rest.strip("（）()")

    def _unit(self, row: Row, text: str) -> tuple[str, str]:
        """The row's own unit, from its column or behind its name, and the name without it."""
        inner, rest = self.reader.units.of_caption(text)
        inner, rest = (inner, rest) if text.startswith(rest) else ("", text)
        if self.units_at is not None:
            unit = plain(row.cells[self.units_at].text)
            if self.reader.units.dimension(unit):
                return unit, rest if inner == unit else text
        return inner, rest.rstrip("：:")

    def _sort(self, text: str, unit: str) -> Sort:
        """A head that says what its column names decides; else the name does, by what it ends in."""
        reader = self.reader
        bare = _ENDS_IN_BRACKET.sub("", text)
        if bare in reader.words.totals:
            return "whole"
        head = self.columns[self.names_at].sort
        if head == "products":
            return "measure" if self.kinds.is_of("output", bare) else "product"
        if head == "owners" or reader.names.own_place.fullmatch(bare) or reader.words.owners.search(bare):
            return "owner"
        if head != "groups" and (reader.is_measure(_TOTAL.sub("", bare)) or reader.words.changes.search(bare)):
            return "measure"
        if reader.names.known_place.fullmatch(bare):
            return "owner"
        if head == "groups" or _INDUSTRY.search(bare) or reader.names.macro.fullmatch(bare):
            return "group"
        produced = any(reader.words.made.search(measure) for measure in self._measures())
        physical = reader.units.dimension(unit) not in _MONEY_OR_RATE
        return "product" if physical or (produced and self._counts_things()) else "group"

    def _measures(self) -> list[str]:
        return [self.title.measure, *(column.measure for column in self.columns)]

    def _counts_things(self) -> bool:
        """Whether the table's figures are amounts of things and no money: 产量（万吨）."""
        units = [*self.title.units, *(column.unit for column in self.columns)]
        found = {self.reader.units.dimension(unit) for unit in units}
        return "money" not in found and bool(found - _MONEY_OR_RATE)

    def _parent(self, text: str, sort: Sort, unit: str, row: Row, is_part: bool) -> str:
        """What a part is a part of: the measure above it, where a mark, blanks or the name itself (城镇) say so."""
        if sort == "measure" or self.measure is None:
            return ""
        deeper = row.indent > self.indent
        sector = self.reader.names.macro.fullmatch(text) is not None
        same = not unit or unit == self.measure.unit
        return self.measure.text if (is_part or deeper or sector) and same else ""
