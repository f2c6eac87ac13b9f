from __future__ import annotations

import pytest

from civharm.reading.harms import find_triggers
from civharm.reading.individuals import find_people
from civharm.reading.mentions import find_mentions

PEOPLE = [
    ("Ahmad Karim, 34, was killed.", [("Ahmad Karim", 34, None)]),
    ("A 7-year-old boy was killed.", [(None, 7, "male")]),
    ("His mother, aged 61, was killed.", [(None, 61, "female")]),
    ("A man of 300 was killed.", [(None, None, "male")]),
    ("Her son, 12-year-old Samir al-Aziz, was killed.", [("Samir al-Aziz", 12, None)]),
    ("A shell killed 34-year-old Rana Aziz.", [("Rana Aziz", 34, None)]),
    ("Their daughter-in-law, Rana Aziz, was killed.", [("Rana Aziz", None, "female")]),
    ("Two men were killed.", []),
    ("Civilians were killed.", []),
    ("A woman was killed.", [(None, None, "female")]),
    ("Rami Saleh, a boy of 12, was killed.", [("Rami Saleh", 12, "male")]),
    ("Rami Saleh, a six-year-old boy, was killed.", [("Rami Saleh", 6, "male")]),
    ("Eight-year-old Amina Zaki was killed.", [("Amina Zaki", 8, None)]),
    ("Amina Zaki (34 years old) was killed.", [("Amina Zaki", 34, None)]),
    ("Amina Zaki, 34 years old, was killed.", [("Amina Zaki", 34, None)]),
    ("Amina Zaki 2) was killed.", [("Amina Zaki", None, None)]),
    ("Amina Zaki, a mother of 12, was killed.", [("Amina Zaki", None, "female")]),
]


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_a_person_has_the_name_age_and_sex_that_the_words_say_and_no_more(parse, text: str, people: list[tuple]) -> None:
    sentence = parse(text)
    found = [p for m in find_mentions(sentence, find_triggers(sentence)) for p in find_people(sentence, m)]
    assert [(p.name, p.age, p.sex) for p in found] == people
    assert all(text[p.start : p.end] == p.text for p in found)


@pytest.mark.parametrize("age", [121, 300, 999])
def test_no_person_is_older_than_people_get(parse, age: int) -> None:
    sentence = parse(f"Ahmad Karim, {age}, was killed.")
    assert [p.age for m in find_mentions(sentence, find_triggers(sentence)) for p in find_people(sentence, m)] in ([None], [])


DESCRIBED = [
    ("Omar Zaki, 45, a teacher, was killed.", ("Omar Zaki", 45, "teacher"), "civilian", ()),
    ("Farmer Omar Zaki was killed.", ("Omar Zaki", None, None), "civilian", ()),
    ("Among the dead was Omar Zaki, the commander of the district.", ("Omar Zaki", None, "commander"), "combatant", ()),
    ("The second victim, identified as Omar Zaki, 34, was killed.", ("Omar Zaki", 34, None), "unknown", ()),
    ("The dead were Rana Aziz, a nurse; and Sami Amal, 12.", ("Sami Amal", 12, None), "civilian", ("children",)),
]


@pytest.mark.parametrize(("text", "person", "status", "groups"), DESCRIBED)
def test_what_is_said_of_a_name_tells_whose_it_is(claims_of, text: str, person, status: str, groups) -> None:
    claim = claims_of(text)[-1]
    (found,) = claim.victims.people
    assert ((found.name, found.age, found.role), claim.victims.status, claim.victims.groups) == (person, status, groups)
