"""The skeleton: every figure one character, and the way back to the document."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.model import Document
from taiyuan_facts.reading.layout import lay_out
from taiyuan_facts.ruleset.loader import load_packaged
from taiyuan_facts.scanning.scan import LONGEST_SENTENCE, Scan, scan

PAGE = "县里的消息\n\n本报讯 8月15日，全县规上工业增加值1,100万元,比全省快3.2个百分点；县城到\n\n乡镇的公路长20公里。\n"


def scanned(text: str, issued: date | None = date(2022, 8, 16)) -> Scan:
    """A text laid out and scanned with the packaged rules."""
    ruleset = load_packaged()
    return scan(lay_out(Document("page.txt", text, issued), ruleset.layout), ruleset.grammar)


def shown(found: Scan) -> str:
    """The skeleton with its placeholders spelled out."""
    names = {character: name for name, character in load_packaged().placeholders.characters.items()}
    return "".join(f"‹{names[c]}›" if c in names else c for c in found.skeleton)


def test_the_skeleton_holds_one_character_a_figure() -> None:
    """Quantities and times become placeholders, qualifier words with them; the rest stands as it was."""
    assert shown(scanned("总投资约24.7亿元的项目，预计10月底建成，年产钢70万吨以上。")) == (
        "总投资‹money›的项目，预计‹date›建成，年产钢‹mass›以上。".replace("以上", "") + "\n"
    )


def test_a_comma_in_a_number_parts_no_clause() -> None:
    """1,100万元 is one figure, and the comma behind it ends the clause."""
    found = scanned(PAGE)
    clauses = [found.text(*clause) for sentence in found.sentences for clause in sentence.clauses]
    assert clauses == [
        "县里的消息",
        "本报讯 8月15日，", "全县规上工业增加值1,100万元,", "比全省快3.2个百分点；", "县城到乡镇的公路长20公里。",
    ]  # fmt: skip


def test_clauses_tile_their_sentences_and_sentences_their_blocks() -> None:
    """No character of a block is lost, and no clause crosses a block."""
    found = scanned(PAGE)
    for sentence in found.sentences:
        ends = [sentence.start, *(clause.end for clause in sentence.clauses)]
        assert [clause.start for clause in sentence.clauses] == ends[:-1]
        assert ends[-1] == sentence.end


@given(
    st.text("全县产值增长达约超24.7亿元吨%％，,。；\n 年月日10月底去年（）“”第号级　１２\ue000\ue123個萬", max_size=120)
)
def test_offsets_lead_back_to_the_document(text: str) -> None:
    """Whatever the text, the flow maps to its own characters one to one, and no text can forge a placeholder."""
    found = scanned(text)
    offsets = found.page.offsets
    assert list(offsets) == sorted(offsets)
    assert len(offsets) == len(found.page.flow) + 1
    placeholders = {place for place, c in enumerate(found.skeleton) if "\ue000" <= c <= "\uf8ff"}
    assert placeholders == set(found.tokens)
    assert list(found.places) == sorted(placeholders)


def test_a_text_without_ends_is_cut_at_its_marks() -> None:
    """A list of thousands of characters without 。 is parted behind a comma or 、, and no character is lost."""
    found = scanned("全县" + "小麦12万吨、玉米8万吨、" * 400)
    assert max(sentence.end - sentence.start for sentence in found.sentences) <= LONGEST_SENTENCE
    assert {found.skeleton[sentence.end - 1] for sentence in found.sentences} == {"、"}
    starts = [sentence.start for sentence in found.sentences]
    assert starts[1:] == [sentence.end for sentence in found.sentences[:-1]]


def test_a_text_without_any_marks_is_cut_too() -> None:
    """Even where no mark stands for long, no sentence is longer than the limit."""
    found = scanned("沙" * 2500)
    assert [sentence.end - sentence.start for sentence in found.sentences] == [1000, 1000, 500]
