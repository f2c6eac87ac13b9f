"""Days of the calendars that reports use: Easter, the Islamic months, the ends of months.

Easter is exact (the Gregorian computus). Islamic months follow the tabular calendar, which differs from the sighting of the moon
by a day or so: what is computed from it is never marked as an exact day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

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


def find_islamic_years(year: int) -> tuple[int, ...]:
    """The Islamic years that may overlap a Gregorian one, the earliest first."""
    about = int((year - 622) * 33 / 32)
    return tuple(range(max(about - 1, 1), about + 3))


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
