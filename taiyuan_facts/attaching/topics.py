"""What an article and a page are about: the names that open their clauses, and the place that they name most."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from taiyuan_facts.attaching.mentions import Mention, NamePatterns
from taiyuan_facts.model import Span
from taiyuan_facts.reading.layout import HEADLINE, SECTION, TABLE
from taiyuan_facts.scanning.scan import Scan, Sentence

LONGEST_SHORT_NAME = 8  # of a name without a telling end (合肥, 中来光能)
LONGEST_TOPIC = 24
TOPIC_SENTENCES = 40  # of an article that are read for its topic
HOME_WEIGHT = 4  # what a place must reach to be the page's
TOPIC_WEIGHT = 6  # what a name must reach to be a topic
ENTITIES = frozenset({"project", "org", "place"})


class Found(NamedTuple):
    """A subject and where it comes from: rule, clause, sentence, respective, carried, anywhere, speaker,
    topic or home."""

    span: Span
    source: str


@dataclass
class Topics:
    """The topics of one page, each found when it is first asked for."""

    scan: Scan
    names: NamePatterns
    _heads: dict[tuple[int, int], Mention | None] = field(default_factory=dict)
    _weights: dict[int, tuple[Counter[str], dict[str, Span]]] = field(default_factory=dict)
    _families: dict[int, Counter[str]] = field(default_factory=dict)
    _topics: dict[int, Found | None] = field(default_factory=dict)

    def head(self, index: int, clause: int) -> Mention | None:
        """The name that opens a clause of a sentence, from behind the dateline (本报讯) on."""
        key = (index, clause)
        if key not in self._heads:
            span = self.scan.sentences[index].clauses[clause]
            start = span.start if clause else max(span.start, min(self.behind_dateline(index), span.end))
            self._heads[key] = self.names.head_of(self.scan.skeleton, start, span.end)
        return self._heads[key]

    def heads(self, index: int) -> Iterator[Mention | None]:
        """The names that open the clauses of a sentence, one after the other."""
        return (self.head(index, clause) for clause in range(len(self.scan.sentences[index].clauses)))

    def behind_dateline(self, index: int) -> int:
        """Where a sentence starts, or goes on behind 本报讯."""
        sentence = self.scan.sentences[index]
        dateline = self.scan.page.blocks[sentence.block].dateline
        if dateline <= self.scan.origin[sentence.start]:
            return sentence.start
        return bisect_left(self.scan.origin, dateline, sentence.start, sentence.end)

    def is_subject(self, mention: Mention) -> bool:
        """Whether a name stands for somebody: by its end, by its indicator, or because the page repeats it."""
        if mention.sort in ENTITIES or mention.sort == "people":
            return True
        if mention.sort == "measured" and mention.end - mention.start >= 4:
            return True
        if mention.sort == "name" and (self._acts_first(mention) or self._is_quoted(mention)):
            return True
        return mention.sort in ("name", "measured") and (self._is_salient(mention) or self._begins_salient(mention))

    def _acts_first(self, mention: Mention) -> bool:
        """泰岑机械与一家铜矿签下…: what opens a paragraph and then does something is whom it is about."""
        length = mention.end - mention.start
        if not 2 <= length <= 12 or self.names.act.match(self.scan.skeleton, mention.end) is None:
            return False
        return mention.start in self._starts

    @cached_property
    def _starts(self) -> set[int]:
        """Where the paragraphs begin to say something."""
        blocks = {block.start for block in self.scan.page.blocks}
        return {
            self.names.start_of(self.scan.skeleton, sentence.start, sentence.end)
            for sentence in self.scan.sentences
            if self.scan.origin[sentence.start] in blocks
        }

    def _is_quoted(self, mention: Mention) -> bool:
        """“百灵”联合相关部门…: a short name in quotation marks."""
        before = self.scan.skeleton[max(0, mention.start - 1) : mention.start]
        return before in _OPENING_QUOTES and self.scan.skeleton[mention.end : mention.end + 1] in _CLOSING_QUOTES

    def _begins_salient(self, mention: Mention) -> bool:
        """太钢双相不锈钢板材产品 begins with a name that is salient itself."""
        name = self.scan.skeleton[mention.start : mention.end]
        if not 4 <= len(name) <= 16 or name[:2] in self.names.nothing or name[:2] in self.names.pronouns:
            return False
        return any(self._openings[name[:length]] >= 3 for length in (2, 3, 4))

    def _is_salient(self, mention: Mention) -> bool:
        """合肥, 太钢: a phrase without a telling end is a name where the page opens clauses with it again and again."""
        name = self.scan.skeleton[mention.start : mention.end]
        return len(name) <= LONGEST_SHORT_NAME and self._openings[name] >= 2

    @cached_property
    def _openings(self) -> Counter[str]:
        """How often the page opens a clause with each run of characters, up to the length of a short name."""
        opened: Counter[str] = Counter()
        skeleton = self.scan.skeleton
        for sentence in self._prose:
            for clause in sentence.clauses:
                at = self.names.start_of(skeleton, clause.start, clause.end)
                opened.update([skeleton[at : at + length] for length in range(2, LONGEST_SHORT_NAME + 1)])
        return opened

    def is_recurrent(self, mention: Mention, index: int) -> bool:
        """Whether the article comes back to a name: what is said once in passing is no topic."""
        name = self.scan.skeleton[mention.start : mention.end].strip(_QUOTES)
        return self.families(self.article_of(index))[self.names.family(name)] >= TOPIC_WEIGHT

    @cached_property
    def _rows(self) -> list[Sentence]:
        """The lines of tables: what they name again and again is no topic."""
        return [sentence for sentence in self.scan.sentences if self._is_row(sentence)]

    @cached_property
    def _prose(self) -> Sequence[Sentence]:
        """The other sentences."""
        return [s for s in self.scan.sentences if not self._is_row(s)] if self._rows else self.scan.sentences

    def _is_row(self, sentence: Sentence) -> bool:
        return self.scan.page.blocks[sentence.block].role == TABLE

    def _in_row(self, place: int) -> bool:
        at = bisect_left(self._rows, place + 1, key=lambda row: row.start) - 1
        return at >= 0 and place < self._rows[at].end

    def article_of(self, index: int) -> int:
        """The article that a sentence belongs to."""
        return self.scan.page.blocks[self.scan.sentences[index].block].article

    def topic(self, article: int) -> Found | None:
        """What an article is about: the name that it opens clauses with most often, the headline's counted more."""
        if article not in self._topics:
            self._topics[article] = self._find_topic(article)
        return self._topics[article]

    def _find_topic(self, article: int) -> Found | None:
        families = self.families(article)
        weights, first = self._weights[article]
        if not weights:
            return None
        best = max(weights, key=lambda name: (families[self.names.family(name)] + weights[name], -first[name].start))
        home = self.home
        if home is not None and (
            self._home_weight(article, home) > families[self.names.family(best)] or self.names.is_own_place(best)
        ):
            return home
        # an article that says nothing of the page's place is about whom it names, be it once
        enough = TOPIC_WEIGHT if home is not None and self._home_weight(article, home) else TOPIC_WEIGHT // 2
        return Found(first[best], "topic") if families[self.names.family(best)] >= enough else None

    def families(self, article: int) -> Counter[str]:
        """What the names of an article weigh, together where they share their beginning (抚吉高速, 抚吉高速公路)."""
        if article not in self._families:
            self._weights[article] = self._weigh(article)
            families: Counter[str] = Counter()
            for name, weight in self._weights[article][0].items():
                families[self.names.family(name)] += weight
            self._families[article] = families
        return self._families[article]

    def _weigh(self, article: int) -> tuple[Counter[str], dict[str, Span]]:
        weights: Counter[str] = Counter()
        first: dict[str, Span] = {}
        skeleton = self.scan.skeleton
        for index in self._sentences_of(article):
            if self._is_row(self.scan.sentences[index]):
                continue
            headline = self.scan.page.blocks[self.scan.sentences[index].block].role == HEADLINE
            clauses = len(self.scan.sentences[index].clauses)
            for mention in (
                self.heads(index) if headline else (self.head(index, clause) for clause in range(min(4, clauses)))
            ):
                weight = self._topic_weight(mention, headline) if mention is not None else 0
                if mention is not None and weight:
                    name = skeleton[mention.start : mention.end].strip(_QUOTES)
                    weights[name] += weight
                    first.setdefault(name, Span(mention.start, mention.end))
        return weights, first

    def _topic_weight(self, mention: Mention, headline: bool) -> int:
        """How much one name says of what its article is about."""
        skeleton = self.scan.skeleton
        if (
            (mention.speaker and not headline)
            or mention.end - mention.start > LONGEST_TOPIC
            or self.names.macro_strong.match(skeleton, mention.start, mention.end)
        ):
            return 0
        if mention.sort not in ENTITIES and not (mention.sort == "name" and self._is_salient(mention)):
            return 0
        weight = 3
        if mention.sort == "place":
            weight = min(weight, self.names.place_weight(skeleton[mention.start : mention.end]))
        return weight + 3 * headline

    def _sentences_of(self, article: int) -> Iterator[int]:
        """The sentences of an article, at most as many as say what it is about."""
        start, end = self._ranges.get(article, (0, 0))
        return iter(range(start, min(end, start + TOPIC_SENTENCES)))

    @cached_property
    def _ranges(self) -> dict[int, tuple[int, int]]:
        """Of each article, the index of its first sentence and that behind its last."""
        ranges: dict[int, tuple[int, int]] = {}
        for index, sentence in enumerate(self.scan.sentences):
            where = self.scan.page.blocks[sentence.block].article
            ranges[where] = (ranges.get(where, (index, 0))[0], index + 1)
        return ranges

    @cached_property
    def home(self) -> Found | None:
        """The place that the page is about: the one it names most often, 我市 and 全省 before others."""
        weights: Counter[str] = Counter()
        first: dict[str, Span] = {}
        for at, name in self._places:
            weights[name] += self.names.place_weight(name)
            first.setdefault(name, Span(at, at + len(name)))
        for sentence in self.scan.sentences:
            if self.scan.page.blocks[sentence.block].role in (HEADLINE, SECTION):
                for _, name in self._places_between(sentence.start, sentence.end):
                    weights[name] += 4
        best = max(weights, key=lambda name: (weights[name], -first[name].start), default="")
        return Found(first[best], "home") if weights[best] >= HOME_WEIGHT else None

    def _home_weight(self, article: int, home: Found) -> int:
        """What the page's place weighs within one article."""
        indexes = list(self._sentences_of(article))
        start, end = self.scan.sentences[indexes[0]].start, self.scan.sentences[indexes[-1]].end
        name = self.scan.skeleton[home.span.start : home.span.end]
        found = [other for _, other in self._places_between(start, end)]
        return sum(self.names.place_weight(other) for other in found if other == name or self.names.is_own_place(other))

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        """The places that open clauses, and those that end as a place does (岚溪县), each with where."""
        skeleton, names = self.scan.skeleton, self.names
        found = {
            match.start(): match.group()
            for match in names.named_place.finditer(skeleton)
            if not self._rows or not self._in_row(match.start())
        }
        for sentence in self._prose:
            for clause in sentence.clauses:
                at = names.start_of(skeleton, clause.start, clause.end)
                at += skeleton.startswith("在", at)
                name = names.place_at(skeleton, at)
                if name:
                    found[at] = name
        return sorted(found.items())

    def _places_between(self, start: int, end: int) -> list[tuple[int, str]]:
        places = self._places
        return places[bisect_left(places, (start, "")) : bisect_left(places, (end, ""))]


_OPENING_QUOTES = frozenset("“‘「『")
_CLOSING_QUOTES = frozenset("”’」』")
_QUOTES = '“”"‘’《》'
