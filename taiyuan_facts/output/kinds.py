"""What a kind is called as a table of its own: in a folder of tables and in a workbook."""

from __future__ import annotations

from typing import NamedTuple

from taiyuan_facts.model import KINDS


class KindNames(NamedTuple):
    """File name (without ending) and Chinese sheet name of the facts of one kind."""

    table: str
    sheet_zh: str


KIND_NAMES: dict[str, KindNames] = {
    "investment": KindNames("investments", "投资"),
    "capacity": KindNames("capacities", "产能"),
    "growth": KindNames("growth_rates", "增减"),
    "deadline": KindNames("deadlines", "期限"),
    "output": KindNames("outputs", "产出"),
    "share": KindNames("shares", "占比"),
    "duration": KindNames("durations", "时长"),
    "money": KindNames("sums", "金额"),
    "measure": KindNames("measures", "度量"),
    "count": KindNames("counts", "数目"),
}


def table_name(kind: str) -> str:
    """Name of the kind's table; a kind that a rule set declares goes by its own name."""
    names = KIND_NAMES.get(kind)
    return names.table if names else kind


def kind_rank(kind: str) -> int:
    """Place of a kind among the others: the order of the model, declared kinds behind."""
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
