"""Which of a text's claims are of the happening that it is about: the one that it tells first, its headline's or its lead's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from civharm.distances import distance_km
from civharm.model import Claim, Measure, Place
from civharm.reconciling.past_deeds import days_differ_in_words, tells_a_record
from civharm.reconciling.report_counts import says_of_nobody, tells_a_happening
from civharm.reconciling.terms import in_order

# Farther apart than this, two named places are two happenings (UCDP's precision 2 reaches 25 km around each of them).
ELSEWHERE_KM = 50.0
_HOSPITAL = re.compile(r"[\s\w'’.-]{0,40}\b(?:hospital|clinic|medical cent(?:er|re)|morgue|mortuary)\b", re.I)
_POINTS_BACK = re.compile(r"(?:the|this|that|his|her|he|she|him)\b", re.I)


def find_main_happening(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a text about what it is about.

    A text that tells nothing but totals or old events is about these: their numbers are then read as those of one happening.
    What it tells of somebody's past ("a commander linked to an attack that killed four") is another happening.
    """
    occurred = _held_or_taken([_as_incident(c) for c in in_order(claims) if c.modality == "occurred"])
    told = [c for c in occurred if tells_a_happening(c)]
    told = told if any(c.count.bound != "unknown_plural" for c in told) else [c for c in occurred if c.measure.kind == "incident"]
    told = [c for c in told if not tells_a_record(c)] or told
    if not told:
        return [replace(c, measure=Measure()) for c in occurred]
    return [c for c in told if not _happens_elsewhere(c, told[0]) and not says_of_nobody(c)]


def _held_or_taken(claims: Sequence[Claim]) -> list[Claim]:
    """Read those who are held now as those who were taken, where a text tells of nobody else who was abducted."""
    if any(c.harm == "abducted" and c.measure.kind == "incident" for c in claims):
        return list(claims)
    return [replace(c, measure=Measure()) if c.harm == "abducted" and c.measure.kind == "stock" else c for c in claims]


def _as_incident(claim: Claim) -> Claim:
    """A total of one day that the text itself names is the number of that day's happening ("on Friday, 11 civilians in all")."""
    day = claim.date
    one_day = day is not None and not day.inferred and day.from_on is not None and day.from_on == day.to_on
    return replace(claim, measure=Measure()) if one_day and claim.measure.kind == "period_total" else claim


def _happens_elsewhere(claim: Claim, main: Claim) -> bool:
    """Whether a claim's own words put it in another place, or on other days, than the main happening.

    "The boy", "he" and "his wife" point to people told before; where they died (in a hospital) is no other happening.
    """
    place, victims = claim.place, claim.victims
    if place is not None and place.start is not None and victims.start <= place.start < victims.end:
        return False  # a place that is a part of somebody's name
    if (claim.count.high == 1 and _POINTS_BACK.match(claim.victims.text)) or _is_in_hospital(claim):
        return False
    return _places_differ(claim.place, main.place) or _days_differ(claim, main)


def _is_in_hospital(claim: Claim) -> bool:
    """Whether the place of a claim is a hospital's: the wounded are taken far, and die there of what was done elsewhere."""
    place = claim.place
    if place is None or place.end is None:
        return False
    after = claim.quote.text[place.end - claim.quote.start :]
    return _HOSPITAL.match(after) is not None or _HOSPITAL.search(place.text or "") is not None


def _places_differ(one: Place | None, other: Place | None) -> bool:
    """Whether two places lie too far apart for one happening; a place that holds the other, or is only inferred, does not."""
    if one is None or other is None or one.inferred or one.name in other.path or other.name in one.path:
        return False
    if one.id is None and (one.precision or 9) > 3:  # a name that no gazetteer knows, somewhere in a province
        return False
    apart = distance_km(one, other)
    return apart is not None and apart > ELSEWHERE_KM and max(one.precision or 9, other.precision or 9) <= 4


def _days_differ(claim: Claim, main: Claim) -> bool:
    """Whether a claim is told of other days; a day apart may be one happening where the words need a dateline ("yesterday")."""
    one, other = claim.date, main.date
    if one is None or other is None or (one.inferred and one.start is None):
        return False
    if days_differ_in_words(claim, main):
        return True
    if not (one.from_on and one.to_on and other.from_on and other.to_on):
        return False
    apart = max(_count_days(one.to_on, other.from_on), _count_days(other.to_on, one.from_on))
    return apart > (1 if one.inferred else 0)


def _count_days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
