"""Stable ids: an incident is cited for years, so its id outlives every run that derives it anew.

An incident keeps the id of the former incident with which it shares most claims (of equals the one with the longer history, then
the smaller id); a new one takes the hash of its smallest claim id. The id of one that was merged redirects, that of one whose
claims are all gone leads to nothing, and neither is given to another incident: only a merge taken back gives the id back that the
merge took.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from civharm.model import Incident, make_id


@dataclass(frozen=True, slots=True)
class Names:
    """The id of each group of claims, the ids it took over, and where the ids of former incidents lead."""

    ids: tuple[str, ...]
    previous_ids: tuple[tuple[str, ...], ...]
    moved: Mapping[str, str | None]


def name_groups(groups: Sequence[Sequence[str]], previous: Sequence[Incident], taken: Collection[str] = ()) -> Names:
    """Name groups of claim ids (each sorted) after the incidents of the previous release; ``taken`` are ids that others bear or
    bore.

    >>> name_groups([["c1", "c2"]], [Incident(id="i1", claims=("c2",)), Incident(id="i2", claims=("c9",))])
    Names(ids=('i1',), previous_ids=((),), moved={'i2': None})
    """
    former = {incident.id: incident for incident in previous}
    shared = _count_shared(groups, previous)
    kept = _keep(groups, shared, former)
    living = set(kept.values())
    gone = {id: _find_heir(id, shared, groups) for id in former if id not in living}
    ids = _name_new(groups, kept, former, set(taken), shared)
    heired = defaultdict[int, set[str]](set)
    for at, id in kept.items():
        heired[at].update(former[id].previous_ids)
    for id, heir in gone.items():
        if heir is not None:
            heired[heir].update((id, *former[id].previous_ids))
    borne = set(ids)
    histories = tuple(tuple(sorted(heired[at] - borne)) for at in range(len(groups)))
    return Names(ids, histories, _make_moved(ids, histories, gone))


def _count_shared(groups: Sequence[Sequence[str]], previous: Sequence[Incident]) -> dict[str, Counter[int]]:
    """Count the claims that each former incident shares with each group."""
    group_of = {claim: at for at, group in enumerate(groups) for claim in group}
    return {i.id: Counter(group_of[claim] for claim in i.claims if claim in group_of) for i in previous}


def _keep(groups: Sequence[Sequence[str]], shared: Mapping[str, Counter[int]], former: Mapping[str, Incident]) -> dict[int, str]:
    """Give ids to groups, the greatest share first; each id to one group, each group one id."""
    rows = [
        (-count, -len(former[id].previous_ids), id, groups[at][0], at)
        for id, counter in shared.items()
        for at, count in counter.items()
    ]
    kept, used = dict[int, str](), set[str]()
    for _, _, id, _, at in sorted(rows):
        if at not in kept and id not in used:
            kept[at] = id
            used.add(id)
    return kept


def _find_heir(id: str, shared: Mapping[str, Counter[int]], groups: Sequence[Sequence[str]]) -> int | None:
    return min(shared[id], key=lambda at: (-shared[id][at], groups[at][0]), default=None)


def _name_new(
    groups: Sequence[Sequence[str]],
    kept: Mapping[int, str],
    former: Mapping[str, Incident],
    taken: Collection[str],
    shared: Mapping[str, Counter[int]],
) -> tuple[str, ...]:
    retired = {old for incident in former.values() for old in (incident.id, *incident.previous_ids)}.union(taken)
    used, ids = set(kept.values()), dict(kept)
    undone = defaultdict[int, set[str]](set)
    for id, counter in shared.items():
        for at in counter:
            undone[at].update(former[id].previous_ids)
    for at in sorted(set(range(len(groups))) - set(kept), key=lambda at: groups[at][0]):
        number, id = 0, make_id("incident", groups[at][0])
        while id in used or (id in retired and id not in undone[at]):
            number += 1
            id = make_id("incident", groups[at][0], number)
        ids[at] = id
        used.add(id)
    return tuple(ids[at] for at in range(len(groups)))


def _make_moved(ids: Sequence[str], histories: Sequence[Sequence[str]], gone: Mapping[str, int | None]) -> dict[str, str | None]:
    """Say where each former id leads now."""
    leads: dict[str, str | None] = {id: None if heir is None else ids[heir] for id, heir in gone.items()}
    leads.update({old: ids[at] for at, history in enumerate(histories) for old in history})
    return {id: leads[id] for id in sorted(set(leads) - set(ids))}
