"""The difference of two facts tables: which facts came, which went, and which columns of the others changed.

`pairing` says which fact is which, `columns` what counts as a change of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from taiyuan_facts.errors import ExitCode, InputError
from taiyuan_facts.model import COLUMN_NAMES, HEADLINE_KINDS, KINDS, Fact
from taiyuan_facts.output.columns import ColumnComparer
from taiyuan_facts.output.pairing import pair_facts
from taiyuan_facts.output.unit_scale import UnitScale
from taiyuan_facts.scanning.units import UnitTable
from taiyuan_facts.suggest import did_you_mean

# What a change of a column without numbers weighs; that of any other text, the least.
_MEANING = {"kind": 0.5, "unit": 0.5, "per": 0.5, "status": 0.4, "date": 0.3, "subject": 0.2, "indicator": 0.2}
_WORDING = 0.01


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """What counts as a difference.

    Attributes:
        ignore: columns whose changes do not count; facts that came or went still do.
        only: kinds that are looked at; none means all. A fact that changes its kind is looked at for either.
        tolerance: numbers differ if they are further apart than this share of the larger one (0.005 is 0.5 %).
        with_rule: whether a change of ``rule`` counts; a renamed rule changes nothing that the text says.

    Raises:
        InputError: for a column that is unknown, and a tolerance that is no share.
    """

    ignore: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    tolerance: Decimal = Decimal(0)
    with_rule: bool = False

    def __post_init__(self) -> None:
        for name in sorted(self.ignore):
            if name not in COLUMN_NAMES:
                hint = did_you_mean(name, COLUMN_NAMES) or f"; the columns are {', '.join(COLUMN_NAMES)}"
                raise InputError(f"unknown column {name!r}{hint}")
        if not (self.tolerance.is_finite() and 0 <= self.tolerance < 1):
            raise InputError("the tolerance goes from 0% to below 100%; write it as 0.5%")

    def looks_at(self, *kinds: str) -> bool:
        """Whether a fact that has, or had, these kinds is looked at."""
        return not self.only or not self.only.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that came (``old`` is None), went (``new`` is None), or differs in ``columns``.

    ``relative`` is how far its numbers are apart as a share of the larger one: 0 for the same, 2 for 5 and -5.
    """

    old: Fact | None
    new: Fact | None
    columns: tuple[str, ...] = ()
    relative: float = 0.0

    @property
    def sort(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def fact(self) -> Fact:
        """The fact as it is now, or else as it was."""
        fact = self.new or self.old
        if fact is None:
            raise ValueError("a change without a fact")
        return fact

    @property
    def weight(self) -> float:
        """How much the change matters: headline facts that came or went first, then by relative size.

        Any other fact that came or went has changed by all of it. Where no number changed, columns that say what the
        figure means weigh more than its wording.
        """
        if self.sort != "changed":
            return 3.0 if self.fact.kind in HEADLINE_KINDS else 1.0
        return max(self.relative, *(_MEANING.get(name, _WORDING) for name in self.columns))


@dataclass(frozen=True)
class Difference:
    """What differs, in the order of documents and text, and how many facts do not. It is false if nothing differs."""

    changes: tuple[Change, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.changes)

    @cached_property
    def added(self) -> tuple[Change, ...]:
        """Facts that only the new side has."""
        return tuple(change for change in self.changes if change.sort == "added")

    @cached_property
    def removed(self) -> tuple[Change, ...]:
        """Facts that only the old side has."""
        return tuple(change for change in self.changes if change.sort == "removed")

    @cached_property
    def changed(self) -> tuple[Change, ...]:
        """Facts that both sides have, with columns that differ."""
        return tuple(change for change in self.changes if change.sort == "changed")

    @property
    def exit_code(self) -> ExitCode:
        """0 the same, 1 differs, as diff has it."""
        return ExitCode.DIFFERS if self else ExitCode.OK

    def weightiest(self, count: int) -> list[Change]:
        """The changes that matter most; see `Change.weight`."""
        return sorted(self.changes, key=lambda change: (-change.weight, _place(change)))[:count]


Units = UnitTable | Callable[[], UnitTable]


def packaged_units() -> UnitTable:
    """The units of the packaged rules."""
    from taiyuan_facts.ruleset.packaged import load_packaged

    return load_packaged().grammar.quantities.units


def compare(
    old: Iterable[Fact],
    new: Iterable[Fact],
    options: CompareOptions | None = None,
    units: Units = packaged_units,
) -> Difference:
    """Compare two tables.

    ``compare(x, x)`` is empty; exchanging the sides exchanges added and removed, and the two facts of each change.

    Args:
        old, new: facts in any order, taken one by one from either side in turn.
        options: what counts.
        units: what units are worth, or a function that loads it, called when the first two units differ.

    Raises:
        TableError: for an id that stands twice on one side.
        InputError: for a kind in ``options.only`` that is unknown and that neither side has.
    """
    options = options or CompareOptions()
    comparer = ColumnComparer(UnitScale(units), options.ignore, options.tolerance, with_rule=options.with_rule)
    unknown = set(options.only.difference(KINDS))
    pairing = pair_facts(_watch(old, unknown), _watch(new, unknown), comparer.is_same)
    _refuse_kinds(unknown)
    changes = [Change(fact, None) for fact in pairing.removed if options.looks_at(fact.kind)]
    changes += [Change(None, fact) for fact in pairing.added if options.looks_at(fact.kind)]
    unchanged = sum(count for kind, count in pairing.same.items() if options.looks_at(kind))
    for (one, other), (columns, relative) in comparer.verdicts(pairing.pairs, (pairing.removed, pairing.added)):
        if not options.looks_at(one.kind, other.kind):
            continue
        if columns:
            changes.append(Change(one, other, columns, relative))
        else:
            unchanged += 1
    return Difference(tuple(sorted(changes, key=_place)), unchanged)


def check_table(
    table: Path,
    facts: Iterable[Fact],
    options: CompareOptions | None = None,
    units: Units = packaged_units,
) -> Difference:
    """Compare a table that was written before with the facts as they are now.

    Args:
        table: a facts table in any format.
        facts: taken one by one.
        options, units: as for `compare`.

    Raises:
        TableError: where the table cannot be read, or an id stands twice.
    """
    from taiyuan_facts.output.tables import read_table

    return compare(read_table(table), facts, options, units)


def _watch(facts: Iterable[Fact], unknown: set[str]) -> Iterator[Fact]:
    """The facts as they come; a kind that occurs is no longer unknown, for a rule set may declare its own."""
    for fact in facts:
        unknown.discard(fact.kind)
        yield fact


def _refuse_kinds(unknown: set[str]) -> None:
    for kind in sorted(unknown):
        hint = did_you_mean(kind, KINDS) or f"; the kinds are {', '.join(KINDS)}"
        raise InputError(f"unknown kind {kind!r}, and neither side has a fact of it{hint}")


def _place(change: Change) -> tuple[str, int, str]:
    fact = change.fact
    return fact.doc, fact.start, fact.id
