"""What claims disagree on is kept with both sides."""

from __future__ import annotations

from dataclasses import replace

from making import claim, incident, report

from civharm.model import Actor, Claim, Contradiction, Means, Place
from civharm.reconciling import reconcile
from civharm.reconciling.allegations import make_allegations


def found(*claims: Claim) -> tuple[Contradiction, ...]:
    reports = [report(r, source=f"Paper {r}") for r in sorted({c.report for c in claims})]
    return reconcile(incident(*claims), claims, reports).contradictions


def means(category: str, **more: object) -> Claim:
    return replace(claim(3, **more), means=Means(text=category, start=0, end=1, category=category))


def test_105_against_130_keeps_both_sides_and_their_speakers() -> None:
    (one,) = found(claim(105, speakers=("the coalition",)), claim(130, report="r2", speakers=("civil defence",)))
    assert one.about == "count"
    assert [(side.says, side.speakers) for side in one.sides] == [("105", ("the coalition",)), ("130", ("civil defence",))]


def test_at_least_8_and_13_do_not_contradict_each_other() -> None:
    assert found(claim(8, None), claim(13, report="r2")) == ()


def test_a_strike_against_planted_explosives_is_a_contradiction() -> None:
    (one,) = found(means("explosive", speakers=("residents",)), means("planted_explosive", report="r2", speakers=("the army",)))
    assert (one.about, [side.says for side in one.sides]) == ("means", ["explosive", "planted_explosive"])


def test_two_means_told_by_one_voice_are_no_contradiction() -> None:
    assert found(means("explosive"), means("small_arms", at=90)) == ()


def test_human_shields_against_no_human_shields_is_a_dispute_of_the_label() -> None:
    used = claim(2, None, harm="human_shield", bound="unknown_plural")
    denied = replace(used, id="denied", report="r2", modality="denied")
    (one,) = found(used, denied)
    assert (one.about, [side.says for side in one.sides]) == ("label", ["human_shield", "not human_shield"])


def test_a_denial_is_kept_beside_what_it_denies() -> None:
    (one,) = found(claim(3), claim(0, report="r2", modality="denied"))
    assert one.about == "denial"


def test_two_towns_far_apart_contradict_and_a_quarter_of_the_town_does_not() -> None:
    def at(name: str, lat: float) -> Place:
        return Place(text=name, start=0, end=1, name=name, id=name, lat=lat, lon=40.0, precision=1)

    near, far = claim(3, report="r2", place=at("Betaton", 33.1)), claim(3, report="r2", place=at("Gammaburg", 34.0))
    assert found(claim(3, place=at("Alphaville", 33.0)), near) == ()
    assert [one.about for one in found(claim(3, place=at("Alphaville", 33.0)), far)] == ["place"]


def test_an_inferred_actor_contradicts_nobody() -> None:
    stated, other = claim(3, actor="Side A"), claim(3, report="r2", actor="Side B")
    assert [one.about for one in found(stated, other)] == ["actor"]
    assert other.actor is not None
    inferred = replace(other, actor=replace(other.actor, inferred=True))
    assert found(stated, inferred) == ()


def test_one_word_for_the_doers_in_singular_and_plural_is_one_actor() -> None:
    def by(name: str, number: str) -> Claim:
        return replace(claim(3, report=number), actor=Actor(text=name, start=0, end=1, name=name))

    assert found(by("gunman", "r1"), by("the gunmen", "r2")) == ()
    (alleged,) = make_allegations([by("gunman", "r1"), by("gunmen", "r2")], {"r1": "Paper 1", "r2": "Paper 2"})
    assert (alleged.name, alleged.alleged_by) == ("gunman", ("Paper 1", "Paper 2"))
    assert found(by("attacker", "r1"), by("unknown attackers", "r2")) == ()
    assert [one.about for one in found(by("Party A", "r1"), by("Party B", "r2"))] == ["actor"]


def test_an_execution_leaves_room_for_a_gun_and_none_for_a_strike() -> None:
    assert found(means("execution"), means("small_arms", report="r2")) == ()
    assert [one.about for one in found(means("execution"), means("explosive", report="r2"))] == ["means"]
