"""What reports disagree on, from sentences to `civharm explain`: every kind of contradiction with both sides and who speaks.

All of it is invented; Redland and Blueland stand for parties, and the towns are only taken because the gazetteer knows them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from civharm.cli import app

RUNNER = CliRunner()
HEAD = "---\npublisher: {}\npublished: {}\n---\n"


def explain_all(folder: Path, *reports: tuple[str, str, str]) -> list[tuple[dict[str, Any], str]]:
    """Run a project of (publisher, day, text) and explain each of its incidents, as data and in words."""
    for number, (publisher, day, text) in enumerate(reports):
        path = folder / "in" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD.format(publisher, day) + text, encoding="utf-8")
    project = str(folder / "project")
    ran = RUNNER.invoke(app, ["run", str(folder / "in"), "--project", project, "--out", str(folder / "out"), "--json"])
    assert ran.exit_code == 0, ran.output
    ids = dict.fromkeys(row["incident"] for row in json.loads(ran.stdout)["incidents"])
    said = {id: RUNNER.invoke(app, ["explain", id, "--project", project]).stdout for id in ids}
    data = {id: RUNNER.invoke(app, ["explain", id, "--project", project, "--json"]).stdout for id in ids}
    return [(json.loads(data[id]), said[id]) for id in ids]


def sides_of(told: dict[str, Any], about: str) -> dict[str, list[str]]:
    """The sides of an incident's contradiction about something: what each says, with its speakers."""
    found = [one for one in told["contradictions"] if one["about"] == about]
    assert len(found) == 1, [one["about"] for one in told["contradictions"]]
    return {side["says"]: side["speakers"] for side in found[0]["sides"]}


def find_range(told: dict[str, Any], harm: str = "killed", victims: str = "all") -> tuple[int | None, int | None]:
    chosen = [t for t in told["tallies"] if (t["rule"], t["harm"], t["victims"], t["group"]) == ("widest", harm, victims, None)]
    return chosen[0]["low"], chosen[0]["high"]


@pytest.mark.parametrize("first", ["105", "At least 105"])
def test_two_numbers_of_one_strike_are_a_range_with_both_ends(tmp_path: Path, first: str) -> None:
    ours = f"{first} civilians died when an air strike brought down a house in Taiz on 17 March 2016, Redland's army said."
    theirs = "The Taiz civil defence said that 130 people were killed in the air strike on a house in the city on 17 March 2016."
    [(told, said)] = explain_all(tmp_path, ("Example Wire", "2016-05-25", ours), ("Example Post", "2016-03-25", theirs))
    assert find_range(told) == (105, 130)
    if first == "105":
        sides = sides_of(told, "count")
        assert list(sides) == ["105", "130"] and "civil defence" in sides["130"][0] and "army" in sides["105"][0]
        assert "Contradiction about the count:" in said


def test_a_strike_against_planted_explosives(tmp_path: Path) -> None:
    strike = "An air strike killed 40 people in a house in Taiz on 17 March 2016, the Taiz civil defence said."
    mine = "Forty people died in a house in Taiz on 17 March 2016 when explosive devices blew up in it, Redland's army said."
    [(told, said)] = explain_all(tmp_path, ("Example Wire", "2016-03-18", strike), ("Example Post", "2016-03-19", mine))
    sides = sides_of(told, "means")
    assert list(sides) == ["explosive", "planted_explosive"]
    assert "civil defence" in sides["explosive"][0] and "army" in sides["planted_explosive"][0]
    assert "Contradiction about the means:" in said


def test_a_party_that_denies_its_strike_and_blames_a_bomb(tmp_path: Path) -> None:
    strike = "An air strike killed 40 people in a house in Taiz on 17 March 2016, the Taiz civil defence said."
    denial = (
        "Redland's army denied that an air strike killed 40 people in a house in Taiz on 17 March 2016.\n\n"
        "The people were killed by a car bomb of the Blueland Front, the army said."
    )
    [(told, said)] = explain_all(tmp_path, ("Example Wire", "2016-03-18", strike), ("Example Post", "2016-03-19", denial))
    assert any("army" in speaker for speaker in sides_of(told, "denial")["not killed"])
    assert "planted_explosive" in sides_of(told, "means")
    assert "Contradiction about the denial:" in said and "Contradiction about the means:" in said


def test_civilians_against_fighters(tmp_path: Path) -> None:
    civilians = "Shells killed nine civilians in Taiz on 4 May 2016, medics said."
    fighters = "Shells killed nine fighters in Taiz on 4 May 2016, Redland's army said."
    [(told, said)] = explain_all(tmp_path, ("Example Wire", "2016-05-04", civilians), ("Example Post", "2016-05-05", fighters))
    sides = sides_of(told, "status")
    assert list(sides) == ["civilian", "combatant"]
    assert "medics" in sides["civilian"][0] and "army" in sides["combatant"][0]
    assert "Contradiction about the status:" in said


def test_human_shields_against_something_different_from_human_shields(tmp_path: Path) -> None:
    shields = "Blueland fighters used 30 villagers as human shields in Taiz on 4 May 2016, the Example Aid Council said."
    different = (
        "Fighters herded 30 villagers into a school in Taiz on 4 May 2016, a Redland general said. "
        "He said that this was different from using the villagers as human shields."
    )
    [(told, said)] = explain_all(tmp_path, ("Example Wire", "2016-05-04", shields), ("Example Post", "2016-05-05", different))
    sides = sides_of(told, "label")
    assert "the Example Aid Council" in sides["human_shield"] and any("general" in one for one in sides["not human_shield"])
    assert "Contradiction about the label:" in said
