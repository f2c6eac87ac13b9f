"""Which number of a rising toll stands, by the days of telling and by what reports say of their own number."""

from __future__ import annotations

import pytest
from making import claim, incident, report
from test_reconcile import span, tally_of

from civharm.reconciling import recompute, reconcile

ROSE = "The toll rose to {} people killed."


def fill(claims, days):
    reports = [report(f"r{at}", published_on=f"2024-05-0{day}" if day else None) for at, day in enumerate(days, 1)]
    filled = reconcile(incident(*claims), claims, reports)
    assert all(recompute(tally, claims) == tally for tally in filled.tallies)
    return filled


def tell(n, at, rose=False, **more):
    return claim(n, report=f"r{at}", **({"sentence": ROSE.format(n), "words": f"{n} people"} if rose else {}), **more)


def test_of_one_day_the_number_to_which_the_toll_rose_is_the_later() -> None:
    assert span(tally_of(fill([tell(12, 1), tell(19, 2, rose=True), tell(12, 3)], (1, 1, 1)))) == (19, 19)


def test_of_one_day_a_higher_number_alone_is_no_later_one() -> None:
    assert span(tally_of(fill([tell(12, 1), tell(19, 2)], (1, 1)))) == (12, 19)


def test_a_lower_number_that_is_told_after_the_rise_stands_beside_it() -> None:
    assert span(tally_of(fill([tell(12, 1), tell(19, 2, rose=True), tell(12, 3)], (1, 1, 2)))) == (12, 19)


def test_a_word_for_many_is_an_early_stage_of_any_number_above_it() -> None:
    dozens = claim(24, None, report="r1", words="dozens of people", bound="unknown_plural")
    assert span(tally_of(fill([dozens, tell(70, 2)], (1, 1)))) == (70, 70)
    assert span(tally_of(fill([dozens, tell(70, 2)], (None, None)))) == (24, 70)


def test_one_number_of_several_that_is_higher_brings_up_to_date() -> None:
    words = "31 villagers and 9 soldiers were killed."
    later = [claim(n, report="r2", sentence=words, words=f"{n} {who}") for n, who in ((31, "villagers"), (9, "soldiers"))]
    assert span(tally_of(fill([tell(20, 1), *later], (1, 2)))) == (40, 40)


@pytest.mark.parametrize(("rose", "number"), [(False, 83), (True, 100)])
def test_of_numbers_told_equally_often_the_highest_stands_where_the_toll_rose(rose: bool, number: int) -> None:
    claims = [
        claim(n, report=f"r{at}", sentence=ROSE.format(n) if rose else f"{n} people were killed.", words=f"{n} people")
        for at, n in ((1, 83), (2, 100))
    ]
    assert span(tally_of(fill(claims, (None, None)), "most_told")) == (number, number)


def test_two_wordings_of_one_number_have_its_votes_together() -> None:
    claims = [tell(60, 1), claim(118, None, report="r2"), tell(118, 3)]
    assert span(tally_of(fill(claims, (None, None, None)), "most_told")) == (118, 118)


def test_mere_upper_bounds_and_words_for_many_are_most_told_only_where_nobody_counts() -> None:
    most, many = claim(None, 80, report="r1"), claim(2, None, report="r2", words="people", bound="unknown_plural")
    assert span(tally_of(fill([most, many, tell(60, 3)], (None, None, None)), "most_told")) == (60, 60)
    assert span(tally_of(fill([most], (None,)), "most_told")) == (None, 80)
