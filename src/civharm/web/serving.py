"""Serve a project's review app on this machine: open the project, bind the address, print how to come in, answer until stopped."""

from __future__ import annotations

import gc
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from civharm.locating import locate
from civharm.locating.gazetteer import load_gazetteer
from civharm.model import Actor, Claim, Place, Report
from civharm.pipeline import Reading
from civharm.store import Store, StoreError, open_store
from civharm.store.opening import FILE_NAME
from civharm.web.accounts import Accounts
from civharm.web.app import make_app
from civharm.web.desk import Desk
from civharm.web.filling import fill_index
from civharm.web.forms import Known
from civharm.web.guard import Guard, Hosts
from civharm.web.index import Index
from civharm.web.index_file import NAME as INDEX_NAME
from civharm.web.rendering import Office
from civharm.web.sessions import Sessions
from civharm.web.shelf import KnownNouns, StoredClaims, StoredReports
from civharm.web.team import load_log

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
    tls: Tls | None = None,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve a project until it is stopped; ``name`` is the host name by which browsers call it, where that is not ``host``.

    Raises ServeError or StoreError, each one line: no project there, served already, the port is taken, no certificate at the path
    told, or another address than this machine's own without an account.
    """
    if not (project / FILE_NAME).is_file():
        raise StoreError(f"{project}: holds no project: make one with 'civharm run INPUT... --project {project} --out DIR'")
    if tls is not None:
        tls.check()
    with _alone(project), open_store(project) as store:
        accounts = Accounts(store)
        alone = is_own_machine(host) and is_own_machine(name or host)  # by another name, through a server that stands before
        if not alone:
            check_accounts(host, name, project, accounts)
        with _bound(host, port) as listening:
            port = listening.getsockname()[1]
            tell(f"Opening {project}; reports that a new reader has not read yet are read first.")
            called = f"{name or host}:{port}" if ":" not in (name or host) else f"[{name or host}]:{port}"
            base = f"{'https' if tls else 'http'}://{called}"
            sessions = Sessions(accounts, tell=lambda token: tell(f"The next login, once: {base}/enter?token={token}"))
            app = make_project_app(store, sessions, make_hosts(name or host, port, secure=not alone or bool(tls)), how, tell)
            for line in say_ways_in(sessions, base, alone=alone, tls=bool(tls)):
                tell(line)
            _run(app, listening, tls)


@dataclass(frozen=True, slots=True)
class Tls:
    """A certificate with its key, as PEM files."""

    certificate: Path
    key: Path

    def check(self) -> None:
        """Check that the two belong together. Raises ServeError that names the file."""
        for path in (self.certificate, self.key):
            if not path.is_file():
                raise ServeError(f"{path}: there is no such file: name the PEM file with --tls-cert or --tls-key")
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.certificate, self.key, password=lambda: "")
        except (ssl.SSLError, OSError, ValueError) as error:
            words = f"{self.certificate}: is no certificate of the key {self.key}, without a passphrase ({error})"
            raise ServeError(words) from None


def check_accounts(host: str, name: str | None, project: Path, accounts: Accounts) -> None:
    """Refuse to listen where others can come in, unless an admin has an account with a password. There is no default one."""
    if not any(one.role == "admin" and one.stamp for one in accounts.people().values()):
        raise ServeError(
            f"{name or host}: others can reach this address, so add an account with a password first: "
            f"civharm people add NAME --role admin --project {project}"
        )
    if name is None and host in ("0.0.0.0", "::", ""):
        raise ServeError(f"{host}: is every address of this machine: say with --name by which name browsers call it")


def say_ways_in(sessions: Sessions, base: str, *, alone: bool, tls: bool) -> Iterator[str]:
    """Say how to log in, and what is to be done where others can reach the address."""
    if sessions.asks_password:
        yield f"Open this address to log in with your name and password: {base}/enter"
    else:
        yield f"Open this address to log in; it works once: {base}/enter?token={sessions.token}"
    if not alone and not tls:
        yield (
            "Browsers keep the login for https alone: put a server with TLS before this one (its Host header must be the name "
            "that browsers call, see --name), or give --tls-cert and --tls-key."
        )
    yield "Press Ctrl-C to stop."


def make_project_app(
    store: Store, sessions: Sessions, hosts: Hosts, how: Reading | None = None, tell: Callable[[str], None] = lambda words: None
) -> Guard:
    """Make the app of a project, over its index: made anew, brought up to date, or taken as it is."""
    reading = how or Reading()
    return make_desk_app(open_desk(store, reading, tell), sessions, hosts, reading)


def open_desk(store: Store, how: Reading, tell: Callable[[str], None] = lambda words: None, *, reader: str | None = None) -> Desk:
    """Open the desk of a project; ``reader`` names whose claims are shown, where that is not today's reader."""
    log, index = load_log(store), Index(store.path.with_name(INDEX_NAME))
    fill_index(index, store, log, how, tell, reader=reader)
    return Desk(store, StoredReports(store, index.file), StoredClaims(store, index.file), index, log)


def make_desk_app(desk: Desk, sessions: Sessions, hosts: Hosts, how: Reading | None = None) -> Guard:
    """Make the app of a desk."""
    places = (how or Reading()).places

    def locate_one(claim: Claim, report: Report) -> Claim:
        located = locate([claim], report, load_gazetteer(places))[0]
        return replace(located, confidence=1.0)

    known = Known(KnownNouns(desk.index.file, "place", Place), KnownNouns(desk.index.file, "actor", Actor))
    return make_app(Office(desk, known, locate_one, sessions, hosts.secure), hosts)


def is_own_machine(host: str) -> bool:
    """Whether nobody but this machine can reach an address.

    >>> is_own_machine("127.0.0.1"), is_own_machine("localhost"), is_own_machine("0.0.0.0"), is_own_machine("example.org")
    (True, True, False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def make_hosts(host: str, port: int, *, secure: bool = False) -> Hosts:
    """Make the names to which the server answers: its own, and on this machine both that it has.

    Where others can reach it, a server with TLS may stand before it at the usual port, so that the bare name is one too. Its cookie
    is then one that browsers take and send by https alone, for this host alone ("__Host-", RFC 6265bis).
    """
    names = {"127.0.0.1", "localhost", "[::1]"} if is_own_machine(host) else {f"[{host}]" if ":" in host else host}
    ports = {f"{name}:{port}" for name in names} | ({*names} if secure or port in (80, 443) else set())
    return Hosts(frozenset(ports), f"__Host-civharm_{port}" if secure else f"civharm_{port}", secure)


def listen(host: str, port: int) -> socket.socket:
    """Listen on an address. What is sent is sent at once: else the end of a page waits 40 ms until its beginning is acknowledged.

    (asyncio sets this itself only on sockets that were made for TCP by name, which `socket.create_server` does not do.)
    """
    listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=256)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    try:
        listening = listen(host, port)
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


def keep_at_hand() -> None:
    """Leave out of Python's collecting of garbage what the server holds for as long as it runs: to walk it makes people wait."""
    gc.collect()
    gc.freeze()


def _run(app: Guard, listening: socket.socket, tls: Tls | None) -> None:
    import uvicorn

    keep_at_hand()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off", timeout_keep_alive=30,
        ws="none", ssl_certfile=tls.certificate if tls else None, ssl_keyfile=tls.key if tls else None,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])
