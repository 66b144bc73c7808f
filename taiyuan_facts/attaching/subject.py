"""Whose a figure is: the project before its owner, from the clause, the sentence, the sentences before, the topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from taiyuan_facts.attaching.mentions import Mention, NamePatterns
from taiyuan_facts.attaching.topics import ENTITIES, Found, Topics
from taiyuan_facts.model import HEADLINE_KINDS, Span
from taiyuan_facts.reading.layout import HEADLINE, SECTION
from taiyuan_facts.ruleset.ruleset import Match
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.scan import Scan

PROJECT_KINDS = frozenset({"investment", "capacity", "deadline"})
# What these say of a clause's first name is a predicate on it: 居住类同比上涨10.5%.
PREDICATED = frozenset({"growth", "share"})
# A limit is told of whatever opens its clause: 行政许可事项自受理之日起7日内办结.
TOLD = frozenset({"deadline", "duration"})
# These may be of a thing that only its indicator tells (氧化铈的价格).
MEASURED = frozenset({"growth", "share", "output", "money"})


@dataclass(slots=True)
class SubjectFinder:
    """Finds subjects in one page; remembers the names of sentences already read."""

    scan: Scan
    names: NamePatterns
    topics: Topics = field(init=False)
    _seen: dict[tuple[int, int], list[Mention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.topics = Topics(self.scan, self.names)

    def mentions(self, index: int, clause: int) -> list[Mention]:
        """All names of one clause of a sentence."""
        if (index, clause) not in self._seen:
            span = self.scan.sentences[index].clauses[clause]
            start = max(span.start, min(self.topics.behind_dateline(index), span.end))
            self._seen[index, clause] = self.names.find(self.scan.skeleton, start, span.end)
        return self._seen[index, clause]

    def find(self, index: int, clause: int, place: int, kind: str, match: Match | None = None) -> Found | None:
        """The subject of the figure at ``place`` in a clause of a sentence, or None; ``match`` is what claimed it."""
        return (
            self._following(index, clause, place, kind)
            or self._respective(self.scan.sentences[index].clauses[clause], place, match)
            or self._predicated(self.scan.sentences[index].clauses[clause], kind, match)
            or self._in_clause(index, clause, place, kind)
            or self._in_sentence(index, clause, kind)
            or self._carried(index, kind)
            or self._ahead(index, clause, kind)
            or self._anywhere(index, clause, place, kind)
            or self._speaking(index, clause)
            or self.topics.topic(self.topics.article_of(index))
            or self.topics.home
        )

    def _in_clause(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """中来光能年产16吉瓦… the project that the figure stands in or behind, else the clause's first name."""
        head = self.topics.head(index, clause)
        if head is not None and head.sort == "pronoun" and head.end <= place:
            meant = self._antecedent(index, head)
            if meant is not None:
                return meant
        if kind in PROJECT_KINDS:
            mentions = self.mentions(index, clause)
            named = self._holding(mentions, place) or self._attributive(index, clause, place)
            if named is not None:
                return named
            projects = [m for m in mentions if m.end <= place and m.sort == "project" and self._can_own(m)]
            if projects:
                return self._found(projects[-1], "clause")
        first = self.topics.head(index, clause)
        if first is not None and first.start > place and self.scan.skeleton[self._opening(index, clause)] in "对凡":
            return self._found(first, "clause")
        if first is None or first.end > place:
            return self._whose(index, clause, place, kind)
        if first.sort == "pronoun":
            return self._antecedent(index, first)
        if (
            not self._can_own(first)
            or self._is_counted(first, place, kind)
            or (first.sort == "measured" and kind not in MEASURED)
        ):
            return None
        if first.sort == "macro_strong":
            return self.topics.home
        told = first.sort == "name" and kind in TOLD and first.end - first.start >= 4
        return self._found(first, "clause") if told or self.topics.is_subject(first) else None

    def _opening(self, index: int, clause: int) -> int:
        span = self.scan.sentences[index].clauses[clause]
        return min(self.names.start_of(self.scan.skeleton, span.start, span.end), span.end - 1)

    def _whose(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """7天内有国内疫情风险区旅居史的返并人员: a clause that opens with a length of time ends in whom it is about."""
        if kind not in ("duration", "deadline") or self._opening(index, clause) != place:
            return None
        last = next((m for m in reversed(self.mentions(index, clause)) if m.start > place), None)
        if last is None or last.sort != "people" or self.scan.skeleton[last.start - 1] != "的":
            return None
        return self._found(last, "clause")

    def _antecedent(self, index: int, pronoun: Mention) -> Found | None:
        """该所, 这座工厂, 该项目: the name before that ends as the pronoun does and is named most.

        公司 alone is the firm named last; 二期 its project, or itself.
        """
        word = self.scan.skeleton[pronoun.start : pronoun.end]
        phase = self.names.phase.match(word) is not None
        tail = "" if phase else word.lstrip("这该此本座个家条所项一种款类支批次") or word[-1]
        found = [m for m in self._before(index, pronoun.start) if self._answers(m, tail, phase)]
        topic = self.topics.topic(self.topics.article_of(index))
        if tail in ("公司", "企业", "集团", "行") and word == tail and topic is not None and topic.source == "topic":
            return topic
        if not found and tail in ("公司", "企业", "集团", "行"):
            found = [m for m in self._before(index, pronoun.start) if m.sort == "org" and not m.oblique]
        if not found:
            return self._found(pronoun, "clause") if phase else None
        families = self.topics.families(self.topics.article_of(index))
        name = [self.scan.skeleton[m.start : m.end] for m in found]
        best = max(range(len(found)), key=lambda at: (families[self.names.family(name[at])], -at))
        return self._found(found[best], "carried")

    def _answers(self, mention: Mention, tail: str, phase: bool) -> bool:
        """Whether a pronoun can mean a name: by its last word; a phase means a project."""
        name = self.scan.skeleton[mention.start : mention.end]
        if phase:
            return mention.sort == "project" and not mention.oblique
        return mention.sort in ENTITIES and name.endswith(tail) and len(name) > len(tail)

    def _before(self, index: int, place: int) -> Iterator[Mention]:
        """The names before a place, the nearest first, as far back as a topic reaches."""
        for earlier in [index, *self._earlier(index)]:
            for clause in range(len(self.scan.sentences[earlier].clauses) - 1, -1, -1):
                yield from (m for m in reversed(self.mentions(earlier, clause)) if m.end <= place)

    def _following(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """到2025年，美锦能源将建成…: whom a due date at the head of its clause binds is named behind it."""
        if kind != "deadline" or isinstance(self.scan.tokens[place], Quantity):
            return None
        span = self.scan.sentences[index].clauses[clause]
        if self.names.start_of(self.scan.skeleton, span.start, place) < place:
            return None
        first = self.topics.head(index, clause)
        if first is None and clause + 1 < len(self.scan.sentences[index].clauses):
            first = self.topics.head(index, clause + 1)
        if first is None or first.start < place or not self._can_own(first) or first.sort not in ENTITIES:
            return None
        return self._found(first, "clause")

    def _predicated(self, clause: Span, kind: str, match: Match | None) -> Found | None:
        """居住类同比上涨10.5%: in a growth or a share, what stands before the predicate."""
        if kind not in PREDICATED or match is None or not clause.start <= match.span.start < clause.end:
            return None
        named = self.names.predicate_of(self.scan.skeleton, clause.start, match.span.start)
        if named is None or named.sort == "macro":
            return None
        return self.topics.home if named.sort == "macro_strong" else self._found(named, "clause")

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
        if named is None:
            return None
        return self.topics.home if named.sort in ("macro", "macro_strong") else self._found(named, "respective")

    def _can_own(self, mention: Mention) -> bool:
        return not mention.oblique and not mention.speaker and mention.sort != "pronoun"

    def _is_counted(self, mention: Mention, place: int, kind: str) -> bool:
        """桥梁75座, 中小企业481户: the name right before a count is what is counted."""
        return kind == "count" and mention.end == place and mention.sort != "place"

    def _holding(self, mentions: list[Mention], place: int) -> Found | None:
        """晶科年产56GW垂直一体化大基地项目: the figure stands in the name itself."""
        around = next((m for m in mentions if m.start < place < m.end), None)
        return self._found(around, "clause") if around else None

    def _attributive(self, index: int, clause: int, place: int) -> Found | None:
        """总投资24.7亿元的升级项目: the name right behind the figure, unless the sentence has a project already."""
        after = next((m for m in self.mentions(index, clause) if m.start > place), None)
        if after is None or after.sort != "project":
            return None
        heads = [self.topics.head(index, earlier) for earlier in range(clause + 1)]
        if any(m is not None and m.sort == "project" and m.end <= place for m in heads):
            return None
        between = self.scan.skeleton[place + 1 : after.start]
        return self._found(after, "clause") if between in ("", "的", "规模的", "级", "级的") else None

    def _in_sentence(self, index: int, clause: int, kind: str) -> Found | None:
        """The topic of the clauses before, the nearest first; for a project's figures a project anywhere before."""
        if kind in PROJECT_KINDS:
            for earlier in range(clause - 1, -1, -1):
                projects = [m for m in self.mentions(index, earlier) if m.sort == "project" and self._can_own(m)]
                if projects:
                    return self._found(projects[-1], "sentence")
        for earlier in range(clause - 1, -1, -1):
            head = self.topics.head(index, earlier)
            if head is not None and head.sort == "pronoun" and head.start == self._opening(index, earlier):
                meant = self._antecedent(index, head)
                if meant is not None:
                    return meant
            found = self._topic(head)
            if found is not None and found.sort == "measured" and kind not in HEADLINE_KINDS and self._is_report(index):
                continue
            if found is not None:
                return self.topics.home if found.sort == "macro_strong" else self._found(found, "sentence")
        return None

    def _is_report(self, index: int) -> bool:
        """Whether an article speaks of its place: 粮食播种面积… then says nothing of the clauses behind it."""
        topic = self.topics.topic(self.topics.article_of(index))
        return topic is not None and topic.source == "home"

    def _topic(self, head: Mention | None) -> Mention | None:
        """What a clause is about: the name that opens it, unless it only speaks or is what is counted (桥梁75座)."""
        if head is None or not self._can_own(head):
            return None
        if isinstance(self.scan.tokens.get(head.end), Quantity) and self._is_counted(head, head.end, "count"):
            return None
        return head if head.sort == "macro_strong" or self.topics.is_subject(head) else None

    def _ahead(self, index: int, clause: int, kind: str) -> Found | None:
        """投资40亿元，建设高端液压挖掘机产业园区: what the money is for stands in the next clause."""
        if kind != "investment" or clause + 1 >= len(self.scan.sentences[index].clauses):
            return None
        project = next((m for m in self.mentions(index, clause + 1) if m.sort == "project" and not m.oblique), None)
        return self._found(project, "sentence") if project else None

    def _carried(self, index: int, kind: str) -> Found | None:
        """The topic of the sentences before, in this article, nearest first; projects first for a project's figures."""
        whole = self.topics.topic(self.topics.article_of(index))
        if whole is not None and whole.source == "home" and kind not in PROJECT_KINDS:
            return None  # a report: each sentence is about the place anew
        topics = []
        for earlier in self._earlier(index):
            found = next(
                (found for head in self.topics.heads(earlier) if (found := self._topic(head)) is not None), None
            )
            if found is not None and found.sort in ENTITIES and self.topics.is_recurrent(found, earlier):
                topics.append(found)
        if kind in PROJECT_KINDS:
            topics.sort(key=lambda m: m.sort != "project")
        return self._found(topics[0], "carried") if topics else None

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

    def _anywhere(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """用上自制的轨道装卸平台后，人力减少…: a project or firm named before the figure in any position."""
        if kind == "count":
            return None
        for earlier in range(clause, -1, -1):
            mentions = self.mentions(index, earlier)
            free = [
                m
                for m in mentions
                if m.end <= place and not m.speaker and not m.oblique and not (m.object and m.end == place)
            ]
            named = [m for m in free if m.sort in ("project", "org")]
            if named:
                return self._found(named[-1], "anywhere")
        return None

    def _speaking(self, index: int, clause: int) -> Found | None:
        """市工信局发布消息，确定200多名专家…: who says so, where nobody else is named and the article has no topic."""
        topic = self.topics.topic(self.topics.article_of(index))
        if topic is not None and topic.source != "home":
            return None
        heads = (self.topics.head(index, earlier) for earlier in range(clause, -1, -1))
        found = next((head for head in heads if head is not None and head.speaker and head.sort == "org"), None)
        return self._found(found, "speaker") if found else None

    def _found(self, mention: Mention, source: str) -> Found:
        return Found(Span(mention.start, mention.end), source)
