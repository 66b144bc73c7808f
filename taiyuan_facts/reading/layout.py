"""Pages into blocks, articles and a flow: the text with hard wraps skipped, and an offset back for every character.

The text itself is never changed. The flow is the same characters in the same order, less the line breaks in
mid-sentence, each brought to its plain form one to one: full-width digits and letters to ASCII, traditional characters
to simplified ones, private-use characters to U+FFFD so that a text cannot forge a placeholder.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import regex

from taiyuan_facts.model import Document, Span
from taiyuan_facts.patterns import Search, compile_words
from taiyuan_facts.reading.briefs import find_briefs
from taiyuan_facts.reading.columns import column_width, fills, find_wrapped, reaches
from taiyuan_facts.reading.headlines import is_signed_apart, is_subtitle
from taiyuan_facts.reading.loose import LooseBlanks
from taiyuan_facts.reading.roles import BODY, BYLINE, CAPTION, HEADLINE, SECTION, TABLE, Block


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page: its headline as written, the headline's span in the flow."""

    headline: str
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """A document laid out. ``offsets[i]`` is the place of ``flow[i]`` in ``document.text``; it has one entry more."""

    document: Document
    flow: str
    offsets: array[int] = field(repr=False)
    blocks: tuple[Block, ...]
    articles: tuple[Article, ...]

    def original(self, start: int, end: int) -> str:
        """The document's own characters of a stretch of the flow, without line breaks."""
        if start >= end:
            return ""
        return unwrap(self.document.text[self.offsets[start] : self.offsets[end - 1] + 1])


@dataclass(frozen=True, slots=True)
class LayoutPatterns:
    """The patterns of `layout.yaml` and the character table of `characters.yaml`, compiled."""

    terminal: Search = field(repr=False)
    comma_end: Search = field(repr=False)
    table: Search = field(repr=False)
    dateline: Any = field(repr=False)
    continuation: Any = field(repr=False)
    byline: Any = field(repr=False)
    caption: Any = field(repr=False)
    heading_mark: Any = field(repr=False)
    section: Any = field(repr=False)
    noise: Any = field(repr=False)
    broken_number: Any = field(repr=False)
    news: Any = field(repr=False)
    signer: Any = field(repr=False)
    signed: Any = field(repr=False)
    heading_length: int
    wrap_length: int
    loose: LooseBlanks
    plain: Mapping[int, int] = field(repr=False)
    strange: Any = field(repr=False)  # any character that ``plain`` maps

    @classmethod
    def build(cls, layout: Mapping[str, str], characters: Mapping[str, str]) -> LayoutPatterns:
        """``layout`` and ``characters`` are the mappings of the two files."""
        plain = _plain_characters(characters)
        anywhere = {name: Search.build(layout[name]) for name in ("terminal", "comma_end", "table")}
        names = (
            "dateline",
            "continuation",
            "byline",
            "caption",
            "heading_mark",
            "section",
            "noise",
            "broken_number",
            "news",
            "signer",
            "signed",
        )
        return cls(
            **anywhere,
            **{name: compile_words(layout[name]) for name in names},
            heading_length=int(layout["heading_length"]),
            wrap_length=int(layout["wrap_length"]),
            loose=LooseBlanks.build(layout),
            plain=plain,
            strange=re.compile("[" + "".join(map(re.escape, map(chr, plain))) + "]"),
        )


def _plain_characters(characters: Mapping[str, str]) -> dict[int, int]:
    strange, simple = ("".join(characters[name].split()) for name in ("traditional", "simplified"))
    table = dict(zip(map(ord, strange), map(ord, simple), strict=True))
    table.update({0xFF10 + i: 0x30 + i for i in range(10)})
    table.update({0xFF21 + i: 0x41 + i for i in range(26)} | {0xFF41 + i: 0x61 + i for i in range(26)})
    table.update({ord(a): ord(b) for a, b in zip("％．／－＋～　﹪　", "%./-+~ % ", strict=True)})
    return table


LONGEST_NUMBER = 12  # characters on either side of the line break that cuts one
LONGEST_SUBTITLE = 24  # characters of a line between a heading and the names of who wrote
_FORGED = regex.compile("[\ue000-\uf8ff]")
_LINE = re.compile(r"\S(?:[^\r\n\u2028\u2029\x0b\x0c\x85]*\S)?")  # without the blanks around it
_BREAKS = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85]+[ \t\u3000]*")
_CELL_MARKS = ("\t", "  ", "|", "\u3000")
_COMMA = re.compile("[，,。；;]")
_WIDE_THOUSANDS = re.compile(r"，(?<=\d，)(?<!\d{4}，)(?=\d{3}(?!\d))")  # 1，750万: a comma of the text's own width


def unwrap(text: str) -> str:
    """A stretch of the document without its line breaks."""
    return _BREAKS.sub("", text) if _BREAKS.search(text) else text


def lay_out(document: Document, patterns: LayoutPatterns) -> Page:
    """Find articles, headings and paragraphs of a document, and join what hard line breaks cut in mid-sentence."""
    text = document.text
    plain = text.translate(patterns.plain) if patterns.strange.search(text) else text
    if _FORGED.search(plain):
        plain = _FORGED.sub("\ufffd", plain)
    plain = _WIDE_THOUSANDS.sub(",", plain)
    groups = _join(plain, [Span(*match.span()) for match in _LINE.finditer(plain)], patterns)
    marks = tuple(mark for mark in _CELL_MARKS if mark in plain)
    roles = [_role(plain[group[0].start : group[-1].end], marks, patterns) for group in groups]
    _sign(plain, groups, roles, patterns)
    flow, offsets, spans = _flow(plain, groups, roles, patterns.loose)
    blocks, articles = _articles(text, flow, offsets, spans, roles, patterns)
    return Page(document, flow, offsets, blocks, articles)


@lru_cache(maxsize=4)
def _counting(length: int) -> array[int]:
    return array("l", range(length))


def counting(length: int) -> array[int]:
    """0, 1, 2, … up to ``length`` or further: a slice of it is copied at once, where a range goes number by number."""
    return _counting(1 << length.bit_length())


def _join(text: str, lines: list[Span], patterns: LayoutPatterns) -> list[list[Span]]:
    """Lines grouped into blocks: a line that breaks off in mid-sentence goes on in the next."""
    groups: list[list[Span]] = []
    column = column_width(text, lines, patterns.wrap_length)
    wrapped = find_wrapped(text, lines, patterns.terminal)
    for line in lines:
        if groups and _goes_on(text, groups[-1], line, patterns, column, wrapped):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(
    text: str, group: list[Span], line: Span, patterns: LayoutPatterns, column: int, wrapped: frozenset[int]
) -> bool:
    """Whether ``line`` is the rest of a sentence that the group's last line broke off (太原公⏎安行政审批)."""
    last = group[-1]
    head = text[last.start : last.end]
    if patterns.terminal(head):
        return False
    tail = text[line.start : line.end]
    if patterns.table(head) or patterns.table(tail):
        return False
    if (
        patterns.heading_mark.match(tail)
        or patterns.heading_mark.match(text, group[0].start)
        or patterns.dateline.match(tail)
    ):
        return False
    if patterns.continuation.match(tail) or patterns.byline.fullmatch(tail) or patterns.caption.fullmatch(head):
        return False
    if patterns.byline.fullmatch(head) or patterns.section.match(tail):
        return False
    if patterns.comma_end(head) or patterns.broken_number.search(
        text, last.end - LONGEST_NUMBER, line.start + LONGEST_NUMBER
    ):
        return True
    if "。" in head:
        return True
    if line.start in wrapped or fills(text, last, line, column):
        return True
    return reaches(group, patterns.wrap_length) and _COMMA.search(text, group[0].start, last.end) is not None


def _sign(text: str, groups: list[list[Span]], roles: list[str], patterns: LayoutPatterns) -> None:
    """海川精工股份有限公司董事会 above 2025年8月26日: who signs a notice, and when, is no headline of what follows."""
    for at in range(1, len(groups) - 1):
        if roles[at - 1] == roles[at] == HEADLINE and patterns.signed.fullmatch(text, *_extent(groups[at])):
            signs = patterns.signer.search(text, *_extent(groups[at - 1])) is not None
            roles[at - 1 : at + 1] = [BYLINE, BYLINE] if signs else [roles[at - 1], BYLINE]


def _extent(group: list[Span]) -> Span:
    return Span(group[0].start, group[-1].end)


def _role(block: str, marks: tuple[str, ...], patterns: LayoutPatterns) -> str:
    """The role of a block; ``marks`` are those of a table's cells that the page holds at all."""
    length = len(block)
    if (length < 60 or (marks and any(mark in block for mark in marks))) and patterns.table(block):
        return TABLE
    if length <= 2 * patterns.heading_length and patterns.heading_mark.match(block):
        return HEADLINE
    if patterns.byline.fullmatch(block) or patterns.noise.match(block):
        return BYLINE
    if patterns.caption.fullmatch(block):
        return CAPTION
    if length <= patterns.heading_length and not patterns.terminal(block) and not patterns.comma_end(block):
        return SECTION if patterns.section.match(block) else HEADLINE
    return BODY


def _flow(
    text: str, groups: list[list[Span]], roles: list[str], loose: LooseBlanks
) -> tuple[str, array[int], list[Span]]:
    pieces: list[str] = []
    offsets: array[int] = array("l")
    spans: list[Span] = []
    length = 0
    places = counting(len(text))
    blanks = loose.find(text)
    for group, role in zip(groups, roles, strict=True):
        start = length
        for line in group:
            for first, last in loose.apart(text, line, blanks) if blanks and role != TABLE else (line,):
                pieces.append(text[first:last])
                offsets += places[first:last]
                length += last - first
        spans.append(Span(start, length))
        pieces.append("\n")
        offsets.append(group[-1].end)
        length += 1
    offsets.append(len(text))
    return "".join(pieces), offsets, spans


def _articles(
    text: str, flow: str, offsets: array[int], spans: list[Span], roles: list[str], patterns: LayoutPatterns
) -> tuple[tuple[Block, ...], tuple[Article, ...]]:
    """Blocks with their article. A run of headings opens an article where a dateline follows or a byline or the page's
    start goes before; elsewhere it is a heading within the article."""
    blocks: list[Block] = []
    articles = [Article("", Span(0, 0))]
    briefs = find_briefs(flow, spans, roles, patterns.news)
    fresh = True  # nothing of the current article has been read yet
    whole = False  # the current article has no heading within it so far
    at = 0
    while at < len(spans):
        run = at
        while run < len(spans) and roles[run] == HEADLINE:
            run += 1
        if run > at:
            titled = is_subtitle(flow, spans, roles, run)
            run += titled
            opens = run in briefs or fresh or run == len(spans) or _opens_article(flow, spans, roles, run, patterns)
            # 【行业速递】 above a headline
            titled = titled or (run - at > 1 and flow.startswith("【", spans[at].start))
            opens = opens or titled or (whole and is_signed_apart(flow, spans, roles, run, blocks, patterns.byline))
            if opens and run < len(spans):
                span = Span(spans[at].start, spans[run - 1].end)
                headline = " ".join(
                    _strip_marks(text[offsets[s.start] : offsets[s.end - 1] + 1]) for s in spans[at:run]
                )
                articles.append(Article(headline, span))
                fresh = False
            role, whole = (HEADLINE, True) if opens else (SECTION, False)
            blocks += [Block(s.start, s.end, role, len(articles) - 1) for s in spans[at:run]]
            at = run
            continue
        span, role = spans[at], roles[at]
        dateline = patterns.dateline.match(flow, span.start, span.end) if role == BODY else None
        if role == BODY and (
            patterns.continuation.match(flow, span.start, span.end) or (dateline and not _follows_heading(roles, at))
        ):
            articles.append(Article("", Span(span.start, span.start)))
        blocks.append(Block(span.start, span.end, role, len(articles) - 1, dateline.end() if dateline else 0))
        fresh = (
            (role in (BYLINE, CAPTION) and at > 0)
            or (fresh and role != BODY)
            or (role == BODY and _ends_with_byline(flow, span, patterns))
        )
        at += 1
    return tuple(blocks), tuple(articles)


def _opens_article(flow: str, spans: list[Span], roles: list[str], at: int, patterns: LayoutPatterns) -> bool:
    """Whether a dateline or a byline stands below a heading, be it with a short line more between (怎么做到的？)."""
    short = spans[at].end - spans[at].start <= LONGEST_SUBTITLE and roles[at] in (BODY, SECTION)
    if short and at + 1 < len(spans):  # ——北辰微晶突围记
        at += roles[at + 1] == BYLINE
    if roles[at] == BYLINE:  # and no signature
        return patterns.byline.fullmatch(flow, spans[at].start, spans[at].end) is not None
    return roles[at] == BODY and patterns.dateline.match(flow, spans[at].start, spans[at].end) is not None


def _follows_heading(roles: list[str], at: int) -> bool:
    return at > 0 and roles[at - 1] in (HEADLINE, BYLINE)


_BYLINE_END = re.compile(r"(?:[（(][^）)。，]{2,24}[）)]|记者\s?\S{2,4}(?:\s\S{2,4}){0,3})\s*$")


def _ends_with_byline(flow: str, span: Span, patterns: LayoutPatterns) -> bool:
    """…提供了坚实的保障。(梁丹文) and …振兴链。 记者 何宝国 end an article."""
    first = max(span.start, span.end - 40)
    may_end = flow[span.end - 1] in "）)" or flow.find("记者", first, span.end) >= 0
    return may_end and _BYLINE_END.search(flow, first, span.end) is not None


def _strip_marks(text: str) -> str:
    return unwrap(text).strip("#*> \t\u3000【】")
