"""Parquet: types that other engines work with."""

from __future__ import annotations

import errno
import os
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES
from taiyuan_facts.output import parquet_table
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.tables import read_table, write_table

from .samples import PLANT, a_fact, a_range


def test_columns_are_typed(tmp_path: Path) -> None:
    """Decimals are decimal128, dates date32, whole numbers int64, all else strings; only the first two may be null."""
    path = tmp_path / "facts.parquet"
    write_table([PLANT], path)
    schema = pq.read_schema(path)
    assert tuple(schema.names) == COLUMN_NAMES
    others = {
        "value": pa.decimal128(38, 18), "value_max": pa.decimal128(38, 18),
        "date_start": pa.date32(), "date_end": pa.date32(),
        "line": pa.int64(), "start": pa.int64(), "end": pa.int64(),
    }  # fmt: skip
    assert {field.name: field.type for field in schema} == dict.fromkeys(COLUMN_NAMES, pa.string()) | others
    assert {field.name for field in schema if field.nullable} == {"value", "value_max", "date_start", "date_end"}


def test_sums_are_exact(tmp_path: Path) -> None:
    """Ten times 0.1 is 1."""
    path = tmp_path / "facts.parquet"
    write_table([a_fact(id=str(number), value=Decimal("0.1")) for number in range(10)], path)
    assert pc.sum(pq.read_table(path)["value"]).as_py() == Decimal(1)


def test_rows_go_out_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts are written group by group, so that memory holds one group."""
    monkeypatch.setattr(parquet_table, "_ROW_GROUP", 4)
    path = tmp_path / "facts.parquet"
    write_table(a_range(10), path)
    metadata = pq.read_metadata(path)
    assert [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)] == [4, 4, 2]
    assert list(read_table(path)) == a_range(10)


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("99999999999999999999.999999999999999999", True),
        ("-99999999999999999999", True),
        ("100000000000000000000", False),
        ("0.0000000000000000001", False),
    ],
)
def test_numbers_beyond_decimal128_are_text(number: str, fits: bool, tmp_path: Path) -> None:
    """Twenty digits before the point and eighteen behind it fit; else the column is text, exact, with a warning."""
    path = tmp_path / "facts.parquet"
    facts = [a_fact(value=Decimal(number), value_max=Decimal("0.5")), a_fact(id="2", value=None)]
    said: list[str] = []
    write_table(facts, path, options=TableOptions(warn=said.append))
    assert pq.read_schema(path).field("value").type == (pa.decimal128(38, 18) if fits else pa.string())
    assert pq.read_schema(path).field("value_max").type == pa.decimal128(38, 18)
    expected = (
        "column value: a number has more than 20 digits before the point or more than 18 behind it; "
        "the column is written as text"
    )
    assert said == ([] if fits else [expected])
    assert list(read_table(path)) == facts


def test_tables_of_other_programs_are_read(tmp_path: Path) -> None:
    """A table that pandas or DuckDB wrote, with floats and larger types, is read."""
    path = tmp_path / "facts.parquet"
    write_table([PLANT], path)
    table = pq.read_table(path)
    for name, type_ in (("value", pa.float64()), ("date_start", pa.timestamp("us")), ("line", pa.float64()),
                        ("kind", pa.dictionary(pa.int32(), pa.string())), ("doc", pa.large_string())):  # fmt: skip
        index = table.schema.get_field_index(name)
        table = table.set_column(index, name, table[name].cast(type_))
    pq.write_table(table, path)
    assert list(read_table(path)) == [PLANT]


def test_other_tables_are_refused(tmp_path: Path) -> None:
    """A Parquet file with other columns is no facts table; a broken value is placed by its row."""
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"file": ["a"], "date": ["b"]}), path)
    with pytest.raises(TableError, match=r"a\.parquet: not a facts table: 22 of its columns are missing"):
        list(read_table(path))
    write_table(a_range(3), path)
    table = pq.read_table(path)
    index = table.schema.get_field_index("status")
    pq.write_table(table.set_column(index, "status", pa.array(["planned", "plan", "planned"])), path)
    with pytest.raises(TableError, match=r"a\.parquet: row 2: column status: 'plan' is none of actual, planned"):
        list(read_table(path))


def test_a_failing_disk_is_not_taken_for_a_broken_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says about the disk is passed on as that."""
    path = tmp_path / "facts.parquet"
    write_table([PLANT], path)

    def fail(*arguments: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(pq, "ParquetFile", fail)
    with pytest.raises(TableError) as caught:
        list(read_table(path))
    assert str(caught.value) == f"cannot read {path}: Input/output error; check the disk and the path"
