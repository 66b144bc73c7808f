"""``tyfacts diff`` as a user runs it: sides, filters, formats, exit codes and bad input."""

from __future__ import annotations

import dataclasses
import json
import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import Result

from taiyuan_facts import extract
from taiyuan_facts.model import COLUMNS, Fact
from taiyuan_facts.output.columns import NOT_COMPARED
from taiyuan_facts.output.diff_formats import DIFF_FORMATS
from taiyuan_facts.output.tables import write_table
from tests.cli.runs import BINARY, RAWS, at_terminal, invoke, shell, tyfacts, write_page
from tests.output.samples import PLANT, a_fact

COMPARED = [column for column in COLUMNS if column.name not in NOT_COMPARED]
SAME = "no difference: 1 facts the same\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of its own, outside any forge."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


def table(name: str, *facts: Fact) -> str:
    """A table of the facts in the current folder; its name."""
    write_table(facts, Path(name))
    return name


def pages() -> tuple[str, str]:
    """A folder with one page, and the table of it."""
    write_page(Path("pages"), "2022-08-12.txt")
    return table("facts.csv", *extract("pages")), "pages"


def outcome(result: Result) -> tuple[int, str]:
    """Exit code and standard output; nothing may have been said."""
    assert result.stderr == ""
    return result.exit_code, result.stdout


def trouble(result: Result) -> str:
    """The one sentence that is said of a mistake; no output, exit code 2, no traceback."""
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("tyfacts: ")
    return lines[0].removeprefix("tyfacts: ")


# --- sides ------------------------------------------------------------------------------------------------------------


def test_a_table_is_the_same_as_the_documents_it_was_made_of() -> None:
    """Either way round, and with the document named instead of its folder."""
    facts, folder = pages()
    same = (0, f"no difference: {len(RAWS)} facts the same\n")
    for sides in ((facts, folder), (folder, facts), (facts, "pages/2022-08-12.txt")):
        assert outcome(invoke("diff", *sides)) == same


def test_a_figure_that_no_longer_holds_is_told() -> None:
    """A sum changed in the page is a change of value with the place in the page; the exit code is 1."""
    facts, folder = pages()
    page = Path("pages/2022-08-12.txt")
    page.write_text(page.read_text("utf-8").replace("24.7亿", "25.7亿"), "utf-8")
    code, text = outcome(invoke("diff", facts, folder))
    assert code == 1
    assert text.splitlines()[1:] == [
        "    value: 24.7 亿元 → 25.7 亿元",
        "    raw: 24.7亿元 → 25.7亿元",
        "0 added, 0 removed, 1 changed, 2 the same (facts.csv → pages)",
    ]
    assert text.startswith("~ pages/2022-08-12.txt:1: investment ")


def test_text_that_moved_and_figures_spelled_anew_are_no_change() -> None:
    """Another line above, and 247000万元 for 24.7亿元: the figures still hold."""
    facts, folder = pages()
    page = Path("pages/2022-08-12.txt")
    page.write_text(f"要闻\n\n{page.read_text('utf-8').replace('24.7亿', '247000万')}", "utf-8")
    assert outcome(invoke("diff", facts, folder, "--ignore", "article")) == (0, "no difference: 3 facts the same\n")


@pytest.mark.parametrize("name", ["new.json", "new.jsonl", "new.xlsx", "new.parquet", "new.db", "new", "new.txt"])
def test_tables_of_all_formats_are_sides(name: str) -> None:
    """By the ending, by a folder of tables, and by what a file of another ending holds."""
    old = table("old.csv", PLANT)
    table("new.csv" if name == "new.txt" else name, PLANT)
    if name == "new.txt":
        Path("new.csv").rename(name)
    assert outcome(invoke("diff", old, name)) == (0, SAME)


@pytest.mark.parametrize("name", ["new.json", "new.jsonl", "new.xlsx", "new.db"])
def test_a_table_is_known_by_its_content(name: str) -> None:
    """A table saved under a name without an ending is no document."""
    old = table("old.csv", PLANT)
    Path(table(name, PLANT)).rename("saved")
    assert outcome(invoke("diff", old, "saved")) == (0, SAME)


def test_standard_input_is_a_table() -> None:
    """`-` on either side; both tables are of one fact here, of whatever format."""
    name = table("facts.csv", PLANT)
    table("facts.jsonl", PLANT)
    for data in (Path(name).read_bytes(), Path("facts.jsonl").read_bytes()):
        assert outcome(invoke("diff", name, "-", stdin=data)) == (0, SAME)
        assert outcome(invoke("diff", "-", name, stdin=data)) == (0, SAME)


def test_a_pipe_is_a_table() -> None:
    """`<(git show HEAD:facts.csv)` can be read once only; it is told as a table what is wrong with it."""
    old, new = (Path(table(name, PLANT)).absolute() for name in ("old.csv", "new.csv"))
    done = shell('tyfacts diff <(cat "$1") "$2"', old, new)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, SAME, b"")
    done = shell('tyfacts diff <(echo 总投资24.7亿元。) "$1"', new)
    assert (done.returncode, done.stdout, b"not a facts table" in done.stderr) == (2, b"", True)


def test_a_closed_standard_input_is_told() -> None:
    """There is no table to read."""
    done = shell('tyfacts diff "$1" - <&-', Path(table("old.csv", PLANT)).absolute())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"tyfacts: standard input is closed; pipe a facts table into it, or name a file\n"


def test_tables_in_other_units_are_the_same() -> None:
    """5000 万元 is 0.5 亿元, whichever units the tables were written in."""
    old = table("old.csv", a_fact(value=Decimal("0.5")))
    assert outcome(invoke("diff", old, table("new.csv", a_fact(value=Decimal(5000), unit="万元")))) == (0, SAME)


def test_rows_in_another_order_and_columns_of_a_later_version_are_no_change() -> None:
    """A table is a set of facts; columns behind the last one may have been added by a later version."""
    facts = [a_fact(id=str(number), start=number) for number in range(9)]
    old = table("old.csv", *facts)
    header, *rows = Path(table("new.csv", *facts[::-1])).read_text("utf-8").splitlines()
    Path("new.csv").write_text("\n".join([f"{header},later", *(f"{row},1" for row in rows)]), "utf-8")
    assert outcome(invoke("diff", old, "new.csv")) == (0, "no difference: 9 facts the same\n")


# --- filters and exit codes -------------------------------------------------------------------------------------------


def other(fact: Fact, name: str) -> Fact:
    """The fact with another value in one column."""
    values = {"decimal": Decimal(99), "date": date(2030, 1, 1), "int": 99}
    column = next(column for column in COLUMNS if column.name == name)
    value = next(value for value in column.values if value != getattr(fact, name)) if column.values else None
    return dataclasses.replace(fact, **{name: value or values.get(column.type, "另")})  # type: ignore[arg-type]


@pytest.mark.parametrize("column", [column.name for column in COMPARED])
@pytest.mark.parametrize("format_", DIFF_FORMATS)
def test_the_exit_code_is_that_of_what_is_left(column: str, format_: str) -> None:
    """Whatever the column and the format: 1 where it differs, 0 where that column is ignored."""
    old = table("old.csv", PLANT)
    new = table("new.csv", other(PLANT, column))
    assert invoke("diff", old, new, "-f", format_).exit_code == 1
    assert outcome(invoke("diff", old, new, "-f", format_, "--ignore", column))[0] == 0


def test_names_of_columns_may_be_chinese_and_several() -> None:
    """Commas part names, and the option may be given again."""
    old, new = table("old.csv", PLANT), table("new.csv", a_fact(subject="甲", status="actual", item="乙"))
    assert invoke("diff", old, new, "--ignore", "主体,状态").exit_code == 1
    assert invoke("diff", old, new, "--ignore", "主体,状态", "--ignore", "item").exit_code == 0


def test_filters_together() -> None:
    """Kinds left out and numbers within the tolerance are no difference; --with-rule makes one of a renamed rule."""
    growth = a_fact(id="g", kind="growth", rule="r")
    old = table("old.csv", PLANT, growth)
    new = table("new.csv", a_fact(value=Decimal("24.8")), dataclasses.replace(growth, status="actual", rule="renamed"))
    codes = {
        ("--only", "investment"): 1,
        ("--only", "growth"): 1,
        ("--only", "investment", "--tolerance", "0.5%"): 0,
        ("--only", "investment", "--tolerance", "0.4 %"): 1,
        ("--only", "investment,growth", "--tolerance", "0.5％"): 1,
        ("--tolerance", "0.5%", "--ignore", "status"): 0,
        ("--tolerance", "0.5%", "--ignore", "status", "--with-rule"): 1,
        ("--only", "investment", "--tolerance", "0.5%", "--with-rule"): 0,
    }
    assert {words: invoke("diff", old, new, *words).exit_code for words in codes} == codes


def test_options_are_variables_too() -> None:
    """TYFACTS_IGNORE and the like; the format has a name of its own, as TYFACTS_FORMAT is that of tables."""
    old, new = table("old.csv", PLANT), table("new.csv", a_fact(subject="甲", status="actual"))
    assert invoke("diff", old, new, env={"TYFACTS_IGNORE": "subject status"}).exit_code == 0
    result = invoke("diff", old, new, env={"TYFACTS_DIFF_FORMAT": "json", "TYFACTS_FORMAT": "xlsx"})
    assert json.loads(result.stdout)["changed"] == 1


def test_quiet_leaves_the_exit_code() -> None:
    """With --quiet nothing is printed or said."""
    old, new = table("old.csv", PLANT), table("new.csv")
    result = invoke("diff", old, new, "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")


def test_a_closed_pipe_does_not_turn_a_difference_into_none() -> None:
    """`| head` ends quietly, and the exit code still says that the sides differ."""
    facts = [a_fact(id=str(number), subject=f"第{number}项" * 30) for number in range(3000)]
    old, new = (Path(table(name, *some)).absolute() for name, some in (("old.csv", facts), ("new.csv", facts[:1])))
    result = shell('tyfacts diff "$1" "$2" | head -n 1; echo "${PIPESTATUS[0]}"', old, new)
    assert result.stderr == b""
    assert result.stdout.splitlines()[-1] == b"1"


# --- bad input --------------------------------------------------------------------------------------------------------


def test_a_thing_compared_with_itself_is_refused() -> None:
    """The same path twice, a link to it, or standard input twice: always the same, which says nothing."""
    name = table("facts.csv", PLANT)
    Path("link.csv").symlink_to(name)
    os.link(name, "hard.csv")
    remedy = "name the table of before first, then that of now"
    assert trouble(invoke("diff", name, name)) == f"OLD and NEW are the same thing, facts.csv; {remedy}"
    for link in ("link.csv", "hard.csv", "./facts.csv"):
        assert trouble(invoke("diff", name, link)) == f"OLD and NEW are the same thing, facts.csv and {link}; {remedy}"
    assert trouble(invoke("diff", "-", "-")) == "OLD and NEW are both standard input; name a file for one of them"


def _without_column(text: str) -> str:
    rows = [line.split(",") for line in text.splitlines()]
    return "".join(f"{','.join(row[:4] + row[5:])}\n" for row in rows)


def _half(text: str) -> str:
    return text[: text.index("冷轧硅钢项目总")]


AGAIN = "write the table again"
EXTRACT = "write one with `tyfacts extract PAGES -o facts.csv`"
DAMAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "a missing column": (
        _without_column,
        f"new.csv:1: the column subject is missing; {AGAIN} with all its columns (without --columns)",
    ),
    "an unknown column": (
        lambda text: text.replace("subject", "subjct", 1),
        "new.csv:1: unknown column 'subjct'; did you mean subject?",
    ),
    "a doubled id": (
        lambda text: text + text.splitlines()[1] + "\n",
        "new.csv:3: the id 'f3a9c1d2' stands at new.csv:2 already; "
        "take one of the two rows out, or extract the table again",
    ),
    "half a file": (_half, f"new.csv:2: cut off after 19 of 23 cells; {AGAIN}"),
    "a word for a number": (
        lambda text: text.replace("24.7,", "viel,", 1),
        "new.csv:2: column value: 'viel' is not a decimal; write plain digits such as 24.7",
    ),
    "an empty file": (lambda _: "", f"new.csv: empty, not even a header; {EXTRACT}"),
    "another table": (
        lambda _: "file,day\na.txt,2022-08-12\n",
        f"new.csv:1: not a facts table: 23 of its columns are missing (id, doc, article, …); {EXTRACT}",
    ),
    "semicolons": (
        lambda text: text.replace(",", ";"),
        "new.csv:1: its cells are parted by semicolons, not by commas; save the table with commas",
    ),
}


@pytest.mark.parametrize(("damage", "sentence"), DAMAGES.values(), ids=DAMAGES)
def test_a_broken_table_is_told_on_either_side(damage: Callable[[str], str], sentence: str) -> None:
    """One sentence with place and remedy, and never an answer."""
    old, new = table("old.csv", PLANT), Path(table("new.csv", PLANT))
    new.write_text(damage(new.read_text("utf-8")), "utf-8")
    assert trouble(invoke("diff", old, new)) == sentence
    assert trouble(invoke("diff", new, old)) == sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--ignore", "subjekt"], "unknown column 'subjekt'; did you mean subject?"),
        (["--only", "grwth"], "unknown kind 'grwth', and neither side has a fact of it; did you mean growth?"),
        (["--tolerance", "0.005"], "the tolerance '0.005' is no percentage; write it as 0.5%"),
        (["--tolerance", "100%"], "the tolerance goes from 0% to below 100%; write it as 0.5%"),
        (["--format", "markdwn"], "unknown format 'markdwn'; did you mean markdown?"),
        (["--format", "sarif"], "unknown format 'sarif'; known are text, json, markdown, github, gitlab"),
        (["--rules", "nowhere"], "there is no folder nowhere; give the one that holds your rule files (*.yaml)"),
    ],
)
def test_options_that_make_no_sense_are_told(words: list[str], sentence: str) -> None:
    """One sentence with the nearest name or the form that is wanted."""
    old, new = table("old.csv", PLANT), table("new.csv", PLANT)
    assert trouble(invoke("diff", old, new, *words)) == sentence


def test_a_missing_side_is_told_with_the_nearest_name() -> None:
    """A path with nothing at it."""
    name = table("facts.csv", PLANT)
    assert trouble(invoke("diff", "fact.csv", name)) == "there is no fact.csv; did you mean facts.csv?"
    assert trouble(invoke("diff", name, "")) == (
        "an empty path was given; name a file, a folder, or - for standard input"
    )


def test_a_folder_with_nothing_or_with_both_is_told() -> None:
    """Which of the two was meant cannot be guessed."""
    name = table("facts.csv", PLANT)
    Path("empty").mkdir()
    assert trouble(invoke("diff", name, "empty")) == (
        "empty holds neither documents nor facts tables; name a folder that does, or a file"
    )
    table("both", PLANT)
    write_page(Path("both"))
    assert trouble(invoke("diff", name, "both")) == (
        "both holds both documents and facts tables; move either of them out, or name a file in it"
    )


def test_a_document_that_cannot_be_read_is_trouble() -> None:
    """Its facts would otherwise be told as removed."""
    facts, folder = pages()
    Path("pages/broken.txt").write_bytes(BINARY)
    result = invoke("diff", facts, folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("tyfacts: pages/broken.txt")


def test_what_looks_like_a_mistake_is_noted() -> None:
    """Two tables of different documents, or with nothing in them, are compared, and the doubt is told."""
    old, new = table("old.csv", PLANT), table("new.csv", a_fact(id="x", doc="b.txt", sentence="另一句。", subject="乙"))
    result = invoke("diff", old, new)
    note = "the two sides have no document in common (2022-08-12_A1.txt; b.txt); are these the right ones?"
    assert (result.exit_code, result.stderr) == (1, f"tyfacts: {note}\n")
    result = invoke("diff", table("a.csv"), table("b.csv"))
    assert (result.exit_code, result.stdout) == (0, "no difference: 0 facts the same\n")
    assert result.stderr == "tyfacts: neither side has a fact; are these the right ones?\n"


# --- formats ----------------------------------------------------------------------------------------------------------


def test_annotations_point_into_the_repository(tmp_path: Path) -> None:
    """Paths begin at the root of the repository, wherever the command runs; --root says where two tables' pages are."""
    facts, folder = pages()
    Path("pages/2022-08-12.txt").write_text("别的。\n", "utf-8")
    table("empty.csv")
    root = tmp_path.parent
    for format_, variable in (("github", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR")):
        from_root = f"{tmp_path.name}/pages/2022-08-12.txt"
        assert paths(format_, invoke("diff", facts, folder, "-f", format_, env={variable: str(root)})) == {from_root}
        assert paths(format_, invoke("diff", facts, folder, "-f", format_)) == {"pages/2022-08-12.txt"}
        assert paths(format_, invoke("diff", facts, "empty.csv", "-f", format_)) == {"2022-08-12.txt"}
        given = invoke("diff", facts, "empty.csv", "-f", format_, "--root", "pages", env={variable: str(root)})
        assert paths(format_, given) == {from_root}


def paths(format_: str, result: Result) -> set[str]:
    """The files that a report points at."""
    if format_ == "gitlab":
        return {issue["location"]["path"] for issue in json.loads(result.stdout)}
    return set(re.findall("file=([^,]*),", result.stdout))


def test_the_step_summary_gets_the_table() -> None:
    """Behind what is there already; the same as --format markdown."""
    old, new = table("old.csv", PLANT), table("new.csv")
    summary = Path("summary.md")
    summary.write_text("# before\n", "utf-8")
    result = invoke("diff", old, new, "-f", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 2)
    markdown = invoke("diff", old, new, "-f", "markdown").stdout
    assert summary.read_text("utf-8") == f"# before\n{markdown}"


def test_a_step_summary_that_is_full_or_cannot_be_written_is_told() -> None:
    """GitHub refuses more than a mebibyte a step; the annotations are printed all the same."""
    old, new = table("old.csv", PLANT), table("new.csv", a_fact(value=Decimal(1)))
    full = Path("full.md")
    full.write_bytes(b"x" * (1024 * 1024 - 10))
    result = invoke("diff", old, new, "-f", "github", env={"GITHUB_STEP_SUMMARY": str(full)})
    assert (result.exit_code, full.stat().st_size) == (1, 1024 * 1024 - 10)
    assert result.stderr == "tyfacts: the step summary is full; the table is left out of it\n"
    told = trouble(invoke("diff", old, new, "-f", "github", env={"GITHUB_STEP_SUMMARY": "no/summary.md"}))
    assert told == "cannot write the step summary no/summary.md: No such file or directory; check GITHUB_STEP_SUMMARY"


def test_output_is_utf_8_in_any_locale() -> None:
    """The same bytes whatever the locale and the hash seed."""
    old = Path(table("old.csv", PLANT, a_fact(id="b", start=9))).absolute()
    new = Path(table("new.csv", a_fact(subject="甲"))).absolute()
    runs = [
        tyfacts("diff", old, new, env={"LC_ALL": locale, "PYTHONHASHSEED": seed}).stdout
        for locale, seed in (("C", "0"), ("C.UTF-8", "1"), ("zh_CN.GB18030", "2"))
    ]
    assert len(set(runs)) == 1
    assert "subject: 冷轧硅钢项目 → 甲\n" in runs[0].decode()


def test_colours_are_for_terminals() -> None:
    """None in a pipe even with FORCE_COLOR, none under NO_COLOR or --color never; --color always puts them in."""
    old = Path(table("old.csv", PLANT)).absolute()
    new = Path(table("new.csv", a_fact(subject="甲"))).absolute()
    assert b"\x1b" not in tyfacts("diff", old, new, env={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b[32m\xe7\x94\xb2\x1b[0m" in tyfacts("diff", old, new, "--color", "always").stdout
    assert b"\x1b" not in tyfacts("diff", old, new, "--color", "always", "--format", "markdown").stdout
    shown, code = at_terminal("diff", old, new)
    assert code == 1
    assert "\x1b[31m冷轧硅钢项目\x1b[0m → \x1b[32m甲\x1b[0m" in shown
    plain = (
        at_terminal("diff", old, new, "--color", "never"),
        at_terminal("diff", old, new, env={"NO_COLOR": "1"}),
        at_terminal("diff", old, new, env={"TERM": "dumb"}),
    )
    assert [text for text, _ in plain if "\x1b" in text] == []


def test_two_tables_are_compared_without_loading_rules_or_pandas() -> None:
    """Start-up is what a user feels in a hook: neither the rules nor their libraries are imported."""
    old = Path(table("old.csv", PLANT)).absolute()
    new = Path(table("new.csv", a_fact(line=4))).absolute()
    script = (
        "import sys; from taiyuan_facts.cli import main; sys.argv[1:1] = ['diff']\n"
        "try: main()\n"
        "finally: print(sorted({'pandas', 'cn2an', 'regex', 'yaml', 'openpyxl'} & set(sys.modules)))"
    )
    result = python(script, old, new)
    assert result == f"{SAME}[]\n"


def python(script: str, *arguments: object) -> str:
    """What a script prints, in a process of its own."""
    from tests.output.runs import python as run

    return run(script, *arguments).stdout.decode()


def test_help_names_exit_codes_and_examples() -> None:
    """What a user has to know to put it into CI."""
    text = invoke("diff", "--help").stdout
    words: Iterable[str] = (
        "Exit codes: 0 the same, 1 different, 2 trouble",
        "Examples:",
        "tyfacts diff facts.csv seeds/",
    )
    assert [word for word in words if word not in text] == []
