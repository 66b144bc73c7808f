"""The words that phrases are taken apart by, and the thing and its measure in one (商品房｜销售面积)."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from taiyuan_facts.attaching.names import NameSorts
from taiyuan_facts.attaching.sieve_words import SieveWords
from taiyuan_facts.attaching.words import Parts, Words, phrase_start
from taiyuan_facts.model import Span
from taiyuan_facts.patterns import compile_words

_LATIN = frozenset(f"{string.ascii_letters}{string.digits}.")
_DEMONSTRATIVES = frozenset("这该此本")
_DENIED = frozenset("不未非")
_STEM = 2  # characters before the 量 of 出让量
_WHOLE = 5  # characters of 跨境包裹量, which is no thing and its measure
_LONGEST_LINK = 20  # characters between a measure and its figure
LONGEST_THING = 20  # characters; what is longer is a clause and no name


def _of_clauses(words: Mapping[str, str]) -> dict[str, Any]:
    """The fragments that the rest of a clause is read by: what governs a count, leads to what is due, pays for it."""
    return {
        "led_by": compile_words(words["led_by"]),
        "planned_for": compile_words(rf"{words['planned_for']}$"),
        "in_which": compile_words(words["in_which"]),
        "exchanged": compile_words(words["exchanged"]),
        "paid_with": compile_words(rf"{words['paid_with']}$"),
        "given": compile_words(rf"{words['given']}$"),
        "continuing": compile_words(words["continuing"]),
        "lasting": compile_words(words["before_lasting"]),
        "afterwards": compile_words(words["afterwards"]),
        "moved_off": compile_words(words["moved_off"]),
        "moves_on": compile_words(words["moves_on"]),
        "held_still": compile_words(rf"{words['held_still']}$"),
        "differing": compile_words(rf"{words['differing']}$"),
        "multiple_of": compile_words(rf"{words['multiple_of']}$"),
        "governed": compile_words(rf"{words['governed']}$"),
        "of_which": compile_words(rf"{words['of_which']}$"),
    }


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """The lexicon's words that phrases are taken apart by, compiled or as sets."""

    before: Any = field(repr=False)
    opening: Any = field(repr=False)
    place: Any = field(repr=False)
    noun: Any = field(repr=False)
    joined: Any = field(repr=False)
    rated: Any = field(repr=False)
    invested_in: Any = field(repr=False)
    dear: Any = field(repr=False)
    far_price: Any = field(repr=False)
    no_things: frozenset[str] = field(repr=False)
    owned: Words = field(repr=False)
    ranks: Words = field(repr=False)
    way: Any = field(repr=False)
    having: Any = field(repr=False)
    footing: Any = field(repr=False)
    acting: Any = field(repr=False)
    governed: Any = field(repr=False)
    led_by: Any = field(repr=False)
    planned_for: Any = field(repr=False)
    exchanged: Any = field(repr=False)
    paid_with: Any = field(repr=False)
    given: Any = field(repr=False)
    in_which: Any = field(repr=False)
    continuing: Any = field(repr=False)
    lasting: Any = field(repr=False)
    afterwards: Any = field(repr=False)
    moved_off: Any = field(repr=False)
    moves_on: Any = field(repr=False)
    held_still: Any = field(repr=False)
    differing: Any = field(repr=False)
    multiple_of: Any = field(repr=False)
    bare: frozenset[str] = field(repr=False)
    with_price: frozenset[str] = field(repr=False)
    of_which: Any = field(repr=False)
    moved: Any = field(repr=False)
    measures: Words = field(repr=False)
    tails: Words = field(repr=False)
    dress: Words = field(repr=False)
    rates: Words = field(repr=False)
    whole: frozenset[str] = field(repr=False)
    sectors: frozenset[str] = field(repr=False)
    own_things: Words = field(repr=False)
    plant_ends: Words = field(repr=False)
    verbs: Words = field(repr=False)
    said: Words = field(repr=False)
    half_nouns: frozenset[str] = field(repr=False)
    causes: frozenset[str] = field(repr=False)
    work_ends: Words = field(repr=False)
    change: Any = field(repr=False)
    heads: Words = field(repr=False)
    own_nouns: frozenset[str] = field(repr=False)
    sieve: SieveWords = field(repr=False)
    names: NameSorts = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str], lists: Mapping[str, Sequence[str]], names: NameSorts) -> Self:
        """``words``: the lexicon as patterns; ``lists``: its plain lists."""
        letter = r"[\p{Han}A-Za-z0-9·“”\"‘’（）()《》/\-]"
        stop = rf"(?:{words['cut']}|{words['item_stop']}|{words['item_end']})"
        verbs = [*lists["counts"], *lists["verbs"], *lists["acts"]]
        heads = ("people_heads", "place_heads", "org_heads", "project_heads", "counted_heads")
        return cls(
            before=compile_words(rf"(?:{words['idle']}{words['link']}{words['reach']}了?[:：]?[“\"]?)$"),
            opening=compile_words(
                rf"(?:{words['drop_head']}|{words['drop_short']}|(?:{names.own_place.pattern})(?!外)|[\s“\"、,，和与及])+"
            ),
            place=compile_words(rf"(?:{names.known_place.pattern})(?!外)|{names.named_place.pattern}"),
            noun=compile_words(
                rf"[“\"《]?(?:(?<=“)[^”，。；\ue000-\uf8ff]{{1,16}}”|(?!{stop}){letter}|(?:{words['item_stop']})(?={words['stop_joined']}))+"
            ),
            joined=compile_words(words["stop_joined"]),
            invested_in=compile_words(words["invested_in"]),
            dear=compile_words(words["dear"]),
            far_price=compile_words(words["far_price"]),
            no_things=frozenset(lists["no_things"]),
            owned=Words.of(lists["owned_measures"]),
            ranks=Words.of(word for word in (*lists["measured_sectors"], *lists["sector"]) if len(word) > _STEM),
            rated=compile_words(rf"{words['rated_thing']}[\ue005-\uf8ff](?:以[上下内])?的"),
            way=compile_words(words["on_the_way"]),
            having=compile_words(words["having"]),
            footing=compile_words(words["footing"]),
            acting=compile_words(words["acting"]),
            **_of_clauses(words),
            bare=frozenset(lists["bare_measures"]),
            with_price=frozenset(lists["with_price"]),
            moved=compile_words(rf"(?:{words['increase']}|{words['decrease']}|{words['changing']})"),
            measures=Words.of(lists["measures"]),
            tails=Words.of(lists["measure_tails"]),
            dress=Words.of(lists["measure_dress"]),
            rates=Words.of([*lists["change_rate"], *lists["drop_rate"]]),
            whole=frozenset(lists["measured_whole"]),
            sectors=frozenset(lists["measured_sectors"]),
            own_things=Words.of(lists["own_things"]),
            plant_ends=Words.of(lists["plant_ends"]),
            verbs=Words.of(verbs),
            said=Words.of([*verbs, *lists["does"]]),
            half_nouns=frozenset(lists["half_nouns"]),
            causes=frozenset(lists["causes"]),
            work_ends=Words.of(lists["work_ends"]),
            change=compile_words(rf"(?:{words['increase']}|{words['decrease']}|翻番)"),
            heads=Words.of(word for name in heads for word in lists[name] if len(word) > 1),
            own_nouns=frozenset(lists["own_nouns"]),
            sieve=SieveWords.build(words, lists),
            names=names,
        )

    def before_figure(self, skeleton: str, start: int, place: int) -> Span:
        """The words right before a figure that say what is measured or done; empty where there are none."""
        tail = self.moved_off.search(skeleton, max(start, place - _LONGEST_LINK), place)
        if tail is None or self.moves_on.match(skeleton, place + 1) is None:
            tail = self.before.search(skeleton, max(start, place - _LONGEST_LINK), place)
        end = tail.start() if tail else place
        first = self.opened(skeleton, phrase_start(skeleton, start, end), end)
        return Span(end if skeleton[first:end] in self.sieve.no_indicators else first, end)

    def opened(self, skeleton: str, first: int, end: int) -> int:
        """Where a phrase begins to name something: past 其中, 累计 and the place that is spoken of (全市)."""
        step = self.opening.match(skeleton, first, end)
        return step.end() if step else first

    def measure_start(self, skeleton: str, first: int, end: int) -> int:
        """Where the measure begins that a phrase ends in, its dress with it (日均｜流量); its end where it has none."""
        length = self.measures.ending(skeleton, first, end)
        tail = self.tails.ending(skeleton, first, end) if length < _STEM else 0
        if tail and end - first > (_WHOLE if tail == 1 else tail + _STEM):
            length = tail + _STEM
        at = end - length
        if length and at - 1 > first and skeleton[at - 1] in _DENIED:
            return at - 1  # 产品｜不合格率
        if skeleton[at:end] in self.rates.words:  # 居民消费价格｜涨幅
            at -= self.measures.ending(skeleton, first, at)
        while length:
            length = self.dress.ending(skeleton, first, at)
            at -= length
        return at

    def split(self, skeleton: str, first: int, end: int, subject: Span | None = None) -> Parts:
        """商品房｜销售面积, 氧化铈的｜价格; the thing is empty where it is one word with the measure (地区生产总值)."""
        at = self.measure_start(skeleton, first, end)
        if at == end:
            return Parts(self.thing(skeleton, first, end, subject), Span(end, end))
        apart = skeleton[at - 1] == "的"
        if at == first and apart:
            first = phrase_start(skeleton, 0, at - 1)
        thing = self.thing(skeleton, first, at - 1 if apart and at > first else at, subject)
        if skeleton[thing.start : thing.end] in self.whole:
            return Parts(Span(at, at), Span(at if apart else thing.start, end))
        return Parts(thing, Span(at, end))

    def thing(self, skeleton: str, first: int, end: int, subject: Span | None = None) -> Span:
        """The name that a phrase ends in, past verbs, places and whom it belongs to; empty where it ends in none."""
        if first >= end:
            return Span(end, end)
        pieces = [m for m in self.names.phrase.finditer(skeleton, first, end) if m["name"]]
        if not pieces or pieces[-1].end() != end:
            return Span(end, end)
        start = pieces[-1].start()
        if len(pieces) > 1 and skeleton[pieces[-2].end() : start] in ("和", "与", "及", "以及"):
            start = pieces[-2].start()  # 风电和太阳能｜发电量
        start = self.opened(skeleton, start, end)
        if subject is not None and start <= subject.start and subject.end + 1 < end and subject.start < subject.end:
            start = max(start, subject.end)
        place = self.place.match(skeleton, start, end)
        if place is not None and place.end() + 1 < end:
            start = place.end()
        while 0 < start < end and skeleton[start - 1] in _LATIN:
            start -= 1  # PM2.5
        ranked = self.ranks.starting(skeleton, start, end)
        if ranked and start + ranked + 1 < end:
            start += ranked  # 规模以上工业｜煤炭｜消费, 制造业｜电力｜消费
        text = skeleton[start:end]
        for word in ("日均", "月均", "年均") if "均" in text else ():
            start += text.find(word) + 2 if word in text[:-2] else 0  # 高速公路日均｜货车｜流量
        if text in self.names.pronouns or (text[:1] in _DEMONSTRATIVES and self.names.this.match(text)):
            return Span(end, end)
        if end - start > LONGEST_THING:
            return Span(end, end)
        return Span(start, end)
