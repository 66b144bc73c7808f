"""Blanks that only set numerals apart from Chinese characters: 总投资 24.7 亿元, 2023 年 10 月底."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words

LONG_LINE = 40  # characters of a line that is no headline
SEVERAL = 2  # blanks before numerals in it


@dataclass(frozen=True, slots=True)
class LooseBlanks:
    """The patterns of `layout.yaml` for blanks beside numerals, compiled."""

    behind: Any = field(repr=False)
    before: Any = field(repr=False)
    both: Any = field(repr=False)
    tight: Any = field(repr=False)
    label: Any = field(repr=False)

    @classmethod
    def build(cls, layout: Mapping[str, str]) -> Self:
        """``layout`` is the mapping of `layout.yaml`."""
        behind, before = layout["blank_behind"], layout["blank_before"]
        return cls(
            behind=compile_words(behind),
            before=compile_words(before),
            both=compile_words(f"{behind}|{before}"),
            tight=compile_words(layout["tight_numeral"]),
            label=compile_words(rf"(?:{layout['label']})\Z"),
        )

    def find(self, text: str) -> re.Pattern[str] | None:
        """What finds the blanks to be skipped in a text; None where there are none.

        A blank between a numeral and the character behind it is always one. A blank before a numeral may also part two
        headlines, or two items of a list: it is one where the text, or a long line of it, has more of them than
        numerals that stand tight.
        """
        if self._is_loose(text, 0, len(text), least=1):
            return self.both  # type: ignore[no-any-return]
        return self.behind if self.both.search(text) else None

    def _is_loose(self, text: str, start: int, end: int, *, least: int) -> bool:
        spaced = sum(1 for _ in self.before.finditer(text, start, end))
        return spaced >= least and spaced > sum(1 for _ in self.tight.finditer(text, start, end))

    def apart(self, text: str, line: Span, blanks: re.Pattern[str]) -> Iterator[Span]:
        """The stretches of a line between the blanks to be skipped; a label at its start keeps the one behind it."""
        at = line.start
        long = line.end - line.start >= LONG_LINE
        if blanks is self.behind and long and self._is_loose(text, *line, least=SEVERAL):
            blanks = self.both  # articles of several hands on one page
        for blank in blanks.finditer(text, line.start, line.end):
            if self.label.match(text, line.start, blank.start()):
                continue
            yield Span(at, blank.start())
            at = blank.end()
        yield Span(at, line.end)
