"""``tyfacts rules``: check, test, list and show rules; see `rule_files` for what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from taiyuan_facts.cli.console import Color, say, write_text
from taiyuan_facts.cli.options import ColorChoice, completing, option
from taiyuan_facts.cli.rule_files import Folder
from taiyuan_facts.errors import ExitCode, InputError, RuleError
from taiyuan_facts.model import KINDS
from taiyuan_facts.suggest import did_you_mean

if TYPE_CHECKING:
    from taiyuan_facts.output.findings import Finding
    from taiyuan_facts.ruleset.rule import Rule
    from taiyuan_facts.ruleset.ruleset import Ruleset


def rule_ids() -> Iterable[str]:
    """The ids of the packaged rules, for completion."""
    from taiyuan_facts.ruleset.packaged import load_packaged

    return [rule.id for rule in load_packaged().rules]


ReportFormat = Annotated[
    Literal["full", "concise", "json", "github"],
    option(
        "--format",
        "-f",
        of="rules",
        help="full, concise (a line each), json, or github (annotations).",
    ),
]
AsJson = Annotated[bool, option("--json", help="As JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    rules = typer.Typer(no_args_is_help=True, rich_markup_mode="rich")
    from taiyuan_facts.cli.rule_files import docs, new, schema

    commands: dict[str, Callable[..., None]] = {
        "check": check, "test": run_tests, "list": list_rules, "show": show, "new": new, "schema": schema, "docs": docs,
    }  # fmt: skip
    for name, command in commands.items():
        rules.command(name)(command)
    app.add_typer(rules, name="rules", help="Check, test, list, show, write and document rules.")


def check(folder: Folder = None, format: ReportFormat = "full", color: ColorChoice = Color.AUTO) -> None:  # noqa: A002
    """Find every fault of every rule and data file: its place, and what to write instead.

    Patterns are compiled and run on texts made to hurt them, and rules that cannot win their own examples are named.
    Exit code 1 if there is a fault.

    Examples:
      tyfacts rules check my-rules/
      tyfacts rules check my-rules/growth.yaml --format concise
      tyfacts rules check --format github
    """
    from taiyuan_facts.attaching.trace import Tracer
    from taiyuan_facts.output.findings import from_faults
    from taiyuan_facts.ruleset.checks import check_rules

    report = check_rules(folder, lambda ruleset: Tracer(ruleset).see)
    _print_findings(from_faults(report.faults), format, color)
    if format in ("full", "concise"):
        looked_at = f"{_count(report.rules, 'rule')} in {_count(report.files, 'file')}"
        say(f"{_count(len(report.faults), 'fault')} found; {looked_at} looked at")
    raise typer.Exit(ExitCode.DIFFERS if report.faults else ExitCode.OK)


def run_tests(
    folder: Folder = None,
    rule: Annotated[
        list[str] | None,
        option(
            "--rule", "-r", metavar="ID", autocompletion=completing(rule_ids),
            help="Only the examples of this rule; may be given several times.",
        ),
    ] = None,
    all: Annotated[  # noqa: A002  # the name of the option
        bool, option("--all", help="With DIR: the examples of the packaged rules too, which yours may have changed.")
    ] = False,
    format: ReportFormat = "full",  # noqa: A002
    color: ColorChoice = Color.AUTO,
) -> None:  # fmt: skip
    """Run the examples in the rule files: each rule alone, and within the whole set.

    What is missed or unexpected is shown under the text. Exit code 1 if one fails, or a known miss (todo) passes.

    Examples:
      tyfacts rules test
      tyfacts rules test my-rules/ --rule my-growth
      tyfacts rules test my-rules/ --all
    """
    from taiyuan_facts.attaching.trace import Tracer
    from taiyuan_facts.output.findings import from_outcomes
    from taiyuan_facts.ruleset.examples import run_examples

    ruleset = _load(folder, format, color)
    chosen = _choose(ruleset, rule, own=folder is not None and any(r.own for r in ruleset.rules) and not all)
    outcomes = list(run_examples(chosen, Tracer(ruleset).see))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    _print_findings(from_outcomes(failed), format, color)
    if format in ("full", "concise"):
        known = sum(bool(outcome.example.todo) and outcome.passed for outcome in outcomes)
        passed = len(outcomes) - len(failed) - known
        misses = f", {_count(known, 'known miss')} (todo)" if known else ""
        run = f"{_count(len(outcomes), 'example')} of {_count(len(chosen), 'rule')}"
        say(f"{run}: {passed} passed, {len(failed)} failed{misses}")
    raise typer.Exit(ExitCode.DIFFERS if failed else ExitCode.OK)


def list_rules(
    folder: Folder = None,
    kind: Annotated[
        list[str] | None,
        option(
            "--kind", "-k", metavar="KIND", autocompletion=completing(lambda: KINDS), help="Only rules of this kind."
        ),
    ] = None,
    json: AsJson = False,
    color: ColorChoice = Color.AUTO,
) -> None:
    """List the rules: id, kind, number of examples and the sentence shape.

    Examples:
      tyfacts rules list --kind growth
      tyfacts rules list my-rules/
      tyfacts rules list --json | jq '.[].id'
    """
    from taiyuan_facts.cli.options import check_kinds
    from taiyuan_facts.cli.rule_pages import print_list
    from taiyuan_facts.ruleset.loader import load_rules

    ruleset = load_rules(folder)
    kinds = check_kinds(kind or (), ruleset.kinds) or ruleset.kinds
    print_list([rule for rule in ruleset.rules if rule.kind in kinds], color, as_json=json)


def show(
    rule: Annotated[str, typer.Argument(metavar="ID", autocompletion=completing(rule_ids), help="The rule's id.")],
    folder: Folder = None,
    json: AsJson = False,
    yaml: Annotated[bool, option("--yaml", help="As a rule file, to change it in a folder of your own.")] = False,
    color: ColorChoice = Color.AUTO,
) -> None:
    """Show one rule: what it is for, its pattern, what it sets, its examples.

    Examples:
      tyfacts rules show growth-rise
      tyfacts rules show growth-rise --yaml > my-rules/growth.yaml
    """
    from taiyuan_facts.cli.rule_pages import print_rule
    from taiyuan_facts.ruleset.loader import load_rules, source_of

    found = find_rule(load_rules(folder), rule)
    source = source_of(found, folder) if yaml else ""
    print_rule(found, source, color, form="json" if json else "yaml" if yaml else "page")


def _load(folder: Path | None, format: str, color: Color) -> Ruleset:  # noqa: A002
    """The rule set; its faults are shown as `check` does."""
    from taiyuan_facts.output.findings import from_faults
    from taiyuan_facts.ruleset.loader import load_rules

    try:
        return load_rules(folder)
    except RuleError as error:
        _print_findings(from_faults(error.faults), format, color)
        say("no example was run, for the rules have faults; mend them first")
        raise typer.Exit(ExitCode.TROUBLE) from error


def _choose(ruleset: Ruleset, wanted: Sequence[str] | None, *, own: bool) -> list[Rule]:
    """The rules with these ids, or all of them (``own``: of the user's)."""
    if not wanted:
        return [rule for rule in ruleset.rules if rule.own or not own]
    return [find_rule(ruleset, name) for name in wanted]


def find_rule(ruleset: Ruleset, name: str) -> Rule:
    """The rule with an id; InputError with the nearest id where there is none."""
    rule = ruleset.rule(name)
    if rule is None:
        hint = did_you_mean(name, [known.id for known in ruleset.rules]) or "; `tyfacts rules list` names them"
        raise InputError(f"there is no rule {name}{hint}")
    return rule


def _print_findings(findings: Sequence[Finding], format: str, color: Color) -> None:  # noqa: A002
    from taiyuan_facts.cli.rule_pages import print_lines
    from taiyuan_facts.output.findings import to_json, write_concise, write_full, write_github

    if format == "json":
        write_text(to_json(findings))
        return
    writers = {"full": write_full, "concise": write_concise, "github": write_github}
    print_lines(writers[format](findings), color)


def _count(number: int, noun: str) -> str:
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"
