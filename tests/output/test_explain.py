"""A figure's story: what was scanned, who wanted it, why the winner won, and where each column comes from."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from taiyuan_facts.attaching.claims import strength
from taiyuan_facts.attaching.subject import SOURCES
from taiyuan_facts.attaching.trace import Tracer
from taiyuan_facts.errors import Location
from taiyuan_facts.model import Document, Span
from taiyuan_facts.output.explain import explain, explain_strength, read_never, to_data
from taiyuan_facts.output.explain_sources import SUBJECTS
from taiyuan_facts.output.reach import Reach, reaches
from taiyuan_facts.output.story import Candidate, FigureStory, NoFigure, Origin, Story
from taiyuan_facts.output.values import fact_to_row
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.ruleset.loader import load_packaged, load_rules, read_data
from taiyuan_facts.ruleset.macros import Expansion
from taiyuan_facts.ruleset.places import Pieces
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.ruleset import Match

from ..ruleset.folders import RULE, write_folder

ISSUED = date(2022, 8, 12)
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def tracer(tmp_path_factory: pytest.TempPathFactory) -> Tracer:
    """The packaged rules with one about tea laid over."""
    rules = RULE + (
        "  - {id: tea-plan, kind: output, title: 茶, match: '{date:when} 茶饼销量 {is} {mass:plan}',"
        " roles: {plan: {status: planned, subject: 茶厂}}}\n"
    )
    return Tracer(load_rules(write_folder(tmp_path_factory.mktemp("rules"), {"tea.yaml": rules})))


def tell(tracer: Tracer, text: str, line: int | None = None) -> Story:
    return explain(tracer, Document("page", text, ISSUED), read_never(read_data("figures.yaml")), line)


def figures(tracer: Tracer, text: str) -> list[FigureStory]:
    return [figure for sentence in tell(tracer, text).sentences for figure in sentence.figures]


def test_the_story_of_a_figure_is_whole(tracer: Tracer) -> None:
    """Scanned value, place, candidates with what they match, the winner first, and why it wins."""
    [figure] = figures(tracer, "市场里，茶叶销量达到约5吨。")
    assert (figure.raw, figure.line, figure.start, figure.end) == ("5吨", 1, 11, 13)
    assert figure.scanned == {"placeholder": "‹mass›", "value": "0.0005", "unit": "万吨", "qualifier": "about"}
    assert figure.candidates[0] == Candidate(
        "tea-sold", "output", "茶叶销量5吨", "茶叶销量达到‹mass›", "", True, False, figure.candidates[0].location
    )
    assert figure.candidates[0].location.endswith("tea.yaml:2:5")
    packaged = {rule.id for rule in load_packaged().rules}
    assert packaged.issuperset(candidate.rule for candidate in figure.candidates[1:])
    assert figure.why == f"it is a rule of your own, {figure.candidates[1].rule} is a packaged one"


@pytest.mark.parametrize("page", sorted(SEEDS.glob("*.txt")), ids=lambda page: page.stem)
def test_the_facts_told_are_those_extracted(page: Path) -> None:
    """On real pages the story has exactly the rows of the table, and the winner is the row's rule."""
    ruleset = load_packaged()
    document = Document(page.name, page.read_text(encoding="utf-8"), ISSUED)
    told = [
        figure
        for sentence in explain(Tracer(ruleset), document, []).sentences
        for figure in sentence.figures
        if figure.fact is not None
    ]
    rows = [fact_to_row(fact) for fact in extract_document(document, ruleset)]
    assert [figure.fact for figure in told] == [{key: value for key, value in row.items() if value} for row in rows]
    assert [figure.candidates[0].rule for figure in told] == [row["rule"] for row in rows]
    for figure in told:
        assert figure.fact is not None
        assert figure.subject is not None
        assert figure.date is not None
        assert figure.status is not None
        origins = (figure.subject.value, figure.date.value, figure.status.value)
        assert origins == tuple(figure.fact.get(name, "") for name in ("subject", "date", "status"))


def test_the_names_that_a_subject_was_chosen_from(tracer: Tracer) -> None:
    """The subject stands first; what its marks weigh one by one is what it weighs."""
    [figure] = [f for f in figures(tracer, "云岭县的青泉茶园总投资3亿元。") if f.raw == "3亿元"]
    assert figure.subject is not None
    assert figure.names[0].name == figure.subject.value
    for name in figure.names:
        assert sum(map(Decimal, name.marks.values())) == Decimal(name.weight)


def test_origins_that_the_rule_gives(tracer: Tracer) -> None:
    """A column that the rule sets, and a date that its pattern names, are told as that."""
    [_, figure] = figures(tracer, "2021年茶饼销量为3吨。")
    assert figure.subject == Origin("茶厂", "set", "the rule sets it")
    assert figure.date == Origin("2021", "text", "a time in the text, the rule's own {…:when}", "2021年")
    assert figure.status == Origin("planned", "rule", "the rule sets it")


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("今年茶叶销量为3吨。", Origin("2022", "text", "a time in the text, in its clause", "今年")),
        ("今年，茶叶销量为3吨。", Origin("2022", "text", "a time in the text, in its sentence", "今年")),
        ("本报讯 8月10日，茶市开张。茶叶销量为3吨。", None),
        ("茶叶销量为3吨。", Origin("", "", "no time stands in its clause, sentence, paragraph, heading or dateline")),
    ],
)
def test_where_a_date_stands_is_told(text: str, origin: Origin | None, tracer: Tracer) -> None:
    """In the clause, in the sentence, before, or nowhere; with the words."""
    date_of = figures(tracer, text)[-1].date
    assert date_of is not None
    if origin is None:
        assert (date_of.value, date_of.evidence) == ("2022-08-10", "8月10日")
    else:
        assert date_of == origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("预计茶叶销量为3吨。", Origin("planned", "clause", "a word before it in its clause", "预计")),
        ("预计天气好，茶叶销量为3吨。", Origin("planned", "sentence", "a word before it in the sentence", "预计")),
        ("2023年茶叶销量为3吨。", Origin("planned", "date", "its date lies ahead")),
        ("茶叶销量为3吨。", Origin("actual", "default", "nothing speaks of a plan")),
    ],
)
def test_what_a_status_rests_on_is_told(text: str, origin: Origin, tracer: Tracer) -> None:
    """A word of plan, a date ahead, or nothing; with the word."""
    assert figures(tracer, text)[-1].status == origin


def test_a_figure_that_makes_no_row_is_told(tracer: Tracer) -> None:
    """A time that nobody captures, and a due date that has passed."""
    story = figures(tracer, "预计2020年3月投产。")
    assert [(figure.raw, figure.fact) for figure in story] == [("2020年3月", None)]
    assert story[0].why.endswith("but a due date must lie behind the issue date, and this one makes no row")
    [figure] = figures(tracer, "近日，他来了。")
    assert (figure.candidates, figure.why) == ((), "no rule captures it: the time dates other figures, or none")


def test_numerals_that_are_no_figures_are_told_with_the_reason(tracer: Tracer) -> None:
    """What figures.yaml excludes is named by its entry; a bare number has no unit."""
    [sentence] = tell(tracer, "第13师\n用了5G，号码是88，共3吨。").sentences[1:]
    assert [figure.raw for figure in sentence.figures] == ["3吨"]
    reasons = {stranger.raw: stranger for stranger in sentence.no_figures}
    assert reasons["5"] == NoFigure("5", 2, "figures.yaml, never: generation (5G, 3D, 8K)")
    assert reasons["88"].line == 2


def test_one_line_can_be_asked_for(tracer: Tracer) -> None:
    """Only sentences that touch the line are told, also one that a hard line break cuts."""
    long = "据说，这里的茶叶卖得很远，镇上的旧档案室里还有抄写下来的旧记录可以"
    page = f"茶叶销量为3吨。\n\n{long}\n查到，为4吨。\n\n没有数字。\n"
    assert [sentence.line for sentence in tell(tracer, page).sentences] == [1, 3]
    assert [[f.raw for f in s.figures] for s in tell(tracer, page, 4).sentences] == [["4吨"]]
    assert [sentence.text for sentence in tell(tracer, page, 6).sentences] == ["没有数字。"]


def test_clauses_are_shown_as_skeleton(tracer: Tracer) -> None:
    """Placeholders by name, clause by clause."""
    [sentence] = tell(tracer, "今年，茶叶销量为3吨。").sentences
    assert sentence.clauses == ("‹date›，", "茶叶销量为‹mass›。")


def test_the_story_is_json(tracer: Tracer) -> None:
    """The same as data, through JSON and back."""
    data = to_data(tell(tracer, "今年茶叶销量为3吨。"))
    assert json.loads(json.dumps(data)) == json.loads(json.dumps(data, ensure_ascii=False))
    assert data["sentences"][0]["figures"][1]["candidates"][0]["rule"] == "tea-sold"
    assert (data["document"], data["issued"]) == ("page", "2022-08-12")


def match(rule_id: str, length: int, figures_: int, *, fallback: bool = False, own: bool = False) -> Match:
    expansion = Expansion("", {}, (), frozenset(), Pieces((0,), (0,), (True,)))
    rule = Rule(rule_id, "growth", "t", "", "", expansion, Location("f", 1, 1), fallback=fallback, own=own)
    return Match(rule, Span(0, length), tuple((at, "") for at in range(figures_)), {}, ())


def test_why_a_match_wins_is_what_decides() -> None:
    """For any two matches the reason is the first thing in which they differ, in the order of `strength`."""
    matches = [
        match("a", 3, 1), match("b", 3, 1), match("a", 5, 2), match("c", 5, 1), match("d", 9, 1, fallback=True),
        match("e", 2, 1, own=True), match("f", 2, 1, own=True, fallback=True),
    ]  # fmt: skip
    reasons: dict[int, set[str]] = {}
    for one in matches:
        for two in matches:
            if strength(one) > strength(two):
                reason = explain_strength(one, two)
                differing = next(
                    at for at, pair in enumerate(zip(strength(one), strength(two), strict=True)) if pair[0] != pair[1]
                )
                reasons.setdefault(differing, set()).add(re.sub(r"\b[a-f]\b|\d", "#", reason))
    assert reasons == {
        0: {"# is # fallback, for what no other rule claims"},
        1: {"it is # rule of your own, # is # packaged one"},
        2: {"it matches more than #: # characters, not #"},
        3: {"it matches as much as # with fewer figures: #, not #"},
        4: {"it matches as much as #, and its id comes later"},
    }


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("茶叶销量为5吨。", Reach("茶叶销量为‹mass›。", "茶叶销量为‹mass›", "")),
        ("茶叶销量多到5吨。", Reach("茶叶销量多到‹mass›。", "茶叶销量", "{mass}")),
        ("茶叶产量为5吨。", Reach("茶叶产量为‹mass›。", "", "(?<indicator>茶叶销量)")),
        ("茶叶销量为5元。", Reach("茶叶销量为‹money›。", "", "", "‹mass›")),
    ],
)
def test_how_far_a_rule_gets_is_told(text: str, reach: Reach, tracer: Tracer) -> None:
    """The longest beginning of its pattern that matches, the piece that fails, or the figure that is not there."""
    rule = tracer.ruleset.rule("tea-sold")
    assert rule is not None
    [found] = reaches(rule, tracer.ruleset, tracer.scan(Document("d", text)), 0)
    assert found == reach
    assert found.is_whole is (not reach.fails and not reach.lacks)


def test_the_story_of_a_cell_says_where_each_column_is_told(tracer: Tracer) -> None:
    """Unit, subject, date and status of a number in a table; and why another number of its row is left out."""
    text = "2021年十强\n名次\t企业名称\t产值（亿元）\t利润\n1\t云泽茶厂\t5.2\t0.3"
    [sentence] = tell(tracer, text, line=3).sentences
    [figure] = sentence.figures
    assert (figure.raw, figure.line, figure.scanned) == (
        "5.2", 3, {"placeholder": "‹cell›", "value": "5.2", "unit": "亿元", "qualifier": "exact"},
    )  # fmt: skip
    assert [(candidate.rule, candidate.matched) for candidate in figure.candidates] == [("table-output", "‹cell›")]
    assert figure.why == "its unit is told in the head"
    assert figure.subject == Origin("云泽茶厂", "table", "the name of the row")
    assert figure.date == Origin("2021", "table", "the title, or a heading above")
    assert figure.status == Origin("actual", "table", "nothing speaks of a plan")
    assert sentence.no_figures == (
        NoFigure("1", 3, "in the table, the column 名次 labels its rows"),
        NoFigure("0.3", 3, "in the table, no unit is told for it"),
    )


def test_what_heads_of_tables_say_is_in_no_row(tracer: Tracer) -> None:
    """A figure that is scanned in a head or in a name keeps its candidates, and the story says why it has no row."""
    [head] = figures(tracer, "人口情况\n指标\t人数（万人）\n0—15岁\t58.1")[:1]
    assert (head.raw, head.fact, head.why) == (
        "0—15岁", None, "it stands in the head of a table, or in what its rows and units are called",
    )  # fmt: skip


def test_every_source_of_a_subject_is_told_in_words() -> None:
    """Whatever a subject comes from, there is a phrase for it."""
    assert {source for source, _ in SOURCES} | {"meant", "set", "rule"} == set(SUBJECTS)
