"""The formats that a facts table can have: their names, endings and modules."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from taiyuan_facts.errors import OutputError
from taiyuan_facts.model import Fact
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.suggest import did_you_mean


class Format(NamedTuple):
    """One format.

    ``takes`` says what its reader and writer work on: a binary ``stream`` (which may be standard input or output), the
    path of a ``file`` that they need whole, or the path of a ``folder``.
    """

    endings: tuple[str, ...]
    takes: Literal["stream", "file", "folder"]
    write_in: str
    read_in: str


FORMATS: dict[str, Format] = {
    "csv": Format((".csv",), "stream", "csv_table:write", "csv_table:read"),
    "json": Format((".json",), "stream", "json_table:write_json", "json_table:read_json"),
    "jsonl": Format((".jsonl", ".ndjson"), "stream", "json_table:write_jsonl", "json_table:read_jsonl"),
    "xlsx": Format((".xlsx",), "file", "xlsx_table:write", "xlsx_reading:read"),
    "parquet": Format((".parquet",), "file", "parquet_table:write", "parquet_table:read"),
    "sqlite": Format((".db", ".sqlite", ".sqlite3"), "file", "sqlite_table:write", "sqlite_table:read"),
    "folder": Format((), "folder", "folder:write", "folder:read"),
}
_BY_ENDING = {ending: name for name, format_ in FORMATS.items() for ending in format_.endings}

Write = Callable[[Iterable[Fact], Any, TableOptions], int]
Read = Callable[[Any, str], Iterator[tuple[str, Fact]]]


def writer(name: str) -> Write:
    """``write(facts, stream or path, options)`` of the format, its module imported now; it gives back the count."""
    write: Write = _load(FORMATS[name].write_in)
    return write


def reader(name: str) -> Read:
    """``read(stream or path, name)`` of the format, its module imported now; it gives ``(file:line, fact)``."""
    read: Read = _load(FORMATS[name].read_in)
    return read


def _load(place: str) -> Any:
    module, _, function = place.partition(":")
    return getattr(importlib.import_module(f"taiyuan_facts.output.{module}"), function)


def format_for(path: Path | str, given: str | None = None) -> str:
    """Name of the format that is asked for: the given one, else by the ending of the path.

    A path without an ending, a folder, and a text that ends in a slash mean a folder of tables.

    Raises:
        OutputError: for a format or an ending that is not known.
    """
    if given is not None:
        if given not in FORMATS:
            hint = did_you_mean(given, FORMATS) or f"; known are {', '.join(FORMATS)}"
            raise OutputError(f"unknown format {given!r}{hint}")
        return given
    text = str(path)
    ending = Path(path).suffix.lower()
    if text.endswith(("/", os.sep)) or os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises on a long name
        return "folder"
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    if not ending and not os.path.exists(path):  # noqa: PTH110
        return "folder"
    known = ", ".join(_BY_ENDING)
    hint = did_you_mean(ending, _BY_ENDING) if ending else ""
    raise OutputError(
        f"{text}: {f'the ending {ending}' if ending else 'a file without an ending'} names no format{hint}; "
        f"known are {known}, or give --format"
    )
