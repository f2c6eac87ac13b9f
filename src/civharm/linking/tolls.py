"""What one report says of one harm, as numbers and bounds, and how two such tolls agree."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from civharm.model import Claim


@dataclass(frozen=True, slots=True)
class Toll:
    """What a report says of one harm: the numbers it gives (also summed over a sentence), and the bounds around them all.

    ``lead`` is the number that it gives first: reports begin with the toll, and go on to parts, other days and totals.
    """

    numbers: frozenset[int]
    low: int
    high: int | None
    lead: int | None = None


def make_tolls(claims: Sequence[Claim]) -> dict[str, Toll]:
    """Make the toll of each harm from what a report says of all victims; parts, households and denials are left out."""
    told = defaultdict[str, list[Claim]](list)
    for claim in claims:
        if claim.part_of is None and claim.modality == "occurred" and claim.count.unit == "person":
            told[claim.harm].append(claim)
    tolls = {harm: _make_toll(of_harm) for harm, of_harm in told.items()}
    return {harm: toll for harm, toll in tolls.items() if toll is not None}


def _make_toll(claims: Sequence[Claim]) -> Toll | None:
    sums, open_high, lows = defaultdict[int, int](int), False, list[int]()
    numbers, highs = set[int](), list[int]()
    for claim in claims:
        low, high = claim.count.low, claim.count.high
        if low is None and high is None:
            continue
        lows.append(low or 0)
        open_high = open_high or high is None
        highs.append(high if high is not None else low or 0)
        if claim.count.bound != "unknown_plural":
            numbers.update(n for n in (low, high) if n is not None)
            sums[claim.quote.start] += low or 0
    if not lows:
        return None
    high = None if open_high else max(highs + list(sums.values()))
    return _pool_toll(frozenset(numbers | set(sums.values())), min(lows), high, next(iter(sums.values()), None))


@lru_cache(maxsize=200_000)
def _pool_toll(numbers: frozenset[int], low: int, high: int | None, lead: int | None) -> Toll:
    return Toll(numbers, low, high, lead)


def weigh_number(number: int, a: Toll, b: Toll) -> float:
    """Weigh a number that both give: the higher, the rarer the coincidence, and most where both give it first."""
    leads = (a.lead == number) + (b.lead == number)
    return (0.4, 0.7, 1.0)[leads] * min(1.5, 0.15 + 0.4 * math.log2(max(1, number)))


def may_meet(a: Toll, b: Toll) -> bool:
    """Whether one number lies within the bounds of both."""
    return (a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high)


def measure_gap(a: Toll, b: Toll) -> float:
    """0 where the bounds meet; else how far the numbers lie apart, a toll that doubles being within what days may bring."""
    if may_meet(a, b):
        return 0.0
    low, high = sorted(((a.high or a.low), (b.high or b.low)))
    ratio = (high + 1) / (low + 1)
    return 0.15 if ratio <= 1.3 else 0.4 if ratio <= 2 else 0.75 if ratio <= 3 else 1.0
