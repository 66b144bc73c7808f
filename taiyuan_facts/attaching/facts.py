"""Claims into facts: every column of the table, each from its own finder."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from taiyuan_facts.attaching.adjoining import Figure
from taiyuan_facts.attaching.claims import Claim
from taiyuan_facts.attaching.date_patterns import DatePatterns
from taiyuan_facts.attaching.home import Found
from taiyuan_facts.attaching.marks import Weights
from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.attaching.page_times import When, year_looked_back_on
from taiyuan_facts.attaching.phrases import PhrasePatterns
from taiyuan_facts.attaching.status import Judged, StatusPatterns, is_headed_as_plan, judge_status
from taiyuan_facts.attaching.subject import SubjectFinder
from taiyuan_facts.attaching.table_kinds import TableKinds
from taiyuan_facts.attaching.trade import Trade
from taiyuan_facts.attaching.when import DateFinder, clause_index
from taiyuan_facts.attaching.wording import WordingFinder
from taiyuan_facts.attaching.words import nearest
from taiyuan_facts.model import Fact, Span
from taiyuan_facts.ruleset.ruleset import Ruleset
from taiyuan_facts.scanning.numerals import parse_numeral
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.scan import Scan, Time, Token

_ID_LENGTH = 12
YEARS_BACK = ("back", "backb")  # the pieces of a time that looks back: 过去五年, 十年来

RATINGS = ("power", "voltage", "mass", "volume", "energy")  # that names hold: 城东‹500千伏›变电站


@dataclass(frozen=True, slots=True)
class Attachment:
    """The patterns that attaching needs, built once a rule set."""

    names: NamePatterns
    weights: Weights
    phrases: PhrasePatterns
    status: StatusPatterns
    dates: DatePatterns
    tables: TableKinds
    table_rules: Mapping[str, str]  # kind → id of the rule that names it in tables

    @classmethod
    def build(cls, ruleset: Ruleset) -> Attachment:
        """From the lexicon of a rule set."""
        rating = "".join(ruleset.placeholders.of(one) or "" for one in RATINGS)
        names = NamePatterns.build({**ruleset.words, "rating": f"[{rating}]"}, ruleset.lists)
        return cls(
            names,
            Weights.build(ruleset.subjects["weights"], ruleset.subjects["enough"]),
            PhrasePatterns.build(ruleset.words, ruleset.lists, names),
            StatusPatterns.build(ruleset.words, ruleset.lists),
            DatePatterns.build(ruleset.words, ruleset.grammar.times),
            TableKinds.build(ruleset.tables, ruleset.words),
            {rule.kind: rule.id for rule in ruleset.rules if rule.is_of_cells},
        )


class Attached(NamedTuple):
    """What the finders say of a claimed figure: kind, the columns that the rule sets, and where the rest comes from."""

    kind: str
    columns: Mapping[str, str]
    clause: Span
    subject: Found | None
    when: When | None
    status: Judged


@dataclass(slots=True)
class FactBuilder:
    """Builds the facts of one page."""

    scan: Scan
    attachment: Attachment
    subjects: SubjectFinder = field(init=False)
    dates: DateFinder = field(init=False)
    wording: WordingFinder = field(init=False)
    _breaks: list[int] = field(init=False)
    _evidence: tuple[int, str] = (-1, "")  # the sentence written last: its figures share it
    _ids: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        trade = Trade(self.scan, self.attachment.phrases)
        self.subjects = SubjectFinder(self.scan, self.attachment.names, self.attachment.weights, trade)
        self.dates = DateFinder(self.scan, self.attachment.dates)
        self.wording = WordingFinder(self.scan, self.attachment.names, self.attachment.phrases, trade)
        self._breaks = _line_breaks(self.scan.page.document.text)

    def attach(self, index: int, claim: Claim) -> Attached | None:
        """What the finders say of a claimed figure in the sentence at ``index``; None for a due date in the past."""
        token = self.scan.tokens[claim.place]
        sentence = self.scan.sentences[index]
        clause_at = clause_index(sentence, claim.place)
        columns = claim.match.rule.columns(claim.role)
        kind = columns.get("kind") or claim.match.rule.kind
        if isinstance(token, Time):
            ahead = columns.get("due") == "ahead" and not is_headed_as_plan(self.scan, self.attachment.status, index)
            when = self._due(token, ahead) if kind != "duration" else _looking_back(token)
            if when is None:
                return None
        else:
            when = self._when(index, clause_at, claim)
        clause = sentence.clauses[clause_at]
        found = self._subject(index, clause_at, claim, kind)
        judged = Judged(columns["status"], "rule") if "status" in columns else None
        judged = judged or judge_status(self.scan, self.attachment.status, index, clause, claim.place, when, kind)
        if when is not None and when.of_report and judged.status == "actual":
            when = year_looked_back_on(when)
        return Attached(kind, columns, clause, found, when, judged)

    def build(self, index: int, claim: Claim) -> Fact | None:
        """The fact of a claimed figure in the sentence at ``index``; None for a due date that has already passed."""
        attached = self.attach(index, claim)
        return None if attached is None else self.write(index, claim, attached)

    def write(self, index: int, claim: Claim, attached: Attached) -> Fact:
        """The fact of a claimed figure, of what the finders say of it."""
        token = self.scan.tokens[claim.place]
        sentence = self.scan.sentences[index]
        kind, columns, clause, found, when, judged = attached
        indicator, item = self._wording(index, clause, claim, kind, found)
        value, value_max, unit, per, qualifier = _numbers(token, columns.get("sign") == "-")
        start, end = self.raw_span(token)
        document = self.scan.page.document
        raw = document.text[start:end]
        if self._evidence[0] != index:
            self._evidence = (index, self.scan.text(sentence.start, sentence.end).strip())
        evidence = self._evidence[1]
        return Fact(
            id=self.identify(evidence, raw),
            doc=document.name,
            article=self.scan.page.articles[self.scan.page.blocks[sentence.block].article].headline,
            kind=kind,
            subject=columns.get("subject") or (self.scan.text(*found.span) if found else ""),
            indicator=columns.get("indicator") or indicator,
            item=columns.get("item") or item,
            qualifier=columns.get("qualifier") or qualifier,
            value=value,
            value_max=value_max,
            unit=columns.get("unit") or unit,
            per=columns.get("per", per) or per,
            date=when.period.edtf if when else "",
            date_start=when.period.start if when else None,
            date_end=when.period.end if when else None,
            date_source=when.source if when else "",
            status=judged.status,
            raw=raw,
            sentence=evidence,
            line=self.line_of(start),
            start=start,
            end=end,
            rule=claim.match.rule.id,
        )

    def _due(self, token: Time, ahead: bool) -> When | None:
        """A due date lies in the future of the text, as far as the year is known; plain 今年, 目前, 国庆期间 are none.

        ``ahead``: only a time that begins after the day of issue will do; below 今年的目标任务 one that ends after it.
        """
        issued, period = self.scan.page.document.issued, token.period
        parts = token.mention.parts
        yearly = self.attachment.dates.yearly.search(self.scan.page.flow, max(0, token.start - 3), token.start)
        if yearly is not None or not parts.keys().isdisjoint(YEARS_BACK):
            return None  # 每年5月到11月
        if period is None or "now" in parts or ("hol" in parts and not token.bound):
            return None
        if issued is not None and period.start is not None and period.end is not None:
            whole_year = period.start.year == issued.year and period.edtf == str(issued.year)
            over = period.end < issued or (period.end == issued and not token.bound)  # 今日17时前报名
            if over or (ahead and period.start <= issued) or (whole_year and not token.bound):
                return None
        elif ahead:
            return None
        return When(period, "text", True)

    def _when(self, index: int, clause_at: int, claim: Claim) -> When | None:
        sentence = self.scan.sentences[index]
        for place in claim.match.dates:
            token = self.scan.tokens.get(place)
            if isinstance(token, Time) and token.period is not None:
                return When(token.period, "text", token.ahead)
        return self.dates.find(index, sentence.clauses[clause_at], claim.place)

    def _subject(self, index: int, clause_at: int, claim: Claim, kind: str) -> Found | None:
        spans = claim.match.columns.get("subject")
        if spans:
            return Found(nearest(spans, claim.place), "rule")
        return self.subjects.find(Figure(index, clause_at, claim.place, kind, claim.match))

    def _wording(self, index: int, clause: Span, claim: Claim, kind: str, found: Found | None) -> tuple[str, str]:
        """Indicator and item: the rule's groups first, then the words around the figure."""
        wording = self.wording.find(index, clause, claim.place, kind, claim.match, found.span if found else None)
        token = self.scan.tokens[claim.place]
        own = ""
        if wording.own and isinstance(token, Quantity) and token.dimension == "count":
            own = token.unit.removeprefix("个")  # 接待‹6.5万人›, 从‹五个方面›; not the % of 增长56.2%
        return self.scan.text(*wording.indicator).strip(_MARKS), own or self.scan.text(*wording.item).strip(_MARKS)

    def raw_span(self, token: Token) -> Span:
        """The figure as written, in the document's own offsets."""
        start, end = (token.raw_start, token.raw_end) if isinstance(token, Quantity) else (token.start, token.end)
        offsets = self.scan.page.offsets
        return Span(offsets[start], offsets[end - 1] + 1)

    def line_of(self, start: int) -> int:
        """The line, from 1 on, of a place in the document."""
        return bisect_right(self._breaks, start) + 1

    def identify(self, evidence: str, raw: str) -> str:
        """A name made of document, sentence and figure, so that text elsewhere cannot change it."""
        key = "\x1f".join((self.scan.page.document.name, evidence, raw))
        self._ids[key] += 1
        source = f"{key}\x1f{self._ids[key]}"
        return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=_ID_LENGTH // 2).hexdigest()


_MARKS = ' 　“”"‘’「」，,、。；;：:—-（()）'


def may_capture(token: Token, kind: str) -> bool:
    """Whether a rule of a kind makes a row of a figure: a length of time only of a time that counts years back."""
    return not isinstance(token, Time) or kind != "duration" or _looking_back(token) is not None


def _looking_back(token: Time) -> When | None:
    """十年来, 五年间: a length of time that names its years; None for other times."""
    counted = next((token.mention.parts[name] for name in YEARS_BACK if name in token.mention.parts), "一")
    return None if counted in ("一", "1") or token.period is None else When(token.period, "text", False)


def _numbers(token: Token, negative: bool) -> tuple[Decimal | None, Decimal | None, str, str, str]:
    if isinstance(token, Time):
        back = next((token.mention.parts[name] for name in YEARS_BACK if name in token.mention.parts), None)
        return (None, None, "", "", "exact") if back is None else (parse_numeral(back), None, "年", "", "exact")
    value, high = token.value, token.value_max
    if negative:
        value, high = -abs(value), None if high is None else -abs(high)
    return value, high, token.unit, token.per, token.qualifier


def _line_breaks(text: str) -> list[int]:
    """Offsets behind each line break (\\n, \\r\\n or \\r)."""
    breaks = []
    at = text.find("\n")
    while at >= 0:
        breaks.append(at + 1)
        at = text.find("\n", at + 1)
    if not breaks and "\r" in text:
        return [i + 1 for i, c in enumerate(text) if c == "\r"]
    return breaks
