"""What a text must hold for a pattern to match, so that most rules need not run at all.

A pattern such as ``总投资(?:达|为)?[M]`` can only match where 总投 stands. The first two characters of such a word are
its bigram; a sentence's bigrams are a set, so that finding the rules that can match costs the same however many there
are.
The reading is conservative: where no word is certain, None is returned and the rule always runs.

Word lists make up most of a pattern, and the same ones stand in many: each is read once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words

# Pieces of a pattern in verbose mode; `odd` is what is not read here (flags, conditions, calls).
TOKEN = regex.compile(
    r"(?<space>\s+|\#[^\n]*)"
    r"|(?<odd>\(\*|\(\?(?!P?<[A-Za-z_]\w*>|[:>=!\#]|<[=!]))"
    r"|(?<open>\((?:\?(?:P?<[A-Za-z_]\w*>|:|>|=|!|<=|<!|\#))?)|(?<close>\))|(?<bar>\|)"
    r"|(?<klass>\[\^?\]?(?:\\.|[^\]\\])*\])|(?<repeat>[*+?]|\{\d*,?\d*\})(?<lazy>[?+]?)"
    r"|(?<escape>\\(?:[pPN]\{[^}]*\}|.))|(?<literal>.)",
    regex.DOTALL,
)
# Here a run of characters that no repeat follows is one piece, and a repeat's laziness says nothing.
_PIECE = compile_words(rf"(?s)(?<word>\p{{Han}}+(?!(?:\s+|\#[^\n]*)*[*+?{{]))|{TOKEN.pattern}")
_AROUND = ("(?=", "(?!", "(?<=", "(?<!", "(?#")

_Options = frozenset[str] | None
_Token = tuple[str, str]  # the name of its group in _PIECE, or `written`, and its text


def find_trigger(pattern: str, written: Sequence[Span] = ()) -> frozenset[str] | None:
    """Bigrams (or lone characters) of which a text must hold at least one for ``pattern`` (verbose) to match.

    Args:
        pattern: the pattern with its macros written out.
        written: where in it word lists were written out as ``(?:…)``, in order; to know them only saves time.

    Returns:
        The set, or None where the pattern can match without any certain word.
    """
    tokens: list[_Token] = []
    at = 0
    for start, end in written:
        if _read_written(pattern[start:end]) is not None:
            tokens += [*_tokens(pattern, at, start), ("written", pattern[start:end])]
            at = end
    tokens += _tokens(pattern, at, len(pattern))
    if _has_odd(tokens):  # flags, conditions, calls: what they do to a word is not read here
        return None
    options, at = _alternatives(tokens, 0)
    return options if at == len(tokens) else None


def _tokens(pattern: str, start: int, end: int) -> list[_Token]:
    found = ((match.lastgroup, match.group()) for match in _PIECE.finditer(pattern, start, end))
    return [(kind, text) for kind, text in found if kind != "space"]


@lru_cache(maxsize=1024)
def _read_written(text: str) -> tuple[_Options, bool] | None:
    """The options of a group ``(?:…)``, and whether it holds what is not read here; None for one that ends too soon."""
    tokens = _tokens(text, 0, len(text))
    options, close = _alternatives(tokens, 1)
    return (options, _has_odd(tokens)) if close == len(tokens) - 1 else None


def _has_odd(tokens: list[_Token]) -> bool:
    return any(kind == "odd" or (kind == "written" and _written(text)[1]) for kind, text in tokens)


def _written(text: str) -> tuple[_Options, bool]:
    read = _read_written(text)
    assert read is not None, text
    return read


def _alternatives(tokens: list[_Token], at: int) -> tuple[_Options, int]:
    """The options of a group's branches: all must have some, else there is none."""
    options: set[str] | None = set()
    while True:
        branch, at = _sequence(tokens, at)
        if branch is None:
            options = None
        elif options is not None:
            options.update(branch)
        if at >= len(tokens) or tokens[at][0] != "bar":
            return None if options is None else frozenset(options), at
        at += 1


def _sequence(tokens: list[_Token], at: int) -> tuple[_Options, int]:
    """The best options of a sequence: the fewest, and words before lone characters."""
    found: list[frozenset[str]] = []
    word = ""
    while at < len(tokens) and tokens[at][0] not in ("bar", "close"):
        kind, text = tokens[at]
        if kind == "word":
            word += text
            at += 1
            continue
        inner: _Options = None
        if kind == "written":
            inner = _written(text)[0]
        elif kind == "open":
            inner, at = _alternatives(tokens, at + 1)
        optional, after = _repeat(tokens, at + 1)
        character = _character(kind, text)
        if character and not optional:
            word += character
        if not character or optional or after > at + 1:
            found += _word_options(word)
            word = ""
        if inner is not None and not optional and text not in _AROUND:
            found.append(inner)
        at = after
    found += _word_options(word)
    if len(found) < 2:
        return found[0] if found else None, at
    return min(found, key=lambda options: (min(map(len, options)) < 2, len(options), sorted(options))), at


def _repeat(tokens: list[_Token], at: int) -> tuple[bool, int]:
    """Whether a quantifier at ``at`` allows none, and the place behind it."""
    if at >= len(tokens) or tokens[at][0] != "lazy":
        return False, at
    repeat = tokens[at][1]
    return repeat[0] in "*?" or repeat.startswith(("{0", "{,")), at + 1


def _character(kind: str, text: str) -> str:
    """The character that a token is; empty for one that is none for certain."""
    if kind == "literal" and text not in ".^$":
        return text
    return text[1] if kind == "escape" and not text[1].isalnum() else ""


def _word_options(word: str) -> list[frozenset[str]]:
    """A run of certain characters as options; placeholders count as characters, but say little."""
    for first, second in pairwise(word):
        if not (_is_placeholder(first) or _is_placeholder(second)):
            return [frozenset({first + second})]
    return [frozenset({character}) for character in word if not _is_placeholder(character)][:1]


def _is_placeholder(character: str) -> bool:
    return "" <= character <= ""
