"""Tell what a number is a number of: one happening, a total over a period, a rate, people in a state, or people who moved."""

from __future__ import annotations

import re

from civharm.model import Harm, Measure
from civharm.reading.cues import find_cues

_PER = (("day", "day|daily"), ("week", "week"), ("month", "month"), ("year", "year|annual"))
_STATES = ("trapped", "detained", "missing")


def find_measure(text: str, harm: Harm, start: int, end: int) -> Measure:
    """Read from a sentence what the number at a span (offsets in the sentence) measures.

    >>> find_measure("10,000 civilians were fleeing the city every day last week", "displaced", 0, 16).kind
    'rate'
    >>> find_measure("More than 230,000 people have been killed since the war began in 2011", "killed", 0, 24).kind
    'period_total'
    >>> find_measure("A bomb killed 12 people on Monday", "killed", 14, 23).kind
    'incident'
    """
    per = _rate(text, start, end)
    if per:
        return Measure(kind="rate", per=per)  # type: ignore[arg-type]
    if harm == "displaced" or (harm in _STATES and find_cues(text, "stock")):
        near = text[max(0, start - 60) : end + 60]
        if harm != "displaced" or find_cues(near, "stock"):
            return Measure(kind="stock")
        return Measure(kind="flow")
    if harm == "trapped":
        return Measure(kind="stock")
    return Measure(kind="period_total") if _is_period(text) else Measure()


def _rate(text: str, start: int, end: int) -> str | None:
    for a, b in find_cues(text, "rate"):
        if (b <= start and start - b <= 20) or (a >= end and a - end <= 45):
            cue = text[a:b].lower()
            return next((unit for unit, words in _PER if re.search(words, cue)), None)
    return None


def _is_period(text: str) -> bool:
    return bool(find_cues(text, "period"))
