"""What a difference looks like in each format."""

from __future__ import annotations

import dataclasses
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from taiyuan_facts.model import COLUMN_NAMES, Fact
from taiyuan_facts.output.compare import Change, Difference, compare
from taiyuan_facts.output.diff_formats import DIFF_FORMATS, View, github_format, markdown_format, render
from taiyuan_facts.output.diff_formats.notes import find_notes
from taiyuan_facts.output.diff_formats.wording import excerpts, sentence_line
from taiyuan_facts.output.json_table import json_to_fact
from tests.output.samples import PLANT, a_fact, facts
from tests.output.test_compare import crowded

GROWN = a_fact(value=Decimal(30), value_max=Decimal("32.50"), date="2022-11", qualifier="range")
GONE = a_fact(id="gone", kind="growth", per="年", unit="%", value=Decimal("5.2"), start=30, line=5, qualifier="exact")
CAME = a_fact(
    id="came", kind="deadline", value=None, unit="", item="", start=40, line=6, raw="10月底", qualifier="exact"
)
DIFFERENCE = Difference(
    (
        Change(PLANT, GROWN, ("qualifier", "value", "value_max", "date", "date_end"), 1.0),
        Change(GONE, None),
        Change(None, CAME),
    ),
    4,
)
SAME = Difference((), 7)
VIEW = View("facts.csv", "seeds/", "seeds")
# A page that knows how its text is going to be shown.
HOSTILE = (
    "a|b`c`<img src=x>&amp; *d* _e_ [f](g) @h #1 !2 ~3 $4 https://i.j www.k.l :m: %0A::error::\x1b[2J\r\n\u202e\ud800"
)
HOSTILE_FACT = a_fact(
    doc=f"p,:{HOSTILE}",
    kind="a|b",
    subject=HOSTILE,
    indicator="",
    item="",
    unit=HOSTILE,
    raw=HOSTILE,
    sentence=HOSTILE,
)
HOSTILE_DIFFERENCE = Difference(
    (
        Change(None, HOSTILE_FACT),
        Change(HOSTILE_FACT, dataclasses.replace(HOSTILE_FACT, article=HOSTILE), ("article",)),
    ),
    0,
)


def text_of(format_: str, difference: Difference = DIFFERENCE, view: View = VIEW) -> str:
    """The difference in a format."""
    return "".join(render(format_, difference, view))


# --- all formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", DIFF_FORMATS)
def test_no_format_passes_on_what_a_page_could_do_harm_with(format_: str) -> None:
    """Control characters, marks that turn the direction of text, and lone surrogates are spelled out everywhere."""
    text = text_of(format_, HOSTILE_DIFFERENCE, View(HOSTILE, HOSTILE, HOSTILE, color=False))
    assert (
        re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", _without_json_text(text))
        == []
    )
    assert text.encode()


def _without_json_text(text: str) -> str:
    # JSON holds the text itself; U+202E has no meaning to a program that reads it.
    return text.replace("\u202e", "") if text.startswith("{") else text


@pytest.mark.parametrize("format_", DIFF_FORMATS)
@given(facts)
def test_every_format_takes_any_fact(format_: str, table: list[Fact]) -> None:
    """Whatever the facts hold, they can be shown as removed, as added, and beside each other, in UTF-8."""
    changes = [Change(fact, None) for fact in table] + [Change(None, fact) for fact in table]
    changes += [Change(fact, PLANT, COLUMN_NAMES, 1.0) for fact in table]
    assert text_of(format_, Difference(tuple(changes), 0)).encode()


def test_an_unknown_format_is_refused() -> None:
    """There is nothing to fall back to."""
    with pytest.raises(KeyError):
        render("sarif", DIFFERENCE, VIEW)


# --- text -------------------------------------------------------------------------------------------------------------


def test_text_tells_place_figure_and_columns() -> None:
    """A block a change with its place first, and the counts last; first and last day are told by the date."""
    assert text_of("text").splitlines() == [
        "~ seeds/2022-08-12_A1.txt:3: investment 冷轧硅钢项目 · 总投资 · 硅钢: 30 to 32.5 亿元 (2022-11, planned)",
        "    qualifier: over → range",
        "    value: 24.7 亿元 → 30 亿元",
        "    value_max: (empty) → 32.5 亿元",
        "    date: 2022-10 → 2022-11",
        "- seeds/2022-08-12_A1.txt:5: growth 冷轧硅钢项目 · 总投资 · 硅钢: 5.2 % a 年 (2022-10, planned)",
        "    冷轧硅钢项目总投资超24.7亿元。",
        "+ seeds/2022-08-12_A1.txt:6: deadline 冷轧硅钢项目 · 总投资: 2022-10 (planned)",
        "    冷轧硅钢项目总投资超24.7亿元。",
        "1 added, 1 removed, 1 changed, 4 the same (facts.csv → seeds/)",
    ]


def test_text_says_so_where_nothing_differs() -> None:
    """One line, with the number of facts that were compared."""
    assert text_of("text", SAME) == "no difference: 7 facts the same\n"


def test_colours_are_added_around_the_same_text() -> None:
    """With colours the text is the same but for escapes of SGR, each closed on its line."""
    colored = text_of("text", view=dataclasses.replace(VIEW, color=True))
    assert re.sub(r"\x1b\[[0-9]*m", "", colored) == text_of("text")
    for line in colored.splitlines():
        assert re.fullmatch(r"(?:[^\x1b]|\x1b\[[0-9]+m[^\x1b]*\x1b\[0m)*", line)
    assert "\x1b[31m24.7 亿元\x1b[0m → \x1b[32m30 亿元\x1b[0m" in colored


A, B = "甲乙"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("短", "长", ("短", "长")),
        (f"{A * 40}一{B * 40}", f"{A * 40}二三{B * 40}", (f"…{A * 8}一{B * 8}…", f"…{A * 8}二三{B * 8}…")),
        ("甲" * 70, "甲" * 71, ("…甲甲甲甲甲甲甲甲", "…甲甲甲甲甲甲甲甲甲")),
        ("一" + "甲" * 70, "二" + "甲" * 70, ("一甲甲甲甲甲甲甲甲…", "二甲甲甲甲甲甲甲甲…")),
        ("甲" * 100, "", (f"{'甲' * 30}…{'甲' * 30}", "")),
    ],
)  # fmt: skip
def test_long_texts_are_cut_down_to_where_they_differ(one: str, other: str, expected: tuple[str, str]) -> None:
    """Eight characters are kept around the difference; texts that are short anyway stay whole."""
    assert excerpts(one, other) == expected
    assert excerpts(other, one) == expected[::-1]


def test_a_long_sentence_is_cut_down_around_its_figure() -> None:
    """The evidence is where the figure is."""
    long = a_fact(raw="5%", sentence="甲" * 200 + "5%" + "乙" * 200)
    assert sentence_line(long) == f"…{'甲' * 60}5%{'乙' * 60}…"
    assert sentence_line(PLANT) == PLANT.sentence


@pytest.mark.parametrize(
    ("root", "path"),
    [("", "a/b.txt"), (".", "a/b.txt"), ("seeds", "seeds/a/b.txt"), ("seeds/", "seeds/a/b.txt"), ("/", "/a/b.txt")],
)
def test_paths_begin_at_the_root(root: str, path: str) -> None:
    """The document's name below the folder that it stands in."""
    assert View("", "", root).path(a_fact(doc="a/b.txt")) == path


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_json_holds_the_facts_as_the_table_does() -> None:
    """Sides, counts, and the changes with both facts and their columns; the facts read back as they were."""
    data = json.loads(text_of("json"), parse_float=str, parse_int=str)
    changes = data.pop("changes")
    assert data == {"old": "facts.csv", "new": "seeds/", "added": "1", "removed": "1", "changed": "1", "unchanged": "4"}
    assert [(change["change"], change["columns"]) for change in changes] == [
        (change.sort, list(change.columns)) for change in DIFFERENCE.changes
    ]
    read = [[side and json_to_fact(side, "") for side in (change["old"], change["new"])] for change in changes]
    assert read == [[PLANT, GROWN], [GONE, None], [None, CAME]]


def test_json_of_no_difference_is_whole() -> None:
    """An empty list of changes, and numbers that are numbers."""
    assert json.loads(text_of("json", SAME)) == {
        "old": "facts.csv", "new": "seeds/", "added": 0, "removed": 0, "changed": 0, "unchanged": 7, "changes": [],
    }  # fmt: skip


# --- Markdown ---------------------------------------------------------------------------------------------------------


def test_markdown_is_a_table_with_a_row_a_change() -> None:
    """A headline with the counts, and columns that a reviewer can read."""
    assert text_of("markdown").splitlines() == [
        "**tyfacts diff** facts.csv → seeds/: 1 added, 1 removed, 1 changed, 4 the same",
        "",
        "| | where | kind | what | figure |",
        "| --- | --- | --- | --- | --- |",
        "| changed | seeds/2022-08-12_A1.txt:3 | investment | 冷轧硅钢项目 · 总投资 · 硅钢 | "
        "qualifier: over → range<br>value: 24.7 亿元 → 30 亿元<br>value_max: (empty) → 32.5 亿元"
        "<br>date: 2022-10 → 2022-11 |",
        "| removed | seeds/2022-08-12_A1.txt:5 | growth | 冷轧硅钢项目 · 总投资 · 硅钢 | "
        "5.2 % a 年 (2022-10, planned)<br>冷轧硅钢项目总投资超24.7亿元。 |",
        "| added | seeds/2022-08-12_A1.txt:6 | deadline | 冷轧硅钢项目 · 总投资 | 2022-10 (planned)<br>"
        "冷轧硅钢项目总投资超24.7亿元。 |",
    ]
    assert text_of("markdown", SAME) == (
        "**tyfacts diff** facts.csv → seeds/: 0 added, 0 removed, 0 changed, 7 the same\n"
    )


def test_text_of_a_page_is_no_markdown() -> None:
    """Bars, tags, mentions, references, links and emphasis from a page come out as the characters that they are."""
    rows = text_of("markdown", HOSTILE_DIFFERENCE, View("o", "n")).splitlines()[4:]
    assert [row.count("|") for row in rows] == [6, 6]
    for row in rows:
        plain = row.replace("<br>", "")
        assert (
            re.findall(r"[`*<>\[\]@#!~$\\]|&(?!#[0-9]+;)|(?<!&)#|://|www\.|:m:|(?<!\w)_", plain.replace("&#", "")) == []
        )
    assert "a&#124;b&#96;c&#96;&#60;img src=x&#62;&#38;amp;" in rows[0]


def test_a_name_in_the_middle_of_a_word_stays_readable() -> None:
    """An underscore within a word is no emphasis, and a colon before a line number no emoji."""
    assert markdown_format.escape("000_a_b.txt:11") == "000_a_b.txt:11"


def test_markdown_that_is_too_long_keeps_the_weightiest_rows() -> None:
    """At most as long as asked; the last line says how many rows are left out."""
    growing = [
        Change(a_fact(id=f"f{n}", start=n), a_fact(id=f"f{n}", start=n, value=Decimal(n + 30)), ("value",), n / 100)
        for n in range(100)
    ]
    difference = Difference(tuple(growing), 0)
    whole = text_of("markdown", difference, View("o", "n"))
    cut = "".join(markdown_format.render_within(difference, View("o", "n"), 2000, len))
    rows = cut.splitlines()[4:-2]
    assert len(whole) > 2000 >= len(cut) > 1800
    assert rows == [
        row for n in range(99, 99 - len(rows), -1) for row in whole.splitlines() if f"→ {n + 30} 亿元" in row
    ]
    left = 100 - len(rows)
    assert cut.splitlines()[-1].startswith(f"{left} of 100 changes do not fit in here; see them all with")
    assert "".join(markdown_format.render_within(difference, View("o", "n"), len(whole), len)) == whole


# --- GitHub -----------------------------------------------------------------------------------------------------------


def test_github_annotates_file_and_line() -> None:
    """A workflow command a change, the weightiest first, and a last line for the log."""
    assert text_of("github").splitlines() == [
        "::error file=seeds/2022-08-12_A1.txt,line=5,title=growth removed::冷轧硅钢项目 · 总投资 · 硅钢: 5.2 %25 a 年 "
        "(2022-10, planned)%0A冷轧硅钢项目总投资超24.7亿元。",
        "::warning file=seeds/2022-08-12_A1.txt,line=6,title=deadline added::冷轧硅钢项目 · 总投资: 2022-10 (planned)"
        "%0A冷轧硅钢项目总投资超24.7亿元。",
        "::error file=seeds/2022-08-12_A1.txt,line=3,title=investment changed::冷轧硅钢项目 · 总投资 · 硅钢%0A"
        "qualifier: over → range%0Avalue: 24.7 亿元 → 30 亿元%0Avalue_max: (empty) → 32.5 亿元"
        "%0Adate: 2022-10 → 2022-11",
        "tyfacts diff: 1 added, 1 removed, 1 changed, 4 the same",
    ]
    assert text_of("github", SAME) == "tyfacts diff: 0 added, 0 removed, 0 changed, 7 the same\n"


def test_github_escapes_what_would_end_a_command() -> None:
    """One line a command; percent signs, and colons and commas in properties, are escaped."""
    *commands, last = text_of("github", HOSTILE_DIFFERENCE, View("", "", "p,:%")).splitlines()
    assert last == "tyfacts diff: 1 added, 0 removed, 1 changed, 0 the same"
    for command in commands:
        match = re.fullmatch(r"::(?:error|warning|notice) file=([^,:]*),line=([0-9]+),title=([^,:]*)::(.*)", command)
        assert match
        assert match[1].startswith("p%2C%3A%25/p%2C%3Aa|b`c`<img src=x>")
        assert re.findall(r"%(?!25|0A|2C|3A)", command) == []


def test_a_change_of_wording_is_a_notice() -> None:
    """Neither an error nor a warning where the figure has stayed what it was."""
    change = Change(PLANT, a_fact(article="又一期"), ("article",))
    assert text_of("github", Difference((change,), 0)).startswith("::notice ")


def test_github_shows_ten_annotations_and_the_summary_all() -> None:
    """GitHub shows ten of a level; the eleventh is in the step summary."""
    gone = Difference(tuple(Change(a_fact(id=f"f{n}", start=n, line=n), None) for n in range(11)), 0)
    assert [line[:8] for line in text_of("github", gone).splitlines()] == ["::error "] * 10 + ["tyfacts "]
    assert text_of("github", gone).count(",line=1,") == 2  # a line counts from 1, whatever the table says
    assert github_format.render_summary(gone, VIEW).count("\n| removed |") == 11


def test_the_summary_fits_into_the_room_that_is_left() -> None:
    """Counted in bytes of UTF-8; nothing where there is no room for even the counts."""
    gone = Difference(tuple(Change(a_fact(id=f"f{n}", start=n), None) for n in range(200)), 0)
    whole = github_format.render_summary(gone, VIEW)
    assert whole == text_of("markdown", gone)
    for room in (len(whole.encode()) - 1, 3000, 400):
        assert 0 < len(github_format.render_summary(gone, VIEW, room).encode()) <= room
    assert [github_format.render_summary(gone, VIEW, room) for room in (100, 0, -5)] == ["", "", ""]


# --- GitLab -----------------------------------------------------------------------------------------------------------


def issues(difference: Difference, view: View = VIEW) -> list[dict[str, Any]]:
    """The report of GitLab."""
    report: list[dict[str, Any]] = json.loads(text_of("gitlab", difference, view))
    return report


def test_gitlab_reports_an_issue_a_fact_and_column() -> None:
    """Description, name, severity and place of each, as Code Quality wants them."""
    report = issues(DIFFERENCE)
    assert [(issue["check_name"], issue["severity"]) for issue in report] == [
        ("tyfacts-qualifier", "major"), ("tyfacts-value", "major"), ("tyfacts-value_max", "major"),
        ("tyfacts-date", "major"), ("tyfacts-removed", "critical"), ("tyfacts-added", "critical"),
    ]  # fmt: skip
    fingerprint = report[1].pop("fingerprint")
    assert re.fullmatch("[0-9a-f]{64}", fingerprint)
    assert report[1] == {
        "description": "investment 冷轧硅钢项目 · 总投资 · 硅钢: value changed from 24.7 亿元 to 30 亿元",
        "check_name": "tyfacts-value",
        "severity": "major",
        "location": {"path": "seeds/2022-08-12_A1.txt", "lines": {"begin": 3}},
    }
    assert issues(SAME) == []


@given(crowded, crowded)
def test_fingerprints_are_unique(old: list[Fact], new: list[Fact]) -> None:
    """GitLab would drop one of two issues with the same fingerprint."""
    report = issues(compare(old, new))
    assert len({issue["fingerprint"] for issue in report}) == len(report)


def test_a_fingerprint_is_made_of_fact_and_column_alone() -> None:
    """GitLab follows an issue from run to run by it, whatever the column says now."""
    prints = [
        issues(Difference((Change(PLANT, a_fact(value=Decimal(value), line=line), ("value",), 1.0),), 0))[0][
            "fingerprint"
        ]
        for value, line in ((30, 3), (40, 9))
    ]
    assert prints[0] == prints[1]


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        (Change(PLANT, None), "critical"),
        (Change(None, a_fact(kind="count")), "major"),
        (Change(PLANT, a_fact(value=Decimal(10)), ("value",), 0.6), "major"),
        (Change(PLANT, a_fact(value=Decimal(24)), ("value",), 0.02), "minor"),
        (Change(PLANT, a_fact(status="actual"), ("status",)), "minor"),
        (Change(PLANT, a_fact(article=""), ("article",)), "info"),
    ],
)
def test_severity_follows_the_weight(change: Change, severity: str) -> None:
    """From critical for headline facts that went to info for another headline."""
    assert [issue["severity"] for issue in issues(Difference((change,), 0))] == [severity]


# --- notes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("difference", "only", "notes"),
    [
        (DIFFERENCE, (), []),
        (SAME, (), []),
        (Difference((), 0), (), ["neither side has a fact; are these the right ones?"]),
        (Difference((), 0), ("growth",), ["neither side has a fact of kind growth; are these the right ones?"]),
        (Difference((Change(PLANT, None),), 0), (), ["the new side has no fact at all; is it the right one?"]),
        (Difference((Change(None, PLANT),), 0), (), ["the old side has no fact at all; is it the right one?"]),
        (
            Difference((Change(PLANT, None), Change(None, a_fact(doc="b\x1b.txt", kind="count"))), 0),
            (),
            [
                "the two sides have no document in common (2022-08-12_A1.txt; b\\x1b.txt); are these the right ones?",
                "the two sides have no kind in common (investment; count); are these the right ones?",
            ],
        ),
        (Difference((Change(PLANT, None), Change(None, a_fact(doc="b.txt", kind="count"))), 1), (), []),
        (Difference((Change(PLANT, a_fact(kind="count"), ("kind",)),), 0), (), []),
        (
            Difference((Change(PLANT, a_fact(doc="seeds/A1.txt"), ("doc",)),), 0),
            (),
            [
                "no document has kept its name (2022-08-12_A1.txt; seeds/A1.txt); "
                "extract from the same folder as before, or --ignore doc"
            ],
        ),
    ],
)
def test_what_looks_like_a_mistake_is_noted(difference: Difference, only: tuple[str, ...], notes: list[str]) -> None:
    """Two sides without a fact, a document or a kind in common are likely not the ones that were meant."""
    assert list(find_notes(difference, only)) == notes
