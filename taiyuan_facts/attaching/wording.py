"""Indicator and item: what a figure measures and of which thing, by the rule's groups and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from taiyuan_facts.attaching.mentions import NamePatterns
from taiyuan_facts.attaching.phrases import Parts, PhrasePatterns, is_boundary, is_figure, phrase_start
from taiyuan_facts.model import Span
from taiyuan_facts.ruleset.ruleset import Match
from taiyuan_facts.scanning.scan import Scan

_NOTHING = Span(0, 0)
# Kinds whose rules name the measure itself: 应收账款余额 is one word, 清洁能源占比 a thing and its measure.
_NAMED = frozenset({"money", "capacity"})
_LONGEST_BASE = 24  # characters of 比上年同期 and the like
_SHORT = 2  # characters of a measure that says too little by itself: 持股比例, 石漠化面积


class Wording(NamedTuple):
    """Indicator and item of a figure, as spans of the skeleton; ``own``: the figure's classifier is the item (14人)."""

    indicator: Span
    item: Span
    own: bool = False


class Asked(NamedTuple):
    """A claimed figure whose wording is asked for."""

    index: int
    clause: Span
    place: int
    kind: str
    match: Match
    subject: Span | None


@dataclass(slots=True)
class WordingFinder:
    """Finds what figures measure, in one page; a list or a 同比增长 goes on with the wording before it."""

    scan: Scan
    names: NamePatterns
    phrases: PhrasePatterns
    _last: tuple[int, Wording] = (-1, Wording(_NOTHING, _NOTHING))
    _after_count: bool = False  # 三台电解槽…产值2亿元: what was counted is not what is produced
    _verb: tuple[int, Span, int] = (-1, _NOTHING, 0)  # sentence, verb of a list of counts, where its last member ends

    def find(self, index: int, clause: Span, place: int, kind: str, match: Match, subject: Span | None) -> Wording:
        """The wording of the figure at ``place`` that ``match`` claims, in a clause of the sentence at ``index``."""
        asked = Asked(index, clause, place, kind, match, subject)
        if kind in ("deadline", "duration"):
            return self._due(asked)
        if kind == "count":
            found = self._counted(asked)
        else:
            found = self._grown(asked) if kind == "growth" else self._measured(asked)
        if found.indicator.start < found.indicator.end:
            self._last = (index, found)
            self._after_count = kind == "count"
        return found

    def _carried(self, asked: Asked) -> Wording:
        return self._last[1] if self._last[0] == asked.index else Wording(_NOTHING, _NOTHING)

    # ---- changes

    def _grown(self, asked: Asked) -> Wording:
        """机电产品｜出口｜增长8%: the thing and its measure stand before the verb, or in a clause before."""
        skeleton, match = self.scan.skeleton, asked.match
        carried = self._carried(asked)
        group = nearest(match.columns["indicator"], asked.place) if "indicator" in match.columns else None
        if match.span.start < asked.clause.start:
            return Wording(group, carried.item) if group and not is_empty(group) else carried
        end = self._compared(asked.clause.start, match.span.start)
        parts = self._respective(asked, end) or self._told(asked, end)
        if group is not None and group.start <= end < group.end and is_empty(parts.measure):
            parts = self._told(asked, group.end)  # 出口｜年增率: the rate is the measure
        if is_empty(parts.measure) and is_empty(parts.thing):
            if not is_empty(carried.indicator):
                return carried
            ahead = self._measure_ahead(asked)
            if not is_empty(ahead.measure):
                return Wording(ahead.measure, ahead.thing)
            return Wording(group if group is not None else self._verb_of(asked), carried.item)
        if is_empty(parts.measure):
            return Wording(parts.thing if is_empty(carried.indicator) else carried.indicator, parts.thing)
        item = parts.thing
        if is_empty(item) and carried.indicator.end == parts.measure.end:
            item = carried.item
        return Wording(parts.measure, item)

    def _compared(self, start: int, head: int) -> int:
        """Where the words end that 比上年同期, 分别 and the like stand behind."""
        at = self.names.start_of(self.scan.skeleton, start, head)
        for pattern in (self.names.compare, self.phrases.footing, self.names.compare):
            tail = pattern.search(self.scan.skeleton, max(at, head - _LONGEST_BASE), head)
            head = tail.start() if tail else head
        return head

    def _told(self, asked: Asked, end: int) -> Parts:
        skeleton = self.scan.skeleton
        first = phrase_start(skeleton, asked.clause.start, end, "、")
        return self.phrases.split(skeleton, self.phrases.opened(skeleton, first, end), end, asked.subject)

    def _respective(self, asked: Asked, end: int) -> Parts | None:
        """油料、蔬菜产量分别增长3.1%和5.4%: to each figure its own member; the last names the measure."""
        if len(asked.match.figures) < 2:
            return None
        skeleton, figures = self.scan.skeleton, [at for at, _ in asked.match.figures]
        if "分别" not in skeleton[asked.clause.start : figures[0]]:
            return None
        first = phrase_start(skeleton, asked.clause.start, end, "、")
        first = self.phrases.opened(skeleton, first, end)
        members, at = [], first
        for separator in self.names.separator.finditer(skeleton, first, end):
            members.append(Span(at, separator.start()))
            at = separator.end()
        members.append(Span(at, end))
        if len(members) != len(figures):
            return None
        member = members[figures.index(asked.place)]
        parts = self.phrases.split(skeleton, *member)
        last = self.phrases.split(skeleton, *members[-1])
        return parts if not is_empty(parts.measure) else Parts(parts.thing, last.measure)

    def _verb_of(self, asked: Asked) -> Span:
        """The verb of a change itself, where nothing else says what changes: 比上年｜减少｜1000万亩."""
        verb = Span(asked.match.span.start, asked.match.span.start)
        for found in self.phrases.change.finditer(self.scan.skeleton, asked.match.span.start, asked.place):
            verb = Span(found.start(), found.end())
        return verb

    def _measure_ahead(self, asked: Asked) -> Parts:
        """大豆播种面积却大幅减少，比上年减少…: the measure of the clause before, which has no figure."""
        skeleton, nothing = self.scan.skeleton, Span(asked.place, asked.place)
        before = [c for c in self.scan.sentences[asked.index].clauses if c.end <= asked.clause.start]
        if not before:
            return Parts(nothing, nothing)
        clause = before[-1]
        for end in range(clause.end, clause.start + 1, -1):
            if self.phrases.measure_start(skeleton, clause.start, end) < end - 1:
                first = phrase_start(skeleton, clause.start, end, "、")
                return self.phrases.split(skeleton, self.phrases.opened(skeleton, first, end), end, asked.subject)
        return Parts(nothing, nothing)

    # ---- measures

    def _measured(self, asked: Asked) -> Wording:
        skeleton, match, place = self.scan.skeleton, asked.match, asked.place
        item = nearest(match.columns["item"], place) if "item" in match.columns else None
        group = nearest(match.columns["indicator"], place) if "indicator" in match.columns else None
        if group is None or is_empty(group):
            return self._unnamed(asked, item)
        if group.start > place:
            if item is None:
                item = self._between(asked, group)
            if is_empty(item) and skeleton[group.end : group.end + 1] == "的":
                item = self.phrases.noun_behind(skeleton, group.end - 1, asked.clause.end)  # 280米长的｜桥梁
            return Wording(group, item)
        if skeleton[group.start] == "占":
            return Wording(group, self._holder(asked, group.start))
        parts = self._respective(asked, group.end)
        if parts is None and asked.kind in _NAMED:
            parts = Parts(Span(group.start, group.start), group)
        elif parts is None:
            parts = self.phrases.split(skeleton, *group, asked.subject)
        thing = parts.thing
        if is_empty(parts.measure) or parts.measure.end - parts.measure.start <= _SHORT:
            parts = Parts(thing, group if parts.measure.end <= group.end else parts.measure)
        if asked.kind in ("output", "investment"):
            parts = Parts(parts.thing, Span(min(group.start, parts.measure.start), parts.measure.end))
            thing = thing if thing.end - thing.start > 1 else Span(place, place)
        if is_empty(thing) and self.phrases.measures.ending(skeleton, *parts.measure):
            thing = self._thing_before(asked, group.start)
        if item is not None and group.end <= item.end and not is_empty(item):
            thing = item
        elif item is not None and is_empty(thing):
            thing = self.phrases.thing(skeleton, *item, asked.subject)
            thing = item if is_empty(thing) and item.start == group.start else thing
        if any(map(is_figure, skeleton[group.end : place])):
            told = self.phrases.before_figure(skeleton, max(asked.clause.start, group.end), place)
            thing = told if told.end - told.start > 1 else thing  # 每亩单产‹409公斤›，其中｜夏粮｜‹62.4万吨›
        if (is_empty(thing) and asked.kind in ("capacity", "money")) or asked.kind == "measure":
            behind = self.phrases.noun_behind(skeleton, place, asked.clause.end)
            thing = behind if not is_empty(behind) else thing
        if asked.kind not in ("share", "capacity") and skeleton[slice(*thing)] == skeleton[slice(*parts.measure)]:
            thing = Span(place, place)  # 关税定在3%: what is measured is no thing besides
        if is_empty(thing) and asked.kind != "investment" and not self._after_count:
            thing = self._carried(asked).item
        return Wording(parts.measure, thing)

    def _thing_before(self, asked: Asked, end: int) -> Span:
        skeleton = self.scan.skeleton
        if end <= asked.clause.start:
            return Span(end, end)
        if skeleton[end - 1] == "的":
            end -= 1
        thing = self.phrases.thing(skeleton, phrase_start(skeleton, asked.clause.start, end, "、"), end, asked.subject)
        return Span(end, end) if skeleton[thing.start : thing.end] in self.phrases.whole else thing

    def _between(self, asked: Asked, group: Span) -> Span:
        """80亿元的｜热轧板｜销售收入; in a list the noun right behind the figure: 56GW｜硅片、56GW｜组件一体化产能."""
        between = self.scan.skeleton[asked.place + 1 : group.start]
        if any(is_boundary(c) for c in between):
            return self.phrases.noun_behind(self.scan.skeleton, asked.place, asked.clause.end)
        return Span(group.start - len(between.lstrip("的")), group.start)

    def _holder(self, asked: Asked, end: int) -> Span:
        """What takes a share: 机电产品出口…，占出口总值的58.1%."""
        skeleton = self.scan.skeleton
        first = phrase_start(skeleton, asked.clause.start, end, "、")
        first = self.phrases.opened(skeleton, first, end)
        parts = self.phrases.split(skeleton, first, self._compared(first, end), asked.subject)
        return parts.thing if first < end else self._carried(asked).item

    def _unnamed(self, asked: Asked, item: Span | None) -> Wording:
        """No rule says what is measured: the words before the figure, else those of the clause before."""
        skeleton, place = self.scan.skeleton, asked.place
        told = self.phrases.before_figure(skeleton, asked.clause.start, place)
        if item is None:
            item = self.phrases.noun_behind(skeleton, place, asked.clause.end)
        parts = self.phrases.split(skeleton, *told, asked.subject)
        if not is_empty(parts.measure):
            return Wording(parts.measure, item if not is_empty(item) else parts.thing)
        if not is_empty(item) and item.start > place:
            verb = self.phrases.verb_before(skeleton, *told)
            if is_empty(verb):
                verb = self.phrases.predicate(skeleton, item.end, asked.clause.end)
            return Wording(verb if not is_empty(verb) else told, item)
        if is_empty(told):
            return self._carried(asked)._replace(**({} if is_empty(item) else {"item": item}))
        parts = self.phrases.verb_and_object(skeleton, *told)
        return Wording(parts.measure, item if not is_empty(item) else parts.thing)

    # ---- counts

    def _counted(self, asked: Asked) -> Wording:
        skeleton, place, clause, phrases = self.scan.skeleton, asked.place, asked.clause, self.phrases
        verb, item = self._column(asked, "indicator"), self._column(asked, "item")
        told = phrases.before_figure(skeleton, clause.start, place)
        behind = phrases.noun_behind(skeleton, place, clause.end)
        unit = getattr(self.scan.tokens[place], "unit", "") in phrases.own_nouns
        if not is_empty(behind) and (is_empty(item) or item.start < place or item.end > behind.end):
            item = behind
        if is_empty(verb) and skeleton[place - 1] in "、和与及" and self._verb[0] == asked.index:
            verb = self._verb[1]
        if is_empty(verb) and item.start > place:
            verb = phrases.verb_before(skeleton, *told)
            if is_empty(verb):
                verb = phrases.verb_of_list(skeleton, clause.start, place)
        if is_empty(item) and unit and phrases.said.starting(skeleton, place + 1, clause.end) > 1:
            return Wording(phrases.predicate(skeleton, place + 1, clause.end), item, True)  # 14人｜出征全国决赛
        if is_empty(item) and not is_empty(verb) and verb.end == told.end:
            if told.start + 1 < verb.start:
                item = phrases.verb_and_object(skeleton, *told, asked.subject).thing
        elif is_empty(item):
            parts = phrases.verb_and_object(skeleton, *told, asked.subject)
            if parts.measure == parts.thing and not is_empty(told):
                split = phrases.split(skeleton, *told, asked.subject)
                if not is_empty(split.measure):
                    short = split.measure.end - split.measure.start <= _SHORT
                    return Wording(told if short else split.measure, split.thing)
            item = parts.thing
            if is_empty(verb) and parts.measure != parts.thing:
                verb = parts.measure
        if is_empty(verb):
            verb = self._listed(asked, told)
        if is_empty(verb) and not is_empty(item) and item.end <= place:
            if skeleton[item.start - 1] == "的":
                verb = phrases.clause_before(skeleton, clause.start, item.start - 1, asked.subject)
            if is_empty(verb):
                return Wording(item, item)
        own = is_empty(item) and unit
        if is_empty(verb):
            verb = phrases.predicate(skeleton, max(place + 1, item.end), clause.end)
        if is_empty(verb):
            verb = told
        self._verb = (asked.index, verb, max(place + 1, item.end))
        return Wording(verb, item, own)

    def _listed(self, asked: Asked, told: Span) -> Span:
        """建设｜‹2个›产业园、‹3个›物流港: the verb of the list."""
        index, verb, end = self._verb
        between = self.scan.skeleton[end : told.start]
        if index != asked.index or not between or between.strip("、，,和与及以其中"):
            return _NOTHING
        return verb if between.strip("，,") or not is_empty(told) else _NOTHING

    # ---- due dates and lengths

    def _due(self, asked: Asked) -> Wording:
        skeleton, place = self.scan.skeleton, asked.place
        if "indicator" not in asked.match.columns:
            told = self.phrases.before_figure(skeleton, asked.clause.start, place)
            if is_empty(told):
                told = self.phrases.predicate(skeleton, place + 1, asked.clause.end)
            return Wording(told, self._column(asked, "item"))
        group = nearest(asked.match.columns["indicator"], place)
        return Wording(group, self._column(asked, "item") if "item" in asked.match.columns else self._built(group))

    def _built(self, group: Span) -> Span:
        """建成｜产业园‹2个›, ‹5所›公办幼儿园｜建成开园, 四台｜机组｜全部建成: of what is due, the thing that it happens to."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        for at in range(group.start, group.end):
            if is_figure(skeleton[at]):
                behind = phrases.noun_behind(skeleton, at, group.end)
                return behind if not is_empty(behind) else self._object(group.start, at)
        return self._object(group.start, group.end)

    def _object(self, first: int, end: int) -> Span:
        skeleton, phrases = self.scan.skeleton, self.phrases
        length = phrases.verbs.starting(skeleton, first, end)
        if length > 1 and first + length < end:
            match = phrases.noun.match(skeleton, first + length, end)
            return Span(match.start(), match.end()) if match and match.end() - match.start() > 1 else Span(end, end)
        match = phrases.noun.match(skeleton, first, end)
        if match is None or match.end() - first < 2 or not phrases.heads.ending(skeleton, first, match.end()):
            return Span(end, end)
        return Span(phrases.opened(skeleton, first, match.end()), match.end())

    def _column(self, asked: Asked, name: str) -> Span:
        spans = asked.match.columns.get(name)
        return nearest(spans, asked.place) if spans else Span(asked.place, asked.place)


def nearest(spans: tuple[Span, ...], place: int) -> Span:
    """The group's capture that stands closest to the figure."""
    if len(spans) == 1:
        return spans[0]
    return min(spans, key=lambda span: min(abs(span.end - place), abs(span.start - place)))


def is_empty(span: Span) -> bool:
    """Whether a span holds nothing."""
    return span.start >= span.end


__all__ = ["Wording", "WordingFinder", "is_boundary", "nearest"]
