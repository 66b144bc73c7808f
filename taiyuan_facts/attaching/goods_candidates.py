"""Goods as whose a figure is: who made them, what they cost, and which of them an article deals in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from taiyuan_facts.attaching.adjoining import Figure
from taiyuan_facts.attaching.candidate_names import NAMELESS, Names
from taiyuan_facts.attaching.clauses import Clauses
from taiyuan_facts.attaching.constructions import Constructions
from taiyuan_facts.attaching.marks import BIT
from taiyuan_facts.attaching.trade import Trade
from taiyuan_facts.attaching.words import is_empty
from taiyuan_facts.model import Span

OF_GOODS = frozenset(("money", "growth", "measure", "output", "share"))
GOODS = BIT["name"] | BIT["measured"]
MAKER = BIT["org"] | BIT["topic"]
INSIDE = BIT["before"] | BIT["around"] | BIT["speaker"]


class GoodsTold(NamedTuple):
    """What the clause of a figure tells of goods, and which goods it then is of, with their mark."""

    made: bool
    price: bool
    traded: Span
    mark: int


@dataclass(frozen=True, slots=True)
class GoodsCandidates:
    """Puts goods and their makers among the candidates of one page."""

    clauses: Clauses
    constructions: Constructions
    trade: Trade

    def of(self, figure: Figure, *, named: bool) -> GoodsTold:
        """What a figure's clause tells of goods; ``named``: it opens with a name that is no owner's."""
        price = self.constructions.is_price(figure)
        traded, mark = (Span(0, 0), 0) if named else self._traded(figure, price)
        return GoodsTold(self._is_made(figure), price, traded, mark)

    def put(self, names: Names, told: GoodsTold) -> None:
        """Mark the candidates that the goods or their makers are."""
        if told.made:
            self._put_maker(names)
        if told.price:
            self._put_price(names)
        if not is_empty(told.traded):
            self._put_traded(names, told)

    def _is_made(self, figure: Figure) -> bool:
        """面板｜出货量‹960万片›: whether a figure's clause opens with goods and how many were made or sold."""
        head = self.clauses.topics.heads.head(figure.sentence, figure.clause)
        if head is None or head.sort not in ("measured", "name") or head.end > figure.place:
            return False
        return self.clauses.names.made.match(self.clauses.scan.skeleton, head.end, figure.place) is not None

    def _put_maker(self, names: Names) -> None:
        """青泉光电发布业绩。面板出货量…: the firm that the article is about made the goods."""
        bodies = self.clauses.names.joined_heads  # 橡胶业协会 makes nothing
        for name, (span, marks) in names.items():
            if marks & MAKER == MAKER and not marks & INSIDE and not name.endswith(bodies):
                names[name] = (span, marks | BIT["maker"])

    def _put_price(self, names: Names) -> None:
        """国内市场清淡。13日，｜铝锭｜成交价‹17520元/吨›: a price is of goods sooner than of the place of a page."""
        here = any(marks & GOODS and marks & BIT["before"] for _, marks in names.values())
        near = BIT["before"] if here else BIT["clause-before"]
        for name, (span, marks) in names.items():
            if marks & GOODS and marks & near:
                names[name] = (span, marks | BIT["goods-of-price"])

    def _traded(self, figure: Figure, price: bool) -> tuple[Span, int]:
        """丙酮清淡，报价跌到‹5200元/吨›: the goods named last, where a clause tells what they cost."""
        scan, trade = self.clauses.scan, self.trade
        sentence, article = scan.sentences[figure.sentence], scan.article_of(figure.sentence)
        clause = sentence.clauses[figure.clause]
        if figure.kind not in OF_GOODS or not (price or trade.is_told(clause.start, figure.place)):
            return Span(0, 0), 0
        topic = self.clauses.topic_of(figure.sentence)
        if topic is not None and self.clauses.names.sort_of(scan.skeleton[slice(*topic.span)]) in ("org", "project"):
            return Span(0, 0), 0  # the news is of a firm, and so are its prices
        mentions = self.clauses.mentions(figure.sentence, figure.clause)
        named = any(mention.end <= figure.place and mention.sort not in NAMELESS for mention in mentions)
        *_, first = (figure.sentence, *self.clauses.earlier(figure.sentence))
        starts = (("clause", clause.start), ("sentence", sentence.start), ("paragraph", scan.sentences[first].start))
        for where, start in starts[:1] if named else starts:
            span = trade.named_last(article, start, figure.place)
            if not is_empty(span):
                return span, BIT[f"traded-in-{where}"]
        return Span(0, 0), 0

    def _put_traded(self, names: Names, told: GoodsTold) -> None:
        """国内｜氧化铝｜价格: the goods, or the longer name that they stand in."""
        for name, (span, marks) in names.items():
            if span.start <= told.traded.start < told.traded.end <= span.end:
                names[name] = (span, marks | told.mark)
                return
        names.put(self.clauses.scan.skeleton[slice(*told.traded)], told.traded, told.mark)
