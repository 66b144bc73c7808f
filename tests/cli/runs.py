"""How the tests of this folder run the command line: in this process, in one of its own, or at a terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from fcntl import ioctl
from pathlib import Path

from typer.testing import CliRunner, Result

from taiyuan_facts.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = "冷轧硅钢项目总投资24.7亿元，年产硅钢50万吨，预计10月底投产。\n"
RAWS = ["24.7亿元", "50万吨", "10月底"]
BINARY = b"\x7fELF\x02\x00\x00\x01"
# What a user may have set and a test must not depend on.
CLEARED = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONHASHSEED", "GITHUB_ACTIONS", "PY_COLORS")


def invoke(*arguments: object, stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> Result:
    """A run in this process; an exception that is no exit is raised."""
    cleared: dict[str, str | None] = {name: None for name in os.environ if name.startswith("TYFACTS_")}
    result = CliRunner(env=cleared | dict(env or {})).invoke(app, [str(word) for word in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


Env = Mapping[str, str] | None


def environment(env: Env = None, **changes: str) -> dict[str, str]:
    """The variables of a process of its own: the package to import, and nothing that a user may have set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TYFACTS_")}
    for name in CLEARED:
        kept.pop(name, None)
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm"} | dict(env or {}) | changes


def tyfacts(
    *arguments: object, stdin: bytes | None = None, cwd: Path = ROOT, env: Env = None, **changes: str
) -> subprocess.CompletedProcess[bytes]:
    """A run in a process of its own, with variables from ``env`` or by their names."""
    command = [sys.executable, "-m", "taiyuan_facts", *map(str, arguments)]
    variables = environment(env, **changes)
    return subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=cwd, env=variables)


def shell(script: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    """A shell script in which ``tyfacts`` is the command; it ends with the code of the first part that fails."""
    define = f'tyfacts() {{ "{sys.executable}" -m taiyuan_facts "$@"; }}; set -o pipefail; '
    command = ["bash", "-c", define + script, "bash", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=environment())


def at_terminal(*arguments: object, columns: int = 100, env: Env = None, **changes: str) -> tuple[str, int]:
    """What a run shows at a terminal of that width, standard output and error in one, and its exit code."""
    parent, child = pty.openpty()
    ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    command = [sys.executable, "-m", "taiyuan_facts", *map(str, arguments)]
    variables = environment(env, **changes)
    process = subprocess.Popen(command, stdin=child, stdout=child, stderr=child, cwd=ROOT, env=variables)
    os.close(child)
    shown = b""
    with contextlib.suppress(OSError):  # EIO: the other end is closed
        while data := os.read(parent, 65536):
            shown += data
    os.close(parent)
    return shown.decode().replace("\r\n", "\n"), process.wait()


def write_page(folder: Path, name: str = "page.txt", text: str = PAGE) -> Path:
    """A document in the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
