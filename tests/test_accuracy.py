"""The accuracy that was reached is kept, and the scorer that says so scores as it is defined."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks import accuracy
from benchmarks.accuracy import GoldDocument, fallen, load_gold, load_reached, raised, reached_now, report, score_all
from benchmarks.scoring import Gold, Score, finds, judge, named, score, to_base
from taiyuan_facts.model import Fact
from taiyuan_facts.output.tables import write_table

from .output.samples import a_fact

UPDATE = "python benchmarks/accuracy.py --update --report"


@pytest.fixture(scope="module")
def documents() -> list[GoldDocument]:
    """The gold of tests/gold."""
    return load_gold()


@pytest.fixture(scope="module")
def scores(documents: list[GoldDocument]) -> dict[str, Score]:
    """What the rules of today make of them."""
    return score_all(documents)


def test_no_score_falls_below_what_was_reached(documents: list[GoldDocument], scores: dict[str, Score]) -> None:
    """Figure and fact F1, over all kinds and the headline four, of each document and in total, are kept."""
    complaints = fallen(load_reached(), reached_now(documents, scores))
    hint = f"`{UPDATE}` raises what was raised, and takes new gold in; see what is missed with --errors"
    assert not complaints, "\n".join([*complaints, hint])


def test_the_page_on_accuracy_is_up_to_date(documents: list[GoldDocument], scores: dict[str, Score]) -> None:
    """benchmarks/accuracy.md shows the scores and misses of today."""
    assert accuracy.REPORT.read_text(encoding="utf-8") == report(documents, scores), f"write it again: `{UPDATE}`"


def test_gold_stands_where_it_says(documents: list[GoldDocument]) -> None:
    """Each gold quote is found in its text, in the order of the file, and each document has its issue date."""
    for gold in documents:
        assert [figure.start for figure in gold.golds] == sorted(figure.start for figure in gold.golds), gold.name
        assert gold.document.issued is not None, gold.name


REACHED: accuracy.Reached = {"total": {"gold": "a1", "all fact": 0.5, "all figure": 0.9}}


def test_a_fallen_score_is_named() -> None:
    """The complaint names document and score, and from what to what it fell; what rose is no complaint."""
    now: accuracy.Reached = {"total": {"gold": "a1", "all fact": 0.4, "all figure": 0.95}}
    assert fallen(REACHED, now) == ["total: all fact F1 fell from 0.5 to 0.4"]
    assert fallen(REACHED, REACHED) == []


def test_the_ratchet_only_rises() -> None:
    """Each score keeps the higher of what was reached and what is; other gold starts anew."""
    now: accuracy.Reached = {"total": {"gold": "a1", "all fact": 0.4, "all figure": 0.95}}
    assert raised(REACHED, now) == {"total": {"gold": "a1", "all fact": 0.5, "all figure": 0.95}}
    other: accuracy.Reached = {"total": {"gold": "b2", "all fact": 0.4, "all figure": 0.95}}
    assert raised(REACHED, other) == other


def test_gold_that_the_ratchet_does_not_know_is_named() -> None:
    """Gold that has changed, has come or has gone is a complaint, until the ratchet has taken it in."""
    assert fallen(REACHED, {"total": {"gold": "b2", "all fact": 1.0, "all figure": 1.0}}) == [
        "total: its gold is not the one that the scores were reached on"
    ]
    assert len(fallen({}, REACHED)) == len(fallen(REACHED, {})) == 1


TEXT = "冷轧硅钢项目总投资超24.7亿元，10月底投产。"


def a_gold(quote: str = "24.7亿元", **changes: Any) -> Gold:
    """A gold figure of TEXT."""
    line = {
        "quote": quote,
        "context": TEXT,
        "kind": "investment",
        "value": "24.7",
        "value_max": None,
        "unit": "亿元",
        "due": None,
        "qualifier": "over",
        "subject": ["冷轧硅钢项目"],
        "indicator": ["总投资"],
        "item": [],
        "date": [["2022-10-01", "2022-10-31"]],
        "status": "planned",
        "optional": False,
    }
    return Gold.from_line(line | changes, TEXT)


def found(**changes: Any) -> Fact:
    """A fact that stands where the gold of TEXT does."""
    return a_fact(**({"start": 10, "end": 16} | changes))


def test_gold_is_placed_by_its_context() -> None:
    """The quote's place is that within its context; one that does not stand there is refused."""
    assert (a_gold().start, a_gold().end) == (10, 16)
    with pytest.raises(ValueError, match="substring not found"):
        a_gold("25亿元")


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("0.5", "亿元", ("50000000", "元")),
        ("5000", "万元", ("50000000", "元")),
        ("7", "億美元", ("700000000", "美元")),
        ("16", "吉瓦", ("16000000000", "瓦")),
        ("600", "万千瓦", ("6000000000", "瓦")),
        ("50", "万吨/年", ("500000000000", "克")),
        ("3200", "元/吨", ("3200", "元吨")),
        ("6.4", "个百分点", ("6.4", "百分点")),
        ("9", "成", ("90", "%")),
        ("3", "小时", ("10800", "秒")),
        ("6", "万条", ("60000", "条")),
        ("4", "個", ("4", "个")),
    ],
)
def test_units_are_compared_in_their_base(value: str, unit: str, base: tuple[str, str]) -> None:
    """The same quantity in two units comes out as one; a rate by year is its quantity."""
    assert to_base(Decimal(value), unit) == (Decimal(base[0]), base[1])


@pytest.mark.parametrize(
    ("fact", "gold", "expected"),
    [
        ({}, {}, True),
        ({"value": Decimal("247000"), "unit": "万元"}, {}, True),
        ({"value": Decimal("24.8")}, {}, False),
        ({"unit": "亿美元"}, {}, False),
        ({"value": None}, {}, False),
        ({"value_max": Decimal(30)}, {"value_max": "30"}, True),
        ({}, {"value_max": "30"}, False),
        ({"unit": "条", "kind": "count"}, {"unit": "个", "kind": "count"}, True),
        ({"unit": "条", "kind": "measure"}, {"unit": "个", "kind": "count"}, False),
        ({"date_end": date(2022, 10, 31)}, {"unit": "date", "value": None, "due": "2022-10-31"}, True),
        ({"date_end": None}, {"unit": "date", "value": None, "due": "2022-10-31"}, False),
    ],
)
def test_a_figure_is_found_by_value_and_unit(fact: dict[str, Any], gold: dict[str, Any], expected: bool) -> None:
    """Value, upper end and unit must agree, classifiers of counts aside; for a due date the last day."""
    assert finds(found(**fact), a_gold(**gold)) is expected


@pytest.mark.parametrize(
    ("answers", "text", "expected"),
    [
        (["冷轧硅钢项目"], "冷轧硅钢项目", True),
        (["“冷轧硅钢”项目"], "冷轧 硅钢项目", True),
        (["冷轧硅钢项目"], "太钢冷轧硅钢项目", True),
        (["冷轧硅钢项目"], "太钢集团的冷轧硅钢升级项目", False),
        (["太钢集团", "太原"], "太原", True),
        (["太原"], "", False),
    ],
)
def test_names_may_differ_in_marks_and_at_their_ends(answers: list[str], text: str, expected: bool) -> None:
    """One of the answers must be met but for marks and spaces, or share most of its characters in one run."""
    assert named(answers, text) is expected


def test_only_stated_columns_are_judged() -> None:
    """A column that the gold leaves open is not judged; qualifier and date not for due dates."""
    assert judge(found(), a_gold()) == {
        "kind": True, "status": True, "subject": True, "indicator": True, "qualifier": True, "date": True,
    }  # fmt: skip
    due = a_gold("10月底", unit="date", value=None, due="2022-10-31", indicator=[], status_also=["actual"])
    assert judge(found(status="actual"), due) == {"kind": True, "status": True, "subject": True}


def test_a_score_counts_found_wrong_missed_and_surplus() -> None:
    """One whole fact, one with a wrong subject, one missed figure, one fact too many, one beside an optional figure."""
    golds = [
        a_gold(),
        a_gold("10月底", start=17, unit="date", value=None, due="2022-10-31", kind="deadline", subject=["太钢"]),
        a_gold("投产", start=21, optional=True),
        a_gold("冷轧", start=0, kind="count"),
    ]
    facts = [
        found(id="whole"),
        found(id="subject", start=17, end=21, kind="deadline"),
        found(id="optional", start=21, end=23, kind="count"),
        found(id="surplus", start=6, end=9, kind="growth"),
    ]
    result = score(golds, facts)
    assert result.figures("all") == {
        "gold": 3, "rows": 3, "precision": 2 / 3, "recall": 2 / 3, "figure": 2 / 3, "fact": 1 / 3,
        "kind": 1.0, "subject": 0.5, "indicator": 1.0, "item": None, "date": 1.0, "status": 1.0, "qualifier": 1.0,
    }  # fmt: skip
    assert result.figures("headline")["fact"] == 2 * 1 / (2 + 3)
    assert [(miss.start, miss.why) for miss in result.misses] == [
        (0, "missed"),
        (6, "not in the gold"),
        (17, "wrong subject"),
    ]


def test_two_facts_on_one_figure_find_it_once() -> None:
    """A figure is found once; the fact that agrees gets it, and the other is one too many."""
    result = score([a_gold()], [found(id="other", value=Decimal(1)), found(id="right")])
    assert (result.figures("all")["recall"], result.figures("all")["precision"]) == (1.0, 0.5)
    assert [miss.fact and miss.fact.id for miss in result.misses] == ["other"]


def test_the_command_scores_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--gold DIR --facts TABLE --json` scores a table that was written before against gold of any folder."""
    line: dict[str, Any] = {
        "quote": "24.7亿元", "context": TEXT, "kind": "investment", "value": "24.7", "value_max": None, "unit": "亿元",
        "due": None, "qualifier": "over", "subject": [], "indicator": [], "item": [], "date": None,
        "status": "planned", "optional": False,
    }  # fmt: skip
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "page.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (tmp_path / "documents.csv").write_text("file,date\npage.txt,2022-08-12\n", encoding="utf-8")
    table = tmp_path / "facts.csv"
    write_table([found(doc="page.txt")], table)
    assert accuracy.main(["--gold", str(tmp_path), "--facts", str(table), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["fact"] == 1.0
