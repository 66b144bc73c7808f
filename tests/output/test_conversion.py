"""Units wished for: exact, within their family, and refused where they make no sense."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.errors import OutputError
from taiyuan_facts.output.conversion import choose_units
from taiyuan_facts.ruleset.loader import load_packaged
from taiyuan_facts.scanning.units import UnitTable

from .samples import a_fact


@pytest.fixture(scope="module")
def units() -> UnitTable:
    """The units of the packaged rules."""
    return load_packaged().grammar.quantities.units


@pytest.mark.parametrize(
    ("wish", "value", "unit", "expected"),
    [
        ("money=万元", "24.7", "亿元", "247000"),
        ("money=元", "0.000001", "亿元", "100"),
        ("money=亿元", "247000", "万元", "24.7"),
        ("money=万亿元", "24.7", "亿元", "0.00247"),
        ("power=兆瓦", "1.5", "吉瓦", "1500"),
        ("power=MW", "1.5", "吉瓦", "1500"),
        ("power=万千瓦", "1.5", "吉瓦", "150"),
        ("energy=兆瓦时", "2", "亿千瓦时", "200000"),
        ("mass=吨", "50", "万吨", "500000"),
        ("mass=公斤", "0.00005", "万吨", "500"),
        ("area=公顷", "30", "亩", "2"),
        ("duration=分钟", "1.5", "小时", "90"),
        ("duration=小时", "90", "分钟", "1.5"),
        ("count=万人", "62000", "人", "6.2"),
        ("money=万元", "-3.2", "亿元", "-32000"),
    ],
)
def test_values_are_converted_exactly(units: UnitTable, wish: str, value: str, unit: str, expected: str) -> None:
    """A canonical unit, or the one that stands in the table, becomes the unit wished for, to the last digit."""
    convert = choose_units([wish], units)
    assert convert is not None
    fact = a_fact(value=Decimal(value), unit=unit)
    assert convert(fact) == a_fact(value=Decimal(expected), unit=wish.partition("=")[2])


def test_both_ends_of_a_range_are_converted(units: UnitTable) -> None:
    """A range keeps its ends apart; a figure without a number stays as it is, in whatever unit."""
    convert = choose_units(["money=万元"], units)
    assert convert is not None
    fact = a_fact(value=Decimal(5), value_max=Decimal("7.5"))
    assert convert(fact) == a_fact(value=Decimal(50000), value_max=Decimal(75000), unit="万元")
    due = a_fact(kind="deadline", value=None, unit="")
    assert convert(due) == due


@pytest.mark.parametrize("unit", ["亿美元", "亿港元", "元/吨", "万吨", "%", "", "no unit"])
def test_other_families_stay_as_they_are(units: UnitTable, unit: str) -> None:
    """Another currency, a price and another dimension are not touched by a wish for 万元."""
    convert = choose_units(["money=万元"], units)
    assert convert is not None
    assert convert(a_fact(unit=unit)) == a_fact(unit=unit)


def test_several_wishes_hold_together(units: UnitTable) -> None:
    """Each family has its own wish; the same one twice is one."""
    convert = choose_units(["money=万元", "money = 万美元", "mass=吨", "money=万元"], units)
    assert convert is not None
    converted = [convert(a_fact(value=Decimal(1), unit=unit)) for unit in ("亿元", "亿美元", "万吨", "吉瓦")]
    assert [(fact.value, fact.unit) for fact in converted] == [
        (Decimal(10000), "万元"),
        (Decimal(10000), "万美元"),
        (Decimal(10000), "吨"),
        (Decimal(1), "吉瓦"),
    ]


def test_no_wish_is_no_conversion(units: UnitTable) -> None:
    """Without a wish there is nothing to apply."""
    assert choose_units([], units) is None


def test_a_value_without_an_exact_decimal_is_an_error(units: UnitTable) -> None:
    """100亩 are 6.666… 公顷: the place is named, and nothing is rounded."""
    convert = choose_units(["area=公顷"], units)
    assert convert is not None
    with pytest.raises(OutputError) as caught:
        convert(a_fact(value=Decimal(100), unit="亩", raw="100亩"))
    assert str(caught.value) == (
        "2022-08-12_A1.txt:3: 100亩 has no exact value in 公顷; choose a smaller unit, or leave --unit area=公顷 out"
    )


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        (["money"], "--unit 'money' names no unit; write DIMENSION=UNIT, such as money=万元"),
        (["=万元"], "--unit '=万元' names no unit; write DIMENSION=UNIT, such as money=万元"),
        (["mony=万元"], "unknown dimension 'mony' in --unit; did you mean money?"),
        (["mass=万元"], "万元 is a unit of money, not of mass; known are "),
        (["power=兆瓦特"], "兆瓦特 is no unit of power; did you mean 兆瓦?"),
        (["money=万元", "money=元"], "--unit asks for 亿元 in 万元 and in 元; give one of them"),
    ],
)
def test_a_wish_that_makes_no_sense_is_an_error(units: UnitTable, wishes: list[str], message: str) -> None:
    """What is wrong with a wish is told with the remedy, or with what is near."""
    with pytest.raises(OutputError) as caught:
        choose_units(wishes, units)
    assert str(caught.value).startswith(message)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_there_and_back_is_the_same(value: Decimal) -> None:
    """A value in 亿元 that becomes 元 and then 亿元 again is what it was."""
    units = load_packaged().grammar.quantities.units
    there, back = choose_units(["money=元"], units), choose_units(["money=亿元"], units)
    assert there is not None
    assert back is not None
    assert back(there(a_fact(value=value))) == a_fact(value=value)
