"""Indicator and item where the rule does not name them: the words before the figure, and the noun behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from taiyuan_facts.attaching.mentions import Mention, NamePatterns
from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words
from taiyuan_facts.ruleset.ruleset import Match
from taiyuan_facts.scanning.scan import Scan

# What a growth tells of stands before its verb: 承载能力提升了30%.
_GROWN = frozenset({"growth"})
# What is made, held or grows is the thing whose measure stands before the figure: 国产大豆压榨量.
_MADE = frozenset({"output", "capacity", "growth", "share"})
_LONGEST = 14  # characters of an indicator taken from behind the item


class Wording(NamedTuple):
    """Indicator and item of a figure, as spans of the skeleton."""

    indicator: Span
    item: Span


@dataclass(frozen=True, slots=True)
class WordingPatterns:
    """The lexicon's words that stand between a figure and what it measures, compiled."""

    before: Any = field(repr=False)
    verbs: Any = field(repr=False)
    item: Any = field(repr=False)
    opening: Any = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str]) -> WordingPatterns:
        """``words``: the lexicon as patterns."""
        noun = r"[\p{Han}A-Za-z0-9·“”\"‘’（）()《》/\-]"
        stop = rf"(?:{words['cut']}|{words['item_stop']})"
        return cls(
            before=compile_words(rf"(?:{words['link']}{words['reach']}了?[:：]?[“\"]?)$"),
            verbs=compile_words(rf"(?:{words['verbs']}|{words['cut']}|了|着)+"),
            item=compile_words(rf"[“\"]?(?:(?!{stop}){noun})+"),
            opening=compile_words(rf"(?:{words['drop_head']}|[\s“\"、,，和与及])+"),
        )

    def before_figure(self, skeleton: str, start: int, place: int) -> Span:
        """The words right before a figure that say what is measured or done; empty where there are none."""
        tail = self.before.search(skeleton, start, place)
        end = tail.start() if tail else place
        first = end
        while first > start and not _is_boundary(skeleton[first - 1]):
            first -= 1
        opening = self.opening.match(skeleton, first, end)
        return Span(min(opening.end(), end) if opening else first, end)

    def behind_figure(self, skeleton: str, place: int, end: int) -> Span:
        """The noun right behind a figure: 26家小微企业办理… has 小微企业."""
        match = self.item.match(skeleton, place + 1, end)
        return Span(match.start(), match.end()) if match else Span(place + 1, place + 1)

    def without_verb(self, skeleton: str, span: Span) -> Span:
        """发布工作提醒 → 工作提醒: what a verb does something to."""
        match = self.verbs.match(skeleton, span.start, span.end)
        return Span(match.end(), span.end) if match and match.end() < span.end else span


@dataclass(slots=True)
class WordingFinder:
    """Finds what figures measure, in one page; a list or a 同比增长 goes on with the indicator before it."""

    scan: Scan
    names: NamePatterns
    patterns: WordingPatterns
    _last: tuple[int, Span] = (-1, Span(0, 0))

    def find(self, index: int, clause: Span, place: int, kind: str, match: Match, subject: Span | None) -> Wording:
        """The wording of the figure at ``place`` that ``match`` claims, in a clause of the sentence at ``index``."""
        told = self.names.predicate_of(self.scan.skeleton, clause.start, match.span.start) if kind in _MADE else None
        indicator = self._indicator(index, clause, place, kind, match, subject)
        item = self._item(clause, place, kind, match, told)
        if indicator.start == indicator.end and item.start >= place:
            indicator = self._behind(item, clause)
        if indicator.start < indicator.end:
            self._last = (index, indicator)
        return Wording(indicator, item)

    def _indicator(self, index: int, clause: Span, place: int, kind: str, match: Match, subject: Span | None) -> Span:
        skeleton = self.scan.skeleton
        carried = self._last[1] if self._last[0] == index else Span(place, place)
        if kind in _GROWN and clause.start <= match.span.start:
            grown = self._without_subject(self._measure_before(clause.start, match.span.start), subject)
            if grown.start < grown.end:
                return grown
            if carried.start < carried.end:
                return carried
        if "indicator" in match.columns:
            return nearest(match.columns["indicator"], place)
        if skeleton[place - 1 : place] in ("、", "和", "与", "及"):
            return carried
        return self._without_subject(self.patterns.before_figure(skeleton, clause.start, place), subject)

    def _measure_before(self, start: int, head: int) -> Span:
        """The measure before a predicate, without the thing that it is a measure of: 装备制造业｜增加值."""
        skeleton = self.scan.skeleton
        at = self.names.start_of(skeleton, start, head)
        tail = self.names.compare.search(skeleton, at, head)
        end = tail.start() if tail else head
        for place in range(end - 1, at - 1, -1):
            if "\ue000" <= skeleton[place] <= "\uf8ff" or skeleton[place] == "的":
                at = place + 1
                break
        return Span(at, end) if end - at <= 2 * _LONGEST else Span(end, end)

    def _without_subject(self, span: Span, subject: Span | None) -> Span:
        if subject is not None and span.start <= subject.start and subject.end <= span.end:
            return Span(subject.end, span.end)
        if subject is not None and subject.start < span.start < subject.end < span.end:
            return Span(subject.end, span.end)
        return span

    def _item(self, clause: Span, place: int, kind: str, match: Match, told: Mention | None) -> Span:
        skeleton = self.scan.skeleton
        if "item" in match.columns:
            return nearest(match.columns["item"], place)
        behind = self.patterns.behind_figure(skeleton, place, clause.end)
        if behind.start < behind.end:
            return behind
        if told is not None and told.sort in ("measured", "name"):
            return Span(told.start, told.end)
        if kind in ("count", "money", "measure") and "indicator" not in match.columns:
            return self.patterns.without_verb(skeleton, self.patterns.before_figure(skeleton, clause.start, place))
        return Span(place, place)

    def _behind(self, item: Span, clause: Span) -> Span:
        """26家小微企业｜办理工会工作经费返还: what those that are counted do."""
        skeleton = self.scan.skeleton
        end = item.end
        while end < clause.end and not _is_boundary(skeleton[end]) and end - item.end < _LONGEST:
            end += 1
        return Span(item.end, end)


def nearest(spans: tuple[Span, ...], place: int) -> Span:
    """The group's capture that stands closest to the figure."""
    return min(spans, key=lambda span: min(abs(span.end - place), abs(span.start - place)))


def _is_boundary(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character in "，,。；;：:、！？!?\n的（(）)"
