"""From paths to documents: names, order, what is taken once, what is refused, and reading."""

import io
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from taiyuan_facts.errors import InputError
from taiyuan_facts.reading import files
from taiyuan_facts.reading.files import Source, find_sources, read_document
from taiyuan_facts.reading.walking import Walk, printable

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need a POSIX file system")
as_user = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything, whatever the permissions say"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """An empty folder for documents, named ``pages``."""
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, *names: str, text: str = "总投资24.7亿元") -> None:
    """Write documents, with the folders that they need."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(*paths: Path | str) -> list[str]:
    """The names of the documents found."""
    return [source.name for source in find_sources(paths)]


def refusal(*paths: Path | str) -> str:
    """The sentence with which the inputs are refused, before the first document."""
    with pytest.raises(InputError) as caught:
        find_sources(paths)
    return str(caught.value)


def unreadable(source: Source) -> str:
    """The sentence with which reading is refused."""
    with pytest.raises(InputError) as caught:
        read_document(source)
    return str(caught.value)


class TestWalk:
    """A folder is walked for its documents."""

    def test_documents_come_with_name_path_and_root(self, pages: Path) -> None:
        """The name is relative to the folder given, the path can be opened, the root is that folder."""
        write(pages, "a.txt", "2022/08/b.md")
        assert list(find_sources([pages])) == [
            Source("2022/08/b.md", pages / "2022/08/b.md", pages),
            Source("a.txt", pages / "a.txt", pages),
        ]

    def test_the_order_is_that_of_the_code_points_of_the_names(self, pages: Path) -> None:
        """A folder stands where its ``/`` puts it, and neither case, language nor order of writing count."""
        wanted = [
            "A1.txt",
            "a b.md",
            "a-b/c.txt",
            "a.txt",
            "a/b.txt",
            "a/b/c.md",
            "a0.txt",
            "b.TXT",
            "版.txt",
            "Ａ.txt",
        ]
        write(pages, *wanted[::-1])
        assert names(pages) == sorted(wanted) == wanted

    def test_only_texts_and_markdown_are_documents(self, pages: Path) -> None:
        """Other endings, hidden files and folders and the list of issue dates are left out; case does not count."""
        write(
            pages, "a.txt", "b.MD", "c.Txt", "d.text", "e", "f.csv", "documents.csv", ".g.txt", ".git/h.txt", "i.txt~"
        )
        assert names(pages) == ["a.txt", "b.MD", "c.Txt"]

    def test_a_hidden_folder_given_is_walked(self, tmp_path: Path) -> None:
        """Who names a hidden folder means it."""
        write(tmp_path, ".pages/a.txt")
        assert names(tmp_path / ".pages") == ["a.txt"]

    def test_a_folder_that_ends_like_a_document_is_a_folder(self, pages: Path) -> None:
        """The ending of a folder means nothing."""
        write(pages, "2022.txt/a.txt")
        assert names(pages) == ["2022.txt/a.txt"]

    def test_a_folder_deeper_than_python_recurses_is_walked(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Twelve hundred folders, one in the other, do not end in a traceback."""
        write(here, "a.txt")
        for _ in range(1200):
            Path("d").mkdir()
            monkeypatch.chdir("d")
        write(Path(), "z.txt")
        monkeypatch.chdir(here)
        found = names(".")
        for folder in [here, *[Path("d")] * 1200]:
            monkeypatch.chdir(folder)
        Path("z.txt").unlink()
        for _ in range(1200):  # shutil.rmtree, which pytest calls, recurses
            monkeypatch.chdir("..")
            Path("d").rmdir()
        assert found == ["a.txt", "d/" * 1200 + "z.txt"]

    @needs_links
    def test_plain_files_are_not_remembered(self, pages: Path) -> None:
        """What the walk remembers does not grow with the number of documents."""
        write(pages, *(f"{number:03}.txt" for number in range(200)))
        (pages.parent / "link").symlink_to(pages)
        for root in (pages, pages.parent / "link"):
            walk = Walk([root])
            assert len(list(walk.documents(root))) == 200
            assert len(walk._seen) == 1  # the folder

    def test_documents_come_one_by_one(self, pages: Path) -> None:
        """A document that goes away while others are read is still named, and reading it says so."""
        write(pages, "a.txt", "b.txt")
        sources = find_sources([pages])
        assert next(sources).name == "a.txt"
        (pages / "b.txt").unlink()
        gone = next(sources)
        assert gone.name == "b.txt"
        assert unreadable(gone) == f"{pages}/b.txt is gone or leads nowhere; put it back, or leave it out"

    def test_a_folder_that_goes_away_is_named(self, pages: Path) -> None:
        """What was in it is not lost unsaid."""
        write(pages, "a.txt", "b/c.txt")
        sources = find_sources([pages])
        next(sources)
        (pages / "b/c.txt").unlink()
        (pages / "b").rmdir()
        gone = next(sources)
        assert (gone.name, unreadable(gone)) == (
            "b",
            f"{pages}/b is gone or leads nowhere; put it back, or leave it out",
        )

    @as_user
    def test_a_folder_that_cannot_be_listed_is_named(self, pages: Path) -> None:
        """It comes as a document that cannot be read, and the walk goes on."""
        write(pages, "a.txt", "b/c.txt", "d.txt")
        (pages / "b").chmod(0)
        try:
            sources = list(find_sources([pages]))
            assert [source.name for source in sources] == ["a.txt", "b", "d.txt"]
            assert unreadable(sources[1]) == f"{pages}/b: permission denied; allow reading it, or leave it out"
        finally:
            (pages / "b").chmod(0o755)

    def test_a_folder_with_nothing_but_one_that_cannot_be_listed_is_not_empty(
        self, pages: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What it holds is not known, and that is told, not that it held nothing."""
        (pages / "b").mkdir()
        scandir = os.scandir

        def refuse(folder: Path) -> Iterator[os.DirEntry[str]]:
            if Path(folder).name == "b":
                raise PermissionError(13, "Permission denied")
            return scandir(folder)

        monkeypatch.setattr(os, "scandir", refuse)
        assert names(pages) == ["b"]

    def test_a_listing_that_fails_names_the_folder(self, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same for whoever runs the tests: any refusal of the system while listing a subfolder."""
        write(pages, "a.txt", "b/c.txt", "d.txt")
        scandir = os.scandir

        def refuse(folder: Path) -> Iterator[os.DirEntry[str]]:
            if Path(folder).name == "b":
                raise PermissionError(13, "Permission denied")
            return scandir(folder)

        monkeypatch.setattr(os, "scandir", refuse)
        sources = list(find_sources([pages]))
        assert [source.name for source in sources] == ["a.txt", "b", "d.txt"]
        assert unreadable(sources[1]) == f"{pages}/b: permission denied; allow reading it, or leave it out"


@needs_links
class TestLinks:
    """Links are followed, and nothing is read twice or for ever."""

    def test_loops_come_to_an_end(self, pages: Path) -> None:
        """Links to the folder itself, to the one above and to each other add nothing."""
        write(pages, "a.txt", "sub/b.txt")
        (pages / "loop").symlink_to(".")
        (pages / "sub/up").symlink_to("..")
        (pages / "sub/peer").symlink_to(pages / "sub")
        assert names(pages) == ["a.txt", "sub/b.txt"]

    def test_loops_outside_come_to_an_end(self, tmp_path: Path, pages: Path) -> None:
        """A linked folder with loops of its own is walked once."""
        write(tmp_path, "archive/b.txt", "archive/2021/c.txt", "pages/a.txt")
        (tmp_path / "archive/2021/loop").symlink_to("../../archive")
        (tmp_path / "archive/again").symlink_to("2021")
        (pages / "old").symlink_to("../archive")
        (pages / "older").symlink_to("../archive/2021")
        assert names(pages) == ["a.txt", "old/2021/c.txt", "old/b.txt"]

    def test_a_real_name_goes_before_a_link(self, pages: Path) -> None:
        """A document keeps its own name, although a link to it, or to its folder, sorts first."""
        write(pages, "z/page.txt", "y.txt")
        (pages / "a.txt").symlink_to("y.txt")
        (pages / "b").symlink_to("z")
        assert names(pages) == ["y.txt", "z/page.txt"]

    def test_a_link_to_what_the_walk_leaves_out_is_a_document(self, tmp_path: Path, pages: Path) -> None:
        """Files outside, hidden or with another ending are read under the name of the link, each once."""
        write(tmp_path, "outside.txt", "pages/.store/a.txt", "pages/raw.dat")
        (pages / "1.txt").symlink_to("../outside.txt")
        (pages / "2.txt").symlink_to(".store/a.txt")
        (pages / "3.txt").symlink_to("raw.dat")
        (pages / "4.txt").symlink_to("../outside.txt")
        assert names(pages) == ["1.txt", "2.txt", "3.txt"]

    def test_a_folder_behind_a_link_and_a_file_of_it_are_read_once(self, tmp_path: Path, pages: Path) -> None:
        """Whichever comes first."""
        write(tmp_path, "archive/a.txt", "archive/b.txt", "archive/2021/c.txt")
        (pages / "1.txt").symlink_to("../archive/a.txt")
        (pages / "2").symlink_to("../archive")
        (pages / "3.txt").symlink_to("../archive/b.txt")
        (pages / "4.txt").symlink_to("../archive/2021/c.txt")
        assert names(pages) == ["1.txt", "2/2021/c.txt", "2/b.txt"]

    def test_hard_links_are_one_document(self, pages: Path) -> None:
        """One inode is one document, under the name that comes first."""
        write(pages, "b.txt")
        (pages / "a.txt").hardlink_to(pages / "b.txt")
        (pages / "sub").mkdir()
        (pages / "sub/c.txt").hardlink_to(pages / "b.txt")
        assert names(pages) == ["a.txt"]

    def test_a_link_that_leads_nowhere_is_named(self, pages: Path) -> None:
        """A broken link, and one that leads to itself, stand for documents that cannot be read."""
        (pages / "a.txt").symlink_to("gone.txt")
        (pages / "b.txt").symlink_to("b.txt")
        sources = list(find_sources([pages]))
        assert [source.name for source in sources] == ["a.txt", "b.txt"]
        assert unreadable(sources[0]) == f"{pages}/a.txt is gone or leads nowhere; put it back, or leave it out"
        assert unreadable(sources[1]).startswith(f"{pages}/b.txt cannot be read (")

    def test_a_folder_given_by_a_link_is_walked(self, tmp_path: Path, pages: Path) -> None:
        """The folder may be given by any name, and its documents are relative to that."""
        write(pages, "a.txt")
        (tmp_path / "link").symlink_to("pages")
        assert list(find_sources([tmp_path / "link"])) == [Source("a.txt", tmp_path / "link/a.txt", tmp_path / "link")]

    def test_pipes_sockets_and_devices_are_not_opened(self, here: Path) -> None:
        """A walk takes regular files only: opening a pipe would wait for ever."""
        write(here, "a.txt")
        os.mkfifo("pipe.txt")
        Path("zero.txt").symlink_to("/dev/zero")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket.txt")
            assert names(".") == ["a.txt"]

    def test_a_folder_of_nothing_but_a_pipe_holds_no_document(self, pages: Path) -> None:
        """What is not opened does not count as a document."""
        os.mkfifo(pages / "pipe.txt")
        assert refusal(pages).startswith(f"{pages} holds no document")

    def test_a_pipe_that_is_named_is_read(self, tmp_path: Path) -> None:
        """As in ``tyfacts extract <(zcat page.txt.gz)``."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_bytes, args=("总投资24.7亿元".encode(),))
        writer.start()
        (source,) = find_sources([pipe])
        assert (source.name, read_document(source)) == ("pipe", "总投资24.7亿元")
        writer.join()


class TestNames:
    """Every document has a name that can be printed and that no other has."""

    @pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
    def test_names_that_are_no_utf8_are_escaped(self, pages: Path) -> None:
        """A byte that is no UTF-8 shows as ``\\xNN``, and the file is still read."""
        for name in (b"\xff.txt", "版".encode("gb18030") + b".txt", b"sub\xfe/a.txt"):
            write(pages, os.fsdecode(name), text="约一成")
        sources = list(find_sources([pages]))
        assert [source.name for source in sources] == [r"\xb0\xe6.txt", r"\xff.txt", r"sub\xfe/a.txt"]
        assert [read_document(source) for source in sources] == ["约一成"] * 3

    @pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
    def test_an_escape_and_what_it_escapes_stay_apart(self, pages: Path) -> None:
        """A file whose name spells ``\\xff`` out is another one than that with the byte."""
        for name in (rb"\xff.txt", b"\xff.txt"):
            write(pages, os.fsdecode(name))
        assert names(pages) == [r"\xff.txt", r"\\xff.txt"]

    @needs_links
    def test_odd_names_are_read(self, pages: Path) -> None:
        """Newlines, escape sequences, direction marks, leading dashes, brackets and blanks are names like others."""
        odd = [
            "-x.txt",
            "[bold].txt",
            " .txt",
            "a\nb.txt",
            "c\x1b[31m.txt",
            "d\u202eexe.txt",
            "e" * 251 + ".txt",
            "全　角.txt",
        ]
        write(pages, *odd)
        sources = list(find_sources([pages]))
        assert [source.name for source in sources] == sorted(
            ["-x.txt", "[bold].txt", " .txt", r"a\x0ab.txt", r"c\x1b[31m.txt", r"d\u202eexe.txt", odd[6], "全　角.txt"]
        )
        assert [read_document(source) for source in sources] == ["总投资24.7亿元"] * 8

    def test_printable_leaves_what_can_be_printed(self) -> None:
        """Characters of any script, blanks, backslashes and characters beyond the BMP stay."""
        assert printable("太原\\ 日报　第𠮷版é.txt") == "太原\\ 日报　第𠮷版é.txt"
        assert printable("\x00\x7f\x85\u2028\udc80\ud800") == r"\x00\x7f\x85\u2028\x80\ud800"

    def test_a_file_is_named_by_its_own_name(self, pages: Path) -> None:
        """Whatever its ending; the root is its folder."""
        write(pages, "a.text", ".b")
        assert list(find_sources([pages / "a.text", str(pages / ".b")])) == [
            Source("a.text", pages / "a.text", pages),
            Source(".b", pages / ".b", pages),
        ]

    def test_later_ones_of_the_same_name_take_the_path_as_given(self, here: Path) -> None:
        """Two folders, a file and standard input that share names give documents that do not."""
        write(here, "2021/a.txt", "2021/b.txt", "2022/a.txt", "2022/c.txt", "x/a.txt", "x/c.txt", "x/d.txt")
        found = list(find_sources(["2021", "2022", "x/a.txt", "x/c.txt", "x/d.txt", "-"], stdin_name="d.txt"))
        assert [source.name for source in found] == [
            "a.txt",
            "b.txt",
            "2022/a.txt",
            "c.txt",
            "x/a.txt",
            "x/c.txt",
            "d.txt",
            "-",
        ]

    def test_files_of_the_same_name_take_the_path_as_given(self, here: Path) -> None:
        """Without any folder among the inputs as well."""
        write(here, "1/a.txt", "2/a.txt", "3/a.txt")
        assert names("1/a.txt", "2/a.txt", "3/a.txt") == ["a.txt", "2/a.txt", "3/a.txt"]

    def test_where_the_path_as_given_is_taken_too_it_is_absolute(self, here: Path) -> None:
        """The last resort is a name that cannot be taken."""
        write(here, "one/a.txt", "one/two/a.txt", "two/a.txt", "a.txt")
        assert names("one", "two", "a.txt") == ["a.txt", "two/a.txt", f"{here}/two/a.txt", f"{here}/a.txt"]

    def test_many_inputs_never_share_a_name(self, here: Path) -> None:
        """Whatever the order, each file is found once and no name comes twice."""
        write(here, "p/a.txt", "p/q/a.txt", "q/a.txt", "q/p/a.txt", "a.txt", "r/q/a.txt", "r/p/q/a.txt")
        inputs = ["p", "q", "a.txt", "r", "p/q", "q/p/a.txt"]
        for turn in range(len(inputs)):
            found = list(find_sources(inputs[turn:] + inputs[:turn]))
            assert len({source.name for source in found}) == len(found) == 7

    def test_a_file_is_read_once_however_often_it_is_given(self, here: Path) -> None:
        """Given twice, within a folder that is given too, and as a folder within a folder."""
        write(here, "pages/a.txt", "pages/sub/b.txt", "c.dat")
        assert names("pages/a.txt", "pages", "pages/sub", "./pages", "c.dat", "c.dat") == [
            "a.txt",
            "sub/b.txt",
            "c.dat",
        ]
        assert names("pages/sub", "pages") == ["b.txt", "a.txt"]


class TestStandardInput:
    """``-`` is standard input."""

    def test_it_is_a_document_without_path(self) -> None:
        """Once, under the name given, or ``-``."""
        assert list(find_sources(["-"])) == [Source("-", None)]
        assert list(find_sources(["-", "-"], stdin_name="p.txt")) == [Source("p.txt", None)]

    def test_a_file_named_dash_is_none(self, here: Path) -> None:
        """``./-`` is a file."""
        write(here, "-")
        assert list(find_sources(["./-"])) == [Source("-", Path("-"), Path())]

    def test_it_is_read_as_bytes_and_decoded(self) -> None:
        """Encodings are found out as those of files, and errors speak of standard input."""
        stream = io.BytesIO("全市投资24.7亿元，增长三成。".encode("gb18030"))
        assert read_document(Source("-", None), stdin=stream) == "全市投资24.7亿元，增长三成。"
        with pytest.raises(InputError, match=r"^standard input looks like a binary file"):
            read_document(Source("-", None), stdin=io.BytesIO(b"\x00\x01"))

    def test_by_default_it_is_that_of_the_process(self) -> None:
        """A child reads what is piped in, whatever the locale."""
        script = "import sys; from taiyuan_facts.reading import *;print(ascii(read_document(*find_sources(['-']))))"
        done = subprocess.run(
            [sys.executable, "-c", script],
            input="\ufeff投资\r\n".encode(),
            capture_output=True,
            check=True,
            env=os.environ | {"LC_ALL": "C"},
        )
        assert done.stdout == b"'\\u6295\\u8d44\\r\\n'" + os.linesep.encode()

    def test_a_closed_one_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """``<&-`` leaves none."""
        monkeypatch.setattr(sys, "stdin", None)
        assert unreadable(Source("-", None)) == "standard input is closed; pipe a document into it, or name a file"

    def test_an_endless_one_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Reading stops at the limit."""

        class Endless(io.BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                return b"24.7" * (size or 1)

        monkeypatch.setattr(files, "MAX_BYTES", 1_000_000)
        with pytest.raises(InputError, match=r"^standard input is longer than 1 MB"):
            read_document(Source("-", None), stdin=Endless())


class TestRefusals:
    """Inputs that cannot be read are refused before anything is, each with the remedy."""

    @pytest.mark.parametrize(
        ("given", "ending"),
        [
            ("seedz", "; did you mean seeds?"),
            ("seeds/page_1.txt", "; did you mean page1.txt?"),
            ("seedz/page1.txt", "; did you mean seeds?"),
            ("seeds/page1.txt/x", "; did you mean page1.txt?"),
            ("zzz", "; name a file, a folder, or - for standard input"),
            ("e" * 300 + "/x", None),
        ],
    )
    def test_a_missing_path_is_told_with_the_nearest_name(self, here: Path, given: str, ending: str | None) -> None:
        """The part of the path that is not there is compared with what stands beside it."""
        write(here, "seeds/page1.txt")
        message = refusal("seeds", given)
        assert message == f"there is no {given}{ending}" if ending else message.startswith("e" * 300)

    def test_an_empty_folder_is_told_with_what_was_looked_for(self, pages: Path) -> None:
        """Also one with nothing but other files and empty folders in it."""
        (pages / "sub").mkdir()
        write(pages, "a.csv", ".b.txt")
        assert refusal(pages) == (
            f"{pages} holds no document: files ending in .txt or .md were looked for, in its subfolders too, "
            "hidden ones left out; name files with another ending one by one"
        )

    def test_no_input_is_told(self) -> None:
        """An empty list, and an empty path, as from an unset variable of the shell."""
        assert refusal() == "nothing to read: name a file, a folder, or - for standard input"
        assert refusal("") == "an empty path was given; name a file, a folder, or - for standard input"

    def test_a_path_with_a_nul_is_told(self) -> None:
        """No traceback from the system's refusal of it."""
        assert refusal("a\0b").endswith("; name a file or a folder")

    def test_the_list_of_issue_dates_is_no_document(self, here: Path) -> None:
        """As one of ``seeds/*`` it is passed over, alone it is refused."""
        write(here, "seeds/a.txt", "seeds/documents.csv")
        assert names("seeds/a.txt", "seeds/documents.csv") == ["a.txt"]
        assert refusal("seeds/documents.csv") == (
            "documents.csv lists issue dates and is no document; give the folder that it stands in"
        )

    @needs_links
    def test_a_broken_link_given_is_told(self, here: Path) -> None:
        """It is there, and yet not."""
        Path("a.txt").symlink_to("gone.txt")
        assert refusal("a.txt") == "a.txt leads nowhere (a broken link); mend it, or leave it out"

    @as_user
    def test_a_folder_given_that_cannot_be_listed_is_told(self, pages: Path) -> None:
        """Before anything is read."""
        pages.chmod(0)
        try:
            assert refusal(pages) == f"{pages}: permission denied; allow reading it, or leave it out"
        finally:
            pages.chmod(0o755)

    @as_user
    def test_an_unreadable_file_is_named_and_the_others_are_read(self, pages: Path) -> None:
        """It is found like the others, and reading it says why not."""
        write(pages, "a.txt", "b.txt")
        (pages / "a.txt").chmod(0)
        sources = list(find_sources([pages]))
        assert unreadable(sources[0]) == f"{pages}/a.txt: permission denied; allow reading it, or leave it out"
        assert read_document(sources[1]) == "总投资24.7亿元"

    @pytest.mark.parametrize(
        ("error", "ending"),
        [
            (PermissionError(13, "Permission denied"), ": permission denied; allow reading it, or leave it out"),
            (FileNotFoundError(2, "gone"), " is gone or leads nowhere; put it back, or leave it out"),
            (OSError(5, "Input/output error"), " cannot be read (Input/output error); check it, or leave it out"),
        ],
    )
    def test_what_the_system_refuses_is_one_sentence(
        self, pages: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, ending: str
    ) -> None:
        """Whatever goes wrong in opening."""

        def refuse(*_: object, **__: object) -> io.BytesIO:
            raise error

        write(pages, "a.txt")
        (source,) = find_sources([pages])
        monkeypatch.setattr(Path, "open", refuse)
        assert unreadable(source) == f"{pages}/a.txt{ending}"

    def test_a_folder_is_no_document(self, pages: Path) -> None:
        """Reading it says how it is to be given."""
        assert unreadable(Source("pages", pages)) == (
            f"{pages} is a folder; give it as an input to have the documents in it read"
        )

    def test_a_file_beyond_the_limit_is_refused(self, pages: Path) -> None:
        """200 MB and not a byte more."""
        with (pages / "a.txt").open("wb") as stream:
            stream.truncate(files.MAX_BYTES + 1)
        assert files.MAX_BYTES == 200_000_000
        assert unreadable(Source("a.txt", pages / "a.txt")) == (
            f"{pages}/a.txt is longer than 200 MB, too long for a page; split it or leave it out"
        )

    def test_the_limit_itself_is_allowed(self, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file of exactly so many bytes is read; one more is not."""
        monkeypatch.setattr(files, "MAX_BYTES", 6)
        write(pages, "a.txt", text="投资")
        write(pages, "b.txt", text="投资额")
        first, second = find_sources([pages])
        assert read_document(first) == "投资"
        assert "longer than" in unreadable(second)

    def test_errors_of_decoding_name_the_path(self, pages: Path) -> None:
        """The path, not only the name, so that the file is found; ``encoding`` is handed on."""
        (pages / "a.txt").write_bytes(b"caf\xe9")
        (source,) = find_sources([pages])
        assert unreadable(source).startswith(f"{pages}/a.txt: byte 0xe9 at offset 3 is not UTF-8")
        assert read_document(source, encoding="latin-1") == "café"
