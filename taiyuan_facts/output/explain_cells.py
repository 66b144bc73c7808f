"""Why a cell of a table is the row that it is: where its unit, subject, date and status are told."""

from __future__ import annotations

from taiyuan_facts.attaching.trace import FigureTrace
from taiyuan_facts.output.story import Candidate, FigureStory, Origin
from taiyuan_facts.output.values import fact_to_row, plain
from taiyuan_facts.ruleset.macros import CELL
from taiyuan_facts.ruleset.ruleset import Ruleset
from taiyuan_facts.scanning.quantities import Quantity


def tell_cell(trace: FigureTrace, raw: str, line: int, ruleset: Ruleset) -> FigureStory:
    """The story of a cell that makes a row; ``raw`` is its number as written, ``line`` where it stands."""
    assert trace.cell is not None
    assert trace.fact is not None
    fact, whence = trace.fact, dict(trace.cell.whence)
    rule = ruleset.rule(fact.rule)
    placeholder = ruleset.placeholders.show(ruleset.placeholders.characters[CELL])
    candidates = (
        (Candidate(rule.id, rule.kind, rule.title, placeholder, "", rule.own, rule.fallback, str(rule.location)),)
        if rule
        else ()
    )
    return FigureStory(
        raw,
        line,
        *trace.span,
        show_quantity(placeholder, trace.cell.quantity) if trace.cell.quantity else {},
        candidates,
        f"its unit is told {whence['unit']}",
        {name: value for name, value in fact_to_row(fact).items() if value},
        Origin(fact.subject, "table", whence["subject"]),
        Origin(fact.date, "table" if fact.date else "", whence["date"]),
        Origin(fact.status, "table", whence["status"]),
    )


def show_quantity(placeholder: str, quantity: Quantity) -> dict[str, str]:
    """A quantity as the story has it, without what it lacks."""
    found = {
        "placeholder": placeholder,
        "value": plain(quantity.value),
        "value_max": "" if quantity.value_max is None else plain(quantity.value_max),
        "unit": quantity.unit,
        "per": quantity.per,
        "qualifier": quantity.qualifier,
    }
    return {key: value for key, value in found.items() if value}
