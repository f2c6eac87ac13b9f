from __future__ import annotations

from dataclasses import replace

import pytest

from civharm.reading.claims import make_count, with_groups
from civharm.reading.harms import find_triggers
from civharm.reading.mentions import find_mentions

COUNTS = [
    ("At least 12 nurses died.", 12, None, "at_least", "person"),
    ("A nurse died.", 1, 1, "exact", "person"),
    ("Ahmad Karim died.", 1, 1, "exact", "person"),
    ("He died.", 1, 1, "exact", "person"),
    ("Both died.", 2, 2, "exact", "person"),
    ("They died.", 2, None, "unknown_plural", "person"),
    ("Nurses died.", 2, None, "unknown_plural", "person"),
    ("The family died.", None, None, "unknown_plural", "household"),
    ("About 200 families fled.", 200, 200, "approximately", "household"),
    ("A family of three died.", 3, 3, "exact", "person"),
    ("Everyone in the house died.", None, None, "unknown_plural", "person"),
    ("The number of nurses killed in the raids rose from 10 to 12.", 12, 12, "exact", "person"),
    ("The number of families displaced has increased to 3,000.", 3000, 3000, "exact", "household"),
    ("The number of nurses killed in August (not including police) was 116.", 116, 116, "exact", "person"),
    ("The number of wounded is now 31.", 31, 31, "exact", "person"),
    ("The number of dead, the mayor said, stood at nine.", 9, 9, "exact", "person"),
    ("The number of nurses killed is not known.", 2, None, "unknown_plural", "person"),
]


@pytest.mark.parametrize(("text", "low", "high", "bound", "unit"), COUNTS)
def test_a_count_is_what_the_words_set_and_no_more(parse, text: str, low: int, high: int, bound: str, unit: str) -> None:
    sentence = parse(text)
    mention = find_mentions(sentence, find_triggers(sentence))[0]
    count = make_count(mention, text[mention.start : mention.end])
    assert (count.low, count.high, count.bound, count.unit) == (low, high, bound, unit)
    assert text[count.start : count.end] == count.text


def test_a_claim_keeps_the_sentence_the_harm_word_and_the_phrase(claims_of) -> None:
    text = "It was cold. Shelling killed at least 12 nurses in Taiz."
    (claim,) = claims_of(text)
    assert claim.quote.text == "Shelling killed at least 12 nurses in Taiz."
    assert (claim.trigger.text, claim.victims.text) == ("killed", "at least 12 nurses")


def test_an_elliptic_number_takes_the_status_of_the_people_before_it(claims_of) -> None:
    claims = claims_of("Shelling killed nine farmers and wounded another 30 in Taiz.")
    assert [(c.harm, c.count.low, c.victims.status) for c in claims] == [("killed", 9, "civilian"), ("injured", 30, "civilian")]


def test_what_is_fired_is_no_means_of_flight(claims_of) -> None:
    claims = claims_of("Under shelling by the army, 300 people fled the town.")
    assert [(c.harm, c.means) for c in claims] == [("displaced", None)]


def test_a_denial_is_never_overruled(claims_of) -> None:
    claims = claims_of("The army denied that 12 farmers were killed in the strike.")
    assert [(c.harm, c.modality) for c in claims] == [("killed", "denied")]


def test_a_claim_says_which_reader_made_it(claims_of) -> None:
    text = "Shelling killed nine farmers."
    assert [c.made_by.split()[-1] for c in claims_of(text)] == ["learned+rules"]
    assert [c.made_by.split()[-1] for c in claims_of(text, reader="rules")] == ["rules"]


def test_groups_of_a_part_are_added_once(claims_of) -> None:
    (claim,) = claims_of("Shelling killed nine women.")
    assert with_groups(claim, ["women", "children", "children"]).victims.groups == ("women", "children")
    assert with_groups(claim, []) == claim
    assert replace(with_groups(claim, ["children"]), victims=claim.victims) == claim


def test_the_number_of_the_injured_is_no_part_of_that_of_the_killed(claims_of) -> None:
    text = (
        "The number of civilians killed in the country in July was 685 (including 131 police), and the number of civilians "
        "injured was 1,610."
    )
    told = [(c.harm, c.count.low, c.part_of is not None) for c in claims_of(text)]
    assert told == [
        ("killed", 685, False),
        ("killed", 131, True),
        ("injured", 1610, False),
    ]


def test_a_bare_number_is_of_the_people_of_the_total_and_not_of_its_part(claims_of) -> None:
    claims = claims_of("Shelling killed 16 people, including a child, and injured 25, residents said.")
    assert [(c.count.low, c.victims.status) for c in claims] == [(16, "unknown"), (1, "civilian"), (25, "unknown")]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Two farmers sustained injuries in the shelling.", ["Two farmers"]),
        ("A guard died of his wounds.", ["A guard"]),
        ("The shelling caused injuries in the town.", ["injuries"]),
        ("The blast left three injuries.", ["three injuries"]),
    ],
)
def test_wounds_of_people_who_are_told_are_nobody_else(claims_of, text: str, victims: list[str]) -> None:
    assert [c.victims.text for c in claims_of(text)] == victims


def test_a_deed_that_is_called_an_earlier_one_is_background(claims_of) -> None:
    fresh, old = claims_of("A strike killed a girl on Monday. Her family had lost two cousins in previous strikes.")
    assert (fresh.background, old.background) == (False, True)
