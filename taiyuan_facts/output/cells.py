"""Text that a format cannot hold as it is: escaped on writing, restored on reading, without loss.

Two things go wrong with text from a page. A spreadsheet takes a cell that begins with ``=`` for a formula (CWE-1236,
OWASP ASVS 5.0 1.2.10); and a name that is no valid UTF-8 reaches us with lone surrogates (PEP 383), which no UTF-8
file holds.
"""

from __future__ import annotations

import re

from taiyuan_facts.model import COLUMNS, Column


def holds_text(column: Column) -> bool:
    """Whether the column's cells are text; kinds may be declared by a rule set, so enums are no safer than text."""
    return column.type in ("text", "enum")


TEXT_CELLS = tuple(index for index, column in enumerate(COLUMNS) if holds_text(column))

# Full-width forms, because spreadsheets in East Asian locales take them for the ASCII ones.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")


def neutralise(text: str) -> str:
    """The text with a leading ``'`` if a spreadsheet would take it for a formula.

    Text that already begins with ``'`` before such a character gets one more, so that `restore` gives back every text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restore(text: str) -> str:
    """What `neutralise` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


class Escape:
    r"""Writes characters that a format cannot hold as ``\uXXXX``, as Python and JSON spell them, and reads them back.

    Where the text itself holds such a spelling, the backslashes before it are doubled; any other backslash is left
    alone. `encode` is one-to-one, `decode` its inverse, both linear.
    """

    def __init__(self, characters: str, codes: str, *, printable: bool = False) -> None:
        """Take a pattern of the characters to escape, one of their hexadecimal codes, and whether any is printable."""
        self._printable = printable
        # The look-behind lets a run of backslashes be tried once and not again from each backslash in it.
        self._held = re.compile(rf"(?<!\\)(\\*+)(?:({characters})|(?<=\\)(?=u{codes}))")
        self._escaped = re.compile(rf"(?<!\\)(\\++)u({codes})")

    def encode(self, text: str) -> str:
        """The text without the characters that the format cannot hold."""
        if not self._printable and text.isprintable() and "\\" not in text:
            return text  # most cells need no regular expression
        return self._held.sub(_escape, text)

    def decode(self, text: str) -> str:
        """What `encode` was given."""
        return self._escaped.sub(_unescape, text) if "\\u" in text else text


def _escape(match: re.Match[str]) -> str:
    backslashes, character = match.groups()
    doubled: str = backslashes * 2
    return doubled if character is None else f"{doubled}\\u{ord(character):04x}"


def _unescape(match: re.Match[str]) -> str:
    backslashes, code = match.groups()
    half: str = backslashes[: len(backslashes) // 2]
    return half + (chr(int(code, 16)) if len(backslashes) % 2 else f"u{code}")


_ANY_CODE = "[0-9a-f]{4}"
# What is exchanged as UTF-8 holds every character but surrogates.
UNICODE = Escape(r"[\ud800-\udfff]", "d[89a-f][0-9a-f]{2}")
# CSV holds as much, but is often saved out of a workbook, so it knows the workbook's spellings.
CSV = Escape(r"[\ud800-\udfff]", _ANY_CODE)
# XML 1.0 has no control characters and no surrogates; readers differ on Excel's own _xHHHH_ notation for them, so
# neither it nor text that looks like it may stand in a cell. xlsxwriter takes text in <r> … </r> for its own markup.
XLSX = Escape(
    r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)|\A<(?=r>)", _ANY_CODE, printable=True
)
