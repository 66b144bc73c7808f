"""What a text must hold for a pattern to match: never too much, so that no rule is kept from a text it matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyuan_facts.attaching.trace import Tracer
from taiyuan_facts.model import Document, Span
from taiyuan_facts.ruleset.loader import load_packaged
from taiyuan_facts.ruleset.trigger import find_trigger

ROOT = Path(__file__).resolve().parents[2]

TRIGGERS = {
    "总投资(?:达|为)?\ue007": {"总投"},
    "(?:总投资|投入) \ue007": {"总投", "投入"},
    "约? 总 \ue007": {"总"},
    "(?<item>\\p{Han}{2,6}) 项目": {"项目"},
    "\\p{Han}+项目|产业园": {"项目", "产业"},
    "(?P<item>项目)": {"项目"},
    "(?=投资)总额": {"总额"},
    "增?": None,
    "(?:总投资)?\ue007": None,
    "总投资|\ue007": None,
    "[总投]资?": None,
    "(?i)gw项目": None,
    "(?|项目|工程)": None,
    "项目?": {"项"},
    "项目{0,2}资金": {"资金"},
    "\\(项目\\)": {"(项"},
    "项目 ?资金": {"资金"},
    "项目  # 工程\n  ?": {"项"},
}


@pytest.mark.parametrize("pattern", TRIGGERS)
def test_triggers_are_what_every_match_must_hold(pattern: str) -> None:
    """Words that are certain give their first two characters; where none is certain there is no trigger."""
    found = find_trigger(pattern)
    assert (None if found is None else set(found)) == TRIGGERS[pattern]


@pytest.mark.parametrize(
    ("before", "written", "after", "trigger"),
    [
        ("约?", "(?:投资|投入)", "\ue007", {"投资", "投入"}),
        ("约?", "(?:投资|投入)", "?\ue007", None),
        ("约?", "(?:投资|投入)", "{2}\ue007", {"投资", "投入"}),
        ("总额", "(?:投资|投入)", "", {"总额"}),
        ("(?=", "(?:投资)", ")总额", {"总额"}),
        ("约?", "(?:(?i)gw)", "项目", None),
        ("(?:约|", "(?:投资", ")项目)", {"约", "投资"}),
    ],
)
def test_a_word_list_that_is_read_by_itself_says_the_same(
    before: str, written: str, after: str, trigger: set[str] | None
) -> None:
    """Where word lists were written out makes no difference to what is found, even where one is no whole group."""
    pattern, place = before + written + after, Span(len(before), len(before + written))
    assert find_trigger(pattern, [place]) == find_trigger(pattern) == trigger


def test_triggers_of_packaged_rules_are_those_of_their_patterns_as_a_whole() -> None:
    """Reading each word list by itself, once, gives every packaged rule the trigger that its whole pattern gives."""
    rules = load_packaged().rules
    assert sum(len(rule.expansion.written) for rule in rules) > len(rules)
    assert {rule.id: rule.trigger for rule in rules} == {
        rule.id: find_trigger(rule.expansion.pattern) for rule in rules
    }


@pytest.mark.parametrize("page", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_no_trigger_keeps_a_packaged_rule_from_a_match(page: Path) -> None:
    """On real pages the rules picked by their triggers match all that each rule matches when it is run everywhere."""
    ruleset = load_packaged()
    found = Tracer(ruleset).scan(Document(page.name, page.read_text(encoding="utf-8")))
    for sentence in found.sentences:
        picked = {(match.rule.id, match.span) for match in ruleset.match(found, sentence)}
        everywhere = {
            (match.rule.id, match.span) for rule in ruleset.rules for match in ruleset.match(found, sentence, rule)
        }
        assert picked == everywhere
