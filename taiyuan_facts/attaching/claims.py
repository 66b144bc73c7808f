"""Which rule gets a figure: at most one, the longest and most specific; fallbacks take what nobody else claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from taiyuan_facts.ruleset.ruleset import Match

# What may stand between two members of a list: 单晶硅棒56GW、硅片56GW; 夏粮62万吨，秋粮106万吨; …元，其中出口…元.
_MEMBER = re.compile(r"[、，,；;和与及](?:以及|其中)?[^，,；;。：:\ue000-\uf8ff]{1,12}$|[、和与及]$")
# What goes on at another time: 出口量为30万吨，2009年突破32万吨，目前达到35万吨.
_LATER = re.compile(
    r"[，,；;](?:而|但)?[\ue000-\ue004](?:年?底|末|时)?(?:[已又再则将更仅才就便也]|首次|已经|进一步|继续|预计|预期|有望|有可能|可能|估计|力争|争取){0,3}"
    r"(?:突破|达到?|[升增减降跌回]至|[增减]加?[长少]?[到至]|[降升跌落][到至]|[回降下]落[到至]|[上]升[到至]|提高[到至]|扩大[到至]|为|是|有|超过?)?了?"
)
# What the figure before is held against: 产量达53万吨，高于去年的22万吨.
_BASE = re.compile(
    r"[，,](?:也|还|但|却)?(?:远远?|大大|大幅|明显|略|稍|均)?(?:高于|低于|多于|少于|好于|超过|不及|环比|同比|比|较)[\ue000-\ue004](?:份|同期)?的"
)
# Kinds that a list goes on with; a lone sum or quantity of the same dimension behind one is of the same kind.
_LISTED = frozenset({"capacity", "output", "investment"})
_REACH = 40  # characters between two members


class Claim(NamedTuple):
    """A match that won the figure at ``place``, with the figure's role in it."""

    place: int
    match: Match
    role: str


def strength(match: Match) -> tuple[bool, bool, int, int, str]:
    """What decides between two matches: no fallback, a user's own rule, length, fewer figures, at last the id."""
    length = match.span.end - match.span.start
    return (not match.rule.fallback, match.rule.own, length, -len(match.figures), match.rule.id)


def settle(matches: Iterable[Match], skeleton: str) -> dict[int, Claim]:
    """One claim a figure of a sentence, whatever the order of the matches; ``skeleton`` is that of the page."""
    claims: dict[int, Claim] = {}
    for match in matches:
        for place, role in match.figures:
            held = claims.get(place)
            if held is None or strength(match) > strength(held.match):
                claims[place] = Claim(place, match, role)
    return _continue_lists(claims, skeleton) if len(claims) > 1 else claims


def _continue_lists(claims: dict[int, Claim], skeleton: str) -> dict[int, Claim]:
    """Give the members of a list that only a fallback claims to the rule that claims the member before them.

    设计年产能56GW，其中单晶硅棒56GW、硅片56GW: the rule names 年产能 once, and the list goes on with it.
    """
    last: dict[str, Claim] = {}
    settled = dict(claims)
    for place in sorted(claims):
        claim = claims[place]
        leader = last.get(skeleton[place])
        if (
            claim.match.rule.fallback
            and claim.match.rule.kind != "count"
            and leader is not None
            and _follows(skeleton, leader.place, place)
        ):
            columns = {name: spans for name, spans in leader.match.columns.items() if name == "indicator"}
            claim = Claim(place, leader.match._replace(columns=columns), leader.role)
            settled[place] = claim
        if not claim.match.rule.fallback and claim.match.rule.kind in _LISTED:
            last[skeleton[place]] = claim
        else:
            last.pop(skeleton[place], None)
    return settled


def _follows(skeleton: str, leader: int, place: int) -> bool:
    """Whether a figure is the next member of the list that another one leads."""
    between = skeleton[leader + 1 : place]
    if len(between) > _REACH:
        return False
    if _MEMBER.search(between) is not None:
        return True
    return _LATER.fullmatch(between) is not None or _BASE.fullmatch(between) is not None
