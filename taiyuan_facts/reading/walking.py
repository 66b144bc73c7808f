"""Which files of a folder are documents: a walk that is sorted, survives loops and odd files, and reads none twice."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

ENDINGS = (".txt", ".md")  # in any case; files named directly may have any ending
# Control characters, direction marks that reorder what is printed, and the surrogates of names that are no UTF-8.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(name: str | Path) -> str:
    r"""The name with ``/``, and a byte that is no UTF-8 or a control character as ``\xNN``, others as ``\uNNNN``."""
    return _UNPRINTABLE.sub(_escape, name if isinstance(name, str) else name.as_posix())


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # surrogateescape (PEP 383)
        code -= 0xDC00
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


class Walk:
    """A walk through the folders ``roots``, one after the other, that comes to each file and folder once.

    A link to something that the walk comes to by its own name is left out. What else could be met twice (folders, hard
    links, what is behind links) is remembered by its inode, so that memory does not grow with plain files.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = [Path(os.path.realpath(root)) for root in roots]
        self._seen: set[tuple[int, int]] = set()

    def documents(self, root: Path) -> Iterator[tuple[str, Path]]:
        """Name (relative to ``root``, with ``/``) and path of each document, sorted by the code points of the name.

        A folder that cannot be listed comes as a document of its own name, lest what is in it be lost unsaid.
        """
        pending = [(root, "", False, iter([("", "")]))]
        while pending:
            folder, prefix, linked, entries = pending[-1]
            key, name = next(entries, (None, ""))
            path = folder / name
            if key is None:
                pending.pop()
            elif key and not key.endswith("/"):
                if self._takes(path, linked):
                    yield prefix + key, path
            elif self._enters(path, is_root=not key):
                try:
                    listing = list_folder(path)
                except OSError:
                    yield (prefix + key).removesuffix("/") or printable(root), path
                else:
                    pending.append((path, prefix + key, bool(key) and (linked or path.is_symlink()), iter(listing)))

    def takes_named(self, path: Path) -> bool:
        """Whether the file, named as an input of its own, is a new one; a pipe or device always is."""
        try:
            status = path.stat()
        except OSError:
            return True  # reading it tells why
        return not stat.S_ISREG(status.st_mode) or (not self._comes_to(path, is_folder=False) and self._is_new(status))

    def _takes(self, path: Path, linked: bool) -> bool:
        try:
            is_link = path.is_symlink()
            status = path.stat()
        except OSError:
            return True  # reading it tells why
        if not stat.S_ISREG(status.st_mode) or (is_link and self._comes_to(path, is_folder=False)):
            return False
        return not (is_link or linked or status.st_nlink > 1) or self._is_new(status)

    def _enters(self, path: Path, *, is_root: bool) -> bool:
        try:
            is_detour = not is_root and path.is_symlink() and self._comes_to(path, is_folder=True)
            return not is_detour and self._is_new(path.stat())
        except OSError:
            return True  # listing it tells why

    def _is_new(self, status: os.stat_result) -> bool:
        inode = (status.st_dev, status.st_ino)
        if inode in self._seen:
            return False
        self._seen.add(inode)
        return True

    def _comes_to(self, path: Path, *, is_folder: bool) -> bool:
        """Whether the walk comes to what is behind ``path`` by the name that it really has."""
        real = Path(os.path.realpath(path))
        return any(
            not any(part.startswith(".") for part in real.relative_to(root).parts)
            for root in self._roots
            if real.is_relative_to(root) and (is_folder or _ends_well(real.name))
        )


def list_folder(folder: Path) -> list[tuple[str, str]]:
    """What a walk looks at in the folder: key and name, sorted by key; OSError where it cannot be listed.

    The key is the name made printable, with ``/`` behind a folder: so the documents of the whole tree come in the order
    of their relative paths, which do not depend on the file system.
    """
    listing: list[tuple[str, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                listing.append((printable(entry.name) + "/", entry.name))
            elif _ends_well(entry.name):
                listing.append((printable(entry.name), entry.name))
    listing.sort()
    for at in range(1, len(listing)):
        if listing[at][0] == listing[at - 1][0]:  # \xff spelled out in one name is the byte 0xff in the other
            key, name = listing[at]
            listing[at] = (key.replace("\\", "\\\\"), name)
    return listing


def holds_document(folder: Path) -> bool:
    """Whether a walk finds a document, or something to be said of one; OSError where ``folder`` cannot be listed."""
    pending, seen = [folder], set[tuple[int, int]]()
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if _is_folder(entry):
                        status = Path(entry.path).stat()  # that of a DirEntry has no inode on Windows
                        if (status.st_dev, status.st_ino) not in seen:
                            seen.add((status.st_dev, status.st_ino))
                            pending.append(Path(entry.path))
                    elif _ends_well(entry.name) and _is_regular_or_lost(entry):
                        return True
        except OSError:
            if here == folder:
                raise
            return True
    return False


def _ends_well(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_regular_or_lost(entry: os.DirEntry[str]) -> bool:
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return True
