"""`tyfacts version`: the two things that a table depends on."""

from __future__ import annotations

import json
from pathlib import Path

from taiyuan_facts import __version__, load_rules

from .runs import invoke, write_page


def test_version_and_rules_are_named() -> None:
    """The command, the option and the JSON say the same: the package's version and the digest of its rules."""
    digest = load_rules().digest
    for arguments in (["version"], ["--version"]):
        run = invoke(*arguments)
        assert (run.stdout, run.stderr, run.exit_code) == (f"tyfacts {__version__}, rules {digest}\n", "", 0)
    assert json.loads(invoke("version", "--json").stdout) == {"version": __version__, "rules": digest}


def test_other_rules_have_another_digest(tmp_path: Path) -> None:
    """Rules of one's own change the digest, and the same rules give the same one."""
    write_page(tmp_path, "rules/own.yaml", "disable: [investment-total]\n")
    own = json.loads(invoke("version", "--json", "--rules", tmp_path / "rules").stdout)
    assert own["rules"] != load_rules().digest
    assert own["rules"] == load_rules(tmp_path / "rules").digest
