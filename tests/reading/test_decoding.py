"""Bytes to text: marks, strict UTF-8, GB18030, Big5 and UTF-16 found out, and what is refused."""

import codecs
import gzip
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.errors import InputError
from taiyuan_facts.reading.decoding import check_encoding, decode
from taiyuan_facts.reading.detection import SAMPLE_BYTES

from .prose import SIMPLIFIED, TRADITIONAL

UNMARKED = [
    ("gb18030", SIMPLIFIED),
    ("gb18030", TRADITIONAL),
    ("big5", TRADITIONAL),
    ("big5hkscs", TRADITIONAL),
    ("utf-16-le", SIMPLIFIED),
    ("utf-16-be", SIMPLIFIED),
    ("utf-16-le", TRADITIONAL),
    ("utf-16-be", TRADITIONAL),
]
UNMARKED_IDS = [f"{encoding}-{'simplified' if text is SIMPLIFIED else 'traditional'}" for encoding, text in UNMARKED]


def refusal(data: bytes, encoding: str | None = None) -> str:
    """The sentence with which decoding refuses."""
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt", encoding)
    return str(caught.value)


@pytest.mark.parametrize("length", [20, 40, 200, 1000])
@pytest.mark.parametrize(("encoding", "prose"), UNMARKED, ids=UNMARKED_IDS)
def test_unmarked_pieces_of_prose_are_read_in_their_encoding(encoding: str, prose: str, length: int) -> None:
    """Any piece of 20 characters and more comes back as it was, from whatever place it is cut."""
    pieces = [prose[start : start + length] for start in range(0, len(prose) // 4, 7)]
    assert [decode(piece.encode(encoding), "a.txt") for piece in pieces] == pieces


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "总投资24.7亿元"),
        ("gb18030", "24.7亿元"),
        ("gb18030", "total 24.7 \n" * 2000 + "总额为24.7亿元。"),  # the first telling byte lies beyond the sample
        (
            "gb18030",
            "Ⅱ型设备由ＡＢＣ公司提供，Ｔｈｅ　ｆｉｒｓｔ　ｏｎｅ于６月到货，其余Ⅲ型的部件将在年底以前分批运到。",
        ),
        ("gb18030", "镕喆淼垚一带的𠮷字号店铺，今年都换上了新的招牌，客人也比去年多。"),
        ("big5", "總投資額為三億元"),
        ("gb18030", 3 * "赵磊 钱枫 孙婷 周浩 吴倩 郑凯 冯涛 褚岩 卫强 沈佳 韩雪 朱琳 秦岚 尤娜 许晴 施展 张蕾\n"),
        ("utf-16-be", "扩大海交会、商交会影"),  # valid Big5, with control characters
        ("utf-16-le", "Q1 2022: 24.7\r\n"),  # valid UTF-8, with NULs
        ("utf-16-be", "Q1 2022: 24.7\r\n"),
    ],
)
def test_hard_cases_are_found_out(encoding: str, text: str) -> None:
    """A short line, ASCII in front of all Chinese, full-width Latin and rare characters do not lead astray."""
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize(("encoding", "prose"), UNMARKED, ids=UNMARKED_IDS)
def test_a_sample_cut_within_a_character_is_no_fault(encoding: str, prose: str, shift: int) -> None:
    """A long page is found out by its beginning, wherever that happens to end."""
    text = prose[0] + "x" * shift + prose * (2 * SAMPLE_BYTES // len(prose))
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str) -> None:
    """The mark names the encoding even of a text too short to tell, and offsets count from behind it."""
    assert decode(mark + "亿\n".encode(encoding), "a.txt") == "亿\n"
    assert decode(mark, "a.txt") == ""


def test_only_the_first_mark_goes() -> None:
    """A U+FEFF further in is a character of the text, and so is a second one at the start."""
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbf" + "投\ufeff资".encode(), "a.txt") == "\ufeff投\ufeff资"


def test_a_nul_character_in_a_wide_encoding_is_text() -> None:
    """UTF-16 is full of NUL bytes; a NUL among its characters is left to whoever reads on."""
    assert decode("投资\0额".encode("utf-16"), "a.txt") == "投资\0额"
    assert decode("投资\0额".encode("utf-16-le"), "a.txt", "utf-16-le") == "投资\0额"


def test_newlines_of_any_kind_stay() -> None:
    """No newline is translated, in no encoding."""
    text = "总投资\r\n24.7亿元\r约一成\n\n来自\u2028本市\u0085的企业\x0b有三家\x0c。"
    assert [decode(text.encode(encoding), "a.txt") for encoding in ("utf-8", "utf-16", "gb18030")] == [text] * 3


def test_an_empty_file_is_an_empty_text() -> None:
    """No bytes, no characters, no error."""
    assert decode(b"", "a.txt") == ""


@given(st.text())
def test_utf8_comes_back(text: str) -> None:
    """What is UTF-8 is read as such, a leading mark and binary content aside."""
    if "\0" not in text:
        assert decode(b"\xef\xbb\xbf" + text.encode(), "a.txt") == text


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gb18030", "utf-16", "latin-1"]))
def test_any_bytes_are_read_or_refused(data: bytes, encoding: str | None) -> None:
    """No bytes make decoding fail otherwise than by a sentence that names the file."""
    told = "a.txt"
    try:
        decode(data, "a.txt", encoding)
    except InputError as error:
        told = str(error)
    assert told.startswith("a.txt")


def test_the_first_bad_byte_of_utf8_is_named_with_its_offset() -> None:
    """One byte that does not fit is an error with value, offset and remedy, and is not papered over."""
    data = SIMPLIFIED.encode()
    remedy = "mend the file, or name its encoding with --encoding"
    assert refusal(data[:300] + b"\xff" + data[300:]) == (
        f"a.txt: byte 0xff at offset 300 does not fit UTF-8; {remedy}"
    )
    assert refusal(data[:301] + b"\xff" + data[302:]) == (
        f"a.txt: byte 0xff at offset 301 does not fit UTF-8; {remedy}"
    )
    assert refusal(data[:301]) == f"a.txt: byte 0x{data[300]:02x} at offset 300 does not fit UTF-8; {remedy}"


def test_damaged_utf8_is_never_read_as_something_else() -> None:
    """A line of UTF-8 with a byte missing or wrong is refused, also where the rest is valid in another encoding."""
    refused = []
    for start in range(0, 300, 3):
        line = SIMPLIFIED[start : start + 12].encode()
        for at in range(0, len(line) - 3, 4):
            for data in (line[:at] + line[at + 1 :], line[:at] + b"\xff" + line[at + 1 :]):
                if data != data.decode("utf-8", "ignore").encode():
                    refused.append(refusal(data))
    assert len(refused) > 1000


@pytest.mark.parametrize(("encoding", "prose"), [("gb18030", SIMPLIFIED), ("big5", TRADITIONAL)])
def test_the_first_bad_byte_of_other_encodings_is_named(encoding: str, prose: str) -> None:
    """The encoding that all the rest is in is named, whether the byte lies early or beyond what is sampled."""
    short = prose.encode(encoding)
    long = short * (2 * SAMPLE_BYTES // len(short) + 1)
    for data in (short, long):
        at = len(data)
        message = refusal(data + b"\xff\xff")
        assert message.startswith(f"a.txt: byte 0xff at offset {at} does not fit {encoding.upper()}; ")


def test_a_utf16_file_cut_in_mid_character_is_named_as_such() -> None:
    """An odd number of bytes is told as the damage that it is."""
    data = SIMPLIFIED.encode("utf-16-le")[:-1]
    assert f"at offset {len(data) - 1} does not fit UTF-16-LE" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(256)),
        b"\x7fELF\x02\x01\x01\0\0\0\0\0" + bytes(1000),
        bytes(100),
        b"".join(number.to_bytes(2, "little") for number in range(1000)),
        "总投资24.7亿元\0".encode() + SIMPLIFIED.encode(),
        b"abc\0de",
        b"abc\0def\0" * 20,  # strings of C, every second pair of bytes a letter of UTF-16
    ],
)
def test_binary_content_is_refused_by_its_nul(data: bytes) -> None:
    """A NUL where the encoding is not a wide one makes a file binary; the first is named."""
    assert refusal(data) == (
        f"a.txt looks like a binary file (NUL byte at offset {data.index(0)}); "
        "leave it out, save it as UTF-8 text, or name its encoding with --encoding"
    )


@pytest.mark.parametrize(
    "data",
    [
        "Déjà vu : les élections ont été reportées à l'été.".encode("latin-1") * 4,
        "Вчера правительство объявило бюджет на следующий год.".encode("cp1251") * 4,
        "東京都は昨日、来年度の予算案を発表した。総額は8兆円を超える見込みです。".encode("shift_jis") * 4,
        gzip.compress(SIMPLIFIED.encode()).replace(b"\0", b"\1"),
        "亿".encode("gb18030"),  # as well 砬 in Big5
        "场粮价".encode("gb18030"),  # as well 部襄歎, which charset-normalizer takes it for
    ],
)
def test_what_is_in_no_encoding_of_ours_is_refused_not_guessed(data: bytes) -> None:
    """Other encodings, packed bytes and a single character get an error that names the first byte that is no UTF-8."""
    message = refusal(data)
    assert message.startswith("a.txt: byte 0x")
    assert message.endswith("clearly fits; mend the file, or name its encoding with --encoding")


def test_a_given_encoding_overrides() -> None:
    """What could be UTF-8 is read as told, and what cannot be found out too."""
    assert decode("投资".encode(), "a.txt", "latin-1") == "投资".encode().decode("latin-1")
    assert decode("亿".encode("gb18030"), "a.txt", "GB18030") == "亿"
    assert decode("élan".encode("cp1252"), "a.txt", "cp1252") == "élan"
    assert decode("投".encode("utf-8-sig"), "a.txt", "utf8") == "投"


def test_a_given_encoding_that_does_not_fit_is_refused() -> None:
    """The byte, the offset and the way back are told; binary content stays binary."""
    assert refusal("投资".encode("gb18030"), "utf-8") == (
        "a.txt: byte 0xd7 at offset 2 does not fit UTF-8; "  # 0xcd 0xb6, the first character, does
        "mend the file, or give another --encoding, or none to have it found"
    )
    assert "binary" in refusal("投资24".encode("utf-16-le"), "latin-1")
    assert refusal(b"\xff", "punycode").startswith("a.txt")


@pytest.mark.parametrize(
    ("encoding", "ending"),
    [
        ("gb1803", "; did you mean gb18030?"),
        ("big-5", "; did you mean big5?"),
        ("utf-9", "; did you mean utf-8?"),
        ("rot13", "; name one such as utf-8, gb18030 or big5"),
        ("hex", "; name one such as utf-8, gb18030 or big5"),
        ("undefined", "; name one such as utf-8, gb18030 or big5"),
        ("", "; name one such as utf-8, gb18030 or big5"),
        ("a\0b", "; name one such as utf-8, gb18030 or big5"),
    ],
)
def test_an_unknown_encoding_is_told_with_the_nearest(encoding: str, ending: str) -> None:
    """A slip gets the nearest name; codecs that are none of text count as unknown."""
    with pytest.raises(InputError) as caught:
        check_encoding(encoding)
    assert str(caught.value) == f"unknown encoding {encoding!r}{ending}"
    assert refusal(b"", encoding) == str(caught.value)


def test_utf8_needs_no_charset_normalizer() -> None:
    """Reading UTF-8 imports neither charset-normalizer nor difflib: start-up is the cost that a user feels."""
    script = (
        "import sys; from taiyuan_facts.reading import decode; decode('总投资'.encode(), 'a.txt');"
        "print([name for name in ('charset_normalizer', 'difflib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
