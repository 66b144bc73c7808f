"""The rooms of the house: a module imports only from rooms before its own, and from its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "taiyuan_facts"
# Along the way of the data; names of one line are one room.
ROOMS = (
    ("errors", "suggest", "model", "patterns"),
    ("reading",),
    ("scanning",),
    ("ruleset",),
    ("attaching",),
    ("pipeline",),
    ("extraction", "workers"),
    ("output",),
    ("api",),
    ("__init__",),  # the public names: the command line may use them, the rooms before it may not
    ("cli",),
    ("__main__",),
)


def room_of(module: str) -> int | None:
    """The place of a dotted module name on the way, None for a name that no room has."""
    first = [*module.split(".")[1:], "__init__"][0]
    return next((place for place, names in enumerate(ROOMS) if first in names), None)


def module_name(path: Path, root: Path) -> str:
    """The dotted name of a file below the root; a package goes by the name of its folder."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, root: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything of the package that a file imports, inside functions too."""
    package = module_name(path, root).split(".")
    if path.name != "__init__.py":
        package.pop()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{source}.{alias.name}" for alias in node.names] if source == PACKAGE else [source]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.split(".")[0] == PACKAGE)


def offences(root: Path) -> Iterator[str]:
    """Each import from a later room, and each module without a room, as ``file:line: what``."""
    for path in sorted((root / PACKAGE).rglob("*.py")):
        module, name = module_name(path, root), path.relative_to(root).as_posix()
        own = room_of(module)
        if own is None:
            yield f"{name}:1: {module} stands in no room; give it a place in ROOMS"
            continue
        for line, imported in imports(path, root):
            other = room_of(imported)
            # A name that no room has, taken from the package itself, is a name of its __init__.
            if (ROOMS.index(("__init__",)) if other is None else other) > own:
                yield f"{name}:{line}: {module} imports {imported}, which comes later on the way"


def test_modules_import_only_from_rooms_before_them() -> None:
    """No module of the package imports from a room that comes after its own."""
    found = list(offences(ROOT))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("from taiyuan_facts.cli import main\n", 1),
        ("import os\n\nimport taiyuan_facts.output.tables\n", 3),
        ("def late() -> None:\n    from taiyuan_facts import pipeline\n", 2),
        ("from ..output import tables\n", 1),
        ("from .. import extract\n", 1),
    ],
)
def test_an_import_from_a_later_room_is_named_by_file_and_line(tmp_path: Path, source: str, line: int) -> None:
    """Whatever its form, an import from a later room is found, and so is its line."""
    module = tmp_path / PACKAGE / "reading" / "files.py"
    module.parent.mkdir(parents=True)
    module.write_text(source, encoding="utf-8")
    found = list(offences(tmp_path))
    assert [offence.split(": ")[0] for offence in found] == [f"taiyuan_facts/reading/files.py:{line}"]


def test_imports_from_rooms_before_are_no_offence(tmp_path: Path) -> None:
    """Own room, earlier rooms and other packages may be imported; a module without a room is an offence of its own."""
    folder = tmp_path / PACKAGE / "scanning"
    folder.mkdir(parents=True)
    (folder / "scan.py").write_text(
        "import re\nfrom taiyuan_facts.model import Fact\nfrom . import units\nfrom ..reading import files\n",
        encoding="utf-8",
    )
    assert list(offences(tmp_path)) == []
    (tmp_path / PACKAGE / "cellar.py").write_text("", encoding="utf-8")
    assert list(offences(tmp_path)) == [
        "taiyuan_facts/cellar.py:1: taiyuan_facts.cellar stands in no room; give it a place in ROOMS"
    ]
