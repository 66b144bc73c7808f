"""Why a row is as it is: what was scanned, which rules matched, who won, and where each column comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

import regex

from taiyuan_facts.attaching.marks import names_of
from taiyuan_facts.attaching.subject import Weighed
from taiyuan_facts.attaching.trace import FigureTrace, Tracer
from taiyuan_facts.model import Document, Fact, Period, Span
from taiyuan_facts.output.explain_cells import show_quantity, tell_cell
from taiyuan_facts.output.explain_sources import DATES, STATUSES, SUBJECTS
from taiyuan_facts.output.reach import reaches
from taiyuan_facts.output.story import (
    Candidate,
    FigureStory,
    NoFigure,
    Origin,
    SentenceStory,
    Story,
    WeighedName,
)
from taiyuan_facts.output.values import fact_to_row
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.ruleset import Match
from taiyuan_facts.scanning.numerals import CHINESE
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.quantity_patterns import ANY_NUMERAL
from taiyuan_facts.scanning.scan import Scan, Time

# Columns that say where a fact stands; the tree shows the others.
_PLACES = ("id", "doc", "article", "sentence", "line", "start", "end", "rule", "raw")
_NUMERAL = regex.compile(rf"\d[\d.,]*|[{CHINESE}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Never:
    """An entry of `never` in figures.yaml: where its pattern stands, a numeral is no figure."""

    name: str
    note: str
    pattern: Any


def read_never(figures: Mapping[str, Any]) -> list[Never]:
    """The entries of `never` in the data of figures.yaml, each compiled for itself."""
    return [
        Never(entry["id"], entry.get("note", ""), regex.compile(entry["match"].replace("{n}", ANY_NUMERAL)))
        for entry in figures["never"]
    ]


def explain(
    tracer: Tracer, document: Document, never: Sequence[Never], line: int | None = None, rule: Rule | None = None
) -> Story:
    """The story of every figure of a document, or of those whose sentence touches one line.

    Args:
        tracer: traces with the rule set in question.
        document: the document.
        never: what says that a numeral is no figure.
        line: 1-based; None for all.
        rule: a rule to be tried on each clause of these sentences, to see how far it gets.
    """
    found = tracer.scan(document)
    teller = _Teller(tracer, found, never, line)
    told = [
        (index, sentence) for index in range(len(found.sentences)) if (sentence := teller.sentence(index)) is not None
    ]
    tried = [reach for index, _ in told for reach in reaches(rule, tracer.ruleset, found, index)] if rule else []
    issued = document.issued.isoformat() if document.issued else ""
    return Story(document.name, issued, tuple(sentence for _, sentence in told), tuple(tried))


def to_data(story: Story) -> dict[str, Any]:
    """The story as JSON has it."""
    return asdict(story)


def explain_strength(stronger: Match, weaker: Match) -> str:
    """Why the stronger of two matches wins, in words; the order is that of `attaching.claims.strength`."""
    if stronger.rule.fallback != weaker.rule.fallback:
        return f"{weaker.rule.id} is a fallback, for what no other rule claims"
    if stronger.rule.own != weaker.rule.own:
        return f"it is a rule of your own, {weaker.rule.id} is a packaged one"
    lengths = [match.span.end - match.span.start for match in (stronger, weaker)]
    if lengths[0] != lengths[1]:
        return f"it matches more than {weaker.rule.id}: {lengths[0]} characters, not {lengths[1]}"
    if len(stronger.figures) != len(weaker.figures):
        counts = f"{len(stronger.figures)}, not {len(weaker.figures)}"
        return f"it matches as much as {weaker.rule.id} with fewer figures: {counts}"
    return f"it matches as much as {weaker.rule.id}, and its id comes later"


def _points(hundredths: int) -> str:
    """1.25, with its sign."""
    return f"{Decimal(hundredths) / 100:+.2f}"


class _Teller:
    def __init__(self, tracer: Tracer, found: Scan, never: Sequence[Never], line: int | None) -> None:
        self.tracer, self.scan, self.never, self.line = tracer, found, never, line
        self.breaks = [match.end() for match in regex.finditer(r"\r\n|\r|\n", found.page.document.text)]
        self.by_sentence: dict[int, list[FigureTrace]] = {}
        for trace in tracer.trace(found):
            self.by_sentence.setdefault(trace.sentence, []).append(trace)

    def sentence(self, index: int) -> SentenceStory | None:
        """The story of one sentence; None where there is nothing to tell, or it is on another line."""
        page, sentence = self.scan.page, self.scan.sentences[index]
        span = self._document_span(Span(sentence.start, sentence.end))
        first, last = self._line(span.start), self._line(max(span.start, span.end - 1))
        if self.line is not None and not first <= self.line <= last:
            return None
        every = self.by_sentence.get(index, [])
        cells = [trace for trace in every if trace.cell is not None]
        traces = [trace for trace in every if trace.cell is None or trace.fact is not None]
        numbers = self._no_figures(sentence.start, sentence.end, [trace.span for trace in cells])
        strangers = (*(self._left(trace) for trace in cells if trace.fact is None), *numbers)
        if not traces and not strangers and self.line is None:
            return None
        block = page.blocks[sentence.block]
        return SentenceStory(
            first,
            block.role,
            page.articles[block.article].headline,
            self.scan.text(sentence.start, sentence.end).strip(),
            tuple(self._show(clause.start, clause.end).strip() for clause in sentence.clauses),
            tuple(self._figure(trace) for trace in traces),
            strangers,
        )

    def _left(self, trace: FigureTrace) -> NoFigure:
        assert trace.cell is not None
        return NoFigure(self._raw(trace), self._line(trace.span.start), f"in the table, {trace.cell.why}")

    def _raw(self, trace: FigureTrace) -> str:
        return self.scan.page.document.text[trace.span.start : trace.span.end]

    def _figure(self, trace: FigureTrace) -> FigureStory:
        if trace.cell is not None:
            return tell_cell(trace, self._raw(trace), self._line(trace.span.start), self.tracer.ruleset)
        fact = trace.fact
        row = {name: value for name, value in fact_to_row(fact).items() if value} if fact else None
        winner = trace.claim.match if trace.claim else None
        matches = list(trace.matches)
        if winner is not None and not self._is_captured(trace):  # a list that another match leads
            matches.insert(0, winner)
        return FigureStory(
            self._raw(trace),
            self._line(trace.span.start),
            *trace.span,
            self._scanned(trace),
            tuple(self._candidate(match, trace) for match in matches),
            self._why(trace),
            row,
            self._subject(trace, fact) if fact else None,
            self._date(trace, fact) if fact else None,
            self._status(trace) if fact else None,
            tuple(self._name(weighed) for weighed in trace.candidates),
        )

    def _name(self, weighed: Weighed) -> WeighedName:
        weights = self.tracer.attachment.weights
        marks = {mark: _points(weights.one(mark)) for mark in names_of(weighed.marks)}
        return WeighedName(self.scan.text(*weighed.span), _points(weighed.weight), marks)

    def _scanned(self, trace: FigureTrace) -> dict[str, str]:
        token = trace.token
        placeholder = self._show(trace.place, trace.place + 1)
        if isinstance(token, Quantity):
            found = show_quantity(placeholder, token)
        else:
            period = token.period if token else None
            found = {
                "placeholder": placeholder,
                "period": period.edtf if period else "",
                "ahead": "yes" if token and token.ahead else "",
            }
        return {key: value for key, value in found.items() if value}

    def _is_captured(self, trace: FigureTrace) -> bool:
        """Whether the match that won a figure captures it, and does not only go on to it."""
        return trace.claim is not None and any(place == trace.place for place, _ in trace.claim.match.figures)

    def _candidate(self, match: Match, trace: FigureTrace) -> Candidate:
        rule = match.rule
        role = next((role for at, role in match.figures if at == trace.place), "")
        matched = self._show(match.span.start, match.span.end)
        return Candidate(rule.id, rule.kind, rule.title, matched, role, rule.own, rule.fallback, str(rule.location))

    def _why(self, trace: FigureTrace) -> str:
        if trace.fact is None and trace.claim is not None and trace.attached is not None:
            return "it stands in the head of a table, or in what its rows and units are called"
        if not trace.matches:
            name = "time dates other figures, or none" if isinstance(trace.token, Time) else "figure is in no row"
            return f"no rule captures it: the {name}"
        if trace.claim is not None and not self._is_captured(trace):
            return f"the list that {trace.claim.match.rule.id} leads goes on here, and only fallbacks capture it"
        others = [match for match in trace.matches[1:] if match.rule.id != trace.matches[0].rule.id]
        why = explain_strength(trace.matches[0], others[0]) if others else "no other rule captures it"
        if trace.fact is None:
            return f"{why}; but a due date must lie behind the issue date, and this one makes no row"
        return why

    def _subject(self, trace: FigureTrace, fact: Fact) -> Origin:
        assert trace.attached is not None
        if "subject" in trace.attached.columns:
            return Origin(fact.subject, "set", SUBJECTS["set"])
        found = trace.attached.subject
        if found is None:
            return Origin("", "", "no name stands before it in the sentence, in those before, or in the headline")
        sentence = self.scan.text(*self._around(found.span)).strip()
        return Origin(fact.subject, found.source, SUBJECTS.get(found.source, found.source), sentence)

    def _date(self, trace: FigureTrace, fact: Fact) -> Origin:
        assert trace.attached is not None
        when = trace.attached.when
        if when is None:
            return Origin("", "", "no time stands in its clause, sentence, paragraph, heading or dateline")
        if isinstance(trace.token, Time):
            return Origin(fact.date, when.source, "it is the due date itself", fact.raw)
        place = self._place_of(when.period, trace.place)
        evidence = self.scan.text(place, place + 1) if place is not None else ""
        if place is None:
            return Origin(fact.date, when.source, DATES.get(when.source, when.source))
        claim = trace.claim
        named = claim is not None and place in claim.match.dates
        where = "the rule's own {…:when}" if named else self._distance(place, trace)
        return Origin(fact.date, when.source, f"{DATES.get(when.source, when.source)}, {where}", evidence)

    def _status(self, trace: FigureTrace) -> Origin:
        assert trace.attached is not None
        judged = trace.attached.status
        evidence = ""
        if judged.place is not None:
            patterns = self.tracer.attachment.status
            words = (pattern.match(self.scan.skeleton, judged.place) for pattern in (patterns.plan, patterns.done))
            evidence = next((word.group() for word in words if word is not None), "")
        return Origin(judged.status, judged.source, STATUSES.get(judged.source, judged.source), evidence)

    def _place_of(self, period: Period, near: int) -> int | None:
        """Where the time stands that gave a period: the nearest one before the figure, else the first."""
        places = [at for at, token in self.scan.tokens.items() if isinstance(token, Time) and token.period is period]
        before = [at for at in places if at <= near]
        return max(before) if before else min(places, default=None)

    def _distance(self, place: int, trace: FigureTrace) -> str:
        sentences = self.scan.sentences
        sentence = sentences[trace.sentence]
        if any(c.start <= place < c.end and c.start <= trace.place < c.end for c in sentence.clauses):
            return "in its clause"
        if sentence.start <= place < sentence.end:
            return "in its sentence"
        other = next(s for s in sentences if s.start <= place < s.end)
        role = self.scan.page.blocks[other.block].role
        if other.block == sentence.block:
            return "in a sentence before"
        return f"in a {role} on line {self._line(self._document_span(Span(place, place + 1)).start)}"

    def _around(self, span: Span) -> Span:
        """The clause that a stretch of the skeleton stands in."""
        clauses = (clause for sentence in self.scan.sentences for clause in sentence.clauses)
        return next((clause for clause in clauses if clause.start <= span.start < clause.end), span)

    def _no_figures(self, start: int, end: int, cells: Sequence[Span]) -> Iterator[NoFigure]:
        """Numerals that are left in the skeleton, outside all figures and all cells of tables."""
        flow, origin = self.scan.page.flow, self.scan.origin
        for match in _NUMERAL.finditer(self.scan.skeleton, start, end):
            first = origin[match.start()]
            if any(cell.start <= self.scan.page.offsets[first] < cell.end for cell in cells):
                continue
            entry = next((e for e in self.never if (m := e.pattern.match(flow, first)) and m.end() > first), None)
            if entry is None and not match.group()[0].isdecimal():
                continue  # words such as 百万 in a name, and 一一
            reason = "no unit or classifier stands behind it"
            if entry is not None:
                note = f" ({entry.note})" if entry.note else ""
                reason = f"figures.yaml, never: {entry.name}{note}"
            line = self._line(self.scan.page.offsets[first])
            yield NoFigure(self.scan.text(match.start(), match.end()), line, reason)

    def _show(self, start: int, end: int) -> str:
        return self.tracer.ruleset.placeholders.show(self.scan.skeleton[start:end])

    def _document_span(self, span: Span) -> Span:
        offsets = self.scan.page.offsets
        return Span(offsets[self.scan.origin[span.start]], offsets[self.scan.origin[span.end]])

    def _line(self, offset: int) -> int:
        return bisect_right(self.breaks, offset) + 1
