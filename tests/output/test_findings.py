"""Findings are written for people with a caret under what is wrong, and for editors, programs and forges."""

from __future__ import annotations

import json

import pytest

from taiyuan_facts.errors import Fault, Location
from taiyuan_facts.output.findings import (
    Finding,
    display_width,
    from_faults,
    to_json,
    write_concise,
    write_full,
    write_github,
)

FAULT = Fault(
    Location("my,rules/a.yaml", 17, 14), "unknown {iss}: 50% sure\nsay", "    match: '总{iss} {mass}'", "unknown-word"
)


def lines(findings: list[Finding]) -> list[str]:
    return ["".join(piece.text for piece in line) for line in write_full(findings)]


def test_a_fault_is_shown_with_its_line_and_a_caret() -> None:
    """Place, message and code; the line with its number; carets under the whole word, Chinese two columns wide."""
    assert lines(from_faults([FAULT])) == [
        "my,rules/a.yaml:17:14: unknown {iss}: 50% sure\nsay [unknown-word]",
        "    17 |     match: '总{iss} {mass}'",
        "       |               ^^^^^",
    ]


def test_a_fault_without_a_line_is_one_line() -> None:
    """A file that could not be read has no line to show."""
    assert lines(from_faults([Fault(Location("a.yaml", 1, 1), "not UTF-8")])) == ["a.yaml:1:1: not UTF-8 [rule]"]


def test_a_long_line_is_cut_around_what_is_wrong() -> None:
    """Far-away text gives way to …, and the caret still stands under the place."""
    text = "头" * 200 + "X" + "尾" * 200
    [_, shown, caret] = lines([Finding(Location("a", 1, 1), "c", "m", text, 200, 201, numbered=False)])
    assert shown == "       | …" + "头" * 48 + "X" + "尾" * 48 + "…"
    assert display_width(shown[: shown.index("X")]) == caret.index("^")


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("总投资", 6), ("５％", 4), ("e\u0301", 1), ("“a”", 3)])
def test_width_is_that_of_a_terminal(text: str, width: int) -> None:
    """Wide characters take two columns, combining marks none."""
    assert display_width(text) == width


def test_concise_is_a_line_each() -> None:
    """``file:line:column: code message``."""
    [line] = write_concise([Finding(Location("a.yaml", 3, 9), "missed", "gone", rule="r")])
    assert "".join(piece.text for piece in line) == "a.yaml:3:9: missed r: gone"


def test_annotations_are_escaped_as_forges_want_them() -> None:
    """A comma in a property, a line break and a per cent sign in the message."""
    [[piece]] = write_github(from_faults([FAULT]))
    assert piece.text == (
        "::error file=my%2Crules/a.yaml,line=17,col=14,title=unknown-word::unknown {iss}: 50%25 sure%0Asay"
    )


def test_json_holds_all_of_it() -> None:
    """One object a finding."""
    assert json.loads(to_json(from_faults([FAULT]))) == [
        {
            "file": "my,rules/a.yaml",
            "line": 17,
            "column": 14,
            "code": "unknown-word",
            "message": "unknown {iss}: 50% sure\nsay",
            "rule": None,
            "text": "    match: '总{iss} {mass}'",
        }
    ]
