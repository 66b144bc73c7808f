"""A bar on standard error for work that takes long, and only where somebody looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable
from time import monotonic
from typing import TypeVar

from taiyuan_facts.cli.console import Color, is_terminal, make_console

T = TypeVar("T")
PATIENCE = 1.0  # seconds before the bar appears


def track(
    items: Iterable[T], count: Callable[[], int], color: Color = Color.AUTO, patience: float = PATIENCE
) -> Generator[T]:
    """The items as they come; after ``patience`` seconds a bar shows how many of ``count()`` are done.

    Nothing is shown, and nothing counted, where standard error is no terminal. Close the iterator where it is not gone
    through to its end, so that the bar goes away.
    """
    if not is_terminal(sys.stderr):
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = make_console(color, stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=False)
    started = monotonic()
    task = None
    try:
        for done, item in enumerate(items):
            if task is None and monotonic() - started >= patience:
                bar.start()
                task = bar.add_task("documents", total=count())
            if task is not None:
                bar.update(task, completed=done)
            yield item
    finally:
        bar.stop()
