"""A rule set: rules, words and the grammars built from the data files, and the matching of rules against clauses."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from taiyuan_facts.errors import Fault, RuleError
from taiyuan_facts.model import Span
from taiyuan_facts.reading.layout import LayoutPatterns
from taiyuan_facts.reading.table_words import TableWords
from taiyuan_facts.ruleset.macros import Placeholders
from taiyuan_facts.ruleset.rule import COLUMN_GROUPS, Rule
from taiyuan_facts.scanning.quantities import Patterns, QuantityGrammar
from taiyuan_facts.scanning.scan import Scan, ScanGrammar, Sentence
from taiyuan_facts.scanning.times import TimeGrammar
from taiyuan_facts.scanning.units import Unit, UnitTable

TIME_LIMIT = 1.0  # seconds that a rule which is not the package's own may take for one clause
_SHOWN = 60  # characters of a text in a message


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found in a clause: the figures it captures with their roles, the columns' spans, the times that date it.

    All places are in the skeleton.
    """

    rule: Rule
    span: Span
    figures: tuple[tuple[int, str], ...]
    columns: Mapping[str, tuple[Span, ...]]
    dates: tuple[int, ...]


@dataclass(frozen=True, eq=False)  # one is only ever the same as itself, and so a key of caches
class Ruleset:
    """What a run knows of the language. ``words`` are the lexicon's lists and fragments as patterns."""

    rules: tuple[Rule, ...]
    kinds: tuple[str, ...]
    words: Mapping[str, str] = field(repr=False)
    lists: Mapping[str, Sequence[str]] = field(repr=False)
    placeholders: Placeholders = field(repr=False)
    layout: LayoutPatterns = field(repr=False)
    tables: TableWords = field(repr=False)
    grammar: ScanGrammar = field(repr=False)
    digest: str = ""
    _by_bigram: Mapping[str, tuple[int, ...]] = field(repr=False, default_factory=dict)  # numbers of rules
    _always: tuple[int, ...] = field(repr=False, default=())

    def rule(self, name: str) -> Rule | None:
        """The rule with an id, or None."""
        return next((rule for rule in self.rules if rule.id == name), None)

    def match(self, scan: Scan, sentence: Sentence, only: Rule | None = None) -> Iterator[Match]:
        """The matches of all rules in a sentence (or of one alone), clause by clause or over the whole as each asks."""
        places = scan.places[bisect_left(scan.places, sentence.start) : bisect_left(scan.places, sentence.end)]
        if not places:
            return
        whole = scan.skeleton[sentence.start : sentence.end]
        for rule in [only] if only else self._candidates(whole):
            if rule.scope == "sentence" and not rule.expansion.needs.isdisjoint(whole):
                yield from _matches(rule, scan, sentence.start, sentence.end)
        for clause in sentence.clauses:
            text = scan.skeleton[clause.start : clause.end]
            if bisect_left(places, clause.start) == bisect_left(places, clause.end):
                continue
            for rule in [only] if only else self._candidates(text):
                if rule.scope != "sentence" and not (only and rule.expansion.needs.isdisjoint(text)):
                    yield from _matches(rule, scan, clause.start, clause.end)

    def _candidates(self, text: str) -> list[Rule]:
        """The rules that can match a text, by the characters and pairs of characters in it."""
        held = {*text, *map("".join, pairwise(text))}
        numbers = set(self._always)
        for key in self._by_bigram.keys() & held:
            numbers.update(self._by_bigram[key])
        return [rule for number in sorted(numbers) if not (rule := self.rules[number]).expansion.needs.isdisjoint(held)]


def _matches(rule: Rule, scan: Scan, start: int, end: int) -> Iterator[Match]:
    """The matches of one rule in a stretch of the skeleton.

    Raises:
        RuleError: a rule that is under a time limit took longer.
    """
    limit = TIME_LIMIT if rule.limited else None
    try:
        for found in rule.pattern.finditer(scan.skeleton[start:end], timeout=limit):
            match = _match(rule, found, start)
            if match is not None:
                yield match
    except TimeoutError as error:
        text = scan.text(start, end)
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        message = (
            f"the rule {rule.id} took longer than {TIME_LIMIT:g} s on «{shown}»; its pattern backtracks without end: "
            "`tyfacts rules check` says where"
        )
        raise RuleError([Fault(rule.location, message, code="time-limit")]) from error


def _match(rule: Rule, found: Any, offset: int) -> Match | None:
    figures = []
    for group, role in rule.expansion.figures.items():
        figures += [(offset + start, role) for start, end in found.spans(group) if end > start]
    if not figures:
        return None
    columns = {
        name: tuple(Span(offset + start, offset + end) for start, end in found.spans(name) if end > start)
        for name in COLUMN_GROUPS
        if name in rule.pattern.groupindex
    }
    dates = tuple(offset + found.start(group) for group in rule.expansion.dates if found[group])
    span = Span(offset + found.start(), offset + found.end())
    return Match(rule, span, tuple(sorted(figures)), {k: v for k, v in columns.items() if v}, dates)


def build_ruleset(
    data: Mapping[str, Any],
    rules: Sequence[Rule],
    placeholders: Placeholders,
    words: Mapping[str, str],
    kinds: tuple[str, ...],
) -> Ruleset:
    """Put a rule set together from loaded data files and rules."""
    units = _units(data["units.yaml"])
    figures = data["figures.yaml"]
    table = UnitTable.build(units, figures["digits_only"])
    lexicon = data["lexicon.yaml"]
    times = TimeGrammar.build(_typed_times(data["times.yaml"]), lexicon["plan"])
    grammar = ScanGrammar(
        times, QuantityGrammar(table, Patterns.build(figures, table.surfaces)), placeholders.characters
    )
    by_bigram: dict[str, list[int]] = defaultdict(list)
    always = [number for number, rule in enumerate(rules) if rule.trigger is None and not rule.is_of_cells]
    for number, rule in enumerate(rules):
        for key in rule.trigger or ():
            by_bigram[key].append(number)
    return Ruleset(
        tuple(rules),
        kinds,
        words,
        {name: value for name, value in lexicon.items() if isinstance(value, list)},
        placeholders,
        LayoutPatterns.build(data["layout.yaml"], data["characters.yaml"]),
        TableWords.build(data["tables.yaml"]),
        grammar,
        _digest(data, rules),
        {key: tuple(found) for key, found in by_bigram.items()},
        tuple(always),
    )


def _units(data: Mapping[str, Any]) -> list[Unit]:
    units = [
        Unit(
            surface,
            family["dimension"],
            family["canonical"],
            Decimal(factor),
            Decimal(family["scale"]),
            family.get("rate", ""),
        )
        for family in data["units"]
        for surface, factor in family["surfaces"].items()
    ]
    measured = {unit.surface for unit in units}
    classifiers = dict.fromkeys(
        word for group in data["classifiers"].values() for word in group if word not in measured
    )
    return units + [Unit(word, "count", word, Decimal(1), Decimal(1)) for word in classifiers]


def _typed_times(data: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers as integers: the loader keeps all scalars as text."""

    def typed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: typed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [typed(item) for item in value]
        return (
            int(value)
            if isinstance(value, str) and value.lstrip("-").isascii() and value.lstrip("-").isdecimal()
            else value
        )

    return {key: typed(value) for key, value in data.items()}


def _digest(data: Mapping[str, Any], rules: Sequence[Rule]) -> str:
    """A short name of the rules, so that a table can say what made it."""
    source = json.dumps(
        [data, [[r.id, r.kind, r.source, r.scope, r.fallback, r.set, r.roles] for r in rules]],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(source.encode()).hexdigest()[:12]
