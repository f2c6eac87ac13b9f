"""Who is there: sessions on the server, one-time login tokens for one person alone, names and passwords for several, and a brake.

The browser holds a random number and nothing else; the server holds its hash. A login token works once and is then replaced. As
soon as the project has accounts, only a name with its password opens, and what a person may do is looked up at each request.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from civharm.reviewing.roles import Role
from civharm.web.accounts import Accounts

IDLE_S = 12 * 3600.0  # a session that nobody used for so long is over
LONGEST_S = 7 * 24 * 3600.0  # and so is one that began so long ago
TRIES, TRIES_S = 8, 60.0  # wrong logins from one address within so many seconds, after which it has to wait
NAME_TRIES, NAME_TRIES_S = 20, 900.0  # and for one name, from wherever: 100 wrong ones (NIST SP 800-63B-4) take over an hour
_MOST = 1000  # sessions and addresses that are kept in mind


@dataclass
class Session:
    """A person at a browser; ``csrf`` is in every form of that session and in no other."""

    person: str
    csrf: str
    used_at: float
    role: Role = "admin"
    stamp: str | None = None
    began_at: float = 0.0


class Brake:
    """Counts what went wrong lately under a key; full keys have to wait."""

    def __init__(self, tries: int, seconds: float, clock: Callable[[], float]) -> None:
        self._tries, self._seconds, self._clock = tries, seconds, clock
        self._wrong: dict[str, deque[float]] = {}

    def holds(self, key: str) -> bool:
        """Whether too much went wrong under the key just now."""
        wrong = self._wrong.get(key)
        return wrong is not None and len(wrong) >= self._tries and self._clock() - wrong[0] <= self._seconds

    def note(self, key: str) -> None:
        """Note that something went wrong; the oldest keys make room for new ones."""
        wrong = self._wrong.pop(key, None) or deque(maxlen=self._tries)
        wrong.append(self._clock())
        self._wrong[key] = wrong
        while len(self._wrong) > _MOST:
            del self._wrong[next(iter(self._wrong))]


class Sessions:
    """All sessions of a server, and the ways in: the one-time token or, where there are accounts, a name with its password."""

    def __init__(
        self,
        accounts: Accounts | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        tell: Callable[[str], None] = lambda token: None,
    ) -> None:
        self.accounts, self._clock, self._tell = accounts, clock, tell
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}
        self._addresses, self._names = Brake(TRIES, TRIES_S, clock), Brake(NAME_TRIES, NAME_TRIES_S, clock)
        self._token = secrets.token_urlsafe(24)

    @property
    def token(self) -> str:
        """The login token that works next, once."""
        return self._token

    @property
    def asks_password(self) -> bool:
        """Whether a name with its password opens, and no token."""
        return self.accounts is not None and self.accounts.there

    def list_names(self) -> list[str]:
        """The names of all who can log in, for mentions and assignments; nobody's where there are no accounts."""
        people = self.accounts.people().values() if self.accounts is not None else ()
        return sorted(person.name for person in people if person.role)

    def must_wait(self, address: str, person: str = "") -> bool:
        """Whether too many wrong logins came from an address, or under a name, just now."""
        with self._lock:
            return self._addresses.holds(address) or self._names.holds(person.casefold())

    def note_wrong(self, address: str, person: str) -> None:
        """Note that a password or a token was wrong."""
        with self._lock:
            self._addresses.note(address)
            self._names.note(person.casefold())

    def enter(self, person: str, address: str, *, token: str = "", password: str = "") -> str | None:
        """Let a person in by a token or by the password; gives the cookie's value, or ``None`` where neither is right."""
        session = None if self.must_wait(address, person) else self._open(person, token, password)
        if session is None:
            self.note_wrong(address, person)
            return None
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._sessions) >= _MOST:
                self._sessions.pop(min(self._sessions, key=lambda key: self._sessions[key].used_at))
            self._sessions[_hash(cookie)] = session
        return cookie

    def _open(self, name: str, token: str, password: str) -> Session | None:
        now, csrf = self._clock(), secrets.token_urlsafe(24)
        if self.accounts is None or not self.accounts.there:
            return Session(name, csrf, now, began_at=now) if self._take_token(token) else None
        person = self.accounts.check(name, password) if password else None
        if person is None or person.role is None:
            return None
        return Session(person.name, csrf, now, person.role, person.stamp, now)

    def find(self, cookie: str) -> Session | None:
        """Find the session of a cookie, with the role that the person has now; one that lay idle, or went on, too long is over.

        So is one whose person has another password now, or no account any more, and one that began before there were accounts.
        """
        now = self._clock()
        with self._lock:
            session = self._sessions.get(_hash(cookie))
            if session is None or now - session.used_at > IDLE_S or now - session.began_at > LONGEST_S or not self._holds(session):
                self._sessions.pop(_hash(cookie), None)
                return None
            session.used_at = now
            return session

    def _holds(self, session: Session) -> bool:
        if self.accounts is None or (session.stamp is None and not self.accounts.there):
            return True
        person = self.accounts.find(session.person)
        if person is None or person.role is None or session.stamp is None or person.stamp != session.stamp:
            return False
        session.role = person.role
        return True

    def leave(self, cookie: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_hash(cookie), None)

    def _take_token(self, token: str) -> bool:
        with self._lock:
            if not token or not hmac.compare_digest(token.encode(), self._token.encode()):
                return False
            self._token = secrets.token_urlsafe(24)
        self._tell(self._token)
        return True


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
