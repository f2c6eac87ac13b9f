"""What a report tells of earlier: the record of somebody whom it names, and harm that its words put on other days."""

from __future__ import annotations

import re

from civharm.model import Claim

# "linked to an attack that killed four", "responsible for several bombings that wounded", "planning the assassination of an
# official": an indefinite deed, by which somebody is described. "Charged in the shooting that killed Ann" tells the main one.
_WORD = r"\w[\w'’-]*"
_RECORD = re.compile(
    r"\b(?:responsible for|linked (?:to|with)|tied to|connected (?:to|with)|involved (?:in|with)|participated in|took part in"
    r"|behind|implicated in|known to have|believed to have|suspected of|wanted (?:for|in)|planning|orchestrat\w+|plott\w+)"
    rf"\s(?:{_WORD},?\s){{0,5}}?"
    r"(?:an?|several|multiple|many|numerous|various|previous|past|earlier|other|the (?:assassination|murder|execution) of an?)"
    rf"\s(?:{_WORD}[\s,]+){{0,8}}?"
    r"(?:attacks?|bombings?|ambush(?:es)?|explosions?|assassinations?|raids?|blasts?|killings?|kidnappings?|murders?|executions?"
    r"|strikes?)\b",
    re.I,
)
_JAILED_FOR = re.compile(
    r"\b(?:who|which|that)\s(?:was|were|is|are|has been|had been)\s(?:\w+\s){0,2}?(?:arrested|jailed|convicted|imprisoned|sentenced"
    r"|wanted|accused|charged|detained|tried)\b[^.;]{0,40}\b(?:for|of|in|on|with)\b",
    re.I,
)
_IN_THE_PAST = re.compile(r"\W*(?:in the past|prior to (?:his|her|their|this|the)|in previous|in earlier|previously)\b", re.I)
_FACES = re.compile(r"\b(?:faces?|faced|facing) (?:\w+ )?charges\b", re.I)

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = re.compile(r"\b(" + "|".join(f"{m}|{m[:3]}" for m in _MONTHS) + r")\b\.?", re.I)
_NOW = re.compile(
    r"\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening)|last night|overnight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
_LONG_AGO = re.compile(
    r"\b(?:last (?:week|month|year)|(?:\w+ )?(?:weeks?|months?|years?) ago|a (?:week|month|year) (?:earlier|before))\b", re.I
)


def tells_a_record(claim: Claim) -> bool:
    """Whether harm is told as what somebody did before, by which he is described, or what he was arrested for.

    >>> bool(_RECORD.search("The commander was linked to a bomb attack that killed four soldiers"))
    True
    >>> bool(_RECORD.search("The man was charged in the shooting that killed two clerks"))
    False
    """
    start = min(claim.trigger.start, claim.victims.start) - claim.quote.start
    before = claim.quote.text[:start]
    whole = claim.quote.text[: max(claim.trigger.end, claim.victims.end) - claim.quote.start]
    led = any(found.end() >= start - 60 for found in _RECORD.finditer(whole))
    jailed = any(found.end() >= start - 40 for found in (*_JAILED_FOR.finditer(before), *_FACES.finditer(before)))
    return led or jailed or _IN_THE_PAST.match(before) is not None


def days_differ_in_words(claim: Claim, main: Claim) -> bool:
    """Whether two claims are told of other days by words that need no calendar.

    "In May" is another month than "on 2 July", and "last week" is not "today".
    """
    one, other = claim.date, main.date
    if one is None or other is None or one.inferred or one.text.lower() == other.text.lower():
        return False
    months = _find_month(one.text), _find_month(other.text)
    if months[0] is not None and months[1] is not None:
        return months[0] != months[1]
    return _LONG_AGO.search(one.text) is not None and (_NOW.search(other.text) is not None) and _LONG_AGO.search(other.text) is None


def _find_month(words: str) -> str | None:
    found = _MONTH.search(words)
    return found[1].lower()[:3] if found else None
