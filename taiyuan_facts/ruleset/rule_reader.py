"""One rule from its YAML node: what the schema cannot say is checked here, each fault with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import regex

from taiyuan_facts.errors import Location
from taiyuan_facts.ruleset.data_checks import is_unit, known_units
from taiyuan_facts.ruleset.loading import Loading, RuleNode
from taiyuan_facts.ruleset.macros import Expansion, MacroError, Placeholders, expand
from taiyuan_facts.ruleset.nodes import Node
from taiyuan_facts.ruleset.rule import COLUMN_GROUPS, Example, Rule
from taiyuan_facts.ruleset.trigger import find_trigger
from taiyuan_facts.suggest import did_you_mean

# Escapes and classes are passed over; a comment hides what stands behind it.
_GROUPS = regex.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?<comment>\#)[^\n]*|\(\?P?<(?<name>[A-Za-z_]\w*)>", regex.DOTALL
)
_BREAKS = regex.compile(r"\s+")


class RuleReader:
    """Reads rules of one loading; ``compile_all``: compile the packaged rules' patterns too, not only one's own."""

    def __init__(
        self, state: Loading, placeholders: Placeholders, words: Mapping[str, str], *, compile_all: bool
    ) -> None:
        self.state, self.placeholders, self.words = state, placeholders, words
        self.compile_all = compile_all

    def read(self, source: RuleNode) -> Rule | None:
        """The rule, or None where anything in it is wrong; the faults are in the state."""
        node, file = source.node, source.file
        if not isinstance(node.value, dict):
            return None
        before = len(self.state.faults)
        texts = {key: _text(node, key) for key in ("id", "kind", "title", "note", "match", "scope", "fallback")}
        self._check_kind(file, node)
        expansion = self._expand(file, node.value["match"][1], source.own) if texts["match"] else None
        columns = self._columns(file, node.value["set"][1]) if "set" in node.value else {}
        roles = self._roles(file, node, expansion)
        known_roles = set(expansion.figures.values()) if expansion else None
        examples = self._examples(file, node, known_roles)
        if len(self.state.faults) > before or expansion is None:
            return None
        return Rule(
            id=texts["id"],
            kind=texts["kind"],
            title=texts["title"],
            note=texts["note"],
            source=texts["match"],
            expansion=expansion,
            location=Location(file, node.line, node.column),
            scope=texts["scope"] or "clause",
            fallback=texts["fallback"].lower() == "true",
            set=columns,
            roles=roles,
            examples=examples,
            own=source.own,
            limited=source.own or self.state.own_fragments,
            trigger=find_trigger(expansion.pattern),
        )

    def _check_kind(self, file: str, node: Node) -> None:
        kind = _text(node, "kind")
        if kind and kind not in self.state.kinds:
            known = ", ".join(self.state.kinds)
            hint = (
                did_you_mean(kind, self.state.kinds)
                or f"; allowed are {known}, and what a file declares with kinds: [{kind}]"
            )
            self.state.fault(file, node.value["kind"][1], f"unknown kind {kind}{hint}", "unknown-kind")

    def _expand(self, file: str, node: Node, own: bool) -> Expansion | None:
        source: str = node.value
        good = self._check_groups(file, node)
        try:
            expansion = expand(source, self.placeholders, self.words)
        except MacroError as error:
            if error.name not in self.state.spoiled:
                self.state.fault(file, node, str(error), "unknown-word", error.at)
            return None
        if good and not expansion.figures:
            self.state.fault(
                file, node, "the pattern captures no figure; name one, such as {money} or {count}", "no-figure"
            )
            good = False
        if good and (own or self.compile_all):
            try:
                regex.compile(expansion.pattern, regex.VERBOSE)
            except regex.error as error:
                at = min(expansion.pieces.source(error.pos or 0), len(source))
                self.state.fault(file, node, f"the pattern is no regex: {error.msg}", "regex", at)
                return None
        return expansion if good else None

    def _check_groups(self, file: str, node: Node) -> bool:
        source: str = node.value
        good = True
        for match in _GROUPS.finditer(source):
            name = match["name"]
            if name and name not in COLUMN_GROUPS:
                hint = did_you_mean(name, COLUMN_GROUPS)
                message = f"the group {name} is no column{hint}; groups are {', '.join(COLUMN_GROUPS)}"
                self.state.fault(file, node, message, "unknown-group", match.start("name"))
                good = False
            elif match["comment"] and "\n" not in source:
                message = "# begins a comment, which hides the rest of the pattern; write \\# for the character"
                self.state.fault(file, node, message, "comment", match.start())
                good = False
        return good

    def _columns(self, file: str, node: Node) -> dict[str, str]:
        if not isinstance(node.value, dict):
            return {}
        self._check_kind(file, node)
        self._check_unit(file, node)
        return {name: item.value for name, (_, item) in node.value.items() if isinstance(item.value, str)}

    def _check_unit(self, file: str, node: Node) -> None:
        unit = _text(node, "unit")
        if unit and not is_unit(unit, self.state.data):
            hint = did_you_mean(unit, known_units(self.state.data)) or "; units stand in units.yaml"
            self.state.fault(file, node.value["unit"][1], f"unknown unit {unit}{hint}", "unknown-unit")

    def _roles(self, file: str, node: Node, expansion: Expansion | None) -> dict[str, dict[str, str]]:
        if "roles" not in node.value or not isinstance(node.value["roles"][1].value, dict):
            return {}
        roles = node.value["roles"][1].value
        if expansion is not None:
            known = sorted(set(expansion.figures.values()) - {""})
            for role, (key, _) in roles.items():
                if role not in known:
                    remedy = did_you_mean(role, known) or f"; name it in the pattern, as in {{money:{role}}}"
                    self.state.fault(file, key, f"no figure of the pattern has the role {role}{remedy}", "unknown-role")
        return {role: self._columns(file, value) for role, (_, value) in roles.items()}

    def _examples(self, file: str, node: Node, roles: set[str] | None) -> tuple[Example, ...]:
        if "examples" not in node.value or not isinstance(node.value["examples"][1].value, list):
            return ()
        return tuple(self._example(file, item, roles) for item in node.value["examples"][1].value if _is_example(item))

    def _example(self, file: str, node: Node, roles: set[str] | None) -> Example:
        text = _text(node, "text")
        facts = [item for item in node.value["facts"][1].value if isinstance(item.value, dict)]
        for fact in facts:
            self._check_kind(file, fact)
            self._check_unit(file, fact)
            self._check_raw(file, fact, text)
            role = _text(fact, "role")
            if roles is not None and role not in roles and "role" in fact.value:
                remedy = did_you_mean(role, roles) or f"; name it in the pattern, as in {{money:{role}}}"
                self.state.fault(
                    file, fact.value["role"][1], f"no figure of the pattern has the role {role}{remedy}", "unknown-role"
                )
        return Example(
            text,
            tuple(fact.plain() for fact in facts),
            Location(file, node.line, node.column),
            self._issued(file, node),
            _text(node, "todo"),
        )

    def _check_raw(self, file: str, fact: Node, text: str) -> None:
        raw = _text(fact, "raw")
        if raw and _BREAKS.sub("", raw) not in _BREAKS.sub("", text):
            message = f"{raw} does not stand in the text; raw is the figure exactly as written there"
            self.state.fault(file, fact.value["raw"][1], message, "raw")

    def _issued(self, file: str, node: Node) -> date | None:
        text = _text(node, "issued")
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            if regex.fullmatch(r"\d{4}-\d\d-\d\d", text):  # else the schema has said so
                self.state.fault(
                    file, node.value["issued"][1], f"there is no day {text}; write one such as 2022-08-15", "value"
                )
            return None


def _text(node: Node, key: str) -> str:
    """The text of a key; empty where there is none, or where the schema has found fault with it."""
    value = node.value[key][1].value if key in node.value else ""
    return value if isinstance(value, str) else ""


def _is_example(node: Node) -> bool:
    return (
        isinstance(node.value, dict)
        and "text" in node.value
        and "facts" in node.value
        and isinstance(node.value["facts"][1].value, list)
    )
