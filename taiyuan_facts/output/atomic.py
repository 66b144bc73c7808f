"""Files that are replaced whole or not at all, whatever interrupts the writing."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import signal
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from taiyuan_facts.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed anyway
    fcntl = None  # type: ignore[assignment]

_NAME_BYTES = 255


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give the path of an empty file beside the target; it takes the target's place when the block ends well.

    When it does not, for whatever reason, the file is removed and the target is as it was. The file is called
    ``.NAME.tyfacts-XXXXXXXX.tmp``; one that a killed run left behind is removed by the next run to the same target.

    Raises:
        OSError: as the system gives it; see `output_error`.
    """
    _check_writable(target)
    _sweep(target)
    owner = os.getpid()
    temporary = _temporary(target)
    try:
        while (handle := _create(temporary, target)) is None:
            temporary = _temporary(target)
        try:
            yield temporary
            os.fsync(handle)
            if fcntl is not None:
                temporary.replace(target)  # while the lock is held, so that no other run sweeps it away
        finally:
            os.close(handle)
        if fcntl is None:
            temporary.replace(target)
    except BaseException:
        if os.getpid() == owner:  # a forked worker that is told to end must leave its parent's file alone
            temporary.unlink(missing_ok=True)
        raise


def _check_writable(target: Path) -> None:
    """Refuse what `os.replace` would allow: to put a new file in the place of one that is write-protected."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _prefix(target: Path) -> str:
    room = _NAME_BYTES - len(".") - len(".tyfacts-XXXXXXXX.tmp")
    return f".{os.fsdecode(os.fsencode(target.name)[:room])}.tyfacts-"


def _temporary(target: Path) -> Path:
    return target.parent / f"{_prefix(target)}{secrets.token_hex(4)}.tmp"


def _create(temporary: Path, target: Path) -> int | None:
    """An open descriptor of the new file: locked, and with the rights of the target or those that umask leaves.

    None if another run has taken the file for a left-over one in the moment before it was locked.
    """
    handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        if fcntl is not None:
            with contextlib.suppress(OSError):  # some network file systems have no locks
                fcntl.flock(handle, fcntl.LOCK_EX)
            if not temporary.exists():
                os.close(handle)
                return None
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        os.close(handle)
        raise
    return handle


def _sweep(target: Path) -> None:
    """Remove what killed runs to the same target left behind; the file of a living run is locked and stays."""
    if fcntl is None:
        return
    prefix = _prefix(target)
    for name in os.listdir(target.parent):  # noqa: PTH208  # Path.iterdir builds a Path for every neighbour
        if name.startswith(prefix) and name.endswith(".tmp"):
            with contextlib.suppress(OSError):
                _remove_if_unlocked(target.parent / name)


def _remove_if_unlocked(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(handle)


@contextlib.contextmanager
def ending_tidily() -> Iterator[None]:
    """Within the block, SIGTERM and SIGHUP end the program by SystemExit, so that files in the making are removed.

    The exit code is 128 + signal, as shells have it. Signals that the program handles itself are left to it, and so
    are all signals where this is not the main thread. SIGINT is KeyboardInterrupt already.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ours = [number for name in names if signal.getsignal(number := getattr(signal, name)) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # a second one must not interrupt the tidying up
    raise SystemExit(128 + number)


_REMEDIES = {
    errno.ENOSPC: "the disk is full; free some space or write elsewhere",
    errno.EDQUOT: "your share of the disk is used up; free some space or write elsewhere",
    errno.EFBIG: "the file would grow beyond the size allowed (ulimit -f); raise the limit or write fewer columns",
    errno.EIO: "the disk reports an error; write to another one",
    errno.EACCES: "no right to write there; choose another place with -o",
    errno.EPERM: "no right to write there; choose another place with -o",
    errno.EROFS: "the file system is read-only; choose another place with -o",
    errno.ENOENT: "the folder does not exist; make it first",
    errno.ENOTDIR: "a part of the path is no folder; choose another place with -o",
    errno.EISDIR: "it is a folder; name a file in it, or give --format folder for a table a kind",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ELOOP: "the link leads round in a circle; choose another place with -o",
}


def output_error(error: OSError, destination: str) -> OutputError:
    """The sentence for a write that the system refused."""
    reason = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, f"{reason}; choose another place with -o")
    return OutputError(f"cannot write {destination}: {remedy}")
