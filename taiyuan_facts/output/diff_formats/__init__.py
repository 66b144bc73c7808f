"""What a difference looks like: one module a format, each with ``render(difference, view)`` that gives its lines."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from taiyuan_facts.output.compare import Difference
from taiyuan_facts.output.diff_formats.wording import View

__all__ = ["DIFF_FORMATS", "View", "render"]

DIFF_FORMATS = ("text", "json", "markdown", "github", "gitlab")


def render(name: str, difference: Difference, view: View) -> Iterator[str]:
    """The difference in the format of that name, line by line, each with its line end.

    Raises:
        KeyError: for a name that is not in `DIFF_FORMATS`.
    """
    if name not in DIFF_FORMATS:
        raise KeyError(name)
    lines: Iterator[str] = importlib.import_module(f"{__name__}.{name}_format").render(difference, view)
    return lines
