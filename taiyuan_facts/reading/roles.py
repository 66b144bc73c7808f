"""What a block of a page is."""

HEADLINE, SECTION, BODY, BYLINE, CAPTION, TABLE = "headline", "section", "body", "byline", "caption", "table"
