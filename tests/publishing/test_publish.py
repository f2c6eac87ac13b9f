"""Publishing: the same bytes, whole or not at all, and every number on the site leads to its sentence."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from fictional import make_release

from civharm.model import Incident, Release, make_id
from civharm.publishing import Policy, PublishError, publish
from civharm.publishing.release_json import load_release
from civharm.publishing.site_words import make_page_name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("release") / "out"
    publish(make_release(), made, policy=Policy(banner="Fictional & <invented>."))
    return made


def read_tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Page(HTMLParser):
    """What a page links to, its ids, its tags, its attributes and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.marks: list[str] = []
        self._marking = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        values = {name: value or "" for name, value in attrs}
        self.ids |= {values["id"]} if "id" in values else set()
        if tag == "a":
            self.links.append(values["href"])
        self.loads += [values[key] for key in ("src",) if key in values] + ([values["href"]] if tag == "link" else [])
        self._marking = tag == "mark"

    def handle_data(self, data: str) -> None:
        if self._marking:
            self.marks.append(data)
        self._marking = False


def all_pages(folder: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(folder.rglob("*.html"))}


def test_two_runs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    publish(make_release(), tmp_path / "again", policy=Policy(banner="Fictional & <invented>."))
    assert read_tree(folder) == read_tree(tmp_path / "again")


def test_the_order_of_what_comes_in_does_not_matter(folder: Path, tmp_path: Path) -> None:
    release = make_release()
    turned = replace(
        release, reports=release.reports[::-1], claims=release.claims[::-1], incidents=release.incidents[::-1],
        series=release.series[::-1], unlinked=release.unlinked[::-1], judgements=release.judgements[::-1],
        moved=dict(reversed(release.moved.items())),
    )  # fmt: skip
    publish(turned, tmp_path / "turned", policy=Policy(banner="Fictional & <invented>."))
    assert read_tree(folder) == read_tree(tmp_path / "turned")


def test_the_manifest_vouches_for_every_other_file(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    listed = {f["path"]: (f["bytes"], f["sha256"]) for f in manifest["files"]}
    held = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in read_tree(folder).items()}
    assert listed == {name: facts for name, facts in held.items() if name != "manifest.json"}
    assert manifest["counts"]["reports"] == 8
    assert manifest["withheld"]["reports"] == 1
    assert any("archived report" in words for words in manifest["policy"])
    assert set(manifest["loses"]) == {"claims.csv", "incidents.csv", "release.json", "incidents.geojson", "site"}


def test_the_manifest_that_is_returned_is_the_one_that_is_written(tmp_path: Path) -> None:
    manifest = publish(make_release(), tmp_path / "out")
    written = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [f.path for f in manifest.files] == [f["path"] for f in written["files"]]
    assert manifest.counts == written["counts"]


def test_a_release_can_be_read_back_from_its_json(folder: Path) -> None:
    release = load_release(folder / "release.json")
    assert release.version == "fictional-1"
    assert len(release.incidents) == 4
    assert all(report.text == "" and len(report.sha256) == 64 for report in release.reports)


def test_texts_are_utf8_with_plain_newlines(folder: Path) -> None:
    for name, data in read_tree(folder).items():
        assert b"\r" not in data, name
        data.decode("utf-8")


def test_publishing_again_replaces_a_former_release(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(make_release(), out)
    publish(Release(version="2", reports=(), claims=(), incidents=()), out)
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["version"] == "2"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert not (out / "incidents").exists()


def test_a_folder_of_somebody_elses_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(PublishError, match="no civharm release"):
        publish(make_release(), tmp_path / "out")
    assert read_tree(tmp_path) == {"out/thesis.txt": b"years of work"}


def test_a_file_or_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(PublishError, match="is no folder"):
            publish(make_release(), tmp_path / name)


def test_a_release_that_fails_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    publish(make_release(), out)
    before = read_tree(out)

    def fail(*_: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("civharm.publishing.make_manifest", fail)
    with pytest.raises(RuntimeError, match="disk full"):
        publish(Release(version="2", reports=(), claims=(), incidents=()), out)
    assert read_tree(out) == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_empty_release_is_a_whole_release(tmp_path: Path) -> None:
    publish(Release(version="0", reports=(), claims=(), incidents=()), tmp_path / "out")
    assert json.loads((tmp_path / "out" / "incidents.geojson").read_text(encoding="utf-8"))["features"] == []
    assert "No incident is in this release" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_every_link_and_anchor_leads_somewhere(folder: Path) -> None:
    pages = all_pages(folder)
    for path, page in pages.items():
        for link in page.links + page.loads:
            if link.startswith(("http://", "https://")):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / unquote(name)).resolve() if name else path
            assert target.is_file(), f"{path}: {link}"
            if anchor:
                assert anchor in pages[target].ids, f"{path}: {link}"


def test_nothing_is_loaded_from_anywhere_else_and_nothing_is_inline(folder: Path) -> None:
    for path, page in all_pages(folder).items():
        assert not [load for load in page.loads if ":" in load or load.startswith("/")], path
        assert "style" not in page.tags
        assert not {a for a in page.attributes if a == "style" or a.startswith("on")}, path
        text = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path


def test_every_number_of_every_rule_leads_to_its_quoted_sentence(folder: Path) -> None:
    release = load_release(folder / "release.json")
    claims = {claim.id: claim for claim in release.claims}
    for incident in release.incidents:
        page = Page(folder / "incidents" / f"{make_page_name(incident.id)}.html")
        for tally in incident.tallies:
            for used in tally.used:
                assert f"#c-{make_page_name(used)}" in page.links
                assert f"c-{make_page_name(used)}" in page.ids
                assert claims[used].count.text in page.marks


def test_an_id_that_moved_leads_on_and_one_that_is_gone_says_so(folder: Path) -> None:
    moved = (folder / "incidents" / f"{make_id('older market')}.html").read_text(encoding="utf-8")
    gone = (folder / "incidents" / f"{make_id('gone')}.html").read_text(encoding="utf-8")
    assert f'content="0; url={make_id("market")}.html"' in moved
    assert "Nothing is left of this incident" in gone
    assert "refresh" not in gone


def test_hostile_texts_are_shown_and_never_run(folder: Path) -> None:
    for path, page in all_pages(folder).items():
        assert not {"img", "b"} & set(page.tags), path
        assert not any(link.lower().startswith("javascript") for link in page.links), path
    reports = (folder / "reports.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(&#34;t&#34;)&lt;/script&gt;" in reports
    assert "javascript:alert(3)" in reports
    script = (folder / "assets" / "places.js").read_text(encoding="utf-8")
    assert "<" not in script
    names = [path.name for path in (folder / "incidents").iterdir()]
    assert all(re.fullmatch(r"[0-9a-f]{16}\.html", name) for name in names)


def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(folder: Path) -> None:
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    hostile = next(row for row in rows if row["count"].endswith("=1+1"))
    assert hostile["count"] == "'=1+1"
    assert hostile["quote"].startswith("'=1+1 families")
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t")]


def test_a_bound_that_no_words_set_is_an_empty_cell_and_never_zero(folder: Path) -> None:
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        strike = next(row for row in csv.DictReader(file) if row["count"] == "at least 12")
    assert (strike["low"], strike["high"]) == ("12", "")


def test_right_to_left_texts_set_their_own_direction(folder: Path) -> None:
    text = (folder / "incidents" / f"{make_id('arabic')}.html").read_text(encoding="utf-8")
    assert '<blockquote dir="auto" lang="ar"><span class="trigger">قتل</span>' in text


def test_the_banner_stands_on_every_page(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        assert "Fictional &amp; &lt;invented&gt;." in path.read_text(encoding="utf-8"), path


def test_lists_are_cut_into_pages(tmp_path: Path) -> None:
    incidents = tuple(Incident(id=f"i{n:03}", claims=(), harms=("killed",)) for n in range(25))
    publish(Release(version="1", reports=(), claims=(), incidents=incidents), tmp_path / "out", policy=Policy(page_size=10))
    pages = all_pages(tmp_path / "out")
    listed = [link for name in ("index", "index-2", "index-3") for link in pages[tmp_path / "out" / f"{name}.html"].links]
    assert {link for link in listed if link.startswith("incidents/")} == {f"incidents/i{n:03}.html" for n in range(25)}
    assert (tmp_path / "out" / "timeline-undated-3.html").is_file()
