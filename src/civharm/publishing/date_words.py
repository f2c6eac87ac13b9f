"""How days are put into words; ``None`` is "not known", and a day that the words do not tell is not made up."""

from __future__ import annotations

import calendar
from datetime import date

from civharm.model import DateRange


def parse_day(day: str | None) -> date | None:
    """Parse an ISO day; what is none is not known."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


def say_day(day: str | None) -> str:
    """Say a day.

    >>> say_day("2017-03-17"), say_day(None)
    ('17 March 2017', 'date not known')
    """
    parsed = parse_day(day)
    return f"{parsed.day} {calendar.month_name[parsed.month]} {parsed.year}" if parsed else day or "date not known"


def say_days(from_on: str | None, to_on: str | None) -> str:
    """Say a span of days, as short as it can be.

    >>> say_days("2017-03-17", "2017-03-17"), say_days("2017-03-01", "2017-03-31"), say_days("2017-03-17", "2017-03-19")
    ('17 March 2017', 'March 2017', '17–19 March 2017')
    >>> say_days("2017-03-17", None)
    'from 17 March 2017'
    """
    first, last = parse_day(from_on), parse_day(to_on)
    if first is None and last is None:
        return "date not known"
    if first is None or last is None:
        return f"from {say_day(from_on)}" if first else f"until {say_day(to_on)}"
    if first == last:
        return say_day(from_on)
    return _say_span(first, last)


def _say_span(first: date, last: date) -> str:
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    one_month = (first.year, first.month) == (last.year, last.month)
    if whole and one_month:
        return f"{calendar.month_name[first.month]} {first.year}"
    if whole and first.year == last.year and (first.month, last.month) == (1, 12):
        return str(first.year)
    if one_month:
        return f"{first.day}–{say_day(last.isoformat())}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {calendar.month_name[first.month]}{year} – {say_day(last.isoformat())}"


def say_date(when: DateRange | None) -> str:
    """Say when, or that it is not known; the report's own words where they resolve to no day."""
    if when is None:
        return "date not known"
    if when.from_on is None and when.to_on is None and when.text:
        return f"“{when.text}” (no day)"
    return say_days(when.from_on, when.to_on)


def say_when(when: DateRange) -> str:
    """Say when, with the words that say so; these once, where they are all that is known.

    >>> say_when(DateRange(text="Friday", start=0, end=6, from_on="2017-03-17", to_on="2017-03-17"))
    '17 March 2017, from “Friday”'
    >>> say_when(DateRange(text="last week", start=0, end=9))
    '“last week” (no day)'
    """
    words = say_date(when)
    return f"{words}, from “{when.text}”" if when.text and f"“{when.text}”" not in words else words
