"""Streams of a real process: pipes that close, disks that are full, terminals, signals; and the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from taiyuan_facts.cli.preview import ROWS

from .runs import PAGE, RAWS, ROOT, at_terminal, environment, shell, tyfacts, write_page

FULL = "tyfacts: cannot write standard output: the disk is full; free some space or write elsewhere\n"
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
needs_full = pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs the device /dev/full")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A document with an issue date in its name."""
    return write_page(tmp_path, "2022-08-12.txt")


# --- pipes and files ------------------------------------------------------------------------------------------------


def test_standard_input_and_output_are_a_pipe(page: Path) -> None:
    """`cat page | tyfacts extract - | …` passes the table on, and the table alone."""
    run = shell('cat "$1" | tyfacts extract - --stdin-name 2022-08-12.txt --columns raw,unit | cat', page)
    assert (run.stdout.decode().split()[1:], run.stderr, run.returncode) == (
        ["24.7亿元,亿元", "50万吨,万吨", "10月底,"], b"", 0,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["extract -q $1", "schema", "--help", "extract --help", "version"])
def test_a_closed_pipe_is_quiet(command: str, tmp_path: Path) -> None:
    """Where the reader has gone, nothing is said and the exit code is 0."""
    page = write_page(tmp_path, text=PAGE * 3000)
    run = shell(f"tyfacts {command} | true", page)
    assert (run.stderr, run.returncode) == (b"", 0)


@needs_full
@pytest.mark.parametrize("command", ["extract $1", "extract $1 --format json", "schema", "version", "--help"])
def test_a_full_disk_is_one_sentence(command: str, page: Path) -> None:
    """What cannot be written is told once, with exit code 2 and no traceback."""
    run = shell(f"tyfacts {command} > /dev/full", page)
    assert (run.stderr.decode(), run.returncode) == (FULL, 2)


@pytest.mark.parametrize("command", ["extract $1", "schema", "version"])
def test_a_closed_standard_output_is_one_sentence(command: str, page: Path) -> None:
    """With standard output closed there is nowhere to write to; a file is another matter."""
    run = shell(f"tyfacts {command} >&-", page)
    assert run.stderr == b"tyfacts: cannot write standard output: it is closed; name a file with -o\n"
    assert run.returncode == 2
    table = page.with_name("facts.csv")
    assert shell('tyfacts extract "$1" -q -o "$2" >&-', page, table).returncode == 0
    assert table.read_text(encoding="utf-8").count("\n") == len(RAWS) + 1


def test_a_closed_standard_error_changes_nothing(page: Path) -> None:
    """With nobody to be told, the table and the exit codes are the same."""
    run = shell('tyfacts extract "$1" 2>&-', page)
    assert (run.stdout, run.returncode) == (tyfacts("extract", page).stdout, 0)
    assert shell("tyfacts extract /nowhere 2>&-").returncode == 2


def test_standard_input_may_be_closed_or_empty() -> None:
    """Closed standard input is an error with the remedy; an empty one is a document without a figure."""
    run = shell("tyfacts extract - <&-")
    assert run.stderr == b"tyfacts: standard input is closed; pipe a document into it, or name a file\n"
    assert run.returncode == 2
    run = shell("tyfacts extract - < /dev/null")
    assert (run.stderr, run.returncode) == (b"tyfacts: no figure in stdin\n", 0)
    assert run.stdout.count(b"\n") == 1


@pytest.fixture
def heeding() -> Iterator[None]:
    """Tests that run in the background ignore Ctrl-C, and so would the run that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_nothing_behind(number: signal.Signals, code: int, page: Path) -> None:
    """Ctrl-C, and a request to end, give 128 + signal, no traceback, the table of before, and no other file."""
    table, fifo = page.with_name("facts.csv"), page.with_name("fifo")
    table.write_text("as it was", encoding="utf-8")
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "taiyuan_facts", "extract", str(page), str(fifo), "-o", str(table)]
    with (
        subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE) as process,
        fifo.open("wb"),  # opens when the run has come to it, and so is in the midst of writing
    ):
        process.send_signal(number)
        _, told = process.communicate()
    assert (told, process.returncode) == (b"", code)
    assert table.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in page.parent.iterdir()) == ["2022-08-12.txt", "facts.csv", "fifo"]


# --- terminals ------------------------------------------------------------------------------------------------------


def test_a_terminal_gets_a_page_for_people(page: Path) -> None:
    """At a terminal the figures are a table with value and unit together, under the document's name, and a summary."""
    shown, code = at_terminal("extract", page, columns=100)
    lines = [line.split() for line in ESCAPE.sub("", shown).splitlines() if line.strip()]
    assert code == 0
    assert lines[0] == ["2022-08-12.txt"]
    assert lines[1] == ["line", "kind", "subject", "indicator", "value", "date"]
    assert [line[1] for line in lines[3:6]] == ["investment", "capacity", "deadline"]
    assert [line[-2:] for line in lines[3:6]] == [
        ["24.7", "亿元"], ["50", "万吨/年"], ["10月底", "2022-10-21/2022-10-31"],
    ]  # fmt: skip
    assert lines[6:] == [
        ["3", "facts", "from", "1", "document"],
        ["investment", "1", "█" * 32],
        ["capacity", "1", "█" * 32],
        ["deadline", "1", "█" * 32],
    ]


def test_a_terminal_gets_the_table_itself_when_asked(page: Path) -> None:
    """--format, and -o -, write data to a terminal as to a pipe."""
    expected = tyfacts("extract", page).stdout.decode()
    assert at_terminal("extract", page, "--format", "csv") == (expected, 0)
    assert at_terminal("extract", page, "-o", "-") == (expected, 0)


def test_long_tables_are_cut_and_the_rest_is_counted(tmp_path: Path) -> None:
    """A terminal shows the first rows of a long table and says how many there are besides."""
    many = write_page(tmp_path, "2022-08-12.txt", PAGE * 50)
    shown, _ = at_terminal("extract", many, env={"NO_COLOR": "1"})
    assert len(re.findall(r"^ *[0-9]+ +(?:investment|capacity|deadline) ", shown, re.MULTILINE)) == ROWS
    assert f"… and {150 - ROWS} more; write them all with -o facts.csv" in shown
    assert "150 facts from 1 document" in shown


@pytest.mark.parametrize(
    ("changes", "arguments", "colored"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": ""}, (), True),
        ({"TERM": "dumb"}, (), False),
        ({}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"TYFACTS_COLOR": "never"}, (), False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    changes: dict[str, str], arguments: tuple[str, ...], colored: bool, page: Path
) -> None:
    """NO_COLOR, a dumb terminal and --color never leave no escape at all; --color always goes before NO_COLOR."""
    shown, code = at_terminal("extract", page, *arguments, env=changes)
    assert ("\x1b[" in shown, code) == (colored, 0)


@pytest.mark.parametrize("changes", [{"FORCE_COLOR": "1"}, {"TYFACTS_COLOR": "always"}, {"PY_COLORS": "1"}])
def test_data_is_never_coloured(changes: dict[str, str], page: Path) -> None:
    """Whatever is set, a pipe gets the same bytes, and so does a file."""
    table = page.with_name("facts.csv")
    plain = tyfacts("extract", page).stdout
    assert tyfacts("extract", page, env=changes).stdout == plain
    tyfacts("extract", page, "-o", table, env=changes)
    assert table.read_bytes() == plain


def test_a_page_cannot_command_the_terminal(tmp_path: Path) -> None:
    """Escapes and direction marks that stand in a document do not reach the terminal; nor does its markup."""
    hostile = "\x1b[31m冷轧\u202e硅钢[bold]项目\x07总投资24.7亿元。\n"
    shown, _ = at_terminal(
        "extract", write_page(tmp_path, "[red]2022-08-12.txt", hostile), env={"NO_COLOR": "1"}, columns=160
    )
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[red]2022-08-12.txt" in shown


@pytest.mark.parametrize("arguments", [("extract",), ("extract", "--help"), ("--help",)])
def test_a_terminal_without_chinese_is_no_reason_to_fail(arguments: tuple[str, ...], page: Path) -> None:
    """In a locale that has only ASCII, pages for people show question marks instead of what it has not."""
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    shown, code = at_terminal(*arguments, *([page] if arguments == ("extract",) else []), env=locale)
    shown = ESCAPE.sub("", shown)
    assert (code, shown.isascii(), "Traceback" in shown) == (0, True, False)
    assert ("2022-08-12.txt" if arguments == ("extract",) else "Usage: tyfacts") in shown


# --- the same bytes -------------------------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Hash seed, locale, time zone, folder and number of processes change nothing of a table."""
    for number in range(12):
        write_page(tmp_path, f"pages/2022-08-{number + 10}.txt", PAGE * (number + 1))
    (tmp_path / "elsewhere").mkdir()
    runs = [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TYFACTS_JOBS": "2"},
    ]
    digests = {
        hashlib.sha256(tyfacts("extract", tmp_path / "pages", cwd=cwd, env=changes).stdout).hexdigest()
        for changes, cwd in zip(runs, (ROOT, tmp_path, tmp_path / "elsewhere", tmp_path / "pages"), strict=True)
    }
    assert len(digests) == 1
    assert tyfacts("extract", "pages", cwd=tmp_path).stdout.count(b"\n") == 1 + 3 * sum(range(1, 13))
