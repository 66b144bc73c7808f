"""``tyfacts schema``: the facts table described for machines, or for a README."""

from __future__ import annotations

from typing import Annotated

import typer

from taiyuan_facts.cli.console import write_text
from taiyuan_facts.cli.options import Rules, option


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("schema")(schema)


def schema(
    rules: Rules = None,
    columns_markdown: Annotated[
        bool, option("--columns-markdown", help="The columns as a Markdown table instead, for people.")
    ] = False,
) -> None:
    """Describe the facts table: a Frictionless Table Schema as JSON.

    With --rules, the kinds that those rules declare are in it.

    Examples:
      tyfacts schema > facts.schema.json
      frictionless validate facts.csv --schema facts.schema.json
      tyfacts schema --columns-markdown
    """
    import json

    from taiyuan_facts.output import table_schema

    if columns_markdown:
        write_text(table_schema.columns_markdown())
        return
    descriptor = table_schema.table_schema() if rules is None else table_schema.table_schema(_kinds(rules))
    write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")


def _kinds(rules: str) -> tuple[str, ...]:
    from taiyuan_facts import load_rules

    return load_rules(rules).kinds
