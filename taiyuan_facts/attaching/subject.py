"""Whose a figure is: the project before its owner, from the clause, the sentence, the sentences before, the topic."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from taiyuan_facts.attaching.antecedents import Antecedents
from taiyuan_facts.attaching.carrying import PREDICATED, PROJECT_KINDS, Carrying
from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.mentions import Mention, behind_member
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.attaching.topics import ENTITIES
from taiyuan_facts.model import Span
from taiyuan_facts.ruleset.ruleset import Match
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.scan import Scan

# A limit is told of whatever opens its clause: 行政许可事项自受理之日起7日内办结.
TOLD = frozenset({"deadline", "duration"})
# What a figure before 的 can describe.
DESCRIBED = frozenset({"project", "org", "people", "place", "name"})
# These may be of a thing that only its indicator tells (氧化铈的价格).
MEASURED = frozenset({"growth", "share", "output", "money"})
LONGEST_GOODS = 6  # characters of 长豆角 and the like
LONGEST_NOUN = 5  # characters of what each member of a list has so many of
LONG_NAME = 5  # characters of a project's own name
POSSESSED = frozenset({"count", "capacity", "output"})
_POINTING = re.compile("[该这此]")


@dataclass(slots=True)
class SubjectFinder:
    """Finds subjects in one page; remembers the names of sentences already read."""

    scan: Scan
    names: NamePatterns
    clauses: Clauses = field(init=False)
    antecedents: Antecedents = field(init=False)
    carrying: Carrying = field(init=False)

    def __post_init__(self) -> None:
        self.clauses = Clauses(self.scan, self.names)
        self.antecedents = Antecedents(self.clauses)
        self.carrying = Carrying(self.clauses, self.antecedents)

    def find(self, index: int, clause: int, place: int, kind: str, match: Match | None = None) -> Found | None:
        """The subject of the figure at ``place`` in a clause of a sentence, or None; ``match`` is what claimed it."""
        return (
            self._following(index, clause, place, kind)
            or self._respective(self.scan.sentences[index].clauses[clause], place, match)
            or self._relative(index, clause, place, kind)
            or self._possessed(index, clause, place, kind)
            or self._predicated(index, self.scan.sentences[index].clauses[clause], kind, match)
            or self._in_clause(index, clause, place, kind)
            or self.carrying.in_sentence(index, clause, kind)
            or self._goods(index, clause, place, kind)
            or self.carrying.quoted(index)
            or self.carrying.briefed(index)
            or self.carrying.ahead(index, clause, place, kind)
            or self.carrying.carried(index, kind)
            or self.carrying.anywhere(index, clause, place, kind)
            or self.carrying.speaking(index, clause)
            or self.clauses.topic_of(index)
            or self.clauses.topics.lead(self.clauses.scan.article_of(index))
            or self.clauses.topics.home.whereabouts
        )

    def _in_clause(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """中来光能年产16吉瓦… the project that the figure stands in or behind, else the clause's first name."""
        beside = self._member(index, clause, place) or self._bracketed(index, clause, place)
        if beside is not None:
            return beside
        head = self.clauses.topics.heads.head(index, clause)
        if head is not None and head.sort == "pronoun" and head.end <= place:
            meant = self.antecedents.find(index, head)
            if meant is not None:
                return meant
        if kind in PROJECT_KINDS:
            mentions = self.clauses.mentions(index, clause)
            rated = next((m for m in mentions if m.end == place), None) if kind == "capacity" else None
            if rated is not None and rated.sort == "project" and rated.end - rated.start >= LONG_NAME:
                return found_in(rated, "clause")  # 白杨河风电场三期‹4.95万千瓦›风电项目
            named = self._holding(mentions, place) or self._attributive(index, clause, place)
            if named is not None:
                return named
            if rated is not None and rated.sort == "org":
                return found_in(rated, "clause")  # 石化公司‹25万吨›烷基化装置
            projects = [m for m in mentions if m.end <= place and m.sort == "project" and self.clauses.can_own(m)]
            if projects:
                return found_in(projects[-1], "clause")
        if kind == "measure":
            named = self._attributive(index, clause, place, ENTITIES)
            if named is not None:
                return named
        return self._by_head(index, clause, place, kind) or self._pointed_at(index, clause, place)

    def _pointed_at(self, index: int, clause: int, place: int) -> Found | None:
        """也使该公司减少4%的利润: who is pointed at before the figure, where the clause does not open with a name."""
        skeleton = self.scan.skeleton
        if _POINTING.search(skeleton, self.scan.sentences[index].clauses[clause].start, place) is None:
            return None
        for mention in self.clauses.mentions(index, clause):
            if mention.end > place:
                return None
            if mention.sort == "pronoun" and _POINTING.match(skeleton, mention.start):
                return self.antecedents.find(index, mention)
        return None

    def _member(self, index: int, clause: int, place: int) -> Found | None:
        """福州市‹72例›、厦门市‹35例›、…: each member of a list that opens with a name has its own figure."""
        first = self.scan.sentences[index].clauses[clause].start
        start = behind_member(self.scan.skeleton, first, place, LONGEST_NOUN)
        if start == first or self.scan.skeleton[place - 1] == "的":  # 占全市的25%、全省的8%
            return None
        named = next((m for m in self.clauses.mentions(index, clause) if m.start == start), None)
        if named is None or named.end > place or named.sort not in ENTITIES or not self.clauses.can_own(named):
            return None
        return None if self.clauses.is_counted(named, place, "count") else found_in(named, "clause")

    def _bracketed(self, index: int, clause: int, place: int) -> Found | None:
        """鱼珠片区(约‹25平方公里›): a figure in brackets is of the name right before them."""
        if self.scan.skeleton[place - 1 : place] not in ("(", "（"):
            return None
        named = next((m for m in self.clauses.mentions(index, clause) if m.end == place - 1), None)
        return found_in(named, "clause") if named is not None and named.sort in (*ENTITIES, "name") else None

    def _possessed(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """仪征化纤的‹12条›生产线和燕山石化的‹4条›生产线: whose so many things are."""
        if kind not in POSSESSED or self.scan.skeleton[place - 1 : place] != "的":
            return None
        owner = next((m for m in self.clauses.mentions(index, clause) if m.end == place - 1), None)
        if owner is None or owner.sort != "org" or self.names.is_generic(self.scan.skeleton, owner):
            return None
        return found_in(owner, "clause")

    def _relative(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """创立8年的公主系列, 重400余吨的轧机牌坊，…: what a figure describes, where nobody before it does something."""
        skeleton = self.scan.skeleton
        if skeleton[place + 1 : place + 2] != "的":
            return None
        after = next((m for m in self.clauses.mentions(index, clause) if m.start > place), None)
        if after is None or after.start != place + 2 or after.sort not in DESCRIBED:
            return None
        if self.names.amount_of.search(skeleton, after.start, after.end):
            return None
        # 重庆格力已成为年产700万套、产值超百亿元的大型企业 is about 重庆格力
        beside = kind == "share"  # 全国60%的照明企业云集于…
        kinds = not beside and self.names.is_generic(skeleton, after)
        reach = range(clause + 1) if kinds else (clause,)
        heads = (self.clauses.topics.heads.head(index, at) for at in reach)
        before = any(
            head is not None
            and head.end <= place
            and not (beside and head.end == place and head.sort == "place")
            and self.clauses.about(head)
            for head in heads
        )
        return None if before else found_in(after, "clause")

    def _by_head(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """The name that the clause opens with, where it can be whose the figure is."""
        first = self.clauses.topics.heads.head(index, clause)
        if first is not None and first.start > place and self._is_told_of_whole(index, clause, first):
            return found_in(first, "clause")
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
            return self.clauses.topics.home.whereabouts
        if kind == "money" and first.sort in ("name", "measured") and self._is_priced(first, place):
            return found_in(first, "clause")
        told = first.sort == "name" and kind in TOLD and first.end - first.start >= 4
        return found_in(first, "clause") if told or self.clauses.topics.is_subject(first) else None

    def _is_priced(self, goods: Mention, place: int) -> bool:
        """砂糖橘一斤3元, 西红柿批发价每公斤4.2元: whatever stands right before a price has it."""
        skeleton = self.scan.skeleton
        price = self.names.price.fullmatch(skeleton, goods.end, place)
        stated = price is not None and (self._is_rate(place) or price["each"] is not None)
        return stated and self.names.amount_of.search(skeleton, goods.start, goods.end) is None

    def _goods(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """土豆囤货充足，保持一斤1.8元不变; 长豆角降价。年前一斤8元，年后4元: a price is of the goods named last."""
        if kind != "money" or not self._is_of_price(index, clause, place):
            return None
        topic = self.clauses.topic_of(index)
        if topic is not None and self.names.sort_of(self.scan.skeleton[slice(*topic.span)]) is not None:
            return None  # the news is of a firm or a place, and so are its prices
        for earlier, last in ((index, clause), (index - 1, None)):
            if earlier != index and earlier not in self.clauses.earlier(index):
                return None
            clauses = range(len(self.scan.sentences[earlier].clauses) if last is None else last)
            for at in reversed(clauses):
                head = self.clauses.topics.heads.head(earlier, at)
                if head is not None and head.sort in ("name", "measured") and head.end - head.start <= LONGEST_GOODS:
                    return found_in(head, "sentence" if earlier == index else "carried")
        return None

    def _is_of_price(self, index: int, clause: int, place: int) -> bool:
        """Whether a clause tells what so much of a thing costs: 一斤8元, 每公斤60元, 60元/公斤."""
        if self._is_rate(place):
            return True
        before = self.scan.tokens.get(place - 1)
        if isinstance(before, Quantity) and self.scan.page.flow[before.start] in "一每":
            return True
        start = self.scan.sentences[index].clauses[clause].start
        return self.names.each.search(self.scan.skeleton, start, place) is not None

    def _is_rate(self, place: int) -> bool:
        """60元/公斤."""
        token = self.scan.tokens[place]
        return isinstance(token, Quantity) and "/" in token.surface

    def _is_told_of_whole(self, index: int, clause: int, head: Mention) -> bool:
        """对7天内有旅居史的人员，…, 持股7.36%的澜州创投，…: a figure within the clause that only names somebody."""
        skeleton, span = self.scan.skeleton, self.scan.sentences[index].clauses[clause]
        return skeleton[self.clauses.opening(index, clause)] in "对凡以拿" or not skeleton[head.end : span.end].strip(
            "，,”’」 "
        )

    def _whose(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """7天内有国内疫情风险区旅居史的返并人员: a clause that opens with a length of time ends in whom it is about."""
        if kind not in ("duration", "deadline") or self.clauses.opening(index, clause) != place:
            return None
        last = next((m for m in reversed(self.clauses.mentions(index, clause)) if m.start > place), None)
        if last is None or last.sort != "people" or self.scan.skeleton[last.start - 1] != "的":
            return None
        return found_in(last, "clause")

    def _following(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """到2025年，美锦能源将建成…: whom a due date at the head of its clause binds is named behind it."""
        if kind != "deadline" or isinstance(self.scan.tokens[place], Quantity):
            return None
        span = self.scan.sentences[index].clauses[clause]
        if self.names.start_of(self.scan.skeleton, span.start, place) < place:
            return None
        first = self.clauses.topics.heads.head(index, clause)
        if first is None and clause + 1 < len(self.scan.sentences[index].clauses):
            first = self.clauses.topics.heads.head(index, clause + 1)
        if first is None or first.start < place or not self.clauses.can_own(first) or first.sort not in ENTITIES:
            return None
        return found_in(first, "clause")

    def _predicated(self, index: int, clause: Span, kind: str, match: Match | None) -> Found | None:
        """居住类同比上涨10.5%: in a growth or a share, what stands before the predicate."""
        if kind not in PREDICATED or match is None or not clause.start <= match.span.start < clause.end:
            return None
        named = self.names.predicate_of(self.scan.skeleton, clause.start, match.span.start)
        if named is None or named.sort == "macro":
            return None
        if named.sort == "macro_strong" or self.clauses.is_measure_of_place(index, named):
            return self.clauses.topics.home.whereabouts
        return found_in(named, "clause")

    def _respective(self, clause: Span, place: int, match: Match | None) -> Found | None:
        """批发业、零售业、住宿业增速分别为42.1%、22.1%、23.3%: each figure to its own member."""
        if match is None or len(match.figures) < 2 or not clause.start <= match.span.start < clause.end:
            return None
        figures = [at for at, _ in match.figures]
        skeleton = self.scan.skeleton
        if "分别" not in skeleton[clause.start : figures[-1]] or place not in figures:
            return None
        parts = self.names.parts(skeleton, clause.start, skeleton.index("分别", clause.start))
        if len(parts) != len(figures):
            return None
        named = parts[figures.index(place)]
        if named is None:
            return None
        return (
            self.clauses.topics.home.whereabouts
            if named.sort in ("macro", "macro_strong")
            else found_in(named, "respective")
        )

    def _holding(self, mentions: list[Mention], place: int) -> Found | None:
        """晶科年产56GW垂直一体化大基地项目: the figure stands in the name itself."""
        around = next((m for m in mentions if m.start < place < m.end), None)
        return found_in(around, "clause") if around else None

    def _attributive(
        self, index: int, clause: int, place: int, sorts: Collection[str] = frozenset({"project"})
    ) -> Found | None:
        """总投资24.7亿元的升级项目: the name right behind the figure, unless the sentence has a project already."""
        after = next((m for m in self.clauses.mentions(index, clause) if m.start > place), None)
        if after is None or after.sort not in sorts:
            return None
        before = self.scan.skeleton[max(0, place - 3) : place]
        if after.start == place + 1 and before.endswith("年产") and before[0].isalpha():
            return found_in(after, "clause")  # …公司年产3GW单晶电池项目: the figure is part of the project's name
        heads = [self.clauses.topics.heads.head(index, earlier) for earlier in range(clause + 1)]
        if any(m is not None and m.sort == "project" and m.end <= place for m in heads):
            return None
        between = self.scan.skeleton[place + 1 : after.start]
        return found_in(after, "clause") if between in ("", "的", "规模的", "级", "级的") else None
