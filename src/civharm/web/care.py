"""Care for who reads this all day: which words are folded until they are wanted, and when a rest is proposed."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from functools import cache

from civharm.lexicon import load_rows
from civharm.model import Claim
from civharm.web.wishes import Fold

GRAPHIC_HARMS = ("tortured", "sexual_violence")
PAUSE_S = 5 * 60.0  # without a page for so long, a person has rested
_MOST_PEOPLE = 1000
_LATIN = re.compile(r"[A-Za-z]")


@cache
def _graphic() -> re.Pattern[str]:
    rows = load_rows("graphic", required=("words",), optional=("stem",))
    words = (re.escape(row["words"]).replace(r"\ ", r"\s+") + (r"\w*" if row.get("stem") else "") for row in rows)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def is_graphic(text: str, language: str | None = None) -> bool:
    """Whether a text holds words that are hard to read; one in a language or script without such a list may hold any.

    >>> is_graphic("Three men were beheaded in the square."), is_graphic("Shelling killed three people.")
    (True, False)
    >>> is_graphic("قُتل 12 شخصا", "ar")
    True
    """
    other = language is not None and not language.lower().startswith("en")
    if other or not (_LATIN.search(text) or text.strip() == "") or _is_mostly_foreign(text):
        return True
    return _graphic().search(text) is not None


def _is_mostly_foreign(text: str) -> bool:
    letters = [c for c in text[:2000] if c.isalpha()]
    return sum(c > "\u024f" for c in letters) * 2 > len(letters)


def is_folded(fold: Fold, text: str, language: str | None = None, claim: Claim | None = None) -> bool:
    """Whether words are shown only when they are wanted, as the reader wishes it."""
    if fold == "nothing":
        return False
    return fold == "all" or (claim is not None and claim.harm in GRAPHIC_HARMS) or is_graphic(text, language)


class Rests:
    """How long each person has been at work without a pause; kept in memory alone, and told to nobody else."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._seen: dict[str, tuple[float, float]] = {}  # who: since when at work, when last seen

    def note(self, person: str) -> int:
        """Note that a person looks at a page; gives the minutes since the last pause.

        >>> times = iter([0, 240, 500, 3000])
        >>> rests = Rests(lambda: next(times))
        >>> [rests.note("a recorder") for _ in range(4)]
        [0, 4, 8, 0]
        """
        now = self._clock()
        with self._lock:
            if len(self._seen) >= _MOST_PEOPLE and person not in self._seen:
                self._seen.clear()
            began, last = self._seen.get(person, (now, now))
            began = began if now - last <= PAUSE_S else now
            self._seen[person] = (began, now)
        return int((now - began) // 60)

    def begin(self, person: str) -> None:
        """Begin to count anew: the person was told, and goes on or comes back."""
        with self._lock:
            self._seen[person] = (self._clock(), self._clock())
