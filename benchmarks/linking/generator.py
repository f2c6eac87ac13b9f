"""Make a corpus of claims in which it is known which are about one incident. Fictional: every town, person and deed is made up.

The corpus varies as news does: one report in ten gives no date and one in ten only the province; towns have up to three incidents
on a day, with other means, targets and numbers; tolls rise while reports come in; reports leave out the actor or the means, copy
each other, retell an old incident of the town, or tell two incidents of the province at once. The density (incidents by town and
day) does not depend on the size. The same seed gives the same corpus.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from fictional_words import ACTORS, LEADS, OUTLETS, SPEAKERS
from world import Deed, make_deeds

from civharm.model import (
    Actor,
    Claim,
    Count,
    DateRange,
    Means,
    Measure,
    Person,
    Place,
    Report,
    Span,
    Speaker,
    Victims,
    make_id,
)

_START = date(2012, 1, 1)
_MEASURE = Measure()
_MOST_CLAIMS = 4
"""So many claims at most a report makes of one deed: each deed's are numbered from a multiple of it, so that no two are one."""


@dataclass(slots=True)
class Corpus:
    """Claims, reports, and the incident of each claim."""

    claims: list[Claim] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)


def make_corpus(incidents: int, seed: int = 1, prefix: str = "") -> Corpus:
    """Make a corpus of about ten claims an incident."""
    rng = random.Random(seed)
    deeds = list(make_deeds(incidents, rng))
    corpus = Corpus()
    by_town: dict[str, list[Deed]] = {}
    for deed in deeds:
        by_town.setdefault(deed.town.exact.name, []).append(deed)
    for deed in deeds:
        _tell(deed, by_town[deed.town.exact.name], corpus, rng, prefix)
    return corpus


def _tell(deed: Deed, neighbours: list[Deed], corpus: Corpus, rng: random.Random, prefix: str) -> None:
    """Tell one incident in several reports, of which one in five copies another."""
    told: list[tuple[Report, list[Claim]]] = []
    for at in range(min(12, 1 + int(rng.expovariate(0.22)))):
        id = f"{prefix}{deed.number}-{at}"
        if told and rng.random() < 0.2:
            _add(corpus, *_copy(*rng.choice(told), id, rng), [deed.number] * 99)
            continue
        deeds = [deed]
        old = [other for other in neighbours if other.on < deed.on - 20]
        if old and rng.random() < 0.05:
            deeds.append(rng.choice(old))
        report, claims, truth = _report(id, deeds, rng)
        told.append((report, claims)) if len(deeds) == 1 else None
        _add(corpus, report, claims, truth)


def _add(corpus: Corpus, report: Report, claims: list[Claim], truth: list[int]) -> None:
    corpus.reports.append(report)
    corpus.claims.extend(claims)
    corpus.truth.update(zip((claim.id for claim in claims), truth, strict=False))


def _copy(report: Report, claims: list[Claim], id: str, rng: random.Random) -> tuple[Report, list[Claim]]:
    ids = {claim.id: make_id(id, at) for at, claim in enumerate(claims)}
    copied = [replace(claim, id=ids[claim.id], report=id, part_of=ids.get(claim.part_of or "")) for claim in claims]
    return replace(report, id=id, source=rng.choice(OUTLETS)), copied


def _report(id: str, deeds: list[Deed], rng: random.Random) -> tuple[Report, list[Claim], list[int]]:
    lag = min(rng.choices((0, 1, 2, 3, 5, 9), (40, 30, 12, 8, 6, 4))[0], 9)
    published = deeds[0].on + lag
    text, claims, truth = "", [], []
    for deed in deeds:
        background = deed is not deeds[0]
        for sentence, made in _sentences(id, deed, lag, background, len(text), _MOST_CLAIMS * deeds.index(deed), rng):
            text += sentence + " "
            claims += made
            truth += [deed.number] * len(made)
    day = (_START + timedelta(days=published)).isoformat()
    report = Report(id=id, text=text, sha256=id, source=rng.choice(OUTLETS), published_on=day)
    return report, claims, truth


def _sentences(
    id: str, deed: Deed, lag: int, background: bool, start: int, made: int, rng: random.Random
) -> Iterator[tuple[str, list[Claim]]]:
    place, when = _choose_place(deed, rng), _choose_date(deed, background, rng)
    actor = _choose_actor(deed, rng)
    means = None if rng.random() < 0.25 else Means(text=deed.words, start=0, end=1, category=deed.means)
    speaker = rng.choice(SPEAKERS)
    shared: dict[str, Any] = {
        "report": id,
        "place": place,
        "date": when,
        "actor": actor,
        "means": means,
        "background": background,
        "speakers": (speaker,) if rng.random() < 0.5 else (),
        "measure": _MEASURE,
    }
    low, high, words = _count(deed.killed, lag, rng)
    sentence = _say(deed, words, "killed", place.name if place else "the area", speaker, rng)
    people = tuple(Person(text=name, start=0, end=1, name=name) for name in deed.people) if rng.random() < 0.6 else ()
    quote = Span(sentence, start, start + len(sentence))
    first = _claim(id, made, quote, "killed", low, high, deed.victims, people, shared)
    claims = [first]
    if deed.killed > 3 and rng.random() < 0.25:
        part = rng.randrange(1, deed.killed)
        claims.append(_claim(id, made + 1, quote, "killed", part, part, "women", (), shared | {"part_of": first.id}))
    if deed.injured and rng.random() < 0.65:
        hurt = _count(deed.injured, lag, rng)
        claims.append(_claim(id, made + 2, quote, "injured", hurt[0], hurt[1], deed.victims, (), shared))
    yield sentence, claims
    if rng.random() < 0.3 and not background:
        again = _say(deed, words, "killed", "the town", speaker, rng)
        where = Span(again, start + len(sentence) + 1, start + len(sentence) + 1 + len(again))
        bare = shared | {"place": None, "date": None}
        yield again, [_claim(id, made + 3, where, "killed", low, high, deed.victims, (), bare)]


def _claim(
    id: str,
    at: int,
    quote: Span,
    harm: Any,
    low: int | None,
    high: int | None,
    victims: str,
    people: tuple[Person, ...],
    rest: dict[str, Any],
) -> Claim:
    bound: Any = "exact" if low == high else "at_least"
    count = Count(text=str(low), start=quote.start, end=quote.end, low=low, high=high, bound=bound)
    who = Victims(text=victims, start=quote.start, end=quote.end, people=people)
    return Claim(
        id=make_id(id, at), quote=quote, trigger=Span(harm, quote.start, quote.end), harm=harm, victims=who, count=count, **rest
    )


def _say(deed: Deed, words: str, verb: str, place: str, speaker: Speaker, rng: random.Random) -> str:
    detail = deed.detail if rng.random() < 0.5 else ""
    return (
        rng.choice(LEADS).format(
            n=words,
            victims=deed.victims if rng.random() < 0.7 else "people",
            verb=verb,
            means=deed.words,
            target=deed.target[rng.random() < 0.3],
            place=place,
            detail=detail,
            speaker=speaker.text,
        )
        + "."
    )


def _choose_place(deed: Deed, rng: random.Random) -> Place | None:
    draw = rng.random()
    return deed.town.province if draw < 0.10 else deed.town.misspelt if draw < 0.13 else deed.town.exact


def _choose_date(deed: Deed, background: bool, rng: random.Random) -> DateRange | None:
    draw = rng.random()
    if draw < 0.10:
        return None
    first = last = deed.on
    if draw < 0.16:
        first, last = deed.on - deed.on % 7, deed.on - deed.on % 7 + 6
    if draw > 0.97:
        first = last = deed.on + 1
    start, end = ((_START + timedelta(days=day)).isoformat() for day in (first, last))
    return DateRange(text=start, start=0, end=1, from_on=start, to_on=end, precision=1 if first == last else 3)


def _choose_actor(deed: Deed, rng: random.Random) -> Actor | None:
    draw = rng.random()
    if draw < 0.4:
        return None
    name = deed.actor if draw < 0.93 else rng.choice(ACTORS)
    return Actor(text=name, start=0, end=1, name=name)


def _count(number: int, lag: int, rng: random.Random) -> tuple[int | None, int | None, str]:
    """Tell a number as it was known: lower in the first days, rounded, or only as many."""
    draw = rng.random()
    known = number if lag > 1 or number < 4 else max(1, round(number * rng.uniform(0.75, 1.0)))
    if draw < 0.06 and number > 20:
        return 24, None, "dozens of"
    if draw < 0.15 and known:
        return known, None, f"at least {known}"
    if draw < 0.20:
        known = max(0, known + rng.choice((-1, 1)))
    return known, known, str(known)
