"""Several processes: the same outcomes in the same order, and what becomes of those that are killed."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from taiyuan_facts.errors import InputError, TyfactsError
from taiyuan_facts.extraction import Outcome, Settings
from taiyuan_facts.reading import Source, find_sources
from taiyuan_facts.workers import AHEAD, CHUNK, extract_all

ROOT = Path(__file__).resolve().parents[1]
PAGE = "冷轧硅钢项目总投资24.7亿元，年产硅钢50万吨，预计10月底投产。\n"


def say_who(source: Source) -> Outcome:
    """An outcome that names the process which it comes from."""
    return Outcome(source, error=InputError(str(os.getpid())))


@dataclass(frozen=True)
class Naming:
    """Makes what only says by which process a source was seen, and what some names do to it."""

    killing: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    def __call__(self) -> Callable[[Source], Outcome]:
        def extract(source: Source) -> Outcome:
            if source.name in self.killing:
                os.kill(os.getpid(), signal.SIGKILL)
            if source.name in self.wrong:
                raise TyfactsError(f"{source.name} asks too much of a rule")
            return say_who(source)

        return extract


def sources(count: int) -> list[Source]:
    return [Source(f"{number:03}", Path(f"{number:03}")) for number in range(count)]


def test_the_outcomes_are_those_of_one_process(tmp_path: Path) -> None:
    """With one process or two, documents have the outcomes that an extractor gives here, broken ones among them."""
    for number in range(2 * CHUNK + 1):
        (tmp_path / f"{number:02}.txt").write_text(PAGE * (number % 3), encoding="utf-8")
    (tmp_path / "05.txt").write_bytes(b"\x7fELF\x00\x01")
    settings = Settings(issued=date(2022, 8, 12))
    extract = settings()
    expected = [plain(extract(source)) for source in find_sources([tmp_path])]
    for jobs in (1, 2):
        assert [plain(outcome) for outcome in extract_all(find_sources([tmp_path]), settings, jobs)] == expected


def plain(outcome: Outcome) -> tuple[object, ...]:
    """The outcome in a form that can be compared: errors are equal if they say the same."""
    return outcome.source, list(outcome.facts), outcome.issued, str(outcome.error)


def test_settings_can_be_sent() -> None:
    """Settings survive pickling, as a worker gets them."""
    settings = Settings("rules", date(2022, 8, 12), "big5")
    assert pickle.loads(pickle.dumps(settings)) == settings


@pytest.mark.parametrize("killing", [("003",), ("000", f"{CHUNK + 1:03}"), ("008", "009")])
def test_only_the_document_that_kills_is_lost(killing: tuple[str, ...]) -> None:
    """A document that ends its process is named in its outcome; all others come, in order."""
    given = sources(2 * CHUNK + 2)
    outcomes = list(extract_all(given, Naming(killing), 2))
    assert [outcome.source for outcome in outcomes] == given
    assert [outcome.source.name for outcome in outcomes if "killed" in str(outcome.error)] == list(killing)
    assert str(outcomes[int(killing[0])].error) == (
        f"{killing[0]}: the process reading it was killed, perhaps for want of memory; split it or leave it out"
    )


def test_an_error_of_the_run_comes_through() -> None:
    """What is wrong with the run, not with a document, is raised with its sentence, after the outcomes before it."""
    got: list[str] = []
    with pytest.raises(TyfactsError, match=r"^012 asks too much of a rule$"):
        got.extend(outcome.source.name for outcome in extract_all(sources(20), Naming(wrong=("012",)), 2))
    assert got == [f"{number:03}" for number in range(CHUNK)]


def test_standard_input_is_read_here() -> None:
    """Standard input, which a worker has not, is read by this process and keeps its place."""
    given = [*sources(2), Source("-", None), *sources(4)[2:]]
    outcomes = list(extract_all(given, Naming(), 2))
    assert [outcome.source.name for outcome in outcomes] == ["000", "001", "-", "002", "003"]
    here = [str(outcome.error) == str(os.getpid()) for outcome in outcomes]
    assert here == [False, False, True, False, False]


def test_sources_are_taken_as_they_are_needed() -> None:
    """However many documents there are, only some chunks are on their way; closed early, no process stays behind."""
    taken = 0

    def endless() -> Iterator[Source]:
        nonlocal taken
        while True:
            yield Source(f"{taken}", Path(f"{taken}"))
            taken += 1

    outcomes = extract_all(endless(), Naming(), 2)
    assert [next(outcomes).source.name for _ in range(3)] == ["0", "1", "2"]
    assert taken <= CHUNK * (AHEAD * 2 + 1)
    outcomes.close()
    assert multiprocessing.active_children() == []


def test_workers_end_with_their_parent() -> None:
    """Where the parent is killed, its workers do not stay behind."""
    script = (
        "import os, sys\n"
        "from tests.test_workers import Naming, sources\n"
        "from taiyuan_facts.workers import extract_all\n"
        "if __name__ == '__main__':\n"
        "    print(next(extract_all(sources(1), Naming(), 1)).error, flush=True)\n"
        "    running = extract_all(sources(99), Naming(), 1)\n"
        "    print(next(running).error, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout is not None
        ended, running = (int(parent.stdout.readline()) for _ in range(2))
        assert not is_running(ended)
        assert is_running(running)
        parent.kill()
    for _ in range(200):
        if not is_running(running):
            break
        time.sleep(0.05)
    assert not is_running(running)


def is_running(process: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    try:
        return ") Z" not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
