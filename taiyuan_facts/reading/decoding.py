"""Bytes to text: byte order mark, strict UTF-8, then the encodings that Chinese pages come in.

Order of trial after the Encoding Standard (https://encoding.spec.whatwg.org/): a mark decides; what is valid UTF-8 is
UTF-8. GB18030, Big5 and UTF-16 without a mark carry no sign of their own. charset-normalizer names one by the look of
the characters, but gives up on pages with full-width Latin or Roman numerals and errs on a line or less; so its answer
is weighed against a measure of our own: how many of the characters are everyday ones.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from taiyuan_facts.errors import InputError
from taiyuan_facts.suggest import did_you_mean

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
CANDIDATES = ("gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be")
SAMPLE_BYTES = 1 << 14
FAMILIAR_SHARE = 0.1  # real pages have 0.2 and more from 20 characters up; the wrong encoding hardly 0.05
FAMILIAR_LEAD = 0.05
CLEARLY_WIDE = 0.5  # valid UTF-8 with NUL bytes is UTF-16 only where this share is everyday, else it is binary
TELLING_BYTES = 64  # on less than this charset-normalizer is as good as a guess
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # never in text; ^Z and ESC are left from old systems

# The characters that Chinese prose is made of most, simplified and traditional, with those of figures and punctuation.
FAMILIAR = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日社义事平形相全"
    "表间样与关各重新线内数正心反明看原又利比或但质气第向道此变条只没结解问意建月公无系情者最立代已通并提直题程展五果料员位入常文总次"
    "品式设及管特件长求老基资边流路级少图山统接较将组见计别手期运农指几区强放决西被做先回任取据处府市县省亿万元吨企项目投增记报讯六七"
    "八九百千這為個國來們時會對發動過說種後學經進著電裡還實現應開從業當點體機兩與關內數線間樣無義質氣變條沒結題員總設長資邊級統計較組"
    "見將東億萬噸縣項，。、；：？！“”‘’（）《》「」『』【】—…·％０１２３４５６７８９　"
)


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
            f"{label}: byte 0x{data[error.start]:02x} at offset {error.start} does not fit {spelled}; "
            f"mend the file, or {remedy}"
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
        return _weigh_candidates(data) or _name_damaged(data, label, error)
    if 0 not in data:
        return "utf-8"
    wide = _weigh_candidates(data, least=CLEARLY_WIDE)  # ASCII in UTF-16 is valid UTF-8, a NUL beside each character
    if wide is None:
        raise _binary(data, label)
    return wide


def _weigh_candidates(data: bytes, least: float = FAMILIAR_SHARE) -> str | None:
    """The candidate that reads most like Chinese; where that does not tell, what charset-normalizer says, or None."""
    samples = dict(_decode_samples(data))
    if not samples:
        return None
    shares = {name: measure_familiarity(text, wide=name.startswith("utf_16")) for name, text in samples.items()}
    damaged_utf8 = measure_familiarity(_sample(data).decode("utf-8", "replace"))
    named = _ask_charset_normalizer(data)
    best = max(shares, key=lambda name: (shares[name], name == named))
    rivals = (shares[name] for name in shares if samples[name] != samples[best])
    if shares[best] >= least and shares[best] - max(rivals, default=0.0) >= FAMILIAR_LEAD:
        return best if shares[best] > damaged_utf8 else None
    telling = len(data) >= TELLING_BYTES and 0 not in data and damaged_utf8 < FAMILIAR_SHARE
    return named if named in shares and telling else None


def _sample(data: bytes) -> bytes:
    """The first stretch that tells something in an encoding that holds ASCII: from the first byte beyond ASCII on."""
    beyond = re.search(rb"[\x80-\xff]", data)
    start = beyond.start() if beyond else 0
    return data[start : start + SAMPLE_BYTES]


def _decode_samples(data: bytes) -> Iterator[tuple[str, str]]:
    """Each candidate that the sample is valid in, with the text that it gives."""
    for name in CANDIDATES:
        wide = name.startswith("utf_16")
        sample = data[:SAMPLE_BYTES] if wide else _sample(data)
        cut = len(sample) == SAMPLE_BYTES  # perhaps within a character, which is then no fault
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample, final=not cut)
        except UnicodeDecodeError:
            continue
        if not (CONTROLS.search(text) if wide else "\0" in text):
            yield name, text


def measure_familiarity(text: str, *, wide: bool = False) -> float:
    """The share (0 to 1) of everyday characters among those beyond ASCII; ``wide`` counts ASCII too, as familiar."""
    telling = text if wide else [character for character in text if character > "\x7f"]
    known = sum(character in FAMILIAR or character <= "\x7f" for character in telling)
    return known / len(telling) if telling else 0.0


def _ask_charset_normalizer(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(CANDIDATES)).best()
    return best.encoding if best else None


def _name_damaged(data: bytes, label: str, not_utf8: UnicodeDecodeError) -> str:
    """The encoding that nearly fits, so that decoding names the byte that does not; InputError if there is none."""
    if 0 in data:
        raise _binary(data, label)
    sample = _sample(data)
    shares = {name: measure_familiarity(sample.decode(name, "replace")) for name in ("utf-8", "gb18030", "big5")}
    nearest = max(shares, key=lambda name: shares[name])
    if shares[nearest] >= FAMILIAR_SHARE:
        return nearest
    raise InputError(
        f"{label}: byte 0x{data[not_utf8.start]:02x} at offset {not_utf8.start} is not UTF-8, and neither GB18030, "
        "Big5 nor UTF-16 fits; mend the file, or name its encoding with --encoding"
    )


def _binary(data: bytes, label: str) -> InputError:
    return InputError(
        f"{label} looks like a binary file (NUL byte at offset {data.find(0)}); "
        "leave it out, save it as UTF-8 text, or name its encoding with --encoding"
    )


def _encoding_names() -> set[str]:
    from encodings.aliases import aliases

    others = {"base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec"}
    names = {name for pair in aliases.items() if pair[1] not in others for name in pair}
    return {name.replace("_", "-") for name in names}
