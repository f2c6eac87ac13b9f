"""A person's decisions: what is saved, what is told, what is refused, and how each is taken back."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from civharm.model import to_json
from civharm.reviewing import review
from civharm.reviewing.log import Log
from civharm.reviewing.versions import see
from civharm.web.desk import Desk
from civharm.web.filters import Filters
from web.conftest import Room
from web.making import Browser, find_fields, make_nouns, make_office, open_desk, renumber


def test_accept_is_one_request_and_goes_on_to_the_next_claim(room: Room) -> None:
    first = room.desk.index.list_rows(Filters())[0].id
    answer = room.browser.decide(first, "accept")
    assert answer.status_code == 303 and answer.headers["location"].startswith("/claims/")
    page = room.browser.get(answer.headers["location"]).text
    assert "Saved –" in page and "accepted" in page
    judgement = room.store.judgements()[-1]
    assert (judgement.kind, judgement.about, judgement.by) == ("accept", (first,), "A. Recorder")
    assert judgement.text and judgement.report_sha256 and judgement.before


def test_a_page_says_saved_of_nothing_that_is_not_in_the_log(room: Room) -> None:
    assert "Saved" not in room.browser.get("/queue?saved=0123456789abcdef").text


def test_a_decided_claim_leaves_the_queue_and_an_undo_brings_it_back(room: Room) -> None:
    claim = room.claims[3].id
    before = room.desk.index.count(Filters())
    room.browser.decide(claim, "reject", why="a copy of an old report")
    assert room.desk.index.count(Filters()) == before - 1
    assert room.desk.see(claim).claim is None  # type: ignore[union-attr]
    answer = room.browser.undo()
    assert answer.status_code == 303
    assert "taken back: rejected" in room.browser.get("/decisions").text
    assert room.desk.index.count(Filters()) == before
    assert room.desk.see(claim).claim == room.claims[3]  # type: ignore[union-attr]
    assert [j.kind for j in room.store.judgements()] == ["reject", "note"]


def test_a_number_is_corrected_by_typing_it(room: Room) -> None:
    claim = room.claims[1]
    assert room.browser.decide(claim.id, "correct", number="at least 7").status_code == 303
    standing = room.desk.see(claim.id).claim  # type: ignore[union-attr]
    assert standing is not None and (standing.count.low, standing.count.high, standing.count.bound) == (7, None, "at_least")
    assert standing.count.text == claim.count.text and standing.place == claim.place
    assert set(room.store.judgements()[-1].after or {}) == {"count"}


def test_corrections_add_up(room: Room) -> None:
    claim = room.claims[1].id
    room.browser.decide(claim, "correct", number="7")
    room.browser.decide(claim, "correct", status="civilian")
    standing = room.desk.see(claim).claim  # type: ignore[union-attr]
    assert standing is not None and (standing.count.low, standing.victims.status) == (7, "civilian")


def test_a_place_actor_and_day_are_corrected_or_taken_away(room: Room) -> None:
    claim = room.claims[2].id
    room.browser.decide(claim, "correct", place="Betatown", actor="", **{"from": "2016-05-04", "to": ""})
    standing = room.desk.see(claim).claim  # type: ignore[union-attr]
    assert standing is not None and standing.place is not None and standing.date is not None
    assert (standing.place.name, standing.place.id, standing.place.text, standing.actor) == ("Betatown", None, "Alphaville", None)
    assert (standing.date.from_on, standing.date.to_on, standing.date.precision) == ("2016-05-04", "2016-05-04", 1)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"number": "a crowd"}, "is no number"), ({"number": "9-3"}, "the larger one"), ({"from": "3 May"}, "type days as"),
        ({}, "nothing was changed"), ({"place": "x" * 600}, "longer than"),
        ({"number": "9999999999"}, "is no number"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_and_the_form_is_kept(room: Room, fields: dict[str, str], told: str) -> None:
    answer = room.browser.decide(room.claims[1].id, "correct", why="my reason", **fields)
    assert answer.status_code == 422 and told in answer.text and "my reason" in answer.text
    assert all(value in answer.text for value in fields.values())
    assert room.store.judgements() == ()


def test_a_value_that_is_none_of_its_slot_s_is_refused(room: Room) -> None:
    answer = room.browser.decide(room.claims[1].id, "correct", harm="annoyed")
    assert answer.status_code == 422 and "not one of" in answer.text and room.store.judgements() == ()


def test_a_save_on_an_older_version_shows_both_and_keeps_the_form(room: Room) -> None:
    claim = room.claims[5]
    action = f"/claims/{claim.id}/correct"
    old = room.browser.fields(f"/claims/{claim.id}", action)
    other = Browser(room.app, room.sessions, "B. Recorder")
    other.decide(claim.id, "correct", number="70", why="the second list says so")
    answer = room.browser.post(action, old | {"number": "80", "why": "I counted"})
    assert answer.status_code == 409
    assert "7 killed" in answer.text and "70 killed" in answer.text and "B. Recorder" in answer.text
    assert 'value="80"' in answer.text and "I counted" in answer.text
    assert len(room.store.judgements()) == 1
    again = room.browser.post(action, find_fields(answer.text, action))
    assert again.status_code == 303
    assert room.desk.see(claim.id).claim.count.low == 80  # type: ignore[union-attr]


def test_the_same_decision_sent_twice_is_saved_once(room: Room) -> None:
    claim = room.claims[5].id
    action = f"/claims/{claim}/decide"
    fields = room.browser.fields(f"/claims/{claim}", action) | {"kind": "accept"}
    assert [room.browser.post(action, fields).status_code for _ in range(2)] == [303, 303]
    assert len(room.store.judgements()) == 1


def test_an_undo_is_refused_where_somebody_else_decided_since(room: Room) -> None:
    claim = room.claims[5].id
    room.browser.decide(claim, "reject")
    Browser(room.app, room.sessions, "B. Recorder").decide(claim, "dispute")
    answer = room.browser.undo()
    assert answer.status_code == 409
    told = " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())
    assert "B. Recorder decided on the same claim after you" in told and "nothing was changed" in told
    assert "rejected by A. Recorder" in told and "disputed by B. Recorder" in told
    assert f'href="/claims/{claim}"' in answer.text
    assert [j.kind for j in room.store.judgements()] == ["reject", "dispute"]


def test_an_undo_of_several_says_how_many_were_saved_together_and_undoes_none(room: Room) -> None:
    ids = [claim.id for claim in room.claims[:3]]
    versions = {f"claim_{id}": room.desk.see(id).version for id in ids}  # type: ignore[union-attr]
    csrf = room.browser.fields("/account", "/leave")["csrf"]
    assert room.browser.post("/queue/decide", {"csrf": csrf, "kind": "accept"} | versions).status_code == 303
    Browser(room.app, room.sessions, "B. Recorder").decide(ids[1], "reject")
    answer = room.browser.undo()
    assert answer.status_code == 409 and "one of 3 decisions" in answer.text and len(room.store.judgements()) == 4


def test_an_undo_of_a_grade_that_somebody_changed_leads_to_the_incident(room: Room) -> None:
    incident = room.desk.derived.release()[0].incidents[0].id
    for browser, value in ((room.browser, "Weak"), (Browser(room.app, room.sessions, "B. Recorder"), "Fair")):
        fields = browser.fields(f"/incidents/{incident}", f"/incidents/{incident}/grade")
        assert browser.post(f"/incidents/{incident}/grade", fields | {"value": value, "why": "so it is"}).status_code == 303
    answer = room.browser.undo()
    assert answer.status_code == 409 and f"/incidents/{incident}" in answer.text and "graded by" in answer.text


def test_a_report_s_words_make_the_claim_that_the_reader_missed(room: Room) -> None:
    fields = room.browser.fields("/reports/r4", "/reports/r4/add")
    words = {"victims": "At least 30 others", "trigger": "wounded", "harm": "injured", "speaker": "the Northland Health Office"}
    answer = room.browser.post("/reports/r4/add", fields | words)
    assert answer.status_code == 303, answer.text
    judgement = room.store.judgements()[-1]
    added = room.desk.see(judgement.about[0]).claim  # type: ignore[union-attr]
    assert added is not None and judgement.kind == "add"
    text = room.reports[4].text
    assert (added.harm, added.count.low, added.count.high, added.count.bound) == ("injured", 30, None, "at_least")
    assert all(text[s.start : s.end] == s.text for s in (added.quote, added.trigger, added.victims, added.count, added.speakers[0]))  # type: ignore[misc]
    assert added.quote.text == "At least 30 others were wounded, it added."
    assert added.made_by == "A. Recorder"
    assert "At least 30 others" in room.browser.get("/reports/r4").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"victims": ""}, "mark or type the words"), ({"victims": "40 others"}, "does not hold the words"),
        ({"victims": "day"}, " times;"), ({"victims": "Rescuers", "harm": "killed"}, "type the number"), ({"victims": "Rescuers"}, "choose the harm"), ({"harm": "annoyed"}, "choose one of"),
    ],
)  # fmt: skip
def test_words_that_make_no_claim_are_told_and_the_form_is_kept(room: Room, fields: dict[str, str], told: str) -> None:
    typed = room.browser.fields("/reports/r4", "/reports/r4/add") | {"victims": "At least 30 others", "why": "my reason"} | fields
    answer = room.browser.post("/reports/r4/add", typed)
    assert answer.status_code == 422 and told in answer.text and "my reason" in answer.text
    assert room.store.judgements() == ()


def test_a_claim_is_not_added_twice(room: Room) -> None:
    typed = room.browser.fields("/reports/r4", "/reports/r4/add") | {"victims": "6 people", "trigger": "killed", "harm": "killed"}
    answer = room.browser.post("/reports/r4/add", typed)
    assert answer.status_code == 422 and "there already" in answer.text


def test_a_person_s_claims_stand_when_a_new_reader_does_not_make_them_and_come_back_to_the_queue(room: Room) -> None:
    for number in range(10):
        fields = room.browser.fields(f"/reports/r{number}", f"/reports/r{number}/add")
        room.browser.post(
            f"/reports/r{number}/add", fields | {"victims": "At least 30 others", "trigger": "wounded", "harm": "injured"}
        )
    room.browser.decide(room.claims[0].id, "accept")
    room.browser.decide(room.claims[1].id, "correct", number="77")
    room.browser.decide(room.claims[2].id, "accept")
    new = [renumber(room.claims[2], 9), *room.claims[3:]]  # makes neither the first nor the second, reads the third otherwise
    desk = Desk(room.store, room.reports, new)
    standing = {claim.id: claim for claim in desk.derived.release()[0].claims}
    assert [standing[c.id].count.low for c in room.claims[:3]] == [2, 77, 9]
    assert sum(claim.harm == "injured" for claim in standing.values()) == 10
    waiting = {row.id: row.reasons for row in desk.index.list_rows(Filters(), limit=100)}
    assert [waiting[c.id] for c in room.claims[:3]] == [("changed",)] * 3
    assert sum(reasons == ("added",) for reasons in waiting.values()) == 10
    app, sessions = make_office(desk)
    browser = Browser(app, sessions)
    assert "No reader makes this claim any more" in browser.get(f"/claims/{room.claims[1].id}").text
    browser.decide(room.claims[1].id, "accept")
    assert room.claims[1].id not in {row.id for row in desk.index.list_rows(Filters(), limit=100)}
    assert desk.see(room.claims[1].id).claim.count.low == 77  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", range(3))
def test_any_steps_undone_and_redone_equal_the_replay_of_the_log(tmp_path: Path, seed: int) -> None:
    reports, claims = make_nouns(4)
    store, desk = open_desk(tmp_path, reports, claims)
    dice = random.Random(seed)
    app, sessions = make_office(desk)
    people = [Browser(app, sessions, name) for name in ("A", "B")]
    with store:
        for _ in range(100):
            who, claim = dice.choice(people), dice.choice(claims).id
            step = dice.choice(["accept", "reject", "dispute", "correct", "undo", "redo", "undo"])
            if step in ("undo", "redo"):
                who.undo(redo=step == "redo")
            else:
                who.decide(claim, step, **({"number": str(dice.randrange(1, 99))} if step == "correct" else {}))
        log = store.judgements()
        replayed = Log(log)
        shown = [desk.see(c.id).claim for c in claims]  # type: ignore[union-attr]
        assert shown == [see(c.id, c, replayed.chain("claim", c.id)).claim for c in claims]
        standing = {claim.id: to_json(claim) for claim in review(claims, log)}
        assert {c.id: to_json(c) for c in shown if c} == standing
        assert len(log) > 30


def test_undoing_everything_is_as_if_nothing_had_been_decided(room: Room) -> None:
    for number, kind in enumerate(["accept", "reject", "dispute", "correct", "reject"]):
        room.browser.decide(room.claims[number % 2].id, kind, number="55")
    while room.browser.undo().status_code == 303:
        pass
    assert review(room.claims, room.store.judgements()) == review(room.claims, ())
    assert len(room.store.judgements()) == 10
    while room.browser.undo(redo=True).status_code == 303:
        pass
    assert [room.desk.see(c.id).decided.kind for c in room.claims[:2]] == ["reject", "correct"]  # type: ignore[union-attr]
