"""The command line: ``tyfacts``."""

from __future__ import annotations

import gc


def main() -> None:
    """Run ``tyfacts`` with the arguments of the process, and end it with the exit code."""
    gc.disable()  # what is imported to begin with stays, and the collector would look through it again and again
    from taiyuan_facts.cli.app import run

    run()


def begin_collecting() -> None:
    """Have garbage collected from here on, where `main` has put that off; what is there is none."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
