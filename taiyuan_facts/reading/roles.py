"""What a block of a page is."""

from typing import NamedTuple

HEADLINE, SECTION, BODY, BYLINE, CAPTION, TABLE = "headline", "section", "body", "byline", "caption", "table"


class Block(NamedTuple):
    """A paragraph, heading or line of its own in the flow; ``article`` is the index of its article."""

    start: int
    end: int
    role: str
    article: int
    dateline: int = 0  # where the dateline head (本报讯) ends, 0 where there is none
