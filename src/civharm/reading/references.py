"""Read across phrases and sentences: parts of a total, "this number has fallen", second mentions, actors named just before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from civharm.model import Claim, Count, Report, Span, Victims, make_id
from civharm.reading.claims import MADE_BY, SURE_OF_SLOT, with_groups
from civharm.reading.mentions import Mention
from civharm.reading.quantities import find_quantities
from civharm.reading.relations import is_part
from civharm.reading.selection import Found
from civharm.reading.sentences import Sentence

_ANAPHOR = re.compile(
    r"\b(?:this|that|the)\s+(?:number|figure|toll|total|tally|count)\b[^.;]{0,60}?\b(?:to|at|is|was|reached|now|stood|stands|exceeds)\s+",
    re.I,
)
_DEFINITE = re.compile(r"^(?:the|these|those|them|they|both|all|some of|others?)\b", re.I)
_GENERIC = frozenset(
    "victims dead them they those people casualties bodies others all both wounded injured deaths civilians killings".split()
)
# How many sentences back a number, an actor or a means may be taken from.
REACH = 3


def link_parts(claims: Sequence[Claim], found: Sequence[Found], sentences: Sequence[Sentence]) -> list[Claim]:
    """Give each part the id of its total: the nearest number of the same harm before it that can hold it, else after it.

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
    before = list(range(number - 1, max(-1, number - 8), -1))
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


def _anaphor(
    sentence: Sentence, match: re.Match[str], text: str, start: int, quantity: object, model: Claim, report: Report
) -> Claim:
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


def drop_second_mentions(claims: Sequence[Claim], headlines: Sequence[Sentence] = ()) -> list[Claim]:
    """Leave out second mentions: a number told again with nothing new, and words that only refer back ("the victims", "them").

    Of mentions with the same harm, figures and kind of victims the most telling stays, and each that credits another speaker.
    """
    titles = {sentence.start for sentence in headlines}
    body = [c for c in claims if c.quote.start not in titles]
    claims = [c for c in claims if c.quote.start not in titles or not any(_headline_of(c, other) for other in body)]
    kept = [claim for n, claim in enumerate(claims) if not _is_told_better(claim, n, claims)]
    return _without_dangling_parts([c for n, c in enumerate(kept) if not any(_refers_back(c, other) for other in kept[:n])])


def _headline_of(claim: Claim, other: Claim) -> bool:
    """Whether a headline's number is that of a claim in the body, where the words around it ("at least") are told in full."""
    said = {claim.count.low, claim.count.high} - {None}
    told = {other.count.low, other.count.high} - {None}
    return (
        claim.harm == other.harm
        and claim.count.bound != "unknown_plural"
        and bool(said & told)
        and claim.modality == other.modality
    )


def _is_told_better(claim: Claim, number: int, claims: Sequence[Claim]) -> bool:
    """Whether another claim says the same with more: a speaker where this has none, or more slots, or first."""
    return any(
        n != number and _says_the_same(claim, other) and _telling(other, n) > _telling(claim, number)
        for n, other in enumerate(claims)
    )


def _says_the_same(claim: Claim, other: Claim) -> bool:
    if claim.count.bound == "unknown_plural" and (claim.count.low or 0) <= 2:
        return False
    mine, yours = (
        (
            c.harm,
            c.count.low,
            c.count.high,
            c.count.bound,
            c.count.unit,
            c.measure.kind,
            c.modality,
            c.background,
            c.part_of is None,
        )
        for c in (claim, other)
    )
    return mine == yours and _same_people(claim, other) and (not claim.speakers or _credited(claim) == _credited(other))


def _same_people(claim: Claim, other: Claim) -> bool:
    """Whether two phrases can name the same people: the same groups, a status that does not contradict, the same names."""
    mine, yours = claim.victims, other.victims
    statuses = {mine.status, yours.status} - {"unknown"}
    if claim.count.low == 1:
        return mine.text.lower() == yours.text.lower()
    return len(statuses) < 2 and set(mine.groups) == set(yours.groups)


def _credited(claim: Claim) -> tuple[str, ...]:
    return tuple(s.text.lower() for s in claim.speakers)


def _telling(claim: Claim, number: int) -> tuple[int, int, int]:
    """How much a mention tells: speakers first, then slots of its own, then the earlier one."""
    slots = sum(slot is not None for slot in (claim.actor, claim.means)) + len(claim.quote.text) // 80
    return (len(claim.speakers), slots, -number)


def _refers_back(claim: Claim, other: Claim) -> bool:
    """Whether an uncounted phrase only points to people told before: "the victims", "them", or the same noun again."""
    if claim.count.bound != "unknown_plural" or (claim.count.low or 0) > 2 or not _DEFINITE.match(claim.victims.text):
        return False
    same = other.harm == claim.harm and other.modality == claim.modality and _credited(other) == _credited(claim)
    last = claim.victims.text.lower().split()[-1]
    return same and (last in _GENERIC or last in other.victims.text.lower())


def _without_dangling_parts(claims: Sequence[Claim]) -> list[Claim]:
    ids = {claim.id for claim in claims}
    return [claim if claim.part_of in ids or claim.part_of is None else replace(claim, part_of=None) for claim in claims]


def resolve_mentions(found: Sequence[Found], sentences: Sequence[Sentence], asked: Mapping[int, Sequence[Mention]]) -> list[Found]:
    """Put the people meant in the place of "them" and "the small family", where the words just before name or count them.

    ``asked`` holds all phrases of each sentence that may name people, by the sentence's start.
    """
    return [replace(item, mention=_antecedent(item, sentence, asked)) for item, sentence in zip(found, sentences, strict=True)]


def _antecedent(item: Found, sentence: Sentence, asked: Mapping[int, Sequence[Mention]]) -> Mention:
    mention = item.mention
    before = [
        m
        for start in sorted(asked)
        if sentence.start - 400 <= start <= sentence.start
        for m in asked[start]
        if m.end <= mention.start
    ]
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start].lower()
    if mention.kind == "pronoun":
        plural = words in _PLURAL_PRONOUNS
        kinds = ("counted", "plural", "group") if plural else ("single", "named") if words in _SINGULAR_PRONOUNS else ()
        meant = (m for m in reversed(before) if m.kind in kinds and not _does_it(sentence, m, item.trigger.word))
        return next((_standing_in(m, mention) for m in meant), mention)
    if mention.kind in ("group", "plural") and words.startswith(("the ", "these ", "those ")) and mention.noun is not None:
        same = (m for m in reversed(before) if m.kind == "counted" and m.noun is not None and m.noun.word == mention.noun.word)
        return next((replace(mention, kind="counted", quantity=m.quantity) for m in same), mention)
    return mention


def _does_it(sentence: Sentence, mention: Mention, verb: int) -> bool:
    """Whether a phrase is the subject of the harm verb, or of the verb that it is joined to: then it is no victim."""
    if not sentence.start <= mention.start < sentence.end:
        return False
    word = sentence.words[mention.head]
    return word.dep == "nsubj" and word.head in (verb, sentence.words[verb].head)


_PLURAL_PRONOUNS = frozenset("them they those themselves all most both".split())
_SINGULAR_PRONOUNS = frozenset("him her he she himself herself".split())


def _standing_in(named: Mention, pronoun: Mention) -> Mention:
    """The phrase that a pronoun stands for, in the pronoun's place in the sentence."""
    return replace(named, head=pronoun.head)


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
    near = [
        c for c in (*reversed(before), *first) if c.measure.kind == "incident" and c.modality == "occurred" and not c.background
    ]
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
