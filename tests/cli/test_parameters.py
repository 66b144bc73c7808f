"""Values of options that Typer need not check, and those that it still has to."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from taiyuan_facts.cli.parameters import spare_checks


class Shade(StrEnum):
    """An enumeration as an option has it."""

    LIGHT = "light"
    DARK = "dark"


class Sparing(TyperCommand):
    """A command whose values are checked only where they need it."""

    def get_params(self, ctx: Any) -> Any:
        """As the base has it."""
        return spare_checks(super().get_params(ctx))


def values(*arguments: str, sparing: bool, **variables: str) -> tuple[int, list[object]]:
    """Exit code, and what a command with an option of each sort is given."""
    given: list[object] = []
    app = typer.Typer(add_completion=False)

    @app.command(cls=Sparing if sparing else TyperCommand)
    def run(  # noqa: PLR0917  # one parameter an option
        paths: Annotated[list[str], typer.Argument()],
        text: Annotated[str | None, typer.Option(envvar="TEXT")] = None,
        many: Annotated[list[str] | None, typer.Option()] = None,
        number: Annotated[int, typer.Option(min=1, envvar="NUMBER")] = 1,
        word: Annotated[Literal["en", "zh"], typer.Option()] = "en",
        shade: Annotated[Shade, typer.Option()] = Shade.LIGHT,
        flag: Annotated[bool, typer.Option()] = False,
        least: Annotated[float, typer.Option()] = 0.5,
    ) -> None:
        given.extend([paths, text, many or [], number, word, shade, flag, least])

    return CliRunner().invoke(app, list(arguments), env=variables).exit_code, given


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["a"], [["a"], None, [], 1, "en", Shade.LIGHT, False, 0.5]),
        (["a", "b", "--text", "三 x"], [["a", "b"], "三 x", [], 1, "en", Shade.LIGHT, False, 0.5]),
        (["a", "--text", ""], [["a"], "", [], 1, "en", Shade.LIGHT, False, 0.5]),
        (["a", "--text", "x\ny"], [["a"], "x\ny", [], 1, "en", Shade.LIGHT, False, 0.5]),
        (["a", "--many", "x", "--many", "y"], [["a"], None, ["x", "y"], 1, "en", Shade.LIGHT, False, 0.5]),
        (["a", "--number", "3", "--word", "zh"], [["a"], None, [], 3, "zh", Shade.LIGHT, False, 0.5]),
        (["a", "--shade", "dark", "--flag"], [["a"], None, [], 1, "en", Shade.DARK, True, 0.5]),
        (["a", "--least", "2"], [["a"], None, [], 1, "en", Shade.LIGHT, False, 2.0]),
    ],
)
def test_values_are_those_that_typer_gives(arguments: list[str], given: list[object]) -> None:
    """Every option has the value, and the type, that it has when all are checked."""
    spared = values(*arguments, sparing=True)
    assert spared == values(*arguments, sparing=False) == (0, given)
    assert [type(value) for value in spared[1]] == [type(value) for value in given]


@pytest.mark.parametrize("arguments", [[], ["a", "--number", "0"], ["a", "--word", "fr"], ["a", "--shade", "grey"]])
def test_values_that_make_no_sense_are_refused(arguments: list[str]) -> None:
    """What has to be checked is."""
    assert values(*arguments, sparing=True) == values(*arguments, sparing=False) == (2, [])


def test_variables_are_values_too() -> None:
    """An option set as a variable is treated as one that is given."""
    code, given = values("a", sparing=True, TEXT="词", NUMBER="4")
    assert (code, given[1], given[3]) == (0, "词", 4)
    assert values("a", sparing=True, NUMBER="none") == (2, [])


def test_parameters_without_such_a_check_are_left_as_they_are() -> None:
    """Where Typer keeps its check under another name, or none, nothing is changed."""
    parameters = [object(), typer.Option()]
    assert spare_checks(list(parameters)) == parameters
