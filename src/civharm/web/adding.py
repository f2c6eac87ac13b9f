"""Make the claim that the reader missed, of the words that a person marked in a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from civharm.model import HARMS, Actor, Claim, Count, Harm, Place, Report, Span, Speaker, Victims, make_id
from civharm.reading.harms import find_harm_said
from civharm.reading.quantities import parse_quantity
from civharm.reading.speaker_kinds import find_speaker_kind
from civharm.reading.victim_status import describe_victims
from civharm.web.forms import STATUSES, FormError, Known, check_choice, make_actor, make_date, make_place, parse_number
from civharm.web.marking import find_sentence, find_words

Locate = Callable[[Claim, Report], Claim]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report that were marked."""

    text: str
    start: int
    end: int


def find_marked(report: Report, form: Mapping[str, str], name: str, what: str) -> Words | None:
    """Find the words that a form names, in the report: at the place that was marked, or at the only place where they stand.

    Raises FormError where the report does not hold them, or holds them more than once and nothing says which is meant.
    """
    words = form.get(name, "").strip()
    if not words:
        return None
    marked = _find_at(report, words, form.get(f"{name}_at", ""), form.get(f"{name}_to", ""))
    if marked is not None:
        return marked
    places = find_words(report.text, words)
    if not places:
        raise FormError(f"{what}: the report does not hold the words “{words[:80]}”; copy them as they are written")
    if len(places) > 1:
        raise FormError(f"{what}: “{words[:80]}” stands there {len(places)} times; mark them in the text, or copy more words")
    return Words(words, places[0], places[0] + len(words))


def _find_at(report: Report, words: str, at: str, to: str) -> Words | None:
    """The words where they were marked; ``None`` where what was typed since is not what stands there."""
    if not (at.isdecimal() and len(at) < 10 and (to == "" or (to.isdecimal() and len(to) < 10))):
        return None
    start, end = int(at), int(to) if to else int(at) + len(words)
    there = report.text[start:end]
    return Words(there, start, end) if there.strip() == there and there.split() == words.split() else None


def make_added(report: Report, form: Mapping[str, str], known: Known, locate: Locate) -> Claim:
    """Make the claim of the words that were marked. Raises FormError that says what is missing.

    The number, the victims' status, place and date are read from the words where the form leaves them open. The id is the one that
    a reader gives a claim on these words, so that a later reader that finds it finds it reviewed.
    """
    victims = find_marked(report, form, "victims", "the people harmed")
    if victims is None:
        raise FormError("mark or type the words that name the people harmed, as “12 people”")
    start, end = find_sentence(report, victims.start)
    end = max(end, victims.end)
    trigger = find_marked(report, form, "trigger", "the words of harm") or victims
    harm = _find_harm(form.get("harm", "").strip(), trigger.text)
    speaker = find_marked(report, form, "speaker", "who says so")
    count = _make_count(form.get("number", "").strip(), victims)
    slots: dict[str, Any] = {"harm": harm, "count": count, "victims": _make_victims(form, victims)}
    if speaker is not None:
        slots["speakers"] = (
            Speaker(text=speaker.text, start=speaker.start, end=speaker.end, kind=find_speaker_kind(speaker.text)),
        )
    claim = Claim(
        id=make_id(report.id, report.sha256, harm, victims.start, victims.end),
        report=report.id,
        quote=Span(report.text[start:end], start, end),
        trigger=Span(trigger.text, trigger.start, trigger.end),
        **slots,
    )
    return _with_typed(locate(claim, report), report, form, known)


def _find_harm(typed: str, words: str) -> Harm:
    if typed:
        return cast(Harm, check_choice(typed, "harm", HARMS))
    said = find_harm_said(words)
    if said is None:
        raise FormError(f"“{words[:60]}” says no harm by itself: mark the words of harm, or choose the harm")
    return said


def _make_count(typed: str, words: Words) -> Count:
    if typed:
        low, high, bound = parse_number(typed)
        return Count(text=words.text, start=words.start, end=words.end, low=low, high=high, bound=bound)
    found = parse_quantity(words.text)
    if found is None:
        raise FormError("type the number, or ? where none is said")
    start = words.start + found.start
    return Count(
        text=found.text,
        start=start,
        end=start + len(found.text),
        low=found.low,
        high=found.high,
        bound=found.bound,
        unit=found.unit_hint,
    )


def _make_victims(form: Mapping[str, str], words: Words) -> Victims:
    status, groups = describe_victims(words.text)
    typed = form.get("status", "")
    chosen: Any = check_choice(typed, "status", STATUSES) if typed else status
    return Victims(text=words.text, start=words.start, end=words.end, status=chosen, groups=groups)


def _with_typed(claim: Claim, report: Report, form: Mapping[str, str], known: Known) -> Claim:
    """What was marked or typed of place, actor and date stands before what was found."""
    typed = {name: form.get(name, "").strip() for name in ("place", "actor", "from", "to")}
    if typed["place"]:
        at = _find_at(report, typed["place"], form.get("place_at", ""), form.get("place_to", ""))
        where = Place(text=at.text, start=at.start, end=at.end, name=typed["place"]) if at else None
        claim = replace(claim, place=make_place(typed["place"], where, known))
    if typed["actor"]:
        at = _find_at(report, typed["actor"], form.get("actor_at", ""), form.get("actor_to", ""))
        who = Actor(text=at.text, start=at.start, end=at.end, name=typed["actor"]) if at else None
        claim = replace(claim, actor=make_actor(typed["actor"], who, known))
    if typed["from"] or typed["to"]:
        claim = replace(claim, date=make_date(typed["from"], typed["to"], None))
    return claim
