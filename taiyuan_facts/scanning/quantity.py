"""What a figure is once it is read."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Quantity(NamedTuple):
    """A figure as scanned. ``start``/``end`` hold the words before it too; ``raw_start``/``raw_end`` what is written.

    ``value`` and ``value_max`` are in ``unit``, the canonical one; ``surface`` is the unit as written.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    dimension: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    surface: str
    per: str
    qualifier: str
    form: str = ""  # 'within' behind 内 (48小时内), 'rated' by a period (50万吨/年)
    article: bool = False  # 一 that only says 'a' (一项措施)

    @property
    def placeholder(self) -> str:
        """The name of its placeholder: its form where it has one, else its dimension."""
        return self.form or self.dimension
