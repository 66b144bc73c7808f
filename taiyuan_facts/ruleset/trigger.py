"""What a text must hold for a pattern to match, so that most rules need not run at all.

A pattern such as ``总投资(?:达|为)?[M]`` can only match where 总投 stands. The first two characters of such a word are
its bigram; a sentence's bigrams are a set, so that finding the rules that can match costs the same however many there
are. What stands one behind the other in a pattern is all needed: of each such place the text must hold one word, and of
figures as many as the pattern takes.
The reading is conservative: where no word is certain, none is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

# Pieces of a pattern in verbose mode; `odd` is what is not read here (flags, conditions, calls).
TOKEN = regex.compile(
    r"(?<space>\s+|\#[^\n]*)"
    r"|(?<odd>\(\*|\(\?(?!P?<[A-Za-z_]\w*>|[:>=!\#]|<[=!]))"
    r"|(?<open>\((?:\?(?:P?<[A-Za-z_]\w*>|:|>|=|!|<=|<!|\#))?)|(?<close>\))|(?<bar>\|)"
    r"|(?<klass>\[\^?\]?(?:\\.|[^\]\\])*\])|(?<repeat>[*+?]|\{\d*,?\d*\})(?<lazy>[?+]?)"
    r"|(?<escape>\\(?:[pPN]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|.))|(?<literal>.)",
    regex.DOTALL,
)
# The same, with a group of nothing but words as one piece: the lists of the lexicon come back in rule after rule.
_PIECE = regex.compile(
    rf"(?<words>\(\?:[^()\[\]{{}}\\.*+?^$#|]+(?:\|[^()\[\]{{}}\\.*+?^$#|]+)+\))|{TOKEN.pattern}", regex.DOTALL
)
MOST = 4  # sets of words that are kept of a pattern: more cost more to look up than they spare
_ASIDE = ("(?!", "(?<!", "(?#")  # what stands in these need not stand in the text
_AROUND = ("(?=", "(?<=")
_PLAIN = regex.compile(r"\[(?:[^\]\[^\\-]|\\u[\da-fA-F]{4}|\\[^\w])+\]")
_MEMBER = regex.compile(r"\\u([\da-fA-F]{4})|\\?(.)", regex.DOTALL)
_LONE, _FIGURE = 30, 60  # how much likelier a character, or a kind of figure, is to be met than a bigram


class Trigger(NamedTuple):
    """What a text must hold: of each set at least one bigram or lone character, and so many figures and times."""

    sets: tuple[frozenset[str], ...]
    figures: int


def find_trigger(pattern: str) -> Trigger:
    """What a text must hold for ``pattern`` (verbose) to match; no sets where no word is certain."""
    tokens = [match for match in _PIECE.finditer(pattern) if not match["space"]]
    if any(token["odd"] for token in tokens):  # flags, conditions, calls: what they do to a word is not read here
        return NO_TRIGGER
    found, at = _alternatives(tokens, 0)
    if at != len(tokens):
        return NO_TRIGGER
    return Trigger(tuple(_best(found.sets)[:MOST]), found.figures)


NO_TRIGGER = Trigger((), 0)


def _best(sets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The sets without repeats, those that are met most seldom first."""
    return sorted(dict.fromkeys(sets), key=lambda options: sum(map(_weight, options)))


def _weight(key: str) -> int:
    return 1 if len(key) > 1 else _FIGURE if is_figure(key) else _LONE


def is_figure(character: str) -> bool:
    """Whether a character is a placeholder."""
    return "\ue000" <= character <= "\uf8ff"


def _alternatives(tokens: list[regex.Match[str]], at: int) -> tuple[Trigger, int]:
    """What the branches of a group need."""
    branches: list[Trigger] = []
    while True:
        branch, at = _sequence(tokens, at)
        branches.append(branch)
        if at >= len(tokens) or not tokens[at]["bar"]:
            break
        at += 1
    return (branches[0] if len(branches) == 1 else _either(branches)), at


def _either(branches: list[Trigger]) -> Trigger:
    """What several branches need. Of two the text holds one, and so one word of either's first set, one of either's
    second, and so on; a branch that has no more sets gives its last one again."""
    figures = min(branch.figures for branch in branches)
    if not all(branch.sets for branch in branches):
        return Trigger((), figures)
    ranked = [_best(branch.sets) for branch in branches]
    sets = [
        frozenset().union(*(sets[min(rank, len(sets) - 1)] for sets in ranked)) for rank in range(max(map(len, ranked)))
    ]
    return Trigger(tuple(sets), figures)


@lru_cache(maxsize=512)
def _of_words(group: str) -> Trigger:
    """What a group of words needs."""
    words = ["".join(word.split()) for word in group[3:-1].split("|")]
    return _either([Trigger(tuple(_words(word)), sum(map(is_figure, word))) for word in words])


def _sequence(tokens: list[regex.Match[str]], at: int) -> tuple[Trigger, int]:
    """What a sequence needs: all that its pieces need."""
    sets: list[frozenset[str]] = []
    figures = 0
    word = ""
    while at < len(tokens) and not tokens[at]["bar"] and not tokens[at]["close"]:
        token = tokens[at]
        if token["open"] or token["words"]:
            inner, close = (_of_words(token["words"]), at) if token["words"] else _alternatives(tokens, at + 1)
            low, at = _repeat(tokens, close + 1)
            sets += _words(word)
            word = ""
            if low and token["open"] not in _ASIDE:
                sets += inner.sets
                figures += 0 if token["open"] in _AROUND else low * inner.figures
            continue
        low, after = _repeat(tokens, at + 1)
        members = _members(token)
        figures += low * (bool(members) and all(map(is_figure, members)))
        if len(members) == 1 and low and after == at + 1:
            word += members
        else:
            sets += _words(word + members if len(members) == 1 and low else word)
            word = ""
            if len(members) > 1 and low:
                sets.append(frozenset(members))
        at = after
    return Trigger((*sets, *_words(word)), figures), at


def _repeat(tokens: list[regex.Match[str]], at: int) -> tuple[int, int]:
    """How often a piece must stand at least by the quantifier at ``at``, and the place behind it."""
    if at >= len(tokens) or not tokens[at]["repeat"]:
        return 1, at
    repeat = tokens[at]["repeat"]
    if repeat in "*?+":
        return int(repeat == "+"), at + 1
    return int(repeat[1:-1].partition(",")[0] or 0), at + 1


def _members(token: regex.Match[str]) -> str:
    """The characters of which a piece matches one; none where they are not all written out."""
    if token["literal"]:
        return "" if token["literal"] in ".^$" else str(token["literal"])
    if token["escape"]:
        written = token["escape"]
        if written[1] == "u":
            return chr(int(written[2:], 16))
        return "" if written[1].isalnum() else str(written[1])
    if token["klass"] and _PLAIN.fullmatch(token["klass"]):
        found = _MEMBER.finditer(token["klass"][1:-1])
        return "".join(chr(int(member[1], 16)) if member[1] else member[2] for member in found)
    return ""


def _words(word: str) -> list[frozenset[str]]:
    """A run of certain characters as sets: its first two bigrams (检测能力: the second, 测能, stands nowhere else), the
    kinds of figures in it, else its characters."""
    figures = [frozenset({c}) for c in word if is_figure(c)]
    bigrams = [word[i : i + 2] for i in range(len(word) - 1) if not any(map(is_figure, word[i : i + 2]))]
    if bigrams:
        return [*(frozenset({pair}) for pair in bigrams[:2]), *figures]
    return [*(frozenset({c}) for c in word if not is_figure(c)), *figures]
