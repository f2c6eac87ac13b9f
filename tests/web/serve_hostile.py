"""Serve a project that was collected from hostile files, and publish it beside; prints the login token."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from civharm.pipeline import derive_release
from civharm.publishing import publish
from civharm.publishing.policy import Policy
from civharm.store import open_store
from civharm.web.desk import Desk
from civharm.web.serving import make_desk_app, make_hosts
from civharm.web.sessions import Sessions
from web.hostile import make_hostile_project


def main(folder: Path, port: int, number: int) -> None:
    """Publish and serve."""
    reports, claims, judgements = make_hostile_project(folder / "files", number)
    publish(derive_release(reports, claims, judgements), folder / "site", policy=Policy(names=True, banner=claims[0].made_by))
    store = open_store(folder / "project")
    store.add_reports(reports)
    for judgement in judgements:
        store.add_judgement(judgement)
    sessions = Sessions(tell=lambda token: print(token, flush=True))
    app = make_desk_app(Desk(store, reports, claims), sessions, make_hosts("127.0.0.1", port))
    print(sessions.token, flush=True)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", lifespan="off", ws="none")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
