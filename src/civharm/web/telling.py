"""How an incident was told: by which report on which day, with which numbers; and where its claims say that it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from civharm.model import Claim, Harm, Incident, Place, Report
from civharm.publishing.date_words import parse_day
from civharm.publishing.geojson import RADIUS_KM
from civharm.publishing.site_incident import Card
from civharm.publishing.site_map import find_shape
from civharm.publishing.site_words import count_words, find_headlines, say_claim, say_place, say_precision
from civharm.publishing.view import View


@dataclass(frozen=True, slots=True)
class Telling:
    """One report of an incident: how many days after the happening it came, and its bar, from ``start`` to ``end`` in percent.

    ``open`` where the words set no upper end. ``new_voice`` is false for a copy, or for an origin that another report told before.
    """

    report: Report
    days_after: int | None
    cards: tuple[Card, ...]
    new_voice: bool
    start: float = 0.0
    end: float = 0.0
    open: bool = False


def find_tellings(view: View, incident: Incident, cards: Mapping[str, Card]) -> list[Telling]:
    """Find who told what when, in the order of publication; the bars count the incident's first harm."""
    told: dict[str, list[Card]] = {}
    for card in cards.values():
        told.setdefault(card.report.id, []).append(card)
    main, heard, found = _find_main(incident), set[str](), []
    most = max((_top(card.claim) for card in cards.values() if card.claim.harm == main), default=0)
    for of_report in told.values():
        voices = {o.name for o in incident.origins if of_report[0].report.id in o.reports}
        bar = _find_bar([card.claim for card in of_report if card.claim.harm == main], most)
        new = not voices or not voices <= heard
        heard |= voices
        found.append(Telling(of_report[0].report, _find_lag(incident, of_report[0].report), tuple(of_report), new, *bar))
    return found


def _find_main(incident: Incident) -> Harm | None:
    headlines = find_headlines(incident)
    return headlines[0].harm if headlines else next(iter(incident.harms), None)


def _top(claim: Claim) -> int:
    return max(claim.count.high or 0, claim.count.low or 0)


def _find_bar(claims: list[Claim], most: int) -> tuple[float, float, bool]:
    """The bar of the largest number that a report tells, in percent of the largest that any report tells."""
    counted = [claim for claim in claims if claim.modality == "occurred" and _top(claim)]
    if not counted or not most:
        return 0.0, 0.0, False
    claim = max(counted, key=_top)
    low = claim.count.low if claim.count.low is not None else 0
    return round(100 * low / most, 1), round(100 * _top(claim) / most, 1), claim.count.high is None


def _find_lag(incident: Incident, report: Report) -> int | None:
    happened, told = parse_day(incident.date.to_on if incident.date else None), parse_day(report.published_on)
    return (told - happened).days if happened and told else None


def say_lag(days: int | None) -> str:
    """Say how long after the happening a report came.

    >>> say_lag(0), say_lag(1), say_lag(-2), say_lag(None)
    ('the same day', '1 day later', 'dated 2 days before', '')
    """
    if days is None:
        return ""
    if days == 0:
        return "the same day"
    return f"{count_words(days, 'day')} later" if days > 0 else f"dated {count_words(-days, 'day')} before"


@dataclass(frozen=True, slots=True)
class Told:
    """A place with the claims that name it, and how a map shows it (``None``: not at all)."""

    place: Place | None
    cards: tuple[Card, ...]
    shape: str | None
    radius_km: int | None


def find_places(cards: Mapping[str, Card]) -> list[Told]:
    """Find the places that claims name, the most exact first, those that name none last."""
    told: dict[tuple[Any, ...], list[Card]] = {}
    for card in cards.values():
        place = card.claim.place
        told.setdefault((place.id, say_place(place), place.precision, place.lat, place.lon) if place else (), []).append(card)
    found = []
    for of_place in told.values():
        place = of_place[0].claim.place
        radius = RADIUS_KM.get(place.precision or 0) if place else None
        found.append(Told(place, tuple(of_place), find_shape(place), radius))
    return sorted(found, key=lambda one: (one.place.precision or 9 if one.place else 10, say_place(one.place)))


def make_map_rows(places: list[Told]) -> str:
    """Make what the map draws, as JSON for an attribute: a dot for a town or better, an area for anything coarser."""
    return json.dumps([_row(one, one.place) for one in places if one.place and one.shape], ensure_ascii=True)


def _row(told: Told, place: Place) -> dict[str, Any]:
    row: dict[str, Any] = {
        "shape": told.shape, "name": say_place(place), "precision": say_precision(place), "country": place.name,
        "count": count_words(len(told.cards), "claim"), "n": len(told.cards), "row": "#places", "radius_km": told.radius_km,
        "incidents": [[f"#{card.anchor}", str(card.number), say_claim(card.claim)] for card in told.cards[:12]],
    }  # fmt: skip
    if told.shape != "country":
        row |= {"lat": round(place.lat or 0.0, 4), "lon": round(place.lon or 0.0, 4)}
    return row
