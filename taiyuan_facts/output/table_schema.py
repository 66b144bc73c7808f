"""The columns described for machines and for people, from the one list in the model.

The descriptor follows Frictionless Table Schema 1.0 (https://specs.frictionlessdata.io/table-schema/).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taiyuan_facts.model import COLUMNS, KINDS, Column

_TYPES = {"text": "string", "enum": "string", "decimal": "number", "date": "date", "int": "integer"}


def table_schema(kinds: Sequence[str] = KINDS) -> dict[str, Any]:
    """The Table Schema descriptor of the CSV form, ready for `json.dumps`.

    Args:
        kinds: the kinds that may occur, for rule sets that declare more.
    """
    return {
        "fields": [_field(column, kinds) for column in COLUMNS],
        "missingValues": [""],
        "primaryKey": ["id"],
    }


def _field(column: Column, kinds: Sequence[str]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.header_zh,
        "description": column.meaning,
    }
    constraints = _constraints(column, kinds)
    if constraints:
        field["constraints"] = constraints
    return field


def _constraints(column: Column, kinds: Sequence[str]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.name == "id":
        constraints |= {"required": True, "unique": True}
    if column.type == "int":
        constraints |= {"required": True, "minimum": 0}
    if column.type == "enum":
        values = kinds if column.name == "kind" else column.values
        if "" not in values:
            constraints["required"] = True
        constraints["enum"] = [value for value in values if value]
    return constraints


def columns_markdown() -> str:
    """The columns as a Markdown table for the README: name, type, Chinese header, meaning and the values of an enum."""
    lines = ["| column | type | `--headers zh` | meaning |", "| --- | --- | --- | --- |"]
    for column in COLUMNS:
        values = ", ".join(f"`{value}`" for value in column.values if value)
        meaning = f"{column.meaning} One of {values}." if values else column.meaning
        escaped = meaning.replace("|", "\\|")
        lines.append(f"| `{column.name}` | {column.type} | {column.header_zh} | {escaped} |")
    return "\n".join(lines) + "\n"
