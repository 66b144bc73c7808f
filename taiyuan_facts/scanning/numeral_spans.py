"""Numerals in running text: where each stands, how it is written, and what it is worth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from taiyuan_facts.patterns import compile_words
from taiyuan_facts.scanning.numerals import CHINESE, DIGITS, parse_numeral
from taiyuan_facts.scanning.units import strip

_GROUPED = r"(?<=[\p{Han}（(、])\d{1,3}(?:[ \u00a0\u2009]\d{3})+(?=(?:\.\d{1,12})?[\p{Han}%])"  # 播种面积1 095.3万公顷
_ARABIC = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?![\d,])|{_GROUPED}|\d{{1,20}})(?:\.\d{{1,12}})?"
_SCALE = r"(?:[十百千]?亿亿|万亿|[十百千]?[万亿]|[十百千])"
_NEIGHBOURS = (  # 四、五年, 三、四十人; not 三、四线城市 and 一、二年级
    rf"(?<![第、{CHINESE}])(?:一、二|两、三|二、三|三、四|四、五|五、六|六、七|七、八|八、九)[十百千万亿]{{0,2}}"
    r"(?=年(?![级代期度])|个(?!季度)|天|次|人(?!称)|倍|公?里|米|公?斤|吨|小时|分钟|元|岁|名|家|户|辆|台|亩|成)"
)
NUMERAL = (
    rf"(?<fraction>(?:[{CHINESE}]{{1,4}}|\d{{1,3}})分之(?:[{CHINESE}]+(?:点[{CHINESE}]+)?(?<over>[余多几](?![自源到于]))?|\d+(?:\.\d+)?)|(?<![\d/])[1-9]/[1-9]\d?(?![\d/]|年|月|日))"
    rf"|(?<arabic>(?<sign>(?:(?<![\w%％)）.])|(?<=[为约达是率额润速幅值温比]))[-－−–]|(?<=[为约达是率额润速幅值温比至到降计增长])负|零下)?{_ARABIC})(?<fuzz>[余多来几](?![自源到于]|元[化素]))?(?:(?:个(?=亿))?(?<scale>{_SCALE})(?<more>\d+{_SCALE}(?:\d+)?|\d(?![\d.]))?)?(?<fuzz2>[余多来](?![自源到于种]|元[化素]))?"
    rf"|(?=(?:负|零下)?[{CHINESE}]{{1,20}}[OPENING{CHINESE}余多几来点. ~～－至到、—–\-])"
    rf"(?<chinese>{_NEIGHBOURS}|(?:负|零下)?[{CHINESE}]+(?:[点.][{CHINESE}]+)?)(?<cfuzz>[余多几来](?![自源到于种]|元[化素]))?"
    r"(?:个(?=亿))?(?<cscale>[万亿百千]{1,2})?(?<cfuzz2>[余多](?!元[化素]|种))?"
    r"|(?<half>半)(?=[^导岛径圆])"
)
_PAIR = compile_words(
    r"(?P<head>[一二两三四五六七八九]?[十百])?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<scale>[十百千]?[万亿]|[十百千])?$"
)


class Numeral(NamedTuple):
    """A numeral as written: its place, its value, for 两三 the other end too, and how it was written."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None = None
    fuzzy: bool = False
    scaled: bool = False
    chinese: bool = False
    fraction: bool = False
    bare_scale: bool = False


_SEPARATORS = compile_words(r"[,\s]")
_HALF = Decimal("0.5")


def read_numeral(match: Any) -> Numeral | None:
    """The numeral that `NUMERAL` matched; None where it has no value."""
    if match["arabic"]:
        return _arabic(match)
    if match["chinese"]:
        return _chinese(match)
    return _fraction(match) if match["fraction"] else Numeral(match.start(), match.end(), _HALF)


def _fraction(match: Any) -> Numeral | None:
    """百分之三十六点二 and 千分之五 and 三分之一, in percent; a part that does not come out even has two decimals."""
    below, stroke, above = match["fraction"].rstrip("余多几").partition("分之")
    if not stroke:  # 3/4
        above, _, below = match["fraction"].partition("/")
    low, high = parse_numeral(below), parse_numeral(above)
    if not low or high is None:
        return None
    percent = high * 100 / low
    exact = percent.quantize(Decimal("0.0001")) * low == high * 100
    value = strip(percent) if exact else percent.quantize(Decimal("0.01"))
    return Numeral(match.start(), match.end(), value, fuzzy=bool(match["over"]), chinese=True, fraction=True)


def _arabic(match: Any) -> Numeral | None:
    arabic, sign, fuzz, scale, more, fuzz2 = match.group("arabic", "sign", "fuzz", "scale", "more", "fuzz2")
    digits = _SEPARATORS.sub("", arabic).lstrip("-－−–负零下")
    value = parse_numeral(digits + (scale or "") + (more or ""))
    if value is None:
        return None
    start, end = match.span()
    return Numeral(start, end, -value if sign else value, None, bool(fuzz or fuzz2), bool(scale))


def _chinese(match: Any) -> Numeral | None:
    text, fuzz, scale, fuzz2 = match.group("chinese", "cfuzz", "cscale", "cfuzz2")
    fuzzy = bool(fuzz or fuzz2)
    start, end = match.span()
    below = text.startswith(("负", "零下"))
    text = text.removeprefix("零下").lstrip("负") if below else text.replace("、", "")
    pair = _PAIR.fullmatch(text) if scale is None and not fuzzy else None
    if pair is not None and _is_pair(pair):
        low, high = _pair_ends(pair)
        low, high = (-high, -low) if below else (low, high)  # 零下五六度
        return Numeral(start, end, low, high, chinese=True, scaled=bool(pair["scale"]))
    value = parse_numeral(text.replace(".", "点") + (scale or ""))
    if value is None:
        return None
    value = -value if below else value
    scaled = text[-1] in "万亿" or bool(scale)
    return Numeral(start, end, value, fuzzy=fuzzy, scaled=scaled, chinese=True, bare_scale=text[0] in "百千万亿")


def _is_pair(pair: Any) -> bool:
    """三四十, 七八, 两三; not 一二 as digits of a year or 二三 of 二三线: neighbours that differ by one, or 三五."""
    low, high = DIGITS[pair["low"]], DIGITS[pair["high"]]
    return high - low == 1 or (low, high) == (3, 5)


def _pair_ends(pair: Any) -> tuple[Decimal, Decimal]:
    scale = parse_numeral(pair["scale"]) if pair["scale"] else None
    head = parse_numeral(pair["head"]) if pair["head"] else None
    ends = [Decimal(DIGITS[pair[name]]) * (scale or 1) + (head or 0) for name in ("low", "high")]
    return ends[0], ends[1]
