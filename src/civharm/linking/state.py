"""What linking keeps between two runs: an addition of a thousand claims compares these, and makes again only the incidents they
touch.

A state is a cache and no truth: `LinkState.add` gives what a full run over all claims gives that names its incidents after those of
the run before; where that cannot be told cheaply (a person's decision is about what is added) it runs in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from civharm.linking.happenings import Happening, find_happenings, is_linkable, split_happenings
from civharm.linking.incidents import make_incident
from civharm.linking.judging import Decisions, find_split, list_conflicts, make_decisions
from civharm.linking.matches import Matches
from civharm.linking.names import name_groups
from civharm.model import Claim, Incident, Judgement, Links, Report


class LinkState:
    """Claims by report, their happenings, the groups of these, and the incident of each group."""

    def __init__(self, judgements: Sequence[Judgement] = (), previous: Sequence[Incident] = ()) -> None:
        """Start with no claims; the judgements hold for all that is added, the previous incidents give their ids."""
        self.claims: dict[str, tuple[Claim, ...]] = {}
        self.reports: dict[str, Report] = {}
        self.links = Links(incidents=())
        self._judgements, self._previous = tuple(judgements), tuple(previous)
        self._clear()

    def _clear(self) -> None:
        self._decisions: Decisions = make_decisions(self._judgements, self._previous)
        self._judged = self._decisions.list_claims()
        self._matches = Matches()
        self._members: dict[str, list[int]] = {}
        self._incidents: dict[int, Incident] = {}
        self._alone: dict[int, tuple[str, ...]] = {}

    @property
    def matches(self) -> Matches:
        """What was compared with what."""
        return self._matches

    def add(self, claims: Iterable[Claim], reports: Iterable[Report] = ()) -> Links:
        """Add claims and reports and link; the claims of a report that is known already are added to those it has."""
        listed, told, is_first = {report.id: report for report in reports}, _collect(claims), not self.claims
        touched = set(told) | {id for id in listed if id in self.claims and listed[id] != self.reports.get(id)}
        self.reports.update(listed)
        for id in sorted(touched):
            of_report = {claim.id: claim for claim in (*self.claims.get(id, ()), *told.get(id, ()))}
            self.claims[id] = tuple(of_report[key] for key in sorted(of_report))
        if not is_first and self._needs_full_run(touched):
            self._clear()
            touched = set(self.claims)
        self.links = self._link(touched)
        self._previous = self.links.incidents
        return self.links

    def _needs_full_run(self, touched: Iterable[str]) -> bool:
        """Whether a decision is about what was added, or names an incident whose claims may have changed."""
        about = {id for judgement in self._judgements for id in judgement.about if judgement.kind in ("same", "different")}
        if not about:
            return False
        known = {claim.id for id in touched for claim in self.claims[id]}
        former = {id for incident in self._previous for id in (incident.id, *incident.previous_ids)}
        return not about.isdisjoint(known) or not about.isdisjoint(former)

    def _link(self, touched: Collection[str]) -> Links:
        happenings = {id: find_happenings(self.claims[id], self.reports.get(id)) for id in sorted(touched)}
        if self._judged:
            self._split(happenings)
        gone = [member for id in happenings for member in self._members.pop(id, ())]
        ordered = [happening for told in happenings.values() for happening in told]
        first = self._matches.next_member
        dirty = self._matches.add(ordered, gone)
        for member, happening in enumerate(ordered, first):
            self._members.setdefault(happening.report, []).append(member)
        if self._judged and len(touched) == len(self.claims):
            self._decide()
        old, new = self._matches.regroup(dirty, gone)
        return self._name(old, new)

    def _split(self, happenings: dict[str, list[Happening]]) -> None:
        """Let judged claims stand alone where their happenings, joined as decided, would cross a "different"."""
        unit_of = {c.id: h.key for told in happenings.values() for h in told for c in h.claims if c.id in self._judged}
        alone = find_split(self._decisions, unit_of)
        for id, told in happenings.items():
            if any(claim.id in alone for happening in told for claim in happening.claims):
                happenings[id] = split_happenings(told, alone, self.reports.get(id))

    def _decide(self) -> None:
        """Turn the decisions about claims into decisions about happenings."""
        member_of = {c.id: m for m, h in self._matches.happenings.items() for c in h.claims if c.id in self._judged}
        same, different = (
            [(member_of[a], member_of[b]) for a, b in pairs if a in member_of and b in member_of]
            for pairs in (self._decisions.same, self._decisions.different)
        )
        self._matches.decide(same, list_conflicts(different))

    def _name(self, old: Collection[int], new: Sequence[int]) -> Links:
        """Make the incidents of new groups, and name them after the incidents of the groups that they take the place of."""
        former = [self._incidents.pop(group) for group in old if group in self._incidents]
        for group in old:
            self._alone.pop(group, None)
        made = self._make_incidents(new)
        groups = sorted(made, key=lambda group: made[group].claims)
        full = not self._incidents and not former
        previous = self._previous if full else former
        names = name_groups([made[g].claims for g in groups], previous, taken=() if full else self._list_taken())
        for group, id, history in zip(groups, names.ids, names.previous_ids, strict=True):
            self._incidents[group] = replace(made[group], id=id, previous_ids=history)
        moved = dict(names.moved)
        for incident in self._incidents.values():
            if incident.previous_ids:
                moved.update(dict.fromkeys(incident.previous_ids, incident.id))
        incidents = tuple(sorted(self._incidents.values(), key=attrgetter("id")))
        alone = sorted(claim for claims in self._alone.values() for claim in claims)
        return Links(incidents=incidents, unlinked=tuple(alone), moved=dict(sorted(moved.items())))

    def _list_taken(self) -> set[str]:
        """List the ids that incidents bear or bore which the addition does not touch."""
        return {id for incident in self._previous for id in (incident.id, *incident.previous_ids)}

    def _make_incidents(self, groups: Iterable[int]) -> dict[int, Incident]:
        """Make the incidents of groups; what tells neither place nor date, and denials of nothing told, are left alone."""
        made = dict[int, Incident]()
        for group in groups:
            happenings = [self._matches.happenings[member] for member in self._matches.groups[group]]
            claims = [claim for happening in happenings for claim in happening.claims]
            if any(happening.is_placed for happening in happenings) and not all(happening.denied for happening in happenings):
                made[group] = make_incident(claims, self.reports)
            else:
                self._alone[group] = tuple(claim.id for claim in claims)
        return made


def _collect(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    """Collect the claims that can be linked by report; every report that has any claim is named."""
    of_report = defaultdict[str, list[Claim]](list)
    for claim in claims:
        if is_linkable(claim):
            of_report[claim.report].append(claim)
    return of_report
