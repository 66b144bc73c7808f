"""Where a table goes, and how: checked before any work is done."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from taiyuan_facts.cli.console import harmless, is_pipe, is_terminal, say
from taiyuan_facts.cli.options import split_columns
from taiyuan_facts.model import Fact
from taiyuan_facts.output.formats import format_for
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.tables import write_table
from taiyuan_facts.scanning.units import UnitTable


@dataclass(frozen=True, slots=True)
class Destination:
    """A file or folder, or standard output where ``path`` is None, and the format and options to write it with.

    ``is_page`` is a terminal without a format asked for, which gets a page for people and not the table itself.
    """

    path: Path | None
    format: str
    options: TableOptions
    is_page: bool = False

    @classmethod
    def build(
        cls, output: str | None, format_: str | None, columns: str | None, headers: Literal["en", "zh"], bom: bool
    ) -> Destination:
        """From the options of a command; OutputError for a format or a column that is not known."""
        to_stdout = output in (None, "-")
        name = format_for("-", format_ or "csv") if to_stdout else format_for(output or "", format_)
        options = TableOptions(columns=split_columns(columns), headers=headers, bom=bom, warn=say)
        is_page = output is None and format_ is None and is_terminal(sys.stdout)
        return cls(None if to_stdout else Path(output or ""), name, options, is_page)

    def in_units(self, wishes: Sequence[str], units: UnitTable) -> Destination:
        """The same with values in the units wished for (``money=万元``); OutputError where that makes no sense."""
        if not wishes:
            return self
        from taiyuan_facts.output.conversion import choose_units

        return dataclasses.replace(self, options=dataclasses.replace(self.options, convert=choose_units(wishes, units)))

    @property
    def has_room_for_bar(self) -> bool:
        """Whether a bar on standard error gets into nobody's way: the table goes into a file, or comes afterwards."""
        return self.path is not None or self.is_page or not (is_terminal(sys.stdout) or is_pipe(sys.stdout))

    @property
    def label(self) -> str:
        """What messages call it."""
        return "standard output" if self.path is None else harmless(str(self.path))

    def write(self, facts: Iterator[Fact], inputs: Callable[[], Iterable[Path]]) -> int:
        """Write the facts and give back how many they were.

        Args:
            facts: taken one by one; the first before anything is written, so that what goes wrong at once leaves no
                header behind.
            inputs: the files that the facts come from; asked for only where the destination exists.

        Raises:
            OutputError: the table cannot be written, or would take the place of an input.
        """
        first = list(_first(facts))
        return write_table(chain(first, facts), self.path, self.format, self.options, _when_asked(inputs))


def _first(facts: Iterator[Fact]) -> Iterator[Fact]:
    for fact in facts:
        yield fact
        return


def _when_asked(inputs: Callable[[], Iterable[Path]]) -> Iterator[Path]:
    yield from inputs()
