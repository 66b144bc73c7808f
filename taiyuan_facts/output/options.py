"""How a table is to be written."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from taiyuan_facts.errors import OutputError
from taiyuan_facts.model import COLUMN_NAMES, COLUMNS, Column, Fact
from taiyuan_facts.suggest import did_you_mean


def _warn(message: str) -> None:
    warnings.warn(message, UserWarning, stacklevel=2)


@dataclass(frozen=True, slots=True)
class TableOptions:
    """Options of all formats; a format takes what it has a use for.

    Attributes:
        columns: the columns to write, in this order; None for all of them. Only a table with all can be read back.
        headers: language of the header row of CSV and xlsx and of the sheet names.
        bom: begin CSV with a byte order mark, for spreadsheets that otherwise take UTF-8 for the local code page.
        convert: applied to each fact before it is written, for units other than the canonical ones.
        warn: takes one sentence about what a format could not hold.

    Raises:
        OutputError: for a column that is unknown or named twice, and for no columns at all.
    """

    columns: tuple[str, ...] | None = None
    headers: Literal["en", "zh"] = "en"
    bom: bool = False
    convert: Callable[[Fact], Fact] | None = None
    warn: Callable[[str], None] = _warn

    def __post_init__(self) -> None:
        if self.columns is None:
            return
        if not self.columns:
            raise OutputError(f"no column to write; name some of {', '.join(COLUMN_NAMES)}")
        for index, name in enumerate(self.columns):
            if name not in COLUMN_NAMES:
                hint = did_you_mean(name, COLUMN_NAMES) or f"; the columns are {', '.join(COLUMN_NAMES)}"
                raise OutputError(f"unknown column {name!r}{hint}")
            if name in self.columns[:index]:
                raise OutputError(f"the column {name} is named twice; name it once")

    @property
    def chosen(self) -> tuple[Column, ...]:
        """The columns to write, in their order."""
        if self.columns is None:
            return COLUMNS
        by_name = {column.name: column for column in COLUMNS}
        return tuple(by_name[name] for name in self.columns)

    def header(self) -> list[str]:
        """The header row of CSV and xlsx."""
        return [column.header_zh if self.headers == "zh" else column.name for column in self.chosen]
