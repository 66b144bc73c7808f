"""Rules shown to people and programs: the list of all, and one in full."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from taiyuan_facts.cli.console import Color, colors_text, harmless, is_terminal, make_console, write_text
from taiyuan_facts.output.findings import Piece

if TYPE_CHECKING:
    from taiyuan_facts.ruleset.rule import Example, Rule


def print_lines(lines: Iterator[Sequence[Piece]], color: Color) -> None:
    """Print lines of styled pieces; nothing wraps, so that carets stay under what they point at."""
    if not colors_text(color, sys.stdout):
        write_text("".join(harmless("".join(piece.text for piece in line)) + "\n" for line in lines))
        return
    from rich.text import Text

    console = make_console(color)
    for line in lines:
        console.print(Text.assemble(*((harmless(piece.text), piece.style) for piece in line)), soft_wrap=True)


def print_list(rules: Sequence[Rule], color: Color, *, as_json: bool) -> None:
    """The rules, one a line: a table at a terminal, else tab-separated without a header."""
    if as_json:
        write_text(json.dumps([_summary(rule) for rule in rules], ensure_ascii=False, indent=2) + "\n")
        return
    rows = [(rule.id, rule.kind, str(len(rule.examples)), "own" if rule.own else "", rule.title) for rule in rules]
    if not is_terminal(sys.stdout):
        write_text("".join(harmless("\t".join(row)) + "\n" for row in rows))
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in ("id", "kind", "examples", "", "sentence shape"):
        table.add_column(name, no_wrap=name == "id", justify="right" if name == "examples" else "left")
    for row in rows:
        table.add_row(*(Text(harmless(cell)) for cell in row))
    make_console(color).print(table)


def print_rule(rule: Rule, source: str, color: Color, form: Literal["page", "json", "yaml"]) -> None:
    """One rule in full; ``source`` is its lines in the file."""
    if form == "json":
        write_text(json.dumps(_in_full(rule), ensure_ascii=False, indent=2) + "\n")
    elif form == "yaml":
        write_text(f"# yaml-language-server: $schema=./schema.json\nrules:\n{source}\n")
    else:
        print_lines(_page(rule), color)


def _page(rule: Rule) -> Iterator[list[Piece]]:
    yield [Piece(rule.id, "bold"), Piece(f"  {rule.kind}  "), Piece(str(rule.location), "dim")]
    yield [Piece(rule.title)]
    if rule.note:
        yield [Piece(rule.note)]
    yield [Piece("")]
    for line in rule.source.strip().splitlines():
        yield [Piece(f"    {line.rstrip()}", "cyan")]
    yield [Piece("")]
    traits = {"scope": rule.scope if rule.scope != "clause" else "", "fallback": "true" if rule.fallback else ""}
    settings = {"set": rule.set, **{f"for {role}": columns for role, columns in rule.roles.items()}}
    for name, value in traits.items():
        if value:
            yield [Piece(f"{name}: ", "dim"), Piece(value)]
    for name, columns in settings.items():
        if columns:
            yield [Piece(f"{name}: ", "dim"), Piece(", ".join(f"{key} {value}" for key, value in columns.items()))]
    for example in rule.examples:
        yield from _example(example)


def _example(example: Example) -> Iterator[list[Piece]]:
    mark = "+" if example.facts else "-"
    issued = f" ({example.issued})" if example.issued else ""
    todo = f"  todo: {example.todo}" if example.todo else ""
    yield [Piece(f"{mark} ", "bold"), Piece(" ".join(example.text.split("\n")) + issued), Piece(todo, "yellow")]
    for fact in example.facts:
        yield [Piece("    "), Piece(", ".join(f"{key} {value}" for key, value in fact.items()), "green")]


def _summary(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "title": rule.title,
        "examples": len(rule.examples),
        "own": rule.own,
        "file": rule.location.file,
        "line": rule.location.line,
    }


def _in_full(rule: Rule) -> dict[str, Any]:
    examples = [
        {
            "text": example.text,
            "facts": [dict(fact) for fact in example.facts],
            "issued": example.issued.isoformat() if example.issued else None,
            "todo": example.todo or None,
        }
        for example in rule.examples
    ]
    return {
        **_summary(rule),
        "note": rule.note,
        "match": rule.source,
        "scope": rule.scope,
        "fallback": rule.fallback,
        "set": dict(rule.set),
        "roles": {role: dict(columns) for role, columns in rule.roles.items()},
        "examples": examples,
    }
