"""How alike two facts are, and the best pairs among those that are alike enough.

Likeness of texts is the Sørensen–Dice coefficient of their character pairs (https://doi.org/10.2307/1932409): unlike
difflib's ratio it does not depend on which text comes first, and sets of pairs are compared fast. It suits Chinese,
where two characters are about a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from taiyuan_facts.model import Fact

Pair = tuple[Fact, Fact]
Scored = tuple[float, Fact, Fact]

ENOUGH = 0.5  # below it, two facts are two facts: one removed, one added
# Up to so many combinations all facts of a block are compared; beyond it those that share one of their rarest words,
# which no more than so many facts have.
MOST_COMBINATIONS = 20_000
_RARE = 16
_RAREST = 4
# What makes a fact the same fact; a column that is empty on both sides says nothing.
_WEIGHTS = {"sentence": 4.0, "subject": 2.0, "indicator": 2.0, "item": 1.0}
_FIGURE = 2.0


def find_alike(old: Sequence[Fact], new: Sequence[Fact], renamed: Iterable[tuple[str, str]] = ()) -> list[Pair]:
    """The best pairs of facts of the same document and kind that are alike enough, each fact in at most one.

    Args:
        old, new: facts without a partner.
        renamed: documents that are the same under another name, each old name and each new name at most once.
    """
    names = list(renamed)
    # Either side's documents by both names.
    both_names = {one: (one, other) for one, other in names}, {other: (one, other) for one, other in names}
    blocks: defaultdict[tuple[object, str], tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((old, new)):
        for fact in facts:
            blocks[both_names[side].get(fact.doc, fact.doc), fact.kind][side].append(fact)
    found: list[Pair] = []
    for block in blocks.values():
        found += _Block(*block).pairs() if all(block) else []
    return found


def choose(scored: Iterable[Scored]) -> list[Pair]:
    """The best pairs, each fact in at most one: highest score first, then nearest in the text."""
    chosen: list[Pair] = []
    taken: tuple[set[str], set[str]] = (set(), set())
    for _, one, other in sorted(scored, key=_rank):
        if one.id not in taken[0] and other.id not in taken[1]:
            taken[0].add(one.id)
            taken[1].add(other.id)
            chosen.append((one, other))
    return chosen


def _rank(scored: Scored) -> tuple[float, int, list[int], list[str]]:
    # The lists are sorted, so that the rank does not depend on which side is the old one; the ids in them tell apart
    # any two pairs that share a fact.
    score, one, other = scored
    return -score, abs(one.start - other.start), sorted((one.start, other.start)), sorted((one.id, other.id))


class _Block:
    """The unpaired facts of one document and kind."""

    def __init__(self, old: list[Fact], new: list[Fact]) -> None:
        self.old, self.new = old, new
        self._couples: dict[str, frozenset[str]] = {}

    def pairs(self) -> list[Pair]:
        return choose(
            (score, one, other) for one, other in self._candidates() if (score := self._likeness(one, other)) >= ENOUGH
        )

    def _candidates(self) -> Iterator[Pair]:
        if len(self.old) * len(self.new) <= MOST_COMBINATIONS:
            return ((one, other) for one in self.old for other in self.new)
        return self._sharing_rare_words()

    def _sharing_rare_words(self) -> Iterator[Pair]:
        """Pairs that share one of their rarest couples of characters, each pair once."""
        by_word: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self.new:
            for word in self._rarest(fact):
                by_word[word].append(fact)
        for one in self.old:
            met = {fact.id: fact for word in self._rarest(one) for fact in by_word[word]}
            yield from ((one, other) for other in met.values())

    def _rarest(self, fact: Fact) -> list[str]:
        known = self._frequency
        words = [word for word in self._words(fact) if 0 < known[word] <= _RARE]
        return sorted(words, key=lambda word: (known[word], word))[:_RAREST]

    @cached_property
    def _frequency(self) -> Counter[str]:
        """How many facts have a word, for those words that both sides have."""
        sides = [Counter(word for fact in facts for word in self._words(fact)) for facts in (self.old, self.new)]
        return Counter({word: count + sides[1][word] for word, count in sides[0].items() if word in sides[1]})

    def _words(self, fact: Fact) -> frozenset[str]:
        # Subject and figure as a whole too: in a large document each couple of characters may be a common one.
        whole = {fact.subject, f"{fact.subject} {fact.raw}"}
        return self._couples_of(fact.sentence) | self._couples_of(fact.raw) | whole

    def _likeness(self, one: Fact, other: Fact) -> float:
        """From 0 to 1; the same whichever comes first."""
        score, weight = _FIGURE * self._figures(one, other), _FIGURE
        for name, worth in _WEIGHTS.items():
            first, second = getattr(one, name), getattr(other, name)
            if first or second:
                weight += worth
                score += worth * self._dice(first, second)
        return score / weight

    def _figures(self, one: Fact, other: Fact) -> float:
        if _figure(one) == _figure(other):
            return 1.0
        return self._dice(one.raw, other.raw) / 2

    def _dice(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        first, second = self._couples_of(one), self._couples_of(other)
        return 2 * len(first & second) / (len(first) + len(second))

    def _couples_of(self, text: str) -> frozenset[str]:
        """The character pairs of the text, its ends marked so that a single character has two."""
        known = self._couples.get(text)
        if known is None:
            marked = f"\0{text}\0"
            known = self._couples[text] = frozenset(map("".join, pairwise(marked)))
        return known


def _figure(fact: Fact) -> tuple[object, ...]:
    numbers = (fact.value, fact.value_max, fact.unit)
    return numbers if fact.value is not None else (*numbers, fact.date)
