"""The names before a place of a page, and which of them a shorter one is the end or the beginning of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.names import Sort
from taiyuan_facts.model import Span

FIRMS = ("公司", "企业", "集团", "行")
_HOLDING: tuple[Sort, ...] = ("project", "org", "name")
PARKS = ("园区", "产业园", "工业园", "科技园", "开发区", "高新区", "经开区", "新区", "化工园", "物流园")  # 园区…


@dataclass(frozen=True, slots=True)
class EarlierNames:
    """Looks back through the names of one page."""

    clauses: Clauses
    _long_forms: dict[Span, Found | None] = field(default_factory=dict)

    def before(self, index: int, place: int) -> Iterator[Mention]:
        """The names before a place, the nearest first, as far back as a topic reaches."""
        for earlier in [index, *self.clauses.earlier(index)]:
            for clause in range(len(self.clauses.scan.sentences[earlier].clauses) - 1, -1, -1):
                yield from (m for m in reversed(self.clauses.mentions(earlier, clause)) if m.end <= place)

    def ends_in(self, mention: Mention, tail: str) -> bool:
        """新一批救灾物资…。这批物资…: a name that ends in the thing that is pointed at, and says more of it."""
        name = self.clauses.scan.skeleton[mention.start : mention.end]
        return name.endswith(PARKS if tail in PARKS else tail) and len(name) > len(tail)

    def beginning_with(self, index: int, place: int, tail: str, sort: Sort) -> tuple[Mention, int] | None:
        """The last name of a sort before a place that holds a word, and where that ends in it."""
        skeleton = self.clauses.scan.skeleton
        for mention in self.before(index, place):
            at = skeleton.find(tail, mention.start + 2, mention.end)
            if mention.sort == sort and at > 0:
                return mention, at + len(tail)
        return None

    def holding(self, index: int, place: int, tail: str) -> Found | None:
        """…综合楼项目…。这座综合楼…: the last name that holds a word, up to it or its kind of work."""
        vague = tail in self.clauses.names.kinds_of_project or tail in FIRMS or tail not in self.clauses.names.sorts
        for sort in () if vague else _HOLDING:
            longer = self.beginning_with(index, place, tail, sort)
            if longer is not None:
                mention, end = longer
                rest = self.clauses.scan.skeleton[end : mention.end]
                whole = rest in self.clauses.names.kinds_of_project
                return Found(Span(mention.start, mention.end if whole else end), "carried")
        return None

    def long_form(self, span: Span) -> Found | None:
        """大柳沟抽水蓄能电站…。电站｜总投资…: the longer name before, or the topic, that ends in a short one."""
        short = self.clauses.names.short_form.match(self.clauses.scan.skeleton, *span)
        if short is None:
            return None
        if span not in self._long_forms:
            self._long_forms[span] = self._find_long_form(span.start, short.group().removeprefix("新"))
        return self._long_forms[span]

    def _find_long_form(self, place: int, tail: str) -> Found | None:
        skeleton = self.clauses.scan.skeleton
        tail = "港" if tail == "港口" else tail  # 荆口港…。港口…
        index = bisect_right(self.clauses.scan.sentences, place, key=lambda sentence: sentence.start) - 1
        for mention in self.before(index, place):
            name = skeleton[mention.start : mention.end]
            for kind in self.clauses.names.kinds_of_project:
                name = name.removesuffix(kind)  # 城东综合楼｜项目
            if mention.sort != "pronoun" and name.endswith(tail) and len(name) > len(tail) + 1:
                return found_in(mention)
        topic = self.clauses.topic_of(index)
        return topic if topic is not None and skeleton[slice(*topic.span)].endswith(tail) else None
