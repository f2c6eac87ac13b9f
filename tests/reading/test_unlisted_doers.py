"""Doers that no list knows, and people who only stand where a doer might."""

from __future__ import annotations

import pytest

DOERS = [
    ("The suspect shot a woman of 31 on a corner.", "The suspect"),
    ("A man opened fire on a family in a parked car, killing two and wounding a child.", "A man"),
    ("Another person returned fire, striking the guard in the leg.", "Another person"),
    ("One of the men drew a gun and shot two students.", "One of the men"),
    ("Police have arrested a man they say shot two people.", "a man"),
    ("Two farmers were gunned down by elements of the 5th Infantry Battalion.", "elements of the 5th Infantry Battalion"),
    ("Two farmers were killed by the Redland Front.", "the Redland Front"),
    ("Villagers beat a suspected thief to death.", "Villagers"),
    ("His wife was shot by a neighbour.", "a neighbour"),
    ("A driver was stopped and killed by armed opposition members.", "armed opposition members"),
    ("The village was attacked by herders, who killed nine farmers.", "herders"),
    ("Two men were killed by the Red Path group.", "the Red Path group"),
    ("The rebels said they had seized the town and that they killed nine farmers.", "The rebels"),
    ("The rebels said they seized the town and claimed to have killed nine farmers.", "The rebels"),
    ("The rebels said their fighters had killed nine farmers.", "The rebels"),
    ("The group said it had executed two hostages.", "The group"),
    ("The militia said that they had shot two teachers.", "militia"),
    ("The agency said it had buried two hostages who were killed.", None),
    ("Police said three leaders were slain and two women, accused of spying, were killed.", None),
    ("The mother lost two sons in the raid.", None),
    ("The explosion claimed the lives of three men and injured two others.", None),
    ("Doctors treated 12 wounded people.", None),
    ("A doctor said the bomb killed two.", None),
    ("A man died on the spot, leaving two children behind.", None),
]


@pytest.mark.parametrize(("text", "actor"), DOERS)
def test_who_harms_others_in_the_grammar_is_the_doer(claims_of, text: str, actor: str | None) -> None:
    told = [claim.actor.text if claim.actor else None for claim in claims_of(text) if claim.harm != "detained"]
    assert told and set(told) == {actor}


def test_the_dead_of_a_sentence_did_not_wound_the_others(claims_of) -> None:
    told = claims_of("“Two soldiers died and five others were injured,” Omar Zaki said.")
    assert [claim.actor for claim in told] == [None, None]
    told = claims_of("Rebels ambushed a convoy, killing 14 soldiers and wounding 20 others.")
    assert {claim.actor.text for claim in told if claim.actor} == {"Rebels"}


def test_they_of_a_joined_verb_are_those_of_the_sentence_before(claims_of) -> None:
    told = claims_of("The attackers came at night. They went to the chief's house, killed him and abducted two boys.")
    assert [(claim.harm, claim.actor.text) for claim in told if claim.actor] == [("killed", "attackers"), ("abducted", "attackers")]


LOSERS = [
    ("The troops sustained three wounded, and the rebels fled.", "combatant"),
    ("The army lost ten men in the ambush.", "combatant"),
    ("“We lost five men in the battle,” the rebel commander said.", "combatant"),
    ("The village lost ten men in the raid.", "unknown"),
]


@pytest.mark.parametrize(("text", "status"), LOSERS)
def test_who_bears_a_loss_did_not_inflict_it(claims_of, text: str, status: str) -> None:
    claim = claims_of(text)[0]
    assert (claim.victims.status, claim.actor) == (status, None)
