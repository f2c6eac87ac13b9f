from __future__ import annotations

import pytest


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
