"""When a figure holds: each source of a date, and what dates nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.attaching.facts_of import fact_of, facts_of

DATES = {
    "in its clause": ("上半年产值达到19.9亿元。", "19.9亿元", "2022-01-01/2022-06-30", "text"),
    "in the clause before": ("去年，临江镇的产值达到19.9亿元。", "19.9亿元", "2021", "text"),
    "in the sentence before": ("8月10日，活动在广场举行。现场来了300名志愿者。", "300名", "2022-08-10", "text"),
    "not the base of a comparison": ("7月份产量比去年同期增加13万吨。", "13万吨", "2022-07", "text"),
    "not a year that only belongs to a name": ("2021年能源论坛开幕在即，已有300人报名。", "300人", "", ""),
    "since": ("今年以来累计办理业务17项。", "17项", "2022-01-01/2022-08-12", "text"),
    "the day of issue": ("目前全市有泵站72座。", "72座", "2022-08-12", "document"),
    "the dateline": ("新桥通车\n\n本报讯 8月11日，新桥通车。\n\n桥长30米。", "30米", "2022-08-11", "dateline"),
    "the paragraph before, rather than the day of its report": (
        "外贸开门红\n\n本报讯 8月11日，海关公布消息，今年前7个月全县出口走高。\n\n出口总额达到3亿元。",
        "3亿元", "2022-01-01/2022-07-31", "text",
    ),
    "no due date of another member of a list": (
        "今年续建公园4处；9月1日前，新校舍交付使用；改造老旧小区41个。", "41个", "2022", "text",
    ),
    "what opens a list": ("到2025年，产值突破280亿元；绿地率稳定在67%以上。", "67%以上", "2025", "text"),
    "the end of a year is its last day": ("2021年末全县有农机站23座。", "23座", "2021-12-31", "text"),
    "a level that moved from then": ("人均收入从2020年的5.2万元提高到7.4万元。", "5.2万元", "2020", "text"),
    "the same time a year before": ("每股收益0.86元，上年同期0.65元。", "0.65元", "2021", "text"),
    "a time behind the name": ("青泉县今年推广良种。亩产612公斤。", "612公斤", "2022", "text"),
    "since, up to now": ("从2021年到现在，上门服务400次。", "400次", "2021-01-01/2022-08-12", "text"),
    "no year of a level that it is held against": (
        "菜价与2008年的最高水平持平。6月13日，每公斤涨到18元。", "18元", "2022-06-13", "text",
    ),
    "the year of the part, below the heading of a section": (
        "云岭县工作报告\n\n一、一年接着一年干\n\n2021年，全县产值增长5%。\n\n（一）着力发展工业\n\n新增工厂9家。",
        "9家", "2021", "text",
    ),
    "that month": ("6月开始补库存。从当月来看，出货20万台。", "20万台", "2022-06", "text"),
    "not the whole year that a part is held against": (
        "今年上半年，销量1937万台，完成全年预期的46.3%。", "46.3%", "2022-01-01/2022-06-30", "text",
    ),
    "months that are counted": ("今年前两个月，新接订单30万吨。", "30万吨", "2022-01-01/2022-02-28", "text"),
    "the years to come": ("未来三年投资100亿元。", "100亿元", "2022-01-01/2024-12-31", "text"),
    "days off": ("今年国庆假期接待游客30万人次。", "30万人次", "2022-10-01/2022-10-07", "text"),
    "from one day to another": ("从2月25日到3月5日，修桥10座。", "10座", "2022-02-25/2022-03-05", "text"),
    "not the day of a report": (
        "记者10日从县商务局获悉，1—7月，出口3亿元；进口2亿元。", "2亿元", "2022-01-01/2022-07-31", "text",
    ),
    "not the year of a ceremony": (
        "8月11日，2022年云岭县重点项目集中开工仪式举行，开工项目30个。", "30个", "2022-08-11", "text",
    ),
    "this half of the year, though a trend lasts since the last": (
        "自去年以来，药厂加紧研发。上半年产值5亿元。", "5亿元", "2022-01-01/2022-06-30", "text",
    ),
    "what 其中 takes apart": (
        "县水务局介绍，2025年底前，要修步道1500公里。其中，北部修500公里。", "500公里", "2025-12", "text",
    ),
    "the part of a year in the headline": (
        "前7个月出口大增\n\n日前，县商务局发布消息。全县出口3亿元。", "3亿元", "2022-01-01/2022-07-31", "text",
    ),
    "the end of last year": ("至去年底，全县有农机站23座。", "23座", "2021-12-31", "text"),
    "the plan just named": (
        "通报“十三五”期间能源消费。过去五年，新增电站9座。", "9座", "2016-01-01/2020-12-31", "text",
    ),
    "a heading's year": ("一、2021年工作回顾\n\n全县新修公路120公里。", "120公里", "2021", "text"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "raw", "edtf", "source"), DATES.values(), ids=DATES)
def test_a_figure_has_its_date(text: str, raw: str, edtf: str, source: str) -> None:
    """The time that governs a figure dates it, and the row says where it is from."""
    fact = fact_of(text, raw)
    assert (fact.date, fact.date_source) == (edtf, source)


def test_a_list_of_years_dates_each_figure_by_its_own() -> None:
    """分别 gives as many figures as the range has years each its year."""
    text = "2019年至2021年，净利润分别为0.4亿元、0.5亿元和0.7亿元。"
    assert [fact_of(text, raw).date for raw in ("0.4亿元", "0.5亿元", "0.7亿元")] == ["2019", "2020", "2021"]


def test_bare_years_of_the_republic_are_read_in_taiwans_papers_only() -> None:
    """八十三年 is 1994 on a page in traditional characters, and a length of time on others."""
    assert fact_of("台灣地區八十三年與環保業務有關的經費為５億元。", "５億元").date == "1994"
    assert fact_of("全县八十三年的积累为5亿元。", "5亿元").date == ""


def test_a_due_date_is_a_row_of_its_own() -> None:
    """预计10月底建设完毕 is a deadline, due on the 31st, and dates the capacity behind it."""
    text = "项目预计10月底建设完毕，具备年产钢板70万吨能力。"
    due, capacity = fact_of(text, "10月底"), fact_of(text, "70万吨")
    assert (due.kind, due.value, due.date_end, due.status) == ("deadline", None, date(2022, 10, 31), "planned")
    assert (capacity.kind, capacity.per, capacity.date, capacity.status) == ("capacity", "年", due.date, "planned")


def test_past_dates_and_the_present_are_not_due() -> None:
    """A date that has passed, plain 今年 and 目前 make no deadline."""
    text = "项目去年10月底建成。今年将新增产值5亿元。到目前为止运行平稳。"
    assert [fact.raw for fact in facts_of(text) if fact.kind == "deadline"] == []


def test_without_an_issue_date_the_year_stays_open() -> None:
    """A year is never guessed: the date is open and its days are empty."""
    due = fact_of("项目预计10月建成。", "10月", issued=None)
    assert (due.date, due.date_start, due.date_end) == ("XXXX-10", None, None)


def test_a_report_of_the_year_at_hand_looks_back() -> None:
    """2022年政府工作报告 tells of 2021 in what follows 过去的一年; else deeds are of 2021 and plans of 2022."""
    title = "2022年云岭县政府工作报告\n\n"
    issued = date(2022, 2, 10)
    past = "过去的一年，全县产值突破50亿元。\n\n着力扩大内需。新建市场12个。"
    assert [fact.date for fact in facts_of(title + past, issued)] == ["2021", "2021"]
    assert [fact.date for fact in facts_of(title + "力争新增企业100家。", issued)] == ["2022"]
    assert [fact.date for fact in facts_of(title + "一是稳住了增长。粮食产量达到30万吨。", issued)] == ["2021"]


def test_a_figure_of_a_headline_is_dated_where_the_text_tells_it() -> None:
    """The same amount further down has a time; the headline's day is only that of the report."""
    text = "培育冠军企业400户\n\n本报讯 8月11日，意见出台。\n\n到2025年，培育冠军企业400户。"
    assert [fact.date for fact in facts_of(text) if fact.raw == "400户"] == ["2025", "2025"]
