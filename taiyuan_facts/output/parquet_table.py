"""The facts table as Parquet: text as strings, dates as date32, whole numbers as int64.

Decimals are ``decimal128(38, 18)``: exact, summed and sorted by every engine, the same type whatever the numbers are,
so that many files make one table. 20 digits before the point and 18 behind it hold any figure a page prints; should
one not fit, the column is written as strings, exactly, and a warning says so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any

from taiyuan_facts.errors import OutputError, TableError
from taiyuan_facts.model import Column, Fact
from taiyuan_facts.output.cells import UNICODE
from taiyuan_facts.output.extras import need
from taiyuan_facts.output.header import column_order
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.spool import Spool
from taiyuan_facts.output.values import Value, cells_to_fact, plain

DIGITS, SCALE = 38, 18
_ROW_GROUP = 20_000


def write(facts: Iterable[Fact], target: Path, options: TableOptions) -> int:
    """Write the facts in row groups; give back how many they were.

    Raises:
        OutputError: where pyarrow is not installed.
        OSError: where the disk is full or fails.
    """
    pa = need("pyarrow", "parquet", OutputError)
    pq = need("pyarrow.parquet", "parquet", OutputError)
    columns = options.chosen
    decimals = [column.name for column in columns if column.type == "decimal"]
    with Spool() as spool:
        unfit: set[str] = set()
        for fact in spool.taking(facts):
            unfit.update(name for name in decimals if not _fits(getattr(fact, name)))
        for name in sorted(unfit):
            options.warn(
                f"column {name}: a number has more than {DIGITS - SCALE} digits before the point or more than "
                f"{SCALE} behind it; the column is written as text"
            )
        schema = pa.schema([_field(pa, column, column.name in unfit) for column in columns])
        with target.open("wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in _batches(spool):
                arrays = [pa.array(_values(batch, field), type=field.type) for field in schema]
                writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
        return len(spool)


def _batches(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    source = iter(facts)
    while batch := list(itertools.islice(source, _ROW_GROUP)):
        yield batch


def _fits(number: Decimal | None) -> bool:
    if number is None:
        return True
    whole, _, fraction = plain(number).lstrip("-").partition(".")
    return len(whole) <= DIGITS - SCALE and len(fraction) <= SCALE


def _field(pa: Any, column: Column, as_text: bool) -> Any:
    types = {
        "text": pa.string(),
        "enum": pa.string(),
        "decimal": pa.string() if as_text else pa.decimal128(DIGITS, SCALE),
        "date": pa.date32(),
        "int": pa.int64(),
    }
    return pa.field(column.name, types[column.type], nullable=column.type in ("decimal", "date"))


def _values(batch: list[Fact], field: Any) -> list[Value]:
    values: Iterator[Value] = map(attrgetter(field.name), batch)
    if str(field.type) != "string":
        return list(values)
    return [UNICODE.encode(value) if isinstance(value, str) else _digits(value) for value in values]


def _digits(value: Value) -> str | None:
    return plain(value) if isinstance(value, Decimal) else None


def read(source: Path, name: str) -> Iterator[tuple[str, Fact]]:
    """Read the facts row group by row group, each with its ``file: row``.

    Raises:
        TableError: for a file that is no Parquet, is cut, or holds no facts table; where pyarrow is not installed.
    """
    pa = need("pyarrow", "parquet", TableError)
    pq = need("pyarrow.parquet", "parquet", TableError)
    with source.open("rb") as file:
        try:
            table = pq.ParquetFile(file)
            order = column_order(table.schema_arrow.names, name)
            number = 0
            for batch in table.iter_batches(batch_size=_ROW_GROUP):
                rows = zip(*(batch.column(index).to_pylist() for index in order), strict=True)
                for row in rows:
                    number += 1
                    where = f"{name}: row {number}"
                    cells = [UNICODE.decode(cell) if isinstance(cell, str) else cell for cell in row]
                    yield where, cells_to_fact(cells, where)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            if isinstance(error, OSError) and error.errno is not None:  # the disk's, not pyarrow's about the file
                raise
            reason = str(error).splitlines()[0]
            raise TableError(f"{name}: not a whole Parquet file ({reason}); write the table again") from None
