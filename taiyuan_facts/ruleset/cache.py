"""What was built of the packaged rules, kept from run to run, as Python keeps byte code.

An entry is named by all that it depends on: the bytes of the rule files, the version, the code that builds it, Python
and ``regex``. Whatever is wrong with one, things are built afresh, and nobody is told: the result is the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import regex

from taiyuan_facts.ruleset.compiled import freeze, thaw

VARIABLE = "TYFACTS_CACHE"
_OFF = ("0", "no", "off", "false")
_ENTRIES = 4  # of one name; as many versions, or checkouts, can be used in turn
_CHECKSUM = 16  # bytes
_ABANDONED = 3600  # seconds after which a file that was not written to its end is taken away
# The rooms of the code that builds entries, and of the classes in them; "" is the package itself.
_CODE = ("", "reading", "scanning", "ruleset", "attaching")

T = TypeVar("T")


def cache_folder() -> Path | None:
    """The folder of the entries, which need not be there yet; None where the user wants none, or has no home."""
    if os.environ.get(VARIABLE, "").strip().lower() in _OFF:
        return None
    given = os.environ.get("XDG_CACHE_HOME", "")
    if not Path(given).is_absolute():  # as the XDG Base Directory Specification has it
        try:
            given = _platform_folder()
        except RuntimeError:  # no home
            return None
    return Path(given, "tyfacts") if given else None


def _platform_folder() -> str:
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA", "")
    return str(Path.home().joinpath(*(("Library", "Caches") if sys.platform == "darwin" else (".cache",))))


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries for the rules in one folder as they are now; ``key`` is made of what the entries depend on."""

    folder: Path
    rules: Path
    key: str

    @classmethod
    def find(cls, rules: Path) -> Cache | None:
        """The cache for the rule files in a folder; None where nothing is kept."""
        folder = cache_folder()
        key = _find_key(rules) if folder is not None else None
        return None if folder is None or key is None else cls(folder, rules, key)

    def keep(self, name: str, build: Callable[[], T], finish: Callable[[T], None] | None = None) -> T:
        """The entry of a name, or what ``build`` gives, which is kept then.

        Args:
            name: what the entry is.
            build: makes it, the same for the same rules and code.
            finish: works out what a value finds out late, so that the entry holds it; called only for one to be kept.
        """
        path = self.folder / f"{name}-{self.key}"
        payload = self._read(path)
        if payload is not None:
            with contextlib.suppress(Exception):  # whatever classes that do not fit may raise
                kept: T = thaw(payload)
                return kept
        value = build()
        with contextlib.suppress(Exception):  # a full disk, a folder that cannot be written, a lost race on Windows
            self._write(path, value, finish)
        return value

    def _read(self, path: Path) -> bytes | None:
        """What an entry holds; None where there is none, it is broken, or another than the user can have written it."""
        try:
            with path.open("rb") as file:
                if not (_is_private(self.folder.stat()) and _is_private(os.fstat(file.fileno()))):
                    return None
                data = file.read()
        except OSError:
            return None
        checksum, payload = data[:_CHECKSUM], data[_CHECKSUM:]
        return payload if checksum == self._checksum(payload) else None

    def _write(self, path: Path, value: T, finish: Callable[[T], None] | None) -> None:
        """Write an entry beside its place and put it there whole."""
        import tempfile

        if not _is_own(next(place for place in path.parents if place.exists())):
            return  # such as the user's home under sudo, who could not use nor remove what is made there
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(self.folder.stat()):
            return
        handle, beside = tempfile.mkstemp(suffix=".tmp", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                if finish is not None:
                    finish(value)
                payload = freeze(value)
                file.write(self._checksum(payload) + payload)
            if _find_key(self.rules) == self.key:  # nothing has changed while it was built
                Path(beside).replace(path)
        finally:
            Path(beside).unlink(missing_ok=True)
        self._sweep(path)

    def _checksum(self, payload: bytes) -> bytes:
        return hashlib.blake2b(payload, digest_size=_CHECKSUM, key=self.key.encode()).digest()

    def _sweep(self, newest: Path) -> None:
        """Take away the entries of the same name that are older than the last few, and what was never finished."""
        name = newest.name.rpartition("-")[0]
        found = {path: path.stat().st_mtime for path in self.folder.iterdir()}
        entries = [path for path in found if path.name.rpartition("-")[0] == name and path != newest]
        old = sorted(entries, key=found.__getitem__, reverse=True)[_ENTRIES - 1 :]
        old += [path for path in found if path.suffix == ".tmp" and found[path] < time.time() - _ABANDONED]
        for path in old:
            path.unlink(missing_ok=True)


def _is_own(place: Path) -> bool:
    return not hasattr(os, "geteuid") or place.stat().st_uid == os.geteuid()


def _is_private(found: os.stat_result) -> bool:
    """Whether only the user can have written it. Windows keeps others out of the folder by itself."""
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _find_key(rules: Path) -> str | None:
    """A name for all that the entries depend on; None where that cannot be told."""
    if not _LOADED or _read_code() != _LOADED:  # the code was changed after it was imported
        return None
    made_with = (_LOADED, sys.version, sys.implementation.name, sys.byteorder, sys.maxsize, regex.__version__)
    digest = hashlib.blake2b(repr(made_with).encode(), digest_size=16)
    version = Path(__file__).parents[1] / "__init__.py"
    try:
        for path in (version, *sorted(path for path in rules.iterdir() if path.suffix in (".yaml", ".yml"))):
            data = path.read_bytes()
            digest.update(f"\0{path.name}\0{len(data)}\0".encode())
            digest.update(data)
    except OSError:
        return None
    return digest.hexdigest()


def _read_code() -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each module that builds entries; empty where that cannot be told, as in a zip file."""
    package = Path(__file__).parents[1]
    try:
        return tuple(
            sorted(
                (f"{room}/{entry.name}", entry.stat().st_mtime_ns, entry.stat().st_size)
                for room in _CODE
                for entry in os.scandir(package / room)
                if entry.name.endswith(".py")
            )
        )
    except OSError:
        return ()


_LOADED = _read_code()  # as it was imported
