"""Issue dates: where they are looked for, in which order, and what is none."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.errors import InputError
from taiyuan_facts.reading import issued
from taiyuan_facts.reading.files import Source, find_sources
from taiyuan_facts.reading.issued import IssueDates, parse_date
from taiyuan_facts.reading.printed import HEAD_CHARACTERS, TAIL_CHARACTERS

DAY = date(2022, 8, 12)  # a Friday
BODY = "本报讯 太钢一期工程8月10日开工，2023年10月31日前投产，总投资24.7亿元。"

Find = Callable[[str, dict[str, str]], date | None]


def on_page(text: str, name: str = "a.txt") -> date | None:
    """The issue date of a page of that name with nothing beside it."""
    return IssueDates().find(Source(name, None), text)


@pytest.fixture
def find_in(tmp_path: Path) -> Find:
    """Writes a page and lists of issue dates (by folder), and finds its issue date, the folder being the input."""

    def find(name: str, lists: dict[str, str]) -> date | None:
        for file, text in {name: BODY, **{f"{folder}documents.csv": text for folder, text in lists.items()}}.items():
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
        source = next(source for source in find_sources([tmp_path]) if source.name == name)
        return IssueDates().find(source, BODY)

    return find


class TestParseDate:
    """One date, as people write it."""

    @pytest.mark.parametrize(
        "text",
        [
            "2022-08-12",
            "2022-8-12",
            "2022/8/12",
            "2022/08/12",
            "2022.8.12",
            "20220812",
            "2022年8月12日",
            "2022年08月12号",
            "2022 年 8 月 12 日",
            "２０２２年８月１２日",
            "２０２２－０８－１２",
            "２０２２／８／１２",
            "二〇二二年八月十二日",
            "二○二二年八月十二日",
            "  2022-08-12\n",
        ],
    )
    def test_the_forms_of_a_date(self, text: str) -> None:
        """All of them are the same day."""
        assert parse_date(text) == DAY

    @given(st.dates(min_value=date(1000, 1, 1)))
    def test_every_day_comes_back(self, day: date) -> None:
        """In each form, leap days and ends of months included."""
        han = str.maketrans("0123456789", "〇一二三四五六七八九")
        tens = [f"{ten}{unit}" for ten in ("", "十", "二十", "三十") for unit in ("", *"一二三四五六七八九")]
        forms = [
            day.isoformat(),
            f"{day:%Y%m%d}",
            f"{day.year}/{day.month}/{day.day}",
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{str(day.year).translate(han)}年{tens[day.month]}月{tens[day.day]}日",
        ]
        assert [parse_date(form) for form in forms] == [day] * 6

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2022",
            "2022-08",
            "8月12日",
            "2022年8月",
            "22-08-12",
            "12/08/2022",
            "2022-13-01",
            "2022-02-30",
            "2022-00-10",
            "0000-01-01",
            "2022-08/12",
            "2022-08-123",
            "12022-08-12",
            "2022-08-12 07:41",
            "2022-08-12_A1",
            "2022年8月12日电",
            "二〇二二年十三月一日",
            "今天",
            "٢٠٢٢-٠٨-١٢",
        ],
    )
    def test_what_is_no_whole_date_is_none(self, text: str) -> None:
        """No part of a date, no day that the calendar has not, nothing around it."""
        assert parse_date(text) is None


class TestOrder:
    """The order of the contract: command line, documents.csv, front matter, file name, page."""

    @pytest.mark.parametrize("first", range(6))
    def test_each_source_goes_before_those_behind_it(self, tmp_path: Path, first: int) -> None:
        """With all sources from the ``first`` on, each dating the page otherwise, the first of them wins."""
        days = [date(2011 + at, 3, 4) for at in range(5)]
        given, listed, front, name, printed = (day if at >= first else None for at, day in enumerate(days))
        if listed:
            file = f"{name:%Y%m%d}.txt" if name else "a.txt"
            (tmp_path / "documents.csv").write_text(f"file,date\n{file},{listed}\n", encoding="utf-8")
        page = tmp_path / (f"{name:%Y%m%d}.txt" if name else "a.txt")
        text = (f"---\ndate: {front}\n---\n" if front else "") + BODY + (f"\n\n{printed}\n" if printed else "")
        found = IssueDates(given).find(Source(page.name, page, tmp_path), text)
        assert found == (days[first] if first < 5 else None)

    def test_the_command_line_goes_before_a_broken_list(self, tmp_path: Path) -> None:
        """What is not needed is not read."""
        (tmp_path / "documents.csv").write_text("nonsense", encoding="utf-8")
        assert IssueDates(DAY).find(Source("a.txt", tmp_path / "a.txt", tmp_path), BODY) == DAY

    def test_without_any_there_is_none(self) -> None:
        """The clock is never asked."""
        assert on_page(BODY) is None
        assert on_page("") is None


class TestDocumentsCsv:
    """A list beside the documents."""

    def test_it_dates_the_files_that_it_names(self, find_in: Find) -> None:
        """By name; a file that is not listed has no date from it."""
        listed = {"": "file,date\na.txt,2022-08-12\nb.txt,2022-08-13\n"}
        assert find_in("a.txt", listed) == DAY
        assert find_in("b.txt", listed) == date(2022, 8, 13)
        assert find_in("c.txt", listed) is None

    @pytest.mark.parametrize(
        "listed",
        [
            "\ufefffile,date\r\na.txt,2022-08-12\r\n",
            "page,date,file,note\n3,2022/8/12,a.txt,\n",
            'File, Date ,note\n"a.txt","2022年8月12日","头版,\n要闻"\n',
            "file,date\n\n./a.txt, 20220812 \n\n",
            "file,date\na.txt,2022/8/12 0:00\n",
            "file,date\na.txt,2022-08-12\na.txt,2022-08-12\nb.txt,\n",
            "file,date\na.txt,2022-08-12",
        ],
        ids=[
            "mark and CRLF",
            "other columns",
            "quotes",
            "blank lines",
            "Excel",
            "twice alike, one empty",
            "no newline",
        ],
    )
    def test_the_ways_to_write_it(self, find_in: Find, listed: str) -> None:
        """As spreadsheets and people leave it."""
        assert find_in("a.txt", {"": listed}) == DAY

    def test_it_may_be_in_any_encoding_that_a_page_may_be_in(self, tmp_path: Path) -> None:
        """As saved by a spreadsheet in the local code page."""
        listed = "file,date,标题\n太原日报一版.txt,2022-08-12,在全市的工作会议上\n"
        (tmp_path / "documents.csv").write_bytes(listed.encode("gb18030"))
        path = tmp_path / "太原日报一版.txt"
        assert IssueDates().find(Source(path.name, path, tmp_path), BODY) == DAY

    def test_a_file_is_named_by_its_path_from_the_list(self, find_in: Find) -> None:
        """With either slash; and the list nearest to the document goes first."""
        assert find_in("2022/08/a.txt", {"": "file,date\n2022/08/a.txt,2022-08-12\n"}) == DAY
        assert find_in("2022/08/b.txt", {"": "file,date\n2022\\08\\b.txt,2022-08-12\n"}) == DAY
        far, near = "file,date\n2022/08/c.txt,2001-01-01\n", "file,date\n08/c.txt,2022-08-12\n"
        assert find_in("2022/08/c.txt", {"": far, "2022/": near}) == DAY
        assert find_in("2022/08/c.txt", {"2022/08/": "file,date\nd.txt,2022-08-13\n"}) == DAY

    def test_a_bare_name_dates_a_file_further_down(self, find_in: Find) -> None:
        """Unless a file of that name stands beside the list, which is then meant."""
        listed = {"": "file,date\na.txt,2022-08-12\n"}
        assert find_in("2022/a.txt", listed) == DAY
        assert find_in("a.txt", listed) == DAY
        assert find_in("2022/a.txt", listed) is None

    def test_another_path_to_the_same_name_does_not_count(self, find_in: Find) -> None:
        """2021/a.txt says nothing about 2022/a.txt."""
        assert find_in("2022/a.txt", {"": "file,date\n2021/a.txt,2021-08-12\n"}) is None

    def test_names_are_compared_composed(self, tmp_path: Path) -> None:
        """é of a Mac's file system is the é of a spreadsheet."""
        (tmp_path / "documents.csv").write_text("file,date\ncaf\u00e9.txt,2022-08-12\n", encoding="utf-8")
        assert IssueDates().find(Source("x", tmp_path / "cafe\u0301.txt", tmp_path), BODY) == DAY

    def test_no_list_above_the_input_root_is_read(self, tmp_path: Path) -> None:
        """Nor one of any folder above a file that is given by itself."""
        (tmp_path / "pages/sub").mkdir(parents=True)
        (tmp_path / "documents.csv").write_text("file,date\na.txt,2022-08-12\n", encoding="utf-8")
        page = tmp_path / "pages/sub/a.txt"
        found = [IssueDates().find(Source("a.txt", page, root), BODY) for root in (tmp_path, page.parent.parent, None)]
        assert found == [DAY, None, None]

    def test_the_root_may_be_the_working_directory(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Relative paths find the same lists."""
        monkeypatch.chdir(tmp_path)
        Path("sub").mkdir()
        Path("sub/a.txt").write_text(BODY, encoding="utf-8")
        Path("documents.csv").write_text("file,date\nsub/a.txt,2022-08-12\n", encoding="utf-8")
        sources = [*find_sources(["."]), *find_sources(["sub"]), *find_sources(["sub/a.txt"])]
        assert [IssueDates().find(source, BODY) for source in sources] == [DAY, None, None]

    @pytest.mark.parametrize(
        ("listed", "fault"),
        [
            ("", ":1: there is no column file; its first line has to be file,date"),
            ("file;date\na.txt;2022-08-12\n", ":1: there is no column file; did you mean file;date?"),
            ("name,date\na.txt,2022-08-12\n", ":1: there is no column file; its first line has to be file,date"),
            ("file,dates\na.txt,2022-08-12\n", ":1: there is no column date; did you mean dates?"),
            (
                "file,date\na.txt,2022-08-12\nb.txt,12.8.2022\n",
                ":3: '12.8.2022' is no date; write it as 2022-08-12, or leave the cell empty",
            ),
            (
                "file,date\na.txt,2022-02-30\n",
                ":2: '2022-02-30' is no date; write it as 2022-08-12, or leave the cell empty",
            ),
            ("file,date\na.txt\n", ":2: 1 of 2 columns; complete the row"),
            ("file,date\n,2022-08-12\n", ":2: a date without a file; name the file, or leave the row out"),
            (
                "file,date\na.txt,2022-08-12\n./a.txt,2022-08-13\n",
                ":3: a.txt is dated 2022-08-12 further up; leave one of the two rows out",
            ),
            ('file,date\n"a.txt,2022-08-12\n', ":2: unexpected end of data; save it as comma-separated values"),
        ],
    )
    def test_a_broken_one_is_told_with_file_and_line(self, tmp_path: Path, listed: str, fault: str) -> None:
        """Nothing in it is guessed, not even for the files that it dates well."""
        path = tmp_path / "documents.csv"
        path.write_text(listed, encoding="utf-8")
        dates = IssueDates()
        for _ in range(2):  # remembered, and told again
            with pytest.raises(InputError) as caught:
                dates.find(Source("a.txt", tmp_path / "a.txt", tmp_path), BODY)
            assert str(caught.value) == f"{path}{fault}"

    def test_one_that_is_no_text_is_told(self, tmp_path: Path) -> None:
        """As a page would be."""
        (tmp_path / "documents.csv").write_bytes(b"PK\x03\x04\0\0")
        with pytest.raises(InputError, match=r"documents\.csv looks like a binary file"):
            IssueDates().find(Source("a.txt", tmp_path / "a.txt", tmp_path), BODY)

    def test_a_folder_of_that_name_is_none(self, tmp_path: Path) -> None:
        """Only a file is a list."""
        (tmp_path / "documents.csv").mkdir()
        assert IssueDates().find(Source("a.txt", tmp_path / "a.txt", tmp_path), BODY) is None

    def test_it_is_read_once_a_folder_and_forgotten_in_time(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Ten pages of a folder read its list once; what is kept does not grow with the folders."""
        read: list[str] = []
        original = issued.read_issue_list

        def count(path: Path) -> dict[str, date]:
            read.append(path.parent.name)
            return original(path)

        monkeypatch.setattr(issued, "read_issue_list", count)
        monkeypatch.setattr(issued, "REMEMBERED_FOLDERS", 3)
        dates = IssueDates()
        for folder in ("a", "b", "c", "d"):
            for page in range(10):
                path = tmp_path / folder / f"{page}.txt"
                dates.find(Source(f"{folder}/{page}.txt", path, tmp_path), BODY)
        assert read == ["a", tmp_path.name, "b", "c", "d"]
        assert len(dates._lists) == 3


class TestFrontMatter:
    """A block, or a label, at the top of the page."""

    @pytest.mark.parametrize(
        "text",
        [
            "---\ndate: 2022-08-12\n---\n",
            "---\ntitle: 集群成势\ndate: '2022-08-12 07:41:00 +0800'\ntags: [太原]\n---\n",
            '---\r\nDate: "2022-08-12T07:41:00Z"\r\n...\r\n',
            "\n---\n日期：2022年8月12日\n---\n",
            "---\nissued: 20220812  # 头版\n---\n",
        ],
    )
    def test_a_block_of_keys(self, text: str) -> None:
        """YAML as site generators write it, the key in English or Chinese."""
        assert on_page(text + BODY) == DAY

    @pytest.mark.parametrize(
        "text",
        [
            "---\ndate: 2022-08-12\n",
            "---\nupdated: 2022-08-12\n---\n",
            "---\ndate: 明天\n---\n",
            "导语\n---\ndate: 2022-08-12\n---\n",
        ],
    )
    def test_what_is_no_block_of_keys(self, text: str) -> None:
        """Not closed, another key, no date, not at the top."""
        assert on_page(text + BODY) is None

    @pytest.mark.parametrize(
        "text",
        [
            "集群成势绘新篇\n发布时间：2022-08-12\n",
            "集群成势绘新篇\n来源：太原日报　发布日期: 2022年8月12日 07:41　浏览次数：33\n",
            "**发布时间：** 2022/8/12\n",
            "【发布时间：２０２２－０８－１２】\n",
            "發佈時間：2022年08月12日 07時41分\n",
            "发布时间：\n2022-08-12 09:20\n",
            "集群成势绘新篇\n来源：太原日报\n时间：2022-08-12\n",
            "日期：2022-08-12 责编：冯建\n",
            "下载\n" * 18 + "出版日期：2022-08-12\n",
            "发布时间：2022-08-12\n更新时间：2022-08-15\n",
        ],
    )
    def test_a_label_in_the_first_lines(self, text: str) -> None:
        """Of publishing; or just date or time, where the source or the editor stands beside it."""
        assert on_page(text + BODY) == DAY

    @pytest.mark.parametrize(
        "text",
        [
            "时间：2022年8月12日\n地点：市体育馆\n",
            "日期：2022年8月12日\n",
            "更新时间：2022-08-12\n",
            "开工时间：2022-08-12\n来源：太原日报\n",
            "数据发布时间：2022-08-12\n",
            "发布时间：2022-08-12至2022-08-20\n",
            "发布时间：2022年8月12日前\n",
            "发布时间：2922-08-12\n",
            "发布时间：2022-08-12\n正文\n发布时间：2022-08-13\n",
            "正文\n" * 20 + "发布时间：2022-08-12\n",
            "有关部门明确的发布时间是2022年8月12日\n",
        ],
    )
    def test_what_is_no_label_of_the_issue(self, text: str) -> None:
        """A meeting's time, another event's, a period, a slip, two that differ, one far down, and prose."""
        assert on_page(text + BODY) is None


class TestFileName:
    """The date in the file's name."""

    @pytest.mark.parametrize(
        "name",
        [
            "20220812.txt",
            "2022-08-12_A1.txt",
            "rmrb_2022-08-12.txt",
            "rmrb20220812.txt",
            "20220812A01.txt",
            "A1-20220812-3.txt",
            "太原日报20220812要闻.txt",
            "太原日报2022年8月12日.txt",
            "2022_08_12.md",
            "2022.8.12.txt",
            "2022-08-12",
            "２０２２０８１２.txt",
            "2022-08-12_ff8080812dd59be5012dda4319c903d9.txt",
            "2022-08-12_20220812.txt",
            "sub/20010101/20220812.txt",
        ],
    )
    def test_a_date_by_itself(self, name: str) -> None:
        """With marks or without, words around it; twice the same is one."""
        assert on_page(BODY, name) == DAY

    @pytest.mark.parametrize(
        "name",
        [
            "000_28efd789d574a832.txt",
            "28efd20220812a832.txt",
            "20220812ef4411.txt",
            "13920220812.txt",
            "0351-20220812.txt",
            "010-20220812.txt",
            "120220812.txt",
            "202208123.txt",
            "12022-08-12.txt",
            "2022-08-123.txt",
            "2022-08.txt",
            "20221312.txt",
            "20220230.txt",
            "19480812.txt",
            "21010812.txt",
            "2022-08-12_2022-08-14.txt",
            "20220812-20220814.txt",
            "2022-08_12.txt",
            "20220812/a.txt",
            "a.txt",
        ],
    )
    def test_what_is_no_date(self, name: str) -> None:
        """Ids, telephone numbers, digits that touch, no days, no years for a page, two dates, and folders."""
        assert on_page(BODY, name) is None

    @given(st.integers(min_value=0, max_value=(date(2100, 12, 31) - date(1949, 1, 1)).days))
    def test_every_plausible_day_is_read(self, days: int) -> None:
        """From 1949 to 2100."""
        day = date(1949, 1, 1) + timedelta(days)
        assert [on_page(BODY, f"{day:%Y%m%d}.txt"), on_page(BODY, f"a_{day.isoformat()}_b.txt")] == [day, day]


class TestPrinted:
    """A date on the page that can only be its own."""

    @pytest.mark.parametrize(
        "text",
        [
            f"太原日报\n2022年8月12日 星期五\n第3版 要闻\n\n{BODY}",
            f"2022年8月12日星期五 壬寅年七月十五 第19712期 今日8版\n{BODY}",
            f"太原日报 2022年8月12日　星期五　责编 范文君 版式 冯建\n{BODY}",
            f"A2 要闻 2022-08-12 周五\n{BODY}",
            f"２０２２年８月１２日（星期五）\n{BODY}",
            f"{BODY}\n{BODY}\n星期五 2022年8月12日 | 太原日报\n",
            f"二〇二二年八月十二日 星期五\n{BODY}",
        ],
    )
    def test_the_masthead(self, text: str) -> None:
        """The date with its weekday, and nothing but what a masthead has, at the top or the bottom."""
        assert on_page(text) == DAY

    @pytest.mark.parametrize(
        "text",
        [
            f"2022年8月12日 星期六\n{BODY}",
            f"2022年8月12日星期五，全市召开大会。{BODY}",
            f"开庭公告 2022年8月12日 星期五 上午九时\n{BODY}",
            f"演出时间：2022年8月12日 星期五\n{BODY}",
            f"2022年8月12日 星期五 晴\n2022年8月13日 星期六 雨\n{BODY}",
            f"2022年8月12日 星期五\n2022年8月13日 星期六\n{BODY}",
            f"8月12日 星期五\n{BODY}",
            "\n".join([BODY] * 6 + ["2022年8月12日 星期五"] + [BODY] * 6),
        ],
    )
    def test_what_is_no_masthead(self, text: str) -> None:
        """A weekday that disagrees, prose, an event, a programme of days, no year, and the middle of the page."""
        assert on_page(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            f"2022年8月12日\n集群成势绘新篇\n{BODY}",
            f"集群成势绘新篇\n（2022年8月12日）\n{BODY}",
            f"# 集群成势绘新篇\n\n(2022-08-12)\n\n{BODY}",
            f"集群成势绘新篇\n——专业镇带动发展\n**2022/8/12**\n{BODY}",
            f"工作报告\n2022年08月12日 07时41分\n来源:\n{BODY}",
            f"\n\n{BODY}\n特此通知\n太原市人民政府\n2022年8月12日\n\n",
            f"{BODY}\n二〇二二年八月十二日",
            f"集群成势绘新篇\n2022年8月12日\n{BODY}\n2022年8月1日",
        ],
    )
    def test_a_line_of_its_own(self, text: str) -> None:
        """The first or the last line, or one just under the title; what stands on top goes before the bottom."""
        assert on_page(text) == DAY

    @pytest.mark.parametrize(
        "text",
        [
            f"2022年8月12日，全市召开大会。{BODY}",
            f"{BODY}项目于2022年8月12日竣工",
            f"{BODY}\n{BODY}\n{BODY}\n2022年8月12日\n{BODY}",
            f"集群成势绘新篇\n2022年8月12日在全市大会上\n{BODY}",
            f"8月12日\n{BODY}",
            f"2022年8月\n{BODY}",
            f"{BODY}\n电话\n20220812",
            f"2922年8月12日\n{BODY}",
            f"2022年8月12日\n2022年8月13日\n{BODY}",
            f"集群成势绘新篇\n2022年8月12日—20日\n{BODY}",
        ],
    )
    def test_what_is_no_line_of_its_own(self, text: str) -> None:
        """Prose, the middle of the page, a part of a date, a number, a slip, two that differ, and a period."""
        assert on_page(text) is None

    def test_a_date_in_prose_is_never_taken(self) -> None:
        """However often the page says it."""
        assert on_page("2022年8月12日，市委召开会议。会议于2022年8月12日结束。\n" * 30) is None

    def test_a_line_cut_off_by_the_window_is_not_read(self) -> None:
        """Where what is looked at ends within a line of prose, beside a date, that is no line of its own."""
        title = "一" * (HEAD_CHARACTERS - len("\n2022年8月12日"))
        assert on_page(f"{title}\n2022年8月12日举行的大会{BODY}\n{BODY}") is None
        tail = ["一" * 1000] * 3 + ["一" * (TAIL_CHARACTERS - 3000 - len("2022年8月12日 星期五" + "\n" * 5))]
        assert on_page("\n".join([BODY] * 9 + ["大会将于2022年8月12日 星期五", *tail]) + "\n") is None

    def test_a_long_line_is_no_masthead(self) -> None:
        """A whole paragraph behind the date is prose, whatever its first word."""
        assert on_page(f"2022年8月12日 星期五 编辑部 {BODY * 3}\n{BODY}") is None

    def test_a_page_without_line_breaks_is_looked_at_by_its_ends(self) -> None:
        """A million characters in one line hold no date of issue."""
        assert on_page("2022年8月12日" * 100_000) is None
        assert on_page("集群成势\n2022年8月12日\n" + "总投资24.7亿元，" * 100_000) == DAY


def test_the_seeds_are_dated_by_their_list() -> None:
    """Every page of the seeds has an issue date, which its text does not give."""
    seeds = Path(__file__).parents[2] / "seeds"
    dates = IssueDates()
    found = {source.name: dates.find(source, "") for source in find_sources([seeds])}
    listed = (line.split(",")[:2] for line in (seeds / "documents.csv").read_text(encoding="utf-8").split()[1:])
    assert found == {file: date.fromisoformat(day) for file, day in listed}
