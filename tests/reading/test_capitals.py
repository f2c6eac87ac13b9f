"""A capital is an actor where it acts or is accused, and a place everywhere else; a name that people bear is no actor beside another."""

from __future__ import annotations

import pytest

from civharm.reading.actors import find_actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Kyiv accused Moscow of shelling the station.", ["Moscow"]),
        ("The families blame Khartoum for the deaths.", ["Khartoum"]),
        ("It blamed the raid on Tehran.", ["Tehran"]),
        ("Ankara shelled the hills again, killing a shepherd.", ["Ankara"]),
        ("Damascus has bombed the town since May.", ["Damascus"]),
        ("Damascus struck by rockets, two dead", []),
        ("Two people were killed in Ankara on Monday.", []),
        ("A bomb hit Kabul and killed nine.", []),
        ("Officials in Khartoum said that nine had died.", []),
    ],
)
def test_a_capital_acts_or_is_accused_or_is_a_place(text: str, actors: list[str]) -> None:
    assert [mention.text for mention in find_actors(text)] == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Amal Haddad was killed in her kitchen.", []),
        ("Rana Amal, 34, was wounded.", []),
        ("Amal, 34, was wounded.", []),
        ("Amal fighters shot two men.", ["Amal fighters"]),
        ("Clashes between Amal and Hezbollah killed two.", ["Amal", "Hezbollah"]),
    ],
)
def test_a_name_that_people_bear_is_an_actor_only_by_itself(text: str, actors: list[str]) -> None:
    assert [mention.text for mention in find_actors(text)] == actors
