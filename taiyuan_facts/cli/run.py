"""A run over documents, as the options of a command describe it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from taiyuan_facts.api import load_rules, read_issue_date
from taiyuan_facts.extraction import STDIN_NAME, Extractor, Outcome, Settings
from taiyuan_facts.reading import find_sources
from taiyuan_facts.reading.files import ISSUE_LIST
from taiyuan_facts.ruleset.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Run:
    """Which documents are read, and how."""

    paths: Sequence[str]
    stdin_name: str
    ruleset: Ruleset
    settings: Settings
    jobs: int

    @classmethod
    def build(cls, paths: Sequence[str], settings: Settings, stdin_name: str | None, jobs: int = 1) -> Run:
        """With the rules loaded; RuleError or InputError where they cannot be."""
        return cls(paths, stdin_name or STDIN_NAME, load_rules(settings.rules), settings, jobs)

    def outcomes(self) -> Generator[Outcome]:
        """The outcome of each document, in order; InputError at once for inputs that hold none."""
        sources = find_sources(self.paths, stdin_name=self.stdin_name)
        extractor = Extractor(self.ruleset, self.settings.issued, self.settings.encoding)
        if self.jobs > 1:
            from taiyuan_facts.workers import extract_all

            return extract_all(sources, self.settings, self.jobs)
        return (extractor.extract(source) for source in sources)

    def count(self) -> int:
        """How many documents there are, for a progress bar: a walk of its own, which reads none."""
        return sum(1 for _ in find_sources(self.paths))

    def files(self) -> Iterator[Path]:
        """The files that are read, the lists of issue dates among them: what a table must not be written over."""
        folder = None
        for path in map(Path, self.paths):
            yield path / ISSUE_LIST
        for source in find_sources(self.paths):
            if source.path is not None:
                yield source.path
                if source.path.parent != folder:
                    folder = source.path.parent
                    yield folder / ISSUE_LIST


def read_settings(rules: str | None, issue_date: str | None, encoding: str | None) -> Settings:
    """From the options of a command; InputError for a date that is none."""
    return Settings(rules, None if issue_date is None else read_issue_date(issue_date), encoding)
