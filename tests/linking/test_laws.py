"""Laws that hold for any claims, checked on claims drawn from a small world in which most things nearly agree."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from civharm.linking import LinkState, link
from civharm.linking.incidents import make_incident
from civharm.model import Claim, make_report
from factory import claim, judgement, place

TOWNS = [
    place("Alphaville", lat=36.0, lon=43.0),
    place("Betatown", lat=36.02, lon=43.03),
    place("Gammaburg", lat=34.0, lon=41.0),
    place("Northland", precision=4, path=("Freedonia",)),
    None,
]
DAYS = ["2016-11-02", "2016-11-03", "2016-12-24", None]
QUOTES = [
    "Warplanes bombed a crowded bakery in the old quarter, killing people who queued for bread.",
    "Gunmen opened fire on mourners who followed a coffin to the cemetery.",
    "People were killed.",
]
PUBLISHERS = [("AFP", "2016-11-03"), ("Agence France-Presse", None), (None, "2016-11-04"), ("Reuters", "2016-12-25"), (None, None)]
REPORTS = [
    make_report(f"r{n}", f"Text {n}.\n\nBody of report {n}.", source=source, published_on=day)
    for n, (source, day) in enumerate(PUBLISHERS)
]
SPEAKERS = [(), ("the Northland Health Office",), ("Reuters",)]


@st.composite
def claims(draw: st.DrawFn, most: int = 9) -> list[Claim]:
    made = []
    for at in range(draw(st.integers(1, most))):
        made.append(
            claim(
                f"c{at:02}",
                report=draw(st.sampled_from(REPORTS)).id,
                start=100 * draw(st.integers(0, 5)),
                harm=draw(st.sampled_from(["killed", "injured"])),
                low=draw(st.sampled_from([1, 3, 12, 13])),
                place=draw(st.sampled_from(TOWNS)),
                date=draw(st.sampled_from(DAYS)),
                quote=draw(st.sampled_from(QUOTES)),
                means=draw(st.sampled_from(["explosive", "small_arms", None])),
                speakers=draw(st.sampled_from(SPEAKERS)),
                background=draw(st.integers(0, 5)) == 0,
                modality=draw(st.sampled_from(["occurred", "occurred", "occurred", "denied", "feared"])),
                measure=draw(st.sampled_from(["incident", "incident", "incident", "period_total"])),
            )
        )
    return made


def groups(links):
    return sorted(incident.claims for incident in links.incidents)


def home(links):
    return {c: incident.id for incident in links.incidents for c in incident.claims}


@settings(deadline=None)
@given(claims(), st.randoms(use_true_random=False))
def test_order_does_not_matter(told, rng: random.Random):
    shuffled, reports = list(told), list(REPORTS)
    rng.shuffle(shuffled)
    rng.shuffle(reports)
    assert link(shuffled, reports) == link(told, REPORTS)


@settings(deadline=None)
@given(claims())
def test_every_claim_is_in_one_incident_or_alone_and_totals_in_none(told):
    links = link(told, REPORTS)
    placed = [c for incident in links.incidents for c in incident.claims] + list(links.unlinked)
    assert sorted(placed) == sorted(c.id for c in told if c.measure.kind == "incident" and c.modality in ("occurred", "denied"))


@settings(deadline=None)
@given(claims())
def test_every_claim_of_an_incident_has_one_origin(told):
    for incident in link(told, REPORTS).incidents:
        assert sorted(c for origin in incident.origins for c in origin.claims) == sorted(incident.claims)
        assert 1 <= incident.voices.texts <= incident.voices.addresses
        assert incident.voices.origins == len(incident.origins)


@settings(deadline=None)
@given(claims(), st.data())
def test_a_different_judgement_is_never_crossed_and_a_same_one_always_kept(told, data):
    ids = [c.id for c in told if c.measure.kind == "incident" and c.modality == "occurred"]
    if len(ids) < 2:
        return
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    apart = data.draw(st.lists(pair, max_size=3))
    same = [data.draw(pair) for _ in range(data.draw(st.integers(0, 1)))]
    same = [p for p in same if set(p) not in [set(q) for q in apart]]
    decided = [judgement("different", *p) for p in apart] + [judgement("same", *p) for p in same]
    found = home(link(told, REPORTS, decided))
    for one, other in apart:
        assert found.get(one, one) != found.get(other, other)
    for one, other in same:
        assert found.get(one) == found.get(other)


@settings(deadline=None)
@given(claims(), st.data())
def test_merge_then_split_restores(told, data):
    before = link(told, REPORTS)
    if len(before.incidents) < 2:
        return
    one, other = data.draw(st.permutations(before.incidents))[:2]
    occurred = {c.id for c in told if c.modality == "occurred"}
    pair = (min(set(one.claims) & occurred), min(set(other.claims) & occurred))
    same = judgement("same", *pair)
    merged = link(told, REPORTS, [same], before.incidents)
    split = judgement("different", *pair, at="2021-01-01T00:00:00Z", supersedes=same.id)
    restored = link(told, REPORTS, [same, split], merged.incidents)
    assert groups(restored) == groups(before)


@settings(deadline=None)
@given(claims())
def test_ids_stay_where_nothing_changes(told):
    first = link(told, REPORTS)
    assert link(told, REPORTS, (), first.incidents) == first


@settings(deadline=None)
@given(claims(), st.integers(0, 8))
def test_what_was_moved_leads_to_what_is_alive(told, cut):
    first = link(told[cut:], REPORTS)
    second = link(told, REPORTS, (), first.incidents)
    alive = {incident.id for incident in second.incidents}
    assert {i.id for i in first.incidents} <= alive | set(second.moved)
    assert not alive & set(second.moved)
    assert all(end is None or end in alive for end in second.moved.values())
    assert len(alive) == len(second.incidents)


@settings(deadline=None)
@given(claims(), st.data())
def test_a_copy_adds_no_voice(told, data):
    for incident in link(told, REPORTS).incidents:
        copied_from = data.draw(st.sampled_from(sorted({c.report for c in told if c.id in incident.claims})))
        of_report = [c for c in told if c.report == copied_from]
        original = next(r for r in REPORTS if r.id == of_report[0].report)
        copy = replace(original, id="copy", source="Another Outlet")
        copied = [replace(c, id=f"copy-{c.id}", report="copy") for c in of_report]
        own = [c for c in told if c.id in incident.claims]
        taken = [c for c in copied if c.id.removeprefix("copy-") in incident.claims]
        known = {r.id: r for r in REPORTS} | {"copy": copy}
        after = make_incident([*own, *taken], known).voices
        assert (after.texts, after.origins) == (incident.voices.texts, incident.voices.origins)
        assert after.addresses == incident.voices.addresses + 1


@settings(deadline=None)
@given(claims(14), st.integers(1, 13))
def test_adding_gives_what_a_full_run_gives(told, cut):
    state = LinkState()
    early = state.add(told[:cut], REPORTS)
    assert state.add(told[cut:]) == link(told, REPORTS, (), early.incidents)


@settings(deadline=None)
@given(claims(12), st.integers(1, 11), st.data())
def test_adding_under_judgements_gives_what_a_full_run_gives(told, cut, data):
    pair = st.tuples(st.sampled_from(told), st.sampled_from(told)).filter(lambda p: p[0].id != p[1].id)
    decided = [judgement(data.draw(st.sampled_from(["same", "different"])), *(c.id for c in data.draw(pair))) for _ in range(2)]
    state = LinkState(decided)
    early = state.add(told[:cut], REPORTS)
    assert state.add(told[cut:]) == link(told, REPORTS, decided, early.incidents)
