"""``tyfacts diff``: what changed between two facts tables, or between a table and the documents it was made of."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taiyuan_facts.cli.console import Color, colors_text, harmless, say, silence, write_text
from taiyuan_facts.cli.options import ColorChoice, Encoding, IssueDate, Quiet, Rules, completing, option
from taiyuan_facts.errors import InputError, OutputError
from taiyuan_facts.model import COLUMN_NAMES, KINDS
from taiyuan_facts.suggest import did_you_mean

if TYPE_CHECKING:
    from taiyuan_facts.cli.sides import Side
    from taiyuan_facts.output.compare import CompareOptions, Difference
    from taiyuan_facts.output.diff_formats import View

_PERCENTAGE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}) ?[%％]")
_CHUNK_LINES = 1000
# Where a forge runs its jobs: the root of the repository, which it wants paths from.
_WORKSPACES = {"github": "GITHUB_WORKSPACE", "gitlab": "CI_PROJECT_DIR"}


def _format_names() -> Iterable[str]:
    from taiyuan_facts.output.diff_formats import DIFF_FORMATS

    return DIFF_FORMATS


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("diff")(diff)


def diff(  # noqa: PLR0913, PLR0917  # one parameter an option
    old: Annotated[str, typer.Argument(metavar="OLD", help="A facts table, or a document or folder; - is a table.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same of now.")],
    format: Annotated[  # noqa: A002  # the name of the option
        str,
        option(
            "--format",
            "-f",
            of="diff",
            metavar="FORMAT",
            autocompletion=completing(_format_names),
            help="text, json, markdown, github (annotations and step summary) or gitlab (Code Quality).",
        ),
    ] = "text",
    ignore: Annotated[
        list[str] | None,
        option(
            "--ignore",
            metavar="COLUMN",
            autocompletion=completing(lambda: COLUMN_NAMES),
            help="Do not count changes of this column; may be given several times.",
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        option(
            "--only",
            metavar="KIND",
            autocompletion=completing(lambda: KINDS),
            help="Look at figures of this kind only; may be given several times.",
        ),
    ] = None,
    tolerance: Annotated[
        str, option("--tolerance", metavar="PERCENT", help="Count numbers as equal that are no further apart, as 0.5%.")
    ] = "0%",
    with_rule: Annotated[
        bool, option("--with-rule", help="Count it as a change if another rule made the row.")
    ] = False,
    root: Annotated[
        str | None,
        option("--root", metavar="DIR", help="Where the documents of two tables stand, for annotations."),
    ] = None,
    rules: Rules = None,
    issue_date: IssueDate = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
    color: ColorChoice = Color.AUTO,
) -> None:
    """Compare two facts tables, or a table with the documents (文档) it was made of, fact by fact.

    Lines and offsets do not count, nor how a number is written: 24.70 is 24.7, and 5000万元 is 0.5亿元.
    Exit codes: 0 the same, 1 different, 2 trouble. With --quiet, nothing but the exit code.

    Examples:
      tyfacts diff facts.csv seeds/
      tyfacts diff old.csv new.csv --only investment --tolerance 0.5% --ignore sentence
      tyfacts diff facts.csv seeds/ --format github
      tyfacts diff facts.csv seeds/ --format gitlab > gl-code-quality-report.json
      tyfacts diff <(git show HEAD:facts.csv) facts.csv
      tyfacts extract seeds/ | tyfacts diff facts.csv -
    """
    from taiyuan_facts.cli.sides import Side, refuse_same
    from taiyuan_facts.output.diff_formats import View
    from taiyuan_facts.output.diff_formats.notes import find_notes

    _check_format(format)
    options = _options(ignore, only, tolerance, with_rule=with_rule)
    sides = Side.find(old), Side.find(new)
    refuse_same(*sides)
    difference = _compare(sides, options, rules, issue_date, encoding)
    view = View(old, new, _root(sides, root, format), color=colors_text(color, sys.stdout))
    try:
        if not quiet:
            _write(format, difference, view)
            for note in find_notes(difference, options.only):
                say(note)
    except BrokenPipeError:  # `| head` has had enough; that the sides differ is still to be told
        silence(sys.stdout)
    raise typer.Exit(difference.exit_code)


def _check_format(name: str) -> None:
    names = list(_format_names())
    if name not in names:
        hint = did_you_mean(name, names) or f"; known are {', '.join(names)}"
        raise InputError(f"unknown format {name!r}{hint}")


def _options(
    ignore: Iterable[str] | None, only: Iterable[str] | None, tolerance: str, *, with_rule: bool
) -> CompareOptions:
    from taiyuan_facts.output.compare import CompareOptions
    from taiyuan_facts.output.header import english

    percentage = _PERCENTAGE.fullmatch(tolerance.strip())
    if percentage is None:
        raise InputError(f"the tolerance {tolerance!r} is no percentage; write it as 0.5%")
    return CompareOptions(
        frozenset(english(_words(ignore))), frozenset(_words(only)), Decimal(percentage[1]) / 100, with_rule
    )


def _words(given: Iterable[str] | None) -> list[str]:
    """The names given one by one or with commas between them."""
    return [word for text in given or () for word in text.replace("，", ",").replace(",", " ").split()]


def _compare(
    sides: tuple[Side, Side], options: CompareOptions, rules: str | None, issue_date: str | None, encoding: str | None
) -> Difference:
    from taiyuan_facts.output.compare import compare, packaged_units

    if rules is None and not any(side.holds_documents for side in sides):  # two tables, which need no rules as a rule
        return compare(sides[0].table(), sides[1].table(), options, packaged_units)
    from taiyuan_facts.api import load_rules, read_issue_date

    issued = None if issue_date is None else read_issue_date(issue_date)
    ruleset = load_rules(rules)
    old, new = (side.facts(ruleset, issued, encoding) for side in sides)
    return compare(old, new, options, ruleset.grammar.quantities.units)


def _root(sides: tuple[Side, Side], given: str | None, format_: str) -> str:
    """The folder that the documents stand in, as the format wants it: from here, or from the root of the repository."""
    from taiyuan_facts.cli.sides import seen_from

    old, new = sides
    root = Path(given) if given is not None else new.root or old.root
    base = os.environ.get(_WORKSPACES.get(format_, "")) or "."
    return "" if root is None else seen_from(root, Path(base))


def _write(format_: str, difference: Difference, view: View) -> None:
    from taiyuan_facts.output.diff_formats import render

    if format_ == "github":
        _write_summary(difference, view)
    lines = render(format_, difference, view)
    for chunk in iter(lambda: "".join(islice(lines, _CHUNK_LINES)), ""):
        write_text(chunk)


def _write_summary(difference: Difference, view: View) -> None:
    """Append the table to the file that GitHub shows as the summary of the step; nothing elsewhere."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    from taiyuan_facts.output.diff_formats.github_format import SUMMARY_BYTES, render_summary

    try:
        with Path(name).open("ab") as file:
            summary = render_summary(difference, view, SUMMARY_BYTES - file.tell())
            file.write(summary.encode())
    except OSError as error:
        raise OutputError(
            f"cannot write the step summary {harmless(name)}: {error.strerror}; check GITHUB_STEP_SUMMARY"
        ) from error
    if not summary:
        say("the step summary is full; the table is left out of it")
