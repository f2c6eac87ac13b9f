"""Saved web pages: what they say is found, and no page holds up a run."""

from __future__ import annotations

import hashlib
import time

import pytest

from civharm.collecting.article import find_article
from civharm.settings import Limits

LINES = [f"At least {number} people were killed in the shelling of the market on Monday, a doctor said." for number in range(5, 20)]
ARTICLE = "".join(f"<p>{line}</p>" for line in LINES)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Shelling in market | Example Wire</title>
<meta property="og:title" content="Shelling in market"><meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2017-03-12T10:00:00Z">
<meta property="article:modified_time" content="2018-01-01T10:00:00Z">
<link rel="canonical" href="https://example.org/2017/shelling"></head>
<body><nav><a href="/">Home</a></nav><script>alert("nine killed")</script><article><h1>Shelling in market</h1>{ARTICLE}</article>
<footer>Copyright 2016</footer></body></html>"""


def test_a_page_is_a_report_of_its_title_and_article(tmp_path, collect_all):
    (tmp_path / "a.html").write_text(PAGE)
    (item,) = collect_all()
    report = item.report
    assert report.text.split("\n")[:2] == ["Shelling in market", ""]
    assert all(line in report.text for line in LINES)
    assert "alert" not in report.text and "Home" not in report.text
    assert report.text.count("Shelling in market") == 1
    assert (report.title, report.published_on, report.source) == ("Shelling in market", "2017-03-12", "Example Wire")
    assert report.url == "https://example.org/2017/shelling"
    assert report.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert item.outcome.reason == ""


def test_what_a_page_does_not_say_stays_unknown(tmp_path, collect_all):
    (tmp_path / "a.htm").write_text(f"<html><body>{ARTICLE}<p>Copyright 2016</p></body></html>")
    (item,) = collect_all()
    assert (item.report.published_on, item.report.source, item.report.url, item.report.language) == (None, None, None, None)


def test_a_sidecar_counts_more_than_the_page(tmp_path, collect_all):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "a.html.meta.yml").write_text("publisher: Example Agency\npublished: 2017-03-11")
    (item,) = collect_all()
    assert (item.report.source, item.report.published_on, item.report.title) == (
        "Example Agency",
        "2017-03-11",
        "Shelling in market",
    )


def test_a_page_without_an_article_gives_its_whole_text_with_a_note(tmp_path, collect_all):
    (tmp_path / "a.html").write_text("<title>Note</title><div>Three <b>people</b> died.</div><div>Ten hurt.<br>More follows.</div>")
    (item,) = collect_all()
    assert item.report.text == "Note\n\nThree people died.\nTen hurt.\nMore follows."
    assert "no article" in item.outcome.reason


def test_an_old_page_is_read_in_the_encoding_that_it_declares(tmp_path, collect_all):
    page = f"<meta charset='windows-1256'><title>قصف الموصل</title><p>مقتل ثلاثة</p>{ARTICLE}"
    (tmp_path / "a.html").write_bytes(page.encode("cp1256"))
    (item,) = collect_all()
    assert item.report.title == "قصف الموصل"
    assert "windows-1256" in item.outcome.reason


@pytest.mark.parametrize("page", ["<html></html>", "<script>x</script>", "<!-- -->", "<html><body><img src=x></body></html>"])
def test_a_page_without_text_is_skipped(tmp_path, collect_all, page):
    (tmp_path / "a.html").write_text(page)
    (item,) = collect_all()
    assert (item.report, item.outcome.status) == (None, "skipped")


def test_entities_of_a_page_are_not_multiplied(tmp_path, collect_all):
    bomb = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 20))
    (tmp_path / "a.html").write_text(f"<!DOCTYPE html [<!ENTITY e0 'x'>{bomb}]><html><body>&e19;{ARTICLE}</body></html>")
    (item,) = collect_all()
    assert len(item.report.text) < 5000


def test_a_page_that_holds_the_parser_is_ended_and_the_next_is_read(tmp_path, collect_all):
    attributes = " ".join(f"a{number}='x'" for number in range(100_000))
    (tmp_path / "a.html").write_text(f"<html><body><p {attributes}>{ARTICLE}</body></html>")
    (tmp_path / "b.html").write_text(PAGE)
    start = time.monotonic()
    stalled, read = collect_all(limits=Limits(page_seconds=3))
    assert time.monotonic() - start < 20
    assert stalled.report is None
    assert "3 seconds" in stalled.outcome.reason
    assert read.report is not None


def test_a_page_that_eats_memory_is_refused_and_the_next_is_read(tmp_path, collect_all):
    (tmp_path / "a.html").write_text("<html><body>" + "<b>x</b>" * 1_500_000)
    (tmp_path / "b.html").write_text(PAGE)
    eaten, read = collect_all(limits=Limits(page_memory=400_000_000, page_seconds=60))
    assert eaten.report is None
    assert eaten.outcome.status in {"failed", "skipped"}
    assert read.report is not None


@pytest.mark.parametrize("part", ["<div>", "<a href='x'>abc def</a> "])
def test_a_page_of_20_mb_does_not_stall(tmp_path, collect_all, part):
    (tmp_path / "a.html").write_text("<html><body>" + part * (19_900_000 // len(part)))
    start = time.monotonic()
    (item,) = collect_all()
    assert time.monotonic() - start < 40
    assert item.outcome.status in {"collected", "failed", "skipped"}


def test_the_article_is_not_looked_for_in_a_huge_page():
    found = find_article("<html><head><title>Long</title></head><body>" + ARTICLE * 20 + "</body></html>", most_elements=100)
    assert found["title"] == "Long"
    assert "no article" in found["note"]
    assert found["text"].count("\n") == 20 * len(LINES) - 1
