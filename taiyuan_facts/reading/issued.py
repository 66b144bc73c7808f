"""When a document was issued, told by what is beside it or on it; never by the clock."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from taiyuan_facts.errors import InputError
from taiyuan_facts.reading.dates import find_name_date, parse_date, parse_stamp
from taiyuan_facts.reading.decoding import decode
from taiyuan_facts.reading.files import ISSUE_LIST, Source, explain, read_bytes
from taiyuan_facts.reading.walking import printable
from taiyuan_facts.suggest import did_you_mean

__all__ = ["IssueDates", "parse_date", "read_issue_list"]

REMEMBERED_FOLDERS = 64
COLUMNS = ("file", "date")


class IssueDates:
    """Finds the issue date of one document after the other, in the order of the contract.

    ``given`` (the command line) holds for all. Otherwise: ``documents.csv`` in the document's folder or one above it,
    up to the input root; front matter or a label at the top; the file's name; a date printed on the page as its own.
    """

    def __init__(self, given: date | None = None) -> None:
        self.given = given
        self._lists: OrderedDict[Path, dict[str, date] | str] = OrderedDict()  # str: the error, told for each document

    def find(self, source: Source, text: str) -> date | None:
        """The issue date of the document, or None; InputError where a ``documents.csv`` is broken."""
        if self.given is not None:
            return self.given
        return self._find_listed(source) or _find_own(source, text)

    def _find_listed(self, source: Source) -> date | None:
        if source.path is None:
            return None
        for folder in _folders(source.path, source.root):
            days = self._list_of(folder)
            name = _key(source.path.relative_to(folder))
            bare = name.rpartition("/")[2]
            if name in days:
                return days[name]
            if bare in days and not (folder / source.path.name).exists():  # else the row is about that file
                return days[bare]
        return None

    def _list_of(self, folder: Path) -> dict[str, date]:
        if folder not in self._lists:
            try:
                self._lists[folder] = read_issue_list(folder / ISSUE_LIST)
            except InputError as error:
                self._lists[folder] = str(error)
            if len(self._lists) > REMEMBERED_FOLDERS:
                self._lists.popitem(last=False)
        self._lists.move_to_end(folder)
        days = self._lists[folder]
        if isinstance(days, str):
            raise InputError(days)
        return days


def _find_own(source: Source, text: str) -> date | None:
    """The date that the document itself has, in its text or its name."""
    from taiyuan_facts.reading.printed import find_front_date, find_printed_date  # dear patterns, often not needed

    name = PurePosixPath(source.name).name
    return find_front_date(text) or find_name_date(name) or find_printed_date(text)


def read_issue_list(path: Path) -> dict[str, date]:
    """The issue dates that a ``documents.csv`` lists by file, rows without a date left out; {} if there is none.

    InputError, with file and line, where it is no CSV with the columns ``file`` and ``date``, a date cannot be read, or
    one file has two dates. The encoding is found out as that of a document.
    """
    label = printable(path)
    try:
        if not path.is_file():
            return {}
        text = decode(read_bytes(path, label), label)
    except OSError as error:
        raise InputError(explain(error, label)) from error
    days: dict[str, date] = {}
    for line, file, written in _read_rows(label, text):
        day = parse_stamp(written)
        if day is None:
            raise InputError(f"{label}:{line}: {written!r} is no date; write it as 2022-08-12, or leave the cell empty")
        if days.setdefault(file, day) != day:
            raise InputError(f"{label}:{line}: {file} is dated {days[file]} further up; leave one of the two rows out")
    return days


def _read_rows(label: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Line number, file key and date cell of each row that has a date."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        for column in COLUMNS:
            if column not in header:
                nearest = did_you_mean(column, header) or f"; its first line has to be {','.join(COLUMNS)}"
                raise InputError(f"{label}:1: there is no column {column}{nearest}")
        places = [header.index(column) for column in COLUMNS]
        for row in reader:
            if not any(row):
                continue
            if len(row) <= max(places):
                raise InputError(f"{label}:{reader.line_num}: {len(row)} of {len(header)} columns; complete the row")
            file, written = (row[place].strip() for place in places)
            if written and not file:
                raise InputError(
                    f"{label}:{reader.line_num}: a date without a file; name the file, or leave the row out"
                )
            if written:
                yield reader.line_num, _key(file.replace("\\", "/")), written
    except csv.Error as error:
        raise InputError(f"{label}:{reader.line_num}: {error}; save it as comma-separated values") from error


def _key(file: str | PurePosixPath | Path) -> str:
    """One spelling for the same file: ``/``, no ``./``, and composed characters (macOS has them apart)."""
    return unicodedata.normalize("NFC", PurePosixPath(file).as_posix())


def _folders(path: Path, root: Path | None) -> Iterator[Path]:
    """The folder of the file and those above it, up to the input root."""
    yield path.parent
    if root is not None and path.is_relative_to(root):
        for folder in path.parents:
            if folder != path.parent and folder.is_relative_to(root):
                yield folder
