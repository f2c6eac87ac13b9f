"""Measure how many incidents keep their id and claims when a tenth more reports come in that are not about them.

Not touched is an incident of which no claim is about what the new reports tell, and with which no new claim was linked.

    python benchmarks/linking/stable_ids.py [--incidents 2000]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generator import make_corpus

from civharm.linking import link


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpus = make_corpus(options.incidents, options.seed)
    ids = sorted(report.id for report in corpus.reports)
    late = set(random.Random(options.seed).sample(ids, len(ids) // 11))
    early = [claim for claim in corpus.claims if claim.report not in late]
    touched = {corpus.truth[claim.id] for claim in corpus.claims if claim.report in late and claim.id in corpus.truth}
    first = link(early, [report for report in corpus.reports if report.id not in late]).incidents
    second = link(corpus.claims, corpus.reports, (), first)
    now = {incident.id: incident for incident in second.incidents}
    new = {claim.id for claim in corpus.claims if claim.report in late}
    joined = {claim for incident in second.incidents if not new.isdisjoint(incident.claims) for claim in incident.claims}
    alone = [i for i in first if joined.isdisjoint(i.claims)]
    apart = [i for i in alone if touched.isdisjoint(corpus.truth.get(claim, -1) for claim in i.claims)]
    same_id = sum(i.id in now and set(i.claims) <= set(now[i.id].claims) for i in apart)
    unchanged = sum(i.id in now and i.claims == now[i.id].claims and i.previous_ids == now[i.id].previous_ids for i in apart)
    alive = sum(i.id in now or second.moved.get(i.id) in now for i in first)
    print(
        json.dumps(
            {
                "incidents": len(first), "not_touched": len(apart), "keep_id_and_claims": round(same_id / len(apart), 5),
                "unchanged": round(unchanged / len(apart), 5), "lead_to_something": round(alive / len(first), 5),
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
