"""Which fact of one table is which of the other: by id, by evidence, by likeness. What finds no partner is given back.

Every step treats the two sides alike, so that exchanging them exchanges the two halves of every pair and nothing else.
Both tables are read in step: where they have the same order, as written by `tyfacts extract`, only the facts that
differ are held in memory.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output.likeness import MOST_COMBINATIONS, Pair, choose, find_alike

Evidence = tuple[str, str, str]

_values = attrgetter(*COLUMN_NAMES)
# What a fact rests on: document, figure as written, sentence.
evidence_of: Callable[[Fact], Evidence] = attrgetter("doc", "raw", "sentence")


@dataclass(slots=True)
class Pairing:
    """All facts of two tables, each once: in a pair, or ``removed`` (of the old only), or ``added`` (of the new only).

    Of pairs that are the same only the number is kept, by kind. ``docs`` are the documents of either side.
    """

    same: Counter[str] = field(default_factory=Counter)
    pairs: list[Pair] = field(default_factory=list)
    removed: list[Fact] = field(default_factory=list)
    added: list[Fact] = field(default_factory=list)
    docs: tuple[set[str], set[str]] = field(default_factory=lambda: (set(), set()))


def pair_facts(old: Iterable[Fact], new: Iterable[Fact], is_same: Callable[[Fact, Fact], bool]) -> Pairing:
    """Pair the facts of two tables.

    Args:
        old, new: in any order; each id at most once a side.
        is_same: whether two facts of one id may be counted and forgotten.

    Raises:
        TableError: for an id that stands twice on one side.
    """
    pairing = _pair_by_id(old, new, is_same)
    _release_contested(pairing)
    _pair_by_key(pairing, evidence_of)
    _pair_by_key(pairing, attrgetter("raw", "sentence"))  # the document has another name now
    _take(pairing, find_alike(pairing.removed, pairing.added, _renamed(pairing)))
    return pairing


def _pair_by_id(old: Iterable[Fact], new: Iterable[Fact], is_same: Callable[[Fact, Fact], bool]) -> Pairing:
    pairing = Pairing()
    waiting: tuple[dict[str, Fact], dict[str, Fact]] = ({}, {})
    seen: dict[str, int] = {}  # id → 1 on the old side, 2 on the new one, 3 on both
    for side, fact in _in_turn(old, new):
        where = seen.get(fact.id, 0)
        if where & (side + 1):
            raise TableError(
                f"the id {fact.id!r} stands twice on the {'new' if side else 'old'} side; take one of the two rows "
                "out, or extract the table again"
            )
        seen[fact.id] = where | (side + 1)
        pairing.docs[side].add(fact.doc)
        partner = waiting[1 - side].pop(fact.id, None)
        if partner is None:
            waiting[side][fact.id] = fact
            continue
        pair = (partner, fact) if side else (fact, partner)
        if is_same(*pair):
            pairing.same[fact.kind] += 1
        else:
            pairing.pairs.append(pair)
    pairing.removed, pairing.added = (list(left.values()) for left in waiting)
    return pairing


def _in_turn(old: Iterable[Fact], new: Iterable[Fact]) -> Iterator[tuple[int, Fact]]:
    """The facts of both sides in turn, each with its side: 0 old, 1 new."""
    sources = [(0, iter(old)), (1, iter(new))]
    while sources:
        for source in list(sources):
            side, facts = source
            fact = next(facts, None)
            if fact is None:
                sources.remove(source)
            else:
                yield side, fact


def _release_contested(pairing: Pairing) -> None:
    """Undo pairs by id that differ where their evidence stands again among what is left.

    An id counts figures that read the same in one sentence (两个项目各投资10亿元 …, 10亿元): when the first goes, the
    second takes over its id. Who is who is then told by the other columns.
    """
    contested = {evidence_of(fact) for side in (pairing.removed, pairing.added) for fact in side}
    kept: list[Pair] = []
    for pair in pairing.pairs:
        one, other = map(evidence_of, pair)
        if one == other and one in contested:
            pairing.removed.append(pair[0])
            pairing.added.append(pair[1])
        else:
            kept.append(pair)
    pairing.pairs = kept


def _pair_by_key(pairing: Pairing, key: Callable[[Fact], Hashable]) -> None:
    """Pair as many as possible of the facts that have the same key, those that agree in most columns first."""
    groups: defaultdict[Hashable, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((pairing.removed, pairing.added)):
        for fact in facts:
            groups[key(fact)][side].append(fact)
    found: list[Pair] = []
    for old, new in groups.values():
        found += _pair_group(old, new)
    _take(pairing, found)


def _pair_group(old: list[Fact], new: list[Fact]) -> list[Pair]:
    if not old or not new:
        return []
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    if len(old) * len(new) > MOST_COMBINATIONS:  # a table that says the same over and over: in the order of the text
        return list(zip(sorted(old, key=_place), sorted(new, key=_place), strict=False))
    return choose((_agreement(one, other), one, other) for one in old for other in new)


def _place(fact: Fact) -> tuple[str, int, str]:
    return fact.doc, fact.start, fact.id


def _agreement(one: Fact, other: Fact) -> float:
    """In how many columns they agree."""
    return sum(map(_equal, _values(one), _values(other)))


def _equal(one: object, other: object) -> bool:
    return one == other


def _renamed(pairing: Pairing) -> list[tuple[str, str]]:
    """The documents that have another name on the new side: a name that went and one that came.

    They are told by the facts already paired across the two, all of them; or there is but one of either.
    """
    gone, come = pairing.docs[0] - pairing.docs[1], pairing.docs[1] - pairing.docs[0]
    if len(gone) == len(come) == 1:
        return [(min(gone), min(come))]
    crossings = {(one.doc, other.doc) for one, other in pairing.pairs if one.doc in gone and other.doc in come}
    before, now = Counter(one for one, _ in crossings), Counter(other for _, other in crossings)
    return [(one, other) for one, other in crossings if before[one] == now[other] == 1]


def _take(pairing: Pairing, found: list[Pair]) -> None:
    """Move the pairs found from what is left to the pairs."""
    if not found:
        return
    olds, news = {one.id for one, _ in found}, {other.id for _, other in found}
    pairing.pairs += found
    pairing.removed = [fact for fact in pairing.removed if fact.id not in olds]
    pairing.added = [fact for fact in pairing.added if fact.id not in news]
