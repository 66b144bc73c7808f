"""Quantities told in two units, of which the smaller completes the larger: 2年零7个月, 1小时20分."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from taiyuan_facts.scanning.numeral_spans import Numeral, read_numeral
from taiyuan_facts.scanning.units import Unit

_AND = frozenset("零又")


class _Part(NamedTuple):
    """Which surfaces complete a larger unit, how many of them make one of it, and the unit that the sum is in."""

    surfaces: tuple[str, ...]  # the longest first
    times: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Compounds:
    """The `compounds` of `figures.yaml`, by the surface of the larger unit."""

    parts: Mapping[str, _Part] = field(repr=False)
    numeral: Any = field(repr=False)

    @classmethod
    def build(cls, data: Sequence[Mapping[str, Any]], surfaces: Mapping[str, Unit], numeral: Any) -> Compounds:
        """``data``: the list `compounds`; ``surfaces``: the units; ``numeral``: the pattern of a numeral."""
        parts = {
            larger: _Part(
                tuple(sorted(entry["smaller"], key=len, reverse=True)), int(entry["times"]), surfaces[entry["unit"]]
            )
            for entry in data
            for larger in entry["larger"]
        }
        return cls(parts, numeral)

    def complete(self, text: str, numeral: Numeral, unit: Unit, end: int) -> tuple[Numeral, Unit, int] | None:
        """2年｜零7个月: the whole in the smaller unit and where it ends; None where nothing completes the quantity.

        A smaller part is less than one of the larger unit (一年12个月 are two figures), and the larger a whole number.
        """
        part = self.parts.get(unit.surface)
        if part is None or numeral.fuzzy or numeral.value_max is not None or numeral.value % 1:
            return None
        at = end + (text[end : end + 1] in _AND)
        match = self.numeral.match(text, at)
        rest = None if match is None or match["word"] else read_numeral(match)
        if rest is None or rest.value_max is not None or not 0 < rest.value < part.times:
            return None
        surface = next((surface for surface in part.surfaces if text.startswith(surface, rest.end)), None)
        if surface is None:
            return None
        value = numeral.value * Decimal(part.times) + rest.value
        whole = numeral._replace(value=value, fuzzy=rest.fuzzy)
        return whole, part.unit, rest.end + len(surface)
