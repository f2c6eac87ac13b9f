from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.model import make_report
from civharm.reading import read
from civharm.reading.repeats import find_first_mentions
from factory import claim

MINISTRY, MEDICS = "the ministry", "medics"


def test_the_dead_among_whom_others_are_told_are_those_told_before(claims_of) -> None:
    told = claims_of(
        "At least 11 people were killed, said Omar Zaki, the mayor. Zaki said among the dead were a pastor and a nurse."
    )
    assert [claim.count.low for claim in told] == [11, 1, 1]


def test_the_same_number_told_again_stays_once_at_its_most_telling() -> None:
    first = claim("a", low=12, start=0)
    again = claim("b", low=12, start=100, speakers=[MEDICS])
    assert find_first_mentions([first, again]) == [1]


def test_the_mention_that_lists_its_parts_stays() -> None:
    parted = claim("a", low=12, victims="12 villagers", quote="12 villagers of two clans died, including two girls.")
    parted = replace(parted, victims=replace(parted.victims, end=12))
    assert find_first_mentions([parted, claim("b", low=12, victims="12 villagers", start=100, speakers=[MEDICS])]) == [0, 1]
    assert find_first_mentions([claim("b", low=12, victims="12 villagers", start=100), parted]) == [1]


def test_two_people_brought_in_by_one_sentence_are_two(claims_of) -> None:
    told = claims_of("A raid hit the yard, killing a boy named Omar Zaki (14) and a boy named Sami Hadi (13).")
    assert [claim.count.low for claim in told] == [1, 1]


def test_of_two_that_tell_as_much_the_first_stays() -> None:
    assert find_first_mentions([claim("a", low=12, start=0), claim("b", low=12, start=100)]) == [0]


def test_the_same_number_by_another_speaker_is_a_claim_of_its_own() -> None:
    told = [claim("a", low=12, speakers=[MEDICS]), claim("b", low=12, start=100, speakers=[MINISTRY])]
    assert find_first_mentions(told) == [0, 1]


def test_another_number_harm_unit_or_modality_is_another_claim() -> None:
    told = [
        claim("a", low=12), claim("b", low=13, start=100), claim("c", low=12, start=200, harm="injured"),
        claim("d", low=12, start=300, unit="household"), claim("e", low=12, start=400, modality="denied"),
    ]  # fmt: skip
    assert find_first_mentions(told) == [0, 1, 2, 3, 4]


def test_the_same_number_of_other_people_is_another_claim() -> None:
    told = [claim("a", low=12, groups=("women",)), claim("b", low=12, start=100, groups=("children",))]
    assert find_first_mentions(told) == [0, 1]


def test_civilians_and_combatants_of_one_number_are_two_claims() -> None:
    told = [claim("a", low=12, status="civilian"), claim("b", low=12, start=100, status="combatant")]
    assert find_first_mentions(told) == [0, 1]


def test_of_people_whom_a_headline_tells_one_by_one_the_body_must_tell_as_many() -> None:
    heads = [claim("a", low=1, victims="a man", start=0), claim("b", low=1, victims="his wife", start=0)]
    below = [claim("c", low=1, victims="a baker", start=100), claim("d", low=1, victims="a nurse", start=100)]
    assert find_first_mentions([*heads, *below[:1]], frozenset({0})) == [0, 1, 2]
    assert find_first_mentions([*heads, *below], frozenset({0})) == [2, 3]


def test_a_headlines_number_goes_where_the_body_tells_it() -> None:
    told = [claim("a", low=12, start=0), claim("b", low=12, high=None, start=100)]
    assert find_first_mentions(told, frozenset({0})) == [1]
    assert find_first_mentions([claim("a", low=13, start=0), told[1]], frozenset({0})) == [0, 1]


def test_a_headlines_two_are_not_told_by_a_bare_plural() -> None:
    told = [claim("a", low=2, start=0), claim("b", low=2, high=None, bound="unknown_plural", victims="guards", start=100)]
    assert find_first_mentions(told, frozenset({0})) == [0, 1]


def test_the_victims_go_where_the_same_deed_was_told_before() -> None:
    counted = claim("a", low=12, victims="12 people")
    pointing = claim("b", low=2, high=None, bound="unknown_plural", victims="the victims", start=100)
    assert find_first_mentions([counted, pointing]) == [0]
    assert find_first_mentions([pointing, counted]) == [0, 1]


def test_the_same_number_beside_other_dead_is_of_another_deed() -> None:
    told = [
        claim("a", low=6, start=0), claim("b", low=10, start=0, harm="injured"),
        claim("c", low=5, high=None, start=100), claim("d", low=10, start=100, harm="injured", speakers=[MEDICS]),
    ]  # fmt: skip
    assert find_first_mentions(told) == [0, 1, 2, 3]


def test_their_bodies_are_those_told_before() -> None:
    counted = claim("a", low=6, victims="six militants")
    bodies = claim("b", low=2, high=None, bound="unknown_plural", victims="their bodies", start=100)
    assert find_first_mentions([counted, bodies]) == [0]


def test_two_single_persons_in_other_words_are_two() -> None:
    assert find_first_mentions([claim("a", low=1, victims="a man"), claim("b", low=1, victims="a boy", start=50)]) == [0, 1]


CLAIMS = st.builds(
    claim,
    low=st.integers(1, 3),
    start=st.integers(0, 500),
    harm=st.sampled_from(["killed", "injured"]),
    speakers=st.sampled_from([(), (MEDICS,), (MINISTRY,)]),
    victims=st.sampled_from(["people", "the victims", "nurses"]),
)


@given(st.lists(CLAIMS, max_size=8))
def test_what_stays_is_in_order_and_no_number_is_lost(claims) -> None:
    kept = find_first_mentions(claims)
    assert kept == sorted(set(kept))
    assert {(c.harm, c.count.low) for c in claims} == {(claims[n].harm, claims[n].count.low) for n in kept}


def test_a_report_of_ten_thousand_claims_takes_linear_time() -> None:
    def seconds(number: int) -> float:
        told = [claim(f"c{n:06}", low=3 + n % 7, start=100 * n, victims="the guards") for n in range(number)]
        started = time.process_time()
        find_first_mentions(told)
        return time.process_time() - started

    seconds(100)
    assert seconds(10_000) < 8 * seconds(2_500) + 0.5


def test_two_equal_numbers_side_by_side_are_of_two_groups(claims_of) -> None:
    told = claims_of("One clan lost 19 men, another clan lost 4 men while the third lost 4 men.")
    assert [c.count.low for c in told] == [19, 4, 4]


def test_nine_herders_are_no_nine_farmers(claims_of) -> None:
    told = claims_of("Raiders killed nine herders on Monday. Later they killed nine farmers.")
    assert [c.victims.text for c in told] == ["nine herders", "nine farmers"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A nurse was shot dead on Monday. The victim was on her way home. The dead nurse was buried.", [("killed", "A nurse")]),
        (
            "Shells killed nine people and wounded four. The majority of the victims were women.",
            [("killed", "nine people"), ("injured", "four")],
        ),
        (
            "Police said shells killed nine people. A doctor said all the victims were local. Those killed were buried at noon.",
            [("killed", "nine people")],
        ),
        ("Shells killed nine people. It is not known whether the dead are rebels.", [("killed", "nine people")]),
        ("Shells wounded four people. The dead were buried at noon.", [("injured", "four people"), ("killed", "The dead")]),
    ],
)
def test_words_that_point_back_to_one_or_to_the_dead_add_nothing(text: str, told: list[tuple[str, str]]) -> None:
    assert [(claim.harm, claim.victims.text) for claim in read(make_report("r", text))] == told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A strike killed six people in Northton. Six more people were killed in another strike on Southton.", 2),
        ("A raid killed six people in Northton. In a separate mortar attack, six people were killed.", 2),
        ("A strike killed six people in Northton. Another witness said six people were killed.", 1),
    ],
)
def test_equal_numbers_of_another_attack_are_two(claims_of, text: str, count: int) -> None:
    assert len(claims_of(text)) == count
