"""``tyfacts extract --check``: whether a table still says what the documents say, and the command that updates it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from taiyuan_facts.cli.console import Color, colors_text, say, silence, write_text
from taiyuan_facts.errors import ExitCode
from taiyuan_facts.model import Fact
from taiyuan_facts.output.compare import CompareOptions, Difference, compare
from taiyuan_facts.output.diff_formats import View, render
from taiyuan_facts.output.diff_formats.notes import find_notes
from taiyuan_facts.output.tables import read_table
from taiyuan_facts.scanning.units import UnitTable

LINES = 1000  # written at a time


@dataclass(frozen=True, slots=True)
class Check:
    """A facts table to hold to the documents it was made of.

    Attributes:
        table: its path.
        paths: the documents.
        kinds: those that are looked at; none means all.
        given: other options of the run with their values, for the command that updates the table.
    """

    table: str
    paths: Sequence[str]
    kinds: frozenset[str]
    given: Sequence[tuple[str, str | None]]

    def run(self, facts: Iterable[Fact], units: UnitTable, color: Color, *, quiet: bool) -> ExitCode:
        """Print what differs, as ``tyfacts diff TABLE PATHS`` does, and say how to update the table.

        Raises:
            TableError: the table cannot be read.
        """
        its_kinds: set[str] = set()
        table = _watch(read_table(Path(self.table)), its_kinds)
        difference = compare(table, facts, CompareOptions(only=self.kinds), units)
        if not quiet:
            self._print(difference, color)
        if difference:
            say(f"{self.table} does not say what the documents say; update it with: {self._command(its_kinds)}")
        return difference.exit_code

    def _print(self, difference: Difference, color: Color) -> None:
        root = self.paths[0] if len(self.paths) == 1 and Path(self.paths[0]).is_dir() else ""
        view = View(self.table, " ".join(self.paths), Path(root).as_posix(), color=colors_text(color, sys.stdout))
        lines = render("text", difference, view)
        try:
            for chunk in iter(lambda: "".join(islice(lines, LINES)), ""):
                write_text(chunk)
        except BrokenPipeError:  # `| head` has had enough; that they differ is still to be told
            silence(sys.stdout)
        for note in find_notes(difference, self.kinds):
            say(note)

    def _command(self, its_kinds: set[str]) -> str:
        """The command line that writes the table anew; with --kind only where the table holds no other kinds."""
        kinds = sorted(self.kinds) if its_kinds <= self.kinds else []
        options = [*self.given, *(("--kind", kind) for kind in kinds)]
        words = [word for name, value in options if value is not None for word in (name, value)]
        return shlex.join(["tyfacts", "extract", *self.paths, *words, "-o", self.table])


def _watch(facts: Iterable[Fact], kinds: set[str]) -> Iterator[Fact]:
    for fact in facts:
        kinds.add(fact.kind)
        yield fact
