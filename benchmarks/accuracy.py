"""Accuracy on the gold of tests/gold, and the ratchet that keeps it.

    python benchmarks/accuracy.py              scores by group, as a table
    python benchmarks/accuracy.py --errors     and everything that is not whole
    python benchmarks/accuracy.py --update     raise tests/gold/reached.json to today's scores
    python benchmarks/accuracy.py --report     write benchmarks/accuracy.md

What the scores mean stands in scoring.py. A gold folder holds NAME.jsonl for each document, NAME.txt beside it (or in
seeds/), and documents.csv with the issue dates.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, whether it is installed or not

from benchmarks.scoring import JUDGED, Gold, Miss, Score, score, total
from taiyuan_facts.model import KINDS, Document, Fact
from taiyuan_facts.output.tables import read_table
from taiyuan_facts.output.values import plain
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.ruleset.loader import load_packaged, load_rules

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
REACHED = GOLD / "reached.json"
REPORT = ROOT / "benchmarks" / "accuracy.md"
TOTAL = "total"
GROUPS = ("all", "headline", *KINDS)
_FIGURE, _SUBJECT, _MARKS = re.compile("‹(.+?)›"), re.compile("｜(.+?)｜"), re.compile("[‹›｜]")
DIGITS = 4  # of the scores in the ratchet, rounded down

Reached = dict[str, dict[str, str | float]]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its gold figures; ``digest`` names the state of the gold."""

    document: Document
    golds: tuple[Gold, ...]
    digest: str

    @property
    def name(self) -> str:
        """The document's name without the ending."""
        return Path(self.document.name).stem


def load_gold(folder: Path = GOLD) -> list[GoldDocument]:
    """The gold documents of a folder, by name."""
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as stream:
        issued = {row["file"]: date.fromisoformat(row["date"]) for row in csv.DictReader(stream) if row["date"]}
    documents = []
    for path in sorted(folder.glob("*.jsonl")):
        beside = path.with_suffix(".txt")
        text = (beside if beside.exists() else ROOT / "seeds" / beside.name).read_text(encoding="utf-8")
        lines = path.read_text(encoding="utf-8")
        golds = tuple(Gold.from_line(json.loads(line), text) for line in lines.splitlines() if line.strip())
        digest = hashlib.sha256((text + lines).encode()).hexdigest()[:12]
        documents.append(GoldDocument(Document(beside.name, text, issued.get(beside.name)), golds, digest))
    return documents


class Sentence(NamedTuple):
    """A sentence of subjects.txt: what it shows, and a text with a figure and the subject of that."""

    note: str
    text: str
    figure: str
    subject: str


def read_sentences() -> list[Sentence]:
    """The sentences of subjects.txt; ValueError for a line without figure or subject."""
    lines = (GOLD / "subjects.txt").read_text(encoding="utf-8").splitlines()
    return [_sentence(line) for line in lines if line and not line.startswith("#")]


def _sentence(line: str) -> Sentence:
    note, _, marked = line.partition(": ")
    figure, subject = _FIGURE.search(marked), _SUBJECT.search(marked)
    if figure is None or subject is None:
        raise ValueError(f"mark the ‹figure› and the ｜subject｜ of {line!r}")
    plain_text = _MARKS.sub("", marked)
    return Sentence(note, plain_text, _MARKS.sub("", figure[1]), _MARKS.sub("", subject[1]))


def score_all(documents: Iterable[GoldDocument], facts: Iterable[Fact] | None = None) -> dict[str, Score]:
    """Document → score, of the facts given or of those that are extracted now."""
    by_document: dict[str, list[Fact]] = {}
    for fact in facts or ():
        by_document.setdefault(Path(fact.doc).stem, []).append(fact)
    scores = {}
    for gold in documents:
        if facts is None:
            found: Sequence[Fact] = list(extract_document(gold.document, load_packaged()))
        else:
            found = by_document.get(gold.name, [])
        scores[gold.name] = score(gold.golds, found)
    return scores


# The ratchet


def reached_now(documents: Sequence[GoldDocument], scores: Mapping[str, Score]) -> Reached:
    """Today's scores in the form of the ratchet: document (or total) → state of its gold, and scores."""
    whole = hashlib.sha256("".join(gold.digest for gold in documents).encode()).hexdigest()[:12]
    reached = {TOTAL: _reached(whole, total(scores.values()))}
    return reached | {gold.name: _reached(gold.digest, scores[gold.name]) for gold in documents}


def _reached(digest: str, of: Score) -> dict[str, str | float]:
    row: dict[str, str | float] = {"gold": digest}
    for group in ("all", "headline"):
        for name, hits in (("figure", "found"), ("fact", "whole")):
            # The rows of other kinds that hold figures of a group do not count in it: more than 1 is no merit.
            row[f"{group} {name}"] = math.floor(min(of.f1(group, hits), 1) * 10**DIGITS) / 10**DIGITS
    return row


def load_reached() -> Reached:
    """What was reached last; nothing where the file is not there yet."""
    reached: Reached = json.loads(REACHED.read_text(encoding="utf-8")) if REACHED.exists() else {}
    return reached


def fallen(before: Reached, now: Reached) -> list[str]:
    """What is not as it was reached, a sentence each: scores that fell, and gold that the ratchet does not know."""
    complaints = []
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, {}), now.get(name, {})
        if old.get("gold") != new.get("gold"):
            complaints.append(f"{name}: its gold is not the one that the scores were reached on")
            continue
        complaints += [
            f"{name}: {score_name} F1 fell from {old[score_name]} to {new[score_name]}"
            for score_name in old
            if score_name != "gold" and float(new[score_name]) < float(old[score_name])
        ]
    return complaints


def raised(before: Reached, now: Reached) -> Reached:
    """The ratchet with today's scores where they are higher; where the gold has changed it starts anew."""
    ratchet: Reached = {}
    for name, new in now.items():
        old = before.get(name, {})
        same = old.get("gold") == new["gold"]
        ratchet[name] = {key: max(value, old[key]) if same else value for key, value in new.items()}
    return ratchet


# The page


def report(documents: Sequence[GoldDocument], scores: Mapping[str, Score]) -> str:
    """The page for maintainers, in Markdown."""
    whole = total(scores.values())
    headline = {name: of.figures("headline") for name, of in scores.items()}
    parts = [
        "# Accuracy\n\nWritten by `python benchmarks/accuracy.py --report`. "
        "What the columns mean stands in [scoring.py](scoring.py). "
        "A figure found counts under the kind that its gold has, a row under its own: "
        "so precision by kind exceeds 1 where rows went to another kind.\n",
        "## By kind\n\n" + _markdown({group: whole.figures(group) for group in GROUPS}),
        "## By document\n\n" + _markdown({name: of.figures("all") for name, of in scores.items()}),
        "## By document, the headline four\n\n" + _markdown(headline),
        "## Open misses\n",
    ]
    for gold in documents:
        misses = scores[gold.name].misses
        parts.append(f"### {gold.name}: {len(misses)}\n\n" + _misses(misses, gold.document.text))
    parts.append("## Known misses among the rule examples\n\n" + _todo())
    return "\n".join(parts)


def _markdown(rows: Mapping[str, Mapping[str, float | int | None]]) -> str:
    columns = list(next(iter(rows.values())))
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    lines += [f"| {name} | " + " | ".join(map(_cell, row.values())) + " |" for name, row in rows.items()]
    return "\n".join(lines) + "\n"


def _cell(number: float | int | None) -> str:
    if number is None:
        return "–"
    return str(number) if isinstance(number, int) else f"{number:.3f}"


def _misses(misses: Sequence[Miss], text: str) -> str:
    if not misses:
        return "None.\n"
    lines = ["| line | figure | | gold | table |", "|---:|---|---|---|---|"]
    for miss in misses:
        quote = miss.gold.quote if miss.gold else miss.fact.raw if miss.fact else ""
        line = text.count("\n", 0, miss.start) + 1
        cells = (quote, miss.why, _gold_in_short(miss.gold), _fact_in_short(miss.fact))
        lines.append(f"| {line} | " + " | ".join(cell.replace("\n", "").replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _gold_in_short(gold: Gold | None) -> str:
    if gold is None:
        return ""
    value = gold.due or "–".join(plain(number) for number in (gold.value, gold.value_max) if number is not None)
    subject = gold.subjects[0] if gold.subjects else ""
    period = "/".join(gold.periods[0]) if gold.periods else ""
    return " · ".join(filter(None, (gold.kinds[0], value + ("" if gold.due else gold.unit), subject, period)))


def _fact_in_short(fact: Fact | None) -> str:
    if fact is None:
        return ""
    value = "–".join(plain(number) for number in (fact.value, fact.value_max) if number is not None) + fact.unit
    return " · ".join(filter(None, (fact.kind, value, fact.subject, fact.date, f"`{fact.rule}`")))


def _todo() -> str:
    rows = [
        f"| `{rule.id}` | {example.text} | {example.todo} |"
        for rule in load_rules(None).rules
        for example in rule.examples
        if example.todo
    ]
    return "\n".join(["| rule | text | why |", "|---|---|---|", *rows]) + "\n" if rows else "None.\n"


# The command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give back its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="DIR", help="another folder of gold")
    parser.add_argument("--facts", type=Path, metavar="TABLE", help="score this table instead of extracting")
    parser.add_argument("--errors", action="store_true", help="list what is not whole")
    parser.add_argument("--json", action="store_true", help="the scores as JSON")
    parser.add_argument("--update", action="store_true", help=f"raise {REACHED.relative_to(ROOT)}")
    parser.add_argument("--report", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    options = parser.parse_args(arguments)
    if (options.update or options.report) and (options.facts or options.gold != GOLD):
        parser.error("--update and --report are about tests/gold, extracted now; leave out --gold and --facts")
    documents = load_gold(options.gold)
    scores = score_all(documents, read_table(options.facts) if options.facts else None)
    whole = total(scores.values())
    rows = {group: whole.figures(group) for group in GROUPS if group in whole.counts}
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table(rows)
    if options.errors:
        for gold in documents:
            print(f"\n{gold.name}\n" + _misses(scores[gold.name].misses, gold.document.text), end="")
    if options.update:
        _update(reached_now(documents, scores))
    if options.report:
        REPORT.write_text(report(documents, scores), encoding="utf-8")
    return 0


def _update(now: Reached) -> None:
    reached = raised(load_reached(), now)
    REACHED.write_text(json.dumps(reached, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for complaint in fallen(reached, now):
        print(complaint, file=sys.stderr)


def _print_table(rows: Mapping[str, Mapping[str, float | int | None]]) -> None:
    columns = ("gold", "rows", "precision", "recall", "figure", "fact", *JUDGED)
    print(" " * 12 + "".join(f"{column:>10}" for column in columns))
    for name, row in rows.items():
        print(f"{name:12}" + "".join(f"{_cell(row[column]):>10}" for column in columns))


if __name__ == "__main__":
    sys.exit(main())
