"""The store forgets nothing, changes nothing, and says in one line what it cannot do."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civharm.model import Claim, Count, Incident, Judgement, Release, Span, Speaker, Victims, make_report
from civharm.store import Store, StoreError, make_claims_key, open_store

TEXT = "Blast in market kills three\n\nThree people were killed on Monday."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "project"


def make_claim(report: str, number: int = 0) -> Claim:
    return Claim(
        id=f"{report}-{number}", report=report, quote=Span(TEXT, 0, len(TEXT)), trigger=Span("killed", 48, 54),
        harm="killed",
        victims=Victims(text="Three people", start=29, end=41),
        count=Count(text="Three", start=29, end=34, low=3, high=3, bound="exact"),
        speakers=(Speaker(text="a doctor", start=None, end=None, kind="medical"),),
    )  # fmt: skip


def run_sql(project: Path, statement: str) -> None:
    connection = sqlite.connect(project / "civharm.sqlite")
    try:
        connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


def run_python(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def dump(project: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite.connect(project / "civharm.sqlite")
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}
    finally:
        connection.close()


# What is added


def test_reports_come_back_sorted_and_as_they_were(project):
    reports = [
        make_report(
            "b", TEXT, source="Example Wire", title="T", language="en", published_on="2017-03-12",
            retrieved_at="2017-03-12T09:00:00Z", url="https://example.org", translation_of="a", restricted=True,
        ),
        make_report("a", TEXT),
    ]  # fmt: skip
    with open_store(project) as store:
        assert store.add_reports(reports).new == ("b", "a")
    with open_store(project) as store:
        assert store.reports() == (reports[1], reports[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_any_text_comes_back_character_for_character(tmp_path_factory, texts):
    project = tmp_path_factory.mktemp("store")
    reports = tuple(make_report(f"r{number}", text, title=text) for number, text in enumerate(texts))
    with open_store(project) as store:
        store.add_reports(reports)
        assert store.reports() == reports


def test_adding_the_same_again_changes_nothing(project):
    with open_store(project) as store:
        store.add_reports([make_report("a", TEXT)])
        store.save_claims("k", [make_claim("a")])
        store.log_run({"reports": 1}, "0.1.0")
    before = dump(project)
    with open_store(project) as store:
        added = store.add_reports([make_report("a", TEXT)])
        assert (added.new, added.revised, added.unchanged, added.ids) == ((), (), ("a",), {"a": "a"})
        assert store.save_claims("k", [make_claim("a")]) is False
        assert store.log_run({"reports": 1}, "0.1.0") is False
    assert dump(project) == before


def test_new_bytes_under_an_id_are_a_new_version_that_replaces_the_former(project):
    first, second, third = (make_report("a.txt", f"{count} people died.") for count in ("Three", "Four", "Five"))
    with open_store(project) as store:
        for report in (first, second, third):
            store.add_reports([report])
        names = [f"a.txt#{report.sha256[:8]}" for report in (second, third)]
        assert {report.id: report.replaces for report in store.reports()} == {"a.txt": None, names[0]: "a.txt", names[1]: names[0]}
        assert [report.text for report in store.reports(current=True)] == ["Five people died."]
        assert store.add_reports([third]).ids == {"a.txt": names[1]}
        assert store.add_reports([third]).unchanged == (names[1],)


def test_bytes_that_come_back_are_again_the_newest_version(project):
    first, second = (make_report("a.txt", f"{count} people died.") for count in ("Three", "Four"))
    with open_store(project) as store:
        for report in (first, second, first, second, first):
            store.add_reports([report])
        assert [report.text for report in store.reports(current=True)] == ["Three people died."]
        assert len(store.reports()) == 5
        assert store.add_reports([first]).new == ()


def test_two_files_of_one_name_do_not_replace_each_other(project):
    first, second, third = (make_report("a.txt", f"{count} people died.") for count in ("Three", "Four", "Five"))
    with open_store(project) as store:
        store.add_reports([second])
        beside = replace(second, id=f"a.txt#{second.sha256[:8]}")  # as collecting names it once another comes before it
        added = store.add_reports([first, beside])
        assert len(added.new) == 1
        assert added.unchanged == ("a.txt",)
        assert all(report.replaces is None for report in store.reports())
        corrected = replace(third, id=f"a.txt#{third.sha256[:8]}")
        store.add_reports([second, corrected])
        assert [report.replaces for report in store.reports() if report.text == third.text] == [added.new[0]]


def test_ids_that_look_like_versions_are_ids(project):
    reports = [make_report(f"incident#{number}", f"{number} people died.") for number in range(3)]
    with open_store(project) as store:
        store.add_reports(reports)
        assert store.reports() == tuple(reports)


def test_what_is_newly_said_of_a_report_is_a_revision(project):
    with open_store(project) as store:
        store.add_reports([make_report("a", TEXT, source="Example Wire")])
        added = store.add_reports([make_report("a", TEXT, published_on="2017-03-12")])
        assert (added.new, added.revised) == ((), ("a",))
        (report,) = store.reports()
        assert (report.source, report.published_on, report.text) == ("Example Wire", "2017-03-12", TEXT)


def test_a_restriction_is_lifted_outright_or_not_at_all(project):
    with open_store(project) as store:
        store.add_reports([make_report("a", TEXT, restricted=True)])
        store.add_reports([make_report("a", TEXT)])
        assert store.reports()[0].restricted
        store.add_reports([make_report("a", TEXT)], unrestricted={"a"})
        assert not store.reports()[0].restricted


def test_one_report_twice_in_a_call_is_written_once(project):
    with open_store(project) as store:
        added = store.add_reports([make_report("a", TEXT), make_report("a", TEXT, source="Example Wire")])
        assert added.new == ("a",)
        assert store.reports() == (make_report("a", TEXT, source="Example Wire"),)
        store.add_reports([make_report("a", TEXT, url="http://e.org"), make_report("a", TEXT, language="en")])
        assert (store.reports()[0].url, store.reports()[0].language) == ("http://e.org", "en")


def test_claims_are_kept_by_all_that_reading_depends_on(project):
    report = make_report("a", TEXT, published_on="2017-03-12")
    key = make_claims_key(report, "reader 1")
    others = [
        replace(report, published_on=None),
        replace(report, title="x"),
        replace(report, source="x"),
        replace(report, text="x"),
    ]
    assert len({key, make_claims_key(report, "reader 2"), *(make_claims_key(other, "reader 1") for other in others)}) == 6
    with open_store(project) as store:
        assert store.save_claims(key, [make_claim("a", number) for number in range(3)])
        assert store.save_claims("empty", [])
        assert store.cached_claims([key, "empty", "unknown"]) == {
            key: tuple(make_claim("a", number) for number in range(3)),
            "empty": (),
        }


def test_the_first_reading_under_a_key_stands(project):
    with open_store(project) as store:
        store.save_claims("k", [make_claim("a")])
        assert store.save_claims("k", []) is False
        assert store.cached_claims(["k"]) == {"k": (make_claim("a"),)}


def test_judgements_are_kept_in_their_order(project):
    first = Judgement(
        id="2", kind="correct", about=("c",), by="A", at="2020-01-02T00:00:00Z", before={"count": {"low": 3}}, after={"x": [1]}
    )
    second = Judgement(id="1", kind="accept", about=("c", "d"), by="B", at="2020-01-01T00:00:00Z", supersedes="2")
    with open_store(project) as store:
        assert store.add_judgement(first)
        assert store.add_judgement(second)
        assert store.add_judgement(first) is False
        assert store.judgements() == (first, second)
        with pytest.raises(StoreError, match="never changed"):
            store.add_judgement(replace(first, why="other"))
        with pytest.raises(StoreError, match="not there"):
            store.add_judgement(replace(first, id="3", supersedes="4"))
        assert len(store.judgements()) == 2


def test_a_release_is_kept_by_its_names_oldest_first(project):
    def make_release(version: str, *ids: str) -> Release:
        incidents = tuple(Incident(id=id, claims=(f"claim-{id}",), previous_ids=("old",)) for id in ids)
        return Release(version=version, reports=(), claims=(), incidents=incidents, moved={"gone": None, "m": "n"})

    with open_store(project) as store:
        assert store.last_release() is None
        assert store.save_release(make_release("1", "m", "n"))
        assert store.save_release(make_release("1", "m", "n")) is False
        assert store.save_release(make_release("2", "a", "n", "z"))
        last = store.last_release()
        assert last is not None
        assert (last.version, last.moved) == ("2", {"gone": None, "m": "n"})
        assert [(one.id, one.claims, one.previous_ids) for one in last.incidents] == [
            (id, (f"claim-{id}",), ("old",)) for id in ("n", "a", "z")
        ]


def test_a_run_is_logged_where_it_changed_something(project):
    with open_store(project) as store:
        assert store.log_run({"reports": 0}, "0.1.0") is False
        store.add_reports([make_report("a", TEXT)])
        assert store.log_run({"reports": 1}, "0.1.0")
        assert store.log_run({"reports": 1}, "0.1.0") is False
        assert [(run["counts"], run["version"]) for run in store.runs()] == [({"reports": 1}, "0.1.0")]


# What is never changed


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports SET title = 'x'", "DELETE FROM reports", "UPDATE texts SET text = 'x'", "DELETE FROM texts",
        "UPDATE judgements SET \"by\" = 'x'", "DELETE FROM judgements", "UPDATE claims SET claims = '[]'", "DELETE FROM claims",
        "REPLACE INTO reports SELECT * FROM reports", "REPLACE INTO texts SELECT * FROM texts",
        "REPLACE INTO claims SELECT * FROM claims",
        "REPLACE INTO judgements SELECT * FROM judgements",
        "INSERT INTO judgements SELECT * FROM judgements WHERE 1 ON CONFLICT DO UPDATE SET judgement = '{}'",
    ],
)  # fmt: skip
def test_no_program_changes_what_was_appended(project, statement):
    with open_store(project) as store:
        store.add_reports([make_report("a", TEXT)])
        store.save_claims("k", [make_claim("a")])
        store.add_judgement(Judgement(id="1", kind="note", about=("a",), by="A", at="2020-01-01T00:00:00Z"))
    before = dump(project)
    with pytest.raises(sqlite.DatabaseError, match="append-only"):
        run_sql(project, statement)
    assert dump(project) == before


# Whose it is


def test_the_project_is_the_users_alone(project):
    mask = os.umask(0o000)
    try:
        with open_store(project) as store:
            store.add_reports([make_report("a", TEXT)])
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in project.iterdir()}
    finally:
        os.umask(mask)
    assert stat.S_IMODE(project.stat().st_mode) == 0o700
    assert modes == {"civharm.sqlite": 0o600, "civharm.sqlite-wal": 0o600, "civharm.sqlite-shm": 0o600}


def test_a_folder_that_was_there_becomes_the_users_alone(project):
    project.mkdir(mode=0o755)
    open_store(project).close()
    assert stat.S_IMODE(project.stat().st_mode) == 0o700


def test_a_folder_that_all_may_write_to_is_refused_and_left_as_it_is(project):
    project.mkdir()
    project.chmod(0o1777)
    with pytest.raises(StoreError, match="others write"):
        open_store(project)
    assert stat.S_IMODE(project.stat().st_mode) == 0o1777
    assert list(project.iterdir()) == []


# What it cannot do


def refuse(project: Path, match: str) -> None:
    with pytest.raises(StoreError, match=match) as error:
        open_store(project, wait_s=0.1)
    assert "\n" not in str(error.value)
    assert str(project) in str(error.value)


def test_a_project_that_is_a_file_is_refused(project):
    project.write_text("x")
    refuse(project, "is a file")
    refuse(project / "below", "cannot be made")


def test_a_folder_that_cannot_be_made_is_refused():
    refuse(Path("/proc/civharm"), "cannot be made")


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(project):
    project.mkdir()
    (project / "civharm.sqlite").write_bytes(b"three people were killed" * 100)
    refuse(project, "no SQLite file")
    assert (project / "civharm.sqlite").read_bytes() == b"three people were killed" * 100


def test_a_damaged_store_is_refused_or_says_so(project):
    with open_store(project) as store:
        store.add_reports([make_report(f"r{number}", TEXT * 50 + str(number)) for number in range(200)])
    raw = bytearray((project / "civharm.sqlite").read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    (project / "civharm.sqlite").write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"), open_store(project) as store:
        store.reports()


def test_another_programs_database_is_refused(project):
    project.mkdir()
    run_sql(project, "CREATE TABLE recipes (name)")
    refuse(project, "another program")


def test_a_store_of_a_newer_civharm_is_refused(project):
    open_store(project).close()
    run_sql(project, "UPDATE alembic_version SET version_num = '9999'")
    refuse(project, "newer civharm")


def test_a_full_disk_leaves_what_was_there(project):
    with open_store(project) as store:
        store.add_reports([make_report("a", TEXT)])
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full"):
            store.add_reports([make_report(f"r{number}", TEXT * 200 + str(number)) for number in range(100)])
        assert [report.id for report in store.reports()] == ["a"]


def test_half_characters_are_refused_and_nothing_is_half_written(project):
    with open_store(project) as store:
        with pytest.raises(StoreError, match="half characters"):
            store.add_reports([make_report("a", TEXT), make_report("b", "x", title="\ud800")])
        assert store.reports() == ()
        assert store.log_run({}, "0.1.0") is False


def test_what_fails_in_the_middle_leaves_nothing(project):
    with open_store(project) as store:
        with pytest.raises(ZeroDivisionError), store.together():
            store.add_reports([make_report("a", TEXT)])
            assert len(store.reports()) == 1
            raise ZeroDivisionError
        assert store.reports() == ()
        assert store.log_run({}, "0.1.0") is False


# Side by side


def test_a_second_writer_gets_a_clear_line_when_the_first_takes_too_long(project):
    with open_store(project) as first, open_store(project, wait_s=0.1) as second:
        with first.together():
            first.add_reports([make_report("a", TEXT)])
            with pytest.raises(StoreError, match="in use"):
                second.add_reports([make_report("b", TEXT)])
            assert second.reports() == ()
        second.add_reports([make_report("b", TEXT)])
        assert [report.id for report in second.reports()] == ["a", "b"]


def test_threads_write_one_after_the_other(project):
    with open_store(project) as store:

        def write(name: int) -> None:
            for number in range(10):
                store.save_claims(f"{name}-{number}", [make_claim(f"r{name}", number)])

        threads = [threading.Thread(target=write, args=(name,)) for name in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(store.cached_claims([f"{name}-{number}" for name in range(8) for number in range(10)])) == 80


WRITE_MANY = """
import sys
from pathlib import Path
from civharm.model import make_report
from civharm.store import open_store
with open_store(Path(sys.argv[1])) as store:
    for number in range(int(sys.argv[3])):
        store.add_reports([make_report(f"{sys.argv[2]}-{number:05}", f"{number} people died." * 50)])
        print(number, flush=True)
"""


def test_processes_that_open_and_write_at_once_lose_nothing(project):
    writers = [run_python(WRITE_MANY, project, name, 20) for name in "abc"]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
    with open_store(project) as store:
        assert len(store.reports()) == 60


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.2])
def test_a_killed_run_loses_nothing_that_was_written(project, wait):
    writer = run_python(WRITE_MANY, project, "a", 1_000_000)
    assert writer.stdout is not None and writer.stderr is not None
    writer.stdout.readline()
    time.sleep(wait)
    writer.kill()
    written = 1 + len([line for line in writer.stdout if line.endswith("\n")])
    writer.wait()
    writer.stdout.close()
    writer.stderr.close()
    with open_store(project) as store:
        assert written <= len(store.reports()) <= written + 1
        assert all(report.text.endswith("people died.") for report in store.reports())
        with store._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        store.add_reports([make_report("b", TEXT)])


def test_a_run_killed_while_the_store_is_made_leaves_one_that_opens(project):
    for wait in (0.25, 0.4, 0.5, 0.6):
        opener = run_python(WRITE_MANY, project / str(wait), "a", 1)
        time.sleep(wait)
        opener.kill()
        opener.communicate()
        with open_store(project / str(wait)) as store:
            assert isinstance(store, Store)
            store.add_reports([make_report("b", TEXT)])
