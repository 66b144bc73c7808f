"""The facts table as JSON (RFC 8259) and JSON Lines: numbers as numbers, empty as null, one object a line.

Decimals are written digit by digit and read back digit by digit; no binary float stands in between.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import BinaryIO, NoReturn

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output.cells import UNICODE
from taiyuan_facts.output.header import column_order
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.values import Value, cells_to_fact, plain, to_text

_quoted = json.JSONEncoder(ensure_ascii=False).encode
_KEYS = {name: f"{json.dumps(name)}: " for name in COLUMN_NAMES}
_SPACE = re.compile(r"[ \t\n\r]*")


def fact_to_json(fact: Fact, columns: Sequence[str] = COLUMN_NAMES) -> str:
    """The fact as a JSON object on one line, its keys the columns in their order."""
    return "{" + ", ".join([_KEYS[name] + _to_json(getattr(fact, name)) for name in columns]) + "}"


def _to_json(value: Value) -> str:
    if value is None or value == "":
        return "null"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int):
        return str(value)
    return _quoted(UNICODE.encode(to_text(value)))


def json_to_fact(data: object, where: str) -> Fact:
    """The fact of a JSON object as `json.loads` gives it; null and "" are both empty.

    Raises:
        TableError: where it is no object, where keys are missing or unknown, or a value is none of its column's type.
    """
    if not isinstance(data, Mapping):
        raise TableError(f"{where}: not a fact but {json.dumps(data, ensure_ascii=False)[:40]}; write an object a fact")
    keys = tuple(data)
    if keys != COLUMN_NAMES:
        column_order(keys, where)
    return cells_to_fact([_from_json(data[name]) for name in COLUMN_NAMES], where)


def _from_json(value: object) -> object:
    return UNICODE.decode(value) if isinstance(value, str) else value


def write_jsonl(facts: Iterable[Fact], target: BinaryIO, options: TableOptions) -> int:
    """Write one object a line; give back how many they were."""
    columns = [column.name for column in options.chosen]
    count = 0
    for fact in facts:
        target.write(f"{fact_to_json(fact, columns)}\n".encode())
        count += 1
    return count


def write_json(facts: Iterable[Fact], target: BinaryIO, options: TableOptions) -> int:
    """Write an array, one object a line, so that line-wise diffs stay readable; give back how many they were."""
    columns = [column.name for column in options.chosen]
    count = 0
    for fact in facts:
        target.write(f"{',' if count else '['}\n  {fact_to_json(fact, columns)}".encode())
        count += 1
    target.write(b"\n]\n" if count else b"[]\n")
    return count


def read_jsonl(source: BinaryIO, name: str) -> Iterator[tuple[str, Fact]]:
    """Read facts line by line, each with its ``file:line``; blank lines are skipped.

    Raises:
        TableError: for a line that is not a fact, or cut off.
    """
    for number, line in enumerate(source, 1):
        where = f"{name}:{number}"
        text = _decode(line, where, first=number == 1)
        if not text.strip(" \t\r\n"):
            continue
        data, end = _parse(text, _SPACE.match(text).end(), where)  # type: ignore[union-attr]  # matches always
        if text[end:].strip(" \t\r\n"):
            raise TableError(f"{where}: more than one value on the line; write one object a line")
        yield where, json_to_fact(data, where)


def read_json(source: BinaryIO, name: str) -> Iterator[tuple[str, Fact]]:
    """Read the facts of an array, each with the ``file:line`` that it begins at; the text is held in memory.

    Raises:
        TableError: for anything that is not a whole array of facts.
    """
    text = _decode(source.read(), name, first=True)
    position, line = _skip(text, 0, 1)
    if text[position : position + 1] != "[":
        found = "it is empty" if position == len(text) else f"it begins with {text[position]!r}"
        raise TableError(f"{name}:{line}: not an array of facts: {found}; for one object a line give --format jsonl")
    position, line = _skip(text, position + 1, line)
    closed = text[position : position + 1] == "]"
    while not closed:
        where = f"{name}:{line}"
        data, end = _parse(text, position, where)
        yield where, json_to_fact(data, where)
        line += text.count("\n", position, end)
        position, line = _skip(text, end, line)
        mark = text[position : position + 1]
        closed = mark == "]"
        if not closed:
            if mark != ",":
                raise _broken(text, position, f"{name}:{line}", "a comma or ] is missing")
            position, line = _skip(text, position + 1, line)
    position, line = _skip(text, position + 1, line)
    if position != len(text):
        raise TableError(f"{name}:{line}: something stands behind the array; take it out")


def _decode(data: bytes, where: str, *, first: bool) -> str:
    try:
        return data.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise TableError(f"{where}: cut off within a character; write the table again") from None
        byte = data[error.start]
        raise TableError(f"{where}: not UTF-8 (byte 0x{byte:02x}); write the table again") from None


def _skip(text: str, position: int, line: int) -> tuple[int, int]:
    """The position behind white space, and its line."""
    match = _SPACE.match(text, position)
    end = match.end() if match else position
    return end, line + text.count("\n", position, end)


def _parse(text: str, position: int, where: str) -> tuple[object, int]:
    """The JSON value at the position, numbers as the texts of their digits, and the position behind it."""
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise _broken(text, error.pos, where, error.msg) from None
    except (ValueError, RecursionError) as error:
        raise TableError(f"{where}: not a fact ({error}); write the table again") from None


def _broken(text: str, position: int, where: str, reason: str) -> TableError:
    # A whole array ends in ], a whole line in LF; a cut literal or string is reported where it begins.
    if position >= len(text.rstrip()) or not text.rstrip(" \t\r").endswith(("]", "\n")):
        return TableError(f"{where}: cut off within a fact or behind it; write the table again")
    return TableError(f"{where}: not JSON ({reason}); write the table again")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data = dict(pairs)
    if len(data) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice")
    return data


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


# int() refuses more than 4300 digits and Decimal() takes any exponent: the column's parser looks at the digits.
_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_float=str, parse_int=str, parse_constant=_refuse_constant)
