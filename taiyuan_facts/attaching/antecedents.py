"""Whom a pronoun means: 公司, 该项目, 这座工厂, 二期, 其."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.earlier_names import FIRMS, PARKS, EarlierNames
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.topics import ENTITIES, LONGEST_SHORT_NAME
from taiyuan_facts.model import Span

_LEVELS = frozenset("省市县区州")  # places that are named by what they are: 该省, 这个县; 这个镇 may be any
_LOW_LEVELS = frozenset("镇乡村")
_FORMER, _LATTER = "前者", "后者"
PERSONAL = frozenset("他她")
_POINTING = frozenset("该这此")
SHORTEST_TAIL = 2  # characters of what is pointed at
STRONG = 15  # what the topic of an article weighs to be meant by 公司 wherever it stands


@dataclass(frozen=True, slots=True)
class Antecedents:
    """Resolves the pronouns of one page."""

    clauses: Clauses
    earlier: EarlierNames
    _found: dict[Mention, Found | None] = field(default_factory=dict)
    _others: dict[Mention, str] = field(default_factory=dict)  # that a pronoun does not mean

    def find(self, index: int, pronoun: Mention) -> Found | None:
        """Whom a pronoun of a sentence means; each is looked for once."""
        if pronoun not in self._found:
            word = self.clauses.scan.skeleton[pronoun.start : pronoun.end]
            found = self._of_two(index, pronoun) if word in (_FORMER, _LATTER) else self._find(index, pronoun)
            self._found[pronoun] = None if found is None else self._project_of_phase(pronoun, found)
        return self._found[pronoun]

    def _project_of_phase(self, pronoun: Mention, found: Found) -> Found:
        """…一体化项目一期建设A；二期建设B: 二期 means the project that the phase before is of."""
        skeleton, names = self.clauses.scan.skeleton, self.clauses.names
        name = skeleton[slice(*found.span)]
        phase = names.last_phase.search(name)
        pointing = (
            names.phase.match(skeleton[pronoun.start : pronoun.end]) is not None and pronoun.start > found.span.start
        )
        if phase is None or not pointing:
            return found
        stem = name[: phase.start()]
        if stem in names.kinds_of_project:  # 项目一期…。二期…
            self._others[pronoun] = name
            return found_in(pronoun)
        if names.sort_of(stem) != "project":
            return found
        self._others[pronoun] = name
        return found._replace(span=Span(found.span.start, found.span.start + phase.start()))

    def other_than(self, pronoun: Mention) -> str:
        """The name before that a pronoun does not mean: 二期 is not …项目一期, 后者 not the first."""
        return self._others.get(pronoun, "")

    def _find(self, index: int, pronoun: Mention) -> Found | None:
        """该所, 这座工厂, 该项目: the name before that ends as the pronoun does and is named most.

        公司 alone is the firm named last; 二期 its project, or itself.
        """
        word = self.clauses.scan.skeleton[pronoun.start : pronoun.end]
        if word == "其":
            return self._possessor(index, pronoun)
        if word in PERSONAL:
            return self._person(index, pronoun.start)
        phase = self.clauses.names.phase.match(word) is not None
        tail = "" if phase else self._pointed_at(word)
        if tail in FIRMS and word == tail:
            firm = self._firm(index, pronoun.start) or self._firm_of_project(index, pronoun)
            if firm is not None:
                return firm
        if word in self.clauses.names.kinds_of_project:
            own = self._project_of(index, pronoun.start)
            if own is not None:
                return own
        found = self._answering(index, pronoun.start, tail, phase, of_one=word[0] in _POINTING)
        held = self.earlier.holding(index, pronoun.start, tail) if not found and word[0] in _POINTING else None
        if held is not None:
            return held
        if not found and word[0] in _POINTING:
            tail, found = self._pointed(index, pronoun.start, tail, phase)
        if not found and tail in FIRMS:
            found = [m for m in self.earlier.before(index, pronoun.start) if m.sort == "org" and not m.oblique]
        return self._best(index, word, tail, found) if found else self._otherwise(index, pronoun, tail, phase)

    def _pointed(self, index: int, place: int, tail: str, phase: bool) -> tuple[str, list[Mention]]:
        """What is pointed at by less and less of a phrase (该片区｜电子挂牌项目), and the names that end so."""
        sorts, before = self.clauses.names.sorts, self.earlier.before
        found: list[Mention] = []
        while not found and (len(tail) > SHORTEST_TAIL or (len(tail) > 1 and tail[0] in sorts)):
            tail = tail[:-1]
            found = [m for m in before(index, place) if self._answers(m, tail, phase)]
        if not found and len(tail) > 1 and tail not in FIRMS:
            found = [m for m in before(index, place) if m.sort == "name" and self.earlier.ends_in(m, tail)]
        return tail, found

    def _best(self, index: int, word: str, tail: str, found: list[Mention]) -> Found:
        """Of several names that a pronoun can mean the nearest project, else the one that the article names most."""
        phase = not tail
        if word[0] in _POINTING and tail in self.clauses.names.kinds_of_project:
            own = [m for m in found if not self._is_staff(m)]
            return found_in(next(iter(own or found)))
        families = self.clauses.topics.families(self.clauses.scan.article_of(index))
        name = [self.clauses.scan.skeleton[m.start : m.end] for m in found]
        best = max(
            range(len(found)),
            key=lambda at: (
                phase and word in name[at],  # 磷酸铁锂一期项目…。一期…
                phase and found[at].initial,
                families[self.clauses.names.family(name[at])],
                -at,
            ),
        )
        return found_in(found[best])

    def _answering(self, index: int, place: int, tail: str, phase: bool, *, of_one: bool) -> list[Mention]:
        """The names before a place that end as a pronoun does: places that are known, firms that are somebody."""
        found = [m for m in self.earlier.before(index, place) if self._answers(m, tail, phase)]
        if tail in _LEVELS:
            skeleton = self.clauses.scan.skeleton  # 云岭高新区…。该区…
            return [m for m in found if self._is_known(m) or skeleton[m.start : m.end].endswith(PARKS)]
        if tail in FIRMS and of_one:  # 在诸多纺织企业缺工的情况下，该企业…
            generic = self.clauses.names.is_generic
            return [m for m in found if not generic(self.clauses.scan.skeleton, m)]
        return found

    def _is_staff(self, mention: Mention) -> bool:
        """五建集团项目｜部, 城东项目｜经理: who works at a project."""
        skeleton, names = self.clauses.scan.skeleton, self.clauses.names
        return skeleton.startswith("部", mention.end) or names.title.match(skeleton, mention.end) is not None

    def _pointed_at(self, word: str) -> str:
        """这座｜工厂, 该｜项目; 项目 alone is no 目."""
        kind = next((kind for kind in self.clauses.names.kinds_of_project if word.endswith(kind)), "")
        if kind:
            return kind
        return word.lstrip("全这该此本座个家条所项一种款类支批次届眼口台艘列栋幢块卷辆套").rstrip("总") or word[-1]

    def _otherwise(self, index: int, pronoun: Mention, tail: str, phase: bool) -> Found | None:
        """Whom a pronoun means where no name before ends as it does."""
        if self.clauses.scan.skeleton[pronoun.start] in "该本":
            body = self.earlier.beginning_with(index, pronoun.start, tail, "org")  # 市经信局监测处负责人…。该局…
            if body is not None:
                return Found(Span(body[0].start, body[1]), "carried")
        if tail in _LEVELS:
            return self._place(index, pronoun.start, tail)
        if tail in _LOW_LEVELS:
            longer = self.earlier.beginning_with(index, pronoun.start, tail, "place")  # 桑墩镇西栅村…。该镇…
            if longer is not None:
                return Found(Span(longer[0].start, longer[1]), "carried")
        thing = self.clauses.names.pointed_thing.fullmatch(self.clauses.scan.skeleton, pronoun.start, pronoun.end)
        held = (
            self.earlier.holding(index, pronoun.start, tail)
            if self.clauses.scan.skeleton[pronoun.start] in "这该此"
            else None
        )
        if held is not None or thing is not None:
            return held or (found_in(pronoun._replace(start=thing.start("noun"))) if thing is not None else None)
        return self._project_at_large(index, tail, phase) or (found_in(pronoun) if phase else None)

    def _firm_of_project(self, index: int, pronoun: Mention) -> Found | None:
        """昌盛稀土公司二期项目投产。公司…: the firm that the name of a project begins with, and not the project."""
        longer = self.earlier.beginning_with(index, pronoun.start, "公司", "project")
        if longer is None:
            return None
        self._others[pronoun] = self.clauses.scan.skeleton[longer[0].start : longer[0].end]
        return Found(Span(longer[0].start, longer[1]), "carried")

    def _project_at_large(self, index: int, tail: str, phase: bool) -> Found | None:
        """双浦湾隔膜项目投料, above …这个项目，总投资52亿元 or 二期: the project that the article is about."""
        if not (phase or tail in self.clauses.names.kinds_of_project):
            return None
        built = self._built(index) or self._project_before(index)
        topic = self.clauses.topic_of(index)
        if built is not None or topic is None:
            return built
        name = self.clauses.scan.skeleton[slice(*topic.span)]
        return topic if self.clauses.names.sort_of(name) == "project" else None

    def _built(self, index: int) -> Found | None:
        """（二）建设低空飞行服务中心。项目选址…: what the sentence before says is built."""
        for earlier in islice(self.clauses.earlier(index), 1):
            for clause in range(len(self.clauses.scan.sentences[earlier].clauses)):
                for mention in self.clauses.mentions(earlier, clause):
                    if mention.object and mention.sort in ENTITIES:
                        return found_in(mention)
        return None

    def _project_before(self, index: int) -> Found | None:
        """西延高铁全长299公里。项目建成后，…: the work that a clause of the sentence before opens with."""
        names, skeleton = self.clauses.names, self.clauses.scan.skeleton
        for earlier in islice(self.clauses.earlier(index), 1):
            for head in self.clauses.topics.heads.heads(earlier):
                if head is not None and head.sort == "project" and not names.is_generic(skeleton, head):
                    return found_in(head)
        return None

    def _firm(self, index: int, place: int) -> Found | None:
        """公司, 集团: the firm that the article is all about, else the one named just before, else the topic."""
        article = self.clauses.scan.article_of(index)
        topic = self.clauses.topics.topic(article)
        skeleton, names = self.clauses.scan.skeleton, self.clauses.names
        told = skeleton[slice(*topic.span)] if topic is not None and topic.source == "topic" else ""
        if (
            topic is not None
            and told
            and names.sort_of(told) not in ("project", "place")
            and names.place_at(told, 0) != told
            and not told.endswith(PARKS)
        ):
            strong = self.clauses.topics.weight_of(article, topic) >= STRONG
            return topic if strong else self._firm_before(index, place) or topic
        return self._firm_before(index, place)

    def _possessor(self, index: int, pronoun: Mention) -> Found | None:
        """…金风科技，其董事长…: what the clause before is about, or else ends in."""
        spans = self.clauses.scan.sentences[index].clauses
        clause = next(at for at, span in enumerate(spans) if span.start <= pronoun.start < span.end)
        for earlier in range(clause - 1, -1, -1):
            head = self.clauses.about(self.clauses.topics.heads.head(index, earlier))
            if head is not None:
                return found_in(head)
            last = next(reversed(self.clauses.mentions(index, earlier)), None)
            if self.clauses.names.adverbial.match(self.clauses.scan.skeleton, *spans[earlier]) is not None:
                continue  # 云岭大桥合龙。作为咽喉工程，其全长…
            if last is not None and last.sort in (*ENTITIES, "name") and last.end >= spans[earlier].end - 1:
                return found_in(last)
        return self._project_before(index)

    def _person(self, index: int, place: int) -> Found | None:
        """质检员周小满…。她｜月工资…: the person named last."""
        skeleton = self.clauses.scan.skeleton
        for earlier in [index, *self.clauses.earlier(index)]:
            for head in reversed(list(self.clauses.topics.heads.heads(earlier))):
                who = self.clauses.topics.person_in(skeleton[head.start : head.end]) if head is not None else ""
                if head is not None and who and head.start < place:
                    return Found(Span(head.start, head.start + len(who)), "carried")
        return None

    def _of_two(self, index: int, pronoun: Mention) -> Found | None:
        """临江电力与青泉能源签约，前者出资…，后者出资…: the first or the last of the two bodies named just before."""
        skeleton = self.clauses.scan.skeleton
        for earlier in [index, *islice(self.clauses.earlier(index), 1)]:
            clauses = range(len(self.clauses.scan.sentences[earlier].clauses))
            told = [m for at in clauses for m in self.clauses.mentions(earlier, at) if m.end <= pronoun.start]
            bodies = [m for m in told if m.sort == "org"] or [m for m in told if m.sort in (*ENTITIES, "name")]
            meant, other = (0, -1) if skeleton.startswith(_FORMER, pronoun.start) else (-1, 0)
            others = bodies[other:][:1]
            if len(bodies) == 1:  # 青泉药业、天岭药业分别…，后者…: not both
                spans = self.clauses.names.members(skeleton, bodies[0].start, bodies[0].end)
                bodies = [bodies[0]._replace(start=span.start, end=span.end) for span in spans]
            if len(bodies) > 1:
                self._others[pronoun] = skeleton[others[0].start : others[0].end]
                return found_in(bodies[meant])
        return None

    def _firm_before(self, index: int, place: int) -> Found | None:
        """包钢稀土半年报显示，公司…: the name that opened one of the clauses just before."""
        # 企业 alone is mostly any firm
        sorts = ("org",) if self.clauses.scan.skeleton.startswith("企业", place) else ("org", "name")
        for earlier in [index, *islice(self.clauses.earlier(index), 1)]:
            for clause in range(len(self.clauses.scan.sentences[earlier].clauses) - 1, -1, -1):
                head = self.clauses.topics.heads.head(earlier, clause)
                if (
                    head is not None
                    and head.end <= place
                    and head.sort in sorts
                    and (self.clauses.topics.is_subject(head) or (earlier == index and self._is_told_of(head, place)))
                    and not self.clauses.names.is_generic(self.clauses.scan.skeleton, head)
                    and not self.clauses.topics.is_teller(self.clauses.scan.skeleton[head.start : head.end])
                ):
                    return found_in(head)
        return None

    def _is_told_of(self, head: Mention, place: int) -> bool:
        """青泉阀门是一家上市公司，公司…: a short name that is told what it is or does; 企业 is of nobody so near."""
        skeleton, names = self.clauses.scan.skeleton, self.clauses.names
        short = head.end - head.start <= LONGEST_SHORT_NAME
        return short and skeleton.startswith("公司", place) and names.act.match(skeleton, head.end) is not None

    def _answers(self, mention: Mention, tail: str, phase: bool) -> bool:
        """Whether a pronoun can mean a name: by its last word; a phase means a project."""
        if phase:
            return mention.sort == "project" and not mention.oblique
        skeleton, names = self.clauses.scan.skeleton, self.clauses.names
        if mention.sort == "project" and names.is_generic(skeleton, mention):
            return False  # 续建项目完成投资…，项目…
        return mention.sort in ENTITIES and self.earlier.ends_in(mention, tail)

    def _project_of(self, index: int, place: int) -> Found | None:
        """顺德大数据中心总投资16亿元，项目计划建设…: the project that a clause of the same sentence opens with."""
        for clause in range(len(self.clauses.scan.sentences[index].clauses) - 1, -1, -1):
            head = self.clauses.topics.heads.head(index, clause)
            if head is not None and head.end <= place and head.sort == "project" and self.clauses.can_own(head):
                return found_in(head)
        return None

    def _place(self, index: int, place: int, tail: str) -> Found | None:
        """…湖南沿湘江各市…。该省…: the place of that level named last, else that of the page."""
        home, names = self.clauses.topics.home, self.clauses.names
        first = self.clauses.scan.sentences[
            self.clauses.topics.heads.sentences_of(self.clauses.scan.article_of(index))[0]
        ].start
        named = [(at, name) for at, name in home.places_between(first, place) if names.level(name) == tail]
        near = next(((at, name) for at, name in reversed(named) if not names.is_own_place(name)), None)
        near = near or self._place_within(index, place, tail)
        return Found(Span(near[0], near[0] + len(near[1])), "carried") if near is not None else home.whereabouts

    def _place_within(self, index: int, place: int, tail: str) -> tuple[int, str] | None:
        """在石寨县政务服务中心…。该县…: the place that a longer name begins with."""
        names, skeleton = self.clauses.names, self.clauses.scan.skeleton
        for mention in self.earlier.before(index, place):
            named = names.named_place.match(skeleton[mention.start : mention.end])
            if named is not None and names.level(named.group()) == tail:
                return mention.start, named.group()
        return None

    def _is_known(self, mention: Mention) -> bool:
        """黄冈市, but not 农业大市: a place by its name."""
        names, skeleton = self.clauses.names, self.clauses.scan.skeleton
        return any(p.match(skeleton, mention.start, mention.end) for p in (names.known_place, names.named_place))
