"""What a check finds besides the faults of loading: backtracking, missing examples, rules that cannot win."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyuan_facts.ruleset.checks import check_rules

from .folders import RULE, changed, check, see_with, write_folder


def test_a_folder_that_is_right_has_no_fault(tmp_path: Path) -> None:
    """Its own files and rules are counted, not those of the package."""
    folder = write_folder(tmp_path, {"tea.yaml": RULE, "lexicon.yaml": "tea: [红茶]\n"})
    report = check_rules(folder, see_with)
    assert (report.faults, report.files, report.rules) == ((), 2, 1)


def test_a_pattern_that_backtracks_is_told_at_its_repeat(tmp_path: Path) -> None:
    """The repeat is pointed at in the rule's own line, behind macros, with what to do."""
    [fault] = check(tmp_path / "own", changed("{is} {mass}", "{is} (?:\\p{Han}+)* {mass}"))
    assert fault == (
        "tea.yaml:5:37: the pattern can backtrack without bound: a repeat without an upper bound stands around another "
        "with nothing between them; bound the repeat, as in {0,12}, or make it possessive, as in *+"
    )


def test_a_fragment_that_backtracks_is_told_in_the_lexicon(tmp_path: Path) -> None:
    """Patterns of data files are tried too, with the words that they use written out."""
    files = {"lexicon.yaml": "tea_gap: '(?:{increase}|{increase}了?)*共'\n"}
    [fault] = check(tmp_path / "own", files)
    assert fault.startswith("lexicon.yaml:1:10: the pattern can backtrack without bound: on a text such as «")


LACKING = {
    "        facts: []": "one with none (facts: [])",
    "        facts: [{raw: 5吨, value: '0.0005', unit: 万吨}]": "one with facts",
}


@pytest.mark.parametrize("facts", LACKING)
def test_a_rule_needs_an_example_for_and_one_against(facts: str, tmp_path: Path) -> None:
    """A rule without a positive or a negative example is a fault, which says which is lacking."""
    other = next(text for text in LACKING if text != facts)
    text = (
        RULE.replace("春季茶叶销量达5吨。", "茶叶5吨。")
        if "raw" in facts
        else RULE.replace("茶叶装了5吨的车。", "茶叶销量5吨。")
    )
    files = {"tea.yaml": text.replace(facts, other)}
    assert f"tea.yaml:2:9: the rule tea-sold lacks examples: {LACKING[facts]}" in check(tmp_path / "own", files)


def test_a_rule_without_examples_is_told_so_and_still_loads(tmp_path: Path) -> None:
    """Examples are asked for by the check, not by a run."""
    files = {"tea.yaml": RULE.partition("    examples")[0]}
    assert check(tmp_path / "own", files) == [
        "tea.yaml:2:9: the rule tea-sold lacks examples: one with facts and one with none (facts: [])"
    ]


def test_a_rule_that_finds_nothing_in_its_examples_is_told(tmp_path: Path) -> None:
    """A pattern that matches none of its own examples."""
    assert check(tmp_path / "own", changed("(?<indicator>茶叶销量)", "(?<indicator>茶叶产量)")) == [
        "tea.yaml:2:9: the pattern finds no figure in any of its own examples; `tyfacts rules test --rule tea-sold` "
        "shows them"
    ]


def test_a_rule_that_can_never_win_is_told_with_the_winner(tmp_path: Path) -> None:
    """A rule beaten in every example by another one."""
    longer = RULE.partition("rules:\n")[2].replace("tea-sold", "tea-longer")
    longer = longer.replace("(?<indicator>茶叶", "春季(?<indicator>茶叶")
    assert check(tmp_path / "own", {"tea.yaml": RULE + longer}) == [
        "tea.yaml:2:9: the rule never wins a figure of its own examples: tea-longer (5吨) takes it; match more text, "
        "or disable the other"
    ]


def test_one_rule_s_faults_do_not_hide_another_s(tmp_path: Path) -> None:
    """Rules that load are checked to the end, whatever is wrong with others."""
    broken = RULE.replace("tea-sold", "broken").replace("{is}", "{iss}")
    files = {"a.yaml": broken, "tea.yaml": changed("(?<indicator>茶叶销量)", "(?<indicator>茶叶产量)")["tea.yaml"]}
    assert [fault.partition(": ")[0] for fault in check(tmp_path / "own", files)] == ["a.yaml:5:33", "tea.yaml:2:9"]
