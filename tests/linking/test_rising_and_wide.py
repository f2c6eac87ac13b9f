"""Tolls that rise within a day, places told widely or named only in passing, and headlines without a number."""

from __future__ import annotations

from civharm.linking import LinkState, find_main_incidents, link
from civharm.linking.spots import compare_spots, make_spot
from civharm.linking.wording import tells_a_rise
from factory import claim, place, report

COUNTRY = place("Freedonia", path=(), precision=6)
TOWN = place("Betatown", lat=34.0, lon=41.0, path=("Freedonia", "Northland"))
SHELLS = "Shells hit the market of Betatown and killed {} traders, medics said."


def count_incidents(claims, reports):
    return len(link(claims, reports).incidents)


def test_a_toll_that_says_it_rose_is_that_of_the_lower_number_of_its_own_day():
    told = [
        claim(report="a", low=8, place=TOWN, date="2016-11-02", quote=SHELLS.format(8)),
        claim(
            report="b", low=70, place=TOWN, date="2016-11-02", quote="The death toll in Betatown has risen to 70, an official said."
        ),
    ]
    assert count_incidents(told, [report(r, published_on="2016-11-02") for r in "ab"]) == 1


def test_the_day_on_which_a_toll_rose_is_no_day_of_the_deed():
    told = [
        claim(report="a", low=20, place=TOWN, date="2016-11-02", means="explosive", quote=SHELLS.format(20)),
        claim(report="b", low=32, place=TOWN, date="2016-11-04", quote="The number of dead of the market rose to 32 on Friday."),
    ]
    assert count_incidents(told, [report("a", published_on="2016-11-03"), report("b", published_on="2016-11-04")]) == 1


def test_a_rise_is_told_by_what_rises():
    assert tells_a_rise("The toll of the blast climbs to 30") and not tells_a_rise("They climb to the roof; 30 died")
    assert tells_a_rise("The toll of the blast in the town has reached 10") and not tells_a_rise("Help reached the town; 10 died")
    assert not tells_a_rise("The toll may rise, doctors said")


def test_who_says_that_a_toll_rose_need_not_say_of_what():
    told = [
        claim(
            report="a", low=20, place=TOWN, date="2016-11-02", quote="Shells hit a wedding hall near the river, killing 20 guests."
        ),
        claim(
            report="b",
            low=39,
            place=place("Northland", path=("Freedonia",), precision=4),
            quote="The toll in the province reached 39, an official in the capital added.",
        ),
    ]
    assert count_incidents(told, [report("a", published_on="2016-11-02"), report("b", published_on="2016-11-03")]) == 1


def test_a_report_of_a_country_is_of_the_town_that_its_text_names():
    told = [
        claim(report="a", low=12, place=TOWN, date="2016-11-02", means="explosive", quote=SHELLS.format(12)),
        claim(
            report="b", low=14, place=COUNTRY, date="2016-11-02", means="explosive", quote="A strike killed 14 people, medics said."
        ),
    ]
    reports = [
        report("a"),
        report("b", "Strike in Freedonia kills 14. A strike killed 14 people. Traders of Betatown dug in the rubble."),
    ]
    assert count_incidents(told, reports) == 1
    elsewhere = [reports[0], report("b", "Strike in Freedonia kills 14. A strike killed 14 people. Herders of Gammaville dug.")]
    assert count_incidents(told, elsewhere) == 2


def test_a_report_without_a_place_is_of_the_town_that_its_text_names():
    told = [
        claim(report="a", low=12, place=TOWN, date="2016-11-02", means="explosive", quote=SHELLS.format(12)),
        claim(report="b", low=12, date="2016-11-02", quote="The strike killed 12 traders and burned forty stalls."),
    ]
    text = "Betatown counts its losses. The strike killed 12 traders and burned forty stalls."
    assert count_incidents(told, [report("a"), report("b", text)]) == 1


def test_a_village_of_which_only_the_province_is_known_is_no_province():
    village = place("Tadilo", lat=36.0, lon=43.0, precision=4, path=("Freedonia", "Northland"))
    province = place("Northland", lat=36.0, lon=43.0, precision=4, path=("Freedonia",))
    assert make_spot(village).is_ill_placed and not make_spot(province).is_ill_placed
    told = [claim(report=r, low=n, place=village, date="2016-11-02") for r, n in (("a", 21), ("b", 22))]
    assert count_incidents(told, [report("a"), report("b")]) == 1


def test_a_place_that_no_list_knows_may_lie_in_any_province():
    nowhere = place("Tadilo", id=None, precision=None, path=())
    assert compare_spots(make_spot(nowhere), make_spot(place("Northland", precision=4, path=("Freedonia",)))) == "unknown"


def test_a_headline_without_a_number_is_of_the_happening_below_it():
    title, body = "Betatown mourns victims of shelling", SHELLS.format(23)
    text = f"{title}\n\n{body}"
    head = claim(report="a", low=2, high=None, bound="unknown_plural", quote=title, start=0)
    below = claim(report="a", low=23, place=TOWN, date="2016-11-02", quote=body, start=len(title) + 2)
    links = link([head, below], [report("a", text, title=title, published_on="2016-11-04")])
    assert [set(incident.claims) for incident in links.incidents] == [{head.id, below.id}]


def test_an_addition_finds_what_a_text_names_as_a_full_run_does():
    told = [
        claim(report="a", low=12, place=TOWN, date="2016-11-02", means="explosive", quote=SHELLS.format(12)),
        claim(
            report="b", low=14, place=COUNTRY, date="2016-11-02", means="explosive", quote="A strike killed 14 people, medics said."
        ),
    ]
    reports = [report("a"), report("b", "A strike killed 14 people, medics said. Traders of Betatown dug in the rubble.")]
    for first in (0, 1):
        state = LinkState()
        state.add(told[first : first + 1], reports[first : first + 1])
        links = state.add(told[1 - first : 2 - first], reports[1 - first : 2 - first])
        assert len(links.incidents) == 1
        assert len(set(find_main_incidents(links, told, reports).values())) == 1


def test_a_village_of_which_only_the_country_is_known_lies_nowhere_far_from_its_name():
    nowhere = place("Tadilo quarter", id=None, lat=30.0, lon=50.0, precision=6, path=("Freedonia",))
    near_a_town = place("Tadilo area", id=None, lat=36.0, lon=43.0, precision=1, path=("Freedonia", "Northland"))
    other = place("Gammaville", lat=36.0, lon=43.0, path=("Freedonia", "Northland"))
    assert compare_spots(make_spot(nowhere), make_spot(near_a_town)) == "near"
    assert compare_spots(make_spot(nowhere), make_spot(other)) == "other_name"
