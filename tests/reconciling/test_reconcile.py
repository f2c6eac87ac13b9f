"""An incident's ranges, from several reports."""

from __future__ import annotations

import pytest
from making import claim, incident, judgement, report

from civharm.model import Incident, Speaker, Tally
from civharm.reconciling import recompute, reconcile


def tally_of(filled: Incident, rule: str = "widest", harm: str = "killed", victims: str = "all", group: str | None = None) -> Tally:
    return next(t for t in filled.tallies if (t.rule, t.harm, t.victims, t.group) == (rule, harm, victims, group))


def span(tally: Tally) -> tuple[int | None, int | None]:
    return tally.low, tally.high


def test_two_origins_make_a_range_from_the_lowest_to_the_highest() -> None:
    a, b = claim(105, report="r1"), claim(130, report="r2")
    filled = reconcile(incident(a, b), [a, b], [report("r1"), report("r2")])
    assert span(tally_of(filled)) == (105, 130)


def test_killed_and_injured_are_never_added() -> None:
    a, b = claim(3), claim(7, harm="injured")
    filled = reconcile(incident(a, b), [a, b], [report()])
    assert span(tally_of(filled)) == (3, 3)
    assert span(tally_of(filled, harm="injured")) == (7, 7)


def test_households_and_persons_never_meet() -> None:
    a, b = claim(30, harm="displaced"), claim(200, harm="displaced", unit="household")
    filled = reconcile(incident(a, b), [a, b], [report()])
    assert {(t.unit, t.low) for t in filled.tallies if t.rule == "widest" and t.victims == "all"} == {
        ("person", 30),
        ("household", 200),
    }


def test_a_rising_toll_supersedes_by_time_of_telling() -> None:
    claims = [claim(n, report=r) for n, r in ((12, "r1"), (15, "r2"), (19, "r3"))]
    reports = [report(f"r{i}", published_on=f"2024-05-0{i}") for i in (1, 2, 3)]
    tally = tally_of(reconcile(incident(*claims), claims, reports))
    assert span(tally) == (19, 19)
    assert {one.claim for one in tally.left_out} == {claims[0].id, claims[1].id}
    assert all(one.why.startswith("superseded") for one in tally.left_out)


def test_a_toll_that_somebody_still_tells_is_not_superseded() -> None:
    claims = [claim(n, report=r) for n, r in ((12, "r1"), (19, "r2"), (12, "r3"))]
    reports = [report(f"r{i}", published_on=f"2024-05-0{i}") for i in (1, 2, 3)]
    assert span(tally_of(reconcile(incident(*claims), claims, reports))) == (12, 19)


def test_a_number_of_weeks_later_is_a_dispute_and_no_rise() -> None:
    claims = [claim(105, report="r1"), claim(130, report="r2")]
    reports = [report("r1", published_on="2024-03-18"), report("r2", published_on="2024-05-25")]
    assert span(tally_of(reconcile(incident(*claims), claims, reports))) == (105, 130)


def test_a_belligerents_figure_is_a_position_and_no_stage_of_the_toll() -> None:
    army = claim(5, report="r1", speakers=(Speaker(text="the army", start=None, end=None, kind="party"),))
    later = claim(12, report="r2")
    reports = [report("r1", published_on="2024-05-01"), report("r2", published_on="2024-05-02")]
    assert span(tally_of(reconcile(incident(army, later), [army, later], reports))) == (5, 12)


def test_a_copy_changes_no_range_and_is_left_out_as_one_voice() -> None:
    a, b = claim(15, None, report="r1"), claim(15, None, report="r2")
    tally = tally_of(reconcile(incident(a, b, origins={"Alpha Agency": (a, b)}), [a, b], [report("r1"), report("r2")]))
    assert span(tally) == (15, None)
    assert len(tally.used) == len(tally.left_out) == 1
    assert "Alpha Agency" in tally.left_out[0].why


def test_children_are_told_within_their_total() -> None:
    total = claim(58, groups=("children",), words="58 people", sentence="They killed 58 people, including 11 children.")
    part = claim(
        11, groups=("children",), words="11 children", sentence="They killed 58 people, including 11 children.", part_of=total.id
    )
    filled = reconcile(incident(total, part), [total, part], [report()])
    assert span(tally_of(filled)) == (58, 58)
    assert span(tally_of(filled, group="children")) == (11, 11)


def test_ibc_leaves_the_fighters_out_of_a_total() -> None:
    total = claim(58, words="58 people", sentence="The blast killed 58 people, including the bomber.")
    part = claim(
        1, words="the bomber", sentence="The blast killed 58 people, including the bomber.", status="combatant", part_of=total.id
    )
    filled = reconcile(incident(total, part), [total, part], [report()])
    assert span(tally_of(filled, "ibc", victims="civilian")) == (57, 57)
    assert span(tally_of(filled)) == (58, 58)


def test_ucdp_takes_what_most_tell_and_else_the_lowest() -> None:
    claims = [claim(n, report=f"r{i}") for i, n in enumerate((9, 12, 12, 20))]
    reports = [report(f"r{i}") for i in range(4)]
    tally = tally_of(reconcile(incident(*claims), claims, reports), "ucdp")
    assert (tally.low, tally.best, tally.high) == (9, 12, 20)
    fewer = [claims[0], claims[3]]
    assert tally_of(reconcile(incident(*fewer), fewer, reports), "ucdp").best == 9


def test_acled_reads_dozens_as_12_and_takes_the_most_conservative_number() -> None:
    vague = claim(24, None, words="dozens of people", bound="unknown_plural", report="r1")
    number = claim(30, report="r2")
    filled = reconcile(incident(vague, number), [vague, number], [report("r1"), report("r2")])
    assert tally_of(filled, "acled").best == 12
    assert span(tally_of(filled)) == (24, 30)


def test_airwars_sets_a_contested_minimum_to_zero() -> None:
    civilians, fighters = claim(8, status="civilian", report="r1"), claim(8, status="combatant", report="r2")
    filled = reconcile(incident(civilians, fighters), [civilians, fighters], [report("r1"), report("r2")])
    assert span(tally_of(filled, "airwars", victims="civilian")) == (0, 8)
    assert span(tally_of(filled, "airwars", victims="combatant")) == (0, 8)
    assert [c.about for c in filled.contradictions] == ["status"]


def test_civilians_and_fighters_told_by_one_report_are_no_contest() -> None:
    civilians = claim(8, status="civilian", words="8 civilians", sentence="8 civilians and 3 rebels were killed.")
    fighters = claim(3, status="combatant", words="3 rebels", sentence="8 civilians and 3 rebels were killed.")
    filled = reconcile(incident(civilians, fighters), [civilians, fighters], [report()])
    assert span(tally_of(filled)) == (11, 11)
    assert span(tally_of(filled, "airwars", victims="civilian")) == (8, 8)
    assert filled.contradictions == ()


def test_every_tally_recomputes_from_the_claims_it_lists() -> None:
    a, b = claim(105, report="r1", speakers=("the ministry",)), claim(130, report="r2", status="civilian")
    filled = reconcile(incident(a, b), [a, b], [report("r1"), report("r2")])
    assert len(filled.tallies) >= 5
    assert all(recompute(tally, [a, b]) == tally for tally in filled.tallies)


def test_a_period_total_raises_no_incident() -> None:
    a, total = claim(3), claim(900, kind="period_total", words="900 people")
    tally = tally_of(reconcile(incident(a, total), [a, total], [report()]))
    assert span(tally) == (3, 3)
    assert tally.left_out[0].why == "a period total, not a number of one happening"


def test_denied_and_feared_harm_sets_no_number() -> None:
    claims = [
        claim(3, words="3 people"),
        claim(9, words="9 people", modality="feared"),
        claim(5, words="5 people", modality="denied"),
    ]
    assert span(tally_of(reconcile(incident(*claims), claims, [report()]))) == (3, 3)


def test_actors_are_alleged_by_those_who_say_so() -> None:
    a = claim(3, actor="Side A", speakers=("a witness",))
    b = claim(3, actor="Side A", report="r2")
    filled = reconcile(incident(a, b), [a, b], [report("r1"), report("r2", source="The Paper")])
    assert [(x.name, x.alleged_by) for x in filled.actors] == [("Side A", ("The Paper", "a witness"))]


@pytest.mark.parametrize(
    ("made", "grade"),
    [
        ([claim(3, report="r1", actor="Side A"), claim(3, report="r2", actor="Side A")], "Fair"),
        ([claim(3, report="r1", actor="Side A")], "Weak"),
        ([claim(3, report="r1", actor="Side A"), claim(3, report="r2", actor="Side B")], "Contested"),
        ([claim(3, report="r1", status="combatant")], "Discounted"),
        ([claim(3, speakers=(Speaker(text="Side A", start=None, end=None, kind="party", speech_act="admit"),))], "Confirmed"),
    ],
)
def test_grades_follow_the_definitions_of_airwars(made: list, grade: str) -> None:
    filled = reconcile(incident(*made), made, [report("r1"), report("r2")])
    assert filled.grade is not None and filled.grade.value == grade and filled.grade.why


def test_a_persons_grade_stands_before_any_rule() -> None:
    a = claim(3)
    filled = reconcile(incident(a), [a], [report()], [judgement("grade", ("i1",), after={"value": "Fair"}, why="seen on video")])
    assert filled.grade is not None
    assert (filled.grade.value, filled.grade.why) == ("Fair", "judged by a person: seen on video")


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule is called 'median'; there are widest, ibc"):
        reconcile(incident(), [], [], rules=["median"])


def test_one_stray_number_does_not_move_what_is_most_told() -> None:
    claims = [claim(n, report=r) for n, r in ((4, "r1"), (4, "r2"), (9, "r3"))]
    filled = reconcile(incident(*claims), claims, [report(r) for r in ("r1", "r2", "r3")])
    assert span(tally_of(filled, "most_told")) == (4, 4)
    assert span(tally_of(filled)) == (4, 9)


def test_a_number_told_outright_stands_before_a_sum_of_those_who_are_named() -> None:
    whole = claim(4, report="r1", sentence="4 people were killed.", words="4 people")
    sentence = "A mother and two sons were killed."
    named = [claim(n, report="r2", sentence=sentence, words=w) for n, w in ((1, "A mother"), (2, "two sons"))]
    filled = reconcile(incident(whole, *named), [whole, *named], [report("r1"), report("r2")])
    assert span(tally_of(filled, "most_told")) == (4, 4)


def test_a_sum_of_what_a_report_enumerates_supersedes_nothing() -> None:
    early = claim(2, report="r1", sentence="2 people were killed.", words="2 people")
    sentence = "A mother and two sons were killed."
    later = [claim(n, report="r2", sentence=sentence, words=w) for n, w in ((1, "A mother"), (2, "two sons"))]
    reports = [report("r1", published_on="2024-05-01"), report("r2", published_on="2024-05-02")]
    assert span(tally_of(reconcile(incident(early, *later), [early, *later], reports))) == (2, 3)


def test_an_open_number_of_one_voice_is_not_closed_by_the_lower_one_of_another() -> None:
    words = ["40 bodies were found.", "An official put the dead at more than 137 people."]
    found = claim(40, report="r1", sentence=words[0], words="40 bodies", speakers=("a rescuer",))
    put = claim(138, None, report="r1", at=60, sentence=words[1], words="more than 137 people", speakers=("an official",))
    other = claim(61, report="r2")
    filled = reconcile(incident(found, put, other), [found, put, other], [report("r1"), report("r2")])
    assert span(tally_of(filled)) == (40, None)
    assert span(tally_of(filled, "ibc", victims="civilian")) == (40, 138)


def test_an_open_range_says_how_far_the_numbers_told_reach() -> None:
    claims = [claim(40, report="r1"), claim(138, None, report="r2")]
    tally = tally_of(reconcile(incident(*claims), claims, [report("r1"), report("r2")]))
    assert (tally.low, tally.high, tally.reached) == (40, None, 138)
    alone = [claim(15, None)]
    assert tally_of(reconcile(incident(*alone), alone, [report()])).reached is None


def test_a_report_without_a_number_is_no_lowest_number_beside_one_that_counts() -> None:
    bare = claim(2, None, words="civilians", status="civilian", bound="unknown_plural", report="r1")
    counted = claim(105, None, words="at least 105 civilians", status="civilian", bound="at_least", report="r2")
    filled = reconcile(incident(bare, counted), [bare, counted], [report("r1"), report("r2")])
    for rule in ("widest", "ucdp", "airwars", "most_told"):
        tally = tally_of(filled, rule, victims="civilian")
        assert (tally.low, tally.used) == (105, (counted.id,))
        assert [(one.claim, one.why) for one in tally.left_out] == [(bare.id, "tells no number beside one that is told")]
    assert tally_of(filled, "acled").low == 105


def test_a_report_without_a_number_stays_where_nobody_counts_as_many() -> None:
    bare, one = claim(2, None, words="people", bound="unknown_plural", report="r1"), claim(1, report="r2")
    assert span(tally_of(reconcile(incident(bare, one), [bare, one], [report("r1"), report("r2")]))) == (1, None)
    most = claim(None, 80, report="r2")
    assert tally_of(reconcile(incident(bare, most), [bare, most], [report("r1"), report("r2")])).low == 2


def test_who_gives_no_number_can_still_contest_who_the_victims_were() -> None:
    bare = claim(2, None, words="civilians", status="civilian", bound="unknown_plural", report="r1")
    people, fighters = claim(12, report="r2"), claim(12, status="combatant", report="r3")
    told = [bare, people, fighters]
    filled = reconcile(incident(*told), told, [report("r1"), report("r2"), report("r3")])
    tally = tally_of(filled, "airwars", victims="civilian")
    assert tally.low == 0 and bare.id in tally.used
    assert recompute(tally, told) == tally


def test_a_plural_alone_is_at_least_two_by_every_rule_and_nobodys_best_number() -> None:
    bare = claim(2, None, words="bodies", status="civilian", bound="unknown_plural")
    filled = reconcile(incident(bare), [bare], [report()])
    assert {(t.rule, t.low, t.high) for t in filled.tallies if t.victims == "civilian" and t.rule in ("ibc", "ucdp", "widest")} == {
        ("ibc", 2, None), ("ucdp", 2, None), ("widest", 2, None),
    }  # fmt: skip
    assert tally_of(filled, "ucdp", victims="civilian").best is None
