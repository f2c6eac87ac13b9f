from __future__ import annotations

import pytest

from civharm.lexicon import load_rows
from civharm.reading.means import find_means

TABLE = [
    ("an air strike on the market", ["explosive"]),
    ("Airstrikes and barrel bombs", ["explosive", "explosive"]),
    ("mortar shells and Grad rockets", ["explosive", "explosive"]),
    ("a drone strike", ["explosive"]),
    ("cluster munitions", ["explosive"]),
    ("a roadside bomb", ["planted_explosive"]),
    ("an improvised explosive device", ["planted_explosive"]),
    ("a suicide bomber blew himself up", ["planted_explosive", "planted_explosive"]),
    ("a landmine", ["planted_explosive"]),
    ("unexploded ordnance", ["planted_explosive"]),
    ("shot dead by snipers", ["small_arms", "small_arms"]),
    ("mortar shells hit a famine-stricken camp", ["explosive"]),
    ("gunmen opened fire", ["small_arms"]),
    ("a gunfight in the valley", ["small_arms"]),
    ("Gunmen fired at the market", ["small_arms"]),
    ("Rockets were fired at the market", ["explosive", "explosive"]),
    ("A tank fired into the market", ["explosive"]),
    ("an explosives-rigged car", ["planted_explosive"]),
    ("a suicide car bomber", ["planted_explosive"]),
    ("found a torture chamber", []),
    ("burned alive", ["incendiary"]),
    ("white phosphorus", ["incendiary"]),
    ("sarin", ["chemical"]),
    ("suffocated by sulphur smoke", ["other", "chemical"]),
    ("summarily executed", ["execution"]),
    ("beheaded with a machete", ["melee", "melee"]),
    ("beaten to death", ["melee"]),
    ("rammed a van into the crowd", ["vehicle"]),
    ("drowned in the river", ["drowning"]),
    ("starved to death in the siege", ["deprivation", "deprivation"]),
    ("a hand grenade", ["other"]),
]
NONE = [
    "an explosion at the market",
    "a bombing in the town",
    "the blast killed six",
    "the plane was shot down",
    "a hunger strike",
    "a gold mine",
    "the ceasefire held",
    "the chief executive",
    "the shellfish market",
    "Ied",
]


@pytest.mark.parametrize(("text", "categories"), TABLE)
def test_the_words_tell_the_means(text: str, categories: list[str]) -> None:
    assert [m.category for m in find_means(text)] == categories


@pytest.mark.parametrize("text", NONE)
def test_words_that_tell_no_device_are_no_means(text: str) -> None:
    assert find_means(text) == []


def test_offsets_are_those_of_the_text() -> None:
    text = "Three were shot; a car bomb hit."
    assert all(text[m.start : m.end] == m.text for m in find_means(text))


def test_no_cue_stands_in_two_categories() -> None:
    seen: dict[str, str | None] = {}
    for row in load_rows("means", required=("category", "words")):
        for words in row["words"]:
            assert seen.setdefault(words.lower().replace("-", " "), row["category"]) == row["category"], words


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Gunmen killed 20 villagers, including four who were burned alive.", [None, "incendiary"]),
        ("At least 30 people died, five of them burned alive in a barn.", [None, "incendiary"]),
        ("Nineteen people were killed on Monday, 12 of them in a drone strike.", [None, "explosive"]),
        ("Six people were killed, two by sniper fire and four by a mine.", [None, "small_arms", "planted_explosive"]),
        ("Militants stormed the village, killing 14 people, and set fire to houses.", [None]),
        ("Attackers shot into the bus, killing six, then set fire to it.", ["small_arms"]),
        ("At least 40 people were killed, and 100 wounded, in shelling.", ["explosive", "explosive"]),
        ("Twenty farmers, including nine women, were killed in air strikes.", ["explosive", "explosive"]),
    ],
)
def test_a_means_is_of_the_deed_and_the_people_that_it_is_told_of(claims_of, text: str, means: list[str | None]) -> None:
    assert [claim.means.category if claim.means else None for claim in claims_of(text)] == means
