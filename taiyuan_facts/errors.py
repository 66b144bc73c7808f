"""What can go wrong for a user: each error is one sentence with the remedy, and an exit code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command, as grep, diff and ruff have them."""

    OK = 0
    DIFFERS = 1
    TROUBLE = 2


class TyfactsError(Exception):
    """Root of all errors that a user can cause and mend. ``str(error)`` is one sentence with the remedy."""

    exit_code = ExitCode.TROUBLE


class InputError(TyfactsError):
    """A document, folder or option that cannot be read."""


class OutputError(TyfactsError):
    """A table that cannot be written."""


class TableError(TyfactsError):
    """A facts table that cannot be read back as one."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a rule file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a rule file: where, what, and what to do; ``source`` is the line that it stands in."""

    location: Location
    message: str
    source: str = ""
    code: str = "rule"

    def __str__(self) -> str:
        return f"{self.location}: {self.message}"


class RuleError(TyfactsError):
    """All faults of all rule files, found in one go."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda f: (f.location.file, f.location.line, f.location.column))
        super().__init__("\n".join(map(str, self.faults)))
