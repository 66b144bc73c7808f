"""What a share is told of: the part that is named behind it, and what that part does or is."""

from __future__ import annotations

from taiyuan_facts.attaching.surroundings import Asked, Surroundings, Wording
from taiyuan_facts.attaching.words import NOTHING, is_empty
from taiyuan_facts.model import Span

_BEING = frozenset("是为")
_LEADING = frozenset("被靠用没")  # 八成｜靠进口
_LONGEST_SAID = 12  # characters of a predicate by which it is known for one
_SHORT = 2  # characters of what is said


class PartWords(Surroundings):
    """Finds what the parts of things are and do."""

    __slots__ = ()

    def part(self, asked: Asked, item: Span, told: Span) -> Wording:
        """‹六成›的｜企业｜实现盈利: the part is the noun, and what it does is what the share is told of."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        noun = phrases.noun.match(skeleton, item.start, item.end)
        end = noun.end() if noun else item.end
        named = phrases.heads.ending(skeleton, item.start, end) > 0  # ‹三成›的｜消费者 are no ｜消费
        for at in range(end, end - 1 if named else item.start + 1, -1):
            if phrases.measures.ending(skeleton, item.start, at) == at - item.start:
                return Wording(Span(item.start, at))  # ‹25%›的｜市场占有率
        heads = (at for at in range(item.start + 2, end - 1) if phrases.heads.ending(skeleton, item.start, at))
        end = next((at for at in heads if not phrases.heads.ending(skeleton, item.start, end)), end)
        does = phrases.predicate(skeleton, end, asked.clause.end)
        led = does.start > end and does.end - does.start > 1  # 企业｜将｜加大对华投资
        says = led or phrases.says(skeleton, does.start, min(does.end, does.start + _LONGEST_SAID))
        verb = does if says else phrases.verb_before(skeleton, *told)
        return Wording(Span(item.start, end) if is_empty(verb) else verb, Span(item.start, end))

    def part_does(self, asked: Asked, group: Span, carried: Wording) -> Wording | None:
        """产品｜‹七成›将｜销往国外, 其中‹37%›为｜女性: what a part does or is, right behind the figure."""
        skeleton, phrases, place, end = self.scan.skeleton, self.phrases, asked.place, asked.clause.end
        if "item" in asked.match.columns or group.end > place or skeleton[place - 1] == "以":
            return None  # ｜以‹21%›｜位居第二
        told = group if not is_empty(group) else phrases.before_figure(skeleton, asked.clause.start, place)
        if phrases.measure_start(skeleton, *told) < told.end:
            return None
        item = phrases.thing(skeleton, *told, asked.subject) if told.end - told.start > 1 else NOTHING
        if skeleton[place + 1] in _BEING and skeleton[place + 2] not in _BEING:
            part = phrases.noun_behind(skeleton, place + 1, end)
            return None if is_empty(part) else Wording(told if is_empty(carried.indicator) else carried.indicator, part)
        does = phrases.predicate(skeleton, place + 1, end)
        if does.end - does.start < _SHORT or phrases.moved.match(skeleton, *does) is not None:
            return None  # ‹14%›｜提升至‹90%›
        led = does.start > place + 1 or skeleton[does.start] in _LEADING
        if not led and phrases.said.starting(skeleton, *does) < _SHORT:
            return None
        return Wording(does, carried.item if is_empty(item) else item)
