"""Blanks that set numerals apart from Chinese characters."""

from __future__ import annotations

import pytest

from taiyuan_facts.model import Document
from taiyuan_facts.reading.layout import lay_out
from taiyuan_facts.ruleset.loader import load_packaged
from tests.attaching.facts_of import facts_of

TIGHT = "临江项目总投资24.7亿元，年产茶饼70万吨，2022年产值增长5.2%，预计2023年10月底投产。"
SPACED = "临江项目总投资 24.7 亿元，年产茶饼 70 万吨，2022 年产值增长 5.2 %，预计 2023 年 10 月底投产。"


def flow(text: str) -> str:
    """The flow of a page."""
    return lay_out(Document("page.txt", text), load_packaged().layout).flow


def told(text: str) -> list[tuple[str, ...]]:
    """What is told of each figure of a text, its place aside."""
    columns = ("kind", "subject", "indicator", "item", "value", "unit", "date", "status", "rule")
    return [tuple(str(getattr(fact, column)) for column in columns) for fact in facts_of(text)]


def test_a_spaced_text_says_what_a_tight_one_says() -> None:
    """总投资 24.7 亿元 is 总投资24.7亿元, and every figure of it stands in the document as it is written there."""
    assert told(SPACED) == told(TIGHT)
    assert len(told(TIGHT)) == 4
    for fact in facts_of(SPACED):
        assert SPACED[fact.start : fact.end] == fact.raw
    assert [fact.raw for fact in facts_of(SPACED)] == ["24.7 亿元", "70 万吨", "5.2 %", "2023 年 10 月底"]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2009", "\u202f"], ids=lambda blank: f"U+{ord(blank):04X}")
def test_blanks_of_all_widths(blank: str) -> None:
    """No-break and thin blanks are as good as plain ones."""
    assert flow(f"总投资{blank}3{blank}亿元。") == "总投资3亿元。\n"


def test_a_blank_may_part_two_headlines() -> None:
    """Where the numerals of a page stand tight, a blank before one keeps its place; one behind one never does."""
    assert (
        flow("新开工项目超1400亿 8月开工，5月、6月、7月已有3 批。")
        == "新开工项目超1400亿 8月开工，5月、6月、7月已有3批。\n"
    )
    assert flow("投资 3 亿元，超 1400 亿 8 月开工。") == "投资3亿元，超1400亿 8月开工。\n"


def test_an_article_among_others_may_be_loose() -> None:
    """A long line with more blanks before numerals than tight ones is read loosely, whatever its page does."""
    tight = "工程新建2个泊位，岸线长783米，通过能力120万标箱，总投资41亿元，工期30个月，今年完成12亿元，明年完成9亿元。"
    loose = (
        "前四个月，港口完成吞吐量 5862 万吨，同比增长 9.7%，开通航线 72 条，班列开行 816 列，比去年同期多开 143 列。"
    )
    assert flow(f"{tight}\n{loose}\n") == f"{tight}\n{loose.replace(' ', '')}\n"


def test_tables_keep_their_blanks() -> None:
    """Cells are told apart by blanks: a row of a table is left as it is."""
    row = "原煤  1204  98 万吨"
    assert flow(f"产品  产量  出口\n{row}\n") == f"产品  产量  出口\n{row}\n"


def test_labels_keep_their_blanks() -> None:
    """表3 and 1 at the start of a line are labels, and no figures of what follows."""
    assert flow("表3 产品产量\n1 总则\n") == "表3 产品产量\n1 总则\n"


def test_a_wide_comma_groups_digits() -> None:
    """1，750万 has a comma of the text's own width; 2018，200 and 3，20 have none that groups."""
    assert flow("用户1，750万人，收入12，345，678元。") == "用户1,750万人，收入12,345,678元。\n"
    assert flow("年份2018，200家参展。编号3，20家入选。") == "年份2018，200家参展。编号3，20家入选。\n"
