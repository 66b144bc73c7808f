"""All that can be told of rules without a page: faults of loading, backtracking, missing and hopeless examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from taiyuan_facts.errors import Fault
from taiyuan_facts.ruleset.backtracking import find_runaway
from taiyuan_facts.ruleset.data import DATA_FILES
from taiyuan_facts.ruleset.data_runaways import REMEDY, refuse_runaways
from taiyuan_facts.ruleset.examples import See, never_wins
from taiyuan_facts.ruleset.loader import packaged_rules, read_rules
from taiyuan_facts.ruleset.loading import Loading
from taiyuan_facts.ruleset.macros import Placeholders
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.ruleset import Ruleset, build_ruleset


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, by place, and how many files and rules were looked at."""

    faults: tuple[Fault, ...]
    files: int
    rules: int


def check_rules(own: Path | None, seeing: Callable[[Ruleset], See]) -> Report:
    """Check the packaged rules, or a folder of one's own that is laid over them.

    Args:
        own: the folder or file, None for the packaged rules.
        seeing: makes of a rule set what runs examples.

    Raises:
        InputError: the folder is missing or holds no `*.yaml`.
    """
    if own is not None and own.exists() and own.resolve() == packaged_rules().resolve():
        own = None
    state, rules, placeholders, words = read_rules(own, thorough=True)
    checked = [rule for rule in rules if own is None or rule.own]
    checker = _Checker(state, checked)
    checker.check_patterns(placeholders)
    if own is None:  # those of a folder of one's own are checked whenever it is read
        refuse_runaways(state)
    checker.check_examples()
    if not any(fault.location.file.rpartition("/")[2] in DATA_FILES for fault in state.faults):
        checker.check_winners(seeing(build_ruleset(state.data, rules, placeholders, words, tuple(state.kinds))))
    label = "" if own is None else own.as_posix()
    files = [name for name in state.lines if name == label or name.startswith(f"{label}/" if label else "")]
    faults = sorted(state.faults, key=lambda fault: (fault.location.file, fault.location.line, fault.location.column))
    count = sum(1 for source in state.rules if own is None or source.own)
    return Report(tuple(faults), len(files), count)


class _Checker:
    """Checks rules that were read well; faults go to the state of their loading."""

    def __init__(self, state: Loading, rules: list[Rule]) -> None:
        self.state, self.rules = state, rules
        self.sources = {(s.file, s.node.line, s.node.column): s.node for s in state.rules}

    def check_patterns(self, placeholders: Placeholders) -> None:
        for rule in self.rules:
            runaway = find_runaway(rule.expansion.pattern, "".join(sorted(rule.expansion.needs)))
            if runaway is not None:
                message = f"the pattern can backtrack without bound: {placeholders.show(runaway.reason)}; {REMEDY}"
                self._fault(rule, "match", message, "backtracking", rule.expansion.pieces.source(runaway.at))

    def check_examples(self) -> None:
        """At least one with facts and one with none."""
        for rule in self.rules:
            wanted = []
            if not any(example.facts for example in rule.examples):
                wanted.append("one with facts")
            if all(example.facts for example in rule.examples):
                wanted.append("one with none (facts: [])")
            if wanted:
                message = f"the rule {rule.id} lacks examples: {' and '.join(wanted)}"
                self._fault(rule, "id", message, "no-examples")

    def check_winners(self, see: See) -> None:
        """A rule that wins none of the figures of its own examples is of no use."""
        for rule in self.rules:
            reason = never_wins(rule, see)
            if reason:
                self._fault(rule, "id", reason, "never-wins")

    def _fault(self, rule: Rule, key: str, message: str, code: str, offset: int | None = None) -> None:
        """A fault at one key of a rule."""
        place = rule.location
        node = self.sources[place.file, place.line, place.column].value[key][1]
        self.state.fault(place.file, node, message, code, offset)
