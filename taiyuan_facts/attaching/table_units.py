"""Units of tables: a cell's number and the unit that is told elsewhere, read together as if it stood behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from taiyuan_facts.reading.table_words import plain
from taiyuan_facts.scanning.quantities import NUMBER, Quantity, QuantityGrammar

_LISTED = re.compile("[、，,；;和及]")
_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]")
_BARE_END = re.compile(r"(?<=[^\d])[，,、/]?([%‰])$")
_MINUS = "-－−–"
_SIGNS = f"+{_MINUS}"
PERCENT = frozenset({"percent", "point"})


@dataclass(frozen=True, slots=True)
class UnitReader:
    """Reads units with the grammar of quantities, so that a cell is worth what the same words are in a sentence."""

    quantities: QuantityGrammar
    _known: dict[str, str] = field(default_factory=dict)

    def read(self, number: str, unit: str) -> Quantity | None:
        """The quantity of a number, as a cell writes it, in a unit; None where they make none.

        Args:
            number: digits with a sign, a point, and commas or blanks between thousands: -1,204.5.
            unit: the unit as a head or a unit line tells it: 万吨, %, 元/吨.
        """
        digits = number.replace(",", "").replace(" ", "").lstrip(_SIGNS)
        if not unit or (digits[0] == "0" and digits[1:2].isdigit()):  # 0351 is a code
            return None
        text = f"{Decimal(digits):,f}{unit}"
        found = list(self.quantities.find(text, []))
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)) or found[0].dimension == NUMBER:
            return None
        return found[0]._replace(value=-found[0].value) if number[0] in _MINUS else found[0]

    def dimension(self, unit: str) -> str:
        """The dimension of a unit; empty where the text is none."""
        if unit not in self._known:
            quantity = self.read("7", unit)
            self._known[unit] = quantity.dimension if quantity else ""
        return self._known[unit]

    def several(self, text: str) -> list[str]:
        """The units of a unit line: 亿元、%."""
        text = plain(text).removeprefix("人民币")
        parts = [part.strip("（()）") for part in _LISTED.split(text)]
        return [part for part in parts if part and self.dimension(part)]

    def of_caption(self, caption: str) -> tuple[str, str]:
        """The unit in a caption or a row's name, and the rest of it: 产量（万吨）, 增长%, 存款（不含…）（亿元）.

        What stands in brackets and is no unit is left in the rest.
        """
        for match in reversed(list(_BRACKETED.finditer(caption))):
            unit = match[1].partition("：")[2] or match[1].partition(":")[2] or match[1]
            unit = unit.lstrip("±+-")
            if self.dimension(unit):
                return unit, caption[: match.start()] + caption[match.end() :]
        bare = _BARE_END.search(caption)
        if bare is not None:
            return bare[1], caption[: bare.start()]
        return "", caption
