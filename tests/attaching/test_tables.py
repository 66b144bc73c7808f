"""Facts of tables: unit, time, kind, subject and status of a cell from its row, its column and what stands above."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyuan_facts.model import Document, Fact
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.ruleset.loader import load_packaged, load_rules

ISSUED = date(2023, 7, 20)


def facts_of(text: str, issued: date | None = ISSUED) -> list[Fact]:
    """The facts of a page by the packaged rules."""
    return list(extract_document(Document("page.txt", text, issued), load_packaged()))


def shown(text: str, *names: str) -> list[str]:
    """Some columns of the facts of a page, a line a fact."""
    return [" ".join(str(getattr(fact, name)) for name in names).strip() for fact in facts_of(text)]


def test_a_communique() -> None:
    """Whole facts: a measure is of the title's place, a part stands for itself, a change is dated as its value."""
    text = (
        "云泽市2022年经济运行\n表1　地区生产总值\n单位：亿元\n指标\t2022年\t比上年增长(%)\n"
        "地区生产总值\t843.2\t5.1\n第二产业\t401.6\t-0.8\n"
    )
    assert shown(text, "raw", "kind", "subject", "indicator", "item", "value", "unit", "date", "status") == [
        "843.2 output 云泽市 地区生产总值  843.2 亿元 2022 actual",
        "5.1 growth 云泽市 地区生产总值  5.1 % 2022 actual",
        "401.6 output 第二产业 地区生产总值  401.6 亿元 2022 actual",
        "-0.8 growth 第二产业 地区生产总值  -0.8 % 2022 actual",
    ]
    for fact in facts_of(text):
        assert text[fact.start : fact.end] == fact.raw
        assert text.splitlines()[fact.line - 1] == fact.sentence
        assert fact.rule == f"table-{fact.kind}"


UNITS = {
    "in the cell": ("单位：亿元\n项目名称\t总投资\n青泉光伏电站\t5000万元", "0.5 亿元"),
    "in the row's column": ("单位：亿元\n产品\t计量单位\t产量（吨）\n原煤\t万吨\t1,204.5", "1204.5 万吨"),
    "behind the row's name": ("单位：亿元\n指标\t2022年\n每股收益（元/股）\t0.42", "0.42 元/股"),
    "in the head": ("单位：亿元\n县区\t企业数（家）\n云东区\t212", "212 家"),
    "in the head without brackets": ("县区\t产量/万吨\t增长%\n云东区\t持平\t2.5", "2.5 %"),
    "in the unit line": ("（单位：万元）\n指标\t2022年\n营业收入\t5000", "0.5 亿元"),
    "in the title": ("营业收入（万元）\n指标\t2022年\n营业收入\t5000", "0.5 亿元"),
    "in a line of the table": ("| 2022年 | 单位：万元 |\n| 指标 | 决算数 |\n| 税收收入 | 5000 |", "0.5 亿元"),
    "with another behind it": ("单位：元 币种：人民币\n指标\t2022年\n营业收入\t50,000,000", "0.5 亿元"),
}


@pytest.mark.parametrize(("text", "value"), UNITS.values(), ids=UNITS)
def test_the_unit_of_a_cell(text: str, value: str) -> None:
    """The nearest that tells it: cell, row, head, unit line."""
    assert shown(text, "value", "unit") == [value]


TIMES = {
    "the head": ("指标\t2021年\n产值（亿元）\t5", "2021"),
    "a head of months, the title's year": (
        "2022年投资情况\n县区\t1—9月投资（亿元）\n云东区\t5",
        "2022-01-01/2022-09-30",
    ),
    "the title": ("表2　2022年末人口\n指标\t人数（万人）\n总人口\t318", "2022-12"),
    "the headline": ("云泽市2021年统计公报\n\n一、农业\n\n指标\t产量（万吨）\n粮食产量\t60", "2021"),
    "no day of a signature": ("云泽市2021年统计公报\n市统计局 2022年3月5日\n指标\t产量（万吨）\n粮食产量\t60", "2021"),
    "本期": ("2022年年度报告\n指标\t本期\n产值（亿元）\t5", "2022"),
    "上年同期": ("2023年1—6月产值\n指标\t上年同期\n产值（亿元）\t5", "2022-01-01/2022-06-30"),
    "期末": ("2023年1—6月产值\n指标\t期末数\n存款余额（亿元）\t5", "2023-06-30"),
    "本月": ("2023年6月产值\n指标\t本月\n产值（亿元）\t5", "2023-06"),
    "累计": ("2023年6月产值\n指标\t累计\n产值（亿元）\t5", "2023-01-01/2023-06-30"),
    "上年, seen from the only year of the head": ("指标\t2022年预算数\t上年完成数\n产值（亿元）\t—\t5", "2021"),
    "the latest, for a change": ("指标\t2022年\t2021年\t比上年增减（%）\n产值（亿元）\t—\t—\t5", "2022"),
    "its own, for each change": ("指标\t6月\t同比（%）\t1—6月\t同比（%）\n产值\t—\t5\t—\t—", "2023-06"),
    "nothing": ("县区\t企业数（家）\n云东区\t5", ""),
}


@pytest.mark.parametrize(("text", "edtf"), TIMES.values(), ids=TIMES)
def test_the_time_of_a_cell(text: str, edtf: str) -> None:
    """Head, title, headings; words for the period of the report are seen from it, not from the issue."""
    assert shown(text, "date") == [edtf]


KINDS = {
    "增长": ("产品\t产量（万吨）\t同比增长（%）\n水泥\t—\t−3.2", "growth -3.2 %"),
    "a fall is negative": ("产品\t产量（万吨）\t同比下降（%）\n水泥\t—\t3.2", "growth -3.2 %"),
    "a fall in words": ("项目\t2022年\t比上年增减\n毛利率\t—\t减少1.2个百分点", "growth -1.2 百分点"),
    "a row that is a fall": ("指标\t单位\t2022年\n单位产值能耗下降率\t%\t3", "growth -3 %"),
    "增减额": ("单位：万元\n项目\t2022年\t比上年增减额\n税收收入\t—\t200", "growth 0.02 亿元"),
    "of a rate, in 百分点": ("指标\t单位\t2022年\t增减（百分点）\n森林覆盖率\t%\t—\t-1.2", "growth -1.2 百分点"),
    "劳动生产率 is no percentage": ("指标\t2022年\t增长（%）\n全员劳动生产率（元/人）\t—\t3", "growth 3 %"),
    "a title of 增速": ("工业增加值增速\n单位：%\n县区\t2022年\n云东区\t6.4", "growth 6.4 %"),
    "占比": ("指标\t人数（万人）\t占比（%）\n总人口\t—\t52", "share 52 %"),
    "a rate": ("指标\t单位\t2022年\n森林覆盖率\t%\t34", "share 34 %"),
    "投资": ("项目名称\t总投资（亿元）\n青泉光伏电站\t5", "investment 5 亿元"),
    "装机": ("电站名称\t装机容量（万千瓦）\n岚河水电站\t24", "capacity 0.24 吉瓦"),
    "产量": ("产品\t产量（辆）\n客车\t8 410", "output 8410 辆"),
    "人": ("县区\t从业人员（人）\n云东区\t50", "count 50 人"),
    "时限": ("事项\t办理时限（工作日）\n施工许可\t3", "deadline 3 工作日"),
    "other money": ("品种\t价格（元/吨）\n动力煤\t820", "money 820 元/吨"),
    "else": ("县区\t耕地面积（亩）\n云东区\t42", "measure 42 亩"),
}


@pytest.mark.parametrize(("text", "row"), KINDS.values(), ids=KINDS)
def test_the_kind_of_a_cell(text: str, row: str) -> None:
    """The column's words for changes and parts first, then what is measured, then the dimension."""
    assert shown(text, "kind", "value", "unit") == [row]


OWNERS = {
    "a place's row": ("县区\t产值（亿元）\n云东区\t5", "云东区 产值 "),
    "a firm's row, behind its rank": ("名次\t企业名称\t营业收入（亿元）\n1\t青泉化工公司\t5", "青泉化工公司 营业收入 "),
    "a product of the title's place": ("云泽市产量\n产品\t产量（万吨）\n原煤\t5", "云泽市 产量 原煤"),
    "a product by its own unit": ("云泽市2022年情况\n指标\t单位\t2022年\n原煤\t万吨\t5", "云泽市  原煤"),
    "a car is a product, no firm": ("云泽市产量\n指标\t单位\t产量\n新能源汽车\t辆\t5", "云泽市 产量 新能源汽车"),
    "an industry": ("云泽市2022年情况\n行业\t增加值（亿元）\n电力供应\t5", "电力供应 增加值 "),
    "a part of the row above": ("单位：万人\n指标\t2022年\n总人口\t—\n其中：城镇\t5", "城镇 总人口 "),
    "a part that is set in": ("单位：万人\n指标\t2022年\n总人口\t—\n　六十岁以上\t5", "六十岁以上 总人口 "),
    "a total": ("云泽市产值\n县区\t产值（亿元）\n合　计\t5", "云泽市 产值 "),
    "a total in the column of ranks": ("云泽市产值\n名次\t县区\t产值（亿元）\n1\t云东区\t—\n合计\t\t5", "云泽市 产值 "),
    "a measure under a time of two columns": ("镇名\t2021年完成\n\t投资额（亿元）\n临河镇\t5", "临河镇 投资额 "),
    "the head's place": ("指标\t云东区（亿元）\n产值\t5", "云东区 产值 "),
    "the title's measure": ("分县区固定资产投资\n单位：亿元\n县区\t2022年\n云东区\t5", "云东区 固定资产投资 "),
    "a firm's report": ("青泉化工公司2022年年报\n\n指标\t2022年\n营业收入（万元）\t5", "青泉化工公司 营业收入 "),
}


@pytest.mark.parametrize(("text", "row"), OWNERS.values(), ids=OWNERS)
def test_whose_and_what_a_cell_is(text: str, row: str) -> None:
    """Subject, indicator and item by what the row is called, what its head says of names, and the title."""
    [fact] = facts_of(text)
    assert f"{fact.subject} {fact.indicator} {fact.item}" == row


PLANS = {
    "目标 in the head": ("指标\t2022年目标\n产值（亿元）\t5", "planned"),
    "a year ahead": ("指标\t2025年\n产值（亿元）\t5", "planned"),
    "预算 in the title": ("2023年收支预算\n指标\t2023年\n产值（亿元）\t5", "planned"),
    "a year that has passed, under a title of plans": ("主要目标\n指标\t2020年\n产值（亿元）\t5", "actual"),
    "执行数 under a title of plans": ("2023年收支预算\n指标\t2023年执行数\n产值（亿元）\t5", "actual"),
    "公共预算 is no plan": ("一般公共预算收支\n指标\t2022年\n一般公共预算收入（亿元）\t5", "actual"),
}


@pytest.mark.parametrize(("text", "status"), PLANS.values(), ids=PLANS)
def test_the_status_of_a_cell(text: str, status: str) -> None:
    """Words of plans in head and title; what has passed or is done is no plan."""
    assert shown(text, "status") == [status]


LEFT_OUT = {
    "no unit anywhere": "指标\t2022年\n营业收入\t5000",
    "a head that says nothing": "县区\t甲\n云东区\t5",
    "ranks, codes, telephones": "名次\t企业名称\t股票代码\t电话\n1\t青泉化工公司\t002999\t8826017",
    "a timetable": "车次\t到站\t票价（元）\nG1023\t大同\t128",
    "years as names": "年份\t产量（万吨）\n2018\t60\n2019年\t61",
    "a ratio to a base": "指标\t为上年（%）\t指数（上年=100，%）\n产值\t105\t105",
    "a percentage of which nobody says what it is": "单位：%\n行业\t2022年\n农业\t3.4",
    "money of which nobody says what it is": "单位：亿元\n行业\t2022年\n采矿业\t3.4",
    "a change without a unit": "指标\t产值（亿元）\t比上年增长\n甲厂\t—\t3.4",
    "a fall with a minus": "产品\t产量（吨）\t下降（%）\n水泥\t—\t-3",
    "persons in 亿元": "单位：亿元\n指标\t2022年\n从业人员人数\t3.4",
    "the change of a rate": "项目\t2022年\t比上年增减（%）\n毛利率（%）\t—\t-1.2",
    "the change of a column of rates": "行业\t毛利率（%）\t毛利率比上年增减（%）\n采矿业\t—\t-1.2",
    "schools in 亿元": "单位：亿元\n县区\t学校数\n云东区\t34",
    "several units": "单位：万吨、亿元\n品类\t2022年\n水泥\t3",
    "a period that is not told": "项目\t本期\t上期\n营业收入（万元）\t5000\t4800",
    "of what it is the change": "县区\t产值（亿元）\t利润（亿元）\t增长（%）\n云东区\t—\t—\t3.4",
    "持平, — and …": "产品\t产量（万吨）\t增长（%）\n原煤\t—\t持平\n水泥\t…\t",
    "a phone number": "单位\t电话（个）\n云东区\t0351-4021133",
    "a code with a unit": "县区\t企业数（家）\n云东区\t0351",
    "a number of three ends": "指标\t单位\t2022年\n产值\t亿元\t3/4/5",
}


@pytest.mark.parametrize("text", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_not_told_is_left_out(text: str) -> None:
    """A cell is never misread for want of a word."""
    assert facts_of(text) == []


def test_words_in_cells_are_read_as_in_any_line() -> None:
    """A sentence in a cell keeps its facts and gets the subject of its row; heads, names and units say none."""
    text = (
        "项目名称\t建设内容\t单位\t数量\n"
        "岚河供热工程\t新建厂房3万平方米，年产板材5万吨。\t亿千瓦时\t—\n"
        "青泉年产8万吨铝材项目\t扩建\t万吨\t8"
    )
    assert shown(text, "raw", "kind", "subject") == [
        "3万平方米 measure 岚河供热工程",
        "5万吨 capacity 岚河供热工程",
        "8万吨 capacity 青泉年产8万吨铝材项目",
        "8 measure 青泉年产8万吨铝材项目",
    ]


def test_what_numbers_a_table_is_no_figure() -> None:
    """表3　分… counts nothing, and a figure in a title still is one."""
    text = "表3　分县区投资（全市12个县区）\n县区\t总投资（亿元）\n云东区\t5"
    assert shown(text, "raw") == ["12个", "5"]


def test_the_kind_that_is_disabled_is_left_out(tmp_path: Path) -> None:
    """Facts of a kind are made where a rule with the pattern {cell} names them."""
    (tmp_path / "own.yaml").write_text("disable: [table-output]\n", encoding="utf-8")
    text = "产品\t产量（万吨）\t增长（%）\n水泥\t5\t3"
    facts = extract_document(Document("page.txt", text, ISSUED), load_rules(tmp_path, examples=False))
    assert [fact.rule for fact in facts] == ["table-growth"]


def test_ids_and_order_hold() -> None:
    """Facts stand in the order of the text and no two share an id, though a row repeats a number."""
    facts = facts_of("县区\t企业数（家）\t户数（户）\n云东区\t5\t5\n云西区\t5\t5\n\n全县共有企业7家。")
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    assert len({fact.id for fact in facts}) == len(facts) == 5


def test_names_are_as_the_document_writes_them() -> None:
    """Traditional characters and full-width digits are read as plain ones and stay as written."""
    [fact] = facts_of("單位：億元\n縣區\t２０２２年總投資\n雲東區\t５６.３")
    assert (fact.subject, fact.indicator, fact.raw) == ("雲東區", "總投資", "５６.３")
    assert (fact.value, fact.unit, fact.date) == (Decimal("56.3"), "亿元", "2022")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["指标", "县区", "单位", "2022年", "产量（万吨）", "增长(%)", "云东区", "原煤", "其中：城镇", "合 计",
                 "", "12.5", "-3", "1,204", "持平", "—", "24.7亿元", "万吨", "本期", "减少1.2个百分点", "5",
                 "单位：亿元"]
            ),
            min_size=1, max_size=5,
        ),
        min_size=1, max_size=6,
    ),
    st.sampled_from(["\t", "    ", " | ", "　", " "]),
)  # fmt: skip
def test_any_table_keeps_the_contract(rows: list[list[str]], mark: str) -> None:
    """Whatever stands in its cells: facts lie where they say, in order, with ids of their own and names of the page."""
    bar = mark.strip()
    text = "云泽市2022年情况\n" + "\n".join(f"{bar}{mark.join(cells)}{bar}" for cells in rows)
    facts = facts_of(text)
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    assert len({fact.id for fact in facts}) == len(facts)
    assert all(fact.end <= after.start for fact, after in pairwise(facts))
    for fact in facts:
        assert text[fact.start : fact.end] == fact.raw
        assert "".join(fact.subject.split()) in "".join(text.split())
        assert fact.line == text.count("\n", 0, fact.start) + 1
