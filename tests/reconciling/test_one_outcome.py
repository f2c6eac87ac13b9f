"""Each person is counted once in a whole text, by the worst that it tells of him; what it tells of earlier is left out."""

from __future__ import annotations

import pytest
from making import claim

from civharm.model import DateRange, make_report
from civharm.reading import read
from civharm.reading.moved import find_moved
from civharm.reconciling import count_text


def count(text: str) -> dict[str, tuple[int | None, int | None] | None]:
    return count_text(read(make_report("r", text)), find_moved(text))


def test_who_was_found_wounded_and_died_is_counted_among_the_dead_alone() -> None:
    told = count("A 15-year-old boy died after a shooting in Northton. Officers found the boy with a gunshot wound to the chest.")
    assert (told["killed"], told["injured"]) == ((1, 1), None)


def test_a_survivor_stays_beside_the_dead() -> None:
    told = count("A 15-year-old boy died in the shooting. A woman was wounded. The woman is in hospital, police said.")
    assert (told["killed"], told["injured"]) == ((1, 1), (1, 1))


def test_two_people_of_one_sentence_are_two() -> None:
    told = count(
        "One international worker was injured and one national worker was killed in the raid. The national worker was a guard."
    )
    assert (told["killed"], told["injured"]) == ((1, 1), (1, 1))


def test_a_wounded_man_who_later_died_is_taken_out_of_the_wounded() -> None:
    told = count("Nine troopers were injured in the blast. One of the injured died a day later.")
    assert (told["killed"], told["injured"]) == ((1, 1), (8, 8))


def test_whom_the_text_does_not_count_is_left_out_beside_others() -> None:
    told = count("1 driver was killed and three others wounded (not counted here) when militants attacked a convoy.")
    assert (told["killed"], told["injured"]) == ((1, 1), None)


@pytest.mark.parametrize(
    "record",
    [
        "The leader was responsible for several bomb attacks that killed four soldiers.",
        "He is linked to an ambush that killed four soldiers.",
        "They had demanded the release of a man who was arrested on charges of killing four soldiers.",
        "In the past, the leader ordered the execution of four soldiers.",
    ],
)
def test_what_somebody_did_before_is_no_part_of_the_happening(record: str) -> None:
    assert count(f"Two farmers were kidnapped by militants near Alphaville on Monday. {record}")["killed"] is None


def test_a_deed_for_which_somebody_is_charged_is_what_the_text_is_about() -> None:
    assert count("A man was charged on Monday in the shooting that killed two clerks in Northton.")["killed"] == (2, 2)


def test_another_month_is_another_happening_without_a_calendar() -> None:
    def on(words: str) -> DateRange:
        return DateRange(text=words, start=1, end=2)

    driver, others = claim(1, words="a driver", date=on("2 December")), claim(3, at=80, date=on("October"))
    assert count_text([driver, others])["killed"] == (1, 1)
    assert count_text([claim(6, date=on("today")), claim(4, at=80, date=on("last week"))])["killed"] == (6, 6)


def test_militants_who_died_in_their_own_attack_are_no_victims() -> None:
    told = count("Militants attacked the village, killing 25 people. At least six militants were also killed.")
    assert told["killed"] == (25, 25)


def test_who_is_missing_after_an_attack_counts_as_taken_and_not_under_rubble() -> None:
    assert count("Four aid workers were killed in the ambush and one is missing.")["abducted"] == (1, 1)
    assert count("Four people were killed when shelling hit the house and one is missing under the rubble.")["abducted"] is None


def test_who_belongs_to_a_number_of_people_adds_to_it() -> None:
    told = count("Gunmen opened fire on hikers, killing two Norlandian women, their driver and a man from Alphaville.")
    assert told["killed"] == (4, 4)
