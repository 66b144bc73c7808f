"""The times above a sentence: of its paragraph and those before, its headings, its article's dateline and lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from taiyuan_facts.attaching.page_times import LEAD, PageTimes, When, is_bounded, is_local
from taiyuan_facts.attaching.words import open_bracket
from taiyuan_facts.model import Period
from taiyuan_facts.reading.roles import BODY, HEADLINE, SECTION
from taiyuan_facts.scanning.calendar import years
from taiyuan_facts.scanning.scan import Sentence, Time

REACH_OF_PLAN = 2  # sentences behind 到2025年… that it dates
LENGTH_OF_YEAR = 4  # of 2023 in EDTF


@dataclass(slots=True)
class ArticleTimes:
    """What dates the figures that have no time of their own, asked for once a paragraph or an article."""

    times: PageTimes
    _paragraphs: dict[int, When | None] = field(default_factory=dict)  # by block
    _headlines: dict[int, When | None] = field(default_factory=dict)  # by article
    _headings: dict[tuple[int, bool], When | None] = field(default_factory=dict)  # by block, and with reports
    _datelines: dict[int, When | None] = field(default_factory=dict)  # by article
    _leads: dict[int, tuple[int, When | None]] = field(default_factory=dict)  # by article, with the first sentence

    def governing(self, index: int) -> When | None:
        """The time that opens the nearest sentence before in the same paragraph.

        年末 reaches no further, 目前 not past a sentence that states a time.
        """
        block = self.times.scan.sentences[index].block
        apart = self.times.patterns.part.match(self.times.scan.skeleton, self.times.scan.sentences[index].start)
        timed = self.times.patterns.own_time.match(self.times.scan.skeleton, self.times.scan.sentences[index].start)
        then = self.times.patterns.by_then.match(self.times.scan.skeleton, self.times.scan.sentences[index].start)
        quoted = self._is_quoted(self.times.scan.sentences[index].start)
        for earlier in range(index - 1, -1, -1):
            sentence = self.times.scan.sentences[earlier]
            if sentence.block != block:
                return self._announced(earlier)
            if not quoted and self._is_quoted(sentence.end - 2):
                continue  # “去年秋天抢着收。”果商手里还压着‹400吨›
            planned = self._planned(sentence) if then is not None else None
            if planned is not None:
                return planned
            if apart is not None and earlier == index - 1:
                stated = self._last_stated(sentence) or self._now(sentence)
                if stated is not None:
                    return stated  # …2025年底前建设碧道1506公里。其中，…
            reaching = self.times.reaching(earlier)
            if reaching:
                when = self.times.when(reaching[0])
                return None if index - earlier > REACH_OF_PLAN and self._is_to_come(when) else when
            usable = self.times.usable(sentence.start, sentence.end)
            if usable and not timed and usable[0] - sentence.start <= LEAD and all(map(self.times.is_now, usable)):
                return self.times.when(usable[0])  # 截至目前，…。达标占比65%。
            if earlier == index - 1:
                last = [
                    at
                    for at in usable
                    if self.times.may_reach(at, sentence) and not is_local(self.times.scan.tokens[at])
                ]
                if last and is_spell(self.times.when(last[-1]).period):
                    return self.times.when(last[-1])
            timed = timed or usable
        return None

    def _is_quoted(self, place: int) -> bool:
        """Whether a place stands in quotation marks that its paragraph has opened."""
        skeleton = self.times.scan.skeleton
        return open_bracket(skeleton, skeleton.rfind("\n", 0, place) + 1, place, "“", "”") >= 0

    def _announced(self, last: int) -> When | None:
        """3月30日新增病例3例，其中：⏎美国1例: the time of a sentence that announces a list in lines of its own."""
        sentences, skeleton = self.times.scan.sentences, self.times.scan.skeleton
        ends = skeleton[sentences[last].start : sentences[last].end].rstrip()[-1:]
        if not ends or ends not in "：:；;":
            return None
        reaching = self.times.reaching(last)
        if reaching:
            return self.times.when(reaching[0])
        return self._announced(last - 1) if last and ends in "；;" else None

    def _last_stated(self, sentence: Sentence) -> When | None:
        """The time that a sentence states last; its day before the year of a name (11月22日，2023年…揭晓)."""
        usable = self.times.usable(sentence.start, sentence.end)
        stated = [self.times.when(at) for at in usable if not self.times.is_told(at) and not self.times.is_now(at)]
        if not stated:
            return None
        year = stated[-1].period.start.year if stated[-1].period.start and _is_year(stated[-1].period) else None
        days = (when for when in stated if not is_spell(when.period))
        return next((day for day in days if day.period.start and day.period.start.year == year), stated[-1])

    def _planned(self, sentence: Sentence) -> When | None:
        """2021年动工，计划2028年建成。届时，…: the time that a sentence states last, if it is still to come."""
        usable = self.times.usable(sentence.start, sentence.end)
        when = self.times.when(usable[-1]) if usable else None
        return when if when is not None and self._is_to_come(when) else None

    def _now(self, sentence: Sentence) -> When | None:
        """目前已有20家炼厂。其中，…: the day of issue, where a sentence states no other time."""
        usable = self.times.usable(sentence.start, sentence.end)
        return next((self.times.when(at) for at in usable if self.times.is_now(at)), None)

    def paragraph(self, index: int) -> When | None:
        """The time of the paragraphs before that of a sentence."""
        block = self.times.scan.sentences[index].block
        if block not in self._paragraphs:
            self._paragraphs[block] = self._paragraph_before(index)
        return self._paragraphs[block]

    def _paragraph_before(self, index: int) -> When | None:
        """The time that opens the nearest paragraph before that has one, in the article and under the heading."""
        blocks = self.times.scan.page.blocks
        here = self.times.scan.sentences[index].block
        found = None
        above = False  # past the heading of a part, where only a whole year still says what the part is about
        for earlier in range(index - 1, -1, -1):
            sentence = self.times.scan.sentences[earlier]
            block = blocks[sentence.block]
            if block.article != blocks[here].article or (found and sentence.block != found[0]):
                break
            if block.role in (HEADLINE, SECTION):
                if found or not self.times.patterns.subsection.match(self.times.scan.skeleton, sentence.start):
                    break
                above = True
                continue
            reaching = [
                at for at in self.times.reaching(earlier) if not above or _names_year(self.times.scan.tokens[at])
            ]
            if reaching and sentence.block != here:
                told = [at for at in reaching if not self._is_start(at)] or (reaching if not found else [found[1]])
                spells = (at for at in told if is_spell(self.times.when(at).period))
                spell = next(spells, None)
                if found is None or spell is not None:  # 今天，…发布公报。公报显示，2022年…
                    found = (sentence.block, told[0] if spell is None else spell)
        when = self.times.when(found[1]) if found else None
        return None if when is None or self._is_to_come(when) else when

    def _is_to_come(self, when: When) -> bool:
        """到2025年…: what one paragraph plans does not date what the next tells."""
        issued = self.times.scan.page.document.issued
        return when.ahead or (issued is not None and when.period.start is not None and when.period.start > issued)

    def _is_start(self, at: int) -> bool:
        """自2020年…以来: whether a time only says since which year."""
        token = self.times.scan.tokens[at]
        return isinstance(token, Time) and token.mention.parts.keys() >= {"b_since", "y4"}

    def opening(self, index: int) -> When | None:
        """For a figure in a headline: the first time of the article's body."""
        article = self.times.scan.article_of(index)
        for sentence in self.times.scan.sentences[index + 1 :]:
            block = self.times.scan.page.blocks[sentence.block]
            if block.article != article:
                return None
            usable = self.times.usable(sentence.start, sentence.end) if block.role == BODY else []
            if usable:
                return self.times.when(usable[0])
        return None

    def heading(self, index: int, of_report: bool = False) -> When | None:
        """二、2020年主要工作: the year of the heading over the paragraph, or of the article's headline.

        ``of_report``: 2026年政府工作报告 too, which looks back on the year before and ahead to its own.
        """
        key = (self.times.scan.sentences[index].block, of_report)
        if key not in self._headings:
            self._headings[key] = self._find_heading(index, of_report)
        return self._headings[key]

    def report(self, index: int) -> When | None:
        """The year of the report that a sentence stands in, said to be no more than that."""
        found = self.heading(index, of_report=True)
        return found._replace(of_report=True) if found is not None else None

    def _find_heading(self, index: int, of_report: bool) -> When | None:
        blocks = self.times.scan.page.blocks
        article = self.times.scan.article_of(index)
        for earlier in range(index - 1, -1, -1):
            sentence = self.times.scan.sentences[earlier]
            block = blocks[sentence.block]
            if block.article != article:
                return None
            if block.role in (HEADLINE, SECTION):
                usable = [
                    at
                    for at in self.times.usable(sentence.start, sentence.end, heading=True)
                    if _names_year(self.times.scan.tokens[at]) and (of_report or not self.times.is_of_report(at))
                ]
                if usable:
                    return self._told_of(usable, earlier, index) or self.times.when(usable[0])
        return None

    def _told_of(self, headed: list[int], first: int, last: int) -> When | None:
        """“十四五”时期和2025年工作回顾: of the times of a heading the one that a sentence below it begins with last."""
        periods = [self.times.when(at).period for at in headed]
        year = self._last_year(periods)
        if len(periods) == 1 and year is None:
            return None
        for earlier in range(last - 1, first, -1):
            sentence = self.times.scan.sentences[earlier]
            opens = sentence.block != self.times.scan.sentences[earlier - 1].block
            opening = self.times.usable(sentence.start, min(sentence.end, sentence.start + LEAD)) if opens else []
            for at in (*self.times.reaching(earlier), *opening):
                period = self.times.when(at).period
                if period in periods or (opens and period == year):
                    return self.times.when(at)
        return None

    def _last_year(self, periods: list[Period]) -> Period | None:
        """刚刚过去的2025年 below “十四五”时期工作回顾: the last of several years, if it is the one before the issue."""
        issued = self.times.scan.page.document.issued
        last = periods[0].end
        if issued is None or last is None or len(periods) > 1 or last.year != issued.year - 1:
            return None
        return None if _is_year(periods[0]) else years(last.year, last.year)

    def headline(self, index: int) -> When | None:
        """前三季度全市进出口增长5%: the part of a year that the headline of an article tells of."""
        article = self.times.scan.article_of(index)
        if article not in self._headlines:
            self._headlines[article] = self._find_headline(article)
        return self._headlines[article]

    def _find_headline(self, article: int) -> When | None:
        for sentence in self._sentences(article):
            if self._role(sentence) != HEADLINE:
                return None
            for at in self.times.usable(sentence.start, sentence.end):
                when = self.times.when(at)
                if is_spell(when.period) and not when.ahead and not is_bounded(self.times.scan.tokens[at]):
                    return when
        return None

    def dateline(self, index: int) -> When | None:
        """本报讯 8月15日: the first day that the article's first paragraph names."""
        article = self.times.scan.article_of(index)
        if article not in self._datelines:
            self._datelines[article] = self._find_dateline(article)
        return self._datelines[article]

    def _find_dateline(self, article: int) -> When | None:
        dated: int | None = None
        for sentence in self._sentences(article):
            if self._role(sentence) == BODY and dated in (None, sentence.block):
                if not self.times.scan.page.blocks[sentence.block].dateline:
                    return None
                for at in self.times.usable(sentence.start, sentence.end):
                    when = self.times.when(at)
                    if when.period.start is not None and when.period.start == when.period.end:
                        return When(when.period, "dateline", False)
                    if is_spell(when.period):
                        return None  # 本报讯 “十二五”时期，…。昨天，…
                dated = sentence.block
            elif dated is not None:
                return None
        return None

    def lead(self, index: int) -> When | None:
        """1—7月，全区…: the spell that the first sentence of an article opens with, under all its later headings."""
        article = self.times.scan.article_of(index)
        if article not in self._leads:
            self._leads[article] = self._find_lead(article)
        first, when = self._leads[article]
        return when if index > first else None

    def _find_lead(self, article: int) -> tuple[int, When | None]:
        for at in self.times.scan.sentences_of(article):
            if self._role(self.times.scan.sentences[at]) == BODY:
                found = (self.times.when(place) for place in self.times.reaching(at) if not self._is_quoted(place))
                return at, next((when for when in found if is_spell(when.period) and not when.ahead), None)
        return 0, None

    def _sentences(self, article: int) -> Iterator[Sentence]:
        return (self.times.scan.sentences[at] for at in self.times.scan.sentences_of(article))

    def _role(self, sentence: Sentence) -> str:
        return self.times.scan.page.blocks[sentence.block].role


def is_spell(period: Period) -> bool:
    """Whether a period is longer than a day."""
    return period.start != period.end


def _is_year(period: Period) -> bool:
    return len(period.edtf) == LENGTH_OF_YEAR


def _names_year(token: Any) -> bool:
    """Whether a heading's time is a whole year or more: the line 2018年3月15日 dates no section."""
    if not isinstance(token, Time) or token.period is None or token.period.start is None or token.period.end is None:
        return False
    return (token.period.end - token.period.start).days >= 360
