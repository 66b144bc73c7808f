"""The page for the terminal: figures in one cell, and columns that fit."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from taiyuan_facts.cli.preview import figure, show, show_kinds
from taiyuan_facts.model import COLUMN_NAMES, Fact

from ..output.samples import a_fact, facts


def printed(width: int, several: list[Fact], **options: Any) -> list[str]:
    """What is printed to a console of that width, line by line."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, color_system=None, highlight=False, markup=False, emoji=False)
    show(console, several, **({"left_out": 0, "columns": None, "zh": False} | options))
    return stream.getvalue().splitlines()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"qualifier": "exact"}, "24.7 亿元"),
        ({"qualifier": "over"}, ">24.7 亿元"),
        ({"qualifier": "about"}, "~24.7 亿元"),
        ({"qualifier": "nearly"}, "~24.7 亿元"),
        ({"qualifier": "at_least"}, "≥24.7 亿元"),
        ({"qualifier": "at_most"}, "≤24.7 亿元"),
        ({"qualifier": "below"}, "<24.7 亿元"),
        ({"qualifier": "range", "value": Decimal(3), "value_max": Decimal(4), "unit": "小时"}, "3–4 小时"),
        ({"qualifier": "exact", "value": Decimal("5E+1"), "unit": "万吨", "per": "年"}, "50 万吨/年"),
        ({"qualifier": "exact", "value": Decimal("-3.20"), "unit": "%"}, "-3.2 %"),
        ({"qualifier": "exact", "value": Decimal(7), "unit": ""}, "7"),
        ({"value": None, "unit": "", "raw": "10月底"}, "10月底"),
    ],
)
def test_a_figure_is_one_cell(changes: dict[str, Any], expected: str) -> None:
    """Value, bound, unit and period stand together; a due date stands as it is written."""
    assert figure(a_fact(**changes)) == expected


def test_each_document_is_a_table() -> None:
    """Facts stand under the name of their document, with headers in either language, aligned over all documents."""
    several = [a_fact(doc="a.txt", line=1), a_fact(doc="a.txt", line=12, raw="x"), a_fact(doc="b.txt", line=1)]
    lines = [line.rstrip() for line in printed(80, several)]
    assert [line for line in lines if line.endswith(".txt")] == ["a.txt", "b.txt"]
    assert len({line for line in lines if line.startswith("line")}) == 1
    assert sum(">24.7 亿元" in line for line in lines) == 3
    assert printed(80, several, zh=True)[1].split() == ["行", "类别", "主体", "指标", "数值", "时间"]


def test_a_wide_terminal_shows_more() -> None:
    """Where there is room, item and status are shown as well."""
    assert printed(109, [a_fact()])[1].split() == ["line", "kind", "subject", "indicator", "value", "date"]
    assert printed(110, [a_fact()])[1].split() == [
        "line", "kind", "subject", "indicator", "item", "value", "date", "status",
    ]  # fmt: skip


def test_columns_asked_for_are_shown_as_they_are() -> None:
    """With --columns, these columns are shown, each value as in the table."""
    lines = printed(80, [a_fact()], columns=("value", "unit", "value_max", "date_end"))
    assert lines[1].split() == ["value", "unit", "value_max", "date_end"]
    assert lines[3].split() == ["24.7", "亿元", "2022-10-31"]


def test_what_is_left_out_is_counted() -> None:
    """The number of facts that are not shown is told with the remedy."""
    assert printed(80, [a_fact()], left_out=12)[-2:] == ["… and 12 more; write them all with -o facts.csv", ""]


@given(facts, st.integers(60, 160))
def test_no_line_is_wider_than_the_terminal(several: list[Fact], width: int) -> None:
    """Whatever the facts hold, wide characters and line breaks among it, a row is one line that fits."""
    lines = printed(width, several)
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("width", [60, 80, 100])
def test_numbers_stay_whole_where_words_are_cut(width: int) -> None:
    """On a narrow terminal long words end in an ellipsis; line, kind and figure are shown in full."""
    long = a_fact(subject="冷轧硅钢项目" * 20, indicator="总投资" * 20)
    row = printed(width, [long])[3]
    assert row.split()[:2] == ["3", "investment"]
    assert ">24.7 亿元" in row
    assert row.count("…") >= 2


def test_all_columns_are_shown_in_some_way() -> None:
    """Every column of the contract can be asked for, all of them at once too."""
    assert len(printed(400, [a_fact()], columns=COLUMN_NAMES)[1].split()) == len(COLUMN_NAMES)


def test_kinds_have_bars_of_their_share() -> None:
    """The most frequent kind has the longest bar, and none that occurs has none."""
    stream = io.StringIO()
    show_kinds(Console(file=stream, width=80, color_system=None), [("investment", 320), ("growth", 1)], "321 facts")
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    assert lines == ["321 facts", "investment 320 " + "█" * 32, "growth       1 █"]
