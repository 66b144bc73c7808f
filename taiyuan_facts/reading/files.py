"""From paths to decoded documents: which files are read, in which order, under which names, and what is refused."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from taiyuan_facts.errors import InputError
from taiyuan_facts.reading.decoding import decode
from taiyuan_facts.reading.walking import ENDINGS, Walk, holds_document, printable
from taiyuan_facts.suggest import did_you_mean

STANDARD_INPUT = "-"
ISSUE_LIST = "documents.csv"  # lists issue dates, and is no document
MAX_BYTES = 200_000_000  # a file beyond it is no page, and a document is held in memory whole
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from: ``name`` is its path relative to the input ``root``, with ``/``.

    ``path`` None is standard input. ``root`` is the folder given, or the folder of a file given; None where there is
    none. A folder that cannot be listed is a source as well, so that reading it tells why.
    """

    name: str
    path: Path | None
    root: Path | None = None


def read_document(source: Source, *, encoding: str | None = None, stdin: BinaryIO | None = None) -> str:
    """The decoded text of ``source``: newlines untouched, byte order mark removed, offsets are code points of it.

    ``encoding`` overrides the finding out; ``stdin`` stands in for standard input. InputError if the source cannot be
    read, is longer than MAX_BYTES, is no text, or has a byte that does not fit its encoding.
    """
    label = "standard input" if source.path is None else printable(source.path)
    try:
        data = _read_stream(_standard_input(stdin), label) if source.path is None else read_bytes(source.path, label)
    except IsADirectoryError as error:
        raise InputError(_explain_folder(source.path, label, error)) from error
    except OSError as error:
        raise InputError(explain(error, label)) from error
    return decode(data, label, encoding)


def read_bytes(path: Path, label: str) -> bytes:
    """The bytes of the file; InputError if there are more than MAX_BYTES, OSError as the system has it."""
    with path.open("rb") as stream:
        if os.fstat(stream.fileno()).st_size > MAX_BYTES:
            raise _too_long(label)
        return _read_stream(stream, label)


def explain(error: OSError | ValueError, label: str) -> str:
    """One sentence with the remedy for what the system refused."""
    match error:
        case PermissionError():
            return f"{label}: permission denied; allow reading it, or leave it out"
        case FileNotFoundError():
            return f"{label} is gone or leads nowhere; put it back, or leave it out"
        case IsADirectoryError():
            return f"{label} is a folder; give it as an input to have the documents in it read"
        case OSError():
            return f"{label} cannot be read ({error.strerror or error}); check it, or leave it out"
    return f"{label!r} is no path ({error}); name a file or a folder"


def _explain_folder(folder: Path | None, label: str, error: IsADirectoryError) -> str:
    try:
        if folder is not None:
            os.scandir(folder).close()
    except OSError as unlistable:
        return explain(unlistable, label)
    return explain(error, label)


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is not None:
        return stdin
    if sys.stdin is None:  # closed with <&-
        raise InputError("standard input is closed; pipe a document into it, or name a file")
    return sys.stdin.buffer


def _read_stream(stream: BinaryIO, label: str) -> bytes:
    chunks: list[bytes] = []
    length = 0
    while chunk := stream.read(CHUNK_BYTES):
        length += len(chunk)
        if length > MAX_BYTES:
            raise _too_long(label)
        chunks.append(chunk)
    return b"".join(chunks)


def _too_long(label: str) -> InputError:
    return InputError(
        f"{label} is longer than {MAX_BYTES // 1_000_000} MB, too long for a page; split it or leave it out"
    )


def find_sources(paths: Sequence[Path | str], *, stdin_name: str = STANDARD_INPUT) -> Iterator[Source]:
    """The documents of the inputs, in the order given, those of a folder by the code points of their names.

    A folder is walked for regular files that end in ENDINGS, hidden ones left out, links followed, no file twice; a
    file named is taken whatever its ending; ``-`` is standard input, named ``stdin_name``. No two sources share a name:
    one that is taken already is written with the path as given. InputError, before the first source, for an input that
    is missing, cannot be listed or holds no document. Held in memory: the listings of the folders on the way down, and
    the inodes of folders and of files that are linked.
    """
    inputs = [_Input.find(path) for path in paths]
    if not inputs:
        raise InputError("nothing to read: name a file, a folder, or - for standard input")
    if all(given.path is not None and given.path.name == ISSUE_LIST and not given.is_folder for given in inputs):
        raise InputError(f"{ISSUE_LIST} lists issue dates and is no document; give the folder that it stands in")
    return _iterate(inputs, stdin_name)


def _iterate(inputs: list[_Input], stdin_name: str) -> Iterator[Source]:
    walk = Walk([given.path for given in inputs if given.path is not None and given.is_folder])
    names = _Names()
    stdin_taken = False
    for given in inputs:
        if given.path is None:
            if not stdin_taken:
                yield Source(names.take(printable(stdin_name), given), None)
            stdin_taken = True
        elif given.is_folder:
            for name, path in walk.documents(given.path):
                yield Source(names.distinguish(name, given), path, given.path)
            names.folders.append(given)
        elif given.path.name != ISSUE_LIST and walk.takes_named(given.path):
            yield Source(names.take(printable(given.path.name), given), given.path, given.path.parent)


@dataclass(frozen=True, slots=True)
class _Input:
    """One of the paths given: as written, and what stands there (``path`` None: standard input)."""

    written: str
    path: Path | None
    is_folder: bool = False

    @classmethod
    def find(cls, given: Path | str) -> _Input:
        if str(given) == STANDARD_INPUT:
            return cls(STANDARD_INPUT, None)
        if not str(given):
            raise InputError("an empty path was given; name a file, a folder, or - for standard input")
        path = Path(given)
        written = printable(path)
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
            if is_folder and not holds_document(path):
                raise InputError(
                    f"{written} holds no document: files ending in {' or '.join(ENDINGS)} were looked for, in its "
                    "subfolders too, hidden ones left out; name files with another ending one by one"
                )
        except (FileNotFoundError, NotADirectoryError) as error:
            raise InputError(_explain_missing(path, written)) from error
        except (OSError, ValueError) as error:
            raise InputError(explain(error, written)) from error
        return cls(written, path, is_folder)


def _explain_missing(path: Path, written: str) -> str:
    if path.is_symlink():
        return f"{written} leads nowhere (a broken link); mend it, or leave it out"
    while not path.parent.is_dir() and path != path.parent:
        path = path.parent
    try:
        with os.scandir(path.parent) as entries:
            nearest = did_you_mean(path.name, [printable(entry.name) for entry in islice(entries, 5000)])
    except OSError:
        nearest = ""
    return f"there is no {written}{nearest or '; name a file, a folder, or - for standard input'}"


class _Names:
    """Keeps the names of documents apart, without holding them all: what a folder has is looked up in it again."""

    def __init__(self) -> None:
        self.folders: list[_Input] = []
        self._taken: set[str] = set()  # by files and standard input, each an input of its own

    def take(self, name: str, given: _Input) -> str:
        self._taken.add(distinct := self.distinguish(name, given))
        return distinct

    def distinguish(self, name: str, given: _Input) -> str:
        """``name``, or the path as given where an earlier input has it already, or the absolute path."""
        if not self.folders and not self._taken:
            return name
        below = f"/{name}" if given.is_folder else ""
        absolute = printable((given.path or Path(STANDARD_INPUT)).absolute())
        return next((full for full in (name, given.written + below) if not self._has(full)), absolute + below)

    def _has(self, name: str) -> bool:
        return name in self._taken or any(self._folder_has(folder, name) for folder in self.folders)

    @staticmethod
    def _folder_has(folder: _Input, name: str) -> bool:
        if "\\" in name and name[0] != "/":  # perhaps an escape, and then no name that can be looked up
            return True
        return any(
            name.startswith(prefix) and os.path.lexists(f"{folder.path}/{name[len(prefix) :]}")
            for prefix in ("", f"{folder.written}/")
        )
