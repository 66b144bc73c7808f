"""A rule set: rules, words and the grammars built from the data files, and the matching of rules against clauses."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from taiyuan_facts.model import Span
from taiyuan_facts.reading.layout import LayoutPatterns
from taiyuan_facts.ruleset.macros import Placeholders
from taiyuan_facts.ruleset.rule import COLUMN_GROUPS, Rule
from taiyuan_facts.scanning.quantities import Patterns, QuantityGrammar
from taiyuan_facts.scanning.scan import Scan, ScanGrammar, Sentence
from taiyuan_facts.scanning.times import TimeGrammar
from taiyuan_facts.scanning.units import Unit, UnitTable


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


@dataclass(frozen=True)
class Ruleset:
    """What a run knows of the language. ``words`` are the lexicon's lists and fragments as patterns."""

    rules: tuple[Rule, ...]
    kinds: tuple[str, ...]
    words: Mapping[str, str] = field(repr=False)
    lists: Mapping[str, Sequence[str]] = field(repr=False)
    placeholders: Placeholders = field(repr=False)
    layout: LayoutPatterns = field(repr=False)
    grammar: ScanGrammar = field(repr=False)
    digest: str = ""
    _by_bigram: Mapping[str, tuple[Rule, ...]] = field(repr=False, default_factory=dict)
    _always: tuple[Rule, ...] = field(repr=False, default=())

    def rule(self, name: str) -> Rule | None:
        """The rule with an id, or None."""
        return next((rule for rule in self.rules if rule.id == name), None)

    def match(self, scan: Scan, sentence: Sentence, only: Rule | None = None) -> Iterator[Match]:
        """All matches of all rules in a sentence (or of one rule alone), clause by clause or over the whole as each rule asks."""
        figures = [place for place in range(sentence.start, sentence.end) if place in scan.tokens]
        if not figures:
            return
        whole = scan.skeleton[sentence.start : sentence.end]
        for rule in [only] if only else self._candidates(whole):
            if rule.scope == "sentence":
                if not rule.expansion.needs.isdisjoint(whole):
                    yield from _matches(rule, whole, sentence.start)
        for clause in sentence.clauses:
            text = scan.skeleton[clause.start : clause.end]
            if not any(clause.start <= place < clause.end for place in figures):
                continue
            for rule in [only] if only else self._candidates(text):
                if rule.scope != "sentence" and not rule.expansion.needs.isdisjoint(text):
                    yield from _matches(rule, text, clause.start)

    def _candidates(self, text: str) -> list[Rule]:
        """The rules that can match a text, by the pairs of characters in it."""
        rules = {rule.id: rule for rule in self._always}
        index = self._by_bigram
        for at in range(len(text)):
            for key in (text[at : at + 2], text[at]):
                for rule in index.get(key, ()):
                    rules[rule.id] = rule
        return [rules[name] for name in sorted(rules)]


def _matches(rule: Rule, text: str, offset: int) -> Iterator[Match]:
    for found in rule.pattern.finditer(text, overlapped=False):
        figures = []
        for group, role in rule.expansion.figures.items():
            figures += [(offset + start, role) for start, end in found.spans(group) if end > start]
        if not figures:
            continue
        columns = {
            name: tuple(Span(offset + start, offset + end) for start, end in found.spans(name) if end > start)
            for name in COLUMN_GROUPS
            if name in rule.pattern.groupindex
        }
        dates = tuple(offset + found.start(group) for group in rule.expansion.dates if found[group])
        span = Span(offset + found.start(), offset + found.end())
        yield Match(rule, span, tuple(sorted(figures)), {k: v for k, v in columns.items() if v}, dates)


def build_ruleset(
    data: Mapping[str, Any], rules: Sequence[Rule], placeholders: Placeholders, words: Mapping[str, str], kinds: tuple[str, ...]
) -> Ruleset:
    """Put a rule set together from loaded data files and rules."""
    units = _units(data["units.yaml"])
    figures = data["figures.yaml"]
    table = UnitTable.build(units, figures["digits_only"])
    lexicon = data["lexicon.yaml"]
    times = TimeGrammar.build(_typed_times(data["times.yaml"]), lexicon["plan"])
    grammar = ScanGrammar(times, QuantityGrammar(table, Patterns.build(figures)), placeholders.characters)
    by_bigram: dict[str, list[Rule]] = defaultdict(list)
    always = [rule for rule in rules if rule.trigger is None]
    for rule in rules:
        for key in rule.trigger or ():
            by_bigram[key].append(rule)
    return Ruleset(
        tuple(rules),
        kinds,
        words,
        {name: value for name, value in lexicon.items() if isinstance(value, list)},
        placeholders,
        LayoutPatterns.build(data["layout.yaml"], data["characters.yaml"]),
        grammar,
        _digest(data, rules),
        {key: tuple(found) for key, found in by_bigram.items()},
        tuple(always),
    )


def _units(data: Mapping[str, Any]) -> list[Unit]:
    units = [
        Unit(surface, family["dimension"], family["canonical"], Decimal(factor), Decimal(family["scale"]), family.get("rate", ""))
        for family in data["units"]
        for surface, factor in family["surfaces"].items()
    ]
    measured = {unit.surface for unit in units}
    classifiers = dict.fromkeys(word for group in data["classifiers"].values() for word in group if word not in measured)
    return units + [Unit(word, "count", word, Decimal(1), Decimal(1)) for word in classifiers]


def _typed_times(data: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers as integers: the loader keeps all scalars as text."""

    def typed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: typed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [typed(item) for item in value]
        return int(value) if isinstance(value, str) and value.lstrip("-").isascii() and value.lstrip("-").isdecimal() else value

    return {key: typed(value) for key, value in data.items()}


def _digest(data: Mapping[str, Any], rules: Sequence[Rule]) -> str:
    """A short name of the rules, so that a table can say what made it."""
    source = json.dumps([data, [[r.id, r.kind, r.source, r.scope, r.fallback, r.set, r.roles] for r in rules]], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(source.encode()).hexdigest()[:12]
