"""Indicator and item: what a figure measures and of which thing, by the rule's groups and the words around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from taiyuan_facts.attaching.completing import ItemWords
from taiyuan_facts.attaching.counting import CountWords, Listed
from taiyuan_facts.attaching.due_words import DueWords
from taiyuan_facts.attaching.growing import GrowthWords
from taiyuan_facts.attaching.measuring import MeasureWords
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.attaching.phrases import PhrasePatterns
from taiyuan_facts.attaching.sifting import Sieve
from taiyuan_facts.attaching.surroundings import Asked, Wording
from taiyuan_facts.attaching.trade import Trade
from taiyuan_facts.attaching.words import NOTHING, is_empty, is_figure, open_bracket, phrase_start
from taiyuan_facts.model import Span
from taiyuan_facts.ruleset.ruleset import Match
from taiyuan_facts.scanning.scan import Scan

_UNTOLD = Wording()
_POINTS = "百分点"
_LINKS = frozenset("到为是有以在于从由")
_LONGEST_PHRASE = 20  # characters that a phrase is looked for in
_SHORTEST_OF, _LONGEST_OF = 2, 5  # characters of what a bare measure is of: 生产指数, 螺纹钢库存总量


@dataclass(slots=True)
class WordingFinder:
    """Finds what figures measure, in one page; a list or a 同比增长 goes on with the wording before it."""

    scan: Scan
    names: NamePatterns
    phrases: PhrasePatterns
    trade: Trade
    growth: GrowthWords = field(init=False)
    measures: MeasureWords = field(init=False)
    counts: CountWords = field(init=False)
    due: DueWords = field(init=False)
    items: ItemWords = field(init=False)
    sieve: Sieve = field(init=False)
    _last: tuple[int, Wording] = (-1, _UNTOLD)
    _after_count: bool = False  # 三台电解槽…产值2亿元: what was counted is not what is produced
    _levels: list[Wording] = field(default_factory=list)  # of the sentence: what changes refer back to
    _listed: Listed = field(default_factory=Listed)

    def __post_init__(self) -> None:
        self.growth = GrowthWords(self.scan, self.names, self.phrases)
        self.measures = MeasureWords(self.scan, self.names, self.phrases)
        self.counts = CountWords(self.scan, self.names, self.phrases)
        self.due = DueWords(self.scan, self.names, self.phrases)
        self.items = ItemWords(self.scan, self.names, self.phrases, self.trade)
        self.sieve = Sieve(self.scan.skeleton, self.phrases)

    def find(self, index: int, clause: Span, place: int, kind: str, match: Match, subject: Span | None) -> Wording:
        """The wording of the figure at ``place`` that ``match`` claims, in a clause of the sentence at ``index``."""
        asked = Asked(index, clause, place, kind, match, subject)
        found = self._found(asked)
        first, end = found.indicator
        named = end - first == 1 and found.indicator in match.columns.get("indicator", ())
        told = found.indicator if named else self.sieve.told(found.indicator, place)  # ｜处‹1.5万元›: the rule names it
        if is_empty(told) and (kind == "count" or found.item.start > place):
            told = found.item  # where nothing is done, the counted stands for it
        return found if told == found.indicator else found._replace(indicator=told)

    def _spoken(self, clause: Span, place: int, told: Span) -> Span:
        """螺纹钢库存｜总量, 生产｜指数, 要｜价: measures that say too little by themselves, with what they are of."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        if skeleton[slice(*told)] not in phrases.bare or skeleton[told.start - 1] in _LINKS:
            return told
        if told.start > place:  # ‹19800元›｜最低收购｜价
            return Span(max(place + 1 + (skeleton[place + 1] == "的"), told.start - _LONGEST_OF), told.end)
        if told.end - told.start == 1 and skeleton[told.start - 1] in phrases.with_price:
            return Span(told.start - 1, told.end)
        start = min(clause.start, max(0, told.start - _LONGEST_PHRASE))  # what goes on stands in a clause before
        first = phrases.opened(skeleton, phrase_start(skeleton, start, told.start), told.start)
        thing = phrases.thing(skeleton, first, told.start)
        if _SHORTEST_OF <= thing.end - thing.start <= _LONGEST_OF:
            return Span(thing.start, told.end)
        return Span(max(first, told.start - _SHORTEST_OF), told.end)

    def _found(self, asked: Asked) -> Wording:
        index, place, kind = asked.sentence, asked.place, asked.kind
        if kind in ("deadline", "duration"):
            found = self._sifted(asked, self.due.find(asked))
            found = found._replace(indicator=self._spoken(asked.clause, place, found.indicator))
            return self._sifted(asked, self.items.complete(asked, found, _UNTOLD)) if is_empty(found.item) else found
        carried = self._last[1] if self._last[0] == index else _UNTOLD
        if kind == "money" and not is_empty(carried.indicator) and self._is_changed(index, place):
            return carried
        found = self._told_of(asked, carried)
        given, found = found.item, self._sifted(asked, found)
        sifted = found.item
        if kind != "count":
            counted = self._after_count and kind not in ("measure", "share")
            found = self.items.complete(asked, found, _UNTOLD if counted else carried)
        elif is_empty(found.item):
            found = self.items.count(asked, found, carried)
        if found.item != sifted:
            found = self._sifted(asked, self._without_subject(asked, given, found))
        spoken = self._spoken(asked.clause, place, found.indicator)
        if spoken != found.indicator:
            found = found._replace(indicator=spoken, item=_before(found.item, spoken))
        if not is_empty(found.indicator) and not self._is_aside(index, place):
            if self._last[0] != index:
                self._levels.clear()
            if kind != "growth":
                self._levels.append(found)
            self._last = (index, Wording(found.indicator, found.item, found.own, self.measures.unit(place)))
            self._after_count = kind == "count"
        return found

    def _told_of(self, asked: Asked, carried: Wording) -> Wording:
        """What the finder of the kind says."""
        if asked.kind == "count":
            found = self.counts.find(asked, self._listed)
            if self.counts.names_nothing(found, asked.place, self._listed):
                # 其中：福州市‹72例›、厦门市‹35例›: counted is what was counted before
                found = self._meant(asked, found, carried)
            self._listed = Listed(asked.sentence, self.counts.goes_on(found), max(asked.place + 1, found.item.end))
            return found
        if asked.kind == "growth":
            return self.growth.find(asked, self._changed(asked, carried))
        found = self.measures.find(asked, carried, not self._after_count)
        return self._meant(asked, found, carried) if is_empty(found.indicator) else found

    def _sifted(self, asked: Asked, found: Wording) -> Wording:
        """The wording without an item that is no thing."""
        item = self.sieve.thing(found.item, asked.place)
        return found if item == found.item else Wording(found.indicator, item, found.own, found.unit)

    def _without_subject(self, asked: Asked, given: Span, found: Wording) -> Wording:
        """装车｜分别达‹9列›: words that name no thing are not made up for by the subject, unless it has a price."""
        if is_empty(given) or found.item != asked.subject or given == found.item:
            return found
        priced = self.phrases.far_price.search(self.scan.skeleton, *found.indicator)
        return found if priced is not None else found._replace(item=NOTHING)

    def _changed(self, asked: Asked, carried: Wording) -> Wording:
        """What a change goes on with: 开行9列、货值2亿元，分别增长… each its own, 产值占…，增长… what takes it."""
        if self._last[0] != asked.sentence or not self._levels:
            return carried
        skeleton, figures = self.scan.skeleton, [at for at, _ in asked.match.figures]
        if 1 < len(figures) <= len(self._levels) and "分别" in skeleton[asked.clause.start : figures[0]]:
            return self._levels[figures.index(asked.place) - len(figures)]
        if skeleton[carried.indicator.start] != "占" or self.growth.unit(asked.place) == _POINTS:
            return carried
        return next((told for told in reversed(self._levels) if skeleton[told.indicator.start] != "占"), carried)

    def _meant(self, asked: Asked, found: Wording, carried: Wording) -> Wording:
        """吞吐量首破百万，达到‹104万人次›: the measure of a clause before without figure; else what goes on."""
        clause = self.counts.clause_ahead(asked)
        if clause is not None and not any(map(is_figure, self.scan.skeleton[slice(*clause)])):
            ahead = self.counts.measure_ahead(asked)
            if is_empty(found.indicator) and not is_empty(ahead.measure):
                return Wording(ahead.measure, ahead.thing)
        if is_empty(carried.indicator):
            return found
        behind = not is_empty(found.item) and found.item.start > asked.place
        return carried._replace(item=found.item) if behind else carried

    def _is_changed(self, index: int, place: int) -> bool:
        """拨款‹10万亿苏姆›(约合‹74亿元›): the sum before in other money."""
        opens = open_bracket(self.scan.skeleton, self.scan.sentences[index].start, place)
        return opens >= 0 and self.phrases.exchanged.fullmatch(self.scan.skeleton, opens + 1, place) is not None

    def _is_aside(self, index: int, place: int) -> bool:
        """确诊‹296例›(死亡‹1例›)，其中…: what stands in brackets is not what the sentence goes on with."""
        return open_bracket(self.scan.skeleton, self.scan.sentences[index].start, place) >= 0


def _before(item: Span, spoken: Span) -> Span:
    """The item up to a measure that reaches into it: 搬运｜收费."""
    short = spoken.end - spoken.start == _SHORTEST_OF and item.start + 1 < spoken.start < item.end <= spoken.end
    return Span(item.start, spoken.start) if short else item
