"""What people say and do beside deciding: remarks, rounds of two codings, and the marks by which the queue finds them.

The marks of the index follow from remarks and rounds, and are made anew at each start.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from civharm.model import Claim, Judgement
from civharm.reviewing.log import Log
from civharm.reviewing.remarks import Remark, Remarks
from civharm.reviewing.rounds import Pair, Rounds, make_agreed, make_withdrawal
from civharm.reviewing.versions import make_version
from civharm.store import Store
from civharm.store.saying import add_codings, add_remarks, load_codings, load_remarks
from civharm.web.index import Index

MARKS = ("help", "snoozed", "second", "differ")  # beside "assigned:NAME"


def say_today() -> str:
    """The day in UTC."""
    return datetime.now(UTC).date().isoformat()


class Team:
    """The remarks and rounds of a project. The desk calls it under its own lock where both change."""

    def __init__(self, store: Store, index: Index, log: Log, *, today: Callable[[], str] = say_today) -> None:
        self._store, self._index, self._log, self._today = store, index, log, today
        self._lock = threading.RLock()
        remarks = load_remarks(store)
        self.remarks, self.rounds = Remarks(remarks), _replay(remarks, load_codings(store), log)
        self._marked_on = ""
        self.wake()

    # remarks

    def say(self, remarks: Sequence[Remark]) -> None:
        """Take down remarks; returns once they are on the disk. Raises ValueError where a round cannot be opened."""
        with self._lock:
            for remark in remarks:
                if remark.kind == "second" and remark.on:
                    self._check_round(remark)
            add_remarks(self._store, remarks)
            for remark in remarks:
                self.remarks.add(remark)
                if remark.kind == "second":
                    self.rounds.open(remark, *self._log.find_standing_at(remark.about, remark.at))
                    self._set_aside(remark.about)
            self._mark({remark.about for remark in remarks if remark.of == "claim"})

    def _check_round(self, remark: Remark) -> None:
        claim, chain = remark.about, self._log.whole_chain(remark.about)
        if self.rounds.find_state(claim) != "none":
            raise ValueError("two people code this claim already, or have coded it")
        if any(judgement.at > remark.at for judgement in chain):
            raise ValueError("somebody decided on this claim just now: ask again")
        if any(judgement.kind == "add" for judgement in chain):
            raise ValueError("a person added this claim: there is nothing else of it that a second person could code blind")

    def _set_aside(self, claim: str) -> None:
        """Set aside what was decided on a claim whose round is open, and bring it back where it is open no more."""
        if self.rounds.find_state(claim) == "open":
            self._log.set_aside(claim)
        else:
            self._log.bring_back(claim)

    def list_shown(self, of: str, about: str, person: str) -> list[Remark]:
        """List the remarks about a thing that a person may see: of a claim whose round is open, nobody else's."""
        found = self.remarks.list_of(of, about)  # type: ignore[arg-type]
        return [remark for remark in found if self.may_see(remark, person)]

    def may_see(self, remark: Remark, person: str) -> bool:
        """Whether a person may see a remark: what coders say about a claim that is being coded is for after the round."""
        open_round = remark.of == "claim" and self.rounds.find_state(remark.about) == "open"
        return not open_round or remark.by == person or remark.kind in ("assign", "second")

    def list_mentions(self, person: str) -> list[Remark]:
        """List the remarks that mention a person and that the person may see, the last first."""
        return [remark for remark in self.remarks.list_mentions(person) if self.may_see(remark, person)]

    # rounds

    def sort_out(self, judgements: Iterable[Judgement]) -> tuple[list[Judgement], list[Judgement]]:
        """Part decisions into those that go into the log and those that are codings of an open round.

        Raises ValueError where two coders see a claim differently and nobody has settled it, and where somebody would code again
        what that person decided before.
        """
        judgements = list(judgements)
        for judgement in judgements:
            claim = judgement.about[0]
            if self.rounds.find_state(claim) == "open" and self.rounds.is_barred(claim, judgement.by):
                raise ValueError("you decided on this claim before: now somebody else decides on it, who has not seen that")
            if self.is_unsettled(judgement.about[0]):
                raise ValueError("two coders see this claim differently: it is settled on the page “Two coders”")
        held = [j for j in judgements if self.rounds.find_state(j.about[0]) == "open"]
        return [j for j in judgements if j not in held], held

    def take(self, codings: Sequence[Judgement], read: Callable[[str], Claim | None]) -> list[Judgement]:
        """Take down codings, within the desk's transaction; gives what now goes into the log, where two coders agree."""
        add_codings(self._store, codings)
        trial = Rounds()
        for coding in codings:
            asked = self.rounds.find_asked(coding.about[0])
            if asked is not None:
                trial.open(asked, self.rounds.find_first(coding.about[0]))
                for other in self.rounds.list_codings(coding.about[0]):
                    trial.add(other)
                trial.add(coding)
        agreed = [pair for pair in trial.list_pairs() if pair.agree]
        return [one for pair in agreed for one in make_agreed(pair, _versions(read(pair.claim)), self._find_last(pair.claim))]

    def _find_last(self, claim: str) -> Judgement | None:
        """The last decision on a claim whose first coding the log holds already."""
        chain = self._log.whole_chain(claim)
        return chain[-1] if chain and self.rounds.find_first(claim) else None

    def keep(self, codings: Sequence[Judgement]) -> None:
        """Keep in mind codings that were taken down; what was set aside for a round that is complete is brought back."""
        for coding in codings:
            self.rounds.add(coding)
            self._set_aside(coding.about[0])
        self._mark({coding.about[0] for coding in codings})

    def find_undoable(self, person: str, last: Judgement | None) -> Judgement | None:
        """Find the coding that a person takes back next: the last one, where it came after the last decision in the log."""
        own = self.rounds.find_undoable(person)
        return own if own and (last is None or own.at >= last.at) else None

    def has_coded(self, claim: str, person: str) -> bool:
        """Whether a person has coded a claim whose round still waits for somebody else, or decided on it before."""
        had = self.rounds.find_own(claim, person) is not None or self.rounds.is_barred(claim, person)
        return had and self.rounds.find_state(claim) == "open"

    def list_coded(self, person: str) -> list[str]:
        """List the claims that a person has coded and that wait for somebody else."""
        return [claim for claim in self.rounds.list_codings_of(person) if self.has_coded(claim, person)]

    def withdraw(self, coding: Judgement, at: str) -> Judgement:
        """Take back a coding."""
        withdrawal = make_withdrawal(coding, at=at)
        add_codings(self._store, [withdrawal])
        self.keep([withdrawal])
        return withdrawal

    def is_unsettled(self, claim: str) -> bool:
        """Whether two coders see a claim differently, and nobody has settled it."""
        if self.rounds.find_state(claim) != "differ":
            return False
        return self._log.find_in_force("claim", claim) == self.rounds.find_first(claim)  # none of both where nobody had decided

    def list_unsettled(self) -> list[Pair]:
        """List the pairs of codings that differ and that nobody has settled."""
        return [pair for pair in self.rounds.list_pairs() if self.is_unsettled(pair.claim)]

    # marks

    def wake(self) -> None:
        """Make all marks anew where another day has begun: what was snoozed until today is in the queue again."""
        with self._lock:
            if self._marked_on == self._today():
                return
            self._marked_on = self._today()
            claims = {*self.remarks.list_claims(), *(pair.claim for pair in self.rounds.list_pairs())}
            self._index.mark({claim: self._marks_of(claim) for claim in claims}, anew=True)

    def mark_again(self, claims: Iterable[str]) -> None:
        """Mark claims anew on which somebody decided."""
        with self._lock:
            self._mark({claim for claim in claims if self.rounds.find_state(claim) != "none"})

    def _mark(self, claims: Iterable[str]) -> None:
        self._index.mark({claim: self._marks_of(claim) for claim in claims})

    def _marks_of(self, claim: str) -> tuple[str, ...]:
        second = ("second",) if self.rounds.find_state(claim) == "open" else ("differ",) if self.is_unsettled(claim) else ()
        return (*self.remarks.list_marks(claim, self._today()), *second)


def _versions(read: Claim | None) -> Callable[[Judgement], str]:
    return lambda judgement: make_version(read, judgement)


def load_log(store: Store) -> Log:
    """Load the log of a project, in which what is being coded a second time is set aside."""
    log = Log(store.judgements())
    for claim in _replay(load_remarks(store), load_codings(store), log).list_open():
        log.set_aside(claim)
    return log


def _replay(remarks: Sequence[Remark], codings: Sequence[Judgement], log: Log) -> Rounds:
    """Rounds and codings as they came: a coding belongs to the round that was open at its time."""
    rounds = Rounds()
    told: list[Remark | Judgement] = [*(remark for remark in remarks if remark.kind == "second"), *codings]
    for one in sorted(told, key=lambda one: one.at):
        if isinstance(one, Remark):
            rounds.open(one, *log.find_standing_at(one.about, one.at))
        else:
            rounds.add(one)
    return rounds
