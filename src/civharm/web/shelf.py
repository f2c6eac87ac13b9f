"""A project's reports and claims as mappings that read from the store what is asked for, and keep in memory what was read last."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from civharm.model import Actor, Claim, Place, Report, from_json
from civharm.store import Store
from civharm.web.index_file import IndexFile

_KEPT = 4_000  # claims and reports in memory
_OFFERED = 200  # places and actors that a form offers
Value = TypeVar("Value")
Noun = TypeVar("Noun", Place, Actor)


class _Kept(Mapping[str, Value], Generic[Value]):
    """What was read last, and how to read what is not there."""

    def __init__(self, file: IndexFile, read: Callable[[list[str]], dict[str, Value]], kind: str) -> None:
        self._file, self._read, self._kind = file, read, kind
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Value] = OrderedDict()

    def fetch(self, ids: Iterable[str]) -> dict[str, Value]:
        """Read several at once; what is not there is left out."""
        wanted = list(dict.fromkeys(ids))
        with self._lock:
            found = {id: self._kept[id] for id in wanted if id in self._kept}
            for id in found:
                self._kept.move_to_end(id)
        missing = [id for id in wanted if id not in found]
        if missing:
            new = self._read(missing)
            self._keep(new)
            found |= new
        return found

    def _keep(self, new: Mapping[str, Value]) -> None:
        with self._lock:
            self._kept.update(new)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def __getitem__(self, id: str) -> Value:
        return self.fetch([id])[id]

    def get(self, id: str, default: Any = None) -> Any:
        return self.fetch([id]).get(id, default)

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        return sum(1 for _ in self)


class StoredReports(_Kept[Report]):
    """The current reports of a project by their ids."""

    def __init__(self, store: Store, file: IndexFile) -> None:
        super().__init__(file, self._load, "reports")
        self._store = store

    def _load(self, ids: list[str]) -> dict[str, Report]:
        marks = ",".join("?" * len(ids))
        known = [id for (id,) in self._file.all(f"SELECT id FROM reports WHERE id IN ({marks})", ids)]
        return self._store.find_reports(known)

    def __iter__(self) -> Iterator[str]:
        return iter([id for (id,) in self._file.all("SELECT id FROM reports ORDER BY id")])


class StoredClaims(_Kept[Claim]):
    """The claims of a project as read, before any decision, by their ids."""

    def __init__(self, store: Store, file: IndexFile) -> None:
        super().__init__(file, self._load, "claims")
        self._store = store

    def _load(self, ids: list[str]) -> dict[str, Claim]:
        marks = ",".join("?" * len(ids))
        query = (
            "SELECT claims.id, key, at FROM claims JOIN reports ON reports.number = claims.report "
            f"WHERE claims.id IN ({marks}) AND at IS NOT NULL"
        )
        return {claim.id: claim for claim in self._store.find_claims([(key, at) for _, key, at in self._file.all(query, ids)])}

    def __iter__(self) -> Iterator[str]:
        return iter([id for (id,) in self._file.all("SELECT id FROM claims WHERE at IS NOT NULL ORDER BY number")])


class KnownNouns(Mapping[str, Noun]):
    """The places or actors that a project's claims name, by how they are said; it lists the most frequent ones alone."""

    def __init__(self, file: IndexFile, kind: str, noun: type[Noun]) -> None:
        self._file, self._kind = file, kind
        self._noun: type[Noun] = noun
        self._offered: tuple[str, ...] | None = None

    def __getitem__(self, said: str) -> Noun:
        found = self._file.one("SELECT noun FROM known WHERE kind = ? AND said = ?", (self._kind, said))
        if found is None:
            raise KeyError(said)
        noun: Noun = from_json(self._noun, json.loads(found[0]))
        return noun

    def __iter__(self) -> Iterator[str]:
        if self._offered is None:
            query = "SELECT said FROM known WHERE kind = ? ORDER BY amount DESC, said LIMIT ?"
            self._offered = tuple(sorted(said for (said,) in self._file.all(query, (self._kind, _OFFERED))))
        return iter(self._offered)

    def __len__(self) -> int:
        return int(self._file.one("SELECT count(*) FROM known WHERE kind = ?", (self._kind,))[0])


def fetch(shelf: Mapping[str, Report] | Mapping[str, Claim], ids: Iterable[str]) -> dict[str, Any]:
    """Take several things from a shelf in one go, where it can."""
    many = getattr(shelf, "fetch", None)
    if many is not None:
        found: dict[str, Any] = many(ids)
        return found
    return {id: shelf[id] for id in ids if id in shelf}
