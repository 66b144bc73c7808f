"""read(write(x)) == x, and the same bytes each time, for every format."""

from __future__ import annotations

import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output.formats import FORMATS
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.tables import read_table, write_table

from .samples import a_fact, a_range, facts

FILES = tuple(name for name, format_ in FORMATS.items() if format_.takes != "folder")
_fresh = itertools.count()


def _refuse(message: str) -> None:
    raise AssertionError(message)


def _silent(message: str) -> None:
    assert "written as text" in message  # Parquet says so of numbers beyond decimal128; their values stay exact


def _round_trip(several: list[Fact], name: str, folder: Path, **options: object) -> list[Fact]:
    path = folder / f"facts{next(_fresh)}{FORMATS[name].endings[0]}"
    count = write_table(several, path, None, TableOptions(warn=_silent, **options))  # type: ignore[arg-type]
    assert count == len(several)
    return list(read_table(path))


@pytest.mark.parametrize("name", FILES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(several=facts)
def test_any_facts_come_back(name: str, several: list[Fact], tmp_path: Path) -> None:
    """Whatever stands in the cells (control characters, quotes, line ends, lone surrogates), reading gives it back."""
    assert _round_trip(several, name, tmp_path) == several


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(several=facts)
def test_any_facts_come_back_from_a_folder(several: list[Fact], tmp_path: Path) -> None:
    """The tables of a folder hold the same facts, by kind."""
    folder = tmp_path / f"facts{next(_fresh)}"
    assert write_table(several, folder, "folder") == len(several)
    back = list(read_table(folder)) if several else []
    assert sorted(back, key=lambda fact: fact.id) == sorted(several, key=lambda fact: fact.id)
    assert all(list(group) for _, group in itertools.groupby(back, key=lambda fact: fact.kind))


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@pytest.mark.parametrize("options", [{"headers": "zh"}, {"bom": True}, {"headers": "zh", "bom": True}])
def test_headers_and_bom_do_not_change_the_facts(name: str, options: dict[str, object], tmp_path: Path) -> None:
    """Tables with Chinese headers or a byte order mark are read like any other."""
    several = a_range(12)
    assert _round_trip(several, name, tmp_path, **options) == several


@pytest.mark.parametrize("name", ["csv", "json", "jsonl", "sqlite", "parquet", "xlsx"])
def test_columns_in_any_order_are_read(name: str, tmp_path: Path) -> None:
    """A table whose columns stand in another order holds the same facts."""
    several = a_range(3)
    assert _round_trip(several, name, tmp_path, columns=COLUMN_NAMES[::-1]) == several


@pytest.mark.parametrize("name", FILES)
def test_the_same_facts_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Two writes of the same facts, equal decimals spelled differently, give files that do not differ."""
    several = [*a_range(40), a_fact(value=Decimal("24.7"), value_max=Decimal(1000))]
    again = [*a_range(40), a_fact(value=Decimal("24.70"), value_max=Decimal("1E+3"))]
    one, two = tmp_path / "one", tmp_path / "two"
    write_table(several, one, name, TableOptions(warn=_refuse))
    write_table(again, two, name, TableOptions(warn=_refuse))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_an_empty_table_is_a_table(name: str, tmp_path: Path) -> None:
    """No facts give a table without rows, which reads back as none."""
    assert _round_trip([], name, tmp_path) == []


@pytest.mark.parametrize("name", FILES)
def test_one_column_may_be_written_alone(name: str, tmp_path: Path) -> None:
    """A table of one column can be written in every format."""
    path = tmp_path / "facts"
    assert write_table(a_range(3), path, name, TableOptions(columns=("item",))) == 3
    assert path.stat().st_size > 0
