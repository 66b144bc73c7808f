"""Nodes held to the published JSON Schema (`rules/schema.json`): the place of each fault, and what to write instead.

The schema is the one description of rule and data files: editors complete by it, and the loader checks by it. Only the
keywords that it uses are read here (JSON Schema draft 7); a test compares the verdicts with those of `jsonschema`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from taiyuan_facts.ruleset.nodes import Node
from taiyuan_facts.suggest import did_you_mean

Schema = Mapping[str, Any]
# (node, message, code) → None
Report = Callable[[Node, str, str], None]

MANY_KEYS = 30  # more than these are not listed where one is suggested
_TYPE_WORDS = {
    "object": "a mapping", "array": "a list", "string": "a text", "number": "a number", "integer": "a whole number",
    "boolean": "true or false", "null": "nothing",
}  # fmt: skip
_SHOWN = 40  # characters of a value in a message


@cache
def read_schema(path: Path) -> Schema:
    """The published schema."""
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


class ShapeChecker:
    """Holds nodes to one of the schema's definitions.

    After `check`, ``seen`` has the nodes that stood where a definition of that name was asked for (all patterns, say),
    and `sound` leaves out of a node what is wrong in it.
    """

    def __init__(self, schema: Schema, report: Report) -> None:
        self.definitions: Mapping[str, Schema] = schema["definitions"]
        self.report = report
        self.seen: dict[str, list[Node]] = {}
        self._wrong: set[int] = set()

    def check(self, node: Node, definition: str) -> bool:
        """Report every fault of ``node``; give back whether there is none."""
        name = self.definitions[definition].get("title", definition)
        return self._check(node, {"$ref": f"#/definitions/{definition}"}, name)

    def sound(self, node: Node) -> Node:
        """The same without the keys and items that have faults."""
        if isinstance(node.value, dict):
            kept = {key: pair for key, pair in node.value.items() if self._wrong.isdisjoint(map(id, pair))}
            value: Any = {key: (key_node, self.sound(item)) for key, (key_node, item) in kept.items()}
        elif isinstance(node.value, list):
            value = [self.sound(item) for item in node.value if id(item) not in self._wrong]
        else:
            return node
        return Node(value, node.line, node.column, node.style)

    def _check(self, node: Node, schema: Schema, name: str) -> bool:
        good = self._holds(node, schema, name)
        is_whole = not isinstance(node.value, (dict, list)) or "required" in schema or "minItems" in schema
        if not good and (is_whole or not _fits(node, _types(schema))):  # of others, what is right can be kept
            self._wrong.add(id(node))
        return good

    def _holds(self, node: Node, schema: Schema, name: str) -> bool:
        if "$ref" in schema:
            definition = schema["$ref"].rpartition("/")[2]
            good = self._check(node, self.definitions[definition], name)
            if good:
                self.seen.setdefault(definition, []).append(node)
            return good
        if "anyOf" in schema:
            return self._any(node, schema["anyOf"], name)
        return (
            self._type(node, schema, name)
            and self._value(node, schema, name)
            and (
                self._mapping(node, schema)
                if isinstance(node.value, dict)
                else self._list(node, schema, name)
                if isinstance(node.value, list)
                else True
            )
        )

    def _any(self, node: Node, choices: Sequence[Schema], name: str) -> bool:
        """One of several; where none will do, the fault is that of one whose type fits and that has a pattern."""
        fitting = [choice for choice in choices if _fits(node, _types(self._resolve(choice)))]
        quiet = ShapeChecker({"definitions": self.definitions}, lambda *_: None)
        best = next((choice for choice in fitting if quiet._check(node, choice, name)), None)
        if best is None and fitting and (node.type in ("array", "object") or "pattern" in self._resolve(fitting[-1])):
            best = fitting[-1]
        if best is not None:
            return self._check(node, best, name)
        self._wrong.add(id(node))
        allowed = " or ".join(dict.fromkeys(_allowed(self._resolve(choice)) for choice in choices))
        if fitting:
            self.report(node, f"{name} is {node.value[:_SHOWN]}; it must be {allowed}", "value")
        else:
            self._type_fault(node, allowed, name)
        return False

    def _resolve(self, schema: Schema) -> Schema:
        return self.definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema

    def _type(self, node: Node, schema: Schema, name: str) -> bool:
        types = _types(schema)
        if _fits(node, types):
            return True
        self._type_fault(node, _named(types, schema), name)
        return False

    def _type_fault(self, node: Node, allowed: str, name: str) -> None:
        hint = ""
        if node.type == "null":
            hint = "; write a value, or take the key out"
        elif "a text" in allowed and node.style == "{":
            hint = "; put it in single quotes: what begins with { or [ is read as a mapping or a list"
        elif "a text" in allowed and isinstance(node.value, str):
            hint = f"; put it in quotes: '{node.value}'"
        elif allowed == "a list" and isinstance(node.value, str):
            hint = f"; write [{node.value[:_SHOWN]}]"
        self.report(node, f"{name} must be {allowed}, not {node.shape}{hint}", "type")

    def _value(self, node: Node, schema: Schema, name: str) -> bool:
        if not isinstance(node.value, str):
            return True
        if "enum" in schema:
            return self._enum(node, schema["enum"], name)
        if "pattern" in schema and node.type == "string" and re.search(schema["pattern"], node.value) is None:
            remedy = schema.get("patternErrorMessage") or f"it must match {schema['pattern']}"
            self.report(node, f"{name} is {node.value[:_SHOWN] or 'empty'}; {remedy}", "value")
            return False
        if "minLength" in schema and node.type == "string" and not node.value:
            self.report(node, f"{name} is empty; write a value, or take the key out", "value")
            return False
        return self._bounds(node, schema, name)

    def _bounds(self, node: Node, schema: Schema, name: str) -> bool:
        if node.type not in ("integer", "number"):
            return True
        number = Decimal(node.value)
        low, high = schema.get("minimum", number), schema.get("maximum", number)
        if low <= number <= high and number > schema.get("exclusiveMinimum", number - 1):
            return True
        remedy = schema.get("patternErrorMessage") or f"it must lie between {low} and {high}"
        self.report(node, f"{name} is {node.value[:_SHOWN]}; {remedy}", "value")
        return False

    def _enum(self, node: Node, values: list[str], name: str) -> bool:
        if node.type == "string" and node.value in values:
            return True
        named = [value or "''" for value in values]
        hint = did_you_mean(node.value, values)
        self.report(
            node, f"unknown {name} {node.value[:_SHOWN]}{hint}; allowed are {', '.join(named)}", f"unknown-{name}"
        )
        return False

    def _list(self, node: Node, schema: Schema, name: str) -> bool:
        count = len(node.value)
        if count < schema.get("minItems", 0) or count > schema.get("maxItems", count):
            self.report(node, f"{name} must have {schema['minItems']} values, not {count}", "value")
            return False
        items = schema.get("items")
        if items is None:
            return True
        each = self._resolve(items).get("title") or f"each value of {name}"
        good = [self._check(item, items, each) for item in node.value]  # every one, so that all faults are found
        return all(good)

    def _mapping(self, node: Node, schema: Schema) -> bool:
        properties: Mapping[str, Schema] = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        what = schema.get("title", "it")
        good = True
        for key, (key_node, value) in node.value.items():
            if "propertyNames" in schema:
                good &= self._check(key_node, schema["propertyNames"], "the name")
            if key in properties:
                good &= self._check(value, properties[key], key)
            elif isinstance(others, Mapping):
                good &= self._check(value, others, key)
            elif not others:
                hint = did_you_mean(key, properties)
                known = "" if hint and len(properties) > MANY_KEYS else f"; {what} has {', '.join(properties)}"
                self.report(key_node, f"unknown key {key}{hint}{known}", "unknown-key")
                self._wrong.add(id(key_node))
                good = False
        missing = [key for key in schema.get("required", ()) if key not in node.value]
        if missing:
            self.report(
                node, f"{what} lacks {', '.join(missing)}; it needs {', '.join(schema['required'])}", "missing-key"
            )
        return good and not missing


def _types(schema: Schema) -> tuple[str, ...]:
    if "enum" in schema:
        return ("string",)
    types = schema.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types)


def _allowed(schema: Schema) -> str:
    return ", ".join(schema["enum"]) if "enum" in schema else _named(_types(schema), schema)


def _named(types: tuple[str, ...], schema: Schema) -> str:
    if "number" in types:
        return "a number" if "exclusiveMinimum" in schema else "a text"
    return " or ".join(_TYPE_WORDS[name] for name in types)


def _fits(node: Node, types: tuple[str, ...]) -> bool:
    return not types or node.type in types or (node.type == "integer" and "number" in types)
