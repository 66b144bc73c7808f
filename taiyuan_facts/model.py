"""The records that travel through the house, and the columns of the facts table: here and only here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

KINDS = (
    "investment", "capacity", "growth", "deadline",
    "output", "share", "duration", "money", "measure", "count",
)  # fmt: skip
HEADLINE_KINDS = KINDS[:4]
QUALIFIERS = ("exact", "about", "nearly", "over", "at_least", "at_most", "below", "range")
DATE_SOURCES = ("text", "dateline", "document", "")
STATUSES = ("actual", "planned")

ColumnType = Literal["text", "enum", "decimal", "date", "int"]


class Column(NamedTuple):
    """One column of the facts table: name, type, Chinese header, meaning (English, one sentence), values of an enum."""

    name: str
    type: ColumnType
    header_zh: str
    meaning: str
    values: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column("id", "text", "编号", "Stable name of the fact; two facts never share one in a table."),
    Column("doc", "text", "文档", "The document's path relative to the input root, with `/`."),
    Column("article", "text", "文章", "Headline of the article that the figure stands in; empty where there is none."),
    Column("kind", "enum", "类别", "What sort of figure it is.", KINDS),
    Column("subject", "text", "主体", "Who or what the figure is about, as written in the document."),
    Column(
        "indicator",
        "text",
        "指标",
        "What is measured (总投资, 产值, 年产); for a deadline what is due (建设完毕, 投产).",
    ),
    Column("item", "text", "对象", "The product or the thing counted (热轧中厚板, 小微企业)."),
    Column("qualifier", "enum", "限定", "How exact the figure is said to be.", QUALIFIERS),
    Column("value", "decimal", "数值", "The number in `unit`; the lower end of a range; empty for a due date."),
    Column("value_max", "decimal", "数值上限", "The upper end of a range, else empty."),
    Column("unit", "text", "单位", "The canonical unit of the dimension (亿元, 吉瓦, 万吨, 工作日)."),
    Column("per", "text", "周期", "The period of a rate (年 for 年产 and 万吨/年), else empty."),
    Column("date", "text", "时间", "When the figure holds, or the due date, as EDTF (ISO 8601-2)."),
    Column("date_start", "date", "起始日", "First day of `date`; empty where the year is not known."),
    Column("date_end", "date", "截止日", "Last day of `date`; empty where the year is not known."),
    Column("date_source", "enum", "时间来源", "Where the date comes from; empty where unknown.", DATE_SOURCES),
    Column(
        "status", "enum", "状态", "Whether it was or is so, or is a plan, target, requirement or forecast.", STATUSES
    ),
    Column("raw", "text", "原文", "The figure exactly as written: `text[start:end] == raw`."),
    Column("sentence", "text", "句子", "The sentence that it stands in, line breaks removed: the evidence."),
    Column("line", "int", "行", "1-based line of `start`."),
    Column("start", "int", "起点", "Offset of the first character in code points in the decoded document."),
    Column("end", "int", "终点", "Offset behind the last character."),
    Column("rule", "text", "规则", "Id of the rule that made the row."),
)
COLUMN_NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the facts table; the fields are its columns, in order."""

    id: str
    doc: str
    article: str
    kind: str
    subject: str
    indicator: str
    item: str
    qualifier: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    per: str
    date: str
    date_start: dt.date | None
    date_end: dt.date | None
    date_source: str
    status: str
    raw: str
    sentence: str
    line: int
    start: int
    end: int
    rule: str


class Span(NamedTuple):
    """A stretch of characters, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded page: ``name`` is its path relative to the input root; ``text`` is untouched."""

    name: str
    text: str
    issued: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: EDTF text, and its first and last day where the year is known (ISO 8601-2:2019)."""

    edtf: str
    start: dt.date | None = None
    end: dt.date | None = None
