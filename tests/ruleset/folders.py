"""Rule folders of a test: written, checked and loaded, and what is wrong with them as lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from taiyuan_facts.attaching.trace import Tracer
from taiyuan_facts.errors import RuleError
from taiyuan_facts.model import Document, Fact
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.ruleset.checks import check_rules
from taiyuan_facts.ruleset.examples import See
from taiyuan_facts.ruleset.loader import load_rules
from taiyuan_facts.ruleset.ruleset import Ruleset

RULE = """\
rules:
  - id: tea-sold
    kind: output
    title: 茶叶销量5吨
    match: '(?<indicator>茶叶销量) {is} {mass}'
    examples:
      - text: 春季茶叶销量达5吨。
        facts: [{raw: 5吨, value: '0.0005', unit: 万吨}]
      - text: 茶叶装了5吨的车。
        facts: []
"""


def write_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder with these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def see_with(ruleset: Ruleset) -> See:
    """What runs examples with a rule set."""
    return Tracer(ruleset).see


def check(folder: Path, files: Mapping[str, str]) -> list[str]:
    """What `tyfacts rules check` finds in a folder with these files, as ``file:line:column: message``, and the line."""
    report = check_rules(write_folder(folder, files), see_with)
    return [str(fault).removeprefix(f"{folder.as_posix()}/") for fault in report.faults]


def load_faults(folder: Path, files: Mapping[str, str]) -> list[str]:
    """What loading finds in a folder with these files."""
    try:
        load_rules(write_folder(folder, files))
    except RuleError as error:
        return [str(fault).removeprefix(f"{folder.as_posix()}/") for fault in error.faults]
    return []


def extract(text: str, ruleset: Ruleset) -> list[Fact]:
    """The facts of a text."""
    return list(extract_document(Document("text", text), ruleset))


def changed(old: str, new: str) -> dict[str, str]:
    """The one-rule folder with a piece of it changed."""
    assert RULE.count(old) >= 1, old
    return {"tea.yaml": RULE.replace(old, new, 1)}
