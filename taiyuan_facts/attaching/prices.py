"""Whose a price is: the goods right before it, or those that the text named last."""

from __future__ import annotations

from dataclasses import dataclass

from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.scanning.quantities import Quantity

LONGEST_GOODS = 6  # characters of 长豆角 and the like


@dataclass(slots=True)
class Prices:
    """Finds the goods of the prices of one page."""

    clauses: Clauses

    def priced(self, index: int, clause: int, place: int) -> Found | None:
        """砂糖橘一斤3元, 西红柿批发价每公斤4.2元: whatever stands right before a price has it."""
        skeleton, names = self.clauses.scan.skeleton, self.clauses.names
        goods = self.clauses.topics.heads.head(index, clause)
        if goods is None or goods.end > place or goods.sort not in ("name", "measured"):
            return None
        price = names.price.fullmatch(skeleton, goods.end, place)
        from_here = place == goods.end + 1 and skeleton[goods.end] in "从由"  # 煤炭｜从‹360元›涨到960元
        stated = from_here or (price is not None and (self.is_rate(place) or price["each"] is not None))
        return found_in(goods) if stated and not names.amount_of.search(skeleton, goods.start, goods.end) else None

    def goods(self, index: int, clause: int, place: int) -> Found | None:
        """土豆囤货充足，保持一斤1.8元不变; 长豆角降价。年前一斤8元，年后4元: a price is of the goods named last."""
        if not self.is_of_price(index, clause, place):
            return None
        topic = self.clauses.topic_of(index)
        if topic is not None and self.clauses.names.sort_of(self.clauses.scan.skeleton[slice(*topic.span)]) is not None:
            return None  # the news is of a firm or a place, and so are its prices
        for earlier, last in ((index, clause), (index - 1, None)):
            if earlier != index and earlier not in self.clauses.earlier(index):
                return None
            clauses = range(len(self.clauses.scan.sentences[earlier].clauses) if last is None else last)
            for at in reversed(clauses):
                head = self.clauses.topics.heads.head(earlier, at)
                if head is not None and head.sort in ("name", "measured") and head.end - head.start <= LONGEST_GOODS:
                    return found_in(head)
        return None

    def is_of_price(self, index: int, clause: int, place: int) -> bool:
        """Whether a clause tells what so much of a thing costs: 一斤8元, 每公斤60元, 60元/公斤."""
        scan = self.clauses.scan
        if self.is_rate(place):
            return True
        before = scan.tokens.get(place - 1)
        if isinstance(before, Quantity) and scan.page.flow[before.start] in "一每":
            return True
        start = scan.sentences[index].clauses[clause].start
        return self.clauses.names.each.search(scan.skeleton, start, place) is not None

    def is_rate(self, place: int) -> bool:
        """60元/公斤."""
        token = self.clauses.scan.tokens[place]
        return isinstance(token, Quantity) and "/" in token.surface
