"""The data files of a rule folder (units, times, words, layout), and how one's own folder adds to them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

# File and its definition in the schema.
DATA_FILES: dict[str, str] = {
    "units.yaml": "unitsFile",
    "figures.yaml": "figuresFile",
    "times.yaml": "timesFile",
    "layout.yaml": "layoutFile",
    "characters.yaml": "charactersFile",
    "subjects.yaml": "subjectsFile",
    "tables.yaml": "tablesFile",
    "lexicon.yaml": "lexiconFile",
}

# Lists whose entries have a name: an entry of one's own takes the place of the one with the same name, or adds to it.
_NAMED: dict[tuple[str, str], Callable[[Mapping[str, Any]], Hashable]] = {
    ("units.yaml", "units"): lambda family: (family["dimension"], family["canonical"]),
    ("figures.yaml", "never"): lambda entry: entry["id"],
    ("figures.yaml", "words"): lambda entry: entry["word"],
    ("tables.yaml", "kind_words"): lambda entry: entry["kind"],
}


def overlay(file: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """One data file laid over what is known: mappings and lists grow, texts are replaced, characters are added.

    A family of units is found again by dimension and canonical unit, an entry of ``never`` by its id, one of ``words``
    by its word; such an entry need only hold what it adds.
    """
    merged = dict(old)
    for key, value in new.items():
        name = _NAMED.get((file, key))
        if key not in old:
            merged[key] = value
        elif name is not None:
            merged[key] = _merge_named(old[key], value, name)
        elif file == "characters.yaml":
            merged[key] = f"{old[key]}\n{value}"
        else:
            merged[key] = _grow(old[key], value)
    return merged


def _merge_named(old: list[Any], new: list[Any], name: Callable[[Mapping[str, Any]], Hashable]) -> list[Any]:
    entries = {name(entry): entry for entry in old}
    for entry in new:
        key = name(entry)
        entries[key] = _grow(entries[key], entry) if key in entries else entry
    return list(entries.values())


def _grow(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _grow(old[key], value) if key in old else value for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *(value for value in new if value not in old)] if _is_list_of_words(old) else new
    return new


def _is_list_of_words(values: list[Any]) -> bool:
    """Whether a list can grow; a pair such as [1, 3] (first and last month) is one value."""
    return not values or not all(isinstance(value, str) and value.lstrip("-").isdecimal() for value in values)
