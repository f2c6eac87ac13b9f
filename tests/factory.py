"""Make nouns for tests with every field defaulted: say what the test is about, and nothing else.

All people, places and crimes made here are fictional.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from civharm.model import (
    Actor,
    Bound,
    Claim,
    Count,
    DateRange,
    Group,
    Harm,
    Incident,
    Judgement,
    JudgementKind,
    Means,
    MeansCategory,
    Measure,
    Person,
    Place,
    Report,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    Victims,
    make_id,
    make_report,
)

_MEANS_WORDS: dict[str, str] = {"explosive": "air strike", "small_arms": "gunfire", "planted_explosive": "car bomb"}
_numbers = itertools.count(1)


def place(name: str = "Alphaville", **details: Any) -> Place:
    """A town that the gazetteer knows, or what the details say; ``id=None`` for one that it does not."""
    known: dict[str, Any] = {"id": f"test:{name.lower()}", "precision": 1, "path": ("Freedonia", "Northland")}
    return Place(text=name, start=0, end=len(name), name=name, **(known | details))


def day(first: str = "2016-11-02", last: str | None = None, **details: Any) -> DateRange:
    """A day, or the days from the first to the last."""
    return DateRange(text=first, start=0, end=len(first), from_on=first, to_on=last or first, **({"precision": 1} | details))


def speaker(text: str = "the Northland Health Office", kind: SpeakerKind = "official", **details: Any) -> Speaker:
    """A speaker whom a report credits."""
    return Speaker(text=text, start=0, end=len(text), kind=kind, **details)


def claim(
    id: str | None = None,
    *,
    report: str = "r1",
    harm: Harm = "killed",
    low: int | None = 3,
    high: int | None = -1,
    bound: Bound | None = None,
    quote: str | None = None,
    start: int = 0,
    victims: str = "people",
    status: Status = "unknown",
    groups: tuple[Group, ...] = (),
    people: Iterable[Person | str] = (),
    place: Place | str | None = None,
    date: DateRange | str | None = None,
    actor: Actor | str | None = None,
    means: Means | MeansCategory | None = None,
    speakers: Iterable[Speaker | str] = (),
    measure: Measure | str = "incident",
    unit: str = "person",
    **details: Any,
) -> Claim:
    """A claim: three people killed, by whom, where and when it is not said, unless the test says so.

    ``high`` defaults to ``low``; names and days may be given as words; ``id`` defaults to a hash of all that is said.
    """
    top = low if high == -1 else high
    words = quote if quote is not None else f"{low} {victims} were {harm}."
    limit = bound or _bound(low, top)
    count = Count(text=str(low), start=start, end=start + 1, low=low, high=top, bound=limit, unit=unit)  # type: ignore[arg-type]
    who = Victims(text=victims, start=start, end=start, status=status, groups=groups, people=tuple(map(_person, people)))
    made = {
        "report": report,
        "quote": Span(words, start, start + len(words)),
        "trigger": Span(harm, start, start + len(harm)),
        "harm": harm,
        "victims": who,
        "count": count,
        "measure": Measure(kind=measure) if isinstance(measure, str) else measure,  # type: ignore[arg-type]
        "place": _place(place),
        "date": day(date) if isinstance(date, str) else date,
        "actor": _actor(actor),
        "means": _means(means),
        "speakers": tuple(speaker(s) if isinstance(s, str) else s for s in speakers),
    }
    facts = sorted((made | details).items(), key=lambda item: item[0])
    return Claim(id=id or make_id(*facts), **(made | details))  # type: ignore[arg-type]


def report(id: str = "r1", text: str | None = None, **details: Any) -> Report:
    """A report; its text tells its id where none is given, so that no two are copies by chance."""
    words = text if text is not None else f"Report {id} tells of harm.\n\nIt was written as number {id} in the office of {id}."
    return make_report(id, words, **details)


def judgement(
    kind: JudgementKind, *about: str, by: str = "a recorder", at: str = "2020-01-01T00:00:00Z", **details: Any
) -> Judgement:
    """A person's decision about one id or two."""
    return Judgement(id=details.pop("id", make_id(kind, *about, at)), kind=kind, about=about, by=by, at=at, **details)


def incident(id: str | None = None, claims: Sequence[Claim | str] = ("c1",), **details: Any) -> Incident:
    """An incident of some claims, given as claims or as ids."""
    ids = tuple(sorted(c if isinstance(c, str) else c.id for c in claims))
    return Incident(id=id or f"incident-{next(_numbers)}", claims=ids, **details)


def _bound(low: int | None, high: int | None) -> Bound:
    return "unknown_plural" if low is None else "at_least" if high is None else "exact" if low == high else "range"


def _person(value: Person | str) -> Person:
    return value if isinstance(value, Person) else Person(text=value, start=0, end=len(value), name=value)


def _place(value: Place | str | None) -> Place | None:
    return globals()["place"](value) if isinstance(value, str) else value


def _actor(value: Actor | str | None) -> Actor | None:
    return Actor(text=value, start=0, end=len(value), name=value) if isinstance(value, str) else value


def _means(value: Means | str | None) -> Means | None:
    if not isinstance(value, str):
        return value
    words = _MEANS_WORDS.get(value, value)
    return Means(text=words, start=0, end=len(words), category=value)  # type: ignore[arg-type]
