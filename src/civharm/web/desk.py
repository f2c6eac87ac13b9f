"""The desk: a project's reports, claims and judgements, and the one place where a decision is taken down.

A decision is checked against the version that it was made on, appended to the store and only then shown, all under one lock. What
is derived from decisions (incidents, tallies) is made anew when somebody looks at it.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from pysqlite3 import dbapi2 as sqlite

from civharm.model import Claim, Incident, Judgement, Release, Report
from civharm.publishing.site_words import make_page_name
from civharm.reviewing.deciding import make_undo
from civharm.reviewing.log import Log, Thing
from civharm.reviewing.queue import find_contradictory
from civharm.reviewing.versions import Seen, see
from civharm.running import derive_stored
from civharm.store import Store
from civharm.web.filling import fill_some, put_claims
from civharm.web.filters import Filters
from civharm.web.hands import Hands
from civharm.web.index import Index
from civharm.web.membership import Membership
from civharm.web.team import Team

QUICK_S = 0.7  # a derivation that takes no longer is worth waiting for; a longer one is made in the background
MOST_LIVE = 5_000  # claims; a larger project is linked by `civharm run`, and here incident by incident
_KEPT = 500  # incidents of a large project in memory


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
        self.store, self._lock = store, threading.RLock()
        self.log = log or Log(store.judgements())
        self.reports = reports if isinstance(reports, Mapping) else {report.id: report for report in reports}
        self.read = claims if isinstance(claims, Mapping) else {claim.id: claim for claim in claims}
        self.index = index or self._make_index()
        self._membership = Membership(self.index.file)
        self._release: Release | None = None
        self._derived_of, self._took_s = -1, 0.0
        self._deriving = threading.Lock()
        self._hands, self._choosing = Hands(), threading.Lock()
        self._unindexed: dict[str, None] = {}
        self._local: dict[tuple[str, int], Release] = {}
        self.is_live = self.index.count_claims() <= MOST_LIVE
        self.team = Team(store, self.index, self.log)
        if self.is_live and index is None:
            self._derive()
        elif self.is_live and self.index.get("derived") != self._name_derived():
            threading.Thread(target=self._derive, daemon=True).start()

    def _make_index(self) -> Index:
        index, told = Index(), defaultdict[str, list[Claim]](list)
        for claim in self.read.values():
            told[claim.report].append(claim)
        fill_some(index, self.log, [(self.reports[id], told[id]) for id in sorted(self.reports)])
        put_claims(
            index, self.log, self.read, self.reports, index.list_missing(self.log.list_claims()), judged=len(self.log.judgements)
        )
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

    # what is derived

    def release(self) -> tuple[Release, int]:
        """The derived record, and how many decisions it does not know yet (a new one is then being made).

        Of a project with more than `MOST_LIVE` claims it holds nothing but the names of the last run's incidents.
        """
        if not self.is_live:
            last = self.store.last_release()
            return last or Release(version="", reports=(), claims=(), incidents=()), 0
        if self._derived_of != len(self.log.judgements):
            if self._release is None or self._took_s <= QUICK_S:
                self._derive()
            elif not self._deriving.locked():
                threading.Thread(target=self._derive, daemon=True).start()
        if self._release is None:
            raise RuntimeError("a release that was derived is there")
        return self._release, len(self.log.judgements) - self._derived_of

    def release_of(self, incident: Incident) -> tuple[Release, int]:
        """A release that holds an incident with its claims and reports, and how many decisions it does not know yet."""
        return self.release() if self.is_live else (self._derive_one(incident), 0)

    def list_incidents(self, start: int, limit: int) -> tuple[list[Incident], int, int]:
        """List incidents, the latest first, the undated last; with how many there are, and how many decisions they do not know."""
        if self.is_live:
            release, behind = self.release()
            return sorted(release.incidents, key=_by_date)[start : start + limit], len(release.incidents), behind
        named = self._membership.list_incidents(start, limit)
        found = [_choose(self._derive_one(incident), incident) for incident in named]
        return [incident for incident in found if incident], self._membership.count(), 0

    def find_incident(self, id: str) -> Incident | None:
        """Find an incident by its id, a former one, or its name in an address."""
        if not self.is_live:
            named = self._membership.find_incident(self.index.find_page("incident", id))
            return _choose(self._derive_one(named), named) if named else None
        release, _ = self.release()
        current = release.moved.get(id) or id
        return next((i for i in release.incidents if current in (i.id, make_page_name(i.id)) or id in i.previous_ids), None)

    def incident_of(self, claim: str) -> str | None:
        """The id of the incident that a claim is in, as last derived."""
        return self._membership.find_told(claim).incident or None

    def _derive(self) -> None:
        with self._deriving:
            began, judgements = time.monotonic(), tuple(self.log.judgements)
            if self._derived_of == len(judgements):
                return
            release = derive_stored(self.store, list(self.reports.values()), list(self.read.values()), judgements)
            with self._lock:
                self._membership.replace(release.incidents, find_contradictory(release.incidents))
                self.index.recount()
                self.index.set(derived=self._name_derived(len(judgements)))
                self._release, self._derived_of, self._took_s = release, len(judgements), time.monotonic() - began

    def _name_derived(self, judgements: int | None = None) -> str:
        """What the incidents in the index were derived of: the reports, their reader, so many decisions."""
        return f"{self.index.get('basis')} {len(self.log.judgements) if judgements is None else judgements}"

    def list_judgements(self, incidents: Iterable[Incident]) -> list[Judgement]:
        """List all that was decided on the claims of incidents, on pairs of these and on their grades, chain by chain."""
        about = {id for incident in incidents for id in (*incident.claims, incident.id, *incident.previous_ids)}
        return [j for thing in self.log.list_about(about) for j in self.log.chain(*thing)]

    def derive_part(self, incidents: Sequence[Incident], judgements: Sequence[Judgement]) -> Release:
        """Derive the claims of some incidents alone, as given judgements have it: what their numbers are, or would be.

        The incidents give their names. Nothing is saved, and no other incident takes part.
        """
        ids = list(dict.fromkeys(claim for incident in incidents for claim in incident.claims))
        read, seen = fetch(self.read, ids), self.see_all(ids)
        reports = fetch(self.reports, {one.shown.report for one in seen if one.shown})
        last = Release(version="", reports=(), claims=(), incidents=tuple(incidents))
        return derive_stored(self.store, list(reports.values()), list(read.values()), judgements, last)

    def derive_all(self, more: Sequence[Judgement]) -> Release | None:
        """Derive the whole record with more judgements than there are, where that is quick; ``None`` where it is not."""
        if not self.is_live or self._took_s > QUICK_S:
            return None
        judgements = (*self.log.judgements, *more)
        reports, read = list(self.reports.values()), list(self.read.values())
        return derive_stored(self.store, reports, read, judgements, self.store.last_release())

    def _derive_one(self, incident: Incident) -> Release:
        """Derive the claims of one incident alone, with all that was decided on them: what its numbers are now."""
        judgements = self.list_judgements([incident])
        key = (incident.id, hash(tuple(j.id for j in judgements)))
        if key not in self._local:
            made = self.derive_part([incident], judgements)
            with self._lock:
                while len(self._local) >= _KEPT:
                    self._local.pop(next(iter(self._local)))
                self._local[key] = made
            return made
        return self._local[key]

    # what people do

    def decide(self, id: str, version: str, make: Callable[[Seen], Judgement]) -> Judgement:
        """Take down a decision on a claim that was made on a version of it; returns once it is on the disk.

        Raises StaleError where the claim has another version now, and ValueError where the decision makes no claim.
        """
        return self.decide_all([(id, version)], make)[0]

    def decide_all(self, claims: Sequence[tuple[str, str]], make: Callable[[Seen], Judgement]) -> list[Judgement]:
        """Take down decisions on several claims, each with the version that the person saw: all of them or none.

        Raises StaleError for the first claim that has another version now.
        """
        with self._lock:
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
        with self._lock:
            last = self.log.head(*thing)
            if (last.id if last else "") != head:
                raise StaleError("somebody decided on this meanwhile", thing, head)
            return self._append([make(last)])[0]

    def decide_things(
        self, things: Sequence[tuple[Thing, str]], make: Callable[[Thing, Judgement | None], Judgement]
    ) -> list[Judgement]:
        """Take down decisions on several pairs, each with the last one about it that the person saw: all of them or none."""
        with self._lock:
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
        with self._lock:
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

    def settle(self, id: str, make: Callable[[Seen], Judgement]) -> Judgement:
        """Take down what a third person makes of two codings that differ. Raises StaleError where that was done already."""
        with self._lock:
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
        self._remember([*open_ones, *agreed])
        return list(made)

    def _append(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        self.store.add_judgements(judgements)
        self._remember(judgements)
        return list(judgements)

    def _remember(self, judgements: Sequence[Judgement]) -> None:
        """Keep in mind, and in the index, what is on the disk."""
        if not judgements:
            return
        for judgement in judgements:
            self.log.add(judgement)
        things = [self.log.find_thing(judgement) or ("",) for judgement in judgements]
        self._unindexed |= dict.fromkeys(thing[1] for thing in things if thing[0] == "claim")
        self._put()
        self.team.mark_again(thing[1] for thing in things if thing[0] == "claim")

    def _put(self) -> None:
        """Bring the index up to date. What it cannot take now it takes with the next decision: a saved decision is saved."""
        with suppress(sqlite.Error):
            put_claims(self.index, self.log, self.read, self.reports, tuple(self._unindexed), judged=len(self.log.judgements))
            self._unindexed.clear()


def fetch(shelf: Mapping[str, Report] | Mapping[str, Claim], ids: Iterable[str]) -> dict[str, Any]:
    """Take several things from a shelf in one go, where it can."""
    many = getattr(shelf, "fetch", None)
    if many is not None:
        found: dict[str, Any] = many(ids)
        return found
    return {id: shelf[id] for id in ids if id in shelf}


def _choose(release: Release, named: Incident) -> Incident | None:
    """The incident of a local release that kept a name; the largest where none did."""
    ids = {named.id, *named.previous_ids}
    kept = [i for i in release.incidents if i.id in ids or ids.intersection(i.previous_ids)]
    return max(kept or release.incidents, key=lambda i: (len(i.claims), i.id), default=None)


def _by_date(incident: Incident) -> tuple[bool, str, str]:
    day = (incident.date and incident.date.from_on) or ""
    return (not day, "".join(chr(0x10FFFF - ord(c)) for c in day), incident.id)


def say_now() -> str:
    """The instant in UTC, to the millisecond, as judgements tell it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
