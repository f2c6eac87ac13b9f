"""Sentences whose joined numbers the parser takes apart wrongly: who was killed and who was hurt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from civharm.reading.blocks import RawSentence
from civharm.reading.parse_repairs import goes_round, repair_parse
from civharm.reading.selection import find_harmed
from civharm.reading.sentences import parse_sentences

# Sentences written for this test; each with the harms that a careful reader finds in it.
TOLD = [
    (
        "Two men were dragged out by soldiers of the battalion, beaten and tortured.",
        {("Two men", "tortured")},
    ),
    (
        "The shell killed at least 11 people and another 17 were wounded.",
        {("at least 11 people", "killed"), ("another 17", "injured")},
    ),
    (
        "A mine killed a councillor travelling to a meeting in the valley, his driver and a guard and wounded 4 other people.",
        {("a councillor", "killed"), ("his driver", "killed"), ("a guard", "killed"), ("4 other people", "injured")},
    ),
    (
        "He blew himself up, killing at least 12 people, including 9 policemen and 1 soldier killed and wounding another 21,"
        " including 14 policemen and 2 soldiers.",
        {
            ("He", "killed"),
            ("at least 12 people", "killed"),
            ("9 policemen", "killed"),
            ("1 soldier", "killed"),
            ("another 21", "injured"),
            ("14 policemen", "injured"),
            ("2 soldiers", "injured"),
        },
    ),
    (
        "Between 6 and 9 villagers were reportedly killed and up to 20 wounded when a mill was shelled.",
        {("Between 6 and 9 villagers", "killed"), ("up to 20 wounded", "injured")},
    ),
    (
        "One relief agency staff assaulted and killed by 3 unknown persons while at a market.",
        {("One relief agency staff", "killed")},
    ),
    ("Two nurses were abducted on Monday and found dead a day later.", {("Two nurses", "abducted"), ("Two nurses", "killed")}),
    ("Two nurses were abducted on Monday and found murdered.", {("Two nurses", "abducted"), ("Two nurses", "killed")}),
    ("The porters were abducted by rebels and discovered dead.", {("The porters", "abducted"), ("The porters", "killed")}),
    (
        "2 national staff wounded and 6 killed when an aid convoy ambushed by militiamen near the town.",
        {("2 national staff", "injured"), ("6 killed", "killed")},
    ),
    ("A farmer suffered fatal gunshot wounds.", {("A farmer", "killed")}),
    ("The judge was killed along with her driver.", {("The judge", "killed"), ("her driver", "killed")}),
    (
        "An alleged smuggler was arrested together with two of his cousins and a clerk.",
        {("An alleged smuggler", "detained"), ("two of his cousins", "detained"), ("a clerk", "detained")},
    ),
    ("A clerk stabbed a porter to death.", {("a porter", "killed")}),
    ("THEY LINED UP THE PORTERS AND SHOT THEM DEAD.", {("THEM", "killed")}),
    (
        "The father and sister of a 9-year-old boy who died of a gunshot wound were questioned.",
        {("a 9-year-old boy", "killed")},
    ),
    ("They buried a girl, 6, and a boy, about 4, killed by the shell.", {("a girl", "killed"), ("a boy", "killed")}),
    ("The guards beat a porter with cables.", {("a porter", "tortured")}),
    ("A trooper shot and killed a clerk.", {("a clerk", "killed")}),
    ("Rebels, tribal militias and soldiers have killed hundreds of farmers.", {("hundreds of farmers", "killed")}),
    ("The clerk was killed in clashes with police.", {("The clerk", "killed")}),
    ("A baker accused of fatally shooting her younger cousin was in court.", {("her younger cousin", "killed")}),
    ("A mother whose three sons were killed in the raid wept.", {("three sons", "killed")}),
    (
        "Police are looking for a 31-year-old man who they say shot and killed his wife and her nephew.",
        {("his wife", "killed"), ("her nephew", "killed")},
    ),
    (
        "One nurse was driving the clinic's car when stopped by gunmen and later abducted.",
        {("One nurse", "abducted")},
    ),
    ("Police say a juvenile injured in a shooting incident on Monday has since died.", {("a juvenile", "killed")}),
    ("The shelling left a six-year-old dead.", {("a six-year-old dead", "killed")}),
    ("The city's homicide detectives were called to the scene.", set()),
    (
        "HE BLAMED THE GANGS FOR A RAID TODAY THAT LEFT 31 DEAD AND MORE THAN 1,000 INJURED.",
        {("31 DEAD", "killed"), ("MORE THAN 1,000 INJURED", "injured")},
    ),
    (
        "Jad Omar, a member of the Press Union and a reporter for the Daily Sun, was killed at home.",
        {("Jad Omar", "killed")},
    ),
    ("2 local guards kidnapped Nov 13, released Nov 17.", {("2 local guards", "abducted")}),
    ("Police are looking into the shooting of three men near the station.", {("three men", "casualties")}),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_who_suffered_what(text: str, told: set[tuple[str, str]]) -> None:
    sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    found = find_harmed(sentence)[1]
    assert {(text[item.mention.start : item.mention.end], item.harm) for item in found} == told


def test_names_after_as_are_people_and_no_places() -> None:
    text = "The police named the dead as Ivo Marlow, 24; Ana Ferro, 23; and Lea Novi, 19."
    sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    found = {text[item.mention.start : item.mention.end] for item in find_harmed(sentence)[1] if item.harm == "killed"}
    assert found >= {"Ivo Marlow", "Ana Ferro", "Lea Novi"}


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Raiders burned 40 houses, displacing over 600 people.", 601),
        ("Floods and fighting displaced over 600 people.", 601),
        ("People were killed over two days.", 2),
    ],
)
def test_over_before_a_number_of_people_is_a_hedge_and_no_preposition(claims_of, text: str, low: int) -> None:
    (claim,) = claims_of(text)
    assert claim.count.low == low


def test_a_repair_that_would_lead_heads_in_a_circle_is_not_made() -> None:
    text = "An inquiry was conducted into the murders of reporters, peasants and the men whom the guards of the estate held."
    (sentence,) = parse_sentences([RawSentence(text, 0, len(text), 0, "body")])
    words = [replace(w, head=(w.i + 1) % len(sentence.words)) for w in sentence.words]
    assert goes_round(words)
    assert not goes_round(sentence.words)
    assert not goes_round(repair_parse(sentence.words))
