"""``tyfacts rules new``, ``schema`` and ``docs``: files written from the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from taiyuan_facts.cli.console import say, write_text
from taiyuan_facts.cli.options import completing, option
from taiyuan_facts.errors import ExitCode, InputError
from taiyuan_facts.model import KINDS
from taiyuan_facts.suggest import did_you_mean

DOCS = "RULES.md"
Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="A folder of rules of your own, or one file; by default the packaged rules."),
]


def new(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", autocompletion=completing(lambda: KINDS), help="What sort of figure: growth, output …"
        ),
    ],
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to write it; - is standard output.")] = Path(
        "my-rules"
    ),
    declare: Annotated[bool, option("--declare", help="KIND is a new one, and is declared in the file.")] = False,
) -> None:
    """Write a commented rule file to start from, which passes check and test.

    Beside it, schema.json makes editors complete and check it.

    Examples:
      tyfacts rules new growth
      tyfacts rules new carbon-emission my-rules/ --declare
      tyfacts rules new output - | less
    """
    from taiyuan_facts.ruleset.loader import load_packaged, schema_file
    from taiyuan_facts.ruleset.starter import write_starter

    ruleset = load_packaged()
    _check_kind(kind, ruleset.kinds, declare=declare)
    text = write_starter(kind, "my-rules" if str(folder) == "-" else folder.as_posix(), ruleset)
    if str(folder) == "-":
        write_text(text)
        return
    path = folder / f"{kind}.yaml"
    if path.exists():
        raise InputError(f"{path} is there already; name another folder, or - for standard output")
    _write(path, text)
    if not (folder / "schema.json").exists():
        _write(folder / "schema.json", schema_file().read_text(encoding="utf-8"))
    say(f"wrote {path}; change it, then run `tyfacts rules check {folder}` and `tyfacts rules test {folder}`")


def schema() -> None:
    """Print the JSON Schema of rule and data files, for editors.

    The first line of a rule file names it: # yaml-language-server: $schema=./schema.json

    Examples:
      tyfacts rules schema > my-rules/schema.json
      check-jsonschema --schemafile my-rules/schema.json my-rules/*.yaml
    """
    from taiyuan_facts.ruleset.loader import schema_file

    write_text(schema_file().read_text(encoding="utf-8"))


def docs(
    folder: Folder = None,
    output: Annotated[
        str, option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = DOCS,
    check: Annotated[bool, option("--check", help="Only say whether FILE is up to date; exit code 1 if not.")] = False,
) -> None:
    """Write RULES.md from the rules: title, why, pattern and examples, by kind.

    Examples:
      tyfacts rules docs
      tyfacts rules docs --check
      tyfacts rules docs my-rules/ -o my-rules/RULES.md
    """
    from taiyuan_facts.ruleset.docs import write_docs
    from taiyuan_facts.ruleset.loader import load_rules

    ruleset = load_rules(folder)
    own = [rule for rule in ruleset.rules if rule.own]
    text = write_docs(own if folder is not None and own else ruleset.rules, ruleset.kinds)
    if output == "-":
        write_text(text)
        return
    path = Path(output)
    if not check:
        _write(path, text)
        return
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        given = [
            word for word in (folder.as_posix() if folder else "", f"-o {output}" if output != DOCS else "") if word
        ]
        command = " ".join(["tyfacts rules docs", *given])
        say(f"{output} is not what the rules say; `{command}` writes it again")
        raise typer.Exit(ExitCode.DIFFERS)


def _check_kind(kind: str, known: Sequence[str], *, declare: bool) -> None:
    import re

    if not re.fullmatch(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*", kind):
        raise InputError(f"a kind is written in small letters, digits and -, such as carbon-emission, not {kind!r}")
    if kind not in known and not declare:
        hint = did_you_mean(kind, known) or f"; known are {', '.join(known)}"
        raise InputError(f"unknown kind {kind}{hint}; --declare makes it a new one")


def _write(path: Path, text: str) -> None:
    from taiyuan_facts.output.atomic import ending_tidily, output_error, replacing

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with ending_tidily(), replacing(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise output_error(error, str(path)) from error
