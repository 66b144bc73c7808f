"""What a real spreadsheet makes of our tables: LibreOffice opens them, saves them, and the cells are read back."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from taiyuan_facts.model import COLUMN_NAMES
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.tables import read_table, write_table

from .samples import a_fact, a_range

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice (Debian: libreoffice-calc-nogui)"
)

FORMULAS = a_fact(
    id="formulas", item="=1+1", raw="-3.2%", subject="@SUM(A1)", article="＝1+1", unit="'=x", value=Decimal("-3.2")
)
AWKWARD = a_fact(
    id="awkward", sentence='他说"好",\n\n再见\t\x0c\\u000b', doc="\udcff.txt", raw="<r>24.7</r>", date="2022"
)
FACTS = [*a_range(12), FORMULAS, AWKWARD]
# What a spreadsheet changes when it opens CSV, and not when it opens our workbook.
EXACT = [a_fact(id="digits", value=Decimal("1234567890123456.7")), a_fact(id="notation", item="_x000B_")]
CSV_OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,1"
CSV_IN = "CSV:44,34,76,1,,1033,false,true"  # commas, quotes, UTF-8, and every cell looked at for numbers and formulas


def saved(source: Path, form: str, *options: str) -> Path:
    """The file as LibreOffice saves it in another form, in a folder beside it."""
    folder = source.parent / "saved"
    command = ["soffice", "--headless", f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", *options]
    subprocess.run([*command, "--convert-to", form, "--outdir", folder, source], check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


@pytest.mark.parametrize("headers", ["en", "zh"])
def test_a_workbook_saved_again_holds_the_same_facts(headers: str, tmp_path: Path) -> None:
    """Opened and saved as xlsx, every cell is what it was."""
    path = tmp_path / "facts.xlsx"
    write_table([*FACTS, *EXACT], path, options=TableOptions(headers=headers))  # type: ignore[arg-type]
    assert list(read_table(saved(path, "xlsx"))) == [*FACTS, *EXACT]


def test_a_workbook_saved_as_csv_holds_the_same_facts(tmp_path: Path) -> None:
    """Opened and saved as CSV, every cell is what it was: no formula was calculated, no text lost."""
    path = tmp_path / "facts.xlsx"
    write_table([*FACTS, *EXACT], path)
    assert list(read_table(saved(path, CSV_OUT))) == [*FACTS, *EXACT]


@pytest.mark.parametrize("bom", [False, True])
def test_csv_opened_and_saved_holds_the_same_facts(bom: bool, tmp_path: Path) -> None:
    """CSV opened by the spreadsheet and saved as xlsx holds the same facts."""
    path = tmp_path / "facts.csv"
    write_table(FACTS, path, options=TableOptions(bom=bom))
    assert list(read_table(saved(path, "xlsx", f"--infilter={CSV_IN}"))) == FACTS


def test_cells_of_csv_have_the_types_meant(tmp_path: Path) -> None:
    """In the spreadsheet a negative number is a number, a date a date, and what looks like a formula is text."""
    path = tmp_path / "facts.csv"
    write_table([FORMULAS], path)
    sheet = openpyxl.load_workbook(saved(path, "xlsx", f"--infilter={CSV_IN}")).active
    cells = dict(zip(COLUMN_NAMES, sheet[2], strict=True))
    assert {
        name: (cells[name].data_type, cells[name].value) for name in ("value", "item", "subject", "raw", "article")
    } == {
        "value": ("n", -3.2),
        "item": ("s", "'=1+1"),
        "subject": ("s", "'@SUM(A1)"),
        "raw": ("s", "'-3.2%"),
        "article": ("s", "'＝1+1"),
    }
    assert cells["date_end"].data_type == "d"
