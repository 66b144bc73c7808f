"""Words of the data files as patterns."""

from __future__ import annotations

import re

from taiyuan_facts.patterns import either


def test_words_are_literal_and_the_longest_first() -> None:
    """A word's own marks are no pattern, and 增长率 is tried before 增长."""
    assert re.fullmatch(either(["增长", "增长率", "a+b"]), "增长率")
    assert re.findall(either(["增长", "增长率"]), "增长率增长") == ["增长率", "增长"]
    assert re.fullmatch(either(["a+b"]), "aab") is None
