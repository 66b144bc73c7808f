"""``tyfacts version``: what a table was made by."""

from __future__ import annotations

from typing import Annotated

import typer

from taiyuan_facts.cli.console import write_text
from taiyuan_facts.cli.options import Rules, option


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("version")(version)


def version(
    rules: Rules = None,
    json: Annotated[bool, option("--json", help="As a JSON object.")] = False,
) -> None:
    """Show the version and the digest of the rules: the two that a table depends on.

    Examples:
      tyfacts version
      tyfacts version --json
      tyfacts version --rules my-rules/
    """
    show_version(rules, as_json=json)


def show_version(rules: str | None = None, *, as_json: bool = False) -> None:
    """Print package version and rule set digest.

    Raises:
        RuleError: the rules have faults.
    """
    from taiyuan_facts import __version__, load_rules

    digest = load_rules(rules).digest
    if as_json:
        import json

        write_text(json.dumps({"version": __version__, "rules": digest}) + "\n")
    else:
        write_text(f"tyfacts {__version__}, rules {digest}\n")
