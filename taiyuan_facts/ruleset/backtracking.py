"""Patterns that can backtrack without bound: found in the pattern itself, and by running it on texts made to hurt it.

The first finds a repeat of a repeat with nothing between (``(a+)+``). The second pumps what each repeat of the pattern
matches, in two lengths: a pattern whose cost grows much faster than the text is found out by processor time, one that
explodes by a time limit.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import regex

from taiyuan_facts.ruleset.pattern_tree import Item, parse_pattern, walk

LIMIT = 2.0  # seconds that a pattern may take for one text; patterns that are right take milliseconds
_GLANCE, _HALF, _SHORT, _LONG = 600, 1200, 300, 2400  # characters: from short to long eight times the length
_STEEP = 28  # times the cost; linear is 8, the square 64
# In yardsticks, so that a slow machine judges as a fast one does:
_DEAR = 70.0  # for the long text; what is below hurts nobody, and its growth is noise
_CHEAP = _DEAR / 64, _DEAR / 8  # at a glance and at half the length: what is below, be it cubic, is not dear at length
_STOP = "〓"  # a character that patterns do not ask for, so that the match fails behind the pumped text
_PROBES = "中国的了万元AZaz019 、（）“”/-"


class Runaway(NamedTuple):
    """Where in a pattern the backtracking starts, and why it is so."""

    at: int
    reason: str


def find_runaway(pattern: str, placeholders: str = "", flags: int = regex.VERBOSE) -> Runaway | None:
    """The first way in which a pattern that compiles can backtrack without bound, or None.

    Args:
        pattern: the pattern with its macros written out.
        placeholders: the characters that stand for the figures which it asks for.
        flags: flags of module `regex`.
    """
    tree = parse_pattern(pattern)
    return _nested(tree) or _pumped(pattern, tree, placeholders, flags)


def _nested(tree: Item) -> Runaway | None:
    """A repeat without an upper bound around another, with nothing between that tells their turns apart."""
    for item, _ in walk(tree):
        if item.is_loop and not item.sealed and _has_bare_loop(item):
            return Runaway(item.at, "a repeat without an upper bound stands around another with nothing between them")
    return None


def _has_bare_loop(item: Item) -> bool:
    for branch in item.branches if item.kind == "group" else ():
        for index, child in enumerate(branch):
            others = branch[:index] + branch[index + 1 :]
            if child.sealed or not all(other.can_be_empty for other in others):
                continue
            if child.is_loop or _has_bare_loop(child):
                return True
    return False


def _pumped(pattern: str, tree: Item, placeholders: str, flags: int) -> Runaway | None:
    compiled = regex.compile(pattern, flags)
    sampler = _Sampler(placeholders)
    # A match far behind, so that the search is not given up at once for want of a word that must stand somewhere.
    tails = (f"{_STOP}，", f"{_STOP}{sampler.sample(tree)}{_STOP}，")
    seen: set[tuple[str, str]] = set()
    for at, prefix, pump in _attacks(tree, sampler, placeholders):
        if not pump or (prefix, pump) in seen:
            continue
        seen.add((prefix, pump))
        for tail in tails:
            reason = _attack(compiled, prefix, pump, tail)
            if reason:
                return Runaway(at, reason)
    return None


def _attacks(tree: Item, sampler: _Sampler, placeholders: str) -> Iterator[tuple[int, str, str]]:
    """(place, text before, text to pump) for every repeat, and for the pattern as a whole."""
    for item, before in walk(tree):
        if item.kind in ("around", "odd") or (item.high is not None and item.high < 2):
            continue
        head = "".join(sampler.sample(earlier) for earlier in before)
        for pump in sampler.variants(item):
            yield item.at, head, pump
            yield item.at, "", head + pump
    for character in ("中", *placeholders[:2]):
        yield 0, "", character


def _attack(compiled: Any, prefix: str, pump: str, tail: str) -> str:
    """Why a pattern fails on a pumped text, or ''."""
    shown = f"{prefix}{pump}{pump}…"
    glance, half, short, long = (
        prefix + pump * max(1, length // len(pump)) + tail for length in (_GLANCE, _HALF, _SHORT, _LONG)
    )
    unit = yardstick()
    try:
        if any(_cost(compiled, text) < cheap * unit for text, cheap in zip((glance, half), _CHEAP, strict=True)):
            return ""
        cost = _cost(compiled, long)
        if cost < _DEAR * unit or cost < _STEEP * min(_cost(compiled, short) for _ in range(3)):
            return ""
    except TimeoutError:
        return f"on a text such as «{shown}» it finds no end"
    return f"on a text such as «{shown}» its cost grows with the square of the length, or faster"


@cache
def yardstick() -> float:
    """Seconds of processor time that this machine takes for a plain square: each of 2,400 letters begins one run."""
    square = regex.compile("a+b")
    return min(_cost(square, "a" * _LONG) for _ in range(5))


def _cost(compiled: Any, text: str) -> float:
    """Seconds of processor time for all matches in a text; TimeoutError beyond the limit."""
    start = time.thread_time()
    for _ in compiled.finditer(text, timeout=LIMIT):
        pass
    return time.thread_time() - start


class _Sampler:
    """Texts that pieces of a pattern match."""

    def __init__(self, placeholders: str) -> None:
        self.probes = placeholders + _PROBES
        self._known: dict[str, str] = {}

    def sample(self, item: Item) -> str:
        """A short text that an item matches, as often as it must."""
        return (self._once(item, 0)) * item.low

    def variants(self, item: Item) -> list[str]:
        """Texts that one turn of an item matches, of different branches or characters."""
        if item.kind == "char":
            characters = self._matching(item.source)
            return list(dict.fromkeys((characters[:1], characters[-1:])))
        return list(dict.fromkeys(self._once(item, index) for index in range(min(len(item.branches), 4))))

    def _once(self, item: Item, branch: int) -> str:
        if item.kind == "char":
            return self._matching(item.source)[:1]
        if item.kind != "group" or not item.branches:
            return ""
        return "".join(self._once(child, 0) * max(child.low, int(child.is_loop)) for child in item.branches[branch])

    def _matching(self, source: str) -> str:
        """The probes that a one-character pattern matches."""
        if source not in self._known:
            try:
                pattern = regex.compile(source if len(source) > 1 or source == "." else regex.escape(source))
                literal = source[-1] if len(source) <= 2 else ""
                self._known[source] = "".join(c for c in self.probes + literal if pattern.fullmatch(c))
            except regex.error:  # a back-reference, alone
                self._known[source] = ""
        return self._known[source]
