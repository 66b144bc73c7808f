"""News in brief: paragraphs each of which tells its heading again, and so is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from taiyuan_facts.model import Span
from taiyuan_facts.reading.roles import BODY, HEADLINE

LEAST_BRIEFS = 3  # paragraphs that are told to be briefs, where others beside them are so too
FARTHEST_BRIEF = 3  # blocks from one paragraph of news in brief to the next
LONGEST_OPENING = 90  # characters of a paragraph that tell its heading again
TOLD_AGAIN = 4  # characters that heading and paragraph have in common


def find_briefs(flow: str, spans: list[Span], roles: list[str], news: Any) -> set[int]:
    """Where the paragraphs of news in brief stand: each tells its heading again, with its source or day, and so does
    the next heading's or the one's before."""
    told = [
        at for at in range(1, len(spans)) if roles[at - 1] == HEADLINE and _tells_again(flow, spans, roles, at, news)
    ]
    near = [(one, other) for one, other in pairwise(told) if other - one <= FARTHEST_BRIEF]
    found = {at for pair in near for at in pair}
    for run in _alternating(roles) if len(told) >= LEAST_BRIEFS else ():
        found.update(run if 2 * len(found.intersection(run)) >= max(len(run), 2 * LEAST_BRIEFS) else ())
    return found


def _alternating(roles: list[str]) -> Iterator[range]:
    """Runs of paragraphs each of which has a heading of its own and no second paragraph."""
    kinds = "".join("h" if role == HEADLINE else "b" if role == BODY else "-" for role in roles)
    return (range(match.start() + 1, match.end(), 2) for match in re.finditer("(?:hb)+(?!b)", kinds))


def _tells_again(flow: str, spans: list[Span], roles: list[str], at: int, news: Any) -> bool:
    """Whether a paragraph has some words in common with the heading before it, and names its source or day."""
    opening = flow[spans[at].start : min(spans[at].end, spans[at].start + LONGEST_OPENING)]
    if roles[at] != BODY or news.search(opening) is None:
        return False
    heading = flow[slice(*spans[at - 1])]
    return any(heading[first : first + TOLD_AGAIN] in opening for first in range(len(heading) - TOLD_AGAIN + 1))
