"""What the columns of a table hold: names, units, or values with their unit, time, measure and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from taiyuan_facts.attaching.openings import NamePatterns
from taiyuan_facts.attaching.table_times import TableTimes
from taiyuan_facts.attaching.table_units import UnitReader
from taiyuan_facts.model import Period
from taiyuan_facts.reading.cells import Row
from taiyuan_facts.reading.table_words import TableWords, plain
from taiyuan_facts.reading.tables import Table

LONGEST_MEASURE = 16


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``why`` says of one that is left out what is not told.

    ``change`` and ``part`` are of the whole column; ``drop``: its numbers are told as a fall; ``amount``: a change in
    the row's unit; ``yearly``: an average over years. ``status`` is empty where the head does not speak of it.
    """

    role: Literal["names", "units", "values", "left"]
    caption: str = ""
    sort: str = ""
    unit: str = ""
    period: Period | None = None
    measure: str = ""
    owner: str = ""
    change: bool = False
    part: bool = False
    drop: bool = False
    amount: bool = False
    yearly: bool = False
    status: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ColumnReader:
    """Reads the columns of a table; None for a table that is of something else, or whose rows have no names."""

    names: NamePatterns
    words: TableWords
    units: UnitReader

    def read(self, table: Table, times: TableTimes) -> tuple[Column, ...] | None:
        """The columns of a table, each understood by itself and by its neighbours."""
        captions = [plain("".join(lines)) for lines in table.captions]
        if any(self.words.foreign.search(text) for text in captions) or not table.rows:
            return None
        width = len(table.rows[0].cells)
        if not captions:
            return self._headless(table, width)
        columns = [
            self._of_one_line(self._value(text, times), lines)
            for text, lines in zip(captions, table.captions, strict=True)
        ]
        place = self._place_of_names(captions, table.rows)
        if place is None or (len(table.captions[place]) > 1 and not self._sort_of_names(captions[place])):
            return None  # 类别 over 单位数: the lines of the head have slipped
        for at, text in enumerate(captions):
            if at == place:
                columns[at] = Column("names", text, sort=self._sort_of_names(text))
            elif text in self.words.unit_heads and self._holds_units(at, table.rows):
                columns[at] = Column("units", text)
        return _governed(columns)

    def _headless(self, table: Table, width: int) -> tuple[Column, ...] | None:
        """Without a head one column of numbers is understood, from what stands above."""
        if width != 2 or any(row.cells[0].number for row in table.rows):
            return None
        return Column("names", sort="others"), Column("values")

    def _place_of_names(self, captions: Sequence[str], rows: Sequence[Row]) -> int | None:
        """The first column of words that neither numbers its rows nor tells their units."""
        for at, text in enumerate(captions):
            if (self.words.labels.search(text) and not self._sort_of_names(text)) or (
                text in self.words.unit_heads and self._holds_units(at, rows)
            ):
                continue
            filled = [row.cells[at] for row in rows if row.cells[at].text]
            if not filled or 2 * sum(bool(cell.number) for cell in filled) > len(filled):
                return at if self._sort_of_names(text) == "times" else None
            return at
        return None

    def _sort_of_names(self, caption: str) -> str:
        """The sort of the names under a head: owners, products, times, others; empty where the head is unknown."""
        bare = self.units.of_caption(caption)[1]
        ends = (caption[-length:] for length in range(len(caption), 1, -1))
        known = (self.words.heads[text] for text in (caption, bare, *ends) if text in self.words.heads)
        return next(known, "")

    def _holds_units(self, at: int, rows: Sequence[Row]) -> bool:
        filled = [plain(row.cells[at].text) for row in rows if row.cells[at].text]
        return bool(filled) and 2 * sum(bool(self.units.dimension(text)) for text in filled) >= len(filled)

    def _value(self, caption: str, times: TableTimes) -> Column:
        """A column of values by its caption alone."""
        words = self.words
        if not caption:
            return Column("left", why="its column has no head")
        unit, text = self.units.of_caption(caption)
        if words.labels.search(text):
            return Column("left", caption, why=f"the column {caption} labels its rows")
        if words.index.search(caption):
            return Column("left", caption, why=f"the column {caption} is a ratio to a base")
        part = words.share.search(caption)
        change = None if part else words.growth.search(text)
        if change is not None:
            text = text[: change.start()] + text[change.end() :]
        elif part is not None:
            text = text.replace(part.group(), "")
        timed = times.read(text)
        if timed.untold and change is None:  # 本年比上年增减 is of the values before it
            return Column("left", caption, why=f"which period {caption} means is not told")
        said = change.group() if change else ""
        column = Column(
            "values", caption, unit=unit, period=timed.period, change=change is not None, part=part is not None,
            drop=words.is_drop(said),
            amount=bool(said) and words.amount.search(said) is not None,
            yearly="年均" in said, status=self._status(caption),
        )  # fmt: skip
        return self._with_measure(column, timed.rest)

    def _status(self, caption: str) -> str:
        plan, done = self.words.plan.search(caption), self.words.done.search(caption)
        if plan and (not done or plan.start() < done.start()):
            return "planned"
        return "actual" if done else ""

    def _with_measure(self, column: Column, rest: str) -> Column:
        """What is left of a caption: nothing, a measure, or who the figures are of; else the head says nothing."""
        rest = self._trimmed(rest)
        told = column.unit or column.period or column.change or column.part or self.words.value.search(column.caption)
        if not rest:
            return column if told else self._silent(column)
        if self.names.own_place.fullmatch(rest) or self.words.owners.search(rest):
            return replace(column, owner=rest)
        if self.words.time_heads.search(rest) and not column.unit:
            return replace(column, role="left", why=f"the column {column.caption} holds times")
        if len(rest) <= LONGEST_MEASURE and (self.is_measure(rest) or (column.unit and rest[0].isalpha())):
            return replace(column, measure=rest)
        return self._silent(column)

    def _of_one_line(self, column: Column, lines: Sequence[str]) -> Column:
        """2021年完成 over 投资额 is the measure 投资额: it is written on one line."""
        if len(lines) < 2 or not column.measure or any(column.measure in plain(line) for line in lines):
            return column
        bare = (self.units.of_caption(plain(line))[1] for line in reversed(lines))
        told = next((text for text in bare if text and text in column.measure and self.is_measure(text)), "")
        return replace(column, measure=told or column.measure)

    def is_measure(self, text: str) -> bool:
        """Whether a name ends as what is measured does."""
        return self.names.indicator.search(text) is not None or self.words.measures.search(text) is not None

    def _trimmed(self, rest: str) -> str:
        """Without marks and brackets, and without words that say only that a value stands here."""
        while rest.endswith(("）", ")")) and ("（" in rest or "(" in rest):
            rest = rest[: max(rest.rfind("（"), rest.rfind("("))]
        rest = rest.strip("：:、，,/-—*~（）()#·的其中")
        at = 0
        while at < len(rest) and (match := self.words.value.match(rest, at)) is not None and match.end() > at:
            at = match.end()
        return "" if at == len(rest) else rest

    def _silent(self, column: Column) -> Column:
        return replace(column, role="left", why=f"the head {column.caption} does not tell what it is")


def _governed(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Changes and parts take time, measure, owner and status from the values that they stand behind.

    One change behind several times (2022年｜2021年｜比上年增减) is of the latest of them.
    """
    settled: list[Column] = []
    group: list[Column] = []
    for column in columns:
        if column.role != "values":
            settled.append(column)
            continue
        if not (column.change or column.part):
            if settled and settled[-1].role == "values" and (settled[-1].change or settled[-1].part):
                group = []
            group.append(column)
            settled.append(column)
            continue
        settled.append(_behind(column, group) if group else column)
    return tuple(settled)


def _behind(column: Column, group: Sequence[Column]) -> Column:
    dated = [other for other in group if other.period is not None and other.period.end is not None]
    latest = max((other.period.end for other in dated if other.period and other.period.end), default=None)
    base = next((other for other in reversed(group) if other.period and other.period.end == latest), group[-1])
    measures = {other.measure for other in group}
    if len(measures) > 1 and not column.measure:
        return replace(column, role="left", why=f"of what {column.caption} is the change or the part is not told")
    return replace(
        column,
        period=column.period or (None if column.yearly and len(dated) > 1 else base.period),
        measure=column.measure or base.measure,
        owner=column.owner or base.owner,
        status=column.status or base.status,
    )
