"""Days of what comes after a harm, of a part of it, of an event that it is told by."""

from __future__ import annotations

from datetime import date

import pytest

from civharm.locating import locate
from civharm.locating.dates import find_date_of_harm, parse_date
from civharm.locating.gazetteer import load_gazetteer
from civharm.model import make_report
from civharm.reading import read

FRIDAY = date(2024, 3, 15)


def find_day(text: str, words: str = "killed") -> str | None:
    found = find_date_of_harm(text, trigger=text.index(words), published_on=FRIDAY)
    return found.text if found else None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The trial of two officers over five men killed in a raid opened on Monday.", None),
        ("Five men were killed when soldiers opened fire on Monday.", "Monday"),
        ("A teacher who was killed in Herat was buried on Friday.", None),
        ("Four people were killed, buried under rubble on Friday.", "Friday"),
        ("A gang that killed six farmers was arrested on Sunday.", None),
        ("Three people were killed and seven were arrested on Sunday.", "Sunday"),
        ("On Saturday, hundreds attended the funeral of nine children killed in the strike.", None),
        ("On Saturday gunmen attacked a funeral, and nine people were killed.", "Saturday"),
        ("Nine people were killed at a funeral on Saturday.", "Saturday"),
        ("On Friday police detained a driver suspected of a raid in which two were killed.", None),
        ("On Friday police detained nine men, and two people were killed.", "Friday"),
        ("The massacre of 1994, in which 300 people were killed, was remembered on Sunday.", "1994"),
        ("Some 500 were killed in the weeks around the referendum of 30 August 1999.", None),
        ("Last week's floods aside, 19 people were killed in the second week of March.", "the second week of March"),
        ("Sunday's suicide attack killed seven.", "Sunday"),
        ("His death was announced on Tuesday; he was killed on Sunday.", "Sunday"),
        ("He had been killed, it was confirmed on Tuesday.", None),
        ("Two people were killed and 12 were reported missing on Tuesday.", "Tuesday"),
    ],
)
def test_the_day_of_what_comes_after_is_not_that_of_the_harm(sentence: str, day: str | None) -> None:
    assert find_day(sentence) == day


def locate_all(text: str) -> dict[str, str | None]:
    report = make_report("r", text, published_on="2024-03-15")
    claims = locate(read(report), report, load_gazetteer())
    return {f"{claim.harm} {claim.count.low}": claim.date.text if claim.date else None for claim in claims}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Two men were arrested on Tuesday over the killing of a nurse in Herat.",
            {"detained 2": "Tuesday", "killed 1": None},
        ),
        (
            "Two men were arrested on Tuesday. They are suspected of killing a nurse.",
            {"detained 2": "Tuesday", "killed 1": None},
        ),
        (
            "Soldiers stormed a camp on Tuesday and arrested two men. They also killed a nurse.",
            {"detained 2": "Tuesday", "killed 1": "Tuesday"},
        ),
        (
            "Since fighting broke out on 20 February, 85 people have been killed, including 14 last weekend.",
            {"killed 85": "Since fighting broke out on 20 February", "killed 14": "last weekend"},
        ),
    ],
)
def test_an_arrest_or_a_part_lends_its_day_to_nothing_else(text: str, days: dict[str, str | None]) -> None:
    assert locate_all(text) == days


def test_a_day_takes_the_year_of_the_day_told_before_it() -> None:
    text = "Three people died in a raid on 3 February 2016. Earlier, on 1 February, a boy was killed."
    report = make_report("r", text, published_on="2024-03-15")
    assert [claim.date.from_on for claim in locate(read(report), report, load_gazetteer()) if claim.date] == [
        "2016-02-03",
        "2016-02-01",
    ]
    text = "Three people died in a raid on 3 March 2016. On 10 March a boy was killed."  # five days before publication
    report = make_report("r", text, published_on="2024-03-15")
    assert [claim.date.from_on for claim in locate(read(report), report, load_gazetteer()) if claim.date][-1] == "2024-03-10"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("a year ago today", "2023-03-15", "2023-03-15"),
        ("a month ago yesterday", "2024-02-14", "2024-02-14"),
        ("a year ago", "2023-01-01", "2023-12-31"),
        ("last Ramadan", "2023-03-23", "2023-04-21"),
        ("the second week of March", "2024-03-08", "2024-03-14"),
        ("on Christmas Day", "2023-12-25", "2023-12-25"),
        ("on Pentecost", "2023-05-28", "2023-05-28"),
    ],
)
def test_words_of_a_year_before_and_feasts(words: str, first: str, last: str) -> None:
    found = parse_date(words, FRIDAY)
    assert found is not None
    assert (found.from_on, found.to_on) == (first, last)


def test_an_operation_that_began_on_a_day_goes_on_since_then() -> None:
    found = find_date_of_harm("They killed 50 men in an operation that began on 9 March.", trigger=5, published_on=FRIDAY)
    assert found is not None and (found.from_on, found.to_on) == ("2024-03-09", "2024-03-15")


def test_since_then_counts_from_the_day_told_before() -> None:
    text = "Gunmen killed two men on 7 March, and about 2,000 villagers have fled the district since then."
    report = make_report("r", text, published_on="2024-03-15")
    found = [claim.date for claim in locate(read(report), report, load_gazetteer()) if claim.harm == "displaced"]
    assert [(each.from_on, each.to_on) for each in found if each] == [("2024-03-07", "2024-03-15")]


def test_an_entry_of_a_live_page_takes_no_day_from_the_entry_above() -> None:
    text = "14:20 - Shells killed two in Kharkiv this morning.\n\n12:05 - A mine killed two men near Izium."
    report = make_report("r", text, published_on="2024-03-15")
    days = [claim.date.text if claim.date else None for claim in locate(read(report), report, load_gazetteer())]
    assert days == ["this morning", None]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("A man was charged on Thursday in the killed teacher's case.", None),
        ("The bodies of nine men killed by soldiers were exhumed on Tuesday.", None),
        ("Ten years ago this week, rebels killed 58 herders.", "Ten years ago this week"),
        ("Six guards were killed near Baghdad on the eve of Arbaeen.", "the eve of Arbaeen"),
    ],
)
def test_days_of_graves_charges_and_anniversaries(sentence: str, day: str | None) -> None:
    assert find_day(sentence) == day


def test_a_part_of_a_month_that_is_to_come_is_of_the_year_before() -> None:
    found = parse_date("the last week of March", FRIDAY)
    assert found is not None and found.from_on == "2023-03-25"
    found = parse_date("early March", FRIDAY)
    assert found is not None and found.from_on == "2024-03-01"
