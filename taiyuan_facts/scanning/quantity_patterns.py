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
    qualifier_before: Mapping[str, str] = field(repr=False)
    qualifier_after: Mapping[str, str] = field(repr=False)
    words: Mapping[str, tuple[Decimal, str, str, str]] = field(repr=False)
    denominators: Mapping[str, str] = field(repr=False)
    article: frozenset[str]
    both: frozenset[str]
    round_only: frozenset[str]
    after_time_only: frozenset[str]
    unstated: tuple[str, str]  # the unit of a sum that has none, and the scale that such a sum ends in
    unstated_context: tuple[Any, Any] = field(repr=False)  # what it stands behind and before
    unstated_small: tuple[str, Any, Any] = field(repr=False)  # the scale of a smaller sum, and its context
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
            last_length=(
                compile_words(data["look_back"]["before"]),
                compile_words(data["look_back"]["plain"]),
            ),
            moved_by=compile_words(data["moved_by"]),
            denominator=compile_words(branching(data["denominators"])),
            not_followed={surface: compile_words(pattern) for surface, pattern in data["not_followed"].items()},
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
            unstated=(data["unstated_money"]["unit"], data["unstated_money"]["scale"]),
            unstated_context=(
                compile_words(data["unstated_money"]["behind"]),
                compile_words(data["unstated_money"]["before"]),
            ),
            unstated_small=(
                data["unstated_small"]["scale"],
                compile_words(data["unstated_small"]["behind"]),
                compile_words(data["unstated_small"]["before"]),
            ),
            index_context=(compile_words(index["behind"]), compile_words(index["before"])),
            degree=(data["energy_degree"]["unit"], data["energy_degree"]["as"]),
            degree_context=(
                compile_words(data["energy_degree"]["behind"]),
                compile_words(data["energy_degree"]["before"]),
            ),
        )

    def looks_back(self, text: str, start: int, end: int) -> bool:
        """在近一个月: whether 近 at ``start``, of a length up to ``end``, says the last and not nearly."""
        before, plain = self.last_length
        return before.search(text, max(0, start - 1), start) is not None and plain.match(text, end) is not None

    def is_index(self, text: str, start: int, end: int) -> bool:
        """Whether a bare numeral is a level that has no unit: 指数为｜105.8."""
        behind, before = self.index_context
        return (
            before.match(text, end) is not None
            and text[start].isdigit()
            and behind.search(text, max(0, start - _INDEX_NEAR), start) is not None
        )
