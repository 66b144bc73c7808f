"""The command line: ``tyfacts``."""

from __future__ import annotations


def main() -> None:
    """Run ``tyfacts`` with the arguments of the process, and end it with the exit code."""
    from taiyuan_facts.cli.app import run

    run()
