"""The day that a report's address names, for a report of which nothing else says it."""

from __future__ import annotations

import json

import pytest

from civharm.collecting import collect
from civharm.collecting.addresses import find_day_in_address


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2016/10/22/middleeast/town/index.html", "2016-10-22"),
        ("http://example.org/news/2023/3/25?from=feed", "2023-03-25"),
        ("https://example.org/news/2023-03-25", "2023-03-25"),
        ("https://twitter.com/example/status/20", None),  # older than numbers that hold an instant
        ("https://example.org/2016/10/town", None),
        ("https://example.org/2016/13/22/town", None),
        ("https://example.org/read?next=/2016/10/22/", None),
        ("https://example.org/story/1458073849183014917", None),
        ("https://example.org/" + "/2" * 100_000, None),
    ],
)
def test_an_address_names_a_day_or_none(url, day):
    assert find_day_in_address(url) == day


def collect_row(tmp_path, **row):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "Three people were killed today.", **row}))
    (item,) = collect([path])
    return item


def test_a_day_in_the_address_is_taken_and_said(tmp_path):
    item = collect_row(tmp_path, url="https://example.org/2016/10/22/town")
    assert item.report.published_on == "2016-10-22"
    assert item.outcome.reason == "published is not said, 2016-10-22 is taken from its address"


def test_what_is_said_stands_before_the_address(tmp_path):
    item = collect_row(tmp_path, url="https://example.org/2016/10/22/town", published="2016-10-24")
    assert (item.report.published_on, item.outcome.reason) == ("2016-10-24", "")
