from __future__ import annotations

import pytest

from civharm.reading.actors import find_actors
from civharm.reading.doers import find_doers

DOERS = [
    ("Air strikes by Russian forces hit the town held by the rebels.", ["Russian forces"]),
    ("The rebels shelled the market.", ["rebels"]),
    ("Residents fled the rebels.", []),
    ("The ministry accused Islamic State of the attack.", ["Islamic State"]),
]


@pytest.mark.parametrize(("text", "doers"), DOERS)
def test_an_actor_is_a_doer_where_the_grammar_makes_it_do_a_deed(parse, text: str, doers: list[str]) -> None:
    found = find_doers(parse(text), find_actors(text))
    assert [d.mention.text.removeprefix("The ").removeprefix("the ") for d in found] == doers


def test_a_weapon_alone_is_no_doer(claims_of) -> None:
    (claim,) = claims_of("Warplanes bombed the market. Nine people were killed.")
    assert claim.actor is None


def test_an_actor_of_the_sentence_before_is_lent_and_marked(claims_of) -> None:
    (claim,) = claims_of("Rebels hit the market of Taiz. Nine people were killed.")
    assert claim.actor is not None
    assert claim.actor.text == "Rebels" and claim.actor.inferred


def test_means_of_the_sentence_before_are_lent_and_marked(claims_of) -> None:
    (claim,) = claims_of("A mortar round hit a bakery in Taiz. Nine people were killed.")
    assert claim.means is not None
    assert (claim.means.category, claim.means.inferred) == ("explosive", True)


def test_nothing_is_lent_to_a_total_over_a_period(claims_of) -> None:
    claims = claims_of(
        "The rebels shelled the market of Taiz. More than 900 civilians have been killed in Yemen since January 2016."
    )
    assert [(c.measure.kind, c.actor) for c in claims] == [("period_total", None)]


def test_an_accusation_by_one_speaker_is_not_lent_to_the_words_of_another(claims_of) -> None:
    claims = claims_of("The army said the rebels shelled the market. Nine people were killed, a nurse said.")
    assert [(c.count.low, c.actor) for c in claims if c.count.low == 9] == [(9, None)]


def test_the_dead_of_a_side_are_not_blamed_on_it_by_lending(claims_of) -> None:
    claims = claims_of("The rebels attacked the barracks. Nine rebels were killed.")
    assert [(c.count.low, c.actor) for c in claims if c.count.low == 9] == [(9, None)]


def test_the_attack_has_the_means_that_the_headline_or_lead_tells(claims_of) -> None:
    claims = claims_of(
        "Shells filled with chlorine fell on the market of Taiz on Tuesday. The governor spoke of a crime. Schools are shut. "
        "Shops closed early. Residents stayed at home and prayed. A doctor said that the attack killed nine people."
    )
    assert [(c.means.category, c.means.inferred) for c in claims if c.count.low == 9 and c.means] == [("chemical", True)]


def test_a_nameless_monitor_of_the_lead_is_the_named_one_after_it(claims_of) -> None:
    claims = claims_of(
        "Rebel forces shelled the market of Taiz, a monitor said. Nine people died, the Yemen Observatory for Human Rights said."
    )
    actors = [c.actor for c in claims if c.count.low == 9]
    assert [(a.text, a.inferred) for a in actors if a] == [("Rebel forces", True)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kyiv accused Moscow of killing 17 people in the strike.", "Moscow"),
        ("The families blame the army for the deaths of 17 people.", "the army"),
        ("Twenty villagers died at the hands of gunmen.", "gunmen"),
        ("A car bomb killed eight people in Quetta. Al-Shabaab claimed responsibility.", "Al-Shabaab"),
        ("Gunmen stopped a nurse near Jos. They shot her dead.", "Gunmen"),
        ("Her brother was tortured by agents of the state security.", "agents of the state security"),
        ("A trooper shot and killed a driver on Monday.", "A trooper"),
        ("A deputy fatally shot two men on Monday.", "A deputy"),
        ("Armed Islamist groups have killed hundreds of farmers.", "Armed Islamist groups"),
        ("The army said it had freed nine men held by rebels and killed four of their guards.", "The army"),
        ("Gunmen kill nine in Jos\n\nFour men and five women died, a hospital said.", "Gunmen"),
        ("A military jet bombed the village, Ko Min Aye said. Nine people were killed, Aye said.", "military"),
        ("About 900 people are trapped in a town under Taliban control.", "Taliban"),
    ],
)
def test_who_is_accused_claims_it_or_is_pointed_at_did_it(claims_of, text: str, actor: str) -> None:
    claim = claims_of(text)[0]
    assert claim.actor is not None and claim.actor.text == actor


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb killed eight people in Quetta. No group claimed responsibility.",
        "Shells hit a market held by the Taliban. Elsewhere, two farmers were killed.",
    ],
)
def test_who_claims_nothing_and_who_is_elsewhere_did_not(claims_of, text: str) -> None:
    assert all(claim.actor is None for claim in claims_of(text))


def test_who_holds_a_village_did_not_shell_it(claims_of) -> None:
    (claim,) = claims_of("The town, controlled by Taliban since March, was hit by rockets on Friday and two girls died.")
    assert claim.actor is None


OWN_SIDE = [
    ("Government troops surrounded the village. Two soldiers were killed.", None),
    ("Rebels attacked a post. Two rebels were killed.", None),
    ("Rebels attacked a post. Two soldiers were killed.", "Rebels"),
]


FIGHTS = [
    ("Two soldiers were killed in a clash with the rebels.", ["the rebels"]),
    ("Two soldiers were killed and six were hurt in a battle with rebels.", ["rebels", "rebels"]),
    ("Six militants were killed in a gunfight with police.", ["police"]),
    ("Six militants and a soldier were killed in a gunfight with police.", ["police", None]),
    ("Troops fought with rebels near Homs. A soldier was wounded.", ["rebels"]),
    ("Two farmers were killed in a clash with the rebels.", [None]),
    ("Two soldiers were killed in clashes between rebels and the army.", [None]),
    ("Soldiers kill nine rebels in Homs\n\nThe army lost two men.", ["Soldiers", None]),
]


@pytest.mark.parametrize(("text", "actors"), FIGHTS)
def test_whom_the_fighters_of_a_side_fight_harmed_them(claims_of, text: str, actors: list[str | None]) -> None:
    assert [claim.actor.text if claim.actor else None for claim in claims_of(text)] == actors


@pytest.mark.parametrize(("text", "actor"), OWN_SIDE)
def test_nobody_is_lent_the_harm_of_his_own_side(claims_of, text: str, actor: str | None) -> None:
    claim = claims_of(text)[0]
    assert (claim.actor.text if claim.actor else None) == actor


def test_who_frees_captives_did_not_take_them_and_who_kills_recruits_did_not_recruit_them(claims_of) -> None:
    freed = claims_of("Troops killed a rebel leader and rescued two foreign hostages, who had been kidnapped in May.")
    assert {claim.harm: claim.actor.text if claim.actor else None for claim in freed} == {"abducted": None, "killed": "Troops"}
    told = claims_of("An army raid on the camp killed four minors who had been forcibly recruited.")
    assert {claim.harm: claim.actor.text if claim.actor else None for claim in told} == {"abducted": None, "killed": "army"}


def test_what_a_sentence_tells_of_last_month_takes_nothing_from_the_deed_above(claims_of) -> None:
    told = claims_of("Soldiers shelled a market, killing nine.\n\nLast month a girl of six died in a nearby village.")
    assert [(c.count.low, c.actor is None, c.means is None) for c in told] == [(9, False, False), (1, True, True)]


def test_a_week_after_an_old_deed_it_is_background(claims_of) -> None:
    (claim,) = claims_of("The protest came a week after police shot and killed a boy of 15.")
    assert claim.background
    told = claims_of("The body was found two days after he was abducted.")
    assert not any(c.background for c in told)


def test_whom_police_look_for_is_not_missing(claims_of) -> None:
    assert claims_of("Police are looking for a man in a grey shirt.") == ()
    assert [claim.harm for claim in claims_of("Rescuers are searching for three missing miners.")] == ["missing"]


def test_some_who_were_burned_alive_have_the_doer_of_all(claims_of) -> None:
    told = claims_of("Gunmen killed 20 villagers, including four who were burned alive.")
    assert [claim.actor.text if claim.actor else None for claim in told] == ["Gunmen", "Gunmen"]
    told = claims_of("Militants attacked the village and shot at those who fled, wounding three.")
    assert {claim.actor.text for claim in told if claim.actor and claim.count.low == 3} == {"Militants"}
