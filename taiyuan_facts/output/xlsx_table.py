"""The facts table as a workbook: one sheet with all facts and one a kind, typed, filtered, the same bytes each time.

A number of more than 15 digits and a date before March 1900 are written as text, because a spreadsheet would change
them (IEEE 754 doubles; the 1900 leap year bug).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from taiyuan_facts.errors import OutputError
from taiyuan_facts.model import Column, Fact
from taiyuan_facts.output.cells import XLSX, neutralise
from taiyuan_facts.output.extras import need
from taiyuan_facts.output.kinds import KIND_NAMES, kind_rank
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.spool import Spool
from taiyuan_facts.output.values import Value, fits_double, plain

MAX_ROWS = 1_048_576  # limits of the format, the header row included
MAX_TEXT = 32_767  # UTF-16 code units a cell
ALL_SHEET = {"en": "facts", "zh": "全部"}
_FIRST_DATE = date(1900, 3, 1)
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed time, so that the same facts give the same bytes
_SAMPLE = 500
_WIDEST = 60
_SHEET_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def write(facts: Iterable[Fact], target: Path, options: TableOptions) -> int:
    """Write the workbook; give back the number of facts.

    Raises:
        OutputError: for more facts than a sheet has rows; where xlsxwriter is not installed.
        OSError: where the disk is full or fails.
    """
    xlsxwriter = need("xlsxwriter", "xlsx", OutputError)
    failed = need("xlsxwriter.exceptions", "xlsx", OutputError).FileCreateError
    with Spool() as spool, TemporaryDirectory(prefix="tyfacts-", ignore_cleanup_errors=True) as folder:
        layout = _Layout(options)
        for fact in spool.taking(facts):
            layout.see(fact)
        if len(spool) >= MAX_ROWS:
            raise OutputError(f"{len(spool)} facts, but a sheet holds {MAX_ROWS - 1}; write CSV, Parquet or SQLite")
        settings = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        try:
            workbook = xlsxwriter.Workbook(str(target), settings)
            workbook.set_properties({"created": _CREATED})
            cut = _fill(workbook, spool, layout, options)
            workbook.close()
        except failed as error:
            raise error.args[0] from None
        if cut:
            cells = "1 cell holds" if cut == 1 else f"{cut} cells hold"
            options.warn(f"{cells} more than {MAX_TEXT} characters, the limit of xlsx; cut there, with … at the end")
        return len(spool)


class _Layout:
    """What has to be known before the first row is written: the kinds that occur, and how wide the columns are."""

    def __init__(self, options: TableOptions) -> None:
        self.columns = options.chosen
        self.kinds: dict[str, int] = {}
        self._widths = [_width(name) + 3 for name in options.header()]  # 3 for the filter's button
        self._left = _SAMPLE

    def see(self, fact: Fact) -> None:
        """Take up one more fact."""
        self.kinds[fact.kind] = self.kinds.get(fact.kind, 0) + 1
        if self._left:
            self._left -= 1
            for index, column in enumerate(self.columns):
                value = getattr(fact, column.name)
                self._widths[index] = max(self._widths[index], _width(str("" if value is None else value)) + 1)

    @property
    def widths(self) -> list[int]:
        return [min(width, _WIDEST) for width in self._widths]


def _width(text: str) -> int:
    """Columns that the text takes up on the screen, as far as a glance can tell: a Chinese character is two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:_WIDEST])


class _Sheet:
    """One sheet in the making."""

    def __init__(self, workbook: Any, name: str, rows: int, layout: _Layout, options: TableOptions) -> None:
        self._sheet = workbook.add_worksheet(name)
        self._row = 1
        self.cut = 0
        bold = workbook.add_format({"bold": True})
        for index, (title, width) in enumerate(zip(options.header(), layout.widths, strict=True)):
            self._sheet.set_column(index, index, width)
            self._sheet.write_string(0, index, title, bold)
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, rows, len(layout.columns) - 1)
        # Years and offsets in text columns are meant to be text: no green triangles.
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def add(self, fact: Fact, columns: tuple[Column, ...], day: Any) -> None:
        """Write the next row."""
        sheet, row = self._sheet, self._row
        for index, column in enumerate(columns):
            value: Value = getattr(fact, column.name)
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(row, index, self._fit(value))
            elif isinstance(value, date):
                if value >= _FIRST_DATE:
                    sheet.write_datetime(row, index, value, day)
                else:
                    sheet.write_string(row, index, value.isoformat())
            elif isinstance(value, Decimal) and not fits_double(value):
                sheet.write_string(row, index, plain(value))
            else:
                sheet.write_number(row, index, float(value))
        self._row += 1

    def _fit(self, text: str) -> str:
        text = neutralise(XLSX.encode(text))
        if len(text) * 2 <= MAX_TEXT or len(text.encode("utf-16-le")) <= 2 * MAX_TEXT:
            return text
        self.cut += 1
        return text.encode("utf-16-le")[: 2 * (MAX_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _fill(workbook: Any, spool: Spool, layout: _Layout, options: TableOptions) -> int:
    """Write all sheets; give back how many cells of the sheet with all facts were cut."""
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    names = _SheetNames()
    every = _Sheet(workbook, names.unique(ALL_SHEET[options.headers]), len(spool), layout, options)
    by_kind: dict[str, _Sheet] = {}
    for kind in sorted(layout.kinds, key=lambda kind: (kind_rank(kind), kind)):
        known = KIND_NAMES.get(kind)
        name = known.sheet_zh if known and options.headers == "zh" else kind
        by_kind[kind] = _Sheet(workbook, names.unique(name), layout.kinds[kind], layout, options)
    for fact in spool:
        every.add(fact, layout.columns, day)
        by_kind[fact.kind].add(fact, layout.columns, day)
    return every.cut


class _SheetNames:
    """Names that Excel allows: at most 31 characters, some not at all, none twice whatever its case."""

    def __init__(self) -> None:
        self._taken = {"history"}  # reserved by Excel

    def unique(self, wanted: str) -> str:
        """The wanted name, or the nearest that is allowed."""
        cleaned = XLSX.encode(wanted).translate(_NOT_IN_NAMES)[:_SHEET_NAME] or "_"
        name, number = cleaned, 2
        while name.lower() in self._taken:
            suffix = f"_{number}"
            name, number = cleaned[: _SHEET_NAME - len(suffix)] + suffix, number + 1
        self._taken.add(name.lower())
        return name
