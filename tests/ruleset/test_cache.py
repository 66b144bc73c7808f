"""What is kept of the packaged rules: found again when nothing has changed, and never a reason for trouble."""

from __future__ import annotations

import copyreg
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import BuiltinMethodType

import pytest
import regex

from taiyuan_facts.attaching.facts import Attachment
from taiyuan_facts.ruleset import cache as cache_module
from taiyuan_facts.ruleset.cache import Cache, cache_folder
from taiyuan_facts.ruleset.compiled import freeze, thaw
from taiyuan_facts.ruleset.loader import load_rules
from taiyuan_facts.ruleset.packaged import is_packaged, load_packaged, load_with

from .folders import RULE, write_folder

ROOT = Path(__file__).resolve().parents[2]
WORDS = {"increase": ["增长", "提高"]}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of one's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "tyfacts"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of rule files."""
    return write_folder(tmp_path / "rules", {"tea.yaml": RULE})


def find(rules: Path) -> Cache:
    """The cache for a folder of rules."""
    cache = Cache.find(rules)
    assert cache is not None
    return cache


def is_kept(rules: Path) -> bool:
    """Whether the words are in the cache, which holds them afterwards."""
    built = []

    def build() -> dict[str, list[str]]:
        built.append(1)
        return dict(WORDS)

    cache = Cache.find(rules)
    value = build() if cache is None else cache.keep("words", build)
    assert value == WORDS
    return not built


def test_what_was_built_is_kept(home: Path, rules: Path) -> None:
    """The second time nothing is built, and the folder holds one entry that only the user can read."""
    assert [is_kept(rules), is_kept(rules), is_kept(rules)] == [False, True, True]
    [entry] = home.iterdir()
    assert entry.name == f"words-{find(rules).key}"
    if os.name == "posix":
        assert (home.stat().st_mode & 0o777, entry.stat().st_mode & 0o777) == (0o700, 0o600)


def test_what_is_found_out_late_is_worked_out_before_it_is_kept(home: Path, rules: Path) -> None:
    """``finish`` is called for what goes into the cache, and not for what comes out of it."""
    finished: list[list[str]] = []

    def finish(value: list[str]) -> None:
        finished.append(list(value))
        value.append("late")

    assert find(rules).keep("words", lambda: ["early"], finish) == ["early", "late"]
    assert find(rules).keep("words", lambda: ["early"], finish) == ["early", "late"]
    assert finished == [["early"]]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: b"something else altogether",
    ],
)
def test_a_broken_entry_is_built_afresh_and_replaced(home: Path, rules: Path, spoil: Callable[[bytes], bytes]) -> None:
    """Whatever is wrong with the bytes of an entry, it is not read, and the next run finds a whole one."""
    is_kept(rules)
    [entry] = home.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(spoil(whole))
    assert [is_kept(rules), is_kept(rules)] == [False, True]
    assert entry.read_bytes() == whole


def test_an_entry_under_another_name_is_not_read(home: Path, rules: Path) -> None:
    """An entry says for itself what it was made for."""
    is_kept(rules)
    [entry] = home.iterdir()
    (rules / "more.yaml").write_text(RULE, encoding="utf-8")
    entry.rename(home / f"words-{find(rules).key}")
    assert [is_kept(rules), is_kept(rules)] == [False, True]


def test_an_entry_that_cannot_be_made_a_value_is_built_afresh(home: Path, rules: Path) -> None:
    """A pickle of a class that there is no more is as good as none."""
    is_kept(rules)
    [entry] = home.iterdir()
    cache = find(rules)
    payload = b"cno_such_module\nNoSuchClass\n."
    entry.write_bytes(cache._checksum(payload) + payload)
    assert [is_kept(rules), is_kept(rules)] == [False, True]


def test_changed_rules_have_an_entry_of_their_own(home: Path, rules: Path) -> None:
    """A rule file that is changed, added or renamed makes another entry; changed back, the old one holds."""
    is_kept(rules)
    original = (rules / "tea.yaml").read_bytes()
    (rules / "tea.yaml").write_bytes(original + b"\n")
    assert not is_kept(rules)
    (rules / "tea.yaml").write_bytes(original)
    assert is_kept(rules)
    (rules / "tea.yaml").rename(rules / "coffee.yaml")
    assert not is_kept(rules)
    (rules / "empty.yaml").touch()
    assert not is_kept(rules)


def test_changed_code_has_an_entry_of_its_own(home: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So has another version of Python or of regex, and code of another time."""
    keys = {find(rules).key}
    monkeypatch.setattr(sys, "version", "4.0.0")
    keys.add(find(rules).key)
    monkeypatch.setattr(regex, "__version__", "1.0")
    keys.add(find(rules).key)
    other = (("ruleset/rule.py", 1, 2),)
    monkeypatch.setattr(cache_module, "_LOADED", other)
    monkeypatch.setattr(cache_module, "_read_code", lambda: other)
    keys.add(find(rules).key)
    assert len(keys) == 4


def test_code_that_was_changed_after_it_was_imported_keeps_nothing(
    home: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this process builds is not what the code on disk builds; of code in a zip file nothing is kept either."""
    monkeypatch.setattr(cache_module, "_read_code", lambda: (("ruleset/rule.py", 1, 2),))
    assert Cache.find(rules) is None
    monkeypatch.setattr(cache_module, "_read_code", lambda: ())
    monkeypatch.setattr(cache_module, "_LOADED", ())
    assert Cache.find(rules) is None


def test_rules_that_change_while_they_are_read_are_not_kept(home: Path, rules: Path) -> None:
    """What was built of the changed files is not kept under the name of those before."""

    def build() -> str:
        (rules / "tea.yaml").write_text(RULE + "\n", encoding="utf-8")
        return "changed"

    assert find(rules).keep("words", build) == "changed"
    assert list(home.iterdir()) == []


def test_old_entries_are_taken_away(home: Path, rules: Path) -> None:
    """Of each name the four newest entries stay, and what a run that was killed has left behind goes after a while."""
    entries = []
    for number in range(6):
        (rules / "tea.yaml").write_text(f"# {number}\n{RULE}", encoding="utf-8")
        is_kept(rules)
        entries.append(home / f"words-{find(rules).key}")
        os.utime(entries[-1], (1000 + number, 1000 + number))
    find(rules).keep("other", lambda: 1)
    left, fresh = home / "tmpleft.tmp", home / "tmpfresh.tmp"
    left.touch()
    os.utime(left, (1000, 1000))
    fresh.touch()
    (rules / "tea.yaml").write_text(RULE, encoding="utf-8")
    is_kept(rules)
    newest = home / f"words-{find(rules).key}"
    kept = {path.name for path in home.iterdir() if not path.name.startswith("other-")}
    assert kept == {fresh.name, newest.name, *(path.name for path in entries[-3:])}


@pytest.mark.parametrize("value", ["0", "no", "off", "False", " 0 "])
def test_the_cache_can_be_switched_off(home: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """TYFACTS_CACHE=0 reads nothing and writes nothing."""
    is_kept(rules)
    monkeypatch.setenv("TYFACTS_CACHE", value)
    assert [is_kept(rules), is_kept(rules), Cache.find(rules)] == [False, False, None]
    monkeypatch.setenv("TYFACTS_CACHE", "1")
    assert is_kept(rules)


def test_a_folder_that_cannot_be_made_is_done_without(home: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file stands in the place of the folder, or of one above it, everything is built each time."""
    home.parent.mkdir()
    home.touch()
    assert [is_kept(rules), is_kept(rules)] == [False, False]
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    assert [is_kept(rules), is_kept(rules)] == [False, False]


def test_a_folder_that_cannot_be_written_is_read(home: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that is full, or read only, entries that are there serve, and no others come."""
    is_kept(rules)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert is_kept(rules)
    (rules / "tea.yaml").write_text(RULE + "\n", encoding="utf-8")
    assert [is_kept(rules), is_kept(rules)] == [False, False]


posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and permissions are those of POSIX")


@posix
@pytest.mark.parametrize(("of_folder", "mode"), [(False, 0o620), (False, 0o602), (True, 0o770), (True, 0o707)])
def test_what_others_can_write_is_not_read(home: Path, rules: Path, of_folder: bool, mode: int) -> None:
    """An entry is code that runs: where group or all may write it, or its folder, it is not read."""
    is_kept(rules)
    [entry] = home.iterdir()
    (home if of_folder else entry).chmod(mode)
    assert not is_kept(rules)


@posix
def test_what_belongs_to_another_is_not_read(home: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither read nor written: under sudo, the cache of the user is left alone, and none is made in their home."""
    is_kept(rules)
    [entry] = home.iterdir()
    before = entry.stat()
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert [is_kept(rules), is_kept(rules)] == [False, False]
    assert entry.stat() == before
    entry.unlink()
    home.rmdir()
    assert [is_kept(rules), home.exists()] == [False, False]


@posix
def test_an_entry_of_another_in_the_users_folder_is_not_read(
    home: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner of the entry itself counts as well."""
    is_kept(rules)
    owners = {os.stat: os.geteuid(), os.fstat: os.geteuid() + 1}
    for name, real in (("stat", os.stat), ("fstat", os.fstat)):

        def find_owner(*arguments: object, real: Callable[..., os.stat_result] = real, **more: object) -> object:
            found = real(*arguments, **more)
            return os.stat_result((*found[:4], owners[real], *found[5:10]))

        monkeypatch.setattr(os, name, find_owner)
    assert find(rules)._read(home / f"words-{find(rules).key}") is None


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {}, "home/.cache/tyfacts"),
        ("linux", {"XDG_CACHE_HOME": "{}/elsewhere"}, "elsewhere/tyfacts"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "home/.cache/tyfacts"),
        ("darwin", {}, "home/Library/Caches/tyfacts"),
        ("darwin", {"XDG_CACHE_HOME": "{}/elsewhere"}, "elsewhere/tyfacts"),
        ("win32", {"LOCALAPPDATA": "{}/local"}, "local/tyfacts"),
        ("win32", {}, None),
    ],
)
def test_the_folder_is_that_of_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], folder: str | None
) -> None:
    """Where caches belong on each system, unless XDG_CACHE_HOME names an absolute path."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(tmp_path))
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert cache_folder() == (None if folder is None else tmp_path / folder)


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who has no home, as in some containers, has no cache."""

    def fail() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", fail)
    assert cache_folder() is None


PATTERNS = [
    re.compile("(?P<year>[0-9]{4})年|(?<!第)(?P<low>[一二三])(?=月)", re.IGNORECASE),
    re.compile("[\u4e00-\u9fff]+?(?:亿|万)元"),
    re.compile(r"(?s)(a).\1?"),
    regex.compile(r"(?<subject>\p{Han}{2,20}?) (?<f0>[\ue000]) | (?<=第\d{1,2})个", regex.VERBOSE),
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern)
def test_patterns_come_back_as_they_were_compiled(
    pattern: re.Pattern[str] | regex.Pattern[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pattern, flags and groups are the same, and nothing is compiled to get there."""
    frozen = freeze(pattern)

    def refuse(*_: object) -> None:
        raise AssertionError("compiled again")

    with monkeypatch.context() as patched:
        patched.setattr(re, "_compile", refuse)
        patched.setattr("regex._main._compile", refuse)
        found = thaw(frozen)
    assert (found.pattern, found.flags, found.groupindex) == (pattern.pattern, pattern.flags, pattern.groupindex)
    for text in ("2022年", "三月", "第三月", "投资三亿元", "aXa", "高铁项目\ue000", "第2个"):
        one, other = found.search(text), pattern.search(text)
        assert (one and (one.span(), one.groupdict())) == (other and (other.span(), other.groupdict()))


def test_on_another_python_patterns_are_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the standard library has other private names, a pickle holds the source of a pattern, and that serves."""
    monkeypatch.setattr("re._compiler._code", None)
    frozen = freeze(PATTERNS[0])
    monkeypatch.undo()
    assert thaw(frozen) == PATTERNS[0]


def describe(value: object) -> object:
    """The same value, records as their fields, and patterns of ``regex``, which are equal to none, as their code."""
    if isinstance(value, regex.Pattern):
        return copyreg.dispatch_table[regex.Pattern](value)
    if is_dataclass(value):
        return [type(value), *(describe(getattr(value, each.name)) for each in fields(value))]
    if isinstance(value, BuiltinMethodType):  # a pattern's search, as Search keeps it
        return [value.__name__, describe(value.__self__)]
    if isinstance(value, Mapping):
        return {key: describe(item) for key, item in value.items()}
    return [describe(item) for item in value] if isinstance(value, (list, tuple)) else value


def test_the_packaged_rules_come_back_whole() -> None:
    """Everything that is known of a rule set, and every compiled pattern, is the same behind the cache as before it."""
    built = load_rules(None, examples=False)
    kept = thaw(freeze(built))
    assert describe(kept) == describe(built)
    assert [describe(rule.pattern) for rule in kept.rules] == [describe(rule.pattern) for rule in built.rules]
    attachment = Attachment.build(built)
    assert describe(thaw(freeze(attachment))) == describe(attachment)


def test_rules_of_ones_own_are_not_kept(tmp_path: Path) -> None:
    """They are read anew each time, and are not taken for the packaged ones."""
    own = load_with(write_folder(tmp_path, {"tea.yaml": RULE}))
    assert own.rule("tea-sold") is not None
    assert (is_packaged(own), is_packaged(load_packaged())) == (False, True)


def start(home: Path, *arguments: object, **variables: str) -> subprocess.Popen[bytes]:
    """A run of the command line with a cache of its own."""
    environment = os.environ | {"XDG_CACHE_HOME": str(home), "PYTHONPATH": str(ROOT)} | variables
    command = [sys.executable, "-m", "taiyuan_facts", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)


def test_a_table_is_the_same_with_and_without_the_cache(tmp_path: Path) -> None:
    """The first run, which fills the cache, one that uses it and one that must not write the same bytes."""
    golden = (ROOT / "tests" / "golden" / "seeds.csv").read_bytes()
    runs: list[dict[str, str]] = [{}, {}, {"TYFACTS_CACHE": "0"}]
    for variables in runs:
        assert start(tmp_path, "extract", "seeds", "--quiet", "--format", "csv", **variables).communicate()[0] == golden
        assert len(list((tmp_path / "tyfacts").iterdir())) == 2  # the rules, and what attaching makes of them


def test_runs_that_start_together_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Several processes with an empty cache all write the entry; it is whole, and nothing else is left."""
    runs = [start(tmp_path, "version") for _ in range(3)]
    shown = {run.communicate()[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert len(shown) == 1
    [entry] = (tmp_path / "tyfacts").iterdir()
    before = entry.stat()
    assert start(tmp_path, "version").communicate()[0] in shown
    assert entry.stat().st_mtime_ns == before.st_mtime_ns
