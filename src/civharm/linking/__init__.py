"""Link claims into incidents: which claims of all reports are about one happening, and through how many voices we know of it.

In: claims (read, located and reviewed), their reports, the judgements of people about pairs, and the incidents of the previous
release for the sake of their ids. Out: `Links`: the incidents with their claims, place, date, harms, voices and origins (tallies,
contradictions, actors and grades are made by reconciling), the claims that tell neither place nor date, and where former ids lead.

How: the claims of one report are grouped into happenings (`happenings`); happenings that share a key of place and day, a victim's
name, rare names or wording (`blocking`, `rarity`) are compared by small named comparisons (`features`); groups are joined while
they agree as wholes (`clusters`), never against a person's decision (`judging`). Copies and origins count voices (`copies`,
`origins`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from civharm.linking.grouping import weigh_claims
from civharm.linking.happenings import is_linkable
from civharm.linking.link_sentences import LinkSentence, say_links
from civharm.linking.recalling import recall_links
from civharm.linking.saying import say_link
from civharm.linking.state import LinkState
from civharm.model import Claim, Incident, Judgement, Links, Report

__all__ = [
    "LinkSentence",
    "LinkState",
    "find_main_incident",
    "find_main_incidents",
    "link",
    "recall_links",
    "say_link",
    "say_links",
]


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


def find_main_incident(report_id: str, links: Links, claims: Iterable[Claim], reports: Iterable[Report] = ()) -> str | None:
    """Find the incident that one report is about (`find_main_incidents` finds those of many reports in one go)."""
    return find_main_incidents(links, [claim for claim in claims if claim.report == report_id], reports).get(report_id)


def find_main_incidents(links: Links, claims: Iterable[Claim], reports: Iterable[Report] = ()) -> dict[str, str | None]:
    """Find the incident that each report is about: that of its first sentences that tell harm of its own time, and of its headline.

    ``None`` where none of its claims is in an incident. A report that only retells old happenings is about one of these. The
    headlines are those of ``reports``.
    """
    incident_of = {claim: incident.id for incident in links.incidents for claim in incident.claims}
    known, of_report = {report.id: report for report in reports}, defaultdict[str, list[Claim]](list)
    for claim in claims:
        of_report[claim.report].append(claim)
    return {report: _choose_main(told, incident_of, known.get(report)) for report, told in of_report.items()}


def _choose_main(claims: Sequence[Claim], incident_of: Mapping[str, str], report: Report | None) -> str | None:
    weights = weigh_claims(filter(is_linkable, claims), report)
    ranks = dict[str, tuple[int, int, int]]()
    for at, claim in enumerate(sorted(claims, key=lambda claim: (claim.quote.start, claim.id))):
        id = incident_of.get(claim.id)
        if id is not None:
            weight, told, first = ranks.get(id, (0, 0, -at))
            ranks[id] = (weight + weights.get(claim.id, 0), told + 1, first)
    return max(ranks, key=lambda id: (ranks[id], id), default=None)
