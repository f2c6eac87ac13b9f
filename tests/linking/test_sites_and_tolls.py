"""What was struck, numbers that hardly differ, where a report is of several places, and what its far end and its past tell."""

from __future__ import annotations

from civharm.linking import LinkState, link
from civharm.linking.grouping import group_claims
from civharm.linking.happenings import choose_spot, find_happenings
from civharm.linking.sites import find_sites
from civharm.linking.spots import make_spot
from civharm.linking.wording import tells_a_rise
from factory import claim, day, place, report

TOWN = place("Betatown", lat=34.0, lon=41.0, path=("Freedonia", "Northland"))


def count_incidents(claims, reports):
    return len(link(claims, reports).incidents)


def tell(*told, days=("2016-11-02", "2016-11-02")):
    """Count the incidents of two reports of one town and day, of which each makes one claim."""
    claims = [claim(report=r, place=TOWN, date="2016-11-02", **one) for r, one in zip("ab", told, strict=True)]
    return count_incidents(claims, [report(r, published_on=on) for r, on in zip("ab", days, strict=True)])


def test_a_market_and_a_bus_in_one_town_on_one_day_are_two_deeds():
    market = {"low": 4, "quote": "Shells killed four people at the market of Betatown."}
    assert tell(market, {"low": 3, "quote": "Shells killed three people aboard a bus in Betatown."}) == 2
    assert tell(market, {"low": 5, "quote": "Shells killed five people in the bazaar of Betatown."}) == 1


def test_a_site_is_named_by_its_whole_words():
    assert find_sites("The shopkeeper of Barton died in the prayer hall.") == {"worship"}


def test_many_dead_of_whom_two_reports_count_nearly_as_many_are_of_one_deed():
    assert tell({"low": 31, "quote": "A bomb killed 31 guests."}, {"low": 33, "quote": "Fire took 33 lives after dusk."}) == 1
    assert tell({"low": 2, "quote": "Snipers shot two herders."}, {"low": 6, "quote": "Fire took six lives after dusk."}) == 2


def test_a_toll_that_surged_rose_and_a_number_of_those_killed_is_a_toll():
    assert tells_a_rise("The death toll of the raid surged to 58, medics said")
    assert tells_a_rise("The number of people killed in the raid has reached 58")
    assert not tells_a_rise("The number of fires has reached 58, and four people died")


def test_the_place_of_the_deed_is_that_which_is_told_first_or_lies_in_it():
    village = make_spot(place("Tadilo", precision=3, path=("Freedonia", "Northland")))
    elsewhere = make_spot(place("Gammaville", lat=30.0, lon=40.0))
    quarter = make_spot(place("Old Quarter", path=("Freedonia", "Northland", "Betatown")))
    province = make_spot(place("Northland", precision=4, path=("Freedonia",)))
    assert choose_spot([village, elsewhere]) == village
    assert choose_spot([make_spot(TOWN), elsewhere, quarter]) == quarter
    assert choose_spot([province, make_spot(TOWN)]) == make_spot(TOWN)
    assert choose_spot([]) is None


def test_one_name_read_in_two_countries_is_one_place_where_a_report_does_not_name_its_country():
    told = [
        claim(report="a", low=30, place=place("Tadilo", lat=12.0, lon=1.0, path=("Freedonia", "Northland")), quote="Raid kills 30"),
        claim(
            report="b", low=33, place=place("Tadilo", id="other", lat=39.0, lon=41.0, path=("Redland", "South")), quote="33 died"
        ),
    ]
    days = {"published_on": "2016-11-02"}
    first = report("a", "Raiders killed 30 people in Tadilo, a village of Freedonia.", **days)
    assert count_incidents(told, [first, report("b", "The dead of Tadilo number 33, a radio said.", **days)]) == 1
    assert count_incidents(told, [first, report("b", "In Redland the dead of Tadilo number 33, a radio said.", **days)]) == 2


def test_a_sum_of_another_day_is_no_enumeration_of_the_lead():
    lead = claim(low=5, place="Alphaville", date="2016-11-02", quote="Raiders killed five fishermen in Alphaville.")
    quote = "Last week two farmers were shot in Betatown, and three people died later that day."
    before = [claim(low=n, start=90, date="2016-10-28", place="Betatown", quote=quote, victims=f"{n}") for n in (2, 3)]
    assert [len(group) for group in group_claims([lead, *before], report(published_on="2016-11-03"))] == [1, 2]


def test_what_was_told_of_days_past_is_no_part_of_an_undated_lead():
    lead = claim(low=70, place="Alphaville", quote="A drone killed 70 people in Alphaville, rescuers said.")
    told_on = report(published_on="2016-11-18")
    past = claim(low=13, start=90, place="Alphaville", date=day("2016-11-07", "2016-11-13"), quote="Last week 13 more were killed.")
    fresh = claim(low=3, start=90, place="Alphaville", date="2016-11-17", quote="On Thursday three more died of wounds.")
    assert len(group_claims([lead, past], told_on)) == 2
    assert len(group_claims([lead, fresh], told_on)) == 1


def test_a_number_far_below_that_is_many_times_as_high_is_of_another_happening():
    lead = claim(low=2, place="Alphaville", date="2016-11-02", quote="Shells killed two people in Alphaville.")
    far = [claim(low=n, start=2_000, quote=f"The war killed {n} villagers, a reader wrote.") for n in (900, 3)]
    assert [len(group_claims([lead, one], None)) for one in far] == [2, 1]


def test_the_day_of_an_arrest_is_no_day_of_the_deed():
    shot = claim(low=1, place=TOWN, quote="A nurse was shot dead in Betatown.")
    held = claim(harm="detained", low=1, start=60, place=TOWN, date="2016-09-09", quote="A man had been held in September.")
    found = find_happenings([shot, held], report())
    assert not any(happening.window.is_known for happening in found if shot in happening.claims)


def test_an_addition_compares_sites_as_a_full_run_does():
    told = [claim(report=r, low=4, place=TOWN, date="2016-11-02", quote=f"Shells hit a {site} and killed four.")
            for r, site in (("a", "market"), ("b", "bus"), ("c", "bazaar"))]  # fmt: skip
    state, reports = LinkState(), [report(r) for r in "abc"]
    state.add(told[:2], reports[:2])
    assert state.add(told[2:], reports[2:]) == link(told, reports, (), link(told[:2], reports[:2]).incidents)
