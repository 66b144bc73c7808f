"""What the tests of this folder run and look at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def names(folder: Path) -> list[str]:
    """The names in the folder, in order."""
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[Path, bytes]:
    """All files below the folder, hidden ones included, with their bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def python(script: str, *arguments: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """A run of the script in a process of its own, with the package and these tests to import."""
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
