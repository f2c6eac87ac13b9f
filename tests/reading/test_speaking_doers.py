from __future__ import annotations

import pytest

TOLD = [
    ("“We killed nine guards and took two,” the spokesman of the Red Path guerrillas said.", "Red Path guerrillas"),
    ("“We killed nine guards,” Omar Zaki, spokesman for the Taliban, told reporters.", "Taliban"),
    ("“Our target was the fort and we killed nine guards,” Omar Zaki, al-Shabaab's military spokesman, said.", "al-Shabaab"),
    ("The Taliban said its fighters had killed nine guards.", "Taliban"),
    ("Islamic State claimed the raid, saying they killed nine guards.", "Islamic State"),
    ("IS said it had killed nine guards.", "Islamic State"),
    ("The Red Path group said that it had killed nine guards.", "The Red Path group"),
    ("The rights group said it had recorded nine guards killed.", None),
    ("A resident who had fled the Taliban said they had killed nine guards.", None),
    ("“They ambushed us and killed nine guards,” a police statement said.", None),
    ("They had killed nine guards, police said.", None),
    ("“We lost nine guards,” the rebel commander said.", None),
]


@pytest.mark.parametrize(("text", "actor"), TOLD)
def test_who_says_we_did_it_is_the_side_for_which_he_speaks(claims_of, text: str, actor: str | None) -> None:
    claim = claims_of(text)[0]
    assert (claim.actor.name if claim.actor else None) == actor


def test_the_affiliate_that_claims_a_deed_did_it(claims_of) -> None:
    [claim] = claims_of(
        "Al-Qaeda's affiliate in the region claimed responsibility for two raids. Nine guards were killed in the raids."
    )
    assert (claim.actor.name, claim.actor.inferred) == ("al-Qaeda", True)


def test_who_claimed_the_deed_in_the_sentence_before_did_what_is_told_of_it(claims_of) -> None:
    text = "Al-Shabaab claimed responsibility for the raid. A spokesman for the group said ten guards had been killed in it."
    [claim] = claims_of(text)
    assert (claim.actor.name, claim.actor.inferred) == ("al-Shabaab", True)
