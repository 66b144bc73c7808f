"""A fact's values as text and back: one spelling a value, so that the same facts give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES, COLUMNS, Column, Fact
from taiyuan_facts.suggest import did_you_mean

Value = str | Decimal | date | int | None

# A number with more digits, or a larger exponent, is damage or an attack: format(Decimal("1E+99999999"), "f") would
# take 100 MB. No newspaper prints one.
MAX_DIGITS = 1000
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CACHED = 4096


def plain(number: Decimal) -> str:
    """The number in plain notation: no exponent, no trailing zero of a fraction, ``0`` for every zero.

    The same value always gives the same text: 24.70 and 24.7 are ``24.7``, 1E+3 is ``1000``, -0.00 is ``0``.

    Raises:
        ValueError: for NaN and infinity, which no table holds.
    """
    if not number.is_finite():
        raise ValueError(f"{number} is not a finite number")
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fits_double(number: Decimal) -> bool:
    """Whether a double holds the number so that its 15 digits give it back (IEEE 754: DBL_DIG)."""
    digits = plain(number).lstrip("-").replace(".", "").strip("0")
    return len(digits) <= 15 and -300 < number.adjusted() < 300


def to_text(value: Value) -> str:
    """One value as the text of its cell: plain decimals, ISO 8601 dates, empty for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    return str(value)  # date.__str__ is ISO 8601


def fact_to_row(fact: Fact) -> dict[str, str]:
    """The fact as column name → text, in the order of the columns."""
    return {name: to_text(getattr(fact, name)) for name in COLUMN_NAMES}


def row_to_fact(row: Mapping[str, object], where: str) -> Fact:
    """The fact of a row of texts, or of values that a format has types for; further keys are ignored.

    Args:
        row: column name → text, int, float, Decimal, date or None.
        where: ``file:line``, for the messages.

    Raises:
        TableError: where a column is missing or a value is none of its column's type.
    """
    for name in COLUMN_NAMES:
        if name not in row:
            raise TableError(f"{where}: the column {name} is missing; write the table again with all its columns")
    return cells_to_fact([row[name] for name in COLUMN_NAMES], where)


def cells_to_fact(cells: Sequence[object], where: str) -> Fact:
    """The fact of as many cells as there are columns, in their order; values and errors as for `row_to_fact`."""
    values: list[Value] = []
    for name, parse, cell in zip(COLUMN_NAMES, _PARSERS, cells, strict=True):
        try:
            values.append(parse(cell))
        except ValueError as error:
            raise TableError(f"{where}: column {name}: {error}") from None
    return Fact(*values)  # type: ignore[arg-type]  # each parser gives the type of its column


def _shown(cell: object) -> str:
    text = repr(cell)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _parse_text(cell: object) -> str:
    if type(cell) is str:
        return cell
    if cell is None:
        return ""
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        return plain(Decimal(cell))  # a spreadsheet takes the text 2022 for a number
    raise ValueError(f"{_shown(cell)} is not text; format the cell as text and type it again")


def _parse_decimal(cell: object) -> Decimal | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return _decimal_of(cell)
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        # repr of a float is the shortest text that gives it back: 24.7, not 24.699999999999999289…
        return _decimal_of(repr(cell) if isinstance(cell, float) else str(cell))
    raise ValueError(f"{_shown(cell)} is not a decimal; write plain digits such as 24.7")


@lru_cache(_CACHED)
def _decimal_of(text: str) -> Decimal:
    if len(text) > MAX_DIGITS or not _DECIMAL.fullmatch(text):
        raise ValueError(f"{_shown(text)} is not a decimal; write plain digits such as 24.7")
    return Decimal(plain(Decimal(text)))


def _parse_date(cell: object) -> date | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return _date_of(cell)
    if isinstance(cell, datetime):
        if cell.time() == time.min:
            return cell.date()
    elif isinstance(cell, date):
        return cell
    raise ValueError(f"{_shown(cell)} is not a date; write it as 2022-10-31")


@lru_cache(_CACHED)
def _date_of(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:  # 2022-02-30
        pass
    raise ValueError(f"{_shown(text)} is not a date; write it as 2022-10-31")


def _parse_int(cell: object) -> int:
    try:
        text = cell if isinstance(cell, str) else to_text(_parse_decimal(cell))
    except ValueError:
        text = ""
    if not _INTEGER.fullmatch(text):
        raise ValueError(f"{_shown(cell)} is not a whole number; write digits such as 17")
    return int(text)


def _enum_parser(column: Column) -> Callable[[object], str]:
    """The parser of an enum column; a rule set may declare kinds of its own, so any kind but none is taken."""
    by_text = {value: value for value in column.values}
    open_ended = column.name == "kind"

    def parse(cell: object) -> str:
        text = "" if cell is None else cell
        known = by_text.get(text) if isinstance(text, str) else None
        if known is not None:
            return known
        if open_ended and isinstance(text, str) and text:
            return text
        choices = [value for value in column.values if value]
        hint = did_you_mean(text, choices) if isinstance(text, str) else ""
        raise ValueError(f"{_shown(text)} is none of {', '.join(choices)}{hint}")

    return parse


def _parser(column: Column) -> Callable[[object], Value]:
    parsers: dict[str, Callable[[object], Value]] = {
        "text": _parse_text,
        "decimal": _parse_decimal,
        "date": _parse_date,
        "int": _parse_int,
    }
    return _enum_parser(column) if column.type == "enum" else parsers[column.type]


_PARSERS = tuple(_parser(column) for column in COLUMNS)
