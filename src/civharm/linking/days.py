"""When two claims say that it happened, and when they said it: days as whole numbers, so that a comparison costs nothing.

A report that gives no day can still not tell what has not happened yet: its day of publication is an upper bound.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from civharm.linking.words import load_words
from civharm.model import DateRange

_LETTERS = re.compile(r"[^\W\d_]+")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Z][a-z]{2,8})\.?[,،]?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?[,،]?\s+(\d{4})\b")
_NAMED_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Z][a-z]{2,8})\b")
_NAMED_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?![.:]?\d)")
_FEW_DAYS = 4
_READ_AT_MOST, _FOOT, _LEAP_YEAR = 4_000, 300, "2000"
SOON = 6
"""A report that gives no day tells something of the last days: within a week in news."""


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day on which it can have happened (``None``: not told), and the day on which the report told it.

    ``weekday`` (Monday is 0) stands where the words give a day of the week that nothing resolves to a date.
    """

    first: int | None
    last: int | None
    told: int | None
    weekday: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether the report tells a first and a last day."""
        return self.first is not None and self.last is not None

    @property
    def length(self) -> int:
        """The number of days; 0 where it is not told."""
        return 0 if self.first is None or self.last is None else self.last - self.first + 1


@lru_cache(maxsize=100_000)
def parse_day(text: str | None) -> int | None:
    """Read an ISO day as a day number; ``None`` where it is none.

    >>> parse_day("2016-11-02") - parse_day("2016-11-01"), parse_day("2016-11-01T10:00Z") == parse_day("2016-11-01"), parse_day("?")
    (1, True, None)
    """
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None


def format_day(day: int) -> str:
    """Write a day number as an ISO day."""
    return date.fromordinal(day).isoformat()


def make_window(dates: tuple[DateRange, ...], published_on: str | None) -> Window:
    """Make the window on which all dates agree, or else that of the narrowest date.

    >>> monday = DateRange(text="Monday", start=0, end=6, from_on="2016-10-31", to_on="2016-10-31", precision=1)
    >>> week = DateRange(text="this week", start=0, end=9, from_on="2016-10-30", to_on="2016-11-05", precision=3)
    >>> make_window((week, monday), "2016-11-02").length
    1
    """
    told = parse_day(published_on)
    spans = {span for span in map(_make_span, dates) if span is not None}
    if not spans:
        return _window(None, None, told, next(filter(None.__ne__, map(_find_weekday, dates)), None))
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    if first > last:
        first, last = min(spans, key=lambda span: (span[1] - span[0], span))
    return _window(first, last, told, (first - 1) % 7 if first == last else None)


@lru_cache(maxsize=100_000)
def _window(first: int | None, last: int | None, told: int | None, weekday: int | None) -> Window:
    return Window(first, last, told, weekday)


def _find_weekday(value: DateRange) -> int | None:
    """Find the day of the week in the words of a date: "late on Thursday" is 3."""
    words = _LETTERS.findall(value.text.casefold())
    return next((at for at, day in enumerate(load_words("weekday")) if day in words), None)


def _make_span(value: DateRange) -> tuple[int, int] | None:
    first, last = parse_day(value.from_on), parse_day(value.to_on)
    if first is None or last is None:
        known = first if first is not None else last
        return None if known is None else (known, known)
    return (first, last) if first <= last else (last, first)


def find_written_days(text: str) -> frozenset[int]:
    """Find the days that a text writes out in full, wherever it does: in its head, under a picture, in a sentence.

    >>> [format_day(day) for day in sorted(find_written_days("13 December, 2021\\nTwo died on Dec. 12, 2021, it said on Monday."))]
    ['2021-12-12', '2021-12-13']
    """
    head = text if len(text) <= _READ_AT_MOST else text[:_READ_AT_MOST] + " " + text[-_FOOT:]
    found = (_make_day(year, month, day) for day, month, year in _DAY_FIRST.findall(head))
    turned = (_make_day(year, month, day) for month, day, year in _MONTH_FIRST.findall(head))
    return frozenset(day for day in (*found, *turned) if day is not None)


def find_named_days(text: str) -> frozenset[int]:
    """Find the days that a text names by month and day, with or without a year, as days of a leap year.

    >>> sorted(find_named_days("On August 10, a drone hit a car; on 12 Aug a second one did. In August 2022 there were ten."))
    [223, 225]
    """
    head = text if len(text) <= _READ_AT_MOST else text[:_READ_AT_MOST] + " " + text[-_FOOT:]
    found = (_make_day(_LEAP_YEAR, month, day) for day, month in _NAMED_DAY_FIRST.findall(head))
    turned = (_make_day(_LEAP_YEAR, month, day) for month, day in _NAMED_MONTH_FIRST.findall(head))
    return frozenset(find_day_of_year(day) for day in (*found, *turned) if day is not None)


@lru_cache(maxsize=100_000)
def find_day_of_year(day: int) -> int:
    """Find the day of the year, counted in a leap year, so that 1 March is the same in every year."""
    return date.fromordinal(day).replace(year=int(_LEAP_YEAR)).timetuple().tm_yday


def list_named_days(window: Window, named: Collection[int]) -> list[int]:
    """List the days, of the year before a report was told, that it names by month and day alone; few, or it names too many to tell.

    >>> told = make_window((), "2017-03-24")
    >>> [format_day(day) for day in list_named_days(told, find_named_days("on 17 March, and on 2 December"))]
    ['2017-03-17', '2016-12-02']
    """
    latest = window.told if window.told is not None else window.last
    if latest is None or not 0 < len(named) <= _FEW_DAYS:
        return []
    year = date.fromordinal(latest).year
    found = (_find_day(year if day <= find_day_of_year(latest) else year - 1, day) for day in named)
    return sorted(found, reverse=True)


def _find_day(year: int, day_of_leap_year: int) -> int:
    day = date.fromordinal(date(int(_LEAP_YEAR), 1, 1).toordinal() + day_of_leap_year - 1)
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day).toordinal()


def count_days_in_circle(a: int, b: int) -> int:
    """The days from one day of the year to another, the shorter way.

    >>> count_days_in_circle(1, 365), count_days_in_circle(40, 37)
    (2, 3)
    """
    return min((a - b) % 366, (b - a) % 366)


def _make_day(year: str, month: str, day: str) -> int | None:
    names = load_words("month")
    number = next((at for at, name in enumerate(names, 1) if name.startswith(month.casefold()[:3]) and len(month) >= 3), None)
    try:
        return None if number is None else date(int(year), number, int(day)).toordinal()
    except ValueError:
        return None


def count_days_between(a: Window, b: Window) -> int | None:
    """The days that lie between two windows: 0 where they overlap, 1 for neighbours; ``None`` where one is not told."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return max(0, a.first - b.last, b.first - a.last)
