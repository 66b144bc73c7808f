"""Which rule gets a figure: at most one, the longest and most specific match; fallbacks only what nobody else claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from taiyuan_facts.ruleset.ruleset import Match


class Claim(NamedTuple):
    """A match that won the figure at ``place``, with the figure's role in it."""

    place: int
    match: Match
    role: str


def strength(match: Match) -> tuple[bool, bool, int, int, str]:
    """What decides between two matches: no fallback, a user's own rule, length, fewer figures, at last the id."""
    return (not match.rule.fallback, match.rule.own, match.span.end - match.span.start, -len(match.figures), match.rule.id)


def explain_strength(stronger: Match, weaker: Match) -> str:
    """Why the stronger of two matches wins, in words; the order is that of `strength`."""
    if stronger.rule.fallback != weaker.rule.fallback:
        return f"{weaker.rule.id} is a fallback, for what no other rule claims"
    if stronger.rule.own != weaker.rule.own:
        return f"it is a rule of your own, {weaker.rule.id} is a packaged one"
    lengths = [match.span.end - match.span.start for match in (stronger, weaker)]
    if lengths[0] != lengths[1]:
        return f"it matches more than {weaker.rule.id}: {lengths[0]} characters, not {lengths[1]}"
    if len(stronger.figures) != len(weaker.figures):
        return f"it matches as much as {weaker.rule.id} with fewer figures: {len(stronger.figures)}, not {len(weaker.figures)}"
    return f"it matches as much as {weaker.rule.id}, and its id comes later"


def settle(matches: Iterable[Match]) -> dict[int, Claim]:
    """One claim a figure, whatever the order of the matches."""
    claims: dict[int, Claim] = {}
    for match in matches:
        for place, role in match.figures:
            held = claims.get(place)
            if held is None or strength(match) > strength(held.match):
                claims[place] = Claim(place, match, role)
    return claims
