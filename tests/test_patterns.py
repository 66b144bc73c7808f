"""Words of the data files as patterns."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.patterns import Search, branching, compile_words, either, parted

WORDS = st.lists(st.text("增长率a+|(", min_size=1, max_size=4), min_size=1, max_size=8)
TEXTS = st.text("增长率a+|( ", max_size=12)


def test_words_are_literal_and_the_longest_first() -> None:
    """A word's own marks are no pattern, and 增长率 is tried before 增长."""
    assert re.fullmatch(either(["增长", "增长率", "a+b"]), "增长率")
    assert re.findall(either(["增长", "增长率"]), "增长率增长") == ["增长率", "增长"]
    assert re.fullmatch(either(["a+b"]), "aab") is None


@given(WORDS, TEXTS)
def test_branches_match_as_the_plain_alternation_does(words: list[str], text: str) -> None:
    """Common beginnings written once change nothing: neither alone nor before something that makes it go back."""
    for tail in ("", "(?=率)", "(?!长)"):
        plain, branched = (re.compile(f"(?:{write(words)}){tail}") for write in (either, branching))
        assert [m.span() for m in branched.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_common_beginnings_are_written_once() -> None:
    """今年度, 今年 and 今天 go down one way."""
    assert branching(["今天", "今年", "今年度", "去年"]) == "今(?:天|年(?:度)?)|去年"


def test_many_beginnings_are_tried_at_once() -> None:
    """Where no word begins with the character at hand, one test of a set says so."""
    words = list("东西南北中上下左右前后")
    assert branching(words) == f"(?=[{''.join(sorted(words))}])(?:{'|'.join(sorted(words))})"


@pytest.mark.parametrize(
    "pattern",
    ["a[|)]b|c$", r"^\||\)$", "(?:a|b)c|^d", "(?i)A|b", r"(a)b\1|c", r"\p{Han}{2}|(?<=a)b", "(?>a+)b|c"],
)
@given(text=st.text("abcdABC|)增长", max_size=8))
def test_alternatives_one_by_one_are_the_pattern(pattern: str, text: str) -> None:
    """Whether a pattern stands in a text does not depend on its alternatives being looked for apart."""
    assert Search.build(pattern)(text) == (regex.search(pattern, text) is not None)


@pytest.mark.parametrize(
    "text", ["将建成", "将军", "平均增长", "日均", "均已完成", "已完成", "在建项目", "在山西", "的", "太原"]
)
def test_a_parted_pattern_matches_the_same(text: str) -> None:
    """Alternatives parted by what they begin with match as they do one after the other, lookbehinds and sets too."""
    pattern = r"将(?!军)|(?<![平日])均|[平日]均|已(?=完)|已|完成|建成|在(?!建)|的|增长|投产|下降|开工|拟|正在"
    whole, by_start = re.compile(pattern), re.compile(parted(pattern))
    assert [m.span() for m in by_start.finditer(text)] == [m.span() for m in whole.finditer(text)]


@pytest.mark.parametrize(
    "pattern",
    ["(?<=土地|车|[船墙])上", "(?<!土地|车|[船墙])上", "(?<=a|bc)(?<!车上|土)上", "(?<=车|船)上", "(?<![土车])上"],
)
def test_lookbehinds_for_words_of_several_lengths_match_alike(pattern: str) -> None:
    """The faster engine, which has none, is given one for each length."""
    compiled = compile_words(pattern)
    assert isinstance(compiled, re.Pattern)
    for text in ("土地上", "地上", "车上", "车上上", "船上", "上", "bc上", "墙上的土上"):
        assert [m.span() for m in compiled.finditer(text)] == [m.span() for m in regex.finditer(pattern, text)]
