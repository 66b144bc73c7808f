"""Facts for the tests of this folder: one that reads like a page, and any that hypothesis can think of."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from taiyuan_facts.model import COLUMNS, KINDS, Column, Fact

PLANT = Fact(
    id="f3a9c1d2",
    doc="2022-08-12_A1.txt",
    article="冷轧线提前投产",
    kind="investment",
    subject="冷轧硅钢项目",
    indicator="总投资",
    item="硅钢",
    qualifier="over",
    value=Decimal("24.7"),
    value_max=None,
    unit="亿元",
    per="",
    date="2022-10",
    date_start=date(2022, 10, 1),
    date_end=date(2022, 10, 31),
    date_source="text",
    status="planned",
    raw="超24.7亿元",
    sentence="冷轧硅钢项目总投资超24.7亿元。",
    line=3,
    start=17,
    end=24,
    rule="total-investment",
)


def a_fact(**changes: Any) -> Fact:
    """The plant's fact with other values in some columns."""
    return dataclasses.replace(PLANT, **changes)


def a_range(count: int) -> list[Fact]:
    """That many facts of alternating kinds."""
    return [
        a_fact(
            id=f"f{number:06}", kind=KINDS[number % len(KINDS)], line=number, start=number, value=Decimal(number) / 8
        )
        for number in range(count)
    ]


# What breaks tables: line ends of every kind, quotes, delimiters, formula characters and their escapes, control
# characters, surrogates, and spellings that some format has a meaning for.
AWKWARD = st.sampled_from(
    [
        *"\n\r\t\0\x0b\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff\ud800\udcff\udfff\U0001f600",
        *"\"',;=+-@＝＋－＠\\ _<>&|",
        *(
            "\r\n",
            "\\udcff",
            "\\u000b",
            "_x000B_",
            "_x005F_",
            "x005F_",
            "<r>",
            "</r>",
            "'=",
            "null",
            "NaN",
            "超24.7亿元",
        ),
    ]
)
texts = st.lists(AWKWARD | st.text(st.characters(codec=None), max_size=5), max_size=4).map("".join)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
    lambda number: -60 < number.adjusted() < 60 and len(str(number)) < 90
) | st.builds(Decimal, st.sampled_from(["0", "-0.00", "24.70", "-3.2", "1E+3", "9.95", "123456789012345.5", "0.1"]))


def _values(column: Column) -> st.SearchStrategy[Any]:
    if column.type == "enum":
        return st.sampled_from(column.values)
    empty = st.none()
    return {
        "text": texts,
        "decimal": empty | decimals,
        "date": empty | st.dates() | st.sampled_from([date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)]),
        "int": st.integers(0, 10**15 - 1),
    }[column.type]


facts = st.lists(
    st.builds(Fact, **{column.name: _values(column) for column in COLUMNS}), max_size=4
).map(lambda several: [dataclasses.replace(fact, id=f"{n}{fact.id}") for n, fact in enumerate(several)])  # fmt: skip
