"""How far two places lie apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from civharm.model import Place

EARTH_KM = 6371.0  # mean radius (IUGG)


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance by the haversine formula; ``None`` where a place has no coordinates.

    >>> a, b = (Place(text="x", start=0, end=1, name="x", lat=lat, lon=44.0) for lat in (33.0, 34.0))
    >>> round(distance_km(a, b) or 0)
    111
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = radians(one.lat), radians(other.lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))
