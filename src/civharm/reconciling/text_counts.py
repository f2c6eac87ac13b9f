"""What one text says, taken alone, of the happening that it is about: the counts by which readers of whole texts are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from civharm.model import Claim, Count
from civharm.reconciling.aid_workers import leave_aid_workers
from civharm.reconciling.main_happening import find_main_happening
from civharm.reconciling.outcomes import OUTCOMES, give_one_outcome
from civharm.reconciling.report_counts import count_claims
from civharm.reconciling.terms import in_order

Bounds = tuple[int | None, int | None]


def count_text(
    claims: Sequence[Claim], moved: Sequence[Count] = (), *, of: Literal["all", "aid_workers"] = "all"
) -> dict[str, Bounds | None]:
    """Count killed, injured, abducted and displaced of one text's main happening; ``None`` where it says nothing of a harm.

    All kinds of victims are counted, or ``of`` aid workers alone, as databases of attacks on aid do. Old happenings retold, other
    happenings and period totals are left out unless the text tells nothing else. ``displaced`` is the number as worded, persons or
    households, whatever it measures; ``moved`` are figures of homes lost and people who came back, which are no claims, and are
    taken where the claims tell no number of displaced.
    """
    counted_people = leave_aid_workers(claims) if of == "aid_workers" else claims
    main = give_one_outcome(find_main_happening(counted_people))
    counts: dict[str, Bounds | None] = {}
    attacked = any(_is_harmed(c) and not _is_attacker(c, main) for c in main)
    for harm in OUTCOMES:
        told = [c for c in main if c.harm == harm and c.count.unit == "person"]
        victims = [c for c in told if not _is_attacker(c, main)]
        counted = count_claims(victims if victims or attacked else told)
        said = counted is not None and (counted.range.low, counted.range.high) != (None, None)
        counts[harm] = _closed(counted.range.low, counted.range.high) if counted is not None and said else None
    counts["displaced"] = count_displaced(claims, moved)
    return counts


def count_displaced(claims: Sequence[Claim], moved: Sequence[Count] = ()) -> Bounds | None:
    """The number of displaced as worded: the largest of those that the text gives in the unit that it gives first.

    People who are kept in a place (``trapped``) are taken where none is displaced, then those who are expected to flee, then homes
    lost and people who came back, then words without a number. "More than 5,300" is 5,300 here, and "25,000 to 30,000" is 30,000:
    the number that the words name, for that is what the coders of displacement reports write down.
    """
    ordered = [c for c in in_order(claims) if c.part_of is None]
    occurred = [c for c in ordered if c.modality in ("occurred", "habitual")]
    expected = [c for c in ordered if c.modality in ("future", "feared")]
    told = [[c.count for c in some if c.harm == harm] for some in (occurred, expected) for harm in ("displaced", "trapped")]
    numbered = [[count for count in counts if count.bound != "unknown_plural"] for counts in (*told, list(moved))]
    chosen = next((counts for counts in (*numbered, *told) if counts), [])
    alike = [count for count in chosen if count.unit == chosen[0].unit]
    return max((_worded(count) for count in alike), key=lambda bounds: bounds[0] or 0, default=None)


def _worded(count: Count) -> Bounds:
    if count.bound == "unknown_plural" or (count.low is None and count.high is None):
        return count.low, count.high
    if count.bound == "more_than" and count.low is not None:
        return count.low - 1, count.low - 1
    if count.bound == "less_than" and count.high is not None:
        return count.high + 1, count.high + 1
    number = count.high if count.high is not None else count.low
    return number, number


def _closed(low: int | None, high: int | None) -> Bounds:
    """An upper bound that stands alone ("up to 14") is the only number that the text tells, and coders of whole texts take it."""
    return (high, high) if low is None and high is not None else (low, high)


_ATTACKERS = re.compile(
    r"\b(?:attackers?|assailants?|bombers?|perpetrators?|hijackers?|kidnappers?|abductors?|captors?|gunm[ea]n|shooters?)\b", re.I
)
_BLEW_UP = re.compile(r"\b(?:him|her|them)sel(?:f|ves) up$", re.I)
_ARMED = re.compile(
    r"\b(?:militants?|terrorists?|jihadists?|insurgents?|rebels?|extremists?|guerrillas?|bandits?|gunm[ea]n)\b", re.I
)


def _is_attacker(claim: Claim, main: Sequence[Claim] = ()) -> bool:
    """Whether those harmed are the attackers: "never part of the victims' number unless the text says so" (codebook).

    Militants who died are, where militants killed or hurt the others of whom the text told before.
    """
    words = claim.victims.text
    if _ATTACKERS.search(words) is not None or _BLEW_UP.search(claim.trigger.text) is not None:
        return True
    if claim.victims.status != "combatant" or _ARMED.search(words) is None:
        return False
    return any(_is_harmed(c) and _is_done_by_armed(c) for c in main if c.quote.start < claim.quote.start)


def _is_done_by_armed(claim: Claim) -> bool:
    told = claim.actor is not None and _ARMED.search(f"{claim.actor.text} {claim.actor.name}") is not None
    return told and claim.victims.status != "combatant"


def _is_harmed(claim: Claim) -> bool:
    """Whether a claim tells of people who were killed, hurt or abducted: beside such, attackers who died are no victims."""
    return claim.harm in (*OUTCOMES, "casualties") and claim.count.high != 0
