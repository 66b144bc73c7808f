"""From sources to their facts: what became of each, so that one that cannot be read does not cost the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from taiyuan_facts.errors import InputError
from taiyuan_facts.model import Document, Fact
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.reading import IssueDates, Source, check_encoding, read_document
from taiyuan_facts.ruleset.packaged import load_with
from taiyuan_facts.ruleset.ruleset import Ruleset

STDIN_NAME = "stdin"  # not "-", which a spreadsheet would take for a formula


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its facts in the order of the text, or the ``error`` that kept it from being read."""

    source: Source
    facts: Sequence[Fact] = ()
    issued: date | None = None
    error: InputError | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What an extractor is made of, as it can be sent to another process; ``rules`` is a folder of one's own."""

    rules: str | None = None
    issued: date | None = None
    encoding: str | None = None

    def __call__(self) -> Callable[[Source], Outcome]:
        """What extracts a source, made here; RuleError and InputError as `load_rules` and `Extractor` raise them."""
        own = None if self.rules is None else Path(self.rules)
        return Extractor(load_with(own), self.issued, self.encoding).extract


class Extractor:
    """Extracts one source after the other with the same rules.

    ``issued`` holds for all documents; without it each one's issue date is found as `IssueDates` does. ``encoding``
    overrides the finding out. InputError on an unknown encoding.
    """

    def __init__(self, ruleset: Ruleset, issued: date | None = None, encoding: str | None = None) -> None:
        self.ruleset = ruleset
        self.encoding = None if encoding is None else check_encoding(encoding)
        self._dates = IssueDates(issued)

    def extract(self, source: Source) -> Outcome:
        """The facts of one source. What is wrong with it is in the outcome; RuleError comes through."""
        try:
            text = read_document(source, encoding=self.encoding)
            issued = self._dates.find(source, text)
        except InputError as error:
            return Outcome(source, error=error)
        return Outcome(source, list(extract_document(Document(source.name, text, issued), self.ruleset)), issued)
