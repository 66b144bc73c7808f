"""Which rule gets a figure: one at most, the stronger match, whatever the order."""

from __future__ import annotations

import random

from taiyuan_facts.attaching.claims import settle
from taiyuan_facts.ruleset.loader import load_packaged
from tests.attaching.facts_of import fact_of, facts_of
from tests.scanning.test_scan import scanned

TEXT = "项目总投资24.7亿元，年产钢板70万吨，占全省的35.1%，产值同比增长12.9%。"


def test_the_order_of_matches_does_not_matter() -> None:
    """Shuffled matches settle to the same claims."""
    found = scanned(TEXT)
    matches = [match for sentence in found.sentences for match in load_packaged().match(found, sentence)]
    expected = settle(matches, found.skeleton)
    for seed in range(5):
        random.Random(seed).shuffle(matches)
        assert settle(matches, found.skeleton) == expected


def test_a_figure_is_one_fact() -> None:
    """No two facts share a span, and every quantity of the text has one."""
    facts = facts_of(TEXT)
    assert [(fact.raw, fact.kind) for fact in facts] == [
        ("24.7亿元", "investment"), ("70万吨", "capacity"), ("35.1%", "share"), ("12.9%", "growth"),
    ]  # fmt: skip


def test_a_fallback_takes_what_nobody_else_claims() -> None:
    """A figure that no sentence pattern fits still is a figure of its dimension."""
    assert fact_of("桌上放着一个30斤的西瓜。", "30斤").kind == "measure"


def test_a_list_goes_on_with_its_first_member() -> None:
    """其中单晶硅棒56GW、硅片56GW: the list is of the same kind as what leads it."""
    kinds = [fact.kind for fact in facts_of("项目设计年产能112吉瓦，其中硅棒56吉瓦、硅片28吉瓦。")]
    assert kinds == ["capacity", "capacity", "capacity"]
