"""Any steps, undone and redone, equal the replay of the log: decisions on one claim and on several, additions, pairs and grades.

A plain model keeps what should be in force. `HISTORIES=200` runs so many of a hundred steps each, the long form (`make load`).
"""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from civharm.model import Claim, Judgement, to_json
from civharm.reviewing import review
from civharm.reviewing.deciding import make_addition, make_batch, make_decision, make_grading, make_pair
from civharm.reviewing.log import Log, Thing
from civharm.reviewing.versions import see
from civharm.web.desk import Desk, StaleError, say_now
from civharm.web.filters import Filters
from web.making import make_nouns, open_desk

HISTORIES = int(os.environ.get("HISTORIES", "6"))
REPORTS, _ALL = make_nouns(6)
CLAIMS, ADDED = [*_ALL[:5], _ALL[6]], _ALL[5:6]  # the reader does not make the sixth; a person adds it
PEOPLE = st.sampled_from(["A", "B", "C"])
IDS = st.sampled_from([claim.id for claim in CLAIMS])
KINDS = st.sampled_from(["accept", "reject", "dispute", "correct"])
NOBODY = "nothing decided"


class Reviewing(RuleBasedStateMachine):
    """People at one desk. The model: what is in force on each thing, and each person's steps to take back or put back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store, self.desk = open_desk(Path(self.folder.name), REPORTS, CLAIMS)
        self.in_force: dict[Thing, str] = defaultdict(lambda: NOBODY)
        self.done: dict[str, list[list[tuple[Thing, str, str]]]] = defaultdict(list)
        self.undone: dict[str, list[list[tuple[Thing, str, str]]]] = defaultdict(list)
        self.saved = 0

    def took_down(self, person: str, judgements: list[Judgement]) -> None:
        step = []
        for judgement in judgements:
            thing = self.desk.log.find_thing(judgement)
            assert thing is not None
            step.append((thing, self.in_force[thing], judgement.id))
            self.in_force[thing] = judgement.id
        self.done[person].append(step)
        self.undone[person].clear()
        self.saved += len(judgements)

    @rule(person=PEOPLE, id=IDS, kind=KINDS, number=st.integers(1, 99))
    def decide(self, person: str, id: str, kind: Any, number: int) -> None:
        seen = self.desk.see(id)
        assert seen is not None and seen.shown is not None
        after = {"count": to_json(seen.shown.count) | {"low": number, "high": number}} if kind == "correct" else None
        made = self.desk.decide(
            id, seen.version, lambda s: make_decision(s, kind, None, by=person, at=say_now(), after=after, why=str(self.saved))
        )
        self.took_down(person, [made])

    @rule(person=PEOPLE, ids=st.lists(IDS, min_size=2, max_size=4, unique=True), kind=st.sampled_from(["accept", "reject"]))
    def decide_several(self, person: str, ids: list[str], kind: Any) -> None:
        at = say_now()
        batch = make_batch([*ids, str(self.saved)], by=person, at=at)
        versions = [(seen.id, seen.version) for seen in self.desk.see_all(ids)]
        made = self.desk.decide_all(versions, lambda s: make_decision(s, kind, None, by=person, at=at, batch=batch))
        self.took_down(person, made)

    @rule(person=PEOPLE)
    def add(self, person: str) -> None:
        claim = ADDED[0]
        seen = see(claim.id, None, self.desk.log.chain("claim", claim.id))
        made = self.desk.decide(claim.id, seen.version, lambda s: make_addition(claim, s, REPORTS[0], by=person, at=say_now()))
        self.took_down(person, [made])

    @rule(person=PEOPLE, ends=st.lists(IDS, min_size=2, max_size=2, unique=True), kind=st.sampled_from(["same", "different"]))
    def pair(self, person: str, ends: list[str], kind: Any) -> None:
        one, other = sorted(ends)
        head = self.desk.log.head("pair", one, other)
        made = self.desk.decide_thing(
            ("pair", one, other), head.id if head else "", lambda h: make_pair(kind, one, other, h, by=person, at=say_now())
        )
        self.took_down(person, [made])

    @rule(person=PEOPLE, value=st.sampled_from(["Confirmed", "Weak"]))
    def grade(self, person: str, value: Any) -> None:
        head = self.desk.log.head("grade", "i1")
        made = self.desk.decide_thing(
            ("grade", "i1"), head.id if head else "", lambda h: make_grading("i1", value, h, by=person, at=say_now(), why="why")
        )
        self.took_down(person, [made])

    @rule(person=PEOPLE, redo=st.booleans())
    def take_back_or_put_back(self, person: str, redo: bool) -> None:
        here, there = (self.undone, self.done) if redo else (self.done, self.undone)
        step = here[person][-1] if here[person] else []
        stands = all(self.in_force[thing] == (before if redo else after) for thing, before, after in step)
        try:
            made = self.desk.undo(person, redo=redo)
        except StaleError:
            assert step and not stands, "refused, though nobody else decided since"
            return
        assert (made is not None) == bool(step) and stands
        if step:
            there[person].append(here[person].pop())
            self.saved += len(step)
            for thing, before, after in step:
                self.in_force[thing] = after if redo else before

    @invariant()
    def what_is_in_force_is_what_the_model_says(self) -> None:
        for thing, id in self.in_force.items():
            found = self.desk.log.find_in_force(*thing)
            assert (found.id if found else NOBODY) == id, thing

    def teardown(self) -> None:
        """The replay of the log from the disk gives the same claims, the same index, and the same steps to take back."""
        try:
            self.check_replay()
        finally:
            self.store.close()
            self.folder.cleanup()

    def check_replay(self) -> None:
        log = self.store.judgements()
        assert len(log) == self.saved
        fresh, replayed = Desk(self.store, REPORTS, CLAIMS), Log(log)
        ids = [claim.id for claim in [*CLAIMS, *ADDED]]
        shown = [standing(self.desk, id) for id in ids]
        assert shown == [standing(fresh, id) for id in ids]
        assert {id: to_json(c) for id, c in zip(ids, shown, strict=True) if c} == {c.id: to_json(c) for c in review(CLAIMS, log)}
        for filters in (Filters(), Filters(state="all"), Filters(state="rejected")):
            rows = [{(row.id, row.state, row.reasons) for row in desk.index.list_rows(filters)} for desk in (self.desk, fresh)]
            plain = [
                {(id, state, tuple(r for r in reasons if r in ("unseen", "added", "changed"))) for id, state, reasons in some}
                for some in rows
            ]
            assert plain[0] == plain[1]
        for person in ("A", "B", "C"):
            assert replayed.list_undoable(person) == self.desk.log.list_undoable(person)
            assert replayed.list_redoable(person) == self.desk.log.list_redoable(person)


def standing(desk: Desk, id: str) -> Claim | None:
    seen = desk.see(id)
    return seen.claim if seen else None


Reviewing.TestCase.settings = settings(
    max_examples=HISTORIES,
    stateful_step_count=100,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.generate,),
)
test_any_steps_undone_and_redone_equal_the_replay_of_the_log = Reviewing.TestCase
