"""RULES.md: what the rules find, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from taiyuan_facts.ruleset.rule import Example, Rule

HEAD = """# Rules

<!-- Written by `tyfacts rules docs` from the rule files; change those. -->

"""
_HOW = (
    "A pattern is looked for in each clause, where a placeholder stands for every figure: `{money}` is any sum. "
    "Of several rules that match a figure the longest match wins; a fallback takes what no other rule claims. "
    "`{cell}` is a number in a table, which no clause holds: such a rule names what tables.yaml reads."
)
_ABOUT = {
    "investment": "money put, or to be put, into a project, a fund or a programme",
    "capacity": "what a plant, a line or a site can produce, hold or deliver",
    "growth": "a change, or a difference against a base",
    "deadline": "a due date still ahead, or a required, allowed or planned length of time",
    "output": "what was or is to be produced, sold or earned",
    "share": "a part of a whole",
    "duration": "an elapsed or descriptive length of time",
    "money": "other sums",
    "measure": "other physical quantities",
    "count": "countable things",
}


def write_docs(rules: Sequence[Rule], kinds: Iterable[str]) -> str:
    """Markdown with all rules by kind: title, why, pattern and examples.

    Args:
        rules: the rules, in any order.
        kinds: all kinds, in the order of the page.
    """
    by_kind = {kind: sorted((r for r in rules if r.kind == kind), key=lambda r: r.id) for kind in kinds}
    by_kind = {kind: found for kind, found in by_kind.items() if found}
    examples = sum(len(rule.examples) for rule in rules)
    rules_of_kinds = f"{_count(len(rules), 'rule')} of {_count(len(by_kind), 'kind')}"
    parts = [
        HEAD,
        f"{rules_of_kinds}, with {_count(examples, 'example')} that the tests run. {_HOW}\n\n",
        *(f"- [{kind}](#{kind}): {_about(kind)} ({_count(len(found), 'rule')})\n" for kind, found in by_kind.items()),
    ]
    for kind, found in by_kind.items():
        parts.append(f"\n## {kind}\n\n{_about(kind).capitalize()}.\n")
        for rule in found:
            parts += _rule(rule)
    return "".join(parts)


def _about(kind: str) -> str:
    return _ABOUT.get(kind, "a kind that these rules declare")


def _rule(rule: Rule) -> Iterator[str]:
    yield f"\n### {rule.id}\n\n{_escape(rule.title)}\n"
    if rule.note:
        yield f"\n{_escape(rule.note)}\n"
    traits = list(_traits(rule))
    if traits:
        yield f"\n*{'; '.join(traits)}.*\n"
    fence = "````" if "```" in rule.source else "```"
    yield f"\n{fence}text\n{rule.source.strip()}\n{fence}\n"
    if rule.examples:
        yield "\n"
        for example in rule.examples:
            yield f"- {_example(example, ' ⏎ ' if rule.is_of_cells else '')}\n"


def _traits(rule: Rule) -> Iterator[str]:
    if rule.fallback:
        yield "Fallback"
    if rule.scope == "sentence":
        yield "looked for in the whole sentence"
    if rule.set:
        yield "sets " + _pairs(rule.set)
    for role, columns in rule.roles.items():
        yield f"sets {_pairs(columns)} for {role}"


def _pairs(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{name} `{value}`" for name, value in columns.items())


def _example(example: Example, line_break: str) -> str:
    text = _escape(line_break.join(example.text.split("\n")).replace("\t", " ⇥ "))
    issued = f" ({example.issued})" if example.issued else ""
    if not example.facts:
        return f"{text}{issued} → nothing" + _todo(example)
    facts = "; ".join(_fact(fact) for fact in example.facts)
    return f"{text}{issued} → {facts}" + _todo(example)


def _fact(fact: Mapping[str, str]) -> str:
    raw = fact.get("raw", "")
    others = ", ".join(f"{key} {value or 'empty'}" for key, value in fact.items() if key != "raw")
    return f"**{_escape(raw)}**" + (f" ({_escape(others)})" if others else "") if raw else _escape(others)


def _todo(example: Example) -> str:
    return f" — not yet: {_escape(example.todo)}" if example.todo else ""


def _escape(text: str) -> str:
    """Text that Markdown leaves as it is."""
    for character in "\\`*_[]<>#|":
        text = text.replace(character, f"\\{character}")
    return text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
