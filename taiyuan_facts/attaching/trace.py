"""The way of each figure of a text, kept instead of thrown away: who matched it, who won it, what was attached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taiyuan_facts.attaching.claims import Claim, settle, strength
from taiyuan_facts.attaching.facts import Attached, Attachment, FactBuilder
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
    has passed already (then there is a ``claim``).
    """

    sentence: int
    place: int
    span: Span
    token: Token
    matches: tuple[Match, ...]
    claim: Claim | None
    attached: Attached | None
    fact: Fact | None


class Tracer:
    """Traces the figures of texts with one rule set."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.attachment = Attachment.build(ruleset)

    def scan(self, document: Document) -> Scan:
        """The document's skeleton."""
        return scan(lay_out(document, self.ruleset.layout), self.ruleset.grammar)

    def trace(self, found: Scan, only: Rule | None = None) -> list[FigureTrace]:
        """All figures of a text in their order, as the whole set sees them, or one rule alone."""
        builder = FactBuilder(found, self.attachment)
        traces = []
        for index, sentence in enumerate(found.sentences):
            matches = list(self.ruleset.match(found, sentence, only))
            claims = settle(matches, found.skeleton)
            for place in range(sentence.start, sentence.end):
                if place in found.tokens:
                    traces.append(_trace(builder, index, place, matches, claims.get(place)))
        return traces

    def see(self, document: Document, only: Rule | None = None) -> Sequence[Seen]:
        """The figures and facts of a text, as the runner of examples asks for them."""
        return [
            Seen(trace.span, trace.fact, trace.claim.role if trace.claim else "", _winner(trace))
            for trace in self.trace(self.scan(document), only)
        ]


def _trace(builder: FactBuilder, index: int, place: int, matches: Sequence[Match], claim: Claim | None) -> FigureTrace:
    token = builder.scan.tokens[place]
    capturing = [match for match in matches if any(at == place for at, _ in match.figures)]
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
    )


def _winner(trace: FigureTrace) -> str:
    return trace.claim.match.rule.id if trace.claim else ""
