"""Inline examples are run alone and in the whole set, compared by the keys given, and a known miss is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from taiyuan_facts.model import Fact, Span
from taiyuan_facts.ruleset.examples import Mismatch, Outcome, Seen, align, never_wins, run_examples, show
from taiyuan_facts.ruleset.loader import load_rules

from ..output.samples import a_fact
from .folders import RULE, see_with, write_folder

TEXT = "春季茶叶销量达5吨。"


def run(folder: Path, rules: str) -> list[Outcome]:
    """The outcomes of the examples of one's own rules."""
    ruleset = load_rules(write_folder(folder, {"tea.yaml": rules}))
    return list(run_examples([rule for rule in ruleset.rules if rule.own], see_with(ruleset)))


def mismatches(folder: Path, old: str, new: str) -> list[Mismatch]:
    """What is wrong with the examples of folders.RULE once a piece of it is changed."""
    assert old in RULE
    return [mismatch for outcome in run(folder, RULE.replace(old, new)) for mismatch in outcome.mismatches]


def test_examples_that_are_as_they_say_pass(tmp_path: Path) -> None:
    """Each example is one outcome, in order, at its place in the file."""
    outcomes = run(tmp_path, RULE)
    assert [(outcome.rule.id, outcome.passed, outcome.location.line) for outcome in outcomes] == [
        ("tea-sold", True, 7),
        ("tea-sold", True, 9),
    ]


def test_only_the_keys_given_are_compared(tmp_path: Path) -> None:
    """An example may say nothing but how many facts there are; numbers are compared as numbers."""
    assert mismatches(tmp_path / "a", "{raw: 5吨, value: '0.0005', unit: 万吨}", "{}") == []
    assert mismatches(tmp_path / "b", "value: '0.0005'", "value: '0.000500'") == []
    assert mismatches(tmp_path / "c", "value: '0.0005'", "value: 0.0005, value_max: '', date: ''") == []


CHANGES = {
    ("value: '0.0005'", "value: '5'"): [Mismatch("differs", "value is 0.0005, not 5", Span(7, 9))],
    ("unit: 万吨", "indicator: 绿茶, qualifier: about"): [
        Mismatch("differs", "indicator is 茶叶销量, not 绿茶", Span(7, 9)),
        Mismatch("differs", "qualifier is exact, not about", Span(7, 9)),
    ],
    ("        facts: []", "        facts: [{raw: 5吨}]"): [
        Mismatch("missed", "missed: {raw: 5吨}; it is a figure, but the pattern does not capture it", Span(4, 6))
    ],
    ("        facts: []", "        facts: [{raw: 茶叶}]"): [
        Mismatch(
            "missed",
            "missed: {raw: 茶叶}; it is no figure (units.yaml and figures.yaml say what is one)",
            Span(0, 2),
        )
    ],
    ("        facts: []", "        facts: [{raw: '5'}]"): [
        Mismatch("missed", "missed: {raw: '5'}; the figure as scanned is 5吨", Span(4, 5))
    ],
    ("        facts: []", "        facts: [{unit: 万吨}]"): [Mismatch("missed", "missed: {unit: 万吨}")],
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_as_the_example_says_is_told(change: tuple[str, str], tmp_path: Path) -> None:
    """Missed facts and differing columns are told with their place in the text, and why."""
    assert mismatches(tmp_path, *change) == CHANGES[change]


def test_a_fact_too_many_is_told_as_one_would_write_it(tmp_path: Path) -> None:
    """An unexpected fact is shown so that it can be pasted into the example, with its place."""
    [mismatch] = mismatches(tmp_path, "text: 茶叶装了5吨的车。", "text: 茶叶销量是7吨多。")
    assert (mismatch.code, mismatch.span) == ("unexpected", Span(5, 8))
    assert mismatch.message.startswith(
        "unexpected: {raw: 7吨多, value: '0.0007', unit: 万吨, qualifier: over, kind: output"
    )


def test_a_figure_that_another_rule_wins_is_told_with_the_winner(tmp_path: Path) -> None:
    """Alone the rule finds its figure; in the whole set a longer match of another rule wins it."""
    longer = (
        RULE.partition("rules:\n")[2]
        .replace("tea-sold", "tea-longer")
        .replace("(?<indicator>茶叶", "春季(?<indicator>茶叶")
    )
    outcomes = run(tmp_path, RULE + longer)
    assert [(outcome.rule.id, outcome.mismatches) for outcome in outcomes if not outcome.passed] == [
        (
            "tea-sold",
            (Mismatch("lost", "in the whole set tea-longer wins it; `tyfacts explain` shows why", Span(7, 9)),),
        )
    ]


def test_a_known_miss_passes_until_it_comes_true(tmp_path: Path) -> None:
    """`todo` turns a failing example into a pass, and a passing one into a failure."""
    miss = "        facts: [{raw: 5吨}]\n        todo: cars are no tea\n"
    assert mismatches(tmp_path / "a", "        facts: []\n", miss) == []
    assert mismatches(tmp_path / "b", "        facts: []\n", "        facts: []\n        todo: cars\n") == [
        Mismatch("todo", "this known miss (cars) is none any more; take todo out")
    ]


def test_the_issue_date_of_an_example_dates_its_text(tmp_path: Path) -> None:
    """今年 is resolved against `issued`; without it the year stays open."""
    dated = RULE.replace(TEXT, "今年茶叶销量达5吨。").replace(
        "unit: 万吨}]", "date: '2021'}]\n        issued: 2021-03-01"
    )
    assert [outcome.mismatches for outcome in run(tmp_path, dated)] == [(), ()]


def test_a_due_date_that_has_passed_is_told_as_that(tmp_path: Path) -> None:
    """A deadline before the issue date makes no fact, and the example says so."""
    rules = (
        "rules:\n  - id: tea-due\n    kind: deadline\n    title: 茶园10月采完\n    match: '茶园 {time:due} 采完'\n"
        "    examples:\n      - {text: 茶园2020年3月采完。, issued: 2021-01-01, facts: [{raw: 2020年3月}]}\n"
    )
    [outcome] = run(tmp_path, rules)
    assert outcome.mismatches == (
        Mismatch(
            "missed",
            "missed: {raw: 2020年3月}; a due date that lies before the issue date makes no fact",
            Span(2, 9),
        ),
    )


def seen(raw: str, **columns: object) -> Seen:
    fact: Fact = a_fact(raw=raw, **columns)
    return Seen(Span(0, len(raw)), fact, "", "r")


@pytest.mark.parametrize(
    ("expected", "pairs"),
    [
        ([], [(None, "1吨"), (None, "2吨"), (None, "3吨")]),
        ([{"raw": "2吨"}], [(None, "1吨"), ("2吨", "2吨"), (None, "3吨")]),
        (
            [{"raw": "1吨"}, {"raw": "9吨"}, {"raw": "3吨"}],
            [("1吨", "1吨"), ("9吨", None), (None, "2吨"), ("3吨", "3吨")],
        ),
        ([{"unit": "x"}, {"unit": "y"}, {"unit": "z"}], [("x", "1吨"), ("y", "2吨"), ("z", "3吨")]),
    ],
    ids=["none expected", "one in the middle", "one instead of another", "without raw"],
)
def test_facts_are_paired_in_order(
    expected: Sequence[Mapping[str, str]], pairs: Sequence[tuple[str | None, str | None]]
) -> None:
    """Expected and found facts are paired so that as little as possible is left over, never out of order."""
    found = [seen(raw, unit="万吨") for raw in ("1吨", "2吨", "3吨")]
    paired = [
        (next(iter(wanted.values())) if wanted else None, item.fact.raw if item and item.fact else None)
        for wanted, item in align(expected, found)
    ]
    assert sorted(map(str, paired)) == sorted(map(str, pairs))
    assert [raw for _, raw in paired if raw] == ["1吨", "2吨", "3吨"]


def test_a_fact_is_shown_as_one_would_write_it() -> None:
    """What is shown can be pasted into an example: quotes where YAML needs them, nothing empty, exact left out."""
    fact = a_fact(
        raw="12.9%", value=Decimal("12.90"), unit="%", qualifier="exact", subject="a: b", indicator="", item=""
    )
    assert show(Seen(Span(0, 5), fact, "up", "r")) == (
        "{raw: 12.9%, value: '12.90', unit: '%', kind: investment, subject: 'a: b', date: '2022-10', status: planned, "
        "role: up}"
    )


def test_a_rule_that_cannot_win_is_told_with_the_winner(tmp_path: Path) -> None:
    """A rule whose figures another rule takes in every example never wins; one that finds nothing is told as that."""
    hopeless = RULE + RULE.partition("rules:\n")[2].replace("tea-sold", "tea-longer").replace(
        "(?<indicator>茶叶", "春季(?<indicator>茶叶"
    )
    ruleset = load_rules(write_folder(tmp_path, {"tea.yaml": hopeless}))
    by_id = {rule.id: never_wins(rule, see_with(ruleset)) for rule in ruleset.rules if rule.own}
    assert by_id == {
        "tea-longer": "",
        "tea-sold": "the rule never wins a figure of its own examples: tea-longer (5吨) takes it; match more text, or "
        "disable the other",
    }
