"""The bar: where somebody looks at it, and not before it is worth it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from taiyuan_facts.cli.progress import track

GONE = "\r\x1b[1A\x1b[2K"  # back to the start of the line above, which is cleared


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        """Always."""
        return True


def looked_at(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in place of standard error. (Not a fixture: pytest puts its own stream there before each test.)"""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return stream


def test_long_work_has_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once patience is over, the bar counts what is done, and at the end the line is empty again."""
    stderr = looked_at(monkeypatch)
    assert list(track(range(7), lambda: 7, patience=0)) == list(range(7))
    assert "0/7" in stderr.getvalue()
    assert "6/7" in stderr.getvalue()
    assert stderr.getvalue().endswith(GONE)


def test_short_work_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done before patience is over shows nothing, and is not counted."""
    stderr = looked_at(monkeypatch)
    assert list(track(range(7), lambda: pytest.fail("counted"), patience=3600)) == list(range(7))
    assert stderr.getvalue() == ""


def test_a_dumb_terminal_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that takes no escapes is left alone."""
    stderr = looked_at(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    assert list(track(range(7), lambda: 7, patience=0)) == list(range(7))
    assert "\x1b" not in stderr.getvalue()


def test_a_log_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, nothing is shown and nothing counted."""
    assert list(track(range(7), lambda: pytest.fail("counted"), patience=0)) == list(range(7))
    assert capsys.readouterr() == ("", "")


def test_a_bar_that_is_not_gone_through_goes_away_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed in the middle, as on an error, the bar is taken away and the source is closed."""
    stderr = looked_at(monkeypatch)
    ended: list[bool] = []

    def items() -> Iterator[int]:
        try:
            yield from range(7)
        finally:
            ended.append(True)

    tracked = track(items(), lambda: 7, patience=0)
    assert [next(tracked), next(tracked)] == [0, 1]
    tracked.close()
    assert stderr.getvalue().endswith(GONE)
    assert ended == [True]
