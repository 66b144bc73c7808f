"""The facts as a page for the terminal: a table a document, cut to its width, and a summary by kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from taiyuan_facts.cli.console import harmless
from taiyuan_facts.model import COLUMNS, Fact
from taiyuan_facts.output.values import plain, to_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

ROWS = 100  # shown; the rest is counted, so that memory does not grow with the documents
BAR = 32
WIDE = 110  # from this width on there is room for item and status
SIGNS = {"about": "~", "nearly": "~", "over": ">", "at_least": "≥", "at_most": "≤", "below": "<"}
# Columns of numbers and words of a fixed length give way last, and only down to this.
WHOLE = {"line": 6, "kind": 12, "value": 20, "date": 12, "status": 7}
RIGHT = ("line", "value")
GAP = 2

Cell = Callable[[Fact], str]


def figure(fact: Fact) -> str:
    """The figure in one cell: ``>24.7 亿元``, ``3–4 小时``, ``50 万吨/年``; as written where it has no number."""
    if fact.value is None:
        return fact.raw
    upper = "" if fact.value_max is None else f"–{plain(fact.value_max)}"
    per = f"/{fact.per}" if fact.per else ""
    return f"{SIGNS.get(fact.qualifier, '')}{plain(fact.value)}{upper} {fact.unit}{per}".strip()


def show(console: Console, facts: Sequence[Fact], left_out: int, columns: Sequence[str] | None, *, zh: bool) -> None:
    """Print the facts, a table a document.

    Args:
        console: where to; its width decides what is cut.
        facts: those to show, in order.
        left_out: how many there are besides.
        columns: columns of the facts table; None for those that say most, with value, unit and qualifier in one.
        zh: whether the headers are Chinese.
    """
    cells = _chosen(columns) if columns else _telling(console.width)
    names = {column.name: column.header_zh for column in COLUMNS} if zh else {}
    rows = [[_text(cell(fact)) for cell in cells.values()] for fact in facts]
    headers = [_text(names.get(name, name)) for name in cells]
    widths = _widths(list(cells), [headers, *rows], console.width)
    at = 0
    for doc, several in groupby(facts, key=attrgetter("doc")):
        table = _table(list(cells), headers, widths)
        table.title = _text(doc)
        count = len(list(several))
        for row in rows[at : at + count]:
            table.add_row(*row)
        at += count
        console.print(table)
        console.print()
    if left_out:
        console.print(f"… and {left_out} more; write them all with -o facts.csv\n", style="dim")


def show_kinds(console: Console, counts: Sequence[tuple[str, int]], total: str) -> None:
    """Print how many figures there are of each kind, with small bars, under the line ``total``."""
    from rich.table import Table

    most = max((count for _, count in counts), default=1)
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="cyan")
    for kind, count in counts:
        table.add_row(_text(kind), str(count), "█" * max(1, count * BAR // most))
    console.print(total)
    console.print(table)


def _telling(width: int) -> dict[str, Cell]:
    names = ["line", "kind", "subject", "indicator", "item", "value", "date", "status"]
    if width < WIDE:
        names = [name for name in names if name not in ("item", "status")]
    return _chosen(names) | {"value": figure}


def _chosen(columns: Sequence[str]) -> dict[str, Cell]:
    def cell(name: str) -> Cell:
        return lambda fact: to_text(getattr(fact, name))

    return {name: cell(name) for name in columns}


def _widths(names: Sequence[str], rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """How wide each column is: as its widest cell where there is room; else the widest columns give way."""
    natural = [max(row[at].cell_len for row in rows) for at in range(len(names))]
    least = [min(width, WHOLE.get(name, 4)) for name, width in zip(names, natural, strict=True)]
    widths = list(natural)
    excess = sum(widths) + GAP * (len(widths) - 1) - room
    while excess > 0 and any(width > floor for width, floor in zip(widths, least, strict=True)):
        slack = [width if width > floor else 0 for width, floor in zip(widths, least, strict=True)]
        widths[slack.index(max(slack))] -= 1
        excess -= 1
    return widths


def _table(names: Sequence[str], headers: Sequence[Text], widths: Sequence[int]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, title_justify="left", pad_edge=False, padding=(0, GAP - 1, 0, 0)
    )
    for name, header, width in zip(names, headers, widths, strict=True):
        justify = "right" if name in RIGHT else "left"
        table.add_column(header, width=width, no_wrap=True, overflow="ellipsis", justify=justify)  # type: ignore[arg-type]
    return table


def _text(text: str) -> Text:
    from rich.text import Text

    return Text(harmless(text).replace("\n", " "))
