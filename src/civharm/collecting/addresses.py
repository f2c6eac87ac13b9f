"""Find the day of publication in a report's address, for a report of which nothing else says it.

Two kinds of address name a day without a guess: a path with year, month and day, and a post of X (Twitter), whose number holds the
millisecond in which it was made.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from civharm.model import Report

_PATH = re.compile(r"^https?://[^/?#]+(?:/[^/?#]+)*?/(?P<year>199\d|20\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=[/?#]|$)")
_POST = re.compile(r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/\w{1,20}/status/(\d{15,19})(?!\d)", re.IGNORECASE)
_EPOCH_MS, _SHIFT = 1288834974657, 22  # https://github.com/twitter-archive/snowflake, IdWorker.scala: twepoch, timestampLeftShift
_LONGEST = 2000


def find_day_in_address(url: str) -> str | None:
    """Find the day that an address names; ``None`` where it names none, or a month alone.

    >>> find_day_in_address("https://example.org/world/2017/03/12/market-hit.html")
    '2017-03-12'
    >>> find_day_in_address("https://x.com/example/status/1458073849183014917")
    '2021-11-09'
    >>> find_day_in_address("https://example.org/2017/03/market-hit") is None
    True
    """
    if len(url) > _LONGEST:
        return None
    if post := _POST.match(url):
        instant = (int(post[1]) >> _SHIFT) + _EPOCH_MS
        return datetime.fromtimestamp(instant // 1000, UTC).date().isoformat()
    found = _PATH.match(url)
    try:
        return date(*(int(found[part]) for part in ("year", "month", "day"))).isoformat() if found else None
    except ValueError:
        return None


def date_by_address(report: Report) -> Report:
    """Give a report of unknown day the day that its address names; any other report is left as it is."""
    day = find_day_in_address(report.url) if report.published_on is None and report.url else None
    return report if day is None else replace(report, published_on=day)
