"""Places in the skeleton that words are looked up at: where they begin and end, and what bounds a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from taiyuan_facts.model import Span

LEAST_LISTED, LONGEST_MEMBER = 2, 8  # members of a list of short names, and characters of each

_BOUNDARIES = frozenset("，,、。；;：:！？!?\n（(）)的")
NOTHING = Span(0, 0)
OPENED_BY = {"”": "“", "》": "《", "〉": "〈", "）": "（", ")": "(", "」": "「", "’": "‘"}
CLOSED_BY = {opens: closes for closes, opens in OPENED_BY.items()}
LONGEST_ASIDE = 200  # characters in brackets
LONGEST_POINTER = 6  # characters of 这个重点项目
_OF_PROJECT = frozenset("部组方区")  # 项目部, 项目方


class Words(NamedTuple):
    """A word list that a place in a text is looked up in: the lengths that its words have by last and first letter."""

    words: frozenset[str]
    by_last: Mapping[str, Sequence[int]]
    by_first: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """An index of the words, the longest first."""
        known = frozenset(words)
        return cls(known, _lengths(known, -1), _lengths(known, 0))

    def ending(self, text: str, first: int, end: int) -> int:
        """How long the longest word is that ``text[first:end]`` ends in; 0 where none is."""
        for length in self.by_last.get(text[end - 1], ()) if first < end else ():
            if length <= end - first and text[end - length : end] in self.words:
                return length
        return 0

    def starting(self, text: str, first: int, end: int) -> int:
        """How long the longest word is that ``text[first:end]`` begins with; 0 where none is."""
        for length in self.by_first.get(text[first], ()) if first < end else ():
            if length <= end - first and text[first : first + length] in self.words:
                return length
        return 0


def _lengths(words: Iterable[str], place: int) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[place], set()).add(len(word))
    return {letter: sorted(lengths, reverse=True) for letter, lengths in found.items()}


class Parts(NamedTuple):
    """A phrase taken apart: the thing, and what is measured of it or done to it; either may be empty."""

    thing: Span
    measure: Span


def phrase_start(skeleton: str, start: int, end: int, through: str = "") -> int:
    """Where the phrase begins that ends at ``end``: behind a mark, a figure or 的; ``through``: marks that end none."""
    while end > start and (skeleton[end - 1] in through or not is_boundary(skeleton[end - 1])):
        end -= 1
    return end


def is_boundary(character: str) -> bool:
    """Whether a phrase ends at a character."""
    return "\ue000" <= character <= "\uf8ff" or character in _BOUNDARIES


def pointed_at(text: str, kinds: Sequence[str]) -> int:
    """How much of 这个项目｜占地 points at something: up to the kind of project, where more follows; not in 项目部."""
    ends = [text.find(kind) + len(kind) for kind in kinds if kind in text[:LONGEST_POINTER]]
    end = min(ends, default=len(text))
    return len(text) if text[end : end + 1] in _OF_PROJECT else end


def open_bracket(skeleton: str, start: int, place: int, opening: str = "(（", closing: str = ")）") -> int:
    """Where the bracket opens that a place stands in: 确诊296例(死亡1例); -1 where it stands in none."""
    first = max(start, place - LONGEST_ASIDE)
    opens = max(skeleton.rfind(mark, first, place) for mark in opening)
    return opens if opens > max(skeleton.rfind(mark, first, place) for mark in closing) else -1


def is_figure(character: str) -> bool:
    """Whether a character stands for a quantity."""
    return "\ue005" <= character <= "\uf8ff"


def is_empty(span: Span) -> bool:
    """Whether a span holds nothing."""
    return span.start >= span.end


def nearest(spans: tuple[Span, ...], place: int) -> Span:
    """The group's capture that stands closest to the figure."""
    if len(spans) == 1:
        return spans[0]
    return min(spans, key=lambda span: min(abs(span.end - place), abs(span.start - place)))


def is_list(text: str) -> bool:
    """白菜、芹菜、菜椒、洋葱、…: short names, however many."""
    members = text.split("、")
    return len(members) > LEAST_LISTED and max(map(len, members)) <= LONGEST_MEMBER


def behind_member(skeleton: str, start: int, end: int, noun: int = 0) -> int:
    """沙坡头区增长‹27.4%›、｜彭阳县增长…: where the last member of a list begins, behind a figure.

    ``noun``: so many characters may stand between the figure and the mark (抚顺石化‹6条›生产线、｜兰州石化…).
    """
    at = skeleton.rfind("、", start, end)
    last = max(skeleton.rfind(link, max(at, start), end) for link in "和及")
    if last > start and is_figure(skeleton[last - 2 : last].rstrip(")）")[-1:]):
        return last + 1  # 爱知县‹28人›(增长‹7%›)和｜大阪府…
    near = skeleton[max(start, at - 1 - noun) : max(at, start)]
    return at + 1 if at > start and any(map(is_figure, near)) else start


def is_time_or_mark(character: str) -> bool:
    """Whether a character stands for a time, or is no letter."""
    return "\ue000" <= character <= "\ue004" or not character.isalnum()
