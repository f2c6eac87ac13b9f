"""One SQLite file a project: its reports, claims and judgements, appended and never changed.

SQLite, since it is one file that any tool opens in fifty years; through SQLAlchemy Core, since PostgreSQL is to follow; by
pysqlite3, whose SQLite has no bug that loses what two connections write.
"""

from __future__ import annotations

from pathlib import Path

from civharm.store.claims import make_claims_key
from civharm.store.ledger import Added, Store
from civharm.store.opening import FILE_NAME, StoreError, make_current, make_engine, make_file, make_folder, telling

__all__ = ["Added", "Store", "StoreError", "make_claims_key", "open_store"]


def open_store(project: Path, *, wait_s: float = 30.0) -> Store:
    """Open the store of a project, making its folder and its tables where they are not there.

    ``wait_s`` is how long a write waits for another process that writes. Raises StoreError, one line that says what to do, where
    the folder or the file cannot be used, is another program's, or was made by a newer civharm.

    >>> import tempfile
    >>> from civharm.model import make_report
    >>> with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "project") as store:
    ...     added = store.add_reports([make_report("r1", "Three people died.")])
    ...     [report.id for report in store.reports()]
    ['r1']
    """
    make_folder(project)
    path = project / FILE_NAME
    make_file(path)
    engine = make_engine(path, wait_s)
    try:
        with telling(path):
            make_current(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return Store(path, engine)
