"""Turns Chinese prose about the economy into a tidy table of figures.

    >>> from taiyuan_facts import extract_text
    >>> [fact.raw for fact in extract_text("项目总投资24.7亿元。", issued="2022-08-12")]
    ['24.7亿元']

Nothing but the names below is promised. They are imported when they are first asked for (PEP 562), so that importing
the package costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taiyuan_facts.api import extract, extract_text, load_rules, to_frame
    from taiyuan_facts.errors import TyfactsError
    from taiyuan_facts.model import COLUMNS, Document, Fact
    from taiyuan_facts.ruleset.ruleset import Ruleset

__version__ = "0.1.0"

__all__ = [
    "COLUMNS",
    "Document",
    "Fact",
    "Ruleset",
    "TyfactsError",
    "__version__",
    "extract",
    "extract_text",
    "load_rules",
    "to_frame",
]

_HOMES = {
    "COLUMNS": "model",
    "Document": "model",
    "Fact": "model",
    "Ruleset": "ruleset.ruleset",
    "TyfactsError": "errors",
    "extract": "api",
    "extract_text": "api",
    "load_rules": "api",
    "to_frame": "api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
