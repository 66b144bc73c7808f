"""The rules that come with the package, ready-built from the cache where that has them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from taiyuan_facts.ruleset.cache import Cache
from taiyuan_facts.ruleset.ruleset import Ruleset

T = TypeVar("T")


def packaged_rules() -> Path:
    """The folder of the rules that come with the package: beside the code in a wheel, `rules/` in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def load_packaged() -> Ruleset:
    """The rules that come with the package, without their examples; loaded once a process, and kept for the next."""
    return keep_packaged("rules", _build, _compile)


def load_with(own: Path | None) -> Ruleset:
    """The packaged rules, and those of a folder of one's own laid over them: what an extraction runs with.

    Raises:
        RuleError: with every fault of every file.
        InputError: the folder is missing or holds no `*.yaml`.
    """
    if own is None:
        return load_packaged()
    from taiyuan_facts.ruleset.loader import load_rules

    return load_rules(own, examples=False)


def is_packaged(ruleset: Ruleset) -> bool:
    """Whether it is the rule set that `load_packaged` gives."""
    return load_packaged.cache_info().currsize > 0 and ruleset is load_packaged()


def keep_packaged(name: str, build: Callable[[], T], finish: Callable[[T], None] | None = None) -> T:
    """Something that is built of the packaged rules and of nothing else, from the cache where that has it.

    Args:
        name, build, finish: as `Cache.keep` has them.
    """
    kept = _find_cache()
    return build() if kept is None else kept.keep(name, build, finish)


@cache
def _find_cache() -> Cache | None:
    return Cache.find(packaged_rules())


def _build() -> Ruleset:
    from taiyuan_facts.ruleset.loader import load_rules  # what reads YAML is not needed where the cache has them

    return load_rules(None, examples=False)


def _compile(ruleset: Ruleset) -> None:
    """Compile the patterns of all rules, each of which else is compiled when it is first needed."""
    for rule in ruleset.rules:
        rule.pattern  # noqa: B018  # it stays with the rule
