"""Compare when two happenings were, by what both date, by when they were told, and else by whatever places them in time."""

from __future__ import annotations

from civharm.linking.days import SOON
from civharm.linking.pairs import Pair, count_lag, count_weekdays, is_told_before, measure_rare_place, share_named, share_written
from civharm.linking.serials import APART, TOGETHER, measure_apart

_SHORT = 2
"""So many days a happening may take whose day is told."""
_SELDOM = 0.7
"""So much less says the want of a day of the rarest place."""
_SURELY = 3.2


def same_day(pair: Pair) -> float:
    """Both tell the same day, or days of one week or month: the longer, the less it says."""
    if pair.gap != 0:
        return 0.0
    longest = max(pair.a.window.length, pair.b.window.length)
    return 1.0 if longest <= 2 else 0.7 if longest <= 8 else 0.4 if longest <= 31 else 0.1


def dates_disjoint(pair: Pair) -> float:
    """The days differ; reports of one night name two days, and more than that are two happenings.

    Weeks between days that both tell outright outweigh whatever one publisher writes of every raid in a county.
    """
    if not pair.gap:
        return 0.0
    sure = pair.a.is_day_told and pair.b.is_day_told and max(pair.a.window.length, pair.b.window.length) <= _SHORT
    return min(_SURELY if sure else 1.5, (0.1, 0.45, 0.7)[min(pair.gap, 3) - 1] + pair.gap / 20)


def told_at_one_time(pair: Pair) -> float:
    """One of them gives no day, and it is told in the days after the other, or both are told within days of each other."""
    lag = count_lag(pair.a.window, pair.b.window)
    return 0.0 if lag is None or lag < 0 else 1.0 if lag <= SOON // 2 else 0.5 if lag <= 2 * SOON else 0.0


def told_long_after(pair: Pair) -> float:
    """One of them gives no day, and months lie between what is told: it can be one, but news tells what is new."""
    lag = count_lag(pair.a.window, pair.b.window)
    return 0.0 if lag is None or lag <= 31 else min(1.0, lag / 120)


def told_before_it_happened(pair: Pair) -> float:
    """One gives no day and was told before the other took place, or is retold as old in a report of that very day."""
    return float(pair.gap is None and (is_told_before(pair.a, pair.b) or is_told_before(pair.b, pair.a)))


def same_day_written(pair: Pair) -> float:
    """Nothing else places the two in time, and both write out one day, or the one the day on which the other happened."""
    return float(pair.untimed and share_written(pair))


def nothing_says_when(pair: Pair) -> float:
    """Neither a date nor the days of publication nor a day that both write place the two in time: a town is hit more than once.

    A village that hardly any other report names is hit once more seldom.
    """
    return float(pair.untimed and not share_written(pair)) * (1.0 - _SELDOM * measure_rare_place(pair))


def same_day_named(pair: Pair) -> float:
    """Nothing else places the two in time, and both name one day and month, if without a year."""
    return float(pair.untimed and not share_written(pair) and share_named(pair) is True)


def other_days_named(pair: Pair) -> float:
    """Nothing else places the two in time, and the days that they name are other days."""
    return float(pair.untimed and share_named(pair) is False)


def numbered_together(pair: Pair) -> float:
    """Nothing else places the two in time, and one publisher numbered both within a day or two of its work."""
    apart = measure_apart(pair.a.serial, pair.b.serial) if pair.untimed else None
    return float(apart is not None and apart <= 1 / TOGETHER)


def numbered_apart(pair: Pair) -> float:
    """Nothing else places the two in time, and their publisher numbered much between them."""
    apart = measure_apart(pair.a.serial, pair.b.serial) if pair.untimed else None
    return float(apart is not None and apart >= 1 / APART)


def same_weekday(pair: Pair) -> float:
    """Nothing resolves to a date, and both name the same day of the week."""
    return float(pair.gap is None and count_weekdays(pair) == 0)


def weekdays_differ(pair: Pair) -> float:
    """Nothing resolves to a date, and the days of the week are more than a night apart."""
    return float(pair.gap is None and count_weekdays(pair) >= 2)
