"""What `tyfacts rules new` writes is right as it stands, for every kind, and stays right with its hints taken up."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyuan_facts.model import KINDS
from taiyuan_facts.ruleset.checks import check_rules
from taiyuan_facts.ruleset.examples import run_examples
from taiyuan_facts.ruleset.loader import load_packaged, load_rules
from taiyuan_facts.ruleset.starter import STARTERS, write_starter

from .folders import load_faults, see_with, write_folder


def test_every_kind_has_a_starter_of_its_own() -> None:
    """Ten kinds, ten starters."""
    assert set(STARTERS) == set(KINDS)


@pytest.mark.parametrize("kind", [*KINDS, "carbon-emission"])
def test_a_starter_passes_check_and_test(kind: str, tmp_path: Path) -> None:
    """It has no fault, both its examples pass, alone and among all packaged rules."""
    folder = write_folder(tmp_path, {f"{kind}.yaml": write_starter(kind, "my-rules", load_packaged())})
    assert check_rules(folder, see_with).faults == ()
    ruleset = load_rules(folder)
    outcomes = list(run_examples([rule for rule in ruleset.rules if rule.own], see_with(ruleset)))
    assert [outcome.mismatches for outcome in outcomes] == [(), ()]
    assert kind in ruleset.kinds


@pytest.mark.parametrize("hint", ["set: {status", "scope: ", "fallback: ", "disable: ", "kinds: "])
def test_a_hint_can_be_taken_up_by_its_mark_alone(hint: str, tmp_path: Path) -> None:
    """With `# ` taken away before it, a commented key is a key, and the words behind it stay a comment."""
    text = write_starter("growth", "my-rules", load_packaged())
    assert text.count(f"# {hint}") == 1
    assert load_faults(tmp_path / "own", {"growth.yaml": text.replace(f"# {hint}", hint)}) == []


def test_a_starter_names_every_macro_for_figures() -> None:
    """All names of figures are in its comments, so that nobody need look them up."""
    ruleset = load_packaged()
    comments = " ".join(line for line in write_starter("growth", "x", ruleset).splitlines() if "#" in line).split()
    assert set(ruleset.placeholders.names()) <= set(comments)
