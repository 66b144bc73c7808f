"""The goods that an article deals in: whose prices, stocks and output the figures of trade news are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from taiyuan_facts.attaching.phrases import PhrasePatterns
from taiyuan_facts.attaching.words import NOTHING, Words, phrase_start
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.scan import Scan

LONGEST_GOODS = 8  # characters of 聚四氟乙烯 and the like
LONGEST_PHRASE = 14  # characters that goods are looked for in before what is told of them
LEAST_TOLD = 2  # times that trade is told of goods that no list knows
LEAST_TRADED = 3  # times that it is told of any, of an article that deals in goods
CHARACTERS = 20_000  # of an article, in which its goods are looked for
FARTHEST = 400  # characters before a figure


@dataclass(slots=True)
class Trade:
    """Finds the goods of one page, each article's once."""

    scan: Scan
    phrases: PhrasePatterns
    _goods: dict[int, Words | None] = field(default_factory=dict)

    def named_last(self, article: int, first: int, end: int) -> Span:
        """丙酮清淡，报价跌到‹5200元/吨›: the goods named last in a span; empty where there are none."""
        goods = self.goods(article)
        if goods is None:
            return NOTHING
        skeleton, sieve = self.scan.skeleton, self.phrases.sieve
        for at in range(end, max(first, end - FARTHEST), -1):
            length = max(goods.ending(skeleton, first, at), sieve.goods.ending(skeleton, first, at))
            if length == 1 and sieve.market.match(skeleton, at) is None:
                continue  # ｜铝｜价, ｜铜｜实际需求量
            if length and sieve.goods_end.match(skeleton, at) is not None:
                return Span(at - length, at)
        return NOTHING

    def is_told(self, first: int, end: int) -> bool:
        """主流｜报价跌到‹8700元/吨›: whether words tell what goods cost."""
        return self.phrases.sieve.traded.search(self.scan.skeleton, first, end) is not None

    def goods(self, article: int) -> Words | None:
        """The goods that an article names besides those that the lists know; None where it does not deal in goods."""
        if article not in self._goods:
            self._goods[article] = self._learn(article)
        return self._goods[article]

    def _learn(self, article: int) -> Words | None:
        skeleton, sieve = self.scan.skeleton, self.phrases.sieve
        sentences = self.scan.sentences_of(article)
        if not sentences:
            return None
        start, end = self.scan.sentences[sentences[0]].start, self.scan.sentences[sentences[-1]].end
        end = min(end, start + CHARACTERS)
        told, known = Counter[str](), 0
        for market in sieve.market.finditer(skeleton, start, end):
            first = phrase_start(skeleton, max(start, market.start() - LONGEST_PHRASE), market.start())
            if sieve.goods.ending(skeleton, first, market.start()):
                known += 1
            thing = self.phrases.thing(skeleton, first, market.start())
            if 1 < thing.end - thing.start <= LONGEST_GOODS:
                told[skeleton[slice(*thing)]] += 1
        learned = [word for word, times in told.items() if times >= LEAST_TOLD and self._is_goods(word)]
        return Words.of(learned) if known + sum(told[word] for word in learned) >= LEAST_TRADED else None

    def _is_goods(self, word: str) -> bool:
        phrases, names = self.phrases, self.phrases.names
        sieve, end = phrases.sieve, len(word)
        if sieve.goods.ending(word, 0, end) == end:
            return False  # known already
        no_thing = word in sieve.no_goods or word in phrases.no_things or word in phrases.whole or word in names.nothing
        if no_thing or phrases.dress.ending(word, 0, end) or phrases.said.ending(word, 0, end) > 1:
            return False
        measured = phrases.measures.ending(word, 0, end) > 0 or phrases.said.starting(word, 0, end) > 1
        return not measured and names.sort_of(word) is None and names.place.match(word) is None
