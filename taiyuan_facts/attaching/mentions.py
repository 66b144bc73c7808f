"""Names in a clause: phrases between cuts, told apart by what they end in, and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from taiyuan_facts.patterns import compile_words, either, first_characters

Sort = Literal["project", "org", "place", "people", "measured", "name", "macro", "macro_strong", "pronoun"]

_DEMONSTRATIVES = frozenset("这该本此")
LONGEST_NAME = 40
# No part of a name, as a set's body: placeholders, blanks and marks other than quotation marks and brackets.
_NO_NAME = r"\s\ue000-\uf8ff!#-'*+,.:;<-@\[-`{-\x7f\u00a1-\u00b6\u00b8-\u00bf\u2000-\u2013\u2015-\u2017\u201a-\u201b\u201e-\u303f\uff01-\uff07\uff0a-\uff65"


_START = re.compile(r"(?:[^\w\ue005-\uf8ff]|[\ue000-\ue004])*")


class Mention(NamedTuple):
    """A name in the skeleton.

    ``initial``: it opens its clause; ``oblique``: a preposition governs it (在综改区); ``speaker``: it only says something
    (市工信局介绍); ``object``: a verb before it in the phrase acts on it (建设产业园). The sorts: ``measured``
    is named by its indicator (装备制造业增加值); ``macro`` is a measure without a name (产值), ``macro_strong`` one of a
    whole place (地区生产总值); ``name`` is anything else.
    """

    start: int
    end: int
    sort: Sort
    initial: bool
    oblique: bool
    speaker: bool
    object: bool


@dataclass(frozen=True, slots=True)
class NamePatterns:
    """The lexicon's lists for names, compiled."""

    phrase: Any = field(repr=False)
    opening: Any = field(repr=False)
    verbs: Any = field(repr=False)
    place: Any = field(repr=False)
    known_place: Any = field(repr=False)
    known: frozenset[str] = field(repr=False)
    named_place: Any = field(repr=False)
    preposition: Any = field(repr=False)
    speaker: Any = field(repr=False)
    title: Any = field(repr=False)
    indicator: Any = field(repr=False)
    indicator_ends: frozenset[str] = field(repr=False)  # what an indicator can end in: a cheap test before the pattern
    macro: Any = field(repr=False)
    macro_strong: Any = field(repr=False)
    own_place: Any = field(repr=False)
    compare: Any = field(repr=False)
    this: Any = field(repr=False)
    demonstrative: Any = field(repr=False)
    act: Any = field(repr=False)
    no_start: Any = field(repr=False)
    phase: Any = field(repr=False)
    public_ends: frozenset[str]
    separator: Any = field(repr=False)
    sorts: Mapping[str, Sort] = field(repr=False)
    longest_head: int
    pronouns: frozenset[str] = field(repr=False)
    nothing: frozenset[str] = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> NamePatterns:
        """``words``: the lexicon as patterns; ``lists``: its plain lists."""
        sorts: dict[str, Sort] = dict.fromkeys(lists["people_heads"], "people")
        sorts |= dict.fromkeys(lists["place_heads"], "place")
        sorts |= dict.fromkeys(lists["org_heads"], "org")
        sorts |= dict.fromkeys(lists["project_heads"], "project")
        own = either(word for word in lists["place_heads"] if word[0] in "我全本各世国")
        area = r"(?:省|市|县|区|镇|乡|村|自治区|自治州|州|盟|旗|地区)(?!场|民|委|政|长|直|域|级|属|内外|外|容|价|值|面|队|间|别|集|落)"
        place = rf"(?:{own}|(?:{either(lists['places'])}){area}?|(?<!\p{{Han}})\p{{Han}}{{1,3}}?{area})"
        return cls(
            phrase=compile_words(
                rf"(?<name>(?:[^{first_characters(words['cut'])}{_NO_NAME}]+"
                rf"|(?!{words['cut']})[\p{{Han}}A-Za-z0-9·“”\"‘’「」（）()《》〈〉/\-—、&])+)|(?:{words['cut']})"
            ),
            opening=compile_words(rf"(?:{words['drop_head']}|[“\"‘「（(、）)”—-])+"),
            verbs=compile_words(rf"(?:{words['verbs']})+"),
            place=compile_words(place),
            known_place=compile_words(rf"{own}|(?:{either(lists['places'])}){area}?"),
            known=frozenset([*lists["places"], *(word for word in lists["place_heads"] if word[0] in "我全本各世国")]),
            named_place=compile_words(rf"(?<![\p{{Han}}])\p{{Han}}{{1,2}}[^\W上城超股门夜都开楼车菜校园景社小地库灾山牧市辖郊](?:省|市|县|区|镇|乡|村){area[area.index(')') + 1:]}"),
            preposition=compile_words(rf"(?:{words['preposition']})$|^(?:在|对|从|按|以|由|据|占|把|将|为)"),
            speaker=compile_words(rf"[^，,：:]{{0,12}}?(?:{words['speaker']})"),
            title=compile_words(rf"(?:{words['title']})"),
            indicator_ends=frozenset(re.findall(r"(.)(?=[|)]|$)", words["indicator_tail"])),
            indicator=compile_words(rf"(?:的)?(?:{words['indicator_tail']})$"),
            macro=compile_words(rf"(?:{words['macro']})+"),
            macro_strong=compile_words(words["macro_strong"]),
            own_place=compile_words(own),
            compare=compile_words(rf"(?:{words['compare']}|[的了已均也将共都又]|继续|大幅|稳步|持续|进一步|首次|明显|较快|再次|[同环]比|较?上年[同期]*|(?:相对于?|比|较)?[\ue000-\ue004](?:同期)?)+$"),
            this=compile_words(r"(?:这|该|此|本)(?:[座个家条所项一种款类支批次]{1,2}|(?=\p{Han}{1,4}$))\p{Han}{1,4}$"),
            demonstrative=compile_words(r"这[座个家条所项一种款类支批次]|该(?=\p{Han})|本(?:项目|公司|工程|集团|线|站|厂|次)|此(?:项目|次)"),
            act=compile_words(rf"[”\"’」]?(?!的|等|和|及|以及|或|了)(?:{words['cut']})"),
            no_start=compile_words(rf"[未不已正被更很最即须应要可再各才仍]|{words['hours']}"),
            phase=compile_words(rf"(?:{words['phase']})(?![\p{{Han}}]{{0,6}}(?:{either(lists['project_heads'])})$)"),
            public_ends=frozenset(lists["public_ends"]),
            separator=compile_words("[、和与及]|以及"),
            sorts=sorts,
            longest_head=max(map(len, sorts)),
            pronouns=frozenset(lists["pronouns"]),
            nothing=frozenset(lists["no_name"]),
        )

    def find(self, skeleton: str, start: int, end: int) -> list[Mention]:
        """The names of one clause, from left to right."""
        mentions: list[Mention] = []
        for match in self.phrase.finditer(skeleton, start, end):
            if not match["name"]:
                continue
            mention = self._mention(skeleton, Phrase(match.start(), match.end()), start, end)
            if mention is None:
                continue
            joined = _join(skeleton, mentions[-1], mention) if mentions else None
            if joined is not None:
                mentions[-1] = joined
            else:
                mentions.append(mention)
        return mentions

    def predicate_of(self, skeleton: str, start: int, head: int) -> Mention | None:
        """The whole phrase before a predicate: 烟酒及用品类｜同比上涨5.3%. ``head`` is where the predicate starts."""
        at = start
        while at < head and (_is_time_or_mark(skeleton[at]) or self.opening.match(skeleton, at, head)):
            step = self.opening.match(skeleton, at, head)
            at = step.end() if step and step.end() > at else at + 1
        tail = self.compare.search(skeleton, at, head)
        end = tail.start() if tail else head
        text = skeleton[at:end]
        if self.preposition.match(text):
            return None
        if not 2 <= len(text) <= 24 or any("\ue000" <= c <= "\uf8ff" for c in text) or self.verbs.match(text):
            return None
        return self._whole(text, at)

    def _whole(self, text: str, at: int) -> Mention | None:
        if text in self.nothing:
            return None
        if self.macro_strong.match(text):
            return Mention(at, at + len(text), "macro_strong", True, False, False, False)
        own = self.own_place.match(text)
        if own is not None:
            length, sort = self._of_own_place(text, own.end())
            return Mention(at, at + length, sort, True, False, False, False)
        place = self.place.match(text)
        rest = text[place.end() :] if place else ""
        if place is not None and place.group() not in self.nothing and (not rest or self._is_measure(rest)):
            return Mention(at, at + place.end(), "place", True, False, False, False)
        sort_of_all = self._sort_of(text)
        if sort_of_all is not None:
            return Mention(at, at + len(text), sort_of_all, True, False, False, False)
        found = self._bare(text)
        return Mention(at, at + found[0], found[1], True, False, False, False) if found else None

    def _is_measure(self, text: str) -> bool:
        found = self._bare(text)
        return found is not None and found[1] in ("macro", "macro_strong")

    def parts(self, skeleton: str, start: int, head: int) -> list[Mention | None]:
        """The members of an enumeration before 分别: 批发业、零售业和住宿业｜分别增长…."""
        tail = self.compare.search(skeleton, start, head)
        end = tail.start() if tail else head
        found: list[Mention | None] = []
        at = start
        while at < end and _is_time_or_mark(skeleton[at]):
            at += 1
        for match in [*self.separator.finditer(skeleton, at, end), None]:
            stop = match.start() if match else end
            found.append(self._whole(skeleton[at:stop], at) if stop - at >= 2 else None)
            at = match.end() if match else end
        return found

    def start_of(self, skeleton: str, start: int, end: int) -> int:
        """Where a clause says something: past times and marks."""
        match = _START.match(skeleton, start, end)
        return match.end() if match else start

    def is_own_place(self, name: str) -> bool:
        """我市, 全省, 全国."""
        return self.own_place.fullmatch(name) is not None

    def head_of(self, skeleton: str, start: int, end: int) -> Mention | None:
        """The name that opens a clause, or None where something else does."""
        at = self.start_of(skeleton, start, end)
        if skeleton[at : at + 1] in ("对", "凡"):
            return self._treated(skeleton, at, end)
        phrase = self.phrase.match(skeleton, at, end)
        if phrase is None or not phrase["name"]:
            return None
        mention = self._mention(skeleton, Phrase(at, phrase.end()), at, end)
        if mention is None or not mention.initial or not skeleton[mention.start : mention.end].endswith("年产"):
            return mention if mention is not None and mention.initial else None
        return next(iter(self.find(skeleton, start, end)), mention)  # 晶科年产‹56GW›…项目 goes on behind the figure

    def _treated(self, skeleton: str, start: int, end: int) -> Mention | None:
        """对7天内有高风险旅居史的入返晋人员，…: whom the clauses that follow are about."""
        mentions = self.find(skeleton, start, end)
        person = next((m for m in mentions if m.sort == "people"), None)
        if person is not None:
            return person._replace(initial=True, oblique=False)
        last = mentions[-1] if mentions else None
        if last is None or skeleton[last.end : end].strip("，,、”’ "):
            return None
        return last._replace(initial=True, oblique=False) if last.sort not in ("name", "macro", "macro_strong") else None

    def place_at(self, skeleton: str, at: int) -> str:
        """The place whose name opens a clause; empty where none does."""
        if skeleton[at : at + 2] not in self.known and skeleton[at : at + 3] not in self.known:
            return ""
        match = self.known_place.match(skeleton, at)
        return match.group() if match else ""

    def family(self, name: str) -> str:
        """What names of one thing share: 抚吉高速 and 抚吉高速公路 their first two characters, 杭州… more than the city."""
        place = self.known_place.match(name)
        return name[: place.end() + 2] if place and place.end() < len(name) else name[:2] if place is None else name.rstrip("省市县区")

    def place_weight(self, name: str) -> int:
        """How much a place's name says of what a page is about: 我市 and 全省 most, 全国 and 世界 least."""
        if name in self.nothing:
            return 0
        if name[0] in "我全本各":
            return 1 if name[1] in "国球地" else 8
        return 1 if name in ("国内", "世界", "中国", "东部", "中部", "西部", "流域", "境内") else 4

    def _mention(self, skeleton: str, phrase: Phrase, start: int, end: int) -> Mention | None:
        at, acted = phrase.first, False
        while True:  # past linking words and verbs that open a phrase without being part of the name
            step = self.opening.match(skeleton, at, phrase.last)
            verb = None if step else self.verbs.match(skeleton, at, phrase.last)
            move = step or verb
            if move is None or move.end() >= phrase.last:
                break
            acted = acted or verb is not None
            at = move.end()
        text = skeleton[at : phrase.last].rstrip("、—-/（(“")
        if len(text) < 2 or len(text) > LONGEST_NAME:
            return None
        found = self._classify(text)
        if found is None:
            return None
        length, sort = found
        if text[0] in _DEMONSTRATIVES and sort in ("project", "org", "name", "measured") and self.demonstrative.match(text):
            sort = "pronoun"  # 这座工厂｜设计年产…
        before = skeleton[start : phrase.first]
        initial = not acted and (not before or all(_is_time_or_mark(c) for c in before))
        oblique = not initial and self.preposition.search(skeleton, max(start, phrase.first - 4), phrase.first) is not None
        titled = self.title.match(skeleton, at + length, phrase.last) is not None and skeleton[at + length - 1] not in self.public_ends
        speaker = initial and not titled and self.speaker.match(skeleton, at + length, min(end, at + length + 16)) is not None
        return Mention(at, at + length, sort, initial, oblique, speaker, acted)

    def _classify(self, text: str) -> tuple[int, Sort] | None:
        """How much of a phrase is a name, and of what sort."""
        phase = self.phase.match(text)
        if phase is not None:
            return phase.end(), "pronoun"
        if text in self.pronouns or self.this.match(text):
            return len(text), "pronoun"
        if text in self.nothing:
            return None
        if self.macro_strong.match(text):
            return len(text), "macro_strong"
        own = self.own_place.match(text)
        if own is not None:
            return self._of_own_place(text, own.end())
        title = self.title.search(text, 2)
        if title is not None:
            text = text[: title.start()]
            return len(text), self._sort_of(text) or "org"
        sort = self._sort_of(text)
        if sort is not None:
            return self._without_plan(text, sort)
        for end in range(len(text) - 1, 3, -1):  # 大孟特勤消防站综合楼项目｜部: the name ends before the phrase does
            head = self._head_of(text[:end])
            if head and (len(head) > 1 or self.verbs.fullmatch(text[end:])):
                named = self._sort_of(text[:end])
                if named is not None:
                    return self._without_plan(text[:end], named)
        place = self.place.match(text)
        if place is not None and place.group() not in self.nothing:
            return place.end(), "place"
        return self._bare(text)

    def _without_plan(self, name: str, sort: Sort) -> tuple[int, Sort]:
        """产业园项目｜计划投资: behind a project 计划 is a verb."""
        inner = self._sort_of(name[:-2]) if name.endswith(("计划", "规划")) else None
        return (len(name) - 2, inner) if inner in ("project", "org") else (len(name), sort)

    def _of_own_place(self, text: str, end: int) -> tuple[int, Sort]:
        """我国机械工业 is a name of its own; 我市规上工业增加值 and 全省…吞吐量 are measures of the place."""
        rest = text[end:]
        if 2 <= len(rest) <= 10 and not self.indicator.search(rest) and not self.verbs.search(rest) and not self.macro.fullmatch(rest):
            return len(text), self._sort_of(text) or "measured"
        return end, "place"

    def _head_of(self, text: str) -> str:
        """The longest telling end of a phrase, quotation marks aside; empty where it has none."""
        for length in range(min(self.longest_head, len(text)), 0, -1):
            if text[-length:] in self.sorts:
                return text[-length:]
        return ""

    def _sort_of(self, text: str) -> Sort | None:
        """The sort of a whole phrase by its last word; a lone 桥梁 or 企业 names nothing."""
        text = text.rstrip("”\"’」》）)")
        head = self._head_of(text)
        if not head:
            return None
        if head == text:
            return "place" if self.own_place.fullmatch(text) else None
        if len(head) == 1 and len(text) == 2 and self.place.fullmatch(text) is None:
            return None
        return self.sorts[head]

    def _bare(self, text: str) -> tuple[int, Sort] | None:
        """A phrase without a telling end: what is left of it without the indicators at its end (装备制造业增加值)."""
        if self.no_start.match(text):
            return None
        name = text
        while name[-1:] in self.indicator_ends and (tail := self.indicator.search(name)) is not None and tail.start() < len(name):
            name = name[: tail.start()]
        if len(name) == len(text):
            return (len(text), "name") if len(text) <= 16 else None
        if name in self.pronouns:
            return len(name), "pronoun"
        if not name or self.macro.fullmatch(name):
            return len(text), "macro_strong" if self.macro_strong.search(text) else "macro"
        return (len(name), "measured") if 2 <= len(name) <= 16 else None


class Phrase(NamedTuple):
    """First place of a phrase and the place behind it."""

    first: int
    last: int


def _join(skeleton: str, first: Mention, second: Mention) -> Mention | None:
    """晶科年产‹56GW›垂直一体化大基地项目 is one name with a figure in it."""
    if second.sort != "project" or second.start - first.end != 1 or not "\ue000" <= skeleton[first.end] <= "\uf8ff":
        return None
    if not skeleton[first.start : first.end].endswith("年产") or first.end - first.start < 4:
        return None
    return first._replace(end=second.end, sort="project")


def _is_time_or_mark(character: str) -> bool:
    return "\ue000" <= character <= "\ue004" or not character.isalnum()
