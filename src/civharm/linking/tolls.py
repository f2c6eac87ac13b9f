"""What one report says of one harm, as numbers and bounds, and how two such tolls agree."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from civharm.model import Claim

_OPEN = 4
"""So many times higher than an "at least", a number is another one."""


_MANY, _NEAR = 8, 1.2
"""From so many people on, two numbers within so much of each other are near."""


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
    """Make the toll of each harm from what a report says of all victims; parts of a number of one harm, households and denials are
    left out.
    """
    told, harm_of = defaultdict[str, list[Claim]](list), {claim.id: claim.harm for claim in claims}
    for claim in claims:
        if harm_of.get(claim.part_of or "") != claim.harm and claim.modality == "occurred" and claim.count.unit == "person":
            told[claim.harm].append(claim)
    tolls = {harm: _make_toll(of_harm) for harm, of_harm in told.items()}
    return {harm: toll for harm, toll in tolls.items() if toll is not None}


def _make_toll(claims: Sequence[Claim]) -> Toll | None:
    """Make the toll of one harm; words without a number ("civilians") set bounds only where no number is told."""
    counted = [claim for claim in claims if claim.count.low is not None or claim.count.high is not None]
    numbered = [claim for claim in counted if claim.count.bound != "unknown_plural"]
    if not counted:
        return None
    numbers, sums = set[int](), defaultdict[int, int](int)
    for claim in numbered:
        numbers.update(n for n in (claim.count.low, claim.count.high) if n is not None)
        sums[claim.quote.start] += claim.count.low or 0
    told = [claim.count for claim in numbered or counted]
    highs = [count.high if count.high is not None else count.low or 0 for count in told]
    high = None if any(count.high is None for count in told) else max(highs + list(sums.values()))
    low, lead = min(count.low or 0 for count in told), next(iter(sums.values()), None)
    return _pool_toll(frozenset(numbers | set(sums.values())), low, high, lead)


@lru_cache(maxsize=200_000)
def _pool_toll(numbers: frozenset[int], low: int, high: int | None, lead: int | None) -> Toll:
    return Toll(numbers, low, high, lead)


def weigh_number(number: int, a: Toll, b: Toll) -> float:
    """Weigh a number that both give: the higher, the rarer the coincidence, and most where both give it first."""
    leads = (a.lead == number) + (b.lead == number)
    return (0.4, 0.7, 1.0)[leads] * min(1.5, 0.15 + 0.4 * math.log2(max(1, number)))


def weigh_near(a: Toll, b: Toll) -> float:
    """Weigh two numbers that both reports give first and that hardly differ.

    44 and 45 dead are two counts of one deed; 2 and 3 need not be.
    """
    if a.lead is None or b.lead is None or a.lead == b.lead:
        return 0.0
    low, high = sorted((a.lead, b.lead))
    return 0.5 * weigh_number(low, a, b) if low >= _MANY and high <= low * _NEAR else 0.0


def may_meet(a: Toll, b: Toll) -> bool:
    """Whether one number lies within the bounds of both."""
    return (a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high)


def measure_gap(a: Toll, b: Toll) -> float:
    """0 where the numbers may be one; else how far they lie apart, a toll that doubles being within what days may bring.

    An open bound holds any number, but nobody who counted 284 dead is told to have counted at least 15.
    """
    if may_meet(a, b):
        one, other = (toll.lead or toll.low for toll in (a, b))
        far = _OPEN * (min(one, other) + 1) < max(one, other) + 1 and bool(a.numbers and b.numbers)
        return 0.6 if far and not a.numbers & b.numbers else 0.0
    low, high = sorted(((a.high or a.low), (b.high or b.low)))
    ratio = (high + 1) / (low + 1)
    return 0.15 if ratio <= 1.3 else 0.3 if ratio <= 2 else 0.75 if ratio <= 3 else 1.0
