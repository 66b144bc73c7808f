"""Macros are written out as groups and words, and one that means nothing is told at its place."""

from __future__ import annotations

import pytest
import regex

from taiyuan_facts.ruleset.macros import Expansion, MacroError, Placeholders, expand

PLACEHOLDERS = Placeholders.build(
    ["date", "by", "since", "as_of", "vague", "count", "within", "money", "mass", "duration"]
)
WORDS = {"increase": "增长|上升", "is": "(?:为|达)?"}
MONEY, MASS, DATE = (PLACEHOLDERS.characters[name] for name in ("money", "mass", "date"))


def written(source: str) -> Expansion:
    return expand(source, PLACEHOLDERS, WORDS)


def test_a_figure_becomes_a_group_of_its_placeholder() -> None:
    """Each figure is a group of its own with its role; one of several dimensions is one character."""
    expansion = written("总{money}的{money|mass:part}")
    assert expansion.pattern == f"总(?<f0>[{MONEY}])的(?<f1>[{MONEY}{MASS}])"
    assert expansion.figures == {"f0": "", "f1": "part"}
    assert expansion.needs == {MONEY, MASS}


def test_a_time_that_dates_is_no_figure() -> None:
    """{date:when} is a group of dates, of which no text needs to hold one."""
    expansion = written("{date:when}{money}")
    assert expansion.dates == ("w0",)
    assert expansion.figures == {"f0": ""}
    assert expansion.needs == {MONEY}
    assert expansion.pattern == f"(?<w0>[{DATE}])(?<f0>[{MONEY}])"


def test_word_lists_are_written_out_alone_and_side_by_side() -> None:
    """{a} is any of its words, {a|b} any of both."""
    assert written("{increase}{money}").pattern == f"(?:增长|上升)(?<f0>[{MONEY}])"
    assert written("{increase|is}").pattern == "(?:增长|上升|(?:为|达)?)"


@pytest.mark.parametrize("source", [r"\p{Han}{0,6}?", r"\{money\}", "[{}]", "a{3}b{,2}", "a # {nothing}\n"])
def test_other_braces_are_left_alone(source: str) -> None:
    """Properties, counts, escaped braces, classes and comments hold no macro."""
    assert written(source).pattern == source


FAULTS = {
    "多{inncrease}": (2, "unknown word list or dimension {inncrease}; did you mean {increase}?"),
    "{money|mas}": (7, "unknown word list or dimension {mas}; did you mean {mass}?"),
    "{Money}": (0, "{Money} is no macro; did you mean {money}?"),
    "x｛money｝": (1, "｛money｝ is no macro; did you mean {money}?"),
    "a{e<=1}": (1, "{e<=1} is no macro; names are written in small letters, and \\{ is the character itself"),
    "[^{money}]": (2, "{money} cannot stand inside [ ]; use (?:…|{money}) instead"),
    "{increase:up}": (1, "increase is a word list and no figure; write {increase} without :up"),
    "{money|increase}": (7, "increase is a word list and no figure; write (?:{increase}|…)"),
    "{money:when}": (0, "the role when is for times, which date the facts of a match; use {date:when} or {time:when}"),
}


@pytest.mark.parametrize("source", FAULTS)
def test_a_macro_that_means_nothing_is_told_at_its_place(source: str) -> None:
    """Unknown names, misspelled braces and macros where they cannot stand have a place and a remedy."""
    with pytest.raises(MacroError) as caught:
        written(source)
    assert (caught.value.at, str(caught.value)) == FAULTS[source]


def test_an_error_in_the_written_out_pattern_leads_back_to_the_source() -> None:
    """The place that the regex compiler names is found in the rule's own pattern, behind macros of any length."""
    source = "{increase}了?{is}{money}(?:x"
    expansion = written(source)
    with pytest.raises(regex.error) as caught:
        regex.compile(expansion.pattern)
    assert expansion.pieces.source(caught.value.pos) == len(source)
    assert [expansion.pieces.source(expansion.pattern.index(c)) for c in ("了", "x")] == [10, len(source) - 1]


def test_wider_names_stand_for_several_dimensions() -> None:
    """{due}, {time} and {duration} group times; {any} is every quantity, {measured} physical ones."""
    wider = {name: PLACEHOLDERS.of(name) for name in ("due", "time", "duration", "any", "measured", "nothing")}
    names = {
        name: [n for n, c in PLACEHOLDERS.characters.items() if c in (found or "")] for name, found in wider.items()
    }
    assert names == {
        "due": ["date", "by"],
        "time": ["date", "by", "since", "as_of", "vague"],
        "duration": ["within", "duration"],
        "any": ["count", "within", "money", "mass", "duration"],
        "measured": ["mass"],
        "nothing": [],
    }


def test_a_skeleton_is_shown_with_names() -> None:
    """Placeholders are shown as ‹name›."""
    assert PLACEHOLDERS.show(f"总投资{MONEY}，{DATE}") == "总投资‹money›，‹date›"
