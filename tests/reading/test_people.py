from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.lexicon import load_demonyms, load_victim_words
from civharm.reading.people import find_person_nouns
from civharm.reading.victim_status import describe_victims

NOUNS = [
    ("At least 12 dead and dozens of wounded", ["dead", "wounded"]),
    ("12 dead and wounded in the town", ["dead", "wounded"]),
    ("He was shot and wounded in the leg", []),
    ("killed 12", []),
    ("a rebel commander and two police officers", ["commander", "police officers"]),
    ("Three Syrians and a Turk, two Japanese tourists and the Chinese were hurt", ["Syrians", "Turk", "tourists", "Chinese"]),
    ("Syrian government forces", ["forces"]),
    ("THE BODIES OF SEVEN PEASANTS", ["BODIES", "PEASANTS"]),
    ("passers-by, mothers-in-law and IDPs", ["passers-by", "mothers-in-law", "IDPs"]),
    ("an elderly couple and a couple of boys", ["couple", "boys"]),
    ("the injured people and the injured arm", ["people"]),
    ("polish the car", []),
]

STATUS = [
    ("former ISIS fighters", "combatant", ()),
    ("displaced families", "civilian", ()),
    ("off-duty soldiers", "combatant", ()),
    ("two jawans", "combatant", ()),
    ("twelve khwarij", "combatant", ()),
    ("Taliban cadres", "combatant", ()),
    ("Iraqi city residents", "civilian", ()),
    ("wounded people", "unknown", ()),
    ("15 children of refugees", "civilian", ("children", "refugees")),
    ("civil defence workers", "protected", ()),
    ("a Syrian journalist", "protected", ("journalists",)),
    ("two policemen", "unknown", ()),
    ("the bodies of three unarmed men", "civilian", ("men",)),
    ("12 people, including two women", "unknown", ("women",)),
    ("mostly women and children", "civilian", ("women", "children")),
    ("men and boys", "civilian", ("men", "children")),
    ("a man", "unknown", ("men",)),
    ("members of their families", "civilian", ()),
    ("three members of Boko Haram", "combatant", ()),
    ("40 gunmen and members of their families", "unknown", ()),
    ("800 armed men", "combatant", ("men",)),
    ("civilian casualties", "civilian", ()),
    ("hospital staff", "protected", ("medical",)),
    ("Red Cross volunteers", "protected", ("aid_workers",)),
    ("soldiers' wives", "civilian", ("women",)),
    ("a 2-year-old", "civilian", ("children",)),
    ("one under the age of 18", "civilian", ("children",)),
    ("students", "civilian", ()),
    ("a retired colonel", "unknown", ()),
    ("subversives", "combatant", ()),
    ("dozens", "unknown", ()),
    ("five members of the Revolutionary Guards", "combatant", ()),
    ("alleged members of the armed underground", "combatant", ()),
    ("military-aged men", "unknown", ("men",)),
    ("a middle-aged man", "unknown", ("men",)),
    ("two stone-throwers", "civilian", ()),
    ("", "unknown", ()),
]


@pytest.mark.parametrize(("text", "found"), NOUNS)
def test_nouns_of_persons_are_found_and_mere_modifiers_are_not(text: str, found: list[str]) -> None:
    assert [noun.text for noun in find_person_nouns(text)] == found


@pytest.mark.parametrize(("phrase", "status", "groups"), STATUS)
def test_the_head_decides_and_modifiers_refine(phrase: str, status: str, groups: tuple[str, ...]) -> None:
    assert describe_victims(phrase) == (status, groups)


def test_police_are_combatants_where_the_sentence_says_that_they_fought() -> None:
    assert describe_victims("two policemen", in_combat=True)[0] == "combatant"
    assert describe_victims("two teachers", in_combat=True)[0] == "civilian"


def test_families_are_households_and_their_members_are_not() -> None:
    assert find_person_nouns("about 1,000 families")[0].household
    assert not find_person_nouns("family members")[0].household


def test_no_form_stands_in_two_rows() -> None:
    rows = load_victim_words()
    forms = Counter(form.lower() for row in rows for form in {row["word"], row.get("plural", row["word"])})
    assert [form for form, n in forms.items() if n > 1 and form not in ("marines",)] == []


def test_there_are_demonyms_of_two_hundred_peoples_and_a_country_has_its_source() -> None:
    rows = load_demonyms()
    assert len(rows) >= 200
    assert all(row["source"] for row in rows if row["country"])


@given(st.text(max_size=200))
def test_a_noun_is_the_text_at_its_offsets(text: str) -> None:
    assert all(text[n.start : n.end] == n.text for n in find_person_nouns(text))


@given(st.text(alphabet="an 1he,'-of women ISmoldrs", max_size=80))
def test_every_phrase_has_a_status(phrase: str) -> None:
    assert describe_victims(phrase)[0] in ("civilian", "protected", "combatant", "unknown")


def test_time_grows_with_the_text_and_no_faster() -> None:
    text = "the wounded and the dead and 12 injured people of the town "
    find_person_nouns(text)
    started = time.perf_counter()
    find_person_nouns(text * 400)
    one = time.perf_counter() - started
    started = time.perf_counter()
    find_person_nouns(text * 1600)
    assert time.perf_counter() - started < 12 * one + 0.5


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [("a UN national staff", False), ("another wounded", False), ("UN staff", True), ("two staff", True), ("the wounded", True)],
)
def test_a_word_for_many_names_one_person_after_one(phrase: str, plural: bool) -> None:
    assert find_person_nouns(f"{phrase} in the town")[0].plural is plural


def test_national_and_local_name_nobody_before_the_noun_that_they_describe() -> None:
    assert [n.text for n in find_person_nouns("4 national RC workers and a local nurse")] == ["workers", "nurse"]
    assert [n.text for n in find_person_nouns("A local was killed with two foreign nationals")] == ["local", "foreign nationals"]


def test_an_age_before_a_nation_is_that_of_one_person(claims_of) -> None:
    (claim,) = claims_of("Guards shot and killed a 19-year-old Syrian.")
    assert claim.victims.text == "a 19-year-old Syrian"
    assert [(person.name, person.age) for person in claim.victims.people] == [(None, 19)]
