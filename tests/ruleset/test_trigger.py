"""What a text must hold for a pattern to match: never too much, so that no rule is kept from a text it matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyuan_facts.attaching.trace import Tracer
from taiyuan_facts.model import Document
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
}


@pytest.mark.parametrize("pattern", TRIGGERS)
def test_triggers_are_what_every_match_must_hold(pattern: str) -> None:
    """Words that are certain give their first two characters; where none is certain there is no trigger."""
    found = find_trigger(pattern)
    assert (None if found is None else set(found)) == TRIGGERS[pattern]


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
