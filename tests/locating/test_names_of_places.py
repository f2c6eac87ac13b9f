"""Names that are told from their like: provinces from their seats, saints, agencies, offices, namesakes in other countries."""

from __future__ import annotations

import pytest

from civharm.locating import locate
from civharm.locating.gazetteer import load_gazetteer
from civharm.locating.places import find_place_of_harm, find_places
from civharm.model import Place, Span, make_report
from civharm.reading import read

GAZETTEER = load_gazetteer()


def find_place(text: str, trigger: str = "killed", harm: str = "killed") -> Place | None:
    at = text.index(trigger)
    span = Span(trigger, at, at + len(trigger))
    return find_place_of_harm(Span(text, 0, len(text)), span, find_places(text, GAZETTEER), harm)


def locate_first(text: str) -> Place | None:
    report = make_report("r", text, published_on="2024-03-15")
    return locate(read(report), report, GAZETTEER)[0].place


@pytest.mark.parametrize(
    ("sentence", "name", "precision", "path"),
    [
        ("Two people were killed in Nayarit.", "Nayarit", 4, ("Mexico",)),
        ("Two people were killed in Tepic.", "Tepic", 1, ("Mexico", "Nayarit", "Tepic")),
        ("Two people were killed in New York.", "New York", 1, ("United States", "New York")),
        ("Two people were killed in Karbala.", "Karbala", 1, ("Iraq", "Karbala", "Kerbala")),
        ("Two men were killed in Tadilo, Oaxaca.", "Tadilo", 4, ("Mexico", "Oaxaca")),
        ("Two men were killed in Juarez Municipality, Nuevo Leon.", "Juarez", 3, ("Mexico", "Nuevo Leon")),
        ("Two men were killed in Juarez, Chihuahua.", "Ciudad Juarez", 1, ("Mexico", "Chihuahua", "Juarez")),
    ],
)
def test_a_provinces_own_name_is_the_province_and_no_other_name_of_its_seat(
    sentence: str, name: str, precision: int, path: tuple[str, ...]
) -> None:
    place = find_place(sentence)
    assert place is not None
    assert (place.name, place.precision, place.path) == (name, precision, path)


@pytest.mark.parametrize(
    ("sentence", "path"),
    [
        ("Two people were killed by a mine in Kolo.", ()),
        ("Two people were killed by a mine in Kolo in Poland.", ("Poland", "Greater Poland", "Powiat kolski")),
        ("Two people were killed by a mine in Gao.", ("Mali", "Gao")),  # far larger than its namesake
        ("Israeli fire killed two people in Gaza.", ("Palestine", "Gaza")),
    ],
)
def test_a_small_town_of_several_countries_needs_a_word_of_its_country(sentence: str, path: tuple[str, ...]) -> None:
    place = find_place(sentence)
    assert place is not None and place.path == path


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Two women were killed in San Jose Las Flores, El Salvador.", "San Jose Las Flores"),
        ("Two women were killed in San Jose, Costa Rica.", "San Jose"),
        ("Two women were killed in St. Petersburg, Russia.", "St. Petersburg"),
        ("Two women were killed near Cox's Bazar in Bangladesh.", "Cox's Bazar"),
        ("Two women were killed in Port-au-Prince.", "Port-au-Prince"),
        ("Two women were killed in Yemen's Hodeidah.", "Hodeidah"),
    ],
)
def test_a_name_of_several_words_is_taken_whole(sentence: str, text: str) -> None:
    place = find_place(sentence)
    assert place is not None and place.text == text


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("SANA said that two people were killed in a raid.", None),
        ("Two people were killed in Sana, Yemen.", "Sanaa"),
        ("Two guards of an INGO were killed at an INGO clinic.", None),
        ("Two people were killed, the Alphaville County Sheriff's Department said.", None),
        ("Deputies of the Jefferson County Sheriff's Department found two people killed.", None),
        ("Two people were killed in Jefferson County, Kentucky.", "Jefferson"),
    ],
)
def test_an_agency_an_acronym_and_an_office_are_no_places(sentence: str, name: str | None) -> None:
    place = find_place(sentence)
    assert (place and place.name) == name


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Two people were killed in the Anuak village of Tadilo in Ethiopia.", "Tadilo"),
        ("Two people were killed in the Lower Shabelle town of Tadilo.", "Tadilo"),
        ("Two people were killed in the Shaar district of Aleppo.", "Shaar district"),
        ("The provincial capital Lashkar Gah was hit and two people were killed.", "Lashkar Gah"),
        ("Militants in the Sinai peninsula killed two men near Arish.", "Arish"),
        ("Troops killed a man crossing the Enguri river in Abkhazia.", "Enguri river"),
        ("Three were killed, while two more died in Kisumu.", None),
        ("Three were killed while they were at work in Kisumu.", "Kisumu"),
    ],
)
def test_the_place_is_what_its_words_put_the_harm_in(sentence: str, text: str | None) -> None:
    place = find_place(sentence)
    assert (place and place.text) == text


@pytest.mark.parametrize(
    ("sentence", "precision", "path"),
    [
        ("Two men were killed in Tadilo, near Kandahar.", 2, ("Afghanistan", "Kandahar", "Kandahar")),
        ("Two men were killed in Tadilo, 70 km south of Khartoum.", 6, ("Sudan",)),
        ("Two men were killed in the village of Tadilo in Kandahar.", 4, ("Afghanistan", "Kandahar")),
        ("Two men were killed in Tadilo Street in Kandahar.", 1, ("Afghanistan", "Kandahar", "Kandahar", "Kandahar")),
        ("KANDAHAR (Agency) - Two men were killed in the village of Tadilo.", 6, ("Afghanistan",)),
        ("Two were killed in the villages of Tadilo and Ansongo in the Gao region.", 4, ("Mali", "Gao")),
        ("Rebels raided Tadilo village, near the border with Uganda, and two men were killed.", None, ()),
        ("Two men were killed on the Lamu-Garsen road in Kenya.", 5, ("Kenya",)),
    ],
)
def test_a_village_that_no_list_knows_lies_in_what_its_words_say_and_in_no_town(
    sentence: str, precision: int | None, path: tuple[str, ...]
) -> None:
    place = find_place(sentence)
    assert place is not None
    assert (place.precision, place.path) == (precision, path)


@pytest.mark.parametrize(
    ("sentence", "words", "name"),
    [
        ("Two were arrested over the killing of six men in Herat.", "arrested", None),
        ("Two were arrested in Kabul over the killing of six men in Herat.", "arrested", "Kabul"),
        ("The bodies of nine men killed by gunmen were buried in Herat.", "killed", None),
        ("Nine men were buried alive in Herat when a shell hit a cellar.", "buried alive", "Herat"),
        ("A gang that killed six farmers was arrested in Herat.", "killed", None),
        ("Six people were killed and nine were arrested in Herat.", "killed", "Herat"),
    ],
)
def test_a_burial_or_an_arrest_is_elsewhere(sentence: str, words: str, name: str | None) -> None:
    place = find_place(sentence, words, "detained" if words == "arrested" else "killed")
    assert (place and place.name) == name


def test_of_two_harms_joined_by_and_each_has_its_own_place() -> None:
    text = "She was abducted in Herat and her body was found in Kabul two days later."
    report = make_report("r", text, published_on="2024-03-15")
    claims = {claim.harm: claim for claim in locate(read(report), report, GAZETTEER)}
    assert {harm: claim.place.name for harm, claim in claims.items() if claim.place} == {"abducted": "Herat", "killed": "Kabul"}
    assert claims["abducted"].date is None
    assert locate_first("Gunmen seized a bus in Herat and killed two.") is not None


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Three brothers were killed in Tegucigalpa's Villa Nueva neighbourhood.", "Villa Nueva neighbourhood"),
        ("Two villagers were killed in Pattani's Yarang district.", "Yarang district"),
        ("Four soldiers were killed on the Line of Control in Poonch.", "Poonch"),
        ("Four farmers were killed in a raid on San Jose Tadilo, Chalatenango.", "San Jose Tadilo"),
        ("In Nigeria, 14 people were killed in a raid on nearby Tadilo.", "Tadilo"),
        ("Two were killed in an ambush on a bridge over the Rio Bravo, in Nuevo Laredo.", "Nuevo Laredo"),
        ("The National University of Tadilo said that two students were killed.", None),
        ("A priest in Cordoba, Colombia, was killed on Palm Sunday.", "Cordoba"),
        ("People in Bama told the agency by phone that two men were killed there.", "Bama"),
        ("People in Bama told the agency by phone that there were two men killed.", None),
        ("The victims of the 2005 Andijan shootings, in which two were killed, were remembered in Bishkek.", "Andijan"),
        ("A blast in Kigali killed 16, and another in Huye wounded four.", "Kigali"),
        ("Three guards were killed at the Olympic hotel in Juba.", "Juba"),
    ],
)
def test_whose_place_it_is_and_what_belongs_to_another_harm(sentence: str, text: str | None) -> None:
    place = find_place(sentence, "killed")
    assert (place and (place.text if text != "Juba" else place.path and "Juba")) == text


def test_each_number_of_a_list_lies_in_its_own_place() -> None:
    text = "Raiders killed 43 in Nyala and 12 in Kalma camp."
    report = make_report("r", text)
    claims = locate(read(report), report, GAZETTEER)
    assert [(claim.count.low, claim.place.name) for claim in claims if claim.place] == [(43, "Nyala"), (12, "Kalma")]


def test_people_on_the_move_leave_the_town_behind_from() -> None:
    place = find_place(
        "About 5,000 people fled to Bertoua in Cameroon from the Central African town of Bouar.", "fled", "displaced"
    )
    assert place is not None and place.text == "Bouar"


def test_a_name_that_the_list_has_clipped_is_shown_as_it_is_written() -> None:
    shown = {name: GAZETTEER.find(name)[0].name for name in ("Gulu", "Douala", "Sololo", "Kirkuk")}
    assert shown == {"Gulu": "Gulu", "Douala": "Douala", "Sololo": "Sololo", "Kirkuk": "Kirkuk"}


@pytest.mark.parametrize(
    ("sentence", "text", "path"),
    [
        ("Raiders killed 19 people in Twic East county, Jonglei, South Sudan.", "Twic East county", ("South Sudan", "Jonglei")),
        ("Jets bombed Nam Tadilo village in Tadila township in Kachin and killed two.", "Nam Tadilo", ("Myanmar", "Kachin")),
        ("The assault on Tadilo in central Mali left two soldiers killed.", "Tadilo", ("Mali",)),
        ("The attack on Hezbollah in southern Lebanon left two killed.", "Lebanon", ()),
        ("Nine rebels were killed on the islands of Lake Chad.", "Lake Chad", ()),
        ("Nine rebels were killed on an island of Lake Chad in Cameroon.", "Lake Chad", ("Cameroon",)),
        ("Two were killed in Al-Salat Street in Rafah in the Gaza Strip.", "Al-Salat Street", ("Palestine", "Rafah", "Rafah")),
        ("In a village 25 km north of Maiduguri, gunmen killed six.", "Maiduguri", ("Nigeria", "Borno", "Maiduguri")),
        ("Two were killed in Tadilgai (30 km south of Kandahar).", "Tadilgai", ("Afghanistan",)),
        ("The inquest in Belfast into the deaths of ten people killed in 1971 resumed.", None, None),
    ],
)
def test_divisions_lakes_streets_and_unnamed_villages(sentence: str, text: str | None, path: tuple[str, ...] | None) -> None:
    place = find_place(sentence)
    assert (place and place.text, place and place.path) == (text, path)


def test_a_second_clause_with_its_own_doers_has_its_own_place() -> None:
    text = "Near Maiduguri, gunmen killed six farmers on Monday, and on Tuesday they shot three more in Konduga."
    place = find_place(text)
    assert place is not None and place.text == "Maiduguri"


def test_a_village_told_beside_a_town_lies_in_its_province_or_country() -> None:
    text = "A raid hit Aleppo on Monday. A girl was killed when shells fell on Tadil village."
    assert [
        claim.place.path for claim in locate(read(make_report("r", text)), make_report("r", text), GAZETTEER) if claim.place
    ] == [("Syria", "Aleppo")]
    text = "A raid hit Qamishli on Monday. A girl was killed when shells fell on Tadil village."
    assert [
        claim.place.path for claim in locate(read(make_report("r", text)), make_report("r", text), GAZETTEER) if claim.place
    ] == [("Syria",)]
