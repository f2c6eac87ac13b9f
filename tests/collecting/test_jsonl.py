"""JSON Lines: each row stands for itself."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.collecting.jsonl import parse_row
from civharm.collecting.outcomes import RefusedError
from civharm.settings import Limits

TEXT = "Blast in market kills three\r\n\nThree people were killed.\u2028Ten were hurt."


def test_a_row_is_a_report_and_its_text_is_kept_character_for_character(tmp_path, collect_all):
    row = {
        "id": 7,
        "text": TEXT,
        "title": "Blast",
        "published": "2017-03-12T01:00:00.000Z",
        "publisher": "Example Wire",
        "url": "http://e.org/1",
        "language": "en",
    }
    (tmp_path / "a.jsonl").write_text("\ufeff" + json.dumps(row, ensure_ascii=False) + "\n\n", newline="")
    (item,) = collect_all()
    report = item.report
    assert (report.id, report.text, report.sha256) == ("7", TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
    assert (report.title, report.published_on, report.source, report.url, report.language) == (
        "Blast",
        "2017-03-12",
        "Example Wire",
        "http://e.org/1",
        "en",
    )
    assert item.outcome.where.endswith("a.jsonl:1")
    assert item.outcome.reason == ""


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "no JSON"), ("three dead", "no JSON"), ("[1]", "no JSON object"), ("5", "no JSON object"),
        ("null", "no JSON object"),
        ('{"text": "x"}', "no id"), ('{"id": 1}', "no text"), ('{"id": 1, "text": null}', "no text"),
        ('{"id": 1, "text": 5}', "no string"),
        ('{"id": true, "text": "x"}', "neither"), ('{"id": 1.5, "text": "x"}', "neither"), ('{"id": {}, "text": "x"}', "neither"),
        ('{"id": "", "text": "x"}', "blank"),
        ('{"id": "a\\nb", "text": "x"}', "printable"), ('{"id": "\\ud800", "text": "x"}', "printable"),
        ('{"id": 1, "text": " \\n"}', "no text"), ("[" * 100_000, "no JSON"),
        ('{"id": ' + "9" * 5000 + ', "text": "x"}', "no JSON"),
        ('{"id": 1, "text": "x', "no JSON"),
    ],
)  # fmt: skip
def test_a_wrong_row_gets_one_line_with_its_number_and_the_rest_goes_on(tmp_path, collect_all, row, reason):
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Three died."}\n' + row + '\n{"id": "b", "text": "Four died."}')
    first, wrong, last = collect_all()
    assert first.report and last.report
    assert wrong.report is None
    assert wrong.outcome.where.endswith("a.jsonl:2")
    assert reason in wrong.outcome.reason
    assert "\n" not in wrong.outcome.reason


def test_a_row_that_is_no_utf8_fails_alone(tmp_path, collect_all):
    (tmp_path / "a.jsonl").write_bytes(b'{"id": 1, "text": "tu\xe9s"}\n{"id": 2, "text": "Three died."}\n')
    assert [item.outcome.status for item in collect_all()] == ["failed", "collected"]


def test_what_no_file_can_hold_is_replaced_one_for_one(tmp_path, collect_all):
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "a\\u0000b\\ud800c three died", "title": "x\\udfff"}')
    (item,) = collect_all()
    assert item.report.text == "a\ufffdb\ufffdc three died"
    assert item.report.title == "x\ufffd"
    assert "2 characters" in item.outcome.reason


def test_a_row_beyond_the_limit_fails_and_the_next_is_read(tmp_path, collect_all):
    rows = ['{"id": 1, "text": "' + "x" * 5000 + '"}', '{"id": 2, "text": "Three died."}']
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    items = collect_all(limits=Limits(report_bytes=1000))
    assert [(item.outcome.where[-1], item.outcome.status) for item in items] == [("1", "failed"), ("2", "collected")]


@pytest.mark.parametrize(
    ("raw", "status"), [(b"", "skipped"), (b"\n\n", "skipped"), (b"PK\x03\x04\n\n", "failed"), ("{}".encode("utf-16"), "failed")]
)
def test_a_file_without_rows_is_one_line(tmp_path, collect_all, raw, status):
    (tmp_path / "a.jsonl").write_bytes(raw)
    (item,) = collect_all()
    assert item.outcome.status == status


def test_keys_that_are_not_known_are_said_once_a_file(tmp_path, collect_all):
    (tmp_path / "a.jsonl").write_text("".join(f'{{"id": {n}, "text": "{n} died", "ds": 1}}\n' for n in range(3)))
    assert [item.outcome.reason for item in collect_all()] == ["unknown key 'ds' is left out", "", ""]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "x"]), inner),
    )
)
def test_any_json_is_a_row_or_refused(value):
    try:
        row = parse_row(json.dumps(value).encode())
    except RefusedError as error:
        assert "\n" not in error.reason
    else:
        assert isinstance(row["id"], str) and isinstance(row["text"], str)
