"""What people decided about pairs: "same" is always kept and "different" never crossed, whatever the comparisons say.

Of two decisions about one pair the later holds. Where decisions contradict one another over several pairs (A is B, B is C, A is not
C), the later ones hold and the earlier is set aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from civharm.model import Incident, Judgement

Ids = tuple[str, str]


@dataclass(slots=True)
class Unions:
    """Sets that grow together: who was joined with whom."""

    parents: dict[str, str] = field(default_factory=dict)

    def find(self, member: str) -> str:
        """Find the one name of the set that a member is in."""
        root = member
        while self.parents.get(root, root) != root:
            root = self.parents[root]
        while self.parents.get(member, member) != root:
            self.parents[member], member = root, self.parents[member]
        return root

    def join(self, one: str, other: str) -> None:
        """Join two sets; the smaller name names both."""
        low, high = sorted((self.find(one), self.find(other)))
        self.parents[high] = low


@dataclass(frozen=True, slots=True)
class Decisions:
    """The pairs of claims that are in one incident, and those that are not, without contradiction."""

    same: tuple[Ids, ...] = ()
    different: tuple[Ids, ...] = ()

    def list_claims(self) -> set[str]:
        """List the claims that any decision is about."""
        return {claim for pair in (*self.same, *self.different) for claim in pair}


def make_decisions(judgements: Iterable[Judgement], previous: Sequence[Incident]) -> Decisions:
    """Make the decisions about pairs of claims that hold; one about incidents is one about their claims."""
    of_incident = _list_members(previous)
    same, different, joined = list[Ids](), list[Ids](), Unions()
    for judgement in _list_latest(judgements):
        one, other = (of_incident.get(id, (id,)) for id in judgement.about[:2])
        if judgement.kind == "same":
            pair = (one[0], other[0])
            if not any({joined.find(a), joined.find(b)} == {joined.find(pair[0]), joined.find(pair[1])} for a, b in different):
                same.append(pair)
                joined.join(*pair)
        else:
            different += [(a, b) for a, b in product(one, other) if a != b and joined.find(a) != joined.find(b)]
    return Decisions(tuple(sorted(same)), tuple(sorted(different)))


def _list_members(previous: Sequence[Incident]) -> dict[str, tuple[str, ...]]:
    members = {id: tuple(sorted(incident.claims)) for incident in previous for id in incident.previous_ids if incident.claims}
    return members | {incident.id: tuple(sorted(incident.claims)) for incident in previous if incident.claims}


def _list_latest(judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    """List the decisions about pairs that were not taken back, the latest first, one for each pair."""
    listed = sorted(judgements, key=lambda judgement: (judgement.at, judgement.id), reverse=True)
    superseded, seen = {judgement.supersedes for judgement in listed}, set[Ids]()
    for judgement in listed:
        if judgement.kind not in ("same", "different") or len(judgement.about) != 2 or judgement.id in superseded:
            continue
        pair = (min(judgement.about), max(judgement.about))
        if pair not in seen and pair[0] != pair[1]:
            seen.add(pair)
            yield judgement


def find_split(decisions: Decisions, unit_of: Mapping[str, str]) -> set[str]:
    """Find the judged claims that must stand alone: those of happenings that, joined as decided, would cross a "different".

    ``unit_of`` maps a claim to the happening that it is in.
    """
    joined = Unions()
    for one, other in decisions.same:
        if one in unit_of and other in unit_of:
            joined.join(unit_of[one], unit_of[other])
    pairs = [(one, other) for one, other in decisions.different if one in unit_of and other in unit_of]
    crossed = {joined.find(unit_of[a]) for a, b in pairs if joined.find(unit_of[a]) == joined.find(unit_of[b])}
    judged = decisions.list_claims()
    return {claim for claim in judged if claim in unit_of and joined.find(unit_of[claim]) in crossed}


def list_conflicts(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """List for each happening those that it must never be with."""
    apart = defaultdict[int, set[int]](set)
    for one, other in pairs:
        apart[one].add(other)
        apart[other].add(one)
    return dict(apart)
