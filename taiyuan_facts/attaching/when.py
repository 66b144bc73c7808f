"""When a figure holds: the time in its clause, or governing its sentence or paragraph, the dateline, the heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from taiyuan_facts.attaching.article_times import ArticleTimes, is_spell
from taiyuan_facts.attaching.date_patterns import DatePatterns
from taiyuan_facts.attaching.lengths import Told, begins_there, find_held_for, find_told, is_spent, run_up_to
from taiyuan_facts.attaching.moving import is_left_behind, is_left_for_now, when_begun
from taiyuan_facts.attaching.page_times import LEAD, PageTimes, When, is_bounded, is_same_period
from taiyuan_facts.attaching.several_times import SeveralTimes
from taiyuan_facts.attaching.words import open_bracket
from taiyuan_facts.model import Period, Span
from taiyuan_facts.reading.roles import HEADLINE
from taiyuan_facts.scanning import calendar
from taiyuan_facts.scanning.calendar import year_before
from taiyuan_facts.scanning.quantity import Quantity
from taiyuan_facts.scanning.scan import Scan, Sentence, Time

_DIFFERENCES = frozenset({"个百分点", "百分点", "倍"})
_DONE = "了已"
_ALONE = re.compile("[^\ue000-\uf8ff，,]{0,3}(?P<time>[\ue000-\ue004])时?[，,]")
LONGEST_VERB = 4  # characters of what changed: 由去年同期｜大幅下降


@dataclass(slots=True)
class DateFinder:
    """Finds the dates of figures in one page."""

    scan: Scan
    patterns: DatePatterns
    times: PageTimes = field(init=False)
    above: ArticleTimes = field(init=False)
    several: SeveralTimes = field(init=False)
    _governed: dict[int, When | None] = field(default_factory=dict)  # by sentence

    def __post_init__(self) -> None:
        self.times = PageTimes(self.scan, self.patterns)
        self.above = ArticleTimes(self.times)
        self.several = SeveralTimes(self.scan, self.times, self.patterns.by_year)

    def find(self, index: int, clause: Span, place: int) -> When | None:
        """The date of the figure at ``place``; of a part of what is told of some months, these months."""
        found = self._find(index, clause, place)
        run = run_up_to(self.scan, self.patterns.lengths, place, found.period) if found is not None else None
        if found is not None and run is not None:
            return found._replace(period=run)
        issued = self.scan.page.document.issued
        if found is None or found.ahead or issued is None or found.period != calendar.years(issued.year, issued.year):
            return found
        return self._of_whole(index, place, found.period) or found

    def _of_whole(self, index: int, place: int, year: Period) -> When | None:
        """1—5月在建247个。其中，今年新开工‹42个›: the months of the whole that a part of this year is taken from."""
        sentence = self.scan.sentences[index]
        opens = self.times.patterns.part.search(self.scan.skeleton, sentence.start, place)
        if opens is None:
            return None
        stated = self._stated(sentence.start, opens.start(), sentence)
        whole = self.times.when(stated[-1]) if stated else self.above.governing(index)
        first, last = (whole.period.start, whole.period.end) if whole is not None else (None, None)
        if first is None or last is None or year.start is None or year.end is None or not is_spell(whole.period):  # type: ignore[union-attr]
            return None
        within = year.start <= first and last <= year.end and (first, last) != (year.start, year.end)
        return whole if within else None

    def _find(self, index: int, clause: Span, place: int) -> When | None:
        """The date of the figure at ``place``: nearest time before it in its clause, behind it, in the clauses before,
        in the sentence before; then heading and dateline."""
        sentence = self.scan.sentences[index]
        spent = self._spent(index, clause, place)
        if spent is not None:
            return spent
        told = self._held_for(index, place) or find_told(self.scan, self.times.patterns.lengths, place)
        if told is not None:
            return When(told.period, "text", told.ahead)
        held = self._held_against(index, clause, place) or self._set_against(index, place)
        if held is not None:
            return held
        if self._is_once_built(sentence, place):
            return None
        inside = [at for at in self._stated(clause.start, clause.end, sentence) if at != place]
        inside = [at for at in inside if at > place or not is_left_behind(self.times, at, place)]
        before = [at for at in inside if at < place]
        if before:
            before = [*self._stated(sentence.start, clause.start, sentence), *before]
            told = self._told_length(index, before[-1], place, clause)
            if told is not None and told.ahead:
                return When(told.period, "text", True)  # 去年制定了三年之后达到350亿元的目标
            return self.several.find(before, before[-1], clause, place)
        stated = [at for at in inside if not self.times.is_now(at)]  # 47例(目前住院10例) is not told of by 目前
        if stated:
            return self.times.when(stated[0])
        told = self._told_length(index, sentence.start, clause.end, clause)
        earlier = self._before_clause(sentence, clause, place)
        if told is not None and (told.ahead or earlier is None or earlier < told.place):
            return When(told.period, "text", told.ahead)
        if earlier is not None:
            began = when_begun(self.times, earlier) if is_left_for_now(self.times, clause, place) else None
            if began is not None:
                return began
            stated = [at for at in self._stated(sentence.start, clause.start, sentence) if at <= earlier]
            return self.several.find_left(stated, clause, place) or self.several.find(stated, earlier, clause, place)
        if inside and not is_left_for_now(self.times, clause, place):  # 从80人下降到目前的3人: not now
            return self.times.when(inside[0])
        return self._of_next_plan(sentence) or self._above(index, place)

    def _of_next_plan(self, sentence: Sentence) -> When | None:
        """比“十三五”时期增长‹71%›: what is held against the years of a plan is of those of the next."""
        for at in self.times.places(sentence.start, sentence.end):
            token, issued = self.scan.tokens[at], self.scan.page.document.issued
            if not isinstance(token, Time) or "plan" not in token.mention.parts or not self.times.is_held_against(at):
                continue
            first, last = (token.period.start, token.period.end) if token.period is not None else (None, None)
            if first is not None and last is not None and first.year < last.year < (issued or last).year:
                following = calendar.years(last.year + 1, last.year + 1 + last.year - first.year)
                return When(following, "text", False)
        return None

    def _is_once_built(self, sentence: Sentence, place: int) -> bool:
        """9月开工。建成后，年产‹7万吨›: what will be so once a plant stands has no date but one behind that."""
        ends = [match.end() for match in self.patterns.built.finditer(self.scan.skeleton, sentence.start, place)]
        if not ends or any(self.scan.skeleton.find(done, ends[-1], place) >= 0 for done in _DONE):
            return False  # 产线投用后，产出提高了‹18%›
        clause = sentence.clauses[clause_index(sentence, ends[-1] - 1)]
        if self._stated(clause.start, ends[-1], sentence):
            return False  # 年底前投用后，能力提升到‹1600万吨›
        return not self._stated(ends[-1], place + 1, sentence)

    def _above(self, index: int, place: int) -> When | None:
        """The date that the sentences, headings and the dateline above give a figure whose own sentence has none."""
        sentence = self.scan.sentences[index]
        if any(map(self.times.is_founding, self._stated(sentence.start, place, sentence))):
            return None  # 成立于1966年，有‹68个›成员
        if self.scan.page.blocks[sentence.block].role == HEADLINE:
            below = self._told_below(index, place)
            return below or self.above.dateline(index) or self.above.opening(index)
        recent = self._recent(sentence, place)
        if recent is not None:
            return recent
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

    def _recent(self, sentence: Sentence, place: int) -> When | None:
        """近日，财政厅下达‹5.8亿元›: about the day of issue, and no date that another sentence states."""
        issued, flow = self.scan.page.document.issued, self.scan.page.flow
        if issued is None:
            return None
        for at in self.times.places(sentence.start, place):
            token = self.scan.tokens[at]
            if not isinstance(token, Time) or token.bound != "vague" or self.times.is_told(at):
                continue
            if flow[token.start : token.end] in self.patterns.recent:
                return When(Period(f"{issued}~", issued, issued), "document", False)
        return None

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
        if figure.dimension == "percent" and gap == "的" and not self.times.is_held_against(at):
            return None  # 恢复到2019年同期的87.1%
        if is_same_period(token):
            beside = self.patterns.base_told.fullmatch(gap) or self._is_of_year(at)
            return self._year_before(index, clause, at) if beside else None
        held = gap in ("", "的") and self.times.is_held_against(at)
        return self.times.when(at)._replace(ahead=False) if held else None

    def _set_against(self, index: int, place: int) -> When | None:
        """去年同期，全县接待‹20万人次›: the same part of the year before, where that is a clause of its own."""
        sentence, skeleton = self.scan.sentences[index], self.scan.skeleton
        for clause in reversed(sentence.clauses):
            alone = _ALONE.fullmatch(skeleton, clause.start, clause.end) if clause.end <= place else None
            if alone is None:
                continue
            token = self.scan.tokens.get(alone.start("time"))
            if not isinstance(token, Time) or token.period is None:
                return None
            return self._year_before(index, clause, alone.start("time")) if is_same_period(token) else None
        return None

    def _is_of_year(self, at: int) -> bool:
        """而2010年同期的增速高达‹44.7%›: the same part of a year that is told, and no base of a comparison."""
        token = self.scan.tokens[at]
        return isinstance(token, Time) and "y4" in token.mention.parts and not self.times.is_held_against(at)

    def _year_before(self, index: int, clause: Span, at: int) -> When:
        """上年同期, 2010年同期: the same part of the year before or of that year, where the text says which."""
        found = self.find(index, clause, at)
        token = self.scan.tokens[at]
        assert isinstance(token, Time)
        assert token.period is not None
        if found is None or found.source != "text" or found.period.start is None or found.period.end is None:
            return When(token.period, "text", False)
        if found.period.end.year != found.period.start.year:
            return When(token.period, "text", False)
        period = year_before(found.period)
        while self._is_of_year(at) and period.start is not None and period.start.year > token.period.start.year:  # type: ignore[union-attr]
            period = year_before(period)
        return found._replace(period=period)

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

    def _held_for(self, index: int, place: int) -> Told | None:
        """从6月2日起举行为期3天的…: from the day that the sentence states before a length of time."""
        sentence = self.scan.sentences[index]
        stated = [at for at in self._stated(sentence.start, place, sentence) if not self.times.is_now(at)]
        if not stated or self._is_of_report(stated[-1], sentence):
            return None
        when, token = self.times.when(stated[-1]), self.scan.tokens[stated[-1]]
        first = when.period.start
        if first is None or (is_spell(when.period) and not begins_there(token, self.scan.tokens[place])):
            return None
        return find_held_for(self.scan, self.times.patterns.lengths, place, stated[-1], first)

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

    def _told_length(self, index: int, start: int, end: int, clause: Span) -> Told | None:
        """未来三年投资近百亿元, 8年前, …: the last time between two places that is told as a length."""
        patterns = self.times.patterns.lengths
        for at in reversed(self.times.places(start, end)):
            told = find_told(self.scan, patterns, at) or self._held_for(index, at)  # 从今年起用5年时间，…
            if told and (clause.start <= told.place or not told.local):
                return told
        return None

    def _before_clause(self, sentence: Sentence, clause: Span, place: int) -> int | None:
        """The time of the clauses before, the nearest in the same member of a list; of other members only what opens
        the sentence: 9月1日前，5所幼儿园开园；改造老旧小区41个 leaves the second member undated."""
        skeleton = self.scan.skeleton
        member = 1 + max(skeleton.rfind(mark, sentence.start, clause.start) for mark in "；;")
        here = self._stated(max(member, sentence.start), clause.start, sentence)
        here = [at for at in here if not is_left_behind(self.times, at, place) and not self.times.is_founding(at)]
        here = [at for at in here if not self.times.is_told(at)] or here
        if here:
            return here[-1]
        if member <= sentence.start:
            return None
        others = [at for at in self._stated(sentence.start, member, sentence) if not self.times.is_attributive(at)]
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


def clause_index(sentence: Sentence, place: int) -> int:
    """Which clause of a sentence a place of the skeleton stands in."""
    return next(i for i, clause in enumerate(sentence.clauses) if clause.start <= place < clause.end)
