"""Options that several commands share: each once, with its help, its variable and its completion."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

import typer

from taiyuan_facts.cli.console import Color
from taiyuan_facts.errors import InputError
from taiyuan_facts.model import COLUMN_NAMES, KINDS
from taiyuan_facts.suggest import did_you_mean


def option(name: str, *more: str, help: str, of: str = "", **settings: Any) -> Any:  # noqa: A002  # as Typer has it
    """An option that can be set as a variable too: ``--issue-date`` as TYFACTS_ISSUE_DATE.

    ``of``: the command that it alone is for; the variable of ``--format`` is then TYFACTS_DIFF_FORMAT, since
    TYFACTS_FORMAT is the format of a table.
    """
    variable = "_".join(["TYFACTS", *([of] if of else []), *name.removeprefix("--").split("-")]).upper()
    return typer.Option(name, *more, help=help, envvar=variable, show_envvar=False, **settings)


def completing(choices: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """A completion of one of the choices."""

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices() if choice.startswith(incomplete)]

    return complete


def format_names() -> list[str]:
    """The names of all formats of tables."""
    from taiyuan_facts.output.formats import FORMATS

    return list(FORMATS)


def check_kinds(given: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """The kinds given; InputError with the nearest name for one that the rule set does not know."""
    known = list(known)
    kinds = [word for text in given for word in text.replace(",", " ").split()]
    for kind in kinds:
        if kind not in known:
            hint = did_you_mean(kind, known) or f"; known are {', '.join(known)}"
            raise InputError(f"unknown kind {kind!r}{hint}")
    return frozenset(kinds)


def split_columns(given: str | None) -> tuple[str, ...] | None:
    """The names in ``a,b``, in either language; None for all columns."""
    if given is None:
        return None
    from taiyuan_facts.output.header import english

    return tuple(english([name for part in given.replace("，", ",").split(",") if (name := part.strip())]))


Output = Annotated[
    str | None,
    option(
        "--output", "-o", metavar="FILE",
        help="Write the table here; the ending says the format, a name without one is a folder with a table a kind.",
    ),
]  # fmt: skip
Format = Annotated[
    str | None,
    option(
        "--format", "-f", metavar="FORMAT", autocompletion=completing(format_names),
        help="csv, json, jsonl, xlsx, parquet, sqlite or folder; by default the ending of FILE decides.",
    ),
]  # fmt: skip
Kinds = Annotated[
    list[str] | None,
    option(
        "--kind", "-k", metavar="KIND", autocompletion=completing(lambda: KINDS),
        help=f"Keep only figures of this kind, which may be given several times: {', '.join(KINDS)}.",
    ),
]  # fmt: skip
IssueDate = Annotated[
    str | None,
    option(
        "--issue-date", metavar="DATE",
        help="When the documents were issued (2022-08-12), for times without a year; by default found out for each.",
    ),
]  # fmt: skip
Encoding = Annotated[
    str | None,
    option(
        "--encoding",
        metavar="NAME",
        help="How the documents are encoded (utf-8, gb18030, big5 …); by default found out.",
    ),
]
Rules = Annotated[
    str | None,
    option("--rules", metavar="DIR", help="A folder of rules of your own, laid over the packaged ones."),
]
Columns = Annotated[
    str | None,
    option(
        "--columns", metavar="A,B", autocompletion=completing(lambda: COLUMN_NAMES),
        help="Write only these columns, in this order; in either language.",
    ),
]  # fmt: skip
Headers = Annotated[
    Literal["en", "zh"],
    option("--headers", help="Language of the header row of CSV and xlsx: value or 数值."),
]
Bom = Annotated[
    bool,
    option("--bom", help="Begin CSV with a byte order mark, for spreadsheets that would not take it for UTF-8."),
]
Units = Annotated[
    list[str] | None,
    option(
        "--unit", metavar="DIMENSION=UNIT",
        help="Another unit than the canonical one, such as money=万元 or power=兆瓦; may be given several times.",
    ),
]  # fmt: skip
Quiet = Annotated[bool, option("--quiet", "-q", help="Say nothing but errors.")]
ColorChoice = Annotated[Color, option("--color", help="When to colour what people read; data never is.")]
StdinName = Annotated[
    str | None,
    option("--stdin-name", metavar="NAME", help="What to call standard input; a date in it is its issue date."),
]
