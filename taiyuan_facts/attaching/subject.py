"""Whose a figure is: the project before its owner, from the clause, the sentence, the paragraphs before, the headline."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from taiyuan_facts.attaching.mentions import Mention, NamePatterns
from taiyuan_facts.model import Span
from taiyuan_facts.reading.layout import HEADLINE, SECTION
from taiyuan_facts.ruleset.ruleset import Match
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.scan import Scan

TOPIC_SENTENCES = 60  # of an article that are read for its topic
TOPIC_WEIGHT = 6  # what a name must reach to be the topic
PROJECT_KINDS = frozenset({"investment", "capacity", "deadline"})
# What these say of a clause's first name is a predicate on it: 居住类同比上涨10.5%.
PREDICATED = frozenset({"growth", "share"})
ENTITIES = frozenset({"project", "org", "place"})


class Found(NamedTuple):
    """A subject and where it comes from: rule, clause, sentence, carried, anywhere, topic or home."""

    span: Span
    source: str


@dataclass(slots=True)
class SubjectFinder:
    """Finds subjects in one page; remembers the names of sentences already read."""

    scan: Scan
    names: NamePatterns
    _seen: dict[int, list[list[Mention]]] = field(default_factory=dict)
    _topics: dict[int, Found | None] = field(default_factory=dict)
    _home: list[Found | None] = field(default_factory=list)
    _weights: dict[int, tuple[Counter[str], dict[str, Mention]]] = field(default_factory=dict)
    _salient: dict[str, bool] = field(default_factory=dict)

    def mentions(self, index: int) -> list[list[Mention]]:
        """The names of a sentence, clause by clause, from behind the dateline (本报讯) on."""
        if index not in self._seen:
            sentence = self.scan.sentences[index]
            dateline = self.scan.page.blocks[sentence.block].dateline
            skip = bisect_left(self.scan.origin, dateline) if dateline > self.scan.origin[sentence.start] else sentence.start
            self._seen[index] = [self.names.find(self.scan.skeleton, max(c.start, min(skip, c.end)), c.end) for c in sentence.clauses]
        return self._seen[index]

    def find(self, index: int, clause: int, place: int, kind: str, match: Match | None = None) -> Found | None:
        """The subject of the figure at ``place`` in a clause of a sentence, or None; ``match`` is what claimed it."""
        clauses = self.mentions(index)
        return (
            self._following(clauses, clause, place, kind)
            or self._respective(self.scan.sentences[index].clauses[clause], place, match)
            or self._predicated(self.scan.sentences[index].clauses[clause], kind, match)
            or self._in_clause(clauses, clause, place, kind)
            or self._in_sentence(clauses, clause, kind)
            or self._ahead(clauses, clause, kind)
            or self._carried(index, kind)
            or self._anywhere(clauses[: clause + 1], place, kind)
            or self.topic(self.scan.page.blocks[self.scan.sentences[index].block].article)
            or self.home()
        )

    def _in_clause(self, clauses: list[list[Mention]], clause: int, place: int, kind: str) -> Found | None:
        """中来光能年产16吉瓦… the project that the figure stands in or behind, else the clause's first name."""
        mentions = clauses[clause]
        before = [m for m in mentions if m.end <= place and self._can_own(m) and not self._is_counted(m, place, kind)]
        if kind in PROJECT_KINDS:
            named = self._holding(mentions, place) or self._attributive(clauses, clause, place)
            if named is not None:
                return named
            projects = [m for m in before if m.sort == "project"]
            if projects:
                return self._found(projects[-1], "clause")
        first = next((m for m in before if m.initial), None)
        if first is None:
            return None
        if first.sort == "macro_strong":
            return self.home()
        return self._found(first, "clause") if self._is_subject(first) else None

    def _predicated(self, clause: Span, kind: str, match: Match | None) -> Found | None:
        """居住类同比上涨10.5%: in a growth or a share, what stands before the predicate."""
        if kind not in PREDICATED or match is None or not clause.start <= match.span.start < clause.end:
            return None
        named = self.names.predicate_of(self.scan.skeleton, clause.start, match.span.start)
        if named is None or named.sort == "macro":
            return None
        return self.home() if named.sort == "macro_strong" else self._found(named, "clause")

    def _respective(self, clause: Span, place: int, match: Match | None) -> Found | None:
        """批发业、零售业、住宿业增速分别为42.1%、22.1%、23.3%: each figure to its own member."""
        if match is None or len(match.figures) < 2 or not clause.start <= match.span.start < clause.end:
            return None
        figures = [at for at, _ in match.figures]
        skeleton = self.scan.skeleton
        if "分别" not in skeleton[clause.start : figures[-1]] or place not in figures:
            return None
        parts = self.names.parts(skeleton, clause.start, skeleton.index("分别", clause.start))
        if len(parts) != len(figures):
            return None
        named = parts[figures.index(place)]
        if named is None or named.sort in ("macro", "macro_strong"):
            return None
        return self._found(named, "respective")

    def _following(self, clauses: list[list[Mention]], clause: int, place: int, kind: str) -> Found | None:
        """到2025年，美锦能源将建成…: whom a due date at the head of its clause binds is named behind it."""
        if kind != "deadline" or any(m.end <= place for m in clauses[clause]):
            return None
        if not "\ue000" <= self.scan.skeleton[place] <= "\ue004":
            return None
        behind = [m for m in clauses[clause] if m.start > place]
        following = behind or (clauses[clause + 1] if clause + 1 < len(clauses) else [])
        first = next((m for m in following if m.initial and self._can_own(m) and m.sort in ENTITIES), None)
        return self._found(first, "clause") if first is not None else None

    def _can_own(self, mention: Mention) -> bool:
        return not mention.oblique and not mention.speaker and mention.sort != "pronoun"

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a name stands for somebody or something: by its end, by its indicator, or because the page repeats it."""
        if mention.sort in ENTITIES or mention.sort == "people":
            return True
        if mention.sort == "measured" and mention.end - mention.start >= 4:
            return True
        return mention.sort in ("name", "measured") and self._is_salient(mention)

    def _is_salient(self, mention: Mention) -> bool:
        """合肥, 太钢: a phrase without a telling end is a name where the page opens clauses with it again and again."""
        name = self.scan.skeleton[mention.start : mention.end]
        if name not in self._salient:
            again = sum(1 for _ in regex.finditer(rf"(?:^|[，,。；;：:\n“\ue000-\uf8ff]){regex.escape(name)}", self.scan.skeleton))
            self._salient[name] = again >= 2 and len(name) <= 8
        return self._salient[name]

    def _is_counted(self, mention: Mention, place: int, kind: str) -> bool:
        """桥梁75座, 中小企业481户: the name right before a count is what is counted."""
        return kind == "count" and mention.end == place and mention.sort != "place"

    def _holding(self, mentions: list[Mention], place: int) -> Found | None:
        """晶科年产56GW垂直一体化大基地项目: the figure stands in the name itself."""
        around = next((m for m in mentions if m.start < place < m.end), None)
        return self._found(around, "clause") if around else None

    def _attributive(self, clauses: list[list[Mention]], clause: int, place: int) -> Found | None:
        """总投资24.7亿元的中厚板升级项目: the name right behind the figure, unless the sentence is about a project already."""
        after = next((m for m in clauses[clause] if m.start > place), None)
        if after is None or after.sort != "project":
            return None
        if any(m.sort == "project" and m.initial for mentions in clauses[: clause + 1] for m in mentions if m.end <= place):
            return None
        between = self.scan.skeleton[place + 1 : after.start]
        return self._found(after, "clause") if between in ("", "的", "规模的", "级", "级的") else None

    def _in_sentence(self, clauses: list[list[Mention]], clause: int, kind: str) -> Found | None:
        """The topic of the clauses before, the nearest first; for a project's figures a project anywhere before."""
        earlier = clauses[:clause]
        if kind in PROJECT_KINDS:
            projects = [m for mentions in earlier for m in mentions if m.sort == "project" and self._can_own(m)]
            if projects:
                return self._found(projects[-1], "sentence")
        for mentions in reversed(earlier):
            found = self._topic(mentions)
            if found is not None:
                return self.home() if found.sort == "macro_strong" else self._found(found, "sentence")
        return None

    def _topic(self, mentions: list[Mention]) -> Mention | None:
        """What a clause is about: its first name that is no place of action and no speaker."""
        first = next((m for m in mentions if m.initial and self._can_own(m)), None)
        if first is not None and self._is_counted(first, first.end, "count") and self._is_figure(first.end):
            return None
        return first if first is not None and (first.sort == "macro_strong" or self._is_subject(first)) else None

    def _is_figure(self, place: int) -> bool:
        token = self.scan.tokens.get(place)
        return isinstance(token, Quantity)

    def _ahead(self, clauses: list[list[Mention]], clause: int, kind: str) -> Found | None:
        """投资40亿元，建设高端液压挖掘机产业园区: what the money is for stands in the next clause."""
        if kind != "investment" or clause + 1 >= len(clauses):
            return None
        project = next((m for m in clauses[clause + 1] if m.sort == "project" and not m.oblique), None)
        return self._found(project, "sentence") if project else None

    def _carried(self, index: int, kind: str) -> Found | None:
        """The topic of the sentences before, in this article, nearest first; projects first for a project's figures."""
        topics = []
        for earlier in self._earlier(index):
            for mentions in self.mentions(earlier):
                found = self._topic(mentions)
                if found is not None and found.sort in ENTITIES and self._is_repeated(found, index):
                    topics.append(found)
                    break
        if kind in PROJECT_KINDS:
            topics.sort(key=lambda m: m.sort != "project")
        return self._found(topics[0], "carried") if topics else None

    def _is_repeated(self, mention: Mention, index: int) -> bool:
        """Whether the article comes back to it: what is said once in passing is no topic."""
        article = self.scan.page.blocks[self.scan.sentences[index].block].article
        name = self.scan.skeleton[mention.start : mention.end].strip("“”\"‘’《》")
        return self._families(article)[self.names.family(name)] >= TOPIC_WEIGHT

    def _earlier(self, index: int) -> Iterator[int]:
        """Sentences before in the same paragraph and the two before it; a heading ends the reach of a topic."""
        blocks = self.scan.page.blocks
        paragraph = self.scan.sentences[index].block
        article = blocks[paragraph].article
        for earlier in range(index - 1, max(-1, index - 12), -1):
            where = self.scan.sentences[earlier].block
            if blocks[where].article != article or blocks[where].role in (HEADLINE, SECTION) or where < paragraph - 2:
                return
            yield earlier

    def _anywhere(self, clauses: list[list[Mention]], place: int, kind: str) -> Found | None:
        """用上自制的轨道装卸平台后，人力减少…: a project or firm named before the figure in any position."""
        if kind == "count":
            return None
        named = [m for mentions in clauses for m in mentions if m.end <= place and m.sort in ("project", "org") and not m.speaker]
        return self._found(named[-1], "anywhere") if named else None

    def topic(self, article: int) -> Found | None:
        """What an article is about: the name that it opens clauses with most often, the headline's counted more."""
        if article not in self._topics:
            self._topics[article] = self._find_topic(article)
        return self._topics[article]

    def _find_topic(self, article: int) -> Found | None:
        families = self._families(article)
        weights, first = self._weights[article]
        if not weights:
            return None
        best = max(weights, key=lambda name: (families[self.names.family(name)] + weights[name], -first[name].start))
        home = self.home()
        if home is not None and (self._home_weight(article) > families[self.names.family(best)] or self.names.own_place.fullmatch(best)):
            return home
        return self._found(first[best], "topic") if families[self.names.family(best)] >= TOPIC_WEIGHT else None

    def _families(self, article: int) -> Counter[str]:
        """What the names of an article weigh, by their first two characters (抚吉高速, 抚吉高速公路)."""
        if article not in self._weights:
            self._weights[article] = self._weigh(article)
        families = Counter[str]()
        for name, weight in self._weights[article][0].items():
            families[self.names.family(name)] += weight
        return families

    def _weigh(self, article: int) -> tuple[Counter[str], dict[str, Mention]]:
        weights: Counter[str] = Counter()
        first: dict[str, Mention] = {}
        for index in self._sentences_of(article):
            headline = self.scan.page.blocks[self.scan.sentences[index].block].role == HEADLINE
            for mentions in self.mentions(index):
                for mention in mentions:
                    weight = self._topic_weight(mention, headline)
                    if weight:
                        name = self.scan.skeleton[mention.start : mention.end].strip("“”\"‘’《》")
                        weights[name] += weight
                        first.setdefault(name, mention)
        return weights, first

    def _sentences_of(self, article: int) -> Iterator[int]:
        """The sentences of an article, at most as many as say what it is about."""
        blocks = self.scan.page.blocks
        count = 0
        for index, sentence in enumerate(self.scan.sentences):
            where = blocks[sentence.block].article
            if where > article or count >= TOPIC_SENTENCES:
                return
            if where == article:
                count += 1
                yield index

    def _topic_weight(self, mention: Mention, headline: bool) -> int:
        """How much one mention says of what its article is about."""
        if self.names.macro_strong.match(self.scan.skeleton, mention.start, mention.end):
            return 0
        if mention.sort not in ENTITIES and not (mention.sort == "name" and mention.initial and self._is_salient(mention)):
            return 0
        weight = 3 if mention.initial and self._can_own(mention) else 1
        if mention.sort == "place":
            weight = min(weight, self.names.place_weight(self.scan.skeleton[mention.start : mention.end]))
        return weight + 3 * headline

    def home(self) -> Found | None:
        """The place that the page is about: the one it names most often."""
        if not self._home:
            self._home.append(self._find_home())
        return self._home[0]

    def _home_weight(self, article: int) -> int:
        """What the page's place weighs within one article."""
        home = self.home()
        if home is None:
            return 0
        indexes = list(self._sentences_of(article))
        start, end = self.scan.sentences[indexes[0]].start, self.scan.sentences[indexes[-1]].end
        name = self.scan.skeleton[home.span.start : home.span.end]
        found = [m.group() for m in self.names.known_place.finditer(self.scan.skeleton, start, end)]
        return sum(self.names.place_weight(other) for other in found if other == name or self.names.own_place.fullmatch(other))

    def _find_home(self) -> Found | None:
        skeleton = self.scan.skeleton
        weights: Counter[str] = Counter()
        first: dict[str, Span] = {}
        headings = [(s.start, s.end) for s in self.scan.sentences if self.scan.page.blocks[s.block].role in (HEADLINE, SECTION)]
        for match in self.names.known_place.finditer(skeleton):
            name = match.group()
            weights[name] += self.names.place_weight(name)
            if any(start <= match.start() < end for start, end in headings):
                weights[name] += 6
            first.setdefault(name, Span(match.start(), match.end()))
        if not weights:
            return None
        best = max(weights, key=lambda name: (weights[name], -first[name].start))
        return Found(first[best], "home") if weights[best] >= TOPIC_WEIGHT else None

    def _found(self, mention: Mention, source: str) -> Found:
        return Found(Span(mention.start, mention.end), source)
