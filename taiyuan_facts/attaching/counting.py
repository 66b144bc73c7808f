"""What is counted, and what is done to it: the noun behind the classifier or before the number, and its verb."""

from __future__ import annotations

from typing import NamedTuple

from taiyuan_facts.attaching.surroundings import Asked, Surroundings, Wording
from taiyuan_facts.attaching.words import NOTHING, is_boundary, is_empty, is_figure
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.quantities import Quantity

_LONGEST_VERB = 6
_VERB = 2  # characters
_SHORT = 2  # characters of a noun that a verb before it may make a longer one of: 服务｜事项


class Listed(NamedTuple):
    """The verb of a list of counts: the number of its sentence, the verb, where the last member ends."""

    sentence: int = -1
    verb: Span = NOTHING
    end: int = 0


class CountWords(Surroundings):
    """Finds the wording of counts."""

    __slots__ = ()

    def find(self, asked: Asked, listed: Listed) -> Wording:
        """建设｜‹2个›｜产业园、‹3个›｜物流港; ``listed`` is the verb of the count before."""
        skeleton, place, phrases = self.scan.skeleton, asked.place, self.phrases
        verb, item = self._given(asked, listed)
        told = phrases.before_figure(skeleton, asked.clause.start, place)
        if place < item.start < item.end == verb.start and phrases.heads.ending(skeleton, *verb):
            before = phrases.verb_before(skeleton, *told)
            if not is_empty(before):
                verb, item = before, Span(item.start, verb.end)  # 提供‹2万个›毕业生｜就业岗位 names what they are
        if told.end == place and told.end - told.start > _SHORT and skeleton[place - 1] in "前后":
            told = Span(told.start, place - 1)  # 投资增速｜前‹3名›
        behind = self._behind(asked)
        if verb.end - verb.start == _VERB and skeleton[verb.start] == "每" and not is_empty(behind):
            does = phrases.predicate(skeleton, behind.end, asked.clause.end)
            if phrases.said.starting(skeleton, *does) > 1:
                return Wording(does, behind)  # 每年有‹100万对›｜新人｜结婚
        if not is_empty(behind) and (is_empty(item) or item.start < place or item.end > behind.end):
            item = behind
        if is_empty(verb) and skeleton[place - 1] in "、和与及" and listed.sentence == asked.sentence:
            verb = listed.verb
        if item.start > place:
            return self._with_noun_behind(asked, told, Wording(verb, item), listed)
        if not is_empty(item):
            return self._finished(asked, told, Wording(verb, item), listed)
        if self._counts_itself(asked) and phrases.said.starting(skeleton, place + 1, asked.clause.end) > 1:
            return Wording(phrases.predicate(skeleton, place + 1, asked.clause.end), item, True)  # 14人｜出征全国决赛
        return self._with_noun_before(asked, told, verb, listed)

    def goes_on(self, found: Wording) -> Span:
        """The verb that the next counts of a list share; 网点‹1406个›、中心‹139个› has nouns only, each its own."""
        does = self.phrases.said.starting(self.scan.skeleton, *found.indicator) > 1
        return found.indicator if does and found.indicator != found.item else NOTHING

    def names_nothing(self, found: Wording, place: int, listed: Listed) -> bool:
        """Whether a count has no words of its own besides whose it is: 福州市‹72例›, 1.6亿及‹2亿›."""
        if is_empty(found.indicator):
            return is_empty(found.item)
        return (
            found.indicator in (found.item, listed.verb)
            and found.item.end <= place
            and self.names.sort_of(self.scan.skeleton[slice(*found.item)]) == "place"
        )

    def _given(self, asked: Asked, listed: Listed) -> tuple[Span, Span]:
        """Verb and noun of the rule; 服务｜事项‹312项› is one noun."""
        verb, item = self.column(asked, "indicator"), self.column(asked, "item")
        one_noun = item.end - item.start <= _SHORT and verb.end == item.start
        if one_noun and self.scan.skeleton[slice(*verb)] in self.phrases.half_nouns:
            return NOTHING, NOTHING
        if verb == item and self._is_of_which(asked, item, listed):
            verb = NOTHING
        return self._doubled(asked, verb, item)

    def _is_of_which(self, asked: Asked, item: Span, listed: Listed) -> bool:
        """其中｜工业项目‹18个›、文旅项目‹6个›: parts of the count before, which share its verb."""
        skeleton = self.scan.skeleton
        if listed.sentence == asked.sentence and not is_empty(listed.verb) and skeleton[item.start - 1] in "、和":
            return self._is_thing(item)
        return self.phrases.of_which.search(skeleton, asked.clause.start, item.start) is not None

    def _doubled(self, asked: Asked, verb: Span, item: Span) -> tuple[Span, Span]:
        """改造｜建设｜中心‹20个›, 审批｜核准｜项目‹6个›: two verbs with one object."""
        skeleton, verbs = self.scan.skeleton, self.phrases.verbs
        if is_empty(verb) or verbs.starting(skeleton, *verb) < verb.end - verb.start:
            return verb, item
        half = self.phrases.half_nouns
        before = verbs.ending(skeleton, asked.clause.start, verb.start)
        if before == _VERB and skeleton[verb.start - before : verb.start] not in half | self.phrases.causes:
            verb = Span(verb.start - before, verb.end)
        behind = verbs.starting(skeleton, *item) if item.start == verb.end else 0
        rest = Span(item.start + behind, item.end)
        whole = behind == _VERB and skeleton[item.start : rest.start] not in half and rest.end - rest.start > 1
        if whole and not self.phrases.joined.match(skeleton, *rest):  # 新增｜上市公司
            verb, item = Span(verb.start, rest.start), rest
        return verb, item

    def _counts_itself(self, asked: Asked) -> bool:
        token = self.scan.tokens[asked.place]
        return isinstance(token, Quantity) and token.unit in self.phrases.own_nouns

    def _behind(self, asked: Asked) -> Span:
        skeleton, place = self.scan.skeleton, asked.place
        if self._counts_itself(asked) and (
            skeleton[place + 1 : place + 2] == "的"
            or self.phrases.said.starting(skeleton, place + 1, asked.clause.end) > 1
        ):
            return NOTHING  # ‹8个部门›的窗口, ‹14人›出征全国决赛
        if skeleton[place + 1] in ")）":
            return NOTHING  # (含重症病例‹466例›)
        return self.phrases.noun_behind(skeleton, place, asked.clause.end)

    def _with_noun_behind(self, asked: Asked, told: Span, given: Wording, listed: Listed) -> Wording:
        skeleton, phrases = self.scan.skeleton, self.phrases
        verb = given.indicator
        does = is_empty(verb) and phrases.verbs.ending(skeleton, *told) > 1  # 提供‹2万个›毕业生就业岗位
        if not does and phrases.measure_start(skeleton, *given.item) < given.item.end:
            parts = phrases.split(skeleton, *given.item)
            if not is_empty(parts.thing):
                return Wording(parts.measure if is_empty(verb) else verb, parts.thing)  # ‹30种›｜蔬菜｜价格
        if is_empty(verb) and phrases.governed.search(skeleton, asked.clause.start, asked.place) is not None:
            given = self._governed(asked, given)
            verb = given.indicator
        if is_empty(verb):
            verb = self._verb_reached(asked, told)
        if is_empty(verb):
            verb = phrases.verb_before(skeleton, *told)
        if is_empty(verb):
            verb = phrases.verb_of_list(skeleton, asked.clause.start, asked.place)
        if is_empty(verb):
            verb = self._verb_around(asked, told, given.item)
        return self._finished(asked, told, Wording(verb, given.item), listed)

    def _verb_reached(self, asked: Asked, told: Span) -> Span:
        """公司｜达成‹14项›协议, 突破‹5项›技术: a verb that elsewhere leads to a figure (交易额达成2亿元)."""
        end = asked.place - (self.scan.skeleton[asked.place - 1] == "了")
        length = self.phrases.verbs.ending(self.scan.skeleton, told.end, end)
        return Span(end - length, end) if length >= _VERB else NOTHING

    def _governed(self, asked: Asked, given: Wording) -> Wording:
        """向‹180个›国家的用户｜提供, 为‹32家›企业｜运输物资, 据‹31个›省(自治区)和兵团｜报告: the verb stands behind."""
        skeleton, phrases, end = self.scan.skeleton, self.phrases, asked.clause.end
        item = given.item
        for at in range(item.start + _VERB, end - 1):
            if is_figure(skeleton[at]) or skeleton[at] in "，,；;":
                break
            length = phrases.said.starting(skeleton, at, end)
            ends = phrases.heads.ending(skeleton, item.start, at) or skeleton[at - 1] in "）)行了"
            noun = phrases.heads.ending(skeleton, item.start, at + length) and not is_boundary(skeleton[at + length])
            if length > 1 and ends and not noun:
                does = phrases.predicate(skeleton, at, end)
                return given._replace(indicator=does, item=Span(item.start, min(item.end, at)))
        return given

    def _verb_around(self, asked: Asked, told: Span, item: Span) -> Span:
        """监测的‹5家›企业, 本县将｜开建‹17条›路, ‹6个›社区和‹3家›医院｜进行试点: where else a verb stands."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        if skeleton[asked.place - 1] == "的":
            length = phrases.verbs.ending(skeleton, asked.clause.start, asked.place - 1)
            if length < _VERB:
                return phrases.verb_of_list(skeleton, asked.clause.start, asked.place - 1)  # 卖给岚溪、青泉的‹4家›
            return Span(asked.place - 1 - length, asked.place - 1)
        acting = phrases.acting_end(skeleton, *told)
        if 0 < told.end - acting < _LONGEST_VERB and acting > told.start:
            return Span(acting, told.end)
        at = phrases.list_end(skeleton, item.end, asked.clause.end)
        does = phrases.predicate(skeleton, at, asked.clause.end) if at > item.end else NOTHING
        return does if phrases.says(skeleton, *does) else NOTHING

    def _with_noun_before(self, asked: Asked, told: Span, verb: Span, listed: Listed) -> Wording:
        skeleton, phrases = self.scan.skeleton, self.phrases
        if not is_empty(verb) and verb.end == told.end:
            thing = NOTHING
            if told.start + 1 < verb.start:
                thing = phrases.verb_and_object(skeleton, *told, asked.subject).thing
            return self._finished(asked, told, Wording(verb, thing), listed)
        parts = phrases.verb_and_object(skeleton, *told, asked.subject)
        if parts.measure != parts.thing:
            return self._finished(asked, told, Wording(parts.measure if is_empty(verb) else verb, parts.thing), listed)
        split = phrases.split(skeleton, *told, asked.subject)
        if not is_empty(split.measure):
            short = split.measure.end - split.measure.start <= _SHORT
            return Wording(told if short else split.measure, split.thing)  # 短信｜总量‹6万条›
        return self._finished(asked, told, Wording(verb, parts.thing), listed)

    def _finished(self, asked: Asked, told: Span, found: Wording, listed: Listed) -> Wording:
        """With the verb of the list, of the clause that describes the noun, or what is said behind it."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        verb, item = found.indicator, found.item
        if is_empty(verb):
            verb = self._going_on(asked, told, listed)
        if is_empty(verb) and not is_empty(item) and item.end <= asked.place:
            if skeleton[item.start - 1] == "的":
                verb = phrases.clause_before(skeleton, asked.clause.start, item.start - 1, asked.subject)
            verb = item if is_empty(verb) else verb
        if is_empty(verb):
            verb = phrases.predicate(skeleton, max(asked.place + 1, item.end), asked.clause.end)
            if item.start > asked.place and not phrases.says(skeleton, *verb):
                far = phrases.far_predicate(skeleton, item.end, asked.clause.end)
                if not is_empty(far):
                    return Wording(far, item)
                verb = phrases.last_verb(skeleton, *told)
                if is_empty(verb) and self._acts(told):
                    verb = told
                verb = item if is_empty(verb) else verb
        return Wording(told if is_empty(verb) else verb, item, is_empty(item) and self._counts_itself(asked))

    def _acts(self, told: Span) -> bool:
        """Whether short words before a number may be a verb that no list knows; no place, no member of a list."""
        skeleton = self.scan.skeleton
        if not 0 < told.end - told.start < _LONGEST_VERB or skeleton[told.start - 1] == "、":
            return False
        if skeleton[told.end] == "有":
            return False  # 桃园有‹4个›品种
        return skeleton[told.end - 1] not in "和与及等中" and self.names.sort_of(skeleton[slice(*told)]) is None

    def _is_thing(self, told: Span) -> bool:
        """其中｜工业项目‹18个›, but 其中｜续建‹18个› and 其中｜入境人数‹5万人次› tell what is done or measured."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        if is_empty(told) or phrases.measures.ending(skeleton, *told):
            return False
        return max(phrases.said.starting(skeleton, *told), phrases.said.ending(skeleton, *told)) < _VERB

    def _going_on(self, asked: Asked, told: Span, listed: Listed) -> Span:
        if told.end < asked.place:
            return NOTHING  # 新增泊位‹80个›，全市泊位｜达｜‹200个›: a statement of its own
        between = self.scan.skeleton[listed.end : told.start]
        if listed.sentence != asked.sentence or not between:
            return NOTHING
        if self.phrases.of_which.search(self.scan.skeleton, listed.end, told.start) is not None:
            return listed.verb if self._is_thing(told) else NOTHING
        if between.strip("、，,和与及以其中"):
            return NOTHING
        if is_empty(told) and not between.strip("，,"):
            behind = phrases_end = self.phrases.noun_behind(self.scan.skeleton, asked.place, asked.clause.end)
            ends = not is_empty(behind) and self.scan.skeleton[phrases_end.end] in "，,、和及与。；;"
            return listed.verb if ends else NOTHING  # 建设‹100座›城市，‹200个›示范县
        return listed.verb
