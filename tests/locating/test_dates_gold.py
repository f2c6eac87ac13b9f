"""The gold sentences of dates: their share right is pinned, so that it only rises."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from civharm.locating.dates import find_date_of_harm

SENTENCES = Path(__file__).parents[1] / "sentences" / "dates.yml"
FLOOR = (
    0.96  # what is open: a day of the moon's calendar, which the tabular one misses by one, and an order of figures nobody settles
)


def _is_right(row: dict[str, Any]) -> bool:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    found = find_date_of_harm(row["text"], published_on=published)
    have = (found.from_on, found.to_on, found.precision) if found else (None, None, None)
    return have == (row.get("from"), row.get("to"), row.get("precision")) and (found is None) == (row.get("words") is None)


def test_the_gold_sentences_are_read_as_pinned() -> None:
    rows = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    wrong = [row["text"] for row in rows if not _is_right(row)]
    assert len(rows) > 100
    assert 1 - len(wrong) / len(rows) >= FLOOR, "\n".join(wrong)
