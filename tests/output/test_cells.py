"""Text that formats cannot hold as it is."""

from __future__ import annotations

import pytest
from hypothesis import given

from taiyuan_facts.output.cells import CSV, UNICODE, XLSX, Escape, neutralise, restore

from .samples import texts


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-3.2%", "'-3.2%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("\0=1", "'\0=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠A1", "'＠A1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'引号", "'引号"),
        ("24.7亿元", "24.7亿元"),
        ("2022-10-31", "2022-10-31"),
        ("XXXX-10", "XXXX-10"),
        ("1=1", "1=1"),
        ("", ""),
    ],
)
def test_formulas_are_made_harmless(text: str, cell: str) -> None:
    """A cell that a spreadsheet would take for a formula gets a quote; every other is left as it is."""
    assert neutralise(text) == cell
    assert restore(cell) == text


@given(texts)
def test_neutralising_is_undone(text: str) -> None:
    """restore gives back every text, and no cell begins like a formula."""
    cell = neutralise(text)
    assert restore(cell) == text
    assert not cell.startswith(tuple("=+-@\t\r\n\0＝＋－＠"))


def test_foreign_cells_are_left_alone() -> None:
    """A cell that somebody else wrote without the quote is not changed on reading."""
    assert restore("=1+1") == "=1+1"
    assert restore("'72年") == "'72年"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("\udcff.txt", "\\udcff.txt"),
        ("\\\udcff", "\\\\\\udcff"),
        ("\\udcff", "\\\\udcff"),
        ("\\\\udcff", "\\\\\\\\udcff"),
        ("\\u4e2d C:\\temp\\", "\\u4e2d C:\\temp\\"),
    ],
)
def test_lone_surrogates_are_spelled_out(text: str, written: str) -> None:
    r"""A lone surrogate becomes \uXXXX; where the text has that spelling itself, its backslashes are doubled."""
    assert UNICODE.encode(text) == written
    assert UNICODE.decode(written) == text


@pytest.mark.parametrize("escape", [UNICODE, CSV, XLSX])
@given(text=texts)
def test_escapes_are_undone(escape: Escape, text: str) -> None:
    """What is written is well-formed Unicode and gives back every text."""
    written = escape.encode(text)
    written.encode("utf-8")
    assert escape.decode(written) == text


@given(texts)
def test_xlsx_text_is_xml(text: str) -> None:
    """What is written to xlsx has only characters that XML has, and nothing that a reader takes for something else."""
    written = XLSX.encode(text)
    assert not any((ord(c) < 0x20 and c not in "\t\n") or c in "\ufffe\uffff" for c in written)
    assert "_x000B_" not in written
    assert not written.startswith("<r>")


@given(texts)
def test_csv_knows_the_spellings_of_a_workbook(text: str) -> None:
    """A cell that was written to a workbook and saved as CSV from there is read from the CSV."""
    assert CSV.decode(XLSX.encode(text)) == text


def test_a_run_of_backslashes_is_gone_through_once() -> None:
    """A megabyte of backslashes, which would take hours if each were tried anew, is escaped and read back."""
    text = "\\" * 1_000_000 + "\udcff" + "\\" * 1_000_000
    assert UNICODE.decode(UNICODE.encode(text)) == text
