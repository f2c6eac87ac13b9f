"""The map's data: places with their incidents, as a script, since a page opened from the disk may not fetch a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from civharm.model import Incident, Place
from civharm.publishing.date_words import say_date
from civharm.publishing.geojson import RADIUS_KM, has_coordinates
from civharm.publishing.site_words import count_words, make_page_name, say_harms, say_place, say_precision
from civharm.publishing.view import View

PREFIX = "window.CIVHARM_PLACES = "
_IN_POPUP = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """One place and the incidents that are known to have been there, as exactly as it is known."""

    place: Place | None
    incidents: tuple[Incident, ...]

    @property
    def anchor(self) -> str:
        """Where the table's row of the place stands."""
        return "p-" + make_page_name(repr(_key(self.place)))


def _key(place: Place | None) -> tuple[str, ...]:
    if place is None:
        return ()
    return tuple(map(str, (place.id or "", say_place(place), place.lat, place.lon, place.precision)))


def find_spots(view: View) -> list[Spot]:
    """Gather the incidents by place: the exact places first, those without a place last."""
    gathered: dict[tuple[str, ...], list[Incident]] = {}
    for incident in view.by_date:
        gathered.setdefault(_key(incident.place), []).append(incident)
    spots = [Spot(incidents[0].place, tuple(incidents)) for incidents in gathered.values()]
    return sorted(spots, key=_order)


def _order(spot: Spot) -> tuple[int, str, tuple[str, ...]]:
    return (spot.place.precision or 9 if spot.place else 10), say_place(spot.place).casefold(), _key(spot.place)


def find_shape(place: Place | None) -> str | None:
    """Say how the map shows a place: a point, a circle of a radius, a country, or not at all."""
    if place is None or place.precision is None:
        return None
    if place.precision == 6:
        return "country"
    if not has_coordinates(place):
        return None
    return "point" if place.precision == 1 else "area" if place.precision in RADIUS_KM else None


def make_map_script(spots: list[Spot], page_of: dict[str, str]) -> str:
    """Make the script that hands the places to the map; ``page_of`` maps an anchor to the page with its row.

    ``<`` is written as an escape, so that no text can end the script, whoever embeds it.
    """
    rows = [_row(spot, page_of) for spot in spots if find_shape(spot.place)]
    data = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"{PREFIX}{data};\n"


def _row(spot: Spot, page_of: dict[str, str]) -> dict[str, Any]:
    place, shape = spot.place, find_shape(spot.place)
    assert place is not None
    row: dict[str, Any] = {
        "shape": shape, "name": say_place(place), "precision": say_precision(place), "country": place.name,
        "count": count_words(len(spot.incidents), "incident"), "n": len(spot.incidents),
        "row": f"{page_of[spot.anchor]}#{spot.anchor}", "radius_km": RADIUS_KM.get(place.precision or 0),
        "incidents": [[_page(i), say_date(i.date), "; ".join(say_harms(i))] for i in spot.incidents[:_IN_POPUP]],
    }  # fmt: skip
    if shape != "country":
        row |= {"lat": round(place.lat or 0.0, 4), "lon": round(place.lon or 0.0, 4)}
    return row


def _page(incident: Incident) -> str:
    return f"incidents/{make_page_name(incident.id)}.html"
