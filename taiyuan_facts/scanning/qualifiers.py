"""How exact a figure is: the words around its numeral (近, 超过, 左右) as one qualifier."""

from __future__ import annotations

from taiyuan_facts.patterns import compile_words
from taiyuan_facts.scanning.numeral_spans import Numeral
from taiyuan_facts.scanning.quantity_patterns import Patterns

LONGEST_WHOLE = 20  # characters of 不得低于 and what a share is of
_HALVED = frozenset({"area", "mass", "length"})
_HALF = compile_words(r"半(?:[^\p{Han}]|[的多左地]|$)")  # 三亩半，; 三米半径 is no half
_HALF_TIME = compile_words(r"半(?![年天])")
_OVER = compile_words(r"[多余](?![种元样项年个])")


def qualifier_before(patterns: Patterns, text: str, start: int, numeral: Numeral) -> tuple[int, str]:
    """The qualifier right before a numeral, unless it is the tail of another word (附近, 通过); and where it begins."""
    end = start - (text[start - 1 : start] == " ")
    end -= text[end - 1 : end] == "了"
    for length in patterns.lengths_before.get(text[end - 1 : end], ()):
        word = text[end - length : end] if length <= end else ""
        if word in patterns.qualifier_before:
            break
    else:
        return start, _held_to(patterns, text, start, numeral) if text[end - 1 : end] == "的" else "exact"
    if word in patterns.round_only and not (numeral.bare_scale or (numeral.scaled and word != "上")):
        return start, "exact"
    if (len(word) == 1 or word[0] == "最") and patterns.not_before.search(text, max(0, start - 6), start):
        return start, "exact"
    return end - length, patterns.qualifier_before[word]


def _held_to(patterns: Patterns, text: str, start: int, numeral: Numeral) -> str:
    """不得低于公司股份总数的‹5%›: the qualifier of a share stands before what it is a share of."""
    if not numeral.fraction and text[numeral.end : numeral.end + 1] not in ("%", "成"):
        return "exact"
    held = patterns.held_to.search(text, max(0, start - LONGEST_WHOLE), start)
    return "exact" if held is None else patterns.qualifier_before[held["qualifier"]]


def qualifier_after(patterns: Patterns, text: str, end: int, dimension: str) -> tuple[int, str]:
    """Where the qualifier word right behind a unit ends, and what it says."""
    match = patterns.after.match(text, end)
    if match is None or (match[1] in patterns.after_time_only and dimension != "duration"):
        return end, "exact"
    return match.end(), patterns.qualifier_after[match[1]]


def qualifier_behind_word(patterns: Patterns, text: str, end: int, dimension: str) -> tuple[int, str]:
    """As `qualifier_after` behind a figure that has no numeral; 一半｜多 is over a half."""
    return (end + 1, "over") if _OVER.match(text, end) else qualifier_after(patterns, text, end, dimension)


def ends_in_half(text: str, end: int, dimension: str) -> bool:
    """一年半, 三亩半: whether half of the unit that ends at ``end`` stands behind it."""
    pattern = _HALF_TIME if dimension == "duration" else _HALF if dimension in _HALVED else None
    return pattern is not None and pattern.match(text, end) is not None


def combine(before: str, after: str, fuzzy: bool) -> str:
    """One qualifier out of the word before, the word behind and a 余 or 多 within."""
    if before in ("exact", "about") and fuzzy:
        return "over"
    return before if before != "exact" else after
