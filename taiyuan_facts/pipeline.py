"""The way of the data: document → page → skeleton → matches → claims → facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from taiyuan_facts.attaching.claims import settle
from taiyuan_facts.attaching.facts import Attachment, FactBuilder
from taiyuan_facts.attaching.table_facts import PageTables
from taiyuan_facts.model import Document, Fact
from taiyuan_facts.reading.layout import lay_out
from taiyuan_facts.ruleset.ruleset import Ruleset
from taiyuan_facts.scanning.scan import scan


def extract_document(document: Document, ruleset: Ruleset) -> Iterator[Fact]:
    """The facts of one document, in the order of the text."""
    page = lay_out(document, ruleset.layout)
    found = scan(page, ruleset.grammar)
    builder = FactBuilder(found, _attachment(ruleset))
    tables = PageTables(builder, ruleset)
    for index, sentence in enumerate(found.sentences):
        claims = settle(ruleset.match(found, sentence), found.skeleton)
        facts = [fact for place in sorted(claims) if (fact := builder.build(index, claims[place])) is not None]
        yield from tables.settle(index, facts) if tables.readings and tables.holds(index) else facts


@lru_cache(maxsize=4)
def _attachment(ruleset: Ruleset) -> Attachment:
    """The patterns of attaching, built once a rule set."""
    return Attachment.build(ruleset)
