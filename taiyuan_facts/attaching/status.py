"""Whether a figure is, or is to be: planned words before it, a date ahead, a heading of plans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from taiyuan_facts.attaching.page_times import When
from taiyuan_facts.attaching.unfinished import is_unfinished
from taiyuan_facts.model import Span
from taiyuan_facts.patterns import branching, compile_words
from taiyuan_facts.reading.roles import HEADLINE, SECTION
from taiyuan_facts.scanning.scan import Scan, Time

LONGEST_URGING = 12  # sentences behind 一要 that it reaches
_BUILDING_NEAR = 20  # characters that may hold the building of a plant and its name before what it can make
_SHIFTED_NEAR = 16  # characters that may hold a figure and what is done to it: 将贷款的｜22亿元挪至
LEAST_TASKS = 5  # sentences of a paragraph that bids what is to be done
MOSTLY = 0.5  # of them that begin so
ORDERED = frozenset(("count", "money", "investment", "measure", "capacity"))  # what an order can set
LONGEST_RESULT = 8  # characters of the clause behind that may tell that a plan was kept
_BASE_NEAR = 12  # characters that may hold what leads to the base of a change


@dataclass(frozen=True, slots=True)
class StatusPatterns:
    """The lexicon's words of plans and of what is done, compiled."""

    plan: Any = field(repr=False)
    lasting: Any = field(repr=False)
    aiming: Any = field(repr=False)
    done: Any = field(repr=False)
    decided: Any = field(repr=False)
    built: Any = field(repr=False)
    under_way: Any = field(repr=False)
    broken_ground: Any = field(repr=False)
    base_led: Any = field(repr=False)
    base_left: Any = field(repr=False)
    leaving: Any = field(repr=False)
    goal: Any = field(repr=False)
    whole_year: Any = field(repr=False)
    urging: Any = field(repr=False)
    treating: Any = field(repr=False)
    task: Any
    achieved: Any
    provision: Any = field(repr=False)
    going_on: Any = field(repr=False)
    plan_heading: Any = field(repr=False)
    done_heading: Any = field(repr=False)

    @classmethod
    def build(cls, words: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> StatusPatterns:
        """``words``: the lexicon as patterns; ``lists``: its plain lists."""
        lasting = set(lists["plan_strong"]).difference(lists["plan_brief"])
        return cls(
            plan=compile_words(rf"(?!{words['plan_noun']})(?:{words['plan_strong']})"),
            lasting=compile_words(rf"(?!{words['plan_noun']})(?:{branching(sorted(lasting))})"),
            aiming=compile_words(words["aiming"]),
            done=compile_words(rf"{words['done']}|{words['done_of_plan']}"),
            decided=compile_words(words["decided"]),
            built=compile_words(words["once_built"]),
            under_way=compile_words(words["under_way"]),
            broken_ground=compile_words(words["broken_ground"]),
            base_led=compile_words(words["base_led"]),
            base_left=compile_words(words["base_left"]),
            leaving=compile_words(words["leaving"]),
            goal=compile_words(words["goal"]),
            whole_year=compile_words(words["whole_year_does"]),
            urging=compile_words(words["urging"]),
            provision=compile_words(words["provision"]),
            treating=compile_words(words["treating"]),
            task=compile_words(words["task"]),
            achieved=compile_words(words["achieved"]),
            going_on=compile_words(words["going_on"]),
            plan_heading=compile_words(words["plan_heading"]),
            done_heading=compile_words(words["done_heading"]),
        )


class Judged(NamedTuple):
    """A status and what it comes from: rule, date, past, clause, sentence, paragraph, heading; else default.

    ``place`` is where the word stands in the skeleton that decided it.
    """

    status: str
    source: str
    place: int | None = None


def judge_status(
    scan: Scan, patterns: StatusPatterns, index: int, clause: Span, place: int, when: When | None, kind: str
) -> Judged:
    """``planned`` or ``actual`` for the figure at ``place``.

    Words of plan and of completion are weighed by what stands nearest before the figure; then date and heading.
    """
    sentence = scan.sentences[index]
    skeleton = scan.skeleton
    changed = _by_change(scan, patterns, clause, place)
    if changed is not None:
        return changed
    issued = scan.page.document.issued
    start = when.period.start if when is not None else None
    if (
        start is not None
        and issued is not None
        and start > issued
        and not _is_decided(scan, patterns, index, place, kind)
    ):
        return Judged("planned", "date")
    past = issued is not None and when is not None and not when.far and _is_over(when, issued)
    plan = _last_plan(patterns.plan, skeleton, clause.start, place)
    done = _last(patterns.done, skeleton, clause.start, place)
    goal = patterns.goal.match(skeleton, place + 1, clause.end) if done < 0 else None
    if goal is not None:
        return Judged("planned", "clause", goal.start())
    if plan >= 0 or done >= 0:
        return Judged("planned" if plan > done else "actual", "clause", max(plan, done))
    built = _still_to_build(scan, patterns, index, clause, place) if kind == "capacity" else None
    if built is not None:
        return Judged("planned", "sentence", built)
    plan = _last_plan(patterns.lasting, skeleton, sentence.start, clause.start)
    done = _last(patterns.done, skeleton, sentence.start, clause.start)
    if plan > done and not past:
        return Judged("planned", "sentence", plan)
    if done < 0 and when is not None and when.ahead and not when.far and not past:
        return Judged("planned", "date")
    if done >= 0:
        return Judged("actual", "sentence", done)
    kept = patterns.done.search(scan.skeleton, place, clause.end + LONGEST_RESULT) is not None
    if not kept and issued is not None and is_unfinished(scan, patterns.whole_year, clause, place, when, issued):
        return Judged("planned", "date")
    urged = -1 if past else _urged(scan, patterns, index, place, kind)
    if urged < 0 and when is not None and when.of_report:
        urged = max(_planned_before(scan, patterns, index), _among_tasks(scan, patterns, index))
    if urged >= 0:
        return Judged("planned", "paragraph", urged)
    headed = _by_heading(scan, patterns, index)
    return Judged("actual", "past") if past and headed.status == "planned" else headed


def is_headed_as_plan(scan: Scan, patterns: StatusPatterns, index: int) -> bool:
    """Whether a heading above a sentence says that what follows is to be done: 二、今年的主要任务."""
    return _by_heading(scan, patterns, index).status == "planned"


def _is_decided(scan: Scan, patterns: StatusPatterns, index: int, place: int, kind: str) -> bool:
    """武钢昨日下调7月出厂价…, 降幅‹500元/吨›: whether a change of prices was made already, though for a time ahead."""
    start = scan.sentences[index].start
    decided = patterns.decided.search(scan.skeleton, start, place) if kind == "growth" else None
    if decided is None:
        return False
    dated = [
        at
        for at in scan.places[bisect_left(scan.places, start) : bisect_left(scan.places, place)]
        if _is_time(scan, at)
    ]
    return not dated or dated[-1] == decided.end()  # 费率自明年元旦起调降‹5%› is still to come


def _is_time(scan: Scan, at: int) -> bool:
    return isinstance(scan.tokens[at], Time)


def _base(scan: Scan, patterns: StatusPatterns, clause: Span, place: int) -> int:
    """将由‹20个工作日›缩短到…: where 由 stands before the figure that a change starts from, or -1."""
    led = patterns.base_led.search(scan.skeleton, max(clause.start, place - _BASE_NEAR), place)
    start = led.start() if led else _leaving(scan, patterns, max(clause.start, place - _BASE_NEAR), place)
    left = patterns.base_left.match(scan.skeleton, place + 1, clause.end) if start >= 0 else None
    return start if left else -1


def _leaving(scan: Scan, patterns: StatusPatterns, start: int, end: int) -> int:
    """从目前的｜‹两个半小时›: the last time between two places that itself begins with 从, or -1."""
    found = -1
    for at in scan.places[bisect_left(scan.places, start) : bisect_left(scan.places, end)]:
        token = scan.tokens[at]
        found = at if isinstance(token, Time) and patterns.leaving.match(scan.page.flow, token.start) else -1
    return found


def _by_change(scan: Scan, patterns: StatusPatterns, clause: Span, place: int) -> Judged | None:
    """将由‹20个工作日›缩短到‹6个›: what is so until the change, and what is to be from today's on; None of others."""
    base = _base(scan, patterns, clause, place)
    if base >= 0:
        return Judged("actual", "clause", base)
    left = _left_now(scan, patterns, clause.start, place)
    return Judged("planned", "clause", left) if left >= 0 else None


def _left_now(scan: Scan, patterns: StatusPatterns, start: int, place: int) -> int:
    """从目前的22%提高到‹五成以上›: where today's level stands that another is to follow, or -1."""
    places = scan.places[bisect_left(scan.places, start) : bisect_left(scan.places, place)]
    for at, following in pairwise(places):
        token = scan.tokens[at]
        if not isinstance(token, Time) or "now" not in token.mention.parts or isinstance(scan.tokens[following], Time):
            continue
        left = patterns.leaving.match(scan.page.flow, token.start) or patterns.leaving.match(scan.skeleton, at - 1)
        if left is not None:
            return at
    return -1


def _urged(scan: Scan, patterns: StatusPatterns, index: int, place: int, kind: str) -> int:
    """一要稳住煤炭生产。新建井口‹3座›: where a paragraph last counted off what is to be done, or -1.

    第七条　补助‹15万元›: so does each paragraph of a regulation, and 对入境人员，开展‹一次›检测 by itself.
    """
    first = index
    while first and index - first < LONGEST_URGING and scan.sentences[first - 1].block == scan.sentences[index].block:
        first -= 1
    start = scan.sentences[first].start
    if patterns.provision.match(scan.skeleton, start):
        return start
    here = scan.sentences[index]
    if kind in ORDERED and patterns.treating.match(scan.skeleton, here.start, place):
        return here.start
    if index > first and patterns.going_on.match(scan.skeleton, here.start):
        before = scan.sentences[index - 1]
        planned = _last_plan(patterns.lasting, scan.skeleton, before.start, before.end)
        if planned > _last(patterns.done, scan.skeleton, before.start, here.end):
            return planned
    urgings = _places(patterns.urging, scan.skeleton)
    at = bisect_left(urgings, place) - 1
    return urgings[at] if at >= 0 and urgings[at] >= start else -1


def _among_tasks(scan: Scan, patterns: StatusPatterns, index: int) -> int:
    """深入实施…。推动…。新建…‹5个›: where a paragraph begins that only bids what is to be done, or -1."""
    first = last = index
    block = scan.sentences[index].block
    while first and scan.sentences[first - 1].block == block:
        first -= 1
    while last + 1 < len(scan.sentences) and scan.sentences[last + 1].block == block:
        last += 1
    sentences = scan.sentences[first : last + 1]
    start, end = sentences[0].start, sentences[-1].end
    if len(sentences) < LEAST_TASKS or patterns.achieved.search(scan.skeleton, start, end):
        return -1
    tasks = sum(patterns.task.match(scan.skeleton, sentence.start) is not None for sentence in sentences)
    return start if tasks >= MOSTLY * len(sentences) else -1


def _planned_before(scan: Scan, patterns: StatusPatterns, index: int) -> int:
    """力争新增企业1000家。…新增装机‹800万千瓦›: where the paragraph last spoke of plans, not of deeds; or -1."""
    for earlier in range(index - 1, -1, -1):
        sentence = scan.sentences[earlier]
        if sentence.block != scan.sentences[index].block:
            break
        plan = _last(patterns.aiming, scan.skeleton, sentence.start, sentence.end)
        done = _last(patterns.done, scan.skeleton, sentence.start, sentence.end)
        if plan >= 0 or done >= 0:
            return plan if plan > done else -1
    return -1


@lru_cache(maxsize=2)
def _places(pattern: Any, skeleton: str) -> list[int]:
    """Where a pattern is found in a page; its figures ask for it one by one."""
    return [match.start() for match in pattern.finditer(skeleton)]


def _still_to_build(scan: Scan, patterns: StatusPatterns, index: int, clause: Span, place: int) -> int | None:
    """年产56GW…项目…。建成后，将成为…: where the paragraph goes on with what will be so once the plant stands."""
    sentence = scan.sentences[index]
    last = min(index + 2, len(scan.sentences) - 1)
    while scan.sentences[last].block != sentence.block:
        last -= 1
    match = (
        patterns.built.search(scan.skeleton, sentence.start, scan.sentences[last].end)
        or patterns.under_way.search(scan.skeleton, max(clause.start, place - _BUILDING_NEAR), place)
        or patterns.broken_ground.match(scan.skeleton, place + 1, sentence.end)
    )
    return match.start() if match else None


def _is_over(when: When, issued: date) -> bool:
    """Whether the text itself dates a figure to a time before the issue."""
    return when.source == "text" and when.period.end is not None and when.period.end < issued


def _last(pattern: Any, skeleton: str, start: int, end: int) -> int:
    """Where the last match starts, or -1."""
    at = -1
    for match in pattern.finditer(skeleton, start, end):
        at = match.start()
    return at


def _last_plan(pattern: Any, skeleton: str, start: int, end: int) -> int:
    """Where the last word of a plan starts, or -1; what tells 将 from 把 may stand behind the figure."""
    at = -1
    for match in pattern.finditer(skeleton, start, end + _SHIFTED_NEAR):
        if match.start() >= end:
            break
        at = match.start()
    return at


def _by_heading(scan: Scan, patterns: StatusPatterns, index: int) -> Judged:
    blocks = scan.page.blocks
    block = scan.sentences[index].block
    article = blocks[block].article
    for earlier in range(block - 1, -1, -1):
        if blocks[earlier].article != article:
            break
        if blocks[earlier].role in (HEADLINE, SECTION):
            heading = scan.page.flow[blocks[earlier].start : blocks[earlier].end]
            if patterns.plan_heading.search(heading):
                return Judged("planned", "heading")
            if patterns.done_heading.search(heading):
                return Judged("actual", "heading")
    return Judged("actual", "default")
