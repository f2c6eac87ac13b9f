from __future__ import annotations

import pytest

from civharm.lexicon import load_rows
from civharm.model import HARMS
from civharm.reading.harms import find_triggers, says_harm, says_harm_plainly
from civharm.reading.inflection import inflect_noun, inflect_verb

HARM_OF = [
    ("Four men were executed.", "killed"),
    ("Four men were beheaded.", "killed"),
    ("Four men were burned alive.", "killed"),
    ("Four men lost their lives.", "killed"),
    ("Four men embraced martyrdom.", "killed"),
    ("Four men were sent to hell.", "killed"),
    ("The blast claimed the lives of four men.", "killed"),
    ("Four men were wounded.", "injured"),
    ("Four men were shot.", "casualties"),
    ("Four men are unaccounted for.", "missing"),
    ("Four men were taken hostage.", "abducted"),
    ("Four men were arrested.", "detained"),
    ("Four men were tortured.", "tortured"),
    ("Four women were raped.", "sexual_violence"),
    ("Four men were used as human shields.", "human_shield"),
    ("Four men fled.", "displaced"),
    ("Four men are besieged.", "trapped"),
]


@pytest.mark.parametrize(("text", "harm"), HARM_OF)
def test_each_harm_has_words(parse, text: str, harm: str) -> None:
    assert harm in {t.harm for t in find_triggers(parse(text))}


def test_every_harm_of_the_codebook_has_a_row() -> None:
    rows = load_rows(
        "harms",
        required=("harm", "victim"),
        optional=("verb", "noun", "adjective", "phrase", "forms", "weak", "means", "parted", "suggests"),
    )
    assert {row["harm"] for row in rows} == set(HARMS)


def test_a_longer_phrase_hides_the_words_inside_it(parse) -> None:
    assert [t.text for t in find_triggers(parse("Two men were shot dead."))] == ["shot dead"]


def test_a_harm_word_is_the_text_at_its_offsets(parse) -> None:
    sentence = parse("Shells killed two men and wounded a girl.", start=50)
    assert [sentence.text[t.start - 50 : t.end - 50] for t in find_triggers(sentence)] == ["killed", "wounded"]


def test_a_word_inside_another_is_no_harm_word(parse) -> None:
    assert find_triggers(parse("The skilled man overshot the deadline.")) == []


def test_a_text_without_harm_words_is_not_parsed() -> None:
    assert not says_harm("The minister opened a school.")
    assert not says_harm_plainly("The minister opened a school.")


@pytest.mark.parametrize(
    "text", ["The truck was destroyed.", "Prices hit the roof.", "The hall fell silent as he left.", "They beat the rain."]
)
def test_a_weak_word_alone_says_no_harm_plainly(text: str) -> None:
    assert says_harm(text) and not says_harm_plainly(text)


@pytest.mark.parametrize(
    ("verb", "past"), [("kill", "killed"), ("bury", "buried"), ("capture", "captured"), ("destroy", "destroyed")]
)
def test_regular_verbs_inflect(verb: str, past: str) -> None:
    assert past in inflect_verb(verb)


@pytest.mark.parametrize(
    ("noun", "plural"), [("casualty", "casualties"), ("corpse", "corpses"), ("ambush", "ambushes"), ("day", "days")]
)
def test_regular_nouns_inflect(noun: str, plural: str) -> None:
    assert plural in inflect_noun(noun)
