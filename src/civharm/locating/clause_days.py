"""Find the day that a clause of its own tells: "since 28 July, when 32 were killed", "since rebels shot the mayor on 2 May"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from civharm.locating.date_phrases import find_meanings
from civharm.locating.date_words import Mention

_WHEN = re.compile(r",?\s(?:when|on which|during which|in which)\s[^.;:]*$")
_SINCE = re.compile(r"since\s", re.I)
# "the death toll climbed overnight" tells when it was counted, and of no one who died then
_RISE = re.compile(
    r"\b(?:tolls?|number|count|figure|casualties)\b[^.;]{0,30}\b(?:rose|risen|rises|rising|climb(?:ed|s|ing)?|grew|grown|jumped|increased)\b"
    r"[^.;,]{0,25}$",
    re.I,
)


def find_day_of_clause(text: str, mentions: Sequence[Mention], harm: int) -> Mention | None:
    """Find the day that opens or closes the clause in which a harm at an offset is told, whatever the sentence sets it against.

    >>> text = "It was the deadliest day since 28 July, when 32 people were killed."
    >>> find_day_of_clause(text, find_meanings(text), text.index("killed")).text
    '28 July'
    >>> text = "Nobody has ruled the town since rebels shot the mayor on 2 May 2011."
    >>> find_day_of_clause(text, find_meanings(text), text.index("shot")).text
    '2 May 2011'
    """
    for mention in reversed(mentions):
        if mention.end <= harm and mention.relation in ("on", "since") and _WHEN.fullmatch(text, mention.end, harm):
            return _without_since(mention)
        if mention.relation == "since" and mention.start < harm < mention.end:
            inside = [one for one in find_meanings(text[harm : mention.end]) if one.relation == "on"]
            return replace(inside[-1], start=inside[-1].start + harm, end=inside[-1].end + harm) if inside else None
    return None


def _without_since(mention: Mention) -> Mention:
    since = _SINCE.match(mention.text)
    lost = since.end() if since else 0
    return replace(mention, text=mention.text[lost:], start=mention.start + lost, relation="on")


def is_of_a_rise(text: str, start: int) -> bool:
    """Whether words of time at an offset tell when a toll rose: "the death toll climbed overnight".

    >>> is_of_a_rise("The death toll climbed overnight.", 23), is_of_a_rise("Two died overnight.", 9)
    (True, False)
    """
    return _RISE.search(text, max(0, start - 90), start) is not None


_PART = re.compile(r"\b(?:including|among them|of (?:them|whom))\b[^,;:.]*$", re.I)


def is_of_a_part(text: str, harm: int, start: int) -> bool:
    """Whether words of time at an offset are those of a part of the number: "85 have died, including 14 last weekend".

    >>> texts = "They killed 85, including 14 last weekend.", "They killed 8, including two women, last weekend."
    >>> [is_of_a_part(text, 5, text.index("last")) for text in texts]
    [True, False]
    """
    return harm < start and _PART.search(text, harm, start) is not None
