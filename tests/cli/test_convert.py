"""`tyfacts convert`: a table in another format, in part, or in other units."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from taiyuan_facts.output.tables import read_table

from .runs import invoke, write_page

FORMATS = ("csv", "json", "jsonl", "xlsx", "parquet", "db")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of a page."""
    page = write_page(tmp_path, "2022-08-12.txt")
    path = tmp_path / "facts.csv"
    assert invoke("extract", page, "-o", path).exit_code == 0
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_becomes_every_other(form: str, table: Path, tmp_path: Path) -> None:
    """Through any format and back to CSV, a table has the same bytes."""
    there, back = tmp_path / f"there.{form}", tmp_path / "back.csv"
    run = invoke("convert", table, "-o", there)
    assert (run.stdout, run.stderr, run.exit_code) == ("", f"tyfacts: {there}: 3 facts\n", 0)
    assert invoke("convert", there, "-o", back, "--quiet").stderr == ""
    assert back.read_bytes() == table.read_bytes()


def test_a_folder_of_tables_is_a_table(table: Path, tmp_path: Path) -> None:
    """A folder with a table a kind is written and read as any other format."""
    invoke("convert", table, "-o", tmp_path / "facts")
    run = invoke("convert", tmp_path / "facts", "--columns", "kind")
    assert sorted(run.stdout.split()[1:]) == ["capacity", "deadline", "investment"]


def test_standard_input_and_output(table: Path) -> None:
    """`-` reads standard input in whatever format its first bytes show; without -o CSV goes to standard output."""
    run = invoke("convert", "-", stdin=table.read_bytes())
    assert (run.stdout_bytes, run.stderr, run.exit_code) == (table.read_bytes(), "", 0)
    lines = invoke("convert", table, "--format", "jsonl").stdout_bytes
    assert invoke("convert", "-", stdin=lines).stdout_bytes == table.read_bytes()
    assert invoke("convert", "-", "--from", "jsonl", stdin=lines).stdout_bytes == table.read_bytes()


def test_parts_and_units(table: Path) -> None:
    """Kinds, columns, headers and units are chosen as in extract."""
    chosen = ("--kind", "investment", "--columns", "subject,value,unit", "--unit", "money=万元")
    assert invoke("convert", table, *chosen).stdout == "subject,value,unit\n冷轧硅钢项目,247000,万元\n"
    assert invoke("convert", table, *chosen, "--headers", "zh").stdout.splitlines()[0] == "主体,数值,单位"
    assert invoke("convert", table, *chosen, "--bom").stdout_bytes.startswith(b"\xef\xbb\xbf")


def test_units_go_back(table: Path, tmp_path: Path) -> None:
    """A table in 万元 becomes one in 亿元 again."""
    there = tmp_path / "there.csv"
    invoke("convert", table, "--unit", "money=万元", "-o", there)
    assert [fact.unit for fact in read_table(there)] == ["万元", "万吨", ""]
    assert invoke("convert", there, "--unit", "money=亿元").stdout_bytes == table.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.csv"], "cannot read nowhere.csv: there is no such file; check the path"),
        (["{table}", "-o", "{table}"], "cannot write {table}: it is one of the inputs; choose another name with -o"),
        (["{table}", "--kind", "invest"], "unknown kind 'invest'; did you mean investment?"),
        (["{table}", "--from", "cvs"], "unknown format 'cvs'; did you mean csv?"),
        (["{table}", "--from", "json"], "{table}:1: not an array of facts: it begins with 'i'"),
        (["{page}"], "{page}:1: not a facts table"),
    ],
)
def test_trouble_is_one_sentence(arguments: list[str], message: str, table: Path) -> None:
    """What cannot be read or written is told on one line, exit code 2, with nothing on standard output."""
    names = {"table": str(table), "page": str(table.with_name("2022-08-12.txt"))}
    before = table.read_bytes()
    run = invoke("convert", *(word.format(**names) for word in arguments))
    assert (run.stdout, run.exit_code) == ("", 2)
    assert run.stderr.startswith(f"tyfacts: {message.format(**names)}")
    assert run.stderr.count("\n") == 1
    assert table.read_bytes() == before


def test_a_broken_table_gives_nothing(table: Path, tmp_path: Path) -> None:
    """A table that is cut off writes no file, however much of it could be read."""
    table.write_bytes(table.read_bytes()[:-40])
    run = invoke("convert", table, "-o", tmp_path / "other.json")
    assert (run.stdout, run.exit_code) == ("", 2)
    assert "cut off" in run.stderr
    assert not (tmp_path / "other.json").exists()


def test_a_kind_of_ones_own_is_kept(table: Path, tmp_path: Path) -> None:
    """A kind that the table has and the packaged rules have not passes through, and can be asked for with its rules."""
    table.write_text(table.read_text(encoding="utf-8").replace(",investment,", ",donation,"), encoding="utf-8")
    assert invoke("convert", table).stdout_bytes == table.read_bytes()
    write_page(tmp_path, "rules/own.yaml", "kinds: [donation]\n")
    run = invoke("convert", table, "--rules", tmp_path / "rules", "--kind", "donation", "--columns", "kind")
    assert run.stdout == "kind\ndonation\n"


def test_a_stream_is_read_whole(table: Path) -> None:
    """An empty standard input is no table, and says so."""
    run = invoke("convert", "-", stdin=io.BytesIO().getvalue())
    assert run.exit_code == 2
    assert "standard input: empty" in run.stderr
