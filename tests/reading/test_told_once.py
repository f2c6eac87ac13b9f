from __future__ import annotations

import pytest

ONCE = [
    ("Gunmen killed a trader - a father of three - in the market.", [("killed", "a trader")]),
    ("Gunmen shot one of them — a 55-year-old man — in the head.", [("casualties", "one of them")]),
    ("Gunmen killed a trader, his wife and a nurse.", [("killed", "a trader"), ("killed", "his wife"), ("killed", "a nurse")]),
    ("Residents, including some of the victims, told reporters of their ordeal.", []),
    ("Seven members of one family were killed.", [("killed", "Seven members of one family")]),
    ("Juan Reyes, alias “The Cat,” was arrested on Sunday.", [("detained", "Juan Reyes")]),
]


@pytest.mark.parametrize(("text", "told"), ONCE)
def test_one_person_described_twice_is_told_once(claims_of, text: str, told: list[tuple[str, str]]) -> None:
    assert [(claim.harm, claim.victims.text) for claim in claims_of(text)] == told


NUMBERED = [
    ("The death brings to 29 the number of reporters killed in Redland.", [("reporters", 29)]),
    ("The raid brings to 41 the number of people killed this week.", [("people", 41)]),
    ("The raid took the number of soldiers killed to 19.", [("soldiers", 19)]),
]


@pytest.mark.parametrize(("text", "told"), NUMBERED)
def test_a_number_brought_to_a_count_is_that_of_the_killed(claims_of, text: str, told: list[tuple[str, int]]) -> None:
    assert [(claim.victims.text, claim.count.low) for claim in claims_of(text)] == told


def test_a_besieged_place_is_nobody(claims_of) -> None:
    claims = claims_of("The army has besieged el-Northton for months, trapping thousands of civilians.")
    assert [claim.victims.text for claim in claims] == ["thousands of civilians"]


SHOT_AT = [("A reporter was shot at in Northton.", []), ("A reporter was shot at a checkpoint.", ["casualties"])]


@pytest.mark.parametrize(("text", "harms"), SHOT_AT)
def test_who_was_only_shot_at_was_not_hit(claims_of, text: str, harms: list[str]) -> None:
    assert [claim.harm for claim in claims_of(text)] == harms


def test_severed_heads_are_the_dead(claims_of) -> None:
    [claim] = claims_of("Police found three severed heads in bags outside a tunnel.")
    assert (claim.harm, claim.count.low, claim.means.category) == ("killed", 3, "melee")
