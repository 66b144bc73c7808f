"""The workflows in examples/ci and the hooks do what they say, as far as it can be tried without a forge."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.runs import PAGE, ROOT, environment, invoke, write_page

EXAMPLES = ROOT / "examples" / "ci"
HOOKS = ".pre-commit-hooks.yaml"


def load(path: Path) -> Any:
    """A YAML file as data; `on` is a word here, as GitHub has it."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository as the examples expect it, with the page and its table in step; `tyfacts` is on the path."""
    folder = tmp_path / "repository"
    page = write_page(folder / "pages", "2022-08-12.txt")
    assert invoke("extract", page.parent, "-o", folder / "facts.csv").exit_code == 0
    command = tmp_path / "bin" / "tyfacts"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m taiyuan_facts "$@"\n', "utf-8")
    command.chmod(0o755)
    return folder


def edit(repository: Path) -> None:
    """Change a sum in the page."""
    (repository / "pages" / "2022-08-12.txt").write_text(PAGE.replace("24.7", "25.7"), "utf-8")


def run(script: str, repository: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the forges' runners do: bash, ending at the first command that fails."""
    path = f"{repository.parent / 'bin'}:{environment()['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=repository,
        env=environment({"PATH": path, **variables}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def words(hook: dict[str, Any], args: list[str]) -> list[str]:
    """The command line of a hook."""
    return [*shlex.split(hook["entry"]), *args]


def hooks() -> dict[str, dict[str, Any]]:
    """The hooks of the project, by their ids."""
    return {hook["id"]: hook for hook in load(ROOT / HOOKS)}


# --- GitHub -----------------------------------------------------------------------------------------------------------


def github_steps() -> list[dict[str, Any]]:
    """The steps of the only job."""
    (job,) = load(EXAMPLES / "github-actions.yml")["jobs"].values()
    steps: list[dict[str, Any]] = job["steps"]
    return steps


def test_the_github_workflow_passes_while_the_figures_hold(repository: Path) -> None:
    """All steps that run without a failure end well, and the summary has the counts."""
    scripts = [step["run"] for step in github_steps() if "run" in step and "if" not in step]
    assert [script.startswith("python -m pip install") for script in scripts] == [True, False]
    summary = repository.parent / "summary.md"
    done = run(scripts[1], repository, GITHUB_STEP_SUMMARY=str(summary), GITHUB_WORKSPACE=str(repository))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "tyfacts diff: 0 added, 0 removed, 0 changed, 3 the same\n"
    assert summary.read_text("utf-8") == (
        "**tyfacts diff** facts.csv → pages/: 0 added, 0 removed, 0 changed, 3 the same\n"
    )


def test_the_github_workflow_fails_at_file_and_line_where_one_does_not(repository: Path) -> None:
    """An annotation at the page's path in the repository; then a step writes the table that the next one uploads."""
    edit(repository)
    scripts = [step["run"] for step in github_steps() if "run" in step]
    summary = repository.parent / "summary.md"
    done = run(scripts[1], repository, GITHUB_STEP_SUMMARY=str(summary), GITHUB_WORKSPACE=str(repository))
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith("::error file=pages/2022-08-12.txt,line=1,title=investment changed::")
    assert "24.7 亿元 → 25.7 亿元" in summary.read_text("utf-8")
    (upload,) = (step for step in github_steps() if step.get("uses", "").startswith("actions/upload-artifact@"))
    assert run(scripts[2], repository).returncode == 0
    assert invoke("diff", repository / upload["with"]["path"], repository / "pages").exit_code == 0


def test_the_github_workflow_asks_for_no_more_than_reading() -> None:
    """Pull requests of strangers run it."""
    assert load(EXAMPLES / "github-actions.yml")["permissions"] == {"contents": "read"}


# --- GitLab -----------------------------------------------------------------------------------------------------------


def test_the_gitlab_job_leaves_a_report_either_way(repository: Path) -> None:
    """Empty while the figures hold; with an issue a column and exit code 1 where one does not."""
    (job,) = load(EXAMPLES / "gitlab-ci.yml").values()
    assert [line.startswith("python -m pip install") for line in job["before_script"]] == [True]
    report = repository / job["artifacts"]["reports"]["codequality"]
    assert job["artifacts"]["when"] == "always"
    script = "\n".join(job["script"])
    assert run(script, repository, CI_PROJECT_DIR=str(repository)).returncode == 0
    assert json.loads(report.read_text("utf-8")) == []
    edit(repository)
    assert run(script, repository, CI_PROJECT_DIR=str(repository)).returncode == 1
    issues = json.loads(report.read_text("utf-8"))
    assert [(issue["check_name"], issue["location"]) for issue in issues] == [
        (f"tyfacts-{column}", {"path": "pages/2022-08-12.txt", "lines": {"begin": 1}}) for column in ("value", "raw")
    ]


# --- pre-commit -------------------------------------------------------------------------------------------------------


def test_the_hooks_have_what_pre_commit_wants() -> None:
    """https://pre-commit.com/#new-hooks: the required keys, and no key that it does not know."""
    required = {"id", "name", "entry", "language"}
    optional = {
        "description",
        "args",
        "files",
        "types",
        "types_or",
        "exclude",
        "pass_filenames",
        "require_serial",
        "stages",
    }
    for hook in hooks().values():
        assert required <= set(hook) <= required | optional
        assert hook["language"] == "python"
        assert hook["pass_filenames"] == "false"  # they read folders, not the files that happen to be committed
        assert hook["require_serial"] == "true"


@pytest.mark.parametrize(
    ("name", "path", "runs"),
    [
        ("tyfacts-check", "pages/a/2022-08-12_A1.txt", True),
        ("tyfacts-check", "pages/documents.csv", True),
        ("tyfacts-check", "facts.csv", True),
        ("tyfacts-check", "facts.db", True),
        ("tyfacts-check", "rules/growth.yaml", True),
        ("tyfacts-check", "src/main.py", False),
        ("tyfacts-rules-test", "rules/growth.yaml", True),
        ("tyfacts-rules-test", "ours/rules/words.yml", True),
        ("tyfacts-rules-test", "my-rules.yaml", False),
        ("tyfacts-rules-test", "pages/a.txt", False),
    ],
)
def test_a_hook_runs_for_the_files_that_it_is_about(name: str, path: str, runs: bool) -> None:
    """pre-commit searches the path for the pattern."""
    assert bool(re.search(hooks()[name]["files"], path)) is runs


def test_the_configuration_names_the_hooks_that_there_are() -> None:
    """Ids as in the project's list, and the release that this is."""
    from taiyuan_facts import __version__

    (repo,) = load(EXAMPLES / "pre-commit-config.yaml")["repos"]
    assert {hook["id"] for hook in repo["hooks"]} == set(hooks())
    assert repo["rev"] == f"v{__version__}"


def test_the_check_hook_refuses_a_table_that_is_out_of_date(repository: Path) -> None:
    """With the arguments of the example and with its own; it ends with the command that mends it, which does."""
    hook = hooks()["tyfacts-check"]
    (repo,) = load(EXAMPLES / "pre-commit-config.yaml")["repos"]
    (example,) = (given["args"] for given in repo["hooks"] if given["id"] == hook["id"])
    commands = [shlex.join(words(hook, args)) for args in (example, hook["args"])]
    assert [run(command, repository).returncode for command in commands] == [0, 0]
    edit(repository)
    for command in commands:
        done = run(command, repository)
        assert done.returncode == 1
    remedy = done.stderr.splitlines()[-1].partition("update it with: ")[2]
    assert run(remedy, repository).returncode == 0
    assert [run(command, repository).returncode for command in commands] == [0, 0]


def test_the_rules_hook_runs_the_examples_in_the_rules_folder(repository: Path) -> None:
    """It passes for a fresh rule file and fails once an example of it does."""
    hook = hooks()["tyfacts-rules-test"]
    assert hook["args"] == ["rules/"]
    command = shlex.join(words(hook, hook["args"]))
    assert run("tyfacts rules new growth rules/", repository).returncode == 0
    assert run(command, repository).returncode == 0
    (file,) = (repository / "rules").glob("*.yaml")
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"value: '[0-9.]+'", "value: '999'", text), "utf-8")
    assert file.read_text("utf-8") != text
    done = run(command, repository)
    assert (done.returncode, "failed" in done.stderr) == (1, True)
