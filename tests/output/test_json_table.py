"""JSON and JSON Lines: the very bytes, exact numbers, and every way in which a file can be broken."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output.json_table import (
    fact_to_json,
    json_to_fact,
    read_json,
    read_jsonl,
    write_json,
    write_jsonl,
)
from taiyuan_facts.output.options import TableOptions

from .samples import PLANT, a_fact, facts

LINE = (
    '{"id": "f3a9c1d2", "doc": "2022-08-12_A1.txt", "article": "冷轧线提前投产", "kind": "investment", '
    '"subject": "冷轧硅钢项目", "indicator": "总投资", "item": "硅钢", "qualifier": "over", "value": 24.7, '
    '"value_max": null, "unit": "亿元", "per": null, "date": "2022-10", "date_start": "2022-10-01", '
    '"date_end": "2022-10-31", "date_source": "text", "status": "planned", "raw": "超24.7亿元", '
    '"sentence": "冷轧硅钢项目总投资超24.7亿元。", "line": 3, "start": 17, "end": 24, "rule": "total-investment"}'
)


def lines(data: str | bytes) -> list[Fact]:
    data = data.encode() if isinstance(data, str) else data
    return [fact for _, fact in read_jsonl(io.BytesIO(data), "facts.jsonl")]


def array(data: str | bytes) -> list[Fact]:
    data = data.encode() if isinstance(data, str) else data
    return [fact for _, fact in read_json(io.BytesIO(data), "facts.json")]


def test_the_bytes_of_json_lines() -> None:
    """One object a line, keys in the contract's order, numbers as numbers, empty as null, Chinese as it is."""
    target = io.BytesIO()
    assert write_jsonl([PLANT, PLANT], target, TableOptions()) == 2
    assert target.getvalue().decode() == f"{LINE}\n{LINE}\n"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "[]\n"), (1, f"[\n  {LINE}\n]\n"), (2, f"[\n  {LINE},\n  {LINE}\n]\n")]
)
def test_the_bytes_of_json(count: int, text: str) -> None:
    """An array, one object a line."""
    target = io.BytesIO()
    assert write_json([PLANT] * count, target, TableOptions()) == count
    assert target.getvalue().decode() == text


def test_columns_are_chosen_and_ordered() -> None:
    """Only the columns asked for are written, in the order asked for."""
    target = io.BytesIO()
    write_jsonl([PLANT], target, TableOptions(columns=("value", "per", "unit")))
    assert target.getvalue().decode() == '{"value": 24.7, "per": null, "unit": "亿元"}\n'


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.1", "0.1"),
        ("24.70", "24.7"),
        ("1E+3", "1000"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
    ],
)
def test_decimals_are_written_digit_by_digit(number: str, text: str) -> None:
    """No binary float stands between a decimal and its digits, on either way."""
    written = fact_to_json(a_fact(value=Decimal(number)), ["value"])
    assert written == f'{{"value": {text}}}'
    line = fact_to_json(a_fact(value=Decimal(number)))
    assert lines(line) == [a_fact(value=Decimal(number))]


@given(facts)
def test_any_json_library_reads_it(several: list[Fact]) -> None:
    """A line is JSON of well-formed Unicode, and json.loads with Decimal gives the facts back."""
    for fact in several:
        data = json.loads(fact_to_json(fact).encode("utf-8"), parse_float=Decimal)
        assert tuple(data) == COLUMN_NAMES
        assert json_to_fact(data, "facts.jsonl:1") == fact


def test_harmless_changes_are_read() -> None:
    """Indented arrays, blank lines, a byte order mark, empty strings for null and any order of keys are read."""
    data = json.loads(LINE)
    empty = {key: "" if value is None else value for key, value in reversed(data.items())}
    assert array(json.dumps([data, empty], indent=2)) == [PLANT, PLANT]
    assert array("\ufeff[" + LINE + "]") == [PLANT]
    assert lines(f"\ufeff\n{LINE}\r\n \n{json.dumps(empty)}") == [PLANT, PLANT]


def test_later_versions_may_add_keys_at_the_end() -> None:
    """Keys behind the last of the contract are ignored."""
    assert lines(LINE[:-1] + ', "confidence": 0.9}') == [PLANT]


def test_places_are_lines_of_the_file() -> None:
    """A fact is placed at the line that its object begins on."""
    data = json.dumps([json.loads(LINE)] * 2, indent=1).encode()
    assert [where for where, _ in read_json(io.BytesIO(data), "a.json")] == ["a.json:2", "a.json:27"]
    text = f"{LINE}\n\n{LINE}\n".encode()
    assert [where for where, _ in read_jsonl(io.BytesIO(text), "a.jsonl")] == ["a.jsonl:1", "a.jsonl:3"]


_CUT = "cut off within a fact or behind it; write the table again"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "facts.json:1: not an array of facts: it is empty; for one object a line give --format jsonl"),
        (LINE, "facts.json:1: not an array of facts: it begins with '{'; for one object a line give --format jsonl"),
        ("[", f"facts.json:1: {_CUT}"),
        (f"[\n  {LINE}", f"facts.json:2: {_CUT}"),
        (f"[\n  {LINE},\n", f"facts.json:3: {_CUT}"),
        (f"[\n  {LINE},\n  {LINE[:100]}", f"facts.json:3: {_CUT}"),
        (f"[\n  {LINE[:-60]}", f"facts.json:2: {_CUT}"),
        (f"[{LINE} {LINE}]", "facts.json:1: not JSON (a comma or ] is missing); write the table again"),
        (f"[{LINE},]", "facts.json:1: not JSON (Expecting value); write the table again"),
        (f"[{LINE}]\n[]", "facts.json:2: something stands behind the array; take it out"),
        (
            "[" + LINE.replace("24.7, ", "NaN, ", 1) + "]",
            "facts.json:1: not a fact (NaN is no number of JSON); write the table again",
        ),
        (
            "[" + LINE.replace('"unit"', '"value"') + "]",
            "facts.json:1: not a fact (the key 'value' stands twice); write the table again",
        ),
        ("[\n17]", "facts.json:2: not a fact but \"17\"; write an object a fact"),
        ("[{}]", "facts.json:1: not a facts table: 23 of its columns are missing (id, doc, article, …); "
                 "write one with `tyfacts extract PAGES -o facts.csv`"),
        ("[" + LINE.replace('"unit"', '"unti"') + "]", "facts.json:1: unknown column 'unti'; did you mean unit?"),
        (
            "[" + LINE.replace("24.7,", "1e999999999,", 1) + "]",
            "facts.json:1: column value: '1e999999999' is not a decimal; write plain digits such as 24.7",
        ),
        (
            "[" + LINE.replace('"硅钢"', "[1]") + "]",
            "facts.json:1: column item: ['1'] is not text; format the cell as text and type it again",
        ),
        (
            "[" + LINE.replace("3,", "true,") + "]",
            "facts.json:1: column line: True is not a whole number; write digits such as 17",
        ),
    ],
)  # fmt: skip
def test_broken_arrays_are_refused(text: str, message: str) -> None:
    """Each fault is one sentence with the place and the remedy."""
    with pytest.raises(TableError) as caught:
        array(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (f"{LINE}\n{LINE[:100]}".encode(), f"facts.jsonl:2: {_CUT}"),
        (f"{LINE}\n{LINE[:-5]}".encode(), f"facts.jsonl:2: {_CUT}"),
        ((LINE + "冷").encode()[:-1], "facts.jsonl:1: cut off within a character; write the table again"),
        (f"{LINE[:-1]}\n".encode(), f"facts.jsonl:1: {_CUT}"),
        (f"{LINE} {LINE}\n".encode(), "facts.jsonl:1: more than one value on the line; write one object a line"),
        (b"id,doc\n", "facts.jsonl:1: not JSON (Expecting value); write the table again"),
        (LINE.encode("gb18030"), "facts.jsonl:1: not UTF-8 (byte 0xc0); write the table again"),
    ],
)
def test_broken_lines_are_refused(data: bytes, message: str) -> None:
    """Each fault is one sentence with the place and the remedy."""
    with pytest.raises(TableError) as caught:
        lines(data)
    assert str(caught.value) == message


@pytest.mark.parametrize("depth", [1_000, 200_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    """Brackets without end are refused, not followed."""
    with pytest.raises(TableError, match=r"^facts\.json:1: "):
        array("[" * depth)
    with pytest.raises(TableError, match=r"^facts\.jsonl:1: "):
        lines('{"a":' * depth)


def test_numbers_of_any_length_are_refused_without_reading_them() -> None:
    """Neither five thousand digits nor an exponent of nine make Python work or fail."""
    with pytest.raises(TableError, match=r"^facts\.jsonl:1: column line: '7+… is not a whole number"):
        lines(LINE.replace('"line": 3', f'"line": {"7" * 5000}'))
