"""Serve a project's review app on this machine: open the project, bind the address, print how to come in, answer until stopped."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from civharm.locating import locate
from civharm.locating.gazetteer import load_gazetteer
from civharm.model import Actor, Claim, Place, Report
from civharm.pipeline import Reading
from civharm.reviewing.log import Log
from civharm.store import Store, StoreError, open_store
from civharm.store.opening import FILE_NAME
from civharm.web.app import make_app
from civharm.web.desk import Desk
from civharm.web.filling import fill_index
from civharm.web.forms import Known
from civharm.web.guard import Guard, Hosts
from civharm.web.index import Index
from civharm.web.index_file import NAME as INDEX_NAME
from civharm.web.rendering import Office
from civharm.web.sessions import Sessions, load_password
from civharm.web.shelf import KnownNouns, StoredClaims, StoredReports

PORT = 8756
LOCK_FILE = "serve.lock"


class ServeError(Exception):
    """The project cannot be served so; one line that says what to do."""


def serve(
    project: Path,
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    name: str | None = None,
    how: Reading | None = None,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve a project until it is stopped; ``name`` is the host name by which browsers call it, where that is not ``host``.

    Raises ServeError or StoreError, each one line: no project there, served already, the port is taken, or another address than
    this machine's own without a password.
    """
    if not (project / FILE_NAME).is_file():
        raise StoreError(f"{project}: holds no project: make one with 'civharm run INPUT... --project {project} --out DIR'")
    password = load_password(project)
    if not is_own_machine(host) and password is None:
        raise ServeError(
            f"{host}: others can reach this address, so set a password first: civharm serve --project {project} --set-password"
        )
    with _alone(project), open_store(project) as store, _bound(host, port) as listening:
        port = listening.getsockname()[1]
        tell(f"Opening {project}; reports that a new reader has not read yet are read first.")
        called = f"{name or host}:{port}" if ":" not in (name or host) else f"[{name or host}]:{port}"
        sessions = Sessions(password, tell=lambda token: tell(f"The next login, once: http://{called}/enter?token={token}"))
        app = make_project_app(store, sessions, make_hosts(name or host, port), how, tell)
        tell(f"Open this address to log in; it works once: http://{called}/enter?token={sessions.token}")
        if not is_own_machine(host):
            tell("Others can read what passes over the network: put a server with TLS before this one. Press Ctrl-C to stop.")
        _run(app, listening)


def make_project_app(
    store: Store, sessions: Sessions, hosts: Hosts, how: Reading | None = None, tell: Callable[[str], None] = lambda words: None
) -> Guard:
    """Make the app of a project, over its index: made anew, brought up to date, or taken as it is."""
    reading = how or Reading()
    return make_desk_app(open_desk(store, reading, tell), sessions, hosts, reading)


def open_desk(store: Store, how: Reading, tell: Callable[[str], None] = lambda words: None) -> Desk:
    """Open the desk of a project."""
    log, index = Log(store.judgements()), Index(store.path.with_name(INDEX_NAME))
    fill_index(index, store, log, how, tell)
    return Desk(store, StoredReports(store, index.file), StoredClaims(store, index.file), index, log)


def make_desk_app(desk: Desk, sessions: Sessions, hosts: Hosts, how: Reading | None = None) -> Guard:
    """Make the app of a desk."""
    places = (how or Reading()).places

    def locate_one(claim: Claim, report: Report) -> Claim:
        located = locate([claim], report, load_gazetteer(places))[0]
        return replace(located, confidence=1.0)

    known = Known(KnownNouns(desk.index.file, "place", Place), KnownNouns(desk.index.file, "actor", Actor))
    return make_app(Office(desk, known, locate_one, sessions), hosts)


def is_own_machine(host: str) -> bool:
    """Whether nobody but this machine can reach an address.

    >>> is_own_machine("127.0.0.1"), is_own_machine("localhost"), is_own_machine("0.0.0.0"), is_own_machine("example.org")
    (True, True, False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def make_hosts(host: str, port: int) -> Hosts:
    """Make the names to which the server answers: its own, and on this machine both that it has."""
    names = {"127.0.0.1", "localhost", "[::1]"} if is_own_machine(host) else {host}
    ports = {f"{name}:{port}" for name in names} | ({*names} if port in (80, 443) else set())
    return Hosts(frozenset(ports), f"civharm_{port}")


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise ServeError(f"{host}:{port}: cannot be listened on ({error.strerror}): choose another with --port") from None
    with listening:
        yield listening


@contextmanager
def _alone(project: Path) -> Iterator[None]:
    """Only one server has a project's decisions in memory; the lock ends with the process, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows; there two servers are seen by their port alone
        yield
        return
    with (project / LOCK_FILE).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ServeError(f"{project}: is being served already: stop that server first") from None
        yield


def _run(app: Guard, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off", timeout_keep_alive=30,
        ws="none",
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])
