"""The examples in the packaged rule files, run by the same code as `tyfacts rules test`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from taiyuan_facts.attaching.trace import Tracer
from taiyuan_facts.model import HEADLINE_KINDS
from taiyuan_facts.output.findings import from_outcomes, write_full
from taiyuan_facts.ruleset.backtracking import find_runaway
from taiyuan_facts.ruleset.examples import See, never_wins, run_examples
from taiyuan_facts.ruleset.loader import load_packaged, load_rules, read_rules
from taiyuan_facts.ruleset.rule import Rule

IDS = [rule.id for rule in load_packaged().rules]


@cache
def rules() -> dict[str, Rule]:
    """The packaged rules with their examples, by id."""
    return {rule.id: rule for rule in load_rules().rules}


@cache
def see() -> See:
    """What sees a text with all packaged rules."""
    return Tracer(load_packaged()).see


@pytest.mark.parametrize("rule", IDS)
def test_the_examples_of_a_rule_are_as_they_say(rule: str) -> None:
    """Each example gives exactly its facts alone, and the rule wins them in the whole set; known misses still miss."""
    failed = [outcome for outcome in run_examples([rules()[rule]], see()) if not outcome.passed]
    assert not failed, "\n" + "\n".join("".join(p.text for p in line) for line in write_full(from_outcomes(failed)))


@pytest.mark.parametrize("rule", IDS)
def test_a_rule_with_examples_wins_one(rule: str) -> None:
    """No rule is beaten in all its own examples."""
    assert never_wins(rules()[rule], see()) == ""


def test_packaged_rules_have_no_fault() -> None:
    """Held to the schema and with every pattern compiled, the packaged files have no fault."""
    assert [str(fault) for fault in read_rules(None, thorough=True)[0].faults] == []


@pytest.mark.parametrize("rule", IDS)
def test_no_packaged_pattern_backtracks_without_bound(rule: str) -> None:
    """Texts made to hurt a pattern do not."""
    found = rules()[rule].expansion
    assert find_runaway(found.pattern, "".join(sorted(found.needs))) is None


def lacking(rule: Rule) -> list[str]:
    """What examples a rule lacks."""
    wanted: dict[str, Callable[[Rule], bool]] = {
        "an example with facts": lambda r: any(example.facts for example in r.examples),
        "an example with none": lambda r: any(not example.facts for example in r.examples),
    }
    return [what for what, there in wanted.items() if not there(rule)]


def test_every_rule_has_examples() -> None:
    """Each rule has an example for and one against it; those of the headline kinds have eight on average."""
    without = {rule.id: what for rule in rules().values() if (what := lacking(rule))}
    assert without == {}
    headline = [rule for rule in rules().values() if rule.kind in HEADLINE_KINDS]
    assert sum(len(rule.examples) for rule in headline) / len(headline) >= 8
