"""Facts that a writer has to go through twice, without holding them in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from operator import attrgetter
from types import TracebackType
from typing import Self

from taiyuan_facts.model import COLUMN_NAMES, Fact

_IN_MEMORY = 1 << 20
_values = attrgetter(*COLUMN_NAMES)


class Spool:
    """Takes facts once and gives them again as often as needed; beyond a megabyte from an unnamed temporary file.

    A context manager; `len` is the number of facts. Nobody else can reach the file, which is why it may be a pickle.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, prefix="tyfacts-")  # noqa: SIM115  # __exit__
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def taking(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts as they come, each kept on its way."""
        for fact in facts:
            pickle.dump(_values(fact), self._file, pickle.HIGHEST_PROTOCOL)
            self._count += 1
            yield fact

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Fact]:
        self._file.seek(0)
        for _ in range(self._count):
            yield Fact(*pickle.load(self._file))
