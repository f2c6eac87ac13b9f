"""How rare a name is among all happenings: a name that few reports hold ties two of them, one that many hold ties none.

Rarity goes in three steps of the number of holders, measured against the number of happenings rounded down to a power of two. So an
addition changes the rarity of few names, and only what holds these is compared again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

MOST_HOLDERS = 64
"""However many happenings there are, a name that more of them hold is not rare; among a handful of happenings nothing is."""
_STEPS = ((4, 1.0), (2, 0.6), (1, 0.3))
PROPOSE = 1.2
"""Two very rare names propose a pair, one alone does not: a family name is shared by strangers."""


class Rarity:
    """The holders of each name, and how rare that makes it."""

    def __init__(self) -> None:
        """Start with no names."""
        self._holders: dict[str, list[int]] = defaultdict(list)
        self.rare: dict[str, float] = {}
        self.limit = 0

    def set_size(self, happenings: int) -> bool:
        """Set how many happenings there are; return whether that moves the steps (then all names are weighed again)."""
        limit = min(MOST_HOLDERS, _round_down(happenings) // 32)
        moved, self.limit = limit != self.limit, limit
        if moved:
            self.rare = {name: self._weigh(len(holders)) for name, holders in self._holders.items() if len(holders) <= limit}
        return moved

    def add(self, member: int, names: Iterable[str]) -> None:
        """Count a happening as a holder of its names, before `weigh`."""
        for name in names:
            self._holders[name].append(member)

    def remove(self, member: int, names: Iterable[str]) -> None:
        """Take a happening out, before `weigh`."""
        for name in names:
            self._holders[name].remove(member)

    def weigh(self, names: Iterable[str]) -> set[int]:
        """Weigh names whose holders changed; return the holders of those of which the rarity changed."""
        changed = set[int]()
        for name in names:
            holders = self._holders[name]
            weight = self._weigh(len(holders)) if len(holders) <= self.limit else 0.0
            if weight != self.rare.get(name, 0.0):
                changed.update(holders)
                self.rare[name] = weight
                if not weight:
                    del self.rare[name]
        return changed

    def find(self, names: Iterable[str]) -> list[int]:
        """Find the happenings that share enough rare names with these."""
        weights = defaultdict[int, float](float)
        for name in names:
            weight = self.rare.get(name)
            if weight:
                for member in self._holders[name]:
                    weights[member] += weight
        return [member for member, weight in weights.items() if weight >= PROPOSE - 1e-9]

    def find_weights(self, names: Iterable[str]) -> Mapping[str, float]:
        """Find how rare each of the rare ones among these names is."""
        return {name: self.rare[name] for name in names if name in self.rare}

    def _weigh(self, holders: int) -> float:
        return next((weight for part, weight in _STEPS if holders * part <= self.limit), 0.0)


def _round_down(number: int) -> int:
    return 1 << (max(1, number).bit_length() - 1)
