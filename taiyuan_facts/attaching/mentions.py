"""Names in a clause: phrases between cuts, told apart by what they end in, and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from taiyuan_facts.attaching.marked_names import behind_bracket, whole_title, without_half
from taiyuan_facts.attaching.names import NameSorts, Sort
from taiyuan_facts.attaching.words import CLOSED_BY, is_figure, is_time_or_mark, pointed_at

_DEMONSTRATIVES = frozenset("这该本此")
LONGEST_NAME = 40
LONGEST_VERB = 12  # characters of a verb that obtains, with what stands between it and its figure (生产了将近)
LONGEST_TELLING = 8  # characters of 告诉记者 and the marks behind it, at the end of a clause
SEVERAL = LOOK_BEHIND = 2  # characters of 这些 and 全部, and before a phrase that the patterns of its words look at
MOST_REMEMBERED = 4096  # phrases
_UNSEEN: Any = object()
_INSIDE = re.compile("[里内外旁边]|[里外]面|门口|门前|脚下|现场|工地上?")
_LEADS = re.compile("[至到][一-鿿]{2,6}?的")  # 江州｜到澄江的旅行时间
LONGEST_RATED = LONGEST_DESCRIBED = 8  # characters of a name behind a rating, and behind 控制性工程｜
LONGEST_BETWEEN = 8  # characters of 服装及 between 少年儿童 and 用品博览会
LONGEST_LAST = 10  # characters of the last of a list and 等
LONGEST_BODY = LONGEST_KIND = 4  # characters of what tells a public body (疾控中心), and of 重点项目
# Marks, times, and what stands in brackets before a text: (抗击新冠肺炎)贵州…
_MARKS = r"(?:[^\w《\ue005-\uf8ff]|[\ue000-\ue004])*"
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


class Named(NamedTuple):
    """What a phrase names: where that begins within it, how long it is, its sort, and whether a verb acts on it."""

    at: int
    length: int
    sort: Sort
    acted: bool


class Mentions(NameSorts):
    """Finds the names of a clause, with the lexicon's lists."""

    __slots__ = ()

    def find(self, skeleton: str, start: int, end: int) -> list[Mention]:
        """The names of one clause, from left to right."""
        mentions: list[Mention] = []
        for phrase in self._phrases(skeleton, start, end):
            mention = self._mention(skeleton, phrase, start, end)
            if mention is None:
                continue
            joined = self._join(skeleton, mentions[-1], mention) if mentions else None
            if joined is not None:
                mentions[-1] = joined
            else:
                mentions.append(mention)
        if mentions and self.sourced.match(skeleton, self.start_of(skeleton, start, end), end) is not None:
            return [m._replace(speaker=True) for m in mentions]  # 根据行业监测系统的数据，
        told = self.start_of(skeleton, start, end) if mentions else start
        if mentions and (skeleton[told] == "是" or self.adverbial.match(skeleton, told, end) is not None):
            return [m._replace(initial=False, oblique=True) for m in mentions]  # 面向…的小微企业，是全州最大的项目，
        if mentions and self.partaking.match(skeleton, start, end) is not None:
            mentions = [m for m in mentions if not is_figure(skeleton[m.end : m.end + 1]) or m.sort != "place"]
        led_by = skeleton.find("以", start, end) if mentions else -1
        led = self.standing_for.search(skeleton, led_by, end) if led_by >= 0 else None
        if led is not None:
            mentions = [m._replace(oblique=True) if led.start() < m.start < led.end() else m for m in mentions]
        return mentions

    def _join(self, skeleton: str, first: Mention, second: Mention) -> Mention | None:
        """晶科年产‹56GW›垂直一体化大基地项目 is one name with a figure in it; 公共卫生、大健康等项目 is one too."""
        name, kind = skeleton[first.start : first.end], skeleton[second.start : second.end]
        between = skeleton[first.end : second.start]
        if len(between) <= LONGEST_BETWEEN and self.parted.fullmatch(between):
            return self._with(skeleton, first, second)
        if first.sort == "place" and between in ("至", "到") and second.sort == "project":
            return first._replace(end=second.end, sort="project")  # 云湖景区｜至｜高铁南站客运航线
        if (
            skeleton[first.end : second.start] == "等"
            and "、" in name
            and kind.endswith(self.kinds_of_goods)
            and len(kind) <= LONGEST_KIND
        ):
            return first._replace(end=second.end, sort="measured")  # 平川小麦、大豆等｜作物
        if skeleton[first.end : second.start] == "等" and kind.endswith(self.kinds_of_project):
            several = first.sort != "pronoun" and len(kind) <= LONGEST_KIND
            return first._replace(end=second.end, sort="project") if several else None
        rated = first.end + 1 + skeleton.startswith("级", first.end + 1)  # 西港区‹30万吨›级｜原油码头
        named = first.sort in ("name", "place") or skeleton[first.end - 1] in self.areas
        if self.is_rated(skeleton, first) and second.start == rated and named:
            built = self.sorts.get(kind, second.sort) == "project"
            return first._replace(end=second.end, sort="project") if built else None
        if second.sort != "project" or second.start - first.end != 1 or not "\ue000" <= skeleton[first.end] <= "\uf8ff":
            return None
        if not skeleton[first.start : first.end].endswith("年产") or first.end - first.start < 4:
            return None
        return first._replace(end=second.end, sort="project")

    def is_rated(self, skeleton: str, first: Mention) -> bool:
        """城东‹500千伏›变电站: whether a name at the start of a clause may go on behind a rating."""
        short = first.end - first.start <= LONGEST_RATED
        return first.initial and short and self.rating.match(skeleton, first.end) is not None

    def whole(self, skeleton: str, mention: Mention | None, end: int) -> Mention | None:
        """A name with what 及 or 与 parts from it, where the two are one."""
        if mention is None:
            return None
        if skeleton[mention.end : mention.end + 1] == "等" and "、" in skeleton[mention.start : mention.end]:
            return self._rejoined(skeleton, mention, end)
        part = self.parted.match(skeleton, mention.end, min(end, mention.end + LONGEST_BETWEEN))
        if part is None:
            return mention
        listed = (
            "、" in skeleton[mention.start : mention.end] and "等" in skeleton[part.end() : part.end() + LONGEST_LAST]
        )
        if not listed and self.joinable.match(skeleton, mention.start, mention.end) is None:
            return mention
        return self._rejoined(skeleton, mention, end)

    def _rejoined(self, skeleton: str, mention: Mention, end: int) -> Mention:
        """A name as far as it goes on where its clause is read for all names."""
        found = next(iter(self.find(skeleton, mention.start, end)), mention)
        return mention._replace(end=found.end, sort=found.sort) if found.start == mention.start else mention

    def _with(self, skeleton: str, first: Mention, second: Mention) -> Mention | None:
        """岚溪国际童装及用品博览会 is one event; 家电、水泥与纸业等八档 are one list."""
        name, between = skeleton[first.start : second.end], skeleton[first.end : second.start]
        if "、" in name and skeleton.startswith("等", second.end) and len(between) == 1:
            return first._replace(end=second.end)
        whole = name.endswith(self.joined_heads) and self.joinable.match(name) is not None
        return first._replace(end=second.end, sort=second.sort) if whole else None

    def _phrases(self, skeleton: str, start: int, end: int) -> Iterator[Phrase]:
        """What stands between cuts: 惠州石化‹1200万吨›炼油、广州石化‹1000万吨›… has 炼油 and 广州石化 apart."""
        for match in self.phrase.finditer(skeleton, start, end):
            if not match["name"]:
                continue
            first, last = match.span()
            between = is_figure(skeleton[first - 1 : first]) and is_figure(skeleton[last : last + 1])
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
        if mention is not None and mention.sort == "place" and skeleton[mention.end : mention.end + 1] in ("至", "到"):
            mention = next(iter(self.find(skeleton, start, end)), mention)  # 云湖景区至高铁南站客运航线
        return mention if mention is not None and mention.start == start else None

    def start_of(self, skeleton: str, start: int, end: int) -> int:
        """Where a clause says something: past times, marks and conjunctions (但, 因为, 如年初…)."""
        at = _behind_marks(skeleton, start, end)
        linked = self.conjunction.match(skeleton, at, end)
        if linked is None or self.part.match(skeleton, at) is not None:
            return linked.end() if linked else at  # 其中，出口依存度…: the whole goes on
        return _behind_marks(skeleton, linked.end(), end)

    def _past_description(self, skeleton: str, at: int, last: int) -> int:
        """Behind 上市公司 in 上市公司联泰封测: the name itself."""
        if last - at < 5:
            return at
        described = self.descriptor.match(skeleton, at, last)
        if described is None:
            return at
        place = self.known_place.fullmatch(skeleton, described.end(), last) is not None  # 白糖主产区｜广西
        return described.end() if place or 3 <= last - described.end() <= LONGEST_DESCRIBED else at

    def _mention(self, skeleton: str, phrase: Phrase, start: int, end: int) -> Mention | None:
        first, last = phrase
        named = self._told(skeleton, first, last)
        if named is None:
            return None
        at, length, sort, acted = named
        at += first
        if sort != "place" and self.located.match(skeleton, at + length, end) is not None:
            return None  # 在新闻发布会上说
        initial = not acted and _is_open(skeleton, start, first)
        if sort == "pronoun" and length == 1:
            return Mention(at, at + 1, sort, initial, False, False, acted)  # 其
        if initial and _INSIDE.fullmatch(skeleton, at + length, last) and skeleton[last : last + 1] in ("，", ","):
            return Mention(at, at + length, sort, False, True, False, acted)  # 大坪化工园区里，瑞丰公司…
        oblique = not initial and self.preposition.search(skeleton, max(start, first - 5), first) is not None
        oblique = oblique or (sort == "place" and _LEADS.match(skeleton, at + length, end) is not None)
        speaker = (initial and sort != "place" and self._speaks(skeleton, at + length, last, end)) or (
            skeleton[at + length - 1] == "》" and self.shows.match(skeleton, at + length) is not None
        )
        return Mention(at, at + length, sort, initial, oblique, speaker, acted)

    def _told(self, skeleton: str, first: int, last: int) -> Named | None:
        """What a phrase names: as it was told of the same characters, or anew."""
        if first < LOOK_BEHIND:
            return self._named(skeleton, first, last)  # characters alone do not tell how far in a page one stands
        around = skeleton[first - LOOK_BEHIND : last + 1]
        named: Named | None = self.remembered.get(around, _UNSEEN)
        if named is _UNSEEN:
            if len(self.remembered) >= MOST_REMEMBERED:
                self.remembered.clear()
            named = self.remembered[around] = self._named(skeleton, first, last)
        return named

    def _named(self, skeleton: str, first: int, last: int) -> Named | None:
        """What a phrase names, whatever stands around it."""
        opened = self._past_opening(skeleton, first, last)
        if opened is None:
            return None
        at, acted = opened
        pointing = self.pointing_within.search(skeleton, at, last)
        at = pointing.start() if pointing is not None else self._past_description(skeleton, at, last)
        text = without_half(skeleton[at:last].rstrip("、—-/（(“"))
        closed = behind_bracket(text)
        at, text = at + closed, text[closed:]
        aside = self.aside.search(text, 2)
        text = self.hedged.sub("", text if aside is None else text[: aside.start()])  # 盈沛水务(股份代号：98761)
        if not 2 <= len(text) <= LONGEST_NAME or not any(map(str.isalpha, text)):
            return None  # 58/83 names nothing
        if self.possessive.match(text):
            return Named(at - first, 1, "pronoun", acted)
        person = self.person.search(text)
        if person is not None and (not person.start() or text[person.start() - 1] in self.areas):
            return Named(at - first + person.start("who"), len(person["who"]), "people", acted)  # 质检员｜周小满
        found = self.classify(text)
        if found is None:
            return None
        length, sort = found
        length = whole_title(text, length, sort)
        if length == 2 and not text[:2].isalnum():
            return None  # 还息不还｜本”, 《我｜是…: one character and a quotation mark
        if skeleton[at - 1 : at] in CLOSED_BY and CLOSED_BY[skeleton[at - 1]] in text[:length]:
            at, length, text = at - 1, length + 1, skeleton[at - 1] + text  # “赣莲”品牌 with both its marks
        pointable = text[0] in _DEMONSTRATIVES and sort in ("project", "org", "name", "measured")
        if pointable and self.demonstrative.match(text):
            sort, length = "pronoun", pointed_at(text[:length], self.kinds_of_project)
        return Named(at - first, length, sort, acted)

    def _past_opening(self, skeleton: str, first: int, last: int) -> tuple[int, bool] | None:
        """Past linking words and verbs that open a phrase and are no part of its name; whether a verb acts on it."""
        at, acted = first, False
        if self.newly.match(skeleton, first, last) is not None:
            return first, False
        while True:
            step = self.opening.match(skeleton, at, last)
            verb = None if step else self.verbs.match(skeleton, at, last) or self.trades.match(skeleton, at)
            if verb is not None and skeleton[verb.end() : verb.end() + 1] in self.suffixes:
                verb = self.verbs.match(skeleton, at, verb.end() - 1)  # 服务｜类项目 is a class, 辞去｜研究所 is none
            move = step or verb
            pointing = verb is not None and self._standing(skeleton[at:last]) > verb.end() - at  # 合作社｜添了粮仓
            none = verb is not None and (
                skeleton[verb.end() : last] in ("人", "方") or self.no_verb.match(skeleton, at)
            )
            if move is None or pointing or none:
                break  # 竞得｜人
            if move.end() >= last:
                return None  # 提供‹money›, （2）: a verb or an opening alone names nothing
            acted = acted or verb is not None
            at = move.end()
        if at - SEVERAL >= first and self.several.match(skeleton, at - SEVERAL) is not None:
            return None  # 这些｜项目
        if self.built.match(skeleton, at) and self._is_built(skeleton[at + 1 : last]):
            return at + 1, True
        if self.submitted.match(skeleton, at):
            return at + 1, True  # 6月底前报｜市政府
        return at, acted

    def _is_built(self, text: str) -> bool:
        return text in self.sorts or self.sort_of(text) == "project"

    def _speaks(self, skeleton: str, behind: int, last: int, end: int) -> bool:
        """市工信局介绍, but not 公司董事长介绍: whether a name, which ends at ``behind``, only says something."""
        speaks = self.speaker.match(skeleton, behind, min(end, behind + 16)) or self.tells.search(
            skeleton, max(behind, end - LONGEST_TELLING), end
        )
        if speaks is None:
            approves = self.approves.match(skeleton, behind, end) or self.forecasts.match(skeleton, behind, end)
            return approves is not None
        return not self.is_of_firm(skeleton, behind, last)

    def is_of_firm(self, skeleton: str, behind: int, last: int) -> bool:
        """公司｜董事长: whether a title stands behind a name, and the name is no public body's."""
        return (
            skeleton[behind - 1] not in self.public_ends
            and self.government.search(skeleton, max(0, behind - LONGEST_BODY), behind) is None
            and self.title.match(skeleton, behind, last) is not None
            and self.outsider.match(skeleton, behind, last) is None
        )

    def is_obtained(self, skeleton: str, start: int, place: int) -> bool:
        """今年计划生产‹300兆瓦›的薄膜组件: whether a verb before a figure makes, buys or grants what that describes."""
        return self.obtains.search(skeleton, max(start, place - LONGEST_VERB), place) is not None


def _behind_marks(skeleton: str, start: int, end: int) -> int:
    match = _START.match(skeleton, start, end)
    return match.end() if match else start


def _is_open(skeleton: str, start: int, first: int) -> bool:
    """Whether only times and marks stand between the start of a clause and a phrase in it."""
    return first <= start or all(map(is_time_or_mark, skeleton[start:first]))


class Phrase(NamedTuple):
    """First place of a phrase and the place behind it."""

    first: int
    last: int
