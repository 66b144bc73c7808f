"""The difference as a Markdown table (GitHub Flavored Markdown 0.29, 4.10), for a pull request or a step summary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from taiyuan_facts.output.compare import Change, Difference
from taiyuan_facts.output.diff_formats.wording import View, count_words, figure, rows, sentence_line, shown, topic

# A comment on GitHub holds 65 536 characters; the API refuses a longer one whole.
COMMENT_CHARACTERS = 65_536
_HEADER = "| | where | kind | what | figure |\n| --- | --- | --- | --- | --- |\n"
# What has a meaning within a line of Markdown or HTML, and what the forges turn into links, mentions and emoji
# (https://…, www.…, @name, #1, !1, $1, &1, :name:).
_SPECIAL = re.compile(r"[\\`*{}\[\]<>#!|~&@$]|(?<!\w)_|_(?!\w)|:(?=//|[\w+-]*:)|(?<=www)\.", re.IGNORECASE)


def render(difference: Difference, view: View) -> Iterator[str]:
    """A headline with the counts and a row a change, at most as long as a comment may be."""
    yield from render_within(difference, view, COMMENT_CHARACTERS, len)


def render_within(difference: Difference, view: View, limit: int, measure: Callable[[str], int]) -> Iterator[str]:
    """As `render`, at most ``limit`` long in the ``measure`` given.

    Where not all rows fit, the weightiest come first and the last line says how many were left out.
    """
    head = f"**tyfacts diff** {escape(shown(view.old))} → {escape(shown(view.new))}: {count_words(difference)}\n"
    if not difference:
        yield head
        return
    head += f"\n{_HEADER}"
    table = [_row(change, view) for change in difference.changes]
    if measure(head) + sum(map(measure, table)) <= limit:
        yield head
        yield from table
        return
    yield from _cut(head, difference, view, limit, measure)


def _cut(head: str, difference: Difference, view: View, limit: int, measure: Callable[[str], int]) -> Iterator[str]:
    total = len(difference.changes)
    room = limit - measure(head) - measure(_left_out(total, total))
    yield head
    printed = 0
    for row in _rows(difference.weightiest(total), view):
        room -= measure(row)
        if room < 0:
            break
        yield row
        printed += 1
    yield _left_out(total - printed, total)


def _rows(changes: Iterable[Change], view: View) -> Iterator[str]:
    return (_row(change, view) for change in changes)


def _left_out(count: int, total: int) -> str:
    return f"\n{count} of {total} changes do not fit in here; see them all with `tyfacts diff` in the text format.\n"


def _row(change: Change, view: View) -> str:
    fact = change.fact
    if change.sort == "changed":
        said = "<br>".join(f"{row.column}: {escape(row.old)} → {escape(row.new)}" for row in rows(change))
    else:
        said = f"{escape(figure(fact))}<br>{escape(sentence_line(fact))}"
    where = escape(f"{view.path(fact)}:{fact.line}")
    return f"| {change.sort} | {where} | {escape(shown(fact.kind))} | {escape(topic(fact))} | {said} |\n"


def escape(text: str) -> str:
    """The text as it is, whatever Markdown or HTML it may look like."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
