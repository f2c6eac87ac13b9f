"""All happenings, which pairs of them agree, and the groups they form; kept, so that an addition compares only what it changes.

The same happenings, added in any order, at once or in parts, leave the same groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from civharm.linking.blocking import Blocks, list_probed, list_stored
from civharm.linking.clusters import Score, cluster
from civharm.linking.features import NEVER, THRESHOLD, TOLD_TWICE, score_pair
from civharm.linking.happenings import Happening
from civharm.linking.pairs import Pair
from civharm.linking.rarity import Rarity


class Matches:
    """Happenings numbered as they came (a number is never used again), the pairs of them that agree, and their groups."""

    def __init__(self) -> None:
        """Start with no happenings."""
        self.happenings: dict[int, Happening] = {}
        self.groups: dict[int, list[int]] = {}
        self._group_of: dict[int, int] = {}
        self._near: dict[int, dict[int, int]] = {}
        self._blocks, self._rarity = Blocks(), Rarity()
        self.next_member = self._next_group = 0
        self._forced: dict[int, set[int]] = {}
        self._apart: Mapping[int, Collection[int]] = {}

    @property
    def rare(self) -> Mapping[str, float]:
        """How rare each rare name is among all happenings."""
        return self._rarity.rare

    def add(self, new: Iterable[Happening], gone: Collection[int] = ()) -> list[int]:
        """Take happenings out and put others in, without comparing them yet; return the numbers of all that are to be compared."""
        names, dirty = set[str](), set[int]()
        for member in gone:
            happening = self.happenings.pop(member)
            names |= happening.names
            self._rarity.remove(member, happening.names)
            for key in _list_keys(happening):
                dirty.update(self._blocks.remove(key, member))
        for happening in new:
            member, self.next_member = self.next_member, self.next_member + 1
            dirty.add(member)
            self.happenings[member] = happening
            names |= happening.names
            self._rarity.add(member, happening.names)
            for key in _list_keys(happening):
                dirty.update(self._blocks.add(key, member))
        if self._rarity.set_size(len(self.happenings)):
            dirty.update(self.happenings)
        dirty |= self._rarity.weigh(names)
        return sorted(dirty.intersection(self.happenings))

    def decide(self, forced: Iterable[tuple[int, int]], apart: Mapping[int, Collection[int]]) -> None:
        """Set what people decided, in numbers of happenings: pairs that are one, and for each those that it is not."""
        self._forced, self._apart = {}, apart
        for one, other in forced:
            self._forced.setdefault(one, set()).add(other)
            self._forced.setdefault(other, set()).add(one)

    def regroup(self, dirty: Collection[int], gone: Iterable[int] = ()) -> tuple[set[int], list[int]]:
        """Compare what is to be compared and group anew what it touches; return the groups that went, and the new ones."""
        stirred = set(dirty)
        for member in (*gone, *dirty):
            for other in self._near.pop(member, {}):
                if self._near.get(other, {}).pop(member, None) is not None:
                    stirred.add(other)
        self._compare(dirty)
        old, new = {self._group_of.pop(member) for member in gone if member in self._group_of}, list[int]()
        for part in self._find_parts(sorted(stirred.intersection(self.happenings))):
            old.update(self._group_of[member] for member in part if member in self._group_of)
            new += self._group(part)
        for group in old:
            del self.groups[group]
        return old, new

    def _compare(self, dirty: Collection[int]) -> None:
        waiting = dirty if isinstance(dirty, set) else set(dirty)
        for member in sorted(waiting):
            near = self._near.setdefault(member, {})
            for other in self._find_candidates(member):
                if other != member and (other < member or other not in waiting):
                    score = self._score(member, other)
                    if score >= THRESHOLD:
                        near[other] = score
                        self._near.setdefault(other, {})[member] = score

    def _find_candidates(self, member: int) -> set[int]:
        happening = self.happenings[member]
        found = set(self._rarity.find(happening.names))
        for key in list_probed(happening) if happening.is_placed else ():
            found.update(self._blocks.find(key))
        return found

    def _score(self, one: int, other: int) -> int:
        a, b = self.happenings[one], self.happenings[other]
        if a.report == b.report:
            return NEVER if b.told in a.apart else TOLD_TWICE
        return score_pair(Pair(a, b, self._rarity.rare))

    def _find_parts(self, starts: Iterable[int]) -> Iterator[list[int]]:
        """Find the connected parts of the graph of agreeing pairs around some happenings."""
        seen = set[int]()
        for start in starts:
            if start in seen:
                continue
            part, waiting = list[int](), [start]
            seen.add(start)
            while waiting:
                member = waiting.pop()
                part.append(member)
                fresh = (self._near.get(member, {}).keys() | self._forced.get(member, set())) - seen
                seen |= fresh
                waiting += fresh
            yield part

    def _group(self, part: Collection[int]) -> list[int]:
        forced = [(one, other) for one in part for other in self._forced.get(one, ()) if one < other]
        apart = self._find_apart(part)
        made = list[int]()
        for members in (
            cluster(part, self.happenings, self._near, self._make_score(), forced, apart) if len(part) > 1 else [list(part)]
        ):
            group, self._next_group = self._next_group, self._next_group + 1
            self.groups[group] = members
            self._group_of.update(dict.fromkeys(members, group))
            made.append(group)
        return made

    def _find_apart(self, part: Collection[int]) -> dict[int, set[int]]:
        """Find for each happening those that it must not be with: by a person's decision, or since one report tells them apart."""
        apart = {member: set(self._apart[member]) for member in part if member in self._apart}
        of_report = defaultdict[str, list[int]](list)
        for member in part:
            of_report[self.happenings[member].report].append(member)
        for members in of_report.values():
            for one, other in combinations(members, 2):
                if self.happenings[other].told in self.happenings[one].apart:
                    apart.setdefault(one, set()).add(other)
                    apart.setdefault(other, set()).add(one)
        return apart

    def _make_score(self) -> Score:
        memo = dict[tuple[int, int], int]()

        def score(one: int, other: int) -> int:
            known = self._near.get(one, {}).get(other)
            if known is not None:
                return known
            pair = (one, other) if one < other else (other, one)
            if pair not in memo:
                memo[pair] = self._score(*pair)
            return memo[pair]

        return score


def _list_keys(happening: Happening) -> Iterable[int]:
    return list_stored(happening) if happening.is_placed else ()
