"""Rule folders into a rule set: all faults of all files in one go, each with its place and a suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import regex

from taiyuan_facts.errors import Fault, InputError, Location, RuleError
from taiyuan_facts.patterns import either
from taiyuan_facts.ruleset import macros
from taiyuan_facts.ruleset.data import DATA_FILES, overlay
from taiyuan_facts.ruleset.data_checks import DataFault, check_data, check_overlay, names_in
from taiyuan_facts.ruleset.data_runaways import refuse_runaways
from taiyuan_facts.ruleset.loading import DataNode, Loading, RuleNode
from taiyuan_facts.ruleset.macros import Placeholders
from taiyuan_facts.ruleset.nodes import Node, read_nodes
from taiyuan_facts.ruleset.packaged import load_packaged, packaged_rules
from taiyuan_facts.ruleset.rule import Rule
from taiyuan_facts.ruleset.rule_reader import RuleReader
from taiyuan_facts.ruleset.ruleset import Ruleset, build_ruleset
from taiyuan_facts.ruleset.shapes import ShapeChecker, read_schema
from taiyuan_facts.suggest import did_you_mean

__all__ = ["load_packaged", "load_rules", "packaged_rules", "read_data", "read_rules", "schema_file", "source_of"]

_EXAMPLES = regex.compile(r"^( +)examples:[^\n]*\n(?:(?:\1 +[^\n]*|[ ]*)\n)*", regex.MULTILINE)
_FRAGMENT = regex.compile(r"\{([a-z_]+)\}")


def schema_file() -> Path:
    """The published JSON Schema of rule and data files."""
    return packaged_rules() / "schema.json"


def load_rules(own: Path | None = None, *, examples: bool = True, packaged: bool = True) -> Ruleset:
    """Load the packaged rules and lay a folder of one's own over them.

    Args:
        own: a folder with more `*.yaml`, or one such file, or None.
        examples: whether to read the inline examples of the packaged rules (a run that only extracts needs none).
        packaged: whether to start from the packaged rules; without them `own` must hold all data files.

    Raises:
        RuleError: with every fault of every file.
        InputError: the folder is missing or holds no `*.yaml`.
    """
    state, rules, placeholders, words = read_rules(own, examples=examples, packaged=packaged)
    if state.faults:
        raise RuleError(state.faults)
    return build_ruleset(state.data, rules, placeholders, words, tuple(state.kinds))


def source_of(rule: Rule, own: Path | None = None) -> str:
    """The lines of a rule in its file, examples and all; ``own`` as it was loaded with."""
    state, _, _, _ = read_rules(own)
    lines = state.lines[rule.location.file]
    first = rule.location.line - 1
    indent = len(lines[first]) - len(lines[first].lstrip())
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or len(lines[last]) - len(lines[last].lstrip()) > indent):
        last += 1
    return "\n".join(lines[first:last]).rstrip()


def read_data(file: str, own: Path | None = None) -> Mapping[str, Any]:
    """One data file, `units.yaml` and so on, with the user's own laid over it; RuleError where it has faults."""
    state = read_rules(own, examples=False)[0]
    if state.faults:
        raise RuleError(state.faults)
    data: Mapping[str, Any] = state.data[file]
    return data


def read_rules(
    own: Path | None, *, examples: bool = True, packaged: bool = True, thorough: bool = False
) -> tuple[Loading, list[Rule], Placeholders, dict[str, str]]:
    """What `load_rules` builds from; the faults stand in the state, and rules with faults are left out.

    Args:
        own, examples, packaged: as in `load_rules`.
        thorough: compile all patterns, and hold the packaged files to the schema where there are no others.
    """
    state = Loading()
    folder = packaged_rules()
    if own is not None and own.exists() and own.resolve() == folder.resolve():  # the packaged folder itself
        own = None
    if packaged:
        label = "rules" if own is None or own.as_posix() != "rules" else "packaged rules"
        _read_folder(folder, state, label, own=False, examples=examples, shapes=thorough and own is None)
    if own is not None:
        _read_folder(own, state, own.as_posix(), own=packaged, examples=True, shapes=True)
    _check_data_files(state)
    if own is not None:
        refuse_runaways(state)
    words = _word_patterns(state.data.get("lexicon.yaml", {}))
    placeholders = Placeholders.build(_dimensions(state.data))
    reader = RuleReader(state, placeholders, words, compile_all=thorough)
    return state, _collect(state, reader), placeholders, words


def _read_folder(  # three switches, each by name
    folder: Path, state: Loading, label: str, *, own: bool, examples: bool, shapes: bool
) -> None:
    for path in _files(folder):
        name = label if path == folder else f"{label}/{path.name}"
        node = _read_file(path, name, state, examples=examples)
        if node is None or (not node.value and isinstance(node.value, str)):
            continue
        if path.name not in DATA_FILES:
            if shapes:
                _check_shape(name, node, "ruleFile", state)
            _read_rule_file(name, node, state, own)
        else:
            checker = _check_shape(name, node, DATA_FILES[path.name], state) if shapes else None
            if checker is not None:  # what is wrong is left out, so that no other fault follows from it
                sound = checker.sound(node)
                state.spoiled |= names_in(node) - names_in(sound)
                node = sound
            if not isinstance(node.value, dict):
                continue
            before = state.data.get(path.name, {})
            state.data[path.name] = overlay(path.name, before, node.plain())
            if own and path.name == "lexicon.yaml":
                state.own_fragments = any(isinstance(value.value, str) for _, value in node.value.values())
            if checker is not None:
                patterns = checker.seen.get("pattern", [])
                state.data_nodes.append(DataNode(path.name, name, node, patterns, before))


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        hint = did_you_mean(
            folder.name, [path.name for path in folder.parent.iterdir()] if folder.parent.is_dir() else []
        )
        raise InputError(f"there is no folder {folder}{hint or '; give the one that holds your rule files (*.yaml)'}")
    files = sorted(
        path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.name[0] != "." and path.is_file()
    )
    if not files:
        raise InputError(f"{folder} holds no *.yaml file; `tyfacts rules new KIND {folder}` writes one to start from.")
    return files


def _read_file(path: Path, name: str, state: Loading, *, examples: bool) -> Node | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"this file is not UTF-8 (byte {error.start}); save it as UTF-8"
        state.faults.append(Fault(Location(name, 1, 1), message, "", "encoding"))
        return None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    if not examples:  # line breaks stay, so that places hold
        text = _EXAMPLES.sub(lambda match: "\n" * match.group().count("\n"), text)
    state.lines[name] = text.splitlines()
    return read_nodes(text, name, state.faults)


def _check_shape(name: str, node: Node, definition: str, state: Loading) -> ShapeChecker:
    """Hold a file to the schema; what it holds that belongs elsewhere is told of as that."""
    if definition == "ruleFile" and isinstance(node.value, dict):
        node = _without_misplaced(name, node, state)

    def report(place: Node, message: str, code: str) -> None:
        state.fault(name, place, message, code)

    checker = ShapeChecker(read_schema(schema_file()), report)
    checker.check(node, definition)
    return checker


def _without_misplaced(name: str, node: Node, state: Loading) -> Node:
    """A rule file without the keys that belong into a data file, which are faults of their own."""
    definitions = read_schema(schema_file())["definitions"]
    homes = {
        key: file for file, definition in DATA_FILES.items() for key in definitions[definition].get("properties", {})
    }
    left = {}
    for key, (key_node, value) in node.value.items():
        if key in homes:
            state.fault(
                name,
                key_node,
                f"{key} belongs into {homes[key]}; move it there, or give this file that name",
                "misplaced",
            )
        else:
            left[key] = (key_node, value)
    return Node(left, node.line, node.column)


def _read_rule_file(name: str, node: Node, state: Loading, own: bool) -> None:
    if not isinstance(node.value, dict):
        return
    lists = {key: value.value for key, (_, value) in node.value.items() if isinstance(value.value, list)}
    state.rules += [RuleNode(name, item, own) for item in lists.get("rules", ())]
    names = {item.value: item for item in lists.get("disable", ()) if isinstance(item.value, str)}
    state.disabled.update({text: (name, item) for text, item in names.items()})
    state.kinds += [
        item.value for item in lists.get("kinds", ()) if isinstance(item.value, str) and item.value not in state.kinds
    ]


def _check_data_files(state: Loading) -> None:
    for read in state.data_nodes:
        for fault in list(check_overlay(read.file, read.node, read.before)):
            _note(state, read, fault)
        for fault in list(check_data(read.file, read.node, read.patterns, state.data)):
            _note(state, read, fault)


def _note(state: Loading, read: DataNode, fault: DataFault) -> None:
    """Note a fault; a word list of no use is as it was before, so that no other fault follows from it."""
    state.fault(read.name, fault.node, fault.message, fault.code, fault.offset)
    if fault.entry:
        state.spoiled.add(fault.entry)
        state.data[read.file].pop(fault.entry, None)
        if fault.entry in read.before:
            state.data[read.file][fault.entry] = read.before[fault.entry]


def _collect(state: Loading, reader: RuleReader) -> list[Rule]:
    """All rules that are right, by id; one of the user's own takes the place of a packaged one."""
    rules: dict[str, Rule] = {}
    places: dict[tuple[str, bool], Location] = {}
    for source in state.rules:
        rule = reader.read(source)
        name = source.node.value["id"][1] if isinstance(source.node.value, dict) and "id" in source.node.value else None
        if name is not None and isinstance(name.value, str):
            here = Location(source.file, source.node.line, source.node.column)
            earlier = places.setdefault((name.value, source.own), here)
            if earlier != here:
                message = f"the id {name.value} stands already at {earlier}; give this rule another"
                state.fault(source.file, name, message, "duplicate-id")
        if rule is not None:
            rules[rule.id] = rule
    known = {name for name, _ in places}
    for name_, (file, node) in state.disabled.items():
        if name_ not in known:
            state.fault(file, node, f"disable names no rule: {name_}{did_you_mean(name_, known)}", "unknown-rule")
        rules.pop(name_, None)
    return sorted(rules.values(), key=lambda rule: rule.id)


def _dimensions(data: Mapping[str, Any]) -> list[str]:
    names = [family["dimension"] for family in data.get("units.yaml", {}).get("units", [])]
    names += [word["dimension"] for word in data.get("figures.yaml", {}).get("words", [])]
    return list(dict.fromkeys([*macros.TIME_DIMENSIONS, "count", "number", "within", "rated", *names, macros.CELL]))


def _word_patterns(lexicon: Mapping[str, Any]) -> dict[str, str]:
    """Word lists as alternations; a fragment (a text) may use others, which are written out first."""
    patterns = {name: either(words) for name, words in lexicon.items() if isinstance(words, list)}
    fragments = {name: text for name, text in lexicon.items() if isinstance(text, str)}
    for _ in range(6):  # fragments of fragments; deeper is a circle
        known = patterns | fragments
        fragments = {name: _FRAGMENT.sub(partial(_write_out, known), text) for name, text in fragments.items()}
    return patterns | {name: " ".join(text.split()) for name, text in fragments.items()}


def _write_out(known: Mapping[str, str], match: Any) -> str:
    text = known.get(match[1])
    return match.group() if text is None or match.group() in text else f"(?:{text})"
