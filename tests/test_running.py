from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from civharm.pipeline import Reading
from civharm.running import derive_project, run_project
from civharm.store import StoreError, open_store
from civharm.store.opening import FILE_NAME
from corpus import TEXTS, write_bad_inputs, write_corpus
from factory import judgement

RULES = Reading("rules")


def run(tmp_path: Path, inputs: list[Path] | None = None, out: str = "out", project: str = "project", how: Reading = RULES):
    return run_project(inputs or [tmp_path / "in"], tmp_path / project, tmp_path / out, how=how)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rows_of(project: Path) -> dict[str, list[tuple]]:
    """All rows of the store but the log of runs, which holds the clock."""
    with sqlite3.connect(project / FILE_NAME) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('runs')")
        ]
        rows = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    connection.close()
    return rows


def test_a_first_run_reads_all_and_writes_the_release(tmp_path) -> None:
    write_corpus(tmp_path / "in")
    report = run(tmp_path)
    assert (report.new, report.read, report.counts()) == (4, 4, {"collected": 4, "copy": 0, "skipped": 0, "failed": 0})
    assert {"index.html", "claims.csv", "release.json"} <= set(bytes_of(tmp_path / "out"))


def test_the_same_reports_give_the_same_bytes_on_another_day_and_elsewhere(tmp_path) -> None:
    write_corpus(tmp_path / "in")
    run(tmp_path)
    run(tmp_path, out="out2", project="project2")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "out2")


def test_running_again_reads_nothing_and_leaves_all_as_it_is(tmp_path) -> None:
    write_corpus(tmp_path / "in")
    run(tmp_path)
    before, rows = bytes_of(tmp_path / "out"), rows_of(tmp_path / "project")
    again = run(tmp_path)
    assert (again.new, again.read) == (0, 0)
    assert bytes_of(tmp_path / "out") == before
    assert rows_of(tmp_path / "project") == rows


def test_adding_a_report_reads_only_that_one_and_comes_to_what_one_run_gives(tmp_path) -> None:
    write_corpus(tmp_path / "in", "a.txt", "b.txt", "c.txt")
    run(tmp_path)
    write_corpus(tmp_path / "in")
    added = run(tmp_path)
    assert (added.new, added.read) == (1, 1)
    whole = run(tmp_path, out="out2", project="project2")
    assert added.release.claims == whole.release.claims
    assert added.release.version == whole.release.version


def test_another_reader_reads_all_anew(tmp_path) -> None:
    write_corpus(tmp_path / "in", "a.txt", "d.txt")
    run(tmp_path)
    assert run(tmp_path, how=Reading("hybrid")).read == 2
    assert run(tmp_path).read == 0


def test_what_the_project_holds_stays_when_an_input_is_gone(tmp_path) -> None:
    write_corpus(tmp_path / "in")
    first = run(tmp_path)
    (tmp_path / "in" / "a.txt").unlink()
    again = run(tmp_path)
    assert len(again.release.reports) == len(TEXTS)
    assert [c.id for c in again.release.claims] == [c.id for c in first.release.claims]


def test_a_copy_is_told_and_adds_no_voice(tmp_path) -> None:
    write_corpus(tmp_path / "in")
    first = run(tmp_path)
    (tmp_path / "in" / "z.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    again = run(tmp_path)
    assert again.counts()["copy"] + again.counts()["collected"] == 5
    assert [i.voices.origins for i in again.release.incidents] == [i.voices.origins for i in first.release.incidents]


def test_bad_inputs_are_outcomes_and_the_rest_is_read(tmp_path) -> None:
    write_corpus(tmp_path / "in", "a.txt")
    report = run(tmp_path, [tmp_path / "in", *write_bad_inputs(tmp_path / "bad")])
    wrong = [o for o in report.outcomes if o.status in ("skipped", "failed")]
    assert (report.read, len(wrong)) == (2, 6)
    assert all(o.reason and "\n" not in o.reason for o in wrong)


def test_the_release_and_the_project_below_an_input_are_no_inputs(tmp_path) -> None:
    write_corpus(tmp_path, "a.txt")
    first = run(tmp_path, [tmp_path])
    again = run(tmp_path, [tmp_path])
    assert len(first.release.reports) == len(again.release.reports) == 1


def test_deriving_a_project_gives_its_release_and_publishes_nothing(tmp_path) -> None:
    write_corpus(tmp_path / "in")
    report = run(tmp_path)
    before = bytes_of(tmp_path / "out")
    assert derive_project(tmp_path / "project", RULES) == report.release
    assert bytes_of(tmp_path / "out") == before


def test_looking_something_up_takes_the_links_of_the_last_run_and_finds_none_anew(tmp_path, monkeypatch) -> None:
    write_corpus(tmp_path / "in", "a.txt", "b.txt")
    run(tmp_path)
    write_corpus(tmp_path / "in")
    report = run(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("civharm.pipeline.link", None)
        assert derive_project(tmp_path / "project", RULES) == report.release
    (tmp_path / "project" / "last_run.json").unlink()
    assert derive_project(tmp_path / "project", RULES) == report.release


def test_what_was_decided_since_the_last_run_is_linked_anew(tmp_path) -> None:
    write_corpus(tmp_path / "in")
    incident = run(tmp_path).release.incidents[0]
    with open_store(tmp_path / "project") as store:
        store.add_judgement(judgement("reject", incident.claims[0]))
    release = derive_project(tmp_path / "project", RULES)
    assert incident.claims[0] not in {claim for one in release.incidents for claim in one.claims}


def test_a_folder_that_holds_no_project_is_one_clear_line(tmp_path) -> None:
    with pytest.raises(StoreError, match="holds no project: make one with") as raised:
        derive_project(tmp_path)
    assert "\n" not in str(raised.value)
    assert list(tmp_path.iterdir()) == []
