"""What one report tells as one happening, and which of its happenings it is about."""

from __future__ import annotations

from civharm.linking.grouping import find_main, group_claims
from civharm.model import Means
from factory import claim, place, report


def group(*claims, told_by=None):
    return [{one.id for one in group} for group in group_claims(claims, told_by)]


def test_another_three_people_are_of_the_same_happening():
    killed = claim(place="Alphaville", date="2016-11-02", quote="Shells killed two people in Alphaville.")
    injured = claim(harm="injured", low=3, start=60, place="Alphaville", date="2016-11-02", quote="Another three people were hurt.")
    assert group(killed, injured) == [{killed.id, injured.id}]


def test_another_strike_is_another_happening():
    killed = claim(low=2, place="Alphaville", date="2016-11-02", quote="Shells killed two people in Alphaville.")
    more = claim(low=4, start=60, place="Alphaville", date="2016-11-02", quote="Another drone strike killed four people.")
    assert group(killed, more) == [{killed.id}, {more.id}]


def test_those_who_were_executed_and_those_who_were_shot_are_of_one_happening():
    shot = claim(low=1, place="Alphaville", date="2016-11-02", means="small_arms")
    executed = claim(low=3, start=60, place="Alphaville", date="2016-11-02", means="execution")
    assert group(shot, executed) == [{shot.id, executed.id}]


def test_a_report_is_about_what_it_tells_first():
    first = claim(place=place("Alphaville", lat=36.0, lon=43.0), date="2016-11-02", low=3)
    further = [claim(place=place("Betatown", lat=34.0, lon=41.0), date="2016-11-02", low=n, start=200 * n) for n in (2, 4)]
    groups = group_claims([first, *further], None)
    assert {one.id for one in groups[find_main(groups)]} == {first.id}


def test_a_report_is_about_what_its_headline_tells_though_other_headlines_stand_above():
    title = "Shells hit the bakery of Betatown"
    above = claim(place=place("Alphaville", lat=36.0, lon=43.0), low=1, quote="Mayor killed in Alphaville crash")
    news = claim(
        place=place("Betatown", lat=34.0, lon=41.0), low=4, start=90, quote="Shells hit a bakery in Betatown, killing four."
    )
    groups = group_claims([above, news], None)
    assert {one.id for one in groups[find_main(groups, report(title=title))]} == {news.id}


def test_a_report_is_about_what_gives_the_number_of_its_headline():
    title = "Nineteen people killed as shells hit Betatown"
    rally = claim(
        place=place("Alphaville", lat=36.0, lon=43.0), low=4, quote="Days after a drone killed four soldiers in Alphaville,"
    )
    news = claim(place=place("Betatown", lat=34.0, lon=41.0), low=19, start=90, quote="a bakery burned, leaving 19 dead.")
    groups = group_claims([rally, news], None)
    assert {one.id for one in groups[find_main(groups, report(title=title))]} == {news.id}


def test_what_is_only_inferred_tells_no_deeds_apart():
    blast = claim(low=32, place="Alphaville", means="planted_explosive", quote="A bomb killed 32 people in Alphaville.")
    told = Means(text="gun", start=0, end=3, category="small_arms", inferred=True)
    toll = claim(low=33, start=90, place="Alphaville", means=told, quote="Thirty-three people have died, police said.")
    assert group(blast, toll) == [{blast.id, toll.id}]


def test_what_a_report_dates_long_before_it_was_told_is_no_part_of_its_news():
    news = claim(low=32, place="Alphaville", quote="At least 32 people were killed in Alphaville.")
    siege = claim(
        low=6, start=90, place="Alphaville", date="2015-06-09", quote="The town saw a siege in June 2015 that left six dead."
    )
    assert group(news, siege, told_by=report(published_on="2016-11-03")) == [{news.id}, {siege.id}]


def test_what_the_attack_comes_after_is_another_happening():
    rocket = claim(low=2, place="Alphaville", date="2016-11-02", quote="Two people were killed by a rocket in Alphaville.")
    raid = claim(low=7, start=90, place="Northland", quote="The attack comes two days after a raid that killed seven people.")
    assert group(rocket, raid) == [{rocket.id}, {raid.id}]


def test_a_report_of_an_arrest_is_about_the_death_that_it_tells_beside_it():
    arrest = claim(harm="detained", low=1, place="Alphaville", date="2016-11-09", quote="A man was arrested in Alphaville.")
    death = claim(low=1, start=90, place="Alphaville", date="2016-11-02", quote="A nurse was found dead there on 2 November.")
    groups = group_claims([arrest, death], None)
    assert {one.id for one in groups[find_main(groups)]} == {death.id}
    assert find_main(group_claims([arrest], None)) == 0
