"""YAML is read safely, every node knows its place, and a slip is told in a rule writer's words."""

from __future__ import annotations

import pytest

from taiyuan_facts.errors import Fault
from taiyuan_facts.ruleset.nodes import MAX_BYTES, MAX_DEPTH, MAX_NODES, Node, read_nodes


def read(text: str) -> tuple[Node | None, list[str]]:
    faults: list[Fault] = []
    node = read_nodes(text, "f.yaml", faults)
    return node, [str(fault) for fault in faults]


def test_values_stay_text_and_know_their_place() -> None:
    """Scalars are text whatever they look like; lines and columns count from 1; how they are written is known."""
    node, faults = read("a: 24.70\nb:\n  - yes\n  - 'on'\nc: {d: \"x\"}\n")
    assert faults == []
    assert node is not None
    assert node.plain() == {"a": "24.70", "b": ["yes", "on"], "c": {"d": "x"}}
    key, value = node.value["c"][1].value["d"]
    assert [(key.line, key.column), (value.line, value.column, value.style)] == [(5, 5), (5, 8, '"')]


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("1", "integer"), ("-2", "integer"), ("1.5", "number"), (".5e3", "number"), ("true", "boolean"),
        ("~", "null"), ("", "null"), ("'1'", "string"), ("yes", "string"), ("2022-08-15", "string"),
        ("1.2.3", "string"), ("5G", "string"), ("[]", "array"), ("{}", "object"),
    ],
)  # fmt: skip
def test_types_are_those_of_yaml_1_2(written: str, type_: str) -> None:
    """A plain scalar has the type that YAML 1.2 gives it, as editors see it; one in quotes is a text."""
    node, _ = read(f"a: {written}\n")
    assert node is not None
    assert node.value["a"][1].type == type_


SLIPS = {
    "rules:\n\t- id: a\n": "f.yaml:2:1: a tab stands here; indent with blanks",
    "rules:\n  - id:a\n    kind: b\n": "f.yaml:2:7: a blank is missing behind the colon; write id: and then the value",
    "rules:\n  -id: a\n   kind: b\n": "f.yaml:2:3: a blank is missing behind the dash of this entry",
    "rules：\n  - id: a\n": "f.yaml:1:6: a full-width colon stands here; YAML wants : and a blank behind the key",
    "title: 总投资: 24亿元\n": "f.yaml:1:11: a colon and a blank inside a value; put the value in single quotes",
    "a:\n  b: c\n   d: e\n": (
        "f.yaml:3:5: this line is indented differently from the lines of the same mapping; line the keys up"
    ),
    "- a: b\n c: d\n": (
        "f.yaml:2:2: this line's indentation fits none before it; line the keys of a rule up, and give each rule its -"
    ),
    "match: {money}的投资\n": (
        "f.yaml:1:8: what begins with { is a mapping or a list and ends at }; put a text in single quotes, and begin a "
        "comment with #"
    ),
    "a: '总投资\nb: c\n": (
        "f.yaml:1:4: the quote that opens here is never closed; close it, and write '' for a quote inside"
    ),
    "a: [b, c\nd: e\n": "f.yaml:1:4: the bracket that opens here is not closed; close it, or put the value in quotes",
    "a: 'it's'\n": "f.yaml:1:8: the value ends at the quote before; write '' for a quote inside single quotes",
    'a: "\\p{Han}"\n': "f.yaml:1:5: in double quotes \\p is no escape; put patterns in single quotes",
    "a: %x\n": "f.yaml:1:4: a value cannot begin with %; put it in single quotes",
    "a: |x\n  y\n": "f.yaml:1:5: the text of a block begins on the line below | or >",
    "a: *b\n": "f.yaml:1:4: a value that begins with * is read as an alias, which is not allowed; put it in quotes",
    "a: !b c\n": "f.yaml:1:4: !b is read as a tag, which is not allowed; put the value in quotes",
    "a: &{b}\n": "f.yaml:1:5: a value that begins with & or * is read as a reference; put it in single quotes",
    "a: b\x07\n": "f.yaml:1:5: the control character U+0007 stands here; take it out",
    "a: b\na: c\n": "f.yaml:2:1: the key a stands twice (first on line 1); keep one",
    "? [a]\n: b\n": "f.yaml:1:3: a key must be a text, not a list; put it in quotes",
    "a: b\n---\nc: d\n": "f.yaml:2:1: a second document (---) begins here; one file holds one",
    "a: !!python/object:os.system x\n": (
        "f.yaml:1:4: tag:yaml.org,2002:python/object:os.system is read as a tag, which is not allowed; put the value "
        "in quotes"
    ),
}


@pytest.mark.parametrize("text", SLIPS, ids=[message.partition(": ")[2][:40] for message in SLIPS.values()])
def test_a_slip_is_told_at_its_place_with_the_remedy(text: str) -> None:
    """What YAML's parser refuses is told as the slip that it most likely is."""
    assert read(text)[1] == [SLIPS[text]]


def test_depth_size_and_number_of_values_are_bounded() -> None:
    """100 000 open brackets, a huge file and a flood of values end in one fault each, before anything is built."""
    deep = f"f.yaml:1:{MAX_DEPTH + 1}: nested more than {MAX_DEPTH} deep; rule files need no more than 6"
    assert read("[" * 100_000)[1] == [deep]
    large = f"f.yaml:1:1: the file is larger than {MAX_BYTES >> 20} MiB; split it"
    assert read("a: " + "x" * MAX_BYTES)[1] == [large]
    [flood] = read("[" + "a," * (MAX_NODES + 1) + "]")[1]
    assert flood.endswith(f"more than {MAX_NODES} values in one file; split it")


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_a_file_without_content_is_no_fault(text: str) -> None:
    """An empty file, or one of comments, has no node and no fault."""
    assert read(text) == (None, [])
