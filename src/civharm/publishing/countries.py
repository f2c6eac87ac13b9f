"""Load the shapes of countries: Natural Earth, 1:50 million, as the npm package ``world-atlas`` ships them (assets_build/)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

PREFIX = "window.CIVHARM_COUNTRIES = "


@cache
def _load_shapes() -> dict[str, Any]:
    script = (files("civharm.publishing") / "assets" / "countries.js").read_text(encoding="utf-8")
    data = json.loads(script.removeprefix(PREFIX).rstrip().rstrip(";"))
    return {feature["properties"]["name"]: feature["geometry"] for feature in data["features"]}


@cache
def load_country_box(name: str) -> dict[str, Any] | None:
    """Load the box around a country's main land by its English name as Natural Earth writes it, or nothing where it has none.

    A box and not the shape: a record with thousands of incidents "in Ukraine" would repeat the shape thousands of times, and the
    box claims no border.

    >>> load_country_box("Iraq")["coordinates"][0][0]
    [38.77, 29.06]
    >>> load_country_box("Placeholderland") is None
    True
    """
    shape = _load_shapes().get(name)
    if shape is None:
        return None
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    (west, south), (east, north) = max((_corners(polygon[0]) for polygon in polygons), key=_size)
    return {"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]]}


def _corners(ring: list[list[float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _size(corners: tuple[tuple[float, float], tuple[float, float]]) -> float:
    (west, south), (east, north) = corners
    return (east - west) * (north - south)
