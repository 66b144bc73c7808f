"""Whose a figure is: the project before its owner, from the clause, the sentence, the paragraphs before, the headline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from taiyuan_facts.attaching.mentions import Mention, NamePatterns
from taiyuan_facts.model import Span
from taiyuan_facts.reading.layout import HEADLINE, SECTION
from taiyuan_facts.scanning.scan import Scan, Sentence

PROJECT_KINDS = frozenset({"investment", "capacity", "deadline"})


class Found(NamedTuple):
    """A subject and where it comes from: rule, clause, sentence, carried, headline, topic or oblique."""

    span: Span
    source: str


@dataclass(slots=True)
class SubjectFinder:
    """Finds subjects in one page; remembers the names of clauses already read."""

    scan: Scan
    names: NamePatterns
    _seen: dict[int, list[list[Mention]]] = field(default_factory=dict)

    def mentions(self, index: int) -> list[list[Mention]]:
        """The names of a sentence, clause by clause."""
        if index not in self._seen:
            sentence = self.scan.sentences[index]
            self._seen[index] = [self.names.find(self.scan.skeleton, c.start, c.end) for c in sentence.clauses]
        return self._seen[index]

    def find(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """The subject of the figure at ``place`` in a clause of a sentence, or None."""
        clauses = self.mentions(index)
        steps = (
            self._in_clause(clauses[clause], place, kind),
            self._in_sentence(index, clauses, clause, kind),
            self._ahead(clauses, clause, kind),
            self._carried(index, kind),
            self._headline(index, kind),
            self._oblique(clauses[clause]),
        )
        return next((found for found in steps if found is not None), None)

    def _in_clause(self, mentions: list[Mention], place: int, kind: str) -> Found | None:
        """中来光能年产16吉瓦… the project that the figure stands in or behind, else the clause's first name."""
        before = [m for m in mentions if m.end <= place and not m.oblique and not m.speaker]
        if kind in PROJECT_KINDS:
            named = self._attributive(mentions, place)
            if named is not None:
                return named
            projects = [m for m in before if m.sort == "project"]
            if projects:
                return self._found(projects[-1], "clause")
        for sorts in (("project", "org"), ("place",)):
            entities = [m for m in before if m.sort in sorts]
            first = next((m for m in entities if m.initial), None)
            if first or entities:
                return self._found(first or entities[-1], "clause")
        return None

    def _attributive(self, mentions: list[Mention], place: int) -> Found | None:
        """总投资24.7亿元的中厚板升级项目, 年产16吉瓦高效单晶电池智能工厂: the name right behind the figure."""
        after = next((m for m in mentions if m.start > place), None)
        if after is None or after.sort != "project":
            return None
        between = self.scan.skeleton[place + 1 : after.start]
        return self._found(after, "clause") if between in ("", "的", "规模的", "级", "级的") else None

    def _in_sentence(self, index: int, clauses: list[list[Mention]], clause: int, kind: str) -> Found | None:
        for mentions in reversed(clauses[:clause]):
            found = self._topic(mentions, kind)
            if found is not None:
                return self._found(found, "sentence")
        return None

    def _topic(self, mentions: list[Mention], kind: str) -> Mention | None:
        """What a clause is about: its first name that is no place of action and no speaker."""
        usable = [m for m in mentions if not m.oblique and not m.speaker and m.sort not in ("name", "pronoun")]
        if kind in PROJECT_KINDS:
            projects = [m for m in usable if m.sort == "project"]
            if projects:
                return projects[0]
        first = next((m for m in usable if m.initial), None)
        return first or next((m for m in usable if m.sort in ("project", "org")), None)

    def _ahead(self, clauses: list[list[Mention]], clause: int, kind: str) -> Found | None:
        """投资40亿元，建设高端液压挖掘机产业园区: what the money is for stands in the next clause."""
        if kind != "investment" or clause + 1 >= len(clauses):
            return None
        project = next((m for m in clauses[clause + 1] if m.sort == "project" and not m.oblique), None)
        return self._found(project, "sentence") if project else None

    def _carried(self, index: int, kind: str) -> Found | None:
        """The topic of the sentences before, in this article, nearest first."""
        for earlier in self._earlier(index):
            clauses = self.mentions(earlier)
            for mentions in clauses:
                found = self._topic(mentions, kind)
                if found is not None:
                    return self._found(found, "carried")
        return None

    def _earlier(self, index: int) -> Iterator[int]:
        """Sentences before, back to the article's start, headings left out; a heading ends the reach of a topic."""
        blocks = self.scan.page.blocks
        article = blocks[self.scan.sentences[index].block].article
        paragraph = self.scan.sentences[index].block
        for earlier in range(index - 1, max(-1, index - 12), -1):
            block = blocks[self.scan.sentences[earlier].block]
            if block.article != article or block.role in (HEADLINE, SECTION) or self.scan.sentences[earlier].block < paragraph - 2:
                return
            yield earlier

    def _headline(self, index: int, kind: str) -> Found | None:
        """The first name of the article's headline, or of a heading over the paragraph."""
        article = self.scan.page.blocks[self.scan.sentences[index].block].article
        for at, sentence in enumerate(self.scan.sentences):
            block = self.scan.page.blocks[sentence.block]
            if block.article == article and block.role == HEADLINE:
                for mentions in self.mentions(at):
                    found = self._topic(mentions, kind) or next((m for m in mentions if m.sort != "pronoun"), None)
                    if found is not None:
                        return self._found(found, "headline")
        return None

    def _oblique(self, mentions: list[Mention]) -> Found | None:
        named = next((m for m in mentions if m.sort not in ("name", "pronoun")), None)
        return self._found(named, "oblique") if named else None

    def _found(self, mention: Mention, source: str) -> Found:
        return Found(Span(mention.start, mention.end), source)


def sentence_of(sentences: tuple[Sentence, ...], index: int) -> Sentence:
    """The sentence at an index."""
    return sentences[index]
