from __future__ import annotations

import pytest

from civharm.reading.selection import RULE_CONFIDENCE, WEAK_CONFIDENCE, find_harmed


def harmed(sentence, reader: str = "hybrid") -> list[tuple[str, str]]:
    found = find_harmed(sentence, reader)[1]
    return [(sentence.text[f.mention.start - sentence.start : f.mention.end - sentence.start], f.harm) for f in found]


@pytest.mark.parametrize("reader", ["hybrid", "rules"])
def test_who_suffers_is_found_and_who_does_it_is_not(parse, reader: str) -> None:
    assert harmed(parse("Gunmen killed nine farmers and wounded 30 others."), reader) == [
        ("nine farmers", "killed"),
        ("30 others", "injured"),
    ]


@pytest.mark.parametrize("reader", ["hybrid", "rules"])
def test_a_sentence_without_people_has_nobody_harmed(parse, reader: str) -> None:
    assert harmed(parse("The shelling destroyed 14 houses."), reader) == []


def test_the_rule_reader_says_how_sure_it_is_by_the_strength_of_the_word(parse) -> None:
    found = find_harmed(parse("Shells killed two nurses."), "rules")[1]
    assert [(f.confidence, f.decided_by, f.reading) for f in found] == [(RULE_CONFIDENCE, "rules", None)]
    assert WEAK_CONFIDENCE < RULE_CONFIDENCE


def test_where_both_readers_agree_the_claim_says_so(parse) -> None:
    assert [f.decided_by for f in find_harmed(parse("Shells killed two nurses."))[1]] == ["learned+rules"]


def test_a_phrase_beyond_the_encoders_reach_is_left_to_the_grammar(parse) -> None:
    """An encoder takes 160 word pieces; what lies behind them is read by the grammar alone."""
    text = "In a yard " + "of the ox x q z " * 34 + "shells killed two nurses."
    found = find_harmed(parse(text))[1]
    assert [(text[f.mention.start : f.mention.end], f.decided_by) for f in found if f.mention.kind == "counted"] == [
        ("two nurses", "rules")
    ]


def test_phrases_come_in_the_order_of_the_text(parse) -> None:
    sentence = parse("Two men were shot dead, a girl was wounded and five farmers were abducted.")
    starts = [f.mention.start for f in find_harmed(sentence)[1]]
    assert starts == sorted(starts) and len(starts) == 3


def test_harm_to_be_averted_is_no_claim(parse) -> None:
    assert harmed(parse("The army said it took every step to avoid civilian casualties.")) == []


def test_people_whom_a_harm_word_only_describes_suffered_it_elsewhere(parse) -> None:
    assert "displaced" not in {harm for _, harm in harmed(parse("Soldiers fired at displaced families."))}


def test_who_shot_and_killed_others_is_no_victim(parse) -> None:
    found = harmed(parse("Rebel militants shot and wounded two guards, a lawmaker said."))
    assert [words for words, _ in found] == ["two guards"]


def test_a_harm_whose_words_have_plain_victims_is_not_that_of_others(parse) -> None:
    assert harmed(parse("Women are commonly raped and children abducted, adding to fear.")) == [
        ("Women", "sexual_violence"),
        ("children", "abducted"),
    ]


def test_shooting_at_anything_and_reports_of_none_harm_nobody(parse) -> None:
    assert harmed(parse("Raiders came shooting anything on sight.")) == []
    assert harmed(parse("There were no immediate reports of casualties.")) == []


def test_who_were_seriously_wounded_are_no_further_wounded(parse) -> None:
    assert [words for words, _ in harmed(parse("At least 45 civilians were recently killed in executions in the zone."))] == [
        "At least 45 civilians"
    ]


def test_whom_an_operation_may_yet_find_is_not_harmed(parse) -> None:
    assert harmed(parse("Operations were being conducted to eliminate any other terrorists, the army said.")) == []
    assert harmed(parse("The operation eliminated two other terrorists, the army said.")) == [("two other terrorists", "killed")]


def test_who_did_not_sustain_injuries_is_not_injured(parse) -> None:
    assert harmed(parse("Another guard was in the car but did not sustain injuries.")) == []
    assert harmed(parse("Another guard was in the car and sustained injuries.")) == [("Another guard", "injured")]


def test_an_assault_is_no_sexual_violence_unless_a_word_says_so(claims_of) -> None:
    assert "sexual_violence" not in {c.harm for c in claims_of("One staff member was assaulted by a gang with sticks.")}
    assert {c.harm for c in claims_of("Two girls were sexually assaulted by soldiers.")} == {"sexual_violence"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gunmen shot twelve villagers dead.", [("twelve villagers", "killed")]),
        ("A nurse was shot and died on the way.", [("A nurse", "killed")]),
        ("Gunmen shot twelve villagers at the well.", [("twelve villagers", "casualties")]),
    ],
)
def test_who_was_shot_dead_was_not_shot_besides(parse, text: str, told: list[tuple[str, str]]) -> None:
    assert harmed(parse(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Omar said that all casualties of the raid were farmers.", ["casualties"]),
        ("Soldiers have beaten and tortured Redland prisoners held at the base.", ["Redland prisoners"]),
        ("Thirty people fell victim to the conflict.", ["Thirty people"]),
    ],
)
def test_who_was_harmed_is_the_subject_or_the_shared_object(claims_of, text: str, told: list[str]) -> None:
    assert [claim.victims.text for claim in claims_of(text)] == told


def test_the_number_of_the_held_or_hurt_is_no_number_of_dead(claims_of) -> None:
    told = claims_of("Two people were killed in the raid. By noon, the number of detainees in the town reached 12.")
    assert [(claim.harm, claim.count.low) for claim in told] == [("killed", 2), ("detained", 12)]


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of people combed the rubble, searching for survivors and victims of the strike.",
        "Details about civilian casualties of the raid were not given.",
        "Unidentified gunmen shot at a car on the ring road.",
    ],
)
def test_who_is_searched_for_or_only_spoken_of_or_shoots_is_no_victim(claims_of, text: str) -> None:
    assert claims_of(text) == ()


def test_shells_hit_places_and_wound_people(claims_of) -> None:
    told = claims_of("Shells hit Nova Tadila and Stara Tadila, wounding four.")
    assert [(claim.harm, claim.count.low) for claim in told] == [("injured", 4)]


def test_an_injury_toll_counts_the_injured(parse) -> None:
    assert harmed(parse("To allow for doubt, the monitors put the injury toll at 14.")) == [("14", "injured")]


def test_what_one_word_tells_is_old_news_or_not_for_all(parse) -> None:
    """The learned reader is asked of each phrase; one deed has one time."""
    told = find_harmed(parse("He was charged over the murder in 2003 of six nuns and two cooks."))[1]
    assert len({item.reading.old for item in told if item.reading}) == 1


def test_a_guard_who_escaped_injury_is_only_shot_at(claims_of) -> None:
    assert [c.harm for c in claims_of("A guard escaped serious injury when he was shot by gunmen.")] == ["casualties"]


def test_who_died_after_being_shot_is_told_once(claims_of) -> None:
    text = "A 16-year-old boy died of injuries sustained when he was shot by soldiers near the camp."
    assert [c.harm for c in claims_of(text)] == ["killed"]


def test_victims_who_got_away_and_people_who_were_targeted_are_not_harmed(claims_of) -> None:
    assert claims_of("The gunmen came by night. Two victims managed to escape.") == ()
    assert claims_of("The minister said the targeting of innocent passengers by terrorists is a cowardly act.") == ()


def test_what_explains_the_names_of_the_dead_is_no_one_else(claims_of) -> None:
    text = "Sami Rasho and Omar Zaki, members of the guard, were shot dead by unknown assailants."
    assert [c.victims.text for c in claims_of(text)] == ["Sami Rasho", "Omar Zaki"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A father of three was shot dead.", ["A father"]),
        ("Mother of four killed in raid", ["Mother"]),
        ("A mother of three children was shot dead.", ["A mother"]),
        ("Soldiers killed the father of two girls.", ["the father"]),
        ("The mother of three boys killed in the blast wept.", ["three boys"]),
        ("The father of two of the dead was shot dead.", ["The father", "two of the dead"]),
    ],
)
def test_the_children_of_who_is_killed_are_not_counted(parse, text: str, told: list[str]) -> None:
    assert [words for words, harm in harmed(parse(text)) if harm == "killed"] == told


def test_a_body_of_somebody_told_by_another_harm_is_still_a_death(claims_of) -> None:
    told = claims_of("The body of the priest, who was abducted on Tuesday, was found on Thursday.")
    assert {claim.harm for claim in told} == {"abducted", "killed"}
    told = claims_of("The two brothers were taken from their home by masked men and their bodies were found days later.")
    assert ("abducted", 2) in {(claim.harm, claim.count.low) for claim in told}
