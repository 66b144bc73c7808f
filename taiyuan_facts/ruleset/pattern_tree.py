"""A pattern as a tree of what it repeats, as far as is needed to see how it can backtrack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from taiyuan_facts.ruleset.trigger import TOKEN


@dataclass(slots=True)
class Item:
    """One piece of a pattern with its repeat.

    ``kind``: char (a literal, an escape or a class), group, around (a look to the side) or odd (what is not read here).
    ``high`` None: no upper bound. ``sealed``: possessive or atomic, so that nothing in it is tried again.
    """

    kind: str
    source: str
    at: int
    low: int = 1
    high: int | None = 1
    repeat_at: int = -1
    sealed: bool = False
    branches: list[list[Item]] = field(default_factory=list)

    @property
    def is_loop(self) -> bool:
        """Whether it repeats so often that what it matches can be as long as the text."""
        return self.high is None

    @property
    def can_be_empty(self) -> bool:
        """Whether it can match nothing."""
        if self.low == 0 or self.kind == "around":
            return True
        return self.kind == "group" and any(all(item.can_be_empty for item in branch) for branch in self.branches)


_AROUND = ("(?=", "(?!", "(?<=", "(?<!", "(?#")
_BOUNDS = regex.compile(r"\{(\d*)(,?)(\d*)\}")
_ZERO_WIDTH = ("^", "$", r"\b", r"\B", r"\A", r"\Z", r"\m", r"\M", r"\G", r"\K")


def parse_pattern(pattern: str) -> Item:
    """The tree of a verbose pattern that compiles, as one group."""
    tokens = [match for match in TOKEN.finditer(pattern) if not match["space"]]
    branches, _ = _parse(tokens, 0)
    return Item("group", "", 0, branches=branches)


def _parse(tokens: Sequence[regex.Match[str]], at: int) -> tuple[list[list[Item]], int]:
    branches: list[list[Item]] = [[]]
    while at < len(tokens) and not tokens[at]["close"]:
        token = tokens[at]
        at += 1
        if token["bar"]:
            branches.append([])
            continue
        if token["open"]:
            inner, at = _parse(tokens, at)
            at += 1
            kind = "around" if token["open"] in _AROUND else "group"
            item = Item(kind, token.group(), token.start(), branches=inner, sealed=token["open"] == "(?>")
        elif token["odd"]:
            _, at = _parse(tokens, at)
            at += 1
            item = Item("odd", token.group(), token.start())
        elif token.group() in _ZERO_WIDTH:
            item = Item("around", token.group(), token.start())
        else:
            item = Item("char", token.group(), token.start())
        if at < len(tokens) and tokens[at]["repeat"]:
            _repeat(item, tokens[at])
            at += 1
        branches[-1].append(item)
    return branches, at


def _repeat(item: Item, token: regex.Match[str]) -> None:
    low, high = _bounds(token["repeat"])
    item.low, item.high, item.repeat_at = low, high, token.start()
    item.sealed = item.sealed or token["lazy"] == "+"


def _bounds(repeat: str) -> tuple[int, int | None]:
    simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
    if repeat in simple:
        return simple[repeat]
    match = _BOUNDS.fullmatch(repeat)
    assert match is not None, repeat
    low = int(match[1] or 0)
    if not match[2]:
        return low, low
    return low, int(match[3]) if match[3] else None


def walk(item: Item, before: tuple[Item, ...] = ()) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """Every item under one, with the items that stand before it on the way to it."""
    for branch in item.branches:
        for index, child in enumerate(branch):
            earlier = (*before, *branch[:index])
            yield child, earlier
            yield from walk(child, earlier)
