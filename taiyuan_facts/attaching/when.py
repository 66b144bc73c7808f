"""When a figure holds: the time in its clause, or governing its sentence or paragraph, the dateline, the heading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from taiyuan_facts.model import Period, Span
from taiyuan_facts.patterns import compile_words
from taiyuan_facts.reading.layout import BODY, HEADLINE, SECTION
from taiyuan_facts.scanning.calendar import day_of, years
from taiyuan_facts.scanning.quantity import Quantity
from taiyuan_facts.scanning.scan import Scan, Sentence, Time
from taiyuan_facts.scanning.times import TimeGrammar

# 上年同期0.65元 is a date, 比上年同期 and 上年同期水平 are none.
_STATED = compile_words(r"(?:为|是|仅为?|只有)?[\ue005-\uf8ff]")

FURTHEST = 30  # years that a plan reaches
LEAD = 11  # characters that may stand before a time that opens its clause (据统计，其中…; 青泉县今年…)


class When(NamedTuple):
    """A period, where it comes from as the table says it (text, dateline, document), and whether it lies ahead."""

    period: Period
    source: str
    ahead: bool


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """What tells times that date a figure from others.

    ``named``: what a year that only belongs to a name goes on with (2023年…论坛); ``base`` and ``base_behind``: what
    stands around the base of a comparison (比去年, 在2020年基础上); ``told``: what follows the day of a report
    (4月初披露); ``to_come``: years ahead (未来三年); ``subsection``: how a heading under another begins.
    """

    named: Any
    base: Any
    base_behind: Any
    told: Any
    to_come: Any
    subsection: Any

    @classmethod
    def build(cls, words: Mapping[str, str], times: TimeGrammar) -> DatePatterns:
        """From the lexicon and the grammar of times of a rule set."""
        return cls(
            compile_words(rf"\p{{Han}}{{2,20}}?(?:{words['dated_names']})"),
            times.base,
            times.base_behind,
            compile_words(rf"(?:{words['speaker']})"),
            compile_words(rf"{words['to_come']}[\ue005-\uf8ff]"),
            compile_words(words["subsection"]),
        )


@dataclass(slots=True)
class DateFinder:
    """Finds the dates of figures in one page."""

    scan: Scan
    patterns: DatePatterns
    _times: list[int] = field(default_factory=list)
    _datelines: dict[int, When | None] = field(default_factory=dict)
    _headings: dict[int, When | None] = field(default_factory=dict)
    _leads: dict[int, When | None] = field(default_factory=dict)
    # By index: what dates the figures that have no time of their own, asked for once a sentence and once a block.
    _reached: dict[int, list[int]] = field(default_factory=dict)
    _governed: dict[int, When | None] = field(default_factory=dict)
    _paragraphs: dict[int, When | None] = field(default_factory=dict)

    def find(self, index: int, clause: Span, place: int) -> When | None:
        """The date of the figure at ``place``: nearest time before it in its clause, behind it, in the clauses before,
        in the sentence before; then heading and dateline."""
        sentence = self.scan.sentences[index]
        inside = self._usable(clause.start, clause.end)
        before = [at for at in inside if at < place]
        if before:
            return self._own_year(before[-1], clause, place) or self._when(before[-1])
        if inside:
            return self._when(inside[0])
        to_come = self._to_come(sentence.start, clause.end)
        if to_come is not None:
            return to_come
        earlier = self._before_clause(sentence, clause)
        if earlier is not None:
            return self._own_year(earlier, clause, place) or self._when(earlier)
        if self.scan.page.blocks[sentence.block].role == HEADLINE:
            return self._dateline(index) or self._opening(index)
        if index not in self._governed:
            self._governed[index] = self._governing(index)
        governed = self._governed[index] or self._heading(index)
        if governed is not None:
            return governed
        day, spell = self._dateline(index), self._paragraph(index)
        # 今天发布的数据显示，今年前7个月…: what a paragraph is about is told of in the next, not the day of the report
        found = spell if spell is not None and (day is None or _is_spell(spell.period)) else day
        return found if found is not None else self._lead(index)

    def _lead(self, index: int) -> When | None:
        """1—7月，全区…: the spell that an article opens with, under all its headings."""
        article = self.scan.page.blocks[self.scan.sentences[index].block].article
        if article not in self._leads:
            self._leads[article] = self._find_lead(article)
        return self._leads[article]

    def _find_lead(self, article: int) -> When | None:
        for at, sentence in enumerate(self.scan.sentences):
            block = self.scan.page.blocks[sentence.block]
            if block.article == article and block.role == BODY:
                spells = (self._when(place) for place in self._reaching(at))
                return next((when for when in spells if _is_spell(when.period)), None)
        return None

    def _to_come(self, start: int, end: int) -> When | None:
        """未来三年投资近百亿元: the years from that of issue on."""
        issued = self.scan.page.document.issued
        match = self.patterns.to_come.search(self.scan.skeleton, start, end) if issued is not None else None
        token = self.scan.tokens.get(match.end() - 1) if match else None
        if issued is None or not isinstance(token, Quantity) or token.unit != "年" or token.value is None:
            return None
        last = issued.year + int(token.value_max or token.value) - 1
        return When(years(issued.year, last), "text", True) if issued.year <= last <= issued.year + FURTHEST else None

    def _own_year(self, when: int, clause: Span, place: int) -> When | None:
        """2016年至2018年净利润分别为0.4亿元、0.5亿元和0.7亿元: as many figures as years, each with its own."""
        skeleton = self.scan.skeleton
        at = skeleton.find("分别", when, clause.end)
        period = self._when(when).period
        if not 0 <= at < place or period.start is None or period.end is None or not _is_years(period):
            return None
        figures = [other for other in self._places(at, clause.end) if isinstance(self.scan.tokens[other], Quantity)]
        if place not in figures or len(figures) != period.end.year - period.start.year + 1:
            return None
        year = period.start.year + figures.index(place)
        return When(years(year, year), "text", self._when(when).ahead)

    def _places(self, start: int, end: int) -> tuple[int, ...]:
        places = self.scan.places
        return places[bisect_left(places, start) : bisect_left(places, end)]

    def _before_clause(self, sentence: Sentence, clause: Span) -> int | None:
        """The time of the clauses before, the nearest in the same member of a list; of other members only what opens
        the sentence: 9月1日前，5所幼儿园开园；改造老旧小区41个 leaves the second member undated."""
        skeleton = self.scan.skeleton
        member = 1 + max(skeleton.rfind(mark, sentence.start, clause.start) for mark in "；;")
        here = self._usable(max(member, sentence.start), clause.start)
        if here:
            return here[-1]
        if member <= sentence.start:
            return None
        others = self._usable(sentence.start, member)
        opening = [at for at in others if at - sentence.start <= LEAD]
        lasting = [at for at in others if not _is_bounded(self.scan.tokens[at])]
        found = opening or lasting[-1:]
        return found[0] if found else None

    def _paragraph(self, index: int) -> When | None:
        block = self.scan.sentences[index].block
        if block not in self._paragraphs:
            self._paragraphs[block] = self._paragraph_before(index)
        return self._paragraphs[block]

    def _paragraph_before(self, index: int) -> When | None:
        """The time that opens the nearest paragraph before that has one, in the article and under the heading."""
        blocks = self.scan.page.blocks
        here = self.scan.sentences[index].block
        found = None
        above = False  # past the heading of a part, where only a whole year still says what the part is about
        for earlier in range(index - 1, -1, -1):
            sentence = self.scan.sentences[earlier]
            block = blocks[sentence.block]
            if block.article != blocks[here].article or (found and sentence.block != found[0]):
                break
            if block.role in (HEADLINE, SECTION):
                if found or not self.patterns.subsection.match(self.scan.skeleton, sentence.start):
                    break
                above = True
                continue
            reaching = [at for at in self._reaching(earlier) if not above or _names_year(self.scan.tokens[at])]
            if reaching and sentence.block != here:
                spells = (at for at in reaching if _is_spell(self._when(at).period))
                found = (sentence.block, next(spells, reaching[0]))
        return self._when(found[1]) if found else None

    def _usable(self, start: int, end: int, heading: bool = False) -> list[int]:
        """Places of the times that can date a figure: neither 近日 nor the base of a comparison."""
        tokens, skeleton = self.scan.tokens, self.scan.skeleton
        return [
            at
            for at in self._places(start, end)
            if "\ue000" <= skeleton[at] <= "\ue004"
            and isinstance(token := tokens.get(at), Time)
            and token.period is not None
            and (not _is_same_period(token) or _STATED.match(skeleton, at + 1))
            and not self.patterns.base.search(skeleton, max(0, at - 4), at)
            and not self._is_base(token, at)
            and not (not heading and self.patterns.named.match(skeleton, at + 1) and token.period.edtf[4:] == "")
        ]

    def _is_base(self, token: Time, at: int) -> bool:
        """在2020年基础上翻一番, 是上年的2.2倍."""
        behind = self.patterns.base_behind.match(self.scan.skeleton, at + 1)
        if behind is None:
            return False
        return "基础" in behind.group() or (
            behind.group()[0] == "的" and token.mention.parts.get("yw", "")[:1] in ("上", "去")
        )

    def _when(self, place: int) -> When:
        token = self.scan.tokens[place]
        assert isinstance(token, Time)
        assert token.period is not None
        source = "document" if "now" in token.mention.parts else "text"
        if token.mention.last_day and not token.ahead and token.period.end is not None:
            return When(day_of(token.period.end), source, False)  # 年末常住人口: on that day, not in its month
        return When(token.period, source, token.ahead)

    def _governing(self, index: int) -> When | None:
        """The time that opens the nearest sentence before in the same paragraph; 年末 and 目前 reach no further."""
        block = self.scan.sentences[index].block
        for earlier in range(index - 1, -1, -1):
            sentence = self.scan.sentences[earlier]
            if sentence.block != block:
                return None
            reaching = self._reaching(earlier)
            if reaching:
                return self._when(reaching[0])
        return None

    def _reaching(self, index: int) -> list[int]:
        """The times of a sentence that date what follows it: those that open a clause, 年末 and 目前 and 上年 aside."""
        if index not in self._reached:
            self._reached[index] = self._times_reaching(self.scan.sentences[index])
        return self._reached[index]

    def _times_reaching(self, sentence: Sentence) -> list[int]:
        starts = [clause.start for clause in sentence.clauses]
        dateline = self.scan.page.blocks[sentence.block].dateline
        return [
            at
            for at in self._usable(sentence.start, sentence.end)
            if _reaches(self.scan.tokens[at])
            and self.scan.origin[at] >= dateline
            and not self.patterns.told.match(self.scan.skeleton, at + 1)
            and at - starts[bisect_left(starts, at + 1) - 1] <= LEAD
            and (at - sentence.start <= LEAD or not _is_bounded(self.scan.tokens[at]))
        ]

    def _opening(self, index: int) -> When | None:
        """For a figure in a headline: the first time of the article's body."""
        article = self.scan.page.blocks[self.scan.sentences[index].block].article
        for sentence in self.scan.sentences[index + 1 :]:
            block = self.scan.page.blocks[sentence.block]
            if block.article != article:
                return None
            usable = self._usable(sentence.start, sentence.end) if block.role == BODY else []
            if usable:
                return self._when(usable[0])
        return None

    def _heading(self, index: int) -> When | None:
        """二、2020年主要工作: the year of the heading over the paragraph, or of the article's headline."""
        block_index = self.scan.sentences[index].block
        if block_index not in self._headings:
            self._headings[block_index] = self._find_heading(index)
        return self._headings[block_index]

    def _find_heading(self, index: int) -> When | None:
        blocks = self.scan.page.blocks
        article = blocks[self.scan.sentences[index].block].article
        for earlier in range(index - 1, -1, -1):
            sentence = self.scan.sentences[earlier]
            block = blocks[sentence.block]
            if block.article != article:
                return None
            if block.role in (HEADLINE, SECTION):
                usable = [
                    at
                    for at in self._usable(sentence.start, sentence.end, heading=True)
                    if _names_year(self.scan.tokens[at])
                ]
                if usable:
                    return self._when(usable[0])
        return None

    def _dateline(self, index: int) -> When | None:
        """本报讯 8月15日: the first day that the article's first paragraph names."""
        article = self.scan.page.blocks[self.scan.sentences[index].block].article
        if article not in self._datelines:
            self._datelines[article] = self._find_dateline(article)
        return self._datelines[article]

    def _find_dateline(self, article: int) -> When | None:
        dated: int | None = None
        for sentence in self.scan.sentences:
            block = self.scan.page.blocks[sentence.block]
            if block.article == article and block.role == BODY and dated in (None, sentence.block):
                if not block.dateline:
                    return None
                for at in self._usable(sentence.start, sentence.end):
                    when = self._when(at)
                    if when.period.start is not None and when.period.start == when.period.end:
                        return When(when.period, "dateline", False)
                dated = sentence.block
            elif dated is not None:
                return None
        return None


def _is_same_period(token: Time) -> bool:
    """Whether a time is 上年同期 or the like, which mostly is the base of a comparison."""
    return "same" in token.mention.parts or "same2" in token.mention.parts


def _is_years(period: Period) -> bool:
    """Whether a period is of several whole years."""
    if period.start is None or period.end is None or period.start.year == period.end.year:
        return False
    return (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)


def _is_bounded(token: Any) -> bool:
    """Whether a time bounds what it dates (9月1日前, 自5月起), and so only its own member of a list."""
    return isinstance(token, Time) and bool(token.bound)


def _is_spell(period: Period) -> bool:
    """Whether a period is longer than a day."""
    return period.start != period.end


def _names_year(token: Any) -> bool:
    """Whether a heading's time is a whole year or more: the line 2018年3月15日 dates no section."""
    if not isinstance(token, Time) or token.period is None or token.period.start is None or token.period.end is None:
        return False
    return (token.period.end - token.period.start).days >= 360


def _reaches(token: Any) -> bool:
    parts = token.mention.parts
    if parts.get("yw", "").startswith("上"):
        return False
    return "now" not in parts and parts.get("lone", parts.get("part", "")) not in (
        "年末",
        "年底",
        "年初",
        "末",
        "底",
        "初",
    )


def clause_index(sentence: Sentence, place: int) -> int:
    """Which clause of a sentence a place of the skeleton stands in."""
    return next(i for i, clause in enumerate(sentence.clauses) if clause.start <= place < clause.end)
