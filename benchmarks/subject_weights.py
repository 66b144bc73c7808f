"""Fits the weights of rules/subjects.yaml to annotated pages, and says how good they are on other pages.

    python benchmarks/subject_weights.py                    held-out and fitted shares of right subjects
    python benchmarks/subject_weights.py DIR DIR …          the same on other gold folders (see accuracy.py)
    python benchmarks/subject_weights.py --write DIR …      write the weights that all of them give

Every figure of the gold that is found is a choice among candidates; the model is a conditional logit (McFadden 1974)
over their marks, where any candidate that the gold accepts is right, with a small quadratic penalty.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, whether it is installed or not

from benchmarks.accuracy import GOLD, GoldDocument, load_gold, read_sentences
from benchmarks.scoring import finds, named
from taiyuan_facts.attaching.marks import MARKS
from taiyuan_facts.attaching.subject import Weighed
from taiyuan_facts.attaching.trace import Tracer
from taiyuan_facts.model import Document
from taiyuan_facts.ruleset.loader import load_packaged

WEIGHTS = Path(__file__).resolve().parents[1] / "rules" / "subjects.yaml"
PENALTY = 1.0
STEPS = 300
RATE = 0.06  # of Adam (Kingma & Ba 2015), whose other constants are the usual ones
FOLDS = 6
PROPOSED = MARKS.index("proposed")
LESSON = 5  # times that a sentence of subjects.txt counts
ISSUED = date(2022, 8, 12)
_LINE = re.compile(r"^(  )([^\s#:]+): (-?[\d.]+)(?=\s|$)", re.MULTILINE)

Matrix = NDArray[np.float64]


class Choice(NamedTuple):
    """A figure's candidates: a row of marks for each, and which of them the gold accepts."""

    document: str
    marks: Matrix
    right: NDArray[np.bool_]


def choices(golds: Sequence[GoldDocument], tracer: Tracer) -> Iterator[Choice]:
    """The choices that the gold of some documents answers; those without a right candidate teach nothing."""
    for gold in golds:
        found = tracer.scan(gold.document)
        for trace in tracer.trace(found):
            if trace.fact is None or not trace.candidates:
                continue
            figure = trace.fact
            answer = next(
                (g for g in gold.golds if g.start < figure.end and figure.start < g.end and finds(figure, g)), None
            )
            if answer is None or answer.optional or not answer.subjects:
                continue
            right = [named(answer.subjects, found.text(*candidate.span)) for candidate in trace.candidates]
            yield Choice(gold.name, _rows(trace.candidates), np.array(right))


def lessons(tracer: Tracer) -> Iterator[Choice]:
    """The choices of the sentences in subjects.txt, each several times over: they show what few pages have."""
    for sentence in read_sentences():
        found = tracer.scan(Document("", sentence.text, ISSUED))
        traces = [t for t in tracer.trace(found) if t.fact is not None and t.fact.raw == sentence.figure]
        if len(traces) != 1:
            raise SystemExit(f"subjects.txt: {sentence.figure} is no figure, or several, in «{sentence.text}»")
        [trace] = traces
        right = [found.text(*candidate.span) == sentence.subject for candidate in trace.candidates]
        if trace.candidates:
            yield from [Choice(sentence.note, _rows(trace.candidates), np.array(right))] * LESSON


def _rows(candidates: Sequence[Weighed]) -> Matrix:
    marks = [[candidate.marks >> at & 1 for at in range(len(MARKS))] for candidate in candidates]
    return np.array(marks, dtype=np.float64)


def fit(learned: Sequence[Choice], proposed: float) -> Matrix:
    """The weight of each mark, by gradient descent on the conditional likelihood of the right candidates.

    ``proposed`` is what a proposal weighs. It is not fitted: the rules of thumb that propose a subject were made with
    annotated pages in sight, which so overrate them.
    """
    told = [choice for choice in learned if choice.right.any()]
    marks = np.vstack([choice.marks for choice in told])
    marks[:, PROPOSED] = 0
    right = np.concatenate([choice.right for choice in told])
    sizes = [len(choice.right) for choice in told]
    of = np.repeat(np.arange(len(told)), sizes)
    starts = np.cumsum([0, *sizes[:-1]])
    weights, mean, square = (np.zeros(len(MARKS)) for _ in range(3))
    for step in range(1, STEPS + 1):
        sums = marks @ weights
        likely = np.exp(sums - np.maximum.reduceat(sums, starts)[of])
        among_right = likely * right
        slope = likely / np.add.reduceat(likely, starts)[of] - among_right / np.add.reduceat(among_right, starts)[of]
        gradient = marks.T @ slope + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    weights[PROPOSED] = proposed
    return np.round(weights, 2)


def share_right(judged: Sequence[Choice], weights: Matrix) -> float:
    """The share of choices whose weightiest candidate is right."""
    return sum(bool(choice.right[np.argmax(choice.marks @ weights)]) for choice in judged) / max(len(judged), 1)


def held_out(learned: Sequence[Choice], taught: Sequence[Choice], proposed: float) -> float:
    """The share that is right where each document is judged by the weights that the others and the sentences give."""
    documents = sorted({choice.document for choice in learned})
    hits = 0.0
    for fold in range(FOLDS):
        left = set(documents[fold::FOLDS])
        judged = [choice for choice in learned if choice.document in left]
        weights = fit([*(choice for choice in learned if choice.document not in left), *taught], proposed)
        hits += share_right(judged, weights) * len(judged)
    return hits / max(len(learned), 1)


def write(weights: Matrix) -> None:
    """Put the weights into subjects.yaml, whose words stay as they are."""
    number = dict(zip(MARKS, weights, strict=True))
    text = WEIGHTS.read_text(encoding="utf-8")
    text = _LINE.sub(lambda match: f"{match[1]}{match[2]}: {number[match[2]]:.2f}", text)
    WEIGHTS.write_text(text, encoding="utf-8")


def main() -> int:
    """Fit, say how good it is, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[GOLD], metavar="DIR")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    tracer = Tracer(load_packaged(), thorough=True)
    learned = [choice for folder in arguments.folders for choice in choices(load_gold(folder), tracer)]
    now = np.array(tracer.attachment.weights.hundredths, dtype=np.float64) / 100
    taught = list(lessons(tracer))
    weights = fit([*learned, *taught], now[PROPOSED])
    named_at_all = np.mean([choice.right.any() for choice in learned])
    print(f"{len(learned)} figures; a right name is among the candidates of {named_at_all:.1%}")
    print(f"right now {share_right(learned, now):.1%}, fitted {share_right(learned, weights):.1%}", end="")
    print(f", held out {held_out(learned, taught, now[PROPOSED]):.1%}", end="")
    print(f"; of the sentences {share_right(taught, weights):.1%}")
    if arguments.write:
        write(weights)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
