"""The log of decisions measures the reader: what was accepted was right, what was corrected was wrong where it was changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from civharm.cli import app
from civharm.model import Claim, Judgement, to_json
from civharm.reviewing.deciding import make_addition, make_decision, make_undo
from civharm.reviewing.log import Log
from civharm.reviewing.progress import Share, measure_log
from civharm.reviewing.versions import see
from civharm.store import open_store
from factory import claim, report

CLAIMS = [claim(f"c{n}", low=n + 1, harm="killed" if n < 4 else "injured") for n in range(6)]


def at(minute: int, second: int = 0) -> str:
    return f"2024-05-01T10:{minute:02}:{second:02}.000Z"


def decide(of: Claim, kind: str, when: str, by: str = "Anna", log: Log | None = None, **details: object) -> Judgement:
    chain = log.chain("claim", of.id) if log else ()
    return make_decision(see(of.id, of, chain), kind, None, by=by, at=when, **details)  # type: ignore[arg-type]


def make_log() -> Log:
    log = Log()
    number = to_json(replace(CLAIMS[1].count, low=9, high=9))
    for one in (
        decide(CLAIMS[0], "accept", at(0)),
        decide(CLAIMS[1], "correct", at(0, 30), after={"count": number}),
        decide(CLAIMS[2], "reject", at(1, 0)),
        decide(CLAIMS[3], "dispute", at(30), by="Ben"),
        decide(CLAIMS[4], "accept", at(30, 10), by="Ben"),
        make_addition(CLAIMS[5], see("c5", None, ()), report(), by="Ben", at=at(30, 20)),
    ):
        log.add(one)
    return log


def test_claims_harms_and_slots_are_measured_on_the_decision_that_stands() -> None:
    measured = measure_log(make_log())
    assert dict(measured.kinds) == {"accept": 2, "correct": 1, "reject": 1, "dispute": 1, "add": 1}
    assert (measured.claims.right, measured.claims.of) == (3, 4)  # a dispute says neither, an added claim was not read
    assert (measured.numbers.right, measured.numbers.of) == (2, 4)
    assert [(s.name, s.right, s.of) for s in measured.harms] == [("injured", 1, 1), ("killed", 1, 3)]
    slots = {s.name: (s.right, s.of) for s in measured.slots}
    assert slots["count"] == (2, 3) and slots["harm"] == (3, 3)
    assert measured.missed == 1


def test_a_decision_that_was_taken_back_measures_nothing() -> None:
    log = make_log()
    last = log.chain("claim", "c2")[-1]
    log.add(make_undo(last, log.find_former(last), last, by="Anna", at=at(2)))
    measured = measure_log(log)
    assert measured.kinds["reject"] == 0 and measured.claims.of == 3
    assert [(p.name, p.decisions, p.undone) for p in measured.people] == [("Anna", 3, 1), ("Ben", 3, 0)]


def test_a_second_correction_is_measured_against_what_was_read() -> None:
    log = make_log()
    back = to_json(CLAIMS[1].count)
    log.add(decide(CLAIMS[1], "correct", at(3), by="Ben", log=log, after={"count": back}))
    assert measure_log(log).numbers.right == 3  # what the reader said was right after all


def test_pace_leaves_out_pauses() -> None:
    people = {p.name: p for p in measure_log(make_log()).people}
    assert (people["Anna"].seconds, people["Ben"].seconds) == (30.0, 10.0)
    log = Log([decide(CLAIMS[0], "accept", at(0)), decide(CLAIMS[1], "accept", at(45))])
    assert measure_log(log).people[0].seconds is None


def test_nothing_decided_is_no_share() -> None:
    measured = measure_log(Log())
    assert measured.claims.value is None and measured.claims.interval is None and measured.people == ()


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # scipy 1.x binomtest(k, n).proportion_ci(method="wilson") gives these; the closed form is Wilson's (1927)
    [(0, 10, 0.0, 0.27753), (5, 10, 0.23659, 0.76341), (10, 10, 0.72247, 1.0), (81, 263, 0.25529, 0.36618)],
)
def test_the_interval_is_wilson_s(right: int, of: int, low: float, high: float) -> None:
    found = Share("x", right, of).interval
    assert found is not None and found == pytest.approx((low, high), abs=1e-4)


def test_the_command_prints_the_same(tmp_path: Path) -> None:
    with open_store(tmp_path / "p") as store:
        for one in make_log().judgements:
            store.add_judgement(one)
    printed = CliRunner().invoke(app, ["evaluate", "--from-decisions", "--project", str(tmp_path / "p")])
    assert printed.exit_code == 0, printed.output
    assert "1 add, 1 correct" in printed.output.replace("2 accept, ", "") and "harm\tkilled\t1\t3\t0.333" in printed.output
    assert "Anna\t3\t0\t1\t30\t" in printed.output
    told = json.loads(CliRunner().invoke(app, ["evaluate", "--from-decisions", "--project", str(tmp_path / "p"), "--json"]).output)
    assert told["missed"] == 1 and {"of": "slot", "what": "count", "right": 2, "decided": 3}.items() <= told["shares"][5].items()


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    for words in (["--project", str(tmp_path)], ["--project", str(tmp_path), "--from-decisions"]):
        result = CliRunner().invoke(app, ["evaluate", *words])
        assert result.exit_code == 1 and result.output.count("\n") == 1
