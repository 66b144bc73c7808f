"""Units of measurement and classifiers: the longest surface at a place, and exact conversion to the canonical unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext

_EXACT = Context(prec=90)
_ONE = Decimal(1)


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
    ratio: Decimal | None = field(init=False, repr=False, compare=False)  # of factor and scale, where it has an end

    def __post_init__(self) -> None:
        ratio = _EXACT.divide(self.factor, self.scale)
        ends = len(ratio.as_tuple().digits) <= 30 and _EXACT.multiply(ratio, self.scale) == self.factor
        object.__setattr__(self, "ratio", ratio if ends else None)

    def convert(self, value: Decimal) -> tuple[Decimal, str]:
        """``value`` of this unit in the canonical unit, exactly; where that has no end (20分钟), as it stands."""
        if self.ratio is not None:
            product = _EXACT.multiply(value, self.ratio)
            if len(str(product)) < 28:  # what the arithmetic of `strip` holds
                return strip(product), self.canonical
        with localcontext() as context:
            context.prec = 90
            converted = (value * self.factor / self.scale).normalize()
            if len(converted.as_tuple().digits) > 60:
                return value, self.surface
        return strip(converted), self.canonical

    def convert_range(self, low: Decimal, high: Decimal | None) -> tuple[Decimal, Decimal | None, str]:
        """Both ends in the canonical unit; both as written where one of them has no end in it (20至30分钟)."""
        value, canonical = self.convert(low)
        if high is None:
            return value if canonical != self.surface else strip(value), None, canonical
        value_max, canonical_max = self.convert(high)
        if canonical != canonical_max:
            return strip(low), strip(high), self.surface
        return strip(value), strip(value_max), canonical

    def convert_rate(self, value: Decimal) -> tuple[Decimal, str]:
        """``value`` of this unit as the numerator of a rate: 3.2万元 per 吨 are 32000 元."""
        if not self.rate:
            return self.convert(value)
        return strip(value * self.factor), self.rate


def strip(value: Decimal) -> Decimal:
    """Without zeros behind the point and never with an exponent: 24.70 → 24.7, 1E+3 → 1000."""
    value = value.normalize()
    return value.quantize(_ONE) if "E+" in str(value) else value


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All surfaces; look-up is by the longest that stands at a place of the text."""

    surfaces: Mapping[str, Unit]
    digits_only: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]] = field(repr=False)  # of the surfaces that begin with a character

    @classmethod
    def build(cls, units: Iterable[Unit], digits_only: Iterable[str]) -> UnitTable:
        surfaces = {unit.surface: unit for unit in units}
        lengths: dict[str, set[int]] = defaultdict(set)
        for surface in surfaces:
            lengths[surface[0]].add(len(surface))
        longest_first = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        return cls(surfaces, frozenset(digits_only), longest_first)

    def find(self, text: str, at: int) -> Unit | None:
        """The unit with the longest surface at ``at``, or None. A Latin surface ends where its letters end (5GW)."""
        for length in self.lengths.get(text[at : at + 1], ()):
            unit = self.surfaces.get(text[at : at + length])
            if (
                unit is not None
                and at + length <= len(text)
                and not (_is_latin(text[at + length - 1]) and _is_latin(text[at + length : at + length + 1]))
            ):
                return unit
        return None


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
