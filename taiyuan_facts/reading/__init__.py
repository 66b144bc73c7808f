"""From files to decoded text: which documents there are, what they say, and when they were issued."""

from taiyuan_facts.reading.decoding import check_encoding, decode
from taiyuan_facts.reading.files import MAX_BYTES, Source, find_sources, read_document
from taiyuan_facts.reading.issued import IssueDates, parse_date

__all__ = [
    "MAX_BYTES",
    "IssueDates",
    "Source",
    "check_encoding",
    "decode",
    "find_sources",
    "parse_date",
    "read_document",
]
