"""The index is the same however it was made: at once, step by step, or anew after it was lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from civharm.model import make_report
from civharm.pipeline import Reading
from civharm.publishing import publish
from civharm.reviewing.deciding import make_decision
from civharm.store import Store, make_claims_key, open_store
from civharm.web.desk import Desk, say_now
from civharm.web.filters import Filters
from civharm.web.index_file import NAME, delete_index
from civharm.web.serving import open_desk
from web import million
from web.making import Browser, make_nouns, make_office

FILTERS = [
    Filters(),
    Filters(state="accepted"),
    Filters(state="all"),
    Filters(reason="large"),
    Filters(harm="killed", state="open"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    million.make_project(tmp_path / "p", 200)
    return tmp_path / "p"


def show(desk: Desk) -> Any:
    """All that the index says, without the numbers of its rows."""
    index = desk.index
    lists = {f: {(row.id, row.state, row.reasons) for row in index.list_rows(f, limit=1000)} for f in FILTERS}
    names = {name: sorted(index.list_values(name)) for name in ("harm", "place", "actor", "source", "by")}
    found = {words: {hit.id for hit in index.search(words)[0]} for words in ("wounded", "truce agreed", "shel")}
    return lists, names, found, index.count_reasons(), index.count_states(), index.list_reports(0, 100)


def decide(desk: Desk, id: str, kind: Any, **after: Any) -> None:
    seen = desk.see(id)
    assert seen is not None
    desk.decide(id, seen.version, lambda s: make_decision(s, kind, None, by="A", at=say_now(), after=after or None))


def open_large(store: Store, monkeypatch: pytest.MonkeyPatch, reader: str = million.READER) -> Desk:
    monkeypatch.setattr("civharm.web.deriving.MOST_LIVE", 0)
    return open_desk(store, Reading(), reader=reader)


def test_an_index_that_was_lost_or_damaged_is_made_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(project) as store:
        desk = open_large(store, monkeypatch)
        ids = [row.id for row in desk.index.list_rows(Filters(), limit=6)]
        for id, kind in zip(ids, ("accept", "reject", "dispute"), strict=False):
            decide(desk, id, kind)
        decide(desk, ids[3], "correct", harm="missing")
        shown = show(desk)
        assert show(open_large(store, monkeypatch)) == shown
        delete_index(project)
        assert show(open_large(store, monkeypatch)) == shown
        (project / NAME).write_bytes(b"this is no database " * 300)
        assert show(open_large(store, monkeypatch)) == shown
        assert (project / NAME).stat().st_mode & 0o777 == 0o600


def test_decisions_that_the_index_missed_are_in_it_after_the_next_start(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(project) as store:
        desk = open_large(store, monkeypatch)
        id = desk.index.list_rows(Filters())[0].id
        monkeypatch.setattr("civharm.web.desk.put_claims", lambda *args, **facts: None)
        decide(desk, id, "accept")
        monkeypatch.undo()
        assert desk.index.count(Filters(state="accepted")) == 0
        assert open_large(store, monkeypatch).index.count(Filters(state="accepted")) == 1


def test_a_report_that_is_new_or_read_otherwise_is_put_in_and_decisions_stay(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports, claims = make_nouns(4)
    with open_store(project) as store:
        desk = open_large(store, monkeypatch)
        gone = desk.index.list_rows(Filters())[0].id
        decide(desk, gone, "accept")
        store.add_reports(reports)
        of_report = {r.id: [c for c in claims if c.report == r.id] for r in reports}
        monkeypatch.setattr(
            "civharm.web.filling.read_reports", lambda missing, how: [(r, of_report.get(r.id, [])) for r in missing]
        )
        desk = open_large(store, monkeypatch, "another reader")
        assert {row.id for row in desk.index.list_rows(Filters(), limit=1000)} == {gone, *(c.id for c in claims)}
        assert desk.index.find_reasons(gone) == ("changed",)
        shown = show(desk)
        delete_index(project)
        assert show(open_large(store, monkeypatch, "another reader")) == shown


def test_twenty_added_claims_stand_under_a_new_reader_that_does_not_make_them_and_are_in_the_queue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports, claims = make_nouns(20)
    words = {"victims": "At least 30 others", "trigger": "wounded", "harm": "injured"}
    with open_store(tmp_path / "p") as store:
        store.add_reports(reports)
        monkeypatch.setattr(
            "civharm.web.filling.read_reports", lambda new, how: [(r, [c for c in claims if c.report == r.id]) for r in new]
        )
        desk = open_desk(store, Reading(), reader="first")
        browser = Browser(*make_office(desk), "A. Recorder")
        for report in reports[:20]:
            action = f"/reports/{report.id}/add"
            assert browser.post(action, browser.fields(f"/reports/{report.id}", action) | words).status_code == 303
        decide(desk, claims[0].id, "accept")
        added = [judgement.about[0] for judgement in store.judgements()][:20]
        monkeypatch.setattr("civharm.web.filling.read_reports", lambda new, how: [(r, []) for r in new])
        desk = open_desk(store, Reading(), reader="second")
        standing = {claim.id: claim for claim in desk.derived.release()[0].claims}
        assert [standing[id].made_by for id in added] == ["A. Recorder"] * 20 and len(set(added)) == 20
        assert standing.keys() == {*added, claims[0].id}
        waiting = {row.id: row.reasons for row in desk.index.list_rows(Filters(), limit=100)}
        assert waiting == {**dict.fromkeys(added, ("added",)), claims[0].id: ("changed",)}
        assert "No reader makes this claim any more" in Browser(*make_office(desk)).get(f"/claims/{claims[0].id}").text
        decide(desk, added[0], "accept")
        assert desk.index.find_reasons(added[0]) == () and desk.see(added[0]).claim is not None  # type: ignore[union-attr]


def test_an_accepted_claim_stands_when_its_report_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports, claims = make_nouns(3)
    with open_store(tmp_path / "p") as store:
        store.add_reports(reports)
        monkeypatch.setattr(
            "civharm.web.filling.read_reports", lambda new, how: [(r, [c for c in claims if c.report == r.id]) for r in new]
        )
        decide(open_desk(store, Reading(), reader="first"), claims[0].id, "accept")
        store.add_reports([make_report("r0", "Nobody was hurt after all.", source="Paper 0"), *reports[1:]])
        desk = open_desk(store, Reading(), reader="first")
        release, _ = desk.derived.release()
        assert claims[0].id in {claim.id for claim in release.claims} and "r0" in {report.id for report in release.reports}
        assert desk.index.find_reasons(claims[0].id) == ("changed",)
        publish(release, tmp_path / "out")
        assert "is not in this project any more" in Browser(*make_office(desk)).get(f"/claims/{claims[0].id}").text


def test_a_large_project_shows_the_incidents_of_its_last_run_with_today_s_decisions(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(project) as store:
        desk = open_large(store, monkeypatch)
        found, total, behind = desk.derived.list_incidents(0, 100)
        last = store.last_release()
        assert last is not None and (total, behind, len(found)) == (len(last.incidents), 0, total)
        incident = max(found, key=lambda i: len(i.claims))
        used = {c for tally in incident.tallies for c in tally.used}
        assert used and desk.derived.incident_of(min(used)) == incident.id
        assert {reason for row in desk.index.list_rows(Filters(), limit=500) for reason in row.reasons} >= {
            "contradictory",
            "one_origin",
        }
        for id in used:
            decide(desk, id, "reject")
        now = desk.derived.find_incident(incident.id)
        assert now is None or not used & {c for tally in now.tallies for c in tally.used}


def test_a_claim_is_read_from_the_store_as_it_was_saved(project: Path) -> None:
    with open_store(project) as store:
        report = store.reports()[3]
        key = make_claims_key(report, "x")
        told = [replace(claim, report=report.id) for claim in make_nouns(5)[1]]
        store.save_claims(key, told)
        assert store.find_claims([(key, 4), (key, 0)]) == [told[4], told[0]]
        assert make_claims_key(replace(report, text=""), "x", {r.id: sha256 for r, sha256 in store.outlines()}[report.id]) == key
