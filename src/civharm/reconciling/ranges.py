"""Ranges of people, and the three things that may be done with them: add, widen, meet.

A bound is a whole number or ``None``: "the words set no bound on that side". ``None`` is never read as zero, save that a sum of
something known and something unknown is at least what is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from civharm.model import Claim


@dataclass(frozen=True, slots=True, order=False)
class Range:
    """From ``low`` to ``high`` people, both included; ``None`` where nobody set that bound."""

    low: int | None
    high: int | None

    def is_open(self) -> bool:
        """Whether nobody set the upper bound."""
        return self.high is None


def range_of(claim: Claim) -> Range:
    """The range that a claim's words set."""
    return Range(claim.count.low, claim.count.high)


def add_ranges(ranges: Iterable[Range]) -> Range:
    """Add the numbers of people who are not the same people.

    An upper bound stands only if all have one; a lower bound stands if any has one.

    >>> add_ranges([Range(1, 1), Range(2, 2)])
    Range(low=3, high=3)
    >>> add_ranges([Range(3, 3), Range(None, 12)])
    Range(low=3, high=15)
    >>> add_ranges([Range(10, None), Range(3, 3)])
    Range(low=13, high=None)
    """
    terms = list(ranges)
    lows = [r.low for r in terms if r.low is not None]
    highs = [r.high for r in terms if r.high is not None]
    return Range(sum(lows) if lows else None, sum(highs) if highs and len(highs) == len(terms) else None)


def widen_ranges(ranges: Iterable[Range]) -> Range:
    """The lowest and the highest that anyone said of the same people.

    "At least 8" sets no upper bound; where somebody else says 13, the highest that anyone said is 13. Where the highest number is
    itself an open one ("at least 13"), the range stays open. Somebody's "up to 12" lowers another's "at least 15" to 12.

    >>> widen_ranges([Range(105, 105), Range(130, 130)])
    Range(low=105, high=130)
    >>> widen_ranges([Range(8, None), Range(13, 13)]), widen_ranges([Range(8, 8), Range(13, None)])
    (Range(low=8, high=13), Range(low=8, high=None))
    >>> widen_ranges([Range(15, None), Range(None, 12)])
    Range(low=12, high=None)
    """
    terms = list(ranges)
    lows = [r.low for r in terms if r.low is not None]
    highs = [r.high for r in terms if r.high is not None]
    low = min(lows) if lows else None
    if low is not None and highs:
        low = min(low, *highs)
    top = max(highs) if highs and max(highs) >= max(lows, default=0) else None
    return Range(low, top)


def meet_ranges(one: Range, other: Range) -> Range | None:
    """What two wordings of one number leave open together; ``None`` where they contradict each other.

    >>> meet_ranges(Range(15, None), Range(15, 15)), meet_ranges(Range(11, None), Range(12, 12))
    (Range(low=15, high=15), Range(low=12, high=12))
    >>> meet_ranges(Range(105, 105), Range(130, 130)) is None
    True
    """
    lows = [r.low for r in (one, other) if r.low is not None]
    highs = [r.high for r in (one, other) if r.high is not None]
    low, high = max(lows) if lows else None, min(highs) if highs else None
    return None if low is not None and high is not None and low > high else Range(low, high)


def take_away(whole: Range, part: Range) -> Range:
    """What is left of a total when a part of it is taken out ("58 dead, the bomber among them": 57).

    >>> take_away(Range(58, 58), Range(1, 1)), take_away(Range(10, None), Range(3, 3))
    (Range(low=57, high=57), Range(low=7, high=None))
    >>> take_away(Range(12, 12), Range(2, None))
    Range(low=0, high=10)
    """
    low = None if whole.low is None else 0 if part.high is None else max(0, whole.low - part.high)
    high = None if whole.high is None else max(0, whole.high - (part.low or 0))
    return Range(low, high)
