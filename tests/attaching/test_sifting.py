"""What names no thing leaves ``item`` empty, and what only leads up to a figure is no indicator."""

from __future__ import annotations

import pytest

from tests.attaching.facts_of import fact_of


@pytest.mark.parametrize(
    ("text", "raw", "item"),
    [
        ("规上工业产值提高6%，固定资产投资提高4%。", "4%", ""),
        ("第一道检查之外同样再检2次。", "2次", ""),
        ("景区合计接待游客3万人次。", "3万人次", "游客"),
        ("澜州锂能去年净利润3.2亿元，同比增长8%。", "8%", ""),
        ("去年澜州实现地区生产总值320亿元。", "320亿元", ""),
        ("全县粮食总产量达到8万吨，其中澜州镇2万吨。", "8万吨", "粮食"),
        ("公司上半年营业收入12亿元，每股收益0.35元。", "0.35元", ""),
    ],
)
def test_what_is_no_thing_is_no_item(text: str, raw: str, item: str) -> None:
    """Chopped names, verbs, adverbs, and who owns a result or a total."""
    assert fact_of(text, raw).item == item


@pytest.mark.parametrize(
    ("text", "raw", "item"),
    [
        ("全市“三新”产业增加值增长9%。", "9%", "“三新”产业"),
        ("须同时符合6个条件。", "6个", "条件"),
        ("全省覆盖13个设区市。", "13个", "设区市"),
        ("一批智能设备销售额达到5亿元。", "5亿元", "智能设备"),
        ("分布式光伏新增装机300万千瓦。", "300万千瓦", "分布式光伏"),
    ],
)
def test_what_is_a_thing_stays_whole(text: str, raw: str, item: str) -> None:
    """Both quotation marks, what is a thing where it is counted, and no word that only points."""
    assert fact_of(text, raw).item.strip("“”") == item.strip("“”")


@pytest.mark.parametrize(
    ("text", "raw", "indicator"),
    [
        ("据20个省份通报，灾情已经缓解。", "20个", "通报"),
        ("原先8个车道。", "8个", "车道"),
        ("昨天，拿3份合同。", "3份", "拿"),
        ("拥60万亩林地。", "60万亩", "林地"),
        ("印度家电业年均复合增长速度达到7%。", "7%", "年均复合增长速度"),
        ("发电设备利用小时数1204小时，同比增加135小时。", "135小时", "利用小时数"),
    ],
)
def test_what_only_leads_up_to_a_figure_is_no_indicator(text: str, raw: str, indicator: str) -> None:
    """The noun or the verb behind takes its place."""
    assert fact_of(text, raw).indicator == indicator
