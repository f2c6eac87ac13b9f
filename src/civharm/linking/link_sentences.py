"""Say for each report of an incident, in one sentence, why it was linked to the others, as linking itself weighed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from civharm.linking.features import list_reasons
from civharm.linking.happenings import find_happenings
from civharm.linking.matches import Matches
from civharm.linking.pairs import Pair
from civharm.linking.saying import say_pair
from civharm.model import Claim, Incident, Report

_COMPARE_AT_MOST = 40


class LinkSentence(NamedTuple):
    """Why one report's passage is of one incident with another report's."""

    report: str
    other: str
    says: str


def say_links(incident: Incident, claims: Iterable[Claim], reports: Iterable[Report]) -> list[LinkSentence]:
    """Say why each report of an incident belongs to it: by the report before it with which it agrees most.

    ``claims`` and ``reports`` are all that were linked, since how rare a name is can be told among all of them alone.
    """
    matches, ids = _gather(claims, reports), set(incident.claims)
    members = [m for m, happening in sorted(matches.happenings.items()) if any(claim.id in ids for claim in happening.claims)]
    chosen = dict[str, int]()
    for member in sorted(members, key=lambda m: (not matches.happenings[m].is_main, m)):
        chosen.setdefault(matches.happenings[member].report, member)
    ordered = sorted(chosen.values(), key=lambda m: (matches.happenings[m].window.told or 10**7, matches.happenings[m].report))
    return [_say(member, ordered[:at][-_COMPARE_AT_MOST:], matches) for at, member in enumerate(ordered) if at]


def _gather(claims: Iterable[Claim], reports: Iterable[Report]) -> Matches:
    """Gather the happenings that all reports tell, which says how rare each name is; nothing is compared."""
    known, of_report, matches = {report.id: report for report in reports}, defaultdict[str, list[Claim]](list), Matches()
    for claim in claims:
        of_report[claim.report].append(claim)
    matches.add(happening for id in sorted(of_report) for happening in find_happenings(of_report[id], known.get(id)))
    return matches


def _say(member: int, before: Sequence[int], matches: Matches) -> LinkSentence:
    pairs = [Pair(matches.happenings[other], matches.happenings[member], matches.rare) for other in before]
    best = max(pairs, key=lambda pair: (sum(weight for weight, _ in list_reasons(pair)), pair.a.report))
    return LinkSentence(best.b.report, best.a.report, say_pair(best))
