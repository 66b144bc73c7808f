"""Pages whose output is real: the commands in them are run, and what they print stands below them.

    python -m tests.pages             names the pages that are out of date
    python -m tests.pages --update    writes them again

Three things in a Markdown page are run, in order and in one folder that has copies of seeds/ and examples/:

- a ``console`` block: each line that begins with ``$ `` is a command for bash, what follows is its output;
- a ``pycon`` block: ``>>> `` and ``... `` are Python, what follows is its output;
- ``<!-- output of: COMMAND -->`` up to ``<!-- end -->``: the output is Markdown itself.

What the commands of an example write beside its page is its expected output, and is looked at too.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("seeds", "examples")
SECONDS = 120
_BLOCK = re.compile(
    r"^```(?P<language>console|pycon)\n(?P<code>.*?)^```$"
    r"|^(?P<mark><!-- output of: (?P<command>[^\n]*?) -->\n)(?P<old>.*?)(?P<end>^<!-- end -->$)",
    re.DOTALL | re.MULTILINE,
)


def pages() -> list[Path]:
    """The pages that are run, by their paths in the project."""
    found = [Path("README.md"), Path("CONTRIBUTING.md"), *ROOT.glob("examples/*/README.md")]
    return sorted(path.relative_to(ROOT) if path.is_absolute() else path for path in found)


def rewritten(page: Path) -> dict[Path, bytes]:
    """The page and the files beside it as they are when everything in the page has been run: path → bytes.

    A command that fails is no error here: the page shows what it says.
    """
    with tempfile.TemporaryDirectory(prefix="tyfacts-pages-") as name:
        scratch = Path(name, "tyfacts")
        scratch.mkdir()
        for copied in COPIED:
            shutil.copytree(ROOT / copied, scratch / copied)
        folder = scratch / page.parent
        with _commands(Path(name)) as environment:
            text = _run_page((ROOT / page).read_text(encoding="utf-8"), folder, environment)
        files = [] if page.parent == Path() else sorted(path for path in folder.rglob("*") if path.is_file())
        beside = {path.relative_to(scratch): path.read_bytes() for path in files}
        return beside | {page: text.encode()}


@contextlib.contextmanager
def _commands(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of the commands: ``tyfacts`` and ``python`` are those of this run, and nothing depends on it."""
    binaries = folder / "bin"
    binaries.mkdir()
    for command, arguments in (("tyfacts", "-m taiyuan_facts"), ("python", "")):
        script = binaries / command
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    yield {
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "TERM": "dumb",
    }


def _run_page(text: str, folder: Path, environment: dict[str, str]) -> str:
    names: dict[str, object] = {}

    def run_block(block: re.Match[str]) -> str:
        if block["mark"]:
            output = _shell(block["command"], folder, environment)
            return f"{block['mark']}{output}{block['end']}"
        run: Callable[[str], str] = (
            (lambda code: _run_console(code, folder, environment))
            if block["language"] == "console"
            else (lambda code: _run_python(code, folder, names))
        )
        return f"```{block['language']}\n{run(block['code'])}```"

    return _BLOCK.sub(run_block, text)


def _run_console(code: str, folder: Path, environment: dict[str, str]) -> str:
    commands = re.findall(r"^\$ (?:.*\\\n)*.*$", code, re.MULTILINE)
    return "".join(f"{command}\n{_shell(command.removeprefix('$ '), folder, environment)}" for command in commands)


def _shell(command: str, folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    output = done.stdout.decode()
    return output if output.endswith("\n") or not output else output + "\n"


def _run_python(code: str, folder: Path, names: dict[str, object]) -> str:
    lines = []
    for example in doctest.DocTestParser().get_examples(code):
        first, *more = example.source.rstrip("\n").split("\n")
        lines += [f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in more)]
        output = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(output):
            exec(compile(example.source, "<page>", "single"), names)
        lines.append(output.getvalue())
    return "".join(lines)


def outdated(page: Path) -> dict[Path, bytes]:
    """What differs from `rewritten`: path → bytes as they should be."""
    return {
        path: data
        for path, data in rewritten(page).items()
        if not (ROOT / path).exists() or (ROOT / path).read_bytes() != data
    }


def main(arguments: list[str]) -> int:
    """Run the command; give back its exit code."""
    stale = {path: data for page in pages() for path, data in outdated(page).items()}
    for path, data in stale.items():
        if "--update" in arguments:
            (ROOT / path).write_bytes(data)
        print(f"{path}: {'written again' if '--update' in arguments else 'out of date'}")
    return 1 if stale and "--update" not in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
