"""The gazetteer: spellings, the supplement, a user's own list, threads and processes."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.locating.gazetteer import PRECISION, Gazetteer, load_gazetteer, load_supplement
from civharm.locating.keys import make_bare_key, make_key, make_skeleton

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Mosul", "Mosul"), ("الموصل", "Mosul"), ("Мосул", "Mosul"), ("Mossoul", "Mosul"), ("Київ", "Kyiv"),
        ("الفلوجة", "Fallujah"),
        ("Ar-Raqqah", "Raqqa"), ("al-Raqqah", "Raqqa"), ("Ninewa", "Nineveh"), ("Burma", "Myanmar"), ("Qandahar", "Kandahar"),
    ],
)  # fmt: skip
def test_spellings_and_scripts_find_one_place(spelling: str, name: str) -> None:
    assert name in {entry.name for entry in GAZETTEER.find(spelling)}


def test_every_place_of_the_supplement_lies_in_a_place_that_resolves() -> None:
    for row in load_supplement():
        within = row.get("is", row.get("within"))
        for words in within if isinstance(within, list) else [within]:
            assert words is None or GAZETTEER.find_enclosing(words) is not None, row
        assert ("is" in row) != (row.get("kind") in PRECISION), row
        assert within or row["kind"] == "sea", row


def test_the_supplement_has_at_least_four_hundred_places_on_four_continents() -> None:
    rows = load_supplement()
    countries = {str(row.get("within", ""))[-2:] for row in rows}
    assert len(rows) >= 400
    assert {"IQ", "SY", "SD", "CD", "UA", "AF", "MM", "CO", "MX", "SV"} <= countries


def test_a_place_of_the_supplement_has_no_position_of_its_own() -> None:
    town = GAZETTEER.find_enclosing("Mosul, IQ")
    quarter = GAZETTEER.find("Bab Sinjar")[0]
    assert town is not None and (quarter.lat, quarter.lon) == (town.lat, town.lon)
    assert GAZETTEER.make_path(quarter)[-1] == "Mosul"


def test_another_spelling_is_found_only_inside_a_known_country() -> None:
    assert not [e for e in GAZETTEER.find("Khan Shaykhoun") if e.id == "geonames:168325"]
    syria = GAZETTEER.find_country("SY")
    assert syria is not None and syria.key is not None
    assert [e.id for e in GAZETTEER.find_spelling("Khan Shaykhoun", (syria.key,))] == ["geonames:168325"]
    assert GAZETTEER.find_spelling("Khan Shaykhoun", ()) == ()


def test_nationalities_and_ordinary_words_are_known_as_such() -> None:
    iraq = GAZETTEER.find_country("IQ")
    assert iraq is not None and GAZETTEER.find_people("Iraqis") == iraq.key
    assert all(GAZETTEER.is_word(word) for word in ("said", "police", "man", "mobile", "reading", "nice", "bath", "university"))
    assert not GAZETTEER.is_word("Mosul")


def test_the_attribution_is_in_the_file() -> None:
    text = dict(GAZETTEER._ask("SELECT name, value FROM meta"))["attribution"]
    assert "GeoNames" in text and "CC BY 4.0" in text


def test_threads_and_other_processes_read_the_same() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda name: load_gazetteer().find(name), ["Mosul", "Idlib", "Goma", "Mosul"]))
    assert found[0] == found[3] == GAZETTEER.find("Mosul")
    copy: Gazetteer = pickle.loads(pickle.dumps(GAZETTEER))
    assert copy.find("Idlib") == GAZETTEER.find("Idlib")


def write_places(folder: Path, *rows: str) -> Gazetteer:
    path = folder / "own.csv"
    path.write_text("\n".join(["name,aliases,lat,lon,country,within,precision,source", *rows]), encoding="utf-8")
    return load_gazetteer(path)


def test_a_users_own_place_wins(tmp_path: Path) -> None:
    gazetteer = write_places(tmp_path, 'Bab Sinjar,Sinjar Gate,36.5,43.25,IQ,"Mosul, IQ",1,own survey')
    (entry,) = gazetteer.find("Sinjar Gate")
    assert (entry.id, entry.lat, entry.lon, entry.precision) == ("user:bab-sinjar", 36.5, 43.25, 1)
    assert gazetteer.make_path(entry)[-1] == "Mosul"
    assert gazetteer.find("Bab Sinjar") == (entry,)


def test_a_bad_row_gets_one_line_and_the_rest_is_read(tmp_path: Path) -> None:
    gazetteer = write_places(
        tmp_path, "Good,,1,2,,,,", "Bad lat,,x,2,,,,", ",,1,2,,,,", "Half,,1,,,,,",
        'Nowhere,,,,IQ,"Atlantis, IQ",,', "P,,1,2,,,9,", "Far,,91,2,,,,"
    )  # fmt: skip
    assert [e.name for e in gazetteer.find("Good")] == ["Good"]
    assert [line.partition(": ")[2][:5] for line in gazetteer.problems] == ["row 3", "row 4", "row 5", "row 6", "row 7", "row 8"]
    assert "lat 'x' is no number of degrees" in gazetteer.problems[0]


def test_a_list_that_is_no_csv_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"\xff\xfe\x00name")
    gazetteer = load_gazetteer(path)
    assert gazetteer.find("Mosul") and len(gazetteer.problems) == 1


@given(st.text(max_size=90))
def test_a_key_is_its_own_key_and_any_text_can_be_looked_up(text: str) -> None:
    key = make_key(text)
    assert make_key(key) == key
    assert make_skeleton(make_bare_key(key)) is not None
    assert isinstance(GAZETTEER.find(text), tuple)
