"""All that can be told of rules without a page: faults of loading, backtracking, missing and hopeless examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taiyuan_facts.errors import Fault
from taiyuan_facts.ruleset.backtracking import find_runaway
from taiyuan_facts.ruleset.data import DATA_FILES
from taiyuan_facts.ruleset.data_checks import as_compiled
from taiyuan_facts.ruleset.examples import See, never_wins
from taiyuan_facts.ruleset.loader import packaged_rules, read_rules
from taiyuan_facts.ruleset.loading import Loading, RuleNode
from taiyuan_facts.ruleset.macros import Placeholders
from taiyuan_facts.ruleset.nodes import Node
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.ruleset import Ruleset, build_ruleset

_REMEDY = "bound the repeat, as in {0,12}, or make it possessive, as in *+"


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
    _check_patterns(state, checked, placeholders)
    _check_data_patterns(state)
    _check_examples(state, checked)
    if not any(_file_name(fault) in DATA_FILES for fault in state.faults):
        ruleset = build_ruleset(state.data, rules, placeholders, words, tuple(state.kinds))
        see = seeing(ruleset)
        for rule in checked:
            reason = never_wins(rule, see)
            if reason:
                _fault(state, rule, "id", reason, "never-wins")
    label = "" if own is None else own.as_posix()
    files = [name for name in state.lines if name == label or name.startswith(f"{label}/" if label else "")]
    faults = sorted(state.faults, key=lambda fault: (fault.location.file, fault.location.line, fault.location.column))
    return Report(tuple(faults), len(files), len(checked))


def _check_patterns(state: Loading, rules: list[Rule], placeholders: Placeholders) -> None:
    for rule in rules:
        runaway = find_runaway(rule.expansion.pattern, "".join(sorted(rule.expansion.needs)))
        if runaway is not None:
            message = f"the pattern can backtrack without bound: {placeholders.show(runaway.reason)}; {_REMEDY}"
            _fault(state, rule, "match", message, "backtracking", rule.expansion.pieces.source(runaway.at))


def _check_data_patterns(state: Loading) -> None:
    """Patterns of the user's data files; those of the package are in the rules that are checked, or are tested."""
    broken = {fault.location.file for fault in state.faults}
    for read in state.data_nodes:
        for node in read.patterns if read.name not in broken else ():
            pattern, flags = as_compiled(read.file, node.value, state.data)
            runaway = find_runaway(pattern, "", flags) if pattern else None
            if runaway is not None:
                message = f"the pattern can backtrack without bound: {runaway.reason}; {_REMEDY}"
                state.fault(read.name, node, message, "backtracking")


def _check_examples(state: Loading, rules: list[Rule]) -> None:
    for rule in rules:
        positive = any(example.facts for example in rule.examples)
        negative = any(not example.facts for example in rule.examples)
        if not positive or not negative:
            wanted = " and ".join(
                text
                for text, there in (("one with facts", positive), ("one with none (facts: [])", negative))
                if not there
            )
            _fault(state, rule, "id", f"the rule {rule.id} lacks examples: {wanted}", "no-examples")


def _fault(state: Loading, rule: Rule, key: str, message: str, code: str, offset: int | None = None) -> None:
    """A fault at one key of a rule."""
    for source in _sources(state, rule):
        state.fault(source.file, _value(source.node, key), message, code, offset)


def _sources(state: Loading, rule: Rule) -> Iterator[RuleNode]:
    place = (rule.location.file, rule.location.line, rule.location.column)
    yield from (s for s in state.rules if (s.file, s.node.line, s.node.column) == place)


def _value(node: Node, key: str) -> Node:
    value: Node = node.value[key][1]
    return value


def _file_name(fault: Fault) -> str:
    return fault.location.file.rpartition("/")[2]
