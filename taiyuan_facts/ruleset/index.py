"""Which rules can match a text at all: found by the characters and pairs of characters in it, for all rules at once.

A set of rules is a number with one bit a rule, so that the rules which a text leaves are a few ands and ors of numbers,
however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
    words: Mapping[str, int] = field(repr=False)  # bigram or character → the bits that it sets
    keys: frozenset[str] = field(repr=False)
    settled: int = field(repr=False)
    figures: Mapping[str, int] = field(repr=False)  # placeholder → the rules that make facts of it
    few: tuple[int, ...] = field(repr=False)  # the rules that need so many figures and times at most

    @classmethod
    def build(cls, rules: Iterable[Rule]) -> RuleIndex:
        rules = tuple(rules)
        words: dict[str, int] = defaultdict(int)
        figures: dict[str, int] = defaultdict(int)
        settled = 0
        for number, rule in enumerate(rules):
            for level in range(MOST):
                bit = 1 << (level * len(rules) + number)
                if level >= len(rule.trigger.sets):
                    settled |= bit
                    continue
                for key in rule.trigger.sets[level]:
                    words[key] |= bit
            for character in rule.expansion.needs:
                figures[character] |= 1 << number
        few = tuple(
            sum(1 << number for number, rule in enumerate(rules) if rule.trigger.figures <= count or count == _FEW)
            for count in range(_FEW + 1)
        )
        return cls(rules, dict(words), frozenset(words), settled, dict(figures), few)

    def candidates(self, held: Iterable[str], figures: str) -> list[Rule]:
        """The rules that can match a text, in their order.

        Args:
            held: its characters and pairs of characters.
            figures: its placeholders, one after the other.
        """
        left = 0
        for character in figures:
            left |= self.figures.get(character, 0)
        left &= self.few[min(len(figures), _FEW)]
        if not left:
            return []
        words, found = self.words, self.settled
        for key in self.keys.intersection(held):
            found |= words[key]
        for _ in range(MOST):
            left &= found
            found >>= len(self.rules)
        rules = []
        while left:
            lowest = left & -left
            rules.append(self.rules[lowest.bit_length() - 1])
            left ^= lowest
        return rules
