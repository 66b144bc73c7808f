"""The golden table: what the pages in seeds/ give, fact by fact and byte by byte."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "seeds.csv"
COMMAND = ["extract", "seeds/", "-o"]
UPDATE = f"tyfacts {' '.join(COMMAND)} {GOLDEN.relative_to(ROOT)}"


def extract_seeds(table: Path, **environment: str) -> bytes:
    """The bytes of the table that the command line writes for seeds/."""
    subprocess.run(
        [sys.executable, "-m", "taiyuan_facts", *COMMAND, table], cwd=ROOT, env=os.environ | environment, check=True
    )
    return table.read_bytes()


def test_the_seeds_give_the_golden_table(tmp_path: Path) -> None:
    """Extracting seeds/ gives tests/golden/seeds.csv, to the byte."""
    table = extract_seeds(tmp_path / "seeds.csv")
    old, new = (data.decode().splitlines() for data in (GOLDEN.read_bytes(), table))
    changes = list(difflib.unified_diff(old, new, "golden table", "seeds/ now", lineterm="", n=0))
    assert table == GOLDEN.read_bytes(), "\n".join([*changes[:40], f"If this is right: `{UPDATE}`"])


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the seed of Python's hashes nor locale, time zone or number of processes change a byte."""
    one = extract_seeds(tmp_path / "one.csv", PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    other = extract_seeds(
        tmp_path / "other.csv", PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Asia/Shanghai", TYFACTS_JOBS="2"
    )
    assert one == other
