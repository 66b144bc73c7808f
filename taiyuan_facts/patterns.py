"""Patterns of the data files, compiled with the engine that runs them fastest.

The standard library's engine is about twice as fast on alternations of short words; it has no ``\\p{Han}`` and no
lookbehind of varying width, which the module ``regex`` has. A lookbehind for words of several lengths is written as
several (`_even`), so that one of them among ten thousand words does not slow the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
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
        return re.compile(_LOOKBEHINDS.sub(_even, _GROUP.sub("(?P<", plain)))
    except re.error:
        return regex.compile(pattern)


_WORD = r"(?:\[[^\]\\]*\]|[^()\[\]\\*+?{}^$|])*"  # literal characters and sets
_LOOKBEHINDS = re.compile(rf"\(\?<(?P<sign>[=!])(?P<words>{_WORD}(?:\|{_WORD})+)\)")
_IN_SET = re.compile(r"\[[^\]]*\]")


def _even(lookbehind: re.Match[str]) -> str:
    """(?<=土地|车) as (?:(?<=土地)|(?<=车)), and (?<!土地|车) as (?<!土地)(?<!车): one for each length of words."""
    sign, words = lookbehind["sign"], _alternatives(lookbehind["words"])
    by_width: dict[int, list[str]] = {}
    for word in words:
        by_width.setdefault(len(_IN_SET.sub("x", word)), []).append(word)
    if len(by_width) == 1:
        return lookbehind[0]
    parts = [f"(?<{sign}{'|'.join(some)})" for some in by_width.values()]
    return "".join(parts) if sign == "!" else f"(?:{'|'.join(parts)})"


@dataclass(frozen=True, slots=True)
class Search:
    """Whether a pattern stands anywhere in a text.

    Its alternatives are looked for one by one: alone, one that begins with a character or a set skips what cannot
    match, and one that begins with ``^`` is tried at the start only.
    """

    tests: tuple[Callable[[str], Any], ...]

    @classmethod
    def build(cls, pattern: str) -> Search:
        """Raises regex.error where the pattern is no regex."""
        parts = [pattern] if _NOT_APART.search(pattern) else _alternatives(pattern)
        return cls(tuple(_finder(part) for part in parts))

    def __call__(self, text: str) -> bool:
        """Whether it does."""
        for test in self.tests:  # noqa: SIM110  # any() takes twice as long
            if test(text) is not None:
                return True
        return False


_NOT_APART = re.compile(r"\(\?[^:=!<>P]|\\[1-9]")  # flags, atomic groups and references


def _finder(alternative: str) -> Callable[[str], Any]:
    compiled = regex.compile(alternative) if r"\p{" in alternative else compile_words(alternative)
    return compiled.match if alternative.startswith("^") else compiled.search  # type: ignore[no-any-return]


def either(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first, without a group around it."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


FEW_STARTS = 10  # characters that words begin with, which are as soon tried as asked for


def branching(words: Iterable[str]) -> str:
    """As `either`, and matching the same, with common beginnings written once: 今(?:年|天) goes down one way only."""
    unique = sorted(set(words))
    starts = "".join(sorted({word[:1] for word in unique}))
    return f"(?=[{re.escape(starts)}])(?:{_branch(unique)})" if len(starts) > FEW_STARTS else _branch(unique)


def branches(words: Iterable[str]) -> str:
    """As `branching`, for `parted`: an alternative for each character that words begin with, without a group."""
    return _branch(sorted(set(words)))


def _branch(words: list[str]) -> str:
    """Sorted words as a pattern; those that begin alike share a branch, in which the longest is tried first."""
    branches: list[str] = []
    for first, group in groupby(words, key=lambda word: word[:1]):
        rests = [word[1:] for word in group]
        longer = [rest for rest in rests if rest]
        branches.append(re.escape(first) + (_tail(longer, optional=len(longer) < len(rests)) if longer else ""))
    return "|".join(branches)


def _tail(rests: list[str], *, optional: bool) -> str:
    inner = _branch(rests)
    if optional:
        return f"(?:{inner})?"
    return f"(?:{inner})" if len({rest[0] for rest in rests}) > 1 else inner


FEW_ALTERNATIVES, BRANCHES = 6, 4  # that are as soon tried one by one, and into which more are parted


def parted(pattern: str) -> str:
    """As the pattern, and matching the same, with its alternatives parted by what they begin with.

    Of several hundred alternatives, at one place only those are tried that begin with the character there.

    Raises:
        ValueError: an alternative does not begin with a literal character.
    """
    alternatives = _alternatives(pattern)
    beginning: dict[str, list[int]] = {}
    for at, alternative in enumerate(alternatives):
        for character in first_characters(alternative):
            beginning.setdefault(character, []).append(at)

    def part(characters: Sequence[str]) -> str:
        own = sorted({at for character in characters for at in beginning[character]})
        if len(own) <= FEW_ALTERNATIVES or len(characters) == 1:
            return "|".join(alternatives[at] for at in own)
        step = -(-len(characters) // BRANCHES)
        parts = (characters[at : at + step] for at in range(0, len(characters), step))
        return "|".join(f"(?=[{re.escape(''.join(some))}])(?:{part(some)})" for some in parts)

    return part(sorted(beginning))


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
    parts, depth, start, in_set, escaped = [], 0, 0, False, False
    for at, character in enumerate(pattern):
        if escaped or character == "\\":
            escaped = not escaped
        elif in_set:
            in_set = character != "]"
        elif character == "[":
            in_set = True
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
    return [*parts, pattern[start:]]
