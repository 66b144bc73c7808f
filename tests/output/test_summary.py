"""The summary of a facts table: what is added, what is left out, what comes first, and its three formats."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from taiyuan_facts.model import Fact
from taiyuan_facts.output.summary import Total, summarise
from taiyuan_facts.output.summary_formats import bar_of, render_json, render_markdown, render_text
from tests.output.samples import a_fact


def investment(subject: str, value: str, **changes: object) -> Fact:
    """An exact actual 总投资 of a subject, of 2022."""
    held: dict[str, object] = {
        "kind": "investment", "subject": subject, "indicator": "总投资", "item": "", "qualifier": "exact",
        "value": Decimal(value), "date": "2022", "date_start": date(2022, 1, 1), "date_end": date(2022, 12, 31),
        "status": "actual",
    }  # fmt: skip
    return a_fact(**(held | changes))


MILL, FARM = investment("轧钢厂", "24.7"), investment("风电场", "5.3")


def totals(*facts: Fact) -> list[tuple[str, str, Decimal, str, int, bool]]:
    """Of each total: indicator, status, value, unit, subjects, about."""
    return [
        (total.indicator, total.status, total.value, total.unit, total.subjects, total.about)
        for total in summarise(facts).totals
    ]


def test_the_same_measure_of_two_subjects_is_added() -> None:
    """Figures of one indicator, status and unit make a total, exact to the last digit."""
    assert summarise([MILL, FARM]).totals == (
        Total("investment", "总投资", "", "actual", Decimal("30.0"), "亿元", "", 2, False),
    )


@pytest.mark.parametrize(
    "other",
    [
        investment("光伏园", "7", status="planned"),
        investment("光伏园", "7", unit="亿美元"),
        investment("光伏园", "7", indicator="完成投资"),
        investment("光伏园", "7", qualifier="range", value_max=Decimal(9)),
        investment("光伏园", "7", qualifier="at_least"),
        investment("光伏园", "7", qualifier="at_most"),
        investment("光伏园", "7", kind="money"),
        investment("全市", "7"),
        investment("我省", "7"),
        investment("", "7"),
        investment("光伏园", "7", unit="%"),
    ],
)
def test_what_must_not_be_added_is_not(other: Fact) -> None:
    """Plans, other currencies and measures, ranges, bounds and whole places stay out of a total."""
    assert totals(MILL, FARM, other) == [("总投资", "actual", Decimal(30), "亿元", 2, False)]


def test_a_subject_counts_once_with_what_holds_last() -> None:
    """A figure stated twice is not added to itself; a later one takes the place of an earlier one."""
    later = investment("轧钢厂", "30", date="2023", date_end=date(2023, 12, 31))
    assert totals(MILL, later, MILL, FARM) == [("总投资", "actual", Decimal("35.3"), "亿元", 2, False)]
    assert totals(MILL, MILL) == []


def test_about_makes_a_total_about() -> None:
    """One figure that is about, nearly or over makes the total about."""
    assert totals(MILL, investment("风电场", "5.3", qualifier="over"))[0][-1] is True


def test_capacities_are_added_by_product() -> None:
    """Tonnes of steel and of coal are no total."""
    steel = investment("一厂", "50", kind="capacity", unit="万吨", per="年", item="钢材")
    coal = investment("二厂", "90", kind="capacity", unit="万吨", per="年", item="煤炭")
    more = investment("三厂", "20", kind="capacity", unit="万吨", per="年", item="钢材")
    [total] = summarise([steel, coal, more]).totals
    assert (total.item, total.value, total.per, total.subjects) == ("钢材", Decimal(70), "年", 2)


def test_the_largest_come_unit_by_unit() -> None:
    """Two currencies are ranked apart, that of most figures first; a figure told twice is shown once."""
    dollars = investment("芯片厂", "300", unit="亿美元")
    ranked = summarise([FARM, MILL, dollars, MILL], top=1).largest
    assert [(ranking.unit, ranking.count, ranking.facts) for ranking in ranked] == [
        ("亿元", 2, (MILL,)),
        ("亿美元", 1, (dollars,)),
    ]


def test_growth_is_ranked_by_percent_and_falls_are_not_growth() -> None:
    """Points and falls are left out; a range counts with its upper end."""
    slow = investment("全市", "3", kind="growth", unit="%", indicator="增长")
    wide = investment("全县", "2", kind="growth", unit="%", qualifier="range", value_max=Decimal(9), indicator="增长")
    fall = investment("全区", "-8", kind="growth", unit="%", indicator="下降")
    points = investment("全镇", "20", kind="growth", unit="百分点", indicator="提高")
    assert summarise([slow, fall, points, wide]).growth == (wide, slow)


def due(day: date) -> Fact:
    """A deadline of a day."""
    return a_fact(kind="deadline", value=None, unit="", date=str(day), date_start=day, date_end=day, raw=str(day))


def test_deadlines_come_from_the_last_known_day_on() -> None:
    """The last day of an actual figure parts what is over from what is next; a day given does so too."""
    over, near, far = due(date(2022, 6, 1)), due(date(2023, 1, 1)), due(date(2024, 1, 1))
    unknown = a_fact(kind="deadline", value=None, date="XXXX-10", date_start=None, date_end=None)
    facts = [far, unknown, near, over, MILL]
    assert summarise(facts).as_of == date(2022, 12, 31)
    assert summarise(facts).deadlines == (near, far)
    assert summarise(facts, as_of=date(2022, 1, 1)).deadlines == (over, near, far)
    assert summarise([over], as_of=None).deadlines == (over,)


def test_the_page_has_its_sections_and_no_line_too_wide() -> None:
    """The whole page, as it is printed 60 columns wide."""
    page = "".join(render_text(summarise([MILL, FARM]), 60))
    assert page == (
        "2 facts from 1 document\n"
        "\nFacts by kind\n"
        "             2  ████████████████  investment\n"
        "\nTotals over subjects (plans and actuals apart)\n"
        "       30 亿元                    总投资, actual, 2 subjects\n"
        "\nLargest investments in 亿元\n"
        "     24.7 亿元  ████████████████  轧钢厂 总投资 (2022, actu…\n"
        "      5.3 亿元  ███▍              风电场 总投资 (2022, actu…\n"
    )


def test_no_facts_are_a_page_too() -> None:
    """An empty table has a headline and nothing else."""
    assert "".join(render_text(summarise([]))) == "0 facts from 0 documents\n"
    assert json.loads("".join(render_json(summarise([]))))["totals"] == []


def test_markdown_escapes_what_documents_say() -> None:
    """A name that looks like Markdown stays a name."""
    page = "".join(render_markdown(summarise([investment("*轧钢*|厂", "1")])))
    assert "| 1 亿元 | &#42;轧钢&#42;&#124;厂 总投资 (2022, actual; 2022-08-12_A1.txt:3) |\n" in page


def test_json_keeps_decimals_digit_by_digit() -> None:
    """Totals and facts have their exact numbers."""
    text = "".join(render_json(summarise([investment("甲厂", "0.1"), investment("乙厂", "0.2")])))
    data = json.loads(text, parse_float=Decimal)
    assert data["totals"][0]["value"] == Decimal("0.3")
    assert [fact["value"] for fact in data["largest"][0]["facts"]] == [Decimal("0.2"), Decimal("0.1")]
    assert data["kinds"] == {"investment": 2}


@pytest.mark.parametrize(
    ("length", "bar"), [("8", "█" * 16), ("4", "█" * 8), ("0.01", "▏"), ("0", ""), ("-3", ""), ("4.25", "█" * 8 + "▌")]
)
def test_bars_are_drawn_in_eighths(length: str, bar: str) -> None:
    """A bar is as long as its figure is beside the longest, and never nothing for something."""
    assert bar_of(Decimal(length), Decimal(8)) == bar
