"""Tables found in text: which lines are one, how its head and rows are cut into cells, what stands above it."""

from __future__ import annotations

import pytest

from taiyuan_facts.model import Document
from taiyuan_facts.reading.layout import lay_out
from taiyuan_facts.reading.tables import Table, find_tables
from taiyuan_facts.ruleset.loader import load_packaged

# The same table as it is pasted in four ways.
SAME = {
    "tabs": "指标\t2022年\t比上年增长(%)\n零售总额\t310.5\t-0.8\n城镇\t250.2\t1.1",
    "blanks": "指标      2022年    比上年增长(%)\n零售总额  310.5     -0.8\n城镇      250.2     1.1",
    "full-width blanks": "指　标　2022年　比上年增长(%)\n零售总额　310.5　-0.8\n城　镇　250.2　1.1",
    "single blanks": "指标 2022年 比上年增长(%)\n零售总额 310.5 -0.8\n城镇 250.2 1.1",
    "bars": "| 指标 | 2022年 | 比上年增长(%) |\n|---|---:|---:|\n| 零售总额 | 310.5 | -0.8 |\n| 城镇 | 250.2 | 1.1 |",
    "bars at the end": "指标 | 2022年 | 比上年增长(%) |\n零售总额 | 310.5 | -0.8 |\n城镇 | 250.2 | 1.1 |",
    "box": "│指标│2022年│比上年增长(%)│\n├──┼──┼──┤\n│零售总额│310.5│-0.8│\n│城镇│250.2│1.1│",
    "blank lines": "指标\t2022年\t比上年增长(%)\n\n零售总额\t310.5\t-0.8\n\n城镇\t250.2\t1.1",
}


def tables_of(text: str) -> list[Table]:
    """The tables of a page that the packaged rules lay out."""
    ruleset = load_packaged()
    return list(find_tables(lay_out(Document("page.txt", text), ruleset.layout), ruleset.layout, ruleset.tables))


def captions_of(table: Table) -> list[str]:
    """The captions, blanks and line breaks aside."""
    return ["".join("".join(lines).split()) for lines in table.captions]


def rows_of(table: Table) -> list[list[str]]:
    """The texts of the cells, blanks within them aside."""
    return [["".join(cell.text.split()) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_table_is_the_same_however_its_cells_are_set_apart(text: str) -> None:
    """Tabs, blanks, bars and box lines give the same head and rows."""
    [table] = tables_of(text)
    assert captions_of(table) == ["指标", "2022年", "比上年增长(%)"]
    assert rows_of(table) == [["零售总额", "310.5", "-0.8"], ["城镇", "250.2", "1.1"]]


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_cells_stand_where_they_say(text: str) -> None:
    """The offsets of a cell are those of its characters in the untouched document."""
    page = f"前言。\n\n{text}\n"
    for table in tables_of(page):
        for row in table.rows:
            assert [page[cell.start : cell.end].replace("\u3000", " ") for cell in row.cells] == [
                cell.text for cell in row.cells
            ]


HEADS = {
    "groups with their empty cells": (
        "县区\t固定资产投资\t\t工业投资\t\n\t1—9月\t同比增长\t1—9月\t同比增长\n云东区\t56\t8\t20\t11",
        ["县区", "固定资产投资1—9月", "固定资产投资同比增长", "工业投资1—9月", "工业投资同比增长"],
    ),
    "groups without them, that come out even": (
        "县区\t固定资产投资\t工业投资\n1—9月\t同比增长\t1—9月\t同比增长\n云东区\t56\t8\t20\t11",
        ["县区", "固定资产投资1—9月", "固定资产投资同比增长", "工业投资1—9月", "工业投资同比增长"],
    ),
    "a caption of two lines": (
        "国家\t出口额\t比上年\n\t（亿元）\t增长（%）\n东盟\t37.8\t21.7",
        ["国家", "出口额（亿元）", "比上年增长（%）"],
    ),
    "years without 年": ("指标\t2022\t2021\n粮食产量\t60\t59", ["指标", "2022", "2021"]),
}


@pytest.mark.parametrize(("text", "captions"), HEADS.values(), ids=HEADS)
def test_a_head_of_several_lines_heads_each_column(text: str, captions: list[str]) -> None:
    """What stands over several columns is part of the caption of each."""
    [table] = tables_of(text)
    assert captions_of(table) == captions


SLIPPED = {
    "a column of numbers without a caption": "| 地区 | 产量(万吨) | 增长(%) | |\n| 1 | 云东区 | 3.7 | 2.1 |",
    "groups that do not come out even": "县区\t投资\t产值\n1月\t2月\t3月\t4月\t5月\n云东区\t1\t2\t3\t4\t5",
    "one column": "云东区\n56.3\n云西区\n44.9",
}


@pytest.mark.parametrize("text", SLIPPED.values(), ids=SLIPPED)
def test_a_head_that_has_slipped_makes_no_table(text: str) -> None:
    """Where it cannot be said which caption is whose there is no table."""
    assert tables_of(text) == []


def test_rows_of_another_length_are_left_out() -> None:
    """With blanks it is not told which cell is missing; with tabs the last ones are empty."""
    [blanks] = tables_of("指标    2021年    2022年\n产值    5.1    6.2\n利润    0.7")
    assert rows_of(blanks) == [["产值", "5.1", "6.2"]]
    [tabs] = tables_of("指标\t2021年\t2022年\n产值\t5.1\t6.2\n利润\t0.7")
    assert rows_of(tabs) == [["产值", "5.1", "6.2"], ["利润", "0.7", ""]]


def test_what_stands_above_is_told_nearest_first() -> None:
    """Title and unit line, headings, and a sentence that leads to the table; prose that does not ends the look-up."""
    text = "全年运行平稳。\n\n二、工业\n\n表3 主要产品产量\n单位：万吨\n产品\t2022年\n原煤\t120"
    [table] = tables_of(text)
    blocks = lay_out(Document("page.txt", text), load_packaged().layout)
    assert [blocks.flow[blocks.blocks[at].start : blocks.blocks[at].end] for at in table.above] == [
        "单位：万吨", "表3 主要产品产量", "二、工业",
    ]  # fmt: skip
    [led] = tables_of("各类商品零售额如下：\n粮油食品类\t12.4\n汽车类\t20.8")
    assert (led.captions, len(led.above)) == ((), 1)


def test_a_new_head_begins_a_new_table() -> None:
    """A head in the middle, with or without a name over the names, heads what stands below it."""
    first, second = tables_of("项目\t本期\t增减(%)\n营业收入\t5\t1.2\n\t本期末\t上年末\n总资产\t90\t88")
    assert (captions_of(first), rows_of(first)) == (["项目", "本期", "增减(%)"], [["营业收入", "5", "1.2"]])
    assert (captions_of(second), rows_of(second)) == (["", "本期末", "上年末"], [["总资产", "90", "88"]])


def test_names_that_wrap_are_joined() -> None:
    """A long line without cells between two rows is the first part of the next row's name."""
    [table] = tables_of("指标\t2022年\n产值\t5.1\n规模以上工业企业每百元营业\n收入中的成本\t85.6")
    assert [row.wrapped for row in table.rows] == ["", "规模以上工业企业每百元营业"]


@pytest.mark.parametrize("text", ["记者\t李明\t报道", "图 3", "全年产值5亿元。\t增长3%。"])
def test_lines_of_prose_are_no_table(text: str) -> None:
    """A tab or a number behind a blank alone makes none."""
    assert tables_of(text) == []
