"""From document to facts: what holds for every row of every page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from taiyuan_facts.model import KINDS, QUALIFIERS, STATUSES, Document, Fact
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.ruleset.loader import load_packaged

ISSUED = date(2022, 8, 12)
SEEDS = Path(__file__).parents[1] / "seeds"


def seed_documents() -> list[Document]:
    """The pages of seeds/ with one issue date."""
    return [Document(path.name, path.read_text(encoding="utf-8"), ISSUED) for path in sorted(SEEDS.glob("*.txt"))]


def extract(document: Document) -> list[Fact]:
    """The facts of a document by the packaged rules."""
    return list(extract_document(document, load_packaged()))


def check(document: Document, facts: list[Fact]) -> None:
    """The invariants of the contract for the facts of one document."""
    text = document.text
    flat = "".join(text.split())
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    assert len({fact.id for fact in facts}) == len(facts)
    for fact in facts:
        assert text[fact.start : fact.end] == fact.raw
        assert "".join(fact.subject.split()) in flat
        assert fact.line == text.count("\n", 0, fact.start) + 1
        assert (fact.kind in KINDS, fact.qualifier in QUALIFIERS, fact.status in STATUSES) == (True, True, True)
        assert (fact.value is None) == (fact.unit == "" and fact.kind == "deadline")


def test_rows_of_the_seeds_keep_the_contract() -> None:
    """Offsets, lines, enums, order and ids hold on real pages."""
    for document in seed_documents():
        check(document, extract(document))


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        "全县项目总投资计划年产达到增长下降占比超约近24.7亿元万吨%个家项，。；、\n 年月日10底前小时第一二三十（）“”",
        max_size=150,
    )
)
def test_any_text_keeps_the_contract(text: str) -> None:
    """Any mix of figures, marks and line breaks yields rows that keep the contract."""
    document = Document("page.txt", text, ISSUED)
    check(document, extract(document))


def test_pages_cut_anywhere_keep_the_contract() -> None:
    """A page may open and end in the middle of a name, a bracket, a quotation or a title, and is read all the same."""
    for document in seed_documents():
        text = document.text
        marks = [found.start() + 1 for found in re.finditer("[“”《》（）()、]", text)]
        for first in sorted({*marks[::3], *range(0, len(text), 331)}):
            last = first + 90 + first % 61
            part = Document(document.name, text[first:last], ISSUED)
            check(part, extract(part))


def test_ids_do_not_depend_on_text_elsewhere() -> None:
    """A paragraph put before another changes offsets and no id."""
    text = "青泉项目总投资24.7亿元。\n"
    before = extract(Document("page.txt", text, ISSUED))
    after = extract(Document("page.txt", "港口去年吞吐量达300万吨。\n" + text, ISSUED))
    assert {fact.id for fact in before} < {fact.id for fact in after}


def test_the_same_page_gives_the_same_facts() -> None:
    """Two runs agree to the last field."""
    [document, *_] = seed_documents()
    assert extract(document) == extract(document)
