"""Read the forms: what a person typed becomes slots of a claim, in the JSON shape of a claim, or a line that says what to do.

Words of the report are never rewritten by a form: a correction changes what they are read as.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from civharm.locating.day_ranges import find_precision
from civharm.model import HARMS, STATUSES, Actor, Bound, Claim, Count, DateRange, MeasureKind, Modality, Place, from_json, to_json
from civharm.publishing.site_words import say_place
from civharm.reading.quantities import parse_quantity

MODALITIES: tuple[Modality, ...] = get_args(Modality)
MEASURES: tuple[MeasureKind, ...] = get_args(MeasureKind)
MOST = 999_999_999  # people; what is larger is a slip of the finger
_LONGEST = 500  # characters of one field
_PLAIN = re.compile(r"(\d{1,9})(?:\s{0,3}(?:-|–|\bto\b)\s{0,3}(\d{1,9})|\s?(\+))?")
_UNSAID = ("?", "not said", "none said", "unknown")
_SIGNS = {
    ">=": "at least ",
    "≥": "at least ",
    ">": "more than ",
    "<=": "at most ",
    "≤": "at most ",
    "<": "fewer than ",
    "~": "about ",
}


class FormError(ValueError):
    """What was typed cannot be taken; says what to type instead."""


@dataclass(frozen=True, slots=True)
class Known:
    """The places and actors that the project's claims name, by how they are said, so that a form can name them too."""

    places: Mapping[str, Place]
    actors: Mapping[str, Actor]


def parse_number(typed: str) -> tuple[int | None, int | None, Bound]:
    """Parse how many, as people type it; words are read as a report's words are.

    >>> parse_number("12"), parse_number("10-15"), parse_number("12+"), parse_number("?")
    ((12, 12, 'exact'), (10, 15, 'range'), (12, None, 'at_least'), (None, None, 'unknown_plural'))
    >>> parse_number("more than 12"), parse_number("<= 20"), parse_number("dozens")
    ((13, None, 'more_than'), (None, 20, 'at_most'), (24, None, 'unknown_plural'))
    >>> parse_number("many of them")
    Traceback (most recent call last):
    ...
    civharm.web.forms.FormError: “many of them” is no number: type 12, 10-15, 12+, at least 12, up to 20, about 30, dozens or ?
    """
    words = " ".join(typed.split()).lower()
    if words in _UNSAID:
        return None, None, "unknown_plural"
    plain = _PLAIN.fullmatch(words.replace(",", ""))
    if plain:
        return _parse_plain(int(plain[1]), plain[2], bool(plain[3]))
    for sign, said in _SIGNS.items():
        if words.startswith(sign):
            words = said + words[len(sign) :].strip()
            break
    found = parse_quantity(words) if len(words) < 60 else None
    if found is None or found.start > 0 or found.end < len(words) or max(found.low or 0, found.high or 0) > MOST:
        raise FormError(f"“{typed.strip()[:60]}” is no number: type 12, 10-15, 12+, at least 12, up to 20, about 30, dozens or ?")
    return found.low, found.high, found.bound


def _parse_plain(low: int, high: str | None, plus: bool) -> tuple[int | None, int | None, Bound]:
    if plus:
        return low, None, "at_least"
    if high is None:
        return low, low, "exact"
    if int(high) < low:
        raise FormError(f"{low}-{high}: the first number is the larger one; type {high}-{low}")
    return low, int(high), "range"


def say_number(count: Count) -> str:
    """Say a count so that `parse_number` reads the same of it.

    >>> say_number(Count(text="", start=0, end=0, low=13, high=None, bound="more_than"))
    'more than 12'
    """
    low, high = count.low, count.high
    if low is None and high is None:
        return "?"
    if low is None:
        words: dict[str, str] = {"less_than": f"fewer than {(high or 0) + 1}", "almost": f"almost {high}"}
        return words.get(count.bound, f"up to {high}")
    if high is None:
        return f"more than {low - 1}" if count.bound == "more_than" else f"at least {low}"
    if low == high:
        return f"about {low}" if count.bound == "approximately" else str(low)
    return f"{low}-{high}"


def fill_form(claim: Claim) -> dict[str, str]:
    """Fill the form of a correction with a claim as it is."""
    return {
        "number": say_number(claim.count),
        "unit": claim.count.unit,
        "harm": claim.harm,
        "status": claim.victims.status,
        "modality": claim.modality,
        "measure": claim.measure.kind,
        "hedged": "yes" if claim.certainty == "hedged" else "",
        "background": "yes" if claim.background else "",
        "place": say_place(claim.place) if claim.place else "",
        "actor": claim.actor.name if claim.actor else "",
        "from": (claim.date and claim.date.from_on) or "",
        "to": (claim.date and claim.date.to_on) or "",
    }


def parse_correction(form: Mapping[str, str], claim: Claim, known: Known) -> dict[str, Any]:
    """Parse a correction: the slots that differ from the claim's, in the JSON shape of a claim. Raises FormError.

    A field that is not in the form is not changed, and a field that was left as it was filled in changes nothing.
    """
    was = fill_form(claim)
    typed = {name: form[name].strip() for name in was if name in form}
    long = next((name for name, value in typed.items() if len(value) > _LONGEST), None)
    if long:
        raise FormError(f"{long}: is longer than {_LONGEST} characters")
    changed = {name: value for name, value in typed.items() if value != was[name]}
    slots = _make_slots(changed, typed, claim, known)
    made = from_form({**to_json(claim), **slots})
    return {name: slots[name] for name in slots if getattr(made, name) != getattr(claim, name)}


def from_form(data: Mapping[str, Any]) -> Claim:
    """Make a claim of its JSON; what is none of a field's values is an error of the form."""
    try:
        return from_json(Claim, data)
    except ValueError as error:
        raise FormError(str(error)) from None


def _make_slots(changed: Mapping[str, str], typed: Mapping[str, str], claim: Claim, known: Known) -> dict[str, Any]:
    slots: dict[str, Any] = {}
    if {"number", "unit"} & changed.keys():
        low, high, bound = parse_number(typed.get("number") or say_number(claim.count))
        unit = typed.get("unit", claim.count.unit)
        same = "number" not in changed
        slots["count"] = to_json(claim.count) | (
            {"unit": unit} if same else {"low": low, "high": high, "bound": bound, "unit": unit}
        )
    if "status" in changed:
        slots["victims"] = to_json(claim.victims) | {"status": changed["status"]}
    if "measure" in changed:
        slots["measure"] = to_json(claim.measure) | {"kind": changed["measure"]}
    slots |= {name: changed[name] for name in ("harm", "modality") if name in changed}
    if "hedged" in changed:
        slots["certainty"] = "hedged" if changed["hedged"] else "stated"
    if "background" in changed:
        slots["background"] = bool(changed["background"])
    if "place" in changed:
        slots["place"] = _or_none(make_place(changed["place"], claim.place, known))
    if "actor" in changed:
        slots["actor"] = _or_none(make_actor(changed["actor"], claim.actor, known))
    if {"from", "to"} & changed.keys():
        slots["date"] = _or_none(make_date(typed.get("from", ""), typed.get("to", ""), claim.date))
    return slots


def _or_none(noun: Any) -> Any:
    return None if noun is None else to_json(noun)


def make_place(typed: str, was: Place | None, known: Known) -> Place | None:
    """Make the place that was typed: one that the project knows, with its id and where it lies, or its words alone."""
    if not typed:
        return None
    found = known.places.get(typed)
    words = was or Place(text=typed, start=None, end=None, name=typed, inferred=True)
    if found is None:
        return Place(text=words.text, start=words.start, end=words.end, name=typed, inferred=words.inferred)
    return replace(found, text=words.text, start=words.start, end=words.end, inferred=words.inferred)


def make_actor(typed: str, was: Actor | None, known: Known) -> Actor | None:
    """Make the actor that was typed."""
    if not typed:
        return None
    found = known.actors.get(typed)
    words = was or Actor(text=typed, start=None, end=None, name=typed, inferred=True)
    return replace(words, name=typed, id=found.id if found else None)


def make_date(first: str, last: str, was: DateRange | None) -> DateRange | None:
    """Make the days that were typed; one alone is both ends. Raises FormError where they are no days, or run backwards."""
    if not first and not last:
        return None
    try:
        days = date.fromisoformat(first or last), date.fromisoformat(last or first)
    except ValueError:
        raise FormError("type days as 2017-03-17") from None
    if days[1] < days[0]:
        raise FormError(f"{days[0]} is later than {days[1]}: the first day comes first")
    words = was or DateRange(text="", start=None, end=None, inferred=True)
    return replace(words, from_on=days[0].isoformat(), to_on=days[1].isoformat(), precision=find_precision(days))


def check_choice(value: str, name: str, choices: Iterable[str]) -> str:
    """Check that a value is one of the choices of its field."""
    if value not in tuple(choices):
        raise FormError(f"{name}: choose one of {', '.join(choices)}")
    return value


__all__ = [
    "HARMS", "MEASURES", "MODALITIES", "STATUSES", "FormError", "Known", "check_choice", "fill_form", "from_form",
    "make_actor", "make_date", "make_place", "parse_correction", "parse_number", "say_number",
]  # fmt: skip
