"""The way in from Python: the names that are promised, and what they give."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import taiyuan_facts
from taiyuan_facts import Document, Fact, TyfactsError, extract, extract_text, load_rules, to_frame
from taiyuan_facts.errors import InputError, RuleError
from taiyuan_facts.model import COLUMN_NAMES

PAGE = "冷轧硅钢项目总投资24.7亿元，年产硅钢50万吨，预计10月底投产。\n"
OTHER = "本月，铝材项目总投资3.5亿元。\n"
RAWS = ["24.7亿元", "50万吨", "10月底"]
OWN_RULE = """\
rules:
  - id: own-donation
    kind: money
    title: 捐赠 N
    match: '捐赠{money}'
    examples:
      - text: 企业捐赠3亿元。
        facts: [{raw: 3亿元}]
      - text: 企业没有捐赠。
        facts: []
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_promised_names_are_these() -> None:
    """The public names are sorted, all there, and what `dir` shows; any other name is an AttributeError."""
    names = taiyuan_facts.__all__
    assert names == sorted(names)
    assert names == [
        "COLUMNS", "Document", "Fact", "Ruleset", "TyfactsError", "__version__",
        "extract", "extract_text", "load_rules", "to_frame",
    ]  # fmt: skip
    assert {name for name in names if not hasattr(taiyuan_facts, name)} == set()
    assert set(names) <= set(dir(taiyuan_facts))
    with pytest.raises(AttributeError, match="module 'taiyuan_facts' has no attribute 'extract_all'"):
        taiyuan_facts.extract_all  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    """`import taiyuan_facts` imports no other module of the package and no library; a name brings what it needs."""
    script = (
        "import sys; import taiyuan_facts\n"
        "def ours(): return sorted(name for name in sys.modules if name.startswith('taiyuan_facts.'))\n"
        "libraries = {'regex', 'yaml', 'cn2an', 'pandas', 'typer', 'rich'}\n"
        "print(ours(), sorted(libraries & set(sys.modules)))\n"
        "taiyuan_facts.Fact; print(ours(), sorted(libraries & set(sys.modules)))\n"
    )
    root = str(Path(__file__).resolve().parents[1])
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=root)
    assert run.stdout.decode().splitlines() == ["[] []", "['taiyuan_facts.model'] []"]


def test_a_text_gives_its_facts() -> None:
    """`extract_text` gives the figures in the order of the text, with offsets into it, dated by the issue date."""
    facts = extract_text(PAGE, issued="2022-08-12", name="page")
    assert [PAGE[fact.start : fact.end] for fact in facts] == RAWS
    assert [(fact.raw, fact.doc) for fact in facts] == [(raw, "page") for raw in RAWS]
    assert facts[-1].date_end == date(2022, 10, 31)


@pytest.mark.parametrize(
    "issued", ["2022-08-12", "20220812", "2022年8月12日", date(2022, 8, 12), datetime(2022, 8, 12, 9, tzinfo=UTC)]
)
def test_an_issue_date_may_be_text_or_a_date(issued: str | date) -> None:
    """All ways to give an issue date give the same facts."""
    assert extract_text(PAGE, issued=issued) == extract_text(PAGE, issued=date(2022, 8, 12))


def test_without_an_issue_date_the_year_stays_open() -> None:
    """Without an issue date a time without a year has none; nothing is taken from the clock."""
    assert extract_text(PAGE)[-1].date.startswith("XXXX-10")


@pytest.mark.parametrize("issued", ["", "August", "2022-02-30"])
def test_what_is_no_date_is_an_error(issued: str) -> None:
    """An issue date that is none is told with how to write one."""
    with pytest.raises(InputError) as caught:
        extract_text(PAGE, issued=issued)
    assert str(caught.value) == f"{issued!r} is no issue date; write it as 2022-08-12"


def test_a_file_a_folder_and_several_give_the_same_facts(tmp_path: Path) -> None:
    """A file, a folder and a list of files give the facts of each text, under its name and with its issue date."""
    first = write(tmp_path, "2022-08-12.txt", PAGE)
    second = write(tmp_path, "b/other.md", OTHER)
    expected = extract_text(PAGE, issued="2022-08-12", name="2022-08-12.txt")
    assert list(extract(first)) == list(extract(str(first))) == expected
    others = extract_text(OTHER, name="b/other.md")
    assert list(extract(tmp_path)) == [*expected, *others]
    assert [fact.raw for fact in extract([first, str(second)])] == [*RAWS, "3.5亿元"]
    assert list(extract(tmp_path, issued="2022-08-12")) == [
        *expected,
        *extract_text(OTHER, issued="2022-08-12", name="b/other.md"),
    ]


def test_an_encoding_can_be_given(tmp_path: Path) -> None:
    """`encoding` overrides the finding out; one that does not fit, or is not known, is an error."""
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode("gb18030"))
    assert [fact.raw for fact in extract(path, encoding="gb18030")] == RAWS
    with pytest.raises(InputError, match="does not fit UTF-8"):
        list(extract(path, encoding="utf-8"))
    with pytest.raises(InputError, match="unknown encoding 'gb18031'; did you mean gb18030"):
        extract(path, encoding="gb18031")


def test_inputs_are_checked_at_once_and_read_when_asked_for(tmp_path: Path) -> None:
    """What is missing is an error before the first fact is asked for; a document is read when its turn comes."""
    with pytest.raises(InputError, match=r"there is no .*nowhere\.txt"):
        extract(tmp_path / "nowhere.txt")
    first, second = write(tmp_path, "a.txt", PAGE), write(tmp_path, "b.txt", OTHER)
    facts = extract([first, second])
    assert next(facts).raw == RAWS[0]
    second.write_text("如今总投资9亿元。\n", encoding="utf-8")
    assert [fact.raw for fact in facts] == [*RAWS[1:], "9亿元"]


def test_a_document_that_cannot_be_read_is_raised_or_told(tmp_path: Path) -> None:
    """A broken document is an error by default; with `on_error` it is told and the others go on."""
    write(tmp_path, "a.txt", PAGE)
    (tmp_path / "b.txt").write_bytes(b"\x7fELF\x00\x01")
    write(tmp_path, "c.txt", OTHER)
    with pytest.raises(InputError, match=r"b\.txt looks like a binary file"):
        list(extract(tmp_path))
    told: list[TyfactsError] = []
    assert [fact.raw for fact in extract(tmp_path, on_error=told.append)] == [*RAWS, "3.5亿元"]
    assert [type(error) for error in told] == [InputError]


def test_rules_of_ones_own_are_laid_over(tmp_path: Path) -> None:
    """A folder of rules, as a path, as text or loaded, makes the row; without it another rule does."""
    write(tmp_path, "rules/own.yaml", OWN_RULE)
    folder = tmp_path / "rules"
    text = "集团捐赠2.5亿元。\n"
    for rules in (folder, str(folder), load_rules(folder), load_rules(str(folder))):
        assert [(fact.raw, fact.rule) for fact in extract_text(text, rules=rules)] == [("2.5亿元", "own-donation")]
    assert [fact.raw for fact in extract_text(text)] == ["2.5亿元"]
    assert extract_text(text)[0].rule != "own-donation"
    path = write(tmp_path, "page.txt", text)
    assert [fact.rule for fact in extract(path, rules=folder)] == ["own-donation"]
    assert load_rules(folder).digest != load_rules().digest


def test_broken_rules_are_an_error(tmp_path: Path) -> None:
    """Rules with faults are a RuleError at once, and a folder without rules an InputError."""
    write(tmp_path, "rules/own.yaml", OWN_RULE.replace("{money}", "{mony}"))
    with pytest.raises(RuleError, match=r"did you mean \{?money"):
        extract(tmp_path, rules=tmp_path / "rules")
    with pytest.raises(InputError, match="is no folder"):
        load_rules(tmp_path / "nowhere")


def test_facts_become_a_data_frame() -> None:
    """`to_frame` has a row a fact and the columns of the contract, and takes what `extract_text` gives."""
    frame = to_frame(extract_text(PAGE, issued="2022-08-12"))
    assert list(frame.columns) == list(COLUMN_NAMES)
    assert list(frame["raw"]) == RAWS
    assert list(to_frame([]).columns) == list(COLUMN_NAMES)


def test_the_records_are_those_of_the_model() -> None:
    """`Document`, `Fact` and `COLUMNS` are the records that the package itself uses."""
    assert isinstance(extract_text(PAGE)[0], Fact)
    assert Document("page", PAGE).issued is None
    assert tuple(column.name for column in taiyuan_facts.COLUMNS) == COLUMN_NAMES
