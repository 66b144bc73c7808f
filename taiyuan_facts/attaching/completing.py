"""The thing of a figure that no words next to it name: within its measure, told before it, or the subject itself."""

from __future__ import annotations

from dataclasses import dataclass

from taiyuan_facts.attaching.phrase_words import LONGEST_THING
from taiyuan_facts.attaching.surroundings import Asked, Surroundings, Wording
from taiyuan_facts.attaching.trade import Trade
from taiyuan_facts.attaching.words import NOTHING, is_empty, phrase_start
from taiyuan_facts.model import Span

_MADE_BY = frozenset({"investment", "capacity", "output"})  # kinds whose subject may be named after what is made there
_OF_TIME = frozenset({"deadline", "duration"})  # kinds whose subject is no thing besides
_OF_MONEY = frozenset({"money", "growth"})  # kinds that tell what goods cost
_LONGEST_LIST = 30  # characters of goods named one by one
_SENTENCES_BACK, _CHARACTERS_BACK = 1, 120  # before a figure, in which its goods are looked for
_SHORTEST_MAKER = 4  # characters of a subject that may be what is made, and is no bare name of a firm


@dataclass(frozen=True, slots=True)
class ItemWords(Surroundings):
    """Completes wordings that name no thing."""

    trade: Trade

    def complete(self, asked: Asked, found: Wording, carried: Wording) -> Wording:
        """``found`` with its thing; ``carried`` is the wording of the figure before in the sentence."""
        if found.own:
            return found
        past = any(mark in self.scan.skeleton[carried.item.end : asked.place] for mark in "；;")
        item = found.item
        if is_empty(item) or self._is_none(asked, found):
            within = NOTHING if asked.kind == "deadline" else self._within(found.indicator)
            held = self.scan.skeleton[found.indicator.start] in "占佔"  # of a base: 占粮食｜种植面积
            whole = asked.kind != "share" and self._is_of_whole(found.indicator)
            goes_on = NOTHING if past or whole else carried.item
            item = goes_on if is_empty(within) or (held and not is_empty(goes_on)) else within
        elif self._is_doubtful(asked, found, carried):
            within = self._within(found.indicator)
            known = self.scan.skeleton[slice(*within)] in self.scan.skeleton[slice(*item)]
            item = item if is_empty(within) or known else within
        if asked.kind == "investment" and (item == carried.item or self._is_investor(item)):
            item = self._invested_in(asked, item)
        named = asked.match.columns.get("item")
        if asked.kind == "investment" and not named and self.is_subject(asked, item):
            item = NOTHING  # 抽水蓄能电站总投资‹80亿元›: whose it is, and no thing besides
        itself = item == asked.subject and asked.kind in _MADE_BY and not named
        if is_empty(item) or itself:
            item = self._subject(asked, found)
        if is_empty(item):
            item = self._thing_itself(found.indicator)
        own = item == found.indicator and not self.phrases.own_things.ending(self.scan.skeleton, *item)
        if is_empty(item) or own or self._is_no_goods(asked, item):
            item = self._goods(asked, found.indicator, item)
        return found if is_empty(item) else Wording(found.indicator, item)

    def _goods(self, asked: Asked, indicator: Span, item: Span) -> Span:
        """大豆…产量约为‹8000吨›: the goods named last before a measure that is one of goods, in this paragraph."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        end = asked.place
        if not phrases.sieve.goods_measures.ending(skeleton, indicator.start, indicator.end):
            return item
        sentences = self.scan.sentences
        block = sentences[asked.sentence].block
        first = max(
            next((s.start for s in sentences[max(0, asked.sentence - _SENTENCES_BACK) :] if s.block == block), end),
            end - _CHARACTERS_BACK,
        )
        article = self.scan.page.blocks[block].article
        goods = self.trade.last(article, first, end)
        if is_empty(goods):
            return (self._topic(article, end) if is_empty(item) else None) or item
        listed = skeleton[goods.start - 1] in "、和"  # 油菜、四季豆和生姜｜价格涨幅
        start = phrases.opened(skeleton, phrase_start(skeleton, first, goods.end, "、"), goods.end)
        return Span(start, goods.end) if listed and goods.end - start <= _LONGEST_LIST else goods

    def _is_no_goods(self, asked: Asked, item: Span) -> bool:
        """｜主流｜报价, ｜月度｜跌幅: words before a measure, in an article that deals in goods, that are none."""
        skeleton, phrases, text = self.scan.skeleton, self.phrases, self.scan.skeleton[slice(*item)]
        if asked.kind not in _OF_MONEY or item.end > asked.place or phrases.sieve.goods.ending(skeleton, *item):
            return False
        if self.trade.goods(self.scan.article_of(asked.sentence)) is None:
            return False
        none = "价" in text or text in phrases.sieve.no_goods or text in self.names.nothing
        return none or phrases.dress.ending(skeleton, *item) > 0 or phrases.said.ending(skeleton, *item) > 1

    def _topic(self, article: int, end: int) -> Span | None:
        """家纺…家纺…，消费市场容量将达‹2.6万亿元›: the goods that an article names again and again, named last."""
        word = self.trade.main_goods(article)
        at = self.scan.skeleton.rfind(word, 0, end) if word else -1
        return None if at < 0 else Span(at, at + len(word))

    def count(self, asked: Asked, found: Wording, carried: Wording) -> Wording:
        """停车位‹5万个›，年内完成‹2万个›; 中欧班列｜开行‹9列›: what was counted before, or what the count is of."""
        subject = asked.subject
        if found.own:
            return found
        if carried.unit == self.unit(asked.place):
            return found._replace(item=carried.item)
        if subject is None or not asked.clause.start <= subject.start < asked.place:
            return found
        of_things = self.names.sort_of(self.scan.skeleton[slice(*subject)]) in (None, "project")
        return found._replace(item=self._subject(asked, found) if not of_things else subject)

    def _is_none(self, asked: Asked, found: Wording) -> bool:
        """Whether an item is no thing: 湖州｜吞吐量 is where, 转移｜就业率 what is done, 市级｜投资 whose."""
        phrases, text = self.phrases, self.scan.skeleton[slice(*found.item)]
        if text == self.scan.skeleton[slice(*found.indicator)]:
            return False  # 贷款‹2亿元›
        if text in phrases.no_things or self._is_place(asked, found.item):
            return True
        done = text in phrases.said.words or text in phrases.dress.words
        return done and found.item.end <= asked.place

    def _is_of_whole(self, indicator: Span) -> bool:
        """规上工业产值提高6%，固定资产投资｜提高4%: a total of its own, and none of the trade before."""
        return self.phrases.owned.ending(self.scan.skeleton, *indicator) > 0

    def _is_investor(self, item: Span) -> bool:
        """青泉集团｜投资‹5亿元›: who invests, and nothing that is invested in."""
        return is_empty(item) or self.names.sort_of(self.scan.skeleton[slice(*item)]) in ("place", "org")

    def _invested_in(self, asked: Asked, item: Span) -> Span:
        """投资‹5亿元›建设｜蓝莓｜种植基地: what the money is for stands behind the sum."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        end = self.scan.sentences[asked.sentence].clauses[-1].end
        verb = phrases.invested_in.match(skeleton, asked.place + 1, end)
        noun = phrases.noun_behind(skeleton, verb.end() - 1, end) if verb is not None else NOTHING
        return self._made(*noun) if not is_empty(noun) else item

    def _is_place(self, asked: Asked, item: Span) -> bool:
        """湖州｜吞吐量: where, and no thing."""
        if item.start > asked.place:
            return False
        found = self.phrases.place.match(self.scan.skeleton, *item)
        return found is not None and found.end() == item.end

    def _is_doubtful(self, asked: Asked, found: Wording, carried: Wording) -> bool:
        """Whether an item gives way to one within the measure: 湖州港｜集装箱吞吐量 is whose it is, others go on."""
        skeleton, item = self.scan.skeleton, found.item
        if item.end > asked.place or skeleton[found.indicator.start] in "占佔":
            return False
        if item == carried.item:
            return True
        sort = self.names.sort_of(skeleton[slice(*item)])
        return sort == "place" or (sort is not None and self.is_subject(asked, item))

    def _within(self, indicator: Span) -> Span:
        """集装箱｜吞吐量, 累计｜货物｜出口总值: the thing that the name of a measure begins with."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        first, end = indicator
        length = phrases.measures.ending(skeleton, first, end)
        if not length:
            return NOTHING
        end -= length
        apart = skeleton.rfind("的", first, end)
        if apart > first + 1 and not self._is_of_whole(indicator):
            return phrases.thing(skeleton, first, apart)  # 瓷砖的｜出口比例
        while (length := phrases.dress.ending(skeleton, first, end)) and length < end - first:
            end -= length
        while (length := phrases.dress.starting(skeleton, first, end)) and first < end:
            first += length
        text = skeleton[first:end]
        whole = text in phrases.whole and text not in phrases.sectors
        if len(text) < 2 or whole or phrases.measures.ending(skeleton, first, end) == len(text):
            return NOTHING
        return phrases.thing(skeleton, first, end)

    def _subject(self, asked: Asked, found: Wording) -> Span:
        """Who a figure is about, where that is a thing: 大豆…涨了‹3%›; or what it is named after: 蓝莓｜种植基地."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        if asked.subject is None or self._is_of_whole(found.indicator):
            return NOTHING
        if asked.kind in _OF_TIME:
            told = self._measured_in(found.indicator)
            ends = self.phrases.sieve.told_measures.ending(self.scan.skeleton, *asked.subject)
            return self._measured_in(asked.subject) if is_empty(told) and ends else told
        first, end = asked.subject
        if self.names.sort_of(skeleton[first:end]) is None and self._is_thing(asked, found.indicator):
            return asked.subject
        if asked.kind not in _MADE_BY:
            return NOTHING
        made = self._made(first, end)
        return phrases.thing(skeleton, *made) if made.end < end else NOTHING

    def _measured_in(self, words: Span) -> Span:
        """我国的｜电子书｜市场规模将达…, 能繁母猪｜存栏: the thing whose measure words tell of."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        for at in range(words.start + 3, words.end + 1):
            start = at - phrases.sieve.told_measures.ending(skeleton, words.start, at)
            if words.start + 1 < start < at:
                thing = phrases.split(skeleton, words.start, at).thing
                if thing.end - thing.start > 1:
                    return thing
        return NOTHING

    def _is_thing(self, asked: Asked, indicator: Span) -> bool:
        """Whether a subject of no sort is a thing: 大豆, but not 太钢 that sells, 新政落地, 关税定 of a 关税."""
        skeleton, phrases, (first, end) = self.scan.skeleton, self.phrases, asked.subject or NOTHING
        text = skeleton[first:end]
        shortest = _SHORTEST_MAKER if asked.kind in _MADE_BY else 2
        if not shortest <= len(text) < LONGEST_THING or text in phrases.no_things:
            return False
        known = skeleton[slice(*indicator)]
        if (known and known in text) or phrases.said.ending(skeleton, first, end) > 1:
            return False
        return phrases.place.match(skeleton, first, end) is None

    def _made(self, first: int, end: int) -> Span:
        """蓝莓｜种植基地: what is made there, where the name of a plant says it."""
        stop = end
        while length := self.phrases.plant_ends.ending(self.scan.skeleton, first, stop):
            stop -= length
        return Span(first, stop if first + 1 < stop else end)

    def _thing_itself(self, indicator: Span) -> Span:
        """常住人口, 消费券: what is measured is the thing that there is so much of."""
        skeleton, (first, end) = self.scan.skeleton, indicator
        at = end - self.phrases.own_things.ending(skeleton, first, end)
        if at == end:
            return NOTHING
        return Span(at, end) if self.phrases.verbs.ending(skeleton, first, at) > 1 else indicator  # 利用｜外资
