"""Measure linking on a made corpus: how well, how fast, how much memory, and what an addition costs.

    python benchmarks/linking/run.py [--incidents 10000] [--add 1000] [--check]

``--check`` also links all in one full run and compares. Each size is run in a process of its own, so that its peak memory is its
own.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generator import make_corpus

from civharm.linking import LinkState, link
from civharm.model import Links


def score_b3(links: Links, truth: Mapping[str, int]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over claims; a claim in no incident stands alone."""
    found = {claim: incident.id for incident in links.incidents for claim in incident.claims}
    both, predicted, real = defaultdict[object, int](int), defaultdict[object, int](int), defaultdict[object, int](int)
    for claim, incident in truth.items():
        label = found.get(claim, claim)
        both[label, incident] += 1
        predicted[label] += 1
        real[incident] += 1
    precision = sum(n * n / predicted[label] for (label, _), n in both.items()) / len(truth)  # type: ignore[misc]
    recall = sum(n * n / real[incident] for (_, incident), n in both.items()) / len(truth)  # type: ignore[misc]
    return precision, recall, 2 * precision * recall / (precision + recall)


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--add", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    corpus = make_corpus(options.incidents, options.seed)
    random.Random(options.seed).shuffle(corpus.claims)
    base_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    late = {claim.report for claim in corpus.claims[: options.add // 2]}
    late_claims = [claim for claim in corpus.claims if claim.report in late][: options.add]
    late = {claim.report for claim in late_claims}
    early = [claim for claim in corpus.claims if claim.report not in late]
    early_reports = [report for report in corpus.reports if report.id not in late]
    late_reports = [report for report in corpus.reports if report.id in late]
    late_claims = [claim for claim in corpus.claims if claim.report in late]
    gc.collect()
    gc.freeze()  # the corpus is the caller's: the collector need not walk it at every step of what is measured

    state = LinkState()
    before, cpu_before = time.perf_counter(), time.process_time()
    state.add(early, early_reports)
    full, cpu_full = time.perf_counter() - before, time.process_time() - cpu_before
    former = state.links.incidents
    gc.freeze()
    before, cpu_before = time.perf_counter(), time.process_time()
    links = state.add(late_claims, late_reports)
    added, cpu_added = time.perf_counter() - before, time.process_time() - cpu_before
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    precision, recall, f1 = score_b3(links, corpus.truth)
    result = {
        "claims": len(corpus.claims), "reports": len(corpus.reports), "incidents": options.incidents, "found": len(links.incidents),
        "b3": [round(precision, 4), round(recall, 4), round(f1, 4)], "seconds": round(full, 1),
        "cpu_seconds": round(cpu_full, 1),
        "added_claims": len(late_claims), "added_seconds": round(added, 2), "added_cpu_seconds": round(cpu_added, 2),
        "added_share": round(cpu_added / cpu_full, 4),
        "peak_mb": round(peak_mb), "corpus_mb": round(base_mb),
    }  # fmt: skip
    if options.check:
        del state
        result["same_as_full"] = link(corpus.claims, corpus.reports, (), former) == links
    print(json.dumps(result))


if __name__ == "__main__":
    main()
