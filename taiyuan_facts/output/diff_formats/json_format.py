"""The difference for programs: one JSON object, the facts in it as in the JSON form of the table."""

from __future__ import annotations

import json
from collections.abc import Iterator

from taiyuan_facts.model import Fact
from taiyuan_facts.output.compare import Change, Difference
from taiyuan_facts.output.diff_formats.wording import View, shown
from taiyuan_facts.output.json_table import fact_to_json


def render(difference: Difference, view: View) -> Iterator[str]:
    """Names of the sides, counts, and ``changes``, one a line, each with its columns and both facts (null for none)."""
    yield "{\n"
    yield f'  "old": {_quoted(view.old)},\n  "new": {_quoted(view.new)},\n'
    for sort in ("added", "removed", "changed"):
        yield f'  "{sort}": {sum(change.sort == sort for change in difference.changes)},\n'
    yield f'  "unchanged": {difference.unchanged},\n'
    yield '  "changes": ['
    mark = ""
    for change in difference.changes:
        yield f"{mark}\n    {_change(change)}"
        mark = ","
    yield "\n  ]\n}\n" if mark else "]\n}\n"


def _change(change: Change) -> str:
    columns = json.dumps(change.columns)
    return (
        f'{{"change": "{change.sort}", "columns": {columns}, "old": {_fact(change.old)}, "new": {_fact(change.new)}}}'
    )


def _fact(fact: Fact | None) -> str:
    return "null" if fact is None else fact_to_json(fact)


def _quoted(text: str) -> str:
    return json.dumps(shown(text), ensure_ascii=False)
