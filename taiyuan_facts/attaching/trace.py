"""The way of each figure of a text, kept instead of thrown away: who matched it, who won it, what was attached."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from taiyuan_facts.attaching.adjoining import Figure
from taiyuan_facts.attaching.claims import Claim, settle, strength
from taiyuan_facts.attaching.facts import Attached, Attachment, FactBuilder, may_capture
from taiyuan_facts.attaching.subject import Weighed
from taiyuan_facts.attaching.table_cells import CellReading
from taiyuan_facts.attaching.table_facts import PageTables
from taiyuan_facts.attaching.when import clause_index
from taiyuan_facts.model import Document, Fact, Span
from taiyuan_facts.reading.layout import lay_out
from taiyuan_facts.ruleset.examples import Seen
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.ruleset import Match, Ruleset
from taiyuan_facts.scanning.scan import Scan, Token, scan


@dataclass(frozen=True, slots=True)
class FigureTrace:
    """One figure of a text: ``span`` is the figure as written, in the document; ``place`` is in the skeleton.

    ``matches`` are all that capture it, the strongest first; ``fact`` is None where nobody does, or where a due date
    has passed already (then there is a ``claim``), or where a table leaves it out. ``cell`` is the cell of a table
    that it fills, or that holds a number without a unit; ``token`` is None where that is no figure. ``candidates`` are
    the names that its subject was chosen from, the weightiest first; none where the rule tells whose it is.
    """

    sentence: int
    place: int
    span: Span
    token: Token | None
    matches: tuple[Match, ...]
    claim: Claim | None
    attached: Attached | None
    fact: Fact | None
    cell: CellReading | None = None
    candidates: tuple[Weighed, ...] = ()


class Tracer:
    """Traces the figures of texts with one rule set.

    ``thorough``: keep the candidates for subjects that were not looked at, because one nearer weighed enough.
    """

    def __init__(self, ruleset: Ruleset, *, thorough: bool = False) -> None:
        self.ruleset = ruleset
        self.thorough = thorough
        self.attachment = Attachment.build(ruleset)

    def scan(self, document: Document) -> Scan:
        """The document's skeleton."""
        return scan(lay_out(document, self.ruleset.layout), self.ruleset.grammar)

    def trace(self, found: Scan, only: Rule | None = None) -> list[FigureTrace]:
        """All figures of a text in their order, as the whole set sees them, or one rule alone."""
        builder = FactBuilder(found, self.attachment)
        tables = PageTables(builder, self.ruleset)
        of_cells = only is not None and only.is_of_cells
        traces = []
        for index, sentence in enumerate(found.sentences):
            matches = [] if of_cells else list(self.ruleset.match(found, sentence, only))
            claims = settle(matches, found.skeleton)
            own = [
                _trace(builder, index, place, matches, claims.get(place), self.thorough)
                for place in range(sentence.start, sentence.end)
                if place in found.tokens
            ]
            if tables.holds(index) and (only is None or of_cells):
                own = _in_table(tables, index, own, only)
            traces += own
        return traces

    def see(self, document: Document, only: Rule | None = None) -> Sequence[Seen]:
        """The figures and facts of a text, as the runner of examples asks for them."""
        return [
            Seen(trace.span, trace.fact, trace.claim.role if trace.claim else "", _winner(trace))
            for trace in self.trace(self.scan(document), only)
        ]


def _trace(
    builder: FactBuilder, index: int, place: int, matches: Sequence[Match], claim: Claim | None, thorough: bool
) -> FigureTrace:
    token = builder.scan.tokens[place]
    fitting = [match for match in matches if may_capture(token, match.rule.kind)]
    capturing = [match for match in fitting if any(at == place for at, _ in match.figures)]
    claim = claim if claim and may_capture(token, claim.match.rule.kind) else None
    attached = builder.attach(index, claim) if claim else None
    return FigureTrace(
        index,
        place,
        builder.raw_span(token),
        token,
        tuple(sorted(capturing, key=strength, reverse=True)),
        claim,
        attached,
        builder.write(index, claim, attached) if claim and attached else None,
        candidates=_candidates(builder, index, claim, attached, thorough) if claim and attached else (),
    )


def _candidates(
    builder: FactBuilder, index: int, claim: Claim, attached: Attached, thorough: bool
) -> tuple[Weighed, ...]:
    if "subject" in attached.columns or "subject" in claim.match.columns:
        return ()
    clause = clause_index(builder.scan.sentences[index], claim.place)
    figure = Figure(index, clause, claim.place, attached.kind, claim.match)
    return tuple(builder.subjects.weigh(figure, all_of_them=thorough))


def _in_table(tables: PageTables, index: int, own: Sequence[FigureTrace], only: Rule | None) -> list[FigureTrace]:
    """The figures of a row: its cells, and what its words say besides; with ``only``, the cells that rule names."""
    scan = tables.builder.scan
    block = scan.sentences[index].block
    cells = [c for c in tables.cells(index) if only is None or (c.fact is not None and c.fact.rule == only.id)]
    kept = [
        replace(trace, fact=tables.keep(block, trace.fact) if trace.fact else None)
        for trace in own
        if not any(cell.span.start < trace.span.end and trace.span.start < cell.span.end for cell in cells)
    ]
    offsets, origin = scan.page.offsets, scan.origin
    of_cells = [
        FigureTrace(
            index, bisect_left(origin, bisect_left(offsets, cell.span.start)), cell.span, cell.quantity, (), None, None,
            cell.fact, cell,
        )
        for cell in cells
    ]  # fmt: skip
    return sorted([*kept, *of_cells], key=lambda trace: trace.span)


def _winner(trace: FigureTrace) -> str:
    if trace.cell is not None:
        return trace.fact.rule if trace.fact else ""
    return trace.claim.match.rule.id if trace.claim else ""
