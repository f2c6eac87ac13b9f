"""Compare a period total with the sum of the incidents of its place, time, harm and victims; a total is never added to anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from civharm.model import Claim, Harm, Incident, Place, Series, SeriesPoint, Tally, Unit
from civharm.reconciling.ranges import Range, add_ranges


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A period total beside what the incidents explain of it.

    ``unexplained`` is the total less the incidents, from the least to the most that it can be; below zero the incidents hold more
    than the total tells. ``why_not`` says why a total could not be compared.
    """

    harm: Harm
    victims: str
    unit: Unit
    place: str | None
    from_on: str | None
    to_on: str | None
    total: Range
    incidents: tuple[str, ...]
    summed: Range
    unexplained: Range
    claims: tuple[str, ...]
    why_not: str | None = None


def compare_totals(series: Iterable[Series], incidents: Sequence[Incident], claims: Iterable[Claim]) -> tuple[TotalCheck, ...]:
    """Compare every period total with the incidents that lie in its place and its days.

    Incidents are summed by their ``widest`` tallies. A total without a place or without days is listed and says why it was not
    compared.
    """
    known = {claim.id: claim for claim in claims}
    return tuple(_compare(one, point, incidents, known) for one in series if one.kind == "period_total" for point in one.points)


def _compare(series: Series, point: SeriesPoint, incidents: Sequence[Incident], claims: dict[str, Claim]) -> TotalCheck:
    place = next((claims[c].place for c in point.claims if c in claims and claims[c].place), None)
    why_not = "the total tells no place" if place is None else None
    if not point.from_on or not point.to_on:
        why_not = "the total's days are not known"
    inside = [] if why_not or place is None else [i for i in incidents if _is_inside(i, place, point)]
    tallies = [(i.id, tally) for i in inside if (tally := _tally_of(i, series)) is not None]
    summed = add_ranges(Range(t.low, t.high) for _, t in tallies) if tallies else Range(0, 0)
    total = Range(point.low, point.high)
    return TotalCheck(
        series.harm, series.victims, series.unit, series.place, point.from_on, point.to_on, total,
        tuple(sorted(incident for incident, _ in tallies)), summed, _subtract(total, summed), point.claims, why_not,
    )  # fmt: skip


def _is_inside(incident: Incident, place: Place, point: SeriesPoint) -> bool:
    """Whether an incident lies within the place and the days of a total, as far as both are known."""
    if incident.place is None or incident.date is None or not incident.date.from_on or not incident.date.to_on:
        return False
    same = incident.place.id == place.id if place.id and incident.place.id else incident.place.name == place.name
    within = same or place.name in incident.place.path
    return within and (point.from_on or "") <= incident.date.from_on and incident.date.to_on <= (point.to_on or "")


def _tally_of(incident: Incident, series: Series) -> Tally | None:
    """The incident's widest tally of the total's victims; a total of people of unknown status is of all."""
    victims = "all" if series.victims == "unknown" else series.victims
    chosen = (t for t in incident.tallies if t.rule == "widest" and t.group is None and t.victims == victims)
    return next((t for t in chosen if t.harm == series.harm and t.unit == series.unit), None)


def _subtract(total: Range, summed: Range) -> Range:
    low = None if total.low is None or summed.high is None else total.low - summed.high
    high = None if total.high is None or summed.low is None else total.high - summed.low
    return Range(low, high)
