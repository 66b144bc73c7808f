"""In which columns two facts differ that are the same fact.

Lines and offsets are never compared. Numbers are compared by value and unit; a figure that is only spelled in another
way (5000万元 for 0.5亿元) is the same ``raw``. A sentence changes where its words do: another figure in it is told of
the fact of that figure, and not of all others in the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter

from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output.likeness import Pair
from taiyuan_facts.output.pairing import Evidence, evidence_of
from taiyuan_facts.output.unit_scale import UnitScale

_NUMBERS = ("value", "value_max")
_DATES = ("date", "date_start", "date_end")
# Where a fact stands, and what made it; `rule` is compared on request.
NOT_COMPARED = ("line", "start", "end", "rule")
_SET_APART = ("id", "value", "value_max", "unit", "raw", "sentence", *NOT_COMPARED)
_PLAIN = tuple(name for name in COLUMN_NAMES if name not in _SET_APART)
_quantity = attrgetter(*_NUMBERS, "unit")
_all_but_quantity = attrgetter(*_PLAIN, "raw", "sentence")
_rule = attrgetter("rule")
_MASK = "\uffff"  # a noncharacter, which no text holds in good faith; one that does is not masked

Sentences = tuple[str, str]
# The columns that differ, in the order of the table, and how far the numbers are apart as a share of the larger one.
Verdict = tuple[tuple[str, ...], float]


class ColumnComparer:
    """Compares pairs of facts, column by column."""

    def __init__(
        self, scale: UnitScale, ignore: Iterable[str] = (), tolerance: Decimal = Decimal(0), *, with_rule: bool = False
    ) -> None:
        self._scale = scale
        self._ignore = frozenset(ignore)
        self._tolerance = Fraction(tolerance)
        self._with_rule = with_rule

    def is_same(self, old: Fact, new: Fact) -> bool:
        """Whether no column differs, whatever is ignored; quick, for the many facts of which that is so."""
        return (
            _all_but_quantity(old) == _all_but_quantity(new)
            and (_quantity(old) == _quantity(new) or self._is_same_quantity(old, new))
            and not (self._with_rule and old.rule != new.rule)
        )

    def _is_same_quantity(self, old: Fact, new: Fact) -> bool:
        return not self._quantity_columns(old, new, Fraction(0))[0]

    def verdicts(self, pairs: Sequence[Pair], unpaired: Sequence[Sequence[Fact]]) -> Iterator[tuple[Pair, Verdict]]:
        """Each pair with its verdict.

        Args:
            pairs: all pairs that may differ, because what is spelled anew in a sentence is told by all its figures.
            unpaired: the facts of the old side without a partner, and those of the new side.
        """
        crowded = _crowded(pairs, unpaired)
        worded_alike = _worded_alike(pairs)
        for pair in pairs:
            names, relative = self._differing(*pair, worded_alike)
            if pair[0].id != pair[1].id and evidence_of(pair[0]) == evidence_of(pair[1]) not in crowded:
                names.add("id")
            names -= self._ignore
            if names.isdisjoint(_NUMBERS):
                relative = 1.0 if "unit" in names else 0.0
            yield pair, (tuple(name for name in COLUMN_NAMES if name in names), relative)

    def _differing(self, old: Fact, new: Fact, worded_alike: Collection[Sentences]) -> tuple[set[str], float]:
        names, relative = self._quantity_columns(old, new, self._tolerance)
        names.update(name for name in _PLAIN if getattr(old, name) != getattr(new, name))
        if old.raw != new.raw and not (old.sentence != new.sentence and self._is_same_figure(old, new)):
            names.add("raw")
        if old.sentence != new.sentence and (old.sentence, new.sentence) not in worded_alike:
            names.add("sentence")
        if self._with_rule and old.rule != new.rule:
            names.add("rule")
        return names, relative

    def _quantity_columns(self, old: Fact, new: Fact, tolerance: Fraction) -> tuple[set[str], float]:
        """Which of value, value_max and unit differ, and how far the numbers are apart."""
        factors = self._scale.factors(old.unit, new.unit)
        unmeasured = old.value is None and new.value is None and old.unit != new.unit
        names = {"unit"} if factors is None or unmeasured else set()
        relative = 0.0
        for name in _NUMBERS:
            distance = _distance(getattr(old, name), getattr(new, name), factors or (Fraction(1), Fraction(1)))
            if distance > tolerance:
                names.add(name)
                relative = max(relative, float(distance))
        return names, relative

    def _is_same_figure(self, old: Fact, new: Fact) -> bool:
        """Whether both say the same number, or, where there is none, the same date, each in its own sentence."""
        if self._quantity_columns(old, new, self._tolerance)[0] or old.per != new.per:
            return False
        if old.value is None and any(getattr(old, name) != getattr(new, name) for name in _DATES):
            return False
        return _stand_in_their_sentences(old, new)


def _stand_in_their_sentences(old: Fact, new: Fact) -> bool:
    return bool(old.raw and new.raw) and old.raw in old.sentence and new.raw in new.sentence


def _worded_alike(pairs: Iterable[Pair]) -> set[Sentences]:
    """The pairs of sentences that differ in nothing but their figures, each of which has its partner."""
    figures: defaultdict[Sentences, list[Pair]] = defaultdict(list)
    for old, new in pairs:
        if old.sentence != new.sentence and _stand_in_their_sentences(old, new):
            figures[old.sentence, new.sentence].append((old, new))
    return {
        (one, other)
        for (one, other), found in figures.items()
        if _MASK not in one + other
        and _mask(one, (old.raw for old, _ in found)) == _mask(other, (new.raw for _, new in found))
    }


def _mask(sentence: str, raws: Iterable[str]) -> str:
    # The longest first: 5亿元 stands in 0.5亿元 as well.
    for raw in sorted(set(raws), key=lambda raw: (-len(raw), raw)):
        sentence = sentence.replace(raw, _MASK)
    return sentence


def _distance(old: Decimal | None, new: Decimal | None, factors: tuple[Fraction, Fraction]) -> Fraction:
    """How far two numbers are apart, as a share of the larger one; 1 where one of them is empty."""
    if old is None or new is None:
        return Fraction(old is not new)
    if factors[0] == factors[1] and old == new:
        return Fraction(0)
    one, other = Fraction(old) * factors[0], Fraction(new) * factors[1]
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Fraction(0)


def _crowded(pairs: Iterable[Pair], unpaired: Sequence[Sequence[Fact]]) -> set[Evidence]:
    """Evidence that stands more than once on a side: there the ids only count, and change when another one goes."""
    renamed = [pair for pair in pairs if pair[0].id != pair[1].id]
    if not renamed:
        return set()
    crowded: set[Evidence] = set()
    for side in (0, 1):
        counts = Counter([evidence_of(pair[side]) for pair in renamed] + [evidence_of(fact) for fact in unpaired[side]])
        crowded |= {evidence for evidence, count in counts.items() if count > 1}
    return crowded
