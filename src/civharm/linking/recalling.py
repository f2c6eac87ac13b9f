"""Make the links of a former run again from the names that it gave, comparing nothing: for looking something up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from civharm.linking.happenings import is_linkable
from civharm.linking.incidents import make_incident
from civharm.model import Claim, Incident, Links, Report


def recall_links(former: Sequence[Incident], claims: Iterable[Claim], reports: Iterable[Report]) -> Links:
    """Make the links again that a run made of the very same claims and reports; ``former`` holds its incidents' ids and claims.

    Where former ids lead is not told. Raises KeyError where an incident names a claim that is not there.
    """
    by_id, known = {claim.id: claim for claim in claims}, {report.id: report for report in reports}
    incidents = [
        replace(make_incident([by_id[id] for id in one.claims], known), id=one.id, previous_ids=one.previous_ids) for one in former
    ]
    linked = {id for one in former for id in one.claims}
    alone = sorted(id for id, claim in by_id.items() if id not in linked and is_linkable(claim))
    return Links(incidents=tuple(sorted(incidents, key=lambda one: one.id)), unlinked=tuple(alone))
