"""Link claims into incidents: which claims of all reports are about one happening, and through how many voices we know of it.

In: claims (read, located and reviewed), their reports, the judgements of people about pairs, and the incidents of the previous release
for the sake of their ids. Out: `Links`: the incidents with their claims, place, date, harms, voices and origins (tallies, contradictions,
actors and grades are made by reconciling), the claims that tell neither place nor date, and where former ids lead.

How: the claims of one report are grouped into happenings (`happenings`); happenings that share a key of place and day, a victim's name,
rare names or wording (`blocking`, `rarity`) are compared by small named comparisons (`features`); groups are joined while they agree as
wholes (`clusters`), never against a person's decision (`judging`). Copies and origins count voices (`copies`, `origins`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from civharm.linking.features import Pair, list_reasons
from civharm.linking.happenings import find_happenings, make_happening
from civharm.linking.state import LinkState
from civharm.linking.wording import find_names
from civharm.model import Claim, Incident, Judgement, Links, Report

__all__ = ["LinkState", "find_main_incident", "link", "say_link"]


def link(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    judgements: Sequence[Judgement] = (),
    previous: Sequence[Incident] = (),
) -> Links:
    """Link claims into incidents. Pure: the order of what goes in does not matter, and incidents come out sorted by id.

    Period totals, rates, stocks and flows, and what did not happen (feared, threatened, habitual) are in no incident.
    """
    return LinkState(judgements, previous).add(claims, reports)


def find_main_incident(report_id: str, links: Links, claims: Iterable[Claim]) -> str | None:
    """Find the incident that a report is about: most of the claims of its own time, of equals the one it tells first.

    ``None`` where none of its claims is in an incident. Where a report only retells old happenings, it is about one of these.
    """
    own = sorted((c for c in claims if c.report == report_id), key=lambda claim: (claim.quote.start, claim.id))
    incident_of = {claim: incident.id for incident in links.incidents for claim in incident.claims}
    weights = defaultdict[str, tuple[int, int, int]](lambda: (0, 0, 0))
    for at, claim in enumerate(own):
        id = incident_of.get(claim.id)
        if id is not None:
            fresh, told, first = weights[id] if id in weights else (0, 0, -at)
            weights[id] = (fresh + (not claim.background), told + 1, first)
    return max(weights, key=lambda id: (weights[id], id), default=None)


def say_link(one: Claim, other: Claim, reports: Iterable[Report] = ()) -> str:
    """Say in one sentence why two claims of two reports are, or are not, taken to be about one incident."""
    known = {report.id: report for report in reports}
    a, b = (make_happening([claim], known.get(claim.report), 0, claim.report in known) for claim in (one, other))
    reasons = list_reasons(Pair(a, b, dict.fromkeys(a.names & b.names, 1.0)))
    score = sum(weight for weight, _ in reasons)
    speaks_for = ", ".join(feature.says for weight, feature in reasons if weight > 0) or "nothing"
    against = ", ".join(feature.says for weight, feature in reasons if weight < 0) or "nothing"
    return f"For one incident speaks {speaks_for} ({score:+d}); against it speaks {against}."
