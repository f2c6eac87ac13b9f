"""What a number measures where its own sentence does not say it."""

from __future__ import annotations

from civharm.model import make_report
from civharm.pipeline import read_report


def kinds(text: str) -> dict[int | None, str]:
    return {c.count.low: c.measure.kind for c in read_report(make_report("r", text))}


def test_a_part_of_a_period_total_is_a_period_total() -> None:
    told = kinds("The office counted 2,310 people killed across the country in November. Of those killed, 640 were civilians.")
    assert (told[2310], told[640]) == ("period_total", "period_total")


def test_a_list_that_goes_on_from_a_period_total_tells_no_incident() -> None:
    text = "In the capital 210 civilians were killed in November. In the northern province, 84 civilians were killed."
    assert set(kinds(text).values()) == {"period_total"}


def test_a_deed_told_after_a_period_total_is_an_incident() -> None:
    text = "More than 900 civilians were killed in the country in November. A car bomb killed 14 people in the capital on Monday."
    told = kinds(text)
    assert (told[901], told[14]) == ("period_total", "incident")


def test_people_who_are_trapped_and_used_as_shields_are_in_a_state_by_both() -> None:
    text = "Some 40,000 civilians are trapped in the old quarter and are being used as human shields, residents said."
    harms = {c.harm: c.measure.kind for c in read_report(make_report("r", text))}
    assert harms == {"trapped": "stock", "human_shield": "stock"}
