"""The goods that an article deals in, and what runs into its paragraphs."""

from __future__ import annotations

from tests.attaching.facts_of import fact_of, facts_of

MARKET = """化工品行情一周

上周国内丙酮市场小幅走高，丙酮报价在5200元/吨。业内人士认为，丙酮库存偏低是主因。

与丙酮相比，糠醛市场清淡，糠醛价格降到8900元/吨。月末，主流报价再跌至8700元/吨，跌幅达2.2%。
"""
HERBS = """药材行情

川贝母 货源不多，药厂按需采购，统货2100元。

夏枯草 产新临近，药市走动加快，统货18元。

金线莲 库存见底，业户惜售，统货520元。
"""
COAL = """煤价周评

动力煤：矿区持平，坑口价每吨540元。

无烟煤：需求平稳，均价每吨910元。

炼焦煤：钢厂采购放缓，均价每吨1480元。
"""


def test_a_price_without_goods_is_of_the_goods_named_last() -> None:
    """月末，主流报价再跌至…: of the goods named last that the article tells prices of, and not of 主流."""
    for figure in ("8700元/吨", "2.2%"):
        fact = fact_of(MARKET, figure)
        assert (fact.subject, fact.item) == ("糠醛", "糠醛")


def test_a_paragraph_is_about_what_runs_into_it() -> None:
    """夏枯草 产新临近，…: the name before a blank or a colon has the figures, where several paragraphs open so."""
    assert [fact.subject for fact in facts_of(HERBS)] == ["川贝母", "夏枯草", "金线莲"]
    assert [fact.subject for fact in facts_of(COAL)] == ["动力煤", "无烟煤", "炼焦煤"]


def test_one_paragraph_alone_has_no_run_in() -> None:
    """A blank behind a word is common in Chinese pages; only several paragraphs that open so make it a heading."""
    text = "县城北街 药市走动加快，青泉药业统货18元。\n\n全县药材种植面积2万亩。"
    assert fact_of(text, "2万亩").subject == "全县"
