"""Masking: no name, number or address of a private person stands anywhere in a release, unless the policy lets names through."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from fictional import make_release
from hypothesis import given
from hypothesis import strategies as st

from civharm.model import Release, Report
from civharm.publishing import Policy, publish
from civharm.publishing.masking import Masker, find_contacts
from civharm.publishing.name_words import widen_name
from civharm.publishing.names import Scope, find_introduced, find_names_in_phrase
from civharm.publishing.quotes import make_segments
from civharm.publishing.view import make_view

PRIVATE = ("samir", "umm lina", "lina,", "hidden witness", "rania", "second person")
CONTACTS = ("964 770", "964770", "samir.placeholder@", "mail.example", "example street", "14 example")
WITHHELD = ("secretville", "not for publication", "a field team", "r-secret", "confidential")


def read_all(folder: Path) -> dict[str, str]:
    """Every byte of a release and every file's name, folded so that no way of writing hides a name."""
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {
        name: _fold(name + "\n" + path.read_text(encoding="utf-8")) for name, path in files.items() if "countries.js" not in name
    }


def _fold(text: str) -> str:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return text + "\n" + re.sub(r"[-_%+]|20(?=\w)", " ", text)


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("masked") / "out"
    publish(make_release(), folder)
    return read_all(folder)


@pytest.mark.parametrize("words", [*PRIVATE, *CONTACTS, *WITHHELD])
def test_no_byte_of_a_release_tells_who_is_private(masked: dict[str, str], words: str) -> None:
    assert [name for name, text in masked.items() if words in text] == []


@pytest.mark.parametrize("words", ["dr. public official", "the northland health office", "coalition p", "alphaville gazette"])
def test_public_speakers_parties_and_publishers_keep_their_names(masked: dict[str, str], words: str) -> None:
    assert any(words in text for text in masked.values())


def test_names_pass_where_the_policy_lets_them_and_contacts_never_do(tmp_path: Path) -> None:
    publish(make_release(), tmp_path / "out", policy=Policy(names=True))
    texts = read_all(tmp_path / "out").values()
    assert any("samir placeholder" in text for text in texts)
    assert any("umm lina" in text for text in texts)
    assert any("rania recorder" in text for text in texts)
    assert not [words for words in (*CONTACTS[:2], *CONTACTS[4:], *WITHHELD) if any(words in text for text in texts)]


def test_the_counted_words_stay_marked_after_masking() -> None:
    view = make_view(make_release(), Policy())
    marked = {"".join(t for t, slots in make_segments(q) if "count" in slots) for q in view.quotes.values()}
    assert {"at least 12", "Between 12 and 15", "[name]", "ثلاثة", "five"} <= marked


def test_a_tally_that_counted_withheld_claims_says_so() -> None:
    view = make_view(make_release(), Policy())
    market = next(i for i in view.release.incidents if len(i.tallies) > 5)
    said = {
        t.rule: view.withheld_of(market.id, t) for t in market.tallies if t.victims in ("all", "civilian") and t.harm == "killed"
    }
    assert said["ibc"] == 1
    assert said["ucdp"] is None
    assert "conceded" not in {t.rule for t in market.tallies}


def test_what_only_restricted_reports_know_is_left_out_and_counted() -> None:
    view = make_view(make_release(), Policy())
    assert (view.withheld.reports, view.withheld.claims, view.withheld.incidents) == (1, 2, 1)
    claims = {c.id for c in view.release.claims}
    for incident in view.release.incidents:
        listed = [*incident.claims, *(c for t in incident.tallies for c in (*t.used, *(x.claim for x in t.left_out)))]
        listed += [c for o in incident.origins for c in o.claims] + [
            c for x in incident.contradictions for s in x.sides for c in s.claims
        ]
        assert set(listed) <= claims


def test_an_id_that_spells_a_name_is_renamed_everywhere() -> None:
    view = make_view(make_release(), Policy())
    renamed = [r.id for r in view.release.reports if r.id.startswith("report-")]
    assert len(renamed) == 1
    assert [c for c in view.release.claims if c.report == renamed[0]]


@pytest.mark.parametrize(
    "text, marker",
    [
        ("Reach us at +964 (0)770-000-0000 now", "[phone]"), ("phone 555-010-0000", "[phone]"), ("Call: 0770 000 0000.", "[phone]"),
        ("WhatsApp 770000000", "[phone]"), ("a.b+c@mail.example.org said", "[e-mail]"),
        ("at 14 Example Street, Alphaville", "[address]"),
        ("in Mahalla 610, Zuqaq 12, Dar 5", "[address]"), ("at 7 New Placeholder Rd", "[address]"),
    ],
)  # fmt: skip
def test_contacts_are_found_in_the_ways_they_are_written(text: str, marker: str) -> None:
    assert [hit.marker for hit in find_contacts(text)] == [marker]


@pytest.mark.parametrize(
    "text",
    [
        "On 2016-10-17 at 12.30, 1,000,000 people in 17 districts", "between 2003 and 2017",
        "12-15 people were killed on 17/03/2017",
        "since 17.03.2017 at least 10 000 000 fled", "killed 15, wounded 30, 45 missing", "a call for 10 000 troops",
        "SHA 452291d2d417c54612915ffa6d3e6eae", "In 2014, 300 Alphaville residents left", "20 fighters on the street",
    ],
)  # fmt: skip
def test_numbers_of_people_and_days_are_no_contacts(text: str) -> None:
    assert list(find_contacts(text)) == []


def test_counted_words_are_never_masked_as_an_address() -> None:
    text = "killed 12 Example Street residents"
    assert list(find_contacts(text, keep=[(7, 9)])) == []


@pytest.mark.parametrize(
    "phrase, names",
    [
        ("a security source", []), ("a Northland resident", []), ("An Iraqi Army officer", []),
        ("witnesses", []), ("Residents", []),
        ("resident Ahmad Placeholder", [("ahmad", "placeholder")]), ("a witness, Umm Lina", [("umm", "lina")]),
        ("Abu Placeholder", [("abu", "placeholder")]), ("Iraqis", []), ("a woman named Lina", [("lina",)]),
        ("Samir al-Placeholder, a shopkeeper", [("samir", "al", "placeholder")]), ("Mosul residents", []),
    ],
)  # fmt: skip
def test_a_private_speakers_name_is_told_from_a_description(phrase: str, names: list[tuple[str, ...]]) -> None:
    assert find_names_in_phrase(phrase) == names


def test_an_age_after_two_capitals_introduces_a_person() -> None:
    assert find_introduced("Samir Placeholder (34) and In March 2017, 34 people") == [("samir", "placeholder")]


@pytest.mark.parametrize(
    "text, names",
    [
        ("They call themselves 21-year-old Samir Placeholder and 20-year-old Lina.", [("samir", "placeholder"), ("lina",)]),
        ("A 30-year-old Iraqi Army officer fled.", []),
        ("A 12-year-old Palestinian boy was hit.", []),
        ("12-year-old Iraqi Samir Placeholder was hit.", [("samir", "placeholder")]),
    ],
)
def test_an_age_before_a_name_introduces_a_person(text: str, names: list[tuple[str, ...]]) -> None:
    assert find_introduced(text) == names


@pytest.mark.parametrize(
    "quote, part, masked",
    [
        ("The dead man was Samir Nabil Placeholder of the bakery.", "Placeholder", "The dead man was [name] of the bakery."),
        ("On Monday Samir al-Placeholder was shot on the road.", "Placeholder", "On Monday [name] was shot on the road."),
        ("It was in Alphaville. Samir Placeholder was hit there.", "Placeholder", "It was in Alphaville. [name] was hit there."),
        ("Iraqi Samir Placeholder was hit by the shell there.", "Samir", "Iraqi [name] was hit by the shell there."),
    ],
)
def test_a_name_of_which_a_part_was_read_is_masked_whole(quote: str, part: str, masked: str) -> None:
    from factory import claim, report

    told = claim("c1", report="r1", people=(part,), place="Alphaville", quote=quote)
    at = told.quote.start + quote.index(part)
    people = tuple(replace(one, start=at, end=at + len(part)) for one in told.victims.people)
    told = replace(told, victims=replace(told.victims, people=people))
    masker = Masker(Release(version="1", reports=(report("r1"),), claims=(told,), incidents=()), Policy())
    assert masker.words(quote, masker.scope("r1")) == masked


def test_the_capitals_of_a_headline_widen_no_name() -> None:
    assert widen_name("Party Kills Samir Placeholder In Raid", 12, 29) == ()


def masker_of(*names: str) -> tuple[Masker, Scope]:
    """A masker that knows names, each of a victim of one report."""
    from factory import claim, report

    release = Release(
        version="1", reports=(report("r1"),), claims=(claim("c1", report="r1", people=names, place="Alphaville"),), incidents=()
    )
    masker = Masker(release, Policy())
    return masker, masker.scope("r1")


@pytest.mark.parametrize(
    "text, masked",
    [
        ("Samir al-Placeholder died", "[name] died"), ("SAMIR AL PLACEHOLDER died", "[name] died"),
        ("Sàmir Al-Placeholder's son", "[name]'s son"), ("Placeholder was 34", "[name] was 34"),
        ("placeholder words stay", "placeholder words stay"),
        ("Mr. Samir fled Alphaville", "Mr. [name] fled Alphaville"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(text: str, masked: str) -> None:
    masker, scope = masker_of("Samir al-Placeholder")
    assert masker.words(text, scope) == masked


def test_a_link_that_spells_a_name_is_withheld_and_others_stay() -> None:
    masker, scope = masker_of("Samir Placeholder")
    assert masker.url("https://a.example/news/samir-placeholder-34", scope) == "[link withheld]"
    assert masker.url("https://a.example/samirplaceholder", scope) == "[link withheld]"
    assert masker.url("https://a.example/?q=S%61mir%20Placeholder", scope) == "[link withheld]"
    assert masker.url("https://wa.me/9647700000000", scope) == "[link withheld]"
    assert masker.url("https://a.example/2016/10/17/market-0123456789", scope) == "https://a.example/2016/10/17/market-0123456789"


def test_a_victim_called_as_a_place_does_not_hide_the_place() -> None:
    masker, scope = masker_of("Alphaville Placeholder")
    assert masker.words("Alphaville was hit", scope) == "Alphaville was hit"


def test_characters_that_no_file_can_carry_are_replaced_one_for_one(tmp_path: Path) -> None:
    bad = "Title \ud800 with \x00 and \x1b[31m"
    reports = (Report(id="r\ud800", text="x", sha256="0" * 64, title=bad, source=bad, url="https://a.example/\ud800"),)
    publish(Release(version="1", reports=reports, claims=(), incidents=()), tmp_path / "out")
    text = (tmp_path / "out" / "reports.html").read_text(encoding="utf-8")
    assert "Title \ufffd with \ufffd and \ufffd[31m" in text


@given(st.text(alphabet="Samir Placehold-.@+0123456789\n", max_size=200))
def test_places_in_a_masked_text_stay_inside_it_and_in_order(text: str) -> None:
    masker, scope = masker_of("Samir Placeholder")
    masked = masker.mask(text, scope)
    for start in range(0, len(text), 7):
        first, last = masked.place(start, min(len(text), start + 5))
        assert 0 <= first <= last <= len(masked.text)


def test_a_long_hostile_text_is_masked_in_linear_time() -> None:
    masker, scope = masker_of("Samir Placeholder")
    for unit in ("a.", "0 ", "1 A ", "house 1 ", "Samir ", "a@a.", "call 1 ", "((((", "Umm "):
        assert masker.mask(unit * 50_000, scope).text


def test_nothing_of_the_original_release_is_changed() -> None:
    release = make_release()
    make_view(release, Policy())
    assert release == make_release()
