"""``tyfacts convert``: a facts table in another format, with other columns or in other units."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from taiyuan_facts.cli.console import say
from taiyuan_facts.cli.destination import Destination
from taiyuan_facts.cli.options import (
    Bom,
    Columns,
    Format,
    Headers,
    Kinds,
    Output,
    Quiet,
    Rules,
    Units,
    check_kinds,
    option,
)
from taiyuan_facts.errors import InputError
from taiyuan_facts.model import KINDS, Fact


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("convert")(convert)


def convert(  # noqa: PLR0913, PLR0917  # one parameter an option
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A facts table, or - for standard input.")],
    output: Output = None,
    format: Format = None,  # noqa: A002  # the name of the option
    source_format: Annotated[
        str | None,
        option("--from", metavar="FORMAT", help="The format of TABLE; by default found out."),
    ] = None,
    kind: Kinds = None,
    columns: Columns = None,
    headers: Headers = "en",
    bom: Bom = False,
    unit: Units = None,
    rules: Rules = None,
    quiet: Quiet = False,
) -> None:
    """Write a facts table in another format, with other columns or in other units.

    Without -o, CSV goes to standard output.

    Examples:
      tyfacts convert facts.csv -o facts.xlsx --headers zh
      tyfacts convert facts.csv -o facts.db
      tyfacts convert facts.csv --kind investment --unit money=万元 --columns subject,value,unit
      tyfacts extract pages/ | tyfacts convert - -o facts.parquet
    """
    from taiyuan_facts import load_rules
    from taiyuan_facts.output.tables import read_table

    destination = Destination.build(output, format, columns, headers, bom)
    ruleset = load_rules(rules) if rules is not None or unit else None
    if ruleset is not None:
        destination = destination.in_units(unit or [], ruleset.grammar.quantities.units)
    if table == "-" and sys.stdin is None:
        raise InputError("standard input is closed; pipe a facts table into it, or name a file")
    facts: Iterator[Fact] = read_table(sys.stdin.buffer if table == "-" else Path(table), source_format)
    if kind:
        kinds = check_kinds(kind, KINDS if ruleset is None else ruleset.kinds)
        facts = (fact for fact in facts if fact.kind in kinds)
    count = destination.write(facts, inputs=lambda: [] if table == "-" else [Path(table)])
    if destination.path is not None and not quiet:
        say(f"{destination.label}: {count} {'fact' if count == 1 else 'facts'}")
