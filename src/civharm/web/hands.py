"""Which claim each person has on the screen, so that "next" sends no two people to the same one.

Kept in memory and for a while only: whoever comes by an address, or is faster, may decide on any claim, and the version that a
decision names is what protects it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

HELD_S = 600.0


class Hands:
    """One claim a person; a claim that was left open longer than `HELD_S` is free again.

    >>> hands = Hands()
    >>> hands.take("A. Recorder", "c1")
    >>> hands.find_others("B. Recorder"), hands.find_others("A. Recorder")
    ({'c1'}, set())
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._held: dict[str, tuple[str, float]] = {}

    def take(self, person: str, claim: str) -> None:
        """Put a claim into a person's hands, in the place of the one before."""
        with self._lock:
            self._held[person] = (claim, self._clock() + HELD_S)

    def find_others(self, person: str) -> set[str]:
        """Find the claims that are in other people's hands."""
        now = self._clock()
        with self._lock:
            self._held = {name: held for name, held in self._held.items() if held[1] > now}
            return {claim for name, (claim, _) in self._held.items() if name != person}
