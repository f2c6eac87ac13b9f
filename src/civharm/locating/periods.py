"""Tell totals over a period from incidents by their date: "1,959 were killed in November" counts a month, not one happening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from civharm.lexicon import load_rows
from civharm.model import Claim, Measure

# UCDP date precision 4 is a month, 5 up to a year: a number over so long is one happening only where the sentence names a deed.
LONG = 4
_SUMMABLE = ("killed", "injured", "casualties", "abducted", "detained", "missing", "tortured", "sexual_violence")


@cache
def _deed() -> re.Pattern[str]:
    """One deed, told as such: "an attack", "the bombing of"."""
    nouns = [row["noun"] for row in load_rows("deeds", required=(), optional=("noun", "verb", "forms")) if "noun" in row]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(nouns))) + r")\b", re.I)


def mark_period_totals(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Make period totals of numbers that the report dates by a month or longer, where the sentence names no single deed."""
    return tuple(replace(claim, measure=_as_total(claim)) if _counts_a_period(claim) else claim for claim in claims)


def _counts_a_period(claim: Claim) -> bool:
    date = claim.date
    if date is None or date.inferred or claim.measure.kind != "incident" or claim.harm not in _SUMMABLE:
        return False
    long = (date.precision or 0) >= LONG or (date.precision is None and bool(_NAMES_A_MONTH.fullmatch(date.text.strip())))
    many = claim.count.bound != "unknown_plural" and (claim.count.low or claim.count.high or 0) > 1
    return long and many and not _deed().search(claim.quote.text)


_NAMES_A_MONTH = re.compile(
    r"(?:(?:in|during|the month of)\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+\d{4})?",
    re.I,
)


def _as_total(claim: Claim) -> Measure:
    date = claim.date
    return Measure(kind="period_total", from_on=date.from_on if date else None, to_on=date.to_on if date else None)
