"""Write ``incidents.geojson`` (RFC 7946): a point where the place is a town or better, an area where it is coarser, else nothing.

A pin in the middle of a province would say what nobody knows, and people would come to stand there. The areas are circles of a
stated radius around the place's own coordinates: a sketch of how much is known, not a boundary.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from civharm.distances import EARTH_KM
from civharm.model import Incident, Place, Tally
from civharm.publishing.countries import load_country_box
from civharm.publishing.view import View

# Precision 2 is "within about 25 km" in UCDP's codebook; it sets no radius for districts (3), provinces (4) and regions (5): ours
# are of the size that such areas commonly have in Iraq, Syria and Ukraine. A country (6) is drawn as the box around it.
RADIUS_KM = {2: 25, 3: 40, 4: 100, 5: 200}
PRECISION_WORDS = {
    1: "the exact place (a town, village, quarter or building)", 2: "within about 25 km of a known place", 3: "a district",
    4: "a province", 5: "a wider region", 6: "a country", 7: "international waters or airspace",
}  # fmt: skip
_CORNERS = 48


def write_geojson(view: View, folder: Path) -> None:
    """Write ``incidents.geojson``, one feature a line."""
    with (folder / "incidents.geojson").open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number, incident in enumerate(view.release.incidents):
            feature = json.dumps(make_feature(incident), ensure_ascii=False, allow_nan=False)
            file.write((",\n" if number else "\n") + feature)
        file.write("\n]}\n")


def make_feature(incident: Incident) -> dict[str, Any]:
    """Make the feature of an incident; its tallies stand under the rule's name."""
    place, date, grade = incident.place, incident.date, incident.grade
    properties = {
        "place": place and place.name, "place_id": place and place.id, "precision": place and place.precision,
        "precision_words": place and PRECISION_WORDS.get(place.precision or 0), "radius_km": find_radius(place),
        "path": list(place.path) if place else [], "from": date and date.from_on, "to": date and date.to_on,
        "date_precision": date and date.precision, "harms": list(incident.harms),
        "tallies": [_tally(t) for t in incident.tallies], "reports": incident.voices.addresses, "texts": incident.voices.texts,
        "origins": incident.voices.origins, "grade": grade and grade.value,
    }  # fmt: skip
    return {"type": "Feature", "id": incident.id, "geometry": make_geometry(place), "properties": properties}


def _tally(tally: Tally) -> dict[str, Any]:
    names = ("rule", "harm", "victims", "group", "unit", "low", "best", "high", "reached")
    return {name: getattr(tally, name) for name in names}


def find_radius(place: Place | None) -> int | None:
    """Find the radius of the area that is drawn for a place, where a circle is drawn."""
    return RADIUS_KM.get(place.precision or 0) if place and has_coordinates(place) else None


def has_coordinates(place: Place) -> bool:
    """Say whether a place has coordinates that are on the Earth."""
    return place.lat is not None and place.lon is not None and -90 <= place.lat <= 90 and -180 <= place.lon <= 180  # NaN is not


def make_geometry(place: Place | None) -> dict[str, Any] | None:
    """Make the geometry of a place: a point only at precision 1.

    >>> make_geometry(Place(text="Mosul", start=0, end=5, name="Mosul", lat=36.335, lon=43.119, precision=1))
    {'type': 'Point', 'coordinates': [43.119, 36.335]}
    >>> make_geometry(Place(text="Nineveh", start=0, end=7, name="Nineveh", lat=36.0, lon=42.5, precision=4))["type"]
    'Polygon'
    >>> make_geometry(Place(text="the north", start=0, end=9, name="the north")) is None
    True
    """
    if place is None or place.precision is None:
        return None
    if place.precision == 6:
        return load_country_box(place.name)
    if not has_coordinates(place) or place.lat is None or place.lon is None:
        return None
    if place.precision == 1:
        return {"type": "Point", "coordinates": [round(place.lon, 4), round(place.lat, 4)]}
    radius = RADIUS_KM.get(place.precision)
    return make_circle(place.lat, place.lon, radius) if radius else None


def make_circle(lat: float, lon: float, radius_km: float) -> dict[str, Any]:
    """Make a circle-like polygon, counterclockwise, cut in two where it crosses the antimeridian (RFC 7946, 3.1.6 and 3.1.9).

    One that holds a pole is no circle on a map of longitudes and latitudes: it spans them all, up to the pole.

    >>> make_circle(89.0, 10.0, 200)["coordinates"][0][-3:-1]
    [[180.0, 90.0], [-180.0, 90.0]]
    """
    if math.radians(90 - abs(lat)) <= radius_km / EARTH_KM:
        return {"type": "Polygon", "coordinates": [_close(_make_cap(lat, lon, radius_km))]}
    ring = list(_ring(lat, lon, radius_km))
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    if west >= -180 and east <= 180:
        return {"type": "Polygon", "coordinates": [_close(ring)]}
    shift = 360 if west < -180 else -360
    halves = [_clip(ring), _clip([(x + shift, y) for x, y in ring])]
    return {"type": "MultiPolygon", "coordinates": [[_close(half)] for half in halves]}


def _ring(lat: float, lon: float, radius_km: float) -> Iterator[tuple[float, float]]:
    """The corners of a circle that holds no pole."""
    distance, phi = radius_km / EARTH_KM, math.radians(lat)
    for corner in range(_CORNERS):
        bearing = -2 * math.pi * corner / _CORNERS
        y = math.asin(math.sin(phi) * math.cos(distance) + math.cos(phi) * math.sin(distance) * math.cos(bearing))
        turn = math.atan2(math.sin(bearing) * math.sin(distance) * math.cos(phi), math.cos(distance) - math.sin(phi) * math.sin(y))
        yield lon + math.degrees(turn), math.degrees(y)


def _make_cap(lat: float, lon: float, radius_km: float) -> list[tuple[float, float]]:
    """The corners of a circle that holds a pole: where it meets the meridians, then along the pole back."""
    distance, phi, sign = radius_km / EARTH_KM, math.radians(abs(lat)), math.copysign(1, lat)
    rim = []
    for corner in range(_CORNERS + 1):
        x = -180 + 360 * corner / _CORNERS
        along = math.cos(phi) * math.cos(math.radians(x - lon))
        y = math.atan2(math.sin(phi), along) - math.acos(min(1.0, math.cos(distance) / math.hypot(math.sin(phi), along)))
        rim.append((x, sign * math.degrees(y)))
    if sign > 0:
        return [*rim, (180.0, 90.0), (-180.0, 90.0)]
    return [*reversed(rim), (-180.0, -90.0), (180.0, -90.0)]


def _clip(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(max(-180.0, min(180.0, x)), y) for x, y in ring]


def _close(ring: list[tuple[float, float]]) -> list[list[float]]:
    corners = [[round(x, 4), round(y, 4)] for x, y in ring]
    return [*corners, corners[0]]
