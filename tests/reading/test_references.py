from __future__ import annotations

import pytest


def test_this_number_takes_its_people_from_the_number_before(claims_of) -> None:
    text = "Some 10,000 civilians were fleeing the city every day last week. This number has fallen to 4,000 now."
    claims = claims_of(text)
    assert [(c.harm, c.count.low, c.measure.kind, c.victims.status) for c in claims] == [
        ("displaced", 10000, "rate", "civilian"),
        ("displaced", 4000, "rate", "civilian"),
    ]
    assert "reference" in claims[1].made_by and claims[1].confidence <= 0.6
    assert text[claims[1].count.start : claims[1].count.end] == claims[1].count.text


def test_this_number_without_a_number_before_is_no_claim(claims_of) -> None:
    assert all("reference" not in c.made_by for c in claims_of("This number has fallen to 4,000. Two men were killed."))


def test_a_pronoun_is_the_people_told_before(claims_of) -> None:
    text = "Gunmen abducted a nurse on the road. They killed her."
    assert [(c.harm, c.victims.text) for c in claims_of(text)] == [("abducted", "a nurse"), ("killed", "a nurse")]


def test_them_are_not_those_who_do_it(claims_of) -> None:
    text = "Soldiers arrested 12 farmers on the road. They killed them."
    assert [(c.harm, c.count.low) for c in claims_of(text) if c.harm == "killed"] == [("killed", 12)]


def test_the_quote_of_a_resolved_pronoun_is_the_sentence_that_tells_the_harm(claims_of) -> None:
    claims = claims_of("Gunmen abducted a nurse on the road. They killed her.")
    assert [c.quote.text for c in claims if c.harm == "killed"] == ["They killed her."]


def test_who_told_the_first_number_in_a_side_clause_does_not_tell_the_second(claims_of) -> None:
    claims = claims_of(
        "Although aid agencies reported that 6,000 villagers were fleeing every day, this number has decreased to 900."
    )
    assert [(c.count.low, [s.text for s in c.speakers]) for c in claims] == [(6000, ["aid agencies"]), (900, [])]


def test_him_in_the_words_of_a_speaker_is_not_the_speaker(claims_of) -> None:
    claims = claims_of('"They took my brother," said Nadia Karam, 34. "They shot him at the gate."')
    assert [c.victims.text for c in claims] == ["my brother", "my brother"]


def test_a_toll_of_casualties_is_of_the_dead_where_its_number_says_so(claims_of) -> None:
    text = "Nine were wounded, bringing the toll of civilian casualties to more than 50 dead and 180 injured."
    assert [(c.harm, c.count.low) for c in claims_of(text)] == [("injured", 9), ("killed", 51), ("injured", 180)]


@pytest.mark.parametrize(
    ("text", "actor", "status"),
    [
        ("Two farmers were walking home when soldiers came. They shot one of them dead.", "soldiers", "civilian"),
        ("Two herders met gunmen on the road. They shot them dead.", None, "civilian"),
        ("Soldiers told the women to leave. Then they shot the men.", "soldiers", "unknown"),
    ],
)
def test_they_are_who_came_and_them_are_whom_they_met(claims_of, text: str, actor: str | None, status: str) -> None:
    claim = claims_of(text)[-1]
    assert (claim.actor.name if claim.actor else None) == actor
    assert claim.victims.status == status


def test_the_toll_is_of_the_dead_though_the_wounded_were_told_last(claims_of) -> None:
    told = claims_of("Twelve people were killed and 100 were hurt, monitors say; the governor put the toll at four.")
    assert [(claim.harm, claim.count.low) for claim in told][-1] == ("killed", 4)
    assert [speaker.text for speaker in told[-1].speakers] == ["the governor"]
