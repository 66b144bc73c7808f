"""The difference for people at a terminal: a block a change, and the counts."""

from __future__ import annotations

from collections.abc import Iterator

from taiyuan_facts.output.compare import Change, Difference
from taiyuan_facts.output.diff_formats.wording import View, count_words, figure, rows, sentence_line, shown, topic

_MARKS = {"added": "+", "removed": "-", "changed": "~"}
# Select Graphic Rendition (ECMA-48, 8.3.117)
_COLORS = {"added": "32", "removed": "31", "changed": "33", "faint": "2"}


def render(difference: Difference, view: View) -> Iterator[str]:
    """Added with ``+``, removed with ``-``, changed with ``~``; the last line says how many of each there are."""
    for change in difference.changes:
        yield from _block(change, view)
    if not difference:
        yield f"no difference: {difference.unchanged} facts the same\n"
        return
    yield f"{count_words(difference)} ({shown(view.old)} → {shown(view.new)})\n"


def _block(change: Change, view: View) -> Iterator[str]:
    fact = change.fact
    place = f"{_MARKS[change.sort]} {view.path(fact)}:{fact.line}"
    said = " ".join(text for text in (shown(fact.kind), topic(fact)) if text)
    yield f"{_paint(place, change.sort, view)}: {said}: {figure(fact)}\n"
    if change.sort != "changed":
        yield f"    {_paint(sentence_line(fact), 'faint', view)}\n"
        return
    for row in rows(change):
        old, new = _paint(row.old, "removed", view), _paint(row.new, "added", view)
        yield f"    {row.column}: {old} → {new}\n"


def _paint(text: str, style: str, view: View) -> str:
    return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if view.color else text
