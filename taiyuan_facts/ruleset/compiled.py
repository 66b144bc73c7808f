"""Pickles that hold patterns as they were compiled, so that to read one back compiles nothing.

Module ``regex`` pickles the code of its patterns; ``re`` pickles their source only, and compiles it again. The code of
an ``re`` pattern is got at by names that are private to the standard library: what comes back must be equal to the
pattern, code and all, or else its source has to do.
"""

from __future__ import annotations

import copyreg
import gc
import io
import pickle
import re
from importlib import import_module
from typing import Any


def freeze(value: object) -> bytes:
    """A pickle of the value, good for this version of Python and of ``regex`` only."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table | {re.Pattern: _reduce}
    pickler.dump(value)
    return stream.getvalue()


def thaw(frozen: bytes) -> Any:
    """The value of a pickle that `freeze` made. To read a pickle is to run it: it must come from nobody else."""
    collecting = gc.isenabled()
    gc.disable()  # so many new objects, all of which stay, would make the collector look through everything
    try:
        return pickle.loads(frozen)
    finally:
        if collecting:
            gc.enable()


def _reduce(pattern: re.Pattern[str]) -> tuple[Any, tuple[Any, ...]]:
    """What makes the pattern again."""
    try:
        arguments = _code(pattern)
        make = import_module("_sre").compile
        if make(*arguments) == pattern:
            return make, arguments
    except (AttributeError, ImportError, TypeError, ValueError, RuntimeError):  # a Python that has other private names
        pass
    return re.compile, (pattern.pattern, pattern.flags)


def _code(pattern: re.Pattern[str]) -> tuple[Any, ...]:
    """What the standard library's compiler hands to its engine."""
    parsed = import_module("re._parser").parse(pattern.pattern, pattern.flags)
    code = import_module("re._compiler")._code(parsed, pattern.flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    flags = int(pattern.flags | parsed.state.flags)
    return pattern.pattern, flags, list(map(int, code)), len(names) - 1, parsed.state.groupdict, tuple(names)
