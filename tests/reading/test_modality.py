from __future__ import annotations

import pytest

from civharm.model import make_report
from civharm.reading import read
from civharm.reading.certainty import find_certainty
from civharm.reading.harms import find_triggers
from civharm.reading.modality import find_modality

MODALITY = [
    ("The rebels have yet to kill a hostage.", "denied"),
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


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("As many as 60 people may have died in the raid.", "hypothetical"),
        ("Reports that 40 pupils were abducted are false.", "denied"),
        ("There is no evidence that civilians were killed.", "denied"),
        ("The army denied any part in the raid that killed nine.", "occurred"),
        ("The army denied responsibility for the deaths of nine people.", "occurred"),
        ("Every party rejected the murder of two judges.", "occurred"),
        ("The rebels said they would kill a guard.", "threatened"),
        ("The mayor said that 40 people will be evacuated.", "future"),
        ("Two of the wounded would later die.", "occurred"),
        ("The offensive could leave thousands dead.", "hypothetical"),
        ("The siege will lead to the deaths of hundreds.", "future"),
        ("Police foiled a plot to murder an editor.", "attempted"),
        ("He survived an assassination attempt.", "attempted"),
        ("Every week, boys are abducted from the camp.", "habitual"),
        ("Prisoners would be beaten every morning.", "habitual"),
        ("A feared warlord killed two nurses.", "occurred"),
        ("It is unclear if the 15 children killed were brothers.", "occurred"),
        ("It is unclear whether any passengers were killed.", "hypothetical"),
    ],
)
def test_the_clause_of_a_harm_word_says_whether_it_happened(parse, text: str, modality: str) -> None:
    sentence = parse(text)
    assert {
        find_modality(sentence, t) for t in find_triggers(sentence) if t.harm in ("killed", "abducted", "displaced", "tortured")
    } == {modality}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("A raid believed to have been carried out by the army killed four people.", "stated"),
        ("The army is believed to have killed four people.", "hedged"),
        ("The man believed to have ordered the raid that killed four people fled.", "stated"),
        ("About 40 patients, possibly more, were killed.", "stated"),
        ("Perhaps 40 patients were killed.", "stated"),
        ("Soldiers are suspected of having killed four people.", "hedged"),
    ],
)
def test_doubt_about_the_doer_or_the_number_is_no_doubt_about_the_deed(parse, text: str, certainty: str) -> None:
    sentence = parse(text)
    trigger = next(t for t in find_triggers(sentence) if t.text.startswith("killed"))
    assert find_certainty(sentence, trigger, trigger.end + 1) == certainty


def test_what_a_verb_makes_of_the_people_counts_too(claims_of) -> None:
    claims = claims_of("The evacuations, which could see some 30,000 people moved out of Jos, are due to begin.")
    assert {claim.modality for claim in claims if claim.count.low == 30000} == {"hypothetical"}


def test_what_the_number_of_the_dead_could_be_is_hypothetical() -> None:
    claims = read(make_report("r", "After the raid on Monday the number of the dead could be over 30, a farmer said."))
    assert ("over 30", "hypothetical") in {(c.victims.text, c.modality) for c in claims}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Relatives fear that the two men have been executed.", "feared"),
        ("International law prohibits attacks that cause excessive civilian casualties.", "hypothetical"),
        ("Heavy casualties are expected.", "hypothetical"),
    ],
)
def test_what_is_feared_forbidden_or_expected_did_not_happen(claims_of, text: str, modality: str) -> None:
    assert [claim.modality for claim in claims_of(text)] == [modality]


@pytest.mark.parametrize("text", ["Rebels used machetes to kill 12 farmers.", "Machetes were used to kill 12 farmers."])
def test_what_something_was_used_for_was_done(claims_of, text: str) -> None:
    assert [claim.modality for claim in claims_of(text)] == ["occurred"]


@pytest.mark.parametrize(
    "text",
    [
        "Three boys were saved from execution.",
        "A court sentenced four men to death over the raid.",
        "The driver narrowly escaped execution by the militia.",
    ],
)
def test_who_was_saved_or_only_sentenced_is_not_killed(claims_of, text: str) -> None:
    assert "killed" not in [claim.harm for claim in claims_of(text)]


def test_what_people_hide_for_fear_of_did_not_happen(claims_of) -> None:
    claims = claims_of("Those in hiding for fear of execution: Sami Aziz and Karim Haddad.")
    assert {claim.modality for claim in claims} == {"feared"}


def test_people_not_heard_from_are_missing_and_nobody_denies_it(claims_of) -> None:
    (claim,) = claims_of("The two engineers have not been heard from since March 3.")
    assert (claim.harm, claim.modality, claim.count.low) == ("missing", "occurred", 2)


def test_there_could_be_deaths_tells_of_none(claims_of) -> None:
    assert [c.modality for c in claims_of("There could be deaths, the mayor said.")] == ["hypothetical"]
    assert [c.modality for c in claims_of("There were deaths, the mayor said.")] == ["occurred"]


def test_an_alleged_rape_is_in_doubt(claims_of) -> None:
    assert [c.certainty for c in claims_of("The alleged rape of a girl by a guard led to protests.")] == ["hedged"]
