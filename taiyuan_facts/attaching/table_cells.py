"""One cell of a table into a fact: unit, kind, sign, subject, date and status, each with where it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from taiyuan_facts.attaching.facts import FactBuilder
from taiyuan_facts.attaching.table_columns import Column
from taiyuan_facts.attaching.table_rows import RowName
from taiyuan_facts.attaching.table_titles import Title
from taiyuan_facts.attaching.table_units import PERCENT, UnitReader
from taiyuan_facts.model import Fact, Period, Span
from taiyuan_facts.reading.cells import Cell, Row
from taiyuan_facts.reading.table_words import TableWords, plain
from taiyuan_facts.scanning.quantities import Quantity


class CellReading(NamedTuple):
    """What became of a cell: its figure's place in the document and its fact, or why there is none.

    ``whence`` says of the fact where subject, unit, date and status are from.
    """

    span: Span
    fact: Fact | None
    why: str
    quantity: Quantity | None = None
    whence: tuple[tuple[str, str], ...] = ()


class UnreadError(Exception):
    """A cell that is not understood; ``str()`` says what is not told."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page's text without blanks and line breaks, as it is and in plain characters, one to one."""

    flat: str
    plain: str

    @classmethod
    def build(cls, text: str, plain: Mapping[int, int]) -> Written:
        """``plain`` maps characters to their plain form."""
        flat = "".join(text.split())
        return cls(flat, flat.translate(plain))

    def find(self, name: str) -> str:
        """A name, in plain characters or not, as the page writes it (雲東區); empty where it stands there in pieces."""
        at = self.plain.find(name) if name not in self.flat else self.flat.find(name)
        return self.flat[at : at + len(name)] if at >= 0 else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with all that speaks of it."""

    row: Row
    cell: Cell
    name: RowName | None
    column: Column
    title: Title

    @property
    def period(self) -> Period | None:
        """When its figure holds: the time of its column, else of the title."""
        return self.column.period or self.title.period


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one page's tables."""

    builder: FactBuilder
    words: TableWords
    units: UnitReader
    written: Written

    def read(self, place: Place, span: Span, token: tuple[Quantity, str] | None) -> CellReading:
        """The fact of a cell.

        Args:
            place: the cell and what speaks of it.
            span: its number, or all of it where the unit stands in it.
            token: the figure that fills it, with the word of change before it.

        Raises:
            UnreadError: something is not told.
        """
        if place.column.role == "left":
            raise UnreadError(place.column.why)
        if place.name is None:
            raise UnreadError("its row has no name that says what it is of")
        quantity, source = self._quantity(place, place.name, token)
        word = token[1] if token else ""
        measure = self._measure(place)
        kind = self._kind(place, quantity, measure, changed=bool(word))
        value = quantity.value
        if self._is_drop(place, kind, word, measure):
            if value < 0 or quantity.value_max is not None:
                raise UnreadError("a fall that is told with a minus may be either")
            value = -value
        rule = self.builder.attachment.table_rules.get(kind)
        if rule is None:
            raise UnreadError(f"no rule with the pattern {{cell}} is of the kind {kind}")
        fact, whence = self._write(place, span, quantity, kind, rule, value)
        return CellReading(span, fact, "", quantity, (("unit", source), *whence))

    def _quantity(self, place: Place, name: RowName, token: tuple[Quantity, str] | None) -> tuple[Quantity, str]:
        """The cell's number in its unit, and where the unit is told: in the cell, the row, the head, the unit line."""
        column, title = place.column, place.title
        if token is not None:
            return token[0], "in the cell"
        dimension = self.units.dimension
        rates = [unit for unit in title.units if dimension(unit) in PERCENT]
        others = [unit for unit in title.units if dimension(unit) not in PERCENT]
        if column.change and dimension(column.unit) != "point" and self._is_percentage(place, name):
            raise UnreadError("whether the change of a rate is told in % or in 百分点 is not said")
        if column.change or column.part:
            own = name.unit if column.amount else ""
            listed = others if column.amount and len(others) == 1 else rates
            units = [
                (column.unit, "in the head"),
                (own, "in the row"),
                *((unit, "in the unit line") for unit in listed),
            ]
        else:
            if len(others) > 1 and not name.unit and not column.unit:
                raise UnreadError("the unit line names several units, and which is meant is not told")
            listed = [*others, *rates][:1]
            units = [
                (name.unit, "in the row"),
                (column.unit, "in the head"),
                *((u, "in the unit line") for u in listed),
            ]
        unit, source = next(((unit, source) for unit, source in units if unit), ("", ""))
        if not unit:
            raise UnreadError("no unit is told for it")
        quantity = self.units.read(place.cell.number, unit)
        if quantity is None:
            raise UnreadError(f"{place.cell.number} is no figure in {unit}")
        if source != "in the row" and not (column.change or column.part):
            self._check_unit(place, quantity.dimension)
        return quantity, source

    def _is_percentage(self, place: Place, name: RowName) -> bool:
        """Whether what is measured is told in % itself: 毛利率."""
        if name.unit:
            return self.units.dimension(name.unit) == "percent"
        return self.words.percentages.search(self._measure(place)) is not None

    def _check_unit(self, place: Place, dimension: str) -> None:
        """A unit that is told for all rows holds for those that it can: no number of persons is one of 亿元."""
        words, measure = self.words, self._measure(place)
        if (
            (dimension == "money" and words.counted.search(measure))
            or (dimension not in PERCENT and words.rates.search(measure))
            or (dimension not in ("money", *PERCENT) and words.priced.search(measure))
        ):
            raise UnreadError(f"the unit that is told for the whole is none of {measure}")

    def _measure(self, place: Place) -> str:
        """What is measured: the row's name, what the row is a part of, the column's head, the title."""
        row = place.name
        name = "" if row is None else row.text if row.sort == "measure" else row.parent
        return name or place.column.measure or place.title.measure

    def _kind(self, place: Place, quantity: Quantity, measure: str, *, changed: bool) -> str:
        column, title, words = place.column, place.title, self.words
        dimension = quantity.dimension
        if column.change or changed:
            return "growth"
        if column.part:
            if dimension != "percent":
                raise UnreadError("a part that is no percentage is not understood")
            return "share"
        if dimension in PERCENT and (words.changes.search(measure) or (title.change and not column.measure)):
            return "growth"
        if dimension == "point":
            return "growth"
        if dimension == "percent" and not words.rates.search(measure):
            raise UnreadError("whether it is a change or a part is not told")
        if dimension in ("money", "times") and not measure:
            raise UnreadError("what is measured is not told")
        return self.builder.attachment.tables.find(dimension, measure)

    def _is_drop(self, place: Place, kind: str, word: str, measure: str) -> bool:
        """Whether a change is told as a fall: 下降（%）, 减少1.24个百分点, the row 能耗降低率."""
        if kind != "growth":
            return False
        words = self.words
        if word:
            return words.is_drop(word)
        if place.column.change:
            return place.column.drop
        said = words.changes.search(measure)
        return said is not None and words.is_drop(said.group())

    def _write(
        self, place: Place, span: Span, quantity: Quantity, kind: str, rule: str, value: Decimal
    ) -> tuple[Fact, tuple[tuple[str, str], ...]]:
        page = self.builder.scan.page
        block = page.blocks[place.row.block]
        evidence = page.original(block.start, block.end).strip()
        raw = page.document.text[span.start : span.end]
        subject, item, owner = self._whose(place)
        period = place.period
        dated = "the head of the column" if place.column.period else "the title, or a heading above"
        status, judged = self._status(place, period)
        fact = Fact(
            id=self.builder.identify(evidence, raw),
            doc=page.document.name,
            article=page.articles[block.article].headline,
            kind=kind,
            subject=self.written.find(plain(subject)),
            indicator=self.written.find(self._measure(place)) or self._measure(place),
            item=self.written.find(item),
            qualifier=quantity.qualifier,
            value=value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            per=quantity.per,
            date=period.edtf if period else "",
            date_start=period.start if period else None,
            date_end=period.end if period else None,
            date_source="text" if period else "",
            status=status,
            raw=raw,
            sentence=evidence,
            line=self.builder.line_of(span.start),
            start=span.start,
            end=span.end,
            rule=rule,
        )
        return fact, (("subject", owner), ("date", dated if period else "nothing above says when"), ("status", judged))

    def _whose(self, place: Place) -> tuple[str, str, str]:
        """Subject, item, and where the subject is from."""
        name, column, title = place.name, place.column, place.title
        assert name is not None
        if column.owner:
            item = name.text if name.sort in ("product", "group", "owner") else ""
            return column.owner, item, "the head of the column"
        if name.sort in ("owner", "group"):
            return name.text, "", "the name of the row"
        item = name.text if name.sort == "product" else ""
        own = self.builder.attachment.names.own_place.match(name.text)  # 全市总人口
        if own is not None and not title.subject:
            return own.group(), item, "the name of the row"
        return title.subject, item, "the title, or what the page is about"

    def _status(self, place: Place, period: Period | None) -> tuple[str, str]:
        issued = self.builder.scan.page.document.issued
        if period is not None and period.start is not None and issued is not None and period.start > issued:
            return "planned", "its date lies ahead"
        if place.column.status:
            return place.column.status, "the head of the column"
        past = period is not None and period.end is not None and issued is not None and period.end < issued
        if place.title.planned and not past:
            return "planned", "the title"
        return "actual", "nothing speaks of a plan"
