"""Run the product over texts with gold, in the forms that the scoring programs read.

    python evaluation/run.py claims TEXTS_DIR OUT.jsonl        the claims of every text of a folder
    python evaluation/run.py counts GOLD.jsonl OUT.jsonl       each text on its own: what it says of its happening
    python evaluation/run.py incidents GOLD.jsonl OUT_DIR      all reports of a data set linked in one run

The gold file is read for its texts alone (`id`, `ds`, `text`, and for incidents the reports); no label of it is looked at.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from civharm.collecting import collect
from civharm.collecting.addresses import date_by_address
from civharm.linking import find_main_incidents
from civharm.model import Claim, Incident, Links, Report, make_report, to_json
from civharm.pipeline import Reading, derive_release, read_reports
from civharm.reading import ReaderName

# Whom to count: all victims, or aid workers alone, as databases of attacks on aid do.
Counted = Literal["all", "aid_workers"]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def read_all(reports: list[Report], reader: ReaderName) -> dict[str, tuple[Claim, ...]]:
    """Read reports, telling how far it is."""
    total, done = len(reports), 0

    def step() -> None:
        nonlocal done
        done += 1
        if done % max(1, total // 20) == 0 or done == total:
            print(f"  read {done} of {total}", file=sys.stderr, flush=True)

    return {report.id: claims for report, claims in read_reports(reports, Reading(reader), done=step)}


def run_claims(texts: Path, out: Path, reader: ReaderName) -> None:
    """Claims of each `.txt` of a folder; `report` is the file's name."""
    reports = []
    for item in collect(sorted(texts.glob("*.txt"))):
        if item.report is None:
            print(f"{item.outcome.status}: {item.outcome.where}: {item.outcome.reason}", file=sys.stderr)
        else:
            reports.append(item.report)
    read = read_all(reports, reader)
    write_rows(out, (to_json(claim) for report in reports for claim in read[report.id]))
    print(f"{sum(map(len, read.values()))} claims of {len(reports)} texts in {out}")


def run_counts(gold: Path, out: Path, reader: ReaderName, of: Counted = "all") -> None:
    """What each text says of the happening that it is about."""
    from civharm.reading.moved import find_moved
    from civharm.reconciling import count_text

    rows = list(read_rows(gold))
    reports = [make_report(f"{row['ds']}/{row['id']}", row["text"], published_on=_day(row.get("published"))) for row in rows]
    read = read_all(reports, reader)
    counted = (
        {"ds": row["ds"], "id": row["id"], **count_text(read[report.id], find_moved(report.text), of=of)}
        for row, report in zip(rows, reports, strict=True)
    )
    write_rows(out, counted)
    print(f"{len(rows)} texts counted in {out}")


def run_incidents(gold: Path, out: Path, reader: ReaderName) -> None:
    """All reports of each data set linked in one shuffled run."""
    by_set: dict[str, list[Report]] = {}
    for row in read_rows(gold):
        by_set.setdefault(row["ds"], []).extend(_make_report(told) for told in row["reports"])
    abouts: list[dict[str, Any]] = []
    incidents: list[dict[str, Any]] = []
    for name, reports in sorted(by_set.items()):
        unique = sorted({r.id: r for r in reports}.values(), key=lambda r: r.id)
        random.Random(7).shuffle(unique)
        print(f"{name}: {len(unique)} reports", file=sys.stderr)
        read = read_all(unique, reader)
        told, found = _link(unique, read)
        abouts += told
        incidents += found
    write_rows(out / "reports.jsonl", abouts)
    write_rows(out / "incidents.jsonl", incidents)
    print(f"{len(abouts)} reports, {len(incidents)} incidents in {out}")


def _link(reports: list[Report], read: dict[str, tuple[Claim, ...]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    release = derive_release(reports, [claim for report in reports for claim in read[report.id]])
    about = find_main_incidents(Links(incidents=release.incidents), release.claims, release.reports)
    by_id = {claim.id: claim for claim in release.claims}
    tells: dict[str, set[str]] = {}
    for incident in release.incidents:
        for claim in incident.claims:
            tells.setdefault(by_id[claim].report, set()).add(incident.id)
    told = [
        {"report": r.id, "about": about.get(r.id), "others": sorted(tells.get(r.id, set()) - {about.get(r.id)})} for r in reports
    ]
    return told, [{"incident": incident.id, **count_incident(incident)} for incident in release.incidents]


def count_incident(incident: Incident) -> dict[str, list[int | None] | None]:
    """The ranges of an incident: of all victims by the rule `most_told`, since coders of single numbers choose one, and of
    civilians (protected and unknown too) from the minimum to the maximum by `ibc`.
    """
    tallies = {(t.rule, t.harm, t.victims): [t.low, t.high] for t in incident.tallies if t.group is None and t.unit == "person"}
    counts = {}
    for harm in ("killed", "injured"):
        counts[harm] = tallies.get(("most_told", harm, "all"))
        counts[f"{harm}_civilian"] = tallies.get(("ibc", harm, "civilian"))
    return counts


def _make_report(told: dict[str, Any]) -> Report:
    published = _day(told.get("published"))
    report = make_report(
        told["id"], told["text"], title=told.get("title"), published_on=published, source=told.get("publisher"), url=told.get("url")
    )
    return date_by_address(report)


def _day(words: str | None) -> str | None:
    return words[:10] if words and len(words) >= 10 and words[4] == "-" else None


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("what", choices=("claims", "counts", "incidents"))
    ask.add_argument("gold", type=Path, help="a folder of texts (claims), or a gold file (counts, incidents)")
    ask.add_argument("out", type=Path)
    ask.add_argument("--reader", choices=("hybrid", "rules"), default="hybrid")
    ask.add_argument("--of", choices=("all", "aid_workers"), default="all", help="counts: whom to count")
    args = ask.parse_args()
    if args.what == "counts":
        run_counts(args.gold, args.out, args.reader, args.of)
        return
    {"claims": run_claims, "incidents": run_incidents}[args.what](args.gold, args.out, args.reader)


if __name__ == "__main__":
    main()
