"""The facts as a folder of CSV tables, one a kind: ``investments.csv``, ``capacities.csv`` …"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from taiyuan_facts.errors import OutputError, TableError
from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output import csv_table
from taiyuan_facts.output.atomic import replacing
from taiyuan_facts.output.header import english
from taiyuan_facts.output.kinds import KIND_NAMES, table_name
from taiyuan_facts.output.options import TableOptions

_kind = attrgetter("kind")
_LONGEST_LINE = 1 << 16


def table_file(kind: str) -> str:
    """File name of the kind's table. Kinds of a rule set's own must not lead out of the folder."""
    return re.sub(r"[^\w-]", "_", table_name(kind)).lower() + ".csv"


def write(facts: Iterable[Fact], target: Path, options: TableOptions) -> int:
    """Write one table for each kind that occurs; give back the number of facts.

    The tables are put in place one after the other when all are written. Tables of a former run whose kind no longer
    occurs are removed; all other files in the folder stay as they are. The folder is made if it is not there (its
    parent is not).

    Raises:
        OutputError: where a file that is no table of ours has the name of one that is to be written.
        OSError: where a file cannot be written, and none is replaced then; or where one cannot be replaced, and each
            table is the old one or the new one.
    """
    made = not target.exists()
    target.mkdir(exist_ok=True)
    count = 0
    try:
        with ExitStack() as stack:
            files: dict[str, BinaryIO] = {}
            rows: dict[str, csv_table.RowWriter] = {}
            for fact in facts:
                name = table_file(fact.kind)
                if name not in files:
                    _check_ours(target / name)
                    temporary = stack.enter_context(replacing(Path(os.path.realpath(target / name))))
                    files[name] = stack.enter_context(temporary.open("wb"))
                    rows[name] = csv_table.RowWriter(files[name], options)
                rows[name].write(fact)
                count += 1
            for file in files.values():  # whatever the disk has against one of them, before the first takes its place
                file.flush()
                os.fsync(file.fileno())
    except BaseException:
        if made:
            with suppress(OSError):
                target.rmdir()
        raise
    for path in _tables(target):
        if path.name not in files:
            path.unlink()
    return count


def _check_ours(path: Path) -> None:
    """Refuse to replace a file of the table's name that no run of ours has written."""
    if path.is_file() and not _is_table(_first_rows(path)[0]):
        raise OutputError(f"cannot write {path}: there is another file of that name; move it or choose another folder")


def _is_table(header: list[str]) -> bool:
    return bool(header) and set(english(header)) <= set(COLUMN_NAMES)


def holds_tables(folder: Path) -> bool:
    """Whether there are tables in the folder that `write` has made."""
    return next(_tables(folder), None) is not None


def _tables(folder: Path) -> Iterator[Path]:
    """The tables in the folder that are ours, by name."""
    known = {f"{names.table}.csv" for names in KIND_NAMES.values()}
    for path in sorted(folder.glob("*.csv")):
        if path.is_file():
            header, first = _first_rows(path)
            if not _is_table(header):
                continue
            row = dict(zip(english(header), first, strict=False))
            # A user's own facts.csv has the same header; but its first fact would stand in a table of another name.
            if path.name == table_file(row["kind"]) if "kind" in row else path.name in known:
                yield path


def _first_rows(path: Path) -> tuple[list[str], list[str]]:
    """Header and first row; empty where it is no table in UTF-8."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(iter(lambda: file.readline(_LONGEST_LINE), ""))
            return next(rows, []), next(rows, [])
    except (OSError, UnicodeDecodeError, csv.Error):
        return [], []


def read(source: Path, name: str) -> Iterator[tuple[str, Fact]]:
    """Read the facts of all tables in the folder, table by table, each with its ``folder/table.csv:line``.

    Raises:
        TableError: where a table is broken, or none of the files is one.
    """
    none = True
    for path in _tables(source):
        none = False
        with path.open("rb") as file:
            yield from csv_table.read(file, f"{name.rstrip('/')}/{path.name}")
    if none:
        raise TableError(f"{name}: no facts tables in the folder; write them with `tyfacts extract PAGES -o {name}/`")
