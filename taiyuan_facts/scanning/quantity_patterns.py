"""The words around numerals, out of `figures.yaml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import regex

from taiyuan_facts.patterns import branching, compile_words, either, first_characters
from taiyuan_facts.scanning.numeral_spans import NUMERAL
from taiyuan_facts.scanning.numerals import CHINESE

# What {n} stands for in figures.yaml: any numeral, short enough to be tried from every place.
ANY_NUMERAL = rf"(?:\d{{1,20}}(?:\.\d{{1,12}})?|[{CHINESE}]{{1,20}})"

_NEAR = 12  # characters that may hold a word of money and what stands between it and the sum
_INDEX_NEAR = 32  # characters that may hold the name of a level and what stands between it and the number


@dataclass(frozen=True, slots=True)
class Patterns:
    """What `figures.yaml` says, compiled."""

    run: Any = field(repr=False)  # a run of numeral characters: cheap to scan for
    numeral: Any = field(repr=False)
    never: tuple[Any, Any] = field(repr=False)
    counted: Any = field(repr=False)
    lengths_before: Mapping[str, tuple[int, ...]]  # of the qualifiers that end with a character, the longest first
    after: Any = field(repr=False)
    not_before: Any = field(repr=False)
    look_back: Any = field(repr=False)
    last_length: tuple[Any, Any] = field(repr=False)  # what 在近一个月 stands behind and before
    moved_by: Any = field(repr=False)
    denominator: Any = field(repr=False)
    not_followed: Mapping[str, Any] = field(repr=False)
    held_to: Any = field(repr=False)  # 不超过｜公司股份总数的, before a share
    qualifier_before: Mapping[str, str] = field(repr=False)
    qualifier_after: Mapping[str, str] = field(repr=False)
    words: Mapping[str, tuple[Decimal, str, str, str]] = field(repr=False)
    denominators: Mapping[str, str] = field(repr=False)
    article: frozenset[str]
    both: frozenset[str]
    round_only: frozenset[str]
    after_time_only: frozenset[str]
    money: str  # the unit of a sum that has none
    sums: tuple[tuple[str, Any, Any], ...] = field(repr=False)  # the scale of such a sum, and what it stands between
    index_context: tuple[Any, Any] = field(repr=False)  # what a level without a unit stands behind and before
    degree: tuple[str, str]
    degree_context: tuple[Any, Any] = field(repr=False)  # what 度 stands behind and before where it is energy

    @classmethod
    def build(cls, data: Mapping[str, Any], surfaces: Iterable[str]) -> Patterns:
        """``data`` is the mapping of `figures.yaml`; ``surfaces`` are all units: a lone 一 is read only before one."""
        before = {word: name for name, words in data["qualifiers"]["before"].items() for word in words}
        after = {word: name for name, words in data["qualifiers"]["after"].items() for word in words}
        words = {
            w["word"]: (Decimal(w["value"]), w["unit"], w["dimension"], w.get("qualifier", "exact"))
            for w in data["words"]
        }
        index = data["unstated_index"]
        opening = "".join(sorted({re.escape(surface[0]) for surface in surfaces}))
        never = [f"(?:{rule['match'].replace('{n}', ANY_NUMERAL)})" for rule in data["never"]]
        plain = [pattern for pattern in never if isinstance(compile_words(pattern), re.Pattern)]
        return cls(
            run=compile_words(f"[{first_characters(either(words))}半\\d{CHINESE}]+"),
            numeral=compile_words(
                f"(?<word>(?:{branching(words)})(?![个年月天]|小时))|{NUMERAL.replace('OPENING', opening)}"
            ),
            never=(
                compile_words("|".join(plain)),
                regex.compile("|".join(pattern for pattern in never if pattern not in plain) or r"(?!)"),
            ),
            counted=compile_words("|".join(data["article"]["counted"])),
            after=compile_words(rf"(?!{'|'.join(data['not_after']) or '(?!)'})({branching(after)})"),
            not_before=compile_words("|".join(f"(?:{pattern})" for pattern in data["not_before"])),
            look_back=compile_words(data["look_back"]["behind"]),
            last_length=_pair(data["look_back"]["before"], data["look_back"]["plain"]),
            moved_by=compile_words(data["moved_by"]),
            denominator=compile_words(branching(data["denominators"])),
            not_followed={surface: compile_words(pattern) for surface, pattern in data["not_followed"].items()},
            held_to=compile_words(
                data["held_to"].replace("{qualifiers}", branching(word for word in before if len(word) > 1))
            ),
            qualifier_before=before,
            lengths_before={
                last: tuple(sorted({len(word) for word in before if word[-1] == last}, reverse=True))
                for last in {word[-1] for word in before}
            },
            qualifier_after=after,
            words=words,
            denominators=data["denominators"],
            article=frozenset(data["article"]["numerals"]),
            both=frozenset(data["both"]),
            round_only=frozenset(data["round_only"]),
            after_time_only=frozenset(data["after_time_only"]),
            money=data["unstated_money"]["unit"],
            sums=tuple(map(_sum, (data["unstated_money"], data["unstated_small"]))),
            index_context=_pair(index["behind"], index["before"]),
            degree=(data["energy_degree"]["unit"], data["energy_degree"]["as"]),
            degree_context=_pair(data["energy_degree"]["behind"], data["energy_degree"]["before"]),
        )

    def look_back_at(self, text: str, first: int, start: int, end: int) -> tuple[int, str] | None:
        """近三年来, 在近一个月: where a length begins and how exact it is, where 近 says the last; or None.

        ``first``: where 近 stands; ``start``: where the numeral does.
        """
        if self.look_back.match(text, end) is not None:
            return start, "exact"
        before, plain = self.last_length
        last = before.search(text, max(0, first - 1), first) is not None and plain.match(text, end) is not None
        return (first, "exact") if last else None

    def is_sum(self, text: str, start: int, end: int) -> bool:
        """Whether a numeral without a unit is money: 总投资｜297亿, 补贴是｜1万; 用户6000万 is none."""
        for scale, behind, before in self.sums:
            if scale in text[start:end]:
                return bool(behind.search(text, max(0, start - _NEAR), start) or before.match(text, end))
        return False

    def is_moved_by(self, text: str, start: int) -> bool:
        """Whether a figure is what something moved by: 上涨｜50元至3500元."""
        return self.moved_by.search(text, max(0, start - _NEAR), start) is not None

    def is_index(self, text: str, start: int, end: int) -> bool:
        """Whether a bare numeral is a level that has no unit: 指数为｜105.8."""
        behind, before = self.index_context
        return (
            before.match(text, end) is not None
            and text[start].isdigit()
            and behind.search(text, max(0, start - _INDEX_NEAR), start) is not None
        )


def _pair(behind: str, before: str) -> tuple[Any, Any]:
    return compile_words(behind), compile_words(before)


def _sum(entry: Mapping[str, Any]) -> tuple[str, Any, Any]:
    return (entry["scale"], *_pair(entry["behind"], entry["before"]))
