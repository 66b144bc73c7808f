"""What has been read of rule folders so far: faults with their places, data, and the nodes of rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from taiyuan_facts.errors import Fault, Location
from taiyuan_facts.model import KINDS
from taiyuan_facts.ruleset.nodes import Node
from taiyuan_facts.ruleset.places import find_place


@dataclass(frozen=True, slots=True)
class RuleNode:
    """A rule as read from YAML; ``own``: from the user's folder."""

    file: str
    node: Node
    own: bool


@dataclass(frozen=True, slots=True)
class DataNode:
    """A data file as read from YAML; ``patterns`` are the patterns in it, ``before`` is what it is laid over."""

    file: str
    name: str
    node: Node
    patterns: list[Node]
    before: Any


@dataclass(slots=True)
class Loading:
    """The state of loading."""

    faults: list[Fault] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    rules: list[RuleNode] = field(default_factory=list)
    data_nodes: list[DataNode] = field(default_factory=list)
    disabled: dict[str, tuple[str, Node]] = field(default_factory=dict)
    own_fragments: bool = False  # the user's lexicon holds pieces of patterns, which packaged rules may use
    spoiled: set[str] = field(default_factory=set)  # names of word lists and dimensions that have faults themselves
    kinds: list[str] = field(default_factory=lambda: list(KINDS))

    def fault(self, file: str, node: Node, message: str, code: str = "rule", offset: int | None = None) -> None:
        """Note a fault at a node, or at a character of its value."""
        lines = self.lines.get(file, [])
        line, column = (node.line, node.column) if offset is None else find_place(lines, node, offset)
        source = lines[line - 1] if line <= len(lines) else ""
        self.faults.append(Fault(Location(file, line, column), message, source, code))
