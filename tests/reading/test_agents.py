from __future__ import annotations

from dataclasses import replace

import pytest

from civharm.reading.actors import find_actors
from civharm.reading.agents import find_agent
from civharm.reading.deeds import load_deeds
from civharm.reading.harms import find_triggers
from civharm.reading.holders import holds_a_place
from civharm.reading.means import find_means_of

AGENTS = [
    ("Islamic State fighters killed nine farmers.", "nine farmers", "Islamic State"),
    ("Nine farmers were killed by Islamic State fighters.", "Nine farmers", "Islamic State"),
    ("Nine farmers were killed in an Islamic State attack.", "Nine farmers", "Islamic State"),
    ("Nine farmers were killed in a militant attack.", "Nine farmers", "militant"),
    ("Nine farmers were killed in an attack on a police post.", "Nine farmers", None),
    ("Nine farmers died in militant attacks with shells by Islamic State.", "Nine farmers", "Islamic State"),
    ("A group accused the army of neglect after nine farmers were killed in a jihadist attack.", "nine farmers", "jihadist"),
    ("Nine farmers were killed and 30 wounded in an Islamic State attack.", "Nine farmers", "Islamic State"),
    ("Nine farmers were killed and 30 wounded by Islamic State.", "Nine farmers", "Islamic State"),
    ("Nine farmers were killed and Islamic State attacked a town.", "Nine farmers", None),
    ("Police said among the dead were nine farmers.", "nine farmers", None),
    ("A paramilitary shelled the camp, killing nine farmers.", "nine farmers", "paramilitary"),
    ("Invaders killed nine farmers.", "nine farmers", "invaders"),
    ("Nine farmers were killed in the Islamic State-held town.", "Nine farmers", None),
    ("Nine farmers were killed while fleeing Islamic State.", "Nine farmers", None),
    ("Nine farmers were killed on the road.", "Nine farmers", None),
    ("Clashes between the Taliban and Islamic State killed nine farmers.", "nine farmers", None),
    ("Nine farmers were killed in a firefight between the army and rebels.", "Nine farmers", None),
    ("Nine farmers were killed by vigilante groups.", "Nine farmers", "vigilante groups"),
    ("Nine farmers were killed by armed settlers.", "Nine farmers", "armed settlers"),
    ("Police found the bodies of nine farmers.", "nine farmers", None),
    ("The bodies of nine farmers were recovered by soldiers.", "nine farmers", None),
    ("Rebels opened fire on a police vehicle, killing nine farmers.", "nine farmers", "rebels"),
    ("An ambush by armed civilians of a police convoy killed nine farmers.", "nine farmers", "armed civilians"),
    ("Nine farmers were killed when a group of rebels ambushed a military truck.", "Nine farmers", "rebels"),
    ("Police have arrested a man they say killed nine farmers.", "nine farmers", None),
    ("The rebels suffered nine farmers killed.", "nine farmers", None),
    ("The agency listed nine farmers killed.", "nine farmers", None),
    ("Nine farmers were killed in an attack on an army patrol.", "Nine farmers", None),
    ("The clash ended in the killing of nine farmers and two rebels.", "nine farmers", None),
    ("Two soldiers were wounded and nine farmers were killed.", "nine farmers", None),
    ("Nine farmers were killed by a boy, who was later shot by police.", "Nine farmers", None),
    ("The rebels said they had lost nine farmers, killed by a mine.", "nine farmers", None),
    ("Rebels killed nine farmers and another two were wounded.", "nine farmers", "rebels"),
    ("Nine farmers were killed in retaliation for an army raid.", "Nine farmers", None),
    ("Nine farmers were killed in raids, defying offensives by the army.", "Nine farmers", None),
    ("Rebels burned the town, killing nine farmers in reprisals over army offensives.", "nine farmers", "rebels"),
    ("The army death toll stands at nine farmers killed.", "nine farmers", None),
    ("The road is used by drug traffickers, and nine farmers have been killed.", "nine farmers", None),
    ("The road was attacked by drug traffickers, and nine farmers were killed.", "nine farmers", "drug traffickers"),
    ("Nine farmers were killed in an attack in which gunmen burned homes.", "Nine farmers", "gunmen"),
    ("Nine farmers were killed in an attack, in which gunmen caught police in a crossfire.", "Nine farmers", "gunmen"),
    ("A clinic in the town, which Islamic State holds, received the bodies of nine farmers.", "nine farmers", None),
    ("Nine farmers were hacked to death by rebels.", "Nine farmers", "rebels"),
    ("Police are investigating after a man killed nine farmers.", "nine farmers", None),
    ("Troops moved in after nine farmers were killed.", "nine farmers", None),
    ("Gunmen fled when a bomb killed nine farmers.", "nine farmers", None),
    ("Soldiers opened fire after villagers threw stones, killing nine farmers.", "nine farmers", "soldiers"),
    ("The rebels withdrew after killing nine farmers.", "nine farmers", "the rebels"),
    ("The army freed nine farmers who had been left for dead.", "nine farmers", None),
    ("Police have arrested a man they say shot two traders, killing nine farmers.", "nine farmers", None),
    ("Police are investigating the killing of nine farmers.", "nine farmers", None),
    ("The army condemned the killing of nine farmers.", "nine farmers", None),
    ("The army launched an operation in response to the killing of nine farmers.", "nine farmers", None),
    ("Police arrested four men in connection with the killing of nine farmers.", "nine farmers", None),
    ("The militia vowed revenge for the massacre of nine farmers.", "nine farmers", None),
    ("Soldiers detained six people suspected of killing nine farmers.", "nine farmers", None),
    ("Soldiers detained a man accused of the murder of nine farmers.", "nine farmers", None),
    ("Soldiers raided the village after the murder of nine farmers.", "nine farmers", None),
    ("Police are hunting the gunmen who killed nine farmers.", "nine farmers", "gunmen"),
    ("Police released footage of the killing of nine farmers.", "nine farmers", None),
    ("Militants released a video of the beheading of nine farmers.", "nine farmers", "militants"),
    ("The rebels claimed responsibility for the killing of nine farmers.", "nine farmers", "the rebels"),
    ("The rebels carried out a wave of killings of farmers.", "farmers", "the rebels"),
    ("Rebels attacked a village, leading to the deaths of nine farmers.", "nine farmers", "rebels"),
    ("Residents blamed the army for the deaths of nine farmers.", "nine farmers", "the army"),
    ("The killing of nine farmers prompted air strikes by the army.", "nine farmers", None),
    ("The deaths of nine farmers occurred during an attack by rebels.", "nine farmers", "rebels"),
]
MEANS = [
    ("Artillery fire on the market killed nine.", "explosive"),
    ("A roadside bomb killed nine.", "planted_explosive"),
    ("Snipers shot dead nine farmers.", "small_arms"),
    ("Nine farmers were beheaded.", "melee"),
    ("Nine farmers were burned alive.", "incendiary"),
    ("Nine farmers were killed.", None),
    ("Militants killed nine soldiers, and the army responded with air strikes.", None),
    ("Nine were killed and two hurt in crossfire.", "small_arms"),
    ("Police fired tear gas and live rounds, killing nine.", "small_arms"),
    ("Police fired tear gas, killing nine.", "chemical"),
    ("Nine were wounded in fighting with the group that beheaded a hostage.", None),
]


@pytest.mark.parametrize(("text", "victims", "actor"), AGENTS)
def test_the_grammar_says_who_did_it_and_a_holder_of_a_place_did_not(parse, text: str, victims: str, actor: str | None) -> None:
    sentence = parse(text)
    trigger = next(t for t in find_triggers(sentence) if t.harm == "killed")
    at = text.index(victims)
    agent = find_agent(sentence, trigger, (at, at + len(victims)), find_actors(text))
    assert (agent.name if agent else None) == actor


def test_a_victim_is_never_the_agent(parse) -> None:
    text = "Islamic State fighters were killed."
    assert find_agent(parse(text), find_triggers(parse(text))[0], (0, 22), find_actors(text)) is None


def test_a_held_town_is_told_from_its_holder(parse) -> None:
    text = "Islamic State fighters shelled the town."
    (actor,) = find_actors(text)
    assert not holds_a_place(parse(text), actor)
    held = parse("Islamic State-held towns were shelled.")
    assert holds_a_place(held, replace(actor, end=len("Islamic State")))


@pytest.mark.parametrize(("text", "means"), MEANS)
def test_the_harm_word_or_its_sentence_says_the_means(parse, text: str, means: str | None) -> None:
    sentence = parse(text)
    found = find_means_of(sentence, find_triggers(sentence)[0], (0, 0))
    assert (found.category if found else None) == means
    assert found is None or text[found.start : found.end] == found.text


def test_a_chemical_goes_before_what_carried_it(parse) -> None:
    sentence = parse("Rockets filled with sarin killed nine farmers.")
    found = find_means_of(sentence, find_triggers(sentence)[0], (0, 0))
    assert found is not None and found.category == "chemical"


def test_deeds_are_known_in_both_numbers() -> None:
    assert {"attack", "attacks"} <= load_deeds()


def test_districts_of_a_side_are_hit_and_do_not_hit(parse) -> None:
    text = "Opposition forces responded by firing rockets into government districts, killing dozens of residents."
    sentence = parse(text)
    trigger = next(t for t in find_triggers(sentence) if t.harm == "killed")
    found = find_agent(sentence, trigger, (text.index("dozens"), len(text) - 1), find_actors(text))
    assert found is not None and found.text == "Opposition forces"


def test_a_short_name_in_brackets_shares_the_part_of_the_name_before_it(parse) -> None:
    text = "Nine farmers were killed by strikes against Islamic State (IS)."
    sentence = parse(text)
    trigger = next(t for t in find_triggers(sentence) if t.harm == "killed")
    assert find_agent(sentence, trigger, (0, 12), find_actors(text)) is None


def test_those_who_are_besieged_suffer_by_deprivation(claims_of) -> None:
    means = {c.harm: c.means for c in claims_of("More than 5,000 people are trapped in the besieged town.")}
    assert means["trapped"] is not None and means["trapped"].category == "deprivation"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Three men died in Russian air raids.", "Russian"),
        ("A Syrian government helicopter killed three men.", "Syrian government"),
        ("Maoist rebels killed three men.", "Maoist rebels"),
        ("Three men were killed by separatist rebels.", "separatist rebels"),
        ("The Maoists killed three men.", "The Maoists"),
    ],
)
def test_an_actor_is_named_with_its_creed_and_without_its_weapon(claims_of, text: str, actor: str) -> None:
    assert [c.actor.text for c in claims_of(text)] == [actor]
