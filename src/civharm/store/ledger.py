"""The store of a project: what was collected, read, judged and published, appended and never changed."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, func, select

from civharm.model import Claim, Incident, Judgement, Release, Report, from_json, to_json
from civharm.store.claims import read_claims, write_claims
from civharm.store.opening import StoreError, telling
from civharm.store.releases import list_named, load_release, load_voices, write_release
from civharm.store.reports import in_portions, join_placed, load_families, make_report_of_row, select_newest, write_reports
from civharm.store.slots import Slots
from civharm.store.tables import CLAIMS, JUDGEMENTS, RELEASES, REPORTS, RUNS, TEXTS
from civharm.store.versions import CHANGES, Placed, find_current, find_family, place_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `Store.add_reports` made of the incoming reports: the ids of those that are new, of those of which something was newly
    said, and of those that it held as they are. ``ids`` maps each incoming id to the id that the store gave it.
    """

    new: tuple[str, ...]
    revised: tuple[str, ...]
    unchanged: tuple[str, ...]
    ids: Mapping[str, str]


class Store:
    """A project's store; made by `civharm.store.open_store`, closed by its ``with`` block.

    Every method is one transaction, or part of the one of `together`: what it wrote is on the disk when it returns, and nothing
    of it where it raises StoreError. One thread writes at a time; another process that writes is waited for.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._lock = threading.RLock()
        self._open: Connection | None = None  # the connection of `together`
        self._writer: int | None = None  # and its thread
        self._changed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._engine.dispose()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all writes in the block one transaction, which is also faster than many.

        Nobody else can write while the block lasts, so that it should hold no reading of reports.
        """
        with self._writing():
            yield

    def add_reports(self, reports: Iterable[Report], *, unrestricted: Collection[str] = ()) -> Added:
        """Add the reports of a run, all in one call, since what lies beside a report decides whether it replaces another.

        The same id and bytes are the same report, and what is newly said of it is added. The same id with other bytes is a new
        version, ``id#`` and eight digits of its hash, that replaces the former. ``unrestricted`` are the ids of which the inputs
        say outright that they are not restricted (any more).
        """
        reports = tuple(reports)
        beside: dict[str, set[str]] = defaultdict(set)
        for report in reports:
            beside[find_family(report)].add(report.sha256)
        with self._writing() as connection:
            held = load_families(connection, sorted(beside))
            placed: dict[str, Placed] = {}
            ids: dict[str, str] = {}
            for report in reports:
                family = find_family(report)
                one = place_report(report, tuple(held[family].values()), beside[family], unrestricted=report.id in unrestricted)
                id = ids[report.id] = one.report.id
                held[family][id] = replace(one.report, text="")
                placed[id] = join_placed(placed.get(id), one)
            write_reports(connection, [one for one in placed.values() if one.change != "unchanged"])
            self._changed |= any(one.change != "unchanged" for one in placed.values())
        changes = {change: tuple(id for id, one in placed.items() if one.change == change) for change in CHANGES}
        return Added(ids=ids, **changes)

    def reports(self, *, current: bool = False) -> tuple[Report, ...]:
        """Load the reports, sorted by id, each as last said; ``current`` leaves out those that another replaces."""
        with self._reading() as connection:
            rows = connection.execute(select_newest(with_text=True)).all()
        reports = tuple(sorted((make_report_of_row(row._mapping) for row in rows), key=lambda report: report.id))
        return find_current(reports) if current else reports

    def outlines(self) -> tuple[tuple[Report, str], ...]:
        """Load the current reports without their texts, sorted by id, each with the hash of its text (`make_claims_key`)."""
        with self._reading() as connection:
            rows = connection.execute(select_newest(with_text=False)).all()
        hashes = {row.id: row.text_sha256 for row in rows}
        current = find_current(make_report_of_row(row._mapping) for row in rows)
        return tuple((report, hashes[report.id]) for report in sorted(current, key=lambda report: report.id))

    def find_reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """Load some reports by their ids, each as last said; ids of none are left out."""
        found = {}
        with self._reading() as connection:
            for some in in_portions(sorted(set(ids))):
                query = select(REPORTS, TEXTS.c.text).join(TEXTS, TEXTS.c.sha256 == REPORTS.c.text_sha256)
                rows = connection.execute(query.where(REPORTS.c.id.in_(some)).order_by(REPORTS.c.revision))
                found.update({row.id: make_report_of_row(row._mapping) for row in rows})
        return found

    def find_claims(self, places: Sequence[tuple[str, int]]) -> list[Claim]:
        """Load single claims that were read, each by its key (`make_claims_key`) and its place among the claims of that key."""
        if not places:
            return []
        rows = ", ".join("(?, ?)" for _ in places)
        query = (
            f"WITH wanted (key, at) AS (VALUES {rows}) "
            "SELECT json_extract(claims.claims, '$[' || at || ']') FROM wanted JOIN claims USING (key)"
        )
        with self._reading() as connection:
            told = connection.exec_driver_sql(query, tuple(fact for place in places for fact in place)).scalars().all()
        return list(read_claims(f"[{','.join(filter(None, told))}]"))

    def newest(self) -> tuple[int, int]:
        """The numbers of the newest report and of the newest release; nothing else changes what a server starts with."""
        with self._reading() as connection:
            found = [connection.execute(select(func.max(table.c.number))).scalar() for table in (REPORTS, RELEASES)]
        return found[0] or 0, found[1] or 0

    def cached_claims(self, keys: Iterable[str]) -> dict[str, tuple[Claim, ...]]:
        """Load the claims that were read before, by their keys (`make_claims_key`); keys without claims are left out."""
        found = {}
        with self._reading() as connection:
            for some in in_portions(sorted(set(keys))):
                rows = connection.execute(select(CLAIMS.c.key, CLAIMS.c.claims).where(CLAIMS.c.key.in_(some)))
                found.update({key: read_claims(claims) for key, claims in rows})
        return found

    def save_claims(self, key: str, claims: Sequence[Claim], *, report: str = "", reader: str = "") -> bool:
        """Save what was read of one report; False where the key has claims already, which stand. The names are for the curious."""
        row = {
            "key": key,
            "report": report or (claims[0].report if claims else ""),
            "reader": reader,
            "claims": write_claims(claims),
        }
        with self._writing() as connection:
            if connection.execute(select(CLAIMS.c.key).where(CLAIMS.c.key == key)).first():
                return False
            connection.execute(CLAIMS.insert(), row)
            self._changed = True
        return True

    def add_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Add several decisions, all or none."""
        with self.together():
            for judgement in judgements:
                self.add_judgement(judgement)

    def add_judgement(self, judgement: Judgement) -> bool:
        """Add a person's decision; False where the very same is there already.

        Raises StoreError where its id is taken by another, or where it supersedes one that is not there.
        """
        words = json.dumps(to_json(judgement), ensure_ascii=False, sort_keys=True)
        with self._writing() as connection:
            there = connection.execute(select(JUDGEMENTS.c.judgement).where(JUDGEMENTS.c.id == judgement.id)).scalar()
            if there == words:
                return False
            if there is not None:
                raise StoreError(
                    f"{self.path}: judgement {judgement.id} is there with other words: judgements are never changed, add one"
                )
            former = judgement.supersedes
            if former and not connection.execute(select(JUDGEMENTS.c.id).where(JUDGEMENTS.c.id == former)).first():
                raise StoreError(
                    f"{self.path}: judgement {judgement.id} supersedes {former}, which is not there: add that one first"
                )
            row = {"id": judgement.id, "kind": judgement.kind, "by": judgement.by, "at": judgement.at, "judgement": words}
            connection.execute(JUDGEMENTS.insert(), row)
            self._changed = True
        return True

    def judgements(self) -> tuple[Judgement, ...]:
        """Load the judgements in the order in which they were added."""
        with self._reading() as connection:
            rows = connection.exec_driver_sql(_JUDGEMENTS)
            return tuple(_make_judgement(*row) for row in rows)

    def save_release(self, release: Release) -> bool:
        """Save the names that a release gave: its incidents' ids with their claims; False where it is the last one again."""
        with self._writing() as connection:
            written = write_release(connection, release)
            self._changed |= written
        return written

    def last_release(self) -> Release | None:
        """Load the last release's names alone: incidents with id, claims and previous ids, the oldest ids first, and ``moved``."""
        with self._reading() as connection:
            return load_release(connection)

    def last_voices(self) -> tuple[dict[str, int], frozenset[str]]:
        """What the last release says of its incidents: of how many origins each is, and which claims are contradicted."""
        with self._reading() as connection:
            return load_voices(connection)

    def list_versions(self, ids: Collection[str]) -> list[tuple[str, str | None, Incident]]:
        """List the incidents of all releases that bear or bore one of some ids, oldest first: version, when it was made, incident.

        They hold names alone: id, claims and previous ids. ``None`` where no run was logged with the version.
        """
        made = {run["version"]: run["at"] for run in reversed(self.runs())}
        with self._reading() as connection:
            return list_named(connection, ids, made)

    def log_run(self, counts: Mapping[str, int], version: str) -> bool:
        """Log a run that changed something; False, and nothing written, where it changed nothing since the store was opened.

        This is the one place where the store reads the clock.
        """
        if not self._changed:
            return False
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._writing() as connection:
            connection.execute(RUNS.insert(), {"at": at, "version": version, "counts": json.dumps(dict(counts), sort_keys=True)})
        self._changed = False
        return True

    def runs(self) -> tuple[dict[str, Any], ...]:
        """Load the runs that changed something, oldest first: ``at``, ``version``, ``counts``."""
        with self._reading() as connection:
            rows = connection.execute(select(RUNS).order_by(RUNS.c.number)).all()
        return tuple({"at": row.at, "version": row.version, "counts": json.loads(row.counts)} for row in rows)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._writer == threading.get_ident() and self._open is not None:  # within `together`: read what it wrote
            with telling(self.path):
                yield self._open
            return
        with telling(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._lock:
            if self._open is not None:
                with telling(self.path):
                    yield self._open
                return
            changed = self._changed
            try:
                with telling(self.path), self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                    self._open, self._writer = connection, threading.get_ident()
                    yield connection
            except BaseException:
                self._changed = changed
                raise
            finally:
                self._open = self._writer = None


# What a judgement keeps of its claim is left as JSON (`Slots`): a tenth of the time, a third of the memory.
_JUDGEMENTS = (
    "SELECT json_remove(judgement, '$.before', '$.after'), json_extract(judgement, '$.before'), json_extract(judgement, '$.after') "
    "FROM judgements ORDER BY number"
)


def _make_judgement(words: str, before: str | None, after: str | None) -> Judgement:
    judgement = from_json(Judgement, json.loads(words))
    return replace(judgement, before=Slots(before) if before else None, after=Slots(after) if after else None)
