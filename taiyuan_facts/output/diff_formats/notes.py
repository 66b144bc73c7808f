"""What may well be a mistake of the user's, though the difference is right as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from taiyuan_facts.model import Fact
from taiyuan_facts.output.compare import Difference
from taiyuan_facts.output.diff_formats.wording import shown

_LISTED = 3


def find_notes(difference: Difference, only: Collection[str] = ()) -> Iterator[str]:
    """A sentence for each thing that looks like a mistake.

    Args:
        difference: what was found.
        only: the kinds that were looked at; none means all.
    """
    if not difference and not difference.unchanged:
        yield f"neither side has a fact{f' of kind {_listed(only)}' if only else ''}; are these the right ones?"
    if not difference or difference.unchanged:
        return
    before = [change.old for change in difference.changes if change.old is not None]
    now = [change.new for change in difference.changes if change.new is not None]
    if not before or not now:
        yield f"the {'new' if before else 'old'} side has no fact at all; is it the right one?"
        return
    docs, kinds = _both_sides(before, now, "doc"), _both_sides(before, now, "kind")
    if difference.changed:
        if docs:
            yield f"no document has kept its name ({docs}); extract from the same folder as before, or --ignore doc"
        return
    for what, names in (("document", docs), ("kind", kinds)):
        if names:
            yield f"the two sides have no {what} in common ({names}); are these the right ones?"


def _both_sides(before: Collection[Fact], now: Collection[Fact], column: str) -> str:
    """The values of a column on either side, where they have none in common; else empty."""
    old, new = ({getattr(fact, column) for fact in facts} for facts in (before, now))
    return "" if old & new else f"{_listed(old)}; {_listed(new)}"


def _listed(names: Collection[str]) -> str:
    more = ["…"] if len(names) > _LISTED else []
    return ", ".join([*map(shown, sorted(names)[:_LISTED]), *more])
