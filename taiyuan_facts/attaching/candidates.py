"""The names that a figure can belong to, each with the marks that speak for and against it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from taiyuan_facts.attaching.adjoining import Figure
from taiyuan_facts.attaching.antecedents import Antecedents
from taiyuan_facts.attaching.candidate_names import CLAUSES, NAMELESS, SENTENCES, Names, beside_marks
from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.constructions import DESCRIBING, MEANS, PREDICATED, Constructions
from taiyuan_facts.attaching.goods_candidates import GoodsCandidates
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.marks import BIT
from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.proposals import Proposals
from taiyuan_facts.attaching.standing import Standing
from taiyuan_facts.attaching.trade import Trade
from taiyuan_facts.model import Span
from taiyuan_facts.scanning.quantity import Quantity

FARTHEST_CLAUSE = 16  # so many clauses back in a sentence
KIN = 4  # characters that the names of things of one kind end in (服务平台)
LONGEST_YEARLY = 6  # characters of 年出栏‹50万头›
NEAR_NAMES = 12  # names of a clause on either side of a figure
OWNERS = frozenset(("project", "org", "place", "people"))
ELSEWHERE = BIT["by-measure-elsewhere"]
BY_MEASURE = ELSEWHERE | BIT["by-measure"]  # the one for the other
POINTED = BIT["by-opening-pronoun"]
DEMONSTRATIVES = frozenset("该这此")
HOME_TOLD = BIT["home-of-report"] | BIT["home-of-figures"]
IN_SENTENCE = BIT["before"] | CLAUSES[1] | CLAUSES[2] | CLAUSES[3]
NEAR = BIT["before"] | BIT["clause-before"]


@dataclass(slots=True)
class Candidates:
    """Collects the candidates for the figures of one page."""

    clauses: Clauses
    antecedents: Antecedents
    constructions: Constructions
    proposals: Proposals
    trade: Trade
    _standing: Standing = field(init=False)
    _goods: GoodsCandidates = field(init=False)
    _beside: dict[tuple[str, bool], dict[int, int]] = field(default_factory=dict)
    _earlier: dict[int, Names] = field(default_factory=dict)
    _page: dict[tuple[int, int], Names] = field(default_factory=dict)
    _openers: dict[int, int] = field(default_factory=dict)
    _chosen: dict[int, list[tuple[int, int, Span]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._standing = Standing(self.clauses, self.antecedents)
        self._goods = GoodsCandidates(self.clauses, self.constructions, self.trade)

    def near(self, figure: Figure) -> Iterator[Names]:
        """The candidates of one figure, more each time.

        First those of its clause, article and page, then also those of its sentence, then of the sentences before.
        """
        names, opening = Names(), self._opening(figure)
        pointing, parallel = self._pointing(figure), self._parallel(figure)
        goods = self._goods.of(figure, named=opening == "name")
        beside = self._beside.setdefault((opening, figure.kind in MEANS), {})
        for put in (self._put_clause, self._put_sentence, self._put_earlier):
            put(names, figure)
            if pointing is not None:
                self._put_project(names, figure, pointing)
            self._goods.put(names, goods)
            names.merge(self.clauses.names.nation, figure.place)
            for name in [name for name in names if parallel and name != parallel and name.endswith(parallel[-KIN:])]:
                del names[name]
            for name, (span, marks) in names.items():
                whole = beside.get(marks)
                if whole is None:
                    whole = beside[marks] = marks | beside_marks(marks, opening, figure.kind in MEANS)
                names[name] = (span, whole)
            yield names

    def _pointing(self, figure: Figure) -> Mention | None:
        """The pronoun that a figure's clause opens with, or the nearest clause before that opens with a name."""
        heads = (self.clauses.topics.heads.head(figure.sentence, at) for at in range(figure.clause, -1, -1))
        head = next((head for head in heads if head is not None and not head.sort.startswith("macro")), None)
        return head if head is not None and head.sort == "pronoun" and head.end <= figure.place else None

    def _parallel(self, figure: Figure) -> str:
        """省级服务平台1个以上，｜市级服务平台｜‹1个›: what is counted, beside others of its kind that are not."""
        if figure.kind != "count":
            return ""
        head = self.clauses.topics.heads.head(figure.sentence, figure.clause)
        if head is None or head.end - head.start <= KIN or not self.clauses.is_counted(head, figure.place, figure.kind):
            return ""
        return self.clauses.scan.skeleton[head.start : head.end]

    def _put_project(self, names: Names, figure: Figure, pointing: Mention) -> None:
        """…项目一期建设A；二期建设B: the project in place of the phase that is not meant any more."""
        found = self.antecedents.find(figure.sentence, pointing)
        phase = names.pop(self.antecedents.other_than(pointing), None)
        if found is not None and phase is not None:
            self._put_found(names, found, phase[1])

    # ---- the figure's own sentence

    def _put_clause(self, names: Names, figure: Figure) -> None:
        """What its own clause names, before and behind it."""
        index, place, skeleton = figure.sentence, figure.place, self.clauses.scan.skeleton
        nearest = None
        predicated = self.constructions.predicated(figure)
        shorter = predicated if figure.kind in PREDICATED else None
        beside = BIT["beside-head"] if self._opening(figure) != "nobody" else 0
        for named, head in self._mentions(index, figure.clause, place):
            mention = named
            if shorter is not None and mention.start == shorter.start and mention.end > shorter.end:
                mention = named._replace(end=shorter.end, sort=shorter.sort)  # 烟酒类｜上涨‹3%›
            if mention.end <= place:
                marks = BIT["before"] | (0 if head or mention.initial else beside)
                nearest = mention if mention.sort not in NAMELESS else nearest
                if figure.kind == "share" and skeleton[mention.end : place] == "的":
                    marks |= BIT["whole-of-share"]
            elif mention.start < place:
                marks = BIT["around"] | (BIT["before"] if head else 0)
            else:
                between = skeleton[place + 1 : mention.start]
                counted = figure.kind == "count" and not between
                marks = BIT["counted-behind" if counted else "right-behind" if between in DESCRIBING else "behind"]
            if figure.kind == "deadline" and self.clauses.is_obliged(mention, place):
                marks |= BIT["obliged"]
            self._put_mention(names, index, mention, marks | head)
            if (owner := self.clauses.has_counted(mention, place, figure.kind)) is not None:
                self._put_mention(names, index, owner, marks | head)
        if nearest is not None:
            self._put_found(names, found_in(nearest), BIT["nearest"])
        if predicated is not None:
            whole = BIT["predicated" if figure.kind in PREDICATED else "phrase"]
            self._put_mention(names, index, predicated, BIT["before"] | whole)
        told = self.constructions.find(figure)
        for mark, found in told.items():
            self._put_found(names, found, BIT[mark])
        proposed = self.proposals.find(figure, told)
        if proposed is not None:
            self._put_found(names, proposed, BIT["proposed"])
        page = self._of_page(index)
        self._put_all(names, page, HOME_TOLD if self._is_of_another_place(figure, page) else 0)
        self._put_shared(names, figure)

    def _is_of_another_place(self, figure: Figure, page: Names) -> bool:
        """这些年｜嘎拉村｜…，年接待游客‹30万人次›: whether the sentence opens with a place of its own."""
        head = self.clauses.topics.heads.head(figure.sentence, self._opener(figure.sentence))
        if head is None or head.sort != "place" or head.end > figure.place:
            return False
        name, names = self.clauses.scan.skeleton[head.start : head.end], self.clauses.names
        return name[-1] in names.areas and name[0] != "各" and not names.is_own_place(name) and name not in page

    def _put_sentence(self, names: Names, figure: Figure) -> None:
        """What the clauses before it and the next one name."""
        index, clause = figure.sentence, figure.clause
        spans, past, named = self.clauses.scan.sentences[index].clauses, 0, self._opening(figure) != "nobody"
        for back in range(1, min(clause, FARTHEST_CLAUSE) + 1):
            if named and self.clauses.scan.skeleton[spans[clause - back].end - 1] in "；;":
                past = BIT["past-semicolon"]
            opened = self.clauses.topics.heads.head(index, clause - back)
            named = named or (opened is not None and opened.sort not in NAMELESS)
            place = CLAUSES[min(back, len(CLAUSES) - 1)] | past
            opener = BIT["opens-sentence"] if self._opener(index) == clause - back else 0
            for mention, head in self._mentions(index, clause - back):
                marks = place | head | (opener if head else 0) | self._counted_there(mention)
                self._put_mention(names, index, mention, marks)
        if clause + 1 < len(self.clauses.scan.sentences[index].clauses):
            for mention, head in self._mentions(index, clause + 1):
                self._put_mention(names, index, mention, BIT["next-clause"] | head | self._counted_there(mention))

    def _mentions(self, index: int, clause: int, place: int = -1) -> Iterator[tuple[Mention, int]]:
        """The names of a clause, the one that it opens with marked as its head; of very many those near a figure."""
        head = self.clauses.topics.heads.head(index, clause)
        seen = head is None
        mentions = self.clauses.mentions(index, clause)
        if len(mentions) > 2 * NEAR_NAMES:  # a text without any mark is one clause
            at = bisect_left(mentions, place, key=lambda mention: mention.start)
            mentions = mentions[max(0, at - NEAR_NAMES) : at + NEAR_NAMES]
        for mention in mentions:
            if head is not None and mention[:2] == head[:2]:
                seen = True
                yield head, BIT["head"]  # 对返乡人员，…: nothing governs what is the head
            else:
                yield mention, 0
        if head is not None and not seen:
            yield head, BIT["head"]

    def _opener(self, index: int) -> int:
        """The clause of a sentence that first opens with a name; -1 where none does."""
        if index not in self._openers:
            self._openers[index] = next(
                (
                    clause
                    for clause, head in enumerate(self.clauses.topics.heads.heads(index))
                    if head is not None and head.sort not in NAMELESS and not head.speaker
                ),
                -1,
            )
        return self._openers[index]

    def _opening(self, figure: Figure) -> str:
        """Whom the figure's clause opens with: an owner, another name, or nobody."""
        head = self.clauses.topics.heads.head(figure.sentence, figure.clause)
        if head is None or head.start > figure.place or head.sort in NAMELESS:
            return "nobody"
        if head.end > figure.place:
            return "owner" if head.sort in OWNERS else "nobody"  # 敦煌‹1万千瓦›光伏电站
        if self.clauses.names.is_attribute(self.clauses.scan.skeleton, head):
            return "nobody"  # 主坝填筑｜完成七成
        return "owner" if head.sort in OWNERS else "name"

    # ---- the sentences before, the article and the page

    def _put_earlier(self, names: Names, figure: Figure) -> None:
        """What the sentences before name."""
        if figure.sentence not in self._earlier:
            self._earlier[figure.sentence] = self._of_earlier(figure.sentence)
        self._put_all(names, self._earlier[figure.sentence])

    def _put_all(self, names: Names, others: Names, but: int = 0) -> None:
        for name, (span, marks) in others.items():
            names.put(name, span, marks & ~but)

    def _of_page(self, index: int) -> Names:
        """What the article of a sentence is about, and the place of the page."""
        article = self.clauses.scan.article_of(index)
        topics = self.clauses.topics
        section = topics.section_topic(index)
        key = (article, section.span.start if section is not None else -1)
        if key not in self._page:
            self._page[key] = names = Names()
            for found, mark in ((section or topics.topic(article), "topic"), (topics.lead(article), "lead")):
                if found is not None:
                    self._put_found(names, found, BIT[mark])
            home = topics.places.of_article(article)
            if home is not None:
                report = BIT["home-of-report"] if self.clauses.is_report(index) else 0
                figures = BIT["home-of-figures"] if topics.places.reports_on(article) else 0
                self._put_found(names, home, BIT["home"] | report | figures)
        return self._page[key]

    def _of_earlier(self, index: int) -> Names:
        """What the sentences before open their clauses with, and the projects and bodies that they name."""
        names, sentences = Names(), self.clauses.scan.sentences
        for back, earlier in enumerate(self.clauses.earlier(index), 1):
            place = SENTENCES[min(back, len(SENTENCES) - 1)]
            if sentences[earlier].block != sentences[index].block:
                place |= BIT["other-paragraph"]
            about = self.clauses.first_about(earlier)
            for clause in range(len(sentences[earlier].clauses)):
                head = self.clauses.topics.heads.head(earlier, clause)
                if head is not None:
                    self._put_mention(names, earlier, head, place | (BIT["about"] if head is about else 0))
                for mention in self.clauses.mentions(earlier, clause):
                    if mention.sort in ("project", "org"):
                        self._put_mention(names, earlier, mention, place | self._counted_there(mention))
        return names

    def _counted_there(self, mention: Mention) -> int:
        """建设‹4条›生产线，…: whether another figure counts a thing."""
        token = self.clauses.scan.tokens.get(mention.start - 1)
        counted = mention.sort in ("project", "name") and isinstance(token, Quantity) and token.dimension == "count"
        before = slice(max(0, mention.start - LONGEST_YEARLY), mention.start - 1)
        if counted and self.clauses.names.yearly_output.search(self.clauses.scan.skeleton[before]) is not None:
            return 0  # 年出栏‹50万头›生猪产业化项目
        return BIT["counted-there"] if counted else 0

    def _put_mention(self, names: Names, index: int, mention: Mention, marks: int) -> None:
        """A name with what is known of it, or whom a word means that is none."""
        points = self.clauses.scan.skeleton[mention.start] in DEMONSTRATIVES
        for name, span, known, placed in self._standing.of(index, mention):
            near = known & ELSEWHERE and marks & NEAR
            here = BIT["by-pronoun-here"] if points and known & POINTED and marks & IN_SENTENCE else 0
            names.put(name, span, known | marks if placed else known ^ BY_MEASURE if near else known | here)

    def _put_found(self, names: Names, found: Found, marks: int) -> None:
        names.put(*self._standing.called(found), marks)

    # ---- the figure before

    def choose(self, figure: Figure, span: Span) -> None:
        """Keep whose a figure is, for those behind it."""
        self._chosen.setdefault(figure.sentence, []).append((figure.place, figure.clause, span))

    def _put_shared(self, names: Names, figure: Figure) -> None:
        """Whose the figure before it is, in its sentence or in the sentences before."""
        chosen = self._chosen.get(figure.sentence, [])
        before = bisect_left(chosen, (figure.place,))
        opening = self._opening(figure)
        if before:
            place, clause, span = chosen[before - 1]
            if clause == figure.clause:
                mentions = self.clauses.mentions(figure.sentence, clause)
                first = bisect_left(mentions, place, key=lambda mention: mention.start)
                behind = takewhile(lambda mention: mention.end <= figure.place, islice(mentions, first, None))
                between = any(mention.sort not in NAMELESS for mention in behind)
                marks = BIT["same-clause-past-name" if between else "same-clause"]
            else:
                marks = BIT[f"same-sentence-{opening}"]
                if clause == figure.clause - 1 and figure.kind == "growth" and opening == "nobody":
                    marks |= BIT["same-grown"]
        else:
            for earlier in self.clauses.earlier(figure.sentence):
                if self._chosen.get(earlier):
                    span = self._chosen[earlier][-1][2]
                    marks = BIT[f"same-paragraph-{opening}"]
                    break
            else:
                return
        names.put(self.clauses.scan.skeleton[span.start : span.end], span, marks)
