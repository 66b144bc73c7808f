"""Units other than the canonical ones, for those who want a column in 万元 or 兆瓦: exactly, or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from taiyuan_facts.errors import OutputError
from taiyuan_facts.model import Fact
from taiyuan_facts.output.unit_scale import UnitScale
from taiyuan_facts.output.values import plain
from taiyuan_facts.scanning.units import UnitTable
from taiyuan_facts.suggest import did_you_mean

SHOWN = 24  # names listed in a message
_EXACT = Context(prec=200, traps=[Inexact])


@dataclass(frozen=True, slots=True)
class Target:
    """A unit wished for, and how many of its family's base it is. A family has one canonical unit (亿元; 亿美元)."""

    dimension: str
    unit: str
    factor: Fraction


def choose_units(wishes: Iterable[str], units: UnitTable) -> Callable[[Fact], Fact] | None:
    """A conversion of facts into the units wished for; None without a wish.

    Args:
        wishes: ``DIMENSION=UNIT`` each, such as ``money=万元``. A unit stands for its family alone: with 万元, sums in
            亿美元 stay as they are, and so do prices (元/吨).
        units: the units of the rule set.

    Raises:
        OutputError: a wish cannot be read, names an unknown dimension or unit, or two are for the same family. The
            conversion raises it for a value that has no exact decimal in the unit.
    """
    scale = UnitScale(units)
    targets: dict[str, Target] = {}
    for wish in wishes:
        family, target = _read_wish(wish, scale, units)
        earlier = targets.setdefault(family, target)
        if earlier != target:
            raise OutputError(f"--unit asks for {family} in {earlier.unit} and in {target.unit}; give one of them")
    return _Conversion(scale, targets) if targets else None


@dataclass(frozen=True, slots=True)
class _Conversion:
    scale: UnitScale
    targets: Mapping[str, Target]

    def __call__(self, fact: Fact) -> Fact:
        worth = self.scale.worth(fact.unit) if fact.unit else None
        target = self.targets.get(worth.family) if worth else None
        if worth is None or target is None:
            return fact
        ratio = worth.factor / target.factor
        return dataclasses.replace(
            fact,
            value=_rescale(fact.value, ratio, target, fact),
            value_max=_rescale(fact.value_max, ratio, target, fact),
            unit=target.unit,
        )


def _rescale(value: Decimal | None, ratio: Fraction, target: Target, fact: Fact) -> Decimal | None:
    if value is None:
        return None
    number = Fraction(value) * ratio
    try:
        return Decimal(plain(_EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))))
    except Inexact:
        raise OutputError(
            f"{fact.doc}:{fact.line}: {fact.raw} has no exact value in {target.unit}; "
            f"choose a smaller unit, or leave --unit {target.dimension}={target.unit} out"
        ) from None


def _read_wish(wish: str, scale: UnitScale, units: UnitTable) -> tuple[str, Target]:
    """The family that a wish is for, and what is wished."""
    dimension, _, name = (part.strip() for part in wish.partition("="))
    if not (dimension and name):
        raise OutputError(f"--unit {wish!r} names no unit; write DIMENSION=UNIT, such as money=万元")
    dimensions = {unit.canonical: unit.dimension for unit in units.surfaces.values()}
    if dimension not in dimensions.values():
        raise OutputError(f"unknown dimension {dimension!r} in --unit{_suggest(dimension, dimensions.values())}")
    worth = scale.worth(name)
    its_own = dimensions.get(worth.family) if worth else None
    if worth is None or its_own != dimension:
        fault = f"is a unit of {its_own}, not of {dimension}" if its_own else f"is no unit of {dimension}"
        raise OutputError(f"{name} {fault}{_suggest(name, _names(dimension, units))}")
    return worth.family, Target(dimension, name, worth.factor)


def _names(dimension: str, units: UnitTable) -> list[str]:
    """The units of a dimension, canonical ones first."""
    known = [unit for unit in units.surfaces.values() if unit.dimension == dimension]
    return [unit.canonical for unit in known] + [unit.surface for unit in known]


def _suggest(word: str, choices: Iterable[str]) -> str:
    names: Sequence[str] = list(dict.fromkeys(choices))
    more = ", …" if len(names) > SHOWN else ""
    return did_you_mean(word, names) or f"; known are {', '.join(names[:SHOWN])}{more}"
