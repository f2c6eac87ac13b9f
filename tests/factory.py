"""Make nouns for tests with every field defaulted: a test names only what its rule is about."""

from __future__ import annotations

from typing import Any

from civharm.model import (
    Actor,
    Claim,
    Count,
    DateRange,
    Incident,
    Judgement,
    Means,
    Measure,
    Origin,
    Place,
    Report,
    Span,
    Speaker,
    Victims,
    Voices,
    make_id,
    make_report,
)  # fmt: skip


def claim(
    low: int | None = 1,
    high: int | str | None = "low",
    *,
    id: str | None = None,
    report: str = "r1",
    harm: str = "killed",
    sentence: str | None = None,
    words: str | None = None,
    at: int = 0,
    bound: str | None = None,
    unit: str = "person",
    status: str = "unknown",
    groups: tuple[str, ...] = (),
    people: tuple[Any, ...] = (),
    kind: str = "incident",
    speakers: tuple[Speaker | str, ...] = (),
    actor: Actor | str | None = None,
    means: Means | str | None = None,
    place: Place | str | None = None,
    date: DateRange | str | None = None,
    trigger: str | None = None,
    **more: Any,
) -> Claim:
    """Make a claim of ``low`` to ``high`` people (``high`` left out: exactly ``low``).

    ``sentence`` is the quote, which begins at ``at`` in the report; ``words`` is the victims' phrase inside it.
    """
    top = low if isinstance(high, str) else high
    words = words or (sentence if sentence else f"{low} people")
    sentence = sentence or f"{words} were harmed."
    start = at + max(0, sentence.find(words))
    trigger = trigger or next((w for w in ("killed", "died", "injured", "wounded", "dead") if w in sentence), sentence[-7:-1])
    harmed = at + max(0, sentence.find(trigger))
    bound = bound or (
        "exact" if low == top and low is not None else "at_least" if top is None else "at_most" if low is None else "range"
    )
    return Claim(
        id=id or make_id(report, at, sentence, words, low, top, harm, kind, speakers, more),
        report=report,
        quote=Span(sentence, at, at + len(sentence)),
        trigger=Span(trigger, harmed, harmed + len(trigger)),
        harm=harm,  # type: ignore[arg-type]
        victims=Victims(text=words, start=start, end=start + len(words), status=status, groups=groups, people=people),  # type: ignore[arg-type]
        count=Count(text=words, start=start, end=start + len(words), low=low, high=top, bound=bound, unit=unit),  # type: ignore[arg-type]
        measure=more.pop("measure", None) or Measure(kind=kind),  # type: ignore[arg-type]
        speakers=tuple(s if isinstance(s, Speaker) else Speaker(text=s, start=None, end=None) for s in speakers),
        actor=Actor(text=actor, start=None, end=None, name=actor) if isinstance(actor, str) else actor,
        means=Means(text=means, start=None, end=None, category=means) if isinstance(means, str) else means,  # type: ignore[arg-type]
        place=Place(text=place, start=None, end=None, name=place) if isinstance(place, str) else place,
        date=DateRange(text=date, start=None, end=None, from_on=date, to_on=date, precision=1) if isinstance(date, str) else date,
        **more,
    )


def report(id: str = "r1", text: str = "A report.", **more: Any) -> Report:
    """Make a report."""
    return make_report(id, text, **more)


def incident(*claims: Claim, id: str = "i1", origins: dict[str, tuple[Claim, ...]] | None = None, **more: Any) -> Incident:
    """Make an incident as linking hands it over; without ``origins`` every report is an origin of its own."""
    grouped = origins if origins is not None else {
        f"report {r}": tuple(c for c in claims if c.report == r) for r in sorted({c.report for c in claims})
    }  # fmt: skip
    made = tuple(
        Origin(name=name, claims=tuple(c.id for c in told), reports=tuple(sorted({c.report for c in told})))
        for name, told in sorted(grouped.items())
    )
    reports = {c.report for c in claims}
    voices = Voices(addresses=len(reports), texts=len(reports), origins=len(made))
    return Incident(id=id, claims=tuple(sorted(c.id for c in claims)), origins=made, voices=more.pop("voices", voices), **more)


def judgement(kind: str = "accept", about: tuple[str, ...] = ("i1",), **more: Any) -> Judgement:
    """Make a judgement."""
    values: dict[str, Any] = {"id": make_id(kind, about, more), "by": "a person", "at": "2024-01-01T00:00:00Z", **more}
    return Judgement(kind=kind, about=about, **values)  # type: ignore[arg-type]
