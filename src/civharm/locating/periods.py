"""Tell totals over a period from incidents by their date: "1,959 were killed in November" counts a month, not one happening.

A month as the date of a deed is no period: "in July nine deserters were burned alive in a trench" tells one deed, if no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from civharm.lexicon import load_rows, make_alternation
from civharm.model import Claim, Measure, SpeakerKind

# UCDP date precision 4 is a month, 5 up to a year: a number over so long is one happening only where the sentence tells a deed.
LONG = 4
_SUMMABLE = ("killed", "injured", "casualties", "abducted", "detained", "missing", "tortured", "sexual_violence")
# Who counts months rather than deeds.
_SUMMING: tuple[SpeakerKind, ...] = ("un", "monitor", "ngo")
# UCDP place precision 3 is a district: over a wider area than a town a month's number is no single deed's.
_WIDE = 3


@cache
def _deed() -> re.Pattern[str]:
    """One deed, told as such: "an attack", "the bombing of"."""
    nouns = [row["noun"] for row in load_rows("deeds", required=(), optional=("noun", "verb", "forms")) if "noun" in row]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(nouns))) + r")\b", re.I)


@cache
def _totals() -> re.Pattern[str]:
    """The words of a total: "in all", "death toll", "so far this year"."""
    return re.compile(r"(?<!\w)" + make_alternation(_list_totals()) + r"(?!\w)", re.I)


def _list_totals() -> Iterator[str]:
    yield from (row["cue"].lower() for row in load_rows("cues", required=("cue", "kind")) if row["kind"] == "period_sure")
    yield from (row["cue"].lower() for row in load_rows("tolls", required=("cue", "kind")) if row["kind"] == "sum")


def mark_period_totals(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Make period totals of numbers that the report dates by a month or longer, where the sentence tells no single deed.

    A deed is told by its noun ("the attack"), or by how the people died ("burned alive", "beheaded") in a place no wider than a
    town, with no word of a total and nobody speaking who counts months.
    """
    return tuple(replace(claim, measure=_as_total(claim)) if _counts_a_period(claim) else claim for claim in claims)


def _counts_a_period(claim: Claim) -> bool:
    date = claim.date
    if date is None or date.inferred or claim.measure.kind != "incident" or claim.harm not in _SUMMABLE:
        return False
    long = (date.precision or 0) >= LONG or (date.precision is None and bool(_NAMES_A_MONTH.fullmatch(date.text.strip())))
    many = claim.count.bound != "unknown_plural" and (claim.count.low or claim.count.high or 0) > 1
    return long and many and not _deed().search(claim.quote.text) and not _tells_how(claim)


def _tells_how(claim: Claim) -> bool:
    """Whether the words tell how people died, of one place, and are no sum."""
    means, place = claim.means, claim.place
    wide = place is not None and not place.inferred and (place.precision or 0) >= _WIDE
    summed = any(speaker.kind in _SUMMING for speaker in claim.speakers) or _totals().search(claim.quote.text) is not None
    return means is not None and not means.inferred and not wide and not summed


_NAMES_A_MONTH = re.compile(
    r"(?:(?:in|during|the month of)\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+\d{4})?",
    re.I,
)


def _as_total(claim: Claim) -> Measure:
    date = claim.date
    return Measure(kind="period_total", from_on=date.from_on if date else None, to_on=date.to_on if date else None)
