"""Make claims from sentences, for tests about arithmetic: the words around a number matter here, so quote and offsets are real.

All people, places and crimes made here are fictional.
"""

from __future__ import annotations

from typing import Any

from civharm.model import Actor, Claim, Count, Incident, Judgement, Measure, Origin, Place, Span, Speaker, Victims, Voices, make_id
from factory import judgement as judge
from factory import report

__all__ = ["claim", "incident", "judgement", "report"]
_TRIGGERS = ("killed", "died", "injured", "wounded", "dead")


def claim(low: int | None = 1, high: int | str | None = "low", **details: Any) -> Claim:
    """Make a claim of ``low`` to ``high`` people (``high`` left out: exactly ``low``).

    ``sentence`` is the quote, which begins at ``at`` in the report; ``words`` is the victims' phrase inside it.
    """
    top = low if isinstance(high, str) else high
    words = details.pop("words", None) or details.get("sentence") or f"{low} people"
    sentence = details.pop("sentence", None) or f"{words} were harmed."
    at = details.pop("at", 0)
    start = at + max(0, sentence.find(words))
    trigger = next((word for word in _TRIGGERS if word in sentence), sentence[-7:-1])
    harmed = at + max(0, sentence.find(trigger))
    victims = {key: details.pop(key) for key in ("status", "groups", "people") if key in details}
    count = {"bound": details.pop("bound", None) or _bound(low, top), "unit": details.pop("unit", "person")}
    kind, name, place = details.pop("kind", "incident"), details.pop("actor", None), details.pop("place", None)
    speakers = tuple(s if isinstance(s, Speaker) else Speaker(text=s, start=None, end=None) for s in details.pop("speakers", ()))
    made: dict[str, Any] = {
        "report": "r1",
        "harm": "killed",
        "quote": Span(sentence, at, at + len(sentence)),
        "trigger": Span(trigger, harmed, harmed + len(trigger)),
        "victims": Victims(text=words, start=start, end=start + len(words), **victims),
        "count": Count(text=words, start=start, end=start + len(words), low=low, high=top, **count),
        "measure": Measure(kind=kind),
        "speakers": speakers,
        "actor": Actor(text=name, start=None, end=None, name=name) if name else None,
        "place": Place(text=place, start=None, end=None, name=place) if isinstance(place, str) else place,
        **details,
    }
    return Claim(**{"id": make_id(*sorted(map(str, made.items()))), **made})


def _bound(low: int | None, high: int | None) -> str:
    if low == high and low is not None:
        return "exact"
    return "at_least" if high is None else "at_most" if low is None else "range"


def incident(*claims: Claim, origins: dict[str, tuple[Claim, ...]] | None = None, **more: Any) -> Incident:
    """Make an incident as linking hands it over; without ``origins`` every report is an origin of its own."""
    reports = sorted({c.report for c in claims})
    grouped = origins if origins is not None else {f"report {r}": tuple(c for c in claims if c.report == r) for r in reports}
    made = tuple(
        Origin(name=name, claims=tuple(c.id for c in told), reports=tuple(sorted({c.report for c in told})))
        for name, told in sorted(grouped.items())
    )
    voices = Voices(addresses=len(reports), texts=len(reports), origins=len(made))
    return Incident(id="i1", claims=tuple(sorted(c.id for c in claims)), origins=made, voices=more.pop("voices", voices), **more)


def judgement(kind: Any, about: tuple[str, ...], **more: Any) -> Judgement:
    """Make a person's judgement."""
    return judge(kind, *about, by="a person", **more)
