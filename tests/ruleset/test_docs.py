"""RULES.md is written from the rules alone."""

from __future__ import annotations

from pathlib import Path

from taiyuan_facts.ruleset.docs import HEAD, write_docs
from taiyuan_facts.ruleset.loader import load_rules

from .folders import write_folder

RULES = """\
kinds: [tea]
rules:
  - id: tea-b
    kind: tea
    title: 茶叶*5*吨
    note: <b> is no tea
    match: |
      茶叶 {mass:sold}
        {date:when}
    scope: sentence
    fallback: true
    set: {per: 年}
    roles: {sold: {status: actual}}
    examples:
      - {text: 茶叶5吨, issued: 2022-08-15, facts: [{raw: 5吨, value: '5', item: ''}, {role: sold}]}
      - {text: '茶|叶', facts: [], todo: not yet}
  - {id: tea-a, kind: tea, title: 茶, match: '{mass}'}
  - {id: own-growth, kind: growth, title: 增, match: '{percent}'}
"""


def test_a_page_of_rules_is_written_by_kind(tmp_path: Path) -> None:
    """Kinds in their order, rules by id; title, note, what it sets, pattern and examples; Markdown's marks escaped."""
    ruleset = load_rules(write_folder(tmp_path, {"tea.yaml": RULES}))
    text = write_docs([rule for rule in ruleset.rules if rule.own], ruleset.kinds)
    assert text.startswith(HEAD + "3 rules of 2 kinds, with 2 examples that the tests run. A pattern ")
    assert text.partition("\n\n- ")[2] == (
        "[growth](#growth): a change, or a difference against a base (1 rule)\n"
        "- [tea](#tea): a kind that these rules declare (2 rules)\n"
        "\n## growth\n\nA change, or a difference against a base.\n"
        "\n### own-growth\n\n增\n\n```text\n{percent}\n```\n"
        "\n## tea\n\nA kind that these rules declare.\n"
        "\n### tea-a\n\n茶\n\n```text\n{mass}\n```\n"
        "\n### tea-b\n\n茶叶\\*5\\*吨\n\n\\<b\\> is no tea\n"
        "\n*Fallback; looked for in the whole sentence; sets per `年`; sets status `actual` for sold.*\n"
        "\n```text\n茶叶 {mass:sold}\n  {date:when}\n```\n"
        "\n- 茶叶5吨 (2022-08-15) → **5吨** (value 5, item empty); role sold\n"
        "- 茶\\|叶 → nothing — not yet: not yet\n"
    )


def test_the_order_of_rules_does_not_matter(tmp_path: Path) -> None:
    """The page is the same however the rules come."""
    ruleset = load_rules(write_folder(tmp_path, {"tea.yaml": RULES}))
    assert write_docs(ruleset.rules[::-1], ruleset.kinds) == write_docs(ruleset.rules, ruleset.kinds)
