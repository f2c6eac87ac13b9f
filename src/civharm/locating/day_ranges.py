"""From what a phrase says to the first and last day that it can mean, seen from the day of publication.

Relative words look back: a weekday is the most recent such day up to and including the day of publication, a month without a year
the most recent that had begun by then. Weeks run from Monday to Sunday. Where a phrase needs the day of publication and there is
none, nothing is resolved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from civharm.locating.calendars import (
    add_months,
    end_of_month,
    find_day_of_feast,
    find_feasts,
    monday_of,
    part_of_month,
    part_of_year,
)
from civharm.locating.date_words import Clock, Days, Meaning, load_values
from civharm.locating.stretches import make_stretch

_DAY = timedelta(days=1)
_SAME_DAY = 12  # hours later or earlier that are most likely told of the same day


def make_days(meaning: Meaning, clock: Clock) -> Days | None:
    """Make the first and the last day of a meaning, or ``None`` where they cannot be known.

    >>> make_days(Meaning("weekday", number=4), Clock(date(2017, 6, 7)))
    (datetime.date(2017, 6, 2), datetime.date(2017, 6, 2))
    """
    try:
        if meaning.first is not None:
            return _two_ends(meaning, clock)
        return _MAKERS.get(meaning.kind, make_stretch)(meaning, clock)
    except (ValueError, OverflowError):  # 31 February, or a day beyond the calendar
        return None


def find_precision(days: Days) -> int | None:
    """UCDP's precision of a span of days: 1 a day, 2 up to six, 3 a week, 4 up to a month, 5 up to a year, ``None`` beyond.

    >>> find_precision((date(2017, 6, 1), date(2017, 6, 30)))
    4
    """
    length = (days[1] - days[0]).days + 1
    return next((precision for most, precision in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)) if length <= most), None)


def _two_ends(meaning: Meaning, clock: Clock) -> Days | None:
    """ "between Monday and Wednesday": the first end is the most recent before the last."""
    first = meaning.first
    last = make_days(replace(meaning, first=None), clock)
    if last is None or first is None:
        return None
    year = first.year
    if first.kind == meaning.kind and first.kind in ("day", "month", "season") and year is None and meaning.year is not None:
        year = meaning.year - (((first.month or 0), first.day or 0) > ((meaning.month or 0), meaning.day or 0))
    begin = make_days(replace(first, year=year), Clock(last[0], clock.order))
    if begin is not None and begin[0] > last[1]:
        return None
    return (begin[0], last[1]) if begin else None


def _day(meaning: Meaning, clock: Clock) -> Days | None:
    month, day = meaning.month or 1, meaning.day or 1
    if meaning.year is not None:
        begin = date(meaning.year, month, day)
    elif clock.published is None:
        return None
    else:
        begin = _recent_day(month, day, clock.published)
    return begin, begin.replace(day=meaning.last_day or day)


def _recent_day(month: int, day: int, published: date) -> date:
    """The most recent such day that is over; a span of days may still be running."""
    for year in range(published.year, published.year - 9, -1):  # 29 February comes back after eight years at most
        if (month, day) == (2, 29) and end_of_month(year, 2).day < 29:
            continue
        if date(year, month, day) <= published:
            return date(year, month, day)
    raise ValueError(f"no day {day} in month {month}")


def _numeric(meaning: Meaning, clock: Clock) -> Days | None:
    """Day before month where there are dots or nothing else is possible, or the report does so elsewhere; else open."""
    one, two = meaning.figures
    year = meaning.year or 1
    if one > 12 or one == two:
        return _one_day(date(year, two, one))
    if two > 12:
        return _one_day(date(year, one, two))
    if clock.order is None and meaning.unit != ".":
        return None
    return _one_day(date(year, two, one) if clock.order is None or clock.order == "dmy" else date(year, one, two))


def _one_day(day: date) -> Days:
    return day, day


def _weekday(meaning: Meaning, clock: Clock) -> Days | None:
    if clock.published is None:
        return None
    number = meaning.number or 0
    if meaning.inner is not None:
        week = make_days(meaning.inner, clock)
        return _one_day(week[0] + number * _DAY) if week else None
    if meaning.which in ("next", "coming"):
        ahead = (number - clock.published.weekday() - 1) % 7 + 1
        return _one_day(clock.published + ahead * _DAY)
    back = (clock.published.weekday() - number) % 7
    if meaning.which in ("last", "past", "previous") and back == 0:
        back = 7
    return _one_day(clock.published - back * _DAY)


def _feast(meaning: Meaning, clock: Clock) -> Days | None:
    year, published = meaning.year, clock.published
    row = load_values("feast")[meaning.unit]
    if year is None and published is None:
        return None
    years = (year,) if year is not None else (published.year - 1, published.year) if published else ()
    kept = [days for each in years for days in find_feasts(row, each)]
    over = 1 if meaning.which in ("last", "past", "previous") else 0  # "last Ramadan" is over
    past = [days for days in kept if year is not None or (published and days[over] <= published - over * _DAY)]
    found = min(past, default=None) if year is not None else max(past, default=None)
    return found and find_day_of_feast(meaning.day, found, row)


def _days_ago(meaning: Meaning, clock: Clock) -> Days | None:
    return _one_day(clock.published - (meaning.number or 0) * _DAY) if clock.published else None


def _same_day(meaning: Meaning, clock: Clock) -> Days | None:
    """ "a year ago today": that very day so many months before."""
    if clock.published is None:
        return None
    day = clock.published - (meaning.unit == "yesterday") * _DAY
    first = add_months(day.replace(day=1), -(meaning.number or 0))
    last = end_of_month(first.year, first.month)
    then = first.replace(day=min(day.day, last.day))
    if meaning.unit == "this week":
        return monday_of(then), monday_of(then) + 6 * _DAY
    return (first, last) if meaning.unit == "this month" else _one_day(then)


def _overnight(meaning: Meaning, clock: Clock) -> Days | None:
    return (clock.published - _DAY, clock.published) if clock.published else None


def _week_of(meaning: Meaning, clock: Clock) -> Days | None:
    """ "the week of 6 May", "the week ending 17 March"."""
    inner = make_days(meaning.inner, clock) if meaning.inner else None
    if inner is None:
        return None
    if meaning.which == "ending":
        return inner[1] - 6 * _DAY, inner[1]
    begin = inner[0] if meaning.which == "from" else monday_of(inner[0])
    return begin, begin + 6 * _DAY


def _eve(meaning: Meaning, clock: Clock) -> Days | None:
    inner = make_days(meaning.inner, clock) if meaning.inner else None
    return (inner[0] - _DAY, inner[0] - _DAY) if inner else None


def _offset(meaning: Meaning, clock: Clock) -> Days | None:
    """ "two days later", "the night before", seen from the day that is told before; a night reaches over two days."""
    inner, number = make_days(meaning.inner, clock) if meaning.inner else None, meaning.number
    if inner is None or number is None:
        return None
    edge = inner[0] if number < 0 else inner[1]
    if meaning.unit == "month":
        return part_of_month(add_months(edge, number).replace(day=1), "")
    if meaning.unit == "year":
        return part_of_year(edge.year + number, "")
    if (not number and meaning.unit == "day") or meaning.unit == "minute":
        return inner
    if meaning.unit == "hour":  # within the day, or into the next one
        return (inner[0] + number // 24 * _DAY, inner[1] + -(-number // 24) * _DAY) if abs(number) > _SAME_DAY else inner
    day = edge + number * {"day": 1, "night": 1, "week": 7, "fortnight": 14}[meaning.unit] * _DAY
    return day, day + (meaning.unit == "night") * _DAY


def _never(meaning: Meaning, clock: Clock) -> Days | None:
    """Words that count days and name none: "for the third straight day"."""
    return None


def _nth_day(meaning: Meaning, clock: Clock) -> Days | None:
    if clock.published is None:
        return None
    month = clock.published.replace(day=1)
    if meaning.which:
        return _one_day(add_months(month, -(meaning.which == "last")).replace(day=meaning.day or 1))
    for back in range(4):
        first = add_months(month, -back)
        if (
            end_of_month(first.year, first.month).day >= (meaning.day or 1)
            and first.replace(day=meaning.day or 1) <= clock.published
        ):
            return _one_day(first.replace(day=meaning.day or 1))
    return None


_MAKERS: dict[str, Callable[[Meaning, Clock], Days | None]] = {
    "day": _day, "numeric": _numeric, "weekday": _weekday, "feast": _feast, "days_ago": _days_ago, "same_day": _same_day,
    "overnight": _overnight, "nth_day": _nth_day, "week_of": _week_of, "eve": _eve, "offset": _offset, "streak": _never,
}  # fmt: skip
