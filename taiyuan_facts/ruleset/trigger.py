"""What a text must hold for a pattern to match, so that most rules need not run at all.

A pattern such as ``总投资(?:达|为)?[M]`` can only match where 总投 stands. The first two characters of such a word are
its bigram; a sentence's bigrams are a set, so that finding the rules that can match costs the same however many there
are.
The reading is conservative: where no word is certain, None is returned and the rule always runs.
"""

from __future__ import annotations

import regex

# Pieces of a pattern in verbose mode; `odd` is what is not read here (flags, conditions, calls).
TOKEN = regex.compile(
    r"(?<space>\s+|\#[^\n]*)"
    r"|(?<odd>\(\*|\(\?(?!P?<[A-Za-z_]\w*>|[:>=!\#]|<[=!]))"
    r"|(?<open>\((?:\?(?:P?<[A-Za-z_]\w*>|:|>|=|!|<=|<!|\#))?)|(?<close>\))|(?<bar>\|)"
    r"|(?<klass>\[\^?\]?(?:\\.|[^\]\\])*\])|(?<repeat>[*+?]|\{\d*,?\d*\})(?<lazy>[?+]?)"
    r"|(?<escape>\\(?:[pPN]\{[^}]*\}|.))|(?<literal>.)",
    regex.DOTALL,
)
_AROUND = ("(?=", "(?!", "(?<=", "(?<!", "(?#")


def find_trigger(pattern: str) -> frozenset[str] | None:
    """Bigrams (or lone characters) of which a text must hold at least one for ``pattern`` (verbose) to match.

    Returns:
        The set, or None where the pattern can match without any certain word.
    """
    tokens = [match for match in TOKEN.finditer(pattern) if not match["space"]]
    if any(token["odd"] for token in tokens):  # flags, conditions, calls: what they do to a word is not read here
        return None
    options, at = _alternatives(tokens, 0)
    return options if at == len(tokens) else None


_Options = frozenset[str] | None


def _alternatives(tokens: list[regex.Match[str]], at: int) -> tuple[_Options, int]:
    """The options of a group's branches: all must have some, else there is none."""
    branches: list[_Options] = []
    while True:
        branch, at = _sequence(tokens, at)
        branches.append(branch)
        if at >= len(tokens) or not tokens[at]["bar"]:
            break
        at += 1
    if any(branch is None for branch in branches):
        return None, at
    return frozenset().union(*(branch for branch in branches if branch is not None)), at


def _sequence(tokens: list[regex.Match[str]], at: int) -> tuple[_Options, int]:
    """The best options of a sequence: the fewest, and words before lone characters."""
    found: list[frozenset[str]] = []
    word = ""
    while at < len(tokens):
        token = tokens[at]
        if token["bar"] or token["close"]:
            break
        if token["open"]:
            inner, close = _alternatives(tokens, at + 1)
            after = close + 1
            optional, after = _repeat(tokens, after)
            found += _word_options(word)
            word = ""
            if inner is not None and not optional and token["open"] not in _AROUND:
                found.append(inner)
            at = after
            continue
        optional, after = _repeat(tokens, at + 1)
        character = _character(token)
        if character is None or optional or after > at + 1:
            found += _word_options(word + (character if character and not optional else ""))
            word = ""
        else:
            word += character
        at = after
    found += _word_options(word)
    if not found:
        return None, at
    return min(found, key=lambda options: (min(map(len, options)) < 2, len(options), sorted(options))), at


def _repeat(tokens: list[regex.Match[str]], at: int) -> tuple[bool, int]:
    """Whether a quantifier at ``at`` allows none, and the place behind it."""
    if at >= len(tokens) or not tokens[at]["repeat"]:
        return False, at
    repeat = tokens[at]["repeat"]
    return repeat in "*?" or repeat.startswith(("{0", "{,")), at + 1


def _character(token: regex.Match[str]) -> str | None:
    if token["literal"] and token["literal"] not in ".^$":
        return str(token["literal"])
    if token["escape"] and not token["escape"][1].isalnum():
        return str(token["escape"][1])
    return None


def _word_options(word: str) -> list[frozenset[str]]:
    """A run of certain characters as options; placeholders count as characters, but say little."""
    han = [word[i : i + 2] for i in range(len(word) - 1) if not any("\ue000" <= c <= "\uf8ff" for c in word[i : i + 2])]
    if han:
        return [frozenset({han[0]})]
    return [frozenset({c}) for c in word if not "\ue000" <= c <= "\uf8ff"][:1]
