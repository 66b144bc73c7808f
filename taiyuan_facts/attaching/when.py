"""When a figure holds: the time in its clause, or governing its sentence or paragraph, the dateline, the heading."""

from __future__ import annotations

from dataclasses import dataclass, field

from taiyuan_facts.attaching.article_times import ArticleTimes, is_spell
from taiyuan_facts.attaching.lengths import Told, begins_there, find_held_for, find_told, is_spent
from taiyuan_facts.attaching.moving import is_left_behind, is_left_for_now, when_begun
from taiyuan_facts.attaching.page_times import LEAD, DatePatterns, PageTimes, When, is_bounded, is_same_period
from taiyuan_facts.attaching.words import open_bracket
from taiyuan_facts.model import Period, Span
from taiyuan_facts.patterns import compile_words
from taiyuan_facts.reading.layout import HEADLINE
from taiyuan_facts.scanning import calendar
from taiyuan_facts.scanning.calendar import year_before, years
from taiyuan_facts.scanning.quantity import Quantity
from taiyuan_facts.scanning.scan import Scan, Sentence, Time

_DIFFERENCES = frozenset({"个百分点", "百分点", "倍"})
_COORDINATED = compile_words(r"\s?[、和及与]\s?|以及")
LONGEST_VERB = 4  # characters of what changed: 由去年同期｜大幅下降


@dataclass(slots=True)
class DateFinder:
    """Finds the dates of figures in one page."""

    scan: Scan
    patterns: DatePatterns
    times: PageTimes = field(init=False)
    above: ArticleTimes = field(init=False)
    _governed: dict[int, When | None] = field(default_factory=dict)  # by sentence

    def __post_init__(self) -> None:
        self.times = PageTimes(self.scan, self.patterns)
        self.above = ArticleTimes(self.times)

    def find(self, index: int, clause: Span, place: int) -> When | None:
        """The date of the figure at ``place``: nearest time before it in its clause, behind it, in the clauses before,
        in the sentence before; then heading and dateline."""
        sentence = self.scan.sentences[index]
        told = find_told(self.scan, self.times.patterns.lengths, place)
        if told is not None:
            return When(told.period, "text", told.ahead)
        spent = self._spent(index, clause, place) or self._held_for(index, place)
        if spent is not None:
            return spent
        held = self._held_against(index, clause, place)
        if held is not None:
            return held
        inside = [at for at in self._stated(clause.start, clause.end, sentence) if at != place]
        inside = [at for at in inside if at > place or not is_left_behind(self.times, at, place)]
        before = [at for at in inside if at < place]
        if before:
            before = [*self._stated(sentence.start, clause.start, sentence), *before]
            told = self._told_length(before[-1], place, clause)
            if told is not None and told.ahead:
                return When(told.period, "text", True)  # 去年制定了三年之后达到350亿元的目标
            yearly = self._yearly(before, clause, place)
            return yearly or self._own_year(before[-1], clause, place) or self._of_several(before, clause, place)
        stated = [at for at in inside if not self.times.is_now(at)]  # 47例(目前住院10例) is not told of by 目前
        if stated:
            return self.times.when(stated[0])
        told = self._told_length(sentence.start, clause.end, clause)
        earlier = self._before_clause(sentence, clause, place)
        if told is not None and (told.ahead or earlier is None or earlier < told.place):
            return When(told.period, "text", told.ahead)
        if earlier is not None:
            began = when_begun(self.times, earlier) if is_left_for_now(self.times, clause, place) else None
            if began is not None:
                return began
            stated = [at for at in self._stated(sentence.start, clause.start, sentence) if at <= earlier]
            spanned = self._yearly(stated, clause, place) or self._left(stated, clause, place)
            return spanned or self._own_year(earlier, clause, place) or self._of_several(stated, clause, place)
        if inside and not is_left_for_now(self.times, clause, place):  # 从80人下降到目前的3人: not now
            return self.times.when(inside[0])
        return self._above(index, place)

    def _above(self, index: int, place: int) -> When | None:
        """The date that the sentences, headings and the dateline above give a figure whose own sentence has none."""
        if self.scan.page.blocks[self.scan.sentences[index].block].role == HEADLINE:
            below = self._told_below(index, place)
            return below or self.above.dateline(index) or self.above.opening(index)
        if index not in self._governed:
            self._governed[index] = self.above.governing(index)
        if self._governed[index] is not None:
            return self._governed[index]
        headed = self.above.heading(index)
        if headed is not None:
            return headed._replace(ahead=False)  # under 2020年…将… a sentence tells of what is so as well
        day, spell = self.above.dateline(index), self.above.paragraph(index) or self.above.headline(index)
        # 今天发布的数据显示，今年前7个月…: what a paragraph is about is told of in the next, not the day of the report
        # nor does it where 截至3月底 opens what is told
        found = spell if spell is not None and (day is None or spell.as_of or is_spell(spell.period)) else day
        found = found or self.above.lead(index)
        return found._replace(far=True) if found is not None else self.above.report(index)

    def _held_against(self, index: int, clause: Span, place: int) -> When | None:
        """较去年同期的168亿元下降: what a figure is held against is of the time right before it."""
        figure, earlier = self.scan.tokens[place], self.times.places(clause.start, place)
        token = self.scan.tokens[earlier[-1]] if earlier else None
        if not isinstance(token, Time) or token.period is None or not isinstance(figure, Quantity):
            return None
        if figure.unit in _DIFFERENCES or figure.dimension == "doubling":
            return None
        at = earlier[-1]
        gap = self.scan.skeleton[at + 1 : place]
        if is_same_period(token) and self.times.is_left(at) and len(gap) <= LONGEST_VERB:
            return self._year_before(index, clause, at)  # 由去年同期下降5%转为增长
        if figure.dimension == "percent" and not gap and self.scan.skeleton[place + 1 : place + 2] != "的":
            return None  # 比去年5% is a change, 低于过去5年3.6%的增速 is none
        if is_same_period(token):
            return self._year_before(index, clause, at) if self.patterns.base_told.fullmatch(gap) else None
        held = gap in ("", "的") and self.times.is_held_against(at)
        return self.times.when(at)._replace(ahead=False) if held else None

    def _year_before(self, index: int, clause: Span, at: int) -> When:
        """上年同期: the same part of the year before, where the text says which."""
        found = self.find(index, clause, at)
        token = self.scan.tokens[at]
        assert isinstance(token, Time)
        assert token.period is not None
        if found is None or found.source != "text" or found.period.start is None or found.period.end is None:
            return When(token.period, "text", False)
        if found.period.end.year != found.period.start.year:
            return When(token.period, "text", False)
        return found._replace(period=year_before(found.period))

    def _spent(self, index: int, clause: Span, place: int) -> When | None:
        """7月4日递交，仅用4个工作日，于7月7日办结: from the day before a length of time to that behind it."""
        token, sentence = self.scan.tokens[place], self.scan.sentences[index]
        if not isinstance(token, Quantity) or token.dimension != "duration":
            return None
        stated = [at for at in self._stated(sentence.start, sentence.end, sentence) if not self.times.is_now(at)]
        before, behind = [at for at in stated if at < place], [at for at in stated if at > place]
        if not behind and len(before) < 2:
            return None
        last = self.times.when(behind[0] if behind else before[-1]).period.end
        first = self.times.when(before[-1] if behind else before[0]) if before else self.above.governing(index)
        if first is None or first.period.start is None or last is None:
            return None
        if not is_spent(self.scan, self.times.patterns.lengths, place, first.period.start, last):
            return None
        return When(calendar.spanning(first.period, calendar.day_of(last)), "text", False)

    def _held_for(self, index: int, place: int) -> When | None:
        """从6月2日起举行为期3天的…: from the day that the sentence states before a length of time."""
        sentence = self.scan.sentences[index]
        stated = [at for at in self._stated(sentence.start, place, sentence) if not self.times.is_now(at)]
        if not stated or self._is_of_report(stated[-1], sentence):
            return None
        when, token = self.times.when(stated[-1]), self.scan.tokens[stated[-1]]
        first = when.period.start
        if first is None or (is_spell(when.period) and not begins_there(token, self.scan.tokens[place])):
            return None
        period = find_held_for(self.scan, self.times.patterns.lengths, place, first)
        return None if period is None else when._replace(period=period)

    def _stated(self, start: int, end: int, sentence: Sentence) -> list[int]:
        """Places of the times between two places that can date the figures of a sentence."""
        return [at for at in self.times.usable(start, end) if not self._is_aside(at, sentence)]

    def _is_aside(self, at: int, sentence: Sentence) -> bool:
        """截至3月30日，累计47例（目前住院10例）: 目前 in brackets is of the day that the sentence states."""
        if not self.times.is_now(at):
            return False
        opened = open_bracket(self.scan.skeleton, sentence.start, at)
        if opened < 0:
            return False
        tokens = self.scan.tokens
        return any(tokens[one].bound == "as_of" for one in self.times.usable(sentence.start, opened))  # type: ignore[union-attr]

    def _told_below(self, index: int, place: int) -> When | None:
        """培育冠军企业400户 over …到2022年培育400户: the same figure in the article's text has the headline's date."""
        token = self.scan.tokens[place]
        if not isinstance(token, Quantity):
            return None
        article = self.scan.article_of(index)
        for below in range(index + 1, len(self.scan.sentences)):
            sentence = self.scan.sentences[below]
            if self.scan.article_of(below) != article:
                return None
            if self.scan.page.blocks[sentence.block].role == HEADLINE:
                continue
            for at in self.times.places(sentence.start, sentence.end):
                other = self.scan.tokens[at]
                if isinstance(other, Quantity) and _amount(other) == _amount(token):
                    return self.find(below, sentence.clauses[clause_index(sentence, at)], at)
        return None

    def _told_length(self, start: int, end: int, clause: Span) -> Told | None:
        """未来三年投资近百亿元, 8年前, …: the last time between two places that is told as a length."""
        patterns = self.times.patterns.lengths
        found = (find_told(self.scan, patterns, at) for at in reversed(self.times.places(start, end)))
        return next((told for told in found if told and (clause.start <= told.place or not told.local)), None)

    def _own_year(self, when: int, clause: Span, place: int) -> When | None:
        """2016年至2018年净利润分别为0.4亿元、0.5亿元和0.7亿元: as many figures as years, each with its own."""
        skeleton = self.scan.skeleton
        at = skeleton.find("分别", when, clause.end)
        period = self.times.when(when).period
        if not 0 <= at < place or period.start is None or period.end is None or not _is_years(period):
            return None
        figures = [
            other for other in self.times.places(at, clause.end) if isinstance(self.scan.tokens[other], Quantity)
        ]
        if place not in figures or len(figures) != period.end.year - period.start.year + 1:
            return None
        year = period.start.year + figures.index(place)
        return When(years(year, year), "text", self.times.when(when).ahead)

    def _yearly(self, before: list[int], clause: Span, place: int) -> When | None:
        """从2010年的167亿元增长到2013年的1174亿元，年均增长91%: from the year that it rose from to the other."""
        if len(before) < 2 or not self.times.is_left(before[-2]):
            return None
        if self.patterns.by_year.search(self.scan.skeleton, max(clause.start, before[-1]), place) is None:
            return None
        return self._between(before[-2], before[-1])

    def _left(self, before: list[int], clause: Span, place: int) -> When | None:
        """从2007年的61%降至2019年的31%，出口从‹33%›降至17%: what moved on in the same time began in the same."""
        if len(before) < 2 or not self.times.is_left(before[-2]) or not self.times.is_left(place):
            return None
        behind = [at for at in self.times.places(place + 1, clause.end) if isinstance(self.scan.tokens[at], Quantity)]
        return self.times.when(before[-2]) if behind else None

    def _between(self, first: int, last: int) -> When | None:
        start, end = self.times.when(first).period, self.times.when(last)
        if start.start is None or end.period.end is None or start.start > end.period.end:
            return None
        issued = self.scan.page.document.issued
        ahead = issued is not None and end.period.end > issued
        return end._replace(period=calendar.spanning(start, end.period), ahead=end.ahead or ahead)

    def _up_to(self, before: list[int]) -> When | None:
        """截至5月中旬，今年…: from the first day of a year on, where the time before it says up to when."""
        if len(before) < 2:
            return None
        token, year = self.scan.tokens[before[-2]], self.times.when(before[-1])
        if not isinstance(token, Time) or token.bound != "as_of" or token.period is None:
            return None
        start, end = year.period.start, token.period.end
        if start is None or end is None or start.year != end.year or year.source != "text":
            return None
        whole = (start.month, start.day) == (1, 1) and year.period.end is not None and year.period.end >= end
        return year._replace(period=calendar.spanning(year.period, token.period)) if whole else None

    def _from_to(self, before: list[int]) -> When | None:
        """从4月1日起至6月19日: from the one to the other."""
        if len(before) < 2 or before[-1] - before[-2] > 2:
            return None
        first, last = self.scan.tokens[before[-2]], self.scan.tokens[before[-1]]
        if not isinstance(first, Time) or not isinstance(last, Time) or first.bound != "since" or last.bound != "by":
            return None
        return self._between(before[-2], before[-1])

    def _of_several(self, before: list[int], clause: Span, place: int) -> When:
        """上半年及三季度用户达到1.6亿及2亿: of as many figures each has its own time, else all share all."""
        up_to = self._up_to(before)
        if up_to is None and self.scan.skeleton[place - 1] not in "到至":  # 从8月到今年5月，价格提高到3.2元: in May
            up_to = self._from_to(before)
        if up_to is not None:
            return up_to
        group = [before[-1]]
        for at in reversed(before[:-1]):
            if not _COORDINATED.fullmatch(self.scan.skeleton, at + 1, group[0]):
                break
            group.insert(0, at)
        last = self.times.when(group[-1])
        if len(group) == 1:
            return last
        figures = [at for at in self.times.places(group[-1], clause.end) if isinstance(self.scan.tokens[at], Quantity)]
        row = figures[:1]
        for at in figures[1:]:
            if not _COORDINATED.fullmatch(self.scan.skeleton, row[-1] + 1, at):
                break
            row.append(at)
        if place in row and len(row) == len(group):
            return self.times.when(group[row.index(place)])
        first = self.times.when(group[0])
        if len(first.period.edtf) != len(last.period.edtf) or first.source != last.source:
            return last
        return last._replace(period=calendar.spanning(first.period, last.period))

    def _before_clause(self, sentence: Sentence, clause: Span, place: int) -> int | None:
        """The time of the clauses before, the nearest in the same member of a list; of other members only what opens
        the sentence: 9月1日前，5所幼儿园开园；改造老旧小区41个 leaves the second member undated."""
        skeleton = self.scan.skeleton
        member = 1 + max(skeleton.rfind(mark, sentence.start, clause.start) for mark in "；;")
        here = self._stated(max(member, sentence.start), clause.start, sentence)
        here = [at for at in here if not is_left_behind(self.times, at, place)]
        here = [at for at in here if not self.times.is_told(at)] or here
        if here:
            return here[-1]
        if member <= sentence.start:
            return None
        others = self._stated(sentence.start, member, sentence)
        telling = [at for at in others if not self._is_of_report(at, sentence)] or others
        # 31日披露，截至2月底，…；…: what the report itself begins with
        opens = telling[0] if telling and telling[0] > others[0] else sentence.start
        opening = [at for at in telling if at - opens <= LEAD and not self.times.is_now(at)]
        lasting = [at for at in telling if not is_bounded(self.scan.tokens[at]) and not self.times.is_now(at)]
        found = opening or lasting[-1:]
        return found[0] if found else None

    def _is_of_report(self, at: int, sentence: Sentence) -> bool:
        """Whether a time is the day of a report only: 31日披露, and that of the dateline."""
        return self.times.is_told(at) or self.scan.origin[at] < self.scan.page.blocks[sentence.block].dateline


def _amount(quantity: Quantity) -> tuple[object, ...]:
    return quantity.value, quantity.value_max, quantity.unit, quantity.per


def _is_years(period: Period) -> bool:
    """Whether a period is of several whole years."""
    if period.start is None or period.end is None or period.start.year == period.end.year:
        return False
    return (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)


def clause_index(sentence: Sentence, place: int) -> int:
    """Which clause of a sentence a place of the skeleton stands in."""
    return next(i for i, clause in enumerate(sentence.clauses) if clause.start <= place < clause.end)
