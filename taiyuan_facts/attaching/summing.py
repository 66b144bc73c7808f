"""What a sum is: the price that stands farther off, what is done with it, and what is got for it."""

from __future__ import annotations

from taiyuan_facts.attaching.surroundings import Asked, Surroundings, Wording
from taiyuan_facts.attaching.words import NOTHING, is_empty, is_figure, phrase_start
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.quantities import Quantity

_SHORT = 2  # characters of a verb
_LONGEST_DEED = 4  # characters of what is done for a sum


class SumWords(Surroundings):
    """Finds the wording of sums that no noun names."""

    __slots__ = ()

    def done_with(self, asked: Asked, told: Span) -> Wording | None:
        """以‹4亿元›｜收购｜家电业务, 集团‹4亿元›｜购买…: what is done with a sum, where no verb stands before it."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        way = phrases.way.match(skeleton, asked.place + 1, asked.clause.end)
        first = way.end() if way is not None else asked.place + 1
        length = phrases.verbs.starting(skeleton, first, asked.clause.end)
        led = is_empty(told) or skeleton[told.end - 1] in "以用" or self.names.sort_of(skeleton[slice(*told)])
        if length < _SHORT or not led:
            return None
        end = first + length
        return Wording(Span(first, end), phrases.noun_behind(skeleton, end - 1, asked.clause.end))

    def priced(self, asked: Asked, told: Span, item: Span) -> Wording | None:
        """稀土价格上涨，氧化铈从‹5万元/吨›…, 洋葱｜一斤‹3元›: what is so dear has a price, which stands farther off."""
        skeleton, phrases = self.scan.skeleton, self.phrases
        each = phrases.dear.search(skeleton, asked.clause.start, asked.place)
        if each is None and is_figure(skeleton[asked.place - 1]):
            told = phrases.before_figure(skeleton, asked.clause.start, asked.place - 1)  # ‹一斤›‹3元›
        if asked.kind != "money" or (each is None and not self._is_rated(asked.place)):
            return None
        first = self.scan.sentences[max(asked.sentence - 1, 0)].clauses[0].start
        price = max(
            phrases.far_price.finditer(skeleton, first, asked.place), key=lambda found: found.end(), default=None
        )
        if price is None:
            return None
        end = each.start() if each is not None else told.end
        thing = phrases.thing(skeleton, phrase_start(skeleton, asked.clause.start, end), end, asked.subject)
        at = max(phrases.measure_start(skeleton, price.start(), price.end()), price.start())
        for moved in phrases.moved.finditer(skeleton, *thing):
            thing = Span(thing.start, moved.start()) if moved.end() == thing.end else thing  # 氧化铈｜卖
        if is_empty(thing):
            apart = at - (skeleton[at - 1] == "的")
            same = at >= asked.clause.start
            thing = phrases.thing(skeleton, phrase_start(skeleton, first, apart), apart) if same else NOTHING
        dear = Span(at, price.end()) if at < price.end() else Span(*price.span())
        return Wording(dear, thing if is_empty(item) else item)

    def _is_rated(self, place: int) -> bool:
        """Whether a sum is for so much: ‹5万元/吨›, ‹一斤›‹3元›."""
        before = self.scan.tokens.get(place - 1)
        return "/" in self.unit(place) or (isinstance(before, Quantity) and before.value == 1)

    def paid(self, asked: Asked) -> Wording | None:
        """以‹5亿元›｜竞得｜地块: what is got for a sum."""
        paid = self.phrases.paid_with.search(self.scan.skeleton, asked.clause.start, asked.place)
        if asked.kind != "money" or paid is None:
            return None
        done = self.done_with(asked, Span(asked.place, asked.place))
        does = self.phrases.predicate(self.scan.skeleton, asked.place + 1, asked.clause.end)
        short = _SHORT <= does.end - does.start <= _LONGEST_DEED
        return done or (Wording(does) if short else None)  # 以‹800万元›｜交保
