"""The lexicon's words by which a name is told from what only stands beside a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from taiyuan_facts.attaching.words import Words
from taiyuan_facts.patterns import compile_words


@dataclass(frozen=True, slots=True)
class SieveWords:
    """What opens and closes names and is no part of them, what tells something, what names a thing though short."""

    no_indicators: frozenset[str] = field(repr=False)
    short_indicators: frozenset[str] = field(repr=False)
    short_things: frozenset[str] = field(repr=False)
    counted_only: frozenset[str] = field(repr=False)
    opening: Any = field(repr=False)
    ending: Any = field(repr=False)
    chopped: Any = field(repr=False)
    telling: Any = field(repr=False)
    told_lead: Any = field(repr=False)
    told_tail: Any = field(repr=False)
    place_ends: Any = field(repr=False)
    unmarked: Any = field(repr=False)  # what may stand between two quotation marks that belong together
    goods: Words = field(repr=False)
    goods_measures: Words = field(repr=False)
    goods_end: Any = field(repr=False)
    market: Any = field(repr=False)
    traded: Any = field(repr=False)
    no_goods: frozenset[str] = field(repr=False)
    told_measures: Words = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> Self:
        """``words``: the lexicon as patterns; ``lists``: its plain lists."""
        return cls(
            no_indicators=frozenset(lists["no_indicators"]),
            short_indicators=frozenset(lists["short_indicators"]),
            short_things=frozenset(lists["short_things"]),
            counted_only=frozenset(lists["counted_only"]),
            opening=compile_words(rf"(?:{words['no_opening']})+"),
            ending=compile_words(rf"(?:{words['no_ending']})+$"),
            chopped=compile_words(words["chopped"]),
            telling=compile_words(words["telling"]),
            told_lead=compile_words(words["told_lead"]),
            told_tail=compile_words(rf"{words['told_tail']}$"),
            place_ends=compile_words(words["place_ends"]),
            unmarked=compile_words(r"[\p{Han}A-Za-z0-9·（）()《》/\-]*"),
            goods=Words.of([*lists["products"], *lists["goods"]]),
            goods_measures=Words.of(lists["goods_measures"]),
            told_measures=Words.of([*lists["goods_measures"], *lists["told_measures"]]),
            goods_end=compile_words(words["goods_end"]),
            market=compile_words(words["market"]),
            traded=compile_words(words["traded"]),
            no_goods=frozenset(lists["no_goods"]),
        )
