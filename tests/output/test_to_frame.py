"""Facts as a pandas data frame."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd

from taiyuan_facts.model import COLUMN_NAMES, COLUMNS, QUALIFIERS
from taiyuan_facts.output.tables import to_frame

from .samples import PLANT, a_fact, a_range


def test_columns_have_types_to_work_with() -> None:
    """Text is string, enums are categories, whole numbers int64, dates datetime64, decimals objects; empty or not."""
    types = {"text": "string", "enum": "category", "int": "int64", "date": "datetime64[s]", "decimal": "object"}
    for facts in ([], [PLANT], a_range(5)):
        frame = to_frame(facts)
        assert tuple(frame.columns) == COLUMN_NAMES
        assert len(frame) == len(facts)
        assert {name: str(type_) for name, type_ in frame.dtypes.items()} == {
            column.name: types[column.type] for column in COLUMNS
        }


def test_values_are_exact() -> None:
    """Decimals stay decimals, empty numbers are None, empty dates NaT, empty text is text."""
    frame = to_frame([PLANT, a_fact(id="2", value=None, date_start=None, value_max=Decimal("0.1"), doc="\udcff.txt")])
    assert list(frame["value"]) == [Decimal("24.7"), None]
    assert list(frame["value_max"]) == [None, Decimal("0.1")]
    assert list(frame["date_start"].isna()) == [False, True]
    assert frame["date_start"][0] == pd.Timestamp(2022, 10, 1)
    assert list(frame["per"]) == ["", ""]
    assert list(frame["doc"]) == [PLANT.doc, "\udcff.txt"]
    assert list(frame["line"]) == [3, 3]


def test_frames_can_be_worked_with() -> None:
    """Sums are exact, dates know their year far beyond 2262, and categories keep the contract's order."""
    facts = [a_fact(id=str(number), value=Decimal("0.1")) for number in range(10)]
    frame = to_frame([*facts, a_fact(id="x", value=None, kind="patent", date_end=date(9999, 12, 31))])
    assert frame["value"].sum() == Decimal(1)
    assert list(frame["date_end"].dt.year) == [2022] * 10 + [9999]
    assert tuple(frame["qualifier"].cat.categories) == QUALIFIERS
    assert frame["kind"].cat.categories[-1] == "patent"
    assert dict(frame["kind"].value_counts()[["investment", "patent"]]) == {"investment": 10, "patent": 1}
