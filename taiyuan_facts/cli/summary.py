"""``tyfacts summary``: what an analyst looks at first, of documents or of a facts table."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import typer

from taiyuan_facts.cli.console import Color, colors_text, make_console, write_text
from taiyuan_facts.cli.options import (
    ColorChoice,
    Encoding,
    IssueDate,
    Kinds,
    Rules,
    check_kinds,
    completing,
    option,
)
from taiyuan_facts.errors import InputError
from taiyuan_facts.model import KINDS, Fact
from taiyuan_facts.suggest import did_you_mean

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _format_names() -> Iterable[str]:
    from taiyuan_facts.output.summary_formats import SUMMARY_FORMATS

    return SUMMARY_FORMATS


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("summary")(summary)


def summary(  # noqa: PLR0913, PLR0917  # one parameter an option
    given: Annotated[
        str, typer.Argument(metavar="TABLE|PATH", help="A facts table, or a document or folder; - is a table.")
    ],
    format: Annotated[  # noqa: A002  # the name of the option
        str,
        option(
            "--format",
            "-f",
            of="summary",
            metavar="FORMAT",
            autocompletion=completing(_format_names),
            help="text, json or markdown.",
        ),
    ] = "text",
    top: Annotated[int, option("--top", metavar="N", min=1, help="Show at most so many figures in a list.")] = 5,
    as_of: Annotated[
        str | None,
        option(
            "--as-of",
            metavar="YYYY-MM-DD",
            help="Show deadlines from this day on; by default from the last day that an actual figure is of.",
        ),
    ] = None,
    kind: Kinds = None,
    rules: Rules = None,
    issue_date: IssueDate = None,
    encoding: Encoding = None,
    color: ColorChoice = Color.AUTO,
) -> None:
    """Show counts, totals, the largest investments and capacities, the fastest growth and the next deadlines.

    Totals add the figures of one indicator, unit and status over different subjects; ranges, bounds (以上, 不超过) and
    figures of whole places (全市) are left out, and of a subject's figures the last one counts.

    Examples:
      tyfacts summary seeds/
      tyfacts summary facts.csv --top 10
      tyfacts extract seeds/ | tyfacts summary - --format markdown
    """
    from taiyuan_facts.output.summary import summarise
    from taiyuan_facts.output.summary_formats import SUMMARY_FORMATS

    if format not in SUMMARY_FORMATS:
        hint = did_you_mean(format, list(SUMMARY_FORMATS)) or f"; known are {', '.join(SUMMARY_FORMATS)}"
        raise InputError(f"unknown format {format!r}{hint}")
    day = None if as_of is None else _read_day(as_of)
    found = summarise(_facts(given, kind, rules, issue_date, encoding), top, day)
    width = make_console(color).width
    for text in SUMMARY_FORMATS[format](found, width, color=colors_text(color, sys.stdout)):
        write_text(text)


def _facts(
    given: str, kinds: list[str] | None, rules: str | None, issue_date: str | None, encoding: str | None
) -> Iterator[Fact]:
    from taiyuan_facts.cli.sides import Side

    side = Side.find(given)
    if side.holds_documents:
        from taiyuan_facts.api import load_rules, read_issue_date

        ruleset = load_rules(rules)
        wanted = check_kinds(kinds, ruleset.kinds) if kinds else None
        facts = side.facts(ruleset, None if issue_date is None else read_issue_date(issue_date), encoding)
    else:
        wanted = check_kinds(kinds, KINDS) if kinds else None
        facts = side.table()
    return facts if wanted is None else (fact for fact in facts if fact.kind in wanted)


def _read_day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InputError(f"{text!r} is no day; write it as 2022-12-31")
