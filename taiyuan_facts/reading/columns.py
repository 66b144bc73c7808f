"""How wide the columns of a page are, whose lines were cut wherever they were full."""

from __future__ import annotations

import re
from collections.abc import Callable

from taiyuan_facts.model import Span

FEWEST_LINES = 8  # of a page that tell how wide its columns are
FULLEST = 0.9  # of the lines are no wider than the column
FULL = 0.4  # of the lines or more fill it
RAGGED = 5  # half-width characters that a full line may fall short, by a mark that may not begin the next
NARROWEST = 20  # half-width characters of a column
PROSE = 0.5  # of the full lines or more hold a mark
FEWEST_HEADLINES = 3  # lines by themselves that no sentence ends
FEWEST_WRAPPED = 3  # lines of a run of prose
_MARK = re.compile("[，。；、,]")
_WIDE = "\u2014"  # from the dash on characters are as wide as two digits


def column_width(text: str, lines: list[Span], wide: int) -> int:
    """The width of a page's columns in half-width characters, where they hold fewer than ``wide`` Chinese ones; else 0.

    Most lines of such a page are equally wide, as those of a newspaper set in columns of 18 characters.
    """
    short = [line for line in lines if line.end - line.start <= 2 * wide]
    if len(short) < max(FEWEST_LINES, FULL * len(lines)):
        return 0
    widths = [_width(text, line) for line in short]
    width = sorted(widths)[int(FULLEST * (len(widths) - 1))]
    full = [line for line, measured in zip(short, widths, strict=True) if measured >= width - RAGGED]
    prose = sum(_MARK.search(text, *line) is not None for line in full)  # which a list of headlines is not
    narrow = NARROWEST <= width < 2 * wide
    return width if narrow and len(full) >= FULL * len(lines) and prose >= PROSE * len(full) else 0


def _width(text: str, line: Span) -> int:
    return line.end - line.start + sum(character >= _WIDE for character in text[line.start : line.end])


def fills(text: str, last: Span, line: Span, column: int) -> bool:
    """Whether a line fills its column, and the next stands right below it: it goes on there (2015年6⏎月核准)."""
    if not column or last.end - last.start > column or _width(text, last) < column - RAGGED:
        return False
    gap = text[last.end : line.start]
    return gap.strip("\r ") == "\n" and not gap.endswith("  ")


def reaches(group: list[Span], length: int) -> bool:
    """Whether lines are that long together; the first ones tell, however many there are."""
    for start, end in group:
        length -= end - start
        if length <= 0:
            return True
    return False


def find_wrapped(text: str, lines: list[Span], terminal: Callable[[str], object]) -> frozenset[int]:
    """Where the lines begin that go on with the one before them, wherever that was broken off.

    On a page that sets its headlines apart by blank lines a run of lines of prose holds none: 在望⏎潮湾科技园. The run
    ends a sentence at its end, and few of its lines end one.
    """
    runs: list[list[Span]] = []
    for line in lines:
        apart = not runs or text.count("\n", runs[-1][-1].end, line.start) > 1
        runs.append([line]) if apart else runs[-1].append(line)
    headed = sum(len(run) == 1 and not terminal(text[run[0].start : run[0].end]) for run in runs)
    if headed < FEWEST_HEADLINES:
        return frozenset()
    return frozenset(
        line.start for run in runs if len(run) >= FEWEST_WRAPPED and _is_prose(text, run, terminal) for line in run[1:]
    )


def _is_prose(text: str, run: list[Span], terminal: Callable[[str], object]) -> bool:
    """Whether a run of lines is one of broken sentences, with a signature at its end perhaps."""
    ends = [bool(terminal(text[line.start : line.end])) for line in run]
    broken = len(ends) - sum(ends)
    marks = len(_MARK.findall(text, run[0].start, run[-1].end))
    return any(ends[-2:]) and broken > PROSE * len(run) - 1 and marks >= PROSE * len(run)
