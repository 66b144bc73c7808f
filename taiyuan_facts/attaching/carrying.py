"""Subjects from beyond a figure's clause: the sentence, the sentences before, what is named anywhere, who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from taiyuan_facts.attaching.antecedents import Antecedents
from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.constructions import PREDICATED
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.topics import ENTITIES
from taiyuan_facts.reading.roles import HEADLINE

PROJECT_KINDS = frozenset({"investment", "capacity", "deadline"})


@dataclass(frozen=True, slots=True)
class Carrying:
    """Carries subjects over to clauses that have none of their own."""

    clauses: Clauses
    antecedents: Antecedents

    def in_sentence(self, index: int, clause: int, kind: str) -> Found | None:
        """The topic of the clauses before, the nearest first; for a project's figures a project anywhere before."""
        if kind in PROJECT_KINDS:
            for earlier in range(clause - 1, -1, -1):
                projects = [
                    m for m in self.clauses.mentions(index, earlier) if m.sort == "project" and self.clauses.can_own(m)
                ]
                if projects:
                    return found_in(projects[-1])
        for earlier in range(clause - 1, -1, -1):
            head = self.clauses.topics.heads.head(index, earlier)
            if head is not None and head.sort == "pronoun" and head.start == self.clauses.opening(index, earlier):
                meant = self.antecedents.find(index, head)
                if meant is not None:
                    return meant
            found = self.clauses.about(head)
            if found is None and earlier == clause - 1 and head is not None and head.sort == "measured":
                found = head  # 面粉零售价环比下降1.1%，同比下降2.2%
            if (
                found is not None
                and kind != "count"
                and found.sort in ("org", "project")
                and self._is_anew(index, clause)
            ):
                continue
            if found is not None and found.sort == "measured" and not self._goes_on(index, clause, kind, found):
                continue
            if found is not None:
                return self.clauses.whereabouts(index) if found.sort == "macro_strong" else found_in(found)
        return None

    def _is_anew(self, index: int, clause: int) -> bool:
        """…布局初见成效，全年新能源汽车产量达到…: in a report a clause with a head of its own says another thing."""
        whole = self.clauses.topic_of(index)
        head = self.clauses.topics.heads.head(index, clause)
        if (
            not self.clauses.topics.places.reports_on(self.clauses.scan.article_of(index))
            or whole is None
            or whole.source != "home"
        ):
            return False
        if head is None or head.sort in ("pronoun", "macro"):
            return False
        return head.start == self.clauses.opening(index, clause)

    def _goes_on(self, index: int, clause: int, kind: str, measured: Mention) -> bool:
        """粮食播种面积412万亩，同比增长2%: what is measured owns a change that has no name of its own, and no more."""
        head = self.clauses.topics.heads.head(index, clause)
        bare = head is None or head.sort not in ("measured", "macro", "macro_strong", "name")
        return bare and kind in PREDICATED and not self.clauses.is_measure_of_place(index, measured)

    def carried(self, index: int, kind: str, part: Found | None) -> Found | None:
        """The topic of the sentences before, in this article, nearest first; projects first for a project's figures.

        ``part``: what the sentence takes apart (其中) that the figure stands in.
        """
        whole = self.clauses.topic_of(index)
        if whole is not None and whole.source == "home" and kind not in PROJECT_KINDS:
            return None  # a report: each sentence is about the place anew
        if part is not None:
            return part
        topics = []
        for earlier in self.clauses.earlier(index):
            found = self.clauses.first_about(earlier)
            if found is not None and found.sort in ENTITIES and self.clauses.topics.is_recurrent(found, earlier):
                topics.append(found)
        if kind in PROJECT_KINDS:
            topics.sort(key=lambda m: m.sort != "project")
        return found_in(topics[0]) if topics else None

    def ahead(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """投资40亿元，建设高端液压挖掘机产业园区: what the money is for stands behind it, or in the next clause."""
        if kind != "investment":
            return None
        last = min(clause + 2, len(self.clauses.scan.sentences[index].clauses))
        behind = (m for at in range(clause, last) for m in self.clauses.mentions(index, at) if m.start > place)
        span = self.clauses.scan.sentences[index].clauses[clause]
        project = next(
            (m for m in behind if m.sort == "project" and not m.oblique and (m.object or m.start >= span.end)), None
        )
        if project is None or self.clauses.names.including.search(self.clauses.scan.skeleton, place, project.start):
            return None  # 总投资超2300亿元，包括…超算中心
        return found_in(project)

    def anywhere(self, index: int, clause: int, place: int, kind: str) -> Found | None:
        """用上自制的轨道装卸平台后，人力减少…: a project or firm named before the figure in any position."""
        scan = self.clauses.scan
        if scan.page.blocks[scan.sentences[index].block].role == HEADLINE:
            project = next((m for m in self.clauses.mentions(index, clause) if m.sort == "project"), None)
            return found_in(project) if project else None
        if kind == "count":
            return None
        for earlier in range(clause, -1, -1):
            mentions = self.clauses.mentions(index, earlier)
            free = [
                m
                for m in mentions
                if m.end <= place and not m.speaker and not m.oblique and not (m.object and m.end == place)
            ]
            named = [m for m in free if m.sort in ("project", "org")]
            if named:
                return found_in(named[-1])
        return None

    def speaking(self, index: int, clause: int) -> Found | None:
        """市工信局发布消息，确定200多名专家…: who says so, where nobody else is named and the article has no topic."""
        topic = self.clauses.topic_of(index)
        if topic is not None and topic.source != "home":
            return None
        heads = (self.clauses.topics.heads.head(index, earlier) for earlier in range(clause, -1, -1))
        found = next((head for head in heads if head is not None and head.speaker and head.sort == "org"), None)
        return found_in(self.clauses.spoken_for(found) or found) if found else None
