"""Parts of a number that a later sentence tells without a word of harm."""

from __future__ import annotations

import pytest


def parts(claims) -> list[tuple[str, str | None]]:
    """(victims, victims of the total) of each claim."""
    by_id = {c.id: c for c in claims}
    return [(c.victims.text, by_id[c.part_of].victims.text if c.part_of else None) for c in claims]


@pytest.mark.parametrize(
    ("text", "part", "group"),
    [
        ("Shelling killed 12 people in Dhale. Four of them were women.", "Four of them", "women"),
        ("Shelling killed 12 people in Dhale. Five were children.", "Five", "children"),
        ("Shelling killed 12 people in Dhale. The dead include two nurses.", "two nurses", "medical"),
        ("Shelling killed 12 people in Dhale. Among the victims were three boys.", "three boys", "children"),
        ("Gunmen abducted 40 people in Jos. The captives include nine girls.", "nine girls", "children"),
    ],
)
def test_a_later_sentence_tells_a_part(claims_of, text: str, part: str, group: str) -> None:
    claims = claims_of(text)
    assert (part, claims[0].victims.text) in parts(claims)
    assert group in claims[0].victims.groups and group in claims[1].victims.groups
    assert claims[1].harm == claims[0].harm


def test_whom_a_clause_about_a_part_tells_of_is_no_part(claims_of) -> None:
    claims = claims_of("Nine people were killed. Those killed included policemen and guards who had confronted the bandits.")
    assert [claim.victims.text for claim in claims] == ["Nine people", "policemen and guards"]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed 12 people in Dhale. Four of them escaped from a prison last year.",
        "Shelling killed 12 people in Dhale. Five were arrested later.",
        "Shelling killed 12 people in Dhale. The committee includes two nurses.",
    ],
)
def test_what_another_verb_says_makes_no_part(claims_of, text: str) -> None:
    assert all(total is None for _, total in parts(claims_of(text)))


def test_in_all_adds_up_what_was_told_right_before(claims_of) -> None:
    claims = claims_of("Raiders killed 12 herders and nine traders. In all, 21 people were killed.")
    assert parts(claims) == [("12 herders", "21 people"), ("nine traders", "21 people"), ("21 people", None)]
