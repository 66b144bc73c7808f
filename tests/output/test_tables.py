"""Whole tables or none: destinations, interruptions, refusals; and sources of every sort."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from taiyuan_facts.errors import OutputError, TableError
from taiyuan_facts.model import COLUMN_NAMES
from taiyuan_facts.output import tables
from taiyuan_facts.output.formats import FORMATS
from taiyuan_facts.output.options import TableOptions
from taiyuan_facts.output.tables import read_table, write_table
from taiyuan_facts.output.values import fact_to_row

from .runs import ROOT, names, python
from .samples import PLANT, a_fact, a_range

FILES = tuple(name for name, format_ in FORMATS.items() if format_.takes != "folder")


# --- destinations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_the_ending_decides(name: str, tmp_path: Path) -> None:
    """Each ending gives its format, told by the first bytes that are read back without knowing the ending."""
    for ending in FORMATS[name].endings:
        path = tmp_path / f"facts{ending}"
        assert write_table([PLANT, a_fact(id="2")], path) == 2
        other = path.rename(tmp_path / "noending")
        assert list(read_table(other)) == [PLANT, a_fact(id="2")]


def test_convert_is_applied_to_each_fact(tmp_path: Path) -> None:
    """The caller's conversion of units sees every fact before it is written."""
    path = tmp_path / "facts.csv"
    options = TableOptions(
        convert=lambda fact: a_fact(id=fact.id, value=fact.value and fact.value * 10000, unit="万元")
    )
    write_table([PLANT], path, options=options)
    assert list(read_table(path)) == [a_fact(value=PLANT.value and PLANT.value * 10000, unit="万元")]


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Writing to a link replaces what it points at, and the link stays a link."""
    (tmp_path / "data").mkdir()
    link = tmp_path / "facts.csv"
    link.symlink_to("data/real.csv")
    write_table([PLANT], link)
    assert link.is_symlink()
    assert names(tmp_path / "data") == ["real.csv"]
    assert list(read_table(tmp_path / "data" / "real.csv")) == [PLANT]


def test_rights_are_kept_or_those_of_umask(tmp_path: Path) -> None:
    """A replaced file keeps its rights; a new one has those that umask leaves."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.touch()
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_table([PLANT], old)
        write_table([PLANT], new)
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [0o640, 0o640]


def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    """A name of 255 bytes, the most that the system takes, can be written."""
    path = tmp_path / ("页" * 83 + "aa.csv")
    write_table([PLANT], path)
    assert names(tmp_path) == [path.name]


# The nodes are the tests' own: a fault here must not be able to put a file in the place of the machine's /dev/null.
@pytest.mark.parametrize("name", FILES)
def test_a_pipe_is_written_to_as_it_is(name: str, tmp_path: Path) -> None:
    """A named pipe is not replaced: whoever reads it gets the bytes that a file would."""
    path, pipe = tmp_path / "facts", tmp_path / "pipe"
    write_table(a_range(3), path, name)
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        try:
            assert write_table(a_range(3), pipe, name) == 3
            assert reader.communicate()[0] == path.read_bytes()
        finally:
            reader.kill()
    assert pipe.is_fifo()
    assert names(tmp_path) == ["facts", "pipe"]


@pytest.mark.parametrize("name", FILES)
def test_a_full_device_is_an_error(name: str, tmp_path: Path) -> None:
    """A device is not replaced either, and one that is full is reported."""
    device = tmp_path / "full"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        device.write_bytes(b"")
    except (OSError, AttributeError):
        pytest.skip("may not make a device")
    with pytest.raises(OutputError) as caught:
        write_table([PLANT], device, name)
    assert str(caught.value) == f"cannot write {device}: the disk is full; free some space or write elsewhere"
    assert device.is_char_device()
    assert names(tmp_path) == ["full"]


@pytest.mark.parametrize("name", FILES)
def test_standard_output_gets_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Standard output gets the bytes that a file gets, in UTF-8 whatever the locale."""
    path = tmp_path / "facts"
    write_table([PLANT], path, name)
    script = (
        "import sys; from tests.output.samples import PLANT\n"
        "from taiyuan_facts.output.tables import write_table; write_table([PLANT], None, sys.argv[1])"
    )
    run = python(script, name)
    assert (run.stdout, run.stderr, run.returncode) == (path.read_bytes(), b"", 0)


def test_standard_output_may_be_a_stand_in(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A replaced sys.stdout (a test runner's) is written to through its buffer; CSV is what comes without a format."""
    assert write_table([PLANT], None, None, TableOptions(columns=("value", "unit"))) == 1
    assert capsysbinary.readouterr().out == "value,unit\n24.7,亿元\n".encode()


_ENDLESS = """
import itertools, sys
from tests.output.samples import PLANT, a_fact
from taiyuan_facts.errors import OutputError
from taiyuan_facts.output.tables import write_table
try:
    write_table((a_fact(id=str(n)) for n in itertools.count()), None, "csv")
except BrokenPipeError:
    sys.exit(9)
except OutputError as error:
    sys.exit(str(error))
"""


def test_a_closed_pipe_is_passed_up() -> None:
    """When the reader of a pipe goes, the caller hears of it and nothing is printed."""
    with subprocess.Popen(
        [sys.executable, "-c", _ENDLESS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert run.stdout.readline().decode().rstrip("\n").split(",") == list(COLUMN_NAMES)
        run.stdout.close()
        assert run.wait() == 9
        assert run.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
def test_a_full_standard_output_is_an_error() -> None:
    """What standard output cannot take is one sentence, and Python adds none of its own when it ends."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        run = subprocess.run(
            [sys.executable, "-c", _ENDLESS], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False
        )
    assert (run.stderr.decode(), run.returncode) == (
        "cannot write standard output: the disk is full; free some space or write elsewhere\n",
        1,
    )


def test_a_closed_standard_output_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a standard output (>&-) the remedy is -o."""
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match=r"^cannot write standard output: it is closed; name a file with -o$"):
        write_table([PLANT], None)


def test_binary_formats_are_nothing_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook is not poured onto a terminal, nor a folder into a stream."""
    with pytest.raises(OutputError, match=r"^a folder of tables cannot go into one stream; name a folder with -o$"):
        write_table([PLANT], None, "folder")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(OutputError, match=r"^xlsx is nothing for a terminal; name a file with -o$"):
        write_table([PLANT], None, "xlsx")


# --- refusals -------------------------------------------------------------------------------------------------------


def test_an_input_is_not_overwritten(tmp_path: Path) -> None:
    """A destination that is one of the inputs, by whatever path, is refused before anything is written."""
    page = tmp_path / "page.csv"
    page.write_text("总投资24.7亿元", encoding="utf-8")
    link = tmp_path / "link.csv"
    link.symlink_to(page)
    for destination in (page, link, tmp_path / ".." / tmp_path.name / "page.csv"):
        with pytest.raises(OutputError) as caught:
            write_table([PLANT], destination, inputs=[tmp_path / "other", page])
        assert str(caught.value) == (
            f"cannot write {destination}: it is one of the inputs; choose another name with -o"
        )
    for inputs in ([tmp_path], [page]):
        with pytest.raises(OutputError, match="it is one of the inputs"):
            write_table([PLANT], tmp_path, inputs=inputs)
    assert page.read_text(encoding="utf-8") == "总投资24.7亿元"
    assert names(tmp_path) == ["link.csv", "page.csv"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    """Each reason has its remedy."""
    (tmp_path / "file").touch()
    (tmp_path / "dir.csv").mkdir()
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    expected = {
        "none/facts.csv": "the folder does not exist; make it first",
        "none/facts/": "the folder does not exist; make it first",
        "file/facts.csv": "a part of the path is no folder; choose another place with -o",
        "x" * 300 + ".csv": "the name is too long; choose a shorter one",
        "loop.csv": "the link leads round in a circle; choose another place with -o",
    }
    found = {}
    for place in expected:
        with pytest.raises(OutputError) as caught:
            write_table([PLANT], tmp_path / place)
        found[place] = str(caught.value).removeprefix(f"cannot write {tmp_path / place}: ")
    assert found == expected
    with pytest.raises(OutputError, match="it is a folder; name a file in it"):
        write_table([PLANT], tmp_path / "dir.csv", "csv")


def test_a_write_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be written to is refused, although its folder would let it be replaced."""
    path = tmp_path / "facts.csv"
    path.touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(OutputError) as caught:
        write_table([PLANT], path)
    assert str(caught.value) == f"cannot write {path}: no right to write there; choose another place with -o"


def test_unknown_formats_and_endings(tmp_path: Path) -> None:
    """What is no format is refused with the nearest one."""
    with pytest.raises(OutputError, match=r"^unknown format 'cvs'; did you mean csv\?$"):
        write_table([PLANT], tmp_path / "facts.csv", "cvs")
    with pytest.raises(OutputError, match=r"the ending \.xls names no format; did you mean \.xlsx\?"):
        write_table([PLANT], tmp_path / "facts.xls")
    assert names(tmp_path) == []


# --- sources --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_a_stream_is_told_by_its_first_bytes(name: str, tmp_path: Path) -> None:
    """A stream needs neither name nor format, whether it can be rewound or not."""
    path = tmp_path / "facts"
    write_table(a_range(3), path, name)
    assert list(read_table(io.BytesIO(path.read_bytes()))) == a_range(3)
    run = python(
        "import sys; from tests.output.samples import a_range; from taiyuan_facts.output.tables import read_table\n"
        "assert list(read_table(sys.stdin.buffer)) == a_range(3)",
        stdin=path.read_bytes(),
    )
    assert run.stderr == b""
    assert run.returncode == 0


@pytest.mark.parametrize("name", FILES)
def test_a_named_pipe_is_read_once(name: str, tmp_path: Path) -> None:
    """What a shell puts in the place of <(…) is read like any stream, in every format."""
    path, pipe = tmp_path / "facts", tmp_path / "pipe"
    write_table(a_range(300), path, name)
    os.mkfifo(pipe)
    feeding = threading.Thread(target=lambda: pipe.write_bytes(path.read_bytes()), daemon=True)
    feeding.start()
    assert list(read_table(pipe)) == a_range(300)
    feeding.join()


def test_streams_stay_open() -> None:
    """A stream belongs to the caller: reading leaves it open."""
    stream = io.BytesIO(",".join(COLUMN_NAMES).encode())
    assert list(read_table(stream)) == []
    assert not stream.closed


@pytest.mark.parametrize("name", FILES)
def test_doubled_ids_are_refused(name: str, tmp_path: Path) -> None:
    """Two facts with one id are an error, with both places, in every format (SQLite does not even take them)."""
    path = tmp_path / "facts.x"
    several = [PLANT, a_fact(id="2"), PLANT]
    if name == "sqlite":
        with pytest.raises(OutputError, match=r"^cannot write the table: two facts share an id"):
            write_table(several, path, name)
        return
    write_table(several, path, name)
    with pytest.raises(TableError) as caught:
        list(read_table(path, name))
    first, last = {"json": (":2", ":4"), "jsonl": (":1", ":3"), "parquet": (": row 1", ": row 3")}.get(
        name, (":2", ":4")
    )
    assert str(caught.value) == (
        f"{path}{last}: the id 'f3a9c1d2' stands at {path}{first} already; take one of the two rows out, "
        "or extract the table again"
    )


def test_an_empty_id_is_refused() -> None:
    """A fact without a name cannot be told from others."""
    rows = [",".join(COLUMN_NAMES), ",".join(fact_to_row(a_fact(id="")).values())]
    with pytest.raises(TableError, match=r"^standard input:2: column id is empty; extract the table again$"):
        list(read_table(io.BytesIO("\n".join(rows).encode())))


@pytest.mark.parametrize("name", FILES)
def test_cut_files_are_refused(name: str, tmp_path: Path) -> None:
    """A file cut at any place (but a line's end) is refused, and never read as a shorter table."""
    path, cut = tmp_path / "whole", tmp_path / "cut"
    write_table(a_range(30), path, name)
    data = path.read_bytes()
    places = range(1, len(data), max(1, len(data) // 40))
    for end in places:
        cut.write_bytes(data[:end])
        if name in ("csv", "jsonl") and data[:end].endswith(b"\n"):
            continue
        try:
            back = list(read_table(cut, name))
        except TableError:
            continue
        assert back != a_range(30)[: len(back)], end
        assert name == "csv"  # cut within the last cell of a row: another rule's name, so not the same fact


@pytest.mark.parametrize("name", FILES)
def test_noise_is_refused(name: str, tmp_path: Path) -> None:
    """Bytes that are no table are one sentence, whatever format they are taken for."""
    path = tmp_path / "noise"
    for noise in (
        b"",
        b"\0" * 100,
        bytes(range(256)) * 20,
        "总投资24.7亿元。\n".encode() * 50,
        b"PK\x03\x04" + b"\0" * 90,
    ):
        path.write_bytes(noise)
        if noise == b"" and name == "jsonl":
            continue  # no lines are no facts
        with pytest.raises(TableError, match=rf"^{path}"):
            list(read_table(path, name))


def test_places_that_cannot_be_read(tmp_path: Path) -> None:
    """Each reason has its remedy."""
    with pytest.raises(TableError) as caught:
        list(read_table(tmp_path / "facts.csv"))
    assert str(caught.value) == f"cannot read {tmp_path / 'facts.csv'}: there is no such file; check the path"
    with pytest.raises(TableError, match=r": a folder, not csv; name the file in it$"):
        list(read_table(tmp_path, "csv"))
    with pytest.raises(TableError, match=r"^unknown format 'jsnl'; did you mean jsonl\?$"):
        list(read_table(tmp_path / "facts.csv", "jsnl"))
    with pytest.raises(TableError, match=r"^standard input: a folder of tables cannot come out of one stream"):
        list(read_table(io.BytesIO(), "folder"))


@pytest.mark.parametrize(("name", "library"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_a_missing_extra_is_named(name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a library is not installed, reading and writing say how to install it."""
    path = tmp_path / "facts"
    write_table([PLANT], path, name)
    for module in ("openpyxl", "xlsxwriter", "pyarrow"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(TableError, match=rf"^{name} tables need {library} .*; .*: pip install 'tyfacts\[{name}\]'$"):
        list(read_table(path))
    with pytest.raises(OutputError, match=rf"^{name} tables need .*; .*: pip install 'tyfacts\[{name}\]'$"):
        write_table([PLANT], tmp_path / "other", name)


# --- memory and imports ---------------------------------------------------------------------------------------------

_PEAK = """
import resource, sys
from pathlib import Path
from tests.output.samples import a_fact
from taiyuan_facts.output.tables import write_table
def facts(count):
    for n in range(count):
        yield a_fact(id=str(n), sentence=f"{n}" * 100)
def run(count):
    write_table(facts(count), Path(sys.argv[1]), sys.argv[2])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
few = run(2_000)
print(run(int(sys.argv[3])) - few)
"""


@pytest.mark.parametrize(
    ("name", "count"),
    [("csv", 40_000), ("json", 40_000), ("jsonl", 40_000), ("sqlite", 40_000), ("folder", 40_000), ("xlsx", 6_000)],
)
def test_writing_streams(name: str, count: int, tmp_path: Path) -> None:
    """Twenty times as many facts (xlsx: three times), of half a kilobyte each, take no more than some megabytes."""
    run = python(_PEAK, tmp_path / "facts", name, count)
    assert run.stderr == b""
    assert int(run.stdout) < 6_000  # kilobytes; the facts alone are 20 megabytes and more


def test_text_formats_need_no_library() -> None:
    """Writing and reading CSV and JSON imports neither pandas nor any other heavy library."""
    script = (
        "import io, sys; from taiyuan_facts.model import COLUMN_NAMES\n"
        "from taiyuan_facts.output.tables import read_table, write_table\n"
        "for name in ('csv', 'json', 'jsonl'): write_table([], None, name)\n"
        "assert list(read_table(io.BytesIO(b'[]'))) == []\n"
        "heavy = {'pandas', 'numpy', 'rich', 'cn2an', 'xlsxwriter', 'openpyxl', 'pyarrow', 'sqlite3', 'pickle'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    run = python(script)
    assert (run.stderr, run.returncode) == (b"", 0)


def test_only_tables_knows_pandas() -> None:
    """No other module of the room imports pandas."""
    folder = Path(tables.__file__).parent
    knowing = [path.name for path in sorted(folder.glob("*.py")) if "import pandas" in path.read_text(encoding="utf-8")]
    assert knowing == ["tables.py"]
