"""Two people code apart from each other: nothing shows the first coding before the second is in, and then both come out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civharm.store import open_store
from civharm.store.saying import load_codings
from civharm.web.desk import Desk
from web.conftest import Room
from web.crawling import crawl
from web.making import Browser, add_people, make_office

WHY = "Zebrafinch counted it so"  # words that stand nowhere else
WORDS = ["Zebrafinch", "77", "killed", "The coder", "Alphaville"]


class Coders:
    def __init__(self, room: Room) -> None:
        names = add_people(room.store, "coder", "editor", "reviewer", "viewer")
        room.sessions.accounts.forget()  # type: ignore[union-attr]
        self.one, self.editor, self.settler, self.viewer = (
            Browser(room.app, room.sessions, names[role]) for role in ("coder", "editor", "reviewer", "viewer")
        )
        self.other = self.editor  # the second coder, who may see more pages than a coder
        self.claim = room.claims[2].id


@pytest.fixture
def coders(room: Room) -> Iterator[Coders]:
    made = Coders(room)
    ask(made.editor, made.claim)
    yield made


def ask(editor: Browser, claim: str, **fields: str) -> None:
    csrf = editor.fields("/account", "/leave")["csrf"]
    answer = editor.post("/second/ask", {"csrf": csrf, "about": claim} | fields)
    assert answer.status_code == 303, answer.text


def settle(browser: Browser, claim: str, way: str, why: str = "the list of names says so") -> int:
    csrf = browser.fields("/account", "/leave")["csrf"]
    return int(browser.post(f"/second/{claim}/settle", {"csrf": csrf, "way": way, "why": why}).status_code)


@pytest.mark.parametrize(("kind", "fields"), [("correct", {"number": "77"}), ("reject", {}), ("accept", {}), ("dispute", {})])
def test_nothing_shows_the_first_coding_before_the_second_is_in(
    room: Room, coders: Coders, kind: str, fields: dict[str, str]
) -> None:
    browsers = (coders.other, coders.viewer, coders.settler, Browser(room.app, room.sessions, "The admin"))
    before = [dict(crawl(browser, room.desk, WORDS)) for browser in browsers]
    answer = coders.one.decide(coders.claim, kind, why=WHY, **fields)
    assert answer.status_code == 303
    assert len(load_codings(room.store)) == 1 and room.store.judgements() == ()
    coding = load_codings(room.store)[0]
    for browser, was in zip(browsers, before, strict=True):
        now = dict(crawl(browser, room.desk, WORDS))
        assert now == was  # not a letter of any page, export, search, history or header has changed
        shown = browser.get(f"/claims/{coders.claim}?saved={coding.id}").text
        assert "Zebrafinch" not in shown and "Saved" not in shown and coding.id not in shown.replace(f"saved={coding.id}", "")
        assert browser.get(f"/second/{coders.claim}").status_code == 404
    assert "kept apart until a second person has coded it" in coders.one.get(answer.headers["location"]).text


def test_two_who_agree_make_the_decision_that_stands(room: Room, coders: Coders) -> None:
    for browser in (coders.one, coders.other):
        browser.decide(coders.claim, "correct", number="77", why=WHY)
    assert [(j.kind, j.by) for j in room.store.judgements()] == [("correct", "The coder"), ("correct", "The editor")]
    standing = room.desk.see(coders.claim).claim  # type: ignore[union-attr]
    assert standing is not None and standing.count.low == 77
    assert WHY in coders.viewer.get(f"/second/{coders.claim}").text
    assert settle(coders.settler, coders.claim, "first") == 409


def test_two_who_differ_decide_nothing_until_a_third_settles_it(room: Room, coders: Coders) -> None:
    coders.one.decide(coders.claim, "correct", number="77", why=WHY)
    coders.other.decide(coders.claim, "reject", why="a copy")
    assert room.store.judgements() == () and room.desk.see(coders.claim).decided is None  # type: ignore[union-attr]
    page = coders.settler.get(f"/second/{coders.claim}").text
    assert WHY in page and "a copy" in page and "<bdi>77" in page
    assert coders.claim in coders.settler.get("/queue?team=differ").text
    assert coders.other.decide(coders.claim, "accept").status_code == 422  # neither coder decides it past the other
    assert settle(coders.other, coders.claim, "second") == 403
    assert settle(coders.settler, coders.claim, "first", why=" ") == 422
    assert settle(coders.settler, coders.claim, "first") == 303
    standing = room.desk.see(coders.claim)
    assert standing is not None and standing.claim is not None and standing.claim.count.low == 77
    assert [(j.kind, j.by) for j in room.store.judgements()] == [("correct", "The reviewer")]
    assert settle(coders.settler, coders.claim, "second") == 409
    assert coders.claim not in coders.settler.get("/queue?team=differ").text


@pytest.mark.parametrize(("way", "stands"), [("second", "rejected"), ("reject", "rejected"), ("dispute", "disputed")])
def test_a_third_person_can_settle_it_otherwise(room: Room, coders: Coders, way: str, stands: str) -> None:
    coders.one.decide(coders.claim, "accept")
    coders.other.decide(coders.claim, "reject")
    assert settle(coders.settler, coders.claim, way) == 303
    assert stands in coders.viewer.get(f"/claims/{coders.claim}").text


def test_the_log_as_it_would_be_without_the_round_is_what_the_release_sees(room: Room, coders: Coders) -> None:
    before = room.desk.derived.release()
    coders.one.decide(coders.claim, "reject")
    assert room.desk.derived.release() == before


def test_a_coder_can_decide_again_and_take_it_back_while_the_round_is_open(room: Room, coders: Coders) -> None:
    coders.one.decide(coders.claim, "reject")
    coders.one.decide(coders.claim, "accept")
    assert room.desk.team.rounds.find_own(coders.claim, "The coder").kind == "accept"  # type: ignore[union-attr]
    assert coders.one.undo().status_code == 303
    assert room.desk.team.rounds.find_own(coders.claim, "The coder") is None
    coders.other.decide(coders.claim, "accept")
    assert room.desk.team.rounds.find_pair(coders.claim) is None and room.store.judgements() == ()
    coders.one.decide(coders.claim, "accept")
    assert len(room.store.judgements()) == 2


def test_a_coder_is_not_led_to_a_claim_that_waits_for_somebody_else(room: Room, coders: Coders) -> None:
    assert coders.claim in coders.one.get("/next?team=second").headers["location"]
    coders.one.decide(coders.claim, "accept")
    assert coders.one.get("/next?team=second").headers["location"].startswith("/queue")
    assert coders.claim in coders.other.get("/next?team=second").headers["location"]


def test_one_person_is_not_two(room: Room, coders: Coders) -> None:
    coders.one.decide(coders.claim, "accept")
    coders.one.decide(coders.claim, "accept")
    assert room.store.judgements() == () and room.desk.team.rounds.find_pair(coders.claim) is None


def test_all_at_once_several_claims_are_coded_or_decided(room: Room, coders: Coders) -> None:
    other = room.claims[7].id
    for browser in (coders.one, coders.other):
        versions = {f"claim_{id}": room.desk.see(id).version for id in (coders.claim, other)}  # type: ignore[union-attr]
        csrf = browser.fields("/account", "/leave")["csrf"]
        assert browser.post("/queue/decide", {"csrf": csrf, "kind": "accept"} | versions).status_code == 303
    assert sorted((j.about[0], j.by) for j in room.store.judgements()) == sorted(
        [(id, by) for id in (coders.claim, other) for by in ("The coder", "The editor")]
    )


def test_codings_outlive_the_server(room: Room, coders: Coders) -> None:
    coders.one.decide(coders.claim, "reject", why=WHY)
    with open_store(room.folder / "project") as store:
        desk = Desk(store, room.reports, room.claims)
        app, sessions = make_office(desk)
        other = Browser(app, sessions, "The editor")
        assert "Zebrafinch" not in other.get(f"/claims/{coders.claim}").text
        other.decide(coders.claim, "reject")
        assert [j.by for j in store.judgements()] == ["The coder", "The editor"]


def test_a_note_of_a_coder_is_for_after_the_round(room: Room, coders: Coders) -> None:
    csrf = coders.one.fields("/account", "/leave")["csrf"]
    said = {"csrf": csrf, "of": "claim", "about": coders.claim, "kind": "note", "words": f"{WHY}, @The editor"}
    assert coders.one.post("/say", said).status_code == 303
    assert WHY in coders.one.get(f"/claims/{coders.claim}").text
    for _, page in crawl(coders.other, room.desk, WORDS):
        assert WHY not in page
    coders.one.decide(coders.claim, "accept")
    coders.other.decide(coders.claim, "accept")
    assert WHY in coders.other.get("/yours").text


def test_a_round_that_was_ended_counts_no_coding(room: Room, coders: Coders) -> None:
    coders.one.decide(coders.claim, "reject", why=WHY)
    csrf = coders.editor.fields("/account", "/leave")["csrf"]
    assert coders.editor.post("/second/end", {"csrf": csrf, "about": coders.claim}).status_code == 303
    coders.other.decide(coders.claim, "accept")
    assert [(j.kind, j.by) for j in room.store.judgements()] == [("accept", "The editor")]
    assert all(WHY not in page for _, page in crawl(coders.other, room.desk, WORDS))


def test_a_share_of_the_queue_is_chosen_by_chance_and_the_same_each_time(room: Room) -> None:
    coders = Coders(room)
    ask(coders.editor, "", share="2")
    chosen = set(room.desk.team.rounds.list_open())
    assert 0 < len(chosen) < len(room.claims)
    csrf = coders.editor.fields("/account", "/leave")["csrf"]
    again = coders.editor.post("/second/ask", {"csrf": csrf, "share": "2"})
    assert again.status_code == 422 and set(room.desk.team.rounds.list_open()) == chosen


def test_agreement_is_shown_for_two_people_and_slot_by_slot(room: Room) -> None:
    coders = Coders(room)
    for number, (one, other) in enumerate([("accept", "accept"), ("reject", "reject"), ("accept", "reject"), ("accept", "accept")]):
        claim = room.claims[number].id
        ask(coders.editor, claim)
        coders.one.decide(claim, one)
        coders.other.decide(claim, other)
    page = coders.viewer.get("/second").text
    assert "The coder and The editor" in page and "0.750" in page and "0.500" in page  # percent and kappa of 2x2: [[2, 1], [0, 1]]


def test_a_folder_of_an_older_civharm_gets_the_new_tables(tmp_path: Path) -> None:
    with open_store(tmp_path / "p") as store:
        assert load_codings(store) == ()
