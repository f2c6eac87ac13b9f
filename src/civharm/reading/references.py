"""Read across phrases and sentences: parts of a total, "this number has fallen to 4,000", second mentions, actors named just before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from civharm.model import Claim, Count, Report, Span, Victims, make_id
from civharm.reading.claims import MADE_BY, SURE_OF_SLOT, with_groups
from civharm.reading.quantities import find_quantities
from civharm.reading.relations import is_part
from civharm.reading.selection import Found
from civharm.reading.sentences import Sentence

_ANAPHOR = re.compile(r"\b(?:this|that|the)\s+(?:number|figure|toll|total|tally|count)\b[^.;]{0,60}?\b(?:to|at|is|was|reached|now|stood|stands|exceeds)\s+", re.I)
_DEFINITE = re.compile(r"^(?:the|these|those|them|they|both|all|some of|others?)\b", re.I)
# How many sentences back a number, an actor or a means may be taken from.
REACH = 3


def link_parts(claims: Sequence[Claim], found: Sequence[Found], sentences: Sequence[Sentence]) -> list[Claim]:
    """Give each part the id of its total: the nearest number of the same harm before it that can hold it, else after it in the sentence.

    The groups of the parts are added to the total's.
    """
    linked = list(claims)
    for number, (claim, item, sentence) in enumerate(zip(claims, found, sentences, strict=True)):
        part = item.reading.part >= SURE_OF_SLOT if item.reading is not None else False
        if not (part or is_part(sentence, item.mention)):
            continue
        total = next(_totals(linked, number), None)
        if total is not None:
            linked[number] = replace(linked[number], part_of=linked[total].id)
            linked[total] = with_groups(linked[total], claim.victims.groups)
    return linked


def _totals(claims: Sequence[Claim], number: int) -> Iterator[int]:
    """Claims that can hold a part, the likeliest first."""
    part = claims[number]
    before = [n for n in range(number - 1, max(-1, number - 8), -1)]
    after = [n for n in range(number + 1, min(len(claims), number + 4)) if claims[n].quote == part.quote]
    for n in before + after:
        other = claims[n]
        if other.harm == part.harm and other.part_of is None and _can_hold(other, part) and other.count.unit == part.count.unit:
            yield n


def _can_hold(total: Claim, part: Claim) -> bool:
    low, most = part.count.low, total.count.high if total.count.high is not None else total.count.low
    if low is None or most is None or total.count.bound == "unknown_plural":
        return True
    return low <= most if total.count.high is not None else True


def read_anaphors(sentences: Sequence[Sentence], claims: Sequence[Claim], report: Report) -> list[Claim]:
    """Read numbers whose noun stands earlier: "10,000 were fleeing a day ... this number has decreased to 4,000"."""
    made = []
    for sentence in sentences:
        match = _ANAPHOR.search(sentence.text)
        model = next((c for c in reversed(claims) if c.quote.start <= sentence.start and c.count.bound != "unknown_plural"), None)
        if not match or model is None:
            continue
        quantity = next((q for q in find_quantities(sentence.text) if q.start >= match.end() - 1 and q.kind == "people"), None)
        start = sentence.start + quantity.start if quantity else 0
        if quantity is None or any(c.count.start < start + len(quantity.text) and start < c.count.end for c in claims):
            continue
        made.append(_anaphor(sentence, match, quantity.text, start, quantity, model, report))
    return made


def _anaphor(sentence: Sentence, match: re.Match[str], text: str, start: int, quantity: object, model: Claim, report: Report) -> Claim:
    end = start + len(text)
    q = next(q for q in find_quantities(sentence.text) if sentence.start + q.start == start)
    count = Count(text=text, start=start, end=end, low=q.low, high=q.high, bound=q.bound, unit=model.count.unit)
    cue_start = sentence.start + match.start()
    return replace(
        model,
        id=make_id(report.id, report.sha256, model.harm, start, end),
        quote=Span(sentence.text, sentence.start, sentence.end),
        trigger=Span(match.group().strip(), cue_start, cue_start + len(match.group().strip())),
        victims=Victims(text=text, start=start, end=end, status=model.victims.status, groups=model.victims.groups),
        count=count,
        measure=replace(model.measure, from_on=None, to_on=None),
        part_of=None,
        speakers=model.speakers if model.quote.start == sentence.start else (),
        actor=replace(model.actor, inferred=True) if model.actor else None,
        means=replace(model.means, inferred=True) if model.means else None,
        confidence=min(model.confidence, 0.6),
        made_by=f"{MADE_BY} reference",
    )


def drop_second_mentions(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out uncounted mentions that only refer back ("the victims", "them") where the same harm was told before."""
    kept: list[Claim] = []
    for claim in claims:
        refers = claim.count.bound == "unknown_plural" and (claim.count.low or 0) <= 2 and _DEFINITE.match(claim.victims.text)
        if refers and any(_same_deed(claim, other) for other in kept):
            continue
        kept.append(claim)
    return _without_dangling_parts(kept)


def _same_deed(claim: Claim, other: Claim) -> bool:
    return other.harm == claim.harm and other.modality == claim.modality and other.speakers == claim.speakers and other.id != claim.id


def _without_dangling_parts(claims: Sequence[Claim]) -> list[Claim]:
    ids = {claim.id for claim in claims}
    return [claim if claim.part_of in ids or claim.part_of is None else replace(claim, part_of=None) for claim in claims]


def infer_from_context(claims: Sequence[Claim]) -> list[Claim]:
    """Take actor and means from a claim close before, where this one says none; always marked as inferred.

    Only from the same happening as far as reading can tell (an incident, in the same paragraph's reach or the headline), and an
    actor never from another speaker's words.
    """
    filled: list[Claim] = []
    for number, claim in enumerate(claims):
        filled.append(_fill(claim, [filled[n] for n in range(max(0, number - 6), number)], filled[:1]))
    return filled


def _fill(claim: Claim, before: Sequence[Claim], first: Sequence[Claim]) -> Claim:
    if claim.measure.kind != "incident" or claim.modality != "occurred" or claim.background:
        return claim
    near = [c for c in (*reversed(before), *first) if c.measure.kind == "incident" and c.modality == "occurred" and not c.background]
    if claim.actor is None:
        donor = next((c for c in near if c.actor is not None and _may_lend_actor(c, claim)), None)
        if donor is not None and donor.actor is not None:
            claim = replace(claim, actor=replace(donor.actor, inferred=True))
    if claim.means is None:
        donor = next((c for c in near if c.means is not None and _is_close(c, claim)), None)
        if donor is not None and donor.means is not None:
            claim = replace(claim, means=replace(donor.means, inferred=True))
    return claim


def _is_close(donor: Claim, claim: Claim) -> bool:
    return claim.quote.start - donor.quote.end < 600


def _may_lend_actor(donor: Claim, claim: Claim) -> bool:
    said_alike = not donor.speakers or {s.text for s in donor.speakers} == {s.text for s in claim.speakers} or not claim.speakers
    same_dead = claim.victims.status != "combatant" or donor.victims.status == "combatant"
    return said_alike and same_dead and _is_close(donor, claim)
