"""The difference as a Code Quality report of GitLab: an array of issues, one a fact and column.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from taiyuan_facts.output.compare import Change, Difference
from taiyuan_facts.output.diff_formats.wording import View, figure, is_plain_wording, rows, shown, topic


def render(difference: Difference, view: View) -> Iterator[str]:
    """One issue a line; an empty array where nothing differs."""
    mark = "["
    for change in difference.changes:
        for issue in _issues(change, view):
            yield f"{mark}\n  {json.dumps(issue, ensure_ascii=False)}"
            mark = ","
    yield "\n]\n" if mark == "," else "[]\n"


def _issues(change: Change, view: View) -> Iterator[dict[str, Any]]:
    fact = change.fact
    about = f"{shown(fact.kind)} {topic(fact)}".rstrip()
    if change.sort != "changed":
        yield _issue(change, view, change.sort, f"{about}: {figure(fact)} was {change.sort}")
    for row in rows(change):
        yield _issue(change, view, row.column, f"{about}: {row.column} changed from {row.old} to {row.new}")


def _issue(change: Change, view: View, what: str, description: str) -> dict[str, Any]:
    fact = change.fact
    return {
        "description": description,
        "check_name": f"tyfacts-{what}",
        "fingerprint": _fingerprint(change, what),
        "severity": _severity(change),
        "location": {"path": view.path(fact), "lines": {"begin": max(fact.line, 1)}},
    }


def _fingerprint(change: Change, what: str) -> str:
    """Made of fact and column: GitLab drops one of two issues that share it, and follows an issue from run to run."""
    known = change.old or change.fact  # the old id is the committed one
    return hashlib.sha256(f"{known.id}\x1f{what}".encode("utf-8", "surrogatepass")).hexdigest()


def _severity(change: Change) -> str:
    if change.weight > 1:
        return "critical"
    return "info" if is_plain_wording(change) else "major" if change.weight >= 0.5 else "minor"
