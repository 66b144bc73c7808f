"""Values as text and back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output.values import fact_to_row, fits_double, plain, row_to_fact

from .samples import PLANT, a_fact, decimals, facts


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("24.70", "24.7"),
        ("24.7", "24.7"),
        ("1E+3", "1000"),
        ("60000", "60000"),
        ("-3.20", "-3.2"),
        ("0.00", "0"),
        ("-0.00", "0"),
        ("1E-7", "0.0000001"),
        ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
        ("100", "100"),
    ],
)
def test_plain_notation(number: str, text: str) -> None:
    """A decimal is written without exponent and without the zeros that do not count, however many digits it has."""
    assert plain(Decimal(number)) == text


@given(decimals)
def test_plain_is_exact_and_canonical(number: Decimal) -> None:
    """The plain text has the number's value, and equal numbers have the same text."""
    text = plain(number)
    assert Decimal(text) == number
    assert "E" not in text
    assert plain(Decimal(text)) == text


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_plain_refuses_what_is_no_number(number: str) -> None:
    """No table holds NaN or infinity."""
    with pytest.raises(ValueError, match="is not a finite number"):
        plain(Decimal(number))


def test_fact_to_row_is_the_contract() -> None:
    """A row has all columns in the order of the contract, each as the text that the contract describes."""
    row = fact_to_row(PLANT)
    assert tuple(row) == COLUMN_NAMES
    assert list(row.values()) == [
        "f3a9c1d2", "2022-08-12_A1.txt", "冷轧线提前投产", "investment", "冷轧硅钢项目", "总投资", "硅钢", "over",
        "24.7", "", "亿元", "", "2022-10", "2022-10-01", "2022-10-31", "text", "planned",
        "超24.7亿元", "冷轧硅钢项目总投资超24.7亿元。", "3", "17", "24", "total-investment",
    ]  # fmt: skip


@given(facts)
def test_rows_give_facts_back(several: list[Fact]) -> None:
    """row_to_fact undoes fact_to_row."""
    assert [row_to_fact(fact_to_row(fact), "t.csv:2") for fact in several] == several


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("value", "12,5", "'12,5' is not a decimal; write plain digits such as 24.7"),
        ("value", "NaN", "'NaN' is not a decimal; write plain digits such as 24.7"),
        ("value", "１２", "'１２' is not a decimal; write plain digits such as 24.7"),
        ("value", "1_000", "'1_000' is not a decimal; write plain digits such as 24.7"),
        ("value", "1e1000", "'1e1000' is not a decimal; write plain digits such as 24.7"),
        ("value_max", True, "True is not a decimal; write plain digits such as 24.7"),
        ("value", float("nan"), "'nan' is not a decimal; write plain digits such as 24.7"),
        ("value", Decimal("1E+999999999"), "'1E+999999999' is not a decimal; write plain digits such as 24.7"),
        ("date_start", "2022/10/1", "'2022/10/1' is not a date; write it as 2022-10-31"),
        ("date_start", "2022-02-30", "'2022-02-30' is not a date; write it as 2022-10-31"),
        ("date_end", "20221031", "'20221031' is not a date; write it as 2022-10-31"),
        ("line", "", "'' is not a whole number; write digits such as 17"),
        ("start", "1.5", "'1.5' is not a whole number; write digits such as 17"),
        ("end", 2.5, "2.5 is not a whole number; write digits such as 17"),
        ("status", "plan", "'plan' is none of actual, planned; did you mean planned?"),
        ("status", "", "'' is none of actual, planned"),
        ("date_source", "clock", "'clock' is none of text, dateline, document"),
        ("kind", "", f"'' is none of {', '.join(('investment', 'capacity', 'growth', 'deadline', 'output', 'share'))}"),
        ("item", ["a"], "['a'] is not text; format the cell as text and type it again"),
        ("item", date(2022, 10, 1), "is not text; format the cell as text and type it again"),
    ],
)
def test_wrong_values_are_named(column: str, cell: object, message: str) -> None:
    """A value that is none of its column's type is refused with the place, the column, the value and the remedy."""
    row: dict[str, object] = dict(fact_to_row(PLANT)) | {column: cell}
    with pytest.raises(TableError) as caught:
        row_to_fact(row, "facts.csv:17")
    assert str(caught.value).startswith(f"facts.csv:17: column {column}: ")
    assert message in str(caught.value)


def test_long_values_are_shortened_in_messages() -> None:
    """A message does not repeat a cell of any length."""
    with pytest.raises(TableError) as caught:
        row_to_fact(dict(fact_to_row(PLANT)) | {"value": "7" * 5000}, "facts.csv:2")
    assert str(caught.value) == (
        f"facts.csv:2: column value: '{'7' * 56}… is not a decimal; write plain digits such as 24.7"
    )


def test_decimals_are_read_in_one_spelling() -> None:
    """A number comes back without the zeros that do not count, whatever type and spelling the table has it in."""
    cells: list[object] = ["24.70", "2.47e1", Decimal("24.700"), 24.7]
    found = [str(row_to_fact(dict(fact_to_row(PLANT)) | {"value": cell}, "t").value) for cell in cells]
    assert found == ["24.7"] * 4


def test_typed_values_are_taken() -> None:
    """Formats that have types may give numbers and dates as such, and a kind may be a rule set's own."""
    row: dict[str, object] = dict(fact_to_row(PLANT))
    row |= {"value": 24.7, "value_max": 30, "line": 5.0, "item": 2022, "date_end": datetime(2022, 10, 31)}  # noqa: DTZ001
    row |= {"date_start": None, "per": None, "kind": "patent"}
    assert row_to_fact(row, "t") == a_fact(
        value=Decimal("24.7"), value_max=Decimal(30), line=5, item="2022", date_start=None, kind="patent"
    )


def test_missing_column_is_named() -> None:
    """A row without one of the columns is refused by its name."""
    row = fact_to_row(PLANT)
    del row["unit"]
    with pytest.raises(TableError, match=r"^t\.csv:2: the column unit is missing; write the table again"):
        row_to_fact(row, "t.csv:2")


@given(decimals)
def test_fifteen_digits_fit_a_double(number: Decimal) -> None:
    """Where fits_double says so, the double's fifteen digits and its shortest spelling both give the number back."""
    if fits_double(number):
        double = float(number)
        assert Decimal(f"{double:.15g}") == number
        assert Decimal(repr(double)) == number


def test_sixteen_digits_do_not_count_as_fitting() -> None:
    """Sixteen digits are more than a spreadsheet keeps."""
    assert fits_double(Decimal("123456789012345"))
    assert fits_double(Decimal("0.000000123456789012345"))
    assert fits_double(Decimal("123456789012345000000"))
    assert not fits_double(Decimal("123456789012345.6"))
    assert not fits_double(Decimal("1E+400"))
