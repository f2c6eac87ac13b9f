from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civharm.reading.blocks import RawSentence, find_sentences
from civharm.reading.sentences import parse_sentences


def test_words_carry_offsets_of_the_report(parse) -> None:
    text = "Four nurses died."
    sentence = parse(text, start=100)
    assert [(w.text, w.start) for w in sentence.words] == [("Four", 100), ("nurses", 105), ("died", 112), (".", 116)]


def test_a_text_that_stands_twice_is_parsed_alike_at_both_places() -> None:
    text = "Two guards died.\n\nThe road was closed.\n\nTwo guards died."
    first, between, second = parse_sentences(find_sentences(text))
    assert [(w.tag, w.dep, w.head) for w in first.words] == [(w.tag, w.dep, w.head) for w in second.words]
    assert [text[w.start : w.end] for s in (first, between, second) for w in s.words] == text.replace(".", " .").split()


def test_what_is_asked_again_is_worked_out_once(parse) -> None:
    sentence, asked = parse("Two guards died."), []
    assert [sentence.once("who", lambda: asked.append(1) or "guards") for _ in range(3)] == ["guards"] * 3
    assert asked == [1]


def test_a_word_is_found_by_its_offset_and_none_outside(parse) -> None:
    sentence = parse("Four nurses died.", start=100)
    word = sentence.word_at(107)
    assert word is not None and word.text == "nurses"
    assert sentence.word_at(3) is None
    assert sentence.word_at(117) is None


def test_words_between_are_those_that_overlap(parse) -> None:
    assert [w.text for w in parse("Four nurses died.").words_between(2, 6)] == ["Four", "nurses"]


def test_a_subtree_holds_a_word_and_all_below_it(parse) -> None:
    sentence = parse("Two young nurses died.")
    assert [sentence.words[i].text for i in sentence.subtree(2)] == ["Two", "young", "nurses"]


def test_ancestors_lead_to_the_root(parse) -> None:
    sentence = parse("Two young nurses died.")
    assert [sentence.words[i].text for i in sentence.ancestors(0)] == ["nurses", "died"]


@pytest.mark.parametrize("text", ["SHELLING KILLS NINE VILLAGERS", "Shelling Kills Nine Villagers In Taiz"])
def test_capitals_do_not_hide_the_verb_and_stay_in_the_words(parse, text: str) -> None:
    sentence = parse(text)
    verb = next(w for w in sentence.words if w.lower == "kills")
    assert verb.tag.startswith("VB") and verb.text in text


def test_a_line_break_inside_a_sentence_shifts_no_offset(parse) -> None:
    text = "Four nurses\ndied."
    assert all(text[w.start : w.end] == w.text for w in parse(text).words)


def test_a_batch_parses_each_sentence_as_alone(parse) -> None:
    texts = ["Four nurses died.", "A bomb hit the market.", "The army denied it."]
    raw = [RawSentence(t, 0, len(t), 0, "body") for t in texts]
    assert [s.words for s in parse_sentences(raw)] == [parse(t).words for t in texts]


@settings(deadline=None, max_examples=25)
@given(st.text(min_size=1, max_size=200))
def test_a_word_is_the_text_at_its_offsets(text: str) -> None:
    for sentence in parse_sentences(find_sentences(text)):
        assert all(text[w.start : w.end] == w.text for w in sentence.words)
        assert all(0 <= w.head < len(sentence.words) for w in sentence.words)
