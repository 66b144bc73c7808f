"""Which words are names of areas, and which only end as one does."""

from __future__ import annotations

import pytest

from taiyuan_facts.attaching.facts import Attachment
from taiyuan_facts.ruleset.loader import load_packaged

NAMES = Attachment.build(load_packaged()).names


@pytest.mark.parametrize("word", ["岚溪县", "唐山市", "小店区", "店子底村", "山西省", "临河镇"])
def test_names_of_areas(word: str) -> None:
    """A name and what sort of area it is are a place."""
    match = NAMES.named_place.search(f"{word}，")
    assert match is not None
    assert match.group() == word


@pytest.mark.parametrize(
    "word", ["美丽乡村", "古镇古村", "行政村", "自然村", "大超市", "为了节省", "国家级乡", "贫困县", "老城区"]
)
def test_what_only_ends_as_an_area_does(word: str) -> None:
    """超市 and 山区 name no place of their own."""
    assert NAMES.named_place.search(f"{word}，") is None


def _names_of(text: str) -> list[str]:
    return [text[name.start : name.end] for name in NAMES.find(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "临江乳业一律停产",
        "临江乳业似乎停产",
        "临江乳业拒绝赔偿",
        "临江乳业怀疑对手",
        "临江乳业同样停产",
        "临江乳业不得不停产",
        "临江乳业就停产",
        "临江乳业要停产",
        "临江乳业将会停产",
        "临江乳业由于亏损",
        "临江乳业受疫情影响",
        "临江乳业最初的报价",
        "临江乳业一般占到三成",
        "临江乳业实际使用外资",
        "临江乳业主办方",
        "临江乳业CEO柳一鸣",
        "临江乳业分为三类",
        "临江乳业高位震荡",
        "临江乳业升了两级",
    ],
)
def test_what_tells_ends_a_name(text: str) -> None:
    """Adverbs, pronouns and verbs that no name has in it end one, whatever follows."""
    assert _names_of(text)[0] == "临江乳业"


@pytest.mark.parametrize(
    "name",
    [
        "可再生能源项目",
        "新希望集团",
        "柳溪派出所",
        "再生铜项目",
        "经常性项目",
        "临江供应链公司",
        "岚溪人才中心",
        "要素市场",
        "临江受托投资公司",
        "会计准则委员会",
        "一带一路项目",
        "临江应急管理局",
        "柳溪市中和区",
        "Liuxi Tea工厂",
        "马自达销售公司",
        "临江承包商协会",
        "第三届柳溪泼水节",
        "青泉号航空母舰",
    ],
)
def test_names_with_such_words_in_them_are_whole(name: str) -> None:
    """可再生 and 派出所 are words of their own."""
    assert _names_of(name) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("第六届岚溪国际茶具及用品博览会开幕", "第六届岚溪国际茶具及用品博览会"),
        ("全国轮胎翻修与循环利用协会认为", "全国轮胎翻修与循环利用协会"),
        ("联阳、华澜、云泽与微川等五家", "联阳、华澜、云泽与微川"),
        ("临江汽车工程学会和柳溪汽车协会认为", "临江汽车工程学会"),
        ("白菜、芹菜、菠菜、土豆、豇豆、生姜价格", "白菜、芹菜、菠菜、土豆、豇豆、生姜"),
    ],
)
def test_names_that_go_on_behind_a_link(text: str, name: str) -> None:
    """An event's or a body's name goes on behind 及 and 与, a list before 等 as well; two bodies are two."""
    assert _names_of(text)[0] == name


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("钢铁企业中", "钢铁企业"),
        ("建材市场上", "建材市场"),
        ("青泉志愿者接种后", "青泉志愿者"),
        ("柳溪港扩建后", "柳溪港"),
        ("临江震中", "临江震中"),
        ("临江高中", "临江高中"),
    ],
)
def test_what_only_says_where_or_when_is_left_out(phrase: str, name: str) -> None:
    """企业中 and 扩建后 end in no name; 震中 and 高中 do."""
    found = NAMES.classify(phrase)
    assert found is not None
    assert phrase[: found[0]] == name
