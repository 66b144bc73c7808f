"""The data files of a rule folder (units, times, words, layout), and how one's own folder adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taiyuan_facts.ruleset.loader import _Loading
    from taiyuan_facts.ruleset.nodes import Node

from taiyuan_facts.suggest import did_you_mean

# File and its top-level keys.
DATA_FILES: dict[str, tuple[str, ...]] = {
    "units.yaml": ("units", "classifiers"),
    "figures.yaml": (
        "qualifiers", "look_back", "round_only", "not_before", "after_time_only", "never", "article", "both",
        "digits_only", "energy_degree", "words", "denominators", "not_followed",
    ),
    "times.yaml": (
        "years", "same_period", "months", "days", "weeks", "now", "vague", "parts", "parts_need_year", "days_of_month",
        "month_words", "plans", "plan_tails", "eras", "bounds",
    ),
    "layout.yaml": (
        "terminal", "comma_end", "dateline", "continuation", "byline", "caption", "heading_mark", "section", "strip",
        "heading_length", "wrap_length", "table", "noise",
    ),
    "characters.yaml": ("traditional", "simplified"),
    "lexicon.yaml": (),
}  # fmt: skip


def merge_data(file: str, name: str, node: Node, state: _Loading) -> None:
    """Lay one data file over what is known: mappings and lists grow, texts are replaced."""
    if not isinstance(node.value, dict):
        if node.value:
            state.fault(name, node, f"{file} is a mapping, not {node.shape}")
        return
    keys = DATA_FILES[file]
    for key, (key_node, _) in node.value.items():
        if keys and key not in keys:
            state.fault(name, key_node, f"unknown key {key}{did_you_mean(key, keys)}; {file} has {', '.join(keys)}", "unknown-key")
    state.data[file] = _overlay(state.data.get(file, {}), node.plain())


def _overlay(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _overlay(old[key], value) if key in old else value for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *new]
    return new
