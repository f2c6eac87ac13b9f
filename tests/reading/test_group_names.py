"""Armed groups that no list knows are named by the words beside their names."""

from __future__ import annotations

import time

import pytest

from civharm.reading.actors import find_actors

NAMED = [
    ("the rebel group Red Path said", [("the rebel group Red Path", "Red Path")]),
    ("Suspected members of the guerrilla group Red Path", [("guerrilla group Red Path", "Red Path")]),
    ("the Islamist militant group al Shabaab", [("Islamist militant group al Shabaab", "al-Shabaab")]),
    ("gunmen from the Redland Front came", [("gunmen from the Redland Front", "Redland Front")]),
    ("gunmen from Northton came", [("gunmen", "gunmen")]),
    ("In May Red Path guerrillas came", [("Red Path guerrillas", "Red Path guerrillas")]),
    ("Armed Redpath rebels came", [("Redpath rebels", "Redpath rebels")]),
    ("soldiers of the Redland Army", [("soldiers of the Redland Army", "Redland Army")]),
    ("Suspected rebels came", [("Suspected rebels", "suspected rebels")]),
    ("Suspected Rebels Kill Three", [("Suspected Rebels", "suspected Rebels")]),
    ("The armed group Monday freed a man", [("The armed group", "the armed group")]),
    ("heavy losses upon rebel groups. The town fell", [("rebel groups", "rebel groups")]),
    ("the rights group Open Voice said", []),
]


@pytest.mark.parametrize(("text", "found"), NAMED)
def test_a_group_in_no_list_has_the_name_beside_the_words_for_it(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.text, m.name) for m in find_actors(text, [])] == found


def test_the_group_and_bare_rebels_are_the_one_group_that_was_named() -> None:
    found = find_actors("Red Path rebels came. The group burned a school. A boy hid from rebels.", [])
    assert [(m.text, m.name, m.resolved) for m in found] == [
        ("Red Path rebels", "Red Path rebels", False),
        ("The group", "Red Path rebels", True),
        ("rebels", "Red Path rebels", True),
    ]


def test_the_group_is_nobody_where_two_were_named_or_none() -> None:
    assert "The group" not in [m.text for m in find_actors("Boko Haram and Ansaru came. The group burned a school.", [])]
    assert find_actors("The group burned a school.", []) == []


def test_a_text_of_names_alone_takes_linear_time() -> None:
    started = time.perf_counter()
    find_actors("the rebel group " + "Red Path " * 20_000, [])
    assert time.perf_counter() - started < 10


def test_a_side_of_the_compass_belongs_to_a_name_that_is_only_a_front(claims_of) -> None:
    claim = claims_of("Northern Front militants kidnapped 30 pupils on Monday.")[0]
    assert claim.actor is not None and claim.actor.name == "Northern Front militants"
