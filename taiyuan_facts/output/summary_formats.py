"""A summary as a page for the terminal, as Markdown, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from rich.cells import cell_len, set_cell_size

from taiyuan_facts.model import Fact
from taiyuan_facts.output.diff_formats.markdown_format import escape
from taiyuan_facts.output.diff_formats.wording import shown
from taiyuan_facts.output.json_table import fact_to_json
from taiyuan_facts.output.summary import Summary, Total
from taiyuan_facts.output.values import plain

_BAR = 16
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_FIGURE = 12
_SIGNS = {"about": "~", "nearly": "~", "over": ">", "at_least": "≥", "at_most": "≤", "below": "<"}
_NAMES = {"investment": "Largest investments", "capacity": "Largest capacities"}

Row = tuple[str, str, Decimal | None]  # the figure, whose and what it is, and the length of its bar
Section = tuple[str, Sequence[Row]]


def render_text(summary: Summary, width: int = 100, *, color: bool = False) -> Iterator[str]:
    """The page, line by line, no line wider than ``width`` columns."""
    yield f"{_headline(summary)}\n"
    for title, rows in _sections(summary):
        yield f"\n\x1b[1m{title}\x1b[0m\n" if color else f"\n{title}\n"
        longest = max((length for *_, length in rows if length is not None), default=Decimal())
        room = max([cell_len(text) for text, *_ in rows] + [_FIGURE])
        for text, words, length in rows:
            bar = "" if length is None else bar_of(length, longest)
            line = f"  {' ' * (room - cell_len(text))}{text}  {bar:<{_BAR}}  {shown(words)}".rstrip()
            yield f"{_fit(line, width)}\n"


def render_markdown(summary: Summary, width: int = 0, *, color: bool = False) -> Iterator[str]:
    """The same as Markdown: a table a section; width and colour do not matter."""
    yield f"**tyfacts summary**: {_headline(summary)}\n"
    for title, rows in _sections(summary):
        yield f"\n### {title}\n\n| figure | of what |\n| ---: | --- |\n"
        for text, words, _ in rows:
            yield f"| {escape(text)} | {escape(shown(words))} |\n"


def render_json(summary: Summary, width: int = 0, *, color: bool = False) -> Iterator[str]:
    """The same as one JSON object; facts with all their columns, decimals digit by digit."""
    members = {
        "facts": str(summary.facts),
        "documents": str(summary.documents),
        "as_of": json.dumps(None if summary.as_of is None else summary.as_of.isoformat()),
        "kinds": json.dumps(dict(summary.kinds), ensure_ascii=False),
        "totals": _array(map(_total_to_json, summary.totals)),
        "largest": _array(
            f'{{"kind": {_quoted(ranking.kind)}, "unit": {_quoted(ranking.unit)}, "count": {ranking.count}, '
            f'"facts": {_array(map(fact_to_json, ranking.facts))}}}'
            for ranking in summary.largest
        ),
        "growth": _array(map(fact_to_json, summary.growth)),
        "deadlines": _array(map(fact_to_json, summary.deadlines)),
    }
    yield "{\n" + ",\n".join(f'  "{name}": {value}' for name, value in members.items()) + "\n}\n"


Renderer = Callable[..., Iterator[str]]
SUMMARY_FORMATS: dict[str, Renderer] = {"text": render_text, "json": render_json, "markdown": render_markdown}


def bar_of(length: Decimal, longest: Decimal) -> str:
    """A bar of eighths of a column, at least one of them: ``longest`` is as long as a bar gets."""
    eighths = max(1, int(length / longest * _BAR * 8)) if longest > 0 and length > 0 else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _headline(summary: Summary) -> str:
    facts = f"{summary.facts} {'fact' if summary.facts == 1 else 'facts'}"
    return f"{facts} from {summary.documents} {'document' if summary.documents == 1 else 'documents'}"


def _sections(summary: Summary) -> Iterator[Section]:
    """The sections that have something to say, with their titles."""
    if summary.kinds:
        yield "Facts by kind", [(str(count), kind, Decimal(count)) for kind, count in summary.kinds]
    if summary.totals:
        yield "Totals over subjects (plans and actuals apart)", [_total(total) for total in summary.totals]
    for ranking in summary.largest:
        title = f"{_NAMES[ranking.kind]} in {shown(ranking.unit)}"
        more = f" ({len(ranking.facts)} of {ranking.count})" if ranking.count > len(ranking.facts) else ""
        yield title + more, [(_figure(fact), _about(fact), fact.value_max or fact.value) for fact in ranking.facts]
    if summary.growth:
        yield "Fastest growth", [(_figure(fact), _about(fact), fact.value_max or fact.value) for fact in summary.growth]
    if summary.deadlines:
        since = f", from {summary.as_of} on" if summary.as_of else ""
        yield f"Next deadlines{since}", [(fact.date, _about(fact), None) for fact in summary.deadlines]


def _total(total: Total) -> Row:
    per = f"/{total.per}" if total.per else ""
    text = f"{'~' if total.about else ''}{plain(total.value)} {total.unit}{per}"
    words = " ".join(word for word in (total.indicator, total.item) if word)
    return text, f"{words}, {total.status}, {total.subjects} subjects", None


def _about(fact: Fact) -> str:
    words = " ".join(word for word in (fact.subject, fact.indicator, fact.item) if word)
    told = ", ".join(word for word in (fact.date if fact.value is not None else "", fact.status) if word)
    return f"{words} ({told}; {fact.doc}:{fact.line})"


def _figure(fact: Fact) -> str:
    """``>24.7 亿元``, ``3–4 吉瓦``, ``50 万吨/年``."""
    value = "" if fact.value is None else plain(fact.value)
    upper = "" if fact.value_max is None else f"–{plain(fact.value_max)}"
    per = f"/{fact.per}" if fact.per else ""
    return shown(f"{_SIGNS.get(fact.qualifier, '')}{value}{upper} {fact.unit}{per}")


def _fit(line: str, width: int) -> str:
    return line if cell_len(line) <= width else set_cell_size(line, max(width - 1, 0)).rstrip() + "…"


def _total_to_json(total: Total) -> str:
    values: dict[str, Any] = {name: getattr(total, name) for name in Total.__slots__}
    parts = (f'"{name}": {plain(v) if isinstance(v, Decimal) else _quoted(v)}' for name, v in values.items())
    return "{" + ", ".join(parts) + "}"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _array(values: Iterable[str]) -> str:
    return "[" + ", ".join(values) + "]"
