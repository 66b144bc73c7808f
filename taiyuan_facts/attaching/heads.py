"""What opens the clauses of a page: the names that they begin with, and where they begin to say something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.reading.roles import TABLE
from taiyuan_facts.scanning.scan import Scan, Sentence

TOPIC_SENTENCES = 30  # of an article that are read for its topic


@dataclass
class Heads:
    """The heads of the clauses of one page, each read once; lines of tables apart from prose."""

    scan: Scan
    names: NamePatterns
    _heads: dict[tuple[int, int], Mention | None] = field(default_factory=dict)

    def head(self, index: int, clause: int) -> Mention | None:
        """The name that opens a clause of a sentence, from behind the dateline (本报讯) on."""
        key = (index, clause)
        if key not in self._heads:
            skeleton = self.scan.skeleton
            span = self.scan.sentences[index].clauses[clause]
            start = span.start if clause else max(span.start, min(self.behind_dateline(index), span.end))
            says = self.starts[start] if start in self.starts else self.names.start_of(skeleton, start, span.end)
            self._heads[key] = self.names.head_of(skeleton, says, span.end)
        return self._heads[key]

    def heads(self, index: int) -> Iterator[Mention | None]:
        """The names that open the clauses of a sentence, one after the other."""
        return (self.head(index, clause) for clause in range(len(self.scan.sentences[index].clauses)))

    def of_headline(self, index: int) -> Iterator[Mention | None]:
        """增收不增利　｜澜洲精工｜押注机器人: what a headline opens with, and the firms behind its blanks."""
        yield from self.heads(index)
        skeleton = self.scan.skeleton
        for span in self.scan.sentences[index].clauses:
            for at in (at + 1 for at in range(span.start + 1, span.end - 1) if skeleton[at] in " \u3000"):
                head = self.names.head_of(skeleton, at, span.end)
                if head is not None and head.sort == "org" and not self.names.is_generic(skeleton, head):
                    yield head

    def behind_dateline(self, index: int) -> int:
        """Where a sentence starts, or goes on behind 本报讯."""
        sentence = self.scan.sentences[index]
        dateline = self.scan.page.blocks[sentence.block].dateline
        if dateline <= self.scan.origin[sentence.start]:
            return sentence.start
        return bisect_left(self.scan.origin, dateline, sentence.start, sentence.end)

    @cached_property
    def starts(self) -> dict[int, int]:
        """Where each clause of the page begins to say something, by where it begins."""
        skeleton, start_of = self.scan.skeleton, self.names.start_of
        return {
            clause.start: start_of(skeleton, clause.start, clause.end)
            for sentence in self.scan.sentences
            for clause in sentence.clauses
        }

    @cached_property
    def rows(self) -> list[Sentence]:
        """The lines of tables: what they name again and again is no topic."""
        return [sentence for sentence in self.scan.sentences if self.is_row(sentence)]

    @cached_property
    def prose(self) -> Sequence[Sentence]:
        """The other sentences."""
        return [s for s in self.scan.sentences if not self.is_row(s)] if self.rows else self.scan.sentences

    def is_row(self, sentence: Sentence) -> bool:
        """Whether a sentence is the line of a table."""
        return self.scan.page.blocks[sentence.block].role == TABLE

    def in_row(self, place: int) -> bool:
        """Whether a place of the skeleton stands in the line of a table."""
        at = bisect_left(self.rows, place + 1, key=lambda row: row.start) - 1
        return at >= 0 and place < self.rows[at].end

    def sentences_of(self, article: int) -> range:
        """The sentences of an article, at most as many as say what it is about."""
        return self.scan.sentences_of(article)[:TOPIC_SENTENCES]
