"""Diff of two facts tables of 100 000 rows, beside pandas reading the same two files and doing nothing with them.

    python benchmarks/diff_tables.py [--facts 100000] [--changed 2] [--repeat 3]

Each run is a process of its own, start-up included; time by the clock and of the processor, and peak memory (resident
set), are the best of the repeats.
The tables are made up: of every hundred facts, ``--changed`` have another value, as many another sentence (and id), as
many are gone, and as many new. Memory needs Linux or another system that counts it in kibibytes.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from taiyuan_facts.model import KINDS, Fact
from taiyuan_facts.output.tables import write_table

_PANDAS = "import sys, pandas; [pandas.read_csv(path, dtype=str, keep_default_na=False) for path in sys.argv[1:]]"
_DIFF = "import sys; from taiyuan_facts.cli import main; sys.argv[1:1] = ['diff', '--quiet']; main()"
_PARTS = ("钢铁", "光伏", "氢能", "轴承", "装备", "数字", "物流", "食醋", "碳纤维", "铝镁")
_WORDS = ("项目", "基地", "产业园", "生产线", "工程")


_FACT = Fact(
    id="",
    doc="",
    article="",
    kind="",
    subject="",
    indicator="总投资",
    item="",
    qualifier="exact",
    value=None,
    value_max=None,
    unit="亿元",
    per="",
    date="2022",
    date_start=None,
    date_end=None,
    date_source="document",
    status="planned",
    raw="",
    sentence="",
    line=1,
    start=0,
    end=0,
    rule="investment-total",
)


class Cost(NamedTuple):
    """Seconds by the clock, seconds of the processor, and mebibytes at the peak."""

    seconds: float
    processor: float
    mebibytes: float


def make_facts(count: int) -> Iterator[Fact]:
    """Made-up facts, fifty a document, of ordinary length."""
    for number in range(count):
        name = f"{_PARTS[number % 10]}{number // 10 % 997}号{_WORDS[number % 5]}"
        value = Decimal(number % 9973 + 1) / 4
        raw = f"{value}亿元"
        yield dataclasses.replace(
            _FACT,
            id=_name(number),
            doc=f"pages/{number // 50:06}.txt",
            article=f"第{number // 200}期头条",
            kind=KINDS[number % 10],
            subject=name,
            value=value,
            raw=raw,
            sentence=f"{name}的建设一直没有停下，按照计划总投资{raw}，建成后可以带动{number % 83}家企业一起发展。",
            line=number % 50 * 2 + 1,
            start=number % 50 * 80,
            end=number % 50 * 80 + len(raw),
        )


def _name(number: int, edition: int = 0) -> str:
    return hashlib.blake2b(f"{number} {edition}".encode(), digest_size=6).hexdigest()


def edit(facts: Iterator[Fact], changed: int) -> Iterator[Fact]:
    """The facts with, of each hundred, so many of each sort of change."""
    for number, fact in enumerate(facts):
        place = number * 37 % 100
        if place < changed:
            yield dataclasses.replace(fact, value=(fact.value or Decimal(0)) + 1)
        elif place < 2 * changed:
            sentence = fact.sentence.replace("一直没有停下", "没有停过一天")
            yield dataclasses.replace(fact, sentence=sentence, id=_name(number, 1))
        elif place < 3 * changed:
            continue
        elif place < 4 * changed:
            yield fact
            yield dataclasses.replace(
                fact, id=_name(number, 2), subject="新来的项目", raw="一", sentence="另有一句话。"
            )
        else:
            yield fact


def measure(script: str, paths: list[Path], repeat: int) -> tuple[Cost, int]:
    """The best cost of so many runs, and the exit code."""
    costs = []
    code = 0
    for _ in range(repeat):
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", script, *map(str, paths)])
        _, status, usage = os.wait4(process.pid, 0)
        costs.append(Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
        code = os.waitstatus_to_exitcode(status)
    return Cost(*map(min, zip(*costs, strict=True))), code


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--changed", type=int, default=2, help="of each hundred, for each sort of change (at most 25)")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tyfacts-benchmark-") as folder:
        paths = [Path(folder, name) for name in ("old.csv", "new.csv")]
        write_table(make_facts(options.facts), paths[0])
        write_table(edit(make_facts(options.facts), options.changed), paths[1])
        size = sum(path.stat().st_size for path in paths) / 1024**2
        pandas, _ = measure(_PANDAS, paths, options.repeat)
        diff, code = measure(_DIFF, paths, options.repeat)
    print(f"two tables of {options.facts} facts, {size:.0f} MiB; tyfacts diff ends with exit code {code}")
    print(f"{'':24}{'seconds':>10}{'CPU s':>10}{'MiB':>10}")
    ratio = Cost(*(ours / theirs for ours, theirs in zip(diff, pandas, strict=True)))
    for name, cost in (("pandas, reading alone", pandas), ("tyfacts diff", diff), ("ratio", ratio)):
        print(f"{name:24}{cost.seconds:10.2f}{cost.processor:10.2f}{cost.mebibytes:10.{2 if cost is ratio else 0}f}")


if __name__ == "__main__":
    main()
