"""Workbooks: what a spreadsheet finds in them, and what is refused on the way back."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from taiyuan_facts.errors import OutputError, TableError
from taiyuan_facts.model import COLUMN_NAMES, COLUMNS, KINDS, Fact
from taiyuan_facts.output import xlsx_reading, xlsx_table
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.tables import read_table, write_table

from .samples import PLANT, a_fact, a_range

ROOT = Path(__file__).resolve().parents[2]


def workbook(folder: Path, *several: Fact, **options: Any) -> Any:
    """The workbook of the facts, opened by another library."""
    path = folder / "facts.xlsx"
    write_table(several, path, options=TableOptions(**options))
    return openpyxl.load_workbook(path)


def rewritten(path: Path, cells: Iterable[Iterable[object]], title: str = "facts") -> Path:
    """A workbook as somebody else's program would write it."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in cells:
        book.active.append(list(row))
    book.save(path)
    return path


def test_cells_are_typed(tmp_path: Path) -> None:
    """Numbers are numbers, dates are dates, text is text, and empty is empty."""
    sheet = workbook(tmp_path, PLANT, columns=("value", "value_max", "date_start", "date", "per", "line"))["facts"]
    row = [(cell.value, cell.data_type, cell.number_format) for cell in sheet[2]]
    assert row == [
        (24.7, "n", "General"),
        (None, "n", "General"),
        (datetime(2022, 10, 1), "d", "yyyy-mm-dd"),  # noqa: DTZ001  # openpyxl's type of a date
        ("2022-10", "s", "General"),
        (None, "n", "General"),
        (3, "n", "General"),
    ]


@pytest.mark.parametrize(
    ("headers", "header", "sheets"),
    [
        ("en", list(COLUMN_NAMES), ["facts", *KINDS]),
        ("zh", [column.header_zh for column in COLUMNS],
         ["全部", "投资", "产能", "增减", "期限", "产出", "占比", "时长", "金额", "度量", "数目"]),
    ],
)  # fmt: skip
def test_sheets_and_headers(headers: str, header: list[str], sheets: list[str], tmp_path: Path) -> None:
    """One sheet has all facts and one each kind that occurs, in the model's order, with headers in either language."""
    facts = a_range(25)[::-1]
    book = workbook(tmp_path, *facts, headers=headers)
    assert book.sheetnames == sheets
    assert all([cell.value for cell in sheet[1]] == header for sheet in book)
    ids = [[row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book]
    assert ids == [[fact.id for fact in facts], *([fact.id for fact in facts if fact.kind == kind] for kind in KINDS)]


def test_a_sheet_is_ready_to_work_with(tmp_path: Path) -> None:
    """The header is frozen and bold, every column has a filter, and widths follow what stands in the columns."""
    sheet = workbook(tmp_path, PLANT, a_fact(id="2"), columns=("id", "sentence", "value"))["facts"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C3"
    assert [cell.font.bold for cell in sheet[1]] == [True, True, True]
    widths = [round(sheet.column_dimensions[letter].width) for letter in "ABC"]
    assert widths == [len(PLANT.id) + 2, 32, len("value") + 4]  # the format adds 0.7 for the margins


def test_formulas_stay_text(tmp_path: Path) -> None:
    """Text that begins like a formula, a link or a number is text, with the quote that makes a formula harmless."""
    sheet = workbook(
        tmp_path, a_fact(item="=1+1", raw="https://x.cn", subject="24.7"), columns=("item", "raw", "subject")
    )
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in sheet["facts"][2]] == [
        ("'=1+1", "s", None),
        ("https://x.cn", "s", None),
        ("24.7", "s", None),
    ]


def test_markup_in_a_page_stays_text(tmp_path: Path) -> None:
    """Text between <r> and </r>, which xlsxwriter takes for its own markup, neither breaks the file nor vanishes."""
    facts = [a_fact(raw="<r>24.7</r>"), a_fact(id="2", raw="<r><t>假</t></r>"), a_fact(id="3", raw="</t><f>1</f>")]
    write_table(facts, tmp_path / "facts.xlsx")
    assert list(read_table(tmp_path / "facts.xlsx")) == facts


def test_what_a_double_cannot_hold_is_text(tmp_path: Path) -> None:
    """Numbers beyond 15 digits and dates before March 1900 are written as text, exactly."""
    facts = [
        a_fact(value=Decimal("1234567890123456.7"), value_max=Decimal("123456789012345"), date_start=date(1900, 2, 28)),
        a_fact(id="2", date_start=date(1900, 3, 1), date_end=date(9999, 12, 31)),
    ]
    book = workbook(tmp_path, *facts)
    row = [[cell.data_type for cell in book["facts"][number]] for number in (2, 3)]
    at = COLUMN_NAMES.index
    assert [row[0][at(name)] for name in ("value", "value_max", "date_start")] == ["s", "n", "s"]
    assert [row[1][at(name)] for name in ("date_start", "date_end")] == ["d", "d"]
    assert list(read_table(tmp_path / "facts.xlsx")) == facts


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("亿" * 32_767, "亿" * 32_767),
        ("亿" * 32_768, "亿" * 32_766 + "…"),
        ("\U0001f600" * 16_384, "\U0001f600" * 16_383 + "…"),
        ("=" + "亿" * 32_766, "=" + "亿" * 32_764 + "…"),
    ],
    ids=["fits", "long", "emoji", "formula"],
)
def test_text_beyond_the_limit_is_cut_and_counted(text: str, kept: str, tmp_path: Path) -> None:
    """A cell holds 32 767 UTF-16 units: longer text ends in … and one warning says how many cells that were."""
    said: list[str] = []
    write_table([a_fact(sentence=text), PLANT], tmp_path / "facts.xlsx", options=TableOptions(warn=said.append))
    expected = ["1 cell holds more than 32767 characters, the limit of xlsx; cut there, with … at the end"]
    assert said == ([] if text == kept else expected)
    first = next(read_table(tmp_path / "facts.xlsx"))
    assert first.sentence == kept


def test_warnings_are_python_s_where_nobody_asks(tmp_path: Path) -> None:
    """Without a listener of the caller's a loss is a Python warning."""
    with pytest.warns(UserWarning, match=r"^2 cells hold more than 32767 characters"):
        write_table([a_fact(sentence="亿" * 40_000, raw="亿" * 40_000)], tmp_path / "facts.xlsx")


def test_declared_kinds_get_sheets_that_excel_allows(tmp_path: Path) -> None:
    """Kinds of a rule set's own come behind the others; names too long, forbidden or taken are changed."""
    kinds = ["patent", "a/b[c]:*?", "x" * 40, "x" * 41, "Facts", "history", "count"]
    facts = [a_fact(id=str(number), kind=kind) for number, kind in enumerate(kinds)]
    book = workbook(tmp_path, *facts)
    assert book.sheetnames == [
        "facts", "count", "Facts_2", "a_b_c____", "history_2", "patent", "x" * 31, "x" * 29 + "_2",
    ]  # fmt: skip
    assert list(read_table(tmp_path / "facts.xlsx")) == facts


def test_more_facts_than_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts that a sheet has no rows for are an error and not left out."""
    monkeypatch.setattr(xlsx_table, "MAX_ROWS", 4)
    assert write_table(a_range(3), tmp_path / "three.xlsx") == 3
    with pytest.raises(OutputError, match=r"^4 facts, but a sheet holds 3; write CSV, Parquet or SQLite$"):
        write_table(a_range(4), tmp_path / "four.xlsx")
    assert not (tmp_path / "four.xlsx").exists()


def test_the_bytes_depend_on_nothing_else(tmp_path: Path) -> None:
    """Time zone, locale, umask, hash seed and working directory do not change a byte."""
    script = (
        "import os, sys; os.umask(int(sys.argv[2], 8))\n"
        "from pathlib import Path; from tests.output.samples import a_range\n"
        "from taiyuan_facts.output.tables import write_table; write_table(a_range(20), Path(sys.argv[1]))"
    )
    write_table(a_range(20), tmp_path / "facts.xlsx")
    for number, (zone, mask) in enumerate([("Asia/Shanghai", "077"), ("America/Caracas", "000")]):
        path = tmp_path / f"{number}.xlsx"
        environment = os.environ | {"TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": str(number), "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", script, str(path), mask], check=True, env=environment, cwd=tmp_path)
        assert path.read_bytes() == (tmp_path / "facts.xlsx").read_bytes()


def test_no_temporary_files_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a good run nor a failing one leaves files in the folder for temporary ones."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    write_table(a_range(3000), tmp_path / "facts.xlsx")
    assert list(scratch.iterdir()) == []

    def fail(*arguments: object) -> None:
        assert list(scratch.rglob("*")) != []
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("zipfile.ZipFile.write", fail)
    with pytest.raises(OutputError, match="the disk is full"):
        write_table(a_range(3000), tmp_path / "facts.xlsx")
    assert list(scratch.iterdir()) == []


# --- reading --------------------------------------------------------------------------------------------------------

ROW = [
    "f3a9c1d2", "2022-08-12_A1.txt", "冷轧线提前投产", "investment", "冷轧硅钢项目", "总投资", "硅钢", "over",
    24.7, None, "亿元", None, "2022-10", datetime(2022, 10, 1), date(2022, 10, 31), "text", "planned",  # noqa: DTZ001
    "超24.7亿元", "冷轧硅钢项目总投资超24.7亿元。", 3, 17, 24.0, "total-investment",
]  # fmt: skip


def read(path: Path) -> list[Fact]:
    return list(read_table(path))


def test_workbooks_of_other_programs_are_read(tmp_path: Path) -> None:
    """A table that was edited elsewhere is read: other sheet name, blank rows, either header, text dates, numbers."""
    path = tmp_path / "a.xlsx"
    assert read(rewritten(path, [COLUMN_NAMES, ROW], "Sheet1")) == [PLANT]
    assert read(rewritten(path, [[], [column.header_zh for column in COLUMNS], [], ROW, []])) == [PLANT]
    text = ["2022-10-01" if isinstance(cell, datetime) else cell for cell in ROW]
    assert read(rewritten(path, [COLUMN_NAMES, text])) == [PLANT]
    assert read(rewritten(path, [[*COLUMN_NAMES, "备注"], [*ROW, "好"]])) == [PLANT]


def test_a_double_s_last_digits_are_not_taken_for_the_number(tmp_path: Path) -> None:
    """A computed 0.30000000000000004 is 0.3, as the spreadsheet shows it."""
    row = [0.1 + 0.2 if cell == 24.7 else cell for cell in ROW]
    assert read(rewritten(tmp_path / "a.xlsx", [COLUMN_NAMES, row])) == [a_fact(value=Decimal("0.3"))]


def test_control_characters_in_a_spreadsheet_s_notation_are_read(tmp_path: Path) -> None:
    """A spreadsheet that saves a table again spells control characters _xHHHH_: they are read as what they were."""
    row = [*ROW[:18], "一_x000D_\n二_x000c_三_x4e2d_", *ROW[19:]]
    expected = a_fact(sentence="一\r\n二\x0c三_x4e2d_")
    assert read(rewritten(tmp_path / "a.xlsx", [COLUMN_NAMES, row])) == [expected]


def test_the_sheet_with_all_facts_is_found(tmp_path: Path) -> None:
    """The sheet called facts is read, wherever it stands among others."""
    path = tmp_path / "a.xlsx"
    write_table(a_range(5), path)
    book = openpyxl.load_workbook(path)
    book.move_sheet("facts", 3)
    book.save(path)
    assert read(path) == a_range(5)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([], ": the sheet is empty; write a table with `tyfacts extract PAGES -o facts.xlsx`"),
        ([["file", "date"]], ":1: not a facts table: 22 of its columns are missing (id, doc, article, …); "
                             "write one with `tyfacts extract PAGES -o facts.csv`"),
        ([COLUMN_NAMES, [*ROW, "x"]], ":2: a cell stands behind the last column; give it a header or empty it"),
        ([COLUMN_NAMES, [], ["x", *ROW[1:8], "much"]], ":3: column value: 'much' is not a decimal; "
                                                       "write plain digits such as 24.7"),
        ([COLUMN_NAMES, ROW[:20]], ":2: column start: None is not a whole number; write digits such as 17"),
        ([COLUMN_NAMES, [*ROW[:12], date(2022, 10, 1), *ROW[13:]]],
         ":2: column date: datetime.datetime(2022, 10, 1, 0, 0) is not text; "
         "format the cell as text and type it again"),
        ([COLUMN_NAMES, [*ROW[:14], datetime(2022, 10, 1, 8), *ROW[15:]]],  # noqa: DTZ001
         ":2: column date_end: datetime.datetime(2022, 10, 1, 8, 0) is not a date; write it as 2022-10-31"),
        ([COLUMN_NAMES, [*ROW[:6], True, *ROW[7:]]],
         ":2: column item: True is not text; format the cell as text and type it again"),
    ],
)  # fmt: skip
def test_broken_sheets_are_refused(cells: list[list[object]], message: str, tmp_path: Path) -> None:
    """Each fault is one sentence with the row and the remedy."""
    path = rewritten(tmp_path / "a.xlsx", cells)
    with pytest.raises(TableError) as caught:
        read(path)
    if ": column value:" in message:
        assert str(caught.value).endswith(message.partition(": ")[2])
    assert str(caught.value) == f"{path}{message}"


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return path


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A member that unpacks to far more than its size, or members that together do, are refused unopened."""
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *a, **k: pytest.fail("opened"))
    path = zipped(tmp_path / "a.xlsx", xl__worksheets__sheet1=b"0" * 50_000_000)
    with pytest.raises(TableError) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path}: 'xl/worksheets/sheet1.xml' unpacks to more than 200 times its size; use CSV for such a table"
    )
    monkeypatch.setattr(xlsx_reading, "MAX_UNPACKED", 3_000_000)
    noise = os.urandom(2_000_000)
    path = zipped(tmp_path / "b.xlsx", xl__sharedStrings=noise, xl__worksheets__sheet1=noise)
    with pytest.raises(TableError) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path}: unpacks to 4 MB, more than the 3 MB allowed; use CSV, Parquet or SQLite for a table of that size"
    )


def test_sheets_that_are_not_read_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sheet is read, so only the largest counts: a table may be read although every kind doubles it."""
    path = tmp_path / "facts.xlsx"
    write_table(a_range(300), path)
    with zipfile.ZipFile(path) as archive:
        sizes = [member.file_size for member in archive.infolist()]
    monkeypatch.setattr(xlsx_reading, "MAX_UNPACKED", sum(sizes) * 3 // 4)
    assert read(path) == a_range(300)


def test_entity_bombs_are_refused(tmp_path: Path) -> None:
    """A workbook whose XML declares entities is refused, not expanded."""
    path = tmp_path / "a.xlsx"
    write_table([PLANT], tmp_path / "good.xlsx")
    ladder = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(path, "w") as bad:
        for member in good.namelist():
            data = good.read(member).decode()
            if member == "xl/worksheets/sheet1.xml":
                data = ladder + "]>" + data.partition("?>")[2].replace("冷轧", "&j;")
            bad.writestr(member, data)
    with pytest.raises(TableError, match=rf"^{path}: not a workbook that can be read \(EntitiesForbidden"):
        read(path)


def test_a_sheet_s_claims_about_its_size_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet that claims a million rows of sixteen thousand columns is read by the cells that it has."""
    good, path = tmp_path / "good.xlsx", tmp_path / "a.xlsx"
    write_table([PLANT], good)
    claimed, replaced = b'<dimension ref="A1:XFD1048576"/>', 0
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.namelist():
            data = source.read(member)
            replaced += data.count(b'<dimension ref="A1:W2"/>')
            target.writestr(member, data.replace(b'<dimension ref="A1:W2"/>', claimed))
    assert replaced == 2
    lengths: list[int] = []
    trimmed = xlsx_reading._trimmed

    def counting(row: tuple[object, ...]) -> list[object]:
        lengths.append(len(row))
        return trimmed(row)

    monkeypatch.setattr(xlsx_reading, "_trimmed", counting)
    assert read(path) == [PLANT]
    assert lengths == [len(COLUMN_NAMES)] * 2
