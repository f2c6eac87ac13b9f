"""Numbers with their bounds: the codebook's table, what is no count of people, and the laws."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civharm.reading.number_bounds import set_bounds
from civharm.reading.quantities import Quantity, find_quantities, parse_quantity

TABLE = [
    ("twelve people", 12, 12, "exact"),
    ("12 people", 12, 12, "exact"),
    ("at least 12 people", 12, None, "at_least"),
    ("no fewer than 12 people", 12, None, "at_least"),
    ("not less than 12 people", 12, None, "at_least"),
    ("12 or more people", 12, None, "at_least"),
    ("a minimum of 12 people", 12, None, "at_least"),
    ("more than 12 people", 13, None, "more_than"),
    ("over 12 people", 13, None, "more_than"),
    ("upwards of 12 people", 13, None, "more_than"),
    ("in excess of 12 people", 13, None, "more_than"),
    ("12-plus people", 13, None, "more_than"),
    ("12+ people", 13, None, "more_than"),
    ("up to 12 people", None, 12, "at_most"),
    ("as many as 12 people", None, 12, "at_most"),
    ("at most 12 people", None, 12, "at_most"),
    ("no more than 12 people", None, 12, "at_most"),
    ("fewer than 12 people", None, 11, "less_than"),
    ("under 12 people", None, 11, "less_than"),
    ("almost 2,000 people", None, 2000, "almost"),
    ("nearly 2,000 people", None, 2000, "almost"),
    ("close to 2,000 people", None, 2000, "almost"),
    ("about 50,000 people", 50000, 50000, "approximately"),
    ("around 50,000 people", 50000, 50000, "approximately"),
    ("some 50,000 people", 50000, 50000, "approximately"),
    ("roughly 50,000 people", 50000, 50000, "approximately"),
    ("an estimated 50,000 people", 50000, 50000, "approximately"),
    ("between 10 and 15 people", 10, 15, "range"),
    ("10-15 people", 10, 15, "range"),
    ("10–15 people", 10, 15, "range"),
    ("10 to 15 people", 10, 15, "range"),
    ("two or three people", 2, 3, "range"),
    ("2-3 million people", 2_000_000, 3_000_000, "range"),
    ("a couple", 2, 2, "approximately"),
    ("several people", 3, None, "unknown_plural"),
    ("multiple casualties", 3, None, "unknown_plural"),
    ("a number of people", 3, None, "unknown_plural"),
    ("some people", 3, None, "unknown_plural"),
    ("several dozen people", 36, None, "unknown_plural"),
    ("several hundred people", 300, None, "unknown_plural"),
    ("several thousand people", 3000, None, "unknown_plural"),
    ("many people", 4, None, "unknown_plural"),
    ("numerous people", 4, None, "unknown_plural"),
    ("a dozen people", 12, 12, "approximately"),
    ("two dozen people", 24, 24, "approximately"),
    ("half a dozen people", 6, 6, "approximately"),
    ("half a million people", 500_000, 500_000, "approximately"),
    ("more than a quarter of a million people", 250_001, None, "more_than"),
    ("dozens of people", 24, None, "unknown_plural"),
    ("scores of people", 40, None, "unknown_plural"),
    ("hundreds of people", 200, None, "unknown_plural"),
    ("thousands of people", 2000, None, "unknown_plural"),
    ("tens of thousands of people", 20_000, None, "unknown_plural"),
    ("hundreds of thousands of people", 200_000, None, "unknown_plural"),
    ("millions of people", 2_000_000, None, "unknown_plural"),
    ("at least “dozens” of people", 24, None, "at_least"),
    ("no one", 0, 0, "exact"),
    ("nobody", 0, 0, "exact"),
    ("none", 0, 0, "exact"),
    ("no casualties", 0, 0, "exact"),
    ("no reported casualties", 0, 0, "exact"),
    ("no confirmed deaths", 0, 0, "exact"),
    ("no civilian deaths", 0, 0, "exact"),
    ("not a single person", 0, 0, "exact"),
    ("1,5 million people", 1_500_000, 1_500_000, "exact"),
    ("2.5-million people", 2_500_000, 2_500_000, "exact"),
    ("1.5 million people", 1_500_000, 1_500_000, "exact"),
    ("two and a half million people", 2_500_000, 2_500_000, "exact"),
    ("one hundred and five people", 105, 105, "exact"),
    ("fifty-six people", 56, 56, "exact"),
    ("TWO HUNDRED THOUSAND PEOPLE", 200_000, 200_000, "exact"),
    ("230000 people", 230_000, 230_000, "exact"),
    ("1 200 people", 1200, 1200, "exact"),
    ("٢٣ people", 23, 23, "exact"),
    ("۱٬۲۰۰ people", 1200, 1200, "exact"),
    ("possibly 9 people", 9, 9, "approximately"),
    ("another 930", 930, 930, "exact"),
    ("at least a further 12 people", 12, None, "at_least"),
    ("AT LEAST TWELVE PEOPLE", 12, None, "at_least"),
]


def test_above_hedges_a_number_and_the_above_points_at_it() -> None:
    assert [(q.text, q.bound) for q in find_quantities("above 40 people")] == [("above 40", "more_than")]
    assert [(q.text, q.bound) for q in find_quantities("the above four people")] == [("four", "exact")]


@pytest.mark.parametrize(("phrase", "low", "high", "bound"), TABLE)
def test_the_words_set_these_bounds_and_no_more(phrase: str, low: int | None, high: int | None, bound: str) -> None:
    (found,) = find_quantities(f"The blast hit {phrase} on the road.")
    assert (found.low, found.high, found.bound, found.kind) == (low, high, bound, "people")
    assert phrase.startswith(found.text)


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        ("a teacher aged 34 was shot", "34", "age"),
        ("a 34-year-old teacher", "34-year-old", "age"),
        ("Ahmad Placeholder, 34, was shot", "34", "age"),
        ("Ahmad Placeholder (12) was shot", "12", "age"),
        ("boys under 16 were taken", "under 16", "age"),
        ("killed in 2014 by the army", "2014", "date"),
        ("killed on 3 March near the bridge", "3 March", "date"),
        ("killed on May 22 near the bridge", "22", "date"),
        ("killed at 12:15 near the bridge", "12:15", "date"),
        ("in the 1990s", "1990s", "date"),
        ("on 2014-05-06", "2014-05-06", "date"),
        ("holds 45 percent of the town", "45 percent", "percent"),
        ("holds less than 5% of the town", "less than 5%", "percent"),
        ("lost a fifth of its territory", "a fifth", "percent"),
        ("two-thirds of the town", "two-thirds", "percent"),
        ("half of the city", "half", "percent"),
        ("the 250m-wide river", "250m", "size"),
        ("20 km away", "20 km", "size"),
        ("a 500-pound bomb", "500-pound", "size"),
        ("122mm shells", "122mm", "size"),
        ("for $12", "12", "money"),
        ("€3m", "3m", "money"),
        ("12 million dollars", "12 million dollars", "money"),
        ("call 0207 782 4368", "0207 782 4368", "phone"),
        ("the third attack", "third", "ordinal"),
        ("the 1st Brigade", "1st", "ordinal"),
        ("Battalion 12 moved", "12", "ordinal"),
        ("No. 4 in the list", "4", "ordinal"),
        ("on Highway 12", "12", "ordinal"),
        ("the team won 3-1", "3-1", "score"),
        ("twice as many civilians", "twice as many", "ratio"),
        ("three times as many", "three times", "ratio"),
        ("one in five residents", "one in five", "ratio"),
        ("a father of three was shot", "three", "family"),
        ("a mother-of-two", "two", "family"),
        ("Mother of four killed in raid", "four", "family"),
        ("Eve Doe, 31 and a mother", "31", "age"),
        ("a girl of six died", "six", "age"),
        ("an AK-47 rifle", "47", "weapon"),
        ("a T-72 tank", "72", "weapon"),
        ("fired 12 rockets", "12", "things"),
        ("destroyed 12 civilian vehicles", "12", "things"),
        ("after 12 days", "12", "things"),
        ("a three-day battle", "three", "things"),
        ("the many-sided war", "many", "things"),
        ("under Article 3", "3", "identifier"),
        ("UN resolution 2254", "2254", "identifier"),
        ("2010-07-CA-046 For release", "2010-07-CA-046", "identifier"),
        ("see https://example.org/2014/12", "https://example.org/2014/12", "identifier"),
        ("by @witness12 today", "@witness12", "identifier"),
    ],
)
def test_what_counts_no_people_is_kept_with_its_kind(sentence: str, text: str, kind: str) -> None:
    assert [(q.text, q.kind) for q in find_quantities(sentence)] == [(text, kind)]


def test_a_number_of_the_page_before_the_first_words_counts_nobody() -> None:
    found = find_quantities("Short URL 3027 At least nine people died")
    assert [(q.text, q.kind) for q in found] == [("3027", "identifier"), ("At least nine", "people")]


@pytest.mark.parametrize(
    "sentence",
    ["The family fled.", "a man, the girl and an old woman", "the number of people", "May the dead rest.", "the couple fled"],
)
def test_words_without_a_number_are_no_quantity(sentence: str) -> None:
    assert find_quantities(sentence) == []


def test_both_bounds_of_one_number_are_a_range() -> None:
    found = find_quantities("It killed at least 13 and up to 17 members of the clan, and hurt at least 4 and 6 others.")
    assert [(q.text, q.low, q.high) for q in found] == [
        ("at least 13 and up to 17", 13, 17),
        ("at least 4", 4, None),
        ("6", 6, 6),
    ]


def test_a_hedge_governs_only_the_number_beside_it() -> None:
    found = find_quantities("At least 10 were killed and 50 wounded, over 4 of them badly.")
    assert [(q.low, q.high) for q in found] == [(10, None), (50, 50), (5, None)]


def test_families_are_households_unless_their_members_are_counted() -> None:
    (families,) = find_quantities("some 125 newly displaced families")
    (members,) = find_quantities("killed a family of three in the market")
    assert (families.unit_hint, families.low) == ("household", 125)
    assert (members.unit_hint, members.low, members.text) == ("person", 3, "a family of three")


def test_a_rise_from_one_number_to_another_is_no_range() -> None:
    assert [q.low for q in find_quantities("The death toll rose from 10 to 15 overnight.")] == [10, 15]


def test_one_counts_only_before_a_person_or_a_harm() -> None:
    assert [q.text for q in find_quantities("One dead, one Iraqi soldier hurt. It is one that matters.")] == ["One", "one"]


def test_a_year_before_people_is_a_number() -> None:
    assert find_quantities("2000 refugees are stranded")[0].kind == "people"
    assert [q.kind for q in find_quantities("In 2014 people fled")] == ["date"]


def test_parse_quantity_reads_the_first() -> None:
    found = parse_quantity("no fewer than two dozen")
    assert found is not None
    assert found.low == 24
    assert parse_quantity("the dead") is None


def test_an_open_number_stays_open_under_every_hedge() -> None:
    assert set_bounds(24, None, "unknown_plural", "at_most") == (None, None, "at_most")
    assert set_bounds(24, None, "unknown_plural", "approximately") == (24, None, "unknown_plural")


# fmt: off
WORDS = st.sampled_from([
    "at least", "more than", "up to", "between", "and", "or", "-", "12", "3", "1,200", "dozens", "of", "hundreds",
    "thousand", "million", "a", "half", "quarter", "couple", "few", "some", "many", "no", "one", "family", "three", "people",
    "killed", "aged", ",", ".", "(", ")", "“", "”", "%", "km", "$", "in", "2014", "March", "May", "AK", "the", "several",
    "to", "15", "twenty", "five", "times", "1.5", "٢٣", "12:15",
])
# fmt: on


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=40).map("".join)))
def test_spans_are_the_text_in_order_and_bounds_are_bounds(text: str) -> None:
    found = find_quantities(text)
    assert all(isinstance(q, Quantity) and text[q.start : q.end] == q.text and q.text for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(q.low is None or q.high is None or 0 <= q.low <= q.high for q in found)


@pytest.mark.parametrize(
    "part",
    [
        "1",
        "at least ",
        "1,",
        "1-1/",
        "a half ",
        "twenty-",
        "dozens of ",
        "1 234 ",
        "a family of ",
        "no civilian ",
        "one hundred and ",
    ],
)
def test_hostile_text_takes_linear_time(part: str) -> None:
    started = time.process_time()
    find_quantities(part * (20_000 // len(part)))
    assert time.process_time() - started < 5


def test_a_day_in_telegram_style_counts_nobody() -> None:
    assert {q.kind for q in find_quantities("BOGOTA, 13 FEB 90 (AFP)")} == {"date"}


def test_the_noun_after_of_decides_too() -> None:
    assert find_quantities("damage to a number of the houses")[0].kind == "things"
    assert find_quantities("12 of the bodies were found")[0].kind == "people"


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("On October 20th, 2023 one person died.", [1]),
        ("On 26th October, 2023 six villagers died.", [6]),
        ("His wife Maria, 21, was killed.", []),
        ("The brothers, both 18, were killed.", []),
        ("A court heard of the killing of Omar Field, also 19.", []),
        ("The ministry named the victim of the fatal raid: Omar Field, 19", []),
        ("7.", []),
        ("Two of his sons, 12 and 14, were killed.", [2]),
        ("Four children, aged 5, 7 and 9, were killed.", [4]),
        ("The dead boys were 14 and 17, police said.", []),
        ("The dead were 14 and 17 farmers of two villages.", [14, 17]),
        ("Eve Doe (Roe), 66, was killed.", []),
        ("He was killed at 23.", []),
        ("Two boys died around 1 p.m. near the market.", [2]),
        ("He was shot with a .45 near his home.", []),
        ("Around1.6 million people fled.", [1_600_000]),
        ("At least140,000 people fled.", [140_000]),
        ("A camp with14,593 displaced households.", [14_593]),
        ("17people were killed.", [17]),
        ("19 out of 23 passengers were killed.", [19]),
        ("Two of the 12 hostages were killed.", [2]),
        ("1 UN national staff shot and wounded.", [1]),
        ("One of the guards was killed.", [1]),
        ("He was one of the guards.", []),
        ("One of the most wanted men was killed.", []),
        ("A father of three was killed.", []),
        ("The 34-year-old mother of two children, shot dead.", []),
        ("The mother of two children killed in the raid wept.", [2]),
    ],
)
def test_ages_dates_and_wholes_are_no_counts_and_lost_spaces_hide_none(sentence: str, counts: list[int]) -> None:
    assert [q.low for q in find_quantities(sentence) if q.kind == "people"] == counts


def test_a_toll_that_went_up_to_a_number_is_that_number():
    """ "Up to" belongs to the verb: the number has no bound."""
    (found,) = find_quantities("The toll went up to 36.")
    assert (found.low, found.high, found.bound) == (36, 36, "exact")
