"""Who holds people is told only where somebody comes to take them, or is said to hold them."""

import pytest

NOBODY = [
    "About 900 people have left since the army opened its offensive. Many of those inside are held as human shields, a group said.",
    "The army shelled the port on Monday. Some 40 families are being used as human shields there, residents said.",
    "Government forces besiege the town. Twelve men were abducted there on Friday.",
    "Coalition air strikes hit the city on Tuesday. Nine aid workers were taken hostage the same day.",
    "Troops retook the suburb on Sunday. Six nurses were held in a cellar as human shields.",
]
HELD = [
    ("Soldiers raided the village at dawn. Eleven young men were detained.", "soldiers"),
    ("Rebels attacked the village on Sunday night. Twenty girls were abducted.", "rebels"),
    ("Rebels kidnapped 30 pupils on Monday. Three of them were tortured.", "rebels"),
    ("The militia abducted 40 farmers. The hostages were killed a day later.", "militia"),
    ("Rebels attacked the post. Nine soldiers were captured.", "rebels"),
]


@pytest.mark.parametrize("text", NOBODY)
def test_who_advances_shells_or_besieges_is_not_lent_as_who_holds_people(claims_of, text: str) -> None:
    assert claims_of(text)[-1].actor is None


@pytest.mark.parametrize(("text", "actor"), HELD)
def test_who_came_to_take_them_or_holds_them_is_lent_and_marked(claims_of, text: str, actor: str) -> None:
    found = claims_of(text)[-1].actor
    assert found is not None and found.inferred
    assert found.name.lower() == actor


def test_suspects_are_not_arrested_by_the_gunmen(claims_of) -> None:
    killed, arrested = claims_of("Gunmen attacked a bus on Monday and killed six people. Police said four suspects were arrested.")
    assert killed.actor is not None and arrested.actor is None


def test_a_deed_that_only_says_since_when_is_lent_to_nothing(claims_of) -> None:
    (claim,) = claims_of("Since rebels launched their offensive in May, aid has stopped. On Friday a mine killed 14 people.")
    assert claim.actor is None


def test_a_gloss_in_brackets_does_not_part_a_doer_from_the_deed(claims_of) -> None:
    claim = claims_of("Boko Haram [a local name for the group] has been attacking farms and abducting children.")[-1]
    assert claim.actor is not None and claim.actor.name == "Boko Haram"


def test_whoever_puts_people_to_death_does_not_speak(claims_of) -> None:
    (claim,) = claims_of("The junta put five activists to death, a lawyer said.")
    assert claim.actor is not None and claim.actor.name == "the junta"
    assert [s.text for s in claim.speakers] == ["a lawyer"]
    assert claim.means is not None and claim.means.category == "execution"
