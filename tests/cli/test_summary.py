"""``tyfacts summary`` as a user runs it: of a table, of documents, through a pipe, and with wrong words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.runs import invoke, shell, write_page


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_a_table_and_its_documents_have_one_summary() -> None:
    """The page is the same whether of documents, of their table, or of the table through a pipe."""
    write_page(Path("pages/page.txt"))
    invoke("extract", "pages", "-o", "facts.csv")
    of_pages = invoke("summary", "pages").stdout
    assert of_pages.startswith("3 facts from 1 document\n")
    assert "24.7 亿元" in of_pages
    assert invoke("summary", "facts.csv").stdout == of_pages
    assert shell(f"cd {Path.cwd()} && tyfacts summary - < facts.csv").stdout.decode() == of_pages


def test_json_and_kind() -> None:
    """--kind keeps figures of that kind only; --format json is one object."""
    write_page(Path("page.txt"))
    data = json.loads(invoke("summary", "page.txt", "--kind", "investment", "--format", "json").stdout)
    assert (data["facts"], data["kinds"]) == (1, {"investment": 1})


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--format", "jsn"], "tyfacts: unknown format 'jsn'; did you mean json?\n"),
        (["--as-of", "2022-13-01"], "tyfacts: '2022-13-01' is no day; write it as 2022-12-31\n"),
        (["--as-of", "next week"], "tyfacts: 'next week' is no day; write it as 2022-12-31\n"),
    ],
)
def test_wrong_words_are_told_in_a_sentence(words: list[str], sentence: str) -> None:
    """A wrong option value ends with exit code 2 and one sentence."""
    write_page(Path("page.txt"))
    result = invoke("summary", "page.txt", *words)
    assert (result.exit_code, result.stderr) == (2, sentence)


def test_a_path_that_is_not_there_is_told() -> None:
    """What cannot be found is named."""
    result = invoke("summary", "nowhere.csv")
    assert result.exit_code == 2
    assert "nowhere.csv" in result.stderr
