"""Names that adjoin a figure or hold it: 鱼珠片区(约‹25平方公里›), 土岭‹100兆瓦›光热电站."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from taiyuan_facts.attaching.clauses import Clauses, found_in
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.topics import ENTITIES
from taiyuan_facts.attaching.words import is_figure
from taiyuan_facts.ruleset.ruleset import Match

LONGEST_ABOVE = 2  # characters of 高于


class Figure(NamedTuple):
    """A figure whose subject is asked for: its sentence, clause and place, its kind, and the match that claimed it."""

    sentence: int
    clause: int
    place: int
    kind: str
    match: Match | None


@dataclass(frozen=True, slots=True)
class Adjoining:
    """Reads what stands right around the figures of one page."""

    clauses: Clauses

    def held_against(self, figure: Figure) -> Found | None:
        """高于｜行业｜‹4.03%›的涨幅: the base's own level, which something else is held against."""
        place, names, skeleton = figure.place, self.clauses.names, self.clauses.scan.skeleton
        if names.base_level.match(skeleton, place) is None:
            return None
        end = place - (skeleton[place - 1] == "的")
        base = next((m for m in self.clauses.mentions(figure.sentence, figure.clause) if m.end == end), None)
        if base is None or not names.above.search(skeleton, max(0, base.start - LONGEST_ABOVE), base.start):
            return None
        return found_in(base)

    def within_name(self, figure: Figure) -> Found | None:
        """土岭‹100兆瓦›光热电站: what a plant can do, within its name."""
        if figure.kind != "capacity":
            return None
        mentions = self.clauses.mentions(figure.sentence, figure.clause)
        around = next((m for m in mentions if m.start < figure.place < m.end and m.sort == "project"), None)
        several = around is not None and "、" in self.clauses.scan.skeleton[around.start : figure.place]
        return found_in(around) if around is not None and not several else None

    def bracketed(self, figure: Figure) -> Found | None:
        """鱼珠片区(约‹25平方公里›): a figure in brackets is of the name right before them."""
        place, skeleton = figure.place, self.clauses.scan.skeleton
        if skeleton[place - 1 : place] not in ("(", "（"):
            return None
        named = next((m for m in self.clauses.mentions(figure.sentence, figure.clause) if m.end == place - 1), None)
        if named is None or is_figure(skeleton[named.start - 1 : named.start]):
            return None  # ‹10万亿›苏姆(约合‹74亿元›): the same sum in other money
        return found_in(named) if named.sort in (*ENTITIES, "name") else None
