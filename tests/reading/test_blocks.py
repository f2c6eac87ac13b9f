from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civharm.reading.blocks import MAX_SENTENCE, find_sentences

CUTS = [
    ("Four died. Two were hurt.", ["Four died.", "Two were hurt."]),
    ("Dr. Karim saw it. Col. Omar did not.", ["Dr. Karim saw it.", "Col. Omar did not."]),
    ("The U.N. convoy left at 5 p.m. on Monday. It was shelled.", ["The U.N. convoy left at 5 p.m. on Monday.", "It was shelled."]),
    ("A. B. Sayed was shot! Who did it?", ["A. B. Sayed was shot!", "Who did it?"]),
    ('"Four died." He wept.', ['"Four died."', "He wept."]),
    ("They took no precautions.Amnesty said so.", ["They took no precautions.", "Amnesty said so."]),
    ("It cost 3.5 million.", ["It cost 3.5 million."]),
    ("No stop at the end", ["No stop at the end"]),
    ("NORTHTON, Redland (AP) — Four died.", ["Four died."]),
    ("NORTHTON, May 3 (Xinhua) -- Four died. Two fled.", ["Four died.", "Two fled."]),
    ("NORTHTON - Four died.", ["Four died."]),
    ("NORTHTON: Four people died.", ["Four people died."]),
    ("POLICE: Four people died.", ["POLICE: Four people died."]),
    ("NATO – the alliance – said so.", ["NATO – the alliance – said so."]),
    ("", []),
    (" \n\t\n", []),
]


@pytest.mark.parametrize(("text", "sentences"), CUTS)
def test_a_sentence_ends_at_a_stop_and_not_at_an_abbreviation(text: str, sentences: list[str]) -> None:
    assert [s.text for s in find_sentences(text)] == sentences


def test_the_title_line_and_its_repetition_are_headlines() -> None:
    text = "Bomb kills three\n\nBomb kills three, KABUL (Feb. 1) -\n\nThree people died."
    assert [s.kind for s in find_sentences(text, "Bomb kills three")] == ["title", "title", "body"]


def test_a_first_line_that_is_not_the_title_is_body() -> None:
    assert [s.kind for s in find_sentences("Bomb kills three\n\nThree people died.")] == ["body", "body"]


def test_a_credit_of_a_picture_is_a_caption() -> None:
    assert [s.kind for s in find_sentences("Image by AFP: two wounded men\n\nThree people died.")] == ["caption", "body"]


def test_boilerplate_is_no_sentence() -> None:
    assert [s.text for s in find_sentences("Share this\n\nThree people died.\n\nSubscribe to our newsletter")] == [
        "Three people died."
    ]


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "The army said on Monday that at least twelve villagers were killed when\n"
        "shells fell on the market of the old town, and that thirty others were\n"
        "wounded."
    )
    assert [(s.text, s.paragraph) for s in find_sentences(text)] == [(text, 0)]


def test_a_blank_line_ends_a_paragraph_and_its_sentence() -> None:
    assert [(s.text, s.paragraph) for s in find_sentences("Four died\n\nTwo were hurt")] == [("Four died", 0), ("Two were hurt", 1)]


def test_a_sentence_without_end_is_cut_at_a_blank() -> None:
    sentences = find_sentences("killed people " * 1000)
    assert all(len(s.text) <= MAX_SENTENCE and s.text.startswith(("killed", "people")) for s in sentences)
    assert "".join("".join(s.text for s in sentences).split()) == "killedpeople" * 1000


@settings(deadline=None)
@given(st.text(max_size=1500), st.none() | st.text(max_size=40))
def test_a_sentence_is_the_text_at_its_offsets_and_none_overlap(text: str, title: str | None) -> None:
    sentences = find_sentences(text, title)
    assert all(text[s.start : s.end] == s.text and 0 < len(s.text) <= MAX_SENTENCE for s in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))


@pytest.mark.parametrize("piece", ["a. ", ".", "(\"'", "\n", "A.", "Dr. ", "“”", " ", "x" * 100 + "\n"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        started = time.process_time()
        find_sentences(text, "Title")
        return time.process_time() - started

    seconds(1000)
    assert seconds(160_000) < 8 * seconds(40_000) + 0.2


def test_headlines_listed_under_a_heading_are_of_other_reports() -> None:
    text = "Nine people died in Taiz.\n\nRelated stories\nTen die in Marib strike\nTwelve killed in Aden\n\nThe market had reopened on Sunday."
    assert [s.text for s in find_sentences(text)] == ["Nine people died in Taiz.", "The market had reopened on Sunday."]
