"""Tell totals over a period from incidents by their date: "1,959 were killed in November" counts a month, not one happening.

A month as the date of a deed is no period: "in July nine deserters were burned alive in a trench" tells one deed, if no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from civharm.lexicon import load_deed_nouns, load_rows, make_alternation
from civharm.model import Claim, Measure, SpeakerKind

# UCDP date precision 4 is a month, 5 up to a year: a number over so long is one happening only where the sentence tells a deed.
LONG = 4
_SUMMABLE = ("killed", "injured", "casualties", "abducted", "detained", "missing", "tortured", "sexual_violence")
# Who counts months rather than deeds.
_SUMMING: tuple[SpeakerKind, ...] = ("un", "monitor", "ngo")
# UCDP place precision 3 is a district: over a wider area than a town a month's number is no single deed's.
_WIDE = 3
# UCDP date precision 3 is a week: a number over it is a total where a monitor tells it, or "the week of".
_WEEK = 3
_WEEK_OF = re.compile(r"the week of\b", re.I)
# A deed's toll does not rise so far within one report.
_THOUSANDS, _TIMES = 1_000, 20


@cache
def _deed() -> re.Pattern[str]:
    """One deed, told as such: "an attack", "the bombing of"; "violence" is none."""
    nouns = [noun for noun in load_deed_nouns() if noun != "violence"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, nouns)) + r")\b", re.I)


@cache
def _deeds() -> str:
    """Several deeds: "attacks", "air strikes"."""
    return rf"(?:[\w-]+ ){{0,2}}(?:{'|'.join(map(re.escape, sorted({*load_deed_nouns(), 'incident', 'case', 'occasion'})))})e?s\b"


@cache
def _apart() -> re.Pattern[str]:
    """Several deeds told apart: "in two separate shootings"."""
    return re.compile(rf"\b(?:separate|unrelated|different) {_deeds()}", re.I)


@cache
def _together() -> re.Pattern[str]:
    """Several deeds told together: "these attacks", "those air strikes"."""
    return re.compile(rf"\b(?:these|those|such) {_deeds()}", re.I)


@cache
def _totals() -> re.Pattern[str]:
    """The words of a total: "in all", "death toll", "so far this year"."""
    return re.compile(r"(?<!\w)" + make_alternation(_list_totals()) + r"(?!\w)", re.I)


def _list_totals() -> Iterator[str]:
    yield from (row["cue"].lower() for row in load_rows("cues", required=("cue", "kind")) if row["kind"] == "period_sure")
    yield from (row["cue"].lower() for row in load_rows("tolls", required=("cue", "kind")) if row["kind"] == "sum")


def tells_one_deed(text: str) -> bool:
    """Whether a text tells one deed by its noun.

    >>> tells_one_deed("The attack killed nine."), tells_one_deed("They died in attacks by the police.")
    (True, False)
    """
    return _deed().search(text) is not None


def mark_period_totals(claims: Sequence[Claim], text: str = "") -> tuple[Claim, ...]:
    """Make period totals of numbers that the report dates by a month or longer, where the sentence tells no single deed.

    A deed is told by its noun ("the attack"), or by how the people died ("burned alive", "beheaded") in a place no wider than a
    town, with no word of a total and nobody speaking who counts months. Numbers of several deeds are totals too: "died in separate
    incidents", "these attacks left 17 dead" after words for a period in ``text``, and the months of a list ("April: 11 attacks");
    and thousands told without a day of their own after a deed of which they are many times the toll.
    """
    totals = [_counts_a_period(claim) or _sums_deeds(claim, text) or _dwarfs(claim, claims) for claim in claims]
    return tuple(replace(claim, measure=_as_total(claim)) if total else claim for claim, total in zip(claims, totals, strict=True))


def _sums_deeds(claim: Claim, text: str) -> bool:
    """Whether a number is one of several deeds."""
    if claim.measure.kind != "incident" or claim.harm not in _SUMMABLE or not _is_many(claim):
        return False
    quote = claim.quote.text
    if _apart().search(quote) or _LISTED_MONTH.match(quote):
        return True
    before = text[max(0, claim.quote.start - _BEFORE) : claim.quote.start]
    return _together().search(quote) is not None and _PERIOD.search(before + quote) is not None


def _dwarfs(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether thousands are told below a deed that took a small part of these: "With over 30,000 deaths, the war drags on"."""
    number = claim.count.low or claim.count.high or 0
    own_day = claim.date is not None and not claim.date.inferred
    if number < _THOUSANDS or own_day or claim.measure.kind != "incident" or claim.modality != "occurred":
        return False
    above = (c for c in claims if c.harm == claim.harm and c.quote.end <= claim.quote.start and c.measure.kind == "incident")
    tolls = [c.count.low for c in above if c.count.low and c.count.bound != "unknown_plural"]
    return bool(tolls) and number >= _TIMES * max(tolls)


def _is_many(claim: Claim) -> bool:
    return claim.count.bound != "unknown_plural" and (claim.count.low or claim.count.high or 0) > 1


def _counts_a_period(claim: Claim) -> bool:
    date = claim.date
    if date is None or date.inferred or claim.measure.kind != "incident" or claim.harm not in _SUMMABLE:
        return False
    long = (date.precision or 0) >= LONG or (date.precision is None and bool(_NAMES_A_MONTH.fullmatch(date.text.strip())))
    summing = any(speaker.kind in _SUMMING for speaker in claim.speakers)
    long = long or (date.precision == _WEEK and (summing or _WEEK_OF.match(date.text) is not None))
    return long and _is_many(claim) and not _deed().search(claim.quote.text) and not _tells_how(claim)


def _tells_how(claim: Claim) -> bool:
    """Whether the words tell how people died, of one place, and are no sum."""
    means, place = claim.means, claim.place
    wide = place is not None and not place.inferred and (place.precision or 0) >= _WIDE
    summed = any(speaker.kind in _SUMMING for speaker in claim.speakers) or _totals().search(claim.quote.text) is not None
    return means is not None and not means.inferred and not wide and not summed


_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?"
_NAMES_A_MONTH = re.compile(r"(?:(?:in|during|the month of)\s+)?" + _MONTH, re.I)
_LISTED_MONTH = re.compile(r"[\W_]{0,4}" + _MONTH + r"\s*:", re.I)
# Words for a period right before "these attacks", within a sentence or two.
_SINCE = rf"\bsince (?:(?:the )?(?:start|beginning|turn|early|mid|late|last)\b|{_MONTH}|(?:19|20)\d\d\b)"
_PERIOD = re.compile(_SINCE + r"|\bso far\b|\bthis (?:year|month)\b|\b(?:in|during|of|early|late) (?:19|20)\d\d\b", re.I)
_BEFORE = 300


def _as_total(claim: Claim) -> Measure:
    date = claim.date
    return Measure(kind="period_total", from_on=date.from_on if date else None, to_on=date.to_on if date else None)
