"""Numerals as Chinese text writes them, read as exact decimals.

Whole Chinese integers below 10 000 that are not written in full (一百五, 百十五) go through cn2an; everything around
them (scales, decimals, mixed and shorthand forms) is read here, because binary floats and lost signs have no place in a
table of figures. What is written in full is read here as well, since to import cn2an takes longer than all else.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import pairwise

MAX_LENGTH = 40  # characters of one numeral; longer runs are serial numbers or noise

_NAMES = "零一二三四五六七八九"
DIGITS = {c: i for i, c in enumerate(_NAMES)} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_PLAIN = str.maketrans(
    {
        "○": "〇", "两": "二", "俩": "二", "仨": "三", "廿": "二十", "卅": "三十", "幺": "一", ",": None, "，": None,
        "壹": "一", "贰": "二", "叁": "三", "肆": "四", "伍": "五", "陆": "六", "柒": "七", "捌": "八", "玖": "九",
        "拾": "十", "佰": "百", "仟": "千",
    }
)  # fmt: skip

# One character that a Chinese numeral can be made of, as a character class body; 半 and 几 are read by the scan.
CHINESE = "〇零○一二三四五六七八九十百千万亿两俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟"


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Decimal | None:
    """Read a numeral (1,379 · 24.7亿 · 12万5千 · 一百三十五 · 二十七点六亿 · 百万) exactly; None where it is no number.

    Args:
        text: the numeral alone, without unit and without 余, 多 or 半.

    Returns:
        Its value, finite and never rounded, or None.
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    with localcontext() as context:
        context.prec = 2 * MAX_LENGTH
        plain = text.translate(_PLAIN)
        return _parse(plain) if plain else None


def _parse(text: str) -> Decimal | None:
    for scale, factor in _LARGE:
        head, found, tail = text.rpartition(scale)
        if found:
            twice = scale == "亿" and head.endswith(scale) and not tail  # 10.36百亿亿次
            return None if scale in head and not twice else _scaled(head, tail, factor)
    if text[-1] in _SMALL and _is_arabic(text[:-1]):
        return Decimal(text[:-1]) * _SMALL[text[-1]]
    if _is_arabic(text):
        return Decimal(text)
    return _mixed(text) if text[0].isdecimal() else _chinese(text)


def _scaled(head: str, tail: str, factor: Decimal) -> Decimal | None:
    """24.7 + 亿, 一 + 亿 + 二千万, 两 + 万 + 五 (shorthand for 两万五千)."""
    first = _parse(head) if head else Decimal(1)
    if first is None:
        return None
    if not tail:
        return first * factor
    if len(tail) == 1 and tail in DIGITS and DIGITS[tail]:
        return first * factor + DIGITS[tail] * factor / 10
    if len(tail) == 1 and tail.isdecimal() and factor == 10**4:
        return first * factor + int(tail) * factor / 10
    rest = _parse(tail.lstrip("零〇") or tail)  # 一万零三十
    return None if rest is None or rest >= factor else first * factor + rest


def _mixed(text: str) -> Decimal | None:
    """3千5百, 1百23."""
    for scale in ("千", "百", "十"):
        head, found, tail = text.partition(scale)
        if found:
            if not _is_arabic(head):
                return None
            rest = _parse(tail) if tail else Decimal(0)
            return None if rest is None or rest >= _SMALL[scale] else Decimal(head) * _SMALL[scale] + rest
    return None


def _is_arabic(text: str) -> bool:
    whole, _, part = text.partition(".")
    return whole.isdecimal() and whole.isascii() and (part.isdecimal() or "." not in text)


def _chinese(text: str) -> Decimal | None:
    whole, point, part = text.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return value
    if not part or any(c not in DIGITS for c in part):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[c]) for c in part))


def _whole(text: str) -> Decimal | None:
    if all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text)) if text else None
    if len(text) <= 3 and "百" not in text and "千" not in text:
        return _below_hundred(text)
    text = f"一{text}" if text[0] in "百千" else text  # 百 and 千 alone are one hundred and one thousand
    if text[-1] in _SMALL and not _falls([_SMALL[c] for c in text if c in _SMALL]):  # 百千万亿 is no number
        return None
    value = _sum_up(text)
    return Decimal(value) if value < 10_000 and _write_out(value) == text else _cn2an(text)


def _falls(scales: list[int]) -> bool:
    return all(first > second for first, second in pairwise(scales))


def _sum_up(text: str) -> int:
    """What a numeral written in full is."""
    value = digit = 0
    for character in text:
        value += digit * _SMALL.get(character, 0)
        digit = DIGITS.get(character, 0)
    return value + digit


def _write_out(value: int) -> str:
    """A number below 10 000 written in full: 1050 is 一千零五十, 110 is 一百一十."""
    written, skipped = "", False
    for scale, factor in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, factor)
        if digit:
            written += ("零" if skipped and written else "") + _NAMES[digit] + scale
        skipped = not digit
    return written


def _below_hundred(text: str) -> Decimal | None:
    tens, found, ones = text.partition("十")
    if (
        not found
        or (tens and (len(tens) > 1 or not DIGITS.get(tens)))
        or (ones and (len(ones) > 1 or not DIGITS.get(ones)))
    ):
        return None
    return Decimal(DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0))


def _cn2an(text: str) -> Decimal | None:
    """A whole Chinese integer below 10 000, however it is written."""
    import cn2an  # 0.12 s, and most pages need it for nothing

    try:
        return Decimal(int(cn2an.cn2an(text, "normal")))
    except (ValueError, KeyError):  # KeyError on 七六十零 and 百十五
        return None
