"""Documents extracted in several processes: the same outcomes in the same order, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from taiyuan_facts.errors import InputError, TyfactsError
from taiyuan_facts.extraction import Outcome
from taiyuan_facts.reading import Source
from taiyuan_facts.reading.walking import printable

CHUNK = 8  # documents handed over at a time
AHEAD = 2  # chunks a process that are waiting or done; more would only take memory

Extract = Callable[[Source], Outcome]


def extract_all(sources: Iterable[Source], settings: Callable[[], Extract], jobs: int) -> Generator[Outcome]:
    """The outcome of each source, in their order, worked out by ``jobs`` processes.

    Documents are handed over in chunks. A chunk that is lost with its process is done again document by document, so
    that only the one that ends its process is lost, and named in its outcome. Standard input is read by this process.

    Args:
        sources: taken a few at a time.
        settings: gives what extracts a source; called in each process, and hence to be pickled.
        jobs: how many processes.

    Raises:
        TyfactsError: what a worker raised, such as a rule that takes too long.
    """
    pool = _Pool(settings, jobs)
    alone = _Pool(settings, 1)
    waiting: deque[tuple[list[Source], Future[_Done]]] = deque()
    here: Extract | None = None
    try:
        for chunk in _chunks(sources):
            if chunk[0].path is None:
                here = here or settings()
                waiting.append((chunk, _ready([here(chunk[0])])))
            else:
                waiting.append((chunk, pool.submit(chunk)))
            if len(waiting) >= AHEAD * jobs:
                yield from _collect(*waiting.popleft(), alone)
        while waiting:
            yield from _collect(*waiting.popleft(), alone)
    finally:
        pool.close()
        alone.close()


def _chunks(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """The sources in chunks; standard input, which only this process can read, is one of its own."""
    chunk: list[Source] = []
    for source in sources:
        if source.path is None or len(chunk) == CHUNK:
            if chunk:
                yield chunk
            chunk = []
        if source.path is None:
            yield [source]
        else:
            chunk.append(source)
    if chunk:
        yield chunk


def _collect(chunk: list[Source], future: Future[_Done], alone: _Pool) -> Iterator[Outcome]:
    try:
        done = future.result()
    except BrokenProcessPool:
        for source in chunk:
            try:
                yield from _unpack(alone.submit([source]).result())
            except BrokenProcessPool:
                yield Outcome(source, error=_fatal(source))
        return
    yield from _unpack(done)


def _unpack(done: _Done) -> list[Outcome]:
    if isinstance(done, str):
        raise TyfactsError(done)
    return done


def _fatal(source: Source) -> InputError:
    label = printable(source.path or source.name)
    return InputError(
        f"{label}: the process reading it was killed, perhaps for want of memory; split it or leave it out"
    )


class _Pool:
    """Processes that are started when they are needed, and anew when one of them was killed."""

    def __init__(self, settings: Callable[[], Extract], jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, chunk: list[Source]) -> Future[_Done]:
        """Have the chunk extracted; BrokenProcessPool is what the future raises where a process was killed."""
        try:
            return self._started().submit(_extract_chunk, chunk)
        except BrokenProcessPool:
            self.close()
            return self._started().submit(_extract_chunk, chunk)

    def close(self) -> None:
        """End the processes, each when it is through with its document."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # Not forked: the parent may have threads, such as that of a progress bar.
            self._executor = ProcessPoolExecutor(self._jobs, get_context("spawn"), _begin, (self._settings,))
        return self._executor


_Done = list[Outcome] | str  # the outcomes of a chunk, or what is wrong with the whole run


class _Worker:
    """What a worker process keeps."""

    extract: Extract


def _begin(settings: Callable[[], Extract]) -> None:
    """Set up a worker process. Ctrl-C is left to its parent; it ends with it, even where that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.extract = settings()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extract_chunk(chunk: list[Source]) -> _Done:
    try:
        return [_Worker.extract(source) for source in chunk]
    except TyfactsError as error:  # as text: an error with more than a message cannot be sent
        return str(error)


def _ready(outcomes: list[Outcome]) -> Future[_Done]:
    future: Future[_Done] = Future()
    future.set_result(outcomes)
    return future
