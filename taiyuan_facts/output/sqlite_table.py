"""The facts table as an SQLite database: table ``facts`` with indexes, and a full-text index of the sentences.

Decimals are stored as numbers, so that queries sum and sort them. A double holds every decimal of up to 15 digits
(IEEE 754: DBL_DIG), and its shortest spelling gives the digits back; one with more digits is stored as text, exactly,
which SUM still takes for a number but ORDER BY puts behind all others. Dates are ISO 8601 text, which SQLite's date
functions read. Text is never NULL; numbers and dates are NULL where empty.
"""

from __future__ import annotations

import contextlib
import errno
import os
import struct
from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from taiyuan_facts.errors import OutputError, TableError
from taiyuan_facts.model import Column, Fact
from taiyuan_facts.output.cells import UNICODE
from taiyuan_facts.output.header import column_order
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.values import Value, cells_to_fact, fits_double, plain

if TYPE_CHECKING:
    import sqlite3

_INDEXED = ("kind", "subject", "doc")
_TYPES = {
    "text": "TEXT NOT NULL",
    "enum": "TEXT NOT NULL",
    # No declared type means no affinity: NUMERIC would round the text of a long decimal to a double.
    "decimal": "/* a number, or its digits as text where they are more than 15 */",
    "date": "TEXT /* ISO 8601 */",
    "int": "INTEGER NOT NULL",
}


def write(facts: Iterable[Fact], target: Path, options: TableOptions) -> int:
    """Write the facts into the empty file; give back how many they were.

    Raises:
        OutputError: where two facts share an id.
        OSError: where the disk is full or fails.
    """
    import sqlite3

    connection = sqlite3.connect(target, isolation_level=None)
    try:
        # No journal and no sync: the file is a temporary one, put in place only when whole.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _create(connection, options.chosen)
        count = _insert(connection, facts, options.chosen)
        _index(connection, {column.name for column in options.chosen})
        connection.execute("COMMIT")
        return count
    except sqlite3.IntegrityError as error:
        raise OutputError(f"cannot write the table: two facts share an id ({error}); write CSV to see which") from None
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(target)) from error
    finally:
        connection.close()


def _create(connection: sqlite3.Connection, columns: tuple[Column, ...]) -> None:
    definitions = ",\n  ".join(
        f'"{column.name}" {"TEXT PRIMARY KEY NOT NULL" if column.name == "id" else _TYPES[column.type]}'
        for column in columns
    )
    connection.execute(f"CREATE TABLE facts (\n  {definitions}\n)")


def _insert(connection: sqlite3.Connection, facts: Iterable[Fact], columns: tuple[Column, ...]) -> int:
    values = attrgetter(*(column.name for column in columns))
    single = len(columns) == 1
    rows = ([_to_sqlite(value) for value in ((values(fact),) if single else values(fact))] for fact in facts)
    cursor = connection.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * len(columns))})", rows)
    return max(cursor.rowcount, 0)  # -1 before the first row


def _index(connection: sqlite3.Connection, names: set[str]) -> None:
    import sqlite3

    for name in _INDEXED:
        if name in names:
            connection.execute(f'CREATE INDEX "facts_{name}" ON facts ("{name}")')
    if "sentence" not in names:
        return
    # Trigrams, because the other tokenizers take a run of Chinese for one word. The name and the content option are
    # what tools (datasette, sqlite-utils) look for. SQLite before 3.34 has no trigrams: the table does without.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("CREATE VIRTUAL TABLE facts_fts USING fts5(sentence, content='facts', tokenize='trigram')")
        connection.execute("INSERT INTO facts_fts (facts_fts) VALUES ('rebuild')")


def _to_sqlite(value: Value) -> str | float | None:
    if isinstance(value, str):
        return UNICODE.encode(value)
    if isinstance(value, Decimal):
        text = plain(value)
        if not fits_double(value):
            return text
        return float(text) if "." in text else int(text)
    if value is None or isinstance(value, int):
        return value
    return value.isoformat()


def read(source: Path, name: str) -> Iterator[tuple[str, Fact]]:
    """Read the facts in the order they were written in, each with its ``file: row``.

    Raises:
        TableError: for a file that is no database, is damaged, or holds no facts table.
    """
    import sqlite3

    _check_size(source, name)
    # Read-only, but not immutable: changes that another program has in a write-ahead log belong to the table.
    connection = sqlite3.connect(f"file:{quote(os.fsencode(source))}?mode=ro", uri=True)
    try:
        header = [row[1] for row in connection.execute("PRAGMA table_info(facts)")]
        if not header:
            raise TableError(f"{name}: no table named facts in it; write one with `tyfacts extract PAGES -o facts.db`")
        order = column_order(header, name)
        for number, row in enumerate(connection.execute("SELECT * FROM facts ORDER BY rowid"), 1):
            where = f"{name}: row {number}"
            cells = [UNICODE.decode(row[index]) if isinstance(row[index], str) else row[index] for index in order]
            yield where, cells_to_fact(cells, where)
    except sqlite3.Error as error:
        raise TableError(f"{name}: not a whole SQLite database ({error}); write the table again") from None
    finally:
        connection.close()


def _check_size(source: Path, name: str) -> None:
    """Refuse a file that is shorter than it says: SQLite notices only when it comes to a page that is not there."""
    with source.open("rb") as file:
        header = file.read(100)
        size = file.seek(0, os.SEEK_END)
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise TableError(f"{name}: not an SQLite database; write one with `tyfacts extract PAGES -o facts.db`")
    # https://sqlite.org/fileformat2.html#the_database_header: the page count is valid if two counters agree
    page, changes, pages, valid_for = struct.unpack(">16xH6xII60xI4x", header[:100])
    if changes == valid_for and size < pages * (65536 if page == 1 else page):
        raise TableError(f"{name}: cut off: {size} bytes, not the {pages} pages that it had; write the table again")
