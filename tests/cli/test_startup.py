"""What a run imports: no more than it needs, since that is what a user waits for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from taiyuan_facts.cli.app import COMMANDS

from .runs import ROOT, environment, write_page

HEAVY = ("pandas", "numpy", "cn2an", "sqlite3", "openpyxl", "xlsxwriter", "pyarrow", "multiprocessing", "rich.progress")


def imported(*arguments: object) -> set[str]:
    """The modules that a run has imported when it ends."""
    script = (
        "import sys\n"
        "try:\n    from taiyuan_facts.cli import main; main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script, *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment({"TYFACTS_QUIET": "1"}))
    return set(run.stderr.decode().split())


@pytest.mark.parametrize("arguments", [("--help",), ("extract", "--help"), ("schema",)])
def test_help_imports_no_library_that_works_on_text(arguments: tuple[str, ...]) -> None:
    """A help page, and the schema, need none of the rules' libraries and none that write tables."""
    assert sorted(imported(*arguments) & {*HEAVY, "yaml", "regex"}) == []


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_extraction_to_text_imports_no_data_frames(form: str, tmp_path: Path) -> None:
    """Extracting to CSV, JSON or JSON Lines needs neither pandas nor what other formats, workers and terminals need."""
    page = write_page(tmp_path)
    found = imported("extract", page, "--format", form)
    assert sorted(found & {*HEAVY, "rich", "charset_normalizer"}) == []
    found = imported("extract", page, "-o", tmp_path / f"facts.{form}")
    assert sorted(found & {*HEAVY, "rich", "charset_normalizer"}) == []


def test_a_second_extraction_reads_no_rule_files_and_checks_no_options(tmp_path: Path) -> None:
    """With the rules in the cache a run needs neither YAML nor, where all options are texts or left out, pydantic."""
    page = write_page(tmp_path)
    arguments = ("extract", page, "-o", tmp_path / "facts.csv", "--issue-date", "2022-08-12", "--quiet")
    imported(*arguments)  # the rules are kept
    assert sorted(imported(*arguments) & {"yaml", "json", "pydantic", "taiyuan_facts.ruleset.loader"}) == []


def test_a_command_imports_no_other() -> None:
    """The modules of the commands are imported when they are asked for."""
    found = imported("version")
    assert {"taiyuan_facts.cli.version"} == {f"taiyuan_facts.cli.{name}" for name in COMMANDS} & found
