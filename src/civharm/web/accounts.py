"""The accounts that open the review app: looked up in the store, passwords checked slowly and few at a time."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable

from civharm.store import Store
from civharm.store.people import Person, load_people

FRESH_S = 1.0  # how long the people are kept in mind: a role that is taken away elsewhere holds no longer
_AT_ONCE = threading.Semaphore(2)  # argon2id takes 64 MiB and some 50 ms each: many logins at once wait for each other


class Accounts:
    """The people of a project, as the store has them within the last second."""

    def __init__(self, store: Store, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock, self._lock = store, clock, threading.Lock()
        self._people: dict[str, Person] = {}
        self._until = -1.0
        self._nobody: str | None = None

    def people(self) -> dict[str, Person]:
        """All people by name, closed accounts too."""
        with self._lock:
            if self._clock() >= self._until:
                self._people, self._until = load_people(self._store), self._clock() + FRESH_S
            return self._people

    def forget(self) -> None:
        """Look again at once, since something was changed."""
        with self._lock:
            self._until = -1.0

    @property
    def there(self) -> bool:
        """Whether anybody has an account."""
        return any(person.role for person in self.people().values())

    def find(self, name: str) -> Person | None:
        """Find the person of an open account."""
        person = self.people().get(name)
        return person if person and person.role else None

    def check(self, name: str, password: str) -> Person | None:
        """Check a password. An unknown name takes as long as a known one, so that names cannot be told by the time it takes."""
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        person = self.find(name)
        hasher = PasswordHasher()
        with _AT_ONCE:
            if self._nobody is None:
                self._nobody = hasher.hash(secrets.token_urlsafe(16))
            try:
                hasher.verify((person and person.stamp) or self._nobody, password)
            except (Argon2Error, InvalidHashError):
                return None
        return person if person and person.stamp else None
