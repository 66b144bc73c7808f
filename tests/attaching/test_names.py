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
