"""Numerals: value first, then every way to write it."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.scanning import numerals
from taiyuan_facts.scanning.numerals import MAX_LENGTH, parse_numeral

SURFACES = {
    "0": ["0", "零", "〇"],
    "0.1": ["0.1", "零点一"],
    "2": ["2", "二", "两", "俩", "贰"],
    "10": ["10", "十", "一十", "拾"],
    "12": ["12", "十二", "一十二"],
    "20": ["20", "二十", "廿"],
    "25": ["25", "二十五", "廿五"],
    "30": ["30", "三十", "卅"],
    "62": ["62", "六十二"],
    "100": ["100", "百", "一百"],
    "105": ["105", "一百零五"],
    "115": ["115", "一百一十五", "百十五"],
    "135": ["135", "一百三十五"],
    "138": ["138", "幺三八"],
    "150": ["150", "一百五"],
    "230": ["230", "贰佰叁拾"],
    "1005": ["1,005", "一千零五"],
    "1050": ["1050", "一千零五十"],
    "1379": ["1379", "1,379"],
    "2022": ["2022", "二〇二二", "二○二二", "二零二二"],
    "2300": ["2300", "两千三", "两千三百", "2千3百"],
    "10030": ["一万零三十", "1万零30"],
    "12000": ["1.2万", "壹万贰仟"],
    "25000": ["2.5万", "两万五", "两万五千"],
    "32000": ["3.2万", "3万2"],
    "125000": ["12.5万", "12万5千"],
    "1000000": ["100万", "百万", "一百万"],
    "30000000": ["3000万", "3千万", "三千万"],
    "35000000": ["3500万", "3千5百万"],
    "50600000": ["五千零六十万"],
    "100050000": ["一亿零五万"],
    "120000000": ["1.2亿", "1亿2000万", "一亿二千万", "一点二亿"],
    "123456789.1": ["1.234567891亿"],
    "350000000": ["3.5亿", "三亿五"],
    "1640000000": ["16.4亿"],
    "2760000000": ["27.6亿", "二十七点六亿"],
    "10000000000": ["百亿", "100亿"],
    "1000000000000": ["1万亿", "一万亿", "万亿"],
    "1500000000000": ["1.5万亿", "一点五万亿"],
    "2500000000000": ["两万五千亿"],
    "12345678901234567": ["12345678901234567"],
}


@pytest.mark.parametrize(("value", "surface"), [(v, s) for v, surfaces in SURFACES.items() for s in surfaces])
def test_every_surface_has_its_value(value: str, surface: str) -> None:
    """A numeral is read exactly, however it is written."""
    assert parse_numeral(surface) == Decimal(value)


def test_what_is_written_in_full_is_read_as_cn2an_reads_it() -> None:
    """Every whole number below ten thousand has the value that the library gives it, which is then not asked."""
    written = {cn2an.an2cn(number, "low"): number for number in range(1, 10_000)}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(numerals, "_cn2an", lambda text: pytest.fail(f"cn2an was asked for {text}"))
        found = {text: numerals._whole(text) for text in written}
    assert found == written == {text: cn2an.cn2an(text, "normal") for text in written}


@given(st.text("零一二五十百千", min_size=4, max_size=8))
def test_any_other_whole_number_is_what_cn2an_makes_of_it(text: str) -> None:
    """Short, odd and jumbled forms (一百五, 百十五, 百千) are read, or refused, as the library does."""
    asked = f"一{text}" if text[0] in "百千" else text
    if not set(text) <= set("零一二五"):
        assert numerals._whole(text) == numerals._cn2an(asked)


@pytest.mark.parametrize("text", ["", "半", "七六十零", "点五", "1.2.3", "abc", "9" * (MAX_LENGTH + 1), "一万二万"])
def test_what_is_no_number_is_none(text: str) -> None:
    """Noise, and runs longer than the cap, have no value and raise nothing."""
    assert parse_numeral(text) is None


@given(st.integers(0, 10**12), st.integers(0, 999), st.sampled_from(["", "万", "亿"]))
def test_arabic_numerals_are_exact(whole: int, part: int, scale: str) -> None:
    """No binary float has a hand in it: X.YYY万 is exactly ten thousand times X.YYY."""
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert parse_numeral(f"{whole}.{part:03}{scale}") == (Decimal(whole) + Decimal(part) / 1000) * factor


@given(st.text("零一二三四五六七八九十百千万亿两点半几余0123456789.,", max_size=30))
def test_any_run_of_numeral_characters_is_read_or_refused(text: str) -> None:
    """No run of numeral characters raises, and what is read is finite."""
    value = parse_numeral(text)
    assert value is None or value.is_finite()
