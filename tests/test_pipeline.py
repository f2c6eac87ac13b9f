from __future__ import annotations

import itertools

import pytest

from civharm import derive
from civharm.model import Claim, Release, make_report
from civharm.pipeline import Reading, derive_release, name_reader, read_report, read_reports
from corpus import BLAST, TEXTS, copy_of, reports
from factory import judgement


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return [claim for _, found in read_reports(reports()) for claim in found]


@pytest.fixture(scope="module")
def release(claims) -> Release:
    return derive_release(reports(), claims)


def incident_of(release: Release, place: str):
    return next(i for i in release.incidents if i.place is not None and i.place.name == place)


def test_rival_figures_of_one_happening_are_one_incident_with_both_in_its_range(release) -> None:
    incident = incident_of(release, "Taiz")
    killed = next(t for t in incident.tallies if t.harm == "killed" and t.victims == "all")
    assert incident.voices.origins == 2
    assert killed.low == 9 and killed.high in (None, 12)


def test_a_rival_figure_far_lower_is_still_of_the_same_place_day_and_means() -> None:
    ministry = make_report(
        "b.txt", TEXTS["b.txt"].replace("nine people", "five people"), source="Wire b", published_on="2016-12-01"
    )
    assert len(derive([reports()[0], ministry]).incidents) == 1


def test_happenings_in_other_places_are_other_incidents(release) -> None:
    assert len({i.place.name for i in release.incidents if i.place}) == len(release.incidents) == 3


def test_every_tally_lists_claims_that_the_release_holds(release) -> None:
    ids = {claim.id for claim in release.claims}
    for tally in (t for i in release.incidents for t in i.tallies):
        assert set(tally.used) | {left.claim for left in tally.left_out} <= ids
        assert tally.low is None or tally.high is None or tally.low <= tally.high


def test_a_copy_adds_no_voice(claims, release) -> None:
    copy = copy_of(reports()[0])
    with_copy = derive_release([*reports(), copy], [*claims, *read_report(copy)])
    before, after = incident_of(release, "Taiz"), incident_of(with_copy, "Taiz")
    assert (after.voices.texts, after.voices.origins) == (before.voices.texts, before.voices.origins)
    assert after.voices.addresses == before.voices.addresses + 1
    assert [(t.harm, t.victims, t.low, t.best, t.high) for t in after.tallies] == [
        (t.harm, t.victims, t.low, t.best, t.high) for t in before.tallies
    ]


def test_the_order_of_reports_does_not_matter(claims, release) -> None:
    for order in itertools.permutations(reports()):
        shuffled = [claim for report in order for claim in claims if claim.report == report.id]
        assert derive_release(order, shuffled) == release


def test_derive_is_the_verbs_in_a_row(release) -> None:
    assert derive(reports()) == release
    assert derive(list(reversed(reports()))) == release


def test_an_incident_keeps_its_id_when_a_report_is_added(claims) -> None:
    some = derive_release(reports()[:1], [c for c in claims if c.report == "a.txt"])
    more = derive_release(reports(), claims, previous=some)
    assert incident_of(more, "Taiz").id == incident_of(some, "Taiz").id


def test_a_rejected_claim_counts_no_more(claims, release) -> None:
    wrong = next(c for c in claims if c.count.low == 12)
    without = derive_release(reports(), claims, [judgement("reject", wrong.id)])
    assert wrong.id not in {id for i in without.incidents for t in i.tallies for id in t.used}
    assert without.version != release.version


def test_no_reports_make_an_empty_release() -> None:
    empty = derive([])
    assert (empty.reports, empty.claims, empty.incidents, empty.series) == ((), (), (), ())
    assert empty.version == derive([]).version


def test_reports_come_back_in_their_order_and_each_is_told() -> None:
    told: list[int] = []
    found = list(read_reports(reports()[::-1], Reading("rules"), done=lambda: told.append(1)))
    assert [report.id for report, _ in found] == ["d.txt", "c.txt", "b.txt", "a.txt"]
    assert len(told) == 4


def test_a_reader_is_named_by_all_that_decides_how_it_reads(tmp_path) -> None:
    places = tmp_path / "places.csv"
    places.write_text("name,lat,lon\nAlphaville,1,2\n", encoding="utf-8")
    names = [name_reader(Reading()), name_reader(Reading("rules")), name_reader(Reading(places=places))]
    assert len(set(names)) == 3
    assert name_reader(Reading()) == names[0]
    places.write_text("name,lat,lon\nAlphaville,1,3\n", encoding="utf-8")
    assert name_reader(Reading(places=places)) != names[2]


def test_a_claim_is_located_where_and_when_the_sentence_says() -> None:
    killed = read_report(make_report("r", BLAST))[0]
    assert killed.place is not None and killed.date is not None
    assert (killed.place.name, killed.date.from_on, killed.date.to_on) == ("Taiz", "2015-05-03", "2015-05-03")
