"""From pairs to incidents: the best pairs first, each step only where the two groups agree as wholes, never against a decision.

Two groups are joined while the mean score of their pairs reaches the threshold, so that one wide report ("in the province, on that
day") does not chain two incidents into one. What one report tells apart is never put together, and what a person decided is kept.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from civharm.linking.features import THRESHOLD
from civharm.linking.happenings import Happening

Score = Callable[[int, int], int]
_SAMPLE = 8
"""So many happenings of each group speak for it: a mean over 64 pairs is steady, and a great incident costs no square."""


@dataclass(slots=True)
class Group:
    """Some happenings taken as one incident; ``apart`` holds those that must never be among them.

    ``speaking`` are those that are weighed: what reports are about, where the group holds any, for what they mention beside it
    shares little with other reports, whatever it is.
    """

    members: list[int]
    speaking: list[int]
    key: str
    apart: set[int]
    is_main: bool
    near: set[int] = field(default_factory=set)


def cluster(
    members: Collection[int],
    happenings: Mapping[int, Happening],
    near: Mapping[int, Collection[int]],
    score: Score,
    forced: Sequence[tuple[int, int]] = (),
    apart: Mapping[int, Collection[int]] | None = None,
) -> list[list[int]]:
    """Cluster the members of one connected part of the graph of pairs; ``near`` holds the pairs that reach the threshold."""
    order = sorted(members, key=lambda member: happenings[member].key)
    if not forced and not apart and _is_one(order, score):
        return [order]
    groups = _start(order, happenings, forced, apart or {})
    at = {member: index for index, group in groups.items() for member in group.members}
    for index, group in groups.items():
        group.near = {at[other] for member in group.members for other in near.get(member, ()) if other in at} - {index}
    _merge(groups, happenings, score)
    return [sorted(group.members, key=lambda member: happenings[member].key) for group in groups.values()]


def _is_one(order: Sequence[int], score: Score) -> bool:
    """Whether all agree with all: then nothing is to be weighed."""
    return len(order) <= 2 * _SAMPLE and all(score(one, other) >= THRESHOLD for at, one in enumerate(order) for other in order[:at])


def _start(
    order: Sequence[int],
    happenings: Mapping[int, Happening],
    forced: Sequence[tuple[int, int]],
    apart: Mapping[int, Collection[int]],
) -> dict[int, Group]:
    groups = dict[int, Group]()
    for index, member in enumerate(order):
        groups[index] = Group([member], [member], happenings[member].key, set(apart.get(member, ())), happenings[member].is_main)
    home = {member: index for index, member in enumerate(order)}
    for one, other in forced:
        if home[one] != home[other]:
            kept, gone = sorted((home[one], home[other]))
            for member in groups[gone].members:
                home[member] = kept
            _absorb(groups[kept], groups.pop(gone), happenings)
    return groups


def _absorb(kept: Group, gone: Group, happenings: Mapping[int, Happening]) -> None:
    kept.members = sorted(kept.members + gone.members, key=lambda member: happenings[member].key)
    kept.speaking = [member for member in kept.members if happenings[member].is_main] or kept.members
    kept.key = min(kept.key, gone.key)
    kept.apart |= gone.apart
    kept.is_main = kept.is_main or gone.is_main


def _merge(groups: dict[int, Group], happenings: Mapping[int, Happening], score: Score) -> None:
    """Join the two groups that agree most, again and again, until none agree enough.

    What reports are about is joined first: what one mentions beside it must not keep two reports of one happening apart.
    """
    heap = [_rate(i, j, groups, score) for i, group in groups.items() for j in group.near if i < j]
    heapq.heapify(heap)
    version = dict.fromkeys(groups, 0)
    while heap:
        _, loss, _, _, i, j, ages = heapq.heappop(heap)
        if i not in groups or j not in groups or ages != version[i] + version[j]:
            continue
        if -loss < THRESHOLD or not may_join(groups[i], groups[j]):
            continue
        gone = groups.pop(j)
        version[i] += version[j] + 1
        _absorb(groups[i], gone, happenings)
        for other in gone.near - {i}:
            groups[other].near.discard(j)
            groups[other].near.add(i)
        groups[i].near = (groups[i].near | gone.near) - {i, j}
        for other in groups[i].near:
            heapq.heappush(heap, _rate(i, other, groups, score, version[i] + version[other]))


def _rate(i: int, j: int, groups: Mapping[int, Group], score: Score, ages: int = 0) -> tuple[bool, float, str, str, int, int, int]:
    i, j = (i, j) if groups[i].key < groups[j].key else (j, i)
    ones, others = groups[i].speaking[:_SAMPLE], groups[j].speaking[:_SAMPLE]
    total = sum(score(one, other) for one in ones for other in others)
    beside = not (groups[i].is_main and groups[j].is_main)
    return beside, -total / (len(ones) * len(others)), groups[i].key, groups[j].key, i, j, ages


def may_join(a: Group, b: Group) -> bool:
    """Whether nothing forbids it: no decision of a person, and no report that tells the two apart."""
    return a.apart.isdisjoint(b.members) and b.apart.isdisjoint(a.members)
