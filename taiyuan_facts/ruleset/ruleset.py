"""A rule set: rules, words and the grammars built from the data files, and the matching of rules against clauses."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple

from taiyuan_facts.errors import Fault, RuleError
from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words
from taiyuan_facts.reading.layout import LayoutPatterns
from taiyuan_facts.reading.table_words import TableWords
from taiyuan_facts.ruleset.index import RuleIndex
from taiyuan_facts.ruleset.macros import Placeholders
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.scanning.compounds import Compounds
from taiyuan_facts.scanning.quantities import Patterns, QuantityGrammar
from taiyuan_facts.scanning.scan import Scan, ScanGrammar, Sentence
from taiyuan_facts.scanning.times import TimeGrammar
from taiyuan_facts.scanning.units import Unit, UnitTable

TIME_LIMIT = 1.0  # seconds that a rule which is not the package's own may take for one clause
_SHOWN = 60  # characters of a text in a message


class Match(NamedTuple):
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
    subjects: Mapping[str, Any] = field(repr=False)  # `subjects.yaml`, its numbers as text
    grammar: ScanGrammar = field(repr=False)
    digest: str
    in_clauses: RuleIndex = field(repr=False)  # the rules that look at clauses one by one
    in_sentences: RuleIndex = field(repr=False)

    def rule(self, name: str) -> Rule | None:
        """The rule with an id, or None."""
        return next((rule for rule in self.rules if rule.id == name), None)

    def match(self, scan: Scan, sentence: Sentence, only: Rule | None = None) -> Iterator[Match]:
        """The matches of all rules in a sentence (or of one alone), clause by clause or over the whole as each asks."""
        skeleton, places = scan.skeleton, scan.places
        at = bisect_left(places, sentence.start)
        behind = bisect_left(places, sentence.end, at)
        if at == behind:
            return
        first = sentence.start
        figures = "".join([skeleton[place] for place in places[at:behind]])
        whole = skeleton[first : sentence.end]
        for rule in _alone(only, True, figures) if only else self.in_sentences.candidates(whole, figures):
            yield from _matches(rule, scan, whole, first)
        for start, end in sentence.clauses:
            behind = bisect_left(places, end, at)
            if at == behind:
                continue
            figures = "".join([skeleton[place] for place in places[at:behind]])
            text = skeleton[start:end]
            for rule in _alone(only, False, figures) if only else self.in_clauses.candidates(text, figures):
                yield from _matches(rule, scan, text, start)
            at = behind


def _alone(rule: Rule, in_sentences: bool, figures: str) -> Sequence[Rule]:
    """One rule, where it looks at such a stretch and makes facts of a figure in it."""
    fits = (rule.scope == "sentence") is in_sentences and not rule.expansion.needs.isdisjoint(figures)
    return (rule,) if fits else ()


def _matches(rule: Rule, scan: Scan, text: str, start: int) -> Iterable[Match]:
    """The matches of one rule in a stretch of the skeleton that begins at ``start``.

    Raises:
        RuleError: a rule that is under a time limit took longer.
    """
    try:
        return [match for found in _finds(rule, text) if (match := _match(rule, found, start)) is not None]
    except TimeoutError as error:
        text = scan.text(start, start + len(text))
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        message = (
            f"the rule {rule.id} took longer than {TIME_LIMIT:g} s on «{shown}»; its pattern backtracks without end: "
            "`tyfacts rules check` says where"
        )
        raise RuleError([Fault(rule.location, message, code="time-limit")]) from error


def _finds(rule: Rule, text: str) -> Iterable[Any]:
    """What the pattern of a rule finds, one behind the other; most find nothing, and a search says so soonest."""
    if rule.limited:
        return rule.pattern.finditer(text, timeout=TIME_LIMIT)  # type: ignore[no-any-return]
    first = rule.pattern.search(text)
    if first is None:
        return ()
    if first.end() == first.start():
        return rule.pattern.finditer(text)  # type: ignore[no-any-return]
    return chain((first,), rule.pattern.finditer(text, first.end()))


def _match(rule: Rule, found: Any, offset: int) -> Match | None:
    """What a rule finds as a match; None where it holds no figure."""
    groups = rule.groups
    figures = [
        (offset + start, role) for group, role in groups.figures for start, end in found.spans(group) if end > start
    ]
    if not figures:
        return None
    columns = {}
    for name, group in groups.columns:
        spans = tuple([Span(offset + start, offset + end) for start, end in found.spans(group) if end > start])
        if spans:
            columns[name] = spans
    dates = tuple([offset + found.start(group) for group in groups.dates if found[group]])
    start, end = found.span()
    return Match(rule, Span(offset + start, offset + end), tuple(sorted(figures)), columns, dates)


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
    patterns = Patterns.build(figures, table.surfaces)
    compounds = Compounds.build(figures["compounds"], table.surfaces, patterns.numeral)
    respectively = compile_words(figures["respectively"])
    grammar = ScanGrammar(times, QuantityGrammar(table, patterns, compounds), placeholders.characters, respectively)
    return Ruleset(
        tuple(rules),
        kinds,
        words,
        {name: value for name, value in lexicon.items() if isinstance(value, list)},
        placeholders,
        LayoutPatterns.build(data["layout.yaml"], data["characters.yaml"]),
        TableWords.build(data["tables.yaml"]),
        data["subjects.yaml"],
        grammar,
        _digest(data, rules),
        RuleIndex.build(rule for rule in rules if rule.scope != "sentence" and not rule.is_of_cells),
        RuleIndex.build(rule for rule in rules if rule.scope == "sentence"),
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
    import json  # a run whose rules are in the cache needs it for nothing

    source = json.dumps(
        [data, [[r.id, r.kind, r.source, r.scope, r.fallback, r.set, r.roles] for r in rules]],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(source.encode()).hexdigest()[:12]
