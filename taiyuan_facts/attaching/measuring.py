"""What is measured: a measure that a rule names, taken apart from its thing, or the words before a figure."""

from __future__ import annotations

from taiyuan_facts.attaching.parting import PartWords
from taiyuan_facts.attaching.summing import SumWords
from taiyuan_facts.attaching.surroundings import Asked, Wording
from taiyuan_facts.attaching.words import NOTHING, Parts, is_boundary, is_empty, is_figure, nearest, phrase_start
from taiyuan_facts.model import Span

# Kinds whose rules name the measure itself: 应收账款余额 is one word, 清洁能源占比 a thing and its measure.
_NAMED = frozenset({"money", "capacity"})
_MADE = frozenset({"output", "investment"})
_SIZES = frozenset("长宽高厚重深")
_SHORT = 2  # characters of a measure or a thing that says too little by itself: 持股比例, 森林覆盖率
_LONGEST_COMPOUND = 10


class MeasureWords(PartWords, SumWords):
    """Finds the wording of all that is no change, no count and no time."""

    __slots__ = ()

    def find(self, asked: Asked, carried: Wording, item_goes_on: bool) -> Wording:
        """氧化铈的｜价格‹18万元›; ``carried`` is the wording of the figure before in the sentence.

        ``item_goes_on``: its item can be this figure's too.
        """
        group = self.column(asked, "indicator")
        if (reached := self._reached(asked, group)) is not None:
            return reached
        if asked.kind == "share" and (part := self._shared(asked, group, carried)) is not None:
            return part
        if is_empty(group):
            return self._unnamed(asked, carried)
        if group.start > asked.place:
            return self._named_behind(asked, group)
        if self.scan.skeleton[group.start] == "每" and asked.kind == "money" and not self._ends_in_measure(group):
            priced = self._of_each(asked, group, carried)
            if priced is not None:
                return priced
        if self.scan.skeleton[group.start] == "占":
            return self._held(asked, group, carried)
        if self.scan.skeleton[group.end - 1] == "以" and not is_empty(carried.indicator):
            return Wording(carried.indicator)  # 海信以‹25%›的占有率居首，创维｜以‹19%›第三
        dealt = self.respective(asked, group.end)
        if dealt is not None:
            return Wording(dealt.measure, dealt.thing)
        parts = self._named(asked, group)
        item = self._besides(asked, group, parts)
        if is_empty(item) and (self._invests_in(carried.item) if asked.kind == "investment" else item_goes_on):
            item = carried.item
        return Wording(parts.measure, item)

    def _of_each(self, asked: Asked, group: Span, carried: Wording) -> Wording | None:
        """成交均价｜为每平米‹5万元›, 期货价格｜跌破每桶‹20美元›: the measure before what a sum is for."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        if phrases.dear.search(skeleton, *group) is None:
            return None  # 每桶原油｜‹14美元›
        for end in range(group.start, asked.clause.start + 1, -1):
            if phrases.measure_start(skeleton, asked.clause.start, end) < end - 1:
                parts = phrases.split(skeleton, self.opening(asked.clause, end), end, asked.subject)
                return Wording(parts.measure, carried.item if is_empty(parts.thing) else parts.thing)
        same = carried.unit == self.unit(asked.place) and phrases.measures.ending(skeleton, *carried.indicator)
        return carried if same else None

    def _invests_in(self, counted: Span) -> bool:
        """签约项目‹32个›，总投资‹519.8亿元›: the money goes to the projects that were counted."""
        return self.scan.skeleton[slice(*counted)].endswith(self.names.kinds_of_project)

    def _named(self, asked: Asked, group: Span) -> Parts:
        """The rule's noun taken apart, and what stands before it."""
        parts = Parts(NOTHING, group)
        if asked.kind not in _NAMED:
            parts = self.phrases.split(self.scan.skeleton, *group, asked.subject)
        if is_empty(parts.measure) and group.end - group.start > 1 and self.scan.skeleton[group.end - 1] in _SIZES:
            parts = Parts(Span(group.start, group.end - 1), Span(group.end - 1, group.end))  # 轨道｜长‹12米›
        thing, measure = parts.thing, self._full(asked, group, parts)
        if asked.kind in _MADE and thing.end - thing.start < _SHORT:
            thing = NOTHING
        if is_empty(thing) and self.phrases.measures.ending(self.scan.skeleton, *measure):
            thing = self._thing_before(asked, group.start)
        item = self.column(asked, "item")
        at = self._dressed(asked, group)
        if at < group.start:  # 快递｜业务｜收入
            measure, thing = Span(at, group.end), self._thing_before(asked, at)
            item = Span(item.start, min(item.end, at)) if item.end <= group.start else item
        if item.end == group.start and self._is_attribute(item):
            return Parts(NOTHING, Span(item.start, group.end))  # 警戒｜水位, 经营｜费用
        if not is_empty(item):
            fixed = group.end <= item.end or asked.kind == "investment"
            thing = item if fixed else self._trimmed(item, thing)
        return Parts(thing, measure)

    def _dressed(self, asked: Asked, group: Span) -> int:
        """Where the measure of a rule begins with all that belongs to it."""
        if asked.kind not in _MADE or not self.phrases.measures.ending(self.scan.skeleton, *group):
            return group.start
        at = self.phrases.measure_start(self.scan.skeleton, max(asked.clause.start, group.start - _SHORT), group.end)
        apart = self.scan.skeleton[at : group.start] in self.phrases.said.words  # 完成｜增加值
        return group.start if apart or at < group.start - _SHORT else at

    def _is_attribute(self, item: Span) -> bool:
        """Whether the words before a measure only make a longer word of it: 警戒｜水位, 经营｜费用, but 猪肉｜价格."""
        phrases, text = self.phrases, self.scan.skeleton[slice(*item)]
        return text in phrases.dress.words or text in phrases.half_nouns

    def _besides(self, asked: Asked, group: Span, parts: Parts) -> Span:
        """The item, where the words next to the figure know better than those at the measure."""
        skeleton, place, thing = self.scan.skeleton, asked.place, parts.thing
        if any(map(is_figure, skeleton[group.end : place])):
            told = self.phrases.before_figure(skeleton, max(asked.clause.start, group.end), place)
            thing = told if told.end - told.start > 1 else thing  # 每亩单产‹409公斤›，其中｜夏粮｜‹62.4万吨›
        described = asked.kind in _MADE and skeleton[place + 1 : place + 2] == "的"  # 产值‹9亿元›的｜企业
        if (is_empty(thing) and asked.kind in _NAMED) or asked.kind == "measure" or described:
            behind = self.phrases.noun_behind(skeleton, place, asked.clause.end)
            base = {skeleton[slice(*behind)], skeleton[behind.start : behind.end + 1]}  # ‹2亿元›的基础｜上
            thing = thing if is_empty(behind) or base & self.phrases.no_things else behind
        if asked.kind not in ("share", "capacity") and skeleton[slice(*thing)] == skeleton[slice(*parts.measure)]:
            return NOTHING  # 关税定在3%: what is measured is no thing besides
        return thing

    def _full(self, asked: Asked, group: Span, parts: Parts) -> Span:
        """The indicator as it is spoken of: 森林覆盖率 and 清洁能源占比 whole, of a long name the measure alone."""
        thing, measure = parts
        if is_empty(measure) or asked.kind in _NAMED:
            return group
        if asked.kind in _MADE:
            return Span(min(group.start, measure.start), group.end)
        short = min(measure.end - measure.start, thing.end - thing.start) <= _SHORT
        if not short or measure.end - group.start > _LONGEST_COMPOUND:
            return measure
        return Span(measure.start if is_empty(thing) else thing.start, measure.end)

    def _trimmed(self, item: Span, thing: Span) -> Span:
        """What a rule names before the measure, without the clause that it may reach into: 限额以上企业实现｜消费品."""
        kept = self.phrases.thing(self.scan.skeleton, *item)
        if kept.end - kept.start >= item.end - item.start - 1:
            return item
        return kept if kept.end - kept.start > 1 else thing

    def _thing_before(self, asked: Asked, end: int) -> Span:
        skeleton = self.scan.skeleton
        if end <= asked.clause.start:
            return Span(end, end)
        if skeleton[end - 1] == "的":
            end -= 1
        thing = self.phrases.thing(skeleton, phrase_start(skeleton, asked.clause.start, end, "、"), end, asked.subject)
        text = skeleton[thing.start : thing.end]
        return Span(end, end) if text in self.phrases.whole or text in self.phrases.no_things else thing

    def _reached(self, asked: Asked, group: Span) -> Wording | None:
        """总量｜高达‹4亿吨›: no height."""
        if group.end > asked.place or self.scan.skeleton[group.end - 1 : group.end + 1] not in ("高达", "多达"):
            return None
        told = self.phrases.before_figure(self.scan.skeleton, asked.clause.start, group.end - 1)
        parts = self.phrases.split(self.scan.skeleton, *told, asked.subject)
        return Wording(told if is_empty(parts.measure) else parts.measure, parts.thing)

    def _shared(self, asked: Asked, group: Span, carried: Wording) -> Wording | None:
        """What a part does; 耗电量…，为荧光灯的‹1/5›: what is held against a base."""
        done = self.part_does(asked, group, carried)
        of = done is None and not is_empty(group) and group.end <= asked.place
        if of and self.scan.skeleton[asked.place - 1] == "的":
            return self.multiple(asked, carried)
        return done

    def _ends_in_measure(self, words: Span) -> bool:
        return self.phrases.measures.ending(self.scan.skeleton, *words) > 0

    def _named_behind(self, asked: Asked, group: Span) -> Wording:
        """‹5万元›的｜罚款, 捐赠｜‹3万元›｜防控物资: what the sum is, unless a verb says what is done with the thing."""
        skeleton, phrases, item = self.scan.skeleton, self.phrases, self._item_by(asked, group)
        if asked.kind != "money" or not is_empty(item):
            return Wording(group, item)
        behind = phrases.noun_behind(skeleton, asked.place, asked.clause.end)
        if not behind.start <= group.start < behind.end:
            return Wording(group, item)
        told = phrases.before_figure(skeleton, asked.clause.start, asked.place)
        verb = phrases.verb_before(skeleton, *told) if phrases.given.search(skeleton, *group) else NOTHING
        return Wording(group if is_empty(verb) else verb, behind)

    def _item_by(self, asked: Asked, group: Span) -> Span:
        """The item of a noun behind the figure: 80亿元的｜热轧板｜销售收入, 280米长的｜桥梁."""
        spans = asked.match.columns.get("item")
        item = nearest(spans, asked.place) if spans else self._between(asked, group)
        if is_empty(item) and self.scan.skeleton[group.end : group.end + 1] == "的":
            return self.phrases.noun_behind(self.scan.skeleton, group.end - 1, asked.clause.end)
        return item

    def _between(self, asked: Asked, group: Span) -> Span:
        """What stands between; in a list the noun right behind the figure: 56GW｜硅片、56GW｜组件一体化产能."""
        between = self.scan.skeleton[asked.place + 1 : group.start]
        if any(is_boundary(c) for c in between):
            return self.phrases.noun_behind(self.scan.skeleton, asked.place, asked.clause.end)
        first = group.start - len(between.lstrip("的"))
        thing = self.phrases.thing(self.scan.skeleton, first, group.start)
        return thing if thing.start == first and thing.end - first > 1 else NOTHING  # 8吉瓦｜也会抓紧｜上马 names none

    def _held(self, asked: Asked, group: Span, carried: Wording) -> Wording:
        """占出口总值的‹五成›; 占据全国｜电池｜‹五成›的｜市场份额: a measure behind the share says better what it is."""
        skeleton, phrases, holder = self.scan.skeleton, self.phrases, self._holder(asked, group.start, carried)
        behind = phrases.noun_behind(skeleton, asked.place, asked.clause.end)
        if skeleton[asked.place + 1] != "的" or not self._ends_in_measure(behind):
            return Wording(group, holder)
        thing = phrases.thing(skeleton, group.start + 1, group.end)
        goods = is_empty(holder) or phrases.sieve.goods.ending(skeleton, *thing)
        return Wording(behind, thing if goods else holder)

    def _holder(self, asked: Asked, end: int, carried: Wording) -> Span:
        """What takes a share: 机电产品出口…，占出口总值的58.1%."""
        first = self.opening(asked.clause, end)
        parts = self.phrases.split(self.scan.skeleton, first, self.compared(first, end), asked.subject)
        return parts.thing if first < end else carried.item

    def _again(self, asked: Asked, told: Span, carried: Wording) -> Wording | None:
        """批发价‹70元›，如今｜卖到‹140元›; 猪肉价格‹25元›，鸡蛋｜‹9元›: the measure goes on."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        if is_empty(told) or not phrases.measures.ending(skeleton, *carried.indicator):
            return None
        if asked.kind != "output" and carried.unit != self.unit(asked.place):
            return None
        if skeleton[told.end - 1] in "从由" and told.end - told.start > _SHORT:
            told = Span(told.start, told.end - 1)  # 甲醇｜从‹4300元›降到…
        if phrases.moved.fullmatch(skeleton, *told):
            return carried
        parts = phrases.verb_and_object(skeleton, *told)
        noun = parts.thing == parts.measure and not phrases.said.starting(skeleton, *told)
        return Wording(carried.indicator, parts.thing) if noun else None

    def _unnamed(self, asked: Asked, carried: Wording) -> Wording:
        """No rule says what is measured: the words before the figure, else those of the clause before."""
        skeleton, place, phrases = self.scan.skeleton, asked.place, self.phrases
        told = phrases.before_figure(skeleton, asked.clause.start, place)
        item = self.column(asked, "item")
        if asked.kind == "share" and item.start > place:
            return self.part(asked, item, told)
        if "item" not in asked.match.columns:
            item = phrases.noun_behind(skeleton, place, asked.clause.end)
        parts = phrases.split(skeleton, *told, asked.subject)
        if not is_empty(parts.measure):
            return Wording(parts.measure, parts.thing if is_empty(item) else item)
        if item.start > place:
            behind = phrases.split(skeleton, *item) if phrases.measure_start(skeleton, *item) < item.end else None
            if behind is not None:
                return Wording(behind.measure, behind.thing)  # ‹145米›｜洪峰水位
        known = self.paid(asked) or self._again(asked, told, carried) or self.priced(asked, told, item)
        if known is None and asked.kind == "money" and is_empty(item):
            known = self.done_with(asked, told)
        if known is not None:
            return known
        if not is_empty(item) and item.start > place:
            listed = skeleton[place - 1] in "、和及" or skeleton[told.end - 1] in "、和及"
            if asked.kind == "share" and listed and not is_empty(carried.indicator):
                return Wording(carried.indicator, item)  # 包含‹三成›小型轿车、‹一成›高级轿车
            return self._of_thing(asked, told, item)
        if is_empty(told):
            return Wording(carried.indicator, carried.item if is_empty(item) else item, carried.own and is_empty(item))
        parts = phrases.verb_and_object(skeleton, *told)
        return Wording(parts.measure, parts.thing if is_empty(item) else item)

    def _of_thing(self, asked: Asked, told: Span, item: Span) -> Wording:
        """收购｜‹2000吨›原矿, 每年｜采购｜的‹5万元›的红酒: what is done with the thing behind a figure."""
        skeleton, phrases, place = self.scan.skeleton, self.phrases, asked.place
        verb = phrases.verb_before(skeleton, *told)
        if is_empty(verb) and skeleton[place - 1] == "的" and asked.kind != "share":
            length = phrases.verbs.ending(skeleton, asked.clause.start, place - 1)
            verb = Span(place - 1 - length, place - 1) if length > 1 else verb
        if is_empty(verb):
            verb = phrases.predicate(skeleton, item.end, asked.clause.end)
        return Wording(told if is_empty(verb) else verb, item)
