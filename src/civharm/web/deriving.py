"""What is derived from a project under review: its incidents with their numbers, made anew when somebody looks at them.

A small project is derived whole, in the background where that takes long; of one with more than `MOST_LIVE` claims, which `civharm
run` links, each incident by itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from civharm.model import Claim, Incident, Judgement, Release, Report
from civharm.publishing.site_words import make_page_name
from civharm.reviewing.log import Log
from civharm.reviewing.queue import find_contradictory
from civharm.reviewing.versions import Seen
from civharm.running import derive_stored
from civharm.store import Store
from civharm.web.index import Index
from civharm.web.membership import Membership
from civharm.web.shelf import fetch

QUICK_S = 0.7  # a derivation that takes no longer is worth waiting for; a longer one is made in the background
MOST_LIVE = 5_000  # claims; a larger project is linked by `civharm run`, and here incident by incident
_KEPT = 500  # incidents of a large project in memory


class Derived:
    """The incidents of a project as its decisions make them. Methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        reports: Mapping[str, Report],
        read: Mapping[str, Claim],
        index: Index,
        log: Log,
        see_all: Callable[[Iterable[str]], list[Seen]],
        lock: threading.RLock,
    ) -> None:
        """``lock`` is the one under which decisions are taken down."""
        self._store, self._reports, self._read, self._index, self._log = store, reports, read, index, log
        self._see_all, self._lock = see_all, lock
        self._membership = Membership(index.file)
        self._release: Release | None = None
        self._derived_of, self._took_s = -1, 0.0
        self._deriving = threading.Lock()
        self._local: dict[tuple[str, int], Release] = {}
        self.is_live = index.count_claims() <= MOST_LIVE

    def begin(self, *, at_once: bool) -> None:
        """Derive at the start: at once where the index is new, else where what the index says of incidents is out of date."""
        if self.is_live and at_once:
            self._derive()
        elif self.is_live and self._index.get("derived") != self._name_derived():
            threading.Thread(target=self._derive, daemon=True).start()

    def release(self) -> tuple[Release, int]:
        """The derived record, and how many decisions it does not know yet (a new one is then being made).

        Of a project with more than `MOST_LIVE` claims it holds nothing but the names of the last run's incidents.
        """
        if not self.is_live:
            last = self._store.last_release()
            return last or Release(version="", reports=(), claims=(), incidents=()), 0
        if self._derived_of != self._log.steps:
            if self._release is None or self._took_s <= QUICK_S:
                self._derive()
            elif not self._deriving.locked():
                threading.Thread(target=self._derive, daemon=True).start()
        if self._release is None:
            raise RuntimeError("a release that was derived is there")
        return self._release, self._log.steps - self._derived_of

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
            named = self._membership.find_incident(self._index.find_page("incident", id))
            return _choose(self._derive_one(named), named) if named else None
        release, _ = self.release()
        current = release.moved.get(id) or id
        return next((i for i in release.incidents if current in (i.id, make_page_name(i.id)) or id in i.previous_ids), None)

    def incident_of(self, claim: str) -> str | None:
        """The id of the incident that a claim is in, as last derived."""
        return self._membership.find_told(claim).incident or None

    def _derive(self) -> None:
        with self._deriving:
            began, steps, name = time.monotonic(), self._log.steps, self._name_derived()
            if self._derived_of == steps:
                return
            judgements = tuple(self._log.judgements)
            release = derive_stored(self._store, list(self._reports.values()), list(self._read.values()), judgements)
            with self._lock:
                self._membership.replace(release.incidents, find_contradictory(release.incidents))
                self._index.recount()
                self._index.set(derived=name)
                self._release, self._derived_of, self._took_s = release, steps, time.monotonic() - began

    def _name_derived(self) -> str:
        """What the incidents in the index were derived of: the reports, their reader, so many decisions, but those set aside."""
        return " ".join([self._index.get("basis"), str(len(self._log.all)), *self._log.list_aside()])

    def list_judgements(self, incidents: Iterable[Incident]) -> list[Judgement]:
        """List all that was decided on the claims of incidents, on pairs of these and on their grades, chain by chain."""
        about = {id for incident in incidents for id in (*incident.claims, incident.id, *incident.previous_ids)}
        return [j for thing in self._log.list_about(about) for j in self._log.chain(*thing)]

    def derive_part(self, incidents: Sequence[Incident], judgements: Sequence[Judgement]) -> Release:
        """Derive the claims of some incidents alone, as given judgements have it: what their numbers are, or would be.

        The incidents give their names. Nothing is saved, and no other incident takes part.
        """
        ids = list(dict.fromkeys(claim for incident in incidents for claim in incident.claims))
        read, seen = fetch(self._read, ids), self._see_all(ids)
        reports = fetch(self._reports, {one.shown.report for one in seen if one.shown})
        last = Release(version="", reports=(), claims=(), incidents=tuple(incidents))
        return derive_stored(self._store, list(reports.values()), list(read.values()), judgements, last)

    def derive_all(self, more: Sequence[Judgement]) -> Release | None:
        """Derive the whole record with more judgements than there are, where that is quick; ``None`` where it is not."""
        if not self.is_live or self._took_s > QUICK_S:
            return None
        judgements = (*self._log.judgements, *more)
        reports, read = list(self._reports.values()), list(self._read.values())
        return derive_stored(self._store, reports, read, judgements, self._store.last_release())

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


def _choose(release: Release, named: Incident) -> Incident | None:
    """The incident of a local release that kept a name; the largest where none did."""
    ids = {named.id, *named.previous_ids}
    kept = [i for i in release.incidents if i.id in ids or ids.intersection(i.previous_ids)]
    return max(kept or release.incidents, key=lambda i: (len(i.claims), i.id), default=None)


def _by_date(incident: Incident) -> tuple[bool, str, str]:
    day = (incident.date and incident.date.from_on) or ""
    return (not day, "".join(chr(0x10FFFF - ord(c)) for c in day), incident.id)
