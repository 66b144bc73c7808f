"""The facts table as CSV: RFC 4180 in UTF-8, lines ended by LF, no index column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import BinaryIO

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import Column, Fact
from taiyuan_facts.output.cells import CSV, TEXT_CELLS, holds_text, neutralise, restore
from taiyuan_facts.output.header import column_order
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.values import cells_to_fact, to_text

# The csv module stops at 131 072 characters a field; a page without sentence ends is one sentence of any length.
FIELD_LIMIT = 64 * 1024 * 1024
# A field with any character that some reader takes for the end of a line is quoted. The csv module quotes what its
# line terminator holds (before Python 3.13 nothing else: a bare CR would split the row), so it is given all of them.
_LINE_ENDS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


class _Lines:
    """What the csv module writes rows to: each ends in one LF, whatever terminator made it quote."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target

    def write(self, row: str) -> int:
        return self._target.write(row[: -len(_LINE_ENDS)].encode() + b"\n")


class RowWriter:
    """Writes facts to one CSV file; used by the single table and by the folder of tables alike."""

    def __init__(self, target: BinaryIO, options: TableOptions) -> None:
        if options.bom:
            target.write(b"\xef\xbb\xbf")
        columns: tuple[Column, ...] = options.chosen
        self._text = [holds_text(column) for column in columns]
        # attrgetter of one name gives the value itself, of several a tuple
        self._values = attrgetter(*(column.name for column in columns))
        self._single = len(columns) == 1
        self._writer = csv.writer(_Lines(target), lineterminator=_LINE_ENDS)
        self._writer.writerow(options.header())

    def write(self, fact: Fact) -> None:
        """Write one row."""
        values = self._values(fact)
        cells = zip(self._text, (values,) if self._single else values, strict=True)
        self._writer.writerow(
            [neutralise(CSV.encode(value)) if is_text else to_text(value) for is_text, value in cells]
        )


def write(facts: Iterable[Fact], target: BinaryIO, options: TableOptions) -> int:
    """Write the facts one by one; give back how many they were.

    Text cells that a spreadsheet would take for formulas are made harmless (see `cells.neutralise`).
    """
    rows = RowWriter(target, options)
    count = 0
    for fact in facts:
        rows.write(fact)
        count += 1
    return count


class _Source:
    """The lines of a CSV file, with the last of them, to tell a cut file from a wrong one."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._last = "\n"

    def __iter__(self) -> Iterator[str]:
        # Line by line, so that a byte that is not UTF-8 is reported on its line and not a buffer too early.
        encoding = "utf-8-sig"
        for data in self._source:
            self._last = data.decode(encoding)
            encoding = "utf-8"
            if "\r" in self._last:
                yield from io.StringIO(self._last, newline="")
            else:
                yield self._last

    @property
    def cut(self) -> bool:
        """Whether the line read last lacks its end; only the last of a file can."""
        return not self._last.endswith(("\n", "\r"))


def read(source: BinaryIO, name: str) -> Iterator[tuple[str, Fact]]:
    """Read facts row by row, each with the ``file:line`` that it begins at.

    The header may be in either language and the columns in any order; lines may end as they like.

    Raises:
        TableError: for anything that is not a whole facts table in UTF-8 with commas.
    """
    csv.field_size_limit(max(csv.field_size_limit(), FIELD_LIMIT))
    lines = _Source(source)
    rows = _rows(lines, name)
    where, header = next(rows, (name, []))
    if not header:
        raise TableError(f"{name}: empty, not even a header; write one with `tyfacts extract PAGES -o facts.csv`")
    _check_delimiter(header, where)
    order = column_order(header, where)
    for where, row in rows:
        if len(row) != len(header):
            raise _wrong_width(row, header, where, lines.cut)
        cells = [row[index] for index in order]
        for index in TEXT_CELLS:
            cells[index] = CSV.decode(restore(cells[index]))
        yield where, cells_to_fact(cells, where)


def _rows(lines: _Source, name: str) -> Iterator[tuple[str, list[str]]]:
    """The rows that are not blank, each with where it begins."""
    reader = csv.reader(lines, strict=True)
    while True:
        where = f"{name}:{reader.line_num + 1}"
        try:
            row = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data":
                raise TableError(f"{where}: cut off within a character; write the table again") from None
            byte = error.object[error.start]
            raise TableError(
                f"{where}: not UTF-8 (byte 0x{byte:02x}); save the table as “CSV UTF-8” or extract it again"
            ) from None
        except csv.Error as error:
            raise _broken_quote(where, str(error)) from None
        if row:
            yield where, row


def _broken_quote(where: str, reason: str) -> TableError:
    if reason == "unexpected end of data":
        return TableError(f"{where}: cut off within a quoted cell; write the table again")
    if "field larger" in reason:
        limit = FIELD_LIMIT // 1024 // 1024
        return TableError(f"{where}: a cell of more than {limit} million characters; a quote is open, close it")
    return TableError(f"{where}: not CSV ({reason}); double the quotes inside a quoted cell")


def _check_delimiter(header: list[str], where: str) -> None:
    if len(header) > 1:
        return
    for delimiter, shown in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if header[0].count(delimiter) > 1:
            raise TableError(f"{where}: its cells are parted by {shown}, not by commas; save the table with commas")


def _wrong_width(row: list[str], header: list[str], where: str, cut: bool) -> TableError:
    if cut and len(row) < len(header):
        return TableError(f"{where}: cut off after {len(row)} of {len(header)} cells; write the table again")
    return TableError(
        f"{where}: {len(row)} cells under {len(header)} columns; quote the cells that hold a comma, or extract again"
    )
