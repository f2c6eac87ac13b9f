"""The desk: a project's reports, claims and judgements in memory, and the one place where a decision is taken down.

A decision is checked against the version that it was made on, appended to the store and only then shown, all under one lock. What
is derived from decisions (incidents, tallies) is made anew when somebody looks at it.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from civharm.model import Claim, Incident, Judgement, Release, Report
from civharm.pipeline import derive_release
from civharm.publishing.site_words import make_page_name
from civharm.reviewing.deciding import make_undo
from civharm.reviewing.log import Log, Thing
from civharm.reviewing.queue import Reason, State, find_contradictory, find_reasons, find_state, weigh
from civharm.reviewing.versions import Seen, see
from civharm.store import Store
from civharm.web.index import Index

QUICK_S = 0.7  # a derivation that takes no longer is worth waiting for; a longer one is made in the background


class StaleError(Exception):
    """A decision was made on a version that is not the latest; nothing was saved."""

    def __init__(self, words: str, thing: Thing, version: str) -> None:
        super().__init__(words)
        self.thing, self.version = thing, version


class Desk:
    """One project under review. Methods may be called from any thread; decisions are taken down one at a time."""

    def __init__(self, store: Store, reports: Iterable[Report], claims: Iterable[Claim]) -> None:
        self._store, self._lock = store, threading.RLock()
        self.log = Log(store.judgements())
        self.reports = {report.id: report for report in reports}
        self.read = {claim.id: claim for claim in claims}
        self.index = Index()
        self._release: Release | None = None
        self._derived_of, self._took_s = -1, 0.0
        self._deriving = threading.Lock()
        self._report_keys = {make_page_name(id): id for id in self.reports}
        self._claim_keys = {make_page_name(id): id for id in self.read}
        self.index.put_reports(self.reports.values())
        self._derive()

    # what there is

    def see(self, id: str) -> Seen | None:
        """See a claim, whether a reader or a person made it; ``None`` where there is none of that id."""
        seen = see(id, self.read.get(id), self.log.chain("claim", id))
        return seen if seen.shown is not None else None

    def find_claim(self, key: str) -> Seen | None:
        """See the claim that an address names."""
        return self.see(self._claim_keys.get(key, key))

    def find_report(self, key: str) -> Report | None:
        """Find the report that an address names."""
        return self.reports.get(self._report_keys.get(key, key))

    def list_claims(self, report: str) -> list[Seen]:
        """List the claims of a report as they stand, in the order of its text; rejected ones too."""
        ids = [
            *(c.id for c in self.read.values() if c.report == report),
            *(i for i in self.log.list_claims() if i not in self.read),
        ]
        found = [seen for id in ids if (seen := self.see(id)) and seen.shown and seen.shown.report == report]
        return sorted(found, key=lambda s: (s.shown.victims.start, s.id) if s.shown else (0, s.id))

    def count_claims(self) -> Counter[str]:
        """Count the claims of each report, as read and as people added them."""
        told = Counter(claim.report for claim in self.read.values())
        others = (seen for id in self.log.list_claims() if id not in self.read and (seen := self.see(id)))
        return told + Counter(seen.claim.report for seen in others if seen.claim)

    def release(self) -> tuple[Release, int]:
        """The derived record, and how many decisions it does not know yet (a new one is then being made)."""
        if self._derived_of != len(self.log.judgements):
            if self._took_s <= QUICK_S:
                self._derive()
            elif not self._deriving.locked():
                threading.Thread(target=self._derive, daemon=True).start()
        if self._release is None:
            raise RuntimeError("the desk derives its release when it is made")
        return self._release, len(self.log.judgements) - self._derived_of

    def find_incident(self, id: str) -> Incident | None:
        """Find an incident by its id, a former one, or its name in an address."""
        release, _ = self.release()
        current = release.moved.get(id) or id
        return next((i for i in release.incidents if current in (i.id, make_page_name(i.id)) or id in i.previous_ids), None)

    def incident_of(self, claim: str) -> str | None:
        """The id of the incident that a claim is in, as last derived."""
        return self._incident_of.get(claim, Incident(id="", claims=())).id or None

    def _derive(self) -> None:
        with self._deriving:
            began, judgements = time.monotonic(), tuple(self.log.judgements)
            if self._derived_of == len(judgements):
                return
            release = derive_release(list(self.reports.values()), list(self.read.values()), judgements, self._store.last_release())
            with self._lock:
                self._release, self._derived_of, self._took_s = release, len(judgements), time.monotonic() - began
                self._incident_of = {claim: incident for incident in release.incidents for claim in incident.claims}
                self._contradictory = find_contradictory(release.incidents)
                self._put(dict.fromkeys([*self._order(), *self.log.list_claims()]))

    def _order(self) -> Sequence[str]:
        """The read claims report by report: who reads a report's claims in a row reads the report once."""
        return sorted(self.read, key=lambda id: (self.read[id].report, self.read[id].victims.start, id))

    def _put(self, ids: Iterable[str]) -> None:
        self.index.put(row for id in ids if (row := self._row(id)))

    def _row(self, id: str) -> tuple[Claim, Report | None, State, tuple[Reason, ...], int, str] | None:
        seen = self.see(id)
        if seen is None or seen.shown is None:
            return None
        reasons = find_reasons(seen, self._incident_of.get(id), self._contradictory)
        by = seen.decided.by if seen.decided else ""
        return seen.shown, self.reports.get(seen.shown.report), find_state(seen), reasons, weigh(reasons), by

    # what people do

    def decide(self, id: str, version: str, make: Callable[[Seen], Judgement]) -> Judgement:
        """Take down a decision on a claim that was made on a version of it; returns once it is on the disk.

        Raises StaleError where the claim has another version now, and ValueError where the decision makes no claim.
        """
        with self._lock:
            seen = see(id, self.read.get(id), self.log.chain("claim", id))
            if seen.version != version:
                raise StaleError("somebody decided on this claim meanwhile", ("claim", id), version)
            judgement = make(seen)
            _ = see(id, seen.read, (*seen.chain, judgement)).claim  # a correction that makes no claim raises here
            return self._append(judgement)

    def decide_thing(self, thing: Thing, head: str, make: Callable[[Judgement | None], Judgement]) -> Judgement:
        """Take down a decision on a pair or an incident; ``head`` is the last one about it that the person saw."""
        with self._lock:
            last = self.log.head(*thing)
            if (last.id if last else "") != head:
                raise StaleError("somebody decided on this meanwhile", thing, head)
            return self._append(make(last))

    def undo(self, by: str, *, redo: bool = False) -> Judgement | None:
        """Take back the last decision of a person, or put the last one taken back in force again; ``None`` where there is none.

        Raises StaleError where somebody else has decided on the same thing since.
        """
        with self._lock:
            last = self.log.find_redoable(by) if redo else self.log.find_undoable(by)
            if last is None:
                return None
            thing = self.log.find_thing(last) or ()
            former, head = self.log.find_former(last), self.log.head(*thing)
            if head is None or self.log.find_in_force(*thing) != (former if redo else last):
                raise StaleError("somebody decided on the same since: nothing was undone", thing, last.id)
            return self._append(make_undo(last, last if redo else former, head, by=by, at=say_now(), redo=redo))

    def _append(self, judgement: Judgement) -> Judgement:
        self._store.add_judgement(judgement)
        self.log.add(judgement)
        thing = self.log.find_thing(judgement) or ("",)
        if thing[0] == "claim":
            self._claim_keys[make_page_name(thing[1])] = thing[1]
            self._put([thing[1]])
        return judgement


def say_now() -> str:
    """The instant in UTC, to the millisecond, as judgements tell it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
