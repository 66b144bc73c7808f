"""Facts tables in and out: any format, written whole or not at all, read with every fault named.

This is the only module that imports pandas, and only `to_frame` does.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from taiyuan_facts.errors import OutputError, TableError
from taiyuan_facts.model import COLUMNS, Fact
from taiyuan_facts.output.atomic import ending_tidily, output_error, replacing
from taiyuan_facts.output.formats import FORMATS, format_for, reader, writer
from taiyuan_facts.output.options import TableOptions

if TYPE_CHECKING:
    import pandas as pd

_MAGIC = ((b"SQLite format 3\0", "sqlite"), (b"PK\x03\x04", "xlsx"), (b"PAR1", "parquet"))
_DEFAULT = TableOptions()


def write_table(
    facts: Iterable[Fact],
    destination: Path | None,
    format: str | None = None,  # noqa: A002  # the name that users know from --format
    options: TableOptions = _DEFAULT,
    inputs: Iterable[Path] = (),
) -> int:
    """Write the facts and give back how many they were.

    A file is replaced in one step when all is written; until then, and if anything fails or the program is ended
    (SIGINT, SIGTERM, SIGHUP), the old one stays and nothing else is left behind. A link is followed. Devices, pipes
    and standard output are written to as they are, in UTF-8 whatever the locale.

    Args:
        facts: taken one by one.
        destination: None for standard output.
        format: a name in `FORMATS`; by default the ending of the destination decides, CSV on standard output.
        options: columns, header language and so on.
        inputs: files and folders that the facts come from, which must not be overwritten.

    Raises:
        OutputError: where the format is unknown or the table cannot be written.
        BrokenPipeError: where the reader of a pipe has gone, for the caller to end quietly.
    """
    name = format_for("-", format or "csv") if destination is None else format_for(destination, format)
    if options.convert is not None:
        facts = map(options.convert, facts)
    try:
        with ending_tidily():
            if destination is None:
                return _write_stdout(facts, name, options)
            target = Path(os.path.realpath(destination))
            _refuse_inputs(target, name, destination, inputs)
            if name == "folder":
                return writer(name)(facts, target, options)
            if target.exists() and not stat.S_ISREG(target.stat().st_mode) and not target.is_dir():
                with target.open("wb") as device:
                    return _write_stream(facts, device, name, options)
            with replacing(target) as temporary:
                return _write_file(facts, temporary, name, options)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_error(error, "standard output" if destination is None else str(destination)) from error


def _write_stdout(facts: Iterable[Fact], name: str, options: TableOptions) -> int:
    if sys.stdout is None:
        raise OutputError("cannot write standard output: it is closed; name a file with -o")
    if FORMATS[name].takes != "stream" and sys.stdout.isatty():
        raise OutputError(f"{name} is nothing for a terminal; name a file with -o")
    sys.stdout.flush()
    try:
        # A descriptor of our own: what cannot be written is then not tried again, loudly, when Python ends.
        stream: BinaryIO = open(os.dup(sys.stdout.fileno()), "wb")  # noqa: SIM115, PTH123
    except (io.UnsupportedOperation, AttributeError):  # a stand-in without a descriptor, as in tests
        count = _write_stream(facts, sys.stdout.buffer, name, options)
        sys.stdout.buffer.flush()
        return count
    with stream:
        return _write_stream(facts, stream, name, options)


def _write_stream(facts: Iterable[Fact], stream: BinaryIO, name: str, options: TableOptions) -> int:
    takes = FORMATS[name].takes
    if takes == "folder":
        raise OutputError("a folder of tables cannot go into one stream; name a folder with -o")
    if takes == "stream":
        return writer(name)(facts, stream, options)
    with tempfile.TemporaryDirectory(prefix="tyfacts-") as folder:
        path = Path(folder, "table")
        count = writer(name)(facts, path, options)
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, stream)
    return count


def _write_file(facts: Iterable[Fact], path: Path, name: str, options: TableOptions) -> int:
    if FORMATS[name].takes == "file":
        return writer(name)(facts, path, options)
    with path.open("wb") as file:
        return writer(name)(facts, file, options)


def _refuse_inputs(target: Path, format_: str, destination: Path, inputs: Iterable[Path]) -> None:
    if not target.exists():
        return
    for given in inputs:
        with contextlib.suppress(OSError):
            table_in_it = format_ == "folder" and given.suffix == ".csv" and target.samefile(given.parent)
            if table_in_it or target.samefile(given):
                raise OutputError(f"cannot write {destination}: it is one of the inputs; choose another name with -o")


def read_table(
    source: Path | BinaryIO,
    format: str | None = None,  # noqa: A002  # the name that users know from --format
    name: str | None = None,
) -> Iterator[Fact]:
    """Read a facts table fact by fact, in the order of the file; nothing is opened before the first is asked for.

    Args:
        source: a file, a folder of tables, or a binary stream such as ``sys.stdin.buffer``.
        format: a name in `FORMATS`; by default the ending decides, or else the first bytes.
        name: what messages call the source; by default its path, or ``standard input``.

    Raises:
        TableError: for anything that is not a whole and sound facts table, with ``file:line`` and the remedy.
    """
    label = name or (str(source) if isinstance(source, Path) else "standard input")
    if format is not None:
        try:
            format_for("-", format)
        except OutputError as error:
            raise TableError(str(error)) from None
    try:
        yield from _without_doubles(_located(source, format, label))
    except OSError as error:
        raise _input_error(error, label) from error


def _located(source: Path | BinaryIO, format_: str | None, label: str) -> Iterator[tuple[str, Fact]]:
    if not isinstance(source, Path):
        yield from _from_stream(source, format_, label)
        return
    if source.is_dir() or format_ == "folder":
        if format_ not in (None, "folder"):
            raise TableError(f"{label}: a folder, not {format_}; name the file in it")
        yield from reader("folder")(source, label)
        return
    with source.open("rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # a pipe can be read once only
            yield from _from_stream(file, format_ or _by_ending(source), label)
            return
        chosen = format_ or _by_ending(source) or _by_content(file)
        if FORMATS[chosen].takes == "stream":
            yield from reader(chosen)(file, label)
            return
    yield from reader(chosen)(source, label)


def _from_stream(stream: BinaryIO, format_: str | None, label: str) -> Iterator[tuple[str, Fact]]:
    if format_ == "folder":
        raise TableError(f"{label}: a folder of tables cannot come out of one stream; name the folder")
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    try:
        chosen = format_ or _by_content(buffered)
        if FORMATS[chosen].takes == "stream":
            yield from reader(chosen)(buffered, label)
            return
        with tempfile.TemporaryDirectory(prefix="tyfacts-") as folder:
            path = Path(folder, "table")
            with path.open("wb") as whole:
                shutil.copyfileobj(buffered, whole)
            yield from reader(chosen)(path, label)
    finally:
        if buffered is not stream:
            buffered.detach()


def _by_ending(path: Path) -> str | None:
    ending = path.suffix.lower()
    return next((name for name, format_ in FORMATS.items() if ending in format_.endings), None)


def _by_content(stream: io.BufferedReader[Any]) -> str:
    """The format that the first bytes speak for; CSV if none."""
    start = stream.peek(16)
    for magic, name in _MAGIC:
        if start.startswith(magic):
            return name
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return {b"[": "json", b"{": "jsonl"}.get(text[:1], "csv")


def _without_doubles(located: Iterable[tuple[str, Fact]]) -> Iterator[Fact]:
    seen: dict[str, str] = {}
    for where, fact in located:
        if not fact.id:
            raise TableError(f"{where}: column id is empty; extract the table again")
        first = seen.setdefault(fact.id, where)
        if first is not where:
            raise TableError(
                f"{where}: the id {fact.id!r} stands at {first} already; take one of the two rows out, "
                "or extract the table again"
            )
        yield fact


def _input_error(error: OSError, label: str) -> TableError:
    remedies = {
        errno.ENOENT: "there is no such file; check the path",
        errno.EACCES: "no right to read it; change its permissions",
        errno.EISDIR: "it is a folder; name a file in it",
    }
    reason = error.strerror or str(error)
    remedy = remedies.get(error.errno or 0, f"{reason}; check the disk and the path")
    return TableError(f"cannot read {label}: {remedy}")


def to_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """The facts as a data frame with the columns of the facts table, one row a fact.

    Text is pandas' ``string`` (empty text stays ""), enums are ``category`` with their values in the order of the
    contract, whole numbers ``int64``, dates ``datetime64[s]`` with NaT where empty (seconds, because nanoseconds end
    in 2262), decimals ``object``: exact `decimal.Decimal`, None where empty. ``frame["value"].astype(float)`` gives
    floats to those who want them.
    """
    import pandas as pd

    rows = list(facts)
    data: dict[str, Any] = {}
    # "string" with Python's storage holds text that is not valid UTF-8, which pyarrow's does not
    types: dict[str, Any] = {"text": pd.StringDtype("python"), "decimal": "object", "int": "int64"}
    for column in COLUMNS:
        values = [getattr(fact, column.name) for fact in rows]
        if column.type == "enum":
            declared = dict.fromkeys((*column.values, *values))
            data[column.name] = pd.Categorical(values, categories=list(declared))
        elif column.type == "date":
            stamps = [None if day is None else day.isoformat() for day in values]
            data[column.name] = pd.Series(pd.array(stamps, dtype="datetime64[s]"))
        else:
            data[column.name] = pd.Series(values, dtype=types[column.type])
    return pd.DataFrame(data)
