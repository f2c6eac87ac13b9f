"""What is told of all or some of those told before adds no people."""

import pytest

SOME = [
    ("Militants put 28 men and boys to death on Monday. All of them were shot, and some were children.", 28),
    ("Nine people died in the raid. Some had been shot.", 9),
    ("Three men were killed. Two of them were shot.", 3),
    ("The army killed nine people. Four were children and some were women.", 9),
]


@pytest.mark.parametrize(("text", "total"), SOME)
def test_some_of_those_told_before_are_a_part_of_the_same_harm(claims_of, text: str, total: int) -> None:
    whole, *parts = claims_of(text)
    assert (whole.harm, whole.count.low) == ("killed", total)
    assert parts and all(part.part_of == whole.id and part.harm == "killed" for part in parts)


def test_some_who_fare_badly_are_of_the_wounded(claims_of) -> None:
    whole, *parts = claims_of("At least 30 people were wounded. A few were in a serious condition, and some were children.")
    assert [part.part_of for part in parts] == [whole.id, whole.id]
    assert "children" in whole.victims.groups


def test_some_who_were_wounded_are_not_of_the_dead(claims_of) -> None:
    _, wounded = claims_of("The blast killed 12 people. Several were wounded.")
    assert wounded.harm == "injured" and wounded.part_of is None


@pytest.mark.parametrize(
    "text",
    [
        "A teacher was killed on Monday. She was shot as she walked home.",
        "A teacher was shot on Monday. She died in hospital.",
        "Two farmers were killed in the hills. They were shot by soldiers at a checkpoint.",
    ],
)
def test_how_the_dead_died_is_no_second_claim(claims_of, text: str) -> None:
    (claim,) = claims_of(text)
    assert claim.harm == "killed"
    assert claim.means is not None and claim.means.category == "small_arms" and claim.means.inferred


def test_who_was_shot_after_an_abduction_is_told_of(claims_of) -> None:
    assert [c.harm for c in claims_of("Six miners were kidnapped on Friday. All of them were shot.")] == ["abducted", "casualties"]


@pytest.mark.parametrize("most", ["Most were children, medics said.", "Most of the victims were children."])
def test_what_most_of_them_were_is_told_of_the_number_before(claims_of, most: str) -> None:
    claim = claims_of(f"A strike killed 12 people. {most}")[0]
    assert claim.victims.groups == ("children",)


def test_other_sentences_tell_no_groups_of_the_dead(claims_of) -> None:
    claim = claims_of("A strike killed 12 people. All pupils were sent home. Most were children.")[0]
    assert claim.victims.groups == ()
