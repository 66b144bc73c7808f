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
OFTEN, MOST = 3, 0.5  # times and share of all goods that the goods are named of which an article is
NONE_LEARNED = Words.of(())


@dataclass(slots=True)
class Trade:
    """Finds the goods of one page, each article's once."""

    scan: Scan
    phrases: PhrasePatterns
    _goods: dict[int, Words | None] = field(default_factory=dict)
    _main: dict[int, str] = field(default_factory=dict)

    def named_last(self, article: int, first: int, end: int) -> Span:
        """丙酮清淡，报价跌到‹5200元/吨›: the goods named last in a span of an article that deals in some."""
        return NOTHING if self.goods(article) is None else self.last(article, first, end)

    def last(self, article: int, first: int, end: int) -> Span:
        """The same of any article, whether it deals in goods or not."""
        goods = self.goods(article) or NONE_LEARNED
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

    def main_goods(self, article: int) -> str:
        """家纺…家纺…: the goods that most of those that an article names are; empty where there are none such."""
        if article not in self._main:
            self._main[article] = self._named_often(article)
        return self._main[article]

    def _named_often(self, article: int) -> str:
        skeleton, sieve = self.scan.skeleton, self.phrases.sieve
        at, stop = self._extent(article)
        named: Counter[str] = Counter()
        while at < stop:
            length = sieve.goods.starting(skeleton, at, stop)
            if length > 1 and sieve.goods_end.match(skeleton, at + length) is not None:
                named[skeleton[at : at + length]] += 1
            at += length or 1
        word, times = max(named.items(), key=lambda told: told[1], default=("", 0))
        return word if times >= OFTEN and times >= named.total() * MOST else ""

    def _extent(self, article: int) -> Span:
        sentences, of_article = self.scan.sentences, self.scan.sentences_of(article)
        return Span(sentences[of_article[0]].start, sentences[of_article[-1]].end) if of_article else NOTHING

    def _learn(self, article: int) -> Words | None:
        skeleton, sieve = self.scan.skeleton, self.phrases.sieve
        start, end = self._extent(article)
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
