"""Facts out of a workbook, its size looked at before anything in it is unpacked."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO

from taiyuan_facts.errors import TableError, TyfactsError
from taiyuan_facts.model import Fact
from taiyuan_facts.output.cells import TEXT_CELLS, XLSX, restore
from taiyuan_facts.output.extras import need
from taiyuan_facts.output.header import column_order
from taiyuan_facts.output.values import cells_to_fact
from taiyuan_facts.output.xlsx_table import ALL_SHEET

# A workbook of 1 MB can unpack to gigabytes. The largest sheet counts, not their sum: one is read, row by row.
MAX_UNPACKED = 200 * 1000 * 1000
MAX_RATIO = 200
_BIG = 1000 * 1000
# We never write this notation, so wherever it stands a spreadsheet has put it for a control character.
_CONTROL = re.compile("_x(00[01][0-9a-fA-F])_")


def read(source: Path, name: str) -> Iterator[tuple[str, Fact]]:
    """Read the facts of the sheet ``facts`` (or ``全部``, or the first), each with its ``file:row``.

    Raises:
        TableError: for a file that is no workbook, unpacks to too much, or holds no facts table; where openpyxl is
            not installed.
    """
    openpyxl = need("openpyxl", "xlsx", TableError)
    with source.open("rb") as file:
        _check_size(file, name)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about styles and extensions, which the facts do not need
                workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
            yield from _facts(_sheet(workbook), name)
        except (TyfactsError, OSError):
            raise
        except Exception as error:  # openpyxl has no error of its own: KeyError, TypeError, ParseError …
            cause = error.__cause__ or error
            reason = next(iter(str(cause).splitlines()), type(cause).__name__)
            raise TableError(f"{name}: not a workbook that can be read ({reason}); write the table again") from None


def _check_size(file: BinaryIO, name: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise TableError(f"{name}: not a whole xlsx file ({error}); write the table again") from None
    finally:
        file.seek(0)
    sheets = [member.file_size for member in members if member.filename.startswith("xl/worksheets/")]
    unpacked = sum(member.file_size for member in members) - sum(sheets) + max(sheets, default=0)
    if unpacked > MAX_UNPACKED:
        raise TableError(
            f"{name}: unpacks to {unpacked // 1_000_000} MB, more than the {MAX_UNPACKED // 1_000_000} MB allowed; "
            "use CSV, Parquet or SQLite for a table of that size"
        )
    for member in members:
        if member.file_size > _BIG and member.file_size > MAX_RATIO * member.compress_size:
            raise TableError(
                f"{name}: {member.filename!r} unpacks to more than {MAX_RATIO} times its size; use CSV for such a table"
            )


def _sheet(workbook: Any) -> Any:
    for name in ALL_SHEET.values():
        if name in workbook.sheetnames:
            return workbook[name]
    return workbook.worksheets[0]


def _facts(sheet: Any, name: str) -> Iterator[tuple[str, Fact]]:
    # The size that a sheet claims for itself may be wrong, or a trap: rows are taken as they come.
    sheet.reset_dimensions()
    rows = ((f"{name}:{number}", _trimmed(row)) for number, row in enumerate(sheet.iter_rows(values_only=True), 1))
    where, header = next(((where, row) for where, row in rows if row), (name, []))
    if not header:
        raise TableError(f"{name}: the sheet is empty; write a table with `tyfacts extract PAGES -o facts.xlsx`")
    order = column_order(["" if cell is None else str(cell) for cell in header], where)
    for where, row in rows:
        if not row:
            continue
        if len(row) > len(header):
            raise TableError(f"{where}: a cell stands behind the last column; give it a header or empty it")
        padded = [cell for cell, _ in zip_longest(row, header)]
        cells = [_plain_cell(padded[index]) for index in order]
        for index in TEXT_CELLS:
            cell = cells[index]
            if isinstance(cell, str):
                cells[index] = XLSX.decode(restore(_CONTROL.sub(_control, cell)))
        yield where, cells_to_fact(cells, where)


def _control(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _trimmed(row: Iterable[object]) -> list[object]:
    cells = list(row)
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _plain_cell(cell: object) -> object:
    # 15 digits are what a spreadsheet keeps; the others are the double's, as in 0.30000000000000004.
    return Decimal(f"{cell:.15g}") if isinstance(cell, float) else cell
