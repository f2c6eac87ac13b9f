"""The number that a publisher gives each report in its address: two numbers next to each other were given on one day or two.

Where reports say no day, this places them in time by what their publisher's own system counted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HOST = re.compile(r"^https?://(?:www\.|m\.|mobile\.)?([^/?#:]{3,100})", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d%])\d{4,7}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 2000
TOGETHER, APART = 2_000, 50
"""A two-thousandth of all that a publisher numbered in ten years is two days of it; a fiftieth is two months."""


class Serial(NamedTuple):
    """A publisher's host and the number that it gave a report."""

    host: str
    number: int


def find_serial(url: str | None) -> Serial | None:
    """Find a report's number in its address; ``None`` where it holds none.

    >>> find_serial("https://www.example.org/en/262586/?from=feed"), find_serial("https://example.org/2022/10/06/town.html")
    (Serial(host='example.org', number=262586), None)
    """
    host = _HOST.match(url[:_LONGEST]) if url else None
    if url is None or host is None:
        return None
    rest = re.sub(r"([?&])(?!p=|id=)[^&#]*", r"\1", url[host.end() : _LONGEST])
    numbers = [found for found in _NUMBER.findall(rest) if not _YEAR.fullmatch(found)]
    return Serial(host[1].lower(), int(max(numbers, key=len))) if numbers else None


def measure_apart(a: Serial | None, b: Serial | None) -> float | None:
    """Measure how far two numbers of one publisher lie apart, as a share of the higher; ``None`` where that cannot be told."""
    if a is None or b is None or a.host != b.host or len(str(a.number)) != len(str(b.number)):
        return None
    return abs(a.number - b.number) / max(a.number, b.number)
