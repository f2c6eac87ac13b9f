"""The incident's page, "same" and "different", the grade with its reason; the queue's filters; the search."""

from __future__ import annotations

import re
from typing import Any

import pytest

from civharm.reviewing.queue import REASONS
from civharm.web.filters import Filters
from civharm.web.finding import make_match, make_pieces
from civharm.web.rendering import link
from web.conftest import Room
from web.making import ARABIC, ORIGIN, Browser, find_fields


def first_incident(room: Room) -> str:
    return max(room.desk.derived.release()[0].incidents, key=lambda i: len(i.claims)).id


def test_an_incident_shows_its_claims_tallies_and_contradictions(room: Room) -> None:
    page = room.browser.get(f"/incidents/{first_incident(room)}").text
    assert "Numbers, by each rule" in page and "After UCDP" in page
    assert "Where the reports contradict each other" in page and "Claims, by origin" in page


def test_a_rejected_claim_leaves_the_tallies_at_once(room: Room) -> None:
    incident = first_incident(room)
    used = {c for i in room.desk.derived.release()[0].incidents for t in i.tallies for c in t.used}
    room.browser.decide(room.claims[0].id, "reject")
    after = {c for i in room.desk.derived.release()[0].incidents for t in i.tallies for c in t.used}
    assert room.claims[0].id in used and room.claims[0].id not in after
    assert room.browser.get(f"/incidents/{incident}").status_code == 200


def arrange(room: Room, incident: str, **fields: str) -> Any:
    """Look at the preview, then do what it says."""
    shown = room.browser.get(link(f"/incidents/{incident}/preview", fields))
    assert shown.status_code == 200, shown.text
    action = f"/incidents/{incident}/arrange"
    return room.browser.post(action, find_fields(shown.text, action) | {"why": "two markets"})


def list_homes(room: Room) -> dict[str, str]:
    return {claim: incident.id for incident in room.desk.derived.release()[0].incidents for claim in incident.claims}


def test_a_preview_says_what_would_change_and_saves_nothing(room: Room) -> None:
    incident, before = first_incident(room), list_homes(room)
    one = next(claim for claim, home in before.items() if home == incident)
    page = room.browser.get(f"/incidents/{incident}/preview?deed=split&claim_{one}=on").text
    assert "What would change" in page and "Claims that move" in page and "Numbers that change" in page
    assert re.search(r"\d+ decisions? on pairs of claims would be saved", page)
    assert room.store.judgements() == () and list_homes(room) == before


def test_a_split_parts_an_incident_and_one_undo_joins_it_again(room: Room) -> None:
    incident, before = first_incident(room), list_homes(room)
    members = [claim for claim, home in before.items() if home == incident]
    assert arrange(room, incident, deed="split", **{f"claim_{c}": "on" for c in members[:2]}).status_code == 303
    homes = list_homes(room)
    assert homes[members[0]] == homes[members[1]] and len({homes[c] for c in members}) == 2
    assert {homes[c] for c in members[2:]}.isdisjoint({homes[members[0]]})
    room.browser.undo()
    assert list_homes(room) == before
    assert {j.why for j in room.store.judgements() if j.kind == "different"} == {"two markets"}


def test_a_merge_joins_two_incidents_whole(room: Room) -> None:
    incident = first_incident(room)
    members = [claim for claim, home in list_homes(room).items() if home == incident]
    arrange(room, incident, deed="split", **{f"claim_{c}": "on" for c in members[:2]})
    homes = list_homes(room)
    one, other = homes[members[-1]], homes[members[0]]
    assert arrange(room, one, deed="merge", elsewhere=f"{ORIGIN}/incidents/{other}#claims").status_code == 303
    assert len({list_homes(room)[claim] for claim in members}) == 1


def test_incidents_kept_apart_stay_apart(room: Room) -> None:
    incident = first_incident(room)
    members = [claim for claim, home in list_homes(room).items() if home == incident]
    arrange(room, incident, deed="split", **{f"claim_{members[0]}": "on"})
    homes = list_homes(room)
    assert arrange(room, homes[members[1]], deed="apart", elsewhere=members[0]).status_code == 303
    homes = list_homes(room)
    assert homes[members[0]] != homes[members[1]]


def test_a_preview_that_is_out_of_date_does_nothing_and_is_shown_anew(room: Room) -> None:
    incident, before = first_incident(room), list_homes(room)
    members = [claim for claim, home in before.items() if home == incident]
    action = f"/incidents/{incident}/arrange"
    shown = room.browser.get(f"/incidents/{incident}/preview?deed=split&claim_{members[0]}=on")
    Browser(room.app, room.sessions, "B. Recorder").decide(members[1], "accept")
    answer = room.browser.post(action, find_fields(shown.text, action) | {"why": "my reason"})
    assert (
        answer.status_code == 409 and "Somebody decided on these incidents meanwhile" in answer.text and "my reason" in answer.text
    )
    assert [j.kind for j in room.store.judgements()] == ["accept"]
    assert room.browser.post(action, find_fields(answer.text, action)).status_code == 303


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"deed": "split"}, "tick the claims"), ({"deed": "merge"}, "name another incident"), ({"deed": "same"}, "at least two"),
        ({"deed": "merge", "elsewhere": "nothing"}, "name another incident"), ({"deed": "burn"}, "choose what"),
    ],
)  # fmt: skip
def test_a_deed_that_says_too_little_is_told(room: Room, fields: dict[str, str], told: str) -> None:
    incident = first_incident(room)
    answer = room.browser.get(link(f"/incidents/{incident}/preview", fields))
    assert answer.status_code == 422 and told in answer.text


def test_the_history_says_what_each_decision_changed(room: Room) -> None:
    incident = first_incident(room)
    largest = max(
        (c for c in room.claims if c.id in room.desk.derived.find_incident(incident).claims), key=lambda c: c.count.low or 0
    )  # type: ignore[union-attr]
    room.store.save_release(room.desk.derived.release()[0])
    room.browser.decide(largest.id, "reject", why="a copy of another war")
    saved = room.store.judgements()[-1]
    room.store.save_release(room.desk.derived.release()[0])
    page = room.browser.get(f"/incidents/{incident}/history").text
    assert "a copy of another war" in page and "what it changed" in page and "release <code>" in page
    step = room.browser.get(f"/incidents/{incident}/history?step={saved.id}").text
    assert "What this changed" in step and "to no incident" in step and "Numbers that change" in step
    assert room.browser.get(f"/incidents/{incident}/history?step=nothing").status_code == 404


def test_a_split_and_its_undo_are_one_step_each_of_the_history(room: Room) -> None:
    incident = first_incident(room)
    members = [claim for claim, home in list_homes(room).items() if home == incident]
    arrange(room, incident, deed="split", **{f"claim_{c}": "on" for c in members[:2]})
    room.browser.undo()
    page = room.browser.get(f"/incidents/{incident}/history").text
    assert len(room.store.judgements()) > 4
    assert page.count(">what it changed<") == 2 and "different happenings (1), same happening (" in page
    split = next(step for step in re.findall(r"step=([\w-]+)", page) if step.startswith("bulk-"))
    assert "Claims that move" in room.browser.get(f"/incidents/{incident}/history?step={split}").text


def test_an_incident_shows_how_and_where_it_was_told_beside_the_map(room: Room) -> None:
    page = room.browser.get(f"/incidents/{first_incident(room)}").text
    assert "How it was told" in page and "1 day later" in page and "no new voice" in page
    assert 'data-places="[{' in page and page.index('id="map"') < page.index('<table class="places">')
    assert "would make it Fair" in page


def test_a_grade_needs_a_reason_and_stands_before_the_rule(room: Room) -> None:
    incident = first_incident(room)
    action = f"/incidents/{incident}/grade"
    fields = room.browser.fields(f"/incidents/{incident}", action)
    assert room.browser.post(action, fields | {"value": "Confirmed", "why": " "}).status_code == 422
    assert room.browser.post(action, fields | {"value": "Confirmed", "why": "the party said so on the radio"}).status_code == 303
    grade = room.desk.derived.find_incident(incident).grade  # type: ignore[union-attr]
    assert grade is not None and grade.value == "Confirmed" and "the party said so on the radio" in grade.why
    stale = room.browser.post(action, fields | {"value": "Weak", "why": "I doubt it"})
    assert stale.status_code == 409 and "I doubt it" in stale.text


def test_filters_are_addresses_and_are_carried_to_the_next_claim(room: Room) -> None:
    answer = room.browser.get("/next?harm=killed&place=Alphaville")
    assert "harm=killed" in answer.headers["location"] and "place=Alphaville" in answer.headers["location"]
    claim = answer.headers["location"].split("/claims/")[1].split("?")[0]
    action = f"/claims/{claim}/correct"
    fields = room.browser.fields(answer.headers["location"], action)
    after = room.browser.post(action, fields | {"number": "5", "harm": "injured"})
    assert "harm=killed" in after.headers["location"] and "place=Alphaville" in after.headers["location"]


def test_the_queue_can_be_gone_through_to_its_end(room: Room) -> None:
    answer, seen = room.browser.get("/next"), []
    while answer.headers["location"].startswith("/claims/"):
        claim = answer.headers["location"].split("/claims/")[1].split("?")[0]
        seen.append(claim)
        answer = room.browser.decide(claim, "accept")
    assert sorted(seen) == sorted(c.id for c in room.claims)
    assert "That was the last one" in room.browser.get(answer.headers["location"]).text
    assert room.desk.index.count(Filters()) == 0


def test_two_people_are_not_sent_to_the_same_claim_unless_none_is_left(room: Room) -> None:
    other = Browser(room.app, room.sessions, "B. Recorder")
    seen: list[str] = []
    for browser in (room.browser, other):
        place = browser.get("/next").headers["location"]
        browser.get(place)
        seen.append(place)
    assert seen[0] != seen[1]
    for claim in room.claims[:9:3]:  # all of one publisher but the last
        room.browser.decide(claim.id, "accept")
    last = [browser.get("/next?source=Paper 0").headers["location"] for browser in (room.browser, other)]
    assert all(room.claims[9].id in place for place in last)


def test_the_counts_by_reason_are_those_of_the_lists(room: Room) -> None:
    counts = room.desk.index.count_reasons()
    assert {reason: room.desk.index.count(Filters(reason=reason)) for reason in REASONS} == counts
    assert counts["contradictory"] > 0 and counts["unseen"] == len(room.claims)


def test_a_filter_that_nobody_offers_lets_nothing_strange_through(room: Room) -> None:
    assert room.browser.get("/queue?place=' OR 1=1 --").status_code == 200
    assert room.desk.index.count(Filters(place="' OR 1=1 --")) == 0


def test_a_search_finds_quotes_reports_places_and_actors(room: Room) -> None:
    for words, kind in [
        ("shelling alphav", "report"),
        ("rescuers", "report"),
        ("party p", "claim"),
        ("freedonia", ""),
        ("سوق", "claim"),
    ]:
        hits, total = room.desk.index.search(words, kind)
        assert total > 0, words
        assert all(hit.kind == kind for hit in hits if kind)


def test_a_search_marks_what_was_looked_for(room: Room) -> None:
    hit = room.desk.index.search("rescuers", "report")[0][0]
    pieces = make_pieces(room.desk.reports[hit.id].text, "rescuers")
    assert [piece for piece, found in pieces if found] == ["Rescuers"]
    assert '<mark class="count">Rescuers</mark>' in room.browser.get("/search?q=rescuers&kind=report").text


def test_a_search_of_signs_is_no_error(room: Room) -> None:
    for words in ('"', "AND OR NOT", "a* -b (c", "NEAR(", "'", "\x00", "words:x", ""):
        assert (
            room.browser.get(
                "/search",
            ).status_code
            == 200
        )
        assert isinstance(room.desk.index.search(words)[1], int)
    assert make_match('"') == ""


def test_arabic_text_keeps_its_own_direction_and_language(room: Room) -> None:
    page = room.browser.get(f"/claims/{room.claims[-1].id}").text
    assert 'dir="auto" lang="ar"' in page and ARABIC[5:7] in page
    assert '<mark class="count">12</mark>' in page


def test_unknown_addresses_are_told(room: Room) -> None:
    for path in ("/claims/nothing", "/reports/nothing", "/incidents/nothing", "/nothing"):
        answer = room.browser.get(path)
        assert answer.status_code == 404 and "There is no such" in answer.text
