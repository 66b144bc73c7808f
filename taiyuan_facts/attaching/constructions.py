"""Constructions that tell whose a figure is: brackets behind a name, 分别, members of lists, prices after goods."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from taiyuan_facts.attaching.adjoining import Adjoining, Figure
from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.enumerations import find_enumerated
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.prices import Prices
from taiyuan_facts.attaching.run_ins import RunIns
from taiyuan_facts.attaching.topics import ENTITIES
from taiyuan_facts.attaching.words import behind_member, is_figure
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.calendar import deal_out
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.scan import Time

# What a figure before 的 can describe.
DESCRIBED = frozenset({"project", "org", "people", "place", "name"})
DESCRIBING = frozenset(("", "的", "规模的", "级", "级的"))  # between a figure and the name that it describes
POSSESSED = frozenset({"count", "capacity", "output"})
MEASURES = frozenset({"measured", "macro", "macro_strong"})  # what is dealt out to is somebody
PRICED = frozenset({"money", "growth"})
PREDICATED = frozenset({"growth", "share"})
MEANS = frozenset(("investment", "capacity"))  # what a project has before its owner has it
_DESCRIBING = re.compile("的")
# 投资‹14亿元›年产‹6万吨›中间体的｜新材料项目: what else describes it stands between.
_BEFORE_DESCRIBED = {
    "investment": re.compile(r"(?:[^\W的]{0,8}[\ue005-\uf8ff](?![^\W的]{0,6}(?:项目|工程|装置)的)[^\W的]{0,6})?的"),
    "capacity": re.compile(r"(?![^\W的]{0,6}(?:项目|工程|装置)的)[^\W的]{0,6}的"),
}
LONGEST_NOUN = 5  # characters of what each member of a list has so many of
LONGEST_SPEECH = 4  # sentences of one quotation
_BULLETS = frozenset("◆◇◎●○■□▲△★☆※▶►•·")
_SPEECH_ENDS = frozenset("”」")

SPELLS = frozenset(("duration", "deadline"))


@dataclass(slots=True)
class Constructions:
    """Reads the constructions of one page."""

    clauses: Clauses
    adjoining: Adjoining = field(init=False)
    prices: Prices = field(init=False)
    run_ins: RunIns = field(init=False)
    _ways: tuple[tuple[str, Callable[[Figure], Found | None]], ...] = field(init=False)

    def __post_init__(self) -> None:
        self.adjoining = Adjoining(self.clauses)
        self.prices = Prices(self.clauses)
        self.run_ins = RunIns(self.clauses.scan, self.clauses.names)
        self._ways = (
            ("following", self._following),
            ("respective", self._respective),
            ("described", self._described),
            ("possessed", self._possessed),
            ("member", self._member),
            ("enumerated", self._enumerated),
            ("bracketed", self.adjoining.bracketed),
            ("priced", self._priced),
            ("rated", self._rated),
            ("spoken", self._spoken),
            ("briefed", self._briefed),
            ("run-in", self._run_in),
            ("taken-apart", self._taken_apart),
            ("held-against", self.adjoining.held_against),
            ("within-name", self.adjoining.within_name),
        )

    def find(self, figure: Figure) -> dict[str, Found]:
        """The constructions that a figure stands in, each with whom it tells."""
        return {mark: found for mark, way in self._ways if (found := way(figure)) is not None}

    # ---- in the clause

    def predicated(self, figure: Figure) -> Mention | None:
        """居住类同比上涨10.5%: what stands before the predicate, which begins where the match does."""
        scan, match = self.clauses.scan, figure.match
        clause = scan.sentences[figure.sentence].clauses[figure.clause]
        begins = match is not None and clause.start <= match.span.start < clause.end
        at = match.span.start if match is not None and begins else figure.place
        named = self.clauses.names.predicate_of(scan.skeleton, clause.start, at)
        return None if named is None or named.sort == "macro" else named

    def _following(self, figure: Figure) -> Found | None:
        """到2025年，美锦能源将建成…: whom a due date at the head of its clause binds is named behind it.

        近‹60年›来，广东累计供水…: and whose a length of time is that is a clause of its own.
        """
        index, clause, place = figure.sentence, figure.clause, figure.place
        scan, heads = self.clauses.scan, self.clauses.topics.heads
        span = scan.sentences[index].clauses[clause]
        if isinstance(scan.tokens[place], Quantity) or figure.kind == "duration":
            alone = (
                figure.kind in SPELLS
                and self.clauses.names.spell_alone.fullmatch(scan.skeleton, span.start, span.end) is not None
            )
            first = heads.head(index, clause + 1) if alone and clause + 1 < len(scan.sentences[index].clauses) else None
            owned = first is not None and self.clauses.can_own(first) and first.sort in ENTITIES
            return found_in(first) if first is not None and owned else None
        if figure.kind != "deadline":
            return None
        if self.clauses.names.start_of(scan.skeleton, span.start, place) < place:
            return None
        first = heads.head(index, clause)
        alone = not any(map(str.isalpha, scan.skeleton[place + 1 : span.end]))
        if first is None and alone and clause + 1 < len(scan.sentences[index].clauses):
            first = heads.head(index, clause + 1)
        if first is None or first.start < place or not self.clauses.can_own(first) or first.sort not in ENTITIES:
            return None
        return found_in(first)

    def _respective(self, figure: Figure) -> Found | None:
        """批发业、零售业、住宿业增速分别为42.1%、22.1%、23.3%: each figure to its own member."""
        match, place, skeleton = figure.match, figure.place, self.clauses.scan.skeleton
        clause = self.clauses.scan.sentences[figure.sentence].clauses[figure.clause]
        told = skeleton.find("分别", clause.start, place)
        if told < 0 or skeleton[told - 1 : told] in ("（", "("):
            return None
        if match is not None and len(match.figures) > 1 and clause.start <= match.span.start < clause.end:
            figures = [at for at, _ in match.figures]
        else:  # each with a rule of its own: 百户拥有量分别为55辆、48辆
            figures = [at for at in range(told, clause.end) if isinstance(self.clauses.scan.tokens.get(at), Quantity)]
        if place not in figures or len(figures) < 2:
            return None
        parts = self.clauses.names.parts(skeleton, clause.start, told, len(figures))
        named = parts[figures.index(place)] if len(parts) == len(figures) else None
        if named is None:
            return self._dealt_out(figure, len(figures), figures.index(place)) if len(parts) <= 1 else None
        sector = self.clauses.names.numbered_sector.fullmatch(skeleton, named.start, named.end)
        whole = sector is not None or named.sort in ("macro", "macro_strong")  # 第一、第二、第三产业增加值分别…
        return self.clauses.whereabouts(figure.sentence) if whole else found_in(named)

    def _dealt_out(self, figure: Figure, count: int, at: int) -> Found | None:
        """山东、河南位居前列，产量分别为55万吨、48万吨: to each figure its own of as many names in a clause before."""
        clauses, spans = self.clauses, self.clauses.scan.sentences[figure.sentence].clauses
        skeleton = clauses.scan.skeleton
        if self._is_of_times(Span(spans[figure.clause].start, figure.place), count):
            return None  # 2014和2015年比重分别是…
        for earlier in range(figure.clause - 1, -1, -1):
            mentions = [one for one in clauses.mentions(figure.sentence, earlier) if one.sort not in MEASURES]
            row = find_enumerated(clauses.names, skeleton, spans[earlier], mentions, count)
            told = any(map(is_figure, skeleton[row[-1].end if row else spans[earlier].start : spans[earlier].end]))
            if told and "分别" not in skeleton[slice(*spans[earlier])]:
                return None  # 批发业实现738亿元，住宿和餐饮业实现64亿元，同比分别…
            if row is not None:
                return Found(row[at], "name")
        return None

    def _is_of_times(self, span: Span, count: int) -> bool:
        """Whether a time that is made of as many parts stands in a span."""
        tokens = (self.clauses.scan.tokens.get(at) for at in range(*span))
        return any(isinstance(one, Time) and one.period and deal_out(one.period, count, 0) for one in tokens)

    def _described(self, figure: Figure) -> Found | None:
        """创立8年的公主系列, 重400余吨的轧机牌坊，…: what a figure describes, where nobody before it does something."""
        index, place, skeleton = figure.sentence, figure.place, self.clauses.scan.skeleton
        gap = _BEFORE_DESCRIBED.get(figure.kind, _DESCRIBING).match(skeleton, place + 1)
        if gap is None:
            return None
        mentions = self.clauses.mentions(index, figure.clause)
        after = next((m for m in mentions if m.start >= gap.end()), None)
        if after is None or after.start != gap.end() or after.sort not in DESCRIBED:
            return None
        if skeleton[after.end : after.end + 1] == "的":  # 20万人的高素质的｜科普队伍
            after = next((m for m in mentions if m.start == after.end + 1 and m.sort in DESCRIBED), after)
        start = self.clauses.scan.sentences[index].clauses[figure.clause].start
        if figure.kind != "share" and self.clauses.names.is_obtained(skeleton, start, place):
            return None
        if self.clauses.names.amount_of.search(skeleton, after.start, after.end):
            return None
        # 重庆格力已成为年产700万套、产值超百亿元的大型企业 is about 重庆格力
        beside = figure.kind == "share"  # 全国60%的照明企业云集于…
        kinds = not beside and self.clauses.names.is_generic(skeleton, after)
        reach = range(figure.clause + 1) if kinds else (figure.clause,)
        heads = (self.clauses.topics.heads.head(index, at) for at in reach)
        before = any(
            head is not None
            and head.end <= place
            and not (beside and head.end == place and head.sort == "place")
            and self.clauses.about(head)
            for head in heads
        )
        return None if before else found_in(after)

    def _possessed(self, figure: Figure) -> Found | None:
        """仪征化纤的‹12条›生产线和燕山石化的‹4条›生产线: whose so many things are."""
        place, skeleton = figure.place, self.clauses.scan.skeleton
        if figure.kind not in POSSESSED or skeleton[place - 1 : place] != "的":
            return None
        owner = next((m for m in self.clauses.mentions(figure.sentence, figure.clause) if m.end == place - 1), None)
        if owner is None or owner.sort != "org" or self.clauses.names.is_generic(skeleton, owner):
            return None
        return found_in(owner)

    def rated_by(self, figure: Figure) -> Mention | None:
        """白杨河风电场三期‹4.95万千瓦›风电项目, 石化公司‹25万吨›烷基化装置: the name right before a capacity."""
        if figure.kind != "capacity":
            return None
        named = next((m for m in self.clauses.mentions(figure.sentence, figure.clause) if m.end == figure.place), None)
        return named if named is not None and named.sort in ("project", "org") else None

    def _rated(self, figure: Figure) -> Found | None:
        named = self.rated_by(figure)
        if named is None or (named.sort == "org" and self._names_project(figure)):
            return None
        return found_in(named)

    def _names_project(self, figure: Figure) -> bool:
        """同川公司‹30兆瓦›｜跟踪电站项目: whether a project is named right behind a figure."""
        mentions = self.clauses.mentions(figure.sentence, figure.clause)
        behind = next((m for m in mentions if m.start > figure.place), None)
        return behind is not None and behind.start == figure.place + 1 and behind.sort == "project"

    def _member(self, figure: Figure) -> Found | None:
        """福州市‹72例›、厦门市‹35例›、…: each member of a list that opens with a name has its own figure."""
        index, place, skeleton = figure.sentence, figure.place, self.clauses.scan.skeleton
        first = self.clauses.scan.sentences[index].clauses[figure.clause].start
        start = behind_member(skeleton, first, place, LONGEST_NOUN)
        if start == first or skeleton[place - 1] == "的":  # 占全市的25%、全省的8%
            return None
        named = next((m for m in self.clauses.mentions(index, figure.clause) if m.start == start), None)
        if named is None or named.end > place:
            return None
        if named.sort == "name" and named.end == place and figure.kind == "share":
            return found_in(named)  # 海珠模具‹100%›股权、星海塑胶‹94%›股权
        if named.sort not in ENTITIES:
            return None
        if not self.clauses.can_own(named._replace(oblique=False)):
            return None
        return None if self.clauses.is_counted(named, place, "count") else found_in(named)

    def _enumerated(self, figure: Figure) -> Found | None:
        """绍兴黄酒、金华火腿、龙井茶‹3个›经典产业: as many names as are counted are counted together."""
        scan, place = self.clauses.scan, figure.place
        token, listed = scan.tokens[place], self.predicated(figure)
        if figure.kind != "count" or not isinstance(token, Quantity) or listed is None or listed.end != place:
            return None
        members = self.clauses.names.members(scan.skeleton, listed.start, listed.end)
        return found_in(listed) if len(members) > 1 and token.value == len(members) else None

    def _priced(self, figure: Figure) -> Found | None:
        """砂糖橘一斤3元: whatever stands right before a price has it."""
        return self.prices.priced(figure.sentence, figure.clause, figure.place) if figure.kind == "money" else None

    def is_price(self, figure: Figure) -> bool:
        """Whether a figure is the price of goods by the measure, or a change of one: 17520元/吨, 每公斤60元."""
        if figure.kind not in PRICED:
            return False
        rate = self.prices.is_rate(figure.place)
        return rate or (
            figure.kind == "money" and self.prices.is_of_price(figure.sentence, figure.clause, figure.place)
        )

    def goods(self, figure: Figure) -> Found | None:
        """长豆角降价。年前一斤8元，年后4元: a price is of the goods named last."""
        return self.prices.goods(figure.sentence, figure.clause, figure.place) if figure.kind == "money" else None

    # ---- beyond the clause

    def _taken_apart(self, figure: Figure) -> Found | None:
        """…进出口3.5万亿元。其中，出口1.07万亿元: a sentence that only takes the one before apart is about the same."""
        scan, index = self.clauses.scan, figure.sentence
        part = self.clauses.names.part.match(scan.skeleton, scan.sentences[index].start)
        if part is None or index - 1 not in self.clauses.earlier(index):
            return None
        found = self.clauses.first_about(index - 1)
        return found_in(found) if found is not None and found.sort in ENTITIES else None

    def _briefed(self, figure: Figure) -> Found | None:
        """◆维桐电子今日申购…: a paragraph set off by a mark is about whom it names first."""
        sentences, index = self.clauses.scan.sentences, figure.sentence
        first = bisect_left(sentences, sentences[index].block, hi=index, key=lambda sentence: sentence.block)
        if first == index or self.clauses.scan.skeleton[sentences[first].start] not in _BULLETS:
            return None
        head = self.clauses.first_about(first)
        return found_in(head) if head is not None else None

    def _run_in(self, figure: Figure) -> Found | None:
        """南沙参　货源充足，统货‹30元›: a paragraph is about what it opens with, set off by a mark or a blank."""
        found = self.run_ins.of(figure.sentence)
        return found if found is not None and found.span.end < figure.place else None

    def _spoken(self, figure: Figure) -> Found | None:
        """“…利润至少减少4%。”波茵公司总经理告诉记者: what is said in quotation marks is said of the speaker's own."""
        scan, index = self.clauses.scan, figure.sentence
        block = scan.sentences[index].block
        for at in range(index, min(index + LONGEST_SPEECH, len(scan.sentences) - 1)):
            if scan.sentences[at + 1].block != block:
                return None
            if scan.skeleton[scan.sentences[at].end - 1] not in _SPEECH_ENDS:
                continue
            head = self.clauses.topics.heads.head(at + 1, 0)
            who = self.clauses.topics.person_in(scan.skeleton[slice(*head[:2])]) if head is not None else ""
            if head is not None and who:
                return Found(Span(head.start, head.start + len(who)), "name")  # “亩产1180斤。”周大田说
            if head is None or head.sort not in ("org", "project"):
                return None
            own = self.clauses.names.is_of_firm(scan.skeleton, head.end, len(scan.skeleton))
            return found_in(head) if own else None
        return None
