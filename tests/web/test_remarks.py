"""Notes, mentions, assignments, snoozes and calls for help: appended, never changed, found in the queue by addresses to share."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape

import pytest
from pysqlite3 import dbapi2 as sqlite

from civharm.reviewing.remarks import Remarks, find_mentions, make_remark
from civharm.store import open_store
from civharm.store.saying import load_remarks
from civharm.web.desk import Desk
from civharm.web.filters import Filters
from civharm.web.team import Team
from web.conftest import Room
from web.making import Browser, add_people
from web.test_injection import find_wrong

AT = "2024-05-01T10:00:00Z"


@dataclass
class Us:
    coder: Browser
    editor: Browser
    viewer: Browser

    def say(self, who: Browser, of: str, about: str, kind: str, **fields: str) -> int:
        csrf = who.fields("/account", "/leave")["csrf"]
        return int(who.post("/say", {"csrf": csrf, "of": of, "about": about, "kind": kind} | fields).status_code)


@pytest.fixture
def us(room: Room) -> Us:
    names = add_people(room.store, "coder", "editor", "viewer")
    room.sessions.accounts.forget()  # type: ignore[union-attr]
    return Us(*(Browser(room.app, room.sessions, names[role]) for role in ("coder", "editor", "viewer")))


def list_ids(desk: Desk, **filters: str) -> set[str]:
    return {row.id for row in desk.index.list_rows(Filters(**filters), limit=100)}


def test_a_note_stands_on_the_page_with_who_and_when_and_reaches_whom_it_mentions(room: Room, us: Us) -> None:
    claim = room.claims[1].id
    assert us.say(us.coder, "claim", claim, "note", words="See the second list, @the editor") == 303
    page = us.viewer.get(f"/claims/{claim}").text
    assert "See the second list" in page and "The coder" in page
    assert "See the second list" in us.editor.get("/yours").text.split("Said lately")[0]
    assert "See the second list" not in us.coder.get("/yours").text.split("Said lately")[0]
    assert load_remarks(room.store)[0].by == "The coder"


@pytest.mark.parametrize("of", ["incident", "report"])
def test_notes_are_taken_on_incidents_and_reports_too(room: Room, us: Us, of: str) -> None:
    about = "r0" if of == "report" else room.desk.derived.release()[0].incidents[0].id
    assert us.say(us.coder, of, about, "note", words="Look at this again") == 303
    assert "Look at this again" in us.viewer.get(f"/{of}s/{about}").text


def test_what_was_said_is_never_changed(room: Room, us: Us) -> None:
    us.say(us.coder, "claim", room.claims[1].id, "note", words="First")
    db = sqlite.connect(str(room.folder / "project" / "civharm.sqlite"))
    for words in ("UPDATE remarks SET remark = '{}'", "DELETE FROM remarks", "UPDATE people SET role = 'admin'"):
        with pytest.raises(sqlite.DatabaseError, match="append-only"):
            db.execute(words)
    db.close()


def test_who_is_assigned_finds_the_claim_by_an_address_that_can_be_shared(room: Room, us: Us) -> None:
    claim = room.claims[3].id
    assert us.say(us.editor, "claim", claim, "assign", to="The coder") == 303
    assert list_ids(room.desk, team="assigned:The coder") == {claim}
    assert claim in us.viewer.get("/queue?team=assigned:The+coder").text
    assert "/claims/" + claim in us.coder.get("/yours").text
    us.coder.decide(claim, "accept")
    assert list_ids(room.desk, team="assigned:The coder") == set()  # decided: nothing left to do


def test_a_coder_takes_and_gives_back_and_assigns_nobody_else(room: Room, us: Us) -> None:
    claim = room.claims[3].id
    assert us.say(us.coder, "claim", claim, "assign", to="The editor") == 403
    assert us.say(us.coder, "claim", claim, "assign", to="The coder") == 303
    assert us.say(us.coder, "claim", claim, "assign", to="") == 303
    assert room.desk.team.remarks.find_assigned("claim", claim) is None
    assert us.say(us.editor, "claim", claim, "assign", to="Nobody Known") == 422
    assert len(load_remarks(room.store)) == 2


def test_a_snoozed_claim_leaves_the_queue_until_its_day(room: Room, us: Us) -> None:
    claim = room.claims[4].id
    before = room.desk.index.count(Filters())
    assert us.say(us.coder, "claim", claim, "snooze", until="2999-01-01", words="the list comes in spring") == 303
    assert claim not in list_ids(room.desk) and list_ids(room.desk, team="snoozed") == {claim}
    assert room.desk.index.count(Filters()) == before - 1
    assert room.desk.index.count(Filters(reason="unseen")) == before - 1
    later = Team(room.store, room.desk.index, room.desk.log, today=lambda: "2999-01-01")
    assert claim in list_ids(room.desk) and later.remarks.find_snoozed("claim", claim, "2999-01-01") is None


def test_a_snoozed_claim_is_put_back_by_hand(room: Room, us: Us) -> None:
    claim = room.claims[4].id
    us.say(us.coder, "claim", claim, "snooze", until="2999-01-01")
    assert us.say(us.coder, "claim", claim, "snooze", until="") == 303
    assert claim in list_ids(room.desk) and list_ids(room.desk, team="snoozed") == set()


def test_help_is_asked_for_and_not_needed_any_more(room: Room, us: Us) -> None:
    claim = room.claims[4].id
    assert us.say(us.coder, "claim", claim, "help") == 422  # with what?
    assert us.say(us.coder, "claim", claim, "help", words="Is this the same market?") == 303
    us.coder.decide(claim, "dispute")
    assert list_ids(room.desk, team="help") == {claim}  # decided or not
    assert "Is this the same market?" in us.editor.get("/yours").text
    assert us.say(us.editor, "claim", claim, "help", on="", words="It is") == 303
    assert list_ids(room.desk, team="help") == set()
    assert [r.words for r in room.desk.team.remarks.list_of("claim", claim)] == ["Is this the same market?", "It is"]


def test_marks_are_there_after_a_restart(room: Room, us: Us) -> None:
    claim = room.claims[4].id
    us.say(us.coder, "claim", claim, "help", words="Which town?")
    us.say(us.coder, "claim", claim, "snooze", until="2999-01-01")
    with open_store(room.folder / "project") as store:
        desk = Desk(store, room.reports, room.claims)
        assert list_ids(desk, team="help") == list_ids(desk, team="snoozed") == {claim}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "note", "words": " "}, 422), ({"kind": "fly"}, 404), ({"of": "war"}, 404), ({"about": "nothing"}, 404),
        ({"kind": "snooze", "until": "soon"}, 422), ({"kind": "second"}, 404),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(room: Room, us: Us, fields: dict[str, str], status: int) -> None:
    asked = {"of": "claim", "about": room.claims[0].id, "kind": "note", "words": "x"} | fields
    assert us.say(us.coder, asked.pop("of"), asked.pop("about"), asked.pop("kind"), **asked) == status
    assert load_remarks(room.store) == ()


def test_of_two_names_the_longer_is_mentioned() -> None:
    assert find_mentions("@Ann Example and @Annabel", ["Ann", "Ann Example", "Annabel"]) == ["Ann Example", "Annabel"]
    assert find_mentions("a@b.example, @Anna", ["Ann", "b"]) == ["b"]


def test_the_last_remark_of_a_kind_holds() -> None:
    remarks = Remarks()
    for until in ("2024-06-01", None, "2024-07-01"):
        remarks.add(make_remark("snooze", "claim", "c", by="a", at=AT, until=until))
    assert remarks.find_snoozed("claim", "c", "2024-06-15") == "2024-07-01"
    assert remarks.list_marks("c", "2024-07-01") == ()


@pytest.mark.parametrize("words", ["<script>hit()</script>", "'\"><img src=x onerror=hit()>", "{{ 7*7 }}", "</textarea><b>"])
def test_a_hostile_note_is_text_wherever_it_stands(room: Room, us: Us, words: str) -> None:
    claim = room.claims[1].id
    assert us.say(us.coder, "claim", claim, "note", words=f"{words} @The editor") == 303
    assert us.say(us.coder, "claim", claim, "help", words=words) == 303
    for path in (f"/claims/{claim}", "/yours", "/second", "/progress", "/queue?team=" + words):
        for browser in (us.editor, us.viewer):
            page = browser.get(path).text
            assert find_wrong(page) == [], path
    assert f"{words} @The editor" in unescape(us.editor.get(f"/claims/{claim}").text)
