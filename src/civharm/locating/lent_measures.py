"""What a number measures where its own sentence does not say it: what the number measures that it is a part of or goes on from.

"The mission counted 2,885 dead in November. Of those killed, 926 were civilians. In the capital, 152 died." The two later numbers
are of November too, and belong to no one happening.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from civharm.locating.periods import tells_one_deed
from civharm.model import Claim, Measure, Report

# A number goes on from a total in the same paragraph, at most so many claims back.
REACH = 6
_HURT = ("killed", "injured")
# "The number of civilians killed was 685" opens a paragraph, and goes on from the total above it.
_NUMBER_OF = re.compile(r"\bnumber of\b", re.I)
_BREAK = re.compile(r"\n[ \t]*\n")
# "Those killed" points back to people told before; alone it tells no one happening.
_THOSE = re.compile(
    r"(?:all |most )?(?:those|the)\b[^,;]{0,20}\b(?:killed|dead|wounded|injured|victims|casualties|fatalities|deaths)", re.I
)


def lend_measures(claims: Sequence[Claim], report: Report) -> tuple[Claim, ...]:
    """Give each claim that says no measure of its own that of its total, of the list that it goes on, or of its own words.

    >>> from civharm.model import make_report
    >>> from civharm.pipeline import read_report
    >>> text = "The mission says that 2,885 people were killed in the country in November. Of those killed, 926 were civilians."
    >>> [(c.count.low, c.measure.kind) for c in read_report(make_report("r", text)) if c.count.low > 2]
    [(2885, 'period_total'), (926, 'period_total')]
    """
    lent: dict[str, Claim] = {claim.id: claim for claim in claims}
    before: list[Claim] = []
    for claim in claims:
        open_total = claim.measure.kind == "incident" or (claim.measure.kind == "period_total" and claim.date is None)
        giver = _of_list(claim, before, report.text) or _of_total(claim, lent) if open_total else None
        lent[claim.id] = _like(claim, giver) if giver else claim
        before.append(lent[claim.id])
    states = {(c.victims.start, c.victims.end): c.measure for c in before if c.harm == "trapped"}
    return tuple(_of_same_words(claim, states) for claim in before)


def _like(claim: Claim, giver: Claim) -> Claim:
    """The claim with the measure of another, and with its period where the claim names none: inferred."""
    named = claim.date is not None and not claim.date.inferred
    date = claim.date if named or giver.date is None else replace(giver.date, inferred=True)
    return replace(claim, measure=giver.measure, date=date)


def _of_total(claim: Claim, lent: Mapping[str, Claim]) -> Claim | None:
    """The number that a claim is a part of, where that is no happening's."""
    total = lent.get(claim.part_of or "")
    return total if total is not None and total.measure.kind != "incident" else None


def _of_list(claim: Claim, before: Sequence[Claim], text: str) -> Claim | None:
    """The last of the period totals that a plain number goes on from: no deed, doer or day of its own, the same paragraph.

    Where a number opens a paragraph as a part ("of those killed, 926 were civilians"), it goes on from the paragraph before.
    """
    vague = claim.count.bound == "unknown_plural" and not _THOSE.match(claim.victims.text)
    if claim.means is not None or vague or (claim.date is not None and not claim.date.inferred):
        return None
    breaks = 1 if claim.part_of or claim.count.bound == "unknown_plural" or _NUMBER_OF.search(claim.quote.text) else 0
    near = [other for other in before[-REACH:] if len(_BREAK.findall(text, other.quote.start, claim.quote.start)) <= breaks]
    near = [other for other in near if other.count.bound != "unknown_plural" or other.measure.kind == "period_total"]
    alike = [other for other in near if other.harm == claim.harm or _is_outcome_beside(claim, other)]
    if not alike or any(other.measure.kind != "period_total" for other in near):
        return None
    return near[-1] if claim.actor is None or _goes_on(claim, near[-1]) else None


def _is_outcome_beside(claim: Claim, other: Claim) -> bool:
    """Whether one counts the dead or the wounded and the other both, or the other outcome in the same sentence."""
    return claim.harm in _HURT and (other.harm == "casualties" or (other.harm in _HURT and other.quote == claim.quote))


def _goes_on(claim: Claim, last: Claim) -> bool:
    """Whether a number by a doer of its own goes on a count: "590 were shot by police, the mission said"."""
    voices = {s.kind for s in (*claim.speakers, *last.speakers)}
    return bool(claim.speakers) and voices <= {"un", "monitor", "ngo"} and not tells_one_deed(claim.quote.text)


def _of_same_words(claim: Claim, states: Mapping[tuple[int, int], Measure]) -> Claim:
    """People who are in a state by one harm are no happening by the other: "50,000 civilians are trapped and used as shields"."""
    if claim.harm != "human_shield" or claim.measure.kind != "incident" or claim.count.bound == "unknown_plural":
        return claim
    return replace(claim, measure=states.get((claim.victims.start, claim.victims.end), claim.measure))
