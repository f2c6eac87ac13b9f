"""Who told it first: the attribution chains of an incident's claims, followed back to their origins.

A source that told A, reported by B, quoted by C is one voice, however many reports repeat it. Reports that credit the same named
speaker have one origin; a report that credits nobody speaks for its publisher; whoever cites a publisher whose own report credits
another, or who is cited elsewhere as having it from another, leads on to that other; and a sentence taken over word for word has
the origin of the sentence. What a report says in its own voice, a headline most often, it has from the one whom it credits for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from civharm.linking.copies import is_same_sentence
from civharm.linking.judging import Unions
from civharm.linking.spellings import join_spellings
from civharm.linking.voices import (
    find_outlet,
    find_principal,
    find_voice,
    is_member,
    is_named,
    list_retellers,
    say_chain,
)
from civharm.model import Claim, Origin, Report

_FOLLOW_AT_MOST = 6


def find_origins(claims: Sequence[Claim], reports: Mapping[str, Report], copies: Mapping[str, str]) -> tuple[Origin, ...]:
    """Find the origins of one incident's claims; ``copies`` gives each report the id of its text (`copies.group_copies`)."""
    joined, index = Unions(), _index_by_outlet(claims, reports)
    names = _name_voices(claims)
    voices = {claim.id: _follow(claim, names, index) for claim in claims}
    voices = _credit(claims, voices)
    for claim in claims:
        own = _own(claim.report)
        joined.join(own, f"text {copies.get(claim.report, claim.report)}")
        report = reports.get(claim.report)
        if report is not None and report.source:
            joined.join(own, f"voice {find_outlet(report.source)}")
    _join_copied(claims, voices, joined)
    join_spellings((voice.removeprefix("voice ") for voice in voices.values() if voice.startswith("voice ")), claims, joined)
    grouped = defaultdict[str, list[Claim]](list)
    for claim in claims:
        grouped[joined.find(voices[claim.id])].append(claim)
    return tuple(
        sorted((_make_origin(group, reports) for group in grouped.values()), key=lambda origin: (origin.name, origin.claims))
    )


def _own(report: str) -> str:
    return f"report {report}"


def _name_voices(claims: Iterable[Claim]) -> dict[str, str]:
    """Name the voice of each claim: whom its report credits, or the report itself."""
    told = sorted(claims, key=lambda claim: (claim.report, claim.quote.start, claim.id))
    voices, named = {claim.id: find_voice(claim) for claim in told}, _list_named(told)
    names = {id: f"voice {voice}" if voice is not None else "" for id, voice in voices.items()}
    heard, credited = _find_heard(told), defaultdict[tuple[str, str], list[Claim]](list)
    for claim in told:
        voice = voices[claim.id]
        if voice is not None:
            names[claim.id] = f"voice {_find_first(voice, named[claim.report])}"
            credited[claim.report, claim.harm].append(claim)
        else:
            names[claim.id] = _find_unnamed(claim, heard, named.get(claim.report, ()))
    for claim in told:
        if [speaker.kind for speaker in claim.speakers] == ["media"]:
            names[claim.id] = _find_source(claim, credited[claim.report, claim.harm], names)
    return names


def _list_named(told: Iterable[Claim]) -> dict[str, list[str]]:
    """List the named speakers of each report, in the order in which it brings them."""
    named = defaultdict[str, list[str]](list)
    for claim in told:
        for speaker in claim.speakers:
            name = find_outlet(speaker.name or speaker.text)
            if is_named(speaker) and name not in named[claim.report]:
                named[claim.report].append(name)
    return named


def _find_first(voice: str, named: Sequence[str]) -> str:
    """Find for whom a named speaker speaks in the end: "his spokesman" for the chief, "the chief" for the one called so by name."""
    seen = [voice]
    while len(seen) < _FOLLOW_AT_MOST:
        onward = find_principal(seen[-1], named[: named.index(seen[-1])], named)
        if onward is None or onward in seen:
            break
        seen.append(onward)
    return seen[-1]


def _find_unnamed(claim: Claim, heard: Mapping[tuple[str, str], str], named: Sequence[str]) -> str:
    """Find the voice of a claim that credits nobody by name: through whom the report has the source, or whose officer it is."""
    if not claim.speakers:
        return _own(claim.report)
    bodies = {name for name in named if is_member(claim.speakers[0], name)}
    body = f"voice {_find_first(bodies.pop(), named)}" if len(bodies) == 1 else _own(claim.report)
    return heard.get((claim.report, claim.speakers[0].text.casefold()), body)


def is_own(names: Mapping[str, str], claim: Claim) -> bool:
    """Whether a claim is told in its report's own voice."""
    return names[claim.id] == _own(claim.report)


def _find_heard(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """Find through whom a report has its unnamed speakers: "a security source" who told Alsumaria, and later "the source said"."""
    heard = dict[tuple[str, str], str]()
    for claim in claims:
        voice = find_voice(claim)
        if voice is not None and len(claim.speakers) > 1:
            heard.setdefault((claim.report, claim.speakers[0].text.casefold()), f"voice {voice}")
    return heard


def _credit(claims: Sequence[Claim], voices: Mapping[str, str]) -> dict[str, str]:
    """Give what a report says itself the one voice that it credits: with a number for that number, without one for all it tells.

    A part has the voice of its total.
    """
    credited = defaultdict[str, list[Claim]](list)
    for claim in claims:
        if not is_own(voices, claim):
            credited[claim.report].append(claim)
    made = dict(voices)
    for claim in claims:
        others = [] if claim.speakers else credited[claim.report]
        alike = [other for other in others if other.harm == claim.harm]
        unnumbered = claim.count.bound == "unknown_plural"
        chosen = (alike or others) if unnumbered else [other for other in alike if _may_be_one(claim, other)]
        found = {voices[other.id] for other in chosen}
        if len(found) == 1 and (unnumbered or len(chosen) == len(alike)):
            made[claim.id] = found.pop()
    return made | {part: made[total] for part, total in _list_parts(claims).items()}


def _list_parts(claims: Sequence[Claim]) -> dict[str, str]:
    """List the parts that credit nobody, each with its total: who told the total told "three of the dead were children"."""
    known = {claim.id: claim for claim in claims}
    totals = dict[str, str]()
    for claim in claims:
        total = claim
        for _ in range(_FOLLOW_AT_MOST):
            total = known.get(total.part_of or "", total)
        if total is not claim and not claim.speakers:
            totals[claim.id] = total.id
    return totals


def _find_source(claim: Claim, credited: Iterable[Claim], names: Mapping[str, str]) -> str:
    """Find whom an outlet heard that a report cites: of the same harm and number the report then quotes the chain itself."""
    later = [other for other in credited if other.quote.start > claim.quote.start and len(other.speakers) > 1]
    voices = {names[other.id] for other in later if _may_be_one(claim, other)}
    return voices.pop() if len(voices) == 1 else names[claim.id]


def _index_by_outlet(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[tuple[str, str], list[Claim]]:
    """Index what each publisher's own reports say of each harm, and what an outlet is cited for as having it from another."""
    index = defaultdict[tuple[str, str], list[Claim]](list)
    for claim in claims:
        report = reports.get(claim.report)
        if report is not None and report.source:
            index[f"voice {find_outlet(report.source)}", claim.harm].append(claim)
        for outlet in list_retellers(claim):
            index[f"voice {outlet}", claim.harm].append(claim)
    return index


def _follow(claim: Claim, names: Mapping[str, str], index: Mapping[tuple[str, str], Sequence[Claim]]) -> str:
    """Follow the chain on: whoever is cited here may itself cite one other for the same harm and number."""
    voice, seen = names[claim.id], set[str]()
    for _ in range(_FOLLOW_AT_MOST):
        told = [other for other in index.get((voice, claim.harm), ()) if other.report != claim.report and _may_be_one(claim, other)]
        onward = {names[other.id] for other in told}
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
