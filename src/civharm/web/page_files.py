"""The style sheets and scripts of the pages: where they lie in the package, and the address under which a browser may keep them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from civharm.model import make_id

ASSETS = {
    "record.css": ("civharm.publishing", "text/css"),
    "leaflet.css": ("civharm.publishing", "text/css"),
    "leaflet.js": ("civharm.publishing", "text/javascript"),
    "countries.js": ("civharm.publishing", "text/javascript"),
    "map.js": ("civharm.publishing", "text/javascript"),
    "review.css": ("civharm.web", "text/css"),
    "review.js": ("civharm.web", "text/javascript"),
    "marking.js": ("civharm.web", "text/javascript"),
}


@cache
def read_asset(name: str) -> bytes:
    """Read a file of the pages; the server's life long it is the same."""
    return (files(ASSETS[name][0]) / "assets" / name).read_bytes()


@cache
def name_asset(name: str) -> str:
    """Name the address of a file of the pages: it changes with the file's bytes, so that browsers can keep what they have.

    >>> name_asset("review.css").partition("?v=")[0]
    '/assets/review.css'
    """
    return f"/assets/{name}?v={make_id(read_asset(name).decode())}"
