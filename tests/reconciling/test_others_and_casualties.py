"""Who is told again as "hit", who are others of another kind, and whose numbers contradict whose."""

from __future__ import annotations

from making import claim, incident, report

from civharm.model import Claim, Incident
from civharm.reconciling import RULES, recompute, reconcile


def fill(*claims: Claim) -> Incident:
    reports = [report(r, source=f"Paper {r}") for r in sorted({c.report for c in claims})]
    return reconcile(incident(*claims), claims, reports, rules=tuple(RULES))


def span(filled: Incident, rule: str = "widest", harm: str = "killed", victims: str = "all") -> tuple[int | None, int | None]:
    return next((t.low, t.high) for t in filled.tallies if (t.rule, t.harm, t.victims, t.group) == (rule, harm, victims, None))


def hit(low: int, high: int | None = None, **more: object) -> Claim:
    bound = "exact" if high is not None else "unknown_plural"
    return claim(low, high, harm="casualties", bound=bound, words=f"{low} people" if high else "people", at=900, **more)


def test_people_hit_beside_the_killed_of_one_report_are_told_again() -> None:
    filled = fill(claim(7), hit(2))
    assert filled.harms == ("killed",) and span(filled) == (7, 7)
    assert not any(t.harm == "casualties" for t in filled.tallies)


def test_a_number_of_people_shot_that_is_the_number_of_the_dead_is_told_again() -> None:
    assert fill(claim(28), hit(28, 28)).harms == ("killed",)
    assert fill(claim(5), claim(10, harm="injured", at=90), hit(15, 15)).harms == ("killed", "injured")


def test_another_number_of_casualties_stands_and_so_does_what_another_report_says() -> None:
    assert span(fill(claim(5), hit(40, 40)), harm="casualties") == (40, 40)
    assert span(fill(claim(5), hit(2, report="r2")), harm="casualties") == (2, None)


def test_a_tally_of_casualties_says_which_mentions_were_told_again() -> None:
    filled = fill(claim(7), hit(2), hit(40, 40, report="r2"))
    (left,) = next(t for t in filled.tallies if t.rule == "widest" and t.harm == "casualties").left_out
    assert left.why == "the report tells who of them was killed and who injured"


def test_other_fighters_are_no_more_of_the_civilians_told_before() -> None:
    civilians = claim(40, None, words="scores of civilians", status="civilian", bound="unknown_plural")
    fighters = claim(
        4, words="four other fighters", status="combatant", at=300, speakers=("an officer",),
        sentence="The raid also killed four other fighters, an officer said.",
    )  # fmt: skip
    filled = fill(civilians, fighters)
    assert span(filled) == (40, None) and span(filled, victims="combatant") == (4, 4)
    assert span(filled, rule="airwars", victims="civilian") == (40, None)
    assert filled.contradictions == ()


def test_one_reports_civilians_and_fighters_in_one_number_are_contested() -> None:
    ours = claim(9, words="nine civilians", status="civilian", speakers=("medics",))
    theirs = claim(9, words="nine fighters", status="combatant", speakers=("the army",), at=300)
    assert [one.about for one in fill(ours, theirs).contradictions] == ["status"]
    assert [one.about for one in fill(ours, claim(4, words="four fighters", status="combatant", report="r2")).contradictions] == [
        "count", "status",
    ]  # fmt: skip


def test_a_body_without_a_number_has_no_vote() -> None:
    body = claim(None, None, words="the body", bound="unknown_plural", report="r1")
    assert span(fill(body, claim(1, words="a man", report="r2")), rule="most_told") == (1, 1)


def test_the_dead_that_are_a_part_of_the_casualties_are_all_the_dead_there_are() -> None:
    whole = hit(20, 20)
    dead, hurt = claim(5, part_of=whole.id), claim(15, harm="injured", part_of=whole.id)
    filled = fill(whole, dead, hurt)
    assert span(filled) == (5, 5) and span(filled, harm="injured") == (15, 15)
    assert not any(t.harm == "casualties" for t in filled.tallies)


def test_the_dead_of_a_number_of_casualties_recompute_from_themselves() -> None:
    whole = hit(20, 20)
    dead = claim(5, part_of=whole.id)
    killed = next(t for t in fill(whole, dead).tallies if t.harm == "killed")
    assert recompute(killed, [dead]) == killed
