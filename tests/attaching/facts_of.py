"""Facts of a short text, for the tests of attaching."""

from __future__ import annotations

from datetime import date

from taiyuan_facts.model import Document, Fact
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.ruleset.loader import load_packaged

ISSUED = date(2022, 8, 12)


def facts_of(text: str, issued: date | None = ISSUED) -> list[Fact]:
    """The facts that the packaged rules make of a text."""
    return list(extract_document(Document("page.txt", text, issued), load_packaged()))


def fact_of(text: str, raw: str, issued: date | None = ISSUED) -> Fact:
    """The one fact of a text with this figure."""
    [fact] = [fact for fact in facts_of(text, issued) if fact.raw == raw]
    return fact
