"""Units of measurement and classifiers: the longest surface at a place, and exact conversion to the canonical unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext


@dataclass(frozen=True, slots=True)
class Unit:
    """One surface of a unit: 千瓦 of dimension power is 1000 of its family's base; 吉瓦 is the family's canonical unit.

    ``scale`` is how many of the base make one canonical unit; ``rate`` the unit of a price (元 in 元/吨).
    """

    surface: str
    dimension: str
    canonical: str
    factor: Decimal
    scale: Decimal
    rate: str = ""
    exact: bool = True

    def convert(self, value: Decimal) -> tuple[Decimal, str]:
        """``value`` of this unit in the canonical unit, exactly; where that has no end (20分钟), as it stands."""
        with localcontext() as context:
            context.prec = 90
            converted = (value * self.factor / self.scale).normalize()
            if len(converted.as_tuple().digits) > 60:
                return value, self.surface
        return strip(converted), self.canonical

    def convert_rate(self, value: Decimal) -> tuple[Decimal, str]:
        """``value`` of this unit as the numerator of a rate: 3.2万元 per 吨 are 32000 元."""
        if not self.rate:
            return self.convert(value)
        return strip(value * self.factor), self.rate


def strip(value: Decimal) -> Decimal:
    """Without zeros behind the point and never with an exponent: 24.70 → 24.7, 1E+3 → 1000."""
    value = value.normalize()
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All surfaces; look-up is by the longest that stands at a place of the text."""

    surfaces: Mapping[str, Unit]
    digits_only: frozenset[str]
    longest: int = field(default=0)

    @classmethod
    def build(cls, units: Iterable[Unit], digits_only: Iterable[str]) -> UnitTable:
        surfaces = {unit.surface: unit for unit in units}
        return cls(surfaces, frozenset(digits_only), max(map(len, surfaces), default=0))

    def find(self, text: str, at: int) -> Unit | None:
        """The unit with the longest surface at ``at``, or None. A Latin surface ends where its letters end (5GW)."""
        surfaces = self.surfaces
        for length in range(min(self.longest, len(text) - at), 0, -1):
            unit = surfaces.get(text[at : at + length])
            if unit is not None and not (
                _is_latin(text[at + length - 1]) and _is_latin(text[at + length : at + length + 1])
            ):
                return unit
        return None


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
