"""From a match of the pattern of time to its meaning: one small function a form."""

from __future__ import annotations

import re
from collections.abc import Callable

from civharm.locating.date_words import Meaning, load_values

_PARTS = (
    ("q1", "first quarter"), ("q2", "second quarter"), ("q3", "third quarter"), ("q4", "fourth quarter"), ("q4", "last quarter"),
    ("first_half", "first half"), ("second_half", "second half"), ("first_week", "first week"), ("last_week", "last week"),
    ("second_week", "second week"), ("third_week", "third week"), ("fourth_week", "fourth week"),
    ("so_far", "earlier"), ("so_far", "so far"), ("so_far", "later"), ("start", "beginning"), ("start", "start"), ("end", "end"),
    ("mid", "mid"), ("early", "early"), ("late", "late"),
)  # fmt: skip
_WEEKS = {
    "last week": Meaning("span", unit="week", which="last"),
    "the previous week": Meaning("span", unit="week", which="last"),
    "the week before last": Meaning("span", unit="week", which="last before"),
    "this week": Meaning("span", unit="week", which="this"),
}


def make_meaning(match: re.Match[str]) -> tuple[str, Meaning | None]:
    """Name the form of a match and read it; ``None`` where it is no date after all (32 May).

    >>> from civharm.locating.date_words import make_pattern
    >>> make_meaning(make_pattern().search("early last month"))[1].part
    'early'
    """
    form = next(name for name in _MAKERS if match.group(name))
    return form, _MAKERS[form](match)


def _plain(words: str | None) -> str:
    """Words in lower case with single spaces."""
    return " ".join((words or "").lower().split())


def _number(words: str | None) -> int | None:
    if not words or words.isdigit():
        return int(words) if words else None
    value = load_values("count").get(_plain(words), {}).get("value")
    return int(value) if value else None


def _value(role: str, word: str) -> int:
    return int(load_values(role)[_plain(word)]["value"])


def _year_of(words: str | None) -> tuple[int | None, str]:
    """The year, or which year: "2014", "89", "last year"."""
    if not words:
        return None, ""
    if words.isdigit():
        year = int(words)
        return (year if year > 99 else year + (2000 if year < 60 else 1900)), ""
    return None, _plain(words)


_SMALL = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_COUNTED = re.compile(rf"\b(first|last) (\d{{1,2}}|{'|'.join(_SMALL[2:])}) (day|week|month)s of\b")


def _part_of(words: str | None) -> str:
    """Which part of a span: early, mid, late, a half, "first 6 months"."""
    plain = _plain(words)
    if counted := _COUNTED.search(plain):
        number = counted.group(2)
        return f"{counted.group(1)} {int(number) if number.isdigit() else _SMALL.index(number)} {counted.group(3)}"
    return next((part for part, cue in _PARTS if cue in plain), "") if plain else ""


def _iso(match: re.Match[str]) -> Meaning | None:
    year, month, day = map(int, match.group("iso").split(match.group("isep")))
    return Meaning("day", year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _numeric(match: re.Match[str]) -> Meaning | None:
    one, two, year = match.group("numeric").split(match.group("sep"))
    return Meaning("numeric", _year_of(year)[0], figures=(int(one), int(two)), unit=match.group("sep"))


def _day_month(match: re.Match[str]) -> Meaning | None:
    """A year of two figures is read only in the telegram style of capitals: "13 FEB 90"."""
    year = match.group("dm_year") or (match.group("dm_short") if match.group("dm_month").isupper() else None)
    return _make_day(int(match.group("dm_day")), match.group("dm_last"), match.group("dm_month"), year)


def _month_day(match: re.Match[str]) -> Meaning | None:
    return _make_day(int(match.group("md_day")), match.group("md_last"), match.group("md_month"), match.group("md_year"))


def _make_day(day: int, last: str | None, month: str, year: str | None) -> Meaning | None:
    final = int(last) if last else None
    if not 1 <= day <= 31 or (final is not None and not day < final <= 31):
        return None
    return Meaning("day", _year_of(year)[0], _value("month", month), day, final)


def _month(match: re.Match[str]) -> Meaning:
    year, which_year = _year_of(match.group("m_year"))
    which = _plain(match.group("m_which")) or which_year
    return Meaning("month", year, _value("month", match.group("m_month")), which=which, part=_part_of(match.group("m_part")))


def _season(match: re.Match[str]) -> Meaning:
    name = match.group("s_season") or match.group("s_season2")
    year, which_year = _year_of(match.group("s_year") or match.group("s_year2"))
    which = _plain(match.group("s_which"))
    which = which if which in ("last", "this", "past", "previous", "next") else which_year
    return Meaning("season", year, _value("season", name), which=which, part=_part_of(match.group("s_part")))


_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def _feast(match: re.Match[str]) -> Meaning:
    """A feast, or one of its days: "the second day of Eid al-Adha" has ``day`` 2, the last has -1."""
    nth = _plain(match.group("f_nth"))
    day = _ORDINALS.index(nth) + 1 if nth in _ORDINALS else -1 if nth else None
    which, unit = _plain(match.group("f_which")), _plain(match.group("f_feast"))
    return Meaning("feast", _year_of(match.group("f_year"))[0], day=day, unit=unit, which=which)


def _weekday(match: re.Match[str]) -> Meaning:
    number, week = _value("weekday", match.group("w_day")), _WEEKS.get(_plain(match.group("w_week")))
    return Meaning("weekday", number=number, which=_plain(match.group("w_which")), inner=week, part=_plain(match.group("w_time")))


def _short(match: re.Match[str]) -> Meaning:
    return Meaning("weekday", number=_value("weekday", match.group("short_day")))


def _near(match: re.Match[str]) -> Meaning:
    words = _plain(match.group("near"))
    if "overnight" in words or "last night" in words:
        return Meaning("overnight")
    ago = (("before yesterday", 2), ("yesterday", 1), ("tomorrow", -1))
    return Meaning("days_ago", number=next((days for cue, days in ago if cue in words), 0))


_WAYS = {"earlier": -1, "before": -1, "previous": -1, "preceding": -1, "same": 0, "that": 0}


def _offset(match: re.Match[str]) -> Meaning:
    """ "two days later", "the previous day", "the night before", "that evening": seen from the day that was told before."""
    way = match.group("x_way") or match.group("x_which") or match.group("x_way2") or "that"
    time = match.group("x_unit") or match.group("x_time") or match.group("x_time2") or match.group("x_time3")
    number = _number(match.group("x_number")) if match.group("x_number") else 1
    unit = _plain(time).rstrip("s")
    unit = "day" if unit in ("morning", "evening", "afternoon") else unit
    return Meaning("offset", number=None if number is None else number * _WAYS.get(_plain(way), 1), unit=unit)


def make_offset(number: str, unit: str, way: str, seen_from: Meaning) -> Meaning:
    """Make the meaning of words that count from another date: "three days before the vote of 10 December".

    >>> make_offset("three", "days", "before", Meaning("day", month=12, day=10)).number
    -3
    """
    many = 1 if _plain(number) == "the" else _number(number)
    sign = _WAYS.get(_plain(way), 1)
    return Meaning("offset", number=None if many is None else many * sign, unit=_plain(unit).rstrip("s"), inner=seen_from)


def _ago(match: re.Match[str]) -> Meaning:
    """ "more than two months ago" names no month."""
    open_ended = _plain(match.group("a_hedge")).split()[:1] in (["more"], ["less"], ["over"])
    number = None if open_ended else _number(match.group("a_number"))
    unit = _plain(match.group("a_unit")).rstrip("s")
    near = _plain(match.group("a_exact")) in ("today", "yesterday")
    if near and number is not None and unit in ("day", "week", "fortnight"):  # "a week ago today"
        days = number * {"day": 1, "week": 7, "fortnight": 14}[unit]
        return Meaning("days_ago", number=days + (_plain(match.group("a_exact")) == "yesterday"))
    if match.group("a_exact") and number is not None and unit in ("month", "year"):  # "a year ago today"
        return Meaning("same_day", number=number * (12 if unit == "year" else 1), unit=_plain(match.group("a_exact")))
    return Meaning("ago", number=number, unit=unit)


def _window(match: re.Match[str]) -> Meaning:
    unit, number = _plain(match.group("p_unit")), _number(match.group("p_number"))
    if unit.startswith("24"):
        return Meaning("window", number=24, unit="hour")
    return Meaning("window", number=1 if unit in ("fortnight", "decade") else number, unit=unit.rstrip("s"))


def _course(match: re.Match[str]) -> Meaning:
    """ "in two weeks of fighting": up to the day of publication."""
    return Meaning("window", number=_number(match.group("c_number")), unit=_plain(match.group("c_unit")).rstrip("s"))


def _past_one(match: re.Match[str]) -> Meaning:
    return Meaning("window", number=1, unit=_plain(match.group("o_unit")))


def _span(match: re.Match[str]) -> Meaning | None:
    """ "last week", "early this month", "the weekend"; "the week" alone says nothing."""
    which, unit, part = _plain(match.group("d_which")), _plain(match.group("d_unit")), _part_of(match.group("d_part"))
    if which == "the" and unit != "weekend" and not part:
        return None
    if which == "the" and unit == "weekend":
        which = "last"
    which = {
        "the previous": "last",
        "the current": "this",
        "the ongoing": "this",
        "the running": "this",
        "the": "this",
        "the same": "same",
    }.get(which, which)
    return Meaning("span", unit=unit, which=f"{which} before" if match.group("d_before") else which, part=part)


def _nth_of(match: re.Match[str]) -> Meaning | None:
    day = int(match.group("no_day"))
    return Meaning("nth_day", day=day, which=_plain(match.group("no_which"))) if 1 <= day <= 31 else None


def _weekend(match: re.Match[str]) -> Meaning:
    return Meaning("span", unit="weekend", which="last")


def _streak(match: re.Match[str]) -> Meaning:
    return Meaning("streak")


def _year(match: re.Match[str]) -> Meaning | None:
    year, last, final = int(match.group("y_year")), match.group("y_last"), None
    if last:
        final = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
    if final is not None and not year < final <= year + 60:
        return None
    part = _part_of(match.group("y_part") or match.group("y_part2"))
    return Meaning("decade" if match.group("y_tens") else "year", year, number=final, part=part)


def _nth_day(match: re.Match[str]) -> Meaning | None:
    day = int(match.group("n_day"))
    return Meaning("nth_day", day=day) if 1 <= day <= 31 else None


_MAKERS: dict[str, Callable[[re.Match[str]], Meaning | None]] = {
    "iso": _iso, "numeric": _numeric, "day_month": _day_month, "month_day": _month_day, "month": _month, "season": _season,
    "feast": _feast, "weekday": _weekday, "short": _short, "near": _near, "offset": _offset,
    "ago": _ago, "window": _window, "course": _course, "past_one": _past_one,
    "nth_of": _nth_of, "span": _span, "weekend": _weekend, "streak": _streak, "year": _year, "nth_day": _nth_day,
}  # fmt: skip
