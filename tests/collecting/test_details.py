"""What is said of a report besides its text: front matter, sidecars, and what cannot be taken without a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.collecting.details import check_details, parse_instant, parse_published
from civharm.collecting.frontmatter import take_front_matter

BODY = "Blast in market kills three\n\nThree people were killed on Monday.\n"
FRONT = "---\ntitle: Blast\npublished: 2017-03-12\npublisher: Example Wire\nurl: https://example.org/a\nlanguage: en\n---\n"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2017-03-12", "2017-03-12"), ("20170312", "2017-03-12"), ("2017-03-12T23:59:59.000Z", "2017-03-12"),
        ("2017-03-12 23:59", "2017-03-12"), ("2017/3/12", "2017-03-12"), ("12.3.2017", "2017-03-12"),
        ("12 March 2017", "2017-03-12"),
        ("12-Mar-2017", "2017-03-12"), ("March 12, 2017", "2017-03-12"), ("Sept. 5, 2016", "2016-09-05"),
        ("Sunday, 12 March 2017", "2017-03-12"), ("March 12, 2017 at 10:30 pm", "2017-03-12"), ("25/12/2016", "2016-12-25"),
        ("12/25/2016", "2016-12-25"), ("05/05/2016", "2016-05-05"),
        ("03/04/2017", None), ("2017-03", None), ("2017", None), ("March 2017", None), ("31 February 2017", None),
        ("yesterday", None),
        ("12 Marchy 2017", None), ("", None), ("1" * 5000, None), ("0000-00-00", None),
    ],
)  # fmt: skip
def test_a_day_is_taken_where_it_has_one_reading(words, day):
    assert parse_published(words) == day


def test_an_instant_is_kept_in_utc():
    assert parse_instant("2017-03-12T12:00:00+03:00") == "2017-03-12T09:00:00Z"
    assert parse_instant("0001-01-01T00:00:00+14:00") is None


def test_front_matter_is_blanked_and_not_cut():
    text, details = take_front_matter(FRONT + BODY)
    assert len(text) == len(FRONT + BODY)
    assert text.index("Three") == (FRONT + BODY).index("Three")
    assert text.count("\n") == (FRONT + BODY).count("\n")
    assert text.strip() == BODY.strip()
    assert details.values == {
        "title": "Blast", "published_on": "2017-03-12", "source": "Example Wire", "url": "https://example.org/a", "language": "en",
    }  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=300))
def test_offsets_survive_any_front_matter(words):
    front = f"---\ntitle: x\n{words}\n---\n"
    text, _ = take_front_matter(front + BODY)
    assert len(text) == len(front + BODY)
    assert text.endswith(BODY)


def test_lines_of_hyphens_that_name_no_known_key_are_text():
    text = "---\nBAGHDAD: three were killed\n---\nMore follows.\n"
    taken, details = take_front_matter(text)
    assert taken == text
    assert details.values == {}
    assert len(details.notes) == 1


def test_a_title_with_a_colon_is_taken_as_it_stands_with_a_note(tmp_path, collect_all):
    (tmp_path / "a.txt").write_text("---\ntitle: Mosul: three killed\nrestricted: true\n---\n" + BODY)
    (item,) = collect_all()
    assert item.report.title == "Mosul: three killed"
    assert item.report.restricted
    assert "quotes" in item.outcome.reason


def test_values_are_the_words_that_stand_there():
    _, details = take_front_matter("---\ntitle: 1984\npublisher: No\nlanguage: no\n---\nx")
    assert details.values == {"title": "1984", "source": "No", "language": "no"}


def test_unknown_keys_give_one_line_and_the_rest_is_taken():
    details = check_details({"titel": "x", "tags": [1], "publisher": "Example Wire"})
    assert details.values == {"source": "Example Wire"}
    assert details.notes == ["unknown keys 'tags', 'titel' are left out"]


def test_what_cannot_be_read_stays_unknown_with_a_note():
    details = check_details(
        {"published": "03/04/2017", "url": "javascript:alert(1)", "language": "English", "title": 5, "publisher": ["x"]}
    )
    assert details.values == {}
    assert len(details.notes) == 5


def test_a_mistyped_restriction_restricts():
    assert check_details({"restricted": "ture"}).values["restricted"] is True
    assert check_details({"restricted": ["x"]}).values["restricted"] is True
    details = check_details({"restricted": False})
    assert (details.values["restricted"], details.unrestricted) == (False, True)
    assert "restricted" not in check_details({"restricted": None}).values


@pytest.mark.parametrize("name", ["blast.txt.meta.yml", "blast.meta.yml"])
def test_a_sidecar_tells_of_the_file_beside_it(tmp_path, collect_all, name):
    (tmp_path / "blast.txt").write_text(BODY)
    (tmp_path / name).write_text(
        "publisher: Example Wire\nretrieved: 2017-03-13T01:00:00+02:00\ntranslation_of: blast-ar.txt\nrestricted: yes"
    )
    (item,) = collect_all()
    report = item.report
    assert (report.source, report.retrieved_at, report.translation_of) == ("Example Wire", "2017-03-12T23:00:00Z", "blast-ar.txt")
    assert report.restricted
    assert report.title == "Blast in market kills three"


def test_a_sidecar_counts_more_than_front_matter_but_lifts_no_restriction(tmp_path, collect_all):
    (tmp_path / "blast.txt").write_text("---\npublisher: A\ntitle: T\nrestricted: true\n---\n" + BODY)
    (tmp_path / "blast.meta.yml").write_text("publisher: B\nrestricted: false")
    (item,) = collect_all()
    assert (item.report.source, item.report.title, item.report.restricted, item.unrestricted) == ("B", "T", True, False)


def test_a_report_whose_sidecar_cannot_be_read_is_not_taken(tmp_path, collect_all):
    (tmp_path / "blast.txt").write_text(BODY)
    (tmp_path / "blast.meta.yml").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "other.txt").write_text(BODY)
    first, second = collect_all()
    assert first.report is None
    assert "blast.meta.yml" in first.outcome.reason
    assert second.report is not None


@pytest.mark.parametrize(
    "words",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(f"a{i}: &a{i} [*a{i - 1 or ''},*a{i - 1 or ''}]" for i in range(1, 30)),
        "title: " + "[" * 6000,
        "title: !!python/object/apply:os.system ['echo']",
        "title: {a: b}\n? [x]\n: y",
        "title: \x07bell",
        "title: " + "x" * 3000,
    ],
)
def test_hostile_yaml_is_read_in_no_time_and_does_nothing(words):
    text, details = take_front_matter(f"---\ntitle: x\n{words}\n---\n{BODY}")
    assert text.endswith(BODY)
    assert set(details.values) <= {"title"}
