"""Measure on what nothing was tuned on: sentences written blind and held out. Run it rarely; every look tunes a little.

    python evaluation/held_out.py

Prints, and keeps in ``held_out.json``: places and dates (tests/sentences/*_held_out.yml, a third of what was written), and the
whole reader on tests/sentences/held_out.txt: precision and recall by harm (a phrase and its harm), and the slots of what it found.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from civharm.locating.dates import find_date_of_harm
from civharm.model import HARMS, make_report
from civharm.reading import ReaderName, read

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "tests/sentences"
sys.path[:0] = [str(ROOT / "tests/locating"), str(ROOT / "training")]

from examples import load_lines, parse_example  # noqa: E402 (a script's neighbours)
from test_places_gold import find_place, judge  # noqa: E402


def load(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((SENTENCES / name).read_text(encoding="utf-8"))
    return rows


def measure_places() -> float:
    rows = load("places_held_out.yml")
    return sum(not judge(row, find_place(row["text"])) for row in rows) / len(rows)


def measure_dates() -> float:
    rows, right = load("dates_held_out.yml"), 0
    for row in rows:
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        found = find_date_of_harm(row["text"], published_on=published)
        have = (found.from_on, found.to_on, found.precision) if found else (None, None, None)
        right += have == (row.get("from"), row.get("to"), row.get("precision")) and (found is None) == (row.get("words") is None)
    return right / len(rows)


def measure_reader(reader: ReaderName) -> dict[str, Any]:
    """Precision and recall of claims on the held-out sentences: a claim is right where a marked phrase overlaps its victims."""
    right, told, marked = Counter[str](), Counter[str](), Counter[str]()
    for number, line in enumerate(load_lines(SENTENCES / "held_out.txt")):
        example = parse_example(line)
        open_marks = [(m, harm) for m in example.marks for harm in m.harms if "disaster" not in m.flags]
        marked.update(harm for _, harm in open_marks)
        for claim in read(make_report(f"held-out-{number}", example.text), reader=reader):
            told[claim.harm] += 1
            hit = next((pair for pair in open_marks if pair[1] == claim.harm and _overlap(pair[0], claim)), None)
            if hit:
                open_marks.remove(hit)
                right[claim.harm] += 1
    return {"all": _share(sum(right.values()), sum(told.values()), sum(marked.values()))} | {
        harm: _share(right[harm], told[harm], marked[harm]) for harm in HARMS
    }


def _overlap(mark: Any, claim: Any) -> bool:
    return bool(claim.victims.start < mark.end and mark.start < claim.victims.end) or bool(
        claim.count.start < mark.end and mark.start < claim.count.end
    )


def _share(right: int, told: int, marked: int) -> dict[str, float | int]:
    return {"precision": round(right / max(1, told), 3), "recall": round(right / max(1, marked), 3), "marked": marked}


def main() -> None:
    kept = json.loads((Path(__file__).parent / "held_out.json").read_text(encoding="utf-8"))
    figures = {
        "places": round(measure_places(), 3),
        "dates": round(measure_dates(), 3),
        # the second sets and the slots (tests/sentences/slots_held_out.yml, by tests/slots.py) were run once, before anything that
        # they showed was mended; what they show now is no figure of unseen text
        "places_2": kept["places_2"],
        "dates_2": kept["dates_2"],
        "slots": kept["slots"],
        "hybrid": measure_reader("hybrid"),
        "rules": measure_reader("rules"),
    }
    (Path(__file__).parent / "held_out.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
