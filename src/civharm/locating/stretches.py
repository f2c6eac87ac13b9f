"""Stretches of time that a phrase names: a month, a year, a season, "the past ten days", "last week".

They are seen from the day of publication. A month without a year is the most recent that had begun by then. Weeks run from Monday
to Sunday.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from civharm.locating.calendars import add_months, end_of_month, monday_of, part_of_month, part_of_year
from civharm.locating.date_words import Clock, Days, Meaning

_DAY = timedelta(days=1)


def make_stretch(meaning: Meaning, clock: Clock) -> Days | None:
    """Make the first and the last day of a stretch of time, or ``None`` where they cannot be known.

    >>> make_stretch(Meaning("month", month=5), Clock(date(2017, 6, 7)))
    (datetime.date(2017, 5, 1), datetime.date(2017, 5, 31))
    """
    return _MAKERS[meaning.kind](meaning, clock)


def _month(meaning: Meaning, clock: Clock) -> Days | None:
    year = _find_year(meaning, clock, 1)
    if year is None:
        return None
    days = part_of_month(date(year, meaning.month or 1, 1), meaning.part)
    ahead = meaning.year is None and not meaning.which and clock.published is not None and days[0] > clock.published
    return part_of_month(days[0].replace(year=year - 1, day=1), meaning.part) if ahead else days  # "late March", told on the 15th


def _season(meaning: Meaning, clock: Clock) -> Days | None:
    """Three months of the northern hemisphere; a winter is named after the year in which it begins."""
    year = _find_year(meaning, clock, 3)
    return None if year is None else _make_months(year, meaning.month or 1, 3)


def _find_year(meaning: Meaning, clock: Clock, months: int) -> int | None:
    """The year of so many months: as told, or that in which they last began; "last March" is over when it is told."""
    year, month, published = meaning.year, meaning.month or 1, clock.published
    if year is not None or published is None:
        return year
    if meaning.which in ("last year", "this year"):
        return max(published.year - (meaning.which == "last year"), 1)
    year = published.year - (date(published.year, month, 1) > published)
    running = _make_months(year, month, months)[1] >= published
    return max(year - (running and meaning.which in ("last", "past", "previous")), 1)


def _make_months(year: int, month: int, months: int) -> Days:
    first = date(max(year, 1), month, 1)  # a report may claim to be of the year 1
    last = add_months(first, months - 1)
    return first, end_of_month(last.year, last.month)


def _year(meaning: Meaning, clock: Clock) -> Days | None:
    year = meaning.year or 1
    if meaning.number:
        return date(year, 1, 1), date(meaning.number, 12, 31)
    return part_of_year(year, meaning.part)


def _decade(meaning: Meaning, clock: Clock) -> Days | None:
    years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(meaning.part, (0, 9))
    return date((meaning.year or 1) + years[0], 1, 1), date((meaning.year or 1) + years[1], 12, 31)


def _ago(meaning: Meaning, clock: Clock) -> Days | None:
    """ "three days ago" is a day, "two weeks ago" that calendar week, "two months ago" that month, "a year ago" that year."""
    day, number = clock.published, meaning.number
    if day is None or number is None:
        return None
    if meaning.unit == "hour":
        return day - (number // 24) * _DAY, day
    if meaning.unit == "day":
        return day - number * _DAY, day - number * _DAY
    if meaning.unit in ("week", "fortnight"):
        monday = monday_of(day - (7 * number * (2 if meaning.unit == "fortnight" else 1)) * _DAY)
        return monday, monday + 6 * _DAY
    if meaning.unit == "month":
        return part_of_month(add_months(day, -number).replace(day=1), "")
    years = number * (10 if meaning.unit == "decade" else 1)
    return part_of_year(day.year - years, "")


def _window(meaning: Meaning, clock: Clock) -> Days | None:
    """ "the past ten days": as many days, ending on the day of publication."""
    day, number = clock.published, meaning.number
    if day is None or number is None:
        return None
    if meaning.unit == "hour":
        return day - max(-(-number // 24), 1) * _DAY, day
    if meaning.unit in ("month", "year", "decade"):
        months = number * {"month": 1, "year": 12, "decade": 120}[meaning.unit]
        return add_months(day, -months) + _DAY, day
    days = number * {"day": 1, "week": 7, "fortnight": 14}[meaning.unit]
    return day - (days - 1) * _DAY, day


def _span(meaning: Meaning, clock: Clock) -> Days | None:
    """ "last week", "earlier this month", "early last year", "the weekend"."""
    if clock.published is None or meaning.which == "same":
        return None
    back = {"last": 1, "last before": 2, "this": 0, "next": -1}.get(meaning.which, 0)
    whole = _UNITS[meaning.unit](clock.published, back, meaning.part)
    running = back == 0 and whole[1] > clock.published
    return (min(whole[0], clock.published), clock.published) if running else whole


def _week(day: date, back: int, part: str) -> Days:
    monday = monday_of(day) - 7 * back * _DAY
    return monday, monday + 6 * _DAY


def _weekend(day: date, back: int, part: str) -> Days:
    """The most recent Saturday and Sunday; "this weekend" too, for what is told has happened."""
    saturday = monday_of(day) + 5 * _DAY
    saturday -= 7 * _DAY if saturday > day else timedelta()
    saturday -= 7 * _DAY if back > 1 else timedelta()
    return saturday, saturday + _DAY


def _month_back(day: date, back: int, part: str) -> Days:
    return part_of_month(add_months(day.replace(day=1), -back), "" if back == 0 and part in ("start",) else part)


def _year_back(day: date, back: int, part: str) -> Days:
    return part_of_year(day.year - back, "" if back == 0 and part in ("start",) else part)


def _fortnight(day: date, back: int, part: str) -> Days:
    return day - 13 * _DAY, day


def _quarter(day: date, back: int, part: str) -> Days:
    first = add_months(date(day.year, day.month - (day.month - 1) % 3, 1), -3 * back)
    return first, end_of_month(first.year, first.month + 2)


_UNITS: dict[str, Callable[[date, int, str], Days]] = {
    "week": _week, "weekend": _weekend, "month": _month_back, "year": _year_back, "fortnight": _fortnight, "quarter": _quarter,
}  # fmt: skip
_MAKERS: dict[str, Callable[[Meaning, Clock], Days | None]] = {
    "month": _month, "year": _year, "decade": _decade, "season": _season, "ago": _ago, "window": _window, "span": _span,
}  # fmt: skip
