"""What became of a document's figures, as records that a tree and JSON are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taiyuan_facts.output.reach import Reach


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that captures a figure: what it matches, as skeleton, and with which role; the first of several won."""

    rule: str
    kind: str
    title: str
    matched: str
    role: str
    own: bool
    fallback: bool
    location: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a column comes from: its value, a short source, the reason in words, and the text that it rests on."""

    value: str
    source: str
    reason: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class WeighedName:
    """A name that a figure could belong to: what speaks for it (+) and against it (-), and what that weighs."""

    name: str
    weight: str
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FigureStory:
    """One figure: what was scanned, who wanted it, why the winner won, and the fact with the origin of its columns.

    ``names`` are those that the subject was chosen from, the weightiest first.
    """

    raw: str
    line: int
    start: int
    end: int
    scanned: Mapping[str, str]
    candidates: tuple[Candidate, ...]
    why: str
    fact: Mapping[str, str] | None
    subject: Origin | None
    date: Origin | None
    status: Origin | None
    names: tuple[WeighedName, ...] = ()


@dataclass(frozen=True, slots=True)
class NoFigure:
    """A numeral that is no figure, and why."""

    raw: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class SentenceStory:
    """A sentence with figures or numerals: its place, its role on the page, its skeleton clause by clause."""

    line: int
    role: str
    article: str
    text: str
    clauses: tuple[str, ...]
    figures: tuple[FigureStory, ...]
    no_figures: tuple[NoFigure, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a document; ``tried`` is one rule on each clause, where that was asked for."""

    document: str
    issued: str
    sentences: tuple[SentenceStory, ...]
    tried: tuple[Reach, ...] = ()
