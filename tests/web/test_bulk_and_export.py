"""Several claims decided at once and taken back at once; every list as a table that says what the page says."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from civharm.reviewing import review
from civharm.web.filters import Filters
from web.conftest import Room
from web.making import Browser, find_fields


def choose(room: Room, numbers: range, kind: str, why: str = "") -> Any:
    fields = room.browser.fields("/queue", "/queue/decide")
    chosen = {f"claim_{c.id}": room.desk.see(c.id).version for c in (room.claims[n] for n in numbers)}  # type: ignore[union-attr]
    return room.browser.post("/queue/decide", fields | chosen | {"kind": kind, "why": why})


def kinds(room: Room) -> list[str]:
    return [seen.decided.kind if seen.decided else "open" for seen in room.desk.see_all(c.id for c in room.claims)]


def read_table(room: Room, path: str) -> list[dict[str, str]]:
    answer = room.browser.get(path)
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_several_claims_are_decided_by_one_button_and_taken_back_by_one_undo(room: Room) -> None:
    room.browser.decide(room.claims[7].id, "dispute")
    answer = choose(room, range(5), "accept", "checked against the list")
    assert answer.status_code == 303
    assert "5 decisions saved together" in room.browser.get(answer.headers["location"]).text
    assert kinds(room)[:8] == ["accept"] * 5 + ["open"] * 2 + ["dispute"]
    log = room.store.judgements()
    assert len(log) == 6 and {j.why for j in log[1:]} == {"checked against the list"} and len({j.id for j in log}) == 6
    room.browser.undo()
    assert kinds(room)[:8] == ["open"] * 7 + ["dispute"] and len(room.store.judgements()) == 11
    room.browser.undo(redo=True)
    assert kinds(room)[:5] == ["accept"] * 5
    room.browser.undo()
    room.browser.undo()
    assert set(kinds(room)) == {"open"} and room.desk.index.count(Filters()) == len(room.claims)
    assert review(room.claims, room.store.judgements()) == review(room.claims, ())


def test_of_several_claims_none_is_saved_where_one_was_decided_meanwhile_and_both_versions_are_shown(room: Room) -> None:
    fields = room.browser.fields("/queue", "/queue/decide")
    chosen = {f"claim_{c.id}": room.desk.see(c.id).version for c in room.claims[:4]}  # type: ignore[union-attr]
    Browser(room.app, room.sessions, "B. Recorder").decide(room.claims[2].id, "correct", number="70")
    answer = room.browser.post("/queue/decide", fields | chosen | {"kind": "reject", "why": "all copies"})
    assert answer.status_code == 409 and len(room.store.judgements()) == 1
    assert "4 killed" in answer.text and "70 killed" in answer.text and "B. Recorder" in answer.text and "all copies" in answer.text
    ticked = {name for name, value in chosen.items() if f'name="{name}" value="{value}" checked' in answer.text}
    assert ticked == chosen.keys() - {f"claim_{room.claims[2].id}"}
    again = find_fields(answer.text, "/queue/decide")
    assert room.browser.post("/queue/decide", again).status_code == 303
    assert kinds(room)[:4] == ["reject"] * 4


def test_an_undo_of_several_is_refused_where_somebody_decided_on_one_since(room: Room) -> None:
    choose(room, range(3), "accept")
    Browser(room.app, room.sessions, "B. Recorder").decide(room.claims[1].id, "reject")
    before = room.store.judgements()
    assert room.browser.undo().status_code == 409 and room.store.judgements() == before


@pytest.mark.parametrize(("fields", "status"), [({}, 422), ({"claim_nothing": "x"}, 404), ({"kind": "correct"}, 404)])
def test_a_choice_of_nothing_is_told(room: Room, fields: dict[str, str], status: int) -> None:
    form = room.browser.fields("/queue", "/queue/decide") | {"kind": "accept"}
    assert room.browser.post("/queue/decide", form | fields).status_code == status
    assert room.store.judgements() == ()


@pytest.mark.parametrize(
    "address", ["", "?harm=killed", "?place=Alphaville&reason=contradictory", "?state=accepted", "?by=A. Recorder"]
)
def test_the_table_of_the_queue_holds_what_the_page_shows_in_its_order(room: Room, address: str) -> None:
    choose(room, range(2), "accept")
    page = room.browser.get(f"/queue{address}").text
    rows = read_table(room, f"/queue.csv{address}")
    places = [page.index(f'value="{row["version"]}"') for row in rows]
    assert places == sorted(places) and page.count('name="claim_') == len(rows)
    assert all(row["look_because"] or row["state"] == "accepted" for row in rows)


def test_every_list_is_there_as_a_table(room: Room) -> None:
    room.browser.decide(room.claims[0].id, "correct", number="=1+1", why="no formula")
    room.browser.decide(room.claims[0].id, "correct", number="7", why="=HYPERLINK(1)")
    assert [row["why"] for row in read_table(room, "/decisions.csv")] == ["'=HYPERLINK(1)"]
    assert [row["kind"] for row in read_table(room, f"/claims/{room.claims[0].id}/decisions.csv")] == ["correct"]
    assert {row["report"] for row in read_table(room, "/reports.csv")} == {report.id for report in room.reports}
    assert [row["low"] for row in read_table(room, "/reports/r0/claims.csv")] == ["7"]
    assert {row["claim"] for row in read_table(room, "/search.csv?q=alphaville")} == {c.id for c in room.claims[:-1]}
    assert {row["report"] for row in read_table(room, "/search.csv?q=rescuers&kind=report")} == {r.id for r in room.reports[:-1]}
    incidents = room.desk.derived.release()[0].incidents
    assert {row["incident"] for row in read_table(room, "/incidents.csv")} == {incident.id for incident in incidents}
    largest = max(incidents, key=lambda i: len(i.claims))
    assert {row["claim"] for row in read_table(room, f"/incidents/{largest.id}/claims.csv")} == set(largest.claims)


def test_a_search_is_narrowed_by_facets(room: Room) -> None:
    choose(room, range(2), "reject")

    def find(**facets: str) -> set[str]:
        return {hit.id for hit in room.desk.index.search("alphaville", "claim", Filters(**facets))[0]}

    assert find(state="rejected") == {c.id for c in room.claims[:2]}
    assert find(state="open", source="Paper 0") == {c.id for n, c in enumerate(room.claims[:-1]) if n % 3 == 0 and n > 1}
    assert find(harm="killed", place="Alphaville", actor="Party of P") == {c.id for c in room.claims[:-1]}
    assert find(harm="injured") == set() and find(place="Betatown") == set()
