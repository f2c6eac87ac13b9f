"""Serve a fictional project from a folder, with claims that were made beforehand; prints the login token."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from civharm.store import open_store
from civharm.web.desk import Desk
from civharm.web.serving import make_desk_app, make_hosts
from civharm.web.sessions import Sessions
from web.making import make_nouns


def main(folder: Path, port: int, number: int) -> None:
    """Serve."""
    reports, claims = make_nouns(number)
    store = open_store(folder / "project")
    store.add_reports(reports)
    sessions = Sessions(tell=lambda token: print(token, flush=True))
    app = make_desk_app(Desk(store, reports, claims), sessions, make_hosts("127.0.0.1", port))
    print(sessions.token, flush=True)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", lifespan="off", ws="none")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
