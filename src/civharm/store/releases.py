"""What the store keeps of a release: the names that it gave, so that a later one gives the same happening the same name."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, select

from civharm.model import Incident, Release
from civharm.store.tables import RELEASES


def write_release(connection: Connection, release: Release) -> bool:
    """Write the names that a release gave; False where it is the last one again."""
    last = load_release(connection)
    if last is not None and last.version == release.version:
        return False
    names = _write_names(release, last)
    connection.execute(RELEASES.insert(), {"version": release.version, "names": zlib.compress(names.encode(), 6)})
    return True


def load_release(connection: Connection) -> Release | None:
    """Load the last release's names alone: incidents with id, claims and previous ids, the oldest ids first, and ``moved``."""
    query = select(RELEASES.c.version, RELEASES.c.names).order_by(RELEASES.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    if row is None:
        return None
    names = _read_names(row.names)
    incidents = (Incident(id=id, claims=tuple(claims), previous_ids=tuple(old)) for id, claims, old in names["incidents"])
    return Release(version=row.version, reports=(), claims=(), incidents=tuple(incidents), moved=names["moved"])


def load_voices(connection: Connection) -> tuple[dict[str, int], frozenset[str]]:
    """Load what the last release says of its incidents: of how many origins each is, and which claims are contradicted."""
    names = connection.execute(select(RELEASES.c.names).order_by(RELEASES.c.number.desc()).limit(1)).scalar()
    told = _read_names(names) if names else {}
    return told.get("origins", {}), frozenset(told.get("contradicted", ()))


def list_named(connection: Connection, ids: Collection[str], made: Mapping[str, str]) -> list[tuple[str, str | None, Incident]]:
    """List the incidents of all releases that bear or bore one of some ids, oldest first: version, when it was made, incident."""
    rows = connection.execute(select(RELEASES.c.version, RELEASES.c.names).order_by(RELEASES.c.number)).all()
    wanted = set(ids)
    return [
        (row.version, made.get(row.version), Incident(id=id, claims=tuple(claims), previous_ids=tuple(old)))
        for row in rows
        for id, claims, old in _read_names(row.names)["incidents"]
        if id in wanted or not wanted.isdisjoint(old)
    ]


def _write_names(release: Release, last: Release | None) -> str:
    """The ids of a release with their claims, those first that an earlier release had: where two claim one name, the older wins."""
    incidents = {incident.id: incident for incident in release.incidents}
    older = [one.id for one in last.incidents if one.id in incidents] if last else []
    order = older + sorted(incidents.keys() - set(older))
    names = [[id, list(incidents[id].claims), list(incidents[id].previous_ids)] for id in order]
    contradicted = {c for i in release.incidents for told in i.contradictions for side in told.sides for c in side.claims}
    origins = {incident.id: incident.voices.origins for incident in release.incidents if incident.voices.origins}
    told = {"incidents": names, "moved": dict(release.moved), "origins": origins, "contradicted": sorted(contradicted)}
    return json.dumps(told, sort_keys=True)


def _read_names(names: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(zlib.decompress(names))
    return told
