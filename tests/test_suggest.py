"""Nearest names for what was mistyped."""

import pytest

from taiyuan_facts.model import KINDS
from taiyuan_facts.suggest import did_you_mean


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("investmnt", KINDS, "; did you mean investment?"),
        ("growht", KINDS, "; did you mean growth?"),
        ("CSV", ["json", "csv"], "; did you mean csv?"),
        ("csvv", ["JSON", "CSV"], "; did you mean CSV?"),
        ("亿美圆", ["亿元", "亿美元", "万吨"], "; did you mean 亿美元?"),
        ("zzz", KINDS, ""),
        ("", KINDS, ""),
        ("growth", [], ""),
    ],
)
def test_the_nearest_choice_is_named_in_its_own_spelling(word: str, choices: list[str], expected: str) -> None:
    """The nearest choice ends the sentence, case aside; nothing near, nothing said."""
    assert did_you_mean(word, choices) == expected


def test_the_order_of_the_choices_does_not_count() -> None:
    """Two choices equally near give the same answer whichever comes first, and case twins too."""
    assert did_you_mean("ab1", ["ab2", "ab3"]) == did_you_mean("ab1", ["ab3", "ab2"])
    assert did_you_mean("csvv", ["csv", "CSV"]) == did_you_mean("csvv", ["CSV", "csv"])


def test_a_word_of_any_length_gets_an_answer() -> None:
    """A word of a million characters is compared by its beginning only."""
    assert did_you_mean("x" * 1_000_000, ["growth", "share"]) == ""
