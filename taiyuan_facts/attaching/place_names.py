"""Names of places: what level they are of, what names of one thing share, and how much a page's use of them says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from taiyuan_facts.attaching.name_patterns import NameWords


@dataclass(frozen=True, slots=True)
class PlaceNames(NameWords):
    """The lexicon's lists of places."""

    areas: frozenset[str] = field(repr=False)
    known: frozenset[str] = field(repr=False)
    levels: Mapping[str, str] = field(repr=False)  # of provinces: 省; 市 and 区 of those whose papers say 全市, 全区
    nothing: frozenset[str] = field(repr=False)

    def is_own_place(self, name: str) -> bool:
        """我市, 全省, 全国."""
        return self.own_place.fullmatch(name) is not None

    def place_at(self, skeleton: str, at: int) -> str:
        """The place whose name opens a clause; empty where none does."""
        if skeleton[at : at + 2] not in self.known and skeleton[at : at + 3] not in self.known:
            return ""
        match = self.known_place.match(skeleton, at)
        return match.group() if match else ""

    def level(self, name: str) -> str:
        """省, 市, 县 or 区: what kind of place a name is; of 太原 and 山西 as of 太原市 and 山西省."""
        if name[-1] in "省市县区":
            return name[-1]
        return self.levels.get(name, "市" if name in self.known else "")

    def family(self, name: str) -> str:
        """What names of one thing share: 抚吉高速 and 抚吉高速公路 two characters, 杭州… more than the city."""
        place = self.known_place.match(name)
        return (
            name[: place.end() + 2]
            if place and place.end() < len(name)
            else name[:2]
            if place is None
            else name.rstrip("省市县区")
        )

    def place_weight(self, name: str) -> int:
        """How much a place's name says of what a page is about: 我市 and 全省 most, 全国 and 世界 least."""
        if name in self.nothing:
            return 0
        if name.startswith(("我", "全", "本", "各")):
            return 1 if name[1:2] in ("国", "球", "地") else 8
        return 1 if name in ("国内", "世界", "中国", "东部", "中部", "西部", "流域", "境内") else 4
