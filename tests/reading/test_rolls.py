"""Rolls of names: whoever is named under a heading is a victim of his own, and marks, ages and places count nobody."""

from __future__ import annotations

import pytest

from civharm.reading.blocks import find_sentences
from civharm.reading.rolls import find_rolls

# FICTIONAL: the people are invented. A report, and of each whom its roll names: the harm, the name and the age.
ROLLS = [
    (
        "A shell hit a house in Homs, killing four people.\n\nThe victims:\n- Omar Zaki, 34\n- Sami Noor (12)\n- Child Rana al-Zaki\n\n"
        "The house was destroyed.",
        [("killed", "Omar Zaki", 34), ("killed", "Sami Noor", 12), ("killed", "Rana al-Zaki", None)],
    ),
    (
        "Six people died in Taiz.\n\nNames of the dead:\n1. Omar Zaki\n2. Sami Noor, 12 years old\n3. Rana Habib (a nurse)",
        [("killed", "Omar Zaki", None), ("killed", "Sami Noor", 12), ("killed", "Rana Habib", None)],
    ),
    (
        "Names of the dead: 1. Omar Zaki, 34 2. Sami Noor, 12 3. Rana Habib.",
        [("killed", "Omar Zaki", 34), ("killed", "Sami Noor", 12), ("killed", "Rana Habib", None)],
    ),
    (
        "The office published the names of those wounded in the raid: Omar Zaki, Sami bin Noor and Rana Habib.",
        [("injured", "Omar Zaki", None), ("injured", "Sami bin Noor", None), ("injured", "Rana Habib", None)],
    ),
    ("Detained: Omar Zaki; Sami Noor.", [("detained", "Omar Zaki", None), ("detained", "Sami Noor", None)]),
]
# What heads no roll, or lists nobody.
NONE = [
    "The dead: nobody knows how many.",
    "Killed: 4 civilians. Injured: 11.",
    "The dead:\nThe army said nothing on Monday.",
    "Missing: one dog, answers to Rex",
    "Omar Zaki, Sami Noor and Rana Habib met in Taiz.",
    "The dead: Khan Younis 8, Deir Balah 5.",
]


def listed(claims) -> list[tuple[str, str, int | None]]:
    named = (claim for claim in claims if claim.made_by.endswith(" list"))
    return [(c.harm, c.victims.text, c.victims.people[0].age if c.victims.people else None) for c in named]


@pytest.mark.parametrize(("text", "names"), ROLLS)
def test_each_name_of_a_roll_is_a_victim_with_his_age(claims_of, text: str, names: list[tuple[str, str, int | None]]) -> None:
    assert listed(claims_of(text)) == names


@pytest.mark.parametrize("text", NONE)
def test_no_roll_without_names(text: str) -> None:
    assert find_rolls(find_sentences(text)) == {}


def test_marks_and_ages_of_a_roll_count_nobody(claims_of) -> None:
    claims = claims_of("Names of the dead: 1. Omar Zaki, 34 2. Sami Noor, 12 3. Rana Habib.")
    assert [claim.count.low for claim in claims] == [1, 1, 1]


def test_who_is_listed_is_a_part_of_the_number_that_can_hold_the_list(claims_of) -> None:
    total, *names = claims_of("Three people were killed in Jos. The dead: Omar Zaki, Sami Noor and Rana Habib.")
    assert [claim.part_of for claim in names] == [total.id] * 3
    total, *names = claims_of("Two people were killed in Jos. The dead: Omar Zaki, Sami Noor and Rana Habib.")
    assert [claim.part_of for claim in names] == [None] * 3


def test_a_roll_stands_beside_people_without_a_name(claims_of) -> None:
    claims = claims_of("The dead: Omar Zaki (34), Sami Noor (12) and an unidentified man.")
    assert [claim.victims.text for claim in claims] == ["Omar Zaki", "Sami Noor", "an unidentified man"]


def test_hundreds_of_names_are_read_in_the_order_of_the_text(claims_of) -> None:
    names = [f"Omar {chr(65 + n // 26)}aki{chr(97 + n % 26)}" for n in range(300)]
    claims = claims_of("Names of the dead:\n" + "\n".join(f"{n + 1}. {name}" for n, name in enumerate(names)))
    assert [claim.victims.text for claim in claims] == names
