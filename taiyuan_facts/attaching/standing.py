"""What speaks for and against a name whatever the figure: what it is, how it stands, what its page knows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from taiyuan_facts.attaching.antecedents import PERSONAL, Antecedents
from taiyuan_facts.attaching.clauses import Clauses
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.marks import BIT, of_mention
from taiyuan_facts.attaching.mentions import LONGEST_NAME, Mention
from taiyuan_facts.attaching.words import is_boundary
from taiyuan_facts.model import Span

OFTEN, AGAIN = 15, 6  # what a name weighs that an article opens clauses with often, and more than once
LONGEST_BASE = 6  # characters from 占 to what a share is of
LONGEST_GOODS = 4  # characters of goods behind their country (日本原铝); behind a province so few may be a firm's name
_QUOTES = '“”"‘’《》'


class Told(NamedTuple):
    """A name that a mention leads to, where it stands, its marks, and whether the mention's own place speaks for it."""

    name: str
    span: Span
    marks: int
    placed: bool


@dataclass(slots=True)
class Standing:
    """What the mentions of one page lead to, each found once."""

    clauses: Clauses
    antecedents: Antecedents
    _told: dict[Mention, list[Told]] = field(default_factory=dict)

    def of(self, index: int, mention: Mention) -> list[Told]:
        """A name itself, or whom a word means that is none: 产值 the page's place, 该公司 the firm before."""
        told = self._told.get(mention)
        if told is None:
            told = self._told[mention] = self._find(index, mention)
        return told

    def called(self, found: Found) -> tuple[str, Span]:
        """What a name is called, and where: 我市 and 全市 as the page calls its city, 电站 by its longer name."""
        text = self._text(found)
        longer = self.antecedents.earlier.long_form(found.span)
        if longer is not None:
            return self._text(longer), longer.span
        meant = self.clauses.topics.home.meaning(text, found.span.start)
        return (text, found.span) if meant is None else (self._text(meant), meant.span)

    def _find(self, index: int, mention: Mention) -> list[Told]:
        if mention.sort == "macro" or (mention.sort == "macro_strong" and self._is_base(mention)):
            return []
        if mention.sort == "pronoun":
            meant = None if self._speaks(mention) else self.antecedents.find(index, mention)
            opening = BIT["by-opening-pronoun"] if mention.initial else 0
            return [] if meant is None else [Told(*self.called(meant), BIT["by-pronoun"] | opening, False)]
        told = []
        if mention.sort == "macro_strong" or self.clauses.is_measure_of_place(index, mention):
            home = self.clauses.whereabouts(index)
            if home is not None:
                told.append(Told(*self.called(home), BIT["by-measure-elsewhere"], False))
            if mention.sort == "macro_strong":
                return told
        if self.clauses.topics.is_teller(self.clauses.scan.skeleton[mention.start : mention.end]):
            return told
        standing = self._marks(index, mention)
        name = Found(Span(mention.start, mention.end), "name")
        begun = self._begun(index, self._text(name))
        if begun is not None:
            told.append(Told(*self.called(begun), BIT["begins-name"], True))
        shorter = self._short_place(mention) or self._recurring(index, mention)
        if shorter is not None:
            standing |= self._marks(index, shorter)
            name = Found(Span(*shorter[:2]), "name")
        told.append(Told(*self.called(name), standing, True))
        spoken_for = self.clauses.spoken_for(mention)
        if spoken_for is not None:
            span = Span(*spoken_for[:2])
            told.append(Told(*self.called(Found(span, "name")), self._marks(index, spoken_for), True))
        return told

    def _speaks(self, mention: Mention) -> bool:
        """他｜认为: whether a person is meant who speaks of others."""
        names, skeleton = self.clauses.names, self.clauses.scan.skeleton
        return skeleton[mention.start] in PERSONAL and names.speaker.match(skeleton, mention.end) is not None

    def _is_base(self, mention: Mention) -> bool:
        """东盟是头号市场，占同期｜出口总值｜的‹21.6%›: what a share is of is nobody's measure."""
        skeleton = self.clauses.scan.skeleton
        at = skeleton.rfind("占", max(0, mention.start - LONGEST_BASE), mention.start)
        return at >= 0 and not any(map(is_boundary, skeleton[at : mention.start]))

    def _short_place(self, mention: Mention) -> Mention | None:
        """平湖｜服装产值, where the page names 平湖市 too: the place that a measure of goods begins with."""
        name = self.clauses.scan.skeleton[mention.start : mention.end]
        if mention.sort == "name" and name in self.clauses.topics.home.short_names:
            return mention._replace(sort="place")  # 平湖｜有1600家企业
        if mention.sort != "measured":
            return None
        names = self.clauses.names
        country = names.known_place.match(name)
        if (
            country is not None
            and (len(name) - country.end() > LONGEST_GOODS) == (names.province.match(name) is not None)
            and country.end() < len(name)
            and not names.is_own_place(country.group())
            and names.of_country.match(self.clauses.scan.skeleton, mention.end) is not None
        ):
            return mention._replace(end=mention.start + country.end(), sort="place")  # 日本｜原铝进口量
        short = next((name[:size] for size in (3, 2) if name[:size] in self.clauses.topics.home.short_names), "")
        return mention._replace(end=mention.start + len(short), sort="place") if short and short != name else None

    def _recurring(self, index: int, mention: Mention) -> Mention | None:
        """瑞风｜一举: what other clauses open with too, where a phrase without a telling end begins with it."""
        if mention.sort not in ("name", "measured") or mention.end - mention.start < 3:
            return None
        name = self.clauses.scan.skeleton[mention.start : mention.end]
        begun = self.clauses.topics.recurring(self.clauses.scan.article_of(index), name)
        if not begun or begun in self.clauses.names.nothing:
            return None
        return mention._replace(end=mention.start + len(begun), sort=self.clauses.names.sort_of(begun) or "name")

    def _begun(self, index: int, name: str) -> Found | None:
        """太钢｜新产品销量: the topic of the article, where a longer name begins with it."""
        topic = self.clauses.topic_of(index)
        if topic is None or topic.source != "topic" or name == self._text(topic):
            return None
        return topic if name.startswith(self._text(topic)) else None

    def _text(self, found: Found) -> str:
        return self.clauses.scan.skeleton[found.span.start : found.span.end]

    def _marks(self, index: int, mention: Mention) -> int:
        """The marks of a name that do not depend on the figure."""
        return of_mention(mention) | self._known(index, mention) | self._surrounded(mention)

    def _known(self, index: int, mention: Mention) -> int:
        """What the page knows of a name."""
        skeleton, patterns, topics = self.clauses.scan.skeleton, self.clauses.names, self.clauses.topics
        article = self.clauses.scan.article_of(index)
        name = skeleton[mention.start : mention.end].strip(_QUOTES)
        family = patterns.family(name) if name else ""
        weight = topics.families(article)[family]
        marks = 0
        if weight:
            marks |= BIT["named-often" if weight >= OFTEN else "named-again" if weight >= AGAIN else "named-once"]
        topic = topics.topic(article)
        if topic is not None and family and patterns.family(self._text(topic)) == family:
            marks |= BIT["like-topic"]
        if topics.is_subject(mention):
            marks |= BIT["somebody"]
        if patterns.place_weight(name) == 1:
            marks |= BIT["everybodys"]
        if patterns.is_generic(skeleton, mention):
            marks |= BIT["generic"]
        return BIT["attribute"] if patterns.is_attribute(skeleton, mention) else marks

    def _surrounded(self, mention: Mention) -> int:
        """What stands right before and behind a name, and 、 within it."""
        skeleton, patterns, end = self.clauses.scan.skeleton, self.clauses.names, mention.end
        marks = 0
        if patterns.act.match(skeleton, end):
            marks |= BIT["acts"]
        if skeleton[end : end + 1] == "是" and mention.initial:
            marks |= BIT["is-something"]
        if self.clauses.counts(mention):
            marks |= BIT["counts"]
        if patterns.title.match(skeleton, end):
            marks |= BIT["titled"]
        if skeleton[mention.start - 1 : mention.start] == "的":
            marks |= BIT["的-before"]
        if skeleton[end : end + 1] == "的":
            marks |= BIT["的-behind"]
            owned = patterns.named_at(skeleton, end + 1, end + LONGEST_NAME)
            marks |= BIT["possessor-of-project"] if owned is not None and owned.sort == "project" else 0
        name = skeleton[mention.start : end]
        if "、" in name and "等" not in name and not name.endswith(patterns.kinds_of_project):
            marks |= BIT["list-within"]
        return marks
