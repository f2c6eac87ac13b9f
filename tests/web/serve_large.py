"""Serve the project of `million.py`; prints how long the start took, the port, and a cookie for each of so many people.

python tests/web/serve_large.py FOLDER PEOPLE
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from pathlib import Path

import uvicorn

from civharm.pipeline import Reading
from civharm.store import Store, make_claims_key, open_store
from civharm.store.opening import FILE_NAME
from civharm.web.serving import keep_at_hand, listen, make_desk_app, make_hosts, open_desk
from civharm.web.sessions import Sessions


def find_reader(folder: Path, store: Store) -> str:
    """The reader whose claims the project holds. A project that was made for another shape of claims is refused."""
    with sqlite3.connect(f"file:{folder / FILE_NAME}?mode=ro", uri=True) as db:
        key, id, reader = db.execute("SELECT key, report, reader FROM claims LIMIT 1").fetchone()
    if make_claims_key(store.find_reports([id])[id], reader) != key:
        sys.exit(f"{folder}: was made by another version of civharm: delete it, and it is made again")
    return str(reader)


def main(folder: Path, people: int) -> None:
    """Serve."""
    began = time.monotonic()
    store, sessions = open_store(folder), Sessions()
    desk = open_desk(store, Reading(), lambda words: print(words, file=sys.stderr, flush=True), reader=find_reader(folder, store))
    with listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        app = make_desk_app(desk, sessions, make_hosts("127.0.0.1", port))
        cookies = [sessions.enter(f"Reviewer {n}", "127.0.0.1", token=sessions.token) for n in range(people)]
        told = {
            "opened_s": round(time.monotonic() - began, 2),
            "port": port,
            "cookies": cookies,
            "claims": desk.index.count_claims(),
        }
        names = {name: desk.index.list_values(name)[::20] for name in ("harm", "place", "actor", "source")}
        keep_at_hand()
        print(json.dumps(told | {"names": names}), flush=True)
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", ws="none", timeout_keep_alive=30)
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
