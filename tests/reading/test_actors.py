from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.reading.actor_names import load_actors
from civharm.reading.actor_reference import find_report_countries
from civharm.reading.actors import find_actors, find_named_actors
from civharm.reading.phrases import find_tokens

NAMED = [
    ("IS fighters fled", [("IS fighters", "Islamic State")]),
    ("the self-styled Islamic State group", [("self-styled Islamic State group", "Islamic State")]),
    ("Daesh, Isis and ISIL", [("Daesh", "Islamic State"), ("Isis", "Islamic State"), ("ISIL", "Islamic State")]),
    ("This is a town. It is quiet.", []),
    ("al-Qa'ida and al Qaeda", [("al-Qa'ida", "al-Qaeda"), ("al Qaeda", "al-Qaeda")]),
    ("Jamaat Nusrat al-Islam wal Muslimin", [("Jamaat Nusrat al-Islam wal Muslimin", "JNIM")]),
    ("Syrian government air strikes", [("Syrian government air strikes", "Government of Syria")]),
    ("Israel's army and the IDF", [("Israel's army", "Government of Israel"), ("IDF", "Government of Israel")]),
    ("U.S. drones", [("U.S. drones", "Government of the United States")]),
    ("Syrian and Russian warplanes", [("Syrian", "Government of Syria"), ("Russian warplanes", "Government of Russia")]),
    ("Myanmar's armed forces", [("Myanmar's armed forces", "Government of Myanmar")]),
    ("Burma's military", [("Burma's military", "Government of Myanmar")]),
    ("the DRC's army", [("DRC's army", "Government of DR Congo")]),
    ("troops in the Democratic Republic of Congo attacked", [("troops", "troops")]),
    ("Hamas's military wing", [("Hamas", "Hamas")]),
    ("the group's military spokesman", []),
    ("shelled by Russia", [("Russia", "Government of Russia")]),
    ("Twelve died in Russia", []),
    ("The Hamas-run health ministry", []),
    ("anti-Taliban protests", []),
    ("pro-Russian separatists", [("pro-Russian separatists", "pro-Russian separatists")]),
    ("gunmen of Boko Haram and rebels from the FARC", [("gunmen of Boko Haram", "Boko Haram"), ("rebels from the FARC", "FARC")]),
    ("gunmen from the north", [("gunmen", "gunmen")]),
    ("The Allied Democratic Forces (ADF) rebels", [("Allied Democratic Forces (ADF) rebels", "Allied Democratic Forces")]),
    (
        "The Allied Democratic Forces (ADF), rebels",
        [("Allied Democratic Forces", "Allied Democratic Forces"), ("ADF", "Allied Democratic Forces"), ("rebels", "rebels")],
    ),
    ("suspected armed herders", [("suspected armed herders", "suspected armed herders")]),
    ("Unidentified gunmen", [("Unidentified gunmen", "unidentified gunmen")]),
    ("the opposition National Coalition", []),
    ("Kurdish fighters", [("Kurdish fighters", "Kurdish fighters")]),
    ("THE FMLN SAID IT IS READY TO FIGHT THE ARMY", [("FMLN", "FMLN"), ("THE ARMY", "the army")]),
    ("the fatal shot; a hamas salad, a fatahistic man", []),
]


@pytest.mark.parametrize(("text", "found"), NAMED)
def test_actors_are_found_by_every_name(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.text, m.name) for m in find_actors(text, [])] == found


def test_the_regime_is_the_government_of_the_reports_country() -> None:
    (regime,) = find_actors("The regime shelled the town", ["SY"])
    assert (regime.name, regime.resolved) == ("Government of Syria", True)
    (regime,) = find_actors("The regime shelled the town", ["SY", "IQ"])
    assert (regime.name, regime.resolved) == ("the regime", False)


def test_the_coalition_is_the_one_that_the_report_names_else_the_one_of_its_country() -> None:
    assert find_actors("The Saudi-led coalition bombed. The coalition denied it.", ["SY"])[1].name == "Saudi-led coalition"
    assert find_actors("The coalition denied it.", ["SY"])[0].name == "US-led coalition"
    assert find_actors("The coalition denied it.", ["YE"])[0].name == "Saudi-led coalition"
    assert not find_actors("The coalition denied it.", ["BR"])[0].resolved


def test_the_coalition_stays_open_where_the_report_names_one_of_parties() -> None:
    found = find_actors("The Syrian National Coalition met in Syria. The Coalition said so.", ["SY"])
    assert [m.resolved for m in found] == [False]


def test_the_militants_are_the_one_group_that_the_report_names() -> None:
    found = find_actors("Boko Haram came at night. The militants burned houses.", [])
    assert [m.name for m in found] == ["Boko Haram", "Boko Haram"]
    two = find_actors("Boko Haram and Ansaru came. The militants burned houses.", [])
    assert two[-1].name == "the militants" and not two[-1].resolved


def test_an_abbreviation_of_two_actors_needs_the_report_to_decide() -> None:
    assert find_actors("The ELN attacked", [])[0].id is None
    assert find_actors("The ELN attacked", ["CO"])[0].id == "ucdp:744"
    assert find_actors("The ELN attacked", ["PE"])[0].id == "ucdp:748"


def test_gunmen_stay_unknown_whatever_the_report_names() -> None:
    assert find_actors("Boko Haram fled. Gunmen killed two.", ["NG"])[-1].name == "gunmen"


def test_jets_of_a_power_tell_not_what_country_a_report_is_about() -> None:
    text = "Russian warplanes and Russian jets struck a town in Syria."
    assert find_report_countries(text, find_named_actors(text)) == ("SY",)


def test_every_alias_belongs_to_one_row_or_is_marked_ambiguous() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    marked: dict[tuple[str, ...], set[str]] = {}
    for row in load_actors():
        for alias in row.aliases:
            owners.setdefault(tuple(t.norm for t in find_tokens(alias)), set()).add(row.name)
        for alias in row.ambiguous:
            marked.setdefault(tuple(t.norm for t in find_tokens(alias)), set()).add(row.name)
    assert [names for names in owners.values() if len(names) > 1] == []
    assert not owners.keys() & marked.keys()
    assert all(len(names) > 1 for names in marked.values())


def test_a_row_that_knows_more_than_names_has_a_source() -> None:
    rows = load_actors()
    assert len([row for row in rows if row.source]) >= 300
    assert all(row.source for row in rows if row.kind or row.countries or row.id)
    assert len({row.name for row in rows}) == len(rows)
    ids = [row.id for row in rows if row.id]
    assert len(set(ids)) == len(ids) and len(ids) >= 300


def test_actors_of_all_continents_and_all_sides_are_known() -> None:
    names = {row.name for row in load_actors()}
    assert {
        "Government of Israel",
        "Hamas",
        "Government of Russia",
        "Government of Ukraine",
        "Rapid Support Forces",
        "FARC",
        "LTTE",
    } <= names


@given(st.text(max_size=200))
def test_a_mention_is_the_text_at_its_offsets(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in find_actors(text))


@given(
    st.lists(st.sampled_from(["the", "Syrian", "army", "IS", "rebels", "-", "led", "coalition", ".", "U.S.", "and"]), max_size=40)
)
def test_mentions_never_overlap(words: list[str]) -> None:
    found = find_actors(" ".join(words))
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_time_grows_with_the_text_and_no_faster() -> None:
    text = "The Syrian government forces and the coalition bombed ISIS fighters, the regime and the militants said. "
    find_actors(text)
    started = time.perf_counter()
    find_actors(text * 100)
    one = time.perf_counter() - started
    started = time.perf_counter()
    find_actors(text * 400)
    assert time.perf_counter() - started < 12 * one + 0.5
