"""The thing of a figure that no words next to it name: within its measure, told before it, or the subject itself."""

from __future__ import annotations

from taiyuan_facts.attaching.surroundings import Asked, Surroundings, Wording
from taiyuan_facts.attaching.words import NOTHING, is_empty
from taiyuan_facts.model import Span

_MADE_BY = frozenset({"investment", "capacity", "output"})  # kinds whose subject may be named after what is made there
_LONGEST_THING = 20  # characters; what is longer is a clause and no name


class ItemWords(Surroundings):
    """Completes wordings that name no thing."""

    __slots__ = ()

    def complete(self, asked: Asked, found: Wording, carried: Wording) -> Wording:
        """``found`` with its thing; ``carried`` is the wording of the figure before in the sentence."""
        if found.own:
            return found
        within = self._within(found.indicator)
        item = found.item
        if (
            is_empty(item)
            or self._is_place(asked, item)
            or (item != found.indicator and self._is_attribute(asked, item))
        ):
            item = within if not is_empty(within) else carried.item
        elif not is_empty(within) and self._is_owner(asked, item):
            item = within
        if is_empty(item):
            item = self._subject(asked)
        if is_empty(item):
            item = self._thing_itself(found.indicator)
        return found if is_empty(item) else Wording(found.indicator, item)

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
        return found._replace(item=self._subject(asked) if not of_things else subject)

    def _is_attribute(self, asked: Asked, item: Span) -> bool:
        """转移｜就业率, 办复率: what is done, and no thing."""
        text = self.scan.skeleton[slice(*item)]
        return item.end <= asked.place and (text in self.phrases.said.words or text in self.phrases.dress.words)

    def _is_place(self, asked: Asked, item: Span) -> bool:
        """湖州｜吞吐量: where, and no thing."""
        if item.start > asked.place:
            return False
        found = self.phrases.place.match(self.scan.skeleton, *item)
        return found is not None and found.end() == item.end

    def _is_owner(self, asked: Asked, item: Span) -> bool:
        """湖州港｜集装箱吞吐量: whose the figure is, where the measure names the thing."""
        sort = self.names.sort_of(self.scan.skeleton[slice(*item)])
        return item.end <= asked.place and (sort == "place" or (sort is not None and self.is_subject(asked, item)))

    def _within(self, indicator: Span) -> Span:
        """集装箱｜吞吐量, 累计｜货物｜出口总值: the thing that the name of a measure begins with."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        first, end = indicator
        length = phrases.measures.ending(skeleton, first, end)
        if not length:
            return NOTHING
        end -= length
        while (length := phrases.dress.ending(skeleton, first, end)) and length < end - first:
            end -= length
        while (length := phrases.dress.starting(skeleton, first, end)) and first < end:
            first += length
        text = skeleton[first:end]
        if len(text) < 2 or (text in phrases.whole and text not in phrases.sectors):
            return NOTHING
        return phrases.thing(skeleton, first, end)

    def _subject(self, asked: Asked) -> Span:
        """Who a figure is about, where that is a thing: 大豆…涨了‹3%›; or what it is named after: 蓝莓｜种植基地."""
        if asked.subject is None:
            return NOTHING
        skeleton, phrases = self.scan.skeleton, self.phrases
        first, end = asked.subject
        if self.names.sort_of(skeleton[first:end]) is None:
            named = phrases.place.match(skeleton, first, end) is None and 1 < end - first < _LONGEST_THING
            return asked.subject if named else NOTHING
        if asked.kind not in _MADE_BY:
            return NOTHING
        stop = end
        while length := phrases.plant_ends.ending(skeleton, first, stop):
            stop -= length
        return phrases.thing(skeleton, first, stop) if first + 1 < stop < end else NOTHING

    def _thing_itself(self, indicator: Span) -> Span:
        """常住人口, 消费券: what is measured is the thing that there is so much of."""
        known = self.phrases.own_things.ending(self.scan.skeleton, *indicator)
        return indicator if known else NOTHING
