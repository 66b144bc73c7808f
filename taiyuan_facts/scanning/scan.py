"""One scan over a page: every quantity and time becomes one private-use character of its dimension in the skeleton."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from taiyuan_facts.model import Period, Span
from taiyuan_facts.reading.layout import Page, counting
from taiyuan_facts.reading.roles import BODY, HEADLINE, SECTION, Block
from taiyuan_facts.scanning.quantities import Quantity, QuantityGrammar
from taiyuan_facts.scanning.times import Context, TimeGrammar, TimeMention


class Time(NamedTuple):
    """A time expression with its period; ``ahead`` says that it lies in the future of the text."""

    start: int
    end: int
    mention: TimeMention
    period: Period | None
    ahead: bool

    @property
    def bound(self) -> str:
        """How it bounds time: '' (in), by, since, as_of or vague."""
        return self.mention.bound


Token = Quantity | Time


class Sentence(NamedTuple):
    """A sentence of the skeleton with its clauses, which tile it; ``block`` is its index in the page."""

    start: int
    end: int
    block: int
    clauses: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as skeleton. ``origin[i]`` is the place of ``skeleton[i]`` in the flow; it has one entry more.

    ``tokens`` are the quantities and times by their place in the skeleton, ``places`` those places in order.
    """

    page: Page
    skeleton: str
    origin: array[int] = field(repr=False)
    tokens: Mapping[int, Token] = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    places: tuple[int, ...] = field(repr=False)

    def article_of(self, index: int) -> int:
        """The article that a sentence belongs to."""
        return self.page.blocks[self.sentences[index].block].article

    def sentences_of(self, article: int) -> range:
        """The sentences of an article, which stand one after the other."""

        def where(sentence: Sentence) -> int:
            return self.page.blocks[sentence.block].article

        start = bisect_left(self.sentences, article, key=where)
        return range(start, bisect_right(self.sentences, article, start, key=where))

    def text(self, start: int, end: int) -> str:
        """The document's own characters of a stretch of the skeleton, without line breaks."""
        return self.page.original(self.origin[start], self.origin[end])


@dataclass(frozen=True, slots=True)
class ScanGrammar:
    """Everything that the scan needs of a rule set."""

    times: TimeGrammar
    quantities: QuantityGrammar
    placeholders: Mapping[str, str]
    respectively: Any = field(repr=False)


RESPECTIVELY = "分别"  # what the skeleton has for 依次, which rules and attachment then need not know
LONGEST_SENTENCE = 1000  # characters of the skeleton; the cost of attaching grows with the square of it
# Both begin with a set of characters, and so skip what is none of them; what must stand before one is asked behind it.
_SENTENCE_END = re.compile(r"[。！？!?…](?:(?<=[。！？!?])|…?(?=[”」』\s]|$))[”’」』）)】》]*")
_CLAUSE_END = re.compile(r"[，,；;：:—-](?:(?<=[，,；;：:])|(?<=—)—|(?<=[^\w]-)-+)")


def scan(page: Page, grammar: ScanGrammar) -> Scan:
    """Find all times and quantities of a page and build its skeleton, sentences and clauses."""
    mentions = list(grammar.times.find(page.flow, republican=grammar.times.is_republican(page.document.text)))
    quantities = grammar.quantities.find(page.flow, [(m.start, m.end) for m in mentions])
    found: list[Any] = sorted([*mentions, *(q for q in quantities if not q.article)], key=lambda token: token.start)
    skeleton, origin, places = _skeleton(page.flow, found, grammar.placeholders)
    skeleton = grammar.respectively.sub(RESPECTIVELY, skeleton)
    sentences = _sentences(skeleton, origin, page.blocks)
    tokens = _resolve(page, found, places, sentences, grammar.times)
    return Scan(page, skeleton, origin, tokens, sentences, tuple(places))


def _skeleton(flow: str, found: list[Any], placeholders: Mapping[str, str]) -> tuple[str, array[int], list[int]]:
    pieces: list[str] = []
    origin: array[int] = array("l")
    places: list[int] = []
    numbers = counting(len(flow) + 1)
    at = 0
    for token in found:
        if token.start > at:
            pieces.append(flow[at : token.start])
            origin += numbers[at : token.start]
        places.append(len(origin))
        pieces.append(placeholders[token.placeholder if isinstance(token, Quantity) else token.bound or "date"])
        origin.append(token.start)
        at = token.end
    pieces.append(flow[at:])
    origin += numbers[at : len(flow) + 1]
    return "".join(pieces), origin, places


def _sentences(skeleton: str, origin: array[int], blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Sentences within blocks, and clauses within sentences; no clause crosses a block, and so none an article."""
    sentences: list[Sentence] = []
    ends = [match.end() for match in _SENTENCE_END.finditer(skeleton)]
    clause_ends = [match.end() for match in _CLAUSE_END.finditer(skeleton)]
    bounds = [bisect_left(origin, place) for block in blocks for place in (block.start, block.end)]
    cuts = sorted({*ends, *clause_ends, *bounds})
    clauses = tuple(map(_span, pairwise(cuts)))  # and what stands between two blocks
    at = last = 0
    for index in range(len(blocks)):
        start, end = bounds[2 * index], bounds[2 * index + 1]
        first, last = bisect_right(ends, start, last), bisect_right(ends, end, last)
        stops = ends[first:last]
        if start < end and (not stops or stops[-1] < end):
            stops.append(end)
        at = bisect_left(cuts, start, at)
        for stop in stops:
            behind = bisect_left(cuts, stop, at)
            if stop - start > LONGEST_SENTENCE:
                sentences += [_sentence(skeleton, *piece, index) for piece in _pieces(skeleton, start, stop)]
            else:
                sentences.append(Sentence(start, stop, index, clauses[at:behind]))
            start, at = stop, behind
    return tuple(sentences)


_span = partial(tuple.__new__, Span)  # a page has thousands of clauses, and Span(…) takes twice as long


def _pieces(skeleton: str, start: int, end: int) -> Iterator[Span]:
    """A sentence whole; a text without ends, such as a list without 。, at its last 、 or comma before the limit."""
    while end - start > LONGEST_SENTENCE:
        last = max(skeleton.rfind(mark, start, start + LONGEST_SENTENCE) for mark in "；，、;,")
        cut = last + 1 if last > start else start + LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)


def _sentence(skeleton: str, start: int, end: int, block: int) -> Sentence:
    clauses = []
    at = start
    for match in _CLAUSE_END.finditer(skeleton, start, end):
        clauses.append(Span(at, match.end()))
        at = match.end()
    if at < end:
        clauses.append(Span(at, end))
    return Sentence(start, end, block, tuple(clauses))


def _resolve(
    page: Page, found: list[Any], places: list[int], sentences: tuple[Sentence, ...], grammar: TimeGrammar
) -> dict[int, Token]:
    """Times against the issue date and what stood before: the heading's year, the paragraph's last year and day."""
    tokens: dict[int, Token] = {}
    context = Context(page.document.issued)
    article, block, article_year = -1, -1, None
    planned: dict[int, Period | None] = {}  # what the last plan of a sentence is for
    told_in = -1  # the sentence that told the year of the context
    ends = [sentence.end for sentence in sentences]
    for token, place in zip(found, places, strict=True):
        if isinstance(token, Quantity):
            tokens[place] = token
            continue
        index = bisect_left(ends, place + 1)
        where = sentences[index].block if index < len(sentences) else block
        if where != block:
            block = where
            context.year = context.near_month = None
            if page.blocks[block].article != article:
                article = page.blocks[block].article
                context, article_year = Context(page.document.issued), None
        ahead = grammar.looks_ahead(page.flow, token) or grammar.goes_on(token, planned.get(index))
        if ahead and told_in != index and context.is_over():
            context.year = None  # 去年9月动工。…“5月底前封顶”
        named = context.year, context.holiday, context.plan
        period = grammar.resolve(token, context, ahead)
        told_in = index if context.year != named[0] else told_in
        if grammar.is_base(page.flow, token):
            context.year, context.holiday, context.plan = named  # 与2008年最高水平持平: what follows is not of 2008
        tokens[place] = Time(token.start, token.end, token, period, ahead)
        if ahead:
            planned[index] = period
        year = _year_of_heading(token, period, context) if page.blocks[block].role in (HEADLINE, SECTION) else None
        if year is not None:
            context.heading_year = _heading_year(page, page.blocks[block], year) or article_year
            if page.blocks[block].role == HEADLINE:
                article_year = context.heading_year
    return tokens


def _year_of_heading(mention: TimeMention, period: Period | None, context: Context) -> int | None:
    """The year that a time of a heading names: 2020年, and the last of “十四五” in a review of it."""
    if period is None or period.start is None or period.end is None:
        return None
    if "y4" in mention.parts:
        return period.start.year
    if period.start.year == period.end.year and not mention.parts.keys().isdisjoint(("back", "backb", "yw")):
        return period.start.year  # 过去一年的工作, 今年的目标任务
    over = "plan" in mention.parts and context.issued is not None and period.end < context.issued
    return period.end.year if over and context.heading_year in (None, context.issued.year) else None  # type: ignore[union-attr]


_YEAR_HEADING = re.compile(r"工作|回顾|公报|报告|统计|运行|目标|任务|安排|主要|发展|情况|形势|成就|预期|概况|业绩|年报")


def _heading_year(page: Page, block: Block, year: int) -> int | None:
    """2020年主要工作 dates what follows; a headline that names a year in passing does not."""
    heading = page.flow[block.start : block.end]
    return year if _YEAR_HEADING.search(heading) else None


__all__ = ["BODY", "Scan", "ScanGrammar", "Sentence", "Time", "Token", "scan"]
