"""Names that a clause sets side by side, to which a later clause deals out its figures: A、B和C…，产值分别为…."""

from __future__ import annotations

from collections.abc import Iterable

from taiyuan_facts.attaching.mentions import Mention
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words

_LINK = compile_words(r"[、和与及]|以及")
SHORTEST_MEMBER = 2  # characters


def find_enumerated(
    names: NamePatterns, skeleton: str, clause: Span, mentions: Iterable[Mention], count: int
) -> list[Span] | None:
    """The spans of ``count`` names that stand side by side in a clause, or None where no such row stands in it.

    ``mentions``: what the clause names; a mention may itself be a row (山东、河南), or the first member of one.
    """
    for mention in mentions:
        row = _members(skeleton, Span(mention.start, mention.end))
        while (link := _LINK.match(skeleton, row[-1].end, clause.end)) is not None:
            following = names.named_at(skeleton, link.end(), clause.end)
            if following is None:
                break
            row += _members(skeleton, Span(following.start, following.end))
        if len(row) == count and all(member.end - member.start >= SHORTEST_MEMBER for member in row):
            return row
    return None


def _members(skeleton: str, span: Span) -> list[Span]:
    """What 、 and the like divide within one name."""
    links = [match.span() for match in _LINK.finditer(skeleton, *span)]
    starts, ends = [span.start, *(end for _, end in links)], [*(start for start, _ in links), span.end]
    return list(map(Span, starts, ends))
