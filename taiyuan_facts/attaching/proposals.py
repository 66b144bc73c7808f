"""Whose a figure is by rules of thumb: its construction, the head of its clause, what goes on from before, a topic."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from taiyuan_facts.attaching.adjoining import Figure
from taiyuan_facts.attaching.antecedents import Antecedents
from taiyuan_facts.attaching.carrying import PROJECT_KINDS, Carrying
from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.constructions import DESCRIBING, PREDICATED, Constructions
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.topics import ENTITIES

# A limit is told of whatever opens its clause: 行政许可事项自受理之日起7日内办结.
TOLD = frozenset({"deadline", "duration"})
# These may be of a thing that only its indicator tells (氧化铈的价格).
MEASURED = frozenset({"growth", "share", "output", "money"})
LONG_NAME = 5  # characters of a project's own name
_POINTING = re.compile("[该这此]")
_FROM = re.compile("[从由][\ue005-\uf8ff]")  # 煤炭｜从‹360元›涨到‹960元›


@dataclass(slots=True)
class Proposals:
    """Proposes a subject for the figures of one page, by the first rule of thumb that has one."""

    clauses: Clauses
    antecedents: Antecedents
    constructions: Constructions
    carrying: Carrying = field(init=False)

    def __post_init__(self) -> None:
        self.carrying = Carrying(self.clauses, self.antecedents)

    def find(self, figure: Figure, told: Mapping[str, Found]) -> Found | None:
        """The subject proposed for a figure, or None; ``told``: the constructions that it stands in."""
        carrying, topics = self.carrying, self.clauses.topics
        index, clause, place, kind, _ = figure
        return (
            told.get("following")
            or told.get("respective")
            or told.get("described")
            or told.get("possessed")
            or self._predicated(figure)
            or told.get("member")
            or told.get("bracketed")
            or self._in_clause(figure, told)
            or carrying.in_sentence(index, clause, kind)
            or self.constructions.goods(figure)
            or told.get("spoken")
            or told.get("briefed")
            or carrying.ahead(index, clause, place, kind)
            or carrying.carried(index, kind, told.get("taken-apart"))
            or carrying.anywhere(index, clause, place, kind)
            or carrying.speaking(index, clause)
            or self.clauses.topic_of(index)
            or topics.lead(self.clauses.scan.article_of(index))
            or self.clauses.whereabouts(index)
        )

    def _predicated(self, figure: Figure) -> Found | None:
        """居住类同比上涨10.5%: in a growth or a share, what stands before the predicate."""
        named = self.constructions.predicated(figure) if figure.kind in PREDICATED and self._begins(figure) else None
        return self.clauses.meant_by(figure.sentence, named) if named is not None else None

    def _begins(self, figure: Figure) -> bool:
        """Whether the match begins in the figure's clause."""
        clause = self.clauses.scan.sentences[figure.sentence].clauses[figure.clause]
        return figure.match is not None and clause.start <= figure.match.span.start < clause.end

    def _in_clause(self, figure: Figure, told: Mapping[str, Found]) -> Found | None:
        """中来光能年产16吉瓦… the project that the figure stands in or behind, else the clause's first name."""
        index, clause, place, kind, _ = figure
        head = self.clauses.topics.heads.head(index, clause)
        if head is not None and head.sort == "pronoun" and head.end <= place:
            meant = self.antecedents.find(index, head)
            if meant is not None:
                return meant
        if kind in PROJECT_KINDS:
            mentions = self.clauses.mentions(index, clause)
            rated = self.constructions.rated_by(figure)
            if rated is not None and rated.sort == "project" and rated.end - rated.start >= LONG_NAME:
                return found_in(rated)  # 白杨河风电场三期‹4.95万千瓦›风电项目
            named = self._holding(mentions, place) or self._attributive(index, clause, place)
            if named is not None:
                return named
            if rated is not None and rated.sort == "org":
                return found_in(rated)  # 石化公司‹25万吨›烷基化装置
            projects = [m for m in mentions if m.end <= place and m.sort == "project" and self.clauses.can_own(m)]
            if projects:
                return found_in(projects[-1])
        if kind == "measure":
            named = self._attributive(index, clause, place, ENTITIES)
            if named is not None:
                return named
        return self._by_head(figure, told) or self._pointed_at(index, clause, place)

    def _pointed_at(self, index: int, clause: int, place: int) -> Found | None:
        """也使该公司减少4%的利润: who is pointed at before the figure, where the clause does not open with a name."""
        skeleton = self.clauses.scan.skeleton
        if _POINTING.search(skeleton, self.clauses.scan.sentences[index].clauses[clause].start, place) is None:
            return None
        for mention in self.clauses.mentions(index, clause):
            if mention.end > place:
                return None
            if mention.sort == "pronoun" and _POINTING.match(skeleton, mention.start):
                return self.antecedents.find(index, mention)
        return None

    def _by_head(self, figure: Figure, told: Mapping[str, Found]) -> Found | None:
        """The name that the clause opens with, where it can be whose the figure is."""
        index, clause, place, kind, _ = figure
        first = self.clauses.topics.heads.head(index, clause)
        if first is not None and first.start > place and self._is_told_of_whole(index, clause, first):
            return found_in(first)
        if first is not None and kind == "count" and self.clauses.counts(first, place):
            return None  # 小型水库‹7座›、蓄水池等‹993个›: the first is counted too
        if first is None or first.end > place:
            return self._whose(index, clause, place, kind)
        if first.sort == "pronoun":
            return self.antecedents.find(index, first)
        if (
            not self.clauses.can_own(first)
            or self.clauses.is_counted(first, place, kind)
            or (first.sort == "measured" and kind not in MEASURED)
        ):
            return None
        if first.sort == "macro_strong" or self.clauses.is_measure_of_place(index, first):
            return self.clauses.whereabouts(index)
        if "priced" in told:
            return told["priced"]
        limited = first.sort == "name" and kind in TOLD and first.end - first.start >= 4
        skeleton, names = self.clauses.scan.skeleton, self.clauses.names
        goods = names.amount_of.search(skeleton, first.start, first.end) is None  # 出口依存度 owns nothing
        moves = goods and first.end < place and _FROM.match(skeleton, first.end) is not None
        return found_in(first) if limited or moves or self.clauses.topics.is_subject(first) else None

    def _is_told_of_whole(self, index: int, clause: int, head: Mention) -> bool:
        """对7天内有旅居史的人员，…, 持股7.36%的澜州创投，…: a figure within the clause that only names somebody."""
        skeleton, span = self.clauses.scan.skeleton, self.clauses.scan.sentences[index].clauses[clause]
        return skeleton[self.clauses.opening(index, clause)] in "对凡以拿" or not skeleton[head.end : span.end].strip(
            "，,”’」 "
        )

    def _whose(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """7天内有国内疫情风险区旅居史的返并人员: a clause that opens with a length of time ends in whom it is about."""
        if kind not in ("duration", "deadline") or self.clauses.opening(index, clause) != place:
            return None
        last = next((m for m in reversed(self.clauses.mentions(index, clause)) if m.start > place), None)
        if last is None or last.sort != "people" or self.clauses.scan.skeleton[last.start - 1] != "的":
            return None
        return found_in(last)

    def _holding(self, mentions: list[Mention], place: int) -> Found | None:
        """晶科年产56GW垂直一体化大基地项目: the figure stands in the name itself."""
        around = next((m for m in mentions if m.start < place < m.end), None)
        return found_in(around) if around else None

    def _attributive(
        self, index: int, clause: int, place: int, sorts: Collection[str] = frozenset({"project"})
    ) -> Found | None:
        """总投资24.7亿元的升级项目: the name right behind the figure, unless the sentence has a project already."""
        after = next((m for m in self.clauses.mentions(index, clause) if m.start > place), None)
        if after is None or after.sort not in sorts:
            return None
        before = self.clauses.scan.skeleton[max(0, place - 3) : place]
        if after.start == place + 1 and before.endswith("年产") and before[0].isalpha():
            return found_in(after)  # …公司年产3GW单晶电池项目: the figure is part of the project's name
        heads = [self.clauses.topics.heads.head(index, earlier) for earlier in range(clause + 1)]
        if any(m is not None and m.sort == "project" and m.end <= place for m in heads):
            return None
        between = self.clauses.scan.skeleton[place + 1 : after.start]
        return found_in(after) if between in DESCRIBING else None
