"""Totals of several deeds of one day: "strikes killed 15 people ... nine died in one village, four in a second, two in a third".

Such a number is of no incident: it would raise the toll of whichever place comes first below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from civharm.linking.spots import Spot, compare_spots, make_spot
from civharm.model import Claim

_HARMS = ("killed", "injured")
_SMALLEST = 3
"""Smaller sums agree by chance."""
_FEWEST, _MOST = 2, 12
"""So many places at least are told below a total; more than the most are a list of deaths, whose sums are not sought."""
_ELSEWHERE = frozenset({"apart", "around", "other_name"})


def find_totals(claims: Iterable[Claim]) -> frozenset[str]:
    """Find the claims of one report that sum up several deeds told below them, each with a place and a number of its own.

    What else the sentence of a total tells is of all these deeds too ("killed 15 and wounded 37").
    """
    listed = list(claims)
    if len(listed) <= _FEWEST:
        return frozenset()
    ordered = sorted(listed, key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id))
    found, places = set[str](), set[Spot]()
    for harm in _HARMS:
        told = [claim for claim in ordered if claim.harm == harm and _is_counted(claim)]
        parts = _find_parts(told)
        if parts:
            found |= {claim.id for claim in told if claim.count.low == told[0].count.low}
            places |= set(parts)
    starts = {claim.quote.start for claim in ordered if claim.id in found}
    beside = (claim for claim in ordered if claim.quote.start in starts and _find_place(claim) not in places)
    return frozenset(claim.id for claim in beside)


def _is_counted(claim: Claim) -> bool:
    counted = claim.count.low is not None and claim.count.bound != "unknown_plural" and claim.count.unit == "person"
    return counted and claim.part_of is None and claim.modality == "occurred" and not claim.background


def _find_place(claim: Claim) -> Spot | None:
    """Find the place that a claim tells outright."""
    return None if claim.place is None or claim.place.inferred else make_spot(claim.place)


def _find_parts(told: Sequence[Claim]) -> dict[Spot, int]:
    """Find the places whose numbers sum to the first number told; none where they do not."""
    if len(told) <= _FEWEST or (told[0].count.low or 0) < _SMALLEST:
        return {}
    total, parts = told[0].count.low or 0, dict[Spot, int]()
    for claim in told[1:]:
        place = _find_place(claim)
        if place is not None and claim.count.low != total:
            parts.setdefault(place, claim.count.low or 0)
    if not _FEWEST <= len(parts) <= _MOST or sum(parts.values()) != total:
        return {}
    return parts if all(compare_spots(one, other) in _ELSEWHERE for one, other in combinations(parts, 2)) else {}
