"""The place that a page is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from taiyuan_facts.attaching.heads import Heads
from taiyuan_facts.model import Span
from taiyuan_facts.reading.roles import HEADLINE, SECTION

LONGEST_NAME = 40  # characters
HOME_WEIGHT = 4  # what a place must reach to be the page's
MEASURES_OF_PLACE = 4  # so many words such as 地区生产总值 and 规上工业 make a page a report on a place
OWN, LEVELS = "我全本", "省市县区州盟旗镇乡村"  # 我市, 全省
NEAR_MEASURE = 10  # characters behind 涡州市 that hold 实现地区生产总值
OWN_WORD = "全村"
SMALLEST = "村镇乡"  # of which a page names many
SEVERAL = 2  # places of a level in one headline
SUBTITLES = 4  # sentences of an article, with its headline, that say what it is
TIMES_NAMED = 3  # a page names the city that it calls 我市, and by so much more often than any other
FAR_MORE = 1.5
ALONE = 0.7  # of a page's mentions of provinces, where one is its place though nothing says so
SHORTEST_NAME = 2  # characters of a place with what it ends in (沛县), of which one alone is no name
_WITHIN = re.compile("(?<=[省州市])[\u4e00-\u9fff]{2,3}[市县](?![场委政长民辖域直级])")  # 浙江省｜平湖市


class Found(NamedTuple):
    """What a figure can belong to, and where that comes from: a name in the text, the topic of its article, the home
    of its page, a rule; of a subject that was chosen, what `subject.SOURCES` says."""

    span: Span
    source: str


@dataclass
class Home:
    """The place of one page, found when it is first asked for."""

    heads: Heads

    @cached_property
    def place(self) -> Found | None:
        """The place that the page is about: the one it names most often, 我市 and 全省 before others."""
        if self.reports:
            return next(iter(self.reports.values()))
        weights: Counter[str] = Counter()
        first: dict[str, Span] = {}
        for at, name in self._places:
            weights[name] += self.heads.names.place_weight(name)
            first.setdefault(name, Span(at, at + len(name)))
        for sentence in self.heads.scan.sentences:
            if self.heads.scan.page.blocks[sentence.block].role in (HEADLINE, SECTION):
                for _, name in self.places_between(sentence.start, sentence.end):
                    weights[name] += 4
        for own, named in self._named_by_own(weights):
            weights[named] += own
            first.setdefault(named, self._first_of(named))
        best = max(weights, key=lambda name: (weights[name], -first[name].start), default="")
        passing, times, alone = self._in_passing
        if passing is not None and times > weights[best] and self.reports_on_place:
            return passing  # 国机集团来渝, 重庆人工智能学院 again and again, and 东盟 once at the head of a clause
        if weights[best] >= HOME_WEIGHT:
            return Found(first[best], "home")
        return passing if alone and self.reports_on_place else None

    @cached_property
    def reports(self) -> dict[int, Found]:
        """The articles that are reports on a place by their headlines (山西省2026年政府工作报告), with that place."""
        found: dict[int, Found] = {}
        names, scan = self.heads.names, self.heads.scan
        for article in range(len(scan.page.articles)):
            for index in scan.sentences_of(article)[:SUBTITLES]:
                sentence = scan.sentences[index]
                headline = scan.page.blocks[sentence.block].role == HEADLINE
                match = names.given_to.search(scan.skeleton, sentence.start, sentence.end)
                match = (headline and names.report_of.search(scan.skeleton, sentence.start, sentence.end)) or match
                if match is not None:
                    found.setdefault(article, Found(Span(*match.span("place")), "home"))
        return found

    def _named_by_own(self, weights: Counter[str]) -> list[tuple[int, str]]:
        """What 我市 and 全市 weigh, with the city that they mean: the one that the page names far more than others."""
        own = {level: sum(weights[word + level] for word in OWN) for level in LEVELS}
        return [(weight, self._by_level[level]) for level, weight in own.items() if weight and level in self._by_level]

    def meaning(self, name: str, at: int) -> Found | None:
        """The place that 我市 or 全省, found at ``at``, stands for, where the page names it; else None."""
        inside = len(name) == 2 and name[1] == "里"  # 村里
        whose, level = ("里", name[0]) if inside else (name[:1], name[1:])
        if whose not in OWN + "里" or level not in tuple(LEVELS):
            return None
        if whose in "全里" and (beside := self._beside(level, at)) is not None:
            return beside
        if (headed := self._headed(level, at)) is not None:
            return headed
        if level in SMALLEST:
            return self._opening_before(level, at)
        named = self._by_level.get(level)
        return None if named is None else Found(self._first_of(named), "home")

    def _beside(self, level: str, at: int) -> Found | None:
        """淮岭市粮食局局长介绍，…全市加工能力…: the only place of a level that a paragraph names before."""
        scan = self.heads.scan
        index = bisect_right(scan.sentences, at, key=lambda sentence: sentence.start) - 1
        block = scan.sentences[index].block
        first = bisect_left(scan.sentences, block, hi=index, key=lambda sentence: sentence.block)
        names = self.heads.names
        named = [
            (where, name)
            for where, name in self.places_between(scan.sentences[first].start, at)
            if level in (name[-1], names.level(name)) and not names.is_own_place(name)
        ]
        if not named or len({name for _, name in named}) > 1:
            return None
        where, name = named[0]
        return Found(Span(where, where + len(name)), "home")

    def _opening_before(self, level: str, at: int) -> Found | None:
        """青山村种大棚。去年，全村…: the village that a clause before opened with."""
        scan, heads = self.heads.scan, self.heads
        index = bisect_right(scan.sentences, at, key=lambda sentence: sentence.start) - 1
        for earlier in reversed([one for one in scan.sentences_of(scan.article_of(index)) if one <= index]):
            for clause in reversed(range(len(scan.sentences[earlier].clauses))):
                head = heads.head(earlier, clause)
                if head is None or head.end > at or head.end - head.start <= len(OWN_WORD):
                    continue
                if head.sort == "place" and scan.skeleton[head.end - 1] == level:
                    return Found(Span(head.start, head.end), "home")
        return self._named_before(level, at)

    def _named_before(self, level: str, at: int) -> Found | None:
        """说起石槽沟村的过去，…。村里…: the village that the article names last, whatever it says of it."""
        scan, names = self.heads.scan, self.heads.names
        index = bisect_right(scan.sentences, at, key=lambda sentence: sentence.start) - 1
        for earlier in reversed([one for one in scan.sentences_of(scan.article_of(index)) if one <= index]):
            for clause in reversed(scan.sentences[earlier].clauses):
                for mention in reversed(names.find(scan.skeleton, clause.start, clause.end)):
                    long = mention.end - mention.start > len(OWN_WORD)
                    if (
                        long
                        and mention.end <= at
                        and mention.sort == "place"
                        and scan.skeleton[mention.end - 1] == level
                    ):
                        return Found(Span(mention.start, mention.end), "home")
        return None

    def _headed(self, level: str, at: int) -> Found | None:
        """安岭县上半年农业: the only place of a level that the headline of the article names."""
        scan, names = self.heads.scan, self.heads.names
        article = scan.article_of(bisect_right(scan.sentences, at, key=lambda sentence: sentence.start) - 1)
        headlines = [
            s
            for s in map(scan.sentences.__getitem__, scan.sentences_of(article)[:SUBTITLES])
            if scan.page.blocks[s.block].role == HEADLINE
        ]
        named = {
            name: where
            for s in headlines
            if scan.skeleton.count(level, s.start, s.end) < SEVERAL  # 安岭县与云岭县
            for where, name in self.places_between(s.start, s.end)
            if level in (name[-1], names.level(name)) and not names.is_own_place(name)
        }
        if len(named) != 1:
            return None
        name, where = named.popitem()
        return Found(Span(where, where + len(name)), "home")

    @cached_property
    def _by_level(self) -> dict[str, str]:
        """The province, city, county and district that the page names far more often than any other."""
        named: dict[str, Counter[str]] = {level: Counter() for level in LEVELS}
        for match in self.heads.names.known_place.finditer(self.heads.scan.skeleton):
            name = match.group()
            level = self.heads.names.level(name) if name[0] not in "我全本各" else ""
            if level in named:
                named[level][name.removesuffix(level) if len(name) > 2 else name] += 1
        for name in self._named_places.values():
            if name[-1] in LEVELS and name[0] not in "我全本各" and not self.heads.names.place_at(name, 0):
                named[name[-1]][name] += 1  # 岚溪县
        found = {}
        for level in LEVELS:
            (best, times), (_, next_times) = [*named[level].most_common(2), ("", 0), ("", 0)][:2]
            if times >= TIMES_NAMED and times >= FAR_MORE * next_times:
                found[level] = best
        for level, name in self._measured_by_level().items():
            found.setdefault(level, name)
        for report in self.reports.values():
            name = self.heads.scan.skeleton[slice(*report.span)]
            found[self.heads.names.level(name)] = name
        return found

    def _measured_by_level(self) -> dict[str, str]:
        """涡州市实现｜地区生产总值…: the only city or county whose measures as a whole the page tells by its name."""
        skeleton, measured = self.heads.scan.skeleton, self.heads.names.place_measures
        named: dict[str, set[str]] = {}
        for at, name in self._named_places.items():
            told = measured.search(skeleton, at + len(name), at + len(name) + NEAR_MEASURE)
            if (
                told is not None
                and name[0] not in OWN + "各"
                and f"{name}{skeleton[at + len(name) : told.start()]}".isalpha()
            ):
                named.setdefault(name[-1], set()).add(name)
        return {level: min(names) for level, names in named.items() if len(names) == 1 and level in LEVELS}

    def _first_of(self, name: str) -> Span:
        at = self.heads.scan.skeleton.index(name)
        return Span(at, at + len(name))

    @cached_property
    def short_names(self) -> frozenset[str]:
        """平湖, where the page names 平湖市: what its cities and counties are called besides."""
        found = {name for name in self._named_places.values() if name[0] not in OWN}
        found |= {match.group() for match in _WITHIN.finditer(self.heads.scan.skeleton)}
        return frozenset(name[:-1] for name in found if name[-1] in "市县" and len(name) > SHORTEST_NAME)

    @cached_property
    def reports_on_place(self) -> bool:
        """Whether the page has measures of a whole place (地区生产总值, 规上工业) and so is no news of a trade."""
        if self.reports:
            return True
        measures = islice(self.heads.names.place_measures.finditer(self.heads.scan.skeleton), MEASURES_OF_PLACE)
        return sum(1 for _ in measures) == MEASURES_OF_PLACE

    def speaks_of_whole(self, name: str) -> bool:
        """全市, 我省; 全镇 and 全村 are of a place within, 全社会 of any."""
        names = self.heads.names
        return names.is_own_place(name) and name[-1] not in SMALLEST and names.anywhere.fullmatch(name) is None

    @property
    def whereabouts(self) -> Found | None:
        """The page's place, or one that it names in passing: enough where a figure has no other subject."""
        return self.place or self._in_passing[0]

    @cached_property
    def _in_passing(self) -> tuple[Found | None, int, bool]:
        """彰显山西担当, 吉林鲜食玉米: the province named most within other names, how often, and if nearly alone."""
        names: Counter[str] = Counter()
        first: dict[str, Span] = {}
        for match in self.heads.names.province.finditer(self.heads.scan.skeleton):
            names[match.group()] += 1
            first.setdefault(match.group(), Span(*match.span()))
        best = max(names, key=lambda name: (names[name], -first[name].start), default="")
        if not best:
            return None, 0, False
        return Found(first[best], "home"), names[best], names[best] >= ALONE * names.total()

    def weight(self, article: int, home: Found) -> int:
        """What the page's place weighs within one article."""
        indexes = list(self.heads.sentences_of(article))
        start, end = self.heads.scan.sentences[indexes[0]].start, self.heads.scan.sentences[indexes[-1]].end
        name = self.heads.scan.skeleton[home.span.start : home.span.end]
        found = [other for _, other in self.places_between(start, end)]
        own = sum(self.heads.names.place_weight(other) for other in found if self.speaks_of_whole(other))
        named = sum(self.heads.names.place_weight(other) for other in found if other == name)
        return max(own, named) if not self.heads.names.is_own_place(name) else own

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        """The places that open clauses, and those that end as a place does (岚溪县), each with where."""
        skeleton, names = self.heads.scan.skeleton, self.heads.names
        found = dict(self._named_places)
        for index, sentence in enumerate(self.heads.scan.sentences):
            if self.heads.rows and self.heads.in_row(sentence.start):
                continue
            for number, clause in enumerate(sentence.clauses):
                at = self.heads.starts[clause.start]
                at += skeleton.startswith("在", at)
                name = names.place_at(skeleton, at)
                if name and not self._begins_name(index, number, at):
                    found[at] = name
        return sorted(found.items())

    @cached_property
    def _named_places(self) -> dict[int, str]:
        """The places that end as a place does, outside tables, by where they begin."""
        return {
            match.start(): match.group()
            for match in self.heads.names.named_place.finditer(self.heads.scan.skeleton)
            if (not self.heads.rows or not self.heads.in_row(match.start())) and not self._is_in_name(*match.span())
        }

    def _is_in_name(self, start: int, end: int) -> bool:
        """临泽市｜白鹭湾新材料产业园 is a park; 沙岭县｜水利局 speaks for its county."""
        names, skeleton = self.heads.names, self.heads.scan.skeleton
        named = names.named_at(skeleton, start, min(len(skeleton), start + LONGEST_NAME))
        if named is None or named.end <= end + 1 or named.sort not in ("project", "org"):
            return False
        return named.sort == "project" or names.government.search(skeleton, start, named.end) is None

    def _begins_name(self, index: int, clause: int, at: int) -> bool:
        """广东省中山食品进出口有限公司 speaks of a firm, not of 广东省."""
        head = self.heads.head(index, clause)
        return head is not None and head.start == at and head.sort in ("org", "project", "people")

    def places_between(self, start: int, end: int) -> list[tuple[int, str]]:
        """The places that open clauses or end as a place does, between two places of the skeleton, each with where."""
        places = self._places
        return places[bisect_left(places, (start, "")) : bisect_left(places, (end, ""))]
