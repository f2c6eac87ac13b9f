"""Make ``assets/countries.js`` from the TopoJSON of the npm package world-atlas (ISC; data: Natural Earth, public domain).

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    python make_countries.py package/countries-50m.json ../assets/countries.js

Coordinates are rounded to two decimals (about a kilometre): the map is for orientation, and nothing is measured on it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

PREFIX = "window.CIVHARM_COUNTRIES = "
Point = tuple[float, float]


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Undo TopoJSON's delta coding and its quantisation."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def make_ring(arcs: list[list[Point]], indexes: list[int]) -> list[Point]:
    """Join arcs (``~i`` is arc i backwards), round them and drop points that become equal."""
    points = [point for i in indexes for point in (arcs[i] if i >= 0 else reversed(arcs[~i]))]
    ring: list[Point] = []
    for x, y in points:
        corner = (round(x, 2) + 0.0, round(y, 2) + 0.0)
        if not ring or ring[-1] != corner:
            ring.append(corner)
    return ring


def area(ring: list[Point]) -> float:
    """Twice the signed area; positive is counterclockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def make_polygon(arcs: list[list[Point]], rings: list[list[int]]) -> list[list[Point]]:
    """Make the rings of a polygon: the outer counterclockwise, holes clockwise (RFC 7946); specks vanish."""
    made = [make_ring(arcs, ring) for ring in rings]
    if len(made[0]) < 4 or abs(area(made[0])) < 0.002:
        return []
    turned = [ring if (area(ring) > 0) == (i == 0) else ring[::-1] for i, ring in enumerate(made)]
    return [ring for ring in turned if len(ring) >= 4]


def make_features(topology: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Make a GeoJSON feature a country."""
    arcs = decode_arcs(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        groups = [country["arcs"]] if country["type"] == "Polygon" else country.get("arcs", [])
        polygons = [polygon for group in groups if (polygon := make_polygon(arcs, group))]
        if not polygons:
            continue
        one = len(polygons) == 1
        geometry = {"type": "Polygon" if one else "MultiPolygon", "coordinates": polygons[0] if one else polygons}
        yield {"type": "Feature", "properties": {"name": country["properties"]["name"]}, "geometry": geometry}


def main(source: Path, target: Path) -> None:
    """Write the script."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    features = sorted(make_features(topology), key=lambda f: f["properties"]["name"])
    data = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    target.write_text(f"{PREFIX}{data};\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
