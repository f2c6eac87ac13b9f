"""A number that sums up several deeds told below it is of none of them."""

from __future__ import annotations

from civharm.linking import find_main_incidents, link
from civharm.linking.totals import find_totals
from factory import claim, place, report

TOWNS = [place(name, lat=lat, lon=41.0, path=("Freedonia", name)) for name, lat in (("Alphaville", 33.0), ("Betatown", 35.0))]
LEAD = "Strikes across Freedonia on Wednesday killed 13 people and wounded 20, the ministry said."


def tell(numbers=(9, 4), lead=13):
    country = place("Freedonia", path=(), precision=6)
    whole = [
        claim(report="a", harm=h, low=n, place=country, date="2016-11-02", quote=LEAD)
        for h, n in (("killed", lead), ("injured", 20))
    ]
    parts = [
        claim(report="a", low=n, place=town, date="2016-11-02", quote=f"In {town.name} {n} people died.", start=100 + 50 * at)
        for at, (n, town) in enumerate(zip(numbers, TOWNS, strict=True))
    ]
    return whole, parts


def test_a_number_of_several_towns_is_in_the_incident_of_none():
    whole, parts = tell()
    other = claim(
        report="b", low=11, place=TOWNS[0], date="2016-11-02", quote="A strike on Alphaville killed 11 people, rescuers said."
    )
    links = link([*whole, *parts, other], [report("a"), report("b")])
    found = {frozenset(incident.claims) for incident in links.incidents}
    assert found == {frozenset({parts[1].id}), frozenset({parts[0].id, other.id}), frozenset(one.id for one in whole)}


def test_a_report_with_a_total_is_about_the_first_deed_below_it():
    whole, parts = tell()
    links = link([*whole, *parts], [report("a")])
    about = find_main_incidents(links, [*whole, *parts], [report("a")])["a"]
    assert next(incident.claims for incident in links.incidents if incident.id == about) == (parts[0].id,)


def test_what_else_the_sentence_of_a_total_tells_is_of_all_deeds():
    whole, parts = tell()
    assert find_totals([*whole, *parts]) == {one.id for one in whole}


def test_numbers_that_do_not_sum_to_the_first_leave_it_a_deed():
    whole, parts = tell(lead=15)
    assert not find_totals([*whole, *parts])


def test_numbers_of_one_town_and_what_lies_in_it_are_no_several_deeds():
    quarter = place("Old Quarter", lat=33.0, lon=41.0, path=("Freedonia", "Alphaville", "Alphaville"))
    told = [
        claim(low=n, place=p, quote=f"{n} died.", start=20 * at)
        for at, (n, p) in enumerate(((13, None), (9, TOWNS[0]), (4, quarter)))
    ]
    assert not find_totals(told)
