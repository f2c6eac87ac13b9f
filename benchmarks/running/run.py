"""Measure `civharm run` on a thousand fictional reports: the first run, a second with nothing to do, a third with one report more.

python benchmarks/running/run.py [--reports 1000] [--seed 1]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from examples import fill_line, load_lines, parse_example

ROOT = Path(__file__).parents[2]

_PLAIN = (
    "Shops in the old market opened again on {DAY} after the holiday.",
    "The council of {PLACE} has repaired eleven kilometres of road since spring.",
    "Farmers in {REGION} expect a better harvest than last year, an official told {OUTLET}.",
    "Talks between the ministers of {COUNTRY} and a neighbour go on in {PLACE2}.",
    "The price of bread has risen by a tenth, traders in {PLACE} say.",
)


def make_reports(number: int, seed: int) -> list[str]:
    """Make the texts of fictional reports: a headline and ten to eighteen sentences; every second report tells no harm."""
    chance = random.Random(seed)
    lines = [line for path in sorted((ROOT / "training/sentences").glob("*.txt")) for line in load_lines(path)]
    return [_make_report(lines if at % 2 else list(_PLAIN), chance) for at in range(number)]


def _make_report(lines: list[str], chance: random.Random) -> str:
    told = [parse_example(fill_line(chance.choice(lines), chance)).text for _ in range(chance.randint(10, 18))]
    day = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    title = " ".join(told[0].split()[:9])
    return f"---\npublished: {day}\npublisher: Fictional Wire {chance.randint(1, 40)}\n---\n{title}\n\n" + "\n\n".join(told) + "\n"


def run(reports: Path, base: Path) -> tuple[float, dict[str, Any]]:
    """Call the command, and return its seconds and what it printed for machines."""
    ask = ["run", reports, "--project", base / "project", "--out", base / "record", "--json"]
    command = [sys.executable, "-m", "civharm.cli", *ask]
    before = time.perf_counter()
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, text=True, check=True, env=usual)
    return time.perf_counter() - before, json.loads(done.stdout)


def hash_release(folder: Path) -> str:
    """Hash all files of a release."""
    return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())).hexdigest()


def hash_store(project: Path) -> str:
    """Hash all rows of the store but those of the log of runs, which holds the clock."""
    with sqlite3.connect(project / "civharm.sqlite") as base:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        names = [name for (name,) in base.execute(tables) if "fts" not in name]
        rows = [sorted(map(repr, base.execute(f"SELECT * FROM {name}"))) for name in names if name != "runs"]
    base.close()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def main() -> None:
    """Measure and print one line of JSON."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--reports", type=int, default=1000)
    ask.add_argument("--seed", type=int, default=1)
    options = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base, reports = Path(folder), Path(folder) / "reports"
        reports.mkdir()
        texts = make_reports(options.reports + 1, options.seed)
        for at, text in enumerate(texts[:-1]):
            (reports / f"{at:05}.txt").write_text(text, encoding="utf-8")
        first, told = run(reports, base)
        before = hash_release(base / "record"), hash_store(base / "project")
        second, again = run(reports, base)
        same = before == (hash_release(base / "record"), hash_store(base / "project"))
        (reports / "one-more.txt").write_text(texts[-1], encoding="utf-8")
        third, added = run(reports, base)
    result = {
        "reports": told["new"], "first_s": round(first, 1), "per_minute": round(60 * told["read"] / first),
        "second_s": round(second, 2),
        "share": round(second / first, 4), "read_again": again["read"], "same_bytes_and_rows": same,
        "one_more_s": round(third, 1), "read_then": added["read"],
    }  # fmt: skip
    print(json.dumps(result))


if __name__ == "__main__":
    main()
