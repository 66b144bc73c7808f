"""The facts table as an SQLite database: table ``facts`` with indexes, and a full-text index of the sentences.

Decimals are stored as numbers, so that queries sum and sort them. A double holds every decimal of up to 15 digits
(IEEE 754: DBL_DIG), and its shortest spelling gives the digits back; one with more digits is stored as text, exactly,
which SUM still takes for a number but ORDER BY puts behind all others. Dates are ISO 8601 text, which SQLite's date
functions read. Text is never NULL, numbers and dates are NULL where empty.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from taiyuan_facts.errors import OutputError, TableError
from taiyuan_facts.model import Column, Fact
from taiyuan_facts.output.cells import from_unicode, to_unicode
from taiyuan_facts.output.header import column_order
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.values import Value, cells_to_fact, fits_double, plain

if TYPE_CHECKING:
    import sqlite3

TABLE = "facts"
_INDEXED = ("kind", "subject", "doc")
_TYPES = {
    "text": "TEXT NOT NULL",
    "enum": "TEXT NOT NULL",
    # No declared type means no affinity: NUMERIC would round the text of a long decimal to a double.
    "decimal": "/* decimal: a number, or text where it has more than 15 digits */",
    "date": "TEXT",
    "int": "INTEGER NOT NULL",
}


def write(facts: Iterable[Fact], target: Path, options: TableOptions) -> int:
    """Write the facts into the empty file; give back how many they were.

    Raises:
        OutputError: where two facts share an id.
        OSError: where the disk is full or fails.
    """
    import sqlite3

    # No journal: the file is a temporary one, put in place only when whole.
    connection = sqlite3.connect(target, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        count = _fill(connection, facts, options.chosen)
        connection.execute("COMMIT")
        return count
    except sqlite3.IntegrityError as error:
        raise OutputError(f"cannot write {target.name}: two facts share an id ({error}); report the document") from None
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(target)) from error
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, facts: Iterable[Fact], columns: tuple[Column, ...]) -> int:
    names = [column.name for column in columns]
    keys = {"id": "TEXT PRIMARY KEY"}
    definitions = [f'"{column.name}" {keys.get(column.name, _TYPES[column.type])}' for column in columns]
    connection.execute(f"CREATE TABLE {TABLE} (\n  {',\n  '.join(definitions)}\n)" if False else _create(definitions))
    values = attrgetter(*names)
    single = len(names) == 1
    count = 0

    def rows() -> Iterator[list[str | float | None]]:
        nonlocal count
        for fact in facts:
            count += 1
            yield [_to_sqlite(value) for value in ((values(fact),) if single else values(fact))]

    connection.executemany(f"INSERT INTO {TABLE} VALUES ({', '.join('?' * len(names))})", rows())
    for name in _INDEXED:
        if name in names:
            connection.execute(f'CREATE INDEX "{TABLE}_{name}" ON {TABLE} ("{name}")')
    if "sentence" in names:
        _index_text(connection)
    return count
