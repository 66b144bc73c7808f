"""Time expressions against an issue date: the words, the period as EDTF, how it bounds time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.model import Period
from taiyuan_facts.ruleset.loader import load_packaged
from taiyuan_facts.scanning.times import Context

ISSUED = date(2022, 8, 12)  # a Friday


def read(text: str, issued: date | None = ISSUED) -> list[tuple[str, str, Period | None]]:
    """The times of a text: as written, how they bound time, and their period."""
    grammar = load_packaged().grammar.times
    context = Context(issued)
    found: list[tuple[str, str, Period | None]] = []
    for mention in grammar.find(text):
        period = grammar.resolve(mention, context, grammar.looks_ahead(text, mention))
        found.append((text[mention.start : mention.end], mention.bound, period))
    return found


PERIODS = {
    "2021年": ("2021", "2021-01-01", "2021-12-31"),
    "二〇二一年": ("2021", "2021-01-01", "2021-12-31"),
    "民国八十七年": ("1998", "1998-01-01", "1998-12-31"),
    "一九八八年三月": ("1988-03", "1988-03-01", "1988-03-31"),
    "2009年2月至2010年5月": ("2009-02-01/2010-05-31", "2009-02-01", "2010-05-31"),
    "11月至次年3月": ("2022-11-01/2023-03-31", "2022-11-01", "2023-03-31"),
    "2019年12月1日至2020年3月15日": ("2019-12-01/2020-03-15", "2019-12-01", "2020-03-15"),
    "5月下旬至6月上旬": ("2022-05-21/2022-06-10", "2022-05-21", "2022-06-10"),
    "2014和2015年": ("2014-01-01/2015-12-31", "2014-01-01", "2015-12-31"),
    "今年7、8月份": ("2022-07-01/2022-08-31", "2022-07-01", "2022-08-31"),
    "去年": ("2021", "2021-01-01", "2021-12-31"),
    "今年7月": ("2022-07", "2022-07-01", "2022-07-31"),
    "明年上半年": ("2023-01-01/2023-06-30", "2023-01-01", "2023-06-30"),
    "10月底": ("2022-10-21/2022-10-31", "2022-10-21", "2022-10-31"),
    "7月初": ("2022-07-01/2022-07-10", "2022-07-01", "2022-07-10"),
    "9月中旬": ("2022-09-11/2022-09-20", "2022-09-11", "2022-09-20"),
    "年底": ("2022-12", "2022-12-01", "2022-12-31"),
    "一季度": ("2022-01-01/2022-03-31", "2022-01-01", "2022-03-31"),
    "前三季度": ("2022-01-01/2022-09-30", "2022-01-01", "2022-09-30"),
    "1—5月": ("2022-01-01/2022-05-31", "2022-01-01", "2022-05-31"),
    "头两个月": ("2022-01-01/2022-02-28", "2022-01-01", "2022-02-28"),
    "首三个季度": ("2022-01-01/2022-09-30", "2022-01-01", "2022-09-30"),
    "二00四年": ("2004", "2004-01-01", "2004-12-31"),
    "一九九0年": ("1990", "1990-01-01", "1990-12-31"),
    "八日上午": ("2022-08-08", "2022-08-08", "2022-08-08"),
    "5月中下旬": ("2022-05-11/2022-05-31", "2022-05-11", "2022-05-31"),
    "前5个月": ("2022-01-01/2022-05-31", "2022-01-01", "2022-05-31"),
    "8月10日上午": ("2022-08-10", "2022-08-10", "2022-08-10"),
    "6月13日至16日": ("2022-06-13/2022-06-16", "2022-06-13", "2022-06-16"),
    "8月9日8时至10日8时": ("2022-08-09/2022-08-10", "2022-08-09", "2022-08-10"),
    "昨日": ("2022-08-11", "2022-08-11", "2022-08-11"),
    "上月": ("2022-07", "2022-07-01", "2022-07-31"),
    "上周五": ("2022-08-05", "2022-08-05", "2022-08-05"),
    "上周末": ("2022-08-06/2022-08-07", "2022-08-06", "2022-08-07"),
    "刚刚过去的周末": ("2022-08-06/2022-08-07", "2022-08-06", "2022-08-07"),
    "本周末": ("2022-08-13/2022-08-14", "2022-08-13", "2022-08-14"),
    "下星期三": ("2022-08-17", "2022-08-17", "2022-08-17"),
    "周二": ("2022-08-09", "2022-08-09", "2022-08-09"),
    "昨夜": ("2022-08-11", "2022-08-11", "2022-08-11"),
    "2021冷冻年度": ("2021", "2021-01-01", "2021-12-31"),
    "2021/22榨季": ("2021-01-01/2022-12-31", "2021-01-01", "2022-12-31"),
    "上周": ("2022-08-01/2022-08-07", "2022-08-01", "2022-08-07"),
    "“十四五”期间": ("2021-01-01/2025-12-31", "2021-01-01", "2025-12-31"),
    "20世纪90年代": ("1990-01-01/1999-12-31", "1990-01-01", "1999-12-31"),
    "2016—2020年": ("2016-01-01/2020-12-31", "2016-01-01", "2020-12-31"),
    "今年以来": ("2022-01-01/2022-08-12", "2022-01-01", "2022-08-12"),
    "8月2日以来": ("2022-08-02/2022-08-12", "2022-08-02", "2022-08-12"),
    "今明两年试点期内": ("2022-01-01/2023-12-31", "2022-01-01", "2023-12-31"),
    "五六月份": ("2022-05-01/2022-06-30", "2022-05-01", "2022-06-30"),
    "第三和第四季度": ("2022-07-01/2022-12-31", "2022-07-01", "2022-12-31"),
    "06年": ("2006", "2006-01-01", "2006-12-31"),
    "11年6月份": ("2011-06", "2011-06-01", "2011-06-30"),
    "12年上半年": ("2012-01-01/2012-06-30", "2012-01-01", "2012-06-30"),
    "五年来": ("2017-01-01/2021-12-31", "2017-01-01", "2021-12-31"),
}


@pytest.mark.parametrize(("text", "expected"), PERIODS.items(), ids=PERIODS)
def test_a_time_has_its_period(text: str, expected: tuple[str, str, str]) -> None:
    """Each expression is read whole and resolved against the issue date."""
    [(raw, _, period)] = read(f"，{text}，")
    assert raw == text
    assert period is not None
    assert (period.edtf, str(period.start), str(period.end)) == expected


BOUNDS = {
    "到2025年": "by", "年底前": "by", "年内": "by", "2023年6月底之前": "by", "不迟于9月30日": "by", "截至6月": "as_of",
    "到现在": "as_of", "至今日": "as_of", "至29日": "by",
    "8月2日以来": "since", "自7月1日起": "since", "近日": "vague", "10月": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "bound"), BOUNDS.items(), ids=BOUNDS)
def test_a_time_says_how_it_bounds_time(text: str, bound: str) -> None:
    """到, 前 and 内 make a time a due one; 以来 opens it; 截至 is a state on its last day."""
    [(raw, found, _)] = read(f"，{text}，")
    assert (raw, found) == (text, bound)


@pytest.mark.parametrize(
    "text",
    [
        "5年",
        "3个月",
        "10日内",
        "第3年",
        "30多年",
        "四月天气候",
        "转机出现在年会上",
        "价格创年内新低",
        "岁月",
        "十年树木",
        "周一至周五",
        "每周三",
        "周日均",
        "一周一",
    ],
)
def test_lengths_and_idioms_are_no_times(text: str) -> None:
    """A length of time is a quantity, and 岁月 is a word."""
    assert [raw for raw, _, period in read(text) if period is not None and raw == text] == []


def test_a_year_is_never_guessed_from_the_clock() -> None:
    """Without an issue date a month stays open, and words such as 去年 have no known year."""
    assert read("10月底", None) == [("10月底", "", Period("XXXX-10-21/XXXX-10-31"))]
    assert read("10月", None) == [("10月", "", Period("XXXX-10"))]
    assert read("去年", None) == [("去年", "", Period("XXXX"))]


def test_the_beginning_of_a_month_is_of_the_month_named_before() -> None:
    """上月大跌，月初…: of that month; 月底前 in a plan is of the month of issue."""
    periods = [period and period.edtf for _, _, period in read("上月大跌，月初价格还高。\n月底前建成。")]
    assert periods == ["2022-07", "2022-07-01/2022-07-10", "2022-08-21/2022-08-31"]


@pytest.mark.parametrize(
    ("text", "issued", "edtf"),
    [
        ("12月20日召开", date(2022, 1, 12), "2021-12-20"),
        ("预计3月底前投产", date(2022, 11, 18), "2023-03-21/2023-03-31"),
        ("全年增长", date(2022, 2, 10), "2021"),
        ("8月投产", date(2022, 7, 26), "2022-08"),
    ],
)
def test_the_year_of_a_month_fits_the_tense(text: str, issued: date, edtf: str) -> None:
    """News of January about December is last year's; a deadline that has passed is next year's."""
    [(_, _, period)] = read(text, issued)
    assert period is not None
    assert period.edtf == edtf


@given(st.text("今去明年月日季度上下半前后底初末旬到至截自起以来内0123456789一二三十五“”十四五期间、—-", max_size=30))
def test_any_text_is_read_without_overlap(text: str) -> None:
    """No run of time words raises, and mentions come in order without overlap."""
    grammar = load_packaged().grammar.times
    end = 0
    for mention in grammar.find(text):
        assert end <= mention.start < mention.end <= len(text)
        grammar.resolve(mention, Context(ISSUED), ahead=False)
        end = mention.end
