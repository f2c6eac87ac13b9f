from __future__ import annotations

import pytest

from civharm.model import make_report
from civharm.reading import read
from civharm.reading.measures import find_measure

KINDS = [
    ("A bomb killed [12 people] on Monday", "killed", "incident"),
    ("[10,000 civilians] were fleeing every day", "displaced", "rate"),
    ("Every week, [20 people] are wounded", "injured", "rate"),
    ("[900 civilians] have been killed since 2014", "killed", "period_total"),
    ("[230,000 people] have been killed since the war began", "killed", "period_total"),
    ("[50,000 people] are trapped in the city", "trapped", "stock"),
    ("[40,000 people] fled the city", "displaced", "flow"),
    ("[300 people] are still being held", "detained", "stock"),
    ("Gunmen abducted [12 pupils]", "abducted", "incident"),
    ("In May, [40 farmers] were killed by raiders, in one of the deadliest raids this year", "killed", "incident"),
    ("[Thousands of people] were killed in the conflict", "killed", "period_total"),
]


@pytest.mark.parametrize(("marked", "harm", "kind"), KINDS)
def test_the_words_say_what_the_number_measures(marked: str, harm, kind: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert find_measure(text, harm, marked.index("["), marked.index("]") - 1).kind == kind


@pytest.mark.parametrize(("cue", "per"), [("a day", "day"), ("every week", "week"), ("per month", "month")])
def test_a_rate_says_its_unit_of_time_and_nothing_else_does(cue: str, per: str) -> None:
    text = f"200 people are wounded {cue}"
    assert find_measure(text, "injured", 0, 10).per == per
    assert find_measure("200 people are wounded", "injured", 0, 10).per is None


def test_an_age_in_days_is_no_rate() -> None:
    text = "The strike killed a boy not yet a day old"
    assert find_measure(text, "killed", 18, 23).kind == "incident"


def test_people_whom_a_word_only_describes_as_displaced_are_a_stock() -> None:
    text = "3 million people displaced by the war"
    assert find_measure(text, "displaced", 0, 16, bare=True).kind == "stock"
    assert find_measure(text, "displaced", 0, 16).kind == "flow"


def test_a_rate_far_from_the_number_is_not_its_measure() -> None:
    text = "A bomb killed 12 people in the market of the old town, which thousands of traders and farmers visit every day"
    assert find_measure(text, "killed", 14, 23).kind == "incident"


def test_the_toll_of_one_deed_is_no_period_total_however_large() -> None:
    text = "Activists told the council that the gas attack on the valley killed more than 600 people, a third of them children."
    claims = read(make_report("r", text))
    assert [c.measure.kind for c in claims if c.count.low == 601] == ["incident"]


def test_displaced_people_who_arrive_or_of_a_period_are_a_flow() -> None:
    for text in (
        "About 700 displaced people arrived in the port on foot",
        "9,000 people were displaced by the war in 2011",
    ):
        end = text.index("people") + 6
        assert find_measure(text, "displaced", 0, end, bare="arrived" in text).kind == "flow"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shelling killed nine people a day after the truce.", "incident"),
        ("Four farmers were shot dead a week earlier.", "incident"),
        ("Shelling killed nine people a day.", "rate"),
        ("Raids kill nine people a month on average.", "rate"),
    ],
)
def test_a_day_that_says_when_is_no_rate(claims_of, text: str, kind: str) -> None:
    assert [claim.measure.kind for claim in claims_of(text)] == [kind]
