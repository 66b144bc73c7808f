"""Where a character of a value stands in its file, however the value is quoted, escaped or folded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taiyuan_facts.ruleset.nodes import Node

_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\n[ \t]*|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where the pieces of a written-out pattern come from: starts in it, and the places in the source they stand for.

    Within a piece that was copied, places run in step; a piece that stands for a macro is one place.
    """

    starts: tuple[int, ...]
    sources: tuple[int, ...]
    copied: tuple[bool, ...]

    def source(self, at: int) -> int:
        """The place in the source of a place in the written-out pattern."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.sources[index] + (at - self.starts[index] if self.copied[index] else 0)


def find_place(lines: Sequence[str], node: Node, at: int) -> tuple[int, int]:
    """Line and column, from 1, of the character ``at`` of a scalar's value in its file.

    Args:
        lines: the file's lines.
        node: the scalar.
        at: index in ``node.value``, its length included.
    """
    if node.line > len(lines):
        return node.line, node.column
    if node.style in ("|", ">"):
        return _in_block(lines, node, at)
    rest = "\n".join((lines[node.line - 1][node.column - 1 :], *lines[node.line :]))
    offset = _in_flow(rest, node.style, at)
    before = rest[:offset]
    if "\n" not in before:
        return node.line, node.column + offset
    return node.line + before.count("\n"), offset - before.rfind("\n")


def _in_flow(rest: str, style: str, at: int) -> int:
    """The offset in the source of a quoted or plain scalar."""
    offset = 1 if style else 0
    index = 0
    while index < at and offset < len(rest):
        fold = _BREAK.match(rest, offset)
        if fold is not None:
            breaks = fold.group().count("\n")
            index += max(1, breaks - 1)
            offset = fold.end()
        elif style == "'" and rest.startswith("''", offset):
            index, offset = index + 1, offset + 2
        elif style == '"' and rest[offset] == "\\":
            escape = _ESCAPE.match(rest, offset)
            text = escape.group() if escape else "\\"
            index, offset = index + (text[1:2] != "\n"), offset + len(text)
        else:
            index, offset = index + 1, offset + 1
    return min(offset, len(rest))


def _in_block(lines: Sequence[str], node: Node, at: int) -> tuple[int, int]:
    """The place in a block: its lines are cut at one indentation; in a folded one a line break became a blank."""
    line = node.line
    while line < len(lines) and not lines[line].strip():
        line += 1
    indent = len(lines[line]) - len(lines[line].lstrip(" ")) if line < len(lines) else 0
    line = node.line
    left = at
    while line < len(lines):
        length = max(len(lines[line]) - indent, 0)
        if left <= length or line + 1 == len(lines):
            return line + 1, indent + min(left, length) + 1
        left -= length + 1
        line += 1
    return node.line, node.column
