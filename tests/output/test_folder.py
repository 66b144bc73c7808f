"""A folder of tables, one a kind."""

from __future__ import annotations

import errno
import itertools
import os
from pathlib import Path

import pytest

from taiyuan_facts.errors import OutputError, TableError
from taiyuan_facts.model import KINDS
from taiyuan_facts.output.folder import holds_tables, table_file
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.tables import read_table, write_table

from .samples import PLANT, a_fact, a_range


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_each_kind_has_its_file() -> None:
    """The ten kinds have names of their own, a declared kind goes by its name, and none leads out of the folder."""
    assert [table_file(kind) for kind in KINDS] == [
        "investments.csv", "capacities.csv", "growth_rates.csv", "deadlines.csv", "outputs.csv",
        "shares.csv", "durations.csv", "sums.csv", "measures.csv", "counts.csv",
    ]  # fmt: skip
    assert [table_file(kind) for kind in ("patent", "专利", "../../etc/x", "a b", "Big")] == [
        "patent.csv", "专利.csv", "______etc_x.csv", "a_b.csv", "big.csv",
    ]  # fmt: skip


def test_only_kinds_that_occur_have_tables(tmp_path: Path) -> None:
    """Each table is what the single CSV would be with the facts of its kind."""
    folder = tmp_path / "facts"
    facts = [
        a_fact(id="1", kind="growth"),
        a_fact(id="2"),
        a_fact(id="3", kind="patent"),
        a_fact(id="4", kind="growth"),
    ]
    options = TableOptions(bom=True, headers="zh")
    assert write_table(facts, folder, options=options) == 4
    found = contents(folder)
    assert list(found) == ["growth_rates.csv", "investments.csv", "patent.csv"]
    for kind, name in (("growth", "growth_rates.csv"), ("investment", "investments.csv"), ("patent", "patent.csv")):
        single = tmp_path / "single.csv"
        write_table([fact for fact in facts if fact.kind == kind], single, options=options)
        assert found[name] == single.read_text(encoding="utf-8")


def test_kinds_of_one_file_name_share_it(tmp_path: Path) -> None:
    """Two declared kinds whose names come to the same file lose nothing."""
    facts = [a_fact(id="1", kind="a b"), a_fact(id="2", kind="a_b"), a_fact(id="3", kind="investments"), PLANT]
    write_table(facts, tmp_path / "facts")
    assert list(contents(tmp_path / "facts")) == ["a_b.csv", "investments.csv"]
    assert sorted(fact.id for fact in read_table(tmp_path / "facts")) == ["1", "2", "3", PLANT.id]


def test_tables_of_a_former_run_are_removed_and_others_stay(tmp_path: Path) -> None:
    """A kind that no longer occurs loses its table; what the user keeps in the folder is not touched."""
    write_table([*a_range(10), a_fact(id="p", kind="patent")], tmp_path)
    write_table(a_range(10), tmp_path / "facts.csv")
    (tmp_path / "notes.csv").write_text("file,date\n", encoding="utf-8")
    (tmp_path / "pages.txt").write_text("总投资24.7亿元", encoding="utf-8")
    (tmp_path / "broken.csv").write_bytes(b"\xff\xfe")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "sub.csv").mkdir()
    others = {"notes.csv", "pages.txt", "broken.csv", "empty.csv", "sub.csv", "facts.csv"}
    assert write_table([PLANT], tmp_path, "folder") == 1
    assert {path.name for path in tmp_path.iterdir()} == others | {"investments.csv"}
    assert write_table([], tmp_path, "folder") == 0
    assert {path.name for path in tmp_path.iterdir()} == others


def test_linked_tables_are_tables(tmp_path: Path) -> None:
    """A table that is a link is read and written through it; when its kind is gone, so is the link, not its target."""
    folder, real = tmp_path / "facts", tmp_path / "real.csv"
    write_table(a_range(2), folder)
    (folder / "investments.csv").rename(real)
    (folder / "investments.csv").symlink_to(real)
    assert len(list(read_table(folder))) == 2
    write_table([PLANT, a_range(2)[1]], folder)
    assert (folder / "investments.csv").is_symlink()
    assert list(read_table(real)) == [PLANT]
    write_table(a_range(2)[1:], folder)
    assert [path.name for path in folder.iterdir()] == ["capacities.csv"]
    assert list(read_table(real)) == [PLANT]


def test_tables_with_some_columns_are_known_again(tmp_path: Path) -> None:
    """Tables written without the column kind are known by their names, and replaced or removed all the same."""
    some = TableOptions(columns=("value", "unit"))
    write_table([*a_range(2), a_fact(id="p", kind="patent")], tmp_path, "folder", some)
    write_table([PLANT, a_fact(id="p", kind="patent")], tmp_path, "folder", some)
    assert contents(tmp_path) == {"investments.csv": "value,unit\n24.7,亿元\n", "patent.csv": "value,unit\n24.7,亿元\n"}


def test_a_foreign_file_is_not_replaced(tmp_path: Path) -> None:
    """A file that has the name of a table but is none stops the run before anything is written."""
    (tmp_path / "investments.csv").write_text("my,own,list\n", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_table(a_range(20), tmp_path, "folder")
    assert str(caught.value) == (
        f"cannot write {tmp_path / 'investments.csv'}: there is another file of that name; "
        "move it or choose another folder"
    )
    assert contents(tmp_path) == {"investments.csv": "my,own,list\n"}


def test_a_folder_of_tables_is_told_from_one_of_pages(tmp_path: Path) -> None:
    """A folder holds tables when one of its files is a table of ours."""
    (tmp_path / "a.txt").write_text("总投资24.7亿元", encoding="utf-8")
    (tmp_path / "documents.csv").write_text("file,date\na.txt,2022-08-12\n", encoding="utf-8")
    assert not holds_tables(tmp_path)
    with pytest.raises(TableError) as caught:
        list(read_table(tmp_path))
    assert str(caught.value) == (
        f"{tmp_path}: no facts tables in the folder; write them with `tyfacts extract PAGES -o {tmp_path}/`"
    )
    write_table([PLANT], tmp_path, "folder")
    assert holds_tables(tmp_path)


def test_faults_are_placed_in_their_file(tmp_path: Path) -> None:
    """A message names the table in the folder, also for an id that stands in two of them."""
    write_table(a_range(2), tmp_path, "folder")
    table = tmp_path / "investments.csv"
    whole = table.read_text(encoding="utf-8")
    table.write_text(whole.replace("f000000", "f000001"), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        list(read_table(tmp_path))
    assert str(caught.value) == (
        f"{table}:2: the id 'f000001' stands at {tmp_path / 'capacities.csv'}:2 already; "
        "take one of the two rows out, or extract the table again"
    )
    table.write_text(whole.replace("planned", "plan"), encoding="utf-8")
    with pytest.raises(TableError, match=r"investments\.csv:2: column status: 'plan' is none of"):
        list(read_table(tmp_path))


@pytest.mark.parametrize("failing", range(1, 11))
def test_no_table_is_replaced_before_all_are_on_the_disk(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of the ten tables the disk has no room for, the ten old ones stay."""
    write_table(a_range(10), tmp_path, "folder")
    before = contents(tmp_path)
    calls = itertools.count(1)

    def fsync(handle: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OutputError, match=f"^cannot write {tmp_path}: the disk is full"):
        write_table(a_range(20), tmp_path, "folder")
    assert contents(tmp_path) == before
