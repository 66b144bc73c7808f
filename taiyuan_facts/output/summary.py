"""What an analyst looks at first in a facts table: counts, totals, the largest, the fastest, and what is due next."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taiyuan_facts.model import KINDS, Fact

# 全市 and 全国 hold what their parts hold: added to those, it would count twice.
_WHOLE_PLACE = re.compile(r"[全我本各].{1,3}")
_UNITS = 3  # that a kind is ranked in: 吉瓦, 万吨/年 and 台 have no order among them
_ADDED_KINDS = ("investment", "capacity")
# 24亿元 of at most, or of more than that by an unknown measure, is no sum of money; 约 and 近 are near enough.
_ADDED_QUALIFIERS = ("exact", "about", "nearly", "over")


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one measure over different subjects: of one status, unit and period, never of ranges or bounds."""

    kind: str
    indicator: str
    item: str
    status: str
    value: Decimal
    unit: str
    per: str
    subjects: int
    about: bool  # whether one of the figures is said to be about, nearly or over


@dataclass(frozen=True, slots=True)
class Ranking:
    """Facts of one kind and unit, the largest first, each figure of a subject once; ``count`` is of all."""

    kind: str
    unit: str
    count: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A facts table at a glance. ``as_of`` is the day from which on deadlines are shown; None where none is known."""

    facts: int
    documents: int
    kinds: tuple[tuple[str, int], ...]
    totals: tuple[Total, ...]
    largest: tuple[Ranking, ...]
    growth: tuple[Fact, ...]
    deadlines: tuple[Fact, ...]
    as_of: dt.date | None


def summarise(facts: Iterable[Fact], top: int = 5, as_of: dt.date | None = None) -> Summary:
    """The summary of a facts table.

    Args:
        facts: in any order.
        top: how many facts a list shows at most.
        as_of: deadlines that end before this day are over; by default the last day that an actual figure is of.
    """
    held = list(facts)
    counts = Counter(fact.kind for fact in held)
    own = sorted(counts.keys() - set(KINDS))
    day = as_of or _last_day(held)
    return Summary(
        facts=len(held),
        documents=len({fact.doc for fact in held}),
        kinds=tuple((kind, counts[kind]) for kind in (*KINDS, *own) if counts[kind]),
        totals=tuple(_totals(held)),
        largest=tuple(ranking for kind in _ADDED_KINDS for ranking in _rank(held, kind, top)),
        growth=_fastest(held, top),
        deadlines=_due(held, day, top),
        as_of=day,
    )


def _last_day(facts: Sequence[Fact]) -> dt.date | None:
    days = [fact.date_end for fact in facts if fact.status == "actual" and fact.kind != "deadline" and fact.date_end]
    return max(days, default=None)


def _totals(facts: Sequence[Fact]) -> Iterable[Total]:
    """Sums over at least two subjects, the most facts first.

    A subject has one figure in a sum: the one that holds last, and of several of one day the largest, for a page that
    states an investment twice does not mean two.
    """
    groups: defaultdict[tuple[str, str, str, str, str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        if not _can_be_added(fact):
            continue
        item = "" if fact.kind == "investment" else fact.item
        group = groups[fact.kind, fact.indicator, item, fact.status, fact.unit, fact.per]
        rival = group.get(fact.subject)
        if rival is None or _weight(fact) > _weight(rival):
            group[fact.subject] = fact
    several = [(key, group) for key, group in groups.items() if len(group) > 1]
    several.sort(key=lambda entry: (_ADDED_KINDS.index(entry[0][0]), -len(entry[1]), entry[0]))
    for (kind, indicator, item, status, unit, per), group in several:
        value = sum((fact.value for fact in group.values() if fact.value is not None), Decimal())
        about = any(fact.qualifier != "exact" for fact in group.values())
        yield Total(kind, indicator, item, status, value, unit, per, len(group), about)


def _can_be_added(fact: Fact) -> bool:
    return (
        fact.kind in _ADDED_KINDS
        and fact.value is not None
        and fact.value_max is None
        and fact.qualifier in _ADDED_QUALIFIERS
        and bool(fact.subject and fact.indicator)
        and not fact.unit.endswith("%")
        and not _WHOLE_PLACE.fullmatch(fact.subject)
    )


def _weight(fact: Fact) -> tuple[dt.date, Decimal]:
    return fact.date_end or dt.date.min, fact.value or Decimal()


def _rank(facts: Sequence[Fact], kind: str, top: int) -> Iterable[Ranking]:
    """The largest of a kind, unit by unit (two currencies have no order), the unit of most facts first."""
    units: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == kind and fact.value is not None and not fact.unit.endswith("%"):
            units[f"{fact.unit}/{fact.per}" if fact.per else fact.unit].append(fact)
    for unit in sorted(units, key=lambda name: (-len(units[name]), name))[:_UNITS]:
        distinct = _distinct(sorted(units[unit], key=lambda fact: (-_size(fact), fact.doc, fact.start)))
        yield Ranking(kind, unit, len(distinct), tuple(distinct[:top]))


def _fastest(facts: Sequence[Fact], top: int) -> tuple[Fact, ...]:
    rates = [fact for fact in facts if fact.kind == "growth" and fact.unit == "%" and _size(fact) > 0]
    return tuple(_distinct(sorted(rates, key=lambda fact: (-_size(fact), fact.doc, fact.start)))[:top])


def _due(facts: Sequence[Fact], day: dt.date | None, top: int) -> tuple[Fact, ...]:
    """The deadlines that are not over, the nearest first."""
    ahead = [
        (fact.date_end, fact.doc, fact.start, fact)
        for fact in facts
        if fact.kind == "deadline" and fact.date_end is not None and (day is None or fact.date_end >= day)
    ]
    return tuple(_distinct([fact for *_, fact in sorted(ahead, key=lambda entry: entry[:3])])[:top])


def _size(fact: Fact) -> Decimal:
    return (fact.value_max if fact.value_max is not None else fact.value) or Decimal()


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Each figure of a subject once: the first of those that say the same."""
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        date = fact.date if fact.kind == "deadline" else ""
        seen.setdefault((fact.subject, fact.indicator, fact.item, fact.value, fact.value_max, date), fact)
    return list(seen.values())
