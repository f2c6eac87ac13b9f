"""Count each person once, by the worst that a text tells of him: the conventions of coders who give a victim one outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from civharm.model import Claim, Harm
from civharm.reconciling.same_people import are_one_person, find_names, is_pronoun
from civharm.reconciling.terms import make_terms

# The outcomes that are counted, the worst first.
OUTCOMES: tuple[Harm, ...] = ("killed", "injured", "abducted")
_HURT: tuple[Harm, ...] = ("casualties", "tortured", "sexual_violence")
# "15 casualties" says of nobody that he lived; "was shot" tells one person's fate as far as the text knows it.
_TOLL = re.compile(r"casualt|victim|toll", re.I)
_ARMED_MEN = re.compile(
    r"\b(?:militants?|militia\w*|rebels?|gunm[ae]n|armed|insurgents?|fighters?|guerrillas?|bandits?|pirates?|tribesm[ae]n)\b", re.I
)
_BURIED = re.compile(r"\b(?:rubble|debris|collaps\w+|buried|drown\w*|capsiz\w+|sank|shipwreck|flood\w*|crash\w*)\b", re.I)
# "Two were wounded ... one of them died": who died is none of the wounded any more.
_ONE_OF = re.compile(
    r"(?:one|two|three|four|five|six|\d+) of (?:them|those|these|the (?:[\w-]+ )?(?:injured|wounded|victims|hospitali[sz]ed)\b)",
    re.I,
)
_DIED_OF_IT = re.compile(r"\b(?:died|dies|succumb\w*|passed away|dead)\b", re.I)


def give_one_outcome(claims: Sequence[Claim]) -> list[Claim]:
    """Leave whom the text does not count itself, read who was only hit or held by his outcome, and count each person once."""
    return leave_lesser_harms(settle_casualties(leave_uncounted_by_text(claims)))


def leave_uncounted_by_text(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out people of whom the text itself says that it does not count them, where it tells of others.

    "A driver was killed and three others wounded (not counted here)."
    """
    aside = {term.claim.id for term in make_terms(claims) if "aside" in term.cues}
    return [c for c in claims if c.id not in aside] or list(claims)


def settle_casualties(claims: Sequence[Claim]) -> list[Claim]:
    """Read people who were hit, shot, beaten or raped, of whom no death is told, as injured: coders of whole texts do so.

    Only where they are counted or told one by one, and where the text tells neither that somebody died nor who was injured:
    otherwise they may be the same people again.
    """
    claims = settle_held(claims)
    hit = [c for c in claims if c.harm in _HURT and not _TOLL.search(f"{c.trigger.text} {c.victims.text}")]
    settled = any(c.harm in ("killed", "injured") and (c.count.high is None or c.count.high > 0) for c in claims)
    counted = [c for c in hit if c.count.bound != "unknown_plural"]
    if settled or not counted:
        return list(claims)
    return [replace(c, harm="injured") if c in counted else c for c in claims]


def settle_held(claims: Sequence[Claim]) -> list[Claim]:
    """Read whom armed men of no state held as abducted, and who is missing after their attack, where nobody's abduction is told.

    The codebook calls the first so ("taken hostage, by any armed actor"); the second is a convention of coders of attacks on aid.
    An arrest is no abduction, and who is missing under what shells and bombs left was not taken.
    """
    if any(c.harm == "abducted" for c in claims):
        return list(claims)
    taken = [c for c in claims if c.count.bound != "unknown_plural" and c.count.unit == "person" and (_is_held(c) or _is_gone(c))]
    return [replace(c, harm="abducted") if c in taken else c for c in claims]


def _is_held(claim: Claim) -> bool:
    if claim.harm != "detained" or claim.actor is None:
        return False
    group = claim.actor.id is not None and not claim.actor.name.startswith("Government of")
    return group or _ARMED_MEN.search(claim.actor.text) is not None


def _is_gone(claim: Claim) -> bool:
    """Whether somebody is missing, and not under rubble, in water or after a blast."""
    by_men = claim.means is None or claim.means.category in ("small_arms", "execution", "melee", "vehicle", "incendiary")
    return (
        claim.harm == "missing" and by_men and claim.trigger.text.lower() == "missing" and _BURIED.search(claim.quote.text) is None
    )


def leave_lesser_harms(claims: Sequence[Claim]) -> list[Claim]:
    """Count each person once, by the worst that was done: who was abducted and killed is one of the killed.

    So do the coders of the Aid Worker Security Database, who give each victim one outcome.
    """
    worst: dict[tuple[int, int], int] = {}
    for claim in claims:
        if claim.harm in OUTCOMES:
            key, rank = (claim.victims.start, claim.victims.end), OUTCOMES.index(claim.harm)
            worst[key] = min(rank, worst.get(key, rank))
    kept = [c for c in claims if c.harm not in OUTCOMES or worst[c.victims.start, c.victims.end] == OUTCOMES.index(c.harm)]
    return _take_out_dead([c for c in kept if not _is_told_worse(c, kept)])


def _is_told_worse(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a worse outcome of one and the same person is told elsewhere: "the boy was found wounded ... the boy, 12, died"."""
    if claim.harm not in OUTCOMES or claim.count.high != 1:
        return False
    worse = OUTCOMES[: OUTCOMES.index(claim.harm)]
    others = [c for c in claims if c.harm in worse and c.count.high == 1]
    if any(c.quote.start == claim.quote.start and not is_pronoun(c) for c in others) and not is_pronoun(claim):
        return False  # "a boy was wounded and a man died" tells two people apart
    named = [c for c in others if find_names(c)]
    several = any((c.count.low or 0) > 1 for c in claims if c.harm in worse)
    if find_names(claim):
        others = named or others
    elif several or len({min(find_names(c)) for c in named}) > 1:  # "the daughter" may be any of several people
        others = [c for c in others if is_pronoun(c) or is_pronoun(claim)]
    return any(are_one_person(claim, c) for c in others)


def _take_out_dead(claims: list[Claim]) -> list[Claim]:
    """Take out of a number of wounded those of them who then died: "nine were wounded ... one of the wounded died"."""
    for dead in (c for c in claims if c.harm == "killed" and _died_of_wounds(c)):
        before = [n for n, c in enumerate(claims) if c.harm == "injured" and c.victims.end <= dead.victims.start]
        gone = dead.count.low or 0
        for n in before[-1:]:
            low, high = claims[n].count.low, claims[n].count.high
            if low is not None and high is not None and gone < low:
                claims[n] = replace(claims[n], count=replace(claims[n].count, low=low - gone, high=high - gone))
    return claims


def _died_of_wounds(claim: Claim) -> bool:
    return _ONE_OF.match(claim.victims.text) is not None and _DIED_OF_IT.search(claim.trigger.text) is not None
