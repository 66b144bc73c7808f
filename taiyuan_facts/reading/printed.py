"""Dates on the page itself that can only be its issue date: front matter, a label, the masthead, a line of its own.

A date in running prose is never taken: it says when something happened. Where two such dates differ, none is taken.
"""

from __future__ import annotations

import re
from datetime import date

from taiyuan_facts.reading.dates import (
    CLOCK,
    COMPACT,
    DATE,
    WEEKDAY,
    agrees,
    is_plausible,
    parse_date,
    parse_stamp,
    to_ascii,
)

HEAD_CHARACTERS, TAIL_CHARACTERS = 1 << 14, 1 << 12  # no line looked at lies beyond, however long the page
HEAD_LINES = 20  # not blank; pages saved from the web have a dozen of buttons (下载, 打印, 字号) above their date
MASTHEAD_LINES = 5
TITLE_LINES = 3
LONGEST_MASTHEAD = 100

_KEY = re.compile(r"(?:date|issued|published|日期|发布日期|发布时间|出版日期)\s*[:：]\s*(?P<value>.+)", re.IGNORECASE)
_MARKS = r"[*_]{0,2}\s*:\s*[*_]{0,2}\s*"
_LABEL = re.compile(
    rf"(?<!\w)(?:发布|發布|發佈|发表|發表|发稿|發稿|刊发|刊發|刊登|见报|見報|出版|出刊)(?:时间|時間|日期){_MARKS}"
)
_VAGUE_LABEL = re.compile(rf"[*_]{{0,2}}(?:日期|时间|時間|date){_MARKS}", re.IGNORECASE)  # of a meeting, perhaps
_COMPANION = re.compile(
    r"(?:来源|來源|作者|记者|記者|编辑|編輯|责编|版次|版面|报纸|source|author)\s*[:：]", re.IGNORECASE
)
_VALUE = re.compile(rf"({DATE}|{COMPACT})(?:\s*{CLOCK})?(?!\s*(?:[至到起前~～—–]|-\s*[0-9]))", re.IGNORECASE)

_DAY = re.compile(rf"({DATE})\s*[,，]?\s*[(（]?({WEEKDAY})[)）]?|({WEEKDAY})\s*[,，]?\s*({DATE})")
_STAFF = re.compile(
    r"(?:责任?编辑?|責任?編輯?|编辑|编审|值班|主编|校对|版式|美编|电话|热线|邮发|国内统一|网址|www\.|CN\b)"
)
_MASTHEAD_WORD = re.compile(
    r"《?\w{0,12}(?:报|報|刊|网|網|版|期|号|號|社)》?|[A-Za-z]{0,12}|[A-Za-z]?[0-9]{1,3}|[|｜·•/—–-]+"
    r"|(?:农历|農曆)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?\w{0,8}|(?:农历|農曆)\w{0,12}|\w{1,3}月\w{1,3}"
    r"|要闻|综合|新闻|时政|经济|民生|国际|国内|社会|文化|体育|教育|财经|副刊|专题|广告|公告|特刊"
)
_AROUND = " \t#*_—–-()（）[]【】〔〕<>|"


def find_front_date(text: str) -> date | None:
    """The date in the front matter, or behind a label (发布时间：2022-08-12) in the first lines, or None."""
    lines = _head(text)
    return _find_key(lines) or _only(_find_labelled(lines[:HEAD_LINES]))


def find_printed_date(text: str) -> date | None:
    """The date of the masthead (2022年8月12日 星期五), or of a line that is nothing else, or None.

    The line has to be one of the first three (under the title: 2022-08-12, （2022年8月12日）) or the last.
    """
    head, tail = _head(text), _tail(text)
    mastheads = [_find_masthead(line) for line in head[:MASTHEAD_LINES] + tail[-MASTHEAD_LINES:]]
    if any(mastheads):
        return _only(mastheads)
    under_title = [_read_lone(line) for line in head[:TITLE_LINES]]
    return _only(under_title if any(under_title) else [_read_lone(line) for line in tail[-1:]])


def _only(days: list[date | None]) -> date | None:
    distinct = {day for day in days if day is not None and is_plausible(day)}
    return distinct.pop() if len(distinct) == 1 else None


def _head(text: str) -> list[str]:
    """The first lines that are not blank, with ASCII digits."""
    first = re.search(r"\S", text)
    start = first.start() if first else len(text)
    lines = text[start : start + HEAD_CHARACTERS].splitlines()
    if start + HEAD_CHARACTERS < len(text):
        lines.pop()  # cut off
    return [to_ascii(line).strip() for line in lines if not line.isspace() and line]


def _tail(text: str) -> list[str]:
    lines = text[-TAIL_CHARACTERS:].splitlines()
    if len(text) > TAIL_CHARACTERS:
        del lines[:1]
    return [to_ascii(line).strip() for line in lines if not line.isspace() and line]


def _find_key(lines: list[str]) -> date | None:
    """The date of a YAML-like block between two lines ``---`` at the top."""
    ends = [at for at, line in enumerate(lines) if line in {"---", "..."}]
    if lines[:1] != ["---"] or len(ends) < 2:
        return None
    keys = filter(None, map(_KEY.fullmatch, lines[1 : ends[1]]))
    values = (re.sub(r"\s#.*", "", key["value"]).strip().strip("'\"") for key in keys)
    return next(filter(None, map(parse_stamp, values)), None)


def _find_labelled(lines: list[str]) -> list[date | None]:
    found: list[date | None] = []
    for at, line in enumerate(lines):
        labels = [label.end() for label in _LABEL.finditer(line)]
        vague = _VAGUE_LABEL.match(line)
        if vague and any(map(_COMPANION.search, lines[max(0, at - 2) : at + 3])):
            labels.append(vague.end())
        for end in labels:
            value = _VALUE.match(line, end)
            if value:
                found.append(parse_date(value[1]))
            elif end == len(line) and at + 1 < len(lines):  # the value stands on the next line
                found.append(parse_stamp(lines[at + 1]))
    return found


def _find_masthead(line: str) -> date | None:
    """The date of a line such as 太原日报 2022年8月12日 星期五 第3版, if the weekday agrees."""
    match = _DAY.search(line) if len(line) <= LONGEST_MASTHEAD else None
    if match is None:
        return None
    day = parse_date(match[1] or match[4])
    around = (line[: match.start()], line[match.end() :])
    return day if day and agrees(day, match[2] or match[3]) and all(map(_is_masthead, around)) else None


def _is_masthead(words: str) -> bool:
    for word in words.split():
        if _STAFF.match(word):
            return True  # and names behind it
        if not _MASTHEAD_WORD.fullmatch(word):
            return False
    return True


def _read_lone(line: str) -> date | None:
    inner = line.strip(_AROUND)
    return None if re.fullmatch(COMPACT, inner) else parse_stamp(inner)  # eight digits may be a telephone number
