"""A month as date makes no period total of one deed, and no deed of a month's count."""

from __future__ import annotations

import pytest

from civharm.model import make_report
from civharm.pipeline import read_report


def measure(text: str, low: int) -> str:
    claims = read_report(make_report("r", text, published_on="2016-12-07"), reader="rules")
    return next(c.measure.kind for c in claims if c.count.low == low)


@pytest.mark.parametrize(
    "text",
    [
        "In July, eight deserters were burned alive in a ditch in Taiz.",
        "In October 2016, eleven prisoners were beheaded in Taiz, a former guard said.",
        "In October an air strike killed 19 villagers in Taiz.",
    ],
)
def test_one_deed_that_only_a_month_dates_is_an_incident(text: str) -> None:
    low = next(n for word, n in (("eight", 8), ("eleven", 11), ("19", 19)) if word in text)
    assert measure(text, low) == "incident"


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("In October, 152 civilians were killed in Taiz.", 152),
        ("The United Nations said that 41 people were beheaded in Taiz in October.", 41),
        ("In October 61 people were burned alive in Hajjah province.", 61),
        ("In all, 33 people were shot dead in Taiz in October 2016.", 33),
    ],
)
def test_a_months_count_is_a_period_total_whatever_they_died_of(text: str, low: int) -> None:
    assert measure(text, low) == "period_total"


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Two teenagers died in separate incidents in Taiz on Thursday.", 2),
        ("Drones have struck the area 31 times since January 2016. These attacks left 20 people dead.", 20),
        ("Attacks by drones by month:\n\nApril: 11 attacks left six people dead in Taiz.", 6),
    ],
)
def test_a_number_of_several_deeds_is_a_total(text: str, low: int) -> None:
    assert measure(text, low) == "period_total"


def test_two_strikes_told_as_one_deed_are_an_incident() -> None:
    assert (
        measure("Two air strikes on a market in Taiz killed 12 people on Thursday. These strikes hit the fish stalls.", 12)
        == "incident"
    )
    assert measure("Bombs hit the market and the mosque of Taiz. These attacks killed 17 people.", 17) == "incident"
    assert measure("The clinic has stood in Taiz since the war. These air strikes killed 17 people there.", 17) == "incident"


def test_thousands_told_below_a_deed_of_a_few_are_the_wars() -> None:
    text = "Shells killed 56 people in Taiz on Thursday.\n\nWith over 30,000 people killed in the fighting, the crisis deepens."
    assert measure(text, 30_001) == "period_total"
    assert measure(text, 56) == "incident"
    rising = "First 56 people were said to be killed in Taiz.\n\nNow officials say that 1,050 people were killed by the bombs."
    assert measure(rising, 1_050) == "incident"
