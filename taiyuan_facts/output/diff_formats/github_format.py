"""The difference as annotations of GitHub Actions, and as a step summary.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands: ``::error file=…,line=…,title=…::…``
"""

from __future__ import annotations

from collections.abc import Iterator

from taiyuan_facts.output.compare import Change, Difference
from taiyuan_facts.output.diff_formats import markdown_format
from taiyuan_facts.output.diff_formats.wording import (
    View,
    count_words,
    figure,
    is_plain_wording,
    rows,
    sentence_line,
    topic,
)

ANNOTATIONS = 10  # a step shows no more of a level
SUMMARY_BYTES = 1024 * 1024  # of one step; a longer summary is refused whole


def render(difference: Difference, view: View) -> Iterator[str]:
    """An annotation for each of the weightiest changes, and a line with the counts."""
    for change in difference.weightiest(ANNOTATIONS):
        yield _annotation(change, view)
    yield f"tyfacts diff: {count_words(difference)}\n"


def render_summary(difference: Difference, view: View, room: int = SUMMARY_BYTES) -> str:
    """The whole table as Markdown, at most ``room`` bytes of UTF-8; empty where there is no room for any."""
    text = "".join(markdown_format.render_within(difference, view, room, _bytes))
    return text if _bytes(text) <= room else ""


def _bytes(text: str) -> int:
    return len(text.encode())


def _annotation(change: Change, view: View) -> str:
    fact = change.fact
    properties = {"file": view.path(fact), "line": str(max(fact.line, 1)), "title": f"{fact.kind} {change.sort}"}
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{_level(change)} {listed}::{_escape(_message(change))}\n"


def _level(change: Change) -> str:
    if change.sort == "added":
        return "warning"
    return "notice" if is_plain_wording(change) else "error"


def _message(change: Change) -> str:
    fact = change.fact
    if change.sort == "changed":
        said = "\n".join(f"{row.column}: {row.old} → {row.new}" for row in rows(change))
        return f"{topic(fact)}\n{said}".lstrip("\n")
    return f"{topic(fact)}: {figure(fact)}\n{sentence_line(fact)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
