"""Make an incident of its claims: where and when it was, what harm was done, through how many voices we know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from civharm.linking.copies import group_copies
from civharm.linking.days import format_day, make_window
from civharm.linking.origins import find_origins
from civharm.linking.spots import compare_spots, make_spot
from civharm.model import HARMS, Claim, DateRange, Incident, Place, Report, Voices

_MONTH = 31


def make_incident(claims: Iterable[Claim], reports: Mapping[str, Report]) -> Incident:
    """Make an incident, named by `names.name_groups` later; the order of its claims does not matter."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    of_report = defaultdict[str, list[Claim]](list)
    for claim in ordered:
        of_report[claim.report].append(claim)
    known = [reports[id] for id in sorted(of_report) if id in reports]
    copies = group_copies(known, of_report)
    origins = find_origins(ordered, reports, copies)
    texts = {copies.get(id, id) for id in of_report}
    harms = {claim.harm for claim in ordered if claim.modality == "occurred"} or {claim.harm for claim in ordered}
    return Incident(
        id="",
        claims=tuple(claim.id for claim in ordered),
        place=choose_place(ordered),
        date=choose_date(ordered),
        harms=tuple(harm for harm in HARMS if harm in harms),
        voices=Voices(addresses=len(of_report), texts=len(texts), origins=len(origins)),
        origins=origins,
    )


def choose_place(claims: Sequence[Claim]) -> Place | None:
    """Choose the place that most reports tell, of those that are told outright and most exactly; it is marked inferred, since it
    quotes no report.
    """
    told = defaultdict[tuple[str, str], set[str]](set)
    places = dict[tuple[str, str], Place]()
    outright = any(claim.place is not None and not claim.place.inferred for claim in claims)
    for claim in claims:
        if claim.place is not None and not (outright and claim.place.inferred):
            spot = make_spot(claim.place)
            key = (spot.id or "", spot.name)
            told[key].add(claim.report)
            places[key] = min((places.get(key, claim.place), claim.place), key=_order_place)
    if not places:
        return None
    exact = [key for key in places if make_spot(places[key]).is_exact and key[0]]
    exact = exact or [key for key in places if make_spot(places[key]).is_exact] or list(places)
    best = min(exact, key=lambda key: (-len(told[key]), make_spot(places[key]).precision, key))
    inner = [key for key in exact if _lies_in(places[key], places[best]) and 2 * len(told[key]) >= len(told[best])]
    best = min(inner, key=lambda key: (-len(told[key]), key), default=best)
    return replace(places[best], text=places[best].name, start=None, end=None, inferred=True)


def _lies_in(inner: Place, outer: Place) -> bool:
    """Whether a quarter lies in the town that more reports name: where half as many name it, it is the better place."""
    spot, around = make_spot(inner), make_spot(outer)
    return len(spot.path) > len(around.path) and compare_spots(spot, around) == "contains"


def _order_place(place: Place) -> tuple[str, ...]:
    return (place.name, str(place.precision), str(place.lat), str(place.lon), *place.path)


def choose_date(claims: Sequence[Claim]) -> DateRange | None:
    """Choose the days that most reports tell, the shortest span first; it is marked inferred, since it quotes no report."""
    told = defaultdict[tuple[int, int], set[str]](set)
    for claim in claims:
        window = make_window((claim.date,), None) if claim.date is not None else None
        if window is not None and window.first is not None and window.last is not None:
            told[window.first, window.last].add(claim.report)
    if not told:
        return None
    shortest = min(last - first for first, last in told)
    spans = [span for span in told if span[1] - span[0] <= max(1, shortest)]
    first, last = min(spans, key=lambda span: (-len(told[span]), span))
    words = format_day(first) if first == last else f"{format_day(first)} to {format_day(last)}"
    return DateRange(
        text=words,
        start=None,
        end=None,
        from_on=format_day(first),
        to_on=format_day(last),
        precision=rate_days(first, last),
        inferred=True,
    )


def rate_days(first: int, last: int) -> int:
    """Rate a span of days by UCDP's date precision: 1 a day, 2 up to 6 days, 3 a week, 4 a month, 5 more."""
    days = last - first + 1
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= _MONTH else 5
