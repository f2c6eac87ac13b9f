"""Who says a claim, in words that a reader of the record can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from civharm.model import Claim, Report


def sources_of(reports: Iterable[Report]) -> dict[str, str]:
    """The publisher of each report; where it is unknown, the report's id."""
    return {report.id: report.source or report.id for report in reports}


def teller_of(claim: Claim, sources: Mapping[str, str]) -> str:
    """Who tells a claim: whom the report credits first, or the publisher where it speaks in its own voice."""
    if claim.speakers:
        return claim.speakers[0].name or claim.speakers[0].text
    return sources.get(claim.report, claim.report)


def tellers_of(claims: Iterable[Claim], sources: Mapping[str, str]) -> tuple[str, ...]:
    """Everyone who tells one of the claims, each once, in alphabetical order."""
    return tuple(sorted({teller_of(claim, sources) for claim in claims}))
