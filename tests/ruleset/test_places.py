"""The place of a character of a value is found in its file, however the value is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.errors import Fault
from taiyuan_facts.ruleset.nodes import read_nodes
from taiyuan_facts.ruleset.places import Pieces, find_place

WRITTEN = {
    "plain": "a: 总投资{money}X\n",
    "single quotes": "a: '总''投资{money}X'\n",
    "in a list in brackets": "b: [x]\na: {c: '总X'}\n",
    "a block": "a: |\n  总投资\n   {money}\n\n  X\nb: c\n",
    "a folded block": "a: >-\n  总投资\n  {money}\n  X\nb: c\n",
    "a plain value on several lines": "a: 总投资\n  {money}\n\n  X\n",
    "quotes over several lines": "a: '总投资\n  {money}\n\n  X'\n",
    "a list item on the line below": "a:\n  '总投资X'\n",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_every_character_is_found(text: str) -> None:
    """The character that stands at the place is that of the value; blanks may stand for line breaks."""
    faults: list[Fault] = []
    root = read_nodes(text, "f", faults)
    assert root is not None
    node = root.value["a"][1]
    node = node.value["c"][1] if isinstance(node.value, dict) else node
    lines = text.splitlines()
    for at, character in enumerate(node.value):
        if not character.isspace():
            line, column = find_place(lines, node, at)
            assert lines[line - 1][column - 1] == character, (at, line, column)


def test_an_escape_in_double_quotes_is_one_character() -> None:
    """What follows an escape is found behind all of it."""
    text = 'a: "总\\"\\u8d44X"\n'
    root = read_nodes(text, "f", [])
    assert root is not None
    node = root.value["a"][1]
    assert node.value == '总"资X'
    assert find_place(text.splitlines(), node, 3) == (1, text.index("X") + 1)


@given(st.text(alphabet="总投a {}|'()\\", min_size=1, max_size=30), st.data())
def test_single_quotes_lead_back_to_the_character(value: str, data: st.DataObject) -> None:
    """For any text in single quotes, each character is found where it is written (a doubled quote at its first)."""
    text = "a: '" + value.replace("'", "''") + "'\n"
    root = read_nodes(text, "f", [])
    assert root is not None
    node = root.value["a"][1]
    at = data.draw(st.integers(0, len(node.value) - 1))
    line, column = find_place(text.splitlines(), node, at)
    assert (line, text[column - 1]) == (1, node.value[at])


def test_pieces_lead_from_the_written_out_pattern_to_the_source() -> None:
    """A copied piece runs in step; anywhere within a macro leads to where the macro begins."""
    pieces = Pieces((0, 2, 12), (0, 2, 8), (True, False, True))
    assert [pieces.source(at) for at in (0, 1, 2, 11, 12, 14)] == [0, 1, 2, 2, 8, 10]
