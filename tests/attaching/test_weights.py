"""The marks of candidates, and what subjects.yaml makes of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from benchmarks.subject_weights import Choice, fit, share_right
from taiyuan_facts.attaching.marks import BIT, MARKS, Weights, names_of
from taiyuan_facts.attaching.trace import FigureTrace, Tracer
from taiyuan_facts.model import Document
from taiyuan_facts.ruleset.loader import load_packaged, load_rules, packaged_rules, schema_file
from tests.attaching.facts_of import facts_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TEXT = "青泉集团去年营收8亿元。临江纸厂日前复工。云岭水库开工，总投资2亿元。"


def traced(text: str, raw: str, tracer: Tracer) -> FigureTrace:
    """The trace of the one figure that is written so."""
    found = tracer.scan(Document("page.txt", text, date(2022, 8, 12)))
    [trace] = [trace for trace in tracer.trace(found) if trace.fact is not None and trace.fact.raw == raw]
    return trace


def test_every_mark_is_weighed_and_known_to_editors() -> None:
    """Python, the packaged file and the schema name the same marks, in the packaged file once each."""
    weights = yaml.safe_load((packaged_rules() / "subjects.yaml").read_text(encoding="utf-8"))["weights"]
    schema = json.loads(schema_file().read_text(encoding="utf-8"))["definitions"]["subjectsFile"]
    assert set(weights) == set(schema["properties"]["weights"]["properties"]) == set(MARKS)
    assert len(MARKS) == len(set(MARKS))


def test_weights_add_up_exactly() -> None:
    """Marks weigh what the file says, in hundredths; one that is left out weighs nothing."""
    weights = Weights.build({"head": "1.29", "project": "-0.36"}, "3.5")
    marks = BIT["head"] | BIT["project"] | BIT["acts"]
    assert (weights.of(marks), weights.of(0), weights.enough, names_of(marks)) == (
        93,
        0,
        350,
        tuple(name for name in MARKS if name in ("head", "project", "acts")),
    )


def test_the_weightiest_name_is_the_subject() -> None:
    """A figure's candidates stand in the order of their weights, and the first is its subject."""
    tracer = Tracer(load_packaged())
    trace = traced(TEXT, "2亿元", tracer)
    weights = [candidate.weight for candidate in trace.candidates]
    assert weights == sorted(weights, reverse=True)
    assert trace.fact is not None
    assert trace.fact.subject == "云岭水库"


def test_nobody_farther_off_is_looked_for_where_one_weighs_enough(tmp_path: Path) -> None:
    """With a bar that nobody reaches, the sentence before is read too; with one that all do, only the clause is."""
    names = {}
    for enough in ("-99", "99"):
        (tmp_path / "subjects.yaml").write_text(f"enough: {enough}\n", encoding="utf-8")
        tracer = Tracer(load_rules(tmp_path))
        found = tracer.scan(Document("page.txt", TEXT, None))
        names[enough] = {found.text(*candidate.span) for candidate in traced(TEXT, "2亿元", tracer).candidates}
    assert "临江纸厂" not in names["-99"]
    assert {"云岭水库", "临江纸厂", "青泉集团"} <= names["99"]


def test_own_weights_take_the_place_of_the_packaged_ones(tmp_path: Path) -> None:
    """Where what stands before in the sentence weighs nothing any more, the figure goes to the sentence before."""
    own = "weights: {clause-before: -20, sentence-before: 20}\nenough: 99\n"
    (tmp_path / "subjects.yaml").write_text(own, encoding="utf-8")
    trace = traced(TEXT, "2亿元", Tracer(load_rules(tmp_path)))
    assert trace.fact is not None
    assert trace.fact.subject == "临江纸厂"


def test_names_that_are_remembered_are_told_as_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a phrase names is remembered from page to page, and that changes no fact."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    remembered = [facts_of(page) for page in (*pages, *pages)]
    monkeypatch.setattr("taiyuan_facts.attaching.mentions.MOST_REMEMBERED", 0)
    assert [facts_of(page) for page in (*pages, *pages)] == remembered


def test_a_page_that_opens_as_another_page_does_inside_is_read_on_its_own() -> None:
    """“云岭号”… at the very start and behind one bracket more are two places, whatever was told of the other."""
    inside = "（“云岭”公司投资3亿元，购船220艘）"
    opening = inside[1:]
    assert [fact.subject for fact in facts_of(inside)] == ["“云岭”公司", "“云岭”公司"]
    assert [fact.subject for fact in facts_of(opening)] == ["“云岭”公司", "“云岭”公司"]


def test_one_character_and_a_quotation_mark_name_nobody() -> None:
    """还本” at the end of a quotation and 《我… at the start of a title are no names, and no page breaks off there."""
    text = "银行获准“还息不还本”等申请，涉及金额3亿元。《我在云岭》共40集，播放2亿次。"
    assert [fact.raw for fact in facts_of(text)] == ["3亿元", "40集", "2亿次"]


def test_fitted_weights_choose_what_the_gold_accepts() -> None:
    """Where one mark tells the right names from the others, its weight is the highest, and all choices are right."""
    told = MARKS.index("head")
    right = np.zeros((2, len(MARKS)))
    right[0, told] = right[1, MARKS.index("acts")] = 1
    choices = [Choice("page", right, np.array([True, False])), Choice("page", right[::-1], np.array([False, True]))]
    weights = fit(choices, proposed=1)
    assert weights[told] > 0 > weights[MARKS.index("acts")]
    assert share_right(choices, weights) == 1
