"""The times of a page that can date a figure, and which of them reach the sentences that follow."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from taiyuan_facts.attaching.date_patterns import DatePatterns
from taiyuan_facts.model import Period
from taiyuan_facts.patterns import compile_words
from taiyuan_facts.scanning.calendar import day_of, years
from taiyuan_facts.scanning.quantity import Quantity
from taiyuan_facts.scanning.scan import Scan, Sentence, Time
from taiyuan_facts.scanning.times import TO_AN_END

# 上年同期0.65元 is a date, 比上年同期 and 上年同期水平 are none.
_STATED = compile_words(r"(?:为|是|仅为?|只有)?[\ue005-\uf8ff]")

_LEVEL = compile_words(r"[^，,。；;\ue000-\ue004]{0,8}?[\ue005-\uf8ff][^。；;]{0,8}?[至到为]")  # 不到5%，上升至

# What stands before a base that a figure is a part or a multiple of.
_EQUALS = compile_words(r"(?:不足|仅|超过?|逾|接近|达到?|相当于|是|(?<![整变升降改增减调])为|占|及|不到|只有)了?$")

LEAD = 11  # characters that may stand before a time that opens its clause (据统计，其中…; 青泉县今年…)
LEAD_OF_DAY = 15  # 2025临江创新论坛今天（6日）在…开幕

LEAD_OF_HOLIDAY = 2  # before a holiday: 知晓今年清明祭扫政策 is about that day, and tells of none


class When(NamedTuple):
    """A period, where it comes from as the table says it (text, dateline, document), and whether it lies ahead.

    ``of_report``: it is only the year of a report (2026年政府工作报告), which tells of deeds of the year before;
    ``far``: another paragraph states it; ``as_of``: it is the last day of a month or year that is told of (截至3月底).
    """

    period: Period
    source: str
    ahead: bool
    of_report: bool = False
    far: bool = False
    as_of: bool = False


def year_looked_back_on(when: When) -> When:
    """The year before that of a report, in which was done what it tells of."""
    first = when.period.start
    return when if first is None else when._replace(period=years(first.year - 1, first.year - 1))


@dataclass(slots=True)
class PageTimes:
    """The times of one page, as dates of figures."""

    scan: Scan
    patterns: DatePatterns
    _reached: dict[int, list[int]] = field(default_factory=dict)  # by sentence, each asked for once

    def places(self, start: int, end: int) -> tuple[int, ...]:
        """Where tokens stand between two places of the skeleton."""
        places = self.scan.places
        return places[bisect_left(places, start) : bisect_left(places, end)]

    def usable(self, start: int, end: int, heading: bool = False) -> list[int]:
        """Places of the times that can date a figure: neither 近日 nor the base of a comparison."""
        tokens, skeleton = self.scan.tokens, self.scan.skeleton
        return [
            at
            for at in self.places(start, end)
            if "\ue000" <= skeleton[at] <= "\ue004"
            and isinstance(token := tokens.get(at), Time)
            and token.period is not None
            and not self._describes(token, at)
            and (not is_same_period(token) or _STATED.match(skeleton, at + 1))
            and not self._is_base(token, at)
            and not _SPELLED_OUT.match(skeleton, at + 1)
            and (heading or not self._is_held_beside(at))  # 十四五和2025年回顾
            and not (not heading and self._is_named(token, at))
        ]

    def _is_held_beside(self, at: int) -> bool:
        """与2008年最高水平持平: something is held against that time; 2015年和2020年 are both told of."""
        skeleton = self.scan.skeleton
        listed = skeleton[at + 1 : at + 2] != "的"  # 高于2008年和2009年的‹95万吨›和‹90万吨›
        while listed and at > 1 and skeleton[at - 1] in _LISTING and "\ue000" <= skeleton[at - 2] <= "\ue004":
            at -= 2  # 较一季度、上半年和前三季度分别提高
        base = self.patterns.base.search(skeleton, max(0, at - 4), at)
        if base is None:
            return False
        return base.group() not in _JOINING or not "\ue000" <= skeleton[base.start() - 1] <= "\ue004"

    def _is_named(self, token: Time, at: int) -> bool:
        """2023年…论坛: a year that only belongs to a name; 今年 does not."""
        if not token.mention.parts.keys() <= _BARE_YEAR:
            return False
        return self.patterns.named.match(self.scan.skeleton, at + 1) is not None

    def _describes(self, token: Time, at: int) -> bool:
        """延续去年以来的趋势, 创2011年以来新高, 5月交货的, 受6月暴雨影响: which trend, since when, which goods, why."""
        parts = token.mention.parts
        skeleton = self.scan.skeleton
        if self.patterns.set_at.match(skeleton, at + 1) is not None:
            return True
        if skeleton[at - 1] == "受" and self.patterns.caused.match(skeleton, at + 1) is not None:
            return True
        if "m" in parts and "d1" not in parts and self.patterns.delivered.match(skeleton, at + 1) is not None:
            return True
        if not parts.keys().isdisjoint(("back", "backb")):
            return self.patterns.in_years.match(skeleton, at + 1) is not None
        since = token.mention.parts.get("a_since") in _SINCE
        return since and self.patterns.since_when.match(skeleton, at + 1) is not None

    def _is_base(self, token: Time, at: int) -> bool:
        """在2020年基础上翻一番, 是上年的2.2倍."""
        behind = self.patterns.base_behind.match(self.scan.skeleton, at + 1)
        if behind is None:  # 以2010年能源消耗为基数
            return self.scan.skeleton[at - 1 : at] == "以" and self.patterns.indexed.match(self.scan.skeleton, at + 1)
        recovered = self.scan.page.flow.endswith("恢复", 0, token.start)  # 恢复至2019年的78.5%
        if self.scan.page.flow[token.start] in "到至" and not recovered:
            return False  # 减少到去年底的551人
        ratio = self.scan.tokens.get(behind.end() - 1)
        ratio_of = behind.group()[0] == "的" and isinstance(ratio, Quantity) and ratio.dimension in ("percent", "times")
        if ratio_of and (recovered or _EQUALS.search(self.scan.skeleton, max(0, at - 4), at)):
            return True  # 达到了1月的六成; but 由2015年的17.9%降至零
        return "基础" in behind.group() or (
            behind.group()[0] == "的" and token.mention.parts.get("yw", "")[:1] in ("上", "去")
        )

    def is_held_against(self, at: int) -> bool:
        """比2010年的580万套, 由上年的14.6%升至: whether a figure right behind a time is a base."""
        skeleton = self.scan.skeleton
        return self.is_left(at) or self.patterns.base.search(skeleton, max(0, at - 4), at) is not None

    def is_left(self, at: int) -> bool:
        """由上年的14.6%升至…: whether what is told moved on from there."""
        token = self.scan.tokens[at]
        if isinstance(token, Time) and self.patterns.leaving.match(self.scan.page.flow, token.start) is not None:
            return True  # 从 is part of the time itself
        return self.patterns.leaving.match(self.scan.skeleton, at - 1) is not None if at else False

    def when(self, place: int) -> When:
        """What the time at a place says of a figure."""
        token = self.scan.tokens[place]
        assert isinstance(token, Time)
        assert token.period is not None
        source = "document" if "now" in token.mention.parts else "text"
        issued, last = self.scan.page.document.issued, token.period.end
        ahead = token.ahead and (issued is None or last is None or last >= issued)  # 至去年底 lies behind
        if token.mention.last_day and not ahead and last is not None:
            state = token.bound == "as_of"
            return When(day_of(last), source, False, as_of=state)  # 年末常住人口: on that day, not in its month
        return When(token.period, source, token.ahead)

    def is_now(self, place: int) -> bool:
        """Whether a time is 目前 or the like."""
        token = self.scan.tokens[place]
        return isinstance(token, Time) and "now" in token.mention.parts

    def is_of_report(self, place: int) -> bool:
        """2026年｜政府工作报告 of February 2026: a report of the year at hand tells of the one before."""
        token, issued = self.scan.tokens[place], self.scan.page.document.issued
        if not isinstance(token, Time) or token.period is None or issued is None:
            return False
        at_hand = token.period.edtf == str(issued.year)
        return at_hand and self.patterns.report.match(self.scan.skeleton, place + 1) is not None

    def is_told(self, place: int) -> bool:
        """31日｜透露: whether a time is only the day of a report."""
        token = self.scan.tokens[place]
        told = self.patterns.told.match(self.scan.skeleton, place + 1)
        if told is not None and isinstance(token, Time) and token.bound in _NEVER_TOLD:
            return token.bound == "since" and "的" in told.group()  # 从昨日｜召开的会上获悉; 截至3月底，公布药品720种
        return told is not None

    def is_attributive(self, at: int) -> bool:
        """得益于｜去年底投产的｜电池项目: whether a time amid its clause only tells of what a noun is."""
        skeleton = self.scan.skeleton
        return skeleton[at - 1].isalnum() and self.patterns.attributive.match(skeleton, at + 1) is not None

    def is_founding(self, at: int) -> bool:
        """成立于1982年，…: whether a time only tells when something began."""
        flow, token = self.scan.page.flow, self.scan.tokens[at]
        start = token.start + (flow[token.start] == "于")
        return flow[start - 1] == "于" and self.patterns.founded.search(flow, max(0, start - 4), start) is not None

    def _is_of_level(self, at: int) -> bool:
        """从2019年的3.1万元升到2024年的4.6万元, 从1980年初不到5%上升至…: the time of one figure only."""
        if self.scan.skeleton.startswith("的", at + 1) and isinstance(self.scan.tokens.get(at + 2), Quantity):
            return True
        return self.is_level_left(at)

    def is_level_left(self, at: int) -> bool:
        """从1980年初不到5%上升至…: whether a level is told of that was left after that time."""
        token = self.scan.tokens[at]
        if not isinstance(token, Time) or token.bound not in ("", "by") or not _LEVEL.match(self.scan.skeleton, at + 1):
            return False
        return token.mention.parts.keys().isdisjoint({"now", *TO_AN_END}) and self.is_left(at)

    def reaching(self, index: int) -> list[int]:
        """The times of a sentence that date what follows it: those that open a clause, 年末 and 目前 and 上年 aside."""
        if index not in self._reached:
            self._reached[index] = self._times_reaching(self.scan.sentences[index])
        return self._reached[index]

    def may_reach(self, at: int, sentence: Sentence) -> bool:
        """Whether a time is one that can date what follows its sentence, wherever it stands in it."""
        dateline = self.scan.page.blocks[sentence.block].dateline
        told = self.scan.origin[at] < dateline or self.is_told(at)
        if at > sentence.start and self.patterns.due.match(self.scan.skeleton, at + 1) is not None:
            return False  # 水库10月底前下闸蓄水。新建…
        return _reaches(self.scan.tokens[at]) and not told and not self._is_of_level(at) and not self.is_founding(at)

    def _follows_figure(self, start: int, at: int) -> bool:
        """占比达到66%，近3年…: whether a figure stands between two places."""
        return any(isinstance(self.scan.tokens[place], Quantity) for place in self.places(start, at))

    def _times_reaching(self, sentence: Sentence) -> list[int]:
        starts = [clause.start for clause in sentence.clauses]
        return [
            at
            for at in self.usable(sentence.start, sentence.end)
            if self.may_reach(at, sentence)
            and at - starts[bisect_left(starts, at + 1) - 1] <= _lead(self.scan.tokens[at])
            and (at - sentence.start <= LEAD or not is_local(self.scan.tokens[at]))
            and not (is_counted_back(self.scan.tokens[at]) and self._follows_figure(sentence.start, at))
        ]


_SPELLED_OUT = compile_words(r"[（(][\ue000-\ue004][)）]")  # 上周（4月15日—19日）: the days in brackets
_LISTING = frozenset("、和与及")
_JOINING = frozenset("和与同")
_ENDS_OF_YEAR = frozenset({"年末", "年底", "年初", "末", "底", "初"})
_SINCE = frozenset({"以来", "之后", "以后", "来"})
_BARE_YEAR = frozenset({"y4", "y2", "yc", "roc", "era", "eran", "b_by", "b_asof"})
_NEVER_TOLD = frozenset({"as_of", "since"})


def is_same_period(token: Time) -> bool:
    """Whether a time is 上年同期 or the like, which mostly is the base of a comparison."""
    return "same" in token.mention.parts or "same2" in token.mention.parts


def _reaches(token: Any) -> bool:
    parts = token.mention.parts
    if parts.get("yw", "").startswith("上"):
        return False
    return "now" not in parts and parts.get("lone", parts.get("part", "")) not in _ENDS_OF_YEAR


def _lead(token: Any) -> int:
    if "hol" in token.mention.parts:
        return LEAD_OF_HOLIDAY
    return LEAD_OF_DAY if token.period is not None and token.period.start == token.period.end else LEAD


def is_local(token: Any) -> bool:
    """近3年提升21个百分点: what bounds time, or counts it back, dates in a sentence that goes on its own clause."""
    return is_bounded(token) or is_counted_back(token)


def is_counted_back(token: Any) -> bool:
    """Whether a time is 近3年 or the like."""
    return "back" in token.mention.parts


def is_bounded(token: Any) -> bool:
    """Whether a time bounds what it dates (9月1日前, 自5月起), and so only its own member of a list."""
    return isinstance(token, Time) and bool(token.bound)
