"""`tyfacts rules`: the whole way of someone who writes rules, and what is said when something is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from taiyuan_facts.model import KINDS
from taiyuan_facts.ruleset.loader import load_packaged, load_rules, schema_file

from ..ruleset.folders import RULE, changed, write_folder
from .runs import at_terminal, invoke

SOME_RULE = load_packaged().rules[0].id
BROKEN = changed("{is}", "{iss}")
MISSED = changed("value: '0.0005'", "value: '5'")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_user_s_way(folder: Path) -> None:
    """`new` writes a file and the schema, `check` and `test` pass, and `extract` finds its figure."""
    result = invoke("rules", "new", "output")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "tyfacts: wrote my-rules/output.yaml; change it, then run `tyfacts rules check my-rules` and "
        "`tyfacts rules test my-rules`\n"
    )
    assert sorted(path.name for path in (folder / "my-rules").iterdir()) == ["output.yaml", "schema.json"]
    check = invoke("rules", "check", "my-rules")
    assert (check.exit_code, check.stderr) == (0, "tyfacts: 0 faults found; 1 rule in 1 file looked at\n")
    test = invoke("rules", "test", "my-rules")
    assert (test.exit_code, test.stderr) == (0, "tyfacts: 2 examples of 1 rule: 2 passed, 0 failed\n")
    (folder / "page.txt").write_text("图书馆入馆读者达7万人次。\n", encoding="utf-8")
    rows = invoke("extract", "page.txt", "--rules", "my-rules", "--columns", "rule,raw", "--quiet").stdout
    assert rows == "rule,raw\nmy-output,7万人次\n"


@pytest.mark.parametrize("kind", [*KINDS, "carbon-emission"])
def test_a_starter_passes_the_schema_beside_it(kind: str, folder: Path) -> None:
    """What an editor checks the file by says nothing against it."""
    assert invoke("rules", "new", kind, "own", "--declare").exit_code == 0
    value = yaml.safe_load((folder / "own" / f"{kind}.yaml").read_text(encoding="utf-8"))
    schema = json.loads((folder / "own" / "schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(value, default=str)), schema)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "grwth"], "unknown kind grwth; did you mean growth?; --declare makes it a new one"),
        (["new", "../tea"], "a kind is written in small letters, digits and -, such as carbon-emission, not '../tea'"),
        (["show", f"{SOME_RULE}x"], f"there is no rule {SOME_RULE}x; did you mean {SOME_RULE}?"),
        (["test", "--rule", "zzz"], "there is no rule zzz; `tyfacts rules list` names them"),
        (["check", "gone"], "there is no folder gone; give the one that holds your rule files (*.yaml)"),
        (["list", "--kind", "grwth"], "unknown kind 'grwth'; did you mean growth?"),
    ],
)
def test_what_is_asked_for_wrongly_is_said_in_one_sentence(arguments: list[str], said: str, folder: Path) -> None:
    """Unknown kinds, rules and folders: exit code 2 and the nearest name."""
    result = invoke("rules", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"tyfacts: {said}\n")


def test_new_overwrites_nothing(folder: Path) -> None:
    """A file that is there is kept; - writes to standard output."""
    write_folder(folder / "my-rules", {"growth.yaml": "mine", "schema.json": "mine"})
    result = invoke("rules", "new", "growth")
    assert result.exit_code == 2
    assert "my-rules/growth.yaml is there already" in result.stderr
    assert invoke("rules", "new", "share").exit_code == 0
    assert [(folder / "my-rules" / name).read_text() for name in ("growth.yaml", "schema.json")] == ["mine", "mine"]
    assert invoke("rules", "new", "growth", "-").stdout.startswith("# yaml-language-server: $schema=./schema.json\n")


def test_check_shows_each_fault_with_a_caret(folder: Path) -> None:
    """Place, sentence, line and caret; exit code 1; a count on standard error."""
    write_folder(folder / "own", BROKEN)
    result = invoke("rules", "check", "own")
    assert (result.exit_code, result.stderr) == (1, "tyfacts: 1 fault found; 1 rule in 1 file looked at\n")
    assert result.stdout == (
        "own/tea.yaml:5:33: unknown word list or dimension {iss}; did you mean {is}? [unknown-word]\n"
        "     5 |     match: '(?<indicator>茶叶销量) {iss} {mass}'\n"
        "       |                                     ^^^\n"
    )


def test_findings_come_in_other_forms(folder: Path) -> None:
    """A line each for editors, JSON for programs, annotations for forges."""
    write_folder(folder / "own", BROKEN)
    assert invoke("rules", "check", "own", "--format", "concise").stdout == (
        "own/tea.yaml:5:33: unknown-word unknown word list or dimension {iss}; did you mean {is}?\n"
    )
    [found] = json.loads(invoke("rules", "check", "own", "-f", "json").stdout)
    assert (found["file"], found["line"], found["column"], found["code"]) == ("own/tea.yaml", 5, 33, "unknown-word")
    assert invoke("rules", "check", "own", "-f", "github").stdout == (
        "::error file=own/tea.yaml,line=5,col=33,title=unknown-word::unknown word list or dimension {iss}; did you "
        "mean {is}?\n"
    )
    env = {"TYFACTS_RULES_FORMAT": "json"}
    assert json.loads(invoke("rules", "check", "own", env=env).stdout) == [found]


def test_test_shows_what_failed_under_the_text(folder: Path) -> None:
    """The example's place, what differs, the text and a caret under the figure; exit code 1."""
    write_folder(folder / "own", MISSED)
    result = invoke("rules", "test", "own")
    assert (result.exit_code, result.stderr) == (1, "tyfacts: 2 examples of 1 rule: 1 passed, 1 failed\n")
    assert result.stdout == (
        "own/tea.yaml:7:9: tea-sold: value is 0.0005, not 5 [differs]\n"
        "       | 春季茶叶销量达5吨。\n"
        "       |               ^^^\n"
    )
    [found] = json.loads(invoke("rules", "test", "own", "--format", "json").stdout)
    assert (found["rule"], found["code"], found["line"]) == ("tea-sold", "differs", 7)


def test_test_counts_known_misses(folder: Path) -> None:
    """A todo that still fails passes, and is counted as known."""
    text = RULE.replace("        facts: []", "        facts: [{raw: 5吨}]\n        todo: cars")
    write_folder(folder / "own", {"tea.yaml": text})
    result = invoke("rules", "test", "own")
    assert (result.exit_code, result.stderr) == (
        0,
        "tyfacts: 2 examples of 1 rule: 1 passed, 0 failed, 1 known miss (todo)\n",
    )


def test_test_runs_one_s_own_rules_or_those_named_or_all(folder: Path) -> None:
    """With a folder only its rules are run, --rule names some, --all runs the packaged ones among them."""
    other = RULE.partition("rules:\n")[2].replace("tea-sold", "tea-two").replace("茶叶", "茶饼")
    write_folder(folder / "own", {"tea.yaml": RULE + other})
    assert "4 examples of 2 rules" in invoke("rules", "test", "own").stderr
    assert "2 examples of 1 rule" in invoke("rules", "test", "own", "--rule", "tea-two").stderr
    count = len(load_packaged().rules) + 2
    assert f" of {count} rules: " in invoke("rules", "test", "own", "--all").stderr


def test_test_does_not_run_broken_rules(folder: Path) -> None:
    """Faults are shown as `check` shows them, exit code 2."""
    write_folder(folder / "own", BROKEN)
    result = invoke("rules", "test", "own")
    assert (result.exit_code, result.stderr) == (
        2,
        "tyfacts: no example was run, for the rules have faults; mend them first\n",
    )
    assert result.stdout == invoke("rules", "check", "own").stdout


def test_list_shows_every_rule(folder: Path) -> None:
    """Tab-separated in a pipe, a table at a terminal, JSON on request; one kind, one's own among them."""
    write_folder(folder / "own", {"tea.yaml": RULE})
    rows = [line.split("\t") for line in invoke("rules", "list", "own").stdout.splitlines()]
    assert [row[0] for row in rows] == [rule.id for rule in load_rules(folder / "own").rules]
    assert ["tea-sold", "output", "2", "own", "茶叶销量5吨"] in rows
    assert {row.split("\t")[1] for row in invoke("rules", "list", "-k", "growth").stdout.splitlines()} == {"growth"}
    listed = json.loads(invoke("rules", "list", "own", "--json").stdout)
    assert {"id": "tea-sold", "kind": "output", "title": "茶叶销量5吨", "examples": 2, "own": True,
            "file": "own/tea.yaml", "line": 2} in listed  # fmt: skip
    shown, code = at_terminal("rules", "list", folder / "own")
    assert code == 0
    assert "tea-sold" in shown
    assert "sentence shape" in shown


def test_show_tells_one_rule(folder: Path) -> None:
    """As a page, as JSON, and as YAML that can be laid over the packaged rule."""
    text = RULE.replace(
        "    examples", "    note: no tea\n    set: {status: planned}\n    fallback: true\n    examples"
    )
    write_folder(folder / "own", {"tea.yaml": text})
    assert invoke("rules", "show", "tea-sold", "own").stdout == (
        "tea-sold  output  own/tea.yaml:2:5\n茶叶销量5吨\nno tea\n\n    (?<indicator>茶叶销量) {is} {mass}\n\n"
        "fallback: true\nset: status planned\n"
        "+ 春季茶叶销量达5吨。\n    raw 5吨, value 0.0005, unit 万吨\n- 茶叶装了5吨的车。\n"
    )
    shown = json.loads(invoke("rules", "show", "tea-sold", "own", "--json").stdout)
    assert (shown["match"], shown["set"], shown["fallback"]) == (
        "(?<indicator>茶叶销量) {is} {mass}",
        {"status": "planned"},
        True,
    )
    assert shown["examples"][1] == {"text": "茶叶装了5吨的车。", "facts": [], "issued": None, "todo": None}
    write_folder(folder / "copy", {"copied.yaml": invoke("rules", "show", SOME_RULE, "--yaml").stdout})
    copy, packaged = load_rules(folder / "copy").rule(SOME_RULE), load_packaged().rule(SOME_RULE)
    assert copy is not None
    assert packaged is not None
    assert (copy.own, copy.source, copy.kind) == (True, packaged.source, packaged.kind)


def test_schema_is_the_published_one() -> None:
    """Byte by byte."""
    assert invoke("rules", "schema").stdout == schema_file().read_text(encoding="utf-8")


def test_docs_are_written_and_checked(folder: Path) -> None:
    """`docs` writes RULES.md; --check says whether it is up to date, and the command that repairs it."""
    stale = "tyfacts: RULES.md is not what the rules say; `tyfacts rules docs` writes it again\n"
    missing = invoke("rules", "docs", "--check")
    assert (missing.exit_code, missing.stderr) == (1, stale)
    assert invoke("rules", "docs").exit_code == 0
    text = (folder / "RULES.md").read_text(encoding="utf-8")
    assert all(f"### {rule.id}\n" in text for rule in load_packaged().rules)
    assert invoke("rules", "docs", "--check").exit_code == 0
    (folder / "RULES.md").write_text(text + "x", encoding="utf-8")
    changed_ = invoke("rules", "docs", "--check")
    assert (changed_.exit_code, changed_.stderr) == (1, stale)
    assert invoke("rules", "docs", "-o", "-").stdout == text


def test_docs_of_ones_own_rules(folder: Path) -> None:
    """With a folder only its rules are in the page, and the command that repairs it names both."""
    write_folder(folder / "own", {"tea.yaml": RULE})
    page = invoke("rules", "docs", "own", "-o", "-").stdout
    assert "### tea-sold" in page
    assert f"### {SOME_RULE}" not in page
    result = invoke("rules", "docs", "own", "-o", "own/RULES.md", "--check")
    assert result.stderr == (
        "tyfacts: own/RULES.md is not what the rules say; `tyfacts rules docs own -o own/RULES.md` writes it again\n"
    )


def test_every_command_has_examples_in_its_help() -> None:
    """The help of each ends in an Examples block, and the rules named in it are there."""
    ids = {rule.id for rule in load_packaged().rules}
    for command in ("check", "test", "list", "show", "new", "schema", "docs"):
        shown = invoke("rules", command, "--help").stdout
        assert "Examples:" in shown, command
        assert f"tyfacts rules {command}" in shown, command
        assert ids.issuperset(re.findall(r"rules show ([a-z-]+)", shown)), command
