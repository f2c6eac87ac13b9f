"""Find the place that stands right behind a number, and tell places from armed actors of the same name."""

from __future__ import annotations

import re

from civharm.locating.making_places import make_place
from civharm.locating.mentioned import Mention
from civharm.locating.place_scene import Places
from civharm.locating.place_words import THERE, load_actor_names
from civharm.model import Claim, Place

_WORD = re.compile(r"[^\W\d_]+")


def find_place_behind(claim: Claim, places: Places) -> Place | None:
    """Find the place right behind a number that shares its word of harm with others.

    >>> from civharm.locating.gazetteer import load_gazetteer
    >>> from civharm.locating.places import find_places
    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> text = "Raiders killed seven people in Kindu and nine in Mosul."
    >>> claims = read(make_report("r", text))
    >>> [place and place.text for place in (find_place_behind(c, find_places(text, load_gazetteer())) for c in claims)]
    [None, 'Mosul']
    """
    end = claim.victims.end
    if claim.count.low is None or claim.victims.start < claim.trigger.end:
        return None
    behind = (m for m in places.between(end, claim.quote.end) if m.role in ("at", "near") and not is_an_actor(m, places))
    mention = next(behind, None)
    if mention is None or not _BEHIND.fullmatch(places.text, end, mention.start):
        return None
    between = places.between(claim.trigger.end, claim.victims.start)
    return make_place(mention, places, inferred=False) if any(m.role in THERE or m.role == "to" for m in between) else None


_BEHIND = re.compile(
    r"(?:,\s\d{1,3},?)?\s(?:in|at|near)\s(?:the\s)?(?:(?:nearby|neighbou?ring)\s)?(?:[a-z]+\sof\s)?", re.IGNORECASE
)


_FATE = r"(?:killed|dead|deaths|injured|wounded|hurt)"
_NUMBERED = re.compile(rf"\d\s(?:[\w-]+\s)?{_FATE}\b", re.I)
_PAIR_BEHIND = re.compile(rf"(?:\s{_FATE})?(?:(?:,|\sand)\s[\d,]+\s{_FATE})?\s(?:in|at|near)\s(?:the\s)?(?:[a-z]+\sof\s)?", re.I)
_PAIR_BEFORE = re.compile(
    r"\s?[:(,–-]?\s?(?:also\s)?(?:(?:had|has|have|suffered|saw|recorded|reported|counted|registered|followed)\s)?(?:with\s)?"
    rf"(?:a\stotal\sof\s)?(?:[\d,]+\s{_FATE}(?:,|\sand)\s)?",
    re.I,
)


def find_place_in_list(claim: Claim, places: Places) -> Place | None:
    """Find the place right beside a number in a list of several places with their numbers.

    >>> from civharm.locating.gazetteer import load_gazetteer
    >>> from civharm.locating.places import find_places
    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> text = "Mosul had 7 killed and 20 injured, and Kirkuk had 5 killed."
    >>> claims = read(make_report("r", text))
    >>> [place and place.text for place in (find_place_in_list(c, find_places(text, load_gazetteer())) for c in claims)]
    ['Mosul', 'Mosul', 'Kirkuk']
    """
    start, end = claim.victims.start, claim.victims.end
    named = [m for m in places.between(claim.quote.start, claim.quote.end) if not is_an_actor(m, places)]
    listed = len(named) > 1 and len(_NUMBERED.findall(claim.quote.text)) > 1
    if not listed or claim.count.low is None or claim.harm not in ("killed", "injured", "casualties"):
        return None
    behind = next((m for m in named if m.start >= end), None)
    if behind is not None and claim.victims.end >= claim.trigger.end and _PAIR_BEHIND.fullmatch(places.text, end, behind.start):
        return make_place(behind, places, inferred=False)
    before = next((m for m in reversed(named) if m.end <= start), None)
    if before is not None and before.role != "dateline" and _PAIR_BEFORE.fullmatch(places.text, before.end, start):
        return make_place(before, places, inferred=False)
    return None


def is_an_actor(mention: Mention, places: Places) -> bool:
    """Tell whether words are the name of an armed actor, unknown to gazetteers ("Peshmerga") or known far away ("Fano")."""
    if mention.entry is not None and mention.entry.country in places.context.known():
        return False
    following = _WORD.match(places.text, mention.end + 1)
    names = (mention.name, f"{mention.name} {following.group()}" if following else mention.name)
    return any(name.casefold() in load_actor_names() for name in names)
