"""Shapes: a pin only where the place is a town or better."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.distances import distance_km
from civharm.model import DateRange, Incident, Place
from civharm.publishing.geojson import make_circle, make_feature, make_geometry


def at(precision: int | None, lat: float | None = 36.0, lon: float | None = 43.0, name: str = "Somewhere") -> Place:
    return Place(text=name, start=0, end=1, name=name, lat=lat, lon=lon, precision=precision)


@pytest.mark.parametrize("precision", [2, 3, 4, 5])
def test_a_coarse_place_is_an_area_and_never_a_pin(precision: int) -> None:
    geometry = make_geometry(at(precision))
    assert geometry is not None
    assert geometry["type"] == "Polygon"


def test_a_country_is_the_box_around_it() -> None:
    geometry = make_geometry(at(6, None, None, "Iraq"))
    assert geometry is not None
    assert len(geometry["coordinates"][0]) == 5


@pytest.mark.parametrize(
    "place", [None, at(None), at(1, None, None), at(7), at(1, float("nan"), 43.0), at(1, 91.0, 43.0), at(6, name="Nowhere")]
)
def test_what_cannot_be_placed_has_no_geometry(place: Place | None) -> None:
    assert make_geometry(place) is None


def test_the_feature_says_how_exactly_the_place_is_known() -> None:
    day = DateRange(text="", start=None, end=None, from_on="2017-03-17", to_on="2017-03-17", precision=1)
    feature = make_feature(Incident(id="i", claims=(), place=at(4), date=day))
    assert feature["properties"]["precision"] == 4
    assert feature["properties"]["radius_km"] == 100
    assert feature["properties"]["from"] == "2017-03-17"


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([25, 40, 100, 200]))
def test_a_circle_is_closed_counterclockwise_and_on_the_earth(lat: float, lon: float, radius: int) -> None:
    circle = make_circle(lat, lon, radius)
    rings = [p[0] for p in circle["coordinates"]] if circle["type"] == "MultiPolygon" else [circle["coordinates"][0]]
    for ring in rings:
        assert ring[0] == ring[-1]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) > 0
    json.dumps(circle, allow_nan=False)


@pytest.mark.parametrize(("lat", "lon"), [(89.0, 10.0), (-89.5, 170.0), (90.0, 0.0), (-90.0, -180.0)])
def test_a_circle_over_a_pole_reaches_it_at_all_longitudes_and_no_further_than_its_radius(lat: float, lon: float) -> None:
    circle = make_circle(lat, lon, 200)
    corners = [(x, y) for x, y in circle["coordinates"][0]]
    assert circle["type"] == "Polygon"
    assert {(x, y) for x, y in corners if abs(y) == 90} == {(-180.0, 90.0 * (lat > 0 or -1)), (180.0, 90.0 * (lat > 0 or -1))}
    for x, y in corners:
        if abs(y) < 90:
            assert distance_km(at(5, lat, lon), at(5, y, x)) == pytest.approx(200, abs=0.1)
