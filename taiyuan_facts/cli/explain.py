"""``tyfacts explain``: why a figure is in the table as it is, or is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taiyuan_facts.cli.console import Color, harmless, make_console, write_text
from taiyuan_facts.cli.options import ColorChoice, Encoding, IssueDate, Rules, completing, option
from taiyuan_facts.cli.rules import find_rule, rule_ids
from taiyuan_facts.errors import InputError

if TYPE_CHECKING:
    from rich.tree import Tree

    from taiyuan_facts.model import Document
    from taiyuan_facts.output.reach import Reach
    from taiyuan_facts.output.story import FigureStory, SentenceStory, Story, WeighedName

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[1-9][0-9]*)(?::[0-9]+)?", re.DOTALL)
_NAMES_SHOWN = 3  # of those that a subject was chosen from
_SHOWN = ("kind", "subject", "indicator", "item", "qualifier", "value", "value_max", "unit", "per", "date", "status")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("explain")(explain)


def explain(  # one parameter an option
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT|FILE[:LINE]", help="A sentence, a file, or one line of it; - is standard input."),
    ],
    rules: Rules = None,
    rule: Annotated[
        str | None,
        option(
            "--rule", "-r", metavar="ID", autocompletion=completing(rule_ids),
            help="Show besides how far this rule's pattern gets in each clause.",
        ),
    ] = None,
    issue_date: IssueDate = None,
    encoding: Encoding = None,
    json: Annotated[bool, option("--json", help="The same as JSON.")] = False,
    color: ColorChoice = Color.AUTO,
) -> None:  # fmt: skip
    """Show what becomes of each figure: what is scanned, which rules match, who wins and why, and whence the rest.

    Examples:
      tyfacts explain "总投资24.7亿元的中厚板升级项目，预计10月底建设完毕。" --issue-date 2022-08-12
      tyfacts explain seeds/000_industry_chains.txt:9
      tyfacts explain page.txt:12 --rules my-rules/ --rule my-growth
    """
    from taiyuan_facts import load_rules
    from taiyuan_facts.attaching.trace import Tracer
    from taiyuan_facts.output.explain import explain as tell
    from taiyuan_facts.output.explain import read_never, to_data
    from taiyuan_facts.ruleset.loader import read_data

    document, line = _find_document(text, issue_date, encoding)
    ruleset = load_rules(rules)
    never = read_never(read_data("figures.yaml", Path(rules) if rules else None))
    story = tell(Tracer(ruleset), document, never, line, find_rule(ruleset, rule) if rule else None)
    if json:
        from json import dumps

        write_text(dumps(to_data(story), ensure_ascii=False, indent=2) + "\n")
        return
    _print(story, rule, color)


def _find_document(given: str, issue_date: str | None, encoding: str | None) -> tuple[Document, int | None]:
    """The document meant, and the line; a text that names no file is a document itself."""
    from taiyuan_facts.api import read_issue_date
    from taiyuan_facts.model import Document

    issued = None if issue_date is None else read_issue_date(issue_date)
    place = _PLACE.fullmatch(given)
    if given == "-" or _is_file(given):
        return _read(given, issued, encoding), None
    if place is not None and _is_file(place["file"]):
        document, line = _read(place["file"], issued, encoding), int(place["line"])
        count = len(re.findall(r"\r\n|\r|\n", document.text)) + 1
        if line > count:
            raise InputError(f"{place['file']} has {count} lines, and no line {line}; give one of them")
        return document, line
    if not re.search(r"[^\x00-\x7f]", given):  # a path that is not there, rather than a Chinese text
        raise InputError(f"there is no file {given}, and it is no Chinese text; give a sentence or FILE[:LINE]")
    return Document("text", given, issued), None


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):  # too long a text for a name
        return False


def _read(given: str, issued: date | None, encoding: str | None) -> Document:
    from taiyuan_facts.model import Document
    from taiyuan_facts.reading import IssueDates, check_encoding, find_sources, read_document

    [source] = find_sources([given])
    text = read_document(source, encoding=None if encoding is None else check_encoding(encoding))
    return Document(source.name, text, IssueDates(issued).find(source, text))


def _print(story: Story, rule: str | None, color: Color) -> None:
    from rich.text import Text
    from rich.tree import Tree

    console = make_console(color)
    issued = f", issued {story.issued}" if story.issued else ", issue date unknown"
    root = Tree(Text(harmless(story.document) + issued, "bold"), guide_style="dim")
    for sentence in story.sentences:
        _add_sentence(root, sentence)
    if not story.sentences:
        root.add(Text("no figure is scanned here"))
    if rule:
        _add_tries(root.add(Text.assemble(("the rule ", "dim"), (rule, "bold"))), story.tried)
    console.print(root)


def _add_sentence(root: Tree, sentence: SentenceStory) -> None:
    from rich.text import Text

    where = f"line {sentence.line}, {sentence.role}" + (f" of {sentence.article}" if sentence.article else "")
    branch = root.add(Text.assemble((f"{where}: ", "dim"), harmless(sentence.text)))
    branch.add(Text.assemble(("skeleton  ", "dim"), *_skeleton("｜".join(sentence.clauses))))
    for figure in sentence.figures:
        _add_figure(branch, figure)
    for stranger in sentence.no_figures:
        branch.add(Text.assemble((harmless(stranger.raw), "strike"), f" is no figure: {stranger.reason}"))


def _skeleton(text: str) -> list[tuple[str, str]]:
    return [(harmless(part), "cyan" if part.startswith("‹") else "") for part in re.split("(‹[a-z_]+›)", text) if part]


def _add_figure(branch: Tree, figure: FigureStory) -> None:
    from rich.text import Text

    scanned = " ".join(value for key, value in figure.scanned.items() if key != "ahead" and value != "exact")
    node = branch.add(Text.assemble((harmless(figure.raw), "bold green"), (f"  scanned as {scanned}", "dim")))
    for index, candidate in enumerate(figure.candidates):
        role = f" as {candidate.role}" if candidate.role else ""
        mark = ("wins  ", "bold green") if index == 0 else ("loses ", "dim")
        node.add(
            Text.assemble(mark, (candidate.rule, "bold"), f" ({candidate.kind}{role}): ", *_skeleton(candidate.matched))
        )
    node.add(Text.assemble(("why   ", "dim"), figure.why))
    if figure.fact is None:
        return
    shown = [f"{name} {figure.fact[name]}" for name in _SHOWN if figure.fact.get(name, "exact") != "exact"]
    row = node.add(Text.assemble(("row   ", "dim"), harmless(" · ".join(shown))))
    for name, origin in (("subject", figure.subject), ("date", figure.date), ("status", figure.status)):
        if origin is not None:
            evidence = f" «{harmless(origin.evidence)}»" if origin.evidence else ""
            value = harmless(origin.value) or "none"
            told = row.add(Text.assemble((f"{name} ", "dim"), (value, "bold"), f": {origin.reason}{evidence}"))
            for weighed in figure.names[:_NAMES_SHOWN] if name == "subject" else ():
                marks = ", ".join(f"{mark} {points}" for mark, points in _strongest(weighed))
                told.add(Text.assemble((harmless(weighed.name), "bold"), f" weighs {weighed.weight}: ", (marks, "dim")))


def _strongest(weighed: WeighedName) -> list[tuple[str, str]]:
    """The marks that weigh anything, those first that weigh most, for or against."""
    marks = [(mark, points) for mark, points in weighed.marks.items() if float(points)]
    return sorted(marks, key=lambda mark: -abs(float(mark[1])))


def _add_tries(branch: Tree, tried: Sequence[Reach]) -> None:
    from rich.text import Text

    for reach in tried:
        if reach.is_whole:
            said = [("matches ", "green"), *_skeleton(reach.matched)]
        elif reach.lacks:
            said = [("needs ", "yellow"), *_skeleton(reach.lacks)]
        elif not reach.matched:
            said = [("fails at its first piece ", "red"), (reach.fails, "bold")]
        else:
            said = [
                ("gets as far as ", "yellow"),
                *_skeleton(reach.matched),
                (" and fails at ", "red"),
                (reach.fails, "bold"),
            ]
        branch.add(Text.assemble(*_skeleton(reach.text), ": ", *said))
