"""The wheel is whole: installed into an empty environment, it works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = "岚河轴承项目总投资8.6亿元。\n"
COLUMNS = "kind,value,unit"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as hatchling builds it from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new virtual environment that the wheel alone is installed in.

    Its dependencies are those of the environment that the tests run in, by a path file, so that no network is needed.
    A path file is not followed from there, so that an editable install of the checkout does not count.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin"


def run(folder: Path, *command: str | Path) -> str:
    """What the command prints in the folder, with nothing of the caller's environment."""
    environment = {
        "PATH": "",
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
    }  # no home: it would be found all the same
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_the_wheel_carries_rules_and_types(wheel: Path) -> None:
    """The wheel holds all of the package and of rules/, the mark of a typed package, the licence, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("/licenses/LICENSE")]
    files = [path for path in (ROOT / "taiyuan_facts").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    package = {path.relative_to(ROOT).as_posix() for path in files}
    rules = {f"taiyuan_facts/rules/{path.name}" for path in (ROOT / "rules").iterdir()}
    assert {"taiyuan_facts/rules/investment.yaml", "taiyuan_facts/rules/units.yaml"} <= rules
    assert "taiyuan_facts/py.typed" in package
    assert names == package | rules
    assert len(licences) == 1


def test_the_wheel_works_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """The command of the wheel extracts a page in an empty folder, with the rules that it carries."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    arguments = ("extract", "page.txt", "--issue-date", "2022-10-09", "--columns", COLUMNS)
    printed = run(tmp_path, installed / "tyfacts", *arguments)
    assert printed.splitlines() == [COLUMNS, "investment,8.6,亿元"]
    assert run(tmp_path, installed / "python", "-m", "taiyuan_facts", *arguments) == printed


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    """Package and rules come from the new environment, not from the checkout."""
    code = (
        "import taiyuan_facts; from taiyuan_facts.ruleset.loader import packaged_rules;"
        "print(taiyuan_facts.__file__); print(packaged_rules())"
    )
    for place in run(tmp_path, installed / "python", "-c", code).splitlines():
        assert Path(place).is_relative_to(installed.parent)
