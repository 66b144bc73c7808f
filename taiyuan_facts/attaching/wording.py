"""Indicator and item where the rule does not name them: the words before the figure, and the noun behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words


@dataclass(frozen=True, slots=True)
class WordingPatterns:
    """The lexicon's words that stand between a figure and what it measures, compiled."""

    before: Any = field(repr=False)
    verbs: Any = field(repr=False)
    item: Any = field(repr=False)
    opening: Any = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str]) -> WordingPatterns:
        """``words``: the lexicon as patterns."""
        noun = r"[\p{Han}A-Za-z0-9·“”\"‘’（）()《》/\-]"
        stop = rf"(?:{words['cut']}|{words['item_stop']})"
        return cls(
            before=compile_words(rf"(?:{words['link']}{words['reach']}了?[:：]?[“\"]?)$"),
            verbs=compile_words(rf"(?:{words['verbs']}|了|着)+"),
            item=compile_words(rf"[“\"]?(?:(?!{stop}){noun})+"),
            opening=compile_words(rf"(?:{words['drop_head']}|[\s“\"、,，和与及])+"),
        )

    def before_figure(self, skeleton: str, start: int, place: int) -> Span:
        """The words right before a figure that say what is measured or done; empty where there are none."""
        tail = self.before.search(skeleton, start, place)
        end = tail.start() if tail else place
        first = end
        while first > start and not _is_boundary(skeleton[first - 1]):
            first -= 1
        opening = self.opening.match(skeleton, first, end)
        return Span(min(opening.end(), end) if opening else first, end)

    def behind_figure(self, skeleton: str, place: int, end: int) -> Span:
        """The noun right behind a figure: 26家小微企业办理… has 小微企业."""
        match = self.item.match(skeleton, place + 1, end)
        return Span(match.start(), match.end()) if match else Span(place + 1, place + 1)

    def without_verb(self, skeleton: str, span: Span) -> Span:
        """发布工作提醒 → 工作提醒: what a verb does something to."""
        match = self.verbs.match(skeleton, span.start, span.end)
        return Span(match.end(), span.end) if match and match.end() < span.end else span


def _is_boundary(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character in "，,。；;：:、！？!?\n的（(）)"
