"""What grows: the thing and its measure before the verb of a change, or in a clause before."""

from __future__ import annotations

from taiyuan_facts.attaching.surroundings import Asked, Surroundings, Wording
from taiyuan_facts.attaching.words import NOTHING, Parts, is_boundary, is_empty
from taiyuan_facts.model import Span

_LONGEST_BASE = 14  # characters of 占总资产比例


class GrowthWords(Surroundings):
    """Finds the wording of changes."""

    __slots__ = ()

    def find(self, asked: Asked, carried: Wording) -> Wording:
        """机电产品｜出口｜增长8%; ``carried`` is the wording of the figure before in the sentence."""
        group = self.column(asked, "indicator")
        if asked.match.span.start < asked.clause.start:
            return carried if is_empty(group) else Wording(group, carried.item)
        if asked.match.span.start <= group.start < group.end <= asked.place:
            item = self.column(asked, "item")  # a rule that names the measure in its match, and maybe the thing
            return Wording(group, self.told(asked, group.end).thing if is_empty(item) else item)
        if asked.match.rule.fallback and (of_base := self.multiple(asked, carried)) is not None:
            return of_base
        behind = self._changed_behind(asked)
        if not is_empty(behind.measure):
            return Wording(behind.measure, behind.thing)
        end = self.compared(asked.clause.start, asked.match.span.start)
        parts = self.respective(asked, end) or self.told(asked, end)
        told = not (is_empty(parts.measure) and is_empty(parts.thing))
        if told and end < group.end and self.phrases.rates.ending(self.scan.skeleton, *group):
            parts = self.told(asked, group.end)  # 出口｜年增率: the rate belongs to the measure
        held = self._held(asked, parts.measure)
        if not is_empty(held):
            return Wording(held, carried.item)
        if not is_empty(parts.measure):
            goes_on = is_empty(parts.thing) and carried.indicator.end == parts.measure.end
            return Wording(parts.measure, carried.item if goes_on else parts.thing)
        if not is_empty(parts.thing) and self.is_subject(asked, parts.thing):
            return Wording(self._change_of(asked, carried, parts.thing), parts.thing)
        if not is_empty(parts.thing):
            return Wording(carried.indicator if self._goes_on(carried) else parts.thing, parts.thing)
        if not is_empty(carried.indicator):
            return carried
        ahead = self.measure_ahead(asked)
        if not is_empty(ahead.measure):
            return Wording(ahead.measure, ahead.thing)
        return Wording(self._verb_of(asked) if is_empty(group) else group)

    def _changed_behind(self, asked: Asked) -> Parts:
        """减少‹4%›的｜利润, 增加‹10%›的机组｜采购成本: what changes stands behind the verb and the figure."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        group = self.column(asked, "indicator")
        moved = [m.end() for m in phrases.moved.finditer(skeleton, asked.match.span.start, asked.place)]
        if skeleton[asked.place + 1] != "的" or not moved or (not is_empty(group) and group.start > asked.place):
            return Parts(NOTHING, NOTHING)
        noun = phrases.noun_behind(skeleton, asked.place, asked.clause.end)
        if is_empty(noun) or phrases.rates.ending(skeleton, *noun) or phrases.moved.search(skeleton, *noun):
            return Parts(NOTHING, NOTHING)
        return phrases.split(skeleton, *noun)

    def _goes_on(self, carried: Wording) -> bool:
        """产量增长3%，其中小麦增长5%, but 供货商减少六成，商品少了七成 tells of two things."""
        if is_empty(carried.indicator) or carried.indicator == carried.item:
            return False
        return self.phrases.sieve.place_ends.search(self.scan.skeleton, *carried.indicator) is None

    def _held(self, asked: Asked, measure: Span) -> Span:
        """存货…，占总资产比例｜下降: what a share is held against belongs to its measure."""
        skeleton = self.scan.skeleton
        at = skeleton.rfind("占", max(asked.clause.start, measure.start - _LONGEST_BASE), measure.start)
        if is_empty(measure) or at < 0 or any(map(is_boundary, skeleton[at : measure.start])):
            return NOTHING
        return Span(at, measure.end)

    def _change_of(self, asked: Asked, carried: Wording, thing: Span) -> Span:
        """投资增速前三名：中宁县增长58.3%: of a place the clauses before name the measure, or the verb does."""
        if self._goes_on(carried):
            return carried.indicator
        if self.names.sort_of(self.scan.skeleton[slice(*thing)]) not in ("place", "org"):
            return thing
        ahead = self.measure_ahead(asked)
        return ahead.measure if not is_empty(ahead.measure) else self._verb_of(asked)

    def _verb_of(self, asked: Asked) -> Span:
        """The verb of a change itself, where nothing else says what changes: 比上年｜减少｜1000万亩."""
        verb = NOTHING
        for found in self.phrases.change.finditer(self.scan.skeleton, asked.match.span.start, asked.place):
            verb = Span(found.start(), found.end())
        if is_empty(verb):
            differs = self.phrases.differing.search(self.scan.skeleton, asked.clause.start, asked.place)
            verb = Span(*differs.span()) if differs is not None else verb
        return verb
