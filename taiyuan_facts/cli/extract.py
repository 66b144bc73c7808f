"""``tyfacts extract``: documents into a facts table."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from taiyuan_facts.cli.console import Color, make_console, say
from taiyuan_facts.cli.options import (
    Bom,
    ColorChoice,
    Columns,
    Encoding,
    Format,
    Headers,
    IssueDate,
    Kinds,
    Output,
    Quiet,
    Rules,
    StdinName,
    Units,
    check_kinds,
    option,
)
from taiyuan_facts.errors import ExitCode, InputError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from taiyuan_facts.cli.destination import Destination
    from taiyuan_facts.cli.ledger import Ledger
    from taiyuan_facts.cli.run import Run
    from taiyuan_facts.extraction import Outcome
    from taiyuan_facts.model import Fact
    from taiyuan_facts.output.options import TableOptions


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("extract")(extract)


def extract(  # noqa: PLR0913, PLR0917  # one parameter an option
    paths: Annotated[list[str], typer.Argument(metavar="PATHS", help="Files and folders; - is standard input.")],
    output: Output = None,
    format: Format = None,  # noqa: A002  # the name of the option
    kind: Kinds = None,
    issue_date: IssueDate = None,
    encoding: Encoding = None,
    rules: Rules = None,
    columns: Columns = None,
    headers: Headers = "en",
    bom: Bom = False,
    unit: Units = None,
    check: Annotated[
        str | None,
        option("--check", metavar="FILE", help="Only compare with this table; exit code 1 if it differs."),
    ] = None,
    jobs: Annotated[int, option("--jobs", "-j", min=1, help="Processes to work in; the table is the same.")] = 1,
    stdin_name: StdinName = None,
    quiet: Quiet = False,
    color: ColorChoice = Color.AUTO,
) -> None:
    """Extract the figures of documents into a facts table, a row a figure.

    Without -o, a pipe gets CSV and a terminal a readable table.

    Examples:
      tyfacts extract seeds/ -o facts.csv
      tyfacts extract page.txt --issue-date 2022-08-12 --kind investment --kind growth
      tyfacts extract pages/ -o facts.xlsx --headers zh --unit money=万元
      tyfacts extract pages/ --check facts.csv
      cat page.txt | tyfacts extract - --stdin-name 2022-08-12.txt | head
    """
    from taiyuan_facts.cli.destination import Destination
    from taiyuan_facts.cli.ledger import Ledger
    from taiyuan_facts.cli.run import Run, read_settings

    destination = Destination.build(output, format, columns, headers, bom)
    if check is not None and destination.path is not None:
        raise InputError("--check writes nothing; leave it out, or --output")
    run = Run.build(paths, read_settings(rules, issue_date, encoding), stdin_name, jobs)
    units = run.ruleset.grammar.quantities.units
    destination = destination.in_units(unit or (), units)
    kinds = check_kinds(kind or (), run.ruleset.kinds)
    with contextlib.closing(_outcomes(run, destination, color, quiet=quiet)) as outcomes:
        if check is not None:
            from taiyuan_facts.cli.check import Check

            given = [("--issue-date", issue_date), ("--encoding", encoding), ("--rules", rules)]
            held = Check(check, paths, kinds, [*given, *(("--unit", wish) for wish in unit or ())])
            facts = Ledger(say).facts(outcomes, strict=True)  # facts of a document left out would seem removed
            raise typer.Exit(held.run(facts, units, color, quiet=quiet))
        ledger = Ledger(say, kinds)
        if destination.is_page:
            _show(ledger, outcomes, destination.options, color, quiet=quiet)
        else:
            destination.write(ledger.facts(outcomes), run.files)
    _report(ledger, destination, quiet=quiet)


def _outcomes(run: Run, destination: Destination, color: Color, *, quiet: bool) -> Generator[Outcome]:
    """The outcomes of the documents, with a bar on standard error where that gets into nobody's way."""
    if quiet or not destination.has_room_for_bar:
        return run.outcomes()
    from taiyuan_facts.cli.progress import track

    return track(run.outcomes(), run.count, color)


def _show(ledger: Ledger, outcomes: Iterable[Outcome], options: TableOptions, color: Color, *, quiet: bool) -> None:
    """The facts as a page for the terminal."""
    from taiyuan_facts.cli import preview

    facts = ledger.facts(outcomes)
    shown: list[Fact] = []
    for fact in facts if options.convert is None else map(options.convert, facts):
        if len(shown) < preview.ROWS:
            shown.append(fact)
    console = make_console(color)
    preview.show(console, shown, ledger.kinds.total() - len(shown), options.columns, zh=options.headers == "zh")
    if not quiet:
        preview.show_kinds(console, ledger.by_kind(), ledger.total())


def _report(ledger: Ledger, destination: Destination, *, quiet: bool) -> None:
    """Say what is to be said at the end; exit code 2 if a document was left out."""
    if not quiet:
        if destination.path is not None:
            say(f"{destination.label}: {ledger.summary()}")
        for note in ledger.notes():
            say(note)
    if ledger.skipped:
        say(f"left out {ledger.skipped} of {ledger.skipped + ledger.read} documents, which could not be read")
        raise typer.Exit(ExitCode.TROUBLE)
