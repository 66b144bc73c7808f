"""The frame of the command line: its commands, and how a run ends."""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, NoReturn, cast

import typer
from typer.core import TyperGroup

from taiyuan_facts.cli import begin_collecting
from taiyuan_facts.cli.console import say, silence
from taiyuan_facts.cli.parameters import spare_checks
from taiyuan_facts.errors import ExitCode, TyfactsError
from taiyuan_facts.suggest import did_you_mean

COMMANDS = ("extract", "diff", "summary", "convert", "explain", "rules", "schema", "version")
INTERRUPTED = 130  # 128 + SIGINT, as shells have it

# Typer has brought its own click since 0.29 and used the package before, so there is no one module to import it from.
UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__base__)


class Frame(TyperGroup):
    """The group of all commands; whatever ends a command is told in one sentence and an exit code."""

    def main(self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """As the base has it, but a usage error is one sentence as well, and not a panel."""
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except UsageError as error:
            code = _explain_usage(error)
        except typer.Abort:
            code = INTERRUPTED
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else ExitCode.OK)
        return code

    def make_context(self, *args: Any, **extra: Any) -> Any:
        """As the base has it: reads the arguments, and prints a help page that is asked for."""
        with _ending():
            return super().make_context(*args, **extra)

    def get_params(self, ctx: Any) -> Any:
        """As the base has it: the options, --help among them."""
        return spare_checks(super().get_params(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """As the base has it: the command of a name, or None; made when it is first asked for."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _make_command(cmd_name)
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            spare_checks(command.get_params(ctx))
        return command

    def invoke(self, ctx: Any) -> Any:
        """As the base has it: runs the command."""
        begin_collecting()
        with _ending():
            return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands as the help shows them: what is done most comes first."""
        return list(COMMANDS)


def _make_command(name: str) -> Any:
    """A command, or a group of them, of the module that has its name."""
    part = typer.Typer(add_completion=False, rich_markup_mode="rich")
    importlib.import_module(f"taiyuan_facts.cli.{name}").register(part)
    made: Any = typer.main.get_command(part)
    return made.commands[name] if part.registered_groups else made


@contextlib.contextmanager
def _ending() -> Iterator[None]:
    """Turns what a command ends with into an exit code."""
    try:
        yield
    except TyfactsError as error:
        say(str(error))
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError as error:  # `| head` has had enough
        silence(sys.stdout)
        raise typer.Exit(ExitCode.OK) from error
    except SystemExit as error:  # as Rich has it when the reader of a help page has gone
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        raise typer.Exit(ExitCode.OK) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(INTERRUPTED) from error
    except OSError as error:
        from taiyuan_facts.output.atomic import output_error

        silence(sys.stdout)
        say(str(output_error(error, str(error.filename or "standard output"))))
        raise typer.Exit(ExitCode.TROUBLE) from error
    except MemoryError as error:
        say("not enough memory; give fewer or smaller documents at a time")
        raise typer.Exit(ExitCode.TROUBLE) from error


def _explain_usage(error: typer.BadParameter) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":  # the help is printed already
        return ExitCode.TROUBLE
    message = error.format_message().partition(" (Possible options")[0].partition(". Did you mean")[0].rstrip(".?")
    wrong, choices = _misspelled(error)
    hint = did_you_mean(wrong, choices) or f"; see {error.ctx.command_path if error.ctx else 'tyfacts'} --help"
    say(f"{message[:1].lower()}{message[1:]}{hint}")
    return ExitCode.TROUBLE


def _misspelled(error: typer.BadParameter) -> tuple[str, list[str]]:
    """The option or command that there is not, and those that there are."""
    context = error.ctx
    if context is None:
        return "", []
    option = getattr(error, "option_name", None)
    if option is not None:
        return option, [name for parameter in context.command.params for name in parameter.opts]
    command = re.match("No such command '([^']+)'", error.format_message())
    return (command[1], cast("TyperGroup", context.command).list_commands(context)) if command else ("", [])


def _show_version(wanted: bool) -> None:
    if wanted:
        from taiyuan_facts.cli.version import show_version

        show_version()
        raise typer.Exit


app = typer.Typer(
    name="tyfacts",
    cls=Frame,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Options can also be set as variables: TYFACTS_FORMAT=json is --format json. "
    "TYFACTS_CACHE=0 keeps nothing of the rules from run to run. "
    "Exit codes: 0 done (diff: no difference), 1 a difference, 2 trouble, told in one sentence.",
)


@app.callback()
def tyfacts(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show version and rule set, and exit."),
    ] = False,
) -> None:
    """Turn Chinese prose about the economy into a tidy table of figures."""


def run() -> NoReturn:
    """Run the command line and end the process, with everything written out before."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # help and pages for people; data is written as bytes, in UTF-8
    try:
        app(prog_name="tyfacts")
        code: object = ExitCode.OK
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception:  # a fault of our own: 1 would say that two tables differ
        traceback.print_exc()
        say("this is a fault in tyfacts; please report it with the lines above")
        code = ExitCode.TROUBLE
    sys.exit(_flush(code))


def _flush(code: object) -> int:
    """The exit code, once standard output has taken everything."""
    status = code if isinstance(code, int) else ExitCode.OK
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            silence(sys.stdout)
        except (OSError, ValueError) as error:
            silence(sys.stdout)
            say(f"cannot write standard output: {error}; write elsewhere")
            return max(status, ExitCode.TROUBLE)
    return int(status)
