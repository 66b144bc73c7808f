"""The way in from Python: the functions that the package promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from taiyuan_facts.errors import InputError, TyfactsError
from taiyuan_facts.extraction import STDIN_NAME, Extractor
from taiyuan_facts.model import Document, Fact
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.reading import Source, find_sources, parse_date
from taiyuan_facts.ruleset.packaged import load_with
from taiyuan_facts.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["extract", "extract_text", "load_rules", "read_issue_date", "to_frame"]


def extract(
    paths: Path | str | Iterable[Path | str],
    *,
    rules: Ruleset | Path | str | None = None,
    issued: date | str | None = None,
    encoding: str | None = None,
    on_error: Callable[[TyfactsError], None] | None = None,
) -> Iterator[Fact]:
    """The facts of documents, in the order of the inputs, of the files in a folder, and of the text.

    Inputs, rules and options are checked at once; documents are read one by one as the facts are asked for.

    Args:
        paths: a file, a folder (walked for ``.txt`` and ``.md``), ``-`` for standard input, or several of them.
        rules: a rule set, or a folder of rules that is laid over the packaged ones; by default the packaged ones.
        issued: the issue date of all documents, for times without a year; by default each one's is found out from
            ``documents.csv`` beside it, its front matter, its name, or what is printed on it.
        encoding: how the documents are encoded; by default found out for each.
        on_error: called with what is wrong with a document, which is then passed over; by default it is raised.

    Raises:
        InputError: an input is missing or holds no document, a document cannot be read, or an option makes no sense.
        RuleError: the rules have faults.
    """
    given = [paths] if isinstance(paths, (Path, str)) else list(paths)
    extractor = Extractor(_to_ruleset(rules), _to_date(issued), encoding)
    return _extract_each(find_sources(given, stdin_name=STDIN_NAME), extractor, on_error)


def _extract_each(
    sources: Iterator[Source], extractor: Extractor, on_error: Callable[[TyfactsError], None] | None
) -> Iterator[Fact]:
    for source in sources:
        outcome = extractor.extract(source)
        if outcome.error is not None:
            if on_error is None:
                raise outcome.error
            on_error(outcome.error)
        yield from outcome.facts


def extract_text(
    text: str,
    *,
    issued: date | str | None = None,
    name: str = "text",
    rules: Ruleset | Path | str | None = None,
) -> list[Fact]:
    """The facts of a string, in its order; ``fact.start`` and ``fact.end`` are offsets into it.

    Args:
        text: a page, or any part of one.
        issued: its issue date, for times without a year (``10月底``); without it they stay open (``XXXX-10``).
        name: what the column ``doc`` calls it; the ids are made of it.
        rules: as for `extract`.

    Raises:
        InputError: ``issued`` is no date.
        RuleError: the rules have faults.
    """
    return list(extract_document(Document(name, text, _to_date(issued)), _to_ruleset(rules)))


def load_rules(folder: Path | str | None = None) -> Ruleset:
    """The packaged rules, with the rule files of ``folder`` laid over them.

    Raises:
        RuleError: with every fault of every file.
        InputError: the folder is missing or holds no ``*.yaml``.
    """
    return load_with(None if folder is None else Path(folder))


def read_issue_date(written: str) -> date:
    """The date that the text says (2022-08-12, 20220812, 2022年8月12日); InputError where it says none."""
    day = parse_date(written)
    if day is None:
        raise InputError(f"{written!r} is no issue date; write it as 2022-08-12")
    return day


def to_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """The facts as a pandas data frame, one row a fact; see `taiyuan_facts.output.tables.to_frame` for its types."""
    from taiyuan_facts.output import tables

    return tables.to_frame(facts)


def _to_ruleset(rules: Ruleset | Path | str | None) -> Ruleset:
    return rules if isinstance(rules, Ruleset) else load_rules(rules)


def _to_date(issued: date | str | None) -> date | None:
    if isinstance(issued, str):
        return read_issue_date(issued)
    return issued.date() if isinstance(issued, datetime) else issued  # a data frame's Timestamp is one
