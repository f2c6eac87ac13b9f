from __future__ import annotations

import pytest

from civharm.reading.certainty import find_certainty
from civharm.reading.harms import find_triggers
from civharm.reading.modality import find_modality

MODALITY = [
    ("Two nurses were killed.", "occurred"),
    ("Two nurses were not killed.", "denied"),
    ("The army denied that civilians were killed.", "denied"),
    ("Two nurses will be killed.", "future"),
    ("Two nurses may be killed.", "hypothetical"),
    ("Two nurses could have been killed.", "hypothetical"),
    ("If the dam is killed off, nurses are killed.", "hypothetical"),
    ("Gunmen tried to kill the mayor.", "attempted"),
    ("The rebels vowed to kill the mayor.", "threatened"),
    ("It is feared that 40 people were killed.", "feared"),
    ("Guards often beat prisoners.", "habitual"),
]
CERTAINTY = [
    ("The strike reportedly killed four people.", "hedged"),
    ("Four people were allegedly killed.", "hedged"),
    ("Four people are believed to have been killed.", "hedged"),
    ("The strike killed four suspected militants.", "stated"),
    ("The strike killed about four people.", "stated"),
    ("The strike killed four people.", "stated"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITY)
def test_the_words_around_a_harm_word_say_whether_it_happened(parse, text: str, modality: str) -> None:
    sentence = parse(text)
    said = {find_modality(sentence, t) for t in find_triggers(sentence) if t.harm in ("killed", "tortured")}
    assert modality in said


@pytest.mark.parametrize(("text", "certainty"), CERTAINTY)
def test_doubt_about_the_fact_is_a_hedge_and_doubt_about_the_number_or_the_person_is_none(parse, text: str, certainty: str) -> None:
    sentence = parse(text)
    trigger = find_triggers(sentence)[0]
    assert find_certainty(sentence, trigger, text.index("our people") if "our people" in text else trigger.end + 1) == certainty


def test_a_fear_in_another_clause_does_not_reach_the_harm(parse) -> None:
    sentence = parse("Residents feared more raids, and two nurses were killed.")
    assert find_modality(sentence, find_triggers(sentence)[-1]) == "occurred"
