"""A decided claim is coded again by somebody who has not decided on it, and who is not shown the decision before."""

from __future__ import annotations

import re

import pytest

from civharm.store import open_store
from civharm.web.desk import Desk
from civharm.web.filters import Filters
from web.conftest import Room, opened
from web.crawling import crawl
from web.making import Browser, make_office
from web.test_two_coders import WHY, WORDS, Coders, ask, settle

KINDS: list[tuple[str, dict[str, str]]] = [("correct", {"number": "77"}), ("reject", {}), ("accept", {}), ("dispute", {})]


def say_shape(page: str) -> str:
    """A page without what differs from session to session and from minute to minute."""
    page = re.sub(r'name="csrf" value="[^"]*"', "", page)
    return re.sub(r"\d\d\d\d-\d\d-\d\dT[\d:.]+Z|\b\d\d:\d\d\b", "", page)


def look(room: Room, *people: str) -> dict[str, str]:
    """All pages of several people."""
    told = {}
    for person in people:
        pages = crawl(Browser(room.app, room.sessions, person), room.desk, WORDS)
        told |= {f"{person} {address}": say_shape(page) for address, page in pages}
    return told


OTHERS = ("The editor", "The reviewer", "The viewer", "The admin")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All pages of several people as they are where two codings are asked for of a claim on which nobody has decided."""
    with opened(tmp_path_factory.mktemp("untouched")) as room:
        coders = Coders(room)
        ask(coders.editor, coders.claim)
        return look(room, *OTHERS)


@pytest.mark.parametrize(("kind", "fields"), KINDS)
def test_a_decision_that_is_coded_again_is_shown_to_nobody_else_before_the_second_coding_is_in(
    room: Room, untouched: dict[str, str], kind: str, fields: dict[str, str]
) -> None:
    """Who has not decided sees, letter by letter, what that person would see had nobody decided."""
    coders, others = Coders(room), OTHERS if kind == "correct" else OTHERS[:1]
    coders.one.decide(coders.claim, kind, why=WHY, **fields)
    coders.one.post("/say", {"csrf": coders.one.fields("/account", "/leave")["csrf"], "of": "claim", "about": coders.claim,
                             "kind": "note", "words": f"{WHY}, @The editor"})  # fmt: skip
    ask(coders.editor, coders.claim)
    decision = room.store.judgements()[0]
    told = look(room, *others)
    assert told == {address: page for address, page in untouched.items() if address.startswith(others)}
    for browser in (coders.other, coders.viewer):
        assert WHY not in browser.get(f"/claims/{coders.claim}?saved={decision.id}").text
        assert browser.get(f"/second/{coders.claim}").status_code == 404
    assert "You decided on it before" in coders.one.get(f"/claims/{coders.claim}").text
    with open_store(room.folder / "project") as store:  # nor after a restart
        app, sessions = make_office(Desk(store, room.reports, room.claims))
        assert WHY not in Browser(app, sessions, "The editor").get(f"/claims/{coders.claim}").text
    assert [j.id for j in room.store.judgements()] == [decision.id]  # nothing was taken back: the record keeps it meanwhile


def test_whoever_decided_before_does_not_code_again_and_whoever_did_not_does(room: Room) -> None:
    coders = Coders(room)
    coders.one.decide(coders.claim, "correct", number="77", why=WHY)
    ask(coders.editor, coders.claim)
    refusal = coders.one.decide(coders.claim, "accept")
    assert refusal.status_code == 422 and "you decided on this claim before" in refusal.text
    assert coders.claim not in coders.one.get("/next?team=second").headers["location"]
    assert coders.claim in coders.other.get("/next?team=second").headers["location"]
    assert coders.other.decide(coders.claim, "correct", number="77").status_code == 303
    assert [(j.kind, j.by) for j in room.store.judgements()] == [("correct", "The coder"), ("correct", "The editor")]
    assert room.store.judgements()[1].supersedes == room.store.judgements()[0].id
    assert WHY in coders.viewer.get(f"/second/{coders.claim}").text
    assert room.desk.see(coders.claim).claim.count.low == 77  # type: ignore[union-attr]


def test_where_a_second_coding_differs_the_first_decision_stands_until_a_third_person_settles_it(room: Room) -> None:
    coders = Coders(room)
    coders.one.decide(coders.claim, "correct", number="77", why=WHY)
    ask(coders.editor, coders.claim)
    coders.other.decide(coders.claim, "reject", why="a copy")
    assert [j.kind for j in room.store.judgements()] == ["correct"]
    page = coders.settler.get(f"/second/{coders.claim}").text
    assert WHY in page and "a copy" in page
    assert room.desk.see(coders.claim).claim.count.low == 77  # type: ignore[union-attr]
    assert coders.claim in coders.settler.get("/queue?team=differ").text
    with open_store(room.folder / "project") as store:
        assert Desk(store, room.reports, room.claims).team.is_unsettled(coders.claim)
    assert settle(coders.settler, coders.claim, "second") == 303
    assert [(j.kind, j.by) for j in room.store.judgements()] == [("correct", "The coder"), ("reject", "The reviewer")]
    assert settle(coders.settler, coders.claim, "first") == 409
    with open_store(room.folder / "project") as store:
        assert not Desk(store, room.reports, room.claims).team.is_unsettled(coders.claim)


def test_a_second_coding_of_a_decision_that_is_called_off_shows_the_decision_again(room: Room) -> None:
    coders = Coders(room)
    coders.one.decide(coders.claim, "reject", why=WHY)
    before = look(room, "The viewer")
    ask(coders.editor, coders.claim)
    assert WHY not in coders.viewer.get(f"/claims/{coders.claim}").text
    csrf = coders.editor.fields("/account", "/leave")["csrf"]
    assert coders.editor.post("/second/end", {"csrf": csrf, "about": coders.claim}).status_code == 303
    now = look(room, "The viewer")
    assert {a for a in now if now[a] != before[a]} <= {
        f"The viewer {address}" for address in ("/yours", f"/claims/{coders.claim}", "/second")
    }  # who asked and who called it off is told there
    assert WHY in coders.viewer.get(f"/claims/{coders.claim}").text


def test_what_is_coded_again_is_no_part_of_an_undo_and_what_is_not_can_be_undone(room: Room) -> None:
    coders, earlier = Coders(room), room.claims[7].id
    coders.one.decide(earlier, "reject")
    coders.one.decide(coders.claim, "reject", why=WHY)
    ask(coders.editor, coders.claim)
    assert coders.one.undo().status_code == 303  # takes back the earlier one
    assert room.desk.see(earlier).decided is None  # type: ignore[union-attr]
    assert coders.one.undo().status_code == 404
    assert coders.one.undo(redo=True).status_code == 303
    coders.other.decide(coders.claim, "accept")
    assert [(j.kind, j.about[0]) for j in room.store.judgements()][:2] == [("reject", earlier), ("reject", coders.claim)]
    with open_store(room.folder / "project") as store:
        replayed = Desk(store, room.reports, room.claims)
        assert replayed.log.list_undoable("The coder") == room.desk.log.list_undoable("The coder")


def test_a_share_of_what_is_decided_is_chosen_by_chance(room: Room) -> None:
    coders = Coders(room)
    decided = [claim.id for claim in room.claims[:6]]
    for number, claim in enumerate(decided):
        coders.one.decide(claim, ("accept", "reject", "dispute")[number % 3])
    ask(coders.editor, "", share="2", which="decided")
    chosen = set(room.desk.team.rounds.list_open())
    assert 0 < len(chosen) < 6 and chosen < set(decided)
    assert {row.id for row in room.desk.index.list_rows(Filters(team="second"))} == chosen


def test_a_claim_that_a_person_added_is_not_coded_blind(room: Room) -> None:
    coders = Coders(room)
    fields = coders.one.fields("/reports/r4", "/reports/r4/add")
    coders.one.post("/reports/r4/add", fields | {"victims": "At least 30 others", "trigger": "wounded", "harm": "injured"})
    csrf = coders.editor.fields("/account", "/leave")["csrf"]
    answer = coders.editor.post("/second/ask", {"csrf": csrf, "about": room.store.judgements()[0].about[0]})
    assert answer.status_code == 422 and "a person added this claim" in answer.text.casefold()
