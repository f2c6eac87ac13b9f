"""Measure how fast reports are read, against spaCy's whole small English pipeline on the same texts, on one core.

    python benchmarks/reading/run.py [--texts 200] [--jsonl FILE] [--large]

Both take turns over the same batches of texts in one run, so that what else the machine does hits both. Processor seconds are
counted, not the clock. ``--jsonl`` measures on the ``text`` of each line of a file instead of made texts. ``--large`` reads texts
of 1, 2.5 and 5 MB and 5 MB of hostile ones, each in a process of its own, and tells seconds and peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false")  # before numpy is loaded
sys.path.insert(0, str(Path(__file__).parent))

from generator import make_large, make_news, make_page

from civharm.model import make_report
from civharm.reading import read
from civharm.reading.sentences import MODEL

TURN = 10  # texts a turn
MB = 1_000_000
HOSTILE: dict[str, Callable[[int], str]] = {
    "one line without a stop": lambda size: "soldiers killed and " * (size // 20),
    "digits": lambda size: "1234567890" * (size // 10),
    "open brackets": lambda size: "killed ((((((([[[[ " * (size // 19),
    "line breaks": lambda size: "two killed\n" * (size // 11),
}


def pin() -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})


def take_turns(texts: Sequence[str]) -> dict[str, float]:
    """Read the texts with both, turn by turn; documents a processor second of each, and how often ours is faster."""
    import spacy

    peer = spacy.load(MODEL)
    list(peer.pipe(texts[:2]))
    read(make_report("warm", make_news(0)))
    spent, claims = [0.0, 0.0], 0
    for at in range(0, len(texts), TURN):
        turn = texts[at : at + TURN]
        begin = time.process_time()
        list(peer.pipe(turn, batch_size=16))
        middle = time.process_time()
        claims += sum(len(read(make_report(f"{at}-{n}", text))) for n, text in enumerate(turn))
        spent[0] += middle - begin
        spent[1] += time.process_time() - middle
    return {
        "texts": len(texts), "characters": sum(map(len, texts)) // len(texts), "claims": claims,
        "spacy_texts_a_second": round(len(texts) / spent[0], 1), "civharm_texts_a_second": round(len(texts) / spent[1], 1),
        "times_as_fast": round(spent[0] / spent[1], 2),
    }  # fmt: skip


def read_alone(text: str) -> dict[str, float]:
    """Read one text and nothing else; to be called in a process of its own."""
    begin = time.process_time()
    claims = len(read(make_report("large", text)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"characters": len(text), "claims": claims, "cpu_seconds": round(time.process_time() - begin, 1), "peak_mb": round(peak)}


def measure_large() -> dict[str, dict[str, float]]:
    """Large and hostile texts, each in a process of its own."""
    jobs = [f"news {size}" for size in (MB, 5 * MB // 2, 5 * MB)] + [f"{name} {5 * MB}" for name in HOSTILE]
    found = {}
    for job in jobs:
        done = subprocess.run([sys.executable, __file__, "--alone", job], stdout=subprocess.PIPE, text=True, check=True)
        found[job] = json.loads(done.stdout)
        print(job, found[job], file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--jsonl", type=Path)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--alone")
    options = parser.parse_args()
    pin()
    if options.alone:
        name, _, size = options.alone.rpartition(" ")
        make = HOSTILE.get(name, make_large)
        print(json.dumps(read_alone(make(int(size)))))
    elif options.large:
        print(json.dumps(measure_large(), indent=1))
    elif options.jsonl:
        rows = options.jsonl.read_text(encoding="utf-8").splitlines()
        print(json.dumps(take_turns([json.loads(row)["text"] for row in rows][: options.texts]), indent=1))
    else:
        figures: dict[str, object] = {"conflict news": take_turns([make_news(n) for n in range(1, options.texts + 1)])}
        figures["mixed crawl"] = take_turns([make_page(n) for n in range(1, 2 * options.texts + 1)])
        figures["peak_mb_of_both"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
