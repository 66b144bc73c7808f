"""SQLite: tables that can be queried as they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.tables import read_table, write_table

from .samples import PLANT, a_fact, a_range


def query(folder: Path, sql: str, *several: Fact, **options: Any) -> list[tuple[Any, ...]]:
    path = folder / "facts.db"
    write_table(several, path, options=TableOptions(**options))
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_columns_are_the_contract_s(tmp_path: Path) -> None:
    """The table has the contract's columns in their order, with types that queries can work with."""
    rows = query(tmp_path, "SELECT name, type, \"notnull\", pk FROM pragma_table_info('facts')", PLANT)
    assert tuple(row[0] for row in rows) == COLUMN_NAMES
    kinds = {name: (type_, notnull, key) for name, type_, notnull, key in rows}
    assert kinds["id"] == ("TEXT", 1, 1)
    assert kinds["subject"] == kinds["status"] == ("TEXT", 1, 0)
    assert kinds["value"] == ("", 0, 0)
    assert kinds["date_start"] == ("TEXT", 0, 0)
    assert kinds["line"] == ("INTEGER", 1, 0)


def test_numbers_sum_and_sort(tmp_path: Path) -> None:
    """Values are numbers: 100 sorts behind 24.7, sums need no cast, and empty ones are NULL."""
    values = (Decimal("100"), Decimal("24.7"), Decimal("-3.2"), None, Decimal("0.5"))
    facts = [a_fact(id=str(number), value=value) for number, value in enumerate(values)]
    rows = query(tmp_path, "SELECT value, typeof(value) FROM facts WHERE value IS NOT NULL ORDER BY value", *facts)
    assert rows == [(-3.2, "real"), (0.5, "real"), (24.7, "real"), (100, "integer")]
    assert query(tmp_path, "SELECT sum(value), count(*), count(value) FROM facts", *facts) == [(122.0, 5, 4)]


def test_numbers_beyond_a_double_stay_exact(tmp_path: Path) -> None:
    """A number of more than 15 digits is text with all of them, which SUM still takes for a number."""
    fact = a_fact(value=Decimal("12345678901234567.89"))
    assert query(tmp_path, "SELECT value, sum(value) FROM facts", fact) == [
        ("12345678901234567.89", 12345678901234567.89)
    ]
    assert list(read_table(tmp_path / "facts.db")) == [fact]


def test_dates_work_with_date_functions(tmp_path: Path) -> None:
    """Dates are ISO 8601 text."""
    assert query(tmp_path, "SELECT date(date_end, '+1 day') FROM facts", PLANT) == [("2022-11-01",)]


def test_queries_by_kind_subject_and_document_use_indexes(tmp_path: Path) -> None:
    """The columns that everybody filters by have indexes."""
    plans = [
        query(tmp_path, f"EXPLAIN QUERY PLAN SELECT * FROM facts WHERE {name} = 'x'", *a_range(10))[0][3]
        for name in ("kind", "subject", "doc")
    ]
    assert plans == [f"SEARCH facts USING INDEX facts_{name} ({name}=?)" for name in ("kind", "subject", "doc")]


def test_sentences_can_be_searched(tmp_path: Path) -> None:
    """The full-text table finds a word within a sentence without spaces."""
    facts = [PLANT, a_fact(id="2", sentence="一季度用电量增长3.2%。")]
    sql = "SELECT f.id FROM facts_fts JOIN facts f ON f.rowid = facts_fts.rowid WHERE facts_fts MATCH '用电量'"
    assert query(tmp_path, sql, *facts) == [("2",)]


def test_columns_left_out_leave_out_their_indexes(tmp_path: Path) -> None:
    """With some columns only, the table has these, and no index on others."""
    sql = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name"
    assert query(tmp_path, sql, PLANT, columns=("kind", "value")) == [("table", "facts"), ("index", "facts_kind")]


def test_facts_come_back_in_their_order(tmp_path: Path) -> None:
    """Rows are read in the order in which they were written, not by id."""
    facts = a_range(30)[::-1]
    write_table(facts, tmp_path / "facts.db")
    assert list(read_table(tmp_path / "facts.db")) == facts


def test_reading_leaves_nothing_behind(tmp_path: Path) -> None:
    """A name with any characters is opened, and no lock or journal file appears beside it."""
    path = tmp_path / "a?b#c%20 '页.db"
    write_table([PLANT], path)
    path.chmod(0o400)
    assert list(read_table(path)) == [PLANT]
    assert list(tmp_path.iterdir()) == [path]


def test_changes_that_wait_in_a_log_are_read(tmp_path: Path) -> None:
    """What another program has changed in the write-ahead log, and not yet in the file, counts."""
    path = tmp_path / "facts.db"
    write_table([PLANT], path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE facts SET item = '冷轧板'")
        connection.commit()
        assert list(read_table(path)) == [a_fact(item="冷轧板")]


def test_other_databases_are_refused(tmp_path: Path) -> None:
    """A database without the table, or with another of its name, is no facts table."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE pages (name)")
        connection.commit()
        with pytest.raises(TableError) as caught:
            list(read_table(path))
        assert str(caught.value) == (
            f"{path}: no table named facts in it; write one with `tyfacts extract PAGES -o facts.db`"
        )
        connection.execute("CREATE TABLE facts (id, kind)")
        connection.commit()
        with pytest.raises(TableError, match=r"other\.db: not a facts table: 21 of its columns are missing"):
            list(read_table(path))


def test_wrong_values_are_placed(tmp_path: Path) -> None:
    """A value that somebody changed to nonsense is reported with its row."""
    path = tmp_path / "facts.db"
    write_table(a_range(3), path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE facts SET status = 'plan' WHERE rowid = 2")
        connection.commit()
    with pytest.raises(TableError, match=r"facts\.db: row 2: column status: 'plan' is none of actual, planned"):
        list(read_table(path))
