"""The words that the formats for people share: where a change is, what it is about, and from what to what.

All that comes from a page or a table goes through `shown`, so that no control character of it reaches a terminal, a log
or a page of a forge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from taiyuan_facts.model import Fact
from taiyuan_facts.output.compare import Change, Difference
from taiyuan_facts.output.values import plain, to_text
from taiyuan_facts.reading.walking import printable

EMPTY = "(empty)"
_CONTEXT = 8  # characters kept around what differs in a long text
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class View:
    """How a difference is to be shown.

    Attributes:
        old, new: what the two sides are called.
        root: the folder that the documents stand in, as seen from where paths are read; ``""`` for right there.
        color: whether the text goes to a terminal that shows colours.
    """

    old: str
    new: str
    root: str = ""
    color: bool = False

    def path(self, fact: Fact) -> str:
        """The path of the fact's document below the root."""
        root = "" if self.root in ("", ".") else f"{self.root.rstrip('/') or '/'}/".replace("//", "/")
        return shown(f"{root}{fact.doc}")


class Row(NamedTuple):
    """One column of a change, from what to what."""

    column: str
    old: str
    new: str


def shown(text: str) -> str:
    """The text with what does not print, or reorders what is printed, spelled out (``\\x1b``)."""
    return printable(text)


def count_words(difference: Difference) -> str:
    """``3 added, 2 removed, 5 changed, 243 the same``."""
    counts = {"added": 0, "removed": 0, "changed": 0}
    for change in difference.changes:
        counts[change.sort] += 1
    return ", ".join(f"{count} {word}" for word, count in [*counts.items(), ("the same", difference.unchanged)])


def topic(fact: Fact) -> str:
    """What the fact is about: ``冷轧硅钢项目 · 总投资 · 硅钢``."""
    return shown(" · ".join(text for text in (fact.subject, fact.indicator, fact.item) if text))


def figure(fact: Fact) -> str:
    """What the fact says: ``over 24.7 亿元 (2022-10, planned)``."""
    number = _number(fact)
    about = ", ".join(text for text in (fact.date if number else "", fact.status) if text)
    words = [fact.qualifier if fact.qualifier not in ("exact", "range") else "", number or fact.date, f"({about})"]
    return shown(" ".join(word for word in words if word and word != "()"))


def _number(fact: Fact) -> str:
    if fact.value is None:
        return ""
    upper = "" if fact.value_max is None else f" to {plain(fact.value_max)}"
    return f"{plain(fact.value)}{upper} {fact.unit}".rstrip() + (f" a {fact.per}" if fact.per else "")


def rows(change: Change) -> list[Row]:
    """The columns that differ; first and last day are left out where the date says it all, a long text is cut down."""
    if change.old is None or change.new is None:
        return []
    columns = [
        name for name in change.columns if "date" not in change.columns or name not in ("date_start", "date_end")
    ]
    return [Row(name, *_halves(change.old, change.new, name)) for name in columns]


def _halves(old: Fact, new: Fact, column: str) -> tuple[str, str]:
    one, other = (_cell(fact, column) for fact in (old, new))
    return excerpts(one, other) if column in ("sentence", "article", "raw") else (one, other)


def _cell(fact: Fact, column: str) -> str:
    text = shown(to_text(getattr(fact, column)))
    if text and column in ("value", "value_max") and fact.unit:
        return f"{text} {shown(fact.unit)}"
    return text or EMPTY


def excerpts(one: str, other: str) -> tuple[str, str]:
    """Both texts cut down to where they differ, with a few characters around it."""
    if max(len(one), len(other)) <= _LONGEST:
        return one, other
    shortest = min(len(one), len(other))
    head = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    tail = next((at for at in range(shortest - head) if one[-1 - at] != other[-1 - at]), shortest - head)
    return _excerpt(one, head, tail), _excerpt(other, head, tail)


def _excerpt(text: str, head: int, tail: int) -> str:
    start, end = max(head - _CONTEXT, 0), min(len(text) - tail + _CONTEXT, len(text))
    middle = text[start:end]
    if len(middle) > _LONGEST:
        middle = f"{middle[: _LONGEST // 2]}…{middle[-_LONGEST // 2 :]}"
    return f"{'…' if start else ''}{middle}{'…' if end < len(text) else ''}"


def is_plain_wording(change: Change) -> bool:
    """Whether neither the figure nor what it means has changed."""
    return change.sort == "changed" and change.relative == 0 and change.weight < 0.1


def sentence_line(fact: Fact) -> str:
    """The sentence, cut down around the figure where it is long."""
    text = shown(fact.sentence)
    at = max(text.find(shown(fact.raw)), 0)
    if len(text) <= 2 * _LONGEST:
        return text
    start, end = max(at - _LONGEST, 0), at + len(shown(fact.raw)) + _LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
