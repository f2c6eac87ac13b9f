"""Who did it where a side tells of its enemy's dead and names nobody: "The army said that 50 militants were killed".

A communiqué counts what its own side did. The side that speaks is taken for the doer, marked as inferred; its own dead, and people
whom its words do not make the enemy, tell of no doer.
"""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import make_alternation
from civharm.model import Actor, Claim, Speaker
from civharm.reading.actor_names import state_index, state_rows
from civharm.reading.actors import find_named_actors
from civharm.reading.phrases import load_frame

_OWN = re.compile(r"\b(?:its|our|their|own|his)\b", re.I)
_DONE = ("killed", "injured", "detained")


def lend_from_communique(claim: Claim) -> Actor | None:
    """The side that speaks of its enemy's losses, as who inflicted them; none where anybody else may have."""
    speaker = claim.speakers[0] if claim.speakers else None
    if speaker is None or speaker.kind != "party" or speaker.speech_act != "assert" or claim.harm not in _DONE:
        return None
    if claim.victims.status != "combatant" or claim.measure.kind != "incident" or claim.modality != "occurred":
        return None
    side = _find_side(speaker)
    if side is None or _OWN.search(claim.victims.text) or _by_others().search(claim.quote.text):
        return None
    state = side.id is None or side.name.startswith("Government of")
    enemy = _words("enemies_of_states" if state else "enemies_of_groups")
    return side if enemy.search(claim.victims.text) and side.name.lower() not in claim.victims.text.lower() else None


def _find_side(speaker: Speaker) -> Actor | None:
    """The side that a speaker is of: a named actor, the state of a nation's ministry, or "the army" in its own words."""
    words = speaker.name or speaker.text
    for mention in find_named_actors(words):
        if not mention.candidates:
            return Actor(text=mention.text, start=None, end=None, name=mention.name, id=mention.id, inferred=True)
    for match in state_index().find(words):
        countries = match.rows[0].countries
        row = state_rows().get(countries[0]) if len(countries) == 1 else None
        if row is not None:
            return Actor(text=words[match.start : match.end], start=None, end=None, name=row.name, id=row.id, inferred=True)
    return None


@cache
def _words(frame: str) -> re.Pattern[str]:
    return re.compile(rf"\b{make_alternation(load_frame(frame))}\b", re.I)


@cache
def _by_others() -> re.Pattern[str]:
    """Words by which the losses were somebody else's doing: infighting, an accident, an ally."""
    return re.compile(rf"\b(?:{make_alternation(load_frame('not_our_doing'))}|their own|by|between)\b", re.I)
