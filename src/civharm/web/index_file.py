"""The file of the index: its tables, its connections, and that it is made anew where its shape is another.

It lies beside the store as ``review.sqlite``. All that it holds follows from reports, claims and judgements: it can be deleted
at any time, and the next start makes it again. It is a file and not memory, so that a start takes no longer and holds no more
where a project is large; what was read from it is read from the disk's cache.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite

from civharm.reviewing.queue import REASONS

NAME = "review.sqlite"
SHAPE = "4"  # of the tables; a file of another shape is made anew
MOST_STEPS = 500  # of SQLite, some three a page that is read of the full text: about 5 ms on a common machine
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE marks (mark TEXT, claim TEXT, PRIMARY KEY (mark, claim)) WITHOUT ROWID;
CREATE TABLE names (number INTEGER PRIMARY KEY, kind TEXT, name TEXT, amount INTEGER DEFAULT 0, UNIQUE (kind, name));
CREATE TABLE known (kind TEXT, said TEXT, noun TEXT, amount INTEGER, PRIMARY KEY (kind, said)) WITHOUT ROWID;
CREATE TABLE pages (page TEXT PRIMARY KEY, kind TEXT, id TEXT) WITHOUT ROWID;
CREATE TABLE reports (number INTEGER PRIMARY KEY, id TEXT UNIQUE, key TEXT, source TEXT, day TEXT);
CREATE TABLE incidents (number INTEGER PRIMARY KEY, id TEXT UNIQUE, origins INTEGER, previous TEXT, day TEXT);
CREATE TABLE claims (number INTEGER PRIMARY KEY, id TEXT UNIQUE, report INTEGER, at INTEGER, state TEXT, score INTEGER,
                     reasons INTEGER, harm INTEGER, place INTEGER, actor INTEGER, source INTEGER, by INTEGER, day TEXT,
                     incident INTEGER, contradicted INTEGER DEFAULT 0);
CREATE VIRTUAL TABLE claim_words USING fts5 (quote, names, facets, content = '', contentless_delete = 1, prefix = '3',
                                             tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE report_words USING fts5 (words, names, facets, content = '', contentless_delete = 1, prefix = '3',
                                              tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE claim_vocabulary USING fts5vocab (claim_words, instance);
CREATE VIRTUAL TABLE report_vocabulary USING fts5vocab (report_words, instance);
"""
BITS: dict[str, int] = {reason: 1 << n for n, reason in enumerate(REASONS)}
_NAMES = ("harm", "place", "actor", "source")
# Each filter finds its rows in the order of the queue, and what other filters are about stands beside it, so that two filters
# together read no rows that they leave out.
_INDEXES = (
    f"queue ON claims (score DESC, number, reasons, {', '.join(_NAMES)}) WHERE score > 0",
    f"states ON claims (state, score DESC, number, reasons, {', '.join(_NAMES)})",
    *(
        f"{name}s ON claims ({name}, score DESC, number, reasons, state, {', '.join(other for other in _NAMES if other != name)})"
        for name in _NAMES
    ),
    "deciders ON claims (by, score DESC, number) WHERE by IS NOT NULL",
    "of_report ON claims (report)",
    "of_incident ON claims (incident)",
    *(f"why_{reason} ON claims (score DESC, number) WHERE reasons & {bit}" for reason, bit in BITS.items()),
    "frequent ON names (kind, amount DESC)",
    "shelves ON reports (source, day, id)",
    "days ON incidents (day DESC, id)",
)


class IndexFile:
    """The connections to an index: one that writes at a time, and any number that read what was last written whole."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the file, or make it; without a path the index is in memory."""
        self.path = path
        self._lock = threading.RLock()
        self._idle: list[Any] = []
        if path is not None and not _has_shape(path):
            _delete(path)
            path.touch(mode=0o600)
        self._writer = self._connect()
        if not self._writer.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self._writer.executescript(_TABLES)
            self._writer.execute(f"PRAGMA user_version = {SHAPE}")
            self.add_indexes()

    def _connect(self) -> Any:
        db = sqlite.connect(str(self.path or ":memory:"), check_same_thread=False, isolation_level=None, timeout=30.0)
        if self.path is not None:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes away is derived again
            db.execute("PRAGMA mmap_size = 4294967296")
            db.execute("PRAGMA journal_size_limit = 67108864")
        return db

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for db in (self._writer, *self._idle):
                db.close()

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Fill the tables with much: without the indexes of the tables, in more memory, and in the fastest form at the end."""
        self._writer.execute("PRAGMA cache_size = -400000")
        self._writer.execute("PRAGMA wal_autocheckpoint = 20000")
        for one in _INDEXES:
            self._writer.execute(f"DROP INDEX IF EXISTS {one.partition(' ')[0]}")
        try:
            yield
        finally:
            self.add_indexes()
            self.optimize()
            self._writer.execute("PRAGMA wal_autocheckpoint = 1000")
            self._writer.execute("PRAGMA cache_size = -8000")

    def optimize(self) -> None:
        """Bring the full text into its fastest form and tell SQLite how the values are spread, after many changes."""
        with self.writing() as db:
            for table in ("claim_words", "report_words"):
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            db.execute("ANALYZE")

    def add_indexes(self) -> None:
        """Add the indexes of the tables; to fill the tables first is faster."""
        for one in _INDEXES:
            self._writer.execute(f"CREATE INDEX IF NOT EXISTS {one}")

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A connection to read with."""
        if self.path is None:
            with self._lock:
                yield self._writer
            return
        try:
            db = self._idle.pop()
        except IndexError:
            db = self._connect()
        try:
            yield db
        finally:
            self._idle.append(db)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """The connection that writes, in a transaction; a block within another is part of it."""
        with self._lock:
            if self._writer.in_transaction:
                yield self._writer
                return
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def all(self, query: str, values: Iterable[Any] = ()) -> list[Any]:
        """All rows of a query."""
        with self.reading() as db:
            return list(db.execute(query, tuple(values)).fetchall())

    def some(self, query: str, values: Iterable[Any] = ()) -> list[Any]:
        """The rows of a query that are found with `MOST_STEPS` of reading: the same ones each time, but maybe not all."""
        left, found = iter(range(MOST_STEPS // 100)), []
        with self.reading() as db:
            db.set_progress_handler(lambda: next(left, None) is None, 100)
            try:
                found += db.execute(query, tuple(values))
            except sqlite.OperationalError:
                if next(left, None) is not None:
                    raise
            finally:
                db.set_progress_handler(None, 0)
        return found

    def one(self, query: str, values: Iterable[Any] = ()) -> Any:
        """The first row of a query; ``None`` where there is none."""
        with self.reading() as db:
            return db.execute(query, tuple(values)).fetchone()


def _has_shape(path: Path) -> bool:
    """Whether the file is an index of today's shape, whole."""
    if not path.is_file() or path.stat().st_size == 0:
        return False
    try:
        db = sqlite.connect(str(path))
        try:
            return str(db.execute("PRAGMA user_version").fetchone()[0]) == SHAPE
        finally:
            db.close()
    except sqlite.DatabaseError:
        return False


def _delete(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def delete_index(project: Path) -> None:
    """Delete a project's index; the next start makes it anew."""
    _delete(project / NAME)


__all__ = ["BITS", "NAME", "SHAPE", "IndexFile", "delete_index"]
