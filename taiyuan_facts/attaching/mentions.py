"""Names in a clause: phrases between cuts, told apart by what they end in, and by where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import regex

Sort = Literal["project", "org", "place", "name", "pronoun"]


class Mention(NamedTuple):
    """A name in the skeleton. ``initial``: it opens its clause; ``oblique``: a preposition governs it (在综改区);
    ``speaker``: it only says something (市工信局介绍)."""

    start: int
    end: int
    sort: Sort
    initial: bool
    oblique: bool
    speaker: bool


@dataclass(frozen=True, slots=True)
class NamePatterns:
    """The lexicon's lists for names, compiled."""

    phrase: Any = field(repr=False)
    verbs: Any = field(repr=False)
    drop: Any = field(repr=False)
    head: Any = field(repr=False)
    inner_head: Any = field(repr=False)
    place: Any = field(repr=False)
    preposition: Any = field(repr=False)
    speaker: Any = field(repr=False)
    sorts: Mapping[str, Sort] = field(repr=False)
    pronouns: frozenset[str] = field(repr=False)
    opening: Any = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> NamePatterns:
        """``words``: the lexicon as patterns; ``lists``: its plain lists."""
        sorts: dict[str, Sort] = {word: "place" for word in lists["place_heads"]}
        sorts |= {word: "org" for word in lists["org_heads"]}
        sorts |= {word: "project" for word in lists["project_heads"]}
        heads = _either(sorts)
        long_heads = _either(word for word in sorts if len(word) > 1)
        gazetteer = _either(lists["places"])
        own = _either(word for word in lists["place_heads"] if len(word) > 1)
        return cls(
            phrase=regex.compile(rf"(?:(?!{words['cut']})[\p{{Han}}A-Za-z0-9·“”\"‘’「」（）()《》〈〉/\-—、&])+"),
            verbs=regex.compile(rf"(?:{words['verbs']})+"),
            drop=regex.compile(rf"(?:{words['drop_head']})+"),
            head=regex.compile(rf"(?:{heads})(?=[”\"’」》）)]*$)"),
            inner_head=regex.compile(rf".*(?:{long_heads})(?![\p{{Han}}]?(?:[部处科室]))"),
            place=regex.compile(rf"(?:{own}|(?:{gazetteer})(?:省|市|县|区|地区|州|自治区)?|\p{{Han}}{{1,3}}(?:省|市|县|区|镇|乡|村|自治区|自治州)(?!场|民|委|政|长|直|域|级|属|内外|外|容|价|值|面|队|间|别))"),
            preposition=regex.compile(rf"(?:{words['preposition']})$"),
            speaker=regex.compile(rf".{{0,10}}?(?:{words['speaker']})(?![\p{{Han}}]{{0,2}}(?:大会|会议))"),
            sorts=sorts,
            pronouns=frozenset(lists["pronouns"]),
            opening=regex.compile(r"[\s“\"‘「（(《、—]*"),
        )

    def find(self, skeleton: str, start: int, end: int) -> list[Mention]:
        """The names of one clause, from left to right."""
        mentions = []
        for match in self.phrase.finditer(skeleton, start, end):
            mention = self._mention(skeleton, match.start(), match.end(), start, end)
            if mention is not None:
                mentions.append(mention)
        return mentions

    def _mention(self, skeleton: str, first: int, last: int, start: int, end: int) -> Mention | None:
        at = self._opening(skeleton, first, last)
        text = skeleton[at:last].rstrip("、—-/（(")
        if len(text) < 2 or "、" in text and len(text) > 40:
            return None
        found = self._classify(text)
        if found is None:
            return None
        length, sort = found
        before = skeleton[start:first]
        initial = not before.strip("“\"‘「（( 　") or all(_is_time_or_mark(c) for c in before)
        oblique = self.preposition.search(skeleton, max(start, first - 4), first) is not None
        speaker = self.speaker.match(skeleton, at + length, min(end, at + length + 14)) is not None and initial
        return Mention(at, at + length, sort, initial, oblique, speaker)

    def _opening(self, skeleton: str, first: int, last: int) -> int:
        """Past verbs and linking words that open a phrase without being part of the name."""
        at = first
        while True:
            step = self.drop.match(skeleton, at, last) or self.verbs.match(skeleton, at, last)
            if step is None or step.end() >= last:
                return at
            at = step.end()

    def _classify(self, text: str) -> tuple[int, Sort] | None:
        """How much of a phrase is a name, and of what sort."""
        if text in self.pronouns:
            return len(text), "pronoun"
        head = self.head.search(text)
        if head is not None and head.start() > 0 or text in self.sorts and len(text) > 1:
            word = head.group() if head else text
            return len(text), self.sorts[word]
        inner = self.inner_head.match(text)
        if inner is not None and len(inner.group()) >= 4:
            tail = self.head.search(inner.group())
            if tail is not None:
                return inner.end(), self.sorts[tail.group()]
        place = self.place.match(text)
        if place is not None:
            return place.end(), "place"
        return (len(text), "name") if 2 <= len(text) <= 16 else None


def _either(words: Any) -> str:
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))


def _is_time_or_mark(character: str) -> bool:
    return "\ue000" <= character <= "\ue004" or not character.isalnum()
