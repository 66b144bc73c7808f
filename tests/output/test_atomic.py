"""Files replaced whole or not at all: every way in which a run can end early."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from taiyuan_facts.errors import InputError, OutputError
from taiyuan_facts.model import Fact
from taiyuan_facts.output.formats import FORMATS
from taiyuan_facts.output.tables import read_table, write_table

from .runs import contents, names, python
from .samples import PLANT, a_range


class FellError(Exception):
    """What the facts of these tests end with."""


def falling(after: int, error: BaseException) -> Iterator[Fact]:
    yield from a_range(after)
    raise error


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("after", [0, 1, 2000])
@pytest.mark.parametrize(
    "error", [InputError("page.txt cannot be read"), KeyboardInterrupt(), FellError(), GeneratorExit()]
)
def test_an_interrupted_table_leaves_nothing(name: str, after: int, error: BaseException, tmp_path: Path) -> None:
    """Whatever ends the facts early comes out as it is, the old table stays, and nothing is left beside it."""
    destination = tmp_path / "facts"
    write_table([PLANT], destination, name)
    before = contents(tmp_path)
    with pytest.raises(type(error)) as caught:
        write_table(falling(after, error), destination, name)
    assert caught.value is error
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", FORMATS)
def test_a_new_folder_or_file_goes_again(name: str, tmp_path: Path) -> None:
    """Where there was nothing before a run that failed, there is nothing behind it."""
    with pytest.raises(FellError):
        write_table(falling(30, FellError()), tmp_path / "facts", name)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("call", "code"), [("os.fsync", errno.EIO), ("pathlib.Path.replace", errno.ENOSPC)])
def test_a_failing_last_step_leaves_the_old_table(
    name: str, call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the flush to the disk or the renaming fails, the old table stays and nothing is left beside it."""
    destination = tmp_path / "facts"
    write_table([PLANT], destination, name)
    before = contents(tmp_path)

    def fail(*arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(call, fail)
    with pytest.raises(OutputError, match=f"^cannot write {destination}: the disk"):
        write_table(a_range(20), destination, name)
    assert contents(tmp_path) == before


_LIMITED = """
import resource, sys
from pathlib import Path
from tests.output.samples import a_fact
from taiyuan_facts.errors import OutputError
from taiyuan_facts.output.tables import write_table
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    facts = (a_fact(id=f"{n * n * n}", raw=f"{n * n * n * 7919}") for n in range(5000))
    write_table(facts, Path(sys.argv[1]), sys.argv[2])
except OutputError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("limit", [0, 1, 5_000, 20_000])
def test_a_file_that_may_not_grow_leaves_the_old_table(name: str, limit: int, tmp_path: Path) -> None:
    """When the system stops the writing (here by the limit of a file's size), at the first byte or later, the error is
    one sentence, the old table stays and nothing is left beside it."""
    destination = tmp_path / "facts"
    write_table([PLANT], destination, name)
    before = contents(tmp_path)
    run = python(_LIMITED, destination, name, limit)
    assert run.stderr.decode().startswith(f"cannot write {destination}: ")
    assert run.stderr.decode().count("\n") == 1
    assert run.returncode == 1
    assert contents(tmp_path) == before


_SIGNALLED = """
import os, signal, sys
from pathlib import Path
from tests.output.samples import a_fact
from taiyuan_facts.output.tables import write_table
number = int(sys.argv[3])
if number != signal.SIGKILL:  # a nohup around the tests would have it ignored
    signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
def facts():
    for n in range(20_000):
        if n == 500:
            os.kill(os.getpid(), number)
        yield a_fact(id=str(n))
try:
    write_table(facts(), Path(sys.argv[1]), sys.argv[2])
except KeyboardInterrupt:
    sys.exit(77)
"""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 77), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["INT", "TERM", "HUP"]
)
def test_a_signal_leaves_nothing(name: str, number: int, code: int, tmp_path: Path) -> None:
    """SIGINT, SIGTERM and SIGHUP end a run without traceback and without a half file; the old table stays."""
    destination = tmp_path / "facts"
    write_table([PLANT], destination, name)
    before = contents(tmp_path)
    run = python(_SIGNALLED, destination, name, int(number))
    assert (run.returncode, run.stderr) == (code, b"")
    assert contents(tmp_path) == before


def test_signal_handlers_are_put_back(tmp_path: Path) -> None:
    """After a run the signals are the program's again, and a handler of its own is never replaced."""
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def own(number: int, frame: object) -> None: ...

    during: list[object] = []

    def facts() -> Iterator[Fact]:
        during.append(signal.getsignal(signal.SIGTERM))
        yield PLANT

    try:
        write_table(facts(), tmp_path / "facts.csv")
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
        signal.signal(signal.SIGTERM, own)
        write_table(facts(), tmp_path / "facts.csv")
        assert signal.getsignal(signal.SIGTERM) is own
    finally:
        signal.signal(signal.SIGTERM, before)
    assert during[0] not in (signal.SIG_DFL, own)
    assert during[1] is own


def test_threads_may_write(tmp_path: Path) -> None:
    """A thread, which may not set signal handlers, writes all the same."""
    counts: list[int] = []
    thread = threading.Thread(target=lambda: counts.append(write_table([PLANT], tmp_path / "facts.csv")))
    thread.start()
    thread.join()
    assert counts == [1]


def test_the_remains_of_a_killed_run_are_removed_by_the_next(tmp_path: Path) -> None:
    """A killed run leaves the old table and one file with a known name, which the next run to the target removes."""
    destination = tmp_path / "facts.csv"
    write_table([PLANT], destination)
    (tmp_path / ".other.csv.tyfacts-00000000.tmp").touch()
    run = python(_SIGNALLED, destination, "csv", int(signal.SIGKILL))
    assert run.returncode == -signal.SIGKILL
    assert list(read_table(destination)) == [PLANT]
    left = [name for name in names(tmp_path) if name.startswith(".facts.csv.tyfacts-") and name.endswith(".tmp")]
    assert len(left) == 1
    write_table(a_range(2), destination)
    assert names(tmp_path) == [".other.csv.tyfacts-00000000.tmp", "facts.csv"]
    assert list(read_table(destination)) == a_range(2)


def test_two_runs_to_one_file_do_not_disturb_each_other(tmp_path: Path) -> None:
    """A run that begins and ends within another leaves it alone; the one that ends last has its table there, whole."""
    destination = tmp_path / "facts.csv"

    def facts() -> Iterator[Fact]:
        yield from a_range(500)
        write_table([PLANT], destination)
        assert list(read_table(destination)) == [PLANT]
        yield PLANT

    assert write_table(facts(), destination) == 501
    assert list(read_table(destination)) == [*a_range(500), PLANT]
    assert names(tmp_path) == ["facts.csv"]


def test_a_file_swept_away_before_it_was_locked_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another run takes the new file for a left-over one, in the moment before it is locked, one more is made."""
    fcntl = pytest.importorskip("fcntl")
    taken: list[str] = []

    def sweeping(handle: int, operation: int) -> None:
        if len(taken) < 3:
            taken.extend(names(tmp_path))
            for path in tmp_path.iterdir():
                path.unlink()
        flock(handle, operation)

    flock = fcntl.flock
    monkeypatch.setattr(fcntl, "flock", sweeping)
    assert write_table([PLANT], tmp_path / "facts.csv") == 1
    assert len(set(taken)) == 3
    assert names(tmp_path) == ["facts.csv"]
    assert list(read_table(tmp_path / "facts.csv")) == [PLANT]


_RIVAL = """
import sys
from pathlib import Path
from tests.output.samples import a_range
from taiyuan_facts.output.tables import write_table
for _ in range(30):
    write_table(a_range(int(sys.argv[2])), Path(sys.argv[1]))
"""


def test_rivals_leave_the_table_of_one_of_them(tmp_path: Path) -> None:
    """Many runs to one file at once all succeed, and the file is one of their tables, whole."""
    destination = tmp_path / "facts.csv"
    sizes = (10, 20, 30, 40)
    with ThreadPoolExecutor(len(sizes)) as pool:
        runs = list(pool.map(lambda size: python(_RIVAL, destination, size), sizes))
    assert [(run.stderr, run.returncode) for run in runs] == [(b"", 0)] * len(sizes)
    assert names(tmp_path) == ["facts.csv"]
    facts = list(read_table(destination))
    assert len(facts) in sizes
    assert facts == a_range(len(facts))


_TWICE = """
import os, signal, sys
from pathlib import Path
from taiyuan_facts.output import atomic
from tests.output.samples import PLANT
signal.signal(signal.SIGTERM, signal.SIG_DFL)
unlink = Path.unlink
def impatient(path, missing_ok=False):
    os.kill(os.getpid(), signal.SIGTERM)
    unlink(path, missing_ok=missing_ok)
Path.unlink = impatient
with atomic.ending_tidily(), atomic.replacing(Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGTERM)
"""


def test_a_second_signal_does_not_stop_the_tidying_up(tmp_path: Path) -> None:
    """Whoever sends SIGTERM twice finds no file left behind either."""
    run = python(_TWICE, tmp_path / "facts.csv")
    assert (run.returncode, run.stderr) == (143, b"")
    assert names(tmp_path) == []
