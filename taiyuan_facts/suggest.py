"""Nearest names for what was mistyped: the same wording wherever a user names something that is not there."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_WORD = 200  # comparing is quadratic; nobody mistypes a name of this length


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """The end of an error sentence: ``"; did you mean X?"`` with the choice nearest to ``word``, or ``""``.

    Case does not count (``CSV`` is near ``csv``); among equally near choices the answer does not depend on their order.
    """
    import difflib

    spellings = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    nearest = difflib.get_close_matches(word.casefold()[:LONGEST_WORD], list(spellings), n=1)
    return f"; did you mean {spellings[nearest[0]]}?" if nearest else ""
