"""Numbers of no one happening: kept apart, and held against the incidents."""

from __future__ import annotations

from dataclasses import replace

from making import claim, incident, report

from civharm.model import Claim, DateRange, Incident, Measure, Place
from civharm.reconciling import compare_totals, make_series, reconcile
from civharm.reconciling.ranges import Range

COUNTRY = Place(text="Freedonia", start=0, end=9, name="Freedonia", id="t:1", path=())
TOWN = Place(text="Alphaville", start=0, end=10, name="Alphaville", id="t:2", path=("Freedonia", "Northland"))


def total_of_november(low: int = 900, **more: object) -> Claim:
    november = Measure(kind="period_total", from_on="2016-11-01", to_on="2016-11-30")
    return claim(low, words=f"{low} people", measure=november, place=COUNTRY, **more)


def incident_on(day: str, *claims: Claim, place: Place = TOWN) -> Incident:
    made = replace(incident(*claims), place=place, date=DateRange(text=day, start=0, end=1, from_on=day, to_on=day, precision=1))
    return reconcile(made, claims, [report(c.report) for c in claims])


def test_a_period_total_is_compared_with_the_incidents_of_its_place_and_days() -> None:
    total = total_of_november()
    inside, outside = claim(12), claim(40, report="r2")
    incidents = [incident_on("2016-11-02", inside), incident_on("2016-12-02", outside)]
    (check,) = compare_totals(make_series([total]), incidents, [total, inside, outside])
    assert check.summed == Range(12, 12)
    assert check.unexplained == Range(888, 888)
    assert check.why_not is None


def test_an_open_number_leaves_the_difference_open() -> None:
    total, inside = total_of_november(), claim(12, None)
    (check,) = compare_totals(make_series([total]), [incident_on("2016-11-02", inside)], [total, inside])
    assert check.unexplained == Range(None, 888)


def test_a_total_without_days_says_why_it_is_not_compared() -> None:
    total = claim(900, kind="period_total", place=COUNTRY)
    (check,) = compare_totals(make_series([total]), [], [total])
    assert check.why_not == "the total's days are not known"


def test_a_total_of_killed_is_not_compared_with_injured() -> None:
    total, hurt = total_of_november(), claim(12, harm="injured")
    (check,) = compare_totals(make_series([total]), [incident_on("2016-11-02", hurt)], [total, hurt])
    assert check.summed == Range(0, 0)
    assert check.incidents == ()


def test_rates_stocks_and_flows_are_series_of_their_own() -> None:
    kinds = ("rate", "stock", "flow", "period_total")
    series = make_series([claim(10, kind=kind, harm="displaced") for kind in kinds] + [claim(3)])
    assert sorted(one.kind for one in series) == sorted(kinds)


def test_two_voices_on_one_period_are_one_point_with_both_ends() -> None:
    one, other = total_of_november(900), total_of_november(950, report="r2")
    (series,) = make_series([one, other])
    assert [(p.low, p.high, len(p.claims)) for p in series.points] == [(900, 950, 2)]


def test_numbers_of_unknown_days_stay_points_of_their_own() -> None:
    claims = [claim(10_000, kind="rate", harm="displaced"), claim(4_000, kind="rate", harm="displaced", at=90)]
    (series,) = make_series(claims)
    assert [p.low for p in series.points] == [10_000, 4_000]


def test_people_without_a_number_are_no_lower_end_of_a_periods_total() -> None:
    bare = replace(total_of_november(2, report="r2"), count=replace(claim(2, None).count, bound="unknown_plural"))
    (one,) = make_series([total_of_november(), bare])
    assert [(point.low, point.high) for point in one.points] == [(900, 900)]
    (alone,) = make_series([bare])
    assert [(point.low, point.high) for point in alone.points] == [(2, None)]
