"""The wording of due dates and lengths of time: what is due, what is done in so long, and the thing it is done to."""

from __future__ import annotations

from taiyuan_facts.attaching.surroundings import Asked, Surroundings, Wording
from taiyuan_facts.attaching.words import NOTHING, is_empty, is_figure, phrase_start
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.quantities import Quantity

_SHORTEST_THING = 2  # characters
_OPENING = 3  # characters before a count that opens a clause: 全市｜‹5所›…
_LONGEST_DOER = 14  # characters between a time and the verb of what is done in it
_WITH = frozenset("在对向为从以把给由")
_LONGEST_LASTING = 5  # characters of what lasts, and is no clause with its subject
_LONGEST_TOLD = 7  # characters of what may be a verb before a length of time


class DueWords(Surroundings):
    """Finds the wording of due dates and lengths of time."""

    __slots__ = ()

    def find(self, asked: Asked) -> Wording:
        """What is due, and the thing that is built or done until then."""
        found = self._found(asked)
        return found._replace(item=self._before(asked)) if is_empty(found.item) else found

    def _before(self, asked: Asked) -> Span:
        """首台｜机组｜定于‹8月›投产, 物流中心‹明年›落成: the thing that stands before its time."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        told = phrases.before_figure(skeleton, asked.clause.start, asked.place)
        led = phrases.planned_for.search(skeleton, *told)
        end = led.start() if led is not None else told.end
        if asked.kind != "deadline" or end - told.start < _SHORTEST_THING:
            return NOTHING
        thing = phrases.thing(skeleton, phrase_start(skeleton, asked.clause.start, end), end)
        itself = asked.subject is not None and asked.subject.start <= thing.start < thing.end <= asked.subject.end
        return thing if phrases.heads.ending(skeleton, *thing) and not itself else NOTHING

    def _found(self, asked: Asked) -> Wording:
        group, item = self.column(asked, "indicator"), self.column(asked, "item")
        if "indicator" in asked.match.columns:
            done = self._done(asked, group)
            planned = self._planned(done)
            built = self._built(planned) if planned.start > done.start else NOTHING
            named = self.phrases.heads.ending(self.scan.skeleton, *built)
            built = built if named else self._built(group)
            return Wording(planned, item if "item" in asked.match.columns else built)
        told = self._told(asked)
        if asked.kind == "deadline":
            told = self._planned(told)
        elif told.end <= asked.place:
            told = self._lasting(asked, told)
        return Wording(told, item if "item" in asked.match.columns else self._built(told))

    def _told(self, asked: Asked) -> Span:
        """What lasts so long: the verb before it, what is done in it, else the words before: 治河｜‹3年›｜消除黑臭."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        told = phrases.before_figure(skeleton, asked.clause.start, asked.place)
        length = phrases.verbs.ending(skeleton, *told)
        if length > 1:
            return Span(told.end - length, told.end)
        done = phrases.predicate(skeleton, asked.place + 1, asked.clause.end)
        if skeleton[asked.place - 1] == "的" and is_empty(told):
            before = phrases.clause_before(skeleton, asked.clause.start, asked.place - 1, asked.subject)
            if not is_empty(before):
                return before  # 独自前行的‹十多年›
        if not is_empty(spent := self._spent(asked, told)):
            return spent
        short = 1 < told.end - told.start < _LONGEST_TOLD
        if (
            is_empty(told)
            or phrases.said.starting(skeleton, *done) > 1
            or not (short or not phrases.says(skeleton, *done))
        ):
            return told if is_empty(done) else done
        return told

    def _lasting(self, asked: Asked, told: Span) -> Span:
        """政府部门全部｜休假‹3周›, 被法院｜判处有期徒刑‹15年›, ‹40年›的｜垄断: of a whole clause what lasts so long."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        short = told.end - told.start < _LONGEST_LASTING
        name = short and (phrases.heads.ending(skeleton, *told) > 0 or self.is_subject(asked, told))
        if is_empty(told) or (short and not name) or phrases.measure_start(skeleton, *told) < told.end:
            return told
        ends = told.end - (skeleton[told.end - 1] in "了着过")
        if (length := phrases.said.ending(skeleton, told.start, ends)) > 1:
            return Span(ends - length, told.end)
        if skeleton[asked.place + 1] == "的":
            behind = phrases.noun_behind(skeleton, asked.place, asked.clause.end)
            short = 1 < behind.end - behind.start < _LONGEST_TOLD - 1  # not 暂停收费‹一周›的｜青泉北收费站
            if short and skeleton[slice(*behind)] not in phrases.no_things:
                return behind
        if not name and not is_empty(done := self._done_last(told)):
            return done
        subject = asked.subject
        if subject is not None and told.start <= subject.start < subject.end < told.end - 1:
            return Span(subject.end, told.end)
        after = phrases.afterwards.match(skeleton, asked.place + 1)
        if after is not None:
            done = phrases.predicate(skeleton, after.end(), asked.clause.end)
            return done if phrases.says(skeleton, *done) else told
        return told

    def _done_last(self, told: Span) -> Span:
        """What a clause says last: behind its last adverb, or from its last verb on."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        led = max((step.end() for step in phrases.lasting.finditer(skeleton, *told)), default=told.start)
        if told.start < led and 1 < told.end - led < _LONGEST_TOLD:
            return Span(led, told.end)
        for at in range(told.end - 2, told.start, -1):
            acts = max(phrases.said.starting(skeleton, at, told.end), self._moves(at, told.end))
            if acts > 1 and skeleton[at : at + acts] not in phrases.half_nouns:
                return Span(at, told.end)
        return NOTHING

    def _moves(self, first: int, end: int) -> int:
        """How long the verb of a change is that begins at a place."""
        moved = self.phrases.moved.match(self.scan.skeleton, first, end)
        return len(moved.group()) if moved is not None else 0

    def _spent(self, asked: Asked, told: Span) -> Span:
        """不到一年的时间里，新建…, 过去两个月中，工厂抢建…: a time in which something is done, which stands behind."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        passed = phrases.in_which.match(skeleton, asked.place + 1)
        if passed is None or not (is_empty(told) or skeleton[slice(*told)] in phrases.sieve.no_indicators):
            return NOTHING
        if passed.end() == asked.place + 1:
            of = skeleton[passed.end() : passed.end() + 2].find("的") + 1  # ‹2000年›的｜种植历史, 半年来的｜上涨
            return phrases.noun_behind(skeleton, asked.place + of, asked.clause.end) if of else NOTHING
        if skeleton[passed.end()] == "的":
            return phrases.noun_behind(skeleton, passed.end(), asked.clause.end)  # 半年来的｜上涨
        sentence = self.scan.sentences[asked.sentence]
        end = next((clause.end for clause in sentence.clauses if clause.end > passed.end()), sentence.end)
        for at in range(passed.end(), min(passed.end() + _LONGEST_DOER, end - 1)):
            length = phrases.said.starting(skeleton, at, end)
            if is_figure(skeleton[at]):
                break
            if length > 1 and skeleton[at : at + length] not in phrases.half_nouns:
                return phrases.predicate(skeleton, at, end)
            if phrases.moved.match(skeleton, at, end) is not None:
                return phrases.predicate(skeleton, at, end)
        return NOTHING

    def _planned(self, told: Span) -> Span:
        """糖价还有可能｜继续上涨, 公司将｜增设门店: what is to happen, not whom to; of a state the measure."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        if any(map(is_figure, skeleton[slice(*told)])):
            return told
        led = phrases.led_by.search(skeleton, min(told.start + 2, told.end), told.end)
        if led is None:
            return told
        first = led.end()
        if skeleton[first] in _WITH:  # 将｜在各乡镇陆续｜开办
            far = (at for at in range(first + 2, told.end - 1) if phrases.said.starting(skeleton, at, told.end) > 1)
            first = next(far, first)
        if phrases.said.starting(skeleton, first, told.end) > 1 or phrases.moved.match(skeleton, first, told.end):
            way = phrases.continuing.search(skeleton, led.start(), first)
            return Span(way.start() if way is not None else first, told.end)
        return Span(told.start, led.start()) if phrases.measures.ending(skeleton, told.start, led.start()) else told

    def _done(self, asked: Asked, group: Span) -> Span:
        """Of a whole clause what is done: 5所幼儿园｜建成开园, 智能电视｜有望成为标配."""
        skeleton, phrases, subject = self.scan.skeleton, self.phrases, asked.subject
        figures = [at for at in range(*group) if is_figure(skeleton[at])]
        if figures:
            behind = phrases.noun_behind(skeleton, figures[0], group.end)
            rest = Span(behind.end + (skeleton[behind.end : behind.end + 1] == "的"), group.end)
            counts = len(figures) == 1 and figures[0] - group.start < _OPENING and not is_empty(behind)
            return rest if counts and rest.end - rest.start > 1 else group
        due = not isinstance(self.scan.tokens[asked.place], Quantity)
        if not due or subject is None or not group.start <= subject.start < subject.end + 1 < group.end:
            return group
        way = phrases.way.match(skeleton, subject.end, group.end)
        first = way.end() if way is not None else subject.end
        acts = phrases.said.starting(skeleton, first, group.end) > 1
        return Span(subject.end, group.end) if acts and not phrases.measures.ending(skeleton, *group) else group

    def _built(self, group: Span) -> Span:
        """Of what is due, the thing that it happens to: 建成｜产业园‹2个›, ‹5所›｜公办幼儿园｜建成开园."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        for at in range(group.start, group.end):
            if is_figure(skeleton[at]):
                behind = phrases.noun_behind(skeleton, at, group.end)
                return behind if not is_empty(behind) else self._object(group.start, at)
        return self._object(group.start, group.end)

    def _object(self, first: int, end: int) -> Span:
        """建成｜产业园, 机组｜投产; 办理｜时限 is a measure and no thing."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        first = phrases.opened(skeleton, first, end)
        length = phrases.said.starting(skeleton, first, end)
        acts = length > 1 and first + length < end
        match = phrases.noun.match(skeleton, first + length if acts else first, end)
        if match is None or match.end() - match.start() < 2 or phrases.measures.ending(skeleton, *match.span()):
            return NOTHING
        if acts:
            return Span(match.start(), match.end())
        named = phrases.heads.ending(skeleton, first, match.end())
        return Span(phrases.opened(skeleton, first, match.end()), match.end()) if named else NOTHING
