"""Days of the calendars that reports use: Easter, the Islamic months, the ends of months.

Easter is exact (the Gregorian computus). Islamic months follow the tabular calendar, which differs from the sighting of the moon
by a day or so: what is computed from it is never marked as an exact day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

_MOON = timedelta(days=1)  # the sighting of the moon and the tabular calendar differ by about a day
_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram 1, civil epoch 16 July 622 (Julian)


def find_easter(year: int) -> date:
    """Compute Easter Sunday of the western churches (the anonymous Gregorian computus, in Meeus, Astronomical Algorithms, 1991).

    >>> find_easter(2019).isoformat()
    '2019-04-21'
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def find_islamic_day(year: int, month: int, day: int) -> date:
    """Compute the Gregorian day of an Islamic one by the tabular calendar (Reingold and Dershowitz, Calendrical Calculations).

    >>> find_islamic_day(1437, 9, 1).isoformat()
    '2016-06-07'
    """
    days = day - 1 + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def find_feasts(row: Mapping[str, Any], year: int) -> list[tuple[date, date]]:
    """Find when a feast of ``dates.yml`` is kept in a year: a day wider on each side where a short one goes by the moon.

    >>> find_feasts({"calendar": "islamic", "month": 10, "day": 1, "days": 3}, 2018)[0][0].isoformat()
    '2018-06-14'
    """
    length = timedelta(days=row["days"] - 1)
    if row["calendar"] == "easter":
        begin = find_easter(year) + timedelta(days=row["day"])
        return [(begin, begin + length)]
    if row["calendar"] == "gregorian":
        begin = date(year, row["month"], row["day"])
        return [(begin, begin + length)]
    about = int((year - 622) * 33 / 32)  # 33 Islamic years are 32 Gregorian ones
    begins = [find_islamic_day(each, row["month"], row["day"]) for each in range(max(about - 1, 1), about + 3)]
    margin = _MOON if row["days"] < 10 else timedelta()
    return [(begin - margin, begin + length + margin) for begin in begins if begin.year == year]


def find_day_of_feast(day: int | None, days: tuple[date, date], row: Mapping[str, Any]) -> tuple[date, date]:
    """Find one day of a feast, -1 for its last; where it goes by the moon, with the days beside it that it may have been.

    >>> eid = {"calendar": "islamic", "month": 10, "day": 1, "days": 3}
    >>> [day.isoformat() for day in find_day_of_feast(1, find_feasts(eid, 2018)[0], eid)]
    ['2018-06-14', '2018-06-16']
    """
    if day is None or row["days"] < 2:
        return days
    margin = _MOON if row["calendar"] == "islamic" else timedelta()
    edge = margin if row["days"] < 10 else timedelta()  # a short feast comes with a day more on each side already
    one = days[1] - edge if day < 0 else days[0] + edge + timedelta(days=day - 1)
    return one - margin, one + margin


def end_of_month(year: int, month: int) -> date:
    """The last day of a month.

    >>> end_of_month(2016, 2).isoformat()
    '2016-02-29'
    """
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last of a shorter month.

    >>> add_months(date(2017, 3, 31), -1).isoformat()
    '2017-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def part_of_month(first: date, part: str) -> tuple[date, date]:
    """Early, mid and late are the days 1-10, 11-20 and 21 to the end.

    >>> part_of_month(date(2023, 9, 1), "first 10 day")[1], part_of_month(date(2023, 9, 1), "last 2 week")[0]
    (datetime.date(2023, 9, 10), datetime.date(2023, 9, 17))
    """
    last = end_of_month(first.year, first.month)
    if part.endswith((" day", " week")):
        end, number, unit = part.split()
        days = min(int(number) * (7 if unit == "week" else 1), last.day)
        return (first, first.replace(day=days)) if end == "first" else (last.replace(day=last.day - days + 1), last)
    ends = {
        "early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, last.day), "end": (21, last.day),
        "first_half": (1, 15), "second_half": (16, last.day), "first_week": (1, 7), "last_week": (last.day - 6, last.day),
        "second_week": (8, 14), "third_week": (15, 21), "fourth_week": (22, 28),
    }.get(part, (1, last.day))  # fmt: skip
    return first.replace(day=ends[0]), first.replace(day=ends[1])


def part_of_year(year: int, part: str) -> tuple[date, date]:
    """Early, mid and late are January to April, May to August, September to December.

    >>> part_of_year(2019, "first 6 month")
    (datetime.date(2019, 1, 1), datetime.date(2019, 6, 30))
    """
    if part.endswith(" month") and 0 < (number := int(part.split()[1])) < 12:
        return (
            (date(year, 1, 1), end_of_month(year, number)) if part[0] == "f" else (date(year, 13 - number, 1), date(year, 12, 31))
        )
    months = {
        "early": (1, 4), "start": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (9, 12),
        "first_half": (1, 6), "second_half": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
    }.get(part, (1, 12))  # fmt: skip
    return date(year, months[0], 1), end_of_month(year, months[1])
