"""Names, endings and options of the formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyuan_facts.errors import OutputError
from taiyuan_facts.model import COLUMN_NAMES, COLUMNS, KINDS
from taiyuan_facts.output.formats import FORMATS, format_for, reader, writer
from taiyuan_facts.output.kinds import KIND_NAMES
from taiyuan_facts.output.options import TableOptions


@pytest.mark.parametrize(
    ("path", "given", "name"),
    [
        ("facts.csv", None, "csv"),
        ("FACTS.CSV", None, "csv"),
        ("facts.json", None, "json"),
        ("facts.jsonl", None, "jsonl"),
        ("facts.ndjson", None, "jsonl"),
        ("facts.xlsx", None, "xlsx"),
        ("facts.parquet", None, "parquet"),
        ("facts.db", None, "sqlite"),
        ("facts.sqlite", None, "sqlite"),
        ("facts.sqlite3", None, "sqlite"),
        ("facts", None, "folder"),
        ("facts.csv/", None, "folder"),
        (".", None, "folder"),
        ("facts.txt", "csv", "csv"),
        ("facts.csv", "json", "json"),
    ],
)
def test_the_format_of_a_path(path: str, given: str | None, name: str) -> None:
    """What is given counts, then the ending; a folder or a name without ending is a folder of tables."""
    assert format_for(path, given) == name
    if not path.endswith("/"):
        assert format_for(Path(path), given) == name


@pytest.mark.parametrize(
    ("path", "given", "message"),
    [
        ("facts.cvs", None, "facts.cvs: the ending .cvs names no format; did you mean .csv?; known are .csv, .json, "
                            ".jsonl, .ndjson, .xlsx, .parquet, .db, .sqlite, .sqlite3, or give --format"),
        ("facts.csv", "xslx", "unknown format 'xslx'; did you mean xlsx?"),
        ("facts.csv", "yaml!", "unknown format 'yaml!'; known are csv, json, jsonl, xlsx, parquet, sqlite, folder"),
    ],
)  # fmt: skip
def test_unknown_formats(path: str, given: str | None, message: str) -> None:
    """An unknown ending or name is refused with the nearest one, or with all."""
    with pytest.raises(OutputError) as caught:
        format_for(path, given)
    assert str(caught.value) == message


def test_a_file_without_ending_needs_a_format(tmp_path: Path) -> None:
    """A file that is there already is not taken for a folder to be."""
    (tmp_path / "facts").touch()
    with pytest.raises(OutputError, match="a file without an ending names no format; known are"):
        format_for(tmp_path / "facts")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reads_and_writes(name: str) -> None:
    """Each format's functions are where the list says."""
    assert callable(writer(name))
    assert callable(reader(name))


def test_every_kind_has_names() -> None:
    """The names of tables and sheets cover the model's kinds, each its own."""
    assert tuple(KIND_NAMES) == KINDS
    assert len({names.table for names in KIND_NAMES.values()}) == len(KINDS)
    assert len({names.sheet_zh for names in KIND_NAMES.values()}) == len(KINDS)


def test_columns_are_chosen() -> None:
    """All columns by default, or those named, in their order, with headers of either language."""
    assert TableOptions().chosen == COLUMNS
    assert TableOptions(columns=("unit", "value"), headers="zh").header() == ["单位", "数值"]
    assert TableOptions(columns=("unit", "value")).header() == ["unit", "value"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (("value", "untis"), "unknown column 'untis'; did you mean unit?"),
        (("价格",), f"unknown column '价格'; the columns are {', '.join(COLUMN_NAMES)}"),
        (("value", "unit", "value"), "the column value is named twice; name it once"),
        ((), f"no column to write; name some of {', '.join(COLUMN_NAMES)}"),
    ],
)
def test_wrong_columns_are_refused(columns: tuple[str, ...], message: str) -> None:
    """A column that is none is refused with the nearest one."""
    with pytest.raises(OutputError) as caught:
        TableOptions(columns=columns)
    assert str(caught.value) == message
