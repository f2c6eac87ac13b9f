"""Which claims are of one incident, as linking last said: kept in the index, so that it is there when a server starts.

A small project is linked again as people decide. Linking a million claims takes an hour, so that a large one shows who belongs
together as of its last run; the numbers of an incident are made anew whenever it is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from civharm.model import Incident
from civharm.reviewing.queue import REASONS, WEIGHTS
from civharm.web.index_file import BITS, IndexFile

_FLAGS = BITS["contradictory"] | BITS["one_origin"]
_SCORE = " + ".join(f"((reasons >> {n}) & 1) * {weight}" for n, weight in enumerate(WEIGHTS[reason] for reason in REASONS))


@dataclass(frozen=True, slots=True)
class Told:
    """What linking last said of a claim: its incident's id, of how many origins that is, whether another report contradicts it."""

    incident: str = ""
    origins: int = 0
    contradicted: bool = False


class Membership:
    """The incidents of an index."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file

    def replace(self, incidents: Iterable[Incident], contradicted: Collection[str]) -> None:
        """Put the incidents of a release in the place of the former ones, and what follows for why its claims are looked at."""
        with self._file.writing() as db:
            db.execute(
                "CREATE TEMP TABLE IF NOT EXISTS told (id TEXT PRIMARY KEY, incident INTEGER, contradicted INTEGER) WITHOUT ROWID"
            )
            db.execute("DELETE FROM told")
            db.execute("DELETE FROM incidents")
            for number, incident in enumerate(incidents, 1):
                row = (number, incident.id, incident.voices.origins, json.dumps(incident.previous_ids), _day_of(incident))
                db.execute("INSERT INTO incidents VALUES (?, ?, ?, ?, ?)", row)
                db.executemany(
                    "INSERT OR IGNORE INTO told VALUES (?, ?, ?)", [(id, number, id in contradicted) for id in incident.claims]
                )
            _apply(db)
            db.execute("DELETE FROM told")

    def find_told(self, claim: str) -> Told:
        """Find what linking last said of a claim."""
        query = (
            "SELECT incidents.id, origins, contradicted FROM claims LEFT JOIN incidents ON incidents.number = incident "
            "WHERE claims.id = ?"
        )
        found = self._file.one(query, (claim,))
        return Told(found[0] or "", found[1] or 0, bool(found[2])) if found else Told()

    def list_members(self, incident: str) -> tuple[str, ...]:
        """List the claims of an incident."""
        query = (
            "SELECT claims.id FROM claims JOIN incidents ON incidents.number = incident WHERE incidents.id = ? ORDER BY claims.id"
        )
        return tuple(id for (id,) in self._file.all(query, (incident,)))

    def list_incidents(self, start: int, limit: int) -> list[Incident]:
        """List incidents by their names and claims alone, the latest first, the undated last."""
        query = "SELECT id, origins, previous FROM incidents ORDER BY day DESC, id LIMIT ? OFFSET ?"
        rows = self._file.all(query, (limit, start))
        return [Incident(id=id, claims=self.list_members(id), previous_ids=tuple(json.loads(old))) for id, _, old in rows]

    def find_incident(self, id: str) -> Incident | None:
        """Find an incident by its id, its names and claims alone."""
        row = self._file.one("SELECT previous FROM incidents WHERE id = ?", (id,))
        return Incident(id=id, claims=self.list_members(id), previous_ids=tuple(json.loads(row[0]))) if row else None

    def count(self) -> int:
        """Count the incidents."""
        return int(self._file.one("SELECT count(*) FROM incidents")[0])


def _day_of(incident: Incident) -> str | None:
    return incident.date.from_on if incident.date else None


def _apply(db: Any) -> None:
    """Put into the claims what linking says of them; only rows that differ are written."""
    new = (
        "(SELECT claims.number, told.incident, ifnull(told.contradicted, 0) AS contradicted "
        "FROM claims LEFT JOIN told USING (id)) AS new"
    )
    db.execute(
        f"UPDATE claims SET incident = new.incident, contradicted = new.contradicted FROM {new} WHERE claims.number = new.number "
        "AND (claims.incident IS NOT new.incident OR claims.contradicted <> new.contradicted)"
    )
    bits = f"((reasons & ~{_FLAGS}) | (contradicted * {BITS['contradictory']}) | (alone * {BITS['one_origin']}))"
    rows = (
        f"(SELECT claims.number AS key, {bits} AS reasons FROM (SELECT claims.*, ifnull(origins = 1, 0) AS alone FROM claims "
        f"LEFT JOIN incidents ON incidents.number = claims.incident WHERE reasons & {BITS['unseen']}) AS claims)"
    )
    db.execute(
        "UPDATE claims SET reasons = new.reasons, score = new.score "
        f"FROM (SELECT key, reasons, {_SCORE} AS score FROM {rows}) AS new "
        "WHERE claims.number = new.key AND claims.reasons <> new.reasons"
    )
    undated = (
        "(SELECT incident AS key, min(day) AS day FROM claims WHERE incident IS NOT NULL AND day IS NOT NULL GROUP BY incident)"
    )
    db.execute(f"UPDATE incidents SET day = found.day FROM {undated} AS found WHERE number = found.key AND incidents.day IS NULL")
