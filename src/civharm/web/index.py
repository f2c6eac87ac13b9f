"""The index of a project for the queue and the search: SQLite in memory, made at the start, brought up to date at each decision.

It can be thrown away at any time, since all that it holds follows from reports, claims and judgements.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pysqlite3 import dbapi2 as sqlite

from civharm.model import Claim, Report
from civharm.reviewing.queue import REASONS, Reason, State

_TABLES = """
CREATE TABLE claims (number INTEGER PRIMARY KEY, id TEXT UNIQUE, state TEXT, score INTEGER, reasons INTEGER,
                     harm TEXT, place TEXT, source TEXT, by TEXT);
CREATE INDEX queue ON claims (score DESC, number) WHERE score > 0;
CREATE INDEX states ON claims (state, score DESC, number);
CREATE INDEX harms ON claims (harm, score DESC, number) WHERE score > 0;
CREATE INDEX places ON claims (place, score DESC, number) WHERE score > 0;
CREATE VIRTUAL TABLE texts USING fts5 (kind UNINDEXED, id UNINDEXED, words, names, tokenize = "unicode61 remove_diacritics 2");
"""
_BITS: Mapping[str, int] = {reason: 1 << n for n, reason in enumerate(REASONS)}
# What stands around found words in a snippet: characters of the private use area, which no page is built from.
OPEN, CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Filters:
    """What part of the queue to show; each is a parameter of the address. An empty one lets everything through."""

    state: str = ""
    reason: str = ""
    harm: str = ""
    place: str = ""
    source: str = ""

    def parameters(self) -> dict[str, str]:
        """The filters that are set, as parameters of an address."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name))}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the queue."""

    id: str
    state: State
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found: a claim or a report, with the found words in pieces (words, whether they were looked for)."""

    kind: str
    id: str
    pieces: tuple[tuple[str, bool], ...]


class Index:
    """The queue and the full text; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._db: Any = sqlite.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._db.executescript(_TABLES)
        self._next = 0
        # kept as the queue changes, since to count a million rows takes longer than a person waits
        self._waiting: Counter[Reason] = Counter()
        self._states: Counter[str] = Counter()
        self._values: dict[str, list[str]] = {}

    def _all(self, query: str, values: Iterable[Any] = ()) -> list[Any]:
        with self._lock:
            return list(self._db.execute(query, tuple(values)).fetchall())

    def put(self, claims: Iterable[tuple[Claim, Report | None, State, Sequence[Reason], int, str]]) -> None:
        """Put claims in, or bring them up to date: each with its report, state, reasons, weight and who decided."""
        with self._lock:
            self._db.execute("BEGIN")
            for claim, report, state, reasons, score, by in claims:
                self._put(claim, report, state, sum(_BITS[r] for r in reasons), score, by)
            self._db.execute("COMMIT")

    def _put(self, claim: Claim, report: Report | None, state: State, bits: int, score: int, by: str) -> None:
        row = (state, score, bits, claim.harm, claim.place.name if claim.place else "", (report and report.source) or "", by)
        there = self._db.execute("SELECT state, reasons, harm, place, source FROM claims WHERE id = ?", (claim.id,)).fetchone()
        self._states.update([state])
        self._waiting.update(_reasons(bits))
        if there is None or there[2:] != row[3:6]:
            self._values.clear()
        if there:
            self._states.subtract([there[0]])
            self._waiting.subtract(_reasons(there[1]))
            update = "UPDATE claims SET state = ?, score = ?, reasons = ?, harm = ?, place = ?, source = ?, by = ? WHERE id = ?"
            self._db.execute(update, (*row, claim.id))
            return
        self._next += 1
        self._db.execute("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (self._next, claim.id, *row))
        names = " · ".join(n for n in (claim.place and claim.place.name, claim.actor and claim.actor.name) if n)
        self._db.execute("INSERT INTO texts VALUES ('claim', ?, ?, ?)", (claim.id, _plain(claim.quote.text), _plain(names)))

    def put_reports(self, reports: Iterable[Report]) -> None:
        """Put reports into the full text."""
        rows = [("report", r.id, _plain(r.text), _plain(r.source or "")) for r in reports]
        with self._lock:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", rows)
            self._db.execute("COMMIT")

    def list_rows(self, filters: Filters, *, start: int = 0, limit: int = 50) -> list[Row]:
        """List a part of the queue, what weighs most first."""
        where, values = _where(filters)
        query = f"SELECT id, state, reasons FROM claims WHERE {where} ORDER BY score DESC, number LIMIT ? OFFSET ?"
        return [Row(id, state, _reasons(bits)) for id, state, bits in self._all(query, (*values, limit, start))]

    def count(self, filters: Filters) -> int:
        """Count what `list_rows` can list."""
        where, values = _where(filters)
        return int(self._all(f"SELECT count(*) FROM claims WHERE {where}", values)[0][0])

    def count_reasons(self) -> dict[Reason, int]:
        """Count the claims of the queue by reason."""
        with self._lock:
            return {reason: self._waiting[reason] for reason in REASONS}

    def count_states(self) -> dict[str, int]:
        """Count all claims by how they stand."""
        with self._lock:
            return dict(self._states)

    def list_values(self, column: str) -> list[str]:
        """List the values of a column to filter by (``harm``, ``place``, ``source``), the most frequent first."""
        if column not in ("harm", "place", "source"):
            raise ValueError(f"{column!r} is no column to filter by")
        if column not in self._values:
            query = f"SELECT {column} FROM claims WHERE {column} <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 200"
            self._values[column] = [value for (value,) in self._all(query)]
        return self._values[column]

    def find_reasons(self, id: str) -> tuple[Reason, ...]:
        """Find the reasons for which a claim is in the queue."""
        return next((_reasons(bits) for (bits,) in self._all("SELECT reasons FROM claims WHERE id = ?", (id,))), ())

    def find_place(self, id: str) -> tuple[int, int]:
        """Find where in the order of the queue a claim stands: its weight and its number."""
        found = self._all("SELECT score, number FROM claims WHERE id = ?", (id,))
        return tuple(found[0]) if found else (1 << 30, 0)

    def find_next(self, place: tuple[int, int], filters: Filters, *, leave_out: str = "") -> str | None:
        """Find the next claim of the queue behind a place in its order; ``None`` at its end."""
        where, values = _where(filters)
        for behind, bounds in (("score = ? AND number > ?", place), ("score < ?", place[:1])):
            query = f"SELECT id FROM claims WHERE {where} AND {behind} AND id <> ? ORDER BY score DESC, number LIMIT 1"
            found = self._all(query, (*values, *bounds, leave_out))
            if found:
                return str(found[0][0])
        return None

    def search(self, words: str, kind: str = "", *, start: int = 0, limit: int = 30) -> tuple[list[Hit], int]:
        """Search for words, all of which must occur; the last may be the beginning of one. With how many hits there are."""
        match = make_match(words)
        if not match:
            return [], 0
        where, values = (
            ("texts MATCH ?", [match]) if kind not in ("claim", "report") else ("texts MATCH ? AND kind = ?", [match, kind])
        )
        total = int(self._all(f"SELECT count(*) FROM texts WHERE {where}", values)[0][0])
        snippet = f"snippet(texts, -1, '{OPEN}', '{CLOSE}', ' … ', 40)"
        query = f"SELECT kind, id, {snippet} FROM texts WHERE {where} ORDER BY rank LIMIT ? OFFSET ?"
        return [Hit(kind, id, _cut(text)) for kind, id, text in self._all(query, (*values, limit, start))], total


def _where(filters: Filters) -> tuple[str, list[Any]]:
    parts, values = (["score > 0"], []) if not filters.state else (["state = ?"], [filters.state])
    if filters.reason in _BITS:
        parts.append(f"reasons & {_BITS[filters.reason]}")
    for name in ("harm", "place", "source"):
        if getattr(filters, name):
            parts.append(f"{name} = ?")
            values.append(getattr(filters, name))
    return " AND ".join(parts), values


def _reasons(bits: int) -> tuple[Reason, ...]:
    return tuple(reason for reason in REASONS if bits & _BITS[reason])


def make_match(words: str) -> str:
    """Make the query of a full-text search from what a person typed: each word is meant as it stands, none is an operator.

    >>> make_match('market "old AND'), make_match("  ")
    ('"market" "old" "AND"*', '')
    """
    typed = words.replace('"', " ").replace("\0", " ").split()[:20]
    return " ".join(f'"{word}"' for word in typed) + "*" if typed else ""


def _plain(text: str) -> str:
    return text.replace(OPEN, " ").replace(CLOSE, " ")


def _cut(snippet: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    for number, piece in enumerate(snippet.split(OPEN)):
        found, close, rest = piece.partition(CLOSE)
        pieces += [(found, True), (rest, False)] if number and close else [(piece, False)]
    return tuple(piece for piece in pieces if piece[0])
