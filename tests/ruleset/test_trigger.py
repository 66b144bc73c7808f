"""What a text must hold for a pattern to match: never too much, so that no rule is kept from a text it matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyuan_facts.attaching.trace import Tracer
from taiyuan_facts.model import Document
from taiyuan_facts.ruleset.loader import load_packaged
from taiyuan_facts.ruleset.trigger import find_trigger

ROOT = Path(__file__).resolve().parents[2]

TRIGGERS: dict[str, tuple[list[set[str]], int]] = {
    "总投资(?:达|为)?\ue007": ([{"总投"}, {"投资"}, {"\ue007"}], 1),
    "(?:总投资|投入) \ue007": ([{"总投", "投入"}, {"投资", "投入"}, {"\ue007"}], 1),
    "约? 总 \ue007": ([{"总"}, {"\ue007"}], 1),
    "(?<item>\\p{Han}{2,6}) 项目": ([{"项目"}], 0),
    "\\p{Han}+项目|产业园": ([{"项目", "产业"}, {"项目", "业园"}], 0),
    "(?P<item>项目)": ([{"项目"}], 0),
    "(?=投资)总额": ([{"投资"}, {"总额"}], 0),
    "(?!投资)(?<!项目)总额": ([{"总额"}], 0),
    "增?": ([], 0),
    "(?:总投资)?\ue007": ([{"\ue007"}], 1),
    "总投资|\ue007": ([{"总投", "\ue007"}, {"投资", "\ue007"}], 0),
    "[总投]资?": ([{"总", "投"}], 0),
    "[^总投]资": ([{"资"}], 0),
    "[\\ue000-\\uf8ff]资": ([{"资"}], 0),
    "[\ue007\ue008]{2} \\ue001": ([{"\ue001"}, {"\ue007", "\ue008"}], 3),
    "(?<=\ue007)元(?:\ue008|\ue009\ue001)": ([{"元"}, {"\ue007"}, {"\ue008", "\ue009"}, {"\ue008", "\ue001"}], 1),
    "(?i)gw项目": ([], 0),
    "(?|项目|工程)": ([], 0),
    "项目?": ([{"项"}], 0),
    "项目{0,2}资金": ([{"资金"}, {"项"}], 0),
    "项目{2}": ([{"项目"}], 0),
    "\\(项目\\)": ([{"(项"}, {"项目"}], 0),
}


@pytest.mark.parametrize("pattern", TRIGGERS)
def test_triggers_are_what_every_match_must_hold(pattern: str) -> None:
    """Words that are certain give their first bigrams, classes their characters, and figures are counted; where no word
    is certain none is asked for."""
    found = find_trigger(pattern)
    assert ([set(options) for options in found.sets], found.figures) == TRIGGERS[pattern]


PAGES = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "gold").glob("*.txt")])


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
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
