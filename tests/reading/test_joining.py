"""Phrases side by side that name the same people are one."""

from __future__ import annotations

import pytest

ONE = [
    ("Rana Aziz, 29, a nurse, was killed.", ["Rana Aziz"]),
    ("His wife, Salma Reda, was wounded.", ["His wife, Salma Reda"]),
    ("Soldiers arrested his brother Yusuf at a checkpoint.", ["his brother Yusuf"]),
    ("Men, women and children were killed in the raid.", ["Men, women and children"]),
    ("The bodies of 17 men were found in a ditch.", ["17 men"]),
    ("One of the three hostages was killed.", ["One of the three hostages"]),
    ("Yusuf Ali, also known as Abu Samir, was killed by a shell.", ["Yusuf Ali"]),
    ("Yusuf Ali (“Abu Samir”) and Omar Reda (Abu Walid) were killed.", ["Yusuf Ali", "Omar Reda"]),
    ("A neighbour, 53-year-old Salma Reda, was also killed.", ["A neighbour, 53-year-old Salma Reda"]),
    ("Shelling killed Rana Aziz, a teacher and mother.", ["Rana Aziz"]),
    ("Shelling killed Rana Aziz, a teacher and a nurse.", ["Rana Aziz", "a nurse"]),
    ("The victim, a girl of 12, was shot dead.", ["The victim, a girl"]),
    ("Another victim, a 35-year-old man, was killed.", ["Another victim, a 35-year-old man"]),
    ("The village head of Northton, Yusuf Ali, was killed.", ["The village head of Northton, Yusuf Ali"]),
    ("A charity said one of its teachers, Yusuf Ali, was killed.", ["one of its teachers, Yusuf Ali"]),
    ("The wives of two rebels were arrested by the army.", ["The wives of two rebels"]),
    ("The body of Yusuf Ali was found in a well.", ["The body of Yusuf Ali"]),
    ("The shelling caused deaths and injuries.", ["deaths", "injuries"]),
    ("A blast in the bazaar caused casualties, residents said.", ["casualties"]),
    ("The raids caused several deaths and injuries.", ["several deaths", "injuries"]),
    ("He told the paper yesterday many casualties were women.", ["many casualties"]),
    ("Two men near the town of Valle-e-Nour were arrested.", ["Two men"]),
]


@pytest.mark.parametrize(("text", "victims"), ONE)
def test_the_same_people_are_told_once(claims_of, text: str, victims: list[str]) -> None:
    assert [c.victims.text for c in claims_of(text)] == victims


def test_a_name_in_apposition_is_kept_with_the_description(claims_of) -> None:
    (claim,) = claims_of("A commander, Yusuf Ali, was killed.")
    assert [(p.name, claim.count.low) for p in claim.victims.people] == [("Yusuf Ali", 1)]
