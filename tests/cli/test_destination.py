"""Where a table goes: what standard output is, and where a bar may be shown."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

from taiyuan_facts.cli.destination import Destination


def build(output: str | None = None, format_: str | None = None) -> Destination:
    return Destination.build(output, format_, None, "en", bom=False)


@pytest.mark.parametrize(
    ("stdout", "output", "format_", "is_page", "has_room"),
    [
        ("terminal", None, None, True, True),
        ("terminal", None, "csv", False, False),
        ("terminal", "-", None, False, False),
        ("terminal", "facts.csv", None, False, True),
        ("pipe", None, None, False, False),
        ("pipe", "facts.csv", None, False, True),
        ("file", None, None, False, True),
        ("closed", None, None, False, True),
    ],
)
def test_pages_are_for_terminals_and_bars_for_who_has_room(  # a table of cases
    stdout: str, output: str | None, format_: str | None, is_page: bool, has_room: bool,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A page is what a terminal gets unasked; a bar is shown where the table, or another program, is not in its way."""
    other, descriptor = {"terminal": pty.openpty, "pipe": os.pipe}.get(stdout, lambda: opened(tmp_path))()
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", None if stdout == "closed" else stream)
        destination = build(output, format_)
        found = (destination.is_page, destination.has_room_for_bar)
        monkeypatch.undo()
    os.close(other)
    assert found == (is_page, has_room)


def opened(folder: Path) -> tuple[int, int]:
    """A file to read and to write, as a pipe has two ends."""
    path = folder / "out"
    path.touch()
    return os.open(path, os.O_RDONLY), os.open(path, os.O_WRONLY)


def test_what_it_is_called() -> None:
    """Messages name the file, or standard output, and no control character of a name."""
    assert [build(output).label for output in (None, "-", "facts.csv", "a\x1bb.csv")] == [
        "standard output", "standard output", "facts.csv", "a\ufffdb.csv",
    ]  # fmt: skip
