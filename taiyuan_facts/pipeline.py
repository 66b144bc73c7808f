"""The way of the data: document → page → skeleton → matches → claims → facts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from taiyuan_facts.attaching.claims import settle
from taiyuan_facts.attaching.facts import Attachment, FactBuilder
from taiyuan_facts.model import Document, Fact
from taiyuan_facts.reading.layout import lay_out
from taiyuan_facts.reading.roles import TABLE
from taiyuan_facts.ruleset.packaged import is_packaged, keep_packaged
from taiyuan_facts.ruleset.ruleset import Ruleset
from taiyuan_facts.scanning.scan import scan

if TYPE_CHECKING:
    from taiyuan_facts.attaching.table_facts import PageTables


def extract_document(document: Document, ruleset: Ruleset) -> Iterator[Fact]:
    """The facts of one document, in the order of the text."""
    page = lay_out(document, ruleset.layout)
    found = scan(page, ruleset.grammar)
    builder = FactBuilder(found, _attachment(ruleset))
    tables = _tables(builder, ruleset)
    places = found.places
    at = 0
    for index, sentence in enumerate(found.sentences):
        facts: list[Fact] = []
        if at < len(places) and places[at] < sentence.end:  # five sentences in six hold no figure
            at = bisect_left(places, sentence.end, at)
            claims = settle(ruleset.match(found, sentence), found.skeleton)
            facts += [fact for place in sorted(claims) if (fact := builder.build(index, claims[place])) is not None]
        yield from tables.settle(index, facts) if tables is not None and tables.holds(index) else facts


def _tables(builder: FactBuilder, ruleset: Ruleset) -> PageTables | None:
    """The tables of a page; most have none, and a run without any spares the import."""
    if not any(block.role == TABLE for block in builder.scan.page.blocks):
        return None
    from taiyuan_facts.attaching.table_facts import PageTables

    tables = PageTables(builder, ruleset)
    return tables if tables.readings else None


@lru_cache(maxsize=4)
def _attachment(ruleset: Ruleset) -> Attachment:
    """The patterns of attaching, built once a rule set."""
    if is_packaged(ruleset):
        return keep_packaged("attachment", partial(Attachment.build, ruleset))
    return Attachment.build(ruleset)
