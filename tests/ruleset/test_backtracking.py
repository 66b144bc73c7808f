"""Patterns that can backtrack without bound are found out, by their shape and by trial; others are not."""

from __future__ import annotations

import time

import pytest

from taiyuan_facts.ruleset import backtracking
from taiyuan_facts.ruleset.backtracking import find_runaway
from taiyuan_facts.ruleset.pattern_tree import Item, parse_pattern, walk

NESTED = "a repeat without an upper bound stands around another with nothing between them"

RUNAWAYS = {
    r"(?:a+)+ b": (0, NESTED),
    r"总 (?:\p{Han}+)* \ue007": (2, NESTED),
    r"(?:\p{Han}* 的?)+ X": (0, NESTED),
    r"^ (\d+)* $": (2, NESTED),
    r"(?: (?:a|b)+ | c)+ X": (0, NESTED),
    r"(?: a | ab? | b )* c": (0, "on a text such as «aa…» it finds no end"),
    r"(?:.*?,){12} P": (0, "on a text such as «中,中,…» it finds no end"),
    r"\p{Han}* \p{Han}* \p{Han}* \p{Han}* X": (0, "on a text such as «中中…» it finds no end"),
    r"(?:x+ x+)+ y": (0, "on a text such as «xxxx…» it finds no end"),
}


@pytest.mark.parametrize("pattern", RUNAWAYS)
def test_a_runaway_is_found_with_its_place(pattern: str) -> None:
    """The repeat is named by its place, and a text that it chokes on is shown."""
    assert find_runaway(pattern) == RUNAWAYS[pattern]


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\p{Han}+ 、)* X",
        r"(?: a++ )+ b",
        r"(?> a+ )+ b",
        r"[^，]*? X",
        r"\p{Han}{0,12}? X",
        r"(?<item>[\p{Han}A-Za-z]{0,14}?) (?:和|、|与) [\ue000] (?: 、 [\ue000] )*",
        r"(?= (?:增长|上升) ) \p{Han}+? 了",
        r"(a?) \1",
        r"(?i) gw+",
    ],
)
def test_patterns_that_are_right_pass(pattern: str) -> None:
    """Delimited, possessive, atomic and bounded repeats are no runaways."""
    assert find_runaway(pattern, "\ue000") is None


def items(pattern: str) -> list[tuple[str, str, int, int | None]]:
    return [(item.kind, item.source, item.low, item.high) for item, _ in walk(parse_pattern(pattern))]


def test_a_pattern_is_read_as_a_tree_of_its_repeats() -> None:
    """Literals, classes, properties, groups, looks to the side and what is not read, each with its bounds."""
    assert items(r"总* [投资]{2,} \p{Han}{0,6}? (?:a|b?)+ (?<!第) (?i:x) \(") == [
        ("char", "总", 0, None),
        ("char", "[投资]", 2, None),
        ("char", r"\p{Han}", 0, 6),
        ("group", "(?:", 1, None),
        ("char", "a", 1, 1),
        ("char", "b", 0, 1),
        ("around", "(?<!", 1, 1),
        ("char", "第", 1, 1),
        ("odd", "(?", 1, 1),
        ("char", r"\(", 1, 1),
    ]


def test_what_stands_before_an_item_is_known() -> None:
    """On the way to an inner piece, all pieces that must match before it."""
    before = {
        item.source: "".join(earlier.source for earlier in found) for item, found in walk(parse_pattern("a(b(?:c|d)e)"))
    }
    assert before == {"a": "", "(": "a", "b": "a", "(?:": "ab", "c": "ab", "d": "ab", "e": "ab(?:"}


@pytest.mark.parametrize(
    ("pattern", "empty"), [("a?", True), ("(?:a|b*)", True), ("(?=a)", True), ("(?:ab?)", False), ("a{0,3}", True)]
)
def test_what_can_be_empty_is_known(pattern: str, empty: bool) -> None:
    """An item that can match nothing tells no turns of a repeat apart."""
    [item] = parse_pattern(pattern).branches[0]
    assert isinstance(item, Item)
    assert item.can_be_empty is empty


@pytest.mark.parametrize("slower", [0.2, 20])
def test_a_slow_machine_judges_as_a_fast_one(slower: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cost is told in what the machine itself takes for a known square, not in seconds."""
    clock = time.thread_time
    backtracking.yardstick.cache_clear()
    monkeypatch.setattr(time, "thread_time", lambda: clock() * slower)
    passing, dear = r"(?:[和与、] \p{Han})* 的? (?:增长|上升)", r"(?:万 [\p{Han}\d]{0,40}? )* (?:\p{Han} 万?){2,60}? 级"
    try:
        assert find_runaway(passing) is None
        assert find_runaway(dear) is not None
    finally:
        backtracking.yardstick.cache_clear()
