"""Paragraphs that open with what they are about: 南沙参　货源充足…, 动力煤：港口报价…"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.model import Span
from taiyuan_facts.reading.roles import BODY
from taiyuan_facts.scanning.scan import Scan

LEAST = 3  # paragraphs of an article that open so, each with a name of its own


@dataclass
class RunIns:
    """Finds the words that run into the paragraphs of one page."""

    scan: Scan
    names: NamePatterns

    def of(self, index: int) -> Found | None:
        """What the paragraph of a sentence opens with, where that is a name of its own before a mark; else None."""
        opening = self._openings.get(self.scan.sentences[index].block)
        return None if opening is None else Found(opening, "name")

    @cached_property
    def _openings(self) -> dict[int, Span]:
        blocks, skeleton, kept = self.scan.page.blocks, self.scan.skeleton, dict[int, Span]()
        opened: dict[tuple[int, str], dict[int, Span]] = {}
        for block, start in self._starts():
            match = self.names.run_in.match(skeleton, start)
            if match is not None and self.names.verbs.match(match["name"]) is None:
                span = Span(match.start("name"), match.end("name"))
                opened.setdefault((blocks[block].article, skeleton[span.end]), {})[block] = span
        for spans in opened.values():
            times = Counter(skeleton[slice(*span)] for span in spans.values())
            own = {block: span for block, span in spans.items() if times[skeleton[slice(*span)]] == 1}
            kept.update(own if len(own) >= LEAST and 2 * len(own) > len(spans) else {})
        return kept

    def _starts(self) -> list[tuple[int, int]]:
        """The paragraphs, each with where it starts in the skeleton."""
        sentences, blocks = self.scan.sentences, self.scan.page.blocks
        firsts = [bisect_left(sentences, block, key=lambda sentence: sentence.block) for block in range(len(blocks))]
        return [
            (block, sentences[at].start)
            for block, at in enumerate(firsts)
            if at < len(sentences) and sentences[at].block == block and blocks[block].role == BODY
        ]
