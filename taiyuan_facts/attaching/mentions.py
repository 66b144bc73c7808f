"""Names in a clause: phrases between cuts, told apart by what they end in, and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from taiyuan_facts.attaching.names import NameSorts, Sort
from taiyuan_facts.model import Span

_DEMONSTRATIVES = frozenset("这该本此")
LONGEST_NAME = 40
LONGEST_GOVERNING = 8  # characters of the longest word that governs what stands behind it


# Marks and times, and what a paper sets in brackets before its text: (抗击新冠肺炎)贵州…
_MARKS = r"(?:[^\w\ue005-\uf8ff]|[\ue000-\ue004])*"
_KINDS_OF_PROJECT = frozenset({"项目", "工程", "重点项目", "重点工程", "重大项目", "重大工程"})
_START = re.compile(rf"{_MARKS}(?:(?<=[(（【])[^\W\d]{{2,12}}[)）】]{_MARKS})?")


class Mention(NamedTuple):
    """A name in the skeleton.

    ``initial``: it opens its clause; ``oblique``: a preposition governs it (在综改区); ``speaker``: it
    only says something (市工信局介绍); ``object``: a verb before it in the phrase acts on it (建设产业园).
    The sorts: ``measured`` is named by its indicator (装备制造业增加值); ``macro`` is a measure without a
    name (产值), ``macro_strong`` one of a whole place (地区生产总值); ``name`` is anything else.
    """

    start: int
    end: int
    sort: Sort
    initial: bool
    oblique: bool
    speaker: bool
    object: bool


class NamePatterns(NameSorts):
    """Finds the names of a clause, with the lexicon's lists."""

    __slots__ = ()

    def find(self, skeleton: str, start: int, end: int) -> list[Mention]:
        """The names of one clause, from left to right."""
        mentions: list[Mention] = []
        for phrase in self._phrases(skeleton, start, end):
            mention = self._mention(skeleton, phrase, start, end)
            if mention is None:
                continue
            joined = _join(skeleton, mentions[-1], mention) if mentions else None
            if joined is not None:
                mentions[-1] = joined
            else:
                mentions.append(mention)
        return mentions

    def _phrases(self, skeleton: str, start: int, end: int) -> Iterator[Phrase]:
        """What stands between cuts: 惠州石化‹1200万吨›炼油、广州石化‹1000万吨›… has 炼油 and 广州石化 apart."""
        for match in self.phrase.finditer(skeleton, start, end):
            if not match["name"]:
                continue
            first, last = match.span()
            between = _is_figure(skeleton[first - 1 : first]) and _is_figure(skeleton[last : last + 1])
            mark = skeleton.rfind("、", first, last) if between else -1
            if mark > first:
                yield Phrase(first, mark)
                yield Phrase(mark + 1, last)
            else:
                yield Phrase(first, last)

    def named_at(self, skeleton: str, start: int, end: int) -> Mention | None:
        """The name that begins right at ``start``, or None."""
        phrase = self.phrase.match(skeleton, start, end)
        if phrase is None or not phrase["name"]:
            return None
        mention = self._mention(skeleton, Phrase(start, phrase.end()), start, end)
        return mention if mention is not None and mention.start == start else None

    def predicate_of(self, skeleton: str, start: int, head: int) -> Mention | None:
        """The whole phrase before a predicate: 烟酒及用品类｜同比上涨5.3%. ``head`` is where the predicate starts."""
        at = max(start, behind_member(skeleton, start, head))
        while at < head and (_is_time_or_mark(skeleton[at]) or self.opening.match(skeleton, at, head)):
            step = self.opening.match(skeleton, at, head)
            at = step.end() if step and step.end() > at else at + 1
        tail = self.compare.search(skeleton, max(at, head - LONGEST_NAME), head)
        end = tail.start() if tail else head
        at = max(at, 1 + max((skeleton.rfind(blank, at, end) for blank in " 　"), default=-1))
        text = skeleton[at:end]
        if (
            self.preposition.match(text)
            or self.governed.search(skeleton, max(start, at - LONGEST_GOVERNING), at)
            or self.demonstrative.match(text)
        ):
            return None
        if not 2 <= len(text) <= 24 or any("\ue000" <= c <= "\uf8ff" for c in text) or self.verbs.match(text):
            return None
        if self.clausal.search(text) or any(m.sort == "pronoun" for m in self.find(skeleton, at, end)):
            return None
        return self._whole(text, at)

    def _whole(self, text: str, at: int) -> Mention | None:
        if text in self.nothing:
            return None
        if self.macro_strong.match(text) and not self._is_trade(text):
            return Mention(at, at + len(text), "macro_strong", True, False, False, False)
        own = self.own_place.match(text)
        if own is not None:
            length, sort = self.of_own_place(text, own.end())
            return Mention(at, at + length, sort, True, False, False, False)
        place = self.place.match(text)
        rest = text[place.end() :] if place else ""
        if place is not None and place.group() not in self.nothing and (not rest or self._is_measure(rest)):
            return Mention(at, at + place.end(), "place", True, False, False, False)
        sort_of_all = self.sort_of(text)
        if sort_of_all is not None:
            return Mention(at, at + len(text), sort_of_all, True, False, False, False)
        found = self.bare(text)
        return Mention(at, at + found[0], found[1], True, False, False, False) if found else None

    def _is_measure(self, text: str) -> bool:
        found = self.bare(text)
        return found is not None and found[1] in ("macro", "macro_strong")

    def parts(self, skeleton: str, start: int, head: int) -> list[Mention | None]:
        """The members of an enumeration before 分别: 批发业、零售业和住宿业｜分别增长…."""
        tail = self.compare.search(skeleton, start, head)
        end = tail.start() if tail else head
        at = start
        while at < end and _is_time_or_mark(skeleton[at]):
            at += 1
        etc = skeleton.find("等", at, end)
        members = self.members(skeleton, at, etc if etc > at and skeleton.find("、", at, etc) > 0 else end)
        return [self._whole(skeleton[slice(*m)], m.start) if m.end - m.start >= 2 else None for m in members]

    def members(self, skeleton: str, start: int, end: int) -> list[Span]:
        """What 、, 和 and the like divide: 油料｜、｜蔬菜产量; the members in their order, empty ones too."""
        divided = [match.span() for match in self.separator.finditer(skeleton, start, end)]
        starts, ends = [start, *(last for _, last in divided)], [*(first for first, _ in divided), end]
        return list(map(Span, starts, ends))

    def start_of(self, skeleton: str, start: int, end: int) -> int:
        """Where a clause says something: past times, marks and conjunctions (但, 因为)."""
        match = _START.match(skeleton, start, end)
        at = match.end() if match else start
        linked = self.conjunction.match(skeleton, at, end)
        return linked.end() if linked else at

    def head_of(self, skeleton: str, at: int, end: int) -> Mention | None:
        """The name that opens a clause, which begins to say something at ``at``, or None where something else does."""
        if skeleton[at : at + 1] in ("对", "凡"):
            return self._treated(skeleton, at, end)
        if self.distant.match(skeleton, at, end):
            return None
        if skeleton[at : at + 1] in ("以", "拿") and (example := self.exemplified.match(skeleton, at, end)) is not None:
            named = self.find(skeleton, at + 1, example.end())
            return named[-1]._replace(initial=True, oblique=False) if named else None
        closing = self._closing(skeleton, at, end)
        if closing is not None:
            return closing
        if _is_figure(skeleton[at : at + 1]):
            return self._counted(skeleton, at, end) or self._described(skeleton, at, end)
        phrase = self.phrase.match(skeleton, at, end)
        if phrase is None or not phrase["name"]:
            return self._described(skeleton, at, end)
        mention = self._mention(skeleton, Phrase(at, phrase.end()), at, end)
        owned = self._owned(skeleton, mention, phrase.end(), end)
        if owned is not None:
            return owned
        if mention is None or not mention.initial or not skeleton[mention.start : mention.end].endswith("年产"):
            return mention if mention is not None and mention.initial else None
        return next(iter(self.find(skeleton, at, end)), mention)  # 晶科年产‹56GW›…项目 goes on behind the figure

    def _counted(self, skeleton: str, at: int, end: int) -> Mention | None:
        """‹40家›重点企业累计实现销售额…: so many of a kind, who do something."""
        phrase = self.phrase.match(skeleton, at + 1, end)
        if phrase is None or not phrase["name"]:
            return None
        found = self._mention(skeleton, Phrase(at + 1, phrase.end()), at, end)
        if found is None or found.sort not in ("org", "people") or self.act.match(skeleton, found.end, end) is None:
            return None
        return found._replace(start=at + 1, initial=True, oblique=False)

    def _owned(self, skeleton: str, mention: Mention | None, at: int, end: int) -> Mention | None:
        """大山深处的俄里坪村平均海拔…: behind a word that names nobody and 的, whom the clause is about."""
        if (mention is not None and mention.sort != "name") or skeleton[at : at + 1] != "的":
            return None
        named = self.named_at(skeleton, at + 1, end)
        if named is None or named.sort not in ("project", "org", "place"):
            return None
        return named._replace(initial=True, oblique=False, object=False)

    def _described(self, skeleton: str, start: int, end: int) -> Mention | None:
        """位于延边境内的敦白高铁正式开工: what a clause goes on to name behind 的, before it does something."""
        of = skeleton.find("的", start, end)
        if of < 0:
            return None
        named = self.named_at(skeleton, of + 1, end)
        if named is None or named.sort not in ("project", "org") or self.act.match(skeleton, named.end, end) is None:
            return None
        return named._replace(initial=True, oblique=False, object=False)

    def _closing(self, skeleton: str, start: int, end: int) -> Mention | None:
        """持股‹7.36%›的澜州创投，拟…: a clause that is one long name has its head at its end."""
        at = skeleton.rfind("的", start, end)
        if at < 0:
            return None
        stop = len(skeleton[start:end].rstrip("，,”’」 ")) + start
        if (
            at < 0
            or stop == end
            or not 2 <= stop - at - 1 <= LONGEST_NAME
            or self.predicate.search(skeleton, start, stop)
        ):
            return None
        found = self.named_at(skeleton, at + 1, stop)
        if found is None or found.end < stop or found.sort not in ("project", "org", "people", "name"):
            return None
        return found._replace(initial=True, oblique=False, speaker=False, object=False)

    def _treated(self, skeleton: str, start: int, end: int) -> Mention | None:
        """对7天内去过风险区的返乡人员，…: whom the clauses that follow are about."""
        mentions = self.find(skeleton, start, end)
        person = next((m for m in mentions if m.sort == "people"), None)
        if person is not None:
            return person._replace(initial=True, oblique=False)
        last = mentions[-1] if mentions else None
        if last is None or skeleton[last.end : end].strip("，,、”’ "):
            return None
        return (
            last._replace(initial=True, oblique=False) if last.sort not in ("name", "macro", "macro_strong") else None
        )

    def _past_description(self, skeleton: str, at: int, last: int) -> int:
        """Behind 上市公司 in 上市公司联泰封测: the name itself."""
        if last - at < 5:
            return at
        described = self.descriptor.match(skeleton, at, last)
        return described.end() if described is not None and 3 <= last - described.end() <= 6 else at

    def _mention(self, skeleton: str, phrase: Phrase, start: int, end: int) -> Mention | None:
        at, acted = phrase.first, False
        while True:  # past linking words and verbs that open a phrase without being part of the name
            step = self.opening.match(skeleton, at, phrase.last)
            verb = None if step else self.verbs.match(skeleton, at, phrase.last)
            move = step or verb
            if move is None or (verb is not None and skeleton.startswith("类", move.end())):
                break  # 服务｜类项目 is a class
            if move.end() >= phrase.last:
                return None  # 提供‹money›, （2）: a verb or an opening alone names nothing
            acted = acted or verb is not None
            at = move.end()
        if self.built.match(skeleton, at) and self._is_built(skeleton[at + 1 : phrase.last]):
            at, acted = at + 1, True
        at = self._past_description(skeleton, at, phrase.last)
        text = skeleton[at : phrase.last].rstrip("、—-/（(“")
        if text.endswith((")", "）")) and "(" not in text and "（" not in text:
            text = text[:-1]  # (人民币，下同)
        aside = self.aside.search(text, 2)
        if aside is not None:
            text = text[: aside.start()]  # 盈沛水务(股份代号：98761)
        if len(text) < 2 or len(text) > LONGEST_NAME:
            return None
        if self.possessive.match(text):
            return Mention(
                at, at + 1, "pronoun", not acted and _is_open(skeleton, start, phrase.first), False, False, acted
            )
        found = self.classify(text)
        if found is None:
            return None
        length, sort = found
        if (
            text[0] in _DEMONSTRATIVES
            and sort in ("project", "org", "name", "measured")
            and self.demonstrative.match(text)
        ):
            sort = "pronoun"  # 这座工厂｜设计年产…
        initial = not acted and _is_open(skeleton, start, phrase.first)
        oblique = (
            not initial and self.preposition.search(skeleton, max(start, phrase.first - 5), phrase.first) is not None
        )
        speaker = initial and sort != "place" and self._speaks(skeleton, at + length, phrase.last, end)
        return Mention(at, at + length, sort, initial, oblique, speaker, acted)

    def _is_built(self, text: str) -> bool:
        return text in self.sorts or self.sort_of(text) == "project"

    def _speaks(self, skeleton: str, behind: int, last: int, end: int) -> bool:
        """市工信局介绍, but not 公司董事长介绍: whether a name, which ends at ``behind``, only says something."""
        if self.speaker.match(skeleton, behind, min(end, behind + 16)) is None:
            return False
        return skeleton[behind - 1] in self.public_ends or self.title.match(skeleton, behind, last) is None


def behind_member(skeleton: str, start: int, end: int) -> int:
    """沙坡头区增长‹27.4%›、｜彭阳县增长…: where the last member of a list begins, behind a figure."""
    at = skeleton.rfind("、", start, end)
    return at + 1 if at > start and "\ue005" <= skeleton[at - 1] <= "\uf8ff" else start


def _is_figure(character: str) -> bool:
    return "\ue005" <= character <= "\uf8ff"


def _is_open(skeleton: str, start: int, first: int) -> bool:
    """Whether only times and marks stand between the start of a clause and a phrase in it."""
    return all(_is_time_or_mark(c) for c in skeleton[start:first])


class Phrase(NamedTuple):
    """First place of a phrase and the place behind it."""

    first: int
    last: int


def _join(skeleton: str, first: Mention, second: Mention) -> Mention | None:
    """晶科年产‹56GW›垂直一体化大基地项目 is one name with a figure in it; 公共卫生、大健康等项目 is one too."""
    if skeleton[first.end : second.start] == "等" and skeleton[second.start : second.end] in _KINDS_OF_PROJECT:
        return first._replace(end=second.end, sort="project") if first.sort != "pronoun" else None
    if second.sort != "project" or second.start - first.end != 1 or not "\ue000" <= skeleton[first.end] <= "\uf8ff":
        return None
    if not skeleton[first.start : first.end].endswith("年产") or first.end - first.start < 4:
        return None
    return first._replace(end=second.end, sort="project")


def _is_time_or_mark(character: str) -> bool:
    return "\ue000" <= character <= "\ue004" or not character.isalnum()
