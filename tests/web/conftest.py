"""A desk of twelve claims in English and one in Arabic, a browser at it, and its claims."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from civharm.model import Claim, Report
from civharm.store import Store
from civharm.web.desk import Desk
from civharm.web.sessions import Sessions
from web.making import Browser, make_nouns, make_office, open_desk

collect_ignore = ["fuzz.py"]  # needs schemathesis, which has an environment of its own (`make fuzz`)


@dataclass
class Room:
    store: Store
    desk: Desk
    app: Any
    sessions: Sessions
    browser: Browser
    claims: list[Claim]
    reports: list[Report]
    folder: Path


@contextmanager
def opened(folder: Path) -> Iterator[Room]:
    """A room in a folder."""
    reports, claims = make_nouns(12)
    store, desk = open_desk(folder, reports, claims)
    with store:
        app, sessions = make_office(desk)
        yield Room(store, desk, app, sessions, Browser(app, sessions), claims, reports, folder)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path) as made:
        yield made
