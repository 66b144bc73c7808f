"""Libraries that only some formats need, and that the user may not have installed."""

from __future__ import annotations

import importlib
from typing import Any

from taiyuan_facts.errors import TyfactsError


def need(module: str, extra: str, error: type[TyfactsError]) -> Any:
    """The module, imported now; an error that names the extra to install where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        library = module.partition(".")[0]
        message = f"{extra} tables need {library} ({missing}); install it with: pip install 'tyfacts[{extra}]'"
        raise error(message) from None
