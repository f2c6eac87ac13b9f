"""Who told it first: the attribution chains of an incident's claims, followed back to their origins.

A source that told A, reported by B, quoted by C is one voice, however many reports repeat it. Reports that credit the same named
speaker have one origin; a report that credits nobody speaks for its publisher; whoever cites a publisher whose own report credits
another leads on to that other; and a sentence taken over word for word has the origin of the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from civharm.linking.copies import is_same_sentence
from civharm.linking.judging import Unions
from civharm.linking.voices import find_outlet, find_voice, say_chain
from civharm.model import Claim, Origin, Report

_FOLLOW_AT_MOST = 6


def find_origins(claims: Sequence[Claim], reports: Mapping[str, Report], copies: Mapping[str, str]) -> tuple[Origin, ...]:
    """Find the origins of one incident's claims; ``copies`` gives each report the id of its text (`copies.group_copies`)."""
    joined, index = Unions(), _index_by_outlet(claims, reports)
    voices = {claim.id: _follow(claim, index) for claim in claims}
    for claim in claims:
        own = _own(claim.report)
        joined.join(own, f"text {copies.get(claim.report, claim.report)}")
        report = reports.get(claim.report)
        if report is not None and report.source:
            joined.join(own, f"voice {find_outlet(report.source)}")
    _join_copied(claims, voices, joined)
    grouped = defaultdict[str, list[Claim]](list)
    for claim in claims:
        grouped[joined.find(voices[claim.id])].append(claim)
    return tuple(
        sorted((_make_origin(group, reports) for group in grouped.values()), key=lambda origin: (origin.name, origin.claims))
    )


def _own(report: str) -> str:
    return f"report {report}"


def _name_voice(claim: Claim) -> str:
    voice = find_voice(claim)
    return f"voice {voice}" if voice is not None else _own(claim.report)


def _index_by_outlet(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[tuple[str, str], list[Claim]]:
    """Index what each publisher's own reports say of each harm."""
    index = defaultdict[tuple[str, str], list[Claim]](list)
    for claim in claims:
        report = reports.get(claim.report)
        if report is not None and report.source:
            index[f"voice {find_outlet(report.source)}", claim.harm].append(claim)
    return index


def _follow(claim: Claim, index: Mapping[tuple[str, str], Sequence[Claim]]) -> str:
    """Follow the chain on: whoever is cited here may itself cite one other for the same harm and number."""
    voice, seen = _name_voice(claim), set[str]()
    for _ in range(_FOLLOW_AT_MOST):
        told = [other for other in index.get((voice, claim.harm), ()) if other.report != claim.report and _may_be_one(claim, other)]
        onward = {_name_voice(other) for other in told}
        seen.add(voice)
        if len(onward) != 1 or onward <= seen:
            break
        (voice,) = onward
    return voice


def _may_be_one(a: Claim, b: Claim) -> bool:
    return a.count.low == b.count.low or a.count.high == b.count.high


def _join_copied(claims: Sequence[Claim], voices: Mapping[str, str], joined: Unions) -> None:
    """Join the voices of claims that different reports make with one sentence."""
    alike = defaultdict[tuple[object, ...], list[Claim]](list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        alike[claim.harm, claim.count.low, claim.count.high].append(claim)
    for told in alike.values():
        firsts = list[Claim]()
        for claim in told:
            first = next((f for f in firsts[:50] if is_same_sentence(f.quote.text, claim.quote.text)), None)
            if first is None:
                firsts.append(claim)
            else:
                joined.join(voices[first.id], voices[claim.id])


def _make_origin(claims: Sequence[Claim], reports: Mapping[str, Report]) -> Origin:
    chains = Counter(filter(None, map(say_chain, claims)))
    name = min(chains, key=lambda chain: (-chains[chain], chain)) if chains else _name_publisher(claims, reports)
    return Origin(
        name=name,
        claims=tuple(sorted(claim.id for claim in claims)),
        reports=tuple(sorted({claim.report for claim in claims})),
    )


def _name_publisher(claims: Sequence[Claim], reports: Mapping[str, Report]) -> str:
    """Name the publisher who told it first; a report without one is named by its id."""
    own = {claim.report: reports.get(claim.report) for claim in claims}
    told = [(r.published_on or "9999", r.source is None, find_outlet(r.source) if r.source else id) for id, r in own.items() if r]
    return min(told)[2] if told else min(own)
