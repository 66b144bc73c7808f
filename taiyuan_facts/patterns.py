"""Patterns of the data files, compiled with the engine that runs them fastest.

The standard library's engine is about twice as fast on alternations of short words; it has no ``\\p{Han}`` and no
lookbehind of varying width, which the module ``regex`` has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import regex

_HAN = "\u4e00-\u9fff\u3400-\u4dbf\u3007"
_GROUP = re.compile(r"\(\?<(?=[A-Za-z])")


def compile_words(pattern: str) -> Any:
    """Compile a pattern with ``re`` where it can, else with ``regex``.

    Returns:
        A compiled pattern of either module; both have the same methods.

    Raises:
        regex.error: the pattern is no regex for either.
    """
    plain = (
        pattern.replace(f"[^{chr(92)}p{{Han}}", f"[^{_HAN}")
        .replace(r"[\p{Han}", f"[{_HAN}")
        .replace(r"\p{Han}", f"[{_HAN}]")
    )
    try:
        return re.compile(_GROUP.sub("(?P<", plain))
    except re.error:
        return regex.compile(pattern)


def either(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first, without a group around it."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def first_characters(pattern: str) -> str:
    """The literal characters that the top-level alternatives of a pattern begin with, lookbehinds aside.

    Raises:
        ValueError: an alternative does not begin with a literal character.
    """
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        bare = _LOOKBEHIND.sub("", alternative)
        members = _PLAIN_SET.match(bare)
        if members is not None:
            found.update(members[1])
        elif not bare or bare[0] in "[(.^$*+?{\\":
            raise ValueError(f"the alternative {alternative} does not begin with a character")
        else:
            found.add(bare[0])
    return "".join(sorted(found))


_PLAIN_SET = re.compile(r"\[([^\]\\^-]+)\]")
_LOOKBEHIND = re.compile(r"^(?:\(\?<[!=](?:\[[^\]]*\]|[^()\[])*\))+")


def _alternatives(pattern: str) -> list[str]:
    """A pattern split at its top-level bars."""
    parts, depth, start, in_set = [], 0, 0, False
    for at, character in enumerate(pattern):
        if in_set:
            in_set = character != "]"
        elif character == "[":
            in_set = True
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
    return [*parts, pattern[start:]]
