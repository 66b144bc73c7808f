"""YAML read safely into nodes that know their place.

Depth, aliases and size are bounded on the parser's events before anything is built, because libyaml's loader dies on
100 000 open brackets; duplicate keys are refused, because YAML would silently keep the last. All scalars stay text;
what a plain one would be in YAML 1.2 (a number, true, nothing) is known by its node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from taiyuan_facts.errors import Fault, Location
from taiyuan_facts.ruleset.yaml_advice import Place, advise, find_control

MAX_BYTES = 1 << 20
MAX_DEPTH = 12
MAX_NODES = 200_000

_Parser: Any = getattr(yaml, "CSafeLoader", None)  # libyaml, 18 times faster; only its events are used

_PLAIN_TAGS = (None, "!", "tag:yaml.org,2002:str")

# What a plain scalar is in the core schema of YAML 1.2.2, section 10.3.2.
_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_BOOLEAN = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")


@dataclass(slots=True)
class Node:
    """A scalar (``str``), a list of nodes, or a mapping of key text to (key node, value node); lines count from 1.

    ``style`` is how it is written: ``''`` plain, ``'`` or ``"`` in quotes, ``|`` or ``>`` a block, ``{`` in brackets.
    """

    value: Any
    line: int
    column: int
    style: str = ""

    def plain(self) -> Any:
        """The same without places: str, list and dict."""
        if isinstance(self.value, dict):
            return {key: value.plain() for key, (_, value) in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    @property
    def type(self) -> str:
        """Its type in JSON's terms: object, array, string, integer, number, boolean or null."""
        if not isinstance(self.value, str):
            return "object" if isinstance(self.value, dict) else "array"
        if self.style:
            return "string"
        kinds = (("null", _NULL), ("boolean", _BOOLEAN), ("integer", _INTEGER), ("number", _NUMBER))
        return next((name for name, pattern in kinds if pattern.match(self.value)), "string")

    @property
    def shape(self) -> str:
        """What it is, in a user's words."""
        words = {"object": "a mapping", "array": "a list", "integer": "a number", "number": "a number"}
        return words.get(self.type) or {"boolean": "true or false", "null": "nothing"}.get(self.type, "a text")


class _StopError(Exception):
    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_nodes(text: str, file: str, faults: list[Fault]) -> Node | None:
    """Read one YAML document; whatever is wrong goes to ``faults`` and None or a partial tree comes back.

    Args:
        text: the file's text.
        file: its name in messages.
        faults: list that faults are appended to.
    """
    lines = text.splitlines()

    def fault(message: str, line: int, column: int, code: str = "yaml") -> None:
        source = lines[line - 1] if 0 < line <= len(lines) else ""
        faults.append(Fault(Location(file, line, column), message, source, code))

    if len(text) > MAX_BYTES:
        fault(f"the file is larger than {MAX_BYTES >> 20} MiB; split it", 1, 1)
        return None
    try:
        return _Builder(fault).build(_events(text))
    except _StopError as stop:
        fault(str(stop), stop.line, stop.column)
    except yaml.MarkedYAMLError as error:
        at, opened = _place(error.problem_mark), _place(error.context_mark)
        advice = advise(str(error.problem or error), lines, at or opened or Place(1, 1), opened)
        fault(advice.message, advice.line, advice.column)
    except yaml.YAMLError:
        control = find_control(text)
        if control is None:
            raise
        fault(control.message, control.line, control.column)
    return None


def _place(mark: Any) -> Place | None:
    return Place(mark.line + 1, mark.column + 1) if mark is not None else None


def _start(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _events(text: str) -> Iterator[Any]:
    """The parser's events, with the bounds checked as they come, so that no deep structure is ever built."""
    depth = 0
    parser = _Parser(text) if _Parser is not None else None
    stream = iter(parser.get_event, None) if parser is not None else yaml.parse(text, Loader=yaml.SafeLoader)
    try:
        for count, event in enumerate(stream):
            if isinstance(event, yaml.ScalarEvent):  # nearly all are
                pass
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth > MAX_DEPTH:
                    message = f"nested more than {MAX_DEPTH} deep; rule files need no more than 6"
                    raise _StopError(message, *_start(event))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent):
                message = "a value that begins with * is read as an alias, which is not allowed; put it in quotes"
                raise _StopError(message, *_start(event))
            if count > MAX_NODES:
                raise _StopError(f"more than {MAX_NODES} values in one file; split it", *_start(event))
            yield event
    finally:
        if parser is not None:
            parser.dispose()


class _Builder:
    def __init__(self, fault: Any) -> None:
        self.fault = fault

    def build(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(events), events)
                for later in events:
                    if isinstance(later, yaml.DocumentStartEvent):
                        raise _StopError("a second document (---) begins here; one file holds one", _start(later)[0], 1)
                return node
        return None

    def _node(self, event: Any, events: Iterator[Any]) -> Node:
        line, column = _start(event)
        tag = getattr(event, "tag", None)
        if tag not in _PLAIN_TAGS:
            raise _StopError(f"{tag} is read as a tag, which is not allowed; put the value in quotes", line, column)
        if isinstance(event, yaml.ScalarEvent):
            return Node(event.value, line, column, event.style or "")
        style = "{" if event.flow_style else ""
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self._node(item, events))
            return Node(items, line, column, style)
        return Node(self._mapping(events), line, column, style)

    def _mapping(self, events: Iterator[Any]) -> dict[str, tuple[Node, Node]]:
        mapping: dict[str, tuple[Node, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events)
            value = self._node(next(events), events)
            if not isinstance(key.value, str):
                self.fault(f"a key must be a text, not {key.shape}; put it in quotes", key.line, key.column)
            elif key.value in mapping:
                first = mapping[key.value][0].line
                self.fault(
                    f"the key {key.value} stands twice (first on line {first}); keep one",
                    key.line,
                    key.column,
                    "duplicate-key",
                )
            else:
                key.style = key.style or "'"  # a text, whatever it looks like
                mapping[key.value] = (key, value)
        return mapping
