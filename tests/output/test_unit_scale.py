"""What units are worth beside each other."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from taiyuan_facts.output.compare import packaged_units
from taiyuan_facts.output.unit_scale import UnitScale, Worth
from taiyuan_facts.scanning.units import UnitTable


@pytest.fixture(scope="module")
def scale() -> UnitScale:
    """The packaged units, loaded once."""
    return UnitScale(packaged_units())


@pytest.mark.parametrize(
    ("unit", "worth"),
    [
        ("元", Worth("亿元", Fraction(1))),
        ("万元", Worth("亿元", Fraction(10**4))),
        ("亿元", Worth("亿元", Fraction(10**8))),
        ("千亿元", Worth("亿元", Fraction(10**11))),
        ("万亿元", Worth("亿元", Fraction(10**12))),
        ("百万美元", Worth("亿美元", Fraction(10**6))),
        ("千瓦", Worth("吉瓦", Fraction(1000))),
        ("万千瓦", Worth("吉瓦", Fraction(10**7))),
        ("亿千瓦时", Worth("亿千瓦时", Fraction(10**8))),
        ("千米", Worth("米", Fraction(1000))),
        ("分钟", Worth("小时", Fraction(60))),
        ("万条", Worth("条", Fraction(10**4))),
        ("元/吨", Worth("亿元/万吨", Fraction(1, 10**6))),
        ("万元/亩", Worth("亿元/亩", Fraction(10**4))),
        ("元/幅画", Worth("亿元/幅画", Fraction(1))),
    ],
)
def test_a_unit_is_so_many_of_its_family_s_base(scale: UnitScale, unit: str, worth: Worth) -> None:
    """Surfaces, scales before them, and rates; a surface goes before a scale (千米 is no thousand of 米 by luck)."""
    assert scale.worth(unit) == worth


@pytest.mark.parametrize("unit", ["", "万", "亿", "贝壳", "万贝壳", "贝壳/吨", "/", "万/吨", "元元"])
def test_what_is_no_unit_has_no_worth(scale: UnitScale, unit: str) -> None:
    """A scale alone, an unknown word, and a rate of one are worth nothing."""
    assert scale.worth(unit) is None


def test_every_canonical_unit_is_worth_its_scale(scale: UnitScale) -> None:
    """What the table calls a unit can be compared: one canonical unit is as many of the base as the rules say."""
    for unit in packaged_units().surfaces.values():
        assert scale.worth(unit.canonical) == Worth(unit.canonical, Fraction(unit.scale)), unit


def test_factors_compare_units_of_one_family_only(scale: UnitScale) -> None:
    """None for different things and for unknown ones; a unit is comparable with itself even if it is unknown."""
    assert scale.factors("万元", "亿元") == (Fraction(10**4), Fraction(10**8))
    assert scale.factors("亿元", "亿美元") is None
    assert scale.factors("贝壳", "亿元") is None
    assert scale.factors("贝壳", "贝壳") == (Fraction(1), Fraction(1))
    assert scale.factors("元/吨", "元/米") is None


def test_the_unit_table_is_loaded_once_and_late() -> None:
    """A function that loads the units is called for the first unit that is looked up, and never again."""
    calls: list[None] = []

    def load() -> UnitTable:
        calls.append(None)
        return UnitTable.build([], [])

    scale = UnitScale(load)
    assert scale.factors("元", "元") == (Fraction(1), Fraction(1))
    assert calls == []
    assert scale.factors("元", "万元") is None
    assert scale.worth("吨") is None
    assert calls == [None]


def test_exact_where_no_decimal_is() -> None:
    """A third of an hour is 20 minutes."""
    scale = UnitScale(packaged_units())
    hours, minutes = scale.factors("小时", "分钟") or (Fraction(), Fraction())
    assert Fraction(1, 3) * hours == Fraction(Decimal(20)) * minutes
