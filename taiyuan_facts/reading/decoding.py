"""Bytes to text: byte order mark, strict UTF-8, then the encodings that Chinese pages come in.

Order after the Encoding Standard (https://encoding.spec.whatwg.org/#decode): a mark decides, and what is valid UTF-8 is
UTF-8. Nothing is ever replaced: a byte that does not fit is an error that names it.
"""

from __future__ import annotations

import codecs

from taiyuan_facts.errors import InputError
from taiyuan_facts.reading.detection import detect_encoding, find_nearest, is_clearly_utf16
from taiyuan_facts.suggest import did_you_mean

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
NO_TEXT_CODECS = {"base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec"}


def check_encoding(encoding: str) -> str:
    """The given name of an encoding, if Python knows it as one of text; else InputError with the nearest name."""
    try:
        "0".encode(encoding)  # refuses rot13, hex and the like as well
    except (LookupError, ValueError) as error:  # ValueError: a NUL in the name; `undefined` refuses everything
        nearest = did_you_mean(encoding, _encoding_names()) or "; name one such as utf-8, gb18030 or big5"
        raise InputError(f"unknown encoding {encoding!r}{nearest}") from error
    return encoding


def decode(data: bytes, label: str, encoding: str | None = None) -> str:
    """The text of ``data``, newlines untouched, byte order mark removed.

    ``label`` names the source in errors; ``encoding`` overrides the finding out. InputError on binary content, on a
    byte that does not fit (named with its offset from 0), and on an unknown ``encoding``.
    """
    if encoding is not None:
        return _decode_as(data, check_encoding(encoding), label, "give another --encoding, or none to have it found")
    found = _find_encoding(data, label)
    return _decode_as(data, found, label, "name its encoding with --encoding")


def _decode_as(data: bytes, encoding: str, label: str, remedy: str) -> str:
    spelled = encoding.upper().replace("_", "-")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{label}: {_bad_byte(data, error)} does not fit {spelled}; mend the file, or {remedy}"
        ) from error
    except UnicodeError as error:  # punycode, idna: no place is told
        raise InputError(f"{label} is not {spelled}; {remedy}") from error
    if "\0" in text and not codecs.lookup(encoding).name.startswith(("utf-16", "utf-32")):
        raise _binary(data, label)
    return text.removeprefix("\ufeff")


def _find_encoding(data: bytes, label: str) -> str:
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return marked
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if found := detect_encoding(data) or find_nearest(data):
            return found
        raise _not_found_out(data, label, error) from error
    if 0 not in data:
        return "utf-8"
    found = detect_encoding(data)  # ASCII in UTF-16 is valid UTF-8, with a NUL beside each character
    if found and is_clearly_utf16(data, found):
        return found
    raise _binary(data, label)


def _not_found_out(data: bytes, label: str, not_utf8: UnicodeDecodeError) -> InputError:
    if 0 in data:
        return _binary(data, label)
    return InputError(
        f"{label}: {_bad_byte(data, not_utf8)} is not UTF-8, and neither GB18030, Big5 nor UTF-16 clearly fits; "
        "mend the file, or name its encoding with --encoding"
    )


def _bad_byte(data: bytes, error: UnicodeDecodeError) -> str:
    """The first byte that does not fit: where a sequence breaks off at a byte that UTF-8 never has, that one."""
    impossible = error.encoding == "utf-8" and error.end < len(data) and data[error.end] >= 0xF5
    offset = error.end if impossible and data[error.start] < 0xF5 else error.start
    return f"byte 0x{data[offset]:02x} at offset {offset}"


def _binary(data: bytes, label: str) -> InputError:
    return InputError(
        f"{label} looks like a binary file (NUL byte at offset {data.find(0)}); "
        "leave it out, save it as UTF-8 text, or name its encoding with --encoding"
    )


def _encoding_names() -> set[str]:
    from encodings.aliases import aliases

    names = {name for pair in aliases.items() if pair[1] not in NO_TEXT_CODECS for name in pair}
    return {name.replace("_", "-") for name in names}
