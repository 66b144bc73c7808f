"""Time expressions: found by one pattern built from `rules/times.yaml`, resolved against the issue date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from taiyuan_facts.model import Period
from taiyuan_facts.patterns import branching, compile_words
from taiyuan_facts.scanning import calendar
from taiyuan_facts.scanning.context import Context
from taiyuan_facts.scanning.month_spans import number_of
from taiyuan_facts.scanning.resolving import Resolver
from taiyuan_facts.scanning.time_patterns import compile_times, time_anchors

_YEARS = frozenset(("y4", "y2", "yc", "roc", "era", "yw", "mw"))  # pieces that tell the year of a month
Bound = Literal["", "by", "since", "as_of", "vague"]


class TimeMention(NamedTuple):
    """A time expression in the text: its span, how it bounds time, and the pieces that it names."""

    start: int
    end: int
    bound: Bound
    parts: Mapping[str, str]
    last_day: bool = False  # 年末: what is so then is so on the last day of the period


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """The words of `times.yaml` and the pattern made of them."""

    words: Mapping[str, Any]
    pattern: Any = field(repr=False)
    names: tuple[str, ...] = field(repr=False)  # of the pattern's groups
    anchors: tuple[Any, ...] = field(repr=False)
    bounds: frozenset[str] = field(repr=False)
    bound_ends: frozenset[str] = field(repr=False)  # last characters of the bounding words
    longest_bound: int
    today: frozenset[str] = field(repr=False)  # 今天, 昨日: up to then is no plan
    plan_cue: Any = field(repr=False)
    plan_behind: Any = field(repr=False)
    whole_behind: Any = field(repr=False)  # 全年预期的46%: what makes a whole year the base of a comparison
    whole_before: Any = field(repr=False)  # 完成全年任务: and before it
    base: Any = field(repr=False)  # what ends before the base of a comparison
    base_behind: Any = field(repr=False)  # what stands behind one, a figure included

    @classmethod
    def build(cls, words: Mapping[str, Any], plan_words: list[str]) -> TimeGrammar:
        """``words``: the mapping of `times.yaml`; ``plan_words``: words that look ahead (预计, 力争)."""
        cue = compile_words(rf"(?:{branching(plan_words)})[^，。,；;\n]{{0,6}}$")
        bounds = frozenset(
            word for key in ("by_before", "since_before", "as_of_before") for word in words["bounds"][key]
        )
        ends = frozenset(word[-1] for word in bounds)
        return cls(
            words,
            *compile_times(words),
            time_anchors(words),
            bounds,
            ends,
            max(map(len, bounds)),
            frozenset(word for word, step in words["days"].items() if step not in _COUNTED_ON and int(step) <= 0),
            cue,
            compile_words(words["ahead_behind"]),
            *_bases(words),
        )

    def find(self, text: str, *, republican: bool = False) -> Iterator[TimeMention]:
        """All time expressions of a text, from left to right, without overlap.

        ``republican``: bare 八十三年 is a year of the Republic (see `is_republican`), not a length of time.
        """
        at = 0
        for anchor in sorted(found.start() for pattern in self.anchors for found in pattern.finditer(text)):
            if anchor < at:
                continue
            match = self._match(text, anchor, at)
            if match is None:
                continue
            parts = {name: value for name, value in zip(self.names, match.groups(), strict=True) if value}
            if "roc" in parts and not republican:
                continue
            start, end = match.span()
            end, at = self._bounded(parts, text, start, end)
            part = parts.get("lone") or parts.get("part", "")
            if part in self.words["whole_year"] and self._is_whole(text, start, end):
                continue
            if parts.keys() <= _YEAR and self._is_whole(text, start, end):
                parts = {"vague": text[start:end]}  # 提前完成2020年任务
            day = (parts.get("mp") or parts.get("mwp") or parts.get("mwlone") or "")[-1:]
            ended = day if day == "末" or "b_asof" in parts else ""
            last_day = part in self.words["last_day"] or "pend" in parts or ended in self.words["last_day"]
            yield TimeMention(start, end, _bound(parts, self.today), parts, last_day)

    def _bounded(self, parts: dict[str, str], text: str, start: int, end: int) -> tuple[int, int]:
        """Take from the pieces of an expression the words that do not bound it, and add those that do.

        Returns:
            Where the expression ends, and where the next one may begin.
        """
        behind = end
        if "b_since" in parts and "a_since" not in parts and _is_left(parts, text, end):
            del parts["b_since"]  # 从2020年的5.2万元提高到…, 从2月25日到3月5日: then, and not since
        if parts.get("b_by") in _UP_TO and _OF_LEVEL.match(text, end):
            del parts["b_by"]  # 提高到2020年的64%: then, and not by then
        if parts.get("b_asof") == "至" and _SO_FAR.match(text, end) and text[start - 1 : start] not in _LASTS:
            parts["b_asof"] = "截至"  # 至29日已有7100人; 持续至29日，共… lasts till then
        if not parts.keys().isdisjoint(("y4", "m")) and "b_asof" not in parts:
            behind = _end_of_event(parts, text, end)
            if behind > end:
                parts["a_since"] = "以来"  # 3月15日入汛以来, 自1月24日停航至今
        if parts.get("a_since") == "开始" and self.plan_cue.search(text, max(0, start - PLAN_NEAR), start):
            end -= len(parts.pop("a_since"))  # 预计四季度末｜开始量产: then, and not since
        return end, behind

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """完成全年预期的46.3%: a whole year as the base of a comparison; 全年计划新增5家 is of that year."""
        behind = self.whole_behind.match(text, end)
        return behind is not None and (behind[1] is not None or self.whole_before.search(text, 0, start) is not None)

    def is_republican(self, text: str) -> bool:
        """Whether a page, in its own characters, counts its years from the Republic as Taiwan's papers do."""
        republic = self.words["republic"]
        return bool(sum(map(text.count, republic["characters"])) >= republic["least"])

    def _match(self, text: str, anchor: int, free: int) -> Any:
        """The expression at an anchor, with the word that bounds it before (截至6月): the longest that stands there."""
        if anchor > free and text[anchor - 1] in self.bound_ends and not self._is_comparing(text, anchor):
            for length in range(min(self.longest_bound, anchor - free), 0, -1):
                if text[anchor - length : anchor] in self.bounds:
                    match = self.pattern.match(text, anchor - length)
                    if match is not None and match.end() > anchor:
                        return match
        return self.pattern.match(text, anchor)

    def _is_comparing(self, text: str, anchor: int) -> bool:
        """高于去年: the 于 of a comparison bounds no time."""
        return text[anchor - 1] == "于" and self.base.search(text, max(0, anchor - 4), anchor) is not None

    def looks_ahead(self, text: str, mention: TimeMention) -> bool:
        """Whether a word before it says that the time is still to come (预计10月底)."""
        if mention.bound in ("by", "since"):
            return mention.bound == "by"
        if "now" in mention.parts:  # 将店面从目前的8000家增至1万家
            return self.plan_cue.search(text, max(0, mention.start - PLAN_NEAR), mention.start) is not None
        if text[mention.start] == "从" or text[mention.start - 1 : mention.start] in ("从", "由"):
            return False  # 销量预测由年初的30万辆下调
        if self.plan_behind.match(text, mention.end) is not None:
            return True  # 月底｜就能出栏
        return self.plan_cue.search(text, max(0, mention.start - PLAN_NEAR), mention.start) is not None

    def goes_on(self, mention: TimeMention, planned: Period | None) -> bool:
        """5月底前封顶，｜10月份｜设备进场: whether a month follows on a plan of its sentence for one before."""
        if planned is None or planned.end is None or mention.bound or "m" not in mention.parts:
            return False
        return _YEARS.isdisjoint(mention.parts) and number_of(mention.parts["m"]) > planned.end.month

    def is_base(self, text: str, mention: TimeMention) -> bool:
        """Whether a time only says what something is held against (与2008年最高水平持平)."""
        if (
            mention.bound != "since"
            and text.startswith("的", mention.end)
            and _BASES & set(text[max(0, mention.start - 1) : mention.start + 1])
        ):
            return True  # 由去年的58小时压缩到21小时
        return self.base.search(text, max(0, mention.start - 4), mention.start) is not None

    def resolve(self, mention: TimeMention, context: Context, ahead: bool) -> Period | None:
        """The period that a mention names; ``ahead`` says that it lies in the future of the text. Updates ``context``.

        Returns:
            The period (EDTF, first and last day where the year is known), or None for 近日 and the like.
        """
        period = Resolver(self.words, context, ahead).resolve(mention.parts)
        if period is None:
            return None
        if period.start is not None and period.start == period.end:
            context.day = period.start
        if period.start is not None and period.end is not None and (period.end - period.start).days < DAYS_OF_MONTH:
            context.month = context.near_month = period.start
        if mention.bound == "since":
            return calendar.since(period, context.issued)
        return period


def _bases(words: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        compile_words(rf"(?:{branching(words['whole_year_behind'])})(的)?"),
        compile_words(rf"(?:{branching(words['whole_year_before'])})$"),
        compile_words(rf"(?:{branching(words['base_before'])})[\s“]?$"),
        compile_words(rf"的?(?:{branching(words['base_behind'])})|的?[\ue005-\uf8ff]倍?"),
    )


DAYS_OF_MONTH = 31
PLAN_NEAR = 12  # characters before a time that may hold a word of plans
_YEAR = frozenset({"y4", "yw"})
_COUNTED_ON = ("context", "next")
TO_AN_END = frozenset({"y4b", "m2", "mb", "m2d", "d2", "dd2", "me", "mpn"})

_BASES = frozenset("由从")
_UP_TO = ("到", "至")
_OF_LEVEL = compile_words(r"的[约近超逾]?[\d一二两三四五六七八九十百]")
_LASTS = frozenset("续长期迟")
_SO_FAR = compile_words(r"[，,]?(?:全[国省市县区球])?(?:已|累计|共(?![同建享])|合计|总计|尚|仍)")
_OF_EVENT = compile_words(r"[\p{Han}“”]{1,8}?以来(?!的|最|新)")
_UP_TO_NOW = compile_words(r"[\p{Han}“”]{1,14}?(?:至今|到[现目如]?[在前今]|至目前)")
_MOVED = compile_words(
    r"[^，,。；;\d]{0,12}?\d[\d.,]*[^，,。；;\d]{1,10}[，,]?[^，,。；;\d]{0,2}[升降涨跌增减缩扩落高低滑加少大小][\p{Han}]{0,2}[到至为]"
)
_LEVEL = compile_words(r"的|[\d一二两三四五六七八九十百]|[^，,。；;]{0,14}?(?:来看|来说|来讲)")


def _is_left(parts: Mapping[str, str], text: str, end: int) -> bool:
    """从2020年的5.2万元提高到…, 从2月25日到3月5日, 从2月最高价3.8元跌至0.3元: then, and not since."""
    if TO_AN_END & parts.keys() or _LEVEL.match(text, end):
        return True
    return parts["b_since"] == "从" and _MOVED.match(text, end) is not None


def _end_of_event(parts: Mapping[str, str], text: str, end: int) -> int:
    """Where what began at a time ends that lasts till now: 3月15日｜入汛以来; where the time ends if it does not."""
    event = _OF_EVENT.match(text, end) or ("b_since" in parts and _UP_TO_NOW.match(text, end))
    return event.end() if event else end


def _bound(parts: Mapping[str, str], today: Collection[str]) -> Bound:
    if "vague" in parts:
        return "vague"
    if "a_since" in parts:
        return "since"
    if "a_by" in parts:
        return "by"
    if "b_asof" in parts and parts["b_asof"] != "至":
        return "as_of"
    if "b_by" in parts or "b_asof" in parts:
        if "now" in parts or parts.get("dw") in today:
            return "as_of"  # 到现在, 时至今日
        return "by" if parts.get("b_by") != "于" else ""
    if parts.get("lone") == "年内" or parts.get("part") == "年内" or parts.get("mword") == "月内":
        return "by"
    return "since" if "b_since" in parts else ""


__all__ = ["Bound", "Context", "TimeGrammar", "TimeMention"]
