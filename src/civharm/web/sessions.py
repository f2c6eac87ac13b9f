"""Who is there: sessions on the server, one-time login tokens, the password, and a brake on guessing.

The browser holds a random number and nothing else; the server holds its hash. A login token works once and is then replaced.
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
from pathlib import Path

PASSWORD_FILE = "review-password"
IDLE_S = 12 * 3600.0  # a session that nobody used for so long is over
TRIES, TRIES_S = 8, 60.0  # wrong logins from one address within so many seconds, after which it has to wait
_MOST = 1000  # sessions and addresses that are kept in mind


class PasswordError(Exception):
    """The password cannot be used; one line that says what to do."""


@dataclass
class Session:
    """A person at a browser; ``csrf`` is in every form of that session and in no other."""

    person: str
    csrf: str
    used_at: float


class Sessions:
    """All sessions of a server, and the ways in: the one-time token and, where one was set, the password."""

    def __init__(
        self,
        password_hash: str | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        tell: Callable[[str], None] = lambda token: None,
    ) -> None:
        self._password_hash, self._clock, self._tell = password_hash, clock, tell
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}
        self._wrong: dict[str, deque[float]] = {}
        self._token = secrets.token_urlsafe(24)

    @property
    def token(self) -> str:
        """The login token that works next, once."""
        return self._token

    @property
    def asks_password(self) -> bool:
        """Whether a password opens too."""
        return self._password_hash is not None

    def must_wait(self, address: str) -> bool:
        """Whether too many wrong logins came from an address just now."""
        with self._lock:
            wrong = self._wrong.get(address, deque())
            while wrong and self._clock() - wrong[0] > TRIES_S:
                wrong.popleft()
            return len(wrong) >= TRIES

    def enter(self, person: str, address: str, *, token: str = "", password: str = "") -> str | None:
        """Let a person in by a token or by the password; gives the cookie's value, or ``None`` where neither is right."""
        if self.must_wait(address) or not (self._take_token(token) or self._check_password(password)):
            self._note_wrong(address)
            return None
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._sessions) >= _MOST:
                self._sessions.pop(min(self._sessions, key=lambda key: self._sessions[key].used_at))
            self._sessions[_hash(cookie)] = Session(person, secrets.token_urlsafe(24), self._clock())
        return cookie

    def find(self, cookie: str) -> Session | None:
        """Find the session of a cookie; one that lay idle too long is over."""
        with self._lock:
            session = self._sessions.get(_hash(cookie))
            if session is None or self._clock() - session.used_at > IDLE_S:
                self._sessions.pop(_hash(cookie), None)
                return None
            session.used_at = self._clock()
            return session

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

    def _check_password(self, password: str) -> bool:
        if self._password_hash is None or not password:
            return False
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        try:
            return PasswordHasher().verify(self._password_hash, password)
        except (Argon2Error, InvalidHashError):
            return False

    def _note_wrong(self, address: str) -> None:
        with self._lock:
            if len(self._wrong) >= _MOST:
                self._wrong.clear()
            self._wrong.setdefault(address, deque(maxlen=TRIES)).append(self._clock())


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


def load_password(project: Path) -> str | None:
    """Load the hash of the project's password, if one was set."""
    path = project / PASSWORD_FILE
    return path.read_text(encoding="ascii").strip() if path.is_file() else None


def write_password(project: Path, password: str) -> None:
    """Write the hash (argon2id) of a password into the project, readable by its owner alone.

    Raises PasswordError where it is shorter than 12 characters (NIST SP 800-63B asks for at least 8, and for 15 where it is alone).
    """
    from argon2 import PasswordHasher

    if len(password) < 12:
        raise PasswordError("the password is shorter than 12 characters: several words in a row are easy to keep in mind")
    path = project / PASSWORD_FILE
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(PasswordHasher().hash(password) + "\n", encoding="ascii")
