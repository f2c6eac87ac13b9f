"""Who of a sentence is one of the harmed, where the words of several people and several outcomes stand close together."""

from __future__ import annotations

import pytest


def told(claims) -> list[tuple[str, str]]:
    return [(c.harm, c.victims.text) for c in claims]


@pytest.mark.parametrize("end", ["taking his own life", "turning the gun on himself", "committing suicide"])
def test_a_killer_who_takes_his_own_life_is_dead(claims_of, end: str) -> None:
    claims = claims_of(f"A man killed his wife and daughter before {end}.")
    assert told(claims) == [("killed", "A man"), ("killed", "his wife"), ("killed", "daughter")]
    assert claims[1].trigger.text == "killed"


def test_who_survived_is_not_dead(claims_of) -> None:
    assert told(claims_of("One survived.")) == []
    assert told(claims_of("Two guards died in the ambush and one survived.")) == [("killed", "Two guards")]


def test_who_finds_the_wounded_is_not_wounded(claims_of) -> None:
    assert told(claims_of("Arriving officers found the teen with a gunshot wound to the chest.")) == [("injured", "the teen")]


def test_wounds_are_no_people(claims_of) -> None:
    claims = claims_of("His wife was found dead with at least one gunshot wound to the chest.")
    assert told(claims) == [("killed", "His wife")]


def test_brackets_inside_a_phrase_leave_it_whole(claims_of) -> None:
    claims = claims_of("3 UN international (1 Ardian, 1 Norlandian, 1 Beltan) staff and 5 UN national staff were killed.")
    assert [c.count.low for c in claims if c.part_of is None] == [3, 5]
    one = claims_of("One NGO international (Ardian) staff and two national staff were kidnapped by armed men.")
    assert [(c.count.low, c.count.high) for c in one] == [(1, 1), (2, 2)]


def test_who_belongs_to_a_number_of_people_is_none_of_them(claims_of) -> None:
    claims = claims_of("Gunmen opened fire, killing two Norlandian women, their local driver and a man believed to be a guide.")
    assert [c.part_of for c in claims] == [None, None, None]
    claims = claims_of("A bomb killed three aid workers, including an Ardian citizen, and their local driver.")
    assert [c.part_of is None for c in claims] == [True, False, True]
    claims = claims_of("The raid killed two people, a teacher and her daughter.")
    assert [c.part_of is None for c in claims] == [True, False, False]


def test_a_death_that_came_later_is_no_old_news(claims_of) -> None:
    claims = claims_of("One staff member suffered head injuries when a shell exploded. He died five days later.")
    assert [(c.harm, c.background) for c in claims] == [("injured", False), ("killed", False)]


def test_an_explosion_that_claimed_a_life_killed_one(claims_of) -> None:
    claims = claims_of("The explosion claimed a life on Thursday.")
    assert [(c.harm, c.count.low, c.count.high) for c in claims] == [("killed", 1, 1)]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The killing of the mayor, his driver and two guards was condemned.", ["the mayor", "his driver", "two guards"]),
        ("The deaths of a teacher and three pupils have shocked the town.", ["a teacher", "three pupils"]),
        ("Residents mourned the killing of a nurse, a driver and a volunteer.", ["a nurse", "a driver", "a volunteer"]),
        (
            "He said that the murder of the six monks, a woman, and her daughter was planned.",
            ["six monks", "a woman", "her daughter"],
        ),
        ("The deaths of 12 villagers and a soldier were confirmed.", ["12 villagers", "a soldier"]),
        ("They mourned the death of his brother, Omar Said, and two nephews.", ["his brother, Omar Said", "two nephews"]),
        ("After the killing of a boy, police and soldiers left the town.", ["a boy"]),
        ("The town mourned the death of Jane Hale, a nurse and mother of two.", ["Jane Hale"]),
    ],
)
def test_all_who_are_listed_behind_a_noun_for_the_harm_are_its_victims(claims_of, text: str, victims: list[str]) -> None:
    assert told(claims_of(text)) == [("killed", words) for words in victims]


def test_a_number_split_in_brackets_tells_no_further_people(claims_of) -> None:
    claims = claims_of("The blast hit 4 national staff (1 killed and 3 wounded) and 5 guards (3 killed and 2 wounded).")
    assert [c.count.low for c in claims if c.harm == "killed"] == [1, 3]
    assert [c.count.low for c in claims if c.harm == "injured"] == [3, 2]


@pytest.mark.parametrize(
    "text",
    [
        "The court sentenced to death the following men: Juan Ruiz, Pedro Varga and Luis Mora.",
        "Three mortar rounds were fired; one of them fell on the house of a judge.",
    ],
)
def test_sentences_and_shells_that_fell_kill_nobody(claims_of, text: str) -> None:
    assert told(claims_of(text)) == []


def test_rifles_and_a_word_for_the_sex_are_nobody(claims_of) -> None:
    assert told(claims_of("One policeman was also killed and three AK-47s were taken.")) == [("killed", "One policeman")]
    assert told(claims_of("Another person, female, was also killed.")) == [("killed", "Another person")]


def test_a_unit_named_by_its_weapons_is_people(claims_of) -> None:
    claims = claims_of("Nine Northern Rifles troopers were injured in the blast.")
    assert [(c.harm, c.count.low, c.count.high) for c in claims] == [("injured", 9, 9)]


def test_of_all_who_were_shot_only_those_died_of_whom_it_is_told(claims_of) -> None:
    claims = claims_of("Residents said the gunmen shot four people, two of whom died.")
    assert [(c.harm, c.count.low) for c in claims] == [("casualties", 4), ("killed", 2)]
    claims = claims_of("Four people were shot, and two later died.")
    assert [(c.harm, c.count.low) for c in claims] == [("casualties", 4), ("killed", 2)]


def test_all_who_were_brought_where_they_died_are_dead(claims_of) -> None:
    claims = claims_of("The woman and her child were taken to the hospital, where they died early on Monday.")
    assert told(claims) == [("killed", "The woman"), ("killed", "her child")]
