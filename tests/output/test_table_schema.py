"""The description of the columns, held to what is really written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Resource, Schema, system

from taiyuan_facts.model import COLUMN_NAMES, COLUMNS, KINDS, QUALIFIERS
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.table_schema import columns_markdown, table_schema
from taiyuan_facts.output.tables import write_table

from .samples import PLANT, a_fact, a_range


def errors(path: Path, schema: dict[str, Any]) -> list[tuple[str, int | None, str | None]]:
    """What frictionless finds wrong with the table: type of error, row, column."""
    with system.use_context(trusted=True):  # absolute paths
        report = Resource(path=str(path), schema=Schema.from_descriptor(schema)).validate()
    return [tuple(row) for row in report.flatten(["type", "rowNumber", "fieldName"])]


def test_the_descriptor() -> None:
    """The descriptor is JSON, has a field a column with its types and constraints, and the id as its key."""
    schema = table_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert set(schema) == {"fields", "missingValues", "primaryKey"}
    assert (schema["missingValues"], schema["primaryKey"]) == ([""], ["id"])
    fields = {field["name"]: field for field in schema["fields"]}
    assert tuple(fields) == COLUMN_NAMES
    assert [fields[name]["type"] for name in ("id", "kind", "value", "date", "date_start", "line")] == [
        "string", "string", "number", "string", "date", "integer",
    ]  # fmt: skip
    assert fields["qualifier"] == {
        "name": "qualifier",
        "type": "string",
        "title": "限定",
        "description": "How exact the figure is said to be.",
        "constraints": {"required": True, "enum": list(QUALIFIERS)},
    }
    assert fields["date_source"]["constraints"] == {"enum": ["text", "dateline", "document"]}
    assert fields["id"]["constraints"] == {"required": True, "unique": True}
    assert "constraints" not in fields["value"]


def test_real_tables_are_valid(tmp_path: Path) -> None:
    """Frictionless finds nothing wrong with a table as it is written, awkward text included."""
    path = tmp_path / "facts.csv"
    awkward = a_fact(id="x", raw="=1+1", sentence='他说"好",\r\n再见', item=" ", date_source="", value=None, date="")
    write_table([*a_range(50), PLANT, awkward], path)
    assert errors(path, table_schema()) == []


def test_declared_kinds_are_valid_where_they_are_named(tmp_path: Path) -> None:
    """A kind of a rule set's own is valid when the descriptor is told of it, and only then."""
    path = tmp_path / "facts.csv"
    write_table([a_fact(kind="patent")], path)
    assert errors(path, table_schema((*KINDS, "patent"))) == []
    assert errors(path, table_schema()) == [("constraint-error", 2, "kind")]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("24.7,,", "viel,,", ("type-error", 2, "value")),
        ("2022-10-01", "2022-10-32", ("type-error", 2, "date_start")),
        ("planned", "plan", ("constraint-error", 2, "status")),
        (",3,17,", ",,17,", ("constraint-error", 2, "line")),
        (",item,", ",ware,", ("incorrect-label", None, "item")),
    ],
)
def test_wrong_tables_are_not(old: str, new: str, found: tuple[str, int | None, str], tmp_path: Path) -> None:
    """Frictionless finds what is wrong with a table by this descriptor."""
    path = tmp_path / "facts.csv"
    write_table([PLANT], path, options=TableOptions())
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert found in errors(path, table_schema())


def test_the_columns_for_people() -> None:
    """The Markdown table has a row a column in the contract's order, with type, Chinese header, meaning and values."""
    lines = columns_markdown().splitlines()
    assert lines[:2] == ["| column | type | `--headers zh` | meaning |", "| --- | --- | --- | --- |"]
    assert [line.split(" | ")[0].strip("| `") for line in lines[2:]] == list(COLUMN_NAMES)
    assert lines[2 + COLUMN_NAMES.index("date_source")] == (
        "| `date_source` | enum | 时间来源 | Where the date comes from; empty where unknown. "
        "One of `text`, `dateline`, `document`. |"
    )
    assert all(
        column.header_zh in line and column.meaning in line for column, line in zip(COLUMNS, lines[2:], strict=True)
    )
