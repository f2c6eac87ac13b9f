"""What one text says, taken alone, of the happening that it is about: the counts by which readers of whole texts are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from civharm.distances import distance_km
from civharm.model import Claim, Count, Harm, Measure, Place
from civharm.reconciling.aid_workers import leave_aid_workers
from civharm.reconciling.report_counts import count_claims, says_of_nobody, tells_a_happening
from civharm.reconciling.terms import in_order

FIELDS: tuple[Harm, ...] = ("killed", "injured", "abducted", "displaced")
# Farther apart than this, two named places are two happenings (UCDP's precision 2 reaches 25 km around each of them).
ELSEWHERE_KM = 50.0
Bounds = tuple[int | None, int | None]


def count_text(
    claims: Sequence[Claim], moved: Sequence[Count] = (), *, of: Literal["all", "aid_workers"] = "all"
) -> dict[str, Bounds | None]:
    """Count killed, injured, abducted and displaced of one text's main happening; ``None`` where it says nothing of a harm.

    All kinds of victims are counted, or ``of`` aid workers alone, as databases of attacks on aid do. Old happenings retold, other
    happenings and period totals are left out unless the text tells nothing else. ``displaced`` is the number as worded, persons or
    households, whatever it measures; ``moved`` are figures of homes lost and people who came back, which are no claims, and are
    taken where the claims tell no number of displaced.
    """
    counted_people = leave_aid_workers(claims) if of == "aid_workers" else claims
    main = leave_lesser_harms(settle_casualties(find_main_happening(counted_people)))
    counts: dict[str, Bounds | None] = {}
    attacked = any(_is_harmed(c) and not _is_attacker(c) for c in main)
    for harm in FIELDS[:3]:
        told = [c for c in main if c.harm == harm and c.count.unit == "person"]
        victims = [c for c in told if not _is_attacker(c)]
        counted = count_claims(victims if victims or attacked else told)
        said = counted is not None and (counted.range.low, counted.range.high) != (None, None)
        counts[harm] = _closed(counted.range.low, counted.range.high) if counted is not None and said else None
    counts["displaced"] = count_displaced(claims, moved)
    return counts


def settle_casualties(claims: Sequence[Claim]) -> list[Claim]:
    """Read people who were hit, shot, beaten or raped, of whom no death is told, as injured: coders of whole texts do so.

    Only where they are counted or told one by one, and where the text tells neither that somebody died nor who was injured:
    otherwise they may be the same people again.
    """
    hit = [c for c in claims if c.harm in _HURT and not _TOLL.search(f"{c.trigger.text} {c.victims.text}")]
    claims = settle_held(claims)
    settled = any(c.harm in ("killed", "injured") and (c.count.high is None or c.count.high > 0) for c in claims)
    counted = [c for c in hit if c.count.bound != "unknown_plural"]
    if settled or not counted:
        return list(claims)
    return [replace(c, harm="injured") if c in counted else c for c in claims]


def settle_held(claims: Sequence[Claim]) -> list[Claim]:
    """Read whom armed men of no state held as abducted, where the text tells nobody's abduction.

    The codebook calls it so ("taken hostage, by any armed actor"). An arrest is no abduction, and the missing are missing.
    """
    if any(c.harm == "abducted" for c in claims):
        return list(claims)
    return [replace(c, harm="abducted") if _is_held(c) and c.count.bound != "unknown_plural" else c for c in claims]


def _is_held(claim: Claim) -> bool:
    return claim.harm == "detained" and claim.actor is not None and _ARMED_MEN.search(claim.actor.text) is not None


def leave_lesser_harms(claims: Sequence[Claim]) -> list[Claim]:
    """Count each person once, by the worst that was done: who was abducted and killed is one of the killed.

    So do the coders of the Aid Worker Security Database, who give each victim one outcome.
    """
    worst: dict[tuple[int, int], int] = {}
    for claim in claims:
        if claim.harm in FIELDS[:3]:
            key, rank = (claim.victims.start, claim.victims.end), FIELDS.index(claim.harm)
            worst[key] = min(rank, worst.get(key, rank))
    return [c for c in claims if c.harm not in FIELDS[:3] or worst[c.victims.start, c.victims.end] == FIELDS.index(c.harm)]


def find_main_happening(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a text about what it is about: the happening that it tells first, its headline's or its lead's.

    A text that tells nothing but totals or old events is about these: their numbers are then read as those of one happening.
    """
    occurred = _held_or_taken([_as_incident(c) for c in in_order(claims) if c.modality == "occurred"])
    told = [c for c in occurred if tells_a_happening(c)]
    told = told if any(c.count.bound != "unknown_plural" for c in told) else [c for c in occurred if c.measure.kind == "incident"]
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
    if not (one.from_on and one.to_on and other.from_on and other.to_on):
        return False
    apart = max(_count_days(one.to_on, other.from_on), _count_days(other.to_on, one.from_on))
    return apart > (1 if one.inferred else 0)


def _count_days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def count_displaced(claims: Sequence[Claim], moved: Sequence[Count] = ()) -> Bounds | None:
    """The number of displaced as worded: the largest of those that the text gives in the unit that it gives first.

    People who are kept in a place (``trapped``) are taken where none is displaced, then those who are expected to flee, then homes
    lost and people who came back, then words without a number. "More than 5,300" is 5,300 here, and "25,000 to 30,000" is 30,000:
    the number that the words name, for that is what the coders of displacement reports write down.
    """
    ordered = [c for c in in_order(claims) if c.part_of is None]
    occurred = [c for c in ordered if c.modality in ("occurred", "habitual")]
    expected = [c for c in ordered if c.modality in ("future", "feared")]
    told = [[c.count for c in some if c.harm == harm] for some in (occurred, expected) for harm in ("displaced", "trapped")]
    numbered = [[count for count in counts if count.bound != "unknown_plural"] for counts in (*told, list(moved))]
    chosen = next((counts for counts in (*numbered, *told) if counts), [])
    alike = [count for count in chosen if count.unit == chosen[0].unit]
    return max((_worded(count) for count in alike), key=lambda bounds: bounds[0] or 0, default=None)


def _worded(count: Count) -> Bounds:
    if count.bound == "unknown_plural" or (count.low is None and count.high is None):
        return count.low, count.high
    if count.bound == "more_than" and count.low is not None:
        return count.low - 1, count.low - 1
    if count.bound == "less_than" and count.high is not None:
        return count.high + 1, count.high + 1
    number = count.high if count.high is not None else count.low
    return number, number


def _closed(low: int | None, high: int | None) -> Bounds:
    """An upper bound that stands alone ("up to 14") is the only number that the text tells, and coders of whole texts take it."""
    return (high, high) if low is None and high is not None else (low, high)


_HURT: tuple[Harm, ...] = ("casualties", "tortured", "sexual_violence")
# "15 casualties" says of nobody that he lived; "was shot" tells one person's fate as far as the text knows it.
_TOLL = re.compile(r"casualt|victim|toll", re.I)
_HOSPITAL = re.compile(r"[\s\w'’.-]{0,40}\b(?:hospital|clinic|medical cent(?:er|re)|morgue|mortuary)\b", re.I)
_POINTS_BACK = re.compile(r"(?:the|this|that|his|her|he|she|him)\b", re.I)
_ARMED_MEN = re.compile(
    r"\b(?:militants?|militia\w*|rebels?|gunm[ae]n|armed|insurgents?|fighters?|guerrillas?|bandits?|pirates?|tribesm[ae]n)\b", re.I
)
_ATTACKERS = re.compile(
    r"\b(?:attackers?|assailants?|bombers?|perpetrators?|hijackers?|kidnappers?|abductors?|captors?|gunm[ea]n)\b", re.I
)


def _is_attacker(claim: Claim) -> bool:
    """Whether those harmed are the attackers: "never part of the victims' number unless the text says so" (codebook)."""
    return _ATTACKERS.search(claim.victims.text) is not None


def _is_harmed(claim: Claim) -> bool:
    """Whether a claim tells of people who were killed, hurt or abducted: beside such, attackers who died are no victims."""
    return claim.harm in (*FIELDS[:3], "casualties") and claim.count.high != 0
