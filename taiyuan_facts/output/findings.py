"""Faults of rules and failures of examples, written for people, editors, programs and forges."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from taiyuan_facts.errors import Fault, Location
from taiyuan_facts.ruleset.examples import Outcome

FINDING_FORMATS = ("full", "concise", "json", "github")
_WINDOW = 48  # characters of a line shown on each side of what is wrong
_WORD = re.compile(r"\{[^{}\s]*\}|\w[\w-]*")


class Finding(NamedTuple):
    """One thing wrong in a rule file: where, what, and the text that it is about with the stretch to point at."""

    location: Location
    code: str
    message: str
    text: str = ""
    start: int = 0
    end: int = 0
    rule: str = ""
    numbered: bool = True  # the text is the line of the file itself


class Piece(NamedTuple):
    """A piece of a line for people, with a Rich style."""

    text: str
    style: str = ""


def from_faults(faults: Iterable[Fault]) -> list[Finding]:
    """The findings of a check: the word at the place of each fault is pointed at."""
    findings = []
    for fault in faults:
        start = fault.location.column - 1
        word = _WORD.match(fault.source, start)
        end = word.end() if word else min(start + 1, max(len(fault.source), 1))
        findings.append(Finding(fault.location, fault.code, fault.message, fault.source, start, end))
    return findings


def from_outcomes(outcomes: Iterable[Outcome]) -> list[Finding]:
    """The findings of a run of examples: the figures in the text are pointed at."""
    findings = []
    for outcome in outcomes:
        for mismatch in outcome.mismatches:
            text, start, end = outcome.example.text, 0, 0
            if mismatch.span is not None:
                start, end = mismatch.span
                first = text.rfind("\n", 0, start) + 1
                last = text.find("\n", end)
                text, start, end = text[first : last if last >= 0 else len(text)], start - first, end - first
            findings.append(
                Finding(
                    outcome.location, mismatch.code, mismatch.message, text, start, end, outcome.rule.id, numbered=False
                )
            )
    return findings


def write_full(findings: Sequence[Finding]) -> Iterator[list[Piece]]:
    """For people: place and message, the text, and a caret line under it; lines as styled pieces."""
    for finding in findings:
        rule = f"{finding.rule}: " if finding.rule else ""
        yield [
            Piece(str(finding.location), "bold"),
            Piece(": "),
            Piece(f"{rule}{finding.message} "),
            Piece(f"[{finding.code}]", "dim"),
        ]
        if not finding.text.strip():
            continue
        text, start, end = _cut(finding.text, finding.start, finding.end)
        gutter = f"{finding.location.line:>6} | " if finding.numbered else "       | "
        yield [Piece(gutter, "dim"), Piece(text)]
        if end > start:
            indent = " " * display_width(text[:start])
            yield [
                Piece("       | ", "dim"),
                Piece(indent),
                Piece("^" * max(1, display_width(text[start:end])), "bold red"),
            ]


def write_concise(findings: Sequence[Finding]) -> Iterator[list[Piece]]:
    """A line each, ``file:line:column: code message``, as editors read it."""
    for finding in findings:
        rule = f"{finding.rule}: " if finding.rule else ""
        yield [Piece(str(finding.location), "bold"), Piece(f": {finding.code} {rule}{finding.message}")]


def write_github(findings: Sequence[Finding]) -> Iterator[list[Piece]]:
    """Annotations of GitHub Actions."""
    for finding in findings:
        place = finding.location
        properties = (
            f"file={_property(place.file)},line={place.line},col={place.column},title={_property(finding.code)}"
        )
        rule = f"{finding.rule}: " if finding.rule else ""
        yield [Piece(f"::error {properties}::{_data(rule + finding.message)}")]


def to_json(findings: Sequence[Finding]) -> str:
    """An array of objects: file, line, column, code, message, rule (of an example) and text."""
    objects = [
        {
            "file": finding.location.file,
            "line": finding.location.line,
            "column": finding.location.column,
            "code": finding.code,
            "message": finding.message,
            "rule": finding.rule or None,
            "text": finding.text,
        }
        for finding in findings
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def display_width(text: str) -> int:
    """Columns that a text takes on a terminal: two for Chinese, none for combining marks (Unicode Annex 11)."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _cut(text: str, start: int, end: int) -> tuple[str, int, int]:
    """A long line cut around what is pointed at; tabs count as one blank."""
    text = text.replace("\t", " ")
    first = 0 if start <= _WINDOW + 8 else start - _WINDOW
    last = len(text) if len(text) - end <= _WINDOW + 8 else end + _WINDOW
    head, tail = "…" if first else "", "…" if last < len(text) else ""
    return f"{head}{text[first:last]}{tail}", start - first + len(head), end - first + len(head)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
