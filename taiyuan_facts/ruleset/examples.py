"""Inline examples of rules, run and compared: each rule alone (exactly these facts), and within the whole set.

Comparing needs facts, which later rooms make; so whoever runs examples hands in how a text is seen (`See`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, Protocol

import regex

from taiyuan_facts.errors import Location
from taiyuan_facts.model import Document, Fact, Span
from taiyuan_facts.ruleset.rule import Example, Rule

_BREAKS = regex.compile(r"\s*[\r\n]+\s*")
_NUMBERS = ("value", "value_max")
# A fact shown as one would write it in an example: these keys, where they hold something.
_SHOWN = (
    "raw",
    "value",
    "value_max",
    "unit",
    "per",
    "qualifier",
    "kind",
    "subject",
    "indicator",
    "item",
    "date",
    "status",
)


class Seen(NamedTuple):
    """A figure of a text: its span as written, its fact (None where there is no row), its role, the winning rule."""

    span: Span
    fact: Fact | None
    role: str
    rule: str


class See(Protocol):
    """Scans a document and says what becomes of each figure, with all rules or with one alone."""

    def __call__(self, document: Document, only: Rule | None = None) -> Sequence[Seen]: ...


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that is not as the example says: ``code`` is missed, unexpected, differs, lost or todo.

    ``span`` is the place in the example's text, None where there is none.
    """

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example, run alone and in the whole set. A known miss (``todo``) passes as long as it does not come true."""

    rule: Rule
    example: Example
    mismatches: tuple[Mismatch, ...]

    @property
    def passed(self) -> bool:
        """Whether the example is as it says."""
        return not self.mismatches

    @property
    def location(self) -> Location:
        """Where the example stands."""
        return self.example.location


def run_examples(rules: Iterable[Rule], see: See) -> Iterator[Outcome]:
    """Run the examples of rules, in order.

    Args:
        rules: those whose examples are run; all of them belong to the set that ``see`` sees with.
        see: scans a text with the whole set, or with one rule alone.
    """
    for rule in rules:
        for example in rule.examples:
            yield run_example(rule, example, see)


def run_example(rule: Rule, example: Example, see: See) -> Outcome:
    """Run one example alone, and within the whole set where that went well."""
    document = Document("example", example.text, example.issued)
    alone = see(document, rule)
    wrong = list(_compare(example, alone)) or list(_lost(rule, alone, see(document)))
    if not example.todo:
        return Outcome(rule, example, tuple(wrong))
    if wrong:
        return Outcome(rule, example, ())
    message = f"this known miss ({example.todo}) is none any more; take todo out"
    return Outcome(rule, example, (Mismatch("todo", message),))


def never_wins(rule: Rule, see: See) -> str:
    """Why a rule can win none of the figures of its own examples, as a sentence; '' where it wins one, or has none."""
    winners: dict[str, str] = {}
    positive = [example for example in rule.examples if example.facts and not example.todo]
    for example in positive:
        document = Document("example", example.text, example.issued)
        captured = {seen.span for seen in see(document, rule) if seen.fact is not None}
        for seen in see(document):
            if seen.span in captured and seen.rule == rule.id:
                return ""
            if seen.span in captured:
                winners.setdefault(seen.rule, example.text[seen.span.start : seen.span.end])
    if not positive:
        return ""
    if not winners:
        return (
            f"the pattern finds no figure in any of its own examples; `tyfacts rules test --rule {rule.id}` shows them"
        )
    names = " and ".join(f"{name} ({raw})" for name, raw in winners.items())
    return f"the rule never wins a figure of its own examples: {names} takes it; match more text, or disable the other"


def _compare(example: Example, seen: Sequence[Seen]) -> Iterator[Mismatch]:
    facts = [item for item in seen if item.fact is not None]
    for expected, found in align(example.facts, facts):
        if expected is None and found is not None:
            yield Mismatch("unexpected", f"unexpected: {show(found)}", found.span)
        elif expected is not None and found is None:
            yield _missed(example, expected, seen)
        elif expected is not None and found is not None:
            for key in expected:
                if not _agrees(key, expected[key], found):
                    message = f"{key} is {value_of(key, found) or 'empty'}, not {expected[key] or 'empty'}"
                    yield Mismatch("differs", message, found.span)


def _missed(example: Example, expected: Mapping[str, str], seen: Sequence[Seen]) -> Mismatch:
    shown = _write(expected)
    raw = expected.get("raw", "")
    at = example.text.find(raw) if raw else -1
    if at < 0:
        return Mismatch("missed", f"missed: {shown}")
    span = Span(at, at + len(raw))
    if any(item.span == span and item.rule for item in seen):
        reason = "a due date that lies before the issue date makes no fact"
    elif any(item.span == span for item in seen):
        reason = "it is a figure, but the pattern does not capture it"
    else:
        near = [
            example.text[s.span.start : s.span.end] for s in seen if s.span.start < span.end and span.start < s.span.end
        ]
        reason = (
            f"the figure as scanned is {near[0]}"
            if near
            else "it is no figure (units.yaml and figures.yaml say what is one)"
        )
    return Mismatch("missed", f"missed: {shown}; {reason}", span)


def _lost(rule: Rule, alone: Sequence[Seen], whole: Sequence[Seen]) -> Iterator[Mismatch]:
    """The facts of a rule that another wins in the whole set."""
    winners = {item.span: item.rule for item in whole}
    for item in alone:
        if item.fact is not None and winners.get(item.span) != rule.id:
            message = f"in the whole set {winners.get(item.span) or 'no rule'} wins it; `tyfacts explain` shows why"
            yield Mismatch("lost", message, item.span)


def align(
    expected: Sequence[Mapping[str, str]], found: Sequence[Seen]
) -> list[tuple[Mapping[str, str] | None, Seen | None]]:
    """Pair expected facts with those found, both in order, so that as little as possible differs."""
    rows, columns = len(expected) + 1, len(found) + 1
    costs = [[0.0] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if row and column:
                paired = costs[row - 1][column - 1] + _distance(expected[row - 1], found[column - 1])
                costs[row][column] = min(paired, costs[row - 1][column] + 1, costs[row][column - 1] + 1)
            else:
                costs[row][column] = float(row + column)
    pairs: list[tuple[Mapping[str, str] | None, Seen | None]] = []
    row, column = rows - 1, columns - 1
    while row or column:
        if row and column:
            paired = costs[row - 1][column - 1] + _distance(expected[row - 1], found[column - 1])
            if costs[row][column] == paired:
                row, column = row - 1, column - 1
                pairs.append((expected[row], found[column]))
                continue
        if row and costs[row][column] == costs[row - 1][column] + 1:
            row -= 1
            pairs.append((expected[row], None))
        else:
            column -= 1
            pairs.append((None, found[column]))
    return pairs[::-1]


def _distance(expected: Mapping[str, str], found: Seen) -> float:
    """0 where all agrees, above 2 (so that they are not paired) where the figures are two."""
    if "raw" in expected and not _agrees("raw", expected["raw"], found):
        return 3.0
    wrong = sum(not _agrees(key, expected[key], found) for key in expected)
    return wrong / (len(expected) or 1)


def _agrees(key: str, expected: str, found: Seen) -> bool:
    actual = value_of(key, found)
    if key in _NUMBERS and expected and actual:
        try:
            return Decimal(expected) == Decimal(actual)
        except InvalidOperation:
            return False
    return bool(_BREAKS.sub("", expected) == _BREAKS.sub("", actual))


def value_of(key: str, found: Seen) -> str:
    """One key of a fact as text; '' where it holds nothing."""
    if key == "role":
        return found.role
    value = getattr(found.fact, key)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value or "")


def show(found: Seen) -> str:
    """A fact as one would write it in an example."""
    keys = {key: value_of(key, found) for key in _SHOWN}
    if keys["qualifier"] == "exact":
        del keys["qualifier"]
    return _write({key: value for key, value in {**keys, "role": found.role}.items() if value})


def _write(fact: Mapping[str, str]) -> str:
    """A fact in YAML's flow style, numbers in quotes as the examples have them."""
    return "{" + ", ".join(f"{key}: {_quote(value)}" for key, value in fact.items()) + "}"


_PLAIN = regex.compile(r"[\p{Han}A-Za-z_][^\s,:'\"{}\[\]#&*!|>]*|\d[\d.]*[\p{Han}%‰][^\s,:'\"{}\[\]#]*")


def _quote(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else "'" + value.replace("'", "''") + "'"
