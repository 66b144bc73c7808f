"""The house rules that can be checked: sizes, docstrings, reasons for dependencies, one version, and no stray paths."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import taiyuan_facts

ROOT = Path(__file__).resolve().parents[1]
MODULE_LINES = 330
FUNCTION_LINES = 50

# What is longer than it should be, with the length that it may have. The list only shrinks: no entry is added, no
# number raised, and what has become short enough is taken out.
LONGER = {
    "taiyuan_facts/scanning/quantities.py": 347,
}

# What is public and says nothing of itself; this list, too, only shrinks.
UNDOCUMENTED = {"taiyuan_facts/scanning/units.py: build"}


def project_files() -> list[Path]:
    """The files of the project: tracked by git, or not yet but not ignored either."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = sorted(name for name in listing.stdout.decode().split("\0") if name)
    return [path for name in names if (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Name → text of every file of the project that is text."""
    if not (ROOT / ".git").exists():
        pytest.skip("which files belong to the project is known in a git checkout only")
    found = {}
    for path in project_files():
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def sources() -> Iterator[Path]:
    """The modules of the package."""
    yield from sorted((ROOT / "taiyuan_facts").rglob("*.py"))


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, signature and docstring aside: an option of a command takes some of both."""
    first, *more = function.body
    if ast.get_docstring(function) and more:
        first = more[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


def lengths() -> Iterator[tuple[str, int, int]]:
    """Each module and each function of the package and the benchmarks: name, lines, and how many it may have."""
    for path in sorted(path for folder in ("taiyuan_facts", "benchmarks") for path in (ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        yield name, len(text.splitlines()), MODULE_LINES
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield f"{name}:{node.name}", code_lines(node), FUNCTION_LINES


def test_modules_and_functions_are_short() -> None:
    """No module has more than 330 lines and no function more than 50 of code, but for exceptions that only shrink."""
    measured = list(lengths())
    grown = [
        f"{name} has {lines} lines, may have {LONGER.get(name, limit)}"
        for name, lines, limit in measured
        if lines > LONGER.get(name, limit)
    ]
    assert not grown, "\n".join(grown)
    longer = {name for name, lines, limit in measured if lines > limit}
    shrunk = sorted(LONGER.keys() - longer)
    assert not shrunk, "short enough now, take out of LONGER: " + ", ".join(shrunk)


def undocumented(tree: ast.Module, name: str) -> Iterator[str]:
    """The public classes and functions without a docstring, and the module itself, each as ``file: name``."""
    if not ast.get_docstring(tree) and tree.body:
        yield f"{name}: module"
    todo: list[ast.AST] = [tree]
    while todo:
        for node in ast.iter_child_nodes(todo.pop()):
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield f"{name}: {node.name}"
            if isinstance(node, ast.ClassDef):
                todo.append(node)


def test_what_is_public_has_a_docstring() -> None:
    """Every module, class, function and method of the package whose name has no underscore says what it is."""
    missing = {
        line
        for path in sources()
        for line in undocumented(ast.parse(path.read_text(encoding="utf-8")), path.relative_to(ROOT).as_posix())
    }
    assert not missing - UNDOCUMENTED, "\n".join(["no docstring:", *sorted(missing - UNDOCUMENTED)])
    assert not UNDOCUMENTED - missing, "\n".join(["take out of UNDOCUMENTED:", *sorted(UNDOCUMENTED - missing)])


def test_every_dependency_has_its_reason() -> None:
    """Each requirement in pyproject.toml has a comment on its line, where it stands first."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    requirements = [line.strip() for line in lines if re.match(r'\s+"[A-Za-z0-9-]+([<>=].*)?",', line)]
    explained = {requirement.split('"')[1] for requirement in requirements if re.search(r",\s+# \w", requirement)}
    assert requirements
    assert [line for line in requirements if line.split('"')[1] not in explained] == []


def test_there_is_one_version() -> None:
    """Package, pyproject.toml and the newest entry of the changelog have the same version."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    newest = re.search(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert declared == taiyuan_facts.__version__ == newest[1]


def test_no_file_names_a_place_outside_the_project(texts: dict[str, str]) -> None:
    """No file has a path of somebody's machine in it, nor one to a folder beside the checkout."""
    stray = re.compile(rf"{re.escape(str(ROOT))}\b|(?<![\w.])/(?:home|mnt|root|srv|work|Users)/\w|\.\./shar[e]d\b")
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if stray.search(line)
    ]
    assert not found, "\n".join(found)


def test_links_lead_somewhere(texts: dict[str, str]) -> None:
    """Every relative link of a Markdown page leads to a file or folder of the project."""
    broken = [
        f"{name}: {target}"
        for name, text in texts.items()
        if name.endswith(".md")
        for target in re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", re.sub(r"(?s)```.*?```|`[^`\n]*`", "", text))
        if not (ROOT / name).parent.joinpath(target).exists()
    ]
    assert not broken, "\n".join(broken)
