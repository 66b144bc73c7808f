"""YAML read safely into nodes that know their place.

Depth, aliases and size are bounded on the parser's events before anything is built, because libyaml's loader dies on
100 000 open brackets; duplicate keys are refused, because YAML would silently keep the last. All scalars stay text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from taiyuan_facts.errors import Fault, Location

MAX_BYTES = 1 << 20
MAX_DEPTH = 12
MAX_NODES = 200_000

_Parser: Any = getattr(yaml, "CParser", None)


@dataclass(slots=True)
class Node:
    """A scalar (``str``), a list of nodes, or a mapping of key text to (key node, value node); lines count from 1."""

    value: Any
    line: int
    column: int

    def plain(self) -> Any:
        """The same without places: str, list and dict."""
        if isinstance(self.value, dict):
            return {key: value.plain() for key, (_, value) in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    @property
    def shape(self) -> str:
        """What it is, in a user's words."""
        return {dict: "a mapping", list: "a list"}.get(type(self.value), "a text")


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

    def fault(message: str, line: int, column: int) -> None:
        source = lines[line - 1] if 0 < line <= len(lines) else ""
        faults.append(Fault(Location(file, line, column), message, source, "yaml"))

    if len(text) > MAX_BYTES:
        fault(f"the file is larger than {MAX_BYTES >> 20} MiB; split it", 1, 1)
        return None
    try:
        return _Builder(fault).build(_events(text))
    except _StopError as stop:
        fault(str(stop), stop.line, stop.column)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        fault(f"this is not YAML: {error.problem or error}", (mark.line if mark else 0) + 1, (mark.column if mark else 0) + 1)
    except yaml.YAMLError as error:
        fault(f"this is not YAML: {error}; look for control characters or a wrong encoding", 1, 1)
    return None


def _events(text: str) -> Iterator[Any]:
    """The parser's events, with the bounds checked as they come, so that no deep structure is ever built."""
    depth = 0
    parser = _Parser(text) if _Parser is not None else None
    stream = iter(parser.get_event, None) if parser is not None else yaml.parse(text, Loader=yaml.SafeLoader)
    try:
        for count, event in enumerate(stream):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth > MAX_DEPTH:
                    raise _StopError(f"nested more than {MAX_DEPTH} deep; rule files need no more than 6", line, column)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent):
                raise _StopError("aliases (*name) are not allowed; write the value out", line, column)
            if count > MAX_NODES:
                raise _StopError(f"more than {MAX_NODES} values in one file; split it", line, column)
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
                        raise _StopError("a second document (---) begins here; one file holds one", later.start_mark.line + 1, 1)
                return node
        return None

    def _node(self, event: Any, events: Iterator[Any]) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        tag = getattr(event, "tag", None)
        if tag and not tag.startswith("tag:yaml.org,2002:") and tag != "!":
            raise _StopError(f"the tag {tag} is not allowed; rule files hold plain values", line, column)
        if isinstance(event, yaml.ScalarEvent):
            return Node(event.value, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self._node(item, events))
            return Node(items, line, column)
        return Node(self._mapping(events), line, column)

    def _mapping(self, events: Iterator[Any]) -> dict[str, tuple[Node, Node]]:
        mapping: dict[str, tuple[Node, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events)
            value = self._node(next(events), events)
            if not isinstance(key.value, str):
                self.fault(f"a key must be a text, not {key.shape}", key.line, key.column)
            elif key.value in mapping:
                first = mapping[key.value][0].line
                self.fault(f"the key {key.value} stands twice (first on line {first}); keep one", key.line, key.column)
            else:
                mapping[key.value] = (key, value)
        return mapping
