"""What extraction costs, as ratios within one run, so that the machine cancels out.

    python benchmarks/speed.py               all measurements, each with what is claimed of it
    python benchmarks/speed.py scan process  some of them
    python benchmarks/speed.py --rounds 15   medians of more rounds

Exit code 1 where a claim does not hold.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, whether it is installed or not

import regex

from taiyuan_facts.model import Document
from taiyuan_facts.pipeline import extract_document
from taiyuan_facts.reading import IssueDates, find_sources, read_document
from taiyuan_facts.ruleset.loader import load_packaged

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
NUMERALS = "[0-9〇零一二三四五六七八九十百千万亿两]+"
LIBRARIES = "import typer, rich, regex, yaml, cn2an"
COLD = {"TYFACTS_CACHE": "0"}  # rules built anew, as in the first run after an installation and with rules of one's own
EXTRACT = [sys.executable, "-m", "taiyuan_facts", "extract", "--quiet"]
LOAD = """
import time
start = time.perf_counter()
import regex, yaml
imported = time.perf_counter()
from taiyuan_facts.ruleset.loader import load_packaged
ready = time.perf_counter()
rules = load_packaged().rules
loaded = time.perf_counter()
for rule in rules:
    rule.pattern
print(imported - start, loaded - ready, time.perf_counter() - loaded)
"""
MEGABYTES = (0.3125, 0.625, 1.25, 2.5, 5.0, 10.0)
PATIENCE = 60  # seconds; what takes longer is not tried at twice the length
FOLDERS = (100, 400)  # documents


@dataclass(frozen=True, slots=True)
class Measurement:
    """A ratio, the most that is claimed of it, and what it is made of."""

    name: str
    ratio: float
    claim: float
    made_of: str

    def __str__(self) -> str:
        verdict = "holds" if self.ratio <= self.claim else "DOES NOT HOLD"
        return f"{self.name}: {self.ratio:.2f}, claimed at most {self.claim:g}: {verdict}\n    {self.made_of}"


def seed_documents() -> list[Document]:
    """The five pages, as an extraction reads them."""
    dates = IssueDates()
    documents = []
    for source in find_sources([SEEDS]):
        text = read_document(source)
        documents.append(Document(source.name, text, dates.find(source, text)))
    return documents


def seconds(task: Callable[[], object]) -> float:
    """How long the task takes once."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def medians(rounds: int, *tasks: Callable[[], object]) -> list[float]:
    """The median time of each task; the tasks take turns, so that a busy moment meets them all."""
    taken = [[seconds(task) for task in tasks] for _ in range(rounds)]
    return [median(times) for times in zip(*taken, strict=True)]


def run(command: Sequence[str | Path], **variables: str) -> str:
    """What a command prints, run with the package of this checkout; CalledProcessError where it fails."""
    return subprocess.run(command, check=True, capture_output=True, text=True, env=_environment(**variables)).stdout


def _environment(**variables: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | variables


def _milliseconds(*times: float) -> list[str]:
    return [f"{each * 1000:.2f} ms" if each < 0.1 else f"{each * 1000:.0f} ms" for each in times]


def measure_scan(rounds: int) -> list[Measurement]:
    """Extracting the five pages, start-up aside, beside one bare scan of their numerals."""
    documents, ruleset, numerals = seed_documents(), load_packaged(), regex.compile(NUMERALS)

    def extract() -> None:
        for document in documents:
            for _ in extract_document(document, ruleset):
                pass

    def scan() -> None:
        for document in documents:
            numerals.findall(document.text)

    extract()  # patterns are compiled and libraries imported when they are first needed
    extracting, scanning = medians(rounds * 3, extract, scan)
    shown = _milliseconds(extracting, scanning)
    return [
        Measurement("extraction / bare scan of numerals", extracting / scanning, 60, f"{shown[0]} beside {shown[1]}")
    ]


def measure_process(rounds: int) -> list[Measurement]:
    """The whole process beside one that imports the libraries and does nothing; with rules from the cache, and without.

    The cold way compiles a pattern when it is first needed, as a run does that keeps nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [*EXTRACT, str(SEEDS), "-o", str(Path(folder, "facts.csv"))]
        importing_command = [sys.executable, "-c", LIBRARIES]
        run(command)  # the first run writes byte code and fills the cache
        warm, cold, importing = medians(
            rounds, lambda: run(command), lambda: run(command, **COLD), lambda: run(importing_command)
        )
    name = "tyfacts extract seeds/, {} / importing its libraries"
    return [
        _beside(name.format("rules from the cache (warm)"), warm, importing, 1.6),
        _beside(name.format("rules built anew (cold)"), cold, importing, 6),
    ]


def _beside(name: str, taken: float, other: float, claim: float) -> Measurement:
    shown = _milliseconds(taken, other)
    return Measurement(name, taken / other, claim, f"{shown[0]} beside {shown[1]}")


def measure_loading(rounds: int) -> list[Measurement]:
    """Having the packaged rules, all compiled, beside importing regex and yaml: from the cache, and built anew."""
    command = [sys.executable, "-c", LOAD]
    run(command)  # the first run writes byte code and fills the cache
    taken: tuple[list[list[float]], list[list[float]]] = [], []
    for _ in range(rounds):
        for times, variables in zip(taken, ({}, COLD), strict=True):
            times.append([float(number) for number in run(command, **variables).split()])
    # 60 ms where the import takes 20; what is built anew is claimed so that it does not grow
    return [
        _loading("all rules, from the cache (warm) / import regex, yaml", taken[0], 3),
        _loading("all rules, built anew (cold) / import regex, yaml", taken[1], 28),
    ]


def _loading(name: str, taken: list[list[float]], claim: float) -> Measurement:
    importing, loading, compiling = (median(times) for times in zip(*taken, strict=True))
    shown = _milliseconds(loading, compiling, importing)
    made_of = f"loading {shown[0]} and compiling {shown[1]}, {len(load_packaged().rules)} rules, beside {shown[2]}"
    return Measurement(name, (loading + compiling) / importing, claim, made_of)


def measure_length(rounds: int) -> list[Measurement]:
    """How the time grows when the length doubles, up to 10 MB in one line: prose, and figures without marks."""
    prose = "".join("".join(document.text.split()) for document in seed_documents())
    return [
        _doubling("prose", prose, rounds),
        _doubling("figures without any mark", "某某项目总投资24.7亿元同比增长百分之十二点五", rounds),
    ]


def _doubling(name: str, piece: str, rounds: int) -> Measurement:
    ruleset = load_packaged()
    times: list[float] = []
    for megabytes in MEGABYTES:
        if times and times[-1] > PATIENCE:
            break
        document = Document("long.txt", piece * (int(megabytes * 1_000_000) // len(piece.encode()) + 1))

        def extract(document: Document = document) -> None:
            for _ in extract_document(document, ruleset):
                pass

        times += medians(max(1, rounds // 5), extract)
    shown = ", ".join(f"{size:g} MB {taken:.1f} s" for size, taken in zip(MEGABYTES, times, strict=False))
    worst = max((longer / shorter for shorter, longer in pairwise(times)), default=inf)
    if len(times) < len(MEGABYTES):
        worst, shown = inf, f"{shown}, and no further"
    return Measurement(f"twice the length ({name}) / once", worst, 2.5, shown)


def measure_memory(rounds: int) -> list[Measurement]:
    """Peak memory of a run over four times as many documents."""
    peaks = [median(_peak(count) for _ in range(max(1, rounds // 5))) for count in FOLDERS]
    shown = ", ".join(f"{count} pages {peak / 1024:.0f} MB" for count, peak in zip(FOLDERS, peaks, strict=True))
    return [Measurement("memory for four times the pages / once", peaks[1] / peaks[0], 1.1, shown)]


def _peak(count: int) -> int:
    """Peak memory in KiB of extracting that many pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "pages")
        folder.mkdir()
        documents = seed_documents()
        for number in range(count):
            document = documents[number % len(documents)]
            (folder / f"{number:05}.txt").write_text(document.text, encoding="utf-8")
        command = [*EXTRACT, str(folder), "--issue-date", "2022-08-12", "-o", str(Path(name, "facts.csv"))]
        process = subprocess.Popen(command, env=_environment())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_maxrss


MEASUREMENTS: dict[str, Callable[[int], list[Measurement]]] = {
    "scan": measure_scan,
    "process": measure_process,
    "loading": measure_loading,
    "length": measure_length,
    "memory": measure_memory,
}


def main() -> int:
    """Run the command; give back its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(MEASUREMENTS)}; all by default")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in MEASUREMENTS]
    if unknown:
        parser.error(f"unknown {unknown[0]}; known are {', '.join(MEASUREMENTS)}")
    holds = True
    with tempfile.TemporaryDirectory() as cache:  # not the user's own
        os.environ["XDG_CACHE_HOME"] = cache
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user has byte code from the second run on
        for name in options.names or MEASUREMENTS:
            for measurement in MEASUREMENTS[name](options.rounds):
                print(measurement, flush=True)
                holds &= measurement.ratio <= measurement.claim
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
