"""Time expressions: found by one pattern built from `rules/times.yaml`, resolved against the issue date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from taiyuan_facts.model import Period
from taiyuan_facts.patterns import compile_words, either
from taiyuan_facts.scanning import calendar
from taiyuan_facts.scanning.calendar import UNKNOWN_YEAR
from taiyuan_facts.scanning.numerals import parse_numeral

Bound = Literal["", "by", "since", "as_of", "vague"]

_N2 = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_TO = r"(?:\s?[-—–~～－―]{1,2}\s?|至|到)"
_CLOCK = rf"(?:(?:上午|下午|晚间?|凌晨|清晨|中午|傍晚|早晨|早上|晚上|夜间|深夜|一早)?(?:{_N2}[时点](?:{_N2}分|半|许|整)?|\d{{1,2}}[:：]\d\d)?)"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in the text: its span, how it bounds time, and the pieces that it names."""

    start: int
    end: int
    bound: Bound
    parts: Mapping[str, str]


@dataclass(slots=True)
class Context:
    """What earlier text says of the year, month and day; ``heading_year`` is from a heading (2020年工作回顾)."""

    issued: date | None
    heading_year: int | None = None
    year: int | None = None
    day: date | None = None

    def base_year(self) -> int:
        """The year that a month without one belongs to, as far as it is known."""
        if self.year is not None:
            return self.year
        if self.heading_year is not None:
            return self.heading_year
        return self.issued.year if self.issued else UNKNOWN_YEAR


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """The words of `times.yaml` and the pattern made of them."""

    words: Mapping[str, Any]
    pattern: Any = field(repr=False)
    anchors: tuple[Any, ...] = field(repr=False)
    bounds: frozenset[str] = field(repr=False)
    longest_bound: int
    plan_cue: Any = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, Any], plan_words: list[str]) -> TimeGrammar:
        """``words``: the mapping of `times.yaml`; ``plan_words``: words that look ahead (预计, 力争)."""
        cue = compile_words(rf"(?:{'|'.join(plan_words)})[^，。,；;]{{0,6}}$")
        bounds = frozenset(word for key in ("by_before", "since_before", "as_of_before") for word in words["bounds"][key])
        return cls(words, compile_words(_pattern(words)), _anchors(words), bounds, max(map(len, bounds)), cue)

    def find(self, text: str) -> Iterator[TimeMention]:
        """All time expressions of a text, from left to right, without overlap."""
        at = 0
        for anchor in sorted(found.start() for pattern in self.anchors for found in pattern.finditer(text)):
            if anchor < at:
                continue
            match = self._match(text, anchor, at)
            if match is None:
                continue
            at = match.end()
            parts = {name: value for name, value in match.groupdict().items() if value}
            yield TimeMention(match.start(), match.end(), _bound(parts), parts)

    def _match(self, text: str, anchor: int, free: int) -> Any:
        """The expression at an anchor, with the word that bounds it before (截至6月): the longest that stands there."""
        for length in range(min(self.longest_bound, anchor - free), 0, -1):
            if text[anchor - length : anchor] in self.bounds:
                match = self.pattern.match(text, anchor - length)
                if match is not None and match.end() > anchor:
                    return match
        return self.pattern.match(text, anchor)

    def looks_ahead(self, text: str, mention: TimeMention) -> bool:
        """Whether a word before it says that the time is still to come (预计10月底)."""
        if mention.bound == "by":
            return True
        return self.plan_cue.search(text, max(0, mention.start - 12), mention.start) is not None

    def resolve(self, mention: TimeMention, context: Context, ahead: bool) -> Period | None:
        """The period that a mention names; ``ahead`` says that it lies in the future of the text. Updates ``context``.

        Returns:
            The period (EDTF, first and last day where the year is known), or None for 近日 and the like.
        """
        period = _Resolver(self.words, context, ahead).resolve(mention.parts)
        if period is None:
            return None
        if mention.bound == "since":
            return calendar.since(period, context.issued)
        if period.start is not None and period.start == period.end:
            context.day = period.start
        return period


def _either(words: Any) -> str:
    return f"(?:{either(words)})"


def _pattern(words: Mapping[str, Any]) -> str:
    bounds = words["bounds"]
    year = (
        rf"(?:(?<![\d.])(?:(?<y4>(?:1[5-9]|20)\d\d)(?:{_TO}(?<y4b>(?:1[5-9]|20)\d\d))?|(?<y2>[5-9]\d(?=年[\d底初末代])))\s?年(?!级|期|轮|龄|版)(?:度(?!假|过|汛))?"
        r"|(?<yc>[一二][九〇零○0-9一二三四五六七八][〇零○一二三四五六七八九]{2})年"
        rf"|(?<era>{_either(words['eras'])})(?<eran>元|{_N2}|[一二三四五六七八九十]{{1,4}})年"
        rf"|(?<yw>{_either(words['years'])}))"
    )
    day = rf"(?:(?<d1>{_N2})(?:[日号]{_CLOCK}(?:[、,](?<!\d,){_N2})?)?(?:(?:{_TO}|、|和)(?:(?<m2d>{_N2})月)?(?<d2>{_N2}))?[日号]{_CLOCK})"
    month = (
        rf"(?:(?<![个第\d.])(?<m1>{_N2})月份?{_TO}(?<m2>{_N2})月份?(?<mp2>底|末)?"
        rf"|(?<![第\d.])(?<ma>{_N2}){_TO}(?<mb>{_N2})月份?"
        rf"|(?<![个第\d.])(?<m>{_N2})月(?:{day}|(?<mp>{_either(words['days_of_month'])}(?!旬|国|央|秋|心|型|共|等|小))?)"
        rf"|前(?<mn>{_N2})个?月)"
    )
    lone_parts = [part for part in words["parts"] if part not in words["parts_need_year"]]
    part = rf"(?<part>{_either(words['parts'])}(?!级|旬|次|期|段|段|始|步|心|端|尾|日|衷|夜|中|高))"
    lone = rf"(?<!每|半|近|历|\d|[一二三四五六七八九十百两几数])(?<lone>{_either(lone_parts)}(?!会|报|级))"
    span = r"(?<both>今明(?:两年|后三年)|去今两年|今后两年)"
    month_word = rf"(?<mw>{_either(words['months'])})"
    day_only = rf"(?<!发布|公告|届满|到期|截止|召开|开标|之日)(?<!发布的|公告的|届满的|到期的|召开的)(?<![第近历满达每隔共逾过续期足前后初约\d.—-])(?:(?<dd>\d{{1,2}}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)日{_CLOCK}(?:{_TO}(?<dd2>{_N2})日{_CLOCK})?)(?!内|之内|以内|游|均|报|志|程|产|照|常|用|龄|间|制|后)"
    plan = rf"[“\"‘「『]?(?<plan>{_either(words['plans'])})[”\"’」』]?(?<plantail>{_either(words['plan_tails'])})"
    back = rf"(?:(?:{_either(words['back']['before'])})(?<back>{_N2})年(?:{_either(words['back']['after'])})?|(?<![\d第]|[一二三四五六七八九十百])(?<backb>[二两三四五六七八九十]|\d)年(?:来(?!自)|间))"
    core = (
        rf"(?:{back}|{span}(?:[^，。,；;\s]{{0,4}}期)?"
        rf"|{year}(?:的|\s)?(?:{month}|{part}|(?<same>{_either(words['same_period'])}))?"
        rf"|{month_word}(?:{day}|(?<mwp>{_either(words['days_of_month'])}(?!国|央|秋))|(?<mwlone>{_either(words['month_words'])}))?"
        rf"|{month}|{lone}|(?<!\w)(?<mword>{_either(words['month_words'])})"
        rf"|(?<dw>{_either(words['days'])})|(?<ww>{_either(words['weeks'])})"
        rf"|(?<now>{_either(words['now'])})|(?<vague>{_either(words['vague'])})"
        rf"|{day_only}"
        rf"|(?:(?:上个?世纪|(?<century>19|20|二十世纪|20世纪))?(?<decade>[1-9]0|[二三四五六七八九]十|[二三四五六七八九][〇零○0])年代)"
        rf"|{plan})"
    )
    before = (
        rf"(?:(?<b_asof>{_either(bounds['as_of_before'])})|(?<b_by>{_either(bounds['by_before'])})|(?<b_since>{_either(bounds['since_before'])}))?"
    )
    after = (
        rf"(?:(?<a_by>{_either(bounds['by_after'])}(?![往来进几])(?!期|段|列|景|沿|后|容|部|地|需|外|陆|蒙))|(?<a_since>{_either(bounds['since_after'])}(?![自到]))|(?<same2>{_either(words['same_period'])}))?"
    )
    return rf"{before}{core}{after}"


def _anchors(words: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where a time expression can begin, its bounding word aside: cheap to scan for, so that the full pattern is tried
    at few places. Each pattern begins with a set or with literals only, which lets the engine skip what cannot match."""
    lone = [part for part in words["parts"] if part not in words["parts_need_year"] and not part[0].isdigit()]
    literal = [word for key in ("years", "months", "days", "weeks", "now", "vague", "eras", "month_words") for word in words[key]]
    literal += [*lone, "今明", "去今", "今后两年", "上世纪", "上个世纪", *words["back"]["before"], "前"]
    literal += [mark + plan for plan in words["plans"] for mark in ("", *"“\"‘「『")]
    to = r"\s?[-—–~～－―至到]{1,2}\s?"
    return (
        compile_words(rf"\d(?:\d{{0,3}}(?:{to}\d{{1,4}})?\s?[年月日]|0年代|0?世纪|季度)"),
        compile_words(rf"[一二两三四五六七八九十廿卅〇零○](?:[一二三四五六七八九十〇零○\d]{{0,3}}(?:{to}[一二三四五六七八九十]{{1,3}})?[年月日]|季度)"),
        compile_words(either(dict.fromkeys(literal))),
    )


def _bound(parts: Mapping[str, str]) -> Bound:
    if "vague" in parts:
        return "vague"
    if "a_since" in parts:
        return "since"
    if "a_by" in parts:
        return "by"
    if "b_asof" in parts and parts["b_asof"] != "至":
        return "as_of"
    if "b_by" in parts or "b_asof" in parts:
        return "by" if parts.get("b_by") != "于" else ""
    if parts.get("lone") == "年内" or parts.get("part") == "年内" or parts.get("mword") == "月内":
        return "by"
    return "since" if "b_since" in parts else ""


def _number(text: str) -> int:
    value = parse_numeral(text)
    return int(value) if value is not None else 0


@dataclass(frozen=True, slots=True)
class _Resolver:
    words: Mapping[str, Any]
    context: Context
    ahead: bool

    def resolve(self, parts: Mapping[str, str]) -> Period | None:
        if "vague" in parts:
            return None
        if "now" in parts:
            return calendar.day_of(self.context.issued) if self.context.issued else None
        for name, method in _METHODS:
            if name in parts:
                return method(self, parts)
        return None

    def _year(self, parts: Mapping[str, str]) -> int | None:
        """The year that stands in the expression; None where there is none."""
        if "y4" in parts:
            return int(parts["y4"])
        if "y2" in parts:
            return 1900 + int(parts["y2"])
        if "yc" in parts:
            return _number("".join(parts["yc"]))
        if "era" in parts:
            return int(self.words["eras"][parts["era"]]) + (1 if parts["eran"] == "元" else _number(parts["eran"])) - 1
        if "yw" in parts:
            return self._relative_year(parts["yw"])
        return None

    def _relative_year(self, word: str) -> int:
        step = self.words["years"][word]
        context = self.context
        issue_year = context.issued.year if context.issued else UNKNOWN_YEAR
        if step in ("context", "next"):
            base = context.year or context.heading_year or issue_year
            return base + (step == "next") if base else UNKNOWN_YEAR
        if word.startswith("上") and context.heading_year:
            return context.heading_year - 1
        return issue_year + int(step) if issue_year else UNKNOWN_YEAR

    def of_year(self, parts: Mapping[str, str]) -> Period:
        year = self._year(parts) or UNKNOWN_YEAR
        if "same" in parts or "same2" in parts:
            return calendar.years(year, year)
        if year and not self._is_base(parts):
            self.context.year = year
        if "y4b" in parts:
            return calendar.years(year, int(parts["y4b"]))
        if "part" in parts:
            first, last = self.words["parts"][parts["part"]]
            return calendar.months(year, first, last)
        return self._of_month(parts, year) if any(k in parts for k in ("m", "m1", "ma", "mn")) else calendar.years(year, year)

    def _is_base(self, parts: Mapping[str, str]) -> bool:
        """比上年, 上年: the base of a comparison does not set the year of what follows."""
        return parts.get("yw", "").startswith(("上年", "昨年"))

    def _of_month(self, parts: Mapping[str, str], year: int) -> Period:
        if "mn" in parts:
            return calendar.months(year, 1, min(max(_number(parts["mn"]), 1), 12))
        if "m1" in parts or "ma" in parts:
            first, last = _number(parts.get("m1") or parts["ma"]), _number(parts.get("m2") or parts["mb"])
            if not (1 <= first <= 12 and 1 <= last <= 12):
                return calendar.years(year, year)
            later = year + 1 if last < first and year else year
            return calendar.make_period((year, first, 1), (later, last, calendar.last_day(later, last)))
        month = _number(parts["m"])
        if not 1 <= month <= 12:
            return calendar.years(year, year)
        if "d1" in parts:
            return self._of_days(parts, year, month)
        first, last = self.words["days_of_month"].get(parts.get("mp", ""), (1, 0))
        return calendar.make_period((year, month, first), (year, month, last or calendar.last_day(year, month)))

    def _of_days(self, parts: Mapping[str, str], year: int, month: int) -> Period:
        first = min(_number(parts["d1"]), calendar.last_day(year, month)) or 1
        if "d2" not in parts:
            return calendar.make_period((year, month, first), (year, month, first))
        last_month = _number(parts["m2d"]) if "m2d" in parts else month
        last_month = last_month if 1 <= last_month <= 12 else month
        later = year + 1 if last_month < month and year else year
        last = min(_number(parts["d2"]), calendar.last_day(later, last_month)) or 1
        return calendar.make_period((year, month, first), (later, last_month, last))

    def of_bare_month(self, parts: Mapping[str, str]) -> Period:
        return self._settle(lambda year: self._of_month(parts, year))

    def of_lone_part(self, parts: Mapping[str, str]) -> Period:
        first, last = self.words["parts"][parts["lone"]]
        return self._settle(lambda year: calendar.months(year, first, last))

    def _settle(self, make: Any) -> Period:
        """The year of a month or part without one: that of the context, else the one that fits the tense."""
        context = self.context
        if context.year or context.heading_year or context.issued is None:
            period: Period = make(context.base_year())
            return period
        period = make(context.issued.year)
        if period.start is None or period.end is None:
            return period
        if self.ahead and period.end < context.issued - timedelta(days=60):
            return make(context.issued.year + 1)  # type: ignore[no-any-return]
        if not self.ahead and self._is_past_year(period):
            return make(context.issued.year - 1)  # type: ignore[no-any-return]
        return period

    def _is_past_year(self, period: Period) -> bool:
        """12月20日 in a page of January is last year's; 全年 in a page of February too."""
        issued = self.context.issued
        assert issued is not None and period.start is not None and period.end is not None
        whole_year = period.start.month == 1 and period.end.month == 12 and issued.month <= 4
        return whole_year or (period.start - issued).days > 150

    def of_both(self, parts: Mapping[str, str]) -> Period | None:
        if self.context.issued is None:
            return None
        year = self.context.issued.year
        spans = {"今明两年": (0, 1), "今明后三年": (0, 2), "去今两年": (-1, 0), "今后两年": (1, 2)}
        first, last = spans.get(parts["both"], (0, 1))
        return calendar.years(year + first, year + last)

    def of_years_back(self, parts: Mapping[str, str]) -> Period | None:
        """五年来: the years up to the one that the heading reports on, else up to the year of issue."""
        issued = self.context.issued
        last = self.context.heading_year or (issued.year - (issued.month <= 3) if issued else None)
        count = _number((parts.get("back") or parts["backb"]).replace("两", "二"))
        return calendar.years(last - count + 1, last) if last and 0 < count < 100 else None

    def of_month_word(self, parts: Mapping[str, str]) -> Period | None:
        step = self.words["months"][parts["mw"]]
        base = self.context.day if step == "context" else self.context.issued
        base = base or self.context.issued
        if base is None:
            return None
        index = base.year * 12 + base.month - 1 + (0 if step == "context" else int(step))
        year, month = divmod(index, 12)
        if "d1" in parts:
            return self._of_days(parts, year, month + 1)
        tail = self.words["days_of_month"].get(parts.get("mwp", "")) or self.words["month_words"].get(parts.get("mwlone", ""))
        first, last = tail or (1, 0)
        return calendar.make_period((year, month + 1, first), (year, month + 1, last or calendar.last_day(year, month + 1)))

    def of_lone_month_word(self, parts: Mapping[str, str]) -> Period | None:
        base = self.context.issued
        if base is None:
            return None
        first, last = self.words["month_words"][parts["mword"]]
        return calendar.make_period((base.year, base.month, first), (base.year, base.month, last or calendar.last_day(base.year, base.month)))

    def of_day_word(self, parts: Mapping[str, str]) -> Period | None:
        step = self.words["days"][parts["dw"]]
        base = self.context.day or self.context.issued if step in ("context", "next") else self.context.issued
        if base is None:
            return None
        offset = 0 if step == "context" else 1 if step == "next" else int(step)
        return calendar.day_of(calendar.shift(base, offset))

    def of_week_word(self, parts: Mapping[str, str]) -> Period | None:
        if self.context.issued is None:
            return None
        monday = calendar.shift(self.context.issued, 7 * int(self.words["weeks"][parts["ww"]]) - self.context.issued.weekday())
        sunday = calendar.shift(monday, 6)
        return calendar.make_period((monday.year, monday.month, monday.day), (sunday.year, sunday.month, sunday.day))

    def of_bare_day(self, parts: Mapping[str, str]) -> Period | None:
        """8日, 8日至11日: of the month that the text named last, else of the issue's, never after it unless ahead."""
        base = self.context.day or self.context.issued
        if base is None:
            return None
        first, last = _number(parts["dd"]), _number(parts.get("dd2", "")) or _number(parts["dd"])
        year, month = base.year, base.month
        if self.context.day is None and not self.ahead and first > base.day:
            year, month = divmod(year * 12 + month - 2, 12)
            month += 1
        limit = calendar.last_day(year, month)
        if not 1 <= first <= limit:
            return None
        return calendar.make_period((year, month, first), (year, month, min(max(first, last), limit)))

    def of_decade(self, parts: Mapping[str, str]) -> Period:
        tens = _number(parts["decade"])
        century = 2000 if parts.get("century") == "20" and tens < 30 else 1900
        return calendar.years(century + tens, century + tens + 9)

    def of_plan(self, parts: Mapping[str, str]) -> Period | None:
        first, last = self.words["plans"][parts["plan"]]
        reach = self.words["plan_tails"][parts["plantail"]]
        if reach == "none":
            return None
        if reach == "last":
            return calendar.years(last, last)
        return calendar.years(first, first) if reach == "first" else calendar.years(first, last)


_METHODS = (
    ("back", _Resolver.of_years_back), ("backb", _Resolver.of_years_back), ("both", _Resolver.of_both), ("y4", _Resolver.of_year), ("y2", _Resolver.of_year), ("yc", _Resolver.of_year),
    ("era", _Resolver.of_year), ("yw", _Resolver.of_year), ("mw", _Resolver.of_month_word), ("m", _Resolver.of_bare_month),
    ("m1", _Resolver.of_bare_month), ("ma", _Resolver.of_bare_month), ("mn", _Resolver.of_bare_month),
    ("lone", _Resolver.of_lone_part), ("mword", _Resolver.of_lone_month_word), ("dw", _Resolver.of_day_word),
    ("ww", _Resolver.of_week_word), ("dd", _Resolver.of_bare_day), ("decade", _Resolver.of_decade), ("plan", _Resolver.of_plan),
)  # fmt: skip
