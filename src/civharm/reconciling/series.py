"""Numbers that belong to no one happening: period totals, rates, stocks and flows, kept as series of their own and never added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from civharm.model import Claim, Series, SeriesKind, SeriesPoint
from civharm.reconciling.ranges import Range, widen_ranges
from civharm.reconciling.terms import in_order
from civharm.reconciling.words_as_numbers import is_uncounted

_Key = tuple[str, str, str, str, str]


def make_series(claims: Iterable[Claim]) -> tuple[Series, ...]:
    """Gather period totals, rates, stocks and flows by harm, victims, unit and place.

    Numbers of one span of days become one point, from the lowest to the highest told; numbers whose days nobody tells stay points
    of their own, for two of them may be of different times ("10,000 a day last week; it has decreased to 4,000"). Parts of a number
    of the same harm are left out; the dead that are a part of casualties are all the dead there are.
    """
    kinds = get_args(SeriesKind)
    groups: dict[_Key, list[Claim]] = {}
    listed = in_order(claims)
    harm_of = {claim.id: claim.harm for claim in listed}
    for claim in listed:
        is_part = harm_of.get(claim.part_of or "") == claim.harm
        if claim.measure.kind in kinds and claim.modality in ("occurred", "habitual") and not is_part:
            groups.setdefault(_key_of(claim), []).append(claim)
    return tuple(_make_one(told) for _, told in sorted(groups.items()))


def _key_of(claim: Claim) -> _Key:
    place = (claim.place.id or claim.place.name) if claim.place else ""
    return claim.measure.kind, claim.harm, claim.victims.status, claim.count.unit, place


def _make_one(claims: list[Claim]) -> Series:
    first = claims[0]
    kind = first.measure.kind
    assert kind != "incident"  # make_series takes none of these
    points: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        points.setdefault(_span_key(claim), []).append(claim)
    return Series(
        kind=kind, harm=first.harm, victims=first.victims.status, unit=first.count.unit,
        place=first.place.name if first.place else None, points=tuple(_make_point(told) for _, told in sorted(points.items())),
    )  # fmt: skip


def span_of(claim: Claim) -> tuple[str | None, str | None]:
    """The days that a number covers: its own period, else the days of the harm."""
    if claim.measure.from_on or claim.measure.to_on:
        return claim.measure.from_on, claim.measure.to_on
    return (claim.date.from_on, claim.date.to_on) if claim.date else (None, None)


def _span_key(claim: Claim) -> tuple[str, ...]:
    start, end = span_of(claim)
    return (start or "", end or "") if start or end else ("", "", str(claim.count.low), str(claim.count.high))


def _make_point(claims: list[Claim]) -> SeriesPoint:
    start, end = span_of(claims[0])
    told = widen_ranges(Range(c.count.low, c.count.high) for c in _leave_uncounted(claims))
    return SeriesPoint(from_on=start, to_on=end, low=told.low, high=told.high, claims=tuple(sorted(c.id for c in claims)))


def _leave_uncounted(claims: list[Claim]) -> list[Claim]:
    """Those that tell a number, where one does: "people were killed in November" is no lower end of the month's 2,885."""
    counted = [claim for claim in claims if not is_uncounted(claim)]
    return counted if any(claim.count.low is not None for claim in counted) else claims
