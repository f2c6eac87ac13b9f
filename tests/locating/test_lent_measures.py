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


def test_a_list_of_provinces_is_of_the_months_of_its_total() -> None:
    text = (
        "The mission said that 844 civilians were killed in the country in July. A further 488 soldiers were killed and 492 were "
        "injured. Northton suffered 170 killed and 284 injured, Southton 64 killed and 74 injured."
    )
    claims = read_report(make_report("r", text))
    assert {(c.measure.kind, c.date.text if c.date else None) for c in claims} == {("period_total", "July")}
    assert len(claims) == 7


def test_who_counts_a_period_goes_on_counting_it_also_where_a_doer_is_told() -> None:
    text = (
        "More than 2,500 people were killed or injured from January through March, the United Nations said. At least 590 were "
        "killed by police, the United Nations said. On Monday a gang killed 12 people in an attack on the market."
    )
    told = kinds(text)
    assert (told[2501], told[590], told[12]) == ("period_total", "period_total", "incident")


def test_people_who_are_trapped_and_used_as_shields_are_in_a_state_by_both() -> None:
    text = "Some 40,000 civilians are trapped in the old quarter and are being used as human shields, residents said."
    harms = {c.harm: c.measure.kind for c in read_report(make_report("r", text))}
    assert harms == {"trapped": "stock", "human_shield": "stock"}


def test_a_bulletin_of_a_month_goes_on_in_its_next_paragraphs() -> None:
    text = (
        "The mission counted 60 people killed and 90 wounded in May.\n\nA further 12 guards were killed and 20 were wounded.\n\n"
        "The hardest hit region was Northton, with 40 casualties (10 killed, 30 wounded). Up to 25 May, Southton had 18 casualties."
    )
    assert set(kinds(text).values()) == {"period_total"}


def test_a_monitors_numbers_go_on_from_its_totals_but_no_deed_and_no_town_does() -> None:
    text = (
        "The Alpha Human Rights Organisation counted 33 people killed across the country in June.\n\n"
        "Another 50 people were hurt, the organisation added.\n\nAn attack killed 14 people in Mosul."
    )
    told = kinds(text)
    assert (told[33], told[50], told[14]) == ("period_total", "period_total", "incident")


def test_a_week_that_is_named_as_such_is_a_period() -> None:
    assert kinds("In the week of 6-12 May 2013, five herders were killed in the region.") == {5: "period_total"}


def test_what_stands_beside_a_part_of_a_period_is_of_the_period() -> None:
    text = (
        "The mission counted 60 people killed in the country in May. Three of them were killed and two others wounded in Northton."
    )
    assert set(kinds(text).values()) == {"period_total"}
