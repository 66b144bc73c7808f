"""What the bearer of a name does, within a phrase: 北屿船业｜交付新船, 鼎岳特材｜承接项目."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from taiyuan_facts.attaching.words import Words

SHORT_DOER = 2  # characters of a doer before a verb that no name holds
LEAST_DOER = 3  # characters of a name before a verb
_VERB_LISTS = ("counts", "verbs", "acts", "make", "does", "transitive")
_DOINGS = ("half_nouns", "doings", "manner")


@dataclass(frozen=True, slots=True)
class Deeds:
    """The lexicon's verbs, by how they stand in phrases."""

    verbs: Words = field(repr=False)  # that take an object
    half_nouns: frozenset[str] = field(repr=False)
    transitive: frozenset[str] = field(repr=False)  # those that no name holds before the thing that it ends in
    stirring: Words = field(repr=False)  # 提升, 下降
    doings: Words = field(repr=False)  # all of these and how it is done: 深度, 开发
    manner: frozenset[str] = field(repr=False)
    things: frozenset[str] = field(repr=False)  # verbs that name a thing behind another: 抵押｜登记
    bearing: Words = field(repr=False)  # what somebody does to nothing else: 进港, 出货

    @classmethod
    def build(cls, lists: Mapping[str, Sequence[str]]) -> Self:
        """``lists``: the lexicon's plain lists."""
        return cls(
            Words.of(word for name in _VERB_LISTS for word in lists[name] if len(word) > 1),
            frozenset(lists["half_nouns"]),
            frozenset(lists["transitive"]),
            Words.of(word for name in ("increase", "decrease") for word in lists[name] if len(word) > 1),
            Words.of(word for name in (*_VERB_LISTS, *_DOINGS) for word in lists[name] if len(word) > 1),
            frozenset(lists["manner"]),
            frozenset([*lists["half_nouns"], *lists["procedure"]]),
            Words.of(word for word in lists["does"] if len(word) > 1 and word not in lists["half_nouns"]),
        )

    def within(self, text: str, end: int) -> int:
        """北屿船业｜交付新船: where in a phrase, before ``end``, the verb stands that a name before it does; else 0."""
        at = LEAST_DOER
        while at < end:
            length = self.verbs.starting(text, at, len(text))
            noun = text[at : at + length] in self.half_nouns and at + length <= end
            if length and not noun and at + length < len(text):
                return at
            at += length if noun else 1
        return 0

    def before_thing(self, text: str) -> int:
        """鼎岳特材｜承接项目: where the verb stands that no name of such a thing holds; 0 where there is none."""
        short = self.verbs.starting(text, SHORT_DOER, len(text))
        if text[SHORT_DOER : SHORT_DOER + short] in self.transitive and len(text) > SHORT_DOER + short + 1:
            return SHORT_DOER  # 窗口｜受理群众…
        at = self.within(text, len(text))
        known = self.verbs.starting(text, at, len(text)) if at else 0
        return at if text[at : at + known] in self.transitive else 0

    def moved_at_end(self, text: str) -> int:
        """产品合格率｜提升: how long the verb is that a phrase ends in and says how something moved, or 0."""
        return self.stirring.ending(text, 0, len(text))

    def done_at_end(self, text: str) -> int:
        """大船｜进港: how long the verb is that a phrase ends in and that its bearer does, or 0."""
        return self.bearing.ending(text, 0, len(text))

    def only(self, text: str) -> bool:
        """研制, 深度开发: whether a phrase tells what is done, and nobody who does it; 抵押登记 is a thing."""
        at, noun = 0, False
        while at < len(text) and (length := self.doings.starting(text, at, len(text))):
            noun = text[at : at + length] in self.things and text[:at] not in self.manner and at > 0
            at += length
        return at == len(text) and not noun
