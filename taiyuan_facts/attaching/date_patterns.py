"""What tells times that date a figure from others, compiled from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taiyuan_facts.attaching.lengths import LengthPatterns
from taiyuan_facts.patterns import compile_words
from taiyuan_facts.scanning.times import TimeGrammar


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """What tells times that date a figure from others.

    ``named``: what a year that only belongs to a name goes on with (2023年…论坛); ``base`` and ``base_behind``: what
    stands around the base of a comparison (比去年, 在2020年基础上); ``told``: what follows the day of a report
    (4月初披露); ``lengths``: times told as a length (未来三年); ``subsection``: how a heading under another begins;
    ``part``: how a sentence begins that takes the one before apart (其中); ``report``: a report that looks back,
    behind its year; ``base_told``: what stands between 去年同期 and its own figure; ``leaving``: what stands before a
    time that something has moved on from; ``left`` and ``reached``: what stands before a level that it has moved on
    from, and before the one it has moved to; ``since_when``: what follows 2011年以来 where it dates nothing;
    ``yearly``: what stands before a time of every year; ``own_time``: how a sentence begins that has a time of its own;
    ``by_year``: what says that a rate is of each of several years; ``delivered``: what follows the month of a contract;
    ``in_years``: what follows 五年来 where it only says how long there was no such thing; ``indexed`` and ``due``: what
    follows the year that a change is measured by, and the time at which something is to be finished or begun;
    ``attributive``: how a time goes on that tells of what a noun is; ``caused``: how one behind 受 goes on that only
    tells of a cause.
    """

    named: Any
    base: Any
    base_behind: Any
    told: Any
    lengths: LengthPatterns
    subsection: Any
    part: Any
    report: Any
    base_told: Any
    leaving: Any
    left: Any
    reached: Any
    since_when: Any
    yearly: Any
    own_time: Any
    by_year: Any
    delivered: Any
    set_at: Any
    by_then: Any
    in_years: Any
    built: Any
    recent: frozenset[str]
    founded: Any
    indexed: Any
    due: Any
    attributive: Any
    caused: Any

    @classmethod
    def build(cls, words: Mapping[str, str], times: TimeGrammar) -> DatePatterns:
        """From the lexicon and the grammar of times of a rule set."""
        return cls(
            compile_words(
                rf"(?:(?!{words['plans_to']})[\p{{Han}}“”]){{2,20}}?(?!{words['plans_to']})(?:{words['dated_names']})"
            ),
            times.base,
            times.base_behind,
            compile_words(rf"[，,]?[^，,。；;：:\ue000-\uf8ff]{{0,20}}?(?:{words['speaker']}|{words['reports']})"),
            LengthPatterns.build(words, times.base),
            compile_words(words["subsection"]),
            compile_words(words["part"]),
            compile_words(rf"\p{{Han}}{{0,20}}?(?:{words['looks_back']})"),
            compile_words(words["base_told"]),
            compile_words(words["leaving"]),
            compile_words(words["base_led"]),
            compile_words(words["reached"]),
            compile_words(words["since_when"]),
            compile_words(rf"{words['yearly']}$"),
            compile_words(words["own_time"]),
            compile_words(words["by_year"]),
            compile_words(words["delivered"]),
            compile_words(words["set_at"]),
            compile_words(words["by_then"]),
            compile_words(words["in_years"]),
            compile_words(words["once_built"]),
            frozenset(times.words["recent"]),
            compile_words(words["founded"]),
            compile_words(words["indexed_to"]),
            compile_words(rf"{words['modal']}{{0,3}}\p{{Han}}{{0,4}}?(?:{words['milestone']})"),
            compile_words(words["attributive"]),
            compile_words(words["caused"]),
        )
