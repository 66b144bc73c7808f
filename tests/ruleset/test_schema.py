"""The published schema and the loader say the same of every file, and the packaged files are as they say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from taiyuan_facts.errors import Fault
from taiyuan_facts.model import COLUMN_NAMES, DATE_SOURCES, KINDS, QUALIFIERS, STATUSES
from taiyuan_facts.ruleset.data import DATA_FILES
from taiyuan_facts.ruleset.loader import packaged_rules, schema_file
from taiyuan_facts.ruleset.nodes import Node, read_nodes
from taiyuan_facts.ruleset.rule import COLUMN_GROUPS
from taiyuan_facts.ruleset.shapes import ShapeChecker

SCHEMA: dict[str, Any] = json.loads(schema_file().read_text(encoding="utf-8"))
DEFINITIONS = SCHEMA["definitions"]
FILES = sorted(packaged_rules().glob("*.yaml"))
# Values that a rule writer may put in the place of another.
OTHERS: tuple[Any, ...] = ({}, [], "", "x", "growth", "Not-a name", "5", 5, 0, -1, 1.5, True, None, {"x": []}, [[]])
# A rule with every key that there is.
WHOLE = {
    "id": "a-b", "kind": "growth", "title": "t", "note": "n", "match": "{money}", "scope": "sentence",
    "set": {"status": "planned", "sign": "-", "kind": "output", "unit": "亿元", "per": "年", "due": "ahead",
            "qualifier": "over", "subject": "s", "indicator": "i", "item": "t"},
    "roles": {"r": {"status": "actual"}}, "fallback": True,
    "examples": [{"text": "t", "issued": "2022-08-15", "todo": "why", "facts": [
        {"raw": "1亿元", "value": "1", "value_max": 2, "unit": "亿元", "per": "", "qualifier": "exact",
         "kind": "growth", "subject": "", "indicator": "i", "item": "t", "date": "2022", "date_start": "2022-01-01",
         "date_end": "", "date_source": "text", "status": "actual", "role": "r"}]}],
}  # fmt: skip
WHOLE_FILES = {"ruleFile": {"rules": [WHOLE], "disable": ["a"], "kinds": ["own-kind"]}}


def to_node(value: Any) -> Node:
    """A value as the node of a YAML file that holds it."""
    if isinstance(value, dict):
        return Node({key: (Node(key, 1, 1, "'"), to_node(item)) for key, item in value.items()}, 1, 1)
    if isinstance(value, list):
        return Node([to_node(item) for item in value], 1, 1)
    return Node(value, 1, 1, "'") if isinstance(value, str) else Node(json.dumps(value), 1, 1)


def to_value(node: Node) -> Any:
    """What an editor sees of a node: YAML 1.2's types."""
    if isinstance(node.value, dict):
        return {key: to_value(item) for key, (_, item) in node.value.items()}
    if isinstance(node.value, list):
        return [to_value(item) for item in node.value]
    return node.value if node.type == "string" else json.loads(node.value or "null")


def mutations(value: Any) -> Iterator[Any]:
    """The value with one thing in it changed: a key gone, renamed or new, or a value replaced."""
    yield from OTHERS
    if isinstance(value, dict):
        yield {**value, "strange": "x"}
        yield {**value, "": "x"}
        for key in value:
            others = {name: item for name, item in value.items() if name != key}
            yield others
            yield {**others, f"{key}x": value[key]}
            for changed in mutations(value[key]):
                yield {**others, key: changed}
    elif isinstance(value, list):
        for at in range(len(value)):
            for changed in mutations(value[at]):
                yield [*value[:at], changed, *value[at + 1 :]]


def accepts(value: Any, definition: str) -> bool:
    """Whether the loader takes a value for a file of this definition."""
    return ShapeChecker(SCHEMA, lambda *_: None).check(to_node(value), definition)


def read(path: Path) -> Any:
    faults: list[Fault] = []
    node = read_nodes(path.read_text(encoding="utf-8"), path.name, faults)
    assert faults == []
    assert node is not None
    return to_value(node)


def thinned(value: Any) -> Any:
    """The value with the first entries of its lists, and of mappings whose keys are words of the language."""
    if isinstance(value, list):
        return [thinned(item) for item in value[:2]]
    if isinstance(value, dict):
        kept = list(value.items()) if all(map(str.isascii, value)) else list(value.items())[:2]
        return {key: thinned(item) for key, item in kept[:20]}
    return value


def cases() -> Iterator[tuple[str, str, Any]]:
    for path in FILES:
        if path.name in DATA_FILES:
            yield path.name, DATA_FILES[path.name], thinned(read(path))
    yield "a rule with every key", "ruleFile", WHOLE_FILES["ruleFile"]


@pytest.mark.parametrize(("definition", "value"), [pytest.param(d, v, id=name) for name, d, v in cases()])
def test_schema_and_loader_agree_on_every_change(definition: str, value: Any) -> None:
    """Of a file, its long lists cut, and of all its changes the schema accepts exactly those that the loader does."""
    validator = jsonschema.Draft7Validator({**SCHEMA, "anyOf": [{"$ref": f"#/definitions/{definition}"}]})
    assert validator.is_valid(value)
    verdicts = {False: 0, True: 0}
    for changed in mutations(value):
        valid = validator.is_valid(changed)
        verdicts[valid] += 1
        assert accepts(changed, definition) == valid, json.dumps(changed, ensure_ascii=False)[:2000]
    assert all(verdicts.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_packaged_files_pass_the_schema_as_editors_apply_it(path: Path) -> None:
    """Each file is valid, and its first line names the schema at a place where it is."""
    text = path.read_text(encoding="utf-8")
    first = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert first is not None
    assert (path.parent / first[1]).resolve() == schema_file().resolve()
    value = yaml.safe_load(text)
    jsonschema.validate(json.loads(json.dumps(value, default=date.isoformat)), SCHEMA)


def test_the_schema_is_one() -> None:
    """It is valid JSON Schema draft 7, every definition is used, and none is missing."""
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    used = set(re.findall(r'"#/definitions/(\w+)"', json.dumps(SCHEMA)))
    assert used == set(DEFINITIONS)


def test_every_keyword_of_the_schema_is_read() -> None:
    """The loader reads all that the schema says of values; the rest is for people and editors."""
    said = {"title", "description", "$schema", "patternErrorMessage", "defaultSnippets", "definitions"}
    read_ = {
        "type", "properties", "required", "additionalProperties", "propertyNames", "items", "minItems", "maxItems",
        "enum", "pattern", "minLength", "minimum", "maximum", "exclusiveMinimum", "anyOf", "$ref",
    }  # fmt: skip

    def keywords(schema: Any) -> Iterator[str]:
        if isinstance(schema, list):
            for item in schema:
                yield from keywords(item)
        if isinstance(schema, dict):
            for key, value in schema.items():
                yield key
                if key in ("properties", "definitions"):
                    for item in value.values():
                        yield from keywords(item)
                elif key not in ("defaultSnippets", "enum"):
                    yield from keywords(value)

    assert set(keywords(SCHEMA)) <= said | read_


def test_the_schema_names_what_the_model_names() -> None:
    """Kinds, qualifiers, statuses, sources of dates and columns are those of the model."""
    fact = DEFINITIONS["fact"]["properties"]
    columns = DEFINITIONS["columns"]["properties"]
    assert DEFINITIONS["kind"]["anyOf"][0]["enum"] == list(KINDS)
    assert fact["qualifier"]["enum"] == columns["qualifier"]["enum"] == list(QUALIFIERS)
    assert fact["status"]["enum"] == list(STATUSES)
    assert fact["date_source"]["enum"] == list(DATE_SOURCES)
    places = {"id", "doc", "article", "sentence", "line", "start", "end", "rule"}
    assert set(fact) == {*COLUMN_NAMES, "role"} - places
    assert set(COLUMN_GROUPS) <= set(columns)
    assert set(columns) <= {*COLUMN_NAMES, "sign", "due"}


def test_every_data_file_has_its_definition() -> None:
    """The data files of the package are those that the loader knows, and each has a definition of its name."""
    assert set(DATA_FILES) <= {path.name for path in FILES}
    titles = {file: DEFINITIONS[definition]["title"] for file, definition in DATA_FILES.items()}
    assert titles == {file: file for file in DATA_FILES}
