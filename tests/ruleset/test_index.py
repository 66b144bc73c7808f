"""The rules that can match a text: found by what it holds, for all rules at once."""

from __future__ import annotations

from pathlib import Path

import regex
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.attaching.trace import Tracer
from taiyuan_facts.errors import Location
from taiyuan_facts.model import Document
from taiyuan_facts.ruleset.index import RuleIndex
from taiyuan_facts.ruleset.loader import load_packaged
from taiyuan_facts.ruleset.macros import Placeholders, expand
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.trigger import find_trigger, is_figure

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDERS = Placeholders.build(["money", "mass"])
MONEY, MASS = PLACEHOLDERS.characters.values()
SOURCES = {
    "total": "总投资(?:达|为)?{money}",
    "both": "{money}(?:和|与){mass}",
    "any": "{any}",
    "rare": "𠮷野{money}|总额{money}",
    "change": "由{mass}(?:增加|减少)到{mass}",
}


def rule(name: str) -> Rule:
    """One of the rules above."""
    expansion = expand(SOURCES[name], PLACEHOLDERS, {})
    trigger = find_trigger(expansion.pattern)
    return Rule(name, "money", "", "", SOURCES[name], expansion, Location("rules.yaml", 1, 1), trigger=trigger)


INDEX = RuleIndex.build(map(rule, SOURCES))


def candidates(text: str) -> list[str]:
    """The ids of the rules that the index leaves for a text."""
    return [found.id for found in INDEX.candidates(text, "".join(filter(is_figure, text)))]


def test_a_rule_is_left_where_the_text_holds_its_words_and_figures() -> None:
    """Every word that a rule asks for, a figure of its kinds, and as many figures as it takes."""
    assert candidates(f"总投资{MONEY}") == ["total", "any", "rare"]
    assert candidates(f"总投{MONEY}") == ["any", "rare"]
    assert candidates(f"{MONEY}和{MASS}") == ["both", "any", "rare"]
    assert candidates(f"由{MASS}增加到一半") == ["any"]
    assert candidates(f"由{MASS}增加到{MASS}") == ["any", "change"]
    assert candidates("总投资和由增加到") == []


@given(st.text(f"总投资达为由增加减少到和与𠮷野额{MONEY}{MASS}", max_size=12))
def test_no_rule_that_matches_is_left_out(text: str) -> None:
    """Whatever the text, a rule whose pattern matches is among those that the index leaves."""
    matching = [name for name in SOURCES if rule(name).pattern.search(text)]
    assert set(matching) <= set(candidates(text))


def test_a_look_at_first_characters_changes_no_match() -> None:
    """On a page, packaged patterns match as they do without looking at what their words begin with."""
    ruleset = load_packaged()
    page = next((ROOT / "seeds").glob("*.txt"))
    found = Tracer(ruleset).scan(Document(page.name, page.read_text(encoding="utf-8")))
    texts = [found.skeleton[s.start : s.end] for s in found.sentences]
    texts = [text for text in texts if any(map(is_figure, text))]
    changed = 0
    for packaged in ruleset.rules:
        plain = regex.compile(packaged.expansion.pattern, regex.VERBOSE)
        changed += plain.pattern != packaged.pattern.pattern
        for text in texts:
            assert [m.span() for m in packaged.pattern.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert changed > len(ruleset.rules) // 4
