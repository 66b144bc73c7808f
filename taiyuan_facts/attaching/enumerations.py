"""Names that a clause sets side by side, to which a later clause deals out its figures: A、B和C…，产值分别为…."""

from __future__ import annotations

import re
from collections.abc import Iterable

from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.model import Span

_ASIDE = re.compile(r"[（(][^（()）]{1,12}[)）]")
SHORTEST_MEMBER = 2  # characters


def find_enumerated(
    names: NamePatterns, skeleton: str, clause: Span, mentions: Iterable[Mention], count: int
) -> list[Span] | None:
    """The spans of ``count`` names that stand side by side in a clause, or None where no such row stands in it.

    ``mentions``: what the clause names; a mention may itself be a row (山东、河南), or the first member of one.
    """
    for mention in mentions:
        row = names.members(skeleton, mention.start, mention.end)
        while (link := names.separator.match(skeleton, _behind_aside(skeleton, row[-1].end), clause.end)) is not None:
            following = names.named_at(skeleton, link.end(), clause.end)
            if following is None:
                break
            row += names.members(skeleton, following.start, following.end)
        if len(row) == count and all(member.end - member.start >= SHORTEST_MEMBER for member in row):
            return row
    return None


def _behind_aside(skeleton: str, end: int) -> int:
    """短途市场(不包括内地)｜、长途市场: where a member ends with what stands in brackets behind it."""
    aside = _ASIDE.match(skeleton, end)
    return aside.end() if aside is not None else end
