from __future__ import annotations

import pytest

from civharm.model import make_report
from civharm.reading import read


def parts(claims) -> list[tuple[int | None, int | None]]:
    """(number, number of its total) of each claim."""
    by_id = {c.id: c for c in claims}
    return [(c.count.low, by_id[c.part_of].count.low if c.part_of else None) for c in claims]


def test_a_group_named_inside_a_total_is_its_part(claims_of) -> None:
    claims = claims_of("Shelling killed 58 people, including 11 children, in Douma.")
    assert parts(claims) == [(58, None), (11, 58)]
    assert claims[0].victims.groups == ("children",)


def test_a_part_may_stand_before_its_total(claims_of) -> None:
    assert parts(claims_of("Six nurses were among at least 22 people killed in the strike.")) == [(6, 22), (22, None)]


def test_a_part_is_of_the_kind_of_people_of_its_total(claims_of) -> None:
    claims = claims_of("Rebels killed ten villagers. Three women and seven men were killed.")
    assert {c.victims.status for c in claims} == {"civilian"}


def test_a_part_is_never_larger_than_its_total(claims_of) -> None:
    assert parts(claims_of("Shelling killed five people, including 11 children, in Douma.")) == [(5, None), (11, None)]


def test_a_part_has_the_harm_of_its_total(claims_of) -> None:
    claims = claims_of("Shelling wounded 40 people and killed nine, including three children.")
    assert [(c.harm, total) for c, (_, total) in zip(claims, parts(claims), strict=True)] == [
        ("injured", None),
        ("killed", None),
        ("killed", 9),
    ]


def test_two_claims_side_by_side_are_no_parts(claims_of) -> None:
    assert parts(claims_of("Shelling killed nine people and wounded three children.")) == [(9, None), (3, None)]


def test_later_numbers_that_add_up_to_a_total_are_its_parts(claims_of) -> None:
    text = (
        "Air strikes killed 12 people in Saada on Monday. Five people were killed in a bakery. Seven people were killed in a bus."
    )
    assert parts(claims_of(text)) == [(12, None), (5, 12), (7, 12)]


def test_later_numbers_that_do_not_add_up_are_other_people(claims_of) -> None:
    text = (
        "Air strikes killed 12 people in Saada on Monday. Five people were killed in a bakery. Eight people were killed in a bus."
    )
    assert parts(claims_of(text)) == [(12, None), (5, None), (8, None)]


@pytest.mark.parametrize("unit", ["families", "households"])
def test_households_and_persons_never_meet_in_one_total(claims_of, unit: str) -> None:
    assert all(total is None for _, total in parts(claims_of(f"Some 200 people fled Taiz, including 40 {unit}.")))


def test_a_number_of_them_is_a_part_of_those_told_just_before(claims_of) -> None:
    assert parts(claims_of("Shelling killed 30 people in Homs. Fourteen of them were children.")) == [(30, None), (14, 30)]


def test_people_told_one_by_one_right_after_a_small_number_are_its_parts(claims_of) -> None:
    text = (
        "Two nurses were killed in Homs on Monday. Rana Aziz was shot dead at a checkpoint, while Omar Zaki was killed by a shell."
    )
    assert [total for _, total in parts(claims_of(text))] == [None, 2, 2]


def test_others_are_no_parts(claims_of) -> None:
    text = "Two nurses were killed in Homs on Monday. Another man and a boy were killed by a shell in Hama."
    assert all(total is None for _, total in parts(claims_of(text)))


def test_what_is_told_of_before_is_no_part_of_the_number_above_it(claims_of) -> None:
    text = "Five people were killed in a raid on Homs. Last Friday, raiders shot dead two nurses. Three people died in a blast."
    assert all(total is None for _, total in parts(claims_of(text)))


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("The raid left 40 casualties (10 killed, 30 injured).", 40, {10, 30}),
        ("A clinic counted 40 casualties from Oct. 3 to 9, with 10 killed and 30 injured.", 40, {10, 30}),
        ("The raid caused 30 casualties. Of these, 12 were killed.", 30, {12}),
        ("That spring, out of 50 slain rebels, eight were teachers.", 50, {8}),
        ("The raid caused 30 casualties. In another raid, 12 people were killed.", 30, set()),
    ],
)
def test_the_dead_and_the_wounded_are_parts_of_the_casualties(text: str, whole: int, parts: set[int]) -> None:
    claims = read(make_report("r", text))
    total = next(c for c in claims if c.count.low == whole)
    assert {c.count.low for c in claims if c.part_of == total.id} == parts


def test_a_list_that_adds_up_to_the_dead_and_the_wounded_holds_their_parts() -> None:
    text = (
        "Two people were killed and four injured in the shelling of three towns. In Tadilo, one person was killed and one injured. "
        "In Bilada, one person was killed and one was injured. Two people were injured in Kafara."
    )
    claims = read(make_report("r", text))
    assert [c.part_of is None for c in claims] == [True, True, False, False, False, False, False]
    text = "Two people were killed and four injured in Tadilo. Elsewhere, one person was killed and five were injured."
    assert all(c.part_of is None for c in read(make_report("r", text)))


def test_equal_numbers_under_two_places_of_a_list_are_two_claims() -> None:
    text = "In Tadilo, one person was killed. In the village of Bilada, one person was killed."
    assert len(read(make_report("r", text))) == 2


def test_runs_of_a_sum_may_hold_a_part_that_is_linked_already() -> None:
    text = (
        "Raids on three villages killed at least 15 people.\n\nA raid on the first left nine dead, among the dead a girl.\n\n"
        "In the second four people were killed. In the third two people were killed."
    )
    claims = read(make_report("r", text))
    total = next(c for c in claims if c.count.low == 15)
    assert {c.count.low for c in claims if c.part_of == total.id} >= {9, 4, 2}


def test_people_joined_by_and_hold_no_parts_of_each_other(claims_of) -> None:
    claims = claims_of("Several agencies said that a woman and her two children had been killed in the strike.")
    assert parts(claims) == [(1, None), (2, None)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Soldiers killed 19 men. Of those, 13 were killed in Northton.", [(19, None), (13, 19)]),
        (
            "Ten men died. Out of this number, four died in hospital, while rebels killed three guards.",
            [(10, None), (4, 10), (3, None)],
        ),
        ("Mines killed 12 soldiers. Two of the soldiers were killed by one mine.", [(12, None), (2, 12)]),
        ("Gunmen killed 14 drivers. A guard and a nurse were also among the martyrs.", [(14, None), (1, 14), (1, 14)]),
        ("In all, 92 men, including 20 boys, and 17 guards were killed.", [(92, None), (20, 92), (17, None)]),
        ("Twelve people, including two women, three boys, and four guards were killed.", [(12, None), (2, 12), (3, 12), (4, 12)]),
    ],
)
def test_a_sentence_that_opens_with_those_told_before_tells_a_part(claims_of, text: str, told: list) -> None:
    assert parts(claims_of(text)) == told


def test_what_a_toll_of_casualties_included_are_parts_of_its_dead_and_wounded(claims_of) -> None:
    text = "The raids caused 60 casualties (40 killed and 20 injured). This included 7 killed and 3 injured in Northton."
    assert parts(claims_of(text)) == [(60, None), (40, 60), (20, 60), (7, 40), (3, 20)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Shells killed 37 people on Monday: 20 in the market, 12 in the square and five on the road.", 3),
        ("Nine people were hurt: five guards, three drivers and a cook.", 3),
        ("The blasts killed 21 people - nine soldiers, eight shopkeepers, two children and two guards.", 4),
        ("The raids killed 33 people: 20 at the port, 12 at the mill and some elsewhere.", 2),
    ],
)
def test_the_items_of_an_announced_list_are_parts_of_the_number_that_announces_it(claims_of, text: str, numbers: int) -> None:
    total, *items = claims_of(text)
    assert [item.part_of for item in items[:numbers]] == [total.id] * numbers


def test_neighbours_in_a_list_hold_each_other_not(claims_of) -> None:
    assert {claim.part_of for claim in claims_of("The army killed 12 soldiers, three officers and a driver.")} == {None}


def test_whoever_dies_in_a_list_did_not_kill_the_total(claims_of) -> None:
    assert claims_of("The clashes left 25 dead: 15 fighters, eight soldiers and two farmers.")[0].actor is None


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("A doctor said 18 people were badly hurt and three of them died.", "three of them", "18 people"),
        ("Guards took 18 hostages and later killed three of them.", "three of them", "18 hostages"),
        ("Nine men were killed. Guards wounded four of the villagers.", None, None),
    ],
)
def test_some_of_those_harmed_otherwise_are_a_part_of_them(claims_of, text: str, part: str | None, whole: str | None) -> None:
    claims = {claim.id: claim for claim in claims_of(text)}
    parts = [(claim.victims.text, claims[claim.part_of].victims.text) for claim in claims.values() if claim.part_of]
    assert parts == ([(part, whole)] if part else [])


def test_a_rivals_number_adds_nothing_up_with_those_of_the_first(claims_of) -> None:
    text = "Six officers including the commander were killed, the police chief said. The rebels said they had killed five officers."
    [six, commander, five] = claims_of(text)
    assert (commander.part_of, five.part_of) == (six.id, None)


@pytest.mark.parametrize("words", ["Ten of those killed", "Ten of them", "Ten of the dead"])
def test_some_of_those_killed_are_a_part(claims_of, words: str) -> None:
    claims = claims_of(f"Twelve farmers were killed in a raid. {words} were children.")
    assert parts(claims) == [(12, None), (10, 12)]
    assert claims[0].victims.groups == claims[1].victims.groups == ("children",)
