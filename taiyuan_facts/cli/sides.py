"""The two sides of a comparison: facts tables as they are, documents extracted on the fly."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taiyuan_facts.cli.console import harmless
from taiyuan_facts.errors import InputError
from taiyuan_facts.model import COLUMN_NAMES, Fact

if TYPE_CHECKING:
    from taiyuan_facts.ruleset.ruleset import Ruleset

STANDARD_INPUT = "-"
_HEAD_BYTES = 4096
_BINARY_TABLES = (b"SQLite format 3\0", b"PK\x03\x04", b"PAR1")  # SQLite, xlsx, Parquet


@dataclass(frozen=True, slots=True)
class Side:
    """One side as given: a table, or documents. ``path`` None is a table on standard input."""

    given: str
    path: Path | None
    holds_documents: bool

    @classmethod
    def find(cls, given: str) -> Side:
        """What stands at the path.

        Raises:
            InputError: there is nothing, or a folder that holds documents and tables, or neither.
        """
        if given == STANDARD_INPUT:
            return cls(given, None, False)
        path = Path(given)
        try:
            if given:
                return cls(given, path, _holds_documents(path))
        except (OSError, ValueError):
            pass
        from taiyuan_facts.reading import find_sources

        find_sources([given])  # raises the sentence for what cannot be found
        raise InputError(f"{harmless(given)} cannot be read; check it, or name another path")

    @property
    def root(self) -> Path | None:
        """The folder that the documents' names start from; None for a table."""
        if not self.holds_documents or self.path is None:
            return None
        return self.path if self.path.is_dir() else self.path.parent

    def facts(self, ruleset: Ruleset, issued: date | None, encoding: str | None) -> Iterator[Fact]:
        """The facts, one by one; a document that cannot be read is an error, for its facts would seem removed."""
        if not self.holds_documents:
            return self.table()
        from taiyuan_facts.api import extract

        return extract(self.given, rules=ruleset, issued=issued, encoding=encoding)

    def table(self) -> Iterator[Fact]:
        """The facts of a table, one by one; TableError for a broken table, InputError for a closed standard input."""
        from taiyuan_facts.output.tables import read_table

        if self.path is not None:
            return read_table(self.path)
        if sys.stdin is None:
            raise InputError("standard input is closed; pipe a facts table into it, or name a file")
        return read_table(sys.stdin.buffer)


def refuse_same(old: Side, new: Side) -> None:
    """Refuse to compare a thing with itself, which would always be the same and say nothing.

    Raises:
        InputError: both sides are one file or folder, or both standard input.
    """
    if old.path is None and new.path is None:
        raise InputError("OLD and NEW are both standard input; name a file for one of them")
    if old.path is not None and new.path is not None and old.path.samefile(new.path):
        both = harmless(old.given if old.given == new.given else f"{old.given} and {new.given}")
        raise InputError(f"OLD and NEW are the same thing, {both}; name the table of before first, then that of now")


def _holds_documents(path: Path) -> bool:
    """Whether documents stand there, and not a facts table; OSError where nothing does."""
    if path.is_dir():
        return _folder_holds_documents(path)
    path.stat()
    from taiyuan_facts.output.formats import FORMATS

    if any(path.suffix.lower() in format_.endings for format_ in FORMATS.values()):
        return False
    return not _looks_like_table(path)


def _folder_holds_documents(folder: Path) -> bool:
    from taiyuan_facts.output.folder import holds_tables
    from taiyuan_facts.reading.walking import holds_document

    documents, tables = holds_document(folder), holds_tables(folder)
    if documents == tables:
        holds = "both documents and facts tables" if documents else "neither documents nor facts tables"
        remedy = "move either of them out, or name a file in it" if documents else "name a folder that does, or a file"
        raise InputError(f"{harmless(str(folder))} holds {holds}; {remedy}")
    return documents


def _looks_like_table(path: Path) -> bool:
    """Whether a file of any other ending is a facts table: its first bytes, or its first line, say so.

    A pipe, such as that of ``<(git show HEAD:facts.csv)``, can be read once only and is taken for a table.
    """
    from taiyuan_facts.output.header import english

    if not path.is_file():
        return True
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(_BINARY_TABLES):
        return True
    lines = head.decode("utf-8-sig", "replace").splitlines() or [""]
    names = english(lines[0].split(","))
    return len(set(names) & set(COLUMN_NAMES)) > len(COLUMN_NAMES) // 2 or (
        head.lstrip()[:1] in (b"{", b"[") and all(f'"{name}"'.encode() in head for name in COLUMN_NAMES[:4])
    )


def seen_from(root: Path, base: Path) -> str:
    """The folder as seen from the base where it is below it, with ``/``; else its path as given."""
    absolute, start = Path(os.path.realpath(root)), Path(os.path.realpath(base))
    return absolute.relative_to(start).as_posix() if absolute.is_relative_to(start) else root.as_posix()
