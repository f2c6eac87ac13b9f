"""Days of the calendars that reports use."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.locating.calendars import add_months, find_easter, find_feasts, find_islamic_day, monday_of, part_of_month


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1989, 3, 26), (2000, 4, 23), (2016, 3, 27), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)]
)
def test_easter_is_exact(year: int, month: int, day: int) -> None:
    assert find_easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("islamic", "near"), [((1437, 9, 1), date(2016, 6, 6)), ((1440, 12, 10), date(2019, 8, 11)), ((1445, 9, 1), date(2024, 3, 11))]
)
def test_the_tabular_calendar_is_within_a_day_of_the_moon(islamic: tuple[int, int, int], near: date) -> None:
    assert abs((find_islamic_day(*islamic) - near).days) <= 1


def test_a_short_feast_of_the_moon_is_a_day_wider_on_each_side() -> None:
    (begin, end), *_ = find_feasts({"calendar": "islamic", "month": 10, "day": 1, "days": 3}, 2018)
    assert begin <= date(2018, 6, 15) <= end
    assert (end - begin).days == 4


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(-500, 500))
def test_months_are_added_within_the_calendar(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


@given(st.dates())
def test_weeks_begin_on_monday(day: date) -> None:
    if day.toordinal() > 7:
        assert monday_of(day).weekday() == 0
        assert 0 <= (day - monday_of(day)).days < 7


def test_the_parts_of_a_month_are_its_whole() -> None:
    early, mid, late = (part_of_month(date(2016, 2, 1), part) for part in ("early", "mid", "late"))
    assert (early[0].day, early[1].day, mid[0].day, mid[1].day, late[0].day, late[1].day) == (1, 10, 11, 20, 21, 29)
