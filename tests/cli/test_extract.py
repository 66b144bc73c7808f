"""`tyfacts extract`: what is written where, what is said of it, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from taiyuan_facts.api import extract
from taiyuan_facts.model import COLUMN_NAMES, COLUMNS
from taiyuan_facts.output.tables import read_table

from .runs import BINARY, PAGE, RAWS, invoke, write_page

NO_DATE = (
    "tyfacts: no issue date is known for page.txt, so dates without a year stay open (XXXX-10); "
    "give --issue-date, or a documents.csv with the columns file,date beside the documents\n"
)
DATED = ("--issue-date", "2022-08-12")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# --- what is written ------------------------------------------------------------------------------------------------


def test_standard_output_gets_csv_and_nothing_else(tmp_path: Path) -> None:
    """Without -o, CSV with all columns goes to standard output; what is to be said goes to standard error."""
    run = invoke("extract", write_page(tmp_path))
    assert (run.stderr, run.exit_code) == (NO_DATE, 0)
    assert run.stdout.splitlines()[0] == ",".join(COLUMN_NAMES)
    assert [row["raw"] for row in rows(run.stdout)] == RAWS


@pytest.mark.parametrize("name", ["facts.csv", "facts.json", "facts.jsonl", "facts.xlsx", "facts.parquet", "facts.db"])
def test_a_file_gets_the_facts_in_the_format_of_its_ending(name: str, tmp_path: Path) -> None:
    """Each ending gives its format, with the facts that Python gives; one line on standard error sums them up."""
    page, table = write_page(tmp_path), tmp_path / name
    run = invoke("extract", page, *DATED, "-o", table)
    assert (run.stdout, run.exit_code) == ("", 0)
    assert run.stderr == f"tyfacts: {table}: 3 facts from 1 document (investment 1, capacity 1, deadline 1)\n"
    assert list(read_table(table)) == list(extract(page, issued="2022-08-12"))


def test_a_folder_gets_a_table_a_kind(tmp_path: Path) -> None:
    """A name that ends in a slash is a folder of tables, even if it has a dot in it."""
    run = invoke("extract", write_page(tmp_path), *DATED, "-o", f"{tmp_path}/v1.0/")
    assert run.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "v1.0").iterdir()) == [
        "capacities.csv", "deadlines.csv", "investments.csv",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_format_can_be_asked_for(form: str, tmp_path: Path) -> None:
    """--format decides over the ending, and for standard output."""
    page, table = write_page(tmp_path), tmp_path / "facts.csv"
    invoke("extract", page, *DATED, "--format", form, "-o", table)
    run = invoke("extract", page, *DATED, "--format", form, "-o", "-")
    assert table.read_text(encoding="utf-8") == run.stdout
    facts = json.loads(run.stdout) if form == "json" else [json.loads(line) for line in run.stdout.splitlines()]
    assert [fact["raw"] for fact in facts] == RAWS


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    """`-` reads standard input; --stdin-name names it, and a date in the name is its issue date."""
    run = invoke("extract", "-", "--stdin-name", "2022-08-12_A1.txt", stdin=PAGE.encode())
    page = write_page(tmp_path, "2022-08-12_A1.txt")
    assert (run.stdout, run.stderr) == (invoke("extract", page).stdout, "")
    assert {row["doc"] for row in rows(run.stdout)} == {"2022-08-12_A1.txt"}
    assert {row["doc"] for row in rows(invoke("extract", "-", stdin=PAGE.encode()).stdout)} == {"stdin"}


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    """--encoding overrides the finding out."""
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.encode("gb18030"))
    assert [row["raw"] for row in rows(invoke("extract", page, "--encoding", "gb18030").stdout)] == RAWS
    run = invoke("extract", page, "--encoding", "utf-8")
    assert (run.stdout, run.exit_code) == ("", 2)


def test_only_kinds_asked_for_are_kept(tmp_path: Path) -> None:
    """--kind keeps its figures, several times or with commas; what is left out is no error."""
    page = write_page(tmp_path)
    for wanted in (("--kind", "deadline", "--kind", "investment"), ("-k", "deadline,investment")):
        assert [row["kind"] for row in rows(invoke("extract", page, *wanted).stdout)] == ["investment", "deadline"]
    run = invoke("extract", page, *DATED, "--kind", "growth")
    assert (rows(run.stdout), run.exit_code) == ([], 0)
    assert run.stderr == "tyfacts: none of the 3 figures is of a kind asked for; leave --kind out to see them\n"


def test_columns_headers_and_byte_order_mark(tmp_path: Path) -> None:
    """--columns chooses and orders, in either language; --headers zh and --bom are for spreadsheets."""
    page = write_page(tmp_path)
    wanted = invoke("extract", page, "--columns", "unit, value").stdout
    assert wanted == "unit,value\n亿元,24.7\n万吨,50\n,\n"
    assert invoke("extract", page, "--columns", "单位，数值").stdout == wanted
    assert invoke("extract", page, "--columns", "unit,value", "--headers", "zh").stdout.splitlines()[0] == "单位,数值"
    assert invoke("extract", page, "--columns", "unit", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfunit\n")


def test_units_can_be_chosen(tmp_path: Path) -> None:
    """--unit converts its family, exactly, and leaves the rest; several may be given."""
    page = write_page(tmp_path)
    run = invoke("extract", page, "--columns", "value,unit", "--unit", "money=万元", "--unit", "mass=吨")
    assert run.stdout == "value,unit\n247000,万元\n500000,吨\n,\n"


def test_rules_of_ones_own_are_laid_over(tmp_path: Path) -> None:
    """--rules adds a folder of rules, and the kinds that they declare can be asked for."""
    own = (
        "kinds: [donation]\n"
        "rules:\n"
        "  - id: own-donation\n"
        "    kind: donation\n"
        "    title: 捐赠 N\n"
        "    match: '捐赠{money}'\n"
        "    examples:\n"
        "      - {text: 企业捐赠3亿元。, facts: [{raw: 3亿元}]}\n"
        "      - {text: 企业没有捐赠。, facts: []}\n"
    )
    write_page(tmp_path, "rules/own.yaml", own)
    page = write_page(tmp_path, text="集团捐赠2.5亿元，总投资3亿元。\n")
    run = invoke("extract", page, "--rules", tmp_path / "rules", "--kind", "donation", "--columns", "raw,rule")
    assert run.stdout == "raw,rule\n2.5亿元,own-donation\n"


def test_options_are_variables_too(tmp_path: Path) -> None:
    """What is given as TYFACTS_… holds as the option does, and an option on the line goes before it."""
    page = write_page(tmp_path)
    variables = {"TYFACTS_COLUMNS": "raw", "TYFACTS_KIND": "investment growth", "TYFACTS_QUIET": "1"}
    run = invoke("extract", page, env=variables)
    assert (run.stdout, run.stderr) == ("raw\n24.7亿元\n", "")
    assert invoke("extract", page, "--kind", "capacity", env=variables).stdout == "raw\n50万吨\n"


# --- what is said ---------------------------------------------------------------------------------------------------


def test_documents_without_a_figure_are_said_once(tmp_path: Path) -> None:
    """A document without any figure is no error; how many there are, and the first of them, is said in one line."""
    for name in "abcde":
        write_page(tmp_path, f"{name}.txt", "今天天气很好。\n")
    run = invoke("extract", tmp_path)
    assert (run.stdout, run.exit_code) == (",".join(COLUMN_NAMES) + "\n", 0)
    assert run.stderr == "tyfacts: no figure in any of the 5 documents\n"
    write_page(tmp_path, "2022-08-12.txt")
    run = invoke("extract", tmp_path, "-o", tmp_path / "facts.csv")
    assert run.stderr.splitlines()[1:] == ["tyfacts: no figure in 5 of 6 documents (a.txt, b.txt, c.txt, 2 more)"]
    run = invoke("extract", tmp_path / "a.txt")
    assert (run.stderr, run.exit_code) == ("tyfacts: no figure in a.txt\n", 0)


def test_missing_issue_dates_are_said_once(tmp_path: Path) -> None:
    """However many documents lack an issue date, one sentence says so; a documents.csv beside them ends it."""
    for name in "ab":
        write_page(tmp_path, f"{name}.txt")
    run = invoke("extract", tmp_path)
    assert run.stderr == NO_DATE.replace("page.txt", "any of the 2 documents")
    (tmp_path / "documents.csv").write_text("file,date\na.txt,2022-08-12\n", encoding="utf-8")
    run = invoke("extract", tmp_path)
    assert run.stderr == NO_DATE.replace("page.txt", "1 of 2 documents (b.txt)")
    assert [row["date_end"] for row in rows(run.stdout) if row["kind"] == "deadline"] == ["2022-10-31", ""]


def test_quiet_says_nothing_but_errors(tmp_path: Path) -> None:
    """--quiet leaves notes and summary out, and names what could not be read."""
    write_page(tmp_path, "a.txt")
    write_page(tmp_path, "b.txt", "今天天气很好。\n")
    assert invoke("extract", tmp_path, "-q", "-o", tmp_path / "facts.csv").stderr == ""
    (tmp_path / "c.txt").write_bytes(BINARY)
    run = invoke("extract", tmp_path, "-q", "-o", tmp_path / "facts.csv")
    assert [line.split()[1] for line in run.stderr.splitlines()] == [f"{tmp_path}/c.txt", "left"]
    assert run.exit_code == 2


# --- what cannot be read --------------------------------------------------------------------------------------------


def test_an_unreadable_document_is_named_and_the_others_are_extracted(tmp_path: Path) -> None:
    """One broken file costs only itself: it is named, counted, and makes the exit code 2."""
    write_page(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_bytes(BINARY)
    write_page(tmp_path, "c.txt")
    table = tmp_path / "facts.csv"
    run = invoke("extract", tmp_path, *DATED, "-o", table)
    assert [(fact.doc, fact.raw) for fact in read_table(table)] == [
        (doc, raw) for doc in ("a.txt", "c.txt") for raw in RAWS
    ]
    assert run.exit_code == 2
    assert run.stderr.startswith(f"tyfacts: {tmp_path}/b.txt looks like a binary file")
    assert run.stderr.splitlines()[1:] == [
        f"tyfacts: {table}: 6 facts from 2 documents (investment 2, capacity 2, deadline 2)",
        "tyfacts: left out 1 of 3 documents, which could not be read",
    ]


def test_where_the_only_document_cannot_be_read_nothing_is_written(tmp_path: Path) -> None:
    """A document that cannot be read and is the only one is one sentence, and the table of before stays."""
    page, table = tmp_path / "page.txt", tmp_path / "facts.csv"
    page.write_bytes(BINARY)
    table.write_text("as it was", encoding="utf-8")
    for arguments in ((), ("-o", table)):
        run = invoke("extract", page, *arguments)
        assert (run.stdout, run.exit_code) == ("", 2)
        assert run.stderr.count("\n") == 1
        assert run.stderr.startswith(f"tyfacts: {page} looks like a binary file")
    assert table.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.csv", "page.txt"]


def test_where_no_document_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    """With several documents each is named, and then why there is no table."""
    for name in "ab":
        (tmp_path / f"{name}.txt").write_bytes(BINARY)
    run = invoke("extract", tmp_path, "-o", tmp_path / "facts.csv")
    assert run.exit_code == 2
    assert run.stderr.splitlines()[2:] == [
        "tyfacts: none of the 2 documents can be read, so there is no table; mend them"
    ]
    assert not (tmp_path / "facts.csv").exists()


def test_a_broken_list_of_dates_is_said_once(tmp_path: Path) -> None:
    """A documents.csv with a fault keeps the documents beside it from being read, and is named once for all."""
    for name in "ab":
        write_page(tmp_path, f"{name}.txt")
    write_page(tmp_path, "sub/c.txt")
    (tmp_path / "documents.csv").write_text("file,date\na.txt,soon\n", encoding="utf-8")
    run = invoke("extract", tmp_path)
    assert run.stderr.count("'soon' is no date") == 1
    assert run.exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_document_without_rights_is_named(tmp_path: Path) -> None:
    """A file that may not be read is named with the remedy."""
    page = write_page(tmp_path)
    page.chmod(0)
    assert "permission denied; allow reading it" in invoke("extract", page).stderr


# --- what makes no sense --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--kind", "invest"], "unknown kind 'invest'; did you mean investment?"),
        (["--format", "cvs"], "unknown format 'cvs'; did you mean csv?"),
        (["--columns", "subjet"], "unknown column 'subjet'; did you mean subject?"),
        (["--columns", ","], "no column to write; name some of id, doc"),
        (["--unit", "mony=万元"], "unknown dimension 'mony' in --unit; did you mean money?"),
        (["--issue-date", "8月"], "'8月' is no issue date; write it as 2022-08-12"),
        (["--encoding", "utf9"], "unknown encoding 'utf9'; did you mean utf"),
        (["--rules", "nowhere"], "there is no folder nowhere"),
        (["-o", "facts.cvs"], "facts.cvs: the ending .cvs names no format; did you mean .csv?"),
        (["--check", "a.csv", "-o", "b.csv"], "--check writes nothing; leave it out, or --output"),
        (["--jobs", "0"], "invalid value for '--jobs'"),
        (["--color", "blue"], "invalid value for '--color'"),
        (["--formt", "csv"], "no such option: --formt; did you mean --format?"),
    ],
)
def test_an_option_that_makes_no_sense_is_one_sentence(arguments: list[str], message: str, tmp_path: Path) -> None:
    """A mistaken value is told with what is near or allowed, on one line, with exit code 2 and no output."""
    run = invoke("extract", write_page(tmp_path), *arguments)
    assert (run.stdout, run.exit_code) == ("", 2)
    assert run.stderr.startswith(f"tyfacts: {message}")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "message"), [("nowhere", "there is no "), ("empty", "holds no document"), ("", "an empty path was given")]
)
def test_a_missing_or_empty_input_is_one_sentence(path: str, message: str, tmp_path: Path) -> None:
    """A path that is not there, and a folder without documents, are told before anything is written."""
    (tmp_path / "empty").mkdir()
    run = invoke("extract", tmp_path / path if path else "", "-o", tmp_path / "facts.csv")
    assert run.exit_code == 2
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
    assert not (tmp_path / "facts.csv").exists()


def test_all_faults_of_rules_are_told(tmp_path: Path) -> None:
    """Rules with faults are told with their places, each on a line of its own, and nothing is written."""
    faulty = (
        "rules:\n"
        "  - {id: a, kind: mony, title: N, match: '{money}'}\n"
        "  - {id: b, kind: money, title: N, match: '{mony}'}\n"
    )
    write_page(tmp_path, "rules/own.yaml", faulty)
    run = invoke("extract", write_page(tmp_path), "--rules", tmp_path / "rules")
    assert (run.stdout, run.exit_code) == ("", 2)
    places = [line.split(" ")[1] for line in run.stderr.splitlines() if line.startswith(f"tyfacts: {tmp_path}")]
    assert [place.removeprefix(f"{tmp_path}/rules/own.yaml:").split(":")[0] for place in places] == ["2", "3"]


def test_a_table_never_takes_the_place_of_an_input(tmp_path: Path) -> None:
    """A document, the list of dates, and either under another name are refused as output, and stay as they are."""
    page = write_page(tmp_path, "pages/a.txt")
    dates = tmp_path / "pages" / "documents.csv"
    dates.write_text("file,date\na.txt,2022-08-12\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(page)
    os.link(dates, tmp_path / "hard.csv")
    before = {path: path.read_bytes() for path in (page, dates)}
    for given, output in [
        (page, page), (page.parent, page), (page, dates), (page.parent, dates),
        (page.parent, tmp_path / "link.csv"), (page.parent, tmp_path / "hard.csv"),
    ]:  # fmt: skip
        run = invoke("extract", given, "--format", "csv", "-o", output)
        assert run.exit_code == 2
        assert run.stderr == f"tyfacts: cannot write {output}: it is one of the inputs; choose another name with -o\n"
    assert {path: path.read_bytes() for path in (page, dates)} == before


# --- the schema of the variables ------------------------------------------------------------------------------------


def test_columns_are_those_of_the_model(tmp_path: Path) -> None:
    """Chinese headers are those of the model, in its order."""
    run = invoke("extract", write_page(tmp_path), "--headers", "zh")
    assert run.stdout.splitlines()[0] == ",".join(column.header_zh for column in COLUMNS)
