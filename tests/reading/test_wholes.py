"""Shares and parts of a whole: whose number is whose."""

from __future__ import annotations

import pytest

TOLD = [
    ("About half of the 4,500 residents fled.", [("displaced", 2, None)]),
    ("Nearly one in five of the 4,500 residents has fled.", [("displaced", 2, None)]),
    ("Some 40 percent of the camp's 20,000 people were displaced.", [("displaced", 2, None)]),
    ("Most of the 300 villagers were killed.", [("killed", 2, None)]),
    ("More than half of the 120 dead were children.", [("killed", 120, 120)]),
    ("Four of the nine dead were children.", [("killed", 4, 4), ("killed", 9, 9)]),
    ("Three of the 20 injured were in critical condition.", [("injured", 3, 3), ("injured", 20, 20)]),
    ("Seven of the 12 detained journalists have been released.", [("detained", 12, 12)]),
    ("Two of the 15 wounded soldiers died in hospital.", [("killed", 2, 2)]),
    ("One of the six hostages was shot dead.", [("killed", 1, 1)]),
    ("Both pilots were killed in the ambush.", [("killed", 2, 2)]),
    ("Rebels killed both of the pilots.", [("killed", 2, 2)]),
    ("Both men and women were killed in the ambush.", [("killed", 2, None)]),
    ("The couple were killed in the ambush.", [("killed", 2, 2)]),
    ("Five members of one family died in the ambush.", [("killed", 5, 5)]),
    ("Children as young as eight were raped.", [("sexual_violence", 2, None)]),
    ("An 18-year-old was shot in the back.", [("casualties", 1, 1)]),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_a_number_is_of_those_to_whom_the_words_say_that_harm_came(claims_of, text: str, told: list[tuple[object, ...]]) -> None:
    assert [(claim.harm, claim.count.low, claim.count.high) for claim in claims_of(text)] == told


def test_those_who_are_taken_out_of_the_dead_are_their_part(claims_of) -> None:
    four, nine = claims_of("Four of the nine dead were children.")
    assert (four.part_of, four.victims.groups, nine.part_of) == (nine.id, ("children",), None)


def test_who_frees_the_abducted_did_not_abduct_them(claims_of) -> None:
    (claim,) = claims_of("Police rescued 30 of the 51 abducted schoolgirls.")
    assert (claim.count.low, claim.actor) == (51, None)
