"""What a run is counted to, and that it holds no more than it needs."""

from __future__ import annotations

import pytest

from taiyuan_facts.cli import ledger as ledger_module
from taiyuan_facts.cli.ledger import Ledger
from taiyuan_facts.errors import InputError
from taiyuan_facts.extraction import Outcome
from taiyuan_facts.model import Fact
from taiyuan_facts.reading import Source

from ..output.samples import a_fact


def outcome(name: str, *facts: Fact) -> Outcome:
    return Outcome(Source(name, None), facts)


def test_two_figures_of_one_id_are_an_error() -> None:
    """An id that a table would hold twice ends the run, with both documents named."""
    told: list[str] = []
    facts = Ledger(told.append).facts(
        [outcome("a.txt", a_fact(id="1", doc="a.txt")), outcome("b.txt", a_fact(id="1", doc="b.txt"))]
    )
    with pytest.raises(InputError) as caught:
        list(facts)
    assert str(caught.value) == (
        "two figures have the same id 1, one in a.txt and one in b.txt; "
        "extract the two documents into tables of their own"
    )
    assert told == []


def test_the_memory_of_ids_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many facts there are, only so many ids are remembered."""
    monkeypatch.setattr(ledger_module, "REMEMBERED", 10)
    ledger = Ledger(pytest.fail)
    for _ in ledger.facts(outcome(str(number), a_fact(id=str(number))) for number in range(95)):
        assert len(ledger._ids) <= 10
    assert ledger.kinds == {"investment": 95}


def test_outcomes_are_let_go() -> None:
    """When the facts of a document have been taken, nothing holds them any more."""
    alive: set[int] = set()
    most = 0

    class Watched(list[Fact]):
        """Tells of its life."""

        def __init__(self, number: int) -> None:
            super().__init__([a_fact(id=str(number))])
            self.number = number
            alive.add(number)

        def __del__(self) -> None:
            alive.discard(self.number)

    for _ in Ledger(pytest.fail).facts(Outcome(Source("x", None), Watched(number)) for number in range(50)):
        most = max(most, len(alive))
    assert most <= 2
    assert alive == set()


def test_an_error_that_documents_share_is_told_once() -> None:
    """The same sentence in a row is told once; another one in between is told as well."""
    told: list[str] = []
    errors = ["dates are broken", "dates are broken", "b is binary", "dates are broken"]
    outcomes = [Outcome(Source(str(at), None), error=InputError(text)) for at, text in enumerate(errors)]
    ledger = Ledger(told.append)
    assert list(ledger.facts([*outcomes, outcome("last", a_fact())])) == [a_fact()]
    assert told == ["dates are broken", "b is binary", "dates are broken"]
    assert (ledger.skipped, ledger.read) == (4, 1)


def test_a_strict_run_ends_with_the_first_error() -> None:
    """Where a document left out would be taken for a difference, its error is raised at once."""
    outcomes = [Outcome(Source("a", None), error=InputError("a is binary")), outcome("b", a_fact())]
    with pytest.raises(InputError, match=r"^a is binary$"):
        list(Ledger(pytest.fail).facts(outcomes, strict=True))


def test_kinds_are_counted_in_their_order() -> None:
    """The summary names the kinds in the order of the model, those of one's own last."""
    kinds = ["count", "donation", "investment", "count"]
    ledger = Ledger(pytest.fail)
    list(ledger.facts([outcome("a", *(a_fact(id=str(at), kind=kind) for at, kind in enumerate(kinds)))]))
    assert ledger.summary() == "4 facts from 1 document (investment 1, count 2, donation 1)"
    assert Ledger(pytest.fail).summary() == "0 facts from 0 documents"
