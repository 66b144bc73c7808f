"""`tyfacts explain`: a text, a file or a line of it, as a tree and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taiyuan_facts.ruleset.loader import load_packaged

from ..ruleset.folders import RULE, write_folder
from .runs import PAGE, RAWS, at_terminal, invoke, write_page

SOME_RULE = load_packaged().rules[0].id


def test_a_text_is_told_as_a_tree() -> None:
    """What was scanned, the skeleton, who wins and why, the row and where its columns come from."""
    result = invoke("explain", "冷轧硅钢项目总投资24.7亿元，用上了5G。", "--issue-date", "2022-08-12")
    assert result.exit_code == 0
    shown = " ".join(result.stdout.replace("│", " ").split())
    assert shown.startswith("text, issued 2022-08-12 └── line 1, body: 冷轧硅钢项目总投资24.7亿元，用上了5G。")
    for part in (
        "skeleton 冷轧硅钢项目总投资‹money›，｜用上了5G。",
        "24.7亿元 scanned as ‹money› 24.7 亿元",
        "(investment): ",
        "(money): ‹money›",
        "row kind investment · subject 冷轧硅钢项目",
        "subject 冷轧硅钢项目: a name in the figure's clause «冷轧硅钢项目总投资24.7亿元，»",
        "status actual: ",
        "5 is no figure: figures.yaml, never: generation",
    ):
        assert part in shown


def test_a_file_is_told_with_its_issue_date(tmp_path: Path) -> None:
    """A file that is there is read, its date found out as `extract` does; a line can be named."""
    path = write_page(tmp_path, "2022-08-15.txt", f"标题\n\n{PAGE}\n另有3人。\n")
    data = json.loads(invoke("explain", path, "--json").stdout)
    assert (data["document"], data["issued"]) == ("2022-08-15.txt", "2022-08-15")
    assert [figure["raw"] for sentence in data["sentences"] for figure in sentence["figures"]] == [*RAWS, "3人"]
    data = json.loads(invoke("explain", f"{path}:5", "--json").stdout)
    assert [figure["raw"] for sentence in data["sentences"] for figure in sentence["figures"]] == ["3人"]


def test_standard_input_is_told() -> None:
    """`-` is a document from a pipe."""
    data = json.loads(invoke("explain", "-", "--json", stdin=PAGE.encode()).stdout)
    assert [figure["raw"] for sentence in data["sentences"] for figure in sentence["figures"]] == RAWS


def test_rules_of_ones_own_are_told_and_one_can_be_tried(tmp_path: Path) -> None:
    """--rules lays a folder over; --rule shows how far a rule gets in each clause."""
    folder = write_folder(tmp_path, {"tea.yaml": RULE})
    result = invoke("explain", "茶叶销量为5吨，茶叶产量为6吨，茶叶值7元。", "--rules", folder, "--rule", "tea-sold")
    shown = " ".join(result.stdout.replace("│", " ").split())
    assert "wins tea-sold (output): 茶叶销量为‹mass›" in shown
    assert shown.partition("the rule tea-sold ")[2] == (
        "├── 茶叶销量为‹mass›，: matches 茶叶销量为‹mass› "
        "├── 茶叶产量为‹mass›，: fails at its first piece (?<indicator>茶叶销量) "
        "└── 茶叶值‹money›。: needs ‹mass›"
    )
    tried = json.loads(invoke("explain", "茶叶销量为5吨。", "--rules", folder, "--rule", "tea-sold", "--json").stdout)
    assert tried["tried"] == [{"text": "茶叶销量为‹mass›。", "matched": "茶叶销量为‹mass›", "fails": "", "lacks": ""}]


def test_a_text_without_figures_is_told_so() -> None:
    """Nothing is scanned, and that is said."""
    result = invoke("explain", "今天没有数字。")
    assert result.exit_code == 0
    assert "今天" in result.stdout
    assert "no figure is scanned here" in invoke("explain", "没有数字。").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["gone.txt"],
            "tyfacts: there is no file gone.txt, and it is no Chinese text; give a sentence or FILE[:LINE]\n",
        ),
        (
            ["共3吨。", "--rule", f"{SOME_RULE}x"],
            f"tyfacts: there is no rule {SOME_RULE}x; did you mean {SOME_RULE}?\n",
        ),
        (["共3吨。", "--issue-date", "soon"], "tyfacts: 'soon' is no issue date; write it as 2022-08-12\n"),
    ],
)
def test_what_cannot_be_told_is_said_in_one_sentence(arguments: list[str], said: str) -> None:
    """A missing file, an unknown rule, a date that is none: exit code 2."""
    result = invoke("explain", *arguments)
    assert (result.exit_code, result.stderr) == (2, said)


def test_a_line_that_there_is_not_is_told(tmp_path: Path) -> None:
    """A line behind the last."""
    path = write_page(tmp_path)
    result = invoke("explain", f"{path}:9")
    assert (result.exit_code, result.stderr) == (2, f"tyfacts: {path} has 2 lines, and no line 9; give one of them\n")


def test_what_a_page_holds_is_no_command_for_the_terminal(tmp_path: Path) -> None:
    """Control characters of a page are shown as U+FFFD; at a terminal there is colour, in a pipe there is none."""
    path = write_page(tmp_path, text="\x1b[31m[bold]项目总投资3亿元\u202e。\n")
    shown, code = at_terminal("explain", path)
    assert code == 0
    assert "\ufffd[31m[bold]项目总投资3亿元\ufffd。" in shown.replace("\x1b[0m", "")
    assert "\x1b[" in shown
    assert "\x1b" not in invoke("explain", path).stdout
