"""Standard output and standard error: data as bytes, words for people through Rich, and nothing in the wrong one."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

from taiyuan_facts.errors import OutputError

if TYPE_CHECKING:
    from rich.console import Console

# What a page may hold and a terminal would obey: control characters, and marks that reorder what is printed.
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Color(StrEnum):
    """When to colour what people read; data is never coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def harmless(text: str) -> str:
    """The text without characters that a terminal would take for commands; each is shown as U+FFFD."""
    return _COMMANDS.sub("\ufffd", text)


def say(message: str) -> None:
    """Tell the user one thing on standard error, each line of it beginning with ``tyfacts:``."""
    if sys.stderr is None:  # closed with 2>&-
        return
    lines = [f"tyfacts: {harmless(line)}\n" for line in message.splitlines()]
    with contextlib.suppress(OSError):  # nobody is left to be told
        sys.stderr.write("".join(lines))
        sys.stderr.flush()


def write_text(text: str) -> None:
    """Write to standard output, in UTF-8 whatever the locale.

    Raises:
        OutputError: where it is closed or full.
        BrokenPipeError: where its reader has gone; the frame ends quietly then.
    """
    if sys.stdout is None:
        raise OutputError("cannot write standard output: it is closed; name a file with -o")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from taiyuan_facts.output.atomic import output_error

        silence(sys.stdout)
        raise output_error(error, "standard output") from error


def silence(stream: TextIO) -> None:
    """Let what is still buffered, and cannot be written, go nowhere, so that Python does not complain when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether people read the stream."""
    return stream is not None and stream.isatty()


def is_pipe(stream: TextIO | None) -> bool:
    """Whether another program reads the stream; it may well write to the terminal that standard error goes to."""
    try:
        return stream is not None and stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # a stand-in without a descriptor
        return False


def colors_text(color: Color, stream: TextIO | None) -> bool:
    """Whether text for people is coloured on the stream.

    ``auto`` colours a terminal, unless NO_COLOR is set (https://no-color.org) or TERM is dumb. FORCE_COLOR is not
    heeded: it would put escapes into a pipe.
    """
    automatic = _takes_escapes(stream) and not os.environ.get("NO_COLOR")
    return color is Color.ALWAYS or (color is Color.AUTO and automatic)


def make_console(color: Color, *, stderr: bool = False) -> Console:
    """A Rich console that colours as `colors_text` says, and takes no text for markup."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    colored = colors_text(color, stream)
    return Console(
        file=stream,
        force_terminal=_takes_escapes(stream),
        color_system=("auto" if _takes_escapes(stream) else "standard") if colored else None,
        no_color=not colored,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _takes_escapes(stream: TextIO | None) -> bool:
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"
