"""The frame: usage errors, faults of our own, help with examples, variables and completion."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import Any

import pytest
import typer

from taiyuan_facts.cli.app import COMMANDS, app
from taiyuan_facts.errors import ExitCode

from .runs import ROOT, environment, invoke, tyfacts

OWN = ("extract", "convert", "schema", "version")


def command(name: str) -> Any:
    """A command of the application, as Typer has built it."""
    root: Any = typer.main.get_command(app)
    return root.get_command(typer.Context(root), name)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extrct"], "no such command 'extrct'; did you mean extract?"),
        (["zzz"], "no such command 'zzz'; see tyfacts --help"),
        (["--versoin"], "no such option: --versoin; did you mean --version?"),
        (["extract"], "missing argument 'PATHS'; see tyfacts extract --help"),
        (["extract", "a", "--kind"], "option '--kind' requires an argument; see tyfacts --help"),
        (["convert", "a", "b"], "got unexpected extra argument(s) (b); see tyfacts convert --help"),
    ],
)
def test_a_usage_error_is_one_sentence(arguments: list[str], message: str) -> None:
    """A command line that makes no sense is told on one line, with what is near or where to look, exit code 2."""
    run = invoke(*arguments)
    assert (run.stdout, run.stderr, run.exit_code) == ("", f"tyfacts: {message}\n", 2)


def test_without_a_command_there_is_help() -> None:
    """`tyfacts` alone shows the commands, which is not what was asked for: exit code 2."""
    run = tyfacts()
    assert run.returncode == 2
    assert run.stdout.decode().count("Usage: tyfacts") == 1
    assert run.stderr == b""


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["extract", "--help"]])
def test_help_that_is_asked_for_is_no_error(arguments: list[str]) -> None:
    """Help goes to standard output, exit code 0."""
    run = invoke(*arguments)
    assert ("Usage: tyfacts" in run.stdout, run.stderr, run.exit_code) == (True, "", 0)


@pytest.mark.parametrize("name", OWN)
def test_help_ends_with_examples_that_can_be_run(name: str) -> None:
    """Each help ends with examples; every command and option in them is one that there is."""
    text = command(name).help
    head, _, examples = text.partition("\n\nExamples:\n")
    assert head
    assert "\n\n" not in examples
    for line in examples.splitlines():
        for part in line.split("|"):
            words = shlex.split(part.partition(">")[0])
            if words[0] != "tyfacts":
                continue
            options = {option for parameter in command(words[1]).params for option in parameter.opts}
            used = {word for word in words[2:] if word.startswith("-") and word != "-"}
            assert used <= options, line


@pytest.mark.parametrize("name", OWN)
def test_every_option_is_a_variable(name: str) -> None:
    """Each option has a variable of its own name, --issue-date TYFACTS_ISSUE_DATE."""
    options = [parameter for parameter in command(name).params if parameter.param_type_name == "option"]
    variables = {option.opts[0]: option.envvar for option in options if "--help" not in option.opts}
    assert variables == {opt: "TYFACTS_" + opt.strip("-").replace("-", "_").upper() for opt in variables}


def test_a_fault_of_our_own_is_no_difference() -> None:
    """An exception that nobody foresaw shows where it comes from, and ends with 2: 1 would say that tables differ."""
    script = (
        "import sys; from taiyuan_facts.cli import app, main\n"
        "from taiyuan_facts.cli import version\n"
        "def fail(*_, **__): raise RuntimeError('unforeseen')\n"
        "version.show_version = fail; sys.argv[1:] = ['version']; main()\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, cwd=ROOT, env=environment())
    assert (run.stdout, run.returncode) == (b"", 2)
    assert run.stderr.decode().startswith("Traceback")
    assert run.stderr.decode().endswith(
        "RuntimeError: unforeseen\ntyfacts: this is a fault in tyfacts; please report it with the lines above\n"
    )


@pytest.mark.parametrize(
    ("error", "told", "code"),
    [
        (KeyboardInterrupt(), "", 130),
        (BrokenPipeError(), "", 0),
        (MemoryError(), "tyfacts: not enough memory; give fewer or smaller documents at a time\n", 2),
        (
            OSError(28, "No space left on device"),
            "tyfacts: cannot write standard output: the disk is full; free some space or write elsewhere\n",
            2,
        ),
    ],
)
def test_what_ends_a_command_is_an_exit_code(
    error: BaseException, told: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C, a reader that has gone, and want of memory or room have their codes, and at most one sentence."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("taiyuan_facts.cli.version.show_version", fail)
    run = invoke("version")
    assert (run.stdout, run.stderr, run.exit_code) == ("", told, code)


def test_exit_codes_are_those_of_the_help() -> None:
    """The help says what the exit codes mean, each of them."""
    text = re.sub(r"\s+", " ", invoke("--help").stdout)
    for code in ExitCode:
        assert re.search(rf"[ ,:]{int(code)} ", text.partition("Exit codes:")[2])


def test_values_are_completed() -> None:
    """The shell completes kinds, formats and columns from what there is."""
    words = {
        "tyfacts extract --kind in": "investment",
        "tyfacts extract --format par": "parquet",
        "tyfacts extract --columns date_s": "date_source",
        "tyfacts conv": "convert",
    }
    for line, expected in words.items():
        changes = {"_TYFACTS_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
        assert expected in tyfacts(env=changes).stdout.decode().split()


def test_every_command_has_its_place() -> None:
    """Each module that registers a command is in the list of the frame, and the commands stand in its order."""
    folder = ROOT / "taiyuan_facts" / "cli"
    modules = {path.stem for path in folder.glob("*.py") if "\ndef register(" in path.read_text(encoding="utf-8")}
    assert modules <= set(COMMANDS)
    root: Any = typer.main.get_command(app)
    assert root.list_commands(None) == [name for name in COMMANDS if name in modules]
