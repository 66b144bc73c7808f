"""What an article is about: the names that open its clauses, and the place of its page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from taiyuan_facts.attaching.article_places import ArticlePlaces
from taiyuan_facts.attaching.heads import Heads
from taiyuan_facts.attaching.home import Found, Home
from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.model import Span
from taiyuan_facts.reading.roles import BYLINE, HEADLINE, SECTION, TABLE
from taiyuan_facts.scanning.scan import Scan

LONGEST_SHORT_NAME = 8  # of a name without a telling end (合肥, 中来光能)
LONGEST_TOPIC = 24
LONGEST_ACTOR = 6  # of a name without a telling end that is somebody because of what it does
LONGEST_ADVERB = 4
OPENING_CLAUSES = 4  # of a sentence whose heads count
NO_PROSE = frozenset((TABLE, BYLINE))  # 发布人：岚溪日报 says nothing of what the article is about
SEVERAL = 3  # articles make a page of news that need not be about one place
TOPIC_WEIGHT = 6  # what a name must reach to be a topic
TIMES_AGAIN = 3  # that a page names the head of a firm
NAME_WEIGHT = 9  # and one without a telling end
ENTITIES = frozenset({"project", "org", "place"})


@dataclass
class Topics:
    """The topics of one page, each found when it is first asked for."""

    scan: Scan
    names: NamePatterns
    heads: Heads = field(init=False)
    home: Home = field(init=False)
    places: ArticlePlaces = field(init=False)
    _weights: dict[int, tuple[Counter[str], dict[str, Span]]] = field(default_factory=dict)
    _families: dict[int, Counter[str]] = field(default_factory=dict)
    _section_topics: dict[int, Found | None] = field(default_factory=dict)  # by the block of the heading
    _topics: dict[int, Found | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.heads = Heads(self.scan, self.names)
        self.home = Home(self.heads)
        self.places = ArticlePlaces(self.home)

    def is_subject(self, mention: Mention) -> bool:
        """Whether a name stands for somebody: by its end, by its indicator, or because the page repeats it."""
        if mention.sort in ENTITIES or mention.sort == "people" or self._is_person(mention):
            return True
        if mention.sort == "name" and _LATIN.fullmatch(self.scan.skeleton, mention.start, mention.end):
            return True
        if mention.sort == "measured" and mention.end - mention.start >= 4:
            return True
        if mention.sort == "name" and (
            self._acts_first(mention)
            or self._acts_itself(mention)
            or self._is_quoted(mention)
            or self._is_explained(mention)
        ):
            return True
        return mention.sort in ("name", "measured") and (self._is_salient(mention) or self._begins_salient(mention))

    @cached_property
    def _persons(self) -> frozenset[str]:
        """质检员｜周小满: the persons that the page names by who they are."""
        return frozenset(match["who"] for match in self.names.person.finditer(self.scan.skeleton))

    def person_in(self, name: str) -> str:
        """张伟｜深情地写下…: the person with whose name a phrase begins; empty where it begins with none."""
        return next((name[:length] for length in (3, 2) if name[:length] in self._persons), "")

    def _is_person(self, mention: Mention) -> bool:
        return bool(self.person_in(self.scan.skeleton[mention.start : mention.end]))

    def _acts_first(self, mention: Mention) -> bool:
        """泰岑机械与一家铜矿签下…: what opens a paragraph and then does something is whom it is about."""
        length = mention.end - mention.start
        if not 2 <= length <= 12 or self.names.act.match(self.scan.skeleton, mention.end) is None:
            return False
        return mention.start in self._starts

    def _acts_itself(self, mention: Mention) -> bool:
        """青泉科技｜去年｜从…, 泰岑｜也将｜…: whoever stands before a time or an adverb is somebody."""
        if not mention.initial or mention.speaker or mention.end - mention.start > LONGEST_ACTOR:
            return False
        return self.names.actor.match(self.scan.skeleton, mention.start, mention.end + LONGEST_ADVERB) is not None

    @cached_property
    def _starts(self) -> set[int]:
        """Where the paragraphs begin to say something."""
        blocks = {block.start for block in self.scan.page.blocks}
        return {
            self.names.start_of(self.scan.skeleton, sentence.start, sentence.end)
            for sentence in self.scan.sentences
            if self.scan.origin[sentence.start] in blocks
        }

    def _is_explained(self, mention: Mention) -> bool:
        """盈沛水务(股份代号：98761), 恒漪新材(下称公司): a name with an aside on it."""
        if self.scan.skeleton.startswith("为例", mention.end):
            return True  # 以氧化铽为例
        if self.scan.skeleton.startswith("公告", mention.end):
            return mention.initial  # 博岭电子｜公告
        return self.scan.skeleton[mention.end : mention.end + 1] in _ASIDES and mention.initial

    def _is_quoted(self, mention: Mention) -> bool:
        """“百灵”联合相关部门…: a short name in quotation marks."""
        skeleton = self.scan.skeleton
        before = skeleton[max(0, mention.start - 1) : mention.start]
        around = skeleton[mention.end - 1 : mention.end + 1]
        return (before in _OPENING_QUOTES and not _CLOSING_QUOTES.isdisjoint(around)) or (
            skeleton[mention.start] in _OPENING_TITLES and not _CLOSING_TITLES.isdisjoint(around)
        )

    def _begins_salient(self, mention: Mention) -> bool:
        """太钢双相不锈钢板材产品 begins with a name that is salient itself."""
        name = self.scan.skeleton[mention.start : mention.end]
        if not 4 <= len(name) <= 16 or name[:2] in self.names.nothing or name[:2] in self.names.pronouns:
            return False
        return any(self._opened(name[:length]) >= 3 for length in (2, 3, 4))

    def _is_salient(self, mention: Mention) -> bool:
        """合肥, 太钢: a phrase without a telling end is a name where the page opens clauses with it again and again."""
        name = self.scan.skeleton[mention.start : mention.end]
        return len(name) <= LONGEST_SHORT_NAME and self._opened(name) >= 2

    def _opened(self, name: str) -> int:
        """How often the page opens a clause with a short name."""
        openings = self._openings
        return bisect_left(openings, name + "\U0010ffff") - bisect_left(openings, name)

    def recurring(self, article: int, name: str) -> str:
        """瑞风｜一举获得: the longest beginning of a phrase that the article opens clauses with again and again."""
        person = self.person_in(name)
        if person:
            return person
        self.families(article)
        weights = self._weights[article][0]
        if weights[name] or self._opened(name[:LONGEST_SHORT_NAME]) > 1:
            return ""  # 包钢稀土 recurs itself
        lengths = range(min(len(name) - 1, LONGEST_SHORT_NAME), 1, -1)
        return next((name[:length] for length in lengths if weights.get(name[:length], 0) >= TOPIC_WEIGHT), "")

    @cached_property
    def _openings(self) -> list[str]:
        """What the clauses of the page open with, as much of it as a short name is long, in order."""
        skeleton = self.scan.skeleton
        said = {
            skeleton[sentence.start : sentence.end]: sentence for sentence in self.heads.prose
        }  # a title twice is one
        return sorted(
            skeleton[at : at + LONGEST_SHORT_NAME]
            for sentence in said.values()
            for clause in sentence.clauses
            for at in [self.heads.starts[clause.start]]
        )

    def is_recurrent(self, mention: Mention, index: int) -> bool:
        """Whether the article comes back to a name: what is said once in passing is no topic."""
        name = self.scan.skeleton[mention.start : mention.end].strip(_QUOTES)
        return self.families(self.scan.article_of(index))[self.names.family(name)] >= TOPIC_WEIGHT

    def topic(self, article: int) -> Found | None:
        """What an article is about: the name that it opens clauses with most often, the headline's counted more."""
        if article not in self._topics:
            self._topics[article] = self._find_topic(article)
        return self._topics[article]

    def section_topic(self, index: int) -> Found | None:
        """澄江港吞吐量创新高, a heading within an article: whom what stands below it is about."""
        block = self._heading_above(self.scan.sentences[index].block)
        if block not in self._section_topics:
            self._section_topics[block] = self._find_section_topic(block) if block >= 0 else None
        return self._section_topics[block]

    def _heading_above(self, block: int) -> int:
        blocks = self.scan.page.blocks
        while block >= 0 and blocks[block].role not in (SECTION, HEADLINE):
            block -= 1
        return block if block >= 0 and blocks[block].role == SECTION else -1

    def _find_section_topic(self, block: int) -> Found | None:
        sentences = self.scan.sentences
        at = bisect_left(sentences, block, key=lambda sentence: sentence.block)
        head = self.heads.head(at, 0) if at < len(sentences) and sentences[at].block == block else None
        if head is not None and head.sort == "measured":
            head = self.names.owner_of(self.scan.skeleton, head)
        if head is None or head.sort not in ENTITIES or self.names.is_generic(self.scan.skeleton, head):
            return None
        if any(map(str.isalnum, self.scan.skeleton[sentences[at].start : head.start])):
            return None  # 一、支持技改项目: what is to be done, and not whom it is about
        name, home = self.scan.skeleton[head.start : head.end], self.home.place
        own = self.names.is_own_place(name) or (home is not None and self.scan.skeleton[slice(*home.span)] == name)
        return None if own else Found(Span(head.start, head.end), "topic")

    def _find_topic(self, article: int) -> Found | None:
        report = self.home.reports.get(article)
        if report is not None:
            return report
        families = self.families(article)
        weights, first = self._weights[article]
        if not weights:
            return None
        alone = [name for name in weights if "、" not in name] or weights  # 症状、检测结果 are no topic
        best = max(alone, key=lambda name: (families[self.names.family(name)] + weights[name], -first[name].start))
        home = self.home.place
        weight = families[self.names.family(best)]
        thing = weight >= 2 * TOPIC_WEIGHT and self.names.sort_of(best) in ("project", "org")
        if home is not None and (
            best == self.scan.skeleton[slice(*home.span)]
            or self.home.weight(article, home) > weight * (1 + thing)
            or self.names.is_own_place(best)
            or self.names.issuer.search(best) is not None
        ):
            return home
        # an article that says nothing of the page's place is about whom it names, be it once
        enough = TOPIC_WEIGHT if home is not None and self.home.weight(article, home) else TOPIC_WEIGHT // 2
        if self.names.sort_of(best) is None and not self.names.place_at(best, 0):
            enough = NAME_WEIGHT  # 价格自然, 内销 stand at the head of a clause by chance
        return Found(first[best], "topic") if families[self.names.family(best)] >= enough else None

    def lead(self, article: int) -> Found | None:
        """Whom an article without a topic names first, where its page has a place that it says nothing of.

        【本报讯】电力公司昨天公布…, beside an article on 清沅县.
        """
        home = self.home.place
        if home is None or self.names.is_own_place(self.scan.skeleton[slice(*home.span)]):
            return None
        if len(self.scan.page.articles) < SEVERAL or self.home.weight(article, home):
            return None
        for index in self.heads.sentences_of(article):
            for mention in self.heads.heads(index):
                if mention is not None and mention.sort in ENTITIES:
                    return Found(Span(mention.start, mention.end), "topic")
        return None

    def weight_of(self, article: int, topic: Found) -> int:
        """What a topic weighs in its article, with the names that share its beginning."""
        name = self.scan.skeleton[topic.span.start : topic.span.end]
        return self.families(article)[self.names.family(name.strip(_QUOTES))]

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
        for index in self.heads.sentences_of(article):
            role = self.scan.page.blocks[self.scan.sentences[index].block].role
            if role in NO_PROSE:
                continue
            headline = role == HEADLINE
            heads = self.heads.of_headline(index) if headline else islice(self.heads.heads(index), OPENING_CLAUSES)
            for mention in heads:
                weight = self._topic_weight(mention, headline) if mention is not None else 0
                if mention is not None and weight:
                    name = skeleton[mention.start : mention.end].strip(_QUOTES)
                    name = self.person_in(name) or name
                    weights[name] += weight
                    at = skeleton.find(name, mention.start)
                    first.setdefault(name, Span(at, at + len(name)))
        return weights, first

    @cached_property
    def tellers(self) -> frozenset[str]:
        """总经理陆某｜表示: who speak on the page, and heads of firms that it comes back to; no figure is theirs."""
        skeleton = self.scan.skeleton
        told = {match["who"] for match in self.names.teller.finditer(skeleton)}
        chiefs = {match["who"] for match in self.names.chief.finditer(skeleton)}
        for name in (name for who in chiefs for name in (who, who[:2])):
            if name not in told and skeleton.count(name) >= TIMES_AGAIN:
                told.add(name)
        return frozenset(name for name in told if name[:2] == name or name[:2] not in told)

    def is_teller(self, name: str) -> bool:
        """李润田｜带着…: whether a phrase is the name of one of them, or begins with it and says what that does."""
        return any(name[:length] in self.tellers for length in (2, 3))

    def _topic_weight(self, mention: Mention, headline: bool) -> int:
        """How much one name says of what its article is about."""
        skeleton = self.scan.skeleton
        announced = headline and mention.sort == "org" and skeleton[mention.end : mention.end + 1] in ("：", ":")
        if (
            (mention.speaker and not headline)
            or announced  # 旅发局：11月旅客下降15.5%
            or mention.end - mention.start > LONGEST_TOPIC
            or self.names.macro_strong.match(skeleton, mention.start, mention.end)
            or self.names.is_generic(skeleton, mention)
            or self.names.is_attribute(skeleton, mention)
            or self.is_teller(skeleton[mention.start : mention.end])
        ):
            return 0
        if mention.sort == "name" and headline and self._is_explained(mention):
            return NAME_WEIGHT  # 博岭电子公告
        told = mention.sort in ENTITIES or self._is_person(mention)
        if not told and not (mention.sort == "name" and self._is_salient(mention)):
            return 0
        if mention.sort == "name" and skeleton[mention.start : mention.start + 2] in self.names.pronouns:
            return 0  # 企业复工复产
        weight = 3
        if mention.sort == "place":
            weight = min(weight, self.names.place_weight(skeleton[mention.start : mention.end]))
        return weight + 3 * headline


_OPENING_QUOTES = frozenset("“‘「『")
_CLOSING_QUOTES = frozenset("”’」』")
_LATIN = re.compile(r"[A-Z][A-Za-z&.-]{1,11}")  # CMI, LGDisplay
_ASIDES = frozenset("(（")
_OPENING_TITLES = frozenset("《〈")
_CLOSING_TITLES = frozenset("》〉")
_QUOTES = '“”"‘’《》'
