"""Whether two claims of one report are of two happenings: other places, days or deeds, or a number out of all proportion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civharm.linking.days import count_days_between, make_window
from civharm.linking.spots import compare_spots, fold_name, make_spot
from civharm.model import Claim

_ANY_MEANS = frozenset({"execution", "other"})
"""Means that name no weapon, so that they may be told beside one that does."""
EXPLOSIONS = frozenset({"explosive", "planted_explosive"})
"""Means that one report may tell of one explosion, since who did it is disputed by what did it."""
_LASTING = frozenset({"human_shield", "missing", "trapped"})
"""Harms that are most often told as a state of affairs."""
_FAR, _MANY_TIMES = 1_000, 8
"""So many characters below a deed, a number so many times as high as the deed's is of another."""


def tells_apart(a: Claim, b: Claim, together: bool) -> bool:
    """Whether two claims of one report are of two happenings; ``together`` are those of one sentence."""
    if a.background != b.background:
        return True
    if a.place is not None and b.place is not None and not _share_person(a, b) and not (_is_vague(a) or _is_vague(b)):
        where = compare_spots(make_spot(a.place), make_spot(b.place))
        if where in ("apart", "around", "other_name"):
            return True
    return days_differ(a, b) or (not together and _is_another_deed(a, b))


def days_differ(a: Claim, b: Claim) -> bool:
    """Whether two claims tell days that have none in common."""
    if a.date is None or b.date is None or a.date == b.date:
        return False
    return bool(count_days_between(make_window((a.date,), None), make_window((b.date,), None)))


def is_far_off(claim: Claim, group: Sequence[Claim]) -> bool:
    """Whether a number told far below a deed, in no place or day of its own, is many times that of the deed: of a war, of years."""
    if _is_placed_or_dated(claim) or claim.count.bound == "unknown_plural" or claim.quote.start - group[0].quote.end < _FAR:
        return False
    told = (find_number(member) for member in group if member.harm == claim.harm and member.count.bound != "unknown_plural")
    lead = next((number for number in told if number is not None), None)
    return lead is not None and (find_number(claim) or 0) >= _MANY_TIMES * max(1, lead)


def _is_placed_or_dated(claim: Claim) -> bool:
    """Whether a claim tells where or when outright."""
    return any(told is not None and not told.inferred for told in (claim.place, claim.date))


def is_lasting(claim: Claim) -> bool:
    """Whether a claim tells a state that lasts, and neither how many, nor where or when in its own words: "they use residents as
    shields", "people are missing". It is of a happening only where something else is told of the same.
    """
    return claim.harm in _LASTING and claim.count.bound == "unknown_plural" and not _is_placed_or_dated(claim)


def _is_vague(claim: Claim) -> bool:
    """Whether neither the place nor the number is told outright: "there are missing people too, he said" in another town."""
    return claim.place is not None and claim.place.inferred and claim.count.bound == "unknown_plural"


def _share_person(a: Claim, b: Claim) -> bool:
    names = {fold_name(person.name) for person in a.victims.people if person.name}
    return bool(names) and any(person.name and fold_name(person.name) in names for person in b.victims.people)


def _is_another_deed(a: Claim, b: Claim) -> bool:
    """Whether two sentences about one place and day tell two deeds: other means or actor, and another number of the same harm.

    What is only inferred, from whichever sentence before named one, contradicts nobody.
    """
    means = find_means([a], told=True), find_means([b], told=True)
    other_means = are_other_means(*means) and not (means[0] | means[1]) <= EXPLOSIONS
    actors = [claim.actor.id for claim in (a, b) if claim.actor is not None and not claim.actor.inferred and claim.actor.id]
    other_actor = len(set(actors)) == 2
    other_count = a.harm == b.harm and (a.count.low, a.count.high) != (b.count.low, b.count.high)
    return (other_means and (other_actor or other_count)) or (other_actor and other_count)


def find_means(claims: Iterable[Claim], told: bool = False) -> frozenset[str]:
    """Find the means that claims tell, or those that they tell outright."""
    return frozenset(claim.means.category for claim in claims if claim.means and not (told and claim.means.inferred))


def are_other_means(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two reports tell means that cannot be one; who was "executed" may have been shot.

    >>> are_other_means(frozenset({"explosive"}), frozenset({"small_arms"}))
    True
    >>> are_other_means(frozenset({"execution"}), frozenset({"small_arms"}))
    False
    """
    return bool(a and b) and not a & b and not (a | b) & _ANY_MEANS


def find_number(claim: Claim) -> int | None:
    """The number that the words of a claim say: 100 for "more than 100", of which 101 is the least."""
    count = claim.count
    if count.bound == "unknown_plural":
        return None
    return count.high if count.low is None else count.low - (count.bound == "more_than")
