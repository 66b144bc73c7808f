"""What units are worth beside each other, so that 5000 万元 and 0.5 亿元 are the same quantity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from taiyuan_facts.scanning.numerals import parse_numeral
from taiyuan_facts.scanning.units import UnitTable

_SCALES = frozenset("十百千万亿")


class Worth(NamedTuple):
    """A unit as so many of its family's base: 万元 is 10 000 of the family 亿元, whose base is 元."""

    family: str
    factor: Fraction


class UnitScale:
    """Looks up what units are worth: surfaces of the unit table, scales before them (万千瓦), and rates (元/吨).

    The unit table is asked for when the first two units differ, since most tables have no such pair. The table may be
    given as it is, or as a function that loads it.
    """

    def __init__(self, units: UnitTable | Callable[[], UnitTable]) -> None:
        self._units = units
        self._worths: dict[str, Worth | None] = {}
        self._canonical: dict[str, Worth] | None = None

    def worth(self, unit: str) -> Worth | None:
        """What the unit is worth; None for one that the table does not know."""
        if unit not in self._worths:
            self._worths[unit] = self._rate(unit) if "/" in unit else self._plain(unit)
        return self._worths[unit]

    def factors(self, one: str, other: str) -> tuple[Fraction, Fraction] | None:
        """What to multiply the two units' numbers with to compare them; None where they measure different things."""
        if one == other:
            return Fraction(1), Fraction(1)
        first, second = self.worth(one), self.worth(other)
        if first is None or second is None or first.family != second.family:
            return None
        return first.factor, second.factor

    def _table(self) -> UnitTable:
        if not isinstance(self._units, UnitTable):
            self._units = self._units()
        return self._units

    def _canonicals(self) -> dict[str, Worth]:
        """The units of the table, which no text need say so (月 is said 个月)."""
        if self._canonical is None:
            units = self._table().surfaces.values()
            self._canonical = {unit.canonical: Worth(unit.canonical, Fraction(unit.scale)) for unit in units}
        return self._canonical

    def _plain(self, unit: str) -> Worth | None:
        canonical = self._canonicals().get(unit)
        if canonical is not None:
            return canonical
        surfaces = self._table().surfaces
        if unit in surfaces:
            known = surfaces[unit]
            return Worth(known.canonical, Fraction(known.factor))
        length = 0
        while unit[length : length + 1] in _SCALES and unit[length:]:
            length += 1
            base = surfaces.get(unit[length:])
            scale = parse_numeral(unit[:length]) if base is not None else None
            if base is not None and scale is not None:
                return Worth(base.canonical, Fraction(base.factor) * Fraction(scale))
        return None

    def _rate(self, unit: str) -> Worth | None:
        whole = self._plain(unit)
        if whole is not None:  # 海里/小时 and 台/套 are units of their own
            return whole
        above, _, below = unit.partition("/")
        numerator, denominator = self._plain(above), self._plain(below)
        if numerator is None:
            return None
        if denominator is None:  # per something that is no unit: comparable with the same thing only
            return Worth(f"{numerator.family}/{below}", numerator.factor)
        return Worth(f"{numerator.family}/{denominator.family}", numerator.factor / denominator.factor)
