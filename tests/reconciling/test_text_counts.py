"""What a whole text says of the happening that it is about."""

from __future__ import annotations

from making import claim

from civharm.model import Count, DateRange, Place
from civharm.reconciling.text_counts import count_text


def at(name: str, lat: float) -> Place:
    return Place(text=name, start=0, end=1, name=name, id=name, lat=lat, lon=40.0, precision=1, path=("Freedonia",))


def test_period_totals_and_old_events_are_left_out_unless_nothing_else_is_told() -> None:
    total, old = claim(900, kind="period_total", at=100), claim(40, background=True, at=200)
    assert count_text([claim(3), total, old])["killed"] == (3, 3)
    assert count_text([total])["killed"] == (900, 900)


def test_another_happening_far_away_is_not_added() -> None:
    main, other = claim(3, place=at("Alphaville", 33.0)), claim(9, place=at("Betaton", 36.0), at=90)
    assert count_text([main, other])["killed"] == (3, 3)


def test_days_that_need_a_dateline_are_another_happening_from_two_days_on() -> None:
    def on(day: str, start: int) -> DateRange:
        return DateRange(text="then", start=start, end=start + 4, from_on=day, to_on=day, precision=1, inferred=True)

    main = claim(6, date=on("2031-06-19", 5))
    assert count_text([main, claim(4, at=80, date=on("2031-06-12", 85))])["killed"] == (6, 6)
    taken = claim(2, harm="abducted", at=80, date=on("2031-06-18", 85))
    assert count_text([main, taken])["abducted"] == (2, 2)


def test_a_name_known_only_to_lie_in_a_province_is_no_other_place() -> None:
    lost = Place(text="X", start=0, end=1, name="X", lat=36.0, lon=40.0, precision=4, path=("Freedonia", "Betaland"))
    main = claim(1, words="a boy", place=at("Alphaville", 33.0))
    assert count_text([main, claim(2, words="both", place=lost, at=90)])["killed"] == (2, 2)


def test_an_upper_bound_alone_is_the_number_that_the_text_tells() -> None:
    assert count_text([claim(None, 14)])["killed"] == (14, 14)


def test_attackers_are_no_victims_where_others_are_told() -> None:
    people = claim(45, None, words="45 people", sentence="At least 45 people were killed.")
    attackers = claim(5, words="Five attackers", sentence="Five attackers were also killed.", at=60)
    assert count_text([people, attackers])["killed"] == (45, None)
    assert count_text([attackers])["killed"] == (5, 5)


def test_attackers_alone_are_counted_only_where_nobody_else_was_harmed() -> None:
    bomber = claim(1, words="A bomber", sentence="A bomber blew himself up, wounding two guards.")
    guards = claim(2, words="two guards", sentence=bomber.quote.text, harm="injured")
    assert count_text([bomber, guards])["killed"] is None
    assert count_text([bomber])["killed"] == (1, 1)


def test_displaced_is_the_number_as_worded_in_the_unit_told_first() -> None:
    families = claim(126, None, bound="more_than", unit="household", harm="displaced", kind="flow")
    people = claim(800, harm="displaced", at=60)
    assert count_text([families, people])["displaced"] == (125, 125)
    assert count_text([claim(25_000, 30_000, harm="displaced")])["displaced"] == (30_000, 30_000)


def test_what_is_not_told_is_null_and_not_zero() -> None:
    assert count_text([claim(3)]) == {"killed": (3, 3), "injured": None, "abducted": None, "displaced": None}


def test_detained_people_are_not_abducted() -> None:
    assert count_text([claim(3, harm="detained")])["abducted"] is None


def test_who_was_shot_and_of_whom_no_death_is_told_is_injured() -> None:
    shot = claim(1, words="a driver", sentence="a driver was shot.", harm="casualties")
    assert count_text([shot])["injured"] == (1, 1)
    assert count_text([shot, claim(1, words="the driver", at=90)])["injured"] is None
    assert (
        count_text([claim(15, words="15 casualties", sentence="There were 15 casualties.", harm="casualties")])["injured"] is None
    )


def test_a_total_of_one_day_is_that_days_happening() -> None:
    day = DateRange(text="on Friday", start=0, end=9, from_on="2020-01-03", to_on="2020-01-03", precision=1)
    total = claim(11, kind="period_total", date=day)
    assert count_text([total, claim(1, words="a nurse", at=90)])["killed"] == (11, 11)


def test_wounds_without_a_number_tell_no_number_of_the_injured() -> None:
    assert count_text([claim(2, None, words="his injuries", harm="injured", bound="unknown_plural")])["injured"] is None


def test_who_was_abducted_and_killed_counts_once_as_killed() -> None:
    abducted, killed = claim(1, words="A vaccinator", harm="abducted"), claim(1, words="A vaccinator")
    counts = count_text([abducted, killed])
    assert counts["killed"] == (1, 1) and counts["abducted"] is None


def test_a_death_in_a_hospital_far_away_is_of_this_happening() -> None:
    text = "A shepherd died in the Betaton hospital."
    start = text.index("Betaton")
    ward = Place(text="Betaton", start=start, end=start + 7, name="Betaton", id="b", lat=36.0, lon=40.0, precision=1)
    first = claim(4, harm="injured", place=at("Alphaville", 33.0))
    assert count_text([first, claim(1, words="A shepherd", sentence=text, place=ward, at=0)])["killed"] == (1, 1)


def test_a_number_told_as_background_beats_no_number() -> None:
    old = claim(6, words="six nuns", sentence="The murder of six nuns is under inquiry.", background=True)
    vague = claim(2, None, bound="unknown_plural", words="the nuns", sentence="The nuns were murdered.", at=80)
    assert count_text([old, vague])["killed"] == (6, 6)


def test_homes_lost_are_taken_where_nobody_is_told_to_be_displaced() -> None:
    homes = Count(text="60", start=0, end=2, low=60, high=60, bound="exact", unit="household")
    assert count_text([], [homes])["displaced"] == (60, 60)
    assert count_text([claim(800, harm="displaced", kind="flow")], [homes])["displaced"] == (800, 800)


def test_who_is_expected_to_flee_counts_where_nobody_has_fled() -> None:
    assert count_text([claim(500, harm="displaced", kind="flow", modality="future")])["displaced"] == (500, 500)


def test_a_count_of_aid_workers_leaves_out_those_hurt_beside_them() -> None:
    staff = claim(
        2, words="Two NGO staff", sentence="Two NGO staff and their relatives died.", status="protected", groups=("aid_workers",)
    )
    soldiers = claim(4, words="four soldiers", sentence="Four soldiers: four soldiers died.", status="combatant", at=60)
    child = claim(1, words="a child", sentence="So did a child.", at=120)
    told = [staff, soldiers, child]
    assert count_text(told, of="aid_workers")["killed"] == (2, 2)
    assert count_text([child], of="aid_workers")["killed"] == (1, 1)


def test_those_held_by_gunmen_are_read_as_abducted_where_nobody_else_is_and_the_missing_are_missing() -> None:
    held = claim(2, words="Two cooks", harm="detained", actor="unidentified gunmen")
    assert count_text([held])["abducted"] == (2, 2)
    assert count_text([claim(2, words="Two cooks", harm="detained", actor="the police")])["abducted"] is None
    assert count_text([held, claim(1, words="a nurse", harm="abducted", at=50)])["abducted"] == (1, 1)
    assert count_text([claim(2, words="Two cooks", harm="missing")])["abducted"] is None
