"""Tolls that come late or go down, numbers from a source, and numbers far below a lead."""

from __future__ import annotations

from making import claim, incident, report
from test_reconcile import span, tally_of

from civharm.model import Speaker
from civharm.reconciling import recompute, reconcile
from civharm.reconciling.report_counts import count_claims


def fill(claims, days, origins=None):
    reports = [report(f"r{at}", published_on=day) for at, day in enumerate(days, 1)]
    filled = reconcile(incident(*claims, origins=origins), claims, reports)
    assert all(recompute(tally, claims) == tally for tally in filled.tallies)
    return span(tally_of(filled))


def say(n, at, sentence, **more):
    return claim(n, report=f"r{at}", sentence=sentence.format(n), words=f"{n} people", **more)


DIED = "The blast killed {} people."


def test_a_number_that_says_so_takes_the_place_of_a_lower_one_however_late():
    first, days = say(70, 1, DIED), ("2024-05-01", "2024-06-20")
    assert fill([first, say(92, 2, DIED)], days) == (70, 92)
    assert fill([first, say(92, 2, "The committee counted {} people killed, an increase of 22.")], days) == (92, 92)
    assert fill([first, say(92, 2, "Three died of wounds, bringing the toll to {} people killed.")], days) == (92, 92)


def test_one_voice_takes_back_its_own_lower_number_however_late():
    told, days = [say(70, 1, DIED), say(92, 2, DIED)], ("2024-05-01", "2024-06-20")
    assert fill(told, days, {"the Relief Corps": tuple(told)}) == (92, 92)


def test_a_toll_that_is_lowered_takes_the_place_of_the_higher_one():
    told = [say(89, 1, DIED), say(42, 2, "The office revised the toll down to {} people killed.")]
    assert fill(told, ("2024-05-01", "2024-05-02")) == (42, 42)
    assert fill([told[0], say(42, 2, DIED)], ("2024-05-01", "2024-05-02")) == (42, 89)


def count(*claims):
    counted = count_claims(claims)
    return counted and (counted.range.low, counted.range.high)


def test_a_number_from_a_source_of_the_one_who_tells_more_is_no_rival():
    text = "The governor said that 70 people were killed, after a village head told him that 40 people had been buried."
    governor, head = (Speaker(text=words, start=None, end=None) for words in ("the governor", "a village head"))
    total = claim(70, sentence=text, words="70 people", speakers=(governor,))
    part = claim(40, sentence=text, words="40 people", speakers=(head, governor))
    rival = claim(40, sentence=text, words="40 people", speakers=(head,))
    assert count(total, part) == (70, 70) and count(total, rival) == (40, 70)


def test_what_a_report_sums_up_is_raised_by_no_plain_number_told_later():
    summed = claim(15, sentence="A man died of wounds, bringing the toll to 15 people.", words="15 people")
    later = claim(51, sentence="Earlier 51 people were said to be killed.", words="51 people", at=100)
    assert count(summed, later) == (15, 15)


def test_a_number_far_below_or_many_times_as_high_takes_nothing_over():
    lead = claim(2, sentence="Two drivers were killed.", words="Two drivers")
    eight = claim(8, sentence="In all 8 people died.", words="8 people", at=100)
    many = claim(90, sentence="This war killed 90 people there.", words="90 people", at=100)
    assert count(lead, eight) == (8, 8) and count(lead, many) == (2, 2)


def test_where_it_is_contested_whether_they_were_civilians_no_number_is_the_best():
    """A minimum of nobody has no best number, and none that superseded claims, which are listed to show the contest, could change."""
    told = [
        claim(3, report="r3", words="3 people", sentence="3 people died."),
        claim(2, report="r2", words="2 fighters", sentence="2 fighters died.", status="combatant"),
        claim(2, report="r1", words="2 villagers", sentence="2 villagers died.", status="civilian"),
    ]
    filled = reconcile(incident(*told), told, [report(f"r{at}", published_on="2024-05-01") for at in (1, 2, 3)], rules=["airwars"])
    tally = next(t for t in filled.tallies if t.victims == "civilian")
    assert (tally.low, tally.best, tally.high) == (0, None, 3) and recompute(tally, told) == tally


def test_huts_that_burned_down_to_the_ground_lower_no_toll():
    told = [say(9, 1, DIED), say(5, 2, "Huts burned down to the ground and {} people died.")]
    assert fill(told, ("2024-05-01", "2024-05-02")) == (5, 9)
