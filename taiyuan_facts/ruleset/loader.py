"""Rule folders into a rule set: all faults of all files in one go, each with its place and a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import regex

from taiyuan_facts.errors import Fault, InputError, Location, RuleError
from taiyuan_facts.model import KINDS
from taiyuan_facts.ruleset import macros
from taiyuan_facts.ruleset.data import DATA_FILES, merge_data
from taiyuan_facts.ruleset.macros import MacroError, Placeholders
from taiyuan_facts.ruleset.nodes import Node, read_nodes
from taiyuan_facts.ruleset.rule import COLUMN_GROUPS, SETTABLE, Example, Rule
from taiyuan_facts.ruleset.ruleset import Ruleset, build_ruleset
from taiyuan_facts.ruleset.trigger import find_trigger
from taiyuan_facts.suggest import did_you_mean

RULE_KEYS = ("id", "kind", "title", "note", "match", "scope", "set", "roles", "fallback", "examples")
EXAMPLE_KEYS = ("text", "facts", "issued", "todo")
FACT_KEYS = (
    "raw", "value", "value_max", "unit", "per", "qualifier", "kind", "subject", "indicator", "item", "date", "date_end",
    "status", "role",
)  # fmt: skip
FILE_KEYS = ("rules", "disable", "kinds")

_EXAMPLES = regex.compile(r"^( +)examples:[^\n]*\n(?:(?:\1 +[^\n]*|[ ]*)\n)*", regex.MULTILINE)


@dataclass(slots=True)
class _Loading:
    """What has been read so far."""

    faults: list[Fault] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    nodes: list[tuple[str, Node, bool]] = field(default_factory=list)
    disabled: dict[str, tuple[str, Node]] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=lambda: list(KINDS))

    def fault(self, file: str, node: Node, message: str, code: str = "rule", column: int = 0) -> None:
        lines = self.lines.get(file, [])
        source = lines[node.line - 1] if node.line <= len(lines) else ""
        self.faults.append(Fault(Location(file, node.line, column or node.column), message, source, code))


def packaged_rules() -> Path:
    """The folder of the rules that come with the package: beside the code in a wheel, `rules/` in a checkout."""
    inside = Path(str(resources.files("taiyuan_facts"))) / "rules"
    return inside if inside.is_dir() else inside.parent.parent / "rules"


@cache
def load_packaged() -> Ruleset:
    """The rules that come with the package, without their examples; loaded once a process."""
    return load_rules(None, examples=False)


def load_rules(own: Path | None = None, *, examples: bool = True, packaged: bool = True) -> Ruleset:
    """Load the packaged rules and lay a folder of one's own over them.

    Args:
        own: a folder with more `*.yaml`, or None.
        examples: whether to read the inline examples of the packaged rules (a run that only extracts needs none).
        packaged: whether to start from the packaged rules; without them `own` must hold all data files.

    Raises:
        RuleError: with every fault of every file.
        InputError: the folder is missing or holds no `*.yaml`.
    """
    state = _Loading()
    if packaged:
        _read_folder(packaged_rules(), state, "rules", own=False, examples=examples)
    if own is not None:
        if not own.is_dir():
            raise InputError(f"{own} is no folder; give the folder that holds your rule files (*.yaml).")
        _read_folder(own, state, own.as_posix(), own=packaged, examples=True)
    rules, placeholders, words = _build_rules(state)
    if state.faults:
        raise RuleError(state.faults)
    return build_ruleset(state.data, rules, placeholders, words, tuple(state.kinds))


def _read_folder(folder: Path, state: _Loading, label: str, *, own: bool, examples: bool) -> None:
    files = sorted(folder.glob("*.yaml")) + sorted(folder.glob("*.yml"))
    if not files:
        raise InputError(f"{folder} holds no *.yaml file; `tyfacts rules new KIND` writes one to start from.")
    for path in files:
        name = f"{label}/{path.name}"
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            state.faults.append(Fault(Location(name, 1, 1), f"this file is not UTF-8 (byte {error.start}); save it as UTF-8"))
            continue
        except OSError as error:
            raise InputError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
        if not examples:  # line breaks stay, so that places hold
            text = _EXAMPLES.sub(lambda match: "\n" * match.group().count("\n"), text)
        state.lines[name] = text.splitlines()
        node = read_nodes(text, name, state.faults)
        if node is None:
            continue
        if path.name in DATA_FILES:
            merge_data(path.name, name, node, state)
        elif not isinstance(node.value, dict):
            state.fault(name, node, f"a rule file is a mapping with the key rules, not {node.shape}")
        else:
            _read_rule_file(name, node, state, own)


def _read_rule_file(name: str, node: Node, state: _Loading, own: bool) -> None:
    for key, (key_node, value) in node.value.items():
        if key == "rules" and isinstance(value.value, list):
            state.nodes += [(name, item, own) for item in value.value]
        elif key == "disable" and isinstance(value.value, list):
            state.disabled.update({item.value: (name, item) for item in value.value if isinstance(item.value, str)})
        elif key == "kinds" and isinstance(value.value, list):
            state.kinds += [item.value for item in value.value if isinstance(item.value, str) and item.value not in state.kinds]
        elif key in FILE_KEYS:
            state.fault(name, value, f"{key} must be a list, not {value.shape}")
        else:
            state.fault(name, key_node, f"unknown key {key}{did_you_mean(key, FILE_KEYS)}; allowed are {', '.join(FILE_KEYS)}")


def _build_rules(state: _Loading) -> tuple[list[Rule], Placeholders, dict[str, str]]:
    words = _word_patterns(state)
    dimensions = _dimensions(state.data)
    placeholders = Placeholders.build(dimensions)
    rules: dict[str, Rule] = {}
    for file, node, own in state.nodes:
        rule = _RuleReader(state, file, own, placeholders, words).read(node)
        if rule is None:
            continue
        earlier = rules.get(rule.id)
        if earlier is not None and earlier.own == own:
            state.fault(file, node.value["id"][1], f"the id {rule.id} stands already at {earlier.location}; give this rule another", "duplicate-id")
        rules[rule.id] = rule
    for name, (file, node) in state.disabled.items():
        if rules.pop(name, None) is None:
            state.fault(file, node, f"disable names no rule: {name}{did_you_mean(name, rules)}")
    return sorted(rules.values(), key=lambda rule: rule.id), placeholders, words


def _dimensions(data: Mapping[str, Any]) -> list[str]:
    names = [family["dimension"] for family in data.get("units.yaml", {}).get("units", [])]
    names += [word["dimension"] for word in data.get("figures.yaml", {}).get("words", [])]
    return list(dict.fromkeys([*macros.TIME_DIMENSIONS, "count", "number", "within", "rated", *names]))


def _word_patterns(state: _Loading) -> dict[str, str]:
    """Word lists as alternations; a fragment (a text) may use others, which are written out first."""
    lexicon = state.data.get("lexicon.yaml", {})
    patterns = {name: macros.either(words) for name, words in lexicon.items() if isinstance(words, list)}
    fragments = {name: text for name, text in lexicon.items() if isinstance(text, str)}
    for _ in range(6):  # fragments of fragments; deeper is a circle
        fragments = {name: _FRAGMENT.sub(lambda m: _write_out(m, patterns, fragments), text) for name, text in fragments.items()}
    return patterns | {name: " ".join(text.split()) for name, text in fragments.items()}


_FRAGMENT = regex.compile(r"\{([a-z_]+)\}")


def _write_out(match: Any, patterns: Mapping[str, str], fragments: Mapping[str, str]) -> str:
    text = patterns.get(match[1]) or fragments.get(match[1])
    return match.group() if text is None or match.group() in text else f"(?:{text})"


@dataclass(frozen=True, slots=True)
class _RuleReader:
    state: _Loading
    file: str
    own: bool
    placeholders: Placeholders
    words: Mapping[str, str]

    def read(self, node: Node) -> Rule | None:
        if not isinstance(node.value, dict):
            self.state.fault(self.file, node, f"a rule is a mapping, not {node.shape}")
            return None
        before = len(self.state.faults)
        self._check_keys(node, RULE_KEYS, "a rule")
        missing = [key for key in ("id", "kind", "title", "match") if key not in node.value]
        if missing:
            self.state.fault(self.file, node, f"the rule lacks {', '.join(missing)}; every rule has id, kind, title, match and examples")
        texts = {key: self._text(node, key) for key in ("id", "kind", "title", "note", "match", "scope", "fallback")}
        self._check_values(node, texts)
        expansion = self._expand(node, texts["match"]) if texts["match"] else None
        columns = self._columns(node, "set")
        roles = self._roles(node, expansion)
        examples = self._examples(node)
        if len(self.state.faults) > before or expansion is None:
            return None
        return Rule(
            id=texts["id"], kind=texts["kind"], title=texts["title"], note=texts["note"], source=texts["match"],
            expansion=expansion, location=Location(self.file, node.line, node.column), scope=texts["scope"] or "clause",
            fallback=texts["fallback"] == "true", set=columns, roles=roles, examples=examples, own=self.own,
            trigger=find_trigger(expansion.pattern),
        )  # fmt: skip

    def _check_keys(self, node: Node, allowed: Iterable[str], what: str) -> None:
        for key, (key_node, _) in node.value.items():
            if key not in allowed:
                hint = did_you_mean(key, allowed)
                self.state.fault(self.file, key_node, f"unknown key {key}{hint}; {what} has {', '.join(allowed)}", "unknown-key")

    def _text(self, node: Node, key: str) -> str:
        if key not in node.value:
            return ""
        value = node.value[key][1]
        if isinstance(value.value, str):
            return value.value
        self.state.fault(self.file, value, f"{key} must be a text, not {value.shape}")
        return ""

    def _check_values(self, node: Node, texts: Mapping[str, str]) -> None:
        allowed = {"kind": self.state.kinds, "scope": ["", "clause", "sentence"], "fallback": ["", "true", "false"]}
        for key, values in allowed.items():
            if key in node.value and texts[key] not in values:
                named = [value for value in values if value]
                hint = did_you_mean(texts[key], named)
                self.state.fault(self.file, node.value[key][1], f"unknown {key} {texts[key]}{hint}; allowed are {', '.join(named)}", f"unknown-{key}")
        if texts["id"] and not regex.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", texts["id"]):
            self.state.fault(self.file, node.value["id"][1], f"the id {texts['id']} must be kebab-case, such as growth-over-year", "bad-id")

    def _expand(self, node: Node, source: str) -> macros.Expansion | None:
        value = node.value["match"][1]
        try:
            expansion = macros.expand(source, self.placeholders, self.words)
        except MacroError as error:
            known = [*self.words, *self.placeholders.names()]
            hint = did_you_mean(error.name, known)
            line, column = self._place(value, source, error.at)
            self.state.fault(self.file, Node("", line, column), f"unknown word list or dimension {{{error.name}}}{hint}", "unknown-word")
            return None
        if not expansion.figures:
            self.state.fault(self.file, value, "the pattern captures no figure; name one, such as {money} or {count}", "no-figure")
        try:
            compiled = regex.compile(expansion.pattern, regex.VERBOSE) if self.own or self.state.lines.get("compile") else None
        except regex.error as error:
            line, column = self._place(value, source, min(error.pos or 0, len(source)))
            self.state.fault(self.file, Node("", line, column), f"the pattern is no regex: {error.msg}", "regex")
            return None
        groups = compiled.groupindex if compiled else dict.fromkeys(regex.findall(r"\(\?P?<([a-z]\w*)>", source))
        strange = [name for name in groups if name not in expansion.figures and name not in expansion.dates and name not in COLUMN_GROUPS]
        for name in strange:
            at = max(source.find(f"<{name}>"), 0)
            line, column = self._place(value, source, at)
            hint = did_you_mean(name, COLUMN_GROUPS)
            self.state.fault(self.file, Node("", line, column), f"the group {name} is no column{hint}; groups are {', '.join(COLUMN_GROUPS)}", "unknown-group")
        return expansion

    def _place(self, value: Node, source: str, at: int) -> tuple[int, int]:
        """Line and column in the file of a place in the pattern, whether it stands in quotes or in a block (|)."""
        lines = self.state.lines.get(self.file, [])
        before = source[:at]
        head = lines[value.line - 1][value.column - 1 :].lstrip() if value.line <= len(lines) else ""
        if head[:1] in "|>":
            line = value.line + 1 + before.count("\n")
            text = lines[line - 1] if line <= len(lines) else ""
            return line, len(text) - len(text.lstrip()) + 1 + len(before) - (before.rfind("\n") + 1)
        return value.line, value.column + (head[:1] in "'\"") + at + (before.count("'") if head[:1] == "'" else 0)

    def _columns(self, node: Node, key: str) -> dict[str, str]:
        if key not in node.value:
            return {}
        value = node.value[key][1]
        if not isinstance(value.value, dict):
            self.state.fault(self.file, value, f"{key} must be a mapping of columns, not {value.shape}")
            return {}
        self._check_keys(value, SETTABLE, f"{key}")
        return {name: item.value for name, (_, item) in value.value.items() if isinstance(item.value, str)}

    def _roles(self, node: Node, expansion: macros.Expansion | None) -> dict[str, dict[str, str]]:
        if "roles" not in node.value:
            return {}
        value = node.value["roles"][1]
        if not isinstance(value.value, dict):
            self.state.fault(self.file, value, f"roles must be a mapping of roles, not {value.shape}")
            return {}
        known = set(expansion.figures.values()) if expansion else set()
        for role, (key_node, _) in value.value.items():
            if expansion and role not in known:
                self.state.fault(self.file, key_node, f"no figure of the pattern has the role {role}{did_you_mean(role, known)}")
        return {role: self._columns(value, role) for role in value.value}

    def _examples(self, node: Node) -> tuple[Example, ...]:
        if "examples" not in node.value:
            return ()
        value = node.value["examples"][1]
        if not isinstance(value.value, list):
            self.state.fault(self.file, value, f"examples must be a list, not {value.shape}")
            return ()
        return tuple(example for item in value.value if (example := self._example(item)) is not None)

    def _example(self, node: Node) -> Example | None:
        if not isinstance(node.value, dict) or "text" not in node.value or "facts" not in node.value:
            self.state.fault(self.file, node, "an example has text and facts (an empty list where there is none)")
            return None
        self._check_keys(node, EXAMPLE_KEYS, "an example")
        facts = node.value["facts"][1]
        if not isinstance(facts.value, list) or not all(isinstance(item.value, dict) for item in facts.value):
            self.state.fault(self.file, facts, "facts must be a list of mappings, such as [{raw: 24.7亿元}]")
            return None
        for item in facts.value:
            self._check_keys(item, FACT_KEYS, "a fact of an example")
        return Example(
            self._text(node, "text"),
            tuple(item.plain() for item in facts.value),
            Location(self.file, node.line, node.column),
            self._text(node, "issued"),
            self._text(node, "todo"),
        )
