"""The rules that hold for every kind of source: order, ids, copies, and one line for whatever is wrong."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest

from civharm.collecting import Collected, collect
from civharm.settings import Limits

DEAD = "Blast in market kills three\n\nThree people were killed on Monday, a doctor said.\n"


def only(items: list[Collected]) -> Collected:
    assert len(items) == 1, [item.outcome for item in items]
    return items[0]


def said(items: list[Collected]) -> list[tuple[str, str]]:
    return [(Path(item.outcome.where).name, item.outcome.status) for item in items]


def test_a_text_file_is_a_report_with_the_hash_of_its_bytes(tmp_path, collect_all):
    (tmp_path / "blast.txt").write_bytes(b"\xef\xbb\xbf" + DEAD.encode())
    report = only(collect_all()).report
    assert report is not None
    assert (report.id, report.text, report.title) == ("blast.txt", DEAD, "Blast in market kills three")
    assert report.sha256 == hashlib.sha256(b"\xef\xbb\xbf" + DEAD.encode()).hexdigest()
    assert (report.source, report.published_on, report.url, report.language, report.retrieved_at) == (None,) * 5


def test_files_come_in_the_order_of_their_names_from_all_folders(tmp_path, collect_all):
    for name in ("b/2.txt", "b/1.txt", "a/3.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name} tells of three dead.")
    assert [name for name, _ in said(collect_all())] == ["3.txt", "1.txt", "2.txt", "c.txt"]


def test_hidden_files_and_sidecars_are_no_inputs(tmp_path, collect_all):
    (tmp_path / ".hidden.txt").write_text(DEAD)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(DEAD)
    (tmp_path / "blast.txt.meta.yml").write_text("publisher: Example Wire")
    assert collect_all() == []


def test_what_is_wrong_with_one_file_is_one_line_and_the_others_go_on(tmp_path, collect_all):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(" \n\t\n")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "e.txt").write_bytes(b"%PDF-1.7 three dead")
    (tmp_path / "f.txt").write_text(DEAD)
    items = collect_all()
    assert said(items) == [
        ("a.txt", "skipped"), ("b.txt", "skipped"), ("c.txt", "failed"), ("d.pdf", "skipped"), ("e.txt", "failed"),
        ("f.txt", "collected"),
    ]  # fmt: skip
    assert all(item.outcome.reason and "\n" not in item.outcome.reason for item in items[:5])


def test_a_path_that_does_not_exist_fails(collect_all):
    item = only(collect_all("nowhere"))
    assert item.outcome.status == "failed"
    assert "does not exist" in item.outcome.reason


def test_a_text_of_50_mb_is_refused_without_loading_it(tmp_path, collect_all):
    with (tmp_path / "a.txt").open("wb") as file:
        for _ in range(50):
            file.write(b"three people were killed " * 40_000)
    (tmp_path / "b.txt").write_text(DEAD)
    import tracemalloc

    tracemalloc.start()
    items = collect_all()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said(items) == [("a.txt", "failed"), ("b.txt", "collected")]
    assert "20 MB" in items[0].outcome.reason
    assert peak < 21_000_000


def test_a_text_of_just_the_limit_is_taken(tmp_path, collect_all):
    (tmp_path / "a.txt").write_text("x" * 1000)
    assert only(collect_all(limits=Limits(report_bytes=1000))).outcome.status == "collected"
    assert only(collect_all(limits=Limits(report_bytes=999))).outcome.status == "failed"


def test_links_in_a_circle_pipes_and_devices_are_passed_over(tmp_path, collect_all):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    os.mkfifo(tmp_path / "c.txt")
    (tmp_path / "d.txt").symlink_to("/dev/zero")
    (tmp_path / "e.txt").symlink_to(tmp_path / "gone")
    assert said(collect_all()) == [
        ("up", "skipped"),
        ("b.txt", "skipped"),
        ("c.txt", "skipped"),
        ("d.txt", "skipped"),
        ("e.txt", "skipped"),
    ]


def test_folders_may_nest_deeper_than_pythons_calls(tmp_path, collect_all):
    folder = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=folder)
        deeper = os.open("d", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = deeper
    os.close(folder)
    items = collect_all()
    subprocess.run(["rm", "-r", tmp_path / "d"], check=True)  # Python's own way of removing it would need as many calls
    assert all(item.outcome.status in {"skipped", "failed"} for item in items)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_without_permission_fails(tmp_path, collect_all):
    (tmp_path / "a").mkdir(mode=0o000)
    assert "permission" in only(collect_all()).outcome.reason


def test_a_folder_that_cannot_be_listed_fails_and_the_others_go_on(tmp_path, collect_all, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_text(DEAD)
    list_it = Path.iterdir

    def refuse(path: Path):
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return list_it(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    items = collect_all()
    assert said(items) == [("a", "failed"), ("b.txt", "collected")]
    assert "permission" in items[0].outcome.reason


def test_a_file_that_cannot_be_opened_fails_and_the_others_go_on(tmp_path, collect_all, monkeypatch):
    (tmp_path / "a.txt").write_text(DEAD)
    (tmp_path / "b.txt").write_text(DEAD)
    opened = Path.open

    def refuse(path: Path, *args, **kwargs):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert said(collect_all()) == [("a.txt", "failed"), ("b.txt", "collected")]


def test_the_same_name_and_bytes_are_a_copy_and_no_second_report(tmp_path, collect_all):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "blast.txt").write_text(DEAD)
    first, second = collect_all()
    assert first.report is not None
    assert second.report is None
    assert (second.outcome.status, second.outcome.reason, second.outcome.report) == ("copy", "same as blast.txt", "blast.txt")


def test_two_texts_of_one_name_get_two_ids(tmp_path, collect_all):
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "blast.txt").write_text(f"Three people died, says {name if name != 'c' else 'b'}.")
    first, second, third = collect_all()
    assert first.report and second.report
    assert (first.report.id, second.report.id) == ("blast.txt", "blast.txt#" + second.report.sha256[:8])
    assert "blast.txt" in second.outcome.reason
    assert (third.outcome.status, third.outcome.report) == ("copy", second.report.id)


def test_the_same_text_under_another_name_is_a_report_with_a_note(tmp_path, collect_all):
    (tmp_path / "a.txt").write_text(DEAD)
    (tmp_path / "b.txt").write_text(DEAD)
    second = collect_all()[1]
    assert second.report is not None
    assert (second.outcome.status, second.outcome.reason) == ("collected", "its text equals that of a.txt")


def test_a_copy_with_another_publisher_says_so(tmp_path, collect_all):
    rows = [{"id": 1, "text": DEAD, "publisher": name} for name in ("Example Wire", "Example Post")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert "publisher" in collect_all()[1].outcome.reason


def test_a_name_that_no_text_file_can_hold_is_made_printable(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/blast\xff\n.txt"))
    path.write_text(DEAD)
    item = only(list(collect([tmp_path])))
    assert item.report is not None
    assert item.report.id == "blast\ufffd\ufffd.txt"
    assert item.outcome.where.encode().decode().isprintable()


def test_folders_left_out_are_not_walked(tmp_path):
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "index.html").write_text("<p>Three people died.</p>")
    (tmp_path / "a.txt").write_text(DEAD)
    assert said(list(collect([tmp_path], leave_out=[tmp_path / "release", tmp_path / "none"]))) == [("a.txt", "collected")]


def test_an_input_is_walked_though_it_is_the_projects_own_folder(tmp_path):
    (tmp_path / "a.txt").write_text(DEAD)
    assert said(list(collect([tmp_path], leave_out=[tmp_path]))) == [("a.txt", "collected")]


def test_collecting_twice_gives_the_same(tmp_path, collect_all):
    (tmp_path / "a.txt").write_bytes("Trois tués à Alep".encode("cp1252"))
    (tmp_path / "b.html").write_text("<title>Blast</title><p>" + DEAD * 5)
    (tmp_path / "c.jsonl").write_text('{"id": 1, "text": "Three died."}\n')
    assert collect_all() == collect_all()


def test_reports_come_before_the_last_file_is_opened(tmp_path):
    (tmp_path / "a.txt").write_text(DEAD)
    (tmp_path / "b.txt").write_text(DEAD)
    items = collect([tmp_path])
    assert next(items).report is not None
    (tmp_path / "b.txt").unlink()
    assert next(items).outcome.status == "failed"
