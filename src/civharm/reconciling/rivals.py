"""Which numbers of one report are two speakers' numbers of the same people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from civharm.reconciling.ranges import meet_ranges, widen_ranges
from civharm.reconciling.sentence_sums import Sum

# A rival is a number of the same people: one that is less than this part of the other counts some of them.
RIVAL_SHARE = 2
SOME_OF = re.compile(r"\bof (?:the|them|those|these|whom|his|her|their|my|our)\b", re.I)


def are_rivals(told: Sum, total: Sum) -> bool:
    """Whether two numbers are two speakers' numbers of the same people: another voice, and no narrower group of victims."""
    if len(told.terms) > 1 or not told.is_number or not total.is_number:
        return False
    if (told.voice == total.voice and not told.has("rival")) or _told_it_to(told, total):
        return False
    one, other = told.terms[0].claim.victims, total.terms[0].claim.victims
    narrower = set(one.groups) - set(other.groups) or (one.status != other.status and other.status == "unknown")
    set_against = told.has("rival") and told.range.high is not None and told.low != total.low
    if (meet_ranges(told.range, total.range) is not None and not set_against) or SOME_OF.search(one.text):
        return False
    if "anyone" not in told.terms[0].cues and last_noun(one.text) not in ("", last_noun(other.text)):
        return False
    return not narrower and told.low * RIVAL_SHARE >= total.low


def _told_it_to(told: Sum, total: Sum) -> bool:
    """Whether a number comes from a source of him who tells the other: a village head's 40 in the governor's 70 are no rivals."""
    chain = {" ".join((speaker.name or speaker.text).lower().split()) for speaker in told.terms[0].claim.speakers[1:]}
    return total.voice in chain


def last_noun(phrase: str) -> str:
    """The last word of a victims' phrase; empty where it is a bare number."""
    last = phrase.split()[-1].lower() if phrase.split() else ""
    return "" if any(character.isdigit() for character in last) else last


def widen_by_rivals(total: Sum, rivals: Sequence[Sum]) -> Sum:
    """Widen a number to those that rival it."""
    if not rivals:
        return total
    terms = (*total.terms, *(term for rival in rivals for term in rival.terms))
    return Sum(widen_ranges([total.range, *(rival.range for rival in rivals)]), terms)
