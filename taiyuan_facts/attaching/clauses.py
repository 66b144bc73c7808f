"""What the clauses of a page name, and which of these names a clause is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.attaching.topics import Topics
from taiyuan_facts.model import Span
from taiyuan_facts.reading.roles import BYLINE, HEADLINE, SECTION
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.scan import Scan

LONG_PROJECT = 5  # characters of a project's own name
LONG_BODY = 5  # characters of a body's own name; 企业 and 合作社 are what is counted


def found_in(mention: Mention) -> Found:
    """A name as what a figure can belong to."""
    return Found(Span(mention.start, mention.end), "name")


_OF_SOMEBODY = frozenset({"percent", "doubling", "times", "duration", "count"})  # what a thing has itself


@dataclass
class Clauses:
    """The names of one page by sentence and clause, each clause read once."""

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
            start = max(span.start, min(self.topics.heads.behind_dateline(index), span.end))
            self._seen[index, clause] = self.names.find(self.scan.skeleton, start, span.end)
        return self._seen[index, clause]

    def opening(self, index: int, clause: int) -> int:
        """Where a clause begins to say something, past times and marks."""
        span = self.scan.sentences[index].clauses[clause]
        return min(self.topics.heads.starts[span.start], span.end - 1)

    def can_own(self, mention: Mention) -> bool:
        """Whether a name can be whose a figure is: no place of action, no speaker, no pronoun."""
        if mention.oblique or mention.speaker or mention.sort == "pronoun":
            return False
        # 高新技术企业 in a report are nobody in particular
        return not (self.topics.home.reports_on_place and self.names.is_generic(self.scan.skeleton, mention))

    def spoken_for(self, mention: Mention) -> Mention | None:
        """岚溪县｜水利局统计，…: the place that a public body speaks for, which its figures are about."""
        skeleton, patterns = self.scan.skeleton, self.names
        if not mention.speaker or patterns.government.search(skeleton, mention.start, mention.end) is None:
            return None
        return self._place_before(mention)

    def has_counted(self, mention: Mention, place: int, kind: str) -> Mention | None:
        """浦岭区｜游客17.5万人次: the place that has so many of what is counted."""
        firm = mention.sort == "org" and not self.names.is_generic(self.scan.skeleton, mention)  # 中国石化‹13家›
        return self._place_before(mention) if not firm and self.is_counted(mention, place, kind) else None

    def _place_before(self, mention: Mention) -> Mention | None:
        """The place with which a longer name begins."""
        skeleton, patterns = self.scan.skeleton, self.names
        place = patterns.known_place.match(skeleton, mention.start) or patterns.named_place.match(
            skeleton, mention.start
        )
        if place is None or place.end() >= mention.end:
            return None
        return mention._replace(end=place.end(), sort="place", speaker=False)

    def about(self, head: Mention | None) -> Mention | None:
        """What a clause is about: the name that opens it, unless it only speaks or is what is counted (桥梁75座)."""
        if head is None or not self.can_own(head):
            return None
        if self.counts(head):
            return None
        return head if head.sort == "macro_strong" or self.topics.is_subject(head) else None

    def first_about(self, index: int) -> Mention | None:
        """What the first clause of a sentence that is about anything is about."""
        return next((found for head in self.topics.heads.heads(index) if (found := self.about(head)) is not None), None)

    def topic_of(self, index: int) -> Found | None:
        """What the section of a sentence is about by its heading, or its article."""
        return self.topics.section_topic(index) or self.topics.topic(self.scan.article_of(index))

    def is_counted(self, mention: Mention, place: int, kind: str) -> bool:
        """桥梁75座, 中小企业达到481户: the name before a count, linking words aside, is what is counted."""
        if kind != "count" or mention.sort == "place" or mention.end > place:
            return False
        skeleton = self.scan.skeleton
        if (
            mention.sort == "project"
            and skeleton[mention.end : place] == "等"
            and "、" in skeleton[slice(*mention[:2])]
        ):
            return True  # 西闸、东闸等｜‹20处›建筑物
        if mention.sort in ("org", "project") and self.names.possessing.search(skeleton, mention.end, place):
            return False
        if skeleton[mention.end : place] == "有" and skeleton[place + 1 : place + 2].isalnum():
            return False  # 平湖｜有‹1600家›企业, but 桥梁有‹75座›
        # 抚顺石化‹6条›生产线, 闽洋海上风电场‹38台›机组, but ‹5家›企业: a firm, and no kind of firm
        long = mention.end - mention.start >= LONG_PROJECT and skeleton[place + 1 : place + 2].isalnum()
        own = mention.sort == "org" or (mention.sort == "project" and long)
        itself = own and not self.names.is_generic(skeleton, mention)
        apart = mention.end < place or itself
        if mention.sort in ("org", "project") and apart and self._counts_behind(place):
            return False
        if mention.sort == "org" and mention.end == place and self._stands_alone(mention, place):
            return False
        return mention.end == place or self.names.amounting.fullmatch(skeleton, mention.end, place) is not None

    def counts(self, mention: Mention, before: int | None = None) -> bool:
        """桥梁75座…: whether a name is what the figure behind it counts, and that one stands before another."""
        if before is None and self._is_part(mention):
            return True
        figure = self._figure_behind(mention.end)
        if figure is None or (before is not None and figure >= before):
            return False
        return self.is_counted(mention, figure, "count")

    def _is_part(self, mention: Mention) -> bool:
        """征地1.8万亩，其中｜耕地｜‹5524亩›: what is taken apart has parts, and these are nobody's names."""
        token = self.scan.tokens.get(mention.end)
        if mention.sort != "name" or not isinstance(token, Quantity) or token.dimension in _OF_SOMEBODY:
            return False
        return self.names.including.search(self.scan.skeleton, max(0, mention.start - 3), mention.start) is not None

    def is_obliged(self, mention: Mention, place: int) -> bool:
        """市直有关部门｜要在‹11月20日前›拿出…: whether a clause that a body opens says what that must do by a time."""
        if not mention.initial or mention.end > place or mention.sort not in ("org", "people", "name"):
            return False
        return self.names.obliged.match(self.scan.skeleton, mention.end, place) is not None

    def _counts_behind(self, place: int) -> bool:
        """19号线一期工程共10个｜土建标段: a name behind the number is what is counted, not the one before."""
        phrase = self.names.phrase.match(self.scan.skeleton, place + 1)
        if phrase is None or not phrase["name"]:
            return False
        thing = phrase["name"] in self.names.sorts or self.names.sort_of(phrase["name"]) is not None  # 生产｜线 is one
        return thing or self.names.verbs.match(self.scan.skeleton, place + 1) is None

    def _stands_alone(self, mention: Mention, place: int) -> bool:
        """固原市财政局2个，…: a body with a bare number has so many of what the sentence before speaks of."""
        skeleton = self.scan.skeleton
        token = self.scan.tokens[place]
        bare = isinstance(token, Quantity) and token.surface == "个"
        alone = bare and not skeleton[place + 1 : place + 2].isalnum() and mention.end - mention.start >= LONG_BODY
        return alone and skeleton[mention.end - 1] in self.names.public_ends

    def _figure_behind(self, place: int) -> int | None:
        """The place of the next figure, where it counts something."""
        places = self.scan.places
        at = bisect_left(places, place)
        token = self.scan.tokens[places[at]] if at < len(places) else None
        return places[at] if isinstance(token, Quantity) and token.dimension == "count" else None

    def is_report(self, index: int) -> bool:
        """Whether an article speaks of its place: 粮食播种面积… then says nothing of the clauses behind it."""
        topic, home = self.topic_of(index), self.topics.home
        if topic is not None or home.place is None:
            return topic is not None and topic.source == "home"
        return self.topics.places.is_told_of(self.scan.article_of(index))

    def is_measure_of_place(self, index: int, mention: Mention) -> bool:
        """基层诊疗量, 森林覆盖率 in a report are measures of its place; 装备制造业, 食品类 have their own."""
        return (
            mention.sort == "measured"
            and self.topics.places.reports_on(self.scan.article_of(index))
            and self.is_report(index)
            and self.names.sector_end.search(self.scan.skeleton, mention.start, mention.end) is None
            and self.names.sort_of(self.scan.skeleton[mention.start : mention.end]) is None
        )

    def meant_by(self, index: int, named: Mention) -> Found | None:
        """地区生产总值, 森林覆盖率 in a report: the page's place; any other name stands for itself."""
        if named.sort == "macro_strong" or self.is_measure_of_place(index, named):
            return self.whereabouts(index)
        return found_in(named)

    def whereabouts(self, index: int) -> Found | None:
        """The place that the article of a sentence is about, or its page."""
        return self.topics.places.of_article(self.scan.article_of(index))

    def earlier(self, index: int) -> Iterator[int]:
        """Sentences before in the same paragraph and the two before it; a heading ends the reach of a topic."""
        blocks = self.scan.page.blocks
        paragraph = self.scan.sentences[index].block
        article = blocks[paragraph].article
        for earlier in range(index - 1, max(-1, index - 12), -1):
            where = self.scan.sentences[earlier].block
            if blocks[where].article != article or blocks[where].role in (HEADLINE, SECTION) or where < paragraph - 2:
                return
            if blocks[where].role != BYLINE:
                yield earlier
