"""What a run over documents came to: how many were read, what is to be said of them, and the kinds of the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING

from taiyuan_facts.errors import InputError
from taiyuan_facts.model import Fact
from taiyuan_facts.output.kinds import kind_rank

if TYPE_CHECKING:
    from taiyuan_facts.extraction import Outcome

NAMED = 3  # documents named in a message; the others are counted
REMEMBERED = 20_000  # ids; the memory of a run must not grow with its documents


class Some:
    """Documents that something holds for: how many they are, and the names of the first."""

    def __init__(self) -> None:
        self.count = 0
        self._names: list[str] = []

    def add(self, name: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self._names) < NAMED:
            self._names.append(name)

    def __str__(self) -> str:
        more = [f"{self.count - NAMED} more"] if self.count > NAMED else []
        return ", ".join(self._names + more)


class Ledger:
    """Goes through the outcomes of a run, gives their facts and keeps count.

    ``say`` is told what is wrong with a document; only facts of the ``kinds`` are given, if there are any.
    """

    def __init__(self, say: Callable[[str], None], kinds: Container[str] = ()) -> None:
        self.read = 0
        self.skipped = 0
        self.figures = 0
        self.kinds: Counter[str] = Counter()
        self.without_figure = Some()
        self.without_date = Some()
        self._say = say
        self._only = kinds
        self._pending: InputError | None = None
        self._said = ""
        self._ids: dict[str, str] = {}

    def facts(self, outcomes: Iterable[Outcome], *, strict: bool = False) -> Iterator[Fact]:
        """The facts of all documents that can be read.

        Raises:
            InputError: after the last document, where not one of them could be read; at once where it is ``strict``.
        """
        for outcome in outcomes:
            if outcome.error is not None:
                if strict:
                    raise outcome.error
                self._skip(outcome.error)
                continue
            self._count(outcome)
            for fact in outcome.facts:
                if not self._only or fact.kind in self._only:
                    self._check_id(fact)
                    self.kinds[fact.kind] += 1
                    yield fact
        if self.skipped == 1 and not self.read and self._pending is not None:
            raise self._pending  # it was the only one, and says all there is to say
        self._tell()
        if self.skipped and not self.read:
            raise InputError(f"none of the {self.skipped} documents can be read, so there is no table; mend them")

    def notes(self) -> Iterator[str]:
        """What the user should know of a run that has ended well, a sentence each."""
        if self.without_figure.count:
            yield f"no figure in {self._which(self.without_figure)}"
        if self.figures and not self.kinds.total():
            yield f"none of the {self.figures} figures is of a kind asked for; leave --kind out to see them"
        if self.without_date.count:
            yield (
                f"no issue date is known for {self._which(self.without_date)}, so dates without a year stay open "
                "(XXXX-10); give --issue-date, or a documents.csv with the columns file,date beside the documents"
            )

    def by_kind(self) -> list[tuple[str, int]]:
        """How many facts there are of each kind, in the order of the kinds."""
        return sorted(self.kinds.items(), key=lambda item: (kind_rank(item[0]), item[0]))

    def total(self) -> str:
        """How many facts there are, and of how many documents."""
        count = self.kinds.total()
        return f"{count} {'fact' if count == 1 else 'facts'} from {_documents(self.read)}"

    def summary(self) -> str:
        """The total, and of which kinds the facts are."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.by_kind())
        return f"{self.total()} ({kinds})" if kinds else self.total()

    def _which(self, some: Some) -> str:
        if self.read == 1:
            return str(some)
        if some.count == self.read:
            return f"any of the {self.read} documents"
        return f"{some.count} of {self.read} documents ({some})"

    def _count(self, outcome: Outcome) -> None:
        self._tell()
        self.read += 1
        self.figures += len(outcome.facts)
        if not outcome.facts:
            self.without_figure.add(outcome.source.name)
        elif outcome.issued is None:
            self.without_date.add(outcome.source.name)

    def _skip(self, error: InputError) -> None:
        self._tell()
        self.skipped += 1
        self._pending = error

    def _tell(self) -> None:
        """Tell the error that waits; one that the documents of a folder share (a broken documents.csv) is told once."""
        if self._pending is not None and str(self._pending) != self._said:
            self._said = str(self._pending)
            self._say(self._said)
        self._pending = None

    def _check_id(self, fact: Fact) -> None:
        """Documents have different names and so their facts different ids; a table where it is not so is of no use."""
        other = self._ids.get(fact.id)
        if other is not None:
            raise InputError(
                f"two figures have the same id {fact.id}, one in {other} and one in {fact.doc}; "
                "extract the two documents into tables of their own"
            )
        if len(self._ids) >= REMEMBERED:
            self._ids.clear()
        self._ids[fact.id] = fact.doc


def _documents(count: int) -> str:
    return f"{count} {'document' if count == 1 else 'documents'}"
