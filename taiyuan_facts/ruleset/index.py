"""Which rules can match a text at all: found by the characters and pairs of characters in it, for all rules at once.

A set of rules is a number with one bit a rule, so that the rules which a text leaves are a few ands and ors of numbers,
however many there are.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.trigger import MOST

_FEW = 4  # figures and times in a text; more are as good as this many


@dataclass(frozen=True, slots=True)
class RuleIndex:
    """Rules by what their triggers ask for.

    A rule has a bit on each of `MOST` levels, one for each set of words that it asks for; where it asks for fewer, the
    bit is set from the start (``settled``).
    """

    rules: Sequence[Rule]
    words: Mapping[int, int] = field(repr=False)  # code of a bigram or character → the bits that it sets
    keys: frozenset[int] = field(repr=False)
    settled: int = field(repr=False)
    figures: Mapping[str, int] = field(repr=False)  # placeholder → the rules that make facts of it
    few: tuple[int, ...] = field(repr=False)  # the rules that need so many figures and times at most

    @classmethod
    def build(cls, rules: Iterable[Rule]) -> RuleIndex:
        """The index of rules, which keep their order."""
        rules = tuple(rules)
        words: dict[int, int] = defaultdict(int)
        figures: dict[str, int] = defaultdict(int)
        settled = 0
        for number, rule in enumerate(rules):
            for level in range(MOST):
                bit = 1 << (level * len(rules) + number)
                keys = rule.trigger.sets[level] if level < len(rule.trigger.sets) else frozenset()
                if not keys or not all(map(_has_code, keys)):
                    settled |= bit
                    continue
                for key in keys:
                    words[_code(key)] |= bit
            for character in rule.expansion.needs:
                figures[character] |= 1 << number
        few = tuple(
            sum(1 << number for number, rule in enumerate(rules) if rule.trigger.figures <= count or count == _FEW)
            for count in range(_FEW + 1)
        )
        return cls(rules, dict(words), frozenset(words), settled, dict(figures), few)

    def candidates(self, text: str, figures: str) -> list[Rule]:
        """The rules that can match a text, in their order; ``figures`` are its placeholders, one after the other."""
        left = 0
        for character in figures:
            left |= self.figures.get(character, 0)
        left &= self.few[min(len(figures), _FEW)]
        if not left:
            return []
        words, found = self.words, self.settled
        for code in self.keys.intersection(_codes(text)):
            found |= words[code]
        for _ in range(MOST):
            left &= found
            found >>= len(self.rules)
        rules = []
        while left:
            lowest = left & -left
            rules.append(self.rules[lowest.bit_length() - 1])
            left ^= lowest
        return rules


def _codes(text: str) -> Iterable[int]:
    """The characters and the bigrams of a text as numbers, which are made in half the time of slices of it."""
    data = text.encode("utf-16-le", "surrogatepass")
    pairs = array("I", data[: len(data) & ~3])
    pairs.frombytes(data[2 : 2 + ((len(data) - 2) & ~3)])
    return chain(pairs, array("H", data))


def _code(key: str) -> int:
    """The number of a bigram or character."""
    return array("H" if len(key) == 1 else "I", key.encode("utf-16-le"))[0]


def _has_code(key: str) -> bool:
    """Whether no character of a key takes more than 16 bits."""
    return max(key) <= "\uffff"
