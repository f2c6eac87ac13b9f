"""The desk: a project's reports, claims and judgements, and the one place where a decision is taken down.

A decision is checked against the version that it was made on, appended to the store and only then shown, all under one lock. What
is derived from decisions (incidents, tallies) is made anew when somebody looks at it. The index follows right behind the lock,
before the person gets a reply.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from pysqlite3 import dbapi2 as sqlite

from civharm.model import Claim, Judgement, Report
from civharm.reviewing.deciding import make_undo
from civharm.reviewing.log import Log, Thing
from civharm.reviewing.remarks import Remark
from civharm.reviewing.versions import Seen, see
from civharm.store import Store
from civharm.web.deriving import Derived
from civharm.web.filling import fill_some, put_claims
from civharm.web.filters import Filters
from civharm.web.hands import Hands
from civharm.web.index import Index
from civharm.web.shelf import fetch
from civharm.web.team import Team, load_log


class StaleError(Exception):
    """A decision was made on a version that is not the latest; nothing was saved."""

    def __init__(self, words: str, thing: Thing, version: str) -> None:
        super().__init__(words)
        self.thing, self.version = thing, version


class Desk:
    """One project under review. Methods may be called from any thread; decisions are taken down one at a time."""

    def __init__(
        self,
        store: Store,
        reports: Mapping[str, Report] | Iterable[Report],
        claims: Mapping[str, Claim] | Iterable[Claim],
        index: Index | None = None,
        log: Log | None = None,
    ) -> None:
        """Sit down at a project: its reports and claims with an index that was filled from them, or without, to make one."""
        self.store, self._lock, self._putting = store, threading.RLock(), threading.Lock()
        self.log = log or load_log(store)
        self.reports = reports if isinstance(reports, Mapping) else {report.id: report for report in reports}
        self.read = claims if isinstance(claims, Mapping) else {claim.id: claim for claim in claims}
        self.index = index or self._make_index()
        self._hands, self._choosing = Hands(), threading.Lock()
        self._unindexed: dict[str, None] = {}
        self.derived = Derived(store, self.reports, self.read, self.index, self.log, self.see_all, self._lock)
        self.team = Team(store, self.index, self.log)
        self._unindexed = dict.fromkeys(self.team.rounds.list_recoded())
        self._put()
        self.derived.begin(at_once=index is None)

    def _make_index(self) -> Index:
        index, told = Index(), defaultdict[str, list[Claim]](list)
        for claim in self.read.values():
            told[claim.report].append(claim)
        fill_some(index, self.log, [(self.reports[id], told[id]) for id in sorted(self.reports)])
        put_claims(index, self.log, self.read, self.reports, index.list_missing(self.log.list_claims()), judged=len(self.log.all))
        return index

    # what there is

    def see(self, id: str) -> Seen | None:
        """See a claim, whether a reader or a person made it; ``None`` where there is none of that id."""
        seen = see(id, self.read.get(id), self.log.chain("claim", id))
        return seen if seen.shown is not None else None

    def see_all(self, ids: Iterable[str]) -> list[Seen]:
        """See several claims, in one go."""
        ids = list(ids)
        read = fetch(self.read, ids)
        seen = (see(id, read.get(id), self.log.chain("claim", id)) for id in ids)
        return [one for one in seen if one.shown is not None]

    def find_claim(self, key: str) -> Seen | None:
        """See the claim that an address names."""
        return self.see(self.index.find_page("claim", key))

    def find_report(self, key: str) -> Report | None:
        """Find the report that an address names."""
        return self.reports.get(self.index.find_page("report", key))

    def list_claims(self, report: str) -> list[Seen]:
        """List the claims of a report as they stand, in the order of its text; rejected ones too."""
        found = [seen for seen in self.see_all(self.index.list_of_report(report)) if seen.shown and seen.shown.report == report]
        return sorted(found, key=lambda s: (s.shown.victims.start, s.id) if s.shown else (0, s.id))

    def find_next(self, person: str, place: tuple[int, int], filters: Filters, *, leave_out: str = "") -> str | None:
        """Find the next claim of the queue for a person; one that somebody else has on the screen only where all others are too."""
        passed = {leave_out, *self.team.list_coded(person)}  # nobody codes a claim twice while a second person has yet to
        with self._choosing:  # or two people who ask at once would be given the same
            found = self.index.find_next(place, filters, leave_out={*self._hands.find_others(person), *passed})
            found = found or self.index.find_next(place, filters, leave_out=passed)
            if found:
                self._hands.take(person, found)
            return found

    def take(self, person: str, claim: str) -> None:
        """Note that a person has a claim on the screen."""
        self._hands.take(person, claim)

    # what people do

    @contextmanager
    def _deciding(self) -> Iterator[None]:
        """Let one person at a time decide; what was decided is put into the index when the next one can decide already."""
        with self._lock:
            yield
        self._put()

    def decide(self, id: str, version: str, make: Callable[[Seen], Judgement]) -> Judgement:
        """Take down a decision on a claim that was made on a version of it; returns once it is on the disk.

        Raises StaleError where the claim has another version now, and ValueError where the decision makes no claim.
        """
        return self.decide_all([(id, version)], make)[0]

    def decide_all(self, claims: Sequence[tuple[str, str]], make: Callable[[Seen], Judgement]) -> list[Judgement]:
        """Take down decisions on several claims, each with the version that the person saw: all of them or none.

        Raises StaleError for the first claim that has another version now.
        """
        with self._deciding():
            made = []
            for id, version in claims:
                seen = see(id, self.read.get(id), self.log.chain("claim", id))
                if seen.version != version:
                    raise StaleError("somebody decided on this claim meanwhile", ("claim", id), version)
                judgement = make(seen)
                _ = see(id, seen.read, (*seen.chain, judgement)).claim  # a correction that makes no claim raises here
                made.append(judgement)
            return self._decide(made)

    def decide_thing(self, thing: Thing, head: str, make: Callable[[Judgement | None], Judgement]) -> Judgement:
        """Take down a decision on a pair or an incident; ``head`` is the last one about it that the person saw."""
        with self._deciding():
            last = self.log.head(*thing)
            if (last.id if last else "") != head:
                raise StaleError("somebody decided on this meanwhile", thing, head)
            return self._append([make(last)])[0]

    def decide_things(
        self, things: Sequence[tuple[Thing, str]], make: Callable[[Thing, Judgement | None], Judgement]
    ) -> list[Judgement]:
        """Take down decisions on several pairs, each with the last one about it that the person saw: all of them or none."""
        with self._deciding():
            heads = [self.log.head(*thing) for thing, _ in things]
            for (thing, head), last in zip(things, heads, strict=True):
                if (last.id if last else "") != head:
                    raise StaleError("somebody decided on this meanwhile", thing, head)
            return self._append([make(thing, last) for (thing, _), last in zip(things, heads, strict=True)])

    def undo(self, by: str, *, redo: bool = False) -> Judgement | None:
        """Take back the last decision of a person, or put the last one taken back in force again; ``None`` where there is none.

        Decisions that were taken down together are taken back together. Raises StaleError where somebody else has decided on one
        of the same things since.
        """
        with self._deciding():
            own = None if redo else self.find_own_coding(by)
            if own is not None:
                return self.team.withdraw(own, say_now())
            last = self.log.list_redoable(by) if redo else self.log.list_undoable(by)
            return self._append([self._make_undo(one, by, redo=redo) for one in last])[-1] if last else None

    def _make_undo(self, last: Judgement, by: str, *, redo: bool) -> Judgement:
        thing = self.log.find_thing(last) or ()
        former, head = self.log.find_former(last), self.log.head(*thing)
        if head is None or self.log.find_in_force(*thing) != (former if redo else last):
            raise StaleError("somebody decided on the same since: nothing was undone", thing, last.id)
        return make_undo(last, last if redo else former, head, by=by, at=say_now(), redo=redo)

    def find_own_coding(self, by: str) -> Judgement | None:
        """Find the coding that a person's next undo takes back; ``None`` where it is a decision, or nothing."""
        return self.team.find_undoable(by, self.log.find_undoable(by))

    def ask_second(self, remarks: Sequence[Remark]) -> None:
        """Open rounds of two codings, or end them; what was decided on their claims is set aside for as long as they are open.

        Raises ValueError where a round cannot be opened.
        """
        with self._deciding():
            self.team.say(remarks)
            self._unindexed |= dict.fromkeys(remark.about for remark in remarks)

    def settle(self, id: str, make: Callable[[Seen], Judgement]) -> Judgement:
        """Take down what a third person makes of two codings that differ. Raises StaleError where that was done already."""
        with self._deciding():
            seen = see(id, self.read.get(id), self.log.chain("claim", id))
            if not self.team.is_unsettled(id):
                raise StaleError("this was settled meanwhile", ("claim", id), seen.version)
            return self._append([make(seen)])[0]

    def _decide(self, made: Sequence[Judgement]) -> list[Judgement]:
        """Take down decisions, those of an open round as codings: all of them or none."""
        open_ones, held = self.team.sort_out(made)
        with self.store.together():
            agreed = self.team.take(held, self.read.get) if held else []
            self.store.add_judgements([*open_ones, *agreed])
        self.team.keep(held)
        self._unindexed |= dict.fromkeys(coding.about[0] for coding in held)
        self._remember([*open_ones, *agreed])
        return list(made)

    def _append(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        self.store.add_judgements(judgements)
        self._remember(judgements)
        return list(judgements)

    def _remember(self, judgements: Sequence[Judgement]) -> None:
        """Keep in mind what is on the disk, and that it is to be put into the index."""
        for judgement in judgements:
            self.log.add(judgement)
        things = [self.log.find_thing(judgement) or ("",) for judgement in judgements]
        self._unindexed |= dict.fromkeys(thing[1] for thing in things if thing[0] == "claim")
        self.team.mark_again(thing[1] for thing in things if thing[0] == "claim")

    def _put(self) -> None:
        """Bring the index up to date, with what other people decided meanwhile as well.

        What the index cannot take now it takes with the next decision: a saved decision is saved.
        """
        with self._putting:
            with self._lock:
                claims, self._unindexed, judged = self._unindexed, {}, len(self.log.all)
            if not claims:
                return
            try:
                with suppress(sqlite.Error):
                    put_claims(self.index, self.log, self.read, self.reports, tuple(claims), judged=judged)
                    claims = {}
            finally:
                with self._lock:
                    self._unindexed = {**claims, **self._unindexed}


def say_now() -> str:
    """The instant in UTC, to the millisecond, as judgements tell it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
