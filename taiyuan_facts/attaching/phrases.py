"""Phrases around a figure: the verb and its object (新建｜学校), the noun behind a number, what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from taiyuan_facts.attaching.phrase_words import PhraseWords
from taiyuan_facts.attaching.words import Parts, is_boundary, is_empty, is_figure, phrase_start
from taiyuan_facts.model import Span

_SIZES = frozenset(("年产", "日产", "月产", "总投资", "投资", "面积", "价值", "长", "宽", "高", "及以上", "以上", "级"))
_LONGEST_CLAUSE = 12
_LONGEST_DESCRIPTION = 30
_NO_PREDICATE = frozenset("中之后和及等至间前时内上下里的能到以")
_VERB_ENDS = frozenset("了着过成到完好来去出起上下中后前")
_NOT_LED = frozenset("从在对向由把给与和于以是为")
_LEADING_FAR = frozenset("在因从由于随")
_VERB = 2  # characters
_LONGEST_LED = 6  # characters of a verb behind an adverb, its object with it
_PREDICATE = 14  # characters of what is said of the counted


@dataclass(frozen=True, slots=True)
class PhrasePatterns(PhraseWords):
    """Takes apart what stands around a figure."""

    def verb_before(self, skeleton: str, first: int, end: int) -> Span:
        """The verb whose object is the noun behind the figure: 先后举办｜‹28期›培训班; empty where there is none."""
        if skeleton[end - 2 : end] in self.names.known:
            end -= 2  # 管理着｜全市｜‹72座›泵站
        while end > first and skeleton[end - 1] in "了着过":
            end -= 1
        at = skeleton.rfind("了", first, end)
        if at > first and (length := self.verbs.ending(skeleton, first, at)) > 1:
            return Span(at - length, at)  # 陆续｜发布｜了国家重点研发计划‹40个›
        length = self.verbs.ending(skeleton, first, end)
        if length > 1 or (length == 1 and end - first <= 2):
            return Span(end - length, end)
        length = self.verbs.starting(skeleton, first, end)
        return Span(first, first + length) if length > 1 and end - first - length <= 6 else Span(end, end)

    def last_verb(self, skeleton: str, first: int, end: int) -> Span:
        """那时｜建成, 园区里｜跑着: the verb that the words before a number end in, known or by its particle."""
        if end - first > 1 and skeleton[end - 1] in "着出到成起":
            known = skeleton[end - 1] != "着" and self.said.ending(skeleton, first, end - 1) > 1  # 延伸｜到, 依然｜受到
            return Span(max(first, end - (_VERB + known)), end)
        for at in range(end - 1, first, -1):
            length = self.verbs.ending(skeleton, first, at)
            if length > 1:
                return Span(at - length, at)
        return Span(end, end)

    def verb_of_list(self, skeleton: str, start: int, place: int) -> Span:
        """建成投用｜城东站、绕城高速等‹340个›项目, 覆盖｜岚溪、青泉‹2个›县: the verb before what is named so."""
        first = self.opened(skeleton, phrase_start(skeleton, start, place, "、"), place)
        mark = skeleton.find("、", first, place)
        if skeleton[place - 1] != "等" and mark < 0:
            return Span(place, place)
        for at in range(first, mark if mark > 0 else first + 1):
            length = self.verbs.starting(skeleton, at, place)
            rest = (mark if mark > 0 else place) - at - length  # a verb with a name behind it, and no ｜通知｜书
            inner = rest > 1 and skeleton[at : at + length] not in self.half_nouns
            if length > 1 and (at == first or inner):
                return Span(at, at + length)
        return Span(place, place)

    def verb_and_object(self, skeleton: str, first: int, end: int, subject: Span | None = None) -> Parts:
        """新建｜学校‹17所›: the object is the thing; without a verb the noun is both."""
        if subject is not None and first <= subject.start < subject.end < end:
            first = self.opened(skeleton, subject.end, end)
        acted = self._acted(skeleton, first, end)
        if acted is not None:
            return acted
        whole, first = first, self._verb_start(skeleton, first, end)
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
        inner = self._inner_verb(skeleton, first, end) or self._led_verb(skeleton, first, end)
        return inner or Parts(Span(first, end), Span(first, end))

    def _inner_verb(self, skeleton: str, first: int, end: int) -> Parts | None:
        """防空系统｜拦截｜无人机‹9架›: a verb amid the words before a number, with its object behind it."""
        for at in range(end - _VERB - 3, first + 1, -1):  # 供应｜网点 is one noun
            rest = at + self.verbs.starting(skeleton, at, end)
            known = rest == at + _VERB and skeleton[at:rest] not in self.half_nouns
            if known and self.heads.ending(skeleton, rest, end):
                return Parts(Span(rest, end), Span(at, rest))
        return None

    def _led_verb(self, skeleton: str, first: int, end: int) -> Parts | None:
        """钢铁业就｜多掏‹9亿元›, 热水器只｜卖‹800元›: behind an adverb stands a verb, known or not."""
        *_, (start, at) = [(first, first), *(step.span() for step in self.lasting.finditer(skeleton, first, end - 1))]
        if start - first < _VERB or end - at >= _LONGEST_LED or skeleton[at] in _NOT_LED:
            return None
        if self.heads.ending(skeleton, at, end):
            return None
        at = start if at + 1 == end and skeleton[at:end] not in self.said.words else at  # 鲜鱼现｜仅存
        return Parts(self._object_before(skeleton, first, start), Span(at, end))

    def _verb_start(self, skeleton: str, first: int, end: int) -> int:
        """Where in 县里企业｜建成｜充电站 the verb begins: with the last name of the phrase, or behind the first."""
        pieces = [m for m in self.names.phrase.finditer(skeleton, first, end) if m["name"]]
        if pieces and pieces[-1].end() == end:
            last = self.opened(skeleton, pieces[-1].start(), end)
            if self.verbs.starting(skeleton, last, end) > 1:
                first = last
        for at in range(first + 2, end - 3):
            if self.heads.ending(skeleton, first, at) and self.verbs.starting(skeleton, at, end) > 1:
                return at
        return first

    def _acted(self, skeleton: str, first: int, end: int) -> Parts | None:
        """重点企业｜已｜开工, 集中｜开工｜项目: an adverb parts the counted from its verb, or opens the phrase."""
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
        place = self.place.match(skeleton, first, end)
        if place is not None and place.end() + 1 < end:
            first = place.end()  # 云泽｜苹果｜种植‹60万亩›
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
        if skeleton[at : at + 1] in ("(", "（") and skeleton[at + 2 : at + 3] not in (")", "）"):
            return Span(at, at)  # 确诊‹296例›（死亡‹1例›）, but ‹9市›（州）
        for _ in range(3):
            if skeleton[at : at + 1] == "的":
                at += 1
            if skeleton[at : at + 1] in ("、", "和") and is_figure(skeleton[at + 1 : at + 2]):
                at += 2  # ‹24项›、‹75条›便民举措
            match = self.noun.match(skeleton, at, end)
            stop = match.end() if match else at
            rated = self.rated.match(skeleton, stop, end)
            if rated is not None:
                at = rated.end()  # ‹33台›单机容量为‹1500千瓦›的｜风机
                continue
            if not is_figure(skeleton[stop : stop + 1]) or (stop > at and skeleton[at:stop] not in _SIZES):
                break
            at = stop + 1  # ‹1208户›‹4376名›贫困人口, ‹1条›年产‹2万吨›炭黑生产线
        if match is None or (stop - at == 1 and skeleton[stop : stop + 1] != "的"):
            behind = self._behind_clause(skeleton, at, end)
            if match is None or not is_empty(behind):
                return behind
        doing = self.said.starting(skeleton, at, stop) > 1 and not self._names_one(skeleton, at, stop)
        if skeleton[stop : stop + 1] == "的" and (apart := self._apart(skeleton, at, stop, end)) is not None:
            return apart
        described = self._described(skeleton, stop, end) if doing else Span(at, at)
        if described.start < described.end:
            return described
        if doing and not self.heads.ending(skeleton, at, stop):
            ends = (end for end in range(stop - 1, at + 2, -1) if self.heads.ending(skeleton, at + 2, end))
            return Span(at, next(ends, at))  # ‹600名›驻村干部｜吃住, ‹10名›入围
        aside = next(
            (n for n in range(at + 1, stop) if skeleton[n] in "(（" and skeleton[n + 2 : n + 3] not in {")", "）"}),
            stop,
        )  # ‹31个›｜省｜(自治区、直辖市)
        return Span(match.start(), self._head_end(skeleton, at, aside))

    def _names_one(self, skeleton: str, at: int, stop: int) -> bool:
        """Whether a verb and one character are a noun that ends a phrase: ‹30封›｜感谢信, but ‹10名›｜入围了."""
        closed = is_boundary(skeleton[stop : stop + 1] or "\n") and skeleton[stop - 1] not in _VERB_ENDS
        return closed and stop - at == _VERB + 1 == self.said.starting(skeleton, at, stop) + 1

    def _apart(self, skeleton: str, at: int, stop: int, end: int) -> Span | None:
        """‹33台›刚刚投产的｜风机, ‹4种›新兴的｜模式: the noun behind 的, where the words before it only describe it."""
        further = self._behind_clause(skeleton, at, end)
        if self.said.starting(skeleton, at, stop) > 1 or self.said.ending(skeleton, at, stop) > 1:
            return further if further.start < further.end else Span(at, stop)
        named = self.heads.ending(skeleton, at, stop) or self.sieve.goods.ending(skeleton, at, stop)
        return further if not named and self.heads.ending(skeleton, *further) else None

    def acting_end(self, skeleton: str, first: int, end: int) -> int:
        """Where the last adverb ends that a verb stands behind: 甘肃将｜开建."""
        return max((step.end() for step in self.acting.finditer(skeleton, first, end)), default=first)

    def list_end(self, skeleton: str, at: int, end: int) -> int:
        """Where a list of counts ends that goes on behind a noun: ‹6个›社区、‹5所›学校和‹3家›医院."""
        while at < end and skeleton[at] in "、和与及以":
            place = next((n for n in range(at + 1, min(at + 3, end)) if is_figure(skeleton[n])), 0)
            noun = self.noun_behind(skeleton, place, end) if place else Span(at, at)
            if is_empty(noun):
                break
            at = noun.end
        return at

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
        at = step.end() if step is not None else at
        if at < end and "\ue000" <= skeleton[at] <= "\uf8ff":
            at += 1  # 商企｜‹三天›｜销售
        stop = at
        while stop < end and not is_boundary(skeleton[stop]):
            stop += 1
        return Span(at, min(stop, at + _PREDICATE))

    def far_predicate(self, skeleton: str, at: int, end: int) -> Span:
        """老兵｜在一处疗养院｜死亡: what the counted do, behind where or why they do it."""
        if skeleton[at] not in _LEADING_FAR:
            return Span(at, at)
        for first in range(at + 2, end - 1):
            length = self.said.starting(skeleton, first, end)
            if is_boundary(skeleton[first]):
                break
            if length > 1 and skeleton[first : first + length] not in self.half_nouns:
                return self.predicate(skeleton, first, end)
        return Span(at, at)

    def says(self, skeleton: str, first: int, end: int) -> bool:
        """Whether words behind the counted say something of it: 企业｜率先发力, not 城市｜之一, 项目｜总投资."""
        if self.said.starting(skeleton, first, end) > 1:
            return True
        told = 1 < end - first < _PREDICATE and skeleton[first] not in _NO_PREDICATE
        return told and not self.measures.ending(skeleton, first, end)

    def clause_before(self, skeleton: str, start: int, end: int, subject: Span | None) -> Span:
        """当场谈拢招聘意向的｜学子‹145名›: what the clause says that describes a noun, which ``end`` is the end of."""
        first = self.opened(skeleton, phrase_start(skeleton, start, end), end)
        if subject is not None and first <= subject.start < subject.end < end:
            first = self.opened(skeleton, subject.end, end)
        says = any(self.said.starting(skeleton, at, end) > 1 for at in range(first, end))
        return Span(first, end) if says and end - first <= _LONGEST_CLAUSE else Span(end, end)
