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


def settle(matches: Iterable[Match]) -> dict[int, Claim]:
    """One claim a figure, whatever the order of the matches."""
    claims: dict[int, Claim] = {}
    for match in matches:
        for place, role in match.figures:
            held = claims.get(place)
            if held is None or strength(match) > strength(held.match):
                claims[place] = Claim(place, match, role)
    return claims
