from __future__ import annotations

import random
from dataclasses import replace

import pytest

from civharm.linking import find_main_incident, link, say_link
from civharm.linking.spots import compare_spots, make_spot
from factory import claim, day, judgement, place, report

MOSQUE = "Shells hit the mosque in Alphaville during evening prayers, killing three worshippers."


def group_of(links, one):
    return next((set(incident.claims) for incident in links.incidents if one.id in incident.claims), None)


def test_the_killed_and_the_injured_of_one_blast_are_one_incident():
    killed = claim(place="Alphaville", date="2016-11-02", quote=MOSQUE)
    injured = claim(harm="injured", low=7, place="Alphaville", date="2016-11-02", quote=MOSQUE)
    links = link([killed, injured], [report()])
    assert [set(incident.claims) for incident in links.incidents] == [{killed.id, injured.id}]
    assert links.incidents[0].harms == ("killed", "injured")


def test_two_reports_of_one_place_day_and_number_are_one_incident():
    one = claim(report="a", place="Alphaville", date="2016-11-02", means="explosive", low=12)
    other = claim(report="b", place="Alphaville", date="2016-11-02", means="explosive", low=12)
    assert len(link([one, other], [report("a"), report("b")]).incidents) == 1


def test_the_same_sentence_with_another_town_is_another_incident():
    words = "At least 12 people were killed when warplanes bombed a crowded bakery in {} on Wednesday, residents said."
    towns = [place("Alphaville", lat=36.0, lon=43.0), place("Betatown", lat=34.0, lon=41.0)]
    told = [claim(report=t.name, place=t, date="2016-11-02", low=12, means="explosive", quote=words.format(t.name)) for t in towns]
    links = link(told, [report(t.name, words.format(t.name)) for t in towns])
    assert len(links.incidents) == 2


def test_other_days_in_one_town_are_other_incidents():
    told = [claim(report=r, place="Alphaville", date=d, means="explosive") for r, d in (("a", "2016-11-02"), ("b", "2016-11-20"))]
    assert len(link(told, [report("a"), report("b")]).incidents) == 2


def test_a_toll_that_rises_over_days_stays_together():
    words = "The toll of the shelling of the bakery in Alphaville rose to {}, rescuers said."
    told = [
        claim(report=f"r{n}", low=n, place="Alphaville", date="2016-11-02", means="explosive", quote=words.format(n))
        for n in (12, 15, 19)
    ]
    links = link(told, [report(f"r{n}", published_on=f"2016-11-0{d}") for n, d in ((12, 2), (15, 3), (19, 4))])
    assert len(links.incidents) == 1


def test_a_toll_that_trebled_over_a_night_is_one_incident():
    words = "A bomb at the bakery of Alphaville hurt {} people, a hospital said."
    told = [claim(report=f"r{n}", harm="injured", low=n, place="Alphaville", quote=words.format(n)) for n in (63, 212)]
    later = link(told, [report("r63", published_on="2016-11-03"), report("r212", published_on="2016-11-04")])
    assert len(later.incidents) == 1


def test_a_toll_that_trebled_is_one_incident_though_one_report_has_no_day_of_its_own():
    words = "A bomb at the bakery of Alphaville hurt {} people, a hospital said."
    told = [
        claim(report=f"r{n}", harm="injured", low=n, place="Alphaville", date="2016-11-02", quote=words.format(n))
        for n in (63, 212)
    ]
    assert len(link(told, [report("r63", published_on="2016-11-03"), report("r212")]).incidents) == 1


def test_weeks_between_days_that_are_told_outweigh_the_words_of_one_desk():
    words = "Raiders attacked a cattle camp near Alphaville and killed 40 herders, Commissioner Placeholder told the Example."
    told = [
        claim(report=r, low=40, place="Alphaville", date=d, means="small_arms", quote=words)
        for r, d in (("a", "2012-12-19"), ("b", "2013-07-14"))
    ]
    assert len(link(told, [report("a", published_on="2012-12-21"), report("b", published_on="2013-07-15")]).incidents) == 2


def test_a_village_that_no_list_knows_is_one_in_its_district_and_in_its_province():
    district = place("Tadilo", id=None, lat=36.0, lon=43.0, precision=3, path=("Freedonia", "Northland", "Westland"))
    province = place("Tadilo", id=None, lat=36.3, lon=43.4, precision=4, path=("Freedonia", "Northland"))
    told = [claim(report=r, low=10, place=p, date="2016-11-02") for r, p in (("a", district), ("b", province))]
    assert compare_spots(make_spot(district), make_spot(province)) == "same"
    assert len(link(told, [report("a"), report("b")]).incidents) == 1


def test_a_province_and_its_town_are_one_place_for_one_day():
    town = place("Alphaville", path=("Freedonia", "Northland"))
    province = place("Northland", path=("Freedonia",), precision=4)
    quote = "Warplanes bombed a bakery, killing 14 people who queued for bread."
    told = [
        claim(report=r, place=p, date="2016-11-02", low=14, means="explosive", quote=quote)
        for r, p in (("a", town), ("b", province))
    ]
    assert len(link(told, [report("a"), report("b")]).incidents) == 1


def test_period_totals_rates_stocks_and_flows_are_in_no_incident():
    told = [claim(measure=kind, place="Alphaville", date="2016-11-02") for kind in ("period_total", "rate", "stock", "flow")]
    links = link(told, [report()])
    assert links.incidents == () and links.unlinked == ()


def test_what_is_feared_or_habitual_is_in_no_incident():
    told = [
        claim(modality=m, place="Alphaville", date="2016-11-02")
        for m in ("feared", "habitual", "hypothetical", "future", "threatened")
    ]
    assert link(told, [report()]).incidents == ()


def test_a_claim_with_neither_place_nor_date_is_unlinked():
    lost, told = claim(report="a", low=9), claim(report="b", place="Alphaville", date="2016-11-02")
    links = link([lost, told], [report("a"), report("b")])
    assert links.unlinked == (lost.id,)
    assert group_of(links, lost) is None


def test_a_claim_without_place_joins_the_happening_around_it():
    first = claim(place="Alphaville", date="2016-11-02", quote=MOSQUE)
    bare = claim(harm="injured", low=5, start=120, quote="Five more were wounded.")
    links = link([first, bare], [report()])
    assert group_of(links, bare) == {first.id, bare.id}


def test_a_denial_joins_the_incident_that_it_denies_and_makes_none_alone():
    told = claim(report="a", place="Alphaville", date="2016-11-02", means="explosive", quote=MOSQUE)
    denial = claim(report="b", modality="denied", place="Alphaville", date="2016-11-02", means="explosive", quote=MOSQUE)
    assert group_of(link([told, denial], [report("a"), report("b")]), denial) == {told.id, denial.id}
    assert link([denial], [report("b")]).incidents == ()


def test_an_old_happening_retold_belongs_to_the_old_incident():
    old = claim(report="a", place="Alphaville", date="2016-05-02", means="explosive", low=30)
    new = claim(report="b", place="Alphaville", date="2016-11-02", means="explosive", low=4)
    retold = claim(report="b", place="Alphaville", date="2016-05-02", low=30, start=300, background=True, means="explosive")
    links = link([old, new, retold], [report("a"), report("b")])
    assert group_of(links, retold) == {old.id, retold.id}
    assert group_of(links, new) == {new.id}


def test_a_report_may_tell_two_incidents_of_one_day():
    one = claim(place=place("Alphaville", lat=36.0, lon=43.0), date="2016-11-02", low=3)
    other = claim(place=place("Betatown", lat=34.0, lon=41.0), date="2016-11-02", low=8, start=200)
    assert len(link([one, other], [report()]).incidents) == 2


def test_what_one_report_tells_apart_is_never_one_incident():
    quote = "In a separate attack on the bakery, two people were killed."
    first = claim(place="Alphaville", date="2016-11-02", low=2)
    second = claim(place="Alphaville", date="2016-11-02", low=2, start=200, quote=quote)
    links = link([first, second], [report()])
    assert len(links.incidents) == 2


def test_a_same_judgement_joins_what_nothing_else_would():
    one = claim(report="a", place="Alphaville", date="2016-11-02")
    other = claim(report="b", place="Betatown", date="2019-01-01", low=90)
    links = link([one, other], [report("a"), report("b")], [judgement("same", one.id, other.id)])
    assert group_of(links, one) == {one.id, other.id}


def test_a_different_judgement_parts_what_a_report_tells_as_one():
    one = claim(place="Alphaville", date="2016-11-02", quote=MOSQUE)
    other = claim(harm="injured", low=7, place="Alphaville", date="2016-11-02", quote=MOSQUE)
    links = link([one, other], [report()], [judgement("different", one.id, other.id)])
    assert group_of(links, one) != group_of(links, other)


def test_of_two_judgements_about_one_pair_the_later_holds():
    one = claim(report="a", place="Alphaville", date="2016-11-02")
    other = claim(report="b", place="Betatown", date="2019-01-01", low=90)
    decided = [judgement("same", one.id, other.id), judgement("different", one.id, other.id, at="2021-01-01T00:00:00Z")]
    assert len(link([one, other], [], decided).incidents) == 2


def test_a_judgement_may_name_incidents():
    one = claim(report="a", place="Alphaville", date="2016-11-02")
    other = claim(report="b", place="Betatown", date="2019-01-01", low=90)
    before = link([one, other], []).incidents
    after = link([one, other], [], [judgement("same", *(i.id for i in before))], before)
    assert len(after.incidents) == 1
    assert after.moved == {i.id: after.incidents[0].id for i in before if i.id != after.incidents[0].id}


def test_a_report_is_about_the_happening_with_most_of_its_own_claims():
    main = [claim(place="Alphaville", date="2016-11-02", start=s, low=n) for s, n in ((0, 3), (60, 3))]
    old = claim(place="Betatown", date="2016-01-02", low=50, start=400, background=True)
    links = link([*main, old], [report()])
    about = find_main_incident("r1", links, [*main, old])
    assert about == next(i.id for i in links.incidents if main[0].id in i.claims)
    assert find_main_incident("r2", links, main) is None


def test_a_link_can_be_said_in_one_sentence():
    one, other = (claim(report=r, place="Alphaville", date="2016-11-02", low=12, means="explosive") for r in "ab")
    said = say_link(one, other)
    assert "the same place" in said and "the same day" in said and "the same number" in said
    assert said.count(". ") == 0 and said.endswith(".")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (12, 12, "the same number (12 killed)"),
        (9, None, "numbers that leave room for one (12 killed / at least 9 killed)"),
        (900, 900, "the numbers differ widely (12 killed / 900 killed)"),
    ],
)
def test_a_link_calls_the_same_only_what_is_the_same_number(low: int, high: int | None, said: str):
    one, other = (claim(report=r, place="Alphaville", date="2016-11-02", low=12) for r in "ab")
    count = replace(other.count, low=low, high=high, bound="exact" if high else "at_least")
    told = say_link(one, replace(other, count=count))
    assert said in told and (said.startswith("the same number") or "the same number" not in told)


def test_two_spellings_of_an_unknown_village_are_one_place():
    one, other = (
        claim(report=r, place=place(n, id=None, path=()), date=day(), low=3, quote=MOSQUE)
        for r, n in (("a", "Tadil"), ("b", "Al-Tadel"))
    )
    assert len(link([one, other], []).incidents) == 1


def test_no_claims_make_no_incidents():
    assert link([], []).incidents == ()


def test_a_thousand_claims_in_one_report_take_a_moment_only():
    rng = random.Random(4)
    told = [
        claim(id=f"c{n:05}", start=n * 100, low=rng.randrange(9), place=f"Town{n % 90}", date="2016-11-02") for n in range(1000)
    ]
    assert len(link(told, [report()]).incidents) >= 90


def test_reports_without_days_that_one_publisher_numbered_together_are_one_incident():
    urls = ["https://wire.example/en/262586/", "https://wire.example/en/262536/"]
    far = "https://wire.example/en/195000/"
    quote = "Artillery fire on the town killed civilians."
    told = [claim(report=r, place="Alphaville", low=n, quote=quote) for r, n in (("a", 14), ("b", 15))]
    near = link(told, [report("a", url=urls[0]), report("b", url=urls[1])])
    apart = link(told, [report("a", url=urls[0]), report("b", url=far)])
    assert (len(near.incidents), len(apart.incidents)) == (1, 2)


def test_what_reports_are_about_is_joined_before_what_they_mention():
    quote = "Warplanes bombed a bakery in Alphaville, killing people who queued for bread."
    mains = [claim(report=r, place="Alphaville", date="2016-11-02", low=12, means="explosive", quote=quote) for r in "ab"]
    beside = claim(
        report="b",
        place="Alphaville",
        date="2016-11-03",
        low=12,
        start=400,
        means="explosive",
        quote="Another raid killed 12 there.",
    )
    links = link([*mains, beside], [report("a"), report("b")])
    assert group_of(links, mains[0]) == {mains[0].id, mains[1].id}


def test_what_a_publisher_writes_under_every_report_ties_no_two_places():
    foot = "This violates resolutions 2139 and 2254, which forbid displacing, compensate nobody and tear ligaments of testimony."
    texts = {r: f"Shells killed one person in {town}.\n\n{foot}" for r, town in (("a", "Alphaville"), ("b", "Gammaburg"))}
    far = {"a": place("Alphaville", lat=36.0, lon=43.0), "b": place("Gammaburg", lat=34.0, lon=41.0)}
    one, other = (claim(report=r, low=1, place=far[r], quote=texts[r].split("\n")[0]) for r in "ab")
    own = [report(r, texts[r] + " It names Alphaville and Gammaburg.", source="Rights Watchers") for r in "ab"]
    others = [replace(r, source=f"Paper {r.id}") for r in own]
    assert "same rare" in say_link(one, other, others) and "same rare" not in say_link(one, other, own)
