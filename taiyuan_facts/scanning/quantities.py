"""Quantities: qualifier + numeral + scale + unit, read from left to right, each once and in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from taiyuan_facts.patterns import compile_words
from taiyuan_facts.scanning.compounds import Compounds
from taiyuan_facts.scanning.numeral_spans import Numeral, read_numeral
from taiyuan_facts.scanning.numerals import DIGITS, parse_numeral
from taiyuan_facts.scanning.qualifiers import (
    combine,
    ends_in_half,
    qualifier_after,
    qualifier_before,
    qualifier_behind_word,
)
from taiyuan_facts.scanning.quantity import Quantity
from taiyuan_facts.scanning.quantity_patterns import Patterns
from taiyuan_facts.scanning.units import Unit, UnitTable, strip

__all__ = ["NUMBER", "Patterns", "Quantity", "QuantityGrammar"]

NUMBER = "number"  # dimension of a scaled numeral without a unit: 突破14亿

_TO = compile_words(r"(?<rate>/\p{Han}{1,3}?)?\s?(?<to>[-—–~～－―至到]{1,2})\s?")
_FROM_ABOVE = compile_words(r"(?<rate>(?!))?(?<to>以上)(?=\d|[一二三四五六七八九十])")
_SHARED = compile_words(r"个?[、和与及]")
_RATE = compile_words(r"(?:\p{Han}{1,6}(?=[/／][年月日天]))?\s?[/／]\s?|每(?=[吨公平立千度亩桶件标秒]|小时|分钟)")
_LEAP = 3  # times that the ends of a range may lie apart behind a verb of change
_INFIX = compile_words(r"个?(多|半)(月|小时|钟头|星期|礼拜|世纪|百分点|工作日|学期)")
_INFIX_STARTS = frozenset("个多半")
_SIGNS = "-−－负"
_SPEED = frozenset({"小时", "时", "h", "秒", "s"})
_SHARING = frozenset({"point", "percent", "duration"})
# Of these too where the numeral is no small whole number, which could be one of a range or of a list of labels.
_SHARING_AMOUNTS = frozenset({"mass", "length", "money", "area", "volume", "power", "energy", "temperature"})
_MEASURES = frozenset({"duration", "mass", "length", "percent", "area", "times", "temperature"})


class _Measured(NamedTuple):
    """A numeral with its unit; ``end`` is behind the unit, ``unit_end`` behind the one that a later numeral shares."""

    numeral: Numeral
    unit: Unit
    end: int
    unit_end: int = 0


@dataclass(frozen=True, slots=True)
class QuantityGrammar:
    """Reads quantities with the units and the words of a rule set."""

    units: UnitTable
    patterns: Patterns
    compounds: Compounds

    def find(self, text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
        """All quantities of ``text`` outside the ``taken`` spans (times), from left to right, without overlap."""
        gaps = iter([*taken, (len(text), len(text) + 1)])
        busy = next(gaps)
        at = 0
        for run in self.patterns.run.finditer(text):
            start, end = run.span()
            if at < start:
                at = start - 1 if start and text[start - 1] in _SIGNS else start
            while at < end:
                while busy[1] <= at:
                    busy = next(gaps)
                match = self.patterns.numeral.match(text, at) if at < busy[0] else None
                if match is None:
                    at = busy[1] if at >= busy[0] else at + 1
                    continue
                passed = at if match["word"] or "之" in match.group() else self._no_figure(text, at)
                quantity = self._read(text, match, busy[0]) if passed == at else None
                if quantity is not None:
                    yield quantity
                at = quantity.end if quantity is not None else passed if passed > at else match.end()

    def _no_figure(self, text: str, start: int) -> int:
        """Where a numeral that is none (第13师, G55, 一体化) ends; ``start`` where it may be a figure."""
        for pattern in self.patterns.never:
            match = pattern.match(text, start)
            if match is not None and match.end() > start:
                return int(match.end())
        return start

    def _read(self, text: str, match: Any, limit: int) -> Quantity | None:
        if match.lastgroup == "word":
            return self._word(text, match)
        numeral = read_numeral(match)
        if numeral is None or numeral.end > limit:
            return None
        measured = self._measure(text, numeral)
        ranged = self._range(text, numeral, measured, limit)
        measured = ranged or self._completed(text, measured, limit)
        if measured is None or measured.unit.surface == "个":
            shared = self._shared(text, numeral)
            if shared is not None:
                return self._assemble(text, shared)
        if measured is None:
            money = self._unstated(text, numeral)
            return self._assemble(text, money) if money is not None else self._unitless(text, numeral)
        if measured.end > limit or not self._is_plausible(text, measured):
            return None
        return self._assemble(text, measured)

    def _completed(self, text: str, measured: _Measured | None, limit: int) -> _Measured | None:
        """2年7个月 is one length of time; what is told in one unit stays as it is."""
        whole = measured and self.compounds.complete(text, measured.numeral, measured.unit, measured.end)
        return measured if whole is None or whole[2] > limit else _Measured(*whole)

    def _unstated(self, text: str, numeral: Numeral) -> _Measured | None:
        """总投资297亿, 150亿建三座医院: a sum of money without its unit."""
        bare = numeral.bare_scale and qualifier_before(self.patterns, text, numeral.start, numeral)[0] == numeral.start
        if bare or not self.patterns.is_sum(text, numeral.start, numeral.end):  # 投资超千亿; 投资千亿 may be a class
            return None
        return _Measured(numeral, self.units.surfaces[self.patterns.money], numeral.end)

    def _shared(self, text: str, numeral: Numeral) -> _Measured | None:
        """5.9和5.5个百分点, 98.4、65.4毫米: the unit of the last serves those before it, outside their span."""
        link = _SHARED.match(text, numeral.end)
        match = self.patterns.numeral.match(text, link.end()) if link else None
        following = read_numeral(match) if match and not match["word"] and match["arabic"] else None
        if link is None or following is None or numeral.chinese:
            return None
        upper = self._measure(text, following)
        if upper is None or upper.unit.surface == "个":  # 7.9个、3.4个和1.7个百分点
            further = self._shared(text, following)
            if further is None or (further.unit.dimension in _SHARING_AMOUNTS and numeral.end - numeral.start == 1):
                return None
            scale = further.numeral.value / following.value if following.value else Decimal(1)
            end = numeral.end + (further.unit.dimension == "point" and text.startswith("个", numeral.end))
            return _Measured(numeral._replace(value=numeral.value * scale), further.unit, end, further.unit_end)
        if upper.unit.dimension in _SHARING_AMOUNTS and numeral.end - numeral.start > 1:
            factor = None if numeral.scaled else _scale_of(text, upper.numeral)
            value = numeral.value * (factor or 1)
            return _Measured(numeral._replace(value=value), upper.unit, numeral.end, upper.end)
        if upper.unit.dimension not in _SHARING or upper.unit.surface == "个":
            return None
        return _Measured(numeral, upper.unit, numeral.end + text.startswith("个", numeral.end))

    def _word(self, text: str, match: Any) -> Quantity:
        """翻番, 一半, 过半: figures without a numeral."""
        value, unit, dimension, qualifier = self.patterns.words[match["word"]]
        start, end = match.span()
        first, before = qualifier_before(self.patterns, text, start, Numeral(start, end, value))
        last, after = qualifier_behind_word(self.patterns, text, end, dimension)
        stated = before if before != "exact" else after if after != "exact" else qualifier
        return Quantity(first, last, start, last, dimension, value, None, unit, unit, "", stated)

    def _measure(self, text: str, numeral: Numeral) -> _Measured | None:
        """The unit behind a numeral. 一千瓦 is 1 千瓦: the longer unit takes the numeral's last character back."""
        if numeral.fraction:
            return _Measured(numeral, self.units.surfaces["%"], numeral.end)
        at = numeral.end
        if text[at : at + 1] == " " and (text[at + 1 : at + 2].isascii() or text[at - 1].isascii()):
            at += 1  # 56 GW, 70 万吨 as some pages set them
        infix = _INFIX.match(text, at) if text[at : at + 1] in _INFIX_STARTS else None
        if infix is not None:
            return self._infix(numeral, infix)
        unit = self.units.find(text, at)
        last = text[numeral.end - 1]
        if last in "千百万" and not numeral.fuzzy:
            longer = self.units.find(text, numeral.end - 1)
            if (
                longer is not None
                and longer.surface[0] == last
                and (unit is None or len(longer.surface) > len(unit.surface))
            ):
                value = parse_numeral(text[numeral.start : numeral.end - 1])
                if value is not None:
                    shorter = Numeral(numeral.start, numeral.end - 1, value, chinese=numeral.chinese)
                    return _Measured(shorter, longer, numeral.end - 1 + len(longer.surface))
        if unit is None or self._has_wrong_neighbour(text, at, unit):
            return None
        return _Measured(numeral, self._energy(text, numeral, unit, at), at + len(unit.surface))

    def _infix(self, numeral: Numeral, infix: Any) -> _Measured | None:
        """一个多月 is over 1 月, 两个半小时 is 2.5 小时."""
        unit = self.units.surfaces.get("个" + infix[2]) or self.units.surfaces.get(infix[2])
        if unit is None:
            return None
        half = infix[1] == "半"
        value = numeral.value + (Decimal("0.5") if half else 0)
        return _Measured(numeral._replace(value=value, fuzzy=numeral.fuzzy or not half), unit, infix.end())

    def _energy(self, text: str, numeral: Numeral, unit: Unit, at: int) -> Unit:
        """度 is a kilowatt hour behind 万 and 亿 and before 电, else a degree."""
        if unit.surface != self.patterns.degree[0]:
            return unit
        behind, before = self.patterns.degree_context
        energy = behind.search(text, numeral.start, numeral.end) or before.match(text, at + len(unit.surface))
        return self.units.surfaces[self.patterns.degree[1]] if energy else unit

    def _has_wrong_neighbour(self, text: str, at: int, unit: Unit) -> bool:
        """Whether the unit is the head of another word there: 三成 is a share, 二〇一五成立 is not."""
        follow = self.patterns.not_followed.get(unit.surface)
        return follow is not None and follow.match(text, at + len(unit.surface)) is not None

    def _range(self, text: str, first: Numeral, measured: _Measured | None, limit: int) -> _Measured | None:
        """3到4个小时, 12％-18％, 500万至1000万元, 3300元/吨-3400元/吨: one figure with two ends."""
        if first.value_max is not None:
            return None
        to = _TO.match(text, measured.end if measured else first.end)
        if to is None and measured is not None:
            to = _FROM_ABOVE.match(text, measured.end)  # 3万元以上25万元以下
        match = self.patterns.numeral.match(text, to.end()) if to else None
        second = read_numeral(match) if match and not match["word"] else None
        if to is None or second is None or second.value_max is not None:
            return None
        if measured is None and first.chinese != second.chinese:
            return None
        upper = self._measure(text, second)
        if upper is None or upper.end > limit or not text.startswith(to["rate"] or "", upper.end):
            return None
        if measured and measured.unit.dimension != upper.unit.dimension:
            return None
        low, high = self._ends(text, first, measured, upper)
        said = to["to"] in ("到", "至")  # 从13个到6个 is a change, not a range
        if low == high or (said and measured is not None and low > high):
            return None
        leap = said and measured is not None and high > low * _LEAP and measured.unit.dimension != "percent"
        if leap and self.patterns.is_moved_by(text, qualifier_before(self.patterns, text, first.start, first)[0]):
            return None  # 上涨50元至3500元
        numeral = Numeral(
            first.start,
            upper.numeral.end,
            low,
            high,
            first.fuzzy or second.fuzzy,
            second.scaled,
            second.chinese and first.chinese,
        )
        end = upper.end
        if to["to"] == "以上":
            if not text.startswith("以下", end):
                return None
            end += 2
        return _Measured(numeral, upper.unit, end)

    def _ends(self, text: str, first: Numeral, measured: _Measured | None, upper: _Measured) -> tuple[Decimal, Decimal]:
        """Both ends in the unit of the second. 5-10亿元 shares the 亿; 5000-1万元 does not."""
        low, high = first.value, upper.numeral.value
        if measured is not None:
            return low * measured.unit.factor / upper.unit.factor, high
        factor = _scale_of(text, upper.numeral)
        if factor is not None and not first.scaled and low * factor <= high:
            low *= factor
        return low, high

    def _unitless(self, text: str, numeral: Numeral) -> Quantity | None:
        """A scaled numeral without a unit is still a figure (超过2亿), and so is a level; other numbers are not."""
        start, before = qualifier_before(self.patterns, text, numeral.start, numeral)
        bare = numeral.bare_scale and start == numeral.start
        scaled = numeral.scaled and numeral.end - numeral.start > 1 and not bare
        if not scaled and not self.patterns.is_index(text, numeral.start, numeral.end):
            return None
        end, after = qualifier_after(self.patterns, text, numeral.end, NUMBER)
        qualifier = combine(before, after, numeral.fuzzy)
        return Quantity(start, end, numeral.start, end, NUMBER, strip(numeral.value), None, "", "", "", qualifier)

    def _is_plausible(self, text: str, measured: _Measured) -> bool:
        numeral, surface = measured.numeral, measured.unit.surface
        word = text[numeral.start : numeral.end]
        if numeral.chinese and len(word) < 2 and surface in self.units.digits_only:
            return False
        if numeral.bare_scale and not numeral.fuzzy and len(word) < 3:
            # 百万美元以上; 亿元以上项目 only names a class
            told = (
                len(word) > 1
                and qualifier_after(self.patterns, text, measured.end, measured.unit.dimension)[1] == "at_least"
            )
            return told or qualifier_before(self.patterns, text, numeral.start, numeral)[0] < numeral.start
        if word == "二" and measured.unit.dimension == "count":  # 二所, 二队: an ordinal; two of them are 两所
            return False
        return not (word == "两" and surface in self.patterns.both)

    def _assemble(self, text: str, measured: _Measured) -> Quantity:
        numeral, unit, end = measured.numeral, measured.unit, measured.end
        value, fuzzy, start = numeral.value, numeral.fuzzy, numeral.start
        tail = text[end : end + 1]
        if tail == "半" and numeral.value_max is None and ends_in_half(text, end, unit.dimension):
            value, end = value + Decimal("0.5"), end + 1
        elif (
            tail
            and tail in "多余"
            and unit.dimension in _MEASURES
            and text[end + 1 : end + 2] not in ("种", "元", "样", "项")
        ):
            fuzzy, end = True, end + 1
        if unit.surface == "成" and tail and tail in _TENTHS and numeral.value_max is None:  # 九成五 is 95%
            value, end = value + _TENTHS[tail], end + 1
        value, value_max, canonical, per, surface, rate_end = self._convert(
            text, unit, value, numeral.value_max, measured.unit_end or end
        )
        end = end if measured.unit_end else rate_end
        end, after = qualifier_after(self.patterns, text, end, unit.dimension)
        first, before = qualifier_before(self.patterns, text, start, numeral)
        if before == "nearly" and unit.dimension == "duration":
            first, before = self.patterns.look_back_at(text, first, start, end) or (first, before)
        qualifier = "range" if value_max is not None else combine(before, after, fuzzy)
        article = (
            unit.dimension == "count"
            and text[start : numeral.end] in self.patterns.article
            and self.patterns.counted.match(text, start) is None
        )
        form = "within" if unit.dimension == "duration" and text[end - 1] == "内" else ""
        if per and unit.dimension not in ("length", "data", "duration", "money"):
            form = "rated"
        return Quantity(
            first, end, start, end, unit.dimension, value, value_max, canonical, surface, per, qualifier, form, article
        )

    def _convert(
        self, text: str, unit: Unit, low: Decimal, high: Decimal | None, end: int
    ) -> tuple[Decimal, Decimal | None, str, str, str, int]:
        """Value and end in the canonical unit; of a rate, 万吨/年 has ``per`` 年 and 元/吨 is a unit of its own."""
        rate = _RATE.match(text, end)
        period = self.patterns.denominator.match(text, rate.end()) if rate else None
        if period is not None and unit.dimension == "length" and period.group() in _SPEED:
            name = f"{unit.surface}/{period.group()}"
            return strip(low), None if high is None else strip(high), name, "", unit.surface, period.end()
        below = self.units.find(text, rate.end()) if rate and period is None else None
        if rate is not None and below is not None:
            of = f"/{below.surface}"
            price, name = unit.convert_rate(low) if unit.rate else (strip(low), unit.surface)
            price_max = None if high is None else unit.convert_rate(high)[0] if unit.rate else strip(high)
            return price, price_max, name + of, "", unit.surface + of, rate.end() + len(below.surface)
        low, high, canonical = unit.convert_range(low, high)
        if period is not None:
            return low, high, canonical, self.patterns.denominators[period.group()], unit.surface, period.end()
        return low, high, canonical, "", unit.surface, end


_TENTHS = {c: Decimal(digit) / 10 for c, digit in DIGITS.items() if digit and c != "两"} | {"半": Decimal("0.5")}
_SCALED = compile_words(r"[十百千]?[万亿]+|[十百千]$")


def _scale_of(text: str, numeral: Numeral) -> Decimal | None:
    """What the 亿 of a numeral stands for."""
    scale = _SCALED.search(text, numeral.start, numeral.end)
    return parse_numeral(scale.group()) if scale else None
