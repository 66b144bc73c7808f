"""What stands above a table: its title, its unit line, and the headings that say where and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taiyuan_facts.attaching.subject import SubjectFinder
from taiyuan_facts.attaching.table_columns import ColumnReader
from taiyuan_facts.attaching.table_times import TableTimes
from taiyuan_facts.model import Period, Span
from taiyuan_facts.reading.roles import HEADLINE, SECTION
from taiyuan_facts.reading.table_words import plain
from taiyuan_facts.reading.tables import Table
from taiyuan_facts.scanning.scan import Scan

_PIECES = re.compile(r"[，,：:；;（(）)、]|及其|以及|[及和与]")
_HAN = re.compile("[\u4e00-\u9fff]")
_EMPTY = re.compile(r"[（(]\s*[）)]")
_TRIMMED = " \t　|｜│#*【】：:。_"


@dataclass(frozen=True, slots=True)
class Title:
    """What is said above a table: whose figures they are, what is measured, in which units and when.

    ``change``: the title says that its figures are changes (…增速); ``planned``: that they are plans.
    """

    subject: str = ""
    measure: str = ""
    units: tuple[str, ...] = ()
    period: Period | None = None
    change: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class TitleReader:
    """Reads what stands above the tables of one page."""

    scan: Scan
    subjects: SubjectFinder
    columns: ColumnReader

    def read(self, table: Table, times: TableTimes) -> Title:
        """The title of a table, with what headings and the page say where it does not."""
        words = self.columns.words
        units: tuple[str, ...] = ()
        titles = []
        for index in table.above:
            line = words.unit_line.search(plain(self._text(index)))
            told = plain(self._text(index)).replace(line.group(), "") if line else self._text(index)
            units = units or (tuple(self.columns.units.several(line["unit"])) if line else ())
            bare = _EMPTY.sub("", told).strip(_TRIMMED)
            mark = words.label.search(bare)
            if _HAN.search(bare, mark.end() if mark else 0):
                titles.append(plain(bare[mark.end() :] if mark else bare).replace("_", ""))
        title = titles[0] if titles else ""
        own, bare = self.columns.units.of_caption(title)  # 工业增加值同比增长(%)
        units = units or ((own,) if own else ())
        measure, change = self._measure(bare, times)
        return Title(
            subject=self._subject(table),
            measure=measure,
            units=units,
            period=self._period([*titles, *self._headings(table)], times),
            change=change,
            planned=self._is_planned(title),
        )

    def _text(self, index: int) -> str:
        block = self.scan.page.blocks[index]
        return self.scan.page.flow[block.start : block.end]

    def _headings(self, table: Table) -> Iterator[str]:
        """The headings above, the nearest first, then the headline of the article, then the page's first."""
        blocks = self.scan.page.blocks
        first = table.blocks[0]
        article = blocks[first].article
        for index in range(first - 1, -1, -1):
            if blocks[index].article == article and blocks[index].role in (HEADLINE, SECTION):
                yield plain(self._text(index))
        yield from (plain(item.headline) for item in (self.scan.page.articles[article], *self.scan.page.articles[1:2]))

    def _period(self, texts: Sequence[str], times: TableTimes) -> Period | None:
        """The first time that stands above; one without its year takes it from those above it."""
        for at, text in enumerate(texts):
            period = times.read(text).period
            if period is None or (period.start == period.end and text.endswith("日")):
                continue  # 市统计局　2018年3月15日 is a signature
            for higher in reversed(texts[at + 1 :]):
                times = times.of(times.read(higher).period or times.report)
            return times.read(text).period
        return None

    def _is_planned(self, title: str) -> bool:
        words = self.columns.words
        return words.plan.search(title) is not None and words.done.search(title) is None

    def _measure(self, title: str, times: TableTimes) -> tuple[str, bool]:
        """What a title says is measured (分县区固定资产投资 → 固定资产投资), and whether it is its change."""
        words = self.columns.words
        rest = times.read(title).rest
        for piece in _PIECES.split(rest):
            name = piece.strip(_TRIMMED)
            name = self.columns.names.own_place.sub("", name, count=1) if name else ""
            name = words.title_words.sub("", words.title_words.sub("", name))
            changed = next((m for m in words.growth.finditer(name) if m.end() == len(name)), None)
            if changed is not None and self.columns.is_measure(name[: changed.start()]):
                return name[: changed.start()], True
            if self.columns.is_measure(name):
                return name, False
        return "", False

    def _subject(self, table: Table) -> str:
        """The place, firm or project that the title names, else the one that the article or the page is about."""
        for index in table.above:
            for mention in self._mentions(index):
                name = self.scan.text(mention.start, mention.end)
                if plain(name) not in self.columns.words.heads:
                    return name
        article = self.scan.page.blocks[table.blocks[0]].article
        found = self.subjects.clauses.topics.topic(article) or self.subjects.clauses.topics.home.whereabouts
        if found is not None and _HAN.search(self.scan.text(*found.span)):
            return self.scan.text(*found.span)
        headlines = (index for index in range(table.blocks[0]) if self.scan.page.blocks[index].role == HEADLINE)
        mentions = (mention for index in headlines for mention in self._mentions(index))
        return next((self.scan.text(mention.start, mention.end) for mention in mentions), "")

    def _mentions(self, index: int) -> Iterator[Span]:
        """The places, firms and projects that a block names."""
        block, origin = self.scan.page.blocks[index], self.scan.origin
        start, end = bisect_left(origin, block.start), bisect_left(origin, block.end)
        for mention in self.columns.names.find(self.scan.skeleton, start, end):
            if mention.sort in ("place", "org", "project") and self._is_whole(mention.start, mention.end):
                yield Span(mention.start, mention.end)

    def _is_whole(self, start: int, end: int) -> bool:
        """A place, or a name that ends as an owner's does: 新能源汽车 in a title owns nothing, nor do 各镇."""
        name = self.scan.skeleton[start:end]
        if name[0] in "各分":
            return False
        names, words = self.columns.names, self.columns.words
        return names.place.fullmatch(name) is not None or words.owners.search(name) is not None
