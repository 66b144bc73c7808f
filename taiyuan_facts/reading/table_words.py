"""The words of `tables.yaml`, compiled: how tables are headed, and what heads, unit lines and row names say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taiyuan_facts.patterns import compile_words

# Names of patterns in the file, which are fields here.
PATTERNS = (
    "unit_line", "label", "introduces", "labels", "time_heads", "foreign", "growth", "amount", "drop", "rise", "share",
    "index", "plan", "done", "value", "sub", "measures", "owners", "made", "rates", "percentages", "changes", "counted",
    "priced", "title_words",
)  # fmt: skip
BLANKS = str.maketrans("", "", " \t\u3000\xa0")


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind, the dimensions that it can have (none: any), and the lists of the lexicon that tell it."""

    kind: str
    dimensions: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableWords:
    """What `tables.yaml` says. ``heads`` are the heads of columns of names, each with its sort; ``spans`` the words
    for the period of the report, each with what it means of it."""

    unit_line: Any = field(repr=False)
    label: Any = field(repr=False)
    introduces: Any = field(repr=False)
    labels: Any = field(repr=False)
    time_heads: Any = field(repr=False)
    foreign: Any = field(repr=False)
    growth: Any = field(repr=False)
    amount: Any = field(repr=False)
    drop: Any = field(repr=False)
    rise: Any = field(repr=False)
    share: Any = field(repr=False)
    index: Any = field(repr=False)
    plan: Any = field(repr=False)
    done: Any = field(repr=False)
    value: Any = field(repr=False)
    sub: Any = field(repr=False)
    measures: Any = field(repr=False)
    owners: Any = field(repr=False)
    made: Any = field(repr=False)
    rates: Any = field(repr=False)
    percentages: Any = field(repr=False)
    changes: Any = field(repr=False)
    counted: Any = field(repr=False)
    priced: Any = field(repr=False)
    title_words: Any = field(repr=False)
    heads: Mapping[str, str] = field(repr=False)
    unit_heads: frozenset[str] = field(repr=False)
    spans: Mapping[str, str] = field(repr=False)
    totals: frozenset[str] = field(repr=False)
    kinds: tuple[KindWords, ...] = field(repr=False)
    otherwise: Mapping[str, str] = field(repr=False)

    @classmethod
    def build(cls, data: Mapping[str, Any]) -> TableWords:
        """``data`` is the mapping of `tables.yaml`."""
        return cls(
            **{name: compile_words(data[name]) for name in PATTERNS},
            heads={plain(word): sort for sort, words in data["names"].items() for word in words},
            unit_heads=frozenset(data["unit_heads"]),
            spans={word: span for span, words in data["spans"].items() for word in words},
            totals=frozenset(data["totals"]),
            kinds=tuple(
                KindWords(entry["kind"], frozenset(entry.get("dimensions", ())), tuple(entry["words"]))
                for entry in data["kind_words"]
            ),
            otherwise=data["otherwise"],
        )

    def is_drop(self, text: str) -> bool:
        """Whether a change is told as a fall: 下降 and 降幅 are, 增减 and 升降 are not."""
        return self.drop.search(text) is not None and self.rise.search(text) is None

    def is_name_head(self, text: str) -> bool:
        """Whether a caption heads a column of names."""
        return plain(text) in self.heads


def plain(text: str) -> str:
    """A caption or name without the blanks that set it (指　标)."""
    return text.translate(BLANKS)
