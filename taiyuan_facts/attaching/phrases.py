"""Phrases taken apart: the thing and its measure (商品房｜销售面积), the verb and its object (新建｜学校)."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from taiyuan_facts.attaching.names import NameSorts
from taiyuan_facts.attaching.words import Parts, Words, is_boundary, is_empty, is_figure, phrase_start
from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words

_SIZES = frozenset(("年产", "日产", "月产", "总投资", "投资", "面积", "价值", "长", "宽", "高", "及以上", "以上", "级"))
_LATIN = frozenset(f"{string.ascii_letters}{string.digits}.")
_DEMONSTRATIVES = frozenset("这该此本")
_STEM = 2  # characters before the 量 of 出让量
_LONGEST_LINK = 20  # characters between a measure and its figure
_LONGEST_THING = 20  # characters; what is longer is a clause and no name
_LONGEST_CLAUSE = 12
_LONGEST_DESCRIPTION = 30
_NO_PREDICATE = frozenset("中之后和及等至间前时内上下里的能到以")
_PREDICATE = 14  # characters of what is said of the counted


@dataclass(frozen=True, slots=True)
class PhrasePatterns:
    """The lexicon's words that phrases are taken apart by, compiled or as sets."""

    before: Any = field(repr=False)
    opening: Any = field(repr=False)
    place: Any = field(repr=False)
    noun: Any = field(repr=False)
    joined: Any = field(repr=False)
    way: Any = field(repr=False)
    having: Any = field(repr=False)
    footing: Any = field(repr=False)
    acting: Any = field(repr=False)
    moved: Any = field(repr=False)
    products: frozenset[str] = field(repr=False)
    measures: Words = field(repr=False)
    tails: Words = field(repr=False)
    dress: Words = field(repr=False)
    rates: Words = field(repr=False)
    whole: frozenset[str] = field(repr=False)
    sectors: frozenset[str] = field(repr=False)
    own_things: Words = field(repr=False)
    plant_ends: Words = field(repr=False)
    verbs: Words = field(repr=False)
    said: Words = field(repr=False)
    half_nouns: frozenset[str] = field(repr=False)
    work_ends: Words = field(repr=False)
    change: Any = field(repr=False)
    heads: Words = field(repr=False)
    own_nouns: frozenset[str] = field(repr=False)
    names: NameSorts = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str], lists: Mapping[str, Sequence[str]], names: NameSorts) -> Self:
        """``words``: the lexicon as patterns; ``lists``: its plain lists."""
        letter = r"[\p{Han}A-Za-z0-9·“”\"‘’（）()《》/\-]"
        stop = rf"(?:{words['cut']}|{words['item_stop']}|{words['item_end']})"
        verbs = [*lists["counts"], *lists["verbs"], *lists["acts"]]
        heads = ("people_heads", "place_heads", "org_heads", "project_heads", "counted_heads")
        return cls(
            before=compile_words(rf"(?:{words['idle']}{words['link']}{words['reach']}了?[:：]?[“\"]?)$"),
            opening=compile_words(
                rf"(?:{words['drop_head']}|{words['drop_short']}|(?:{names.own_place.pattern})(?!外)|[\s“\"、,，和与及])+"
            ),
            place=compile_words(rf"(?:{names.known_place.pattern})(?!外)|{names.named_place.pattern}"),
            noun=compile_words(
                rf"[“\"《]?(?:(?:(?!{stop})\p{{Han}}){{0,2}}{words['item_stop']}(?={words['stop_joined']}))?(?:(?!{stop}){letter})+"
            ),
            joined=compile_words(words["stop_joined"]),
            way=compile_words(words["on_the_way"]),
            having=compile_words(words["having"]),
            footing=compile_words(words["footing"]),
            acting=compile_words(words["acting"]),
            moved=compile_words(rf"(?:{words['increase']}|{words['decrease']}|{words['changing']})"),
            products=frozenset(lists["products"]),
            measures=Words.of(lists["measures"]),
            tails=Words.of(lists["measure_tails"]),
            dress=Words.of(lists["measure_dress"]),
            rates=Words.of([*lists["change_rate"], *lists["drop_rate"]]),
            whole=frozenset(lists["measured_whole"]),
            sectors=frozenset(lists["measured_sectors"]),
            own_things=Words.of(lists["own_things"]),
            plant_ends=Words.of(lists["plant_ends"]),
            verbs=Words.of(verbs),
            said=Words.of([*verbs, *lists["does"]]),
            half_nouns=frozenset(lists["half_nouns"]),
            work_ends=Words.of(lists["work_ends"]),
            change=compile_words(rf"(?:{words['increase']}|{words['decrease']}|翻番)"),
            heads=Words.of(word for name in heads for word in lists[name] if len(word) > 1),
            own_nouns=frozenset(lists["own_nouns"]),
            names=names,
        )

    def before_figure(self, skeleton: str, start: int, place: int) -> Span:
        """The words right before a figure that say what is measured or done; empty where there are none."""
        tail = self.before.search(skeleton, max(start, place - _LONGEST_LINK), place)
        end = tail.start() if tail else place
        first = phrase_start(skeleton, start, end)
        return Span(self.opened(skeleton, first, end), end)

    def opened(self, skeleton: str, first: int, end: int) -> int:
        """Where a phrase begins to name something: past 其中, 累计 and the place that is spoken of (全市)."""
        step = self.opening.match(skeleton, first, end)
        return step.end() if step else first

    def measure_start(self, skeleton: str, first: int, end: int) -> int:
        """Where the measure begins that a phrase ends in, its dress with it (日均｜流量); its end where it has none."""
        length = self.measures.ending(skeleton, first, end)
        tail = self.tails.ending(skeleton, first, end) if length < _STEM else 0
        if tail and end - first > tail + _STEM:
            length = tail + _STEM
        at = end - length
        if skeleton[at:end] in self.rates.words:  # 居民消费价格｜涨幅
            at -= self.measures.ending(skeleton, first, at)
        while length:
            length = self.dress.ending(skeleton, first, at)
            at -= length
        return at

    def split(self, skeleton: str, first: int, end: int, subject: Span | None = None) -> Parts:
        """商品房｜销售面积, 氧化铈的｜价格; the thing is empty where it is one word with the measure (地区生产总值)."""
        at = self.measure_start(skeleton, first, end)
        if at == end:
            return Parts(self.thing(skeleton, first, end, subject), Span(end, end))
        apart = skeleton[at - 1] == "的"
        if at == first and apart:
            first = phrase_start(skeleton, 0, at - 1)
        thing = self.thing(skeleton, first, at - 1 if apart and at > first else at, subject)
        if skeleton[thing.start : thing.end] in self.whole:
            return Parts(Span(at, at), Span(at if apart else thing.start, end))
        return Parts(thing, Span(at, end))

    def thing(self, skeleton: str, first: int, end: int, subject: Span | None = None) -> Span:
        """The name that a phrase ends in, past verbs, places and whom it belongs to; empty where it ends in none."""
        if first >= end:
            return Span(end, end)
        pieces = [m for m in self.names.phrase.finditer(skeleton, first, end) if m["name"]]
        if not pieces or pieces[-1].end() != end:
            return Span(end, end)
        start = pieces[-1].start()
        if len(pieces) > 1 and skeleton[pieces[-2].end() : start] in ("和", "与", "及", "以及"):
            start = pieces[-2].start()  # 风电和太阳能｜发电量
        start = self.opened(skeleton, start, end)
        if subject is not None and start <= subject.start and subject.end + 1 < end and subject.start < subject.end:
            start = max(start, subject.end)
        place = self.place.match(skeleton, start, end)
        if place is not None and place.end() + 1 < end:
            start = place.end()
        while 0 < start < end and skeleton[start - 1] in _LATIN:
            start -= 1  # PM2.5
        text = skeleton[start:end]
        for word in ("日均", "月均", "年均") if "均" in text else ():
            start += text.find(word) + 2 if word in text[:-2] else 0  # 高速公路日均｜货车｜流量
        if text in self.names.pronouns or (text[:1] in _DEMONSTRATIVES and self.names.this.match(text)):
            return Span(end, end)
        if end - start > _LONGEST_THING:
            return Span(end, end)
        return Span(start, end)

    def verb_before(self, skeleton: str, first: int, end: int) -> Span:
        """The verb whose object is the noun behind the figure: 先后举办｜‹28期›培训班; empty where there is none."""
        if skeleton[end - 2 : end] in self.names.known:
            end -= 2  # 管理着｜全市｜‹72座›泵站
        while end > first and skeleton[end - 1] in "了着过":
            end -= 1
        length = self.verbs.ending(skeleton, first, end)
        if length > 1 or (length == 1 and end - first <= 2):
            return Span(end - length, end)
        length = self.verbs.starting(skeleton, first, end)
        return Span(first, first + length) if length > 1 and end - first - length <= 6 else Span(end, end)

    def last_verb(self, skeleton: str, first: int, end: int) -> Span:
        """那时｜建成, 园区里｜跑着: the verb that the words before a number end in, by what it is or by its particle."""
        if end - first > 1 and skeleton[end - 1] in "着出到成起":
            return Span(max(first, end - (2 if skeleton[end - 1] == "着" else 3)), end)
        for at in range(end - 1, first, -1):
            length = self.verbs.ending(skeleton, first, at)
            if length > 1:
                return Span(at - length, at)
        return Span(end, end)

    def verb_of_list(self, skeleton: str, start: int, place: int) -> Span:
        """建成投用｜城东站、绕城高速等‹340个›项目: the verb before what is counted is named one by one."""
        if skeleton[place - 1] != "等":
            return Span(place, place)
        first = self.opened(skeleton, phrase_start(skeleton, start, place, "、"), place)
        length = self.verbs.starting(skeleton, first, place)
        return Span(first, first + length) if length > 1 else Span(place, place)

    def verb_and_object(self, skeleton: str, first: int, end: int, subject: Span | None = None) -> Parts:
        """新建｜学校‹17所›: the object is the thing; without a verb the noun is both."""
        if subject is not None and first <= subject.start < subject.end < end:
            first = self.opened(skeleton, subject.end, end)
        acted = self._acted(skeleton, first, end)
        if acted is not None:
            return acted
        whole = first
        pieces = [m for m in self.names.phrase.finditer(skeleton, first, end) if m["name"]]
        if pieces and pieces[-1].end() == end:
            last = self.opened(skeleton, pieces[-1].start(), end)
            if self.verbs.starting(skeleton, last, end) > 1:
                first = last
        for at in range(first + 2, end - 3):
            if self.heads.ending(skeleton, first, at) and self.verbs.starting(skeleton, at, end) > 1:
                first = at
                break
        had = self._had_or_made(skeleton, first, end)
        if had is not None:
            return had
        length = self.verbs.starting(skeleton, first, end)
        if end - first - length <= 2 and skeleton[first : first + length] in self.half_nouns:
            return Parts(Span(first, end), Span(first, end))
        if length > 1 and first + length < end:
            verb = Span(first, first + length)
            while first + length < end and skeleton[first + length] in "了着过":
                length += 1
            length += skeleton[first + length] == "出" and skeleton[first + length + 1] not in "院口栏租版境生入国厂"

            rest = self.opened(skeleton, first + length, end)
            return Parts(Span(rest, end), verb) if rest < end else Parts(Span(end, end), verb)
        if length == end - first:  # 企业已｜开工‹471家›
            return Parts(self._object_before(skeleton, whole, first), Span(first, end))
        length = self.verbs.ending(skeleton, first, end)
        known = length > 1 or (length == 1 and self.heads.ending(skeleton, first, end - 1))
        if known and end - first - length > 1 and skeleton[end - length : end] not in self.half_nouns:
            return Parts(self._object_before(skeleton, first, end - length), Span(end - length, end))
        return Parts(Span(first, end), Span(first, end))

    def _acted(self, skeleton: str, first: int, end: int) -> Parts | None:
        """重点企业｜已｜开工, 集中｜开工｜项目: an adverb parts the counted from its verb, or opens the phrase of the verb."""
        steps = list(self.acting.finditer(skeleton, first, end - 1))
        if not steps:
            return None
        start, at = steps[-1].span()
        if start == first:
            return self.verb_and_object(skeleton, at, end)
        length = self.verbs.starting(skeleton, at, end)
        if length and at + length + 1 < end:
            return self.verb_and_object(skeleton, at, end)
        known = length and at + length >= end - 1
        thing = self._object_before(skeleton, first, start)
        return Parts(thing, Span(at, end)) if known and not is_empty(thing) else None

    def _had_or_made(self, skeleton: str, first: int, end: int) -> Parts | None:
        """公司有｜员工, 全市｜建｜学校: a verb of one character; what is had is what is counted."""
        having = self.having.search(skeleton, first, end)
        if having is not None and having.end() < end:
            return Parts(Span(having.end(), end), Span(having.end(), end))
        noun = self.heads.ending(skeleton, first, end)
        if self.verbs.starting(skeleton, first, end) == 1 and noun == end - first - 1:
            return Parts(Span(first + 1, end), Span(first, first + 1))  # but 设备 and 建材 are nouns
        return None

    def _object_before(self, skeleton: str, first: int, end: int) -> Span:
        """公章｜免费｜刻制‹4枚›, 设备｜一口气｜引进‹120套›: the object that stands before its verb."""
        match = self.noun.match(skeleton, first, end)
        if match is None:
            return Span(end, end)
        stop = match.end()
        for at in range(stop, match.start() + 1, -1):
            if self.heads.ending(skeleton, match.start(), at):
                return Span(match.start(), at)
        return Span(match.start(), stop)

    def noun_behind(self, skeleton: str, place: int, end: int) -> Span:
        """The noun that is counted behind a figure: ‹26家›小微企业｜办理…, ‹60台›刚刚投产的｜风电机组."""
        at = place + 1
        for _ in range(3):
            if skeleton[at : at + 1] == "的":
                at += 1
            match = self.noun.match(skeleton, at, end)
            stop = match.end() if match else at
            if not is_figure(skeleton[stop : stop + 1]) or (stop > at and skeleton[at:stop] not in _SIZES):
                break
            at = stop + 1  # ‹1208户›‹4376名›贫困人口, ‹1条›年产‹2万吨›炭黑生产线
        if match is None:
            return self._behind_clause(skeleton, at, end)
        doing = self.said.starting(skeleton, at, stop) > 1
        if skeleton[stop : stop + 1] == "的" and (doing or self.said.ending(skeleton, at, stop) > 1):
            further = self._behind_clause(skeleton, at, end)
            return further if further.start < further.end else Span(at, stop)
        described = self._described(skeleton, stop, end) if doing else Span(at, at)
        if described.start < described.end:
            return described
        if doing and not self.heads.ending(skeleton, at, stop):
            ends = (end for end in range(stop - 1, at + 2, -1) if self.heads.ending(skeleton, at + 2, end))
            return Span(at, next(ends, at))  # ‹600名›驻村干部｜吃住, ‹10名›入围
        aside = next(
            (n for n in range(at + 1, stop) if skeleton[n] in "(（" and skeleton[n + 2] not in ")）"), stop
        )  # ‹31个›｜省｜(自治区、直辖市)
        return Span(match.start(), self._head_end(skeleton, at, aside))

    def _behind_clause(self, skeleton: str, at: int, end: int) -> Span:
        """刚刚投产的｜风电机组: the noun behind the clause that describes it."""
        apart = skeleton.find("的", at, min(end, at + 16))
        if apart < 0 or any(is_boundary(c) for c in skeleton[at:apart]):
            return Span(at, at)
        match = self.noun.match(skeleton, apart + 1, end)
        return Span(match.start(), self._head_end(skeleton, match.start(), match.end())) if match else Span(at, at)

    def _described(self, skeleton: str, at: int, end: int) -> Span:
        """‹100家›专注基础零件、补强短板的｜冠军企业: the noun that closes a clause, behind all that describes it."""
        apart = skeleton.rfind("的", at, min(end, at + _LONGEST_DESCRIPTION))
        if apart < 0 or any(is_figure(c) for c in skeleton[at:apart]):
            return Span(at, at)
        match = self.noun.match(skeleton, apart + 1, end)
        closes = match is not None and not skeleton[match.end() : end].strip('，,。；;”"')
        return Span(match.start(), match.end()) if match is not None and closes else Span(at, at)

    def _head_end(self, skeleton: str, first: int, end: int) -> int:
        """青年｜报名: a verb behind a noun that is counted is none of its name; 企业服务平台 is one name."""
        if self.work_ends.ending(skeleton, first, end):
            for at in range(first + 2, end - 2):
                if self.heads.ending(skeleton, first, at):
                    return at
        if self.heads.ending(skeleton, first, end):
            return end
        for at in range(end - 2, first + 1, -1):
            if self.heads.ending(skeleton, first, at) and self.said.starting(skeleton, at, end) > 1:
                return at
        return end

    def predicate(self, skeleton: str, at: int, end: int) -> Span:
        """What the counted do: 学子｜踊跃｜报名."""
        step = self.way.match(skeleton, at, end)
        if step is not None:
            at = step.end()
        stop = at
        while stop < end and not is_boundary(skeleton[stop]):
            stop += 1
        return Span(at, min(stop, at + _PREDICATE))

    def says(self, skeleton: str, first: int, end: int) -> bool:
        """Whether the words behind the counted say something of it: 企业｜率先发力, but neither 城市｜之一 nor 项目｜总投资."""
        if self.said.starting(skeleton, first, end) > 1:
            return True
        told = 1 < end - first < _PREDICATE and skeleton[first] not in _NO_PREDICATE
        return told and not self.measures.ending(skeleton, first, end)

    def clause_before(self, skeleton: str, start: int, end: int, subject: Span | None) -> Span:
        """当场谈拢招聘意向的｜学子‹145名›: what the clause says that describes a noun, which ``end`` is the end of."""
        first = self.opened(skeleton, phrase_start(skeleton, start, end), end)
        if subject is not None and first <= subject.start < subject.end < end:
            first = self.opened(skeleton, subject.end, end)
        says = any(self.verbs.starting(skeleton, at, end) > 1 for at in range(first, end))
        return Span(first, end) if says and end - first <= _LONGEST_CLAUSE else Span(end, end)
