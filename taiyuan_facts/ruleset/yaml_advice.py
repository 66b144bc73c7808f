"""What YAML's parser says, in a rule writer's words: the likeliest slip, its place, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Advice(NamedTuple):
    """A place (both from 1) and one sentence with the remedy."""

    line: int
    column: int
    message: str


class Place(NamedTuple):
    """Line and column, both from 1."""

    line: int
    column: int


_WIDE_COLON = re.compile(r"^[\s-]*[\w-]+\s*：")
_NO_BLANK = re.compile(r"^[\s-]*(?P<key>[a-z_]+):(?=[^\s:])")
_NO_DASH_BLANK = re.compile(r"^\s*-(?=[a-z_]+:\s)")
_VALUE = re.compile(r"^[\s-]*[\w-]+:\s+(?P<value>\S)")
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def advise(problem: str, lines: Sequence[str], at: Place, opened: Place | None) -> Advice:
    """The likeliest slip behind a parser's complaint.

    Args:
        problem: what the parser says.
        lines: the file's lines.
        at: where it stopped.
        opened: where the quote, bracket or block begins that it was reading.
    """
    return (
        _by_marks(lines, at) or _by_problem(problem, lines, at, opened) or Advice(*at, f"this is not YAML: {problem}")
    )


def find_control(text: str) -> Advice | None:
    """The first control character of a text, which YAML refuses."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Advice(*place, f"the control character U+{ord(found.group()):04X} stands here; take it out")


def _by_marks(lines: Sequence[str], at: Place) -> Advice | None:
    """Full-width colons, and colons and dashes without a blank, on the line where the parser stopped or before it."""
    for number in (at.line, at.line - 1):
        source = _line(lines, number)
        wide = _WIDE_COLON.match(source)
        if wide is not None:
            return Advice(number, wide.end(), "a full-width colon stands here; YAML wants : and a blank behind the key")
        tight = _NO_BLANK.match(source)
        if tight is not None:
            return Advice(
                number, tight.end(), f"a blank is missing behind the colon; write {tight['key']}: and then the value"
            )
        dash = _NO_DASH_BLANK.match(source)
        if dash is not None:
            return Advice(number, dash.end(), "a blank is missing behind the dash of this entry")
    return None


def _by_problem(problem: str, lines: Sequence[str], at: Place, opened: Place | None) -> Advice | None:
    source = _line(lines, at.line)
    here = source[at.column - 1 : at.column]
    if "cannot start any token" in problem:
        if here == "\t":
            return Advice(*at, "a tab stands here; indent with blanks")
        return Advice(*at, f"a value cannot begin with {here}; put it in single quotes")
    if "unknown escape character" in problem:
        return Advice(
            *at, f"in double quotes {source[at.column - 1 : at.column + 1]} is no escape; put patterns in single quotes"
        )
    if "unexpected end of stream" in problem and opened:
        return Advice(*opened, "the quote that opens here is never closed; close it, and write '' for a quote inside")
    if "expected ',' or" in problem and opened:
        return Advice(*opened, "the bracket that opens here is not closed; close it, or put the value in quotes")
    if "expected comment or line break" in problem:
        return Advice(*at, "the text of a block begins on the line below | or >")
    if "anchor" in problem or "alphabetic or numeric character" in problem:
        return Advice(*at, "a value that begins with & or * is read as a reference; put it in single quotes")
    return _by_layout(problem, source, at)


def _by_layout(problem: str, source: str, at: Place) -> Advice | None:
    value = _VALUE.match(source)
    first = value["value"] if value else ""
    if "did not find expected key" in problem and value and value.start("value") + 1 < at.column:
        place = Place(at.line, value.start("value") + 1)
        if first in "{[":
            closed = {"{": "}", "[": "]"}[first]
            message = (
                f"what begins with {first} is a mapping or a list and ends at {closed}; put a text in single quotes"
            )
            return Advice(*place, f"{message}, and begin a comment with #")
        if first in "'\"":
            return Advice(*at, "the value ends at the quote before; write '' for a quote inside single quotes")
    if "mapping values are not allowed" in problem:
        if value and value.start("value") + 1 < at.column:
            return Advice(*at, "a colon and a blank inside a value; put the value in single quotes")
        return Advice(*at, "this line is indented differently from the lines of the same mapping; line the keys up")
    if "did not find expected" in problem:
        return Advice(
            *at, "this line's indentation fits none before it; line the keys of a rule up, and give each rule its -"
        )
    return None


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""
