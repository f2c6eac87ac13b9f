from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from civharm.reading.phrases import PhraseIndex, find_tokens, is_capitals

INDEX = PhraseIndex([("car bomb", "car bomb"), ("bomb", "bomb"), ("U.S.", "US"), ("Jama'at Nusrat", "JNIM")])


def test_the_longest_phrase_wins_and_none_lies_inside_another() -> None:
    assert [m.rows for m in INDEX.find("a car bomb and a bomb")] == [("car bomb",), ("bomb",)]


def test_hyphens_points_and_line_breaks_join_the_words_of_a_phrase() -> None:
    assert [m.rows[0] for m in INDEX.find("car-bomb, car\nbomb, US-led")] == ["car bomb", "car bomb"]
    assert [m.rows[0] for m in INDEX.find("U.S. jets; U.S.-led")] == ["US", "US"]


def test_a_comma_or_a_sentence_end_parts_a_phrase() -> None:
    assert [m.rows[0] for m in INDEX.find("the car, bomb")] == ["bomb"]


def test_a_phrase_is_never_found_inside_a_word() -> None:
    assert list(INDEX.find("bombastic carbombs")) == []


def test_accents_and_case_do_not_matter() -> None:
    assert [m.rows[0] for m in PhraseIndex([("Medellin Cartel", 1)]).find("the MEDELLÍN cartel")] == [1]


@given(st.text(max_size=300))
def test_tokens_are_the_text_at_their_offsets(text: str) -> None:
    assert all(text[t.start : t.end] == t.text for t in find_tokens(text))


@given(st.lists(st.sampled_from(["car", "bomb", "-", " ", ".", "U", "S", "\n"]), max_size=60).map("".join))
def test_matches_are_in_order_and_apart(text: str) -> None:
    matches = list(INDEX.find(text))
    assert all(a.end <= b.start for a, b in pairwise(matches))


def test_a_text_of_capitals_is_known() -> None:
    assert is_capitals("POLICE SAID FIVE SOLDIERS DIED.") and not is_capitals("The FARC and the ELN")
