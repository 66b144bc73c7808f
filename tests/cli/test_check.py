"""`tyfacts extract --check`: does a table still say what the documents say?"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from .runs import BINARY, PAGE, invoke, write_page

DATED = ("--issue-date", "2022-08-12")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A document in a folder."""
    return write_page(tmp_path, "pages/a.txt")


@pytest.fixture
def table(page: Path, tmp_path: Path) -> Path:
    """The table of the folder."""
    path = tmp_path / "facts of today.csv"
    assert invoke("extract", page.parent, *DATED, "-o", path).exit_code == 0
    return path


def test_a_table_that_holds_is_0(page: Path, table: Path) -> None:
    """Nothing differs: exit code 0, and the table is not touched."""
    before = table.stat()
    run = invoke("extract", page.parent, *DATED, "--check", table)
    assert (run.stdout, run.stderr, run.exit_code) == ("no difference: 3 facts the same\n", "", 0)
    assert table.stat() == before


def test_a_table_that_does_not_hold_is_1_and_the_command_updates_it(page: Path, table: Path) -> None:
    """What differs is shown as diff shows it; the command that is named, run as it stands, makes the check pass."""
    page.write_text(PAGE.replace("24.7", "25.7"), encoding="utf-8")
    run = invoke("extract", page.parent, *DATED, "--check", table)
    diff = invoke("diff", table, page.parent, *DATED)
    assert (run.stdout, run.exit_code) == (diff.stdout, 1)
    sentence, command = run.stderr.removesuffix("\n").split("; update it with: ")
    assert sentence == f"tyfacts: {table} does not say what the documents say"
    assert shlex.split(command) == ["tyfacts", "extract", str(page.parent), *DATED, "-o", str(table)]
    assert invoke(*shlex.split(command)[1:]).exit_code == 0
    assert invoke("extract", page.parent, *DATED, "--check", table).exit_code == 0


def test_the_command_keeps_the_kinds_of_a_table_of_some_kinds(page: Path, table: Path) -> None:
    """--kind is in the command only where the table has no other kinds, which would be lost."""
    page.write_text(PAGE.replace("24.7", "25.7").replace("50", "60"), encoding="utf-8")
    run = invoke("extract", page.parent, *DATED, "--check", table, "--kind", "investment")
    assert run.exit_code == 1
    assert "capacity" not in run.stdout
    assert "--kind" not in run.stderr
    invoke("extract", page.parent, *DATED, "-o", table, "--kind", "investment")
    page.write_text(PAGE, encoding="utf-8")
    run = invoke("extract", page.parent, *DATED, "--check", table, "--kind", "investment")
    assert "--kind investment -o" in run.stderr


def test_another_unit_is_no_difference(page: Path, table: Path) -> None:
    """A table in 万元 holds as well as one in 亿元."""
    invoke("extract", page.parent, *DATED, "-o", table, "--unit", "money=万元")
    assert invoke("extract", page.parent, *DATED, "--check", table).exit_code == 0


def test_quiet_says_only_what_to_do(page: Path, table: Path) -> None:
    """With --quiet there is no listing; the failure still names the command."""
    page.write_text(PAGE.replace("24.7", "25.7"), encoding="utf-8")
    run = invoke("extract", page.parent, *DATED, "--check", table, "--quiet")
    assert (run.stdout, run.exit_code) == ("", 1)
    assert "update it with: tyfacts extract" in run.stderr


def test_trouble_is_2(page: Path, table: Path, tmp_path: Path) -> None:
    """A table that is not there or none, and a document that cannot be read, are trouble and no difference."""
    assert invoke("extract", page, "--check", tmp_path / "nowhere.csv").exit_code == 2
    assert invoke("extract", page, "--check", page).exit_code == 2
    (page.parent / "b.txt").write_bytes(BINARY)
    run = invoke("extract", page.parent, *DATED, "--check", table)
    assert (run.stdout, run.exit_code) == ("", 2)
    assert "b.txt looks like a binary file" in run.stderr
