"""Open a project's SQLite file: its folder for the user alone, its tables up to date, its errors in one clear line."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

FILE_NAME = "civharm.sqlite"
REVISIONS = ("0001", "0002")  # of the migrations, oldest first
APPLICATION_ID = 0x63697668  # "civh", which the first migration writes
_FIXED_WAL = (3, 51, 3)  # earlier releases can lose what two connections write (sqlite.org/wal.html, "the WAL-reset bug")
_TOLD = (
    ("locked", "is in use by another civharm that writes: wait until it is done, then run again"),
    ("disk is full", "cannot grow, the disk is full: make room, then run again; what was written before stands"),
    ("disk I/O", "cannot be read or written, the disk reports an error: check the disk, or restore a copy"),
    ("not a database", "is no SQLite file: name another project folder, or restore a copy of the file"),
    ("malformed", "is damaged: restore a copy of the file"),
    ("readonly", "cannot be written: check who owns it and its mode"),
    ("unable to open", "cannot be opened: check who owns it and its mode"),
)


class StoreError(Exception):
    """The store cannot do what was asked; one line that names the file and says what to do."""


def make_folder(project: Path) -> None:
    """Make the project's folder, or take one that is there, with mode 0700: what lies in it can endanger the people it names."""
    try:
        project.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = project.stat()
        if found.st_mode & stat.S_IWOTH or project.resolve() == Path(project.resolve().anchor):
            raise StoreError(f"{project}: is a folder that others write to as well: name one of your own for the project")
        if stat.S_IMODE(found.st_mode) != 0o700:
            project.chmod(0o700)
    except FileExistsError:
        raise StoreError(f"{project}: is a file, and a project is a folder: name another") from None
    except OSError as error:
        raise StoreError(f"{project}: cannot be made or used as the project's folder: {error.strerror or error}") from None


def make_file(path: Path) -> None:
    """Make the file with mode 0600 before SQLite does; SQLite gives the mode of the file to the ones it lays beside it."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        if stat.S_IMODE(path.stat().st_mode) != 0o600:
            path.chmod(0o600)
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened: {error.strerror or error}") from None


def make_engine(path: Path, wait_s: float) -> Engine:
    """Make the engine: pysqlite3 for a SQLite without the WAL-reset bug, transactions begun by us and never in silence."""
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, module=pysqlite3.dbapi2, connect_args={"timeout": wait_s})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn the database's errors into a StoreError of one line."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(f"{path}: {_tell(error)}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{path}: a text holds half characters, which cannot be stored: clean it before") from error


def make_current(engine: Engine, path: Path) -> None:
    """Bring the tables up to date; refuse another program's database and a store that a newer civharm made."""
    with engine.connect() as connection:
        if _find_revision(connection, path) == REVISIONS[-1]:
            return
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if _find_revision(connection, path) != REVISIONS[-1]:  # another process may have done it while we waited
            _migrate(connection)


def _find_revision(connection: Connection, path: Path) -> str | None:
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID or "alembic_version" not in tables:
        raise StoreError(f"{path}: is a database of another program: name another project folder")
    revision = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
    if revision not in REVISIONS:
        raise StoreError(f"{path}: was made by a newer civharm (its tables are of version {revision}): install that one")
    return revision


def _migrate(connection: Connection) -> None:
    from alembic import command  # 0.2 s, paid by a new or an old store alone
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins no transactions, `_begin` does
    mode = "WAL" if pysqlite3.dbapi2.sqlite_version_info >= _FIXED_WAL else "DELETE"
    if connection.execute("PRAGMA journal_mode").fetchone()[0].upper() != mode:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: one that first reads would fail, not wait, where another has written meanwhile."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _tell(error: SQLAlchemyError) -> str:
    words = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    for part, told in _TOLD:
        if part in words:
            return told
    return " ".join(words.split())
