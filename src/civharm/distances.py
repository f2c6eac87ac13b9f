"""How far two places lie apart, for all verbs alike."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH_KM = 6371.0  # mean radius (IUGG)


class Located(Protocol):
    """What may have coordinates: a place of a claim, an entry of the gazetteer."""

    @property
    def lat(self) -> float | None:
        """Degrees north."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""


def distance_km(one: Located, other: Located) -> float | None:
    """Great-circle distance by the haversine formula; ``None`` where one has no coordinates.

    >>> from civharm.model import Place
    >>> a, b = (Place(text="x", start=0, end=1, name="x", lat=lat, lon=44.0) for lat in (33.0, 34.0))
    >>> round(distance_km(a, b) or 0)
    111
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = radians(one.lat), radians(other.lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))
