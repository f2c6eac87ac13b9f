"""Link the dead and the wounded to the casualties that they make up: "40 casualties (10 killed, 30 injured)".

Such a part is of another harm than its whole: it takes nothing from the number of casualties, and is all the dead there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from civharm.lexicon import make_alternation
from civharm.model import Claim
from civharm.reading.part_words import load_part_words
from civharm.reading.worded import is_fatal

# A whole stands at most this many claims before its parts.
REACH = 5
_HURT = ("killed", "injured")


@cache
def _leads() -> re.Pattern[str]:
    """What leads from a number of casualties to its dead and wounded, and may name others of them on the way."""
    words = make_alternation(load_part_words("of_casualties"))
    return re.compile(rf"(?:[^.;:()]|\.(?=\s[\da-z])){{0,60}}?(?:\(|:\s|,?\s{words}\b)[^.;:()]{{0,90}}", re.I)


_SEMICOLON = re.compile(r"[^.()]{0,90};\s(?:of whom|of them|of these|of those)\b[^.;:()]{0,90}", re.I)
# "Five people were shot, two fatally".
_COMMA = re.compile(r"[^.;:()]{0,60},\s(?:and\s|at least\s)?", re.I)
_OF_THEM = re.compile(r"[\W_]*(?:of|among) (?:them|these|those|whom|the casualties|the victims)\b", re.I)


def find_whole_of_casualties(claims: Sequence[Claim], number: int) -> int | None:
    """Find the claim of casualties that a claim of the dead or the wounded is a part of, among those right before it.

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> text = "The raid left 40 casualties (10 killed, 30 injured)."
    >>> claims = read(make_report("r", text))
    >>> [find_whole_of_casualties(claims, n) for n in range(3)]
    [None, 0, 0]
    """
    part = claims[number]
    if part.harm not in _HURT or part.count.low is None or part.count.bound == "unknown_plural":
        return None
    if part.victims.text.lower() in ("himself", "herself", "themselves"):  # who did the deed
        return None
    near = range(number - 1, max(-1, number - 1 - REACH), -1)
    return next((n for n in near if _may_hold(claims[n], part) and _leads_to(claims[n], part)), None)


def _may_hold(whole: Claim, part: Claim) -> bool:
    number = whole.count.low if whole.count.high is None else whole.count.high
    numbered = whole.harm == "casualties" and whole.count.bound != "unknown_plural" and whole.count.unit == part.count.unit
    return numbered and number is not None and (part.count.low or 0) <= number


def _leads_to(whole: Claim, part: Claim) -> bool:
    """Whether the words between a number of casualties and a part say that it is one."""
    quote = part.quote
    if whole.quote == quote:
        gap = quote.text[whole.victims.end - quote.start : part.victims.start - quote.start]
        fatal = part.harm == "killed" and is_fatal(quote.text[part.victims.end - quote.start :])
        leads = _leads().fullmatch(gap) or _SEMICOLON.fullmatch(gap) or (fatal and _COMMA.fullmatch(gap))
        return whole.victims.end <= part.victims.start and leads is not None
    return 0 <= quote.start - whole.quote.end <= 3 and _OF_THEM.match(quote.text) is not None
