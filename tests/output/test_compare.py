"""Comparing tables: which fact is which, and what counts as a change."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.errors import ExitCode, InputError, TableError
from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output import likeness
from taiyuan_facts.output.compare import Change, CompareOptions, Difference, check_table, compare
from taiyuan_facts.output.tables import write_table
from taiyuan_facts.scanning.units import Unit, UnitTable
from tests.output.samples import PLANT, a_fact, facts

UNITS = UnitTable.build(
    [
        Unit("元", "money", "亿元", Decimal(1), Decimal(10**8), "元"),
        Unit("美元", "money", "亿美元", Decimal(1), Decimal(10**8), "美元"),
        Unit("千瓦", "power", "吉瓦", Decimal(1000), Decimal(10**9)),
        Unit("兆瓦", "power", "吉瓦", Decimal(10**6), Decimal(10**9)),
        Unit("吉瓦", "power", "吉瓦", Decimal(10**9), Decimal(10**9)),
        Unit("吨", "mass", "万吨", Decimal(10**6), Decimal(10**10)),
        Unit("公斤", "mass", "万吨", Decimal(1000), Decimal(10**10)),
        Unit("分钟", "duration", "小时", Decimal(60), Decimal(3600)),
        Unit("小时", "duration", "小时", Decimal(3600), Decimal(3600)),
        Unit("台/套", "count", "台/套", Decimal(1), Decimal(1)),
    ],
    [],
)


def diff(old: list[Fact], new: list[Fact], **options: Any) -> Difference:
    """Compare two lists with the few units above."""
    return compare(old, new, CompareOptions(**options), UNITS)


def columns(old: Fact, new: Fact, **options: Any) -> tuple[str, ...]:
    """The columns in which one fact differs from another that it is paired with."""
    difference = diff([old], [new], **options)
    assert not difference.added + difference.removed
    return difference.changed[0].columns if difference else ()


def halves(difference: Difference) -> list[tuple[str, str]]:
    """The changes as (id before, id now), "" for none."""
    return [(change.old.id if change.old else "", change.new.id if change.new else "") for change in difference.changes]


# --- laws -------------------------------------------------------------------------------------------------------------

# So few values that facts meet by id, by evidence and by likeness, and contradict each other in it.
_few = {
    "doc": st.sampled_from("ab"),
    "kind": st.sampled_from(["money", "growth"]),
    "subject": st.sampled_from(["", "钢厂", "钢厂二期"]),
    "value": st.sampled_from([None, Decimal(1), Decimal("1.0"), Decimal(2), Decimal("20000")]),
    "unit": st.sampled_from(["亿元", "万元", "吨"]),
    "raw": st.sampled_from(["1亿", "2亿"]),
    "sentence": st.sampled_from(["钢厂投资1亿，二期2亿。", "钢厂投资2亿。", "钢厂投资1亿，二期2亿"]),
    "start": st.integers(0, 3),
}
crowded = st.lists(st.sampled_from("abcdefgh"), unique=True).flatmap(
    lambda ids: st.tuples(*(st.builds(a_fact, id=st.just(name), **_few) for name in ids)).map(list)
)
options = st.builds(
    CompareOptions,
    ignore=st.frozensets(st.sampled_from(COLUMN_NAMES), max_size=3),
    only=st.frozensets(st.sampled_from(["money", "growth"]), max_size=1),
    tolerance=st.sampled_from([Decimal(0), Decimal("0.5")]),
    with_rule=st.booleans(),
)


def exchanged(difference: Difference) -> set[Change]:
    """The changes as seen from the other side."""
    return {dataclasses.replace(change, old=change.new, new=change.old) for change in difference.changes}


@given(facts, options)
def test_a_table_does_not_differ_from_itself(table: list[Fact], options: CompareOptions) -> None:
    """compare(x, x) is empty, whatever the facts hold and whatever counts, and all facts looked at are the same."""
    difference = compare(table, list(table), options, UNITS)
    assert (difference.changes, difference.unchanged) == ((), sum(options.looks_at(fact.kind) for fact in table))
    assert (bool(difference), difference.exit_code) == (False, ExitCode.OK)


@given(crowded, crowded, options)
def test_exchanging_the_sides_exchanges_the_answer(old: list[Fact], new: list[Fact], options: CompareOptions) -> None:
    """compare(b, a) is compare(a, b) with added and removed, and the halves of each change, exchanged."""
    there, back = compare(old, new, options, UNITS), compare(new, old, options, UNITS)
    assert exchanged(back) == set(there.changes)
    assert back.unchanged == there.unchanged


@given(crowded, crowded)
def test_no_fact_is_lost(old: list[Fact], new: list[Fact]) -> None:
    """Each fact of either side is in one pair, or removed, or added: never in none, never in two."""
    difference = compare(old, new, None, UNITS)
    for side, table in (("old", old), ("new", new)):
        told = [getattr(change, side) for change in difference.changes if getattr(change, side) is not None]
        assert len({fact.id for fact in told}) == len(told)
        assert len(told) + difference.unchanged == len(table)
        assert set(told) <= set(table)


@given(crowded, crowded, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(old: list[Fact], new: list[Fact], chance: random.Random) -> None:
    """Rows in any order give the same difference."""
    shuffled_old, shuffled_new = (chance.sample(table, len(table)) for table in (old, new))
    assert compare(shuffled_old, shuffled_new, None, UNITS) == compare(old, new, None, UNITS)


@given(crowded, crowded)
def test_ignoring_a_column_leaves_the_other_columns_alone(old: list[Fact], new: list[Fact]) -> None:
    """The difference without a column is the difference with that column struck out of each change."""
    whole, part = compare(old, new, None, UNITS), diff(old, new, ignore=frozenset({"subject"}))
    expected = {(c.old, c.new): tuple(n for n in c.columns if n != "subject") for c in whole.changes}
    kept = {pair: names for pair, names in expected.items() if names or None in pair}
    assert {(change.old, change.new): change.columns for change in part.changes} == kept


@given(st.lists(st.integers(1, 9), min_size=2), st.sampled_from([0, 1]))
def test_both_sides_are_read_in_step(lengths: list[int], longer: int) -> None:
    """A fact of one side is taken after one of the other, so that tables of one order need not be held in memory."""
    taken: list[int] = []

    def table(side: int, count: int) -> Iterator[Fact]:
        for number in range(count):
            taken.append(side)
            yield a_fact(id=str(number))

    shorter = min(lengths)
    counts = (shorter + longer * 3, shorter + (1 - longer) * 3)
    compare(table(0, counts[0]), table(1, counts[1]), None, UNITS)
    assert taken == [0, 1] * shorter + [1 - longer] * 3


# --- what is no change ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"value": Decimal("24.70")},
        {"value": Decimal("247000"), "unit": "万元"},
        {"value": Decimal("2470000000"), "unit": "元"},
        {"line": 9, "start": 170, "end": 177},
        {"rule": "another-rule"},
    ],
)
def test_the_same_figure_is_no_change(changes: dict[str, Any]) -> None:
    """Decimals are compared by value, quantities by value and unit; places in the text and rules do not count."""
    difference = diff([PLANT], [a_fact(**changes)])
    assert (difference.changes, difference.unchanged) == ((), 1)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("1.2 2 吉瓦", "120 200 万千瓦"),
        ("3200 元/吨", "3.2 元/公斤"),
        ("0.32 万元/吨", "3200 元/吨"),
        ("3200 元/平方米", "32 百元/平方米"),
        ("0.5 小时", "30 分钟"),
        ("3 台/套", "3.0 台/套"),
    ],
)
def test_quantities_are_compared_across_units(before: str, now: str) -> None:
    """Scales (万千瓦), rates, ranges and units whose ratio has no end are converted exactly."""
    assert columns(a_quantity(before), a_quantity(now)) == ()


def a_quantity(written: str) -> Fact:
    """The plant's fact with value, perhaps upper end, and unit as written."""
    value, *value_max, unit = written.split()
    return a_fact(value=Decimal(value), value_max=Decimal(value_max[0]) if value_max else None, unit=unit)


def test_units_of_different_things_are_a_change_of_unit() -> None:
    """24.7亿元 and 24.7亿美元 differ in the unit; 24.7 of an unknown unit differs from 24.7亿元 as well."""
    assert columns(PLANT, a_fact(unit="亿美元")) == ("unit",)
    assert columns(PLANT, a_fact(unit="亿贝壳")) == ("unit",)
    assert columns(PLANT, a_fact(unit="亿美元", value=Decimal(25))) == ("value", "unit")


def test_a_unit_without_a_number_is_text() -> None:
    """Where neither side has a number, two units are two texts, though they measure the same."""
    assert columns(a_fact(value=None), a_fact(value=None, unit="万元")) == ("unit",)


def test_a_value_that_came_or_went_is_a_change() -> None:
    """An empty value is not zero."""
    zero, empty = a_fact(value=Decimal(0)), a_fact(value=None)
    assert columns(zero, empty) == columns(empty, zero) == ("value",)


def test_packaged_units_serve_by_default() -> None:
    """Without units of one's own the packaged ones are used: 5000 万元 is 0.5 亿元."""
    old, new = a_fact(value=Decimal(5000), unit="万元"), a_fact(value=Decimal("0.5"))
    assert compare([old], [new]).changes == ()


def test_units_are_loaded_only_where_two_differ() -> None:
    """Most comparisons need no unit table, and do not pay for one."""

    def load() -> UnitTable:
        raise AssertionError("loaded")

    other = a_fact(value=Decimal(30))
    assert compare([PLANT], [other], None, load).changed[0].columns == ("value",)
    with pytest.raises(AssertionError, match="loaded"):
        compare([PLANT], [a_fact(unit="万元")], None, load)


# --- respelled figures ------------------------------------------------------------------------------------------------


def respelled(**changes: Any) -> Fact:
    """The plant's fact in a text that spells the sum anew, and so has another id."""
    spelled = {"id": "new", "raw": "超247000万元", "sentence": PLANT.sentence.replace("24.7亿", "247000万")}
    return a_fact(**{**spelled, **changes})


def test_a_figure_that_is_only_spelled_anew_is_no_change() -> None:
    """超24.7亿元 → 超247000万元 is the same figure: neither raw nor the sentence has changed."""
    assert columns(PLANT, respelled()) == ()


def test_all_figures_of_a_sentence_may_be_spelled_anew() -> None:
    """The sentence is the same if all that differs in it are its figures, one within another as well."""
    before, now = "甲投资5000万元，乙投资5亿元，丙投资0.5亿元。", "甲投资0.5亿元，乙投资50000万元，丙投资0.5亿元。"
    old = [
        a_fact(id=f"o{at}", sentence=before, raw=raw, value=value, subject=subject, start=at)
        for at, (raw, value, subject) in enumerate(
            [("5000万元", Decimal("0.5"), "甲"), ("5亿元", Decimal(5), "乙"), ("0.5亿元", Decimal("0.5"), "丙")]
        )
    ]
    raws = ("0.5亿元", "50000万元", "0.5亿元")
    new = [
        dataclasses.replace(fact, id=f"n{at}", sentence=now, raw=raw)
        for at, (fact, raw) in enumerate(zip(old, raws, strict=True))
    ]
    assert diff(old, new).changes == ()
    different = [new[0], dataclasses.replace(new[1], value=Decimal(6)), new[2]]
    found = {change.fact.subject: change.columns for change in diff(old, different).changes}
    assert found == {"乙": ("value", "raw")}  # the sentence of the others has not changed by it
    assert {change.columns for change in diff(old, new[:2]).changed} == {("sentence",)}  # 丙 is told as removed


def test_a_number_that_is_no_fact_belongs_to_the_words() -> None:
    """Where another number of the sentence changed, which no fact tells, the sentence has changed."""
    old = a_fact(sentence="项目总投资超24.7亿元，见第3版。")
    new = respelled(sentence="项目总投资超247000万元，见第4版。")
    assert columns(old, new) == ("sentence",)


def test_another_figure_in_other_words_is_a_change() -> None:
    """A number that is not the same changes raw too; words around the same number change the sentence."""
    assert columns(PLANT, respelled(value=Decimal(25))) == ("value", "raw")
    reworded = PLANT.sentence.replace("24.7亿", "247000万").replace("项目", "工程")
    assert columns(PLANT, respelled(sentence=reworded)) == ("sentence",)


def test_a_raw_that_its_sentence_does_not_hold_is_a_change() -> None:
    """A damaged raw is not taken for another spelling, nor is one of the same sentence."""
    assert columns(PLANT, respelled(raw="#####")) == ("raw", "sentence")
    assert columns(PLANT, a_fact(raw="24.7亿元")) == ("raw",)


def test_a_due_date_spelled_anew_is_no_change() -> None:
    """10月底 → 2022年10月底 says the same day; another day does not."""
    due = a_fact(kind="deadline", value=None, unit="", raw="10月底", sentence="项目10月底建成。")
    later = dataclasses.replace(due, id="new", raw="2022年10月底", sentence="项目2022年10月底建成。")
    assert columns(due, later) == ()
    postponed = dataclasses.replace(later, date="2022-11", date_end=date(2022, 11, 30))
    assert columns(due, postponed) == ("date", "date_end", "raw")


def test_text_that_holds_the_mask_is_compared_as_it_is() -> None:
    """A sentence with U+FFFF in it, which stands for masked figures, is never taken for the same."""
    old = a_fact(sentence="甲超24.7亿元\uffff。")
    new = respelled(sentence="甲\uffff超247000万元。")
    assert columns(old, new) == ("sentence",)


# --- which fact is which ----------------------------------------------------------------------------------------------


def test_ids_pair_facts_whatever_else_changed() -> None:
    """The same id is the same fact, even where another rule made another kind of it."""
    assert columns(PLANT, a_fact(kind="money", subject="太钢")) == ("kind", "subject")


def test_a_new_id_for_the_same_evidence_is_a_change_of_id() -> None:
    """Those who join on the id must hear of it, though the text has not changed; --ignore id silences it."""
    assert columns(PLANT, a_fact(id="new", line=8)) == ("id",)
    assert columns(PLANT, a_fact(id="new"), ignore=frozenset({"id"})) == ()


def test_an_id_that_follows_from_a_changed_text_is_not_told_twice() -> None:
    """The id is made of document, sentence and raw: where one of them changed, the id is no change of its own."""
    assert columns(PLANT, a_fact(id="new", sentence=f"据悉，{PLANT.sentence}")) == ("sentence",)


def test_a_reworded_sentence_is_a_change_and_not_a_loss() -> None:
    """Facts of one document and kind that are alike are paired, each with the one that it is most alike."""
    old = [
        a_fact(
            id="a", subject="甲项目", raw="10亿元", value=Decimal(10), sentence="甲项目投资10亿元，乙项目投资20亿元。"
        ),
        a_fact(
            id="b", subject="乙项目", raw="20亿元", value=Decimal(20), sentence="甲项目投资10亿元，乙项目投资20亿元。"
        ),
    ]
    now = "甲项目总投资11亿元，乙项目总投资20亿元。"
    new = [
        a_fact(id="y", subject="乙项目", raw="20亿元", value=Decimal(20), sentence=now),
        a_fact(id="x", subject="甲项目", raw="11亿元", value=Decimal(11), sentence=now),
    ]
    found = {change.columns: halves(Difference((change,), 0))[0] for change in diff(old, new).changes}
    assert found == {("value", "raw", "sentence"): ("a", "x"), ("sentence",): ("b", "y")}


@pytest.mark.parametrize(
    "changes",
    [
        {
            "sentence": "全市粮食再创新高。",
            "raw": "30万吨",
            "value": Decimal(30),
            "subject": "全市",
            "indicator": "产量",
        },
        {"sentence": f"据悉，{PLANT.sentence}", "kind": "growth"},
    ],
)
def test_what_is_not_alike_is_removed_and_added(changes: dict[str, Any]) -> None:
    """Other words about another thing, or a likeness across kinds, make no pair."""
    new = a_fact(id="new", **changes)
    difference = diff([PLANT], [new])
    assert ([c.fact for c in difference.removed], [c.fact for c in difference.added]) == ([PLANT], [new])
    assert difference.changed == ()


def test_a_document_of_another_name_is_a_change_of_doc() -> None:
    """The same sentence and figure in a document of another name is the same fact."""
    assert columns(PLANT, a_fact(id="new", doc="pages/A1.txt")) == ("doc",)


def test_likeness_does_not_reach_across_documents() -> None:
    """A like sentence in another document that was there before is another fact."""
    others = [a_fact(id="1", doc="b.txt", sentence="甲。"), a_fact(id="2", sentence="乙。")]
    new = a_fact(id="new", doc="b.txt", sentence=f"据悉，{PLANT.sentence}")
    assert halves(diff([PLANT, *others], [new, *others])) == [("f3a9c1d2", ""), ("", "new")]


def test_a_renamed_document_is_one_document() -> None:
    """What was edited in it at the same time is a change; it is known by its other facts, or by being the only one."""
    edited = a_fact(id="new", doc="b.txt", sentence=f"据悉，{PLANT.sentence}")
    assert columns(PLANT, edited) == ("doc", "sentence")
    kept = a_fact(id="kept", sentence="另一句。")
    elsewhere = [a_fact(id=name, doc=f"{name}.txt", sentence=f"{name}。") for name in "xy"]
    moved = [dataclasses.replace(kept, id="here", doc="b.txt"), dataclasses.replace(elsewhere[0], id="z", doc="z.txt")]
    new = [edited, *moved]
    difference = diff([PLANT, kept, *elsewhere], new)
    told = dict(zip(halves(difference), (change.columns for change in difference.changes), strict=True))
    assert told == {
        ("f3a9c1d2", "new"): ("doc", "sentence"),
        ("kept", "here"): ("doc",),
        ("x", "z"): ("doc",),
        ("y", ""): (),
    }


def test_the_same_figure_twice_in_a_sentence_is_told_apart_by_its_columns() -> None:
    """When the first of two goes, the second takes over its id; it is the first that is reported as removed."""
    sentence = "甲项目投资10亿元，乙项目投资10亿元。"
    first = a_fact(id="1", subject="甲项目", raw="10亿元", value=Decimal(10), sentence=sentence, start=5)
    second = dataclasses.replace(first, id="2", subject="乙项目", start=15)
    left = dataclasses.replace(second, id="1")
    difference = diff([first, second], [left])
    assert (difference.changes, difference.unchanged) == ((Change(first, None),), 1)


def test_many_facts_with_the_same_evidence_are_paired_in_the_order_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many to compare each with each, they are paired by place, and the surplus is told."""
    monkeypatch.setattr("taiyuan_facts.output.pairing.MOST_COMBINATIONS", 8)
    old = [a_fact(id=f"o{n}", start=n) for n in range(3)]
    new = [a_fact(id=f"n{n}", start=10 - n) for n in range(4)]
    assert set(halves(diff(old, new, ignore=frozenset({"doc"})))) == {("", "n0")}
    subjects = [dataclasses.replace(fact, subject=str(n)) for n, fact in enumerate(new)]
    assert set(halves(diff(old, subjects))) == {("o0", "n3"), ("o1", "n2"), ("o2", "n1"), ("", "n0")}


def test_large_documents_are_paired_by_their_rare_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where comparing each with each would take too long, facts that share a rare word still find each other."""
    names = [f"{a}{b}" for a in "钢铁光伏氢能轴承" for b in "东南西北中"]
    old = [
        a_fact(id=f"o{at}", subject=f"{name}项目", sentence=f"{name}项目总投资超24.7亿元。", start=at)
        for at, name in enumerate(names)
    ]
    new = [
        dataclasses.replace(fact, id=f"n{at}", sentence=f"记者获悉，{fact.sentence}", start=99 - at)
        for at, fact in enumerate(old)
    ]
    each_with_each = diff(old, new)
    monkeypatch.setattr(likeness, "MOST_COMBINATIONS", 0)
    by_words = diff(old, new)
    assert by_words == each_with_each
    assert set(halves(by_words)) == {(f"o{at}", f"n{at}") for at in range(len(names))}


def test_an_id_that_stands_twice_is_an_error_on_either_side() -> None:
    """Two facts of one id cannot be told apart, so nothing is said about them but this."""
    twin = a_fact(subject="another")
    remedy = "take one of the two rows out, or extract the table again"
    with pytest.raises(TableError) as old:
        diff([PLANT, twin], [PLANT])
    with pytest.raises(TableError) as new:
        diff([PLANT], [PLANT, a_fact(id="x"), twin])
    assert str(old.value) == f"the id 'f3a9c1d2' stands twice on the old side; {remedy}"
    assert str(new.value) == f"the id 'f3a9c1d2' stands twice on the new side; {remedy}"


# --- filters ----------------------------------------------------------------------------------------------------------


def test_ignored_columns_do_not_count() -> None:
    """A change of ignored columns alone is none; other columns and facts that went still count."""
    changed = a_fact(subject="甲", status="actual")
    assert columns(PLANT, changed, ignore=frozenset({"subject"})) == ("status",)
    both = frozenset({"subject", "status"})
    assert diff([PLANT], [changed], ignore=both).exit_code is ExitCode.OK
    assert diff([PLANT], [], ignore=frozenset(COLUMN_NAMES)).exit_code is ExitCode.DIFFERS


def test_only_the_kinds_asked_for_are_looked_at() -> None:
    """Facts of other kinds are neither told nor counted; a fact that changed its kind counts for both."""
    old = [a_fact(id="1"), a_fact(id="2", kind="growth"), a_fact(id="3", kind="growth"), a_fact(id="4", kind="count")]
    new = [a_fact(id="1", status="actual"), a_fact(id="2", kind="growth"), a_fact(id="3", kind="share")]
    assert halves(diff(old, new)) == [("1", "1"), ("3", "3"), ("4", "")]
    for kind, expected in {
        "growth": ([("3", "3")], 1),
        "share": ([("3", "3")], 0),
        "count": ([("4", "")], 0),
        "money": ([], 0),
    }.items():
        difference = diff(old, new, only=frozenset({kind}))
        assert (halves(difference), difference.unchanged) == expected


def test_a_kind_of_a_rule_set_s_own_may_be_asked_for() -> None:
    """A kind is known if either side has it; any other is an error with the nearest name."""
    declared = a_fact(id="1", kind="subsidy")
    assert halves(diff([declared], [], only=frozenset({"subsidy"}))) == [("1", "")]
    with pytest.raises(InputError) as error:
        diff([declared], [], only=frozenset({"grwth"}))
    assert str(error.value) == "unknown kind 'grwth', and neither side has a fact of it; did you mean growth?"


@pytest.mark.parametrize(
    ("one", "other", "tolerance", "expected"),
    [
        ("100", "100.5", "0.005", ()),
        ("100", "100.51", "0.005", ("value",)),
        ("-100", "-100.5", "0.005", ()),
        ("100", "-100", "0.99", ("value",)),
        ("0", "0.00001", "0.99", ("value",)),
        ("0", "0.0", "0", ()),
        ("1e30", "1000000000000000000000000000001", "0", ("value",)),
        ("1e30", "1000000000000000000000000000001", "0.001", ()),
    ],
)
def test_tolerance_is_a_share_of_the_larger_number(
    one: str, other: str, tolerance: str, expected: tuple[str, ...]
) -> None:
    """Exactly: numbers up to the tolerance apart are the same, either way round; zero is near to nothing else."""
    pair = a_fact(value=Decimal(one)), a_fact(value=Decimal(other))
    for old, new in (pair, pair[::-1]):
        assert columns(old, new, tolerance=Decimal(tolerance)) == expected


def test_tolerance_holds_across_units_and_for_what_the_text_says() -> None:
    """247100 万元 is within 0.5 % of 24.7 亿元, and then neither its spelling nor its sentence is a change."""
    close = respelled(raw="超24.71亿元", sentence=PLANT.sentence.replace("24.7", "24.71"), value=Decimal("24.71"))
    assert columns(PLANT, close) == ("value", "raw")
    assert columns(PLANT, close, tolerance=Decimal("0.005")) == ()
    converted = dataclasses.replace(close, value=Decimal(247100), unit="万元")
    assert columns(PLANT, converted, tolerance=Decimal("0.005")) == ()


def test_the_rule_counts_only_when_asked_for() -> None:
    """A rule of another name is a change with_rule alone."""
    other = a_fact(rule="another-rule")
    assert columns(PLANT, other) == ()
    assert columns(PLANT, other, with_rule=True) == ("rule",)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ignore": frozenset({"subjekt"})}, "unknown column 'subjekt'; did you mean subject?"),
        ({"tolerance": Decimal(1)}, "the tolerance goes from 0% to below 100%; write it as 0.5%"),
        ({"tolerance": Decimal(-1)}, "the tolerance goes from 0% to below 100%; write it as 0.5%"),
        ({"tolerance": Decimal("nan")}, "the tolerance goes from 0% to below 100%; write it as 0.5%"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], message: str) -> None:
    """A misspelled column would be ignored in vain, and a tolerance of everything would call all the same."""
    with pytest.raises(InputError) as error:
        CompareOptions(**options)
    assert str(error.value) == message


# --- weight and order -------------------------------------------------------------------------------------------------


def test_changes_come_in_the_order_of_the_text_and_by_weight() -> None:
    """Documents, then places; the weightiest are headline facts that came or went, then the larger change."""
    pairs = {
        "wording": (a_fact(id="wording", start=1), a_fact(id="wording", start=1, article="又一期")),
        "tenth": (a_fact(id="tenth", start=2, value=Decimal(10)), a_fact(id="tenth", start=2, value=Decimal(9))),
        "half": (a_fact(id="half", start=3, value=Decimal(10)), a_fact(id="half", start=3, value=Decimal(5))),
        "status": (a_fact(id="status", start=4), a_fact(id="status", start=4, status="actual")),
        "sign": (a_fact(id="sign", start=5, value=Decimal(10)), a_fact(id="sign", start=5, value=Decimal(-10))),
    }
    gone, came = a_fact(id="gone", kind="growth", doc="b", sentence="甲"), a_fact(id="came", kind="count", doc="a")
    old = [gone, *(pair[0] for pair in pairs.values())]
    difference = diff(old, [*(pair[1] for pair in pairs.values()), came])
    names = [change.fact.id for change in difference.changes]
    assert names == ["wording", "tenth", "half", "status", "sign", "came", "gone"]
    weighty = [(change.fact.id, change.weight) for change in difference.weightiest(7)]
    assert weighty == [
        ("gone", 3.0), ("sign", 2.0), ("came", 1.0), ("half", 0.5), ("status", 0.4), ("tenth", 0.1), ("wording", 0.01),
    ]  # fmt: skip
    assert [change.fact.id for change in difference.weightiest(2)] == ["gone", "sign"]


def test_a_number_that_is_ignored_weighs_nothing() -> None:
    """Only what is told weighs."""
    change = diff([PLANT], [a_fact(value=Decimal(1), article="")], ignore=frozenset({"value"})).changes[0]
    assert (change.columns, change.relative, change.weight) == (("article",), 0.0, 0.01)


def test_a_change_without_a_fact_cannot_be() -> None:
    """Neither half: there is nothing to point at."""
    with pytest.raises(ValueError, match="without a fact"):
        _ = Change(None, None).fact


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["facts.csv", "facts.json", "facts.jsonl", "facts.xlsx", "facts.parquet", "facts.db"])
def test_a_table_of_any_format_is_checked_against_facts(tmp_path: Path, name: str) -> None:
    """check_table reads the table as the old side; written and read back, it is the same."""
    table = tmp_path / name
    rows = [PLANT, a_fact(id="other", value=None, date_start=None, subject="=1+1")]
    write_table(rows, table)
    assert check_table(table, rows, None, UNITS) == Difference((), 2)
    assert halves(check_table(table, [PLANT], None, UNITS)) == [("other", "")]


def test_half_a_table_is_never_the_same(tmp_path: Path) -> None:
    """Cut at any byte, a table is an error or differs, unless nothing but the name of the last rule is missing."""
    table, cut = tmp_path / "facts.csv", tmp_path / "cut.csv"
    rows = [PLANT, a_fact(id="other", sentence="产值24.7亿元，\n同比持平。")]
    write_table(rows, table)
    data = table.read_bytes()
    whole = len(data) - len(f"{PLANT.rule}\n")
    for length in range(len(data)):
        cut.write_bytes(data[:length])
        try:
            difference = check_table(cut, rows, None, UNITS)
        except TableError as error:
            assert "cut.csv" in str(error)  # noqa: PT017  # either is right
        else:
            assert difference or length >= whole
