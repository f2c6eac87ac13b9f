"""Where the grammar leaves no doubt, the harm is that person's, whatever else the sentence tells."""

from __future__ import annotations

import pytest

from civharm.reading.selection import find_harmed


def harmed(sentence) -> list[tuple[str, str]]:
    return [
        (sentence.text[f.mention.start - sentence.start : f.mention.end - sentence.start], f.harm) for f in find_harmed(sentence)[1]
    ]


CASES = {
    "a verb joined by and shares its passive subject": (
        "A vaccinator was abducted on the coast road and later killed.",
        [("A vaccinator", "abducted"), ("A vaccinator", "killed")],
    ),
    "two groups of one sentence keep their own harms": (
        "Three porters wounded and five killed when a barge was shelled.",
        [("Three porters", "injured"), ("five killed", "killed")],
    ),
    "who was wounded and then died is dead": ("A cook was wounded in the yard and died an hour later.", [("A cook", "killed")]),
    "who was hurt by one deed may die of it": ("The porter injured in the blast died on Sunday.", [("The porter", "killed")]),
    "a pronoun can be a plain victim": ("She was stabbed and was treated at a dispensary.", [("She", "injured")]),
    "who bears a wound is injured": ("One surveyor suffered a broken wrist.", [("One surveyor", "injured")]),
    "a shot in a limb wounds": ("A ferryman was shot in the left foot by raiders.", [("A ferryman", "injured")]),
    "a shot alone tells no death": ("Two ferrymen were shot by raiders on the river.", [("Two ferrymen", "casualties")]),
    "the object of another verb is not killed": (
        "Troops targeted a smuggler, killing two of his guards.",
        [("two of his guards", "killed")],
    ),
    "the accused are no victims of the murder": (
        "A colonel and two cadets are charged with the murder of six nuns.",
        [("six nuns", "killed")],
    ),
    "who shoots and kills is no victim": ("A deserter shot and killed two bakers.", [("two bakers", "killed")]),
    "an employer is no victim": ("A driver of Caritas was shot dead at the bridge.", [("A driver", "killed")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_the_grammar_says_plainly_who_was_harmed(parse, text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(pair for pair in harmed(parse(text)) if pair[1] != "displaced") == expected


def test_what_kills_without_a_conflict_needs_the_learned_reader(parse) -> None:
    assert harmed(parse("Nine people died of cholera in the port.")) == []


def test_a_phrase_goes_on_behind_a_participle(parse) -> None:
    assert (
        harmed(parse("Three UN agency contracted truck drivers were abducted."))[0][0] == "Three UN agency contracted truck drivers"
    )


def test_staff_is_one_person_where_the_verb_says_so(parse) -> None:
    kinds = {f.mention.kind for f in find_harmed(parse("Mission staff was shot dead at home."))[1]}
    assert kinds == {"single"}


def test_a_person_named_by_age_alone_is_a_person(parse) -> None:
    assert harmed(parse("The 6-year-old was shot dead on the stairs.")) == [("The 6-year-old", "killed")]


def test_himself_is_the_subject_and_he_can_be_a_counted_person(claims_of) -> None:
    claims = claims_of("A sentry shot himself in the guard room. He was pronounced dead at the clinic.")
    assert [(c.victims.text, c.harm) for c in claims if c.harm == "killed"] == [("A sentry", "killed")]


def test_who_is_murdered_stands_behind_the_noun_too(parse) -> None:
    assert ("RENATA ODILON", "killed") in harmed(parse("The mayor spoke after the killing of RENATA ODILON, head of a mine."))


def test_a_bare_participle_is_no_deed_of_its_subject(parse) -> None:
    assert harmed(parse("1 relief staff kidnapped Nov 10 and released unharmed.")) == [("1 relief staff", "abducted")]


def test_people_who_are_only_affected_did_not_move(parse) -> None:
    found = harmed(parse("Of the 9,000 people affected, 400 were evacuated by boat."))
    assert ("400", "displaced") in found and "9,000 people" not in {words for words, _ in found}


def test_one_sentence_can_tell_two_groups_of_one_size(claims_of) -> None:
    claims = claims_of("Two foreign nurses and two local cooks were abducted from the ward.")
    assert [c.count.low for c in claims if c.harm == "abducted"] == [2, 2]


def test_a_caption_that_counts_pictures_counts_no_people(claims_of) -> None:
    claims = claims_of("Image 2 of 9 A bus driver was killed when shells fell on the depot.")
    assert [(c.victims.text[-10:], c.count.low) for c in claims if c.harm == "killed"] == [("bus driver", 1)]


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("Medics reported deaths and injuries.", ["killed", "injured"]),
        ("There were deaths and injuries among the farmers.", ["killed", "injured"]),
        ("The attack left many dead and injured.", ["casualties"]),
    ],
)
def test_harm_told_without_a_number_is_told(claims_of, text: str, harms: list[str]) -> None:
    assert [claim.harm for claim in claims_of(text)] == harms


def test_no_deaths_or_injuries_hurt_nobody(claims_of) -> None:
    assert all(claim.count.low == 0 for claim in claims_of("There were no deaths or injuries."))
