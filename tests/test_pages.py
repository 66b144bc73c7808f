"""README, CONTRIBUTING and the examples show what the commands in them really print and write."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from . import pages
from .pages import ROOT, outdated

UPDATE = "python -m tests.pages --update"


@pytest.mark.parametrize("page", pages.pages(), ids=str)
def test_a_page_shows_real_output(page: Path) -> None:
    """Every command of the page prints what stands below it, and writes the files that lie beside the page."""
    differences: list[str] = []
    for path, data in outdated(page).items():
        old, new = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else "", data.decode()
        differences += difflib.unified_diff(
            old.splitlines(), new.splitlines(), f"{path}", f"{path}, run now", lineterm=""
        )
    assert not differences, "\n".join([*differences, f"If this is right, `{UPDATE}` writes it again."])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one example."""
    for folder in ("seeds", "examples/one"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    return tmp_path


def test_what_is_out_of_date_is_seen(project: Path) -> None:
    """Output that is wrong is replaced, of a console, of Python and of Markdown; what is right stays."""
    (project / "README.md").write_text(
        "A\n```console\n$ echo one; \\\n  echo two\nwrong\n$ cat gone\n```\n\n"
        "```pycon\n>>> word = 'x' * 3\n>>> word\n'wrong'\n>>> for n in range(2):\n...     print(n)\n```\n"
        "<!-- output of: printf '| a |' -->\nwrong\n<!-- end -->\n```sh\n$ not run\n```\n",
        encoding="utf-8",
    )
    wanted = (
        "A\n```console\n$ echo one; \\\n  echo two\none\ntwo\n$ cat gone\ncat: gone: No such file or directory\n```\n\n"
        "```pycon\n>>> word = 'x' * 3\n>>> word\n'xxx'\n>>> for n in range(2):\n...     print(n)\n0\n1\n```\n"
        "<!-- output of: printf '| a |' -->\n| a |\n<!-- end -->\n```sh\n$ not run\n```\n"
    )
    page = Path("README.md")
    assert outdated(page) == {page: wanted.encode()}
    (project / page).write_text(wanted, encoding="utf-8")
    assert outdated(page) == {}


def test_files_that_an_example_writes_are_compared(project: Path) -> None:
    """A file beside an example that its commands write otherwise is out of date; the example itself is not touched."""
    example = project / "examples" / "one"
    (example / "README.md").write_text("```console\n$ echo new | tee facts.csv > more.csv\n```\n", encoding="utf-8")
    (example / "facts.csv").write_text("old\n", encoding="utf-8")
    (example / "page.txt").write_text("kept\n", encoding="utf-8")
    assert outdated(Path("examples/one/README.md")) == {
        Path("examples/one/facts.csv"): b"new\n",
        Path("examples/one/more.csv"): b"new\n",
    }
    assert (example / "facts.csv").read_text(encoding="utf-8") == "old\n"


def test_the_rules_of_an_example_have_no_fault() -> None:
    """What a page shows is run and not judged; a fault that an example should not have would be shown for good."""
    shown = (ROOT / "examples" / "own-rules" / "README.md").read_text(encoding="utf-8")
    assert "tyfacts: 0 faults found" in shown
    assert not re.search(r"^rules/\S+:\d+:\d+: ", shown, re.MULTILINE)
