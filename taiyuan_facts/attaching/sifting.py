"""What names no thing and measures nothing: chopped names, adverbs, clauses; the column stays empty then."""

from __future__ import annotations

from dataclasses import dataclass, field

from taiyuan_facts.attaching.phrases import PhrasePatterns
from taiyuan_facts.attaching.words import CLOSED_BY, NOTHING, OPENED_BY, is_figure
from taiyuan_facts.model import Span

_OPENS, _CLOSES = frozenset(CLOSED_BY), frozenset(OPENED_BY)
_MARKS = _OPENS | _CLOSES
_BLANKS = " \u3000"
_MARKED = _MARKS.union(_BLANKS)
_LONGEST_QUOTED = 16  # characters between two marks that belong together
_TELLING = frozenset("占在到过去往")  # characters of 占全市, 住在村里 and 到过疫区, which are no places
_NAME = 2  # characters
_LONGEST_PLACE = 8  # characters of a place's name


@dataclass(frozen=True, slots=True)
class Sieve:
    """Takes from the words found what is a name; remembers the texts of one page."""

    skeleton: str
    phrases: PhrasePatterns
    known: dict[str, Span] = field(default_factory=dict)
    telling: dict[str, bool] = field(default_factory=dict)

    def thing(self, span: Span, place: int) -> Span:
        """The name of a thing in the words found for the figure at ``place``; empty where they are none."""
        first, end = span
        if first >= end:
            return span
        text = self.skeleton[first:end]
        if not _MARKED.isdisjoint(text):
            first, end = self._whole(first, end, place)
            text = self.skeleton[first:end]
        if not text or (first > place and text in self.phrases.sieve.counted_only):
            return Span(first, end)  # ‹5项›指标
        if self.skeleton[end] == "率" and (rated := self._rated(text)) < len(text):
            end = first + rated
            text = self.skeleton[first:end]
            if text in self.phrases.measures.words:
                return Span(first, end)  # 产能｜恢复｜率
        if first < place and self.phrases.sieve.place_ends.search(text) is not None:
            return NOTHING  # 华北｜产区减少‹2成›
        kept = self.known.get(text)
        if kept is None:
            kept = self.known[text] = self._kept(text)
        if kept.end == len(text) and not kept.start:
            return span if span.end == end and span.start == first else Span(first, end)
        return Span(first + kept.start, first + kept.end) if kept.end else NOTHING

    def _rated(self, text: str) -> int:
        """Where the thing ends in words before 率: 客流｜恢复, 搬迁户｜城镇化安置; behind it stands what is done."""
        phrases, end = self.phrases, len(text)
        if self._has_head(text, 0, end):
            return end
        end -= phrases.said.ending(text, 0, end) or _NAME
        while end > 0 and not self._has_head(text, 0, end) and (length := phrases.said.ending(text, 0, end)) > 1:
            end -= length
        if text[end - 1 : end] == "化":
            end = next((at for at in (end - _NAME, end - _NAME - 1) if self._has_head(text, 0, at)), end)
        return max(end, 0)

    def told(self, found: Span, at: int) -> Span:
        """What is measured or done, whole; empty where the words are a place's name or only lead up to the figure."""
        first, end = found
        if first >= end:
            return found
        text = self.skeleton[first:end]
        if not _MARKED.isdisjoint(text):
            first, end = self._whole(first, end, at)
            text = self.skeleton[first:end]
        if (lead := self.phrases.sieve.told_lead.match(text)) is not None and lead.end() + 1 < len(text):
            first, text = first + lead.end(), text[lead.end() :]
        if end <= at and (tail := self.phrases.sieve.told_tail.search(text)) is not None and tail.start() > 1:
            end, text = end - len(tail.group()), text[: tail.start()]
        told = self.telling.get(text)
        if told is None:
            told = not self._leads_up(text) and (not self._is_place(text) or not _TELLING.isdisjoint(text))
            self.telling[text] = told
        return Span(first, end) if told else NOTHING

    def _leads_up(self, text: str) -> bool:
        """已较, 出于, and one character that is neither verb nor measure."""
        phrases = self.phrases
        short = len(text) == 1 and not is_figure(text) and text not in phrases.sieve.short_indicators
        return text in phrases.sieve.no_indicators or (
            short and text not in phrases.said.words and text not in phrases.measures.words
        )

    def _whole(self, first: int, end: int, place: int) -> Span:
        """The words with both their quotation marks or brackets, and on one side of a blank: “三新”产业."""
        skeleton = self.skeleton
        while first < end and skeleton[first] in _CLOSES:
            first += 1
        while end > first and skeleton[end - 1] in _OPENS:
            end -= 1
        for mark in [character for character in skeleton[first:end] if character in _MARKS]:
            text = skeleton[first:end]
            if mark not in text:
                continue
            if mark in OPENED_BY and OPENED_BY[mark] not in text:
                first, end = self._opened(first, end, mark, place)
            elif mark in CLOSED_BY and CLOSED_BY[mark] not in text:
                first, end = self._closed(first, end, mark)
        text = skeleton[first:end]
        for blank in _BLANKS:
            if blank in text and text[0] < "\u3000" < text[-1]:
                continue  # Model 3后驱版
            if blank in text and end <= place:
                first = skeleton.rindex(blank, first, end) + 1
            elif blank in text:
                end = skeleton.index(blank, first, end)
            text = skeleton[first:end]
        return Span(first, end)

    def _opened(self, first: int, end: int, mark: str, place: int) -> Span:
        """新”产业 with “三 before it; else the part next to the figure, or before the mark."""
        at = -1 if mark in "）)" else self.skeleton.rfind(OPENED_BY[mark], max(0, first - _LONGEST_QUOTED), first)
        if at >= 0 and self.phrases.sieve.unmarked.fullmatch(self.skeleton, at + 1, first) is not None:
            return Span(at, end)
        stop = self.skeleton.index(mark, first, end)
        return Span(first, stop) if stop == end - 1 or first == place + 1 else Span(stop + 1, end)

    def _closed(self, first: int, end: int, mark: str) -> Span:
        """“三新 with ”产业 behind it up to the mark; else without the mark and what it opens."""
        at = self.skeleton.find(CLOSED_BY[mark], end, end + _LONGEST_QUOTED)
        if at >= 0 and self.phrases.sieve.unmarked.fullmatch(self.skeleton, end, at) is not None:
            return Span(first, at + 1)
        opens = self.skeleton.index(mark, first, end)
        return Span(first, opens) if opens > first + 1 else Span(opens + 1, end)

    def _kept(self, text: str) -> Span:
        """Where the thing stands in a text; empty where it names none."""
        phrases = self.phrases
        if len(text) < _NAME:
            return Span(0, len(text) if text in phrases.sieve.short_things else 0)
        step = phrases.sieve.opening.match(text)
        first = step.end() if step is not None else 0
        tail = phrases.sieve.ending.search(text, first)
        end = tail.start() if tail is not None else len(text)
        chopped = phrases.sieve.chopped.search(text, first, end)
        if chopped is not None:
            end = chopped.start() if self._has_head(text, first, chopped.start()) else first
        if end - first < _NAME or self._is_none(text[first:end]):
            return NOTHING
        if first and not self._has_head(text, first, end):
            return NOTHING
        return self._named(text, first, end)

    def _is_none(self, text: str) -> bool:
        """相关, 情况 and what only is done (提升, 投运); 复工率 is a measure and no thing."""
        phrases, end = self.phrases, len(text)
        if text in phrases.no_things or self._is_place(text):
            return True
        if text in phrases.said.words and not self._has_head(text, 0, end):
            return True
        if text in phrases.rates.words or phrases.tails.ending(text, 0, end) > 1:
            return True  # 上涨幅度, 出口｜金额
        measured = phrases.measures.ending(text, 0, end) == end
        return measured and not phrases.own_things.ending(text, 0, end) and not self._has_head(text, 0, end)

    def _is_place(self, text: str) -> bool:
        """湖州 is where; 设区市 and 县市区 are counted."""
        if not _NAME <= len(text) <= _LONGEST_PLACE or text in self.phrases.heads.words:
            return False
        return self.phrases.place.fullmatch(text) is not None

    def _named(self, text: str, first: int, end: int) -> Span:
        """门店已经核销 tells, and names no thing; 海缆项目已经 names one up to the word that tells."""
        phrases = self.phrases
        pieces = [m.span() for m in phrases.names.phrase.finditer(text, first, end) if m["name"]]
        if not pieces:
            return NOTHING
        if pieces[-1][1] < end and not phrases.own_things.ending(text, first, end):
            opens = pieces[0][0] == first and self._opens(text[first : pieces[0][1]])
            return Span(*pieces[0]) if opens else NOTHING
        told = phrases.sieve.telling.search(text, first, end)
        if told is None:
            return Span(first, end)
        return Span(*pieces[-1]) if pieces[-1][0] >= told.end() and self._has_head(text, *pieces[-1]) else NOTHING

    def _opens(self, text: str) -> bool:
        """Whether words before one that tells are a name: 分布式光伏｜新增, but not 装车｜分别, 处理能力｜达."""
        phrases, end = self.phrases, len(text)
        if self._has_head(text, 0, end):
            return True
        measured = phrases.measures.ending(text, 0, end) or phrases.tails.ending(text, 0, end)
        return end > _NAME and not measured and not phrases.said.ending(text, 0, end) and not self._is_none(text)

    def _has_head(self, text: str, first: int, end: int) -> bool:
        """Whether words end as the names of things do: 复工｜项目, 优质｜小麦."""
        phrases = self.phrases
        return phrases.heads.ending(text, first, end) > 0 or phrases.sieve.goods.ending(text, first, end) > 0
