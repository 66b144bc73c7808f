"""The places that the articles of one page are about, where that is not the page's own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from taiyuan_facts.attaching.home import LEVELS, OWN, SEVERAL, Found, Home
from taiyuan_facts.model import Span

# Of an article that reports on a place: its sentences to each 全市 in them (who visits a firm may say it once), and
# how many measures of a whole place are enough without.
SENTENCES_FOR_EACH = 3
ENOUGH_MEASURES = 2
_NATION = re.compile("我国")


@dataclass
class ArticlePlaces:
    """Which place an article speaks of, and whether it reports on one, each found when first asked for."""

    home: Home
    _of_article: dict[int, Found] = field(default_factory=dict)
    _reports_on: dict[int, bool] = field(default_factory=dict)

    def reports_on(self, article: int) -> bool:
        """Whether an article of a page with measures of a whole place has such too, or often speaks of all of it."""
        if not self.home.reports_on_place or self.home.reports or len(self.home.heads.scan.page.articles) < SEVERAL:
            return self.home.reports_on_place
        if article not in self._reports_on:
            start, end = self._extent(article)
            own = [name for _, name in self.home.places_between(start, end) if self.home.speaks_of_whole(name)]
            names, skeleton = self.home.heads.names, self.home.heads.scan.skeleton
            measures = names.place_measures.finditer(skeleton, start, end)
            enough = len(own) * SENTENCES_FOR_EACH >= len(self.home.heads.sentences_of(article))
            enough = enough or not names.nation.isdisjoint(own)
            self._reports_on[article] = enough or len(list(islice(measures, ENOUGH_MEASURES))) == ENOUGH_MEASURES
        return self._reports_on[article]

    def is_told_of(self, article: int) -> bool:
        """Whether an article names the page's place or speaks of all of it; the only one of a page always does."""
        if self.home.place is None or self.home.reports or len(self.home.heads.scan.page.articles) < SEVERAL:
            return self.home.place is not None
        start, end = self._extent(article)
        if (
            self.home.heads.scan.skeleton.find(self.home.heads.scan.skeleton[slice(*self.home.place.span)], start, end)
            >= 0
        ):
            return True
        return any(self.home.speaks_of_whole(name) for _, name in self.home.places_between(start, end))

    def _extent(self, article: int) -> Span:
        """Where the sentences of an article that say what it is about begin and end."""
        spans = [self.home.heads.scan.sentences[index] for index in self.home.heads.sentences_of(article)]
        return Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)

    def of_article(self, article: int) -> Found | None:
        """The page's place, or the one that an article on another names: one on 我国 beside one on 岚溪县."""
        home, scan = self.home.whereabouts, self.home.heads.scan
        if home is None or len(scan.page.articles) < SEVERAL or article in self.home.reports:
            return self.home.reports.get(article, home)
        if article not in self._of_article:
            start, end = self._extent(article)
            strange = start < end and scan.skeleton.find(scan.skeleton[slice(*home.span)], start, end) < 0
            self._of_article[article] = (self._named_in(start, end) if strange else None) or home
        return self._of_article[article]

    def _named_in(self, start: int, end: int) -> Found | None:
        """The place named most between two places of the skeleton, where it is named again; 我市 may be the page's."""
        skeleton = self.home.heads.scan.skeleton
        named = [(at, name) for at, name in self.home.places_between(start, end)]
        if any(name[0] in OWN and name[1:2] in tuple(LEVELS) for _, name in named):
            return None
        named += [(match.start(), match.group()) for match in _NATION.finditer(skeleton, start, end)]
        times = Counter(name for _, name in named)
        best = max(times, key=lambda name: times[name], default="")
        if times[best] < SEVERAL:
            return None
        at = min(at for at, name in named if name == best)
        return Found(Span(at, at + len(best)), "home")
