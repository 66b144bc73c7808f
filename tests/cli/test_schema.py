"""`tyfacts schema`: the table described, as it really is."""

from __future__ import annotations

import json
from pathlib import Path

from frictionless import Resource, Schema

from taiyuan_facts.model import COLUMN_NAMES, KINDS

from .runs import PAGE, invoke, write_page


def test_the_schema_describes_what_extract_writes(tmp_path: Path) -> None:
    """Real output is valid by the printed descriptor, and a table with a wrong value is not."""
    descriptor = json.loads(invoke("schema").stdout)
    table = tmp_path / "facts.csv"
    invoke("extract", write_page(tmp_path, text=PAGE * 5), "-o", table)
    schema = Schema.from_descriptor(descriptor)
    assert Resource(path=table.name, basepath=str(tmp_path), schema=schema).validate().valid
    table.write_text(table.read_text(encoding="utf-8").replace(",24.7,", ",a lot,"), encoding="utf-8")
    assert not Resource(path=table.name, basepath=str(tmp_path), schema=schema).validate().valid


def test_kinds_of_ones_own_are_in_the_schema(tmp_path: Path) -> None:
    """With --rules, kinds that they declare are allowed; all other fields stay."""
    write_page(tmp_path, "rules/own.yaml", "kinds: [donation]\n")
    plain, own = (json.loads(invoke("schema", *more).stdout) for more in ((), ("--rules", tmp_path / "rules")))
    kinds = [
        next(field for field in descriptor["fields"] if field["name"] == "kind")["constraints"]["enum"]
        for descriptor in (plain, own)
    ]
    assert kinds == [list(KINDS), [*KINDS, "donation"]]
    assert [field["name"] for field in own["fields"]] == list(COLUMN_NAMES)


def test_columns_are_a_markdown_table() -> None:
    """--columns-markdown has a row a column, in order, under two rows of head."""
    lines = invoke("schema", "--columns-markdown").stdout.splitlines()
    assert [line.split("`")[1] for line in lines[2:]] == list(COLUMN_NAMES)
    assert all(line.startswith("|") and line.endswith("|") for line in lines)
