"""How good facts are, measured against gold figures made by hand.

The definitions. A fact meets a gold figure where their characters overlap; each meets at most one of the other side,
those that agree best first. It has *found* the figure when value and unit agree too, or for a due date its last day.
A fact that meets only optional figures counts neither way.

    figure      precision, recall and F1 of figures found
    kind, subject, indicator, item, date, status, qualifier
                the share that is right, of the figures found whose gold states the column
    fact        F1 of whole facts: found, and kind, subject and date right
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from taiyuan_facts.model import HEADLINE_KINDS, Fact

JUDGED = ("kind", "subject", "indicator", "item", "date", "status", "qualifier")
WHOLE = ("kind", "subject", "date")  # what must be right in a whole fact
DUE = "date"  # the unit of a due date in the gold

# Base unit → the units that are measured in it, with their factors. Written down here and not taken from rules/, so
# that a wrong unit there is found here.
SCALES: Mapping[str, str] = {
    "瓦": "瓦 1 W 1 千瓦 1e3 kW 1e3 KW 1e3 兆瓦 1e6 MW 1e6 吉瓦 1e9 GW 1e9",
    "瓦时": "瓦时 1 千瓦时 1e3 kWh 1e3 度 1e3 兆瓦时 1e6 MWh 1e6 吉瓦时 1e9 GWh 1e9",
    "克": "克 1 斤 500 公斤 1e3 千克 1e3 kg 1e3 吨 1e6 t 1e6",
    "米": "毫米 0.001 mm 0.001 厘米 0.01 cm 0.01 米 1 m 1 千米 1e3 公里 1e3 km 1e3",
    "平方米": "平方米 1 平米 1 ㎡ 1 公顷 1e4 平方千米 1e6 平方公里 1e6",
    "立方米": "立方米 1 方 1",
    "%": "% 1 ％ 1 成 10 ‰ 0.1",
    "百分点": "百分点 1",
    "秒": "秒 1 分钟 60 小时 3600",
    "日": "日 1 天 1",
    "周": "周 1 星期 1",
    "月": "月 1",
    "年": "年 1 周年 1 载 1",
}
FACTORS = {
    unit: (base, Decimal(factor))
    for base, units in SCALES.items()
    for unit, factor in zip(units.split()[::2], units.split()[1::2], strict=True)
}
# Powers of ten before a unit or a classifier.
TENS = {"十": 1, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11}
TENS |= {"万亿": 12}
_TENS = re.compile("|".join(sorted(TENS, key=len, reverse=True)))
_SIMPLIFIED = str.maketrans("億萬噸個點畝公頃", "亿万吨个点亩公顷")
_MARKS = re.compile(r"[\s“”\"'‘’《》（）()，,。、；：:·—-]")
CLOSE = Decimal("1e-6")  # relative, for periodic fractions
ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold figure; the first of several answers is the best."""

    quote: str
    start: int
    end: int
    kinds: tuple[str, ...]
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    due: str | None
    qualifiers: tuple[str, ...]
    subjects: tuple[str, ...]
    indicators: tuple[str, ...]
    items: tuple[str, ...]
    periods: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    optional: bool

    @classmethod
    def from_line(cls, line: Mapping[str, Any], text: str) -> Gold:
        """A line of a gold file, placed in its text; ValueError where the context or quote does not stand there."""
        start = line.get("start")
        if start is None:
            start = text.index(line["context"]) + line["context"].index(line["quote"])
        if text[start : start + len(line["quote"])] != line["quote"]:
            raise ValueError(f"{line['quote']!r} does not stand at {start}")
        return cls(
            quote=line["quote"],
            start=start,
            end=start + len(line["quote"]),
            kinds=(line["kind"], *line.get("kind_also", ())),
            value=_decimal(line["value"]),
            value_max=_decimal(line.get("value_max")),
            unit=line["unit"],
            due=line["due"],
            qualifiers=(line["qualifier"], *line.get("qualifier_also", ())),
            subjects=tuple(line["subject"]),
            indicators=tuple(line["indicator"]),
            items=tuple(line["item"]),
            periods=tuple((first, last) for first, last in line["date"] or ()),
            statuses=(line["status"], *line.get("status_also", ())),
            optional=line["optional"],
        )

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that the figure counts in."""
        return groups_of(self.kinds[0])


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text else None


def groups_of(kind: str) -> tuple[str, ...]:
    """The groups that a kind counts in: all, the headline four, and its own."""
    return ("all", "headline", kind) if kind in HEADLINE_KINDS else ("all", kind)


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The value in the base unit, and that unit: 5000万元 and 0.5亿元 come out the same.

    The period of a rate by year is left out, since the table has it in a column of its own.
    """
    measure, _, per = unit.strip().translate(_SIMPLIFIED).partition("/")
    if measure.startswith("个") and measure != "个":
        measure = measure[1:]
    base, factor = FACTORS.get(measure, ("", Decimal(1)))
    tens = _TENS.match(measure)
    if not base and tens:
        measure = measure[tens.end() :]
        base, factor = FACTORS.get(measure, ("", Decimal(1)))
        factor = factor.scaleb(TENS[tens[0]])
    return value * factor, (base or measure) + ("" if per == "年" else per)


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= CLOSE * abs(other)


def finds(fact: Fact, gold: Gold) -> bool:
    """Whether value and unit agree, or for a due date the last day. Classifiers of counts are a matter of taste."""
    if gold.unit == DUE:
        return str(fact.date_end) == gold.due
    if fact.value is None or gold.value is None:
        return False
    value, unit = to_base(fact.value, fact.unit)
    wanted, wanted_unit = to_base(gold.value, gold.unit)
    if unit != wanted_unit and not fact.kind == gold.kinds[0] == "count":
        return False
    if gold.value_max is not None and (
        fact.value_max is None
        or not _close(to_base(fact.value_max, fact.unit)[0], to_base(gold.value_max, gold.unit)[0])
    ):
        return False
    return _close(value, wanted)


def named(answers: Iterable[str], text: str) -> bool:
    """Whether the text is one of the answers, or shares a run of characters with it that is long enough for both."""
    got = _MARKS.sub("", text)
    for answer in (_MARKS.sub("", answer) for answer in answers):
        if not answer or not got:
            continue
        shared = difflib.SequenceMatcher(None, answer, got, autojunk=False).find_longest_match().size
        if 2 * shared >= ALIKE * (len(answer) + len(got)):
            return True
    return False


def judge(fact: Fact, gold: Gold) -> dict[str, bool]:
    """Column → whether it is right, for the columns that the gold states."""
    verdict = {"kind": fact.kind in gold.kinds, "status": fact.status in gold.statuses}
    for column, answers in (("subject", gold.subjects), ("indicator", gold.indicators), ("item", gold.items)):
        if answers:
            verdict[column] = named(answers, getattr(fact, column))
    if gold.unit != DUE:
        verdict["qualifier"] = fact.qualifier in gold.qualifiers
        if gold.periods:
            verdict["date"] = (str(fact.date_start), str(fact.date_end)) in gold.periods
    return verdict


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold figure that is no whole fact, or a fact that is no gold figure; ``why`` in a few words."""

    start: int
    why: str
    gold: Gold | None
    fact: Fact | None


@dataclass(slots=True)
class Score:
    """The counts of one document or of several, by group, and what was missed."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def add(self, groups: Iterable[str], counts: Mapping[str, int]) -> None:
        """Count something in each of the groups."""
        for group in groups:
            self.counts.setdefault(group, Counter()).update(counts)

    def figures(self, group: str) -> dict[str, float | int | None]:
        """What the table of scores shows of a group; None for a column that no gold states."""
        n = self.counts.get(group, Counter())
        row: dict[str, float | int | None] = {
            "gold": n["gold"],
            "rows": n["rows"],
            "precision": n["found"] / n["rows"] if n["rows"] else 0.0,
            "recall": n["found"] / n["gold"] if n["gold"] else 0.0,
            "figure": self.f1(group, "found"),
            "fact": self.f1(group, "whole"),
        }
        for column in JUDGED:
            row[column] = n[f"{column} right"] / n[f"{column} stated"] if n[f"{column} stated"] else None
        return row

    def f1(self, group: str, hits: str) -> float:
        """F1 of the group, from hits (``found`` or ``whole``), gold and rows: 2h / (g + r)."""
        n = self.counts.get(group, Counter())
        return 2 * n[hits] / (n["gold"] + n["rows"]) if n[hits] else 0.0


def total(scores: Iterable[Score]) -> Score:
    """Several documents as one."""
    whole = Score()
    for score in scores:
        for group, counts in score.counts.items():
            whole.add([group], counts)
        whole.misses += score.misses
    return whole


def score(golds: Sequence[Gold], facts: Sequence[Fact]) -> Score:
    """The score of the facts of one document against its gold."""
    meetings = [
        (finds(fact, gold), fact.kind in gold.kinds, overlap, -abs(gold.start - fact.start), g, f)
        for g, gold in enumerate(golds)
        for f, fact in enumerate(facts)
        if (overlap := min(gold.end, fact.end) - max(gold.start, fact.start)) > 0
    ]
    fact_of: dict[int, int] = {}
    gold_of: dict[int, int] = {}
    for *_, g, f in sorted(meetings, key=lambda meeting: meeting[:4], reverse=True):
        if g not in fact_of and f not in gold_of:
            fact_of[g], gold_of[f] = f, g
    result = Score()
    for g, gold in enumerate(golds):
        if not gold.optional:
            _count_gold(result, gold, facts[fact_of[g]] if g in fact_of else None)
    beside_optional = {f for *_, g, f in meetings if golds[g].optional and f not in gold_of}
    for f, fact in enumerate(facts):
        if f in beside_optional or (f in gold_of and golds[gold_of[f]].optional):
            continue
        result.add(groups_of(fact.kind), {"rows": 1})
        if f not in gold_of:
            result.misses.append(Miss(fact.start, "not in the gold", None, fact))
    result.misses.sort(key=lambda miss: miss.start)
    return result


def _count_gold(result: Score, gold: Gold, fact: Fact | None) -> None:
    found = fact is not None and finds(fact, gold)
    verdict = judge(fact, gold) if fact is not None and found else {}
    wrong = [column for column in WHOLE if verdict.get(column) is False]
    counts = {"gold": 1, "found": int(found), "whole": int(found and not wrong)}
    for column, right in verdict.items():
        counts |= {f"{column} stated": 1, f"{column} right": int(right)}
    result.add(gold.groups, counts)
    if fact is None or not found:
        result.misses.append(Miss(gold.start, "missed" if fact is None else "other value", gold, fact))
    elif wrong:
        result.misses.append(Miss(gold.start, f"wrong {', '.join(wrong)}", gold, fact))
