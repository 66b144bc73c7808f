"""CSV: the very bytes, and every way in which a file can be broken."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES, COLUMNS, Fact
from taiyuan_facts.output import csv_table
from taiyuan_facts.output.options import TableOptions

from .samples import PLANT, a_fact

HEADER = ",".join(COLUMN_NAMES) + "\n"
ROW = (
    "f3a9c1d2,2022-08-12_A1.txt,冷轧线提前投产,investment,冷轧硅钢项目,总投资,硅钢,over,24.7,,亿元,,2022-10,"
    "2022-10-01,2022-10-31,text,planned,超24.7亿元,冷轧硅钢项目总投资超24.7亿元。,3,17,24,total-investment\n"
)


def written(*several: Fact, **options: object) -> str:
    target = io.BytesIO()
    assert csv_table.write(several, target, TableOptions(**options)) == len(several)  # type: ignore[arg-type]
    return target.getvalue().decode()


def read(text: str | bytes) -> list[Fact]:
    data = text.encode() if isinstance(text, str) else text
    return [fact for _, fact in csv_table.read(io.BytesIO(data), "facts.csv")]


def test_the_bytes_of_a_table() -> None:
    """A table is UTF-8 with commas and LF, its header the contract's columns, decimals plain, without an index."""
    assert written(PLANT) == HEADER + ROW


def test_chinese_headers_and_bom() -> None:
    """Chinese headers come from the model; the byte order mark comes first."""
    text = written(PLANT, headers="zh", bom=True)
    assert text == "\ufeff" + ",".join(column.header_zh for column in COLUMNS) + "\n" + ROW


def test_columns_are_chosen_and_ordered() -> None:
    """Only the columns asked for are written, in the order asked for."""
    assert written(PLANT, columns=("value", "unit", "raw")) == "value,unit,raw\n24.7,亿元,超24.7亿元\n"


def test_one_empty_column_is_no_blank_line() -> None:
    """A row whose only cell is empty is quoted, because a blank line would be no row to a reader."""
    assert written(a_fact(item=""), columns=("item",)) == 'item\n""\n'


@pytest.mark.parametrize(
    "end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_every_line_end_is_quoted(end: str) -> None:
    """A cell with anything that some reader takes for a line end stands in quotes, and rows still end in LF alone."""
    assert written(a_fact(raw=f"24.7{end}亿元"), columns=("raw", "rule")) == (
        f'raw,rule\n"24.7{end}亿元",total-investment\n'
    )


def test_only_text_is_neutralised() -> None:
    """A negative number and a date stay as they are; text that begins like a formula gets a quote."""
    fact = a_fact(value=PLANT.value and -PLANT.value, raw="-24.7亿元", item="=cmd()", kind="=kind")
    assert written(fact, columns=("value", "date_start", "raw", "item", "kind")) == (
        "value,date_start,raw,item,kind\n-24.7,2022-10-01,'-24.7亿元,'=cmd(),'=kind\n"
    )


def test_other_readers_agree() -> None:
    """The csv module reads the cells that were written, quotes and line ends included."""
    text = written(a_fact(sentence='他说"好",\n再见\r'))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["sentence"] for row in rows] == ['他说"好",\n再见\r']


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text[:-1],
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("id,", "编号,", 1),
    ],
)
def test_harmless_changes_are_read(change: Callable[[str], str]) -> None:
    """Other line ends, a byte order mark, no last line end, blank lines and Chinese headers make no difference."""
    assert read(change(HEADER + ROW)) == [PLANT]


def test_later_versions_may_add_columns_at_the_end() -> None:
    """Columns behind the last of the contract are ignored, whatever they hold."""
    assert read(HEADER.replace("\n", ",confidence\n") + ROW.replace("\n", ",0.9\n")) == [PLANT]


def test_rows_out_of_order_are_read_as_they_stand() -> None:
    """The order of rows is the file's, for the reader to sort."""
    other = ROW.replace("f3a9c1d2", "00000000")
    assert [fact.id for fact in read(HEADER + ROW + other)] == ["f3a9c1d2", "00000000"]


def test_a_long_cell_is_read() -> None:
    """A cell beyond the 131 072 characters at which the csv module stops is read."""
    fact = a_fact(sentence="亿" * 200_000)
    assert read(written(fact)) == [fact]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "facts.csv: empty, not even a header; write one with `tyfacts extract PAGES -o facts.csv`"),
        ("\n\n", "facts.csv: empty, not even a header; write one with `tyfacts extract PAGES -o facts.csv`"),
        (
            "file,date\na.txt,2022-08-12\n",
            "facts.csv:1: not a facts table: 22 of its columns are missing (id, doc, article, …); "
            "write one with `tyfacts extract PAGES -o facts.csv`",
        ),
        (
            HEADER.replace(",", ";") + ROW.replace(",", ";"),
            "facts.csv:1: its cells are parted by semicolons, not by commas; save the table with commas",
        ),
        (
            HEADER.replace(",", "\t"),
            "facts.csv:1: its cells are parted by tabs, not by commas; save the table with commas",
        ),
        (
            HEADER.replace("value,value_max,", ""),
            "facts.csv:1: the columns value, value_max are missing; "
            "write the table again with all its columns (without --columns)",
        ),
        (
            HEADER.replace(",rule", ""),
            "facts.csv:1: the column rule is missing; write the table again with all its columns (without --columns)",
        ),
        (HEADER.replace(",unit,", ",unti,"), "facts.csv:1: unknown column 'unti'; did you mean unit?"),
        (
            HEADER.replace(",unit,", ",unit,我的备注,"),
            "facts.csv:1: unknown column '我的备注'; columns of your own may stand behind the last one",
        ),
        (
            HEADER.replace(",unit,", ",unit,value,"),
            "facts.csv:1: the column 'value' stands twice in the header; keep one of them",
        ),
        (
            HEADER.replace(",unit,", ",unit,单位,"),
            "facts.csv:1: the column '单位' stands twice in the header; keep one of them",
        ),
        (HEADER + ROW[:40], "facts.csv:2: cut off after 4 of 23 cells; write the table again"),
        (HEADER + ROW + "\0" * 512, "facts.csv:3: cut off after 1 of 23 cells; write the table again"),
        (
            HEADER + ROW.replace("总投资,", "总投资,,", 1),
            "facts.csv:2: 24 cells under 23 columns; quote the cells that hold a comma, or extract again",
        ),
        (
            HEADER + ROW[:40] + "\n" + ROW,
            "facts.csv:2: 4 cells under 23 columns; quote the cells that hold a comma, or extract again",
        ),
        (HEADER + ROW + '"f3', "facts.csv:3: cut off within a quoted cell; write the table again"),
        (
            HEADER + '"a"b' + ROW,
            "facts.csv:2: not CSV (',' expected after '\"'); double the quotes inside a quoted cell",
        ),
        (
            HEADER + ROW.replace(",3,", ",\0003,"),
            "facts.csv:2: column line: '\\x003' is not a whole number; write digits such as 17",
        ),
        (
            HEADER + ROW.replace("24.7,,", '"24,7",,'),
            "facts.csv:2: column value: '24,7' is not a decimal; write plain digits such as 24.7",
        ),
    ],
)
def test_broken_tables_are_refused(text: str, message: str) -> None:
    """Each fault is one sentence with the place and the remedy."""
    with pytest.raises(TableError) as caught:
        read(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            (HEADER + ROW).encode("gb18030"),
            "facts.csv:2: not UTF-8 (byte 0xc0); save the table as “CSV UTF-8” or extract it again",
        ),
        (
            (HEADER + ROW).encode("utf-16"),
            "facts.csv:1: not UTF-8 (byte 0xff); save the table as “CSV UTF-8” or extract it again",
        ),
        (
            (HEADER + ROW).encode()[: len(HEADER) + 29],
            "facts.csv:2: cut off within a character; write the table again",
        ),
    ],
)
def test_other_encodings_are_refused(data: bytes, message: str) -> None:
    """A table that is not UTF-8, or ends within a character, is refused."""
    with pytest.raises(TableError) as caught:
        read(data)
    assert str(caught.value) == message


def test_lines_are_counted_where_a_row_begins() -> None:
    """The line in a message is the one that the row begins on, whatever line ends its cells hold."""
    text = written(a_fact(sentence="一\n二\n三"), a_fact(sentence="四"))
    assert [where for where, _ in csv_table.read(io.BytesIO(text.encode()), "a.csv")] == ["a.csv:2", "a.csv:5"]


def test_an_open_quote_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that is never closed is given up at the limit of a cell, with the line that it stands on."""
    monkeypatch.setattr(csv_table, "FIELD_LIMIT", 1000)
    before = csv.field_size_limit(1000)
    try:
        with pytest.raises(
            TableError, match=r"^facts\.csv:2: a cell of more than 0 million characters; a quote is open"
        ):
            read(HEADER + '"' + ROW * 20)
    finally:
        csv.field_size_limit(before)


def test_reading_streams(tmp_path: Path) -> None:
    """The first fact is there before the rest of the file is looked at."""
    path = tmp_path / "facts.csv"
    path.write_text(HEADER + ROW * 10_000 + "broken", encoding="utf-8")
    with path.open("rb") as file:
        _, first = next(csv_table.read(file, "facts.csv"))
        assert first == PLANT
        assert file.tell() < path.stat().st_size / 2
