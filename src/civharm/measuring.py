"""Measure the reader on what people decided in a project's review: the log of decisions is the one gold that every project has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from civharm.reviewing.log import Log
from civharm.reviewing.progress import Measured, Share, measure_log
from civharm.store import StoreError, open_store
from civharm.store.opening import FILE_NAME

PERSON_COLUMNS = ("person", "decisions", "undone", "days", "seconds each", "last")
SHARE_COLUMNS = ("of", "what", "right", "decided", "share", "low", "high")


def measure_project(project: Path) -> Measured:
    """Measure the log of a project. Raises StoreError where the folder holds none."""
    if not (project / FILE_NAME).is_file():
        raise StoreError(f"{project}: holds no project: make one with 'civharm run INPUT... --project {project} --out DIR'")
    with open_store(project) as store:
        return measure_log(Log(store.judgements()))


def list_shares(measured: Measured) -> Iterator[tuple[str, Share]]:
    """List all shares: of the claims, of the harms (right in every slot), of the slots (of the claims that people kept)."""
    yield "claims", measured.claims
    yield "claims", measured.numbers
    yield from (("harm", share) for share in measured.harms)
    yield from (("slot", share) for share in measured.slots)


def say_share(of: str, share: Share) -> tuple[str, ...]:
    """Say a share as a row of a table.

    >>> say_share("harm", Share("killed", 8, 10))
    ('harm', 'killed', '8', '10', '0.800', '0.490', '0.943')
    """
    ends = share.interval or (None, None)
    return of, share.name, str(share.right), str(share.of), *("" if n is None else f"{n:.3f}" for n in (share.value, *ends))


def say_people(measured: Measured) -> list[tuple[str, ...]]:
    """Say who decided how much and how fast, as rows of a table."""
    rows = [(p, "" if p.seconds is None else f"{p.seconds:.0f}") for p in measured.people]
    return [(p.name, str(p.decisions), str(p.undone), str(p.days), seconds, p.last_at) for p, seconds in rows]


def make_json(measured: Measured) -> dict[str, Any]:
    """Make the JSON of what was measured."""
    return {
        "standing": dict(measured.kinds),
        "missed": measured.missed,
        "people": [
            {"name": p.name, "decisions": p.decisions, "undone": p.undone, "days": p.days, "seconds": p.seconds, "last": p.last_at}
            for p in measured.people
        ],
        "days": dict(measured.days),
        "shares": [
            {"of": of, "what": s.name, "right": s.right, "decided": s.of, "share": s.value, "interval": s.interval}
            for of, s in list_shares(measured)
        ],
    }
