"""How far a rule's pattern gets in a text: the longest beginning of it that matches, and the piece that then fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from taiyuan_facts.ruleset.pattern_tree import parse_pattern
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.ruleset import TIME_LIMIT, Ruleset
from taiyuan_facts.scanning.scan import Scan


@dataclass(frozen=True, slots=True)
class Reach:
    """A rule tried on one clause (or sentence, as its scope is), all as skeleton.

    ``matched`` is what the longest beginning of the pattern matches, ``fails`` the piece of the pattern behind it;
    where the whole pattern matches, ``fails`` is empty. ``lacks`` names the figures of which the clause needs one.
    """

    text: str
    matched: str
    fails: str
    lacks: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the rule matches."""
        return not self.fails and not self.lacks


def reaches(rule: Rule, ruleset: Ruleset, found: Scan, index: int) -> Iterator[Reach]:
    """Try a rule on every clause of a sentence, or on the whole of it where that is the rule's scope."""
    show = ruleset.placeholders.show
    sentence = found.sentences[index]
    for start, end in [(sentence.start, sentence.end)] if rule.scope == "sentence" else sentence.clauses:
        text = found.skeleton[start:end]
        if rule.expansion.needs.isdisjoint(text):
            names = [name for name, mark in ruleset.placeholders.characters.items() if mark in rule.expansion.needs]
            yield Reach(show(text).strip(), "", "", " or ".join(f"‹{name}›" for name in names))
        else:
            matched, fails = _longest(rule, text)
            yield Reach(show(text).strip(), show(matched), fails)


def _longest(rule: Rule, text: str) -> tuple[str, str]:
    """What the longest beginning of the pattern matches, and the source of the piece behind it."""
    pattern, pieces = rule.expansion.pattern, rule.expansion.pieces
    branches = parse_pattern(pattern).branches
    starts = [item.at for item in branches[0]] if len(branches) == 1 else [0]
    ends = [*starts[1:], len(pattern)]
    for index in range(len(starts) - 1, -1, -1):
        match = regex.compile(pattern[: ends[index]], regex.VERBOSE).search(text, timeout=TIME_LIMIT)
        if match is not None:
            if index + 1 == len(starts):
                return match.group(), ""
            fails = rule.source[pieces.source(ends[index]) : _end(rule, ends, index + 1)]
            return match.group(), fails.strip()
    return "", rule.source[: _end(rule, ends, 0)].strip()


def _end(rule: Rule, ends: list[int], index: int) -> int:
    """Where in the source the piece at ``index`` ends."""
    at = ends[index]
    return len(rule.source) if at == len(rule.expansion.pattern) else rule.expansion.pieces.source(at)
