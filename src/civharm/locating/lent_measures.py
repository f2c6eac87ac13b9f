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
_COUNTED = (*_HURT, "casualties")
# UCDP place precision 3 is a district.
_WIDE = 3
# "The number of civilians killed was 685" opens a paragraph, and goes on from the total above it.
_NUMBER_OF = re.compile(r"\bnumber of\b", re.I)
# "Of those figures, 180 ...", "Apart from these, four ...": a paragraph that goes on from the numbers above it.
_POINTS_BACK = re.compile(
    r"[\W_]*(?:(?:of|among|amongst|out of|apart from|besides|in addition to|including) (?:these|those|them|the|all)\b"
    r"|(?:a further|an additional|this (?:includes|included|comprises))\b"
    r"|[^.;]{0,60}\b(?:worst|hardest|most|least)[ -](?:affected|hit)\b)",
    re.I,
)
# Who counts periods, and what is left open where one of them goes on counting in the next paragraph.
_SUMMING = frozenset(["un", "monitor", "ngo"])
_AND = re.compile(
    r"(?:\s(?:was|were|have been|had been))?(?:\s(?:killed|dead|died|injured|wounded|hurt))?,?\s?(?:and|\()?\s?", re.I
)
_SO_FAR = re.compile(r"(?:up to|until|till|as of|by)\b", re.I)
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

    Where a number opens a paragraph as a part ("of those killed, 926 were civilians"), or a monitor goes on with its count, it goes
    on from the paragraph before.
    """
    vague = claim.count.bound == "unknown_plural" and not _THOSE.match(claim.victims.text)
    if claim.means is not None or vague or _has_own_day(claim):
        return None
    if beside := _beside(claim, before):
        return beside
    counting = _goes_on_counting(claim, before)
    back = claim.part_of or claim.count.bound == "unknown_plural" or _NUMBER_OF.search(claim.quote.text)
    breaks = 1 if back or counting or _POINTS_BACK.match(claim.quote.text) else 0
    near = [other for other in before[-REACH:] if len(_BREAK.findall(text, other.quote.start, claim.quote.start)) <= breaks]
    near = [other for other in near if other.count.bound != "unknown_plural" or other.measure.kind == "period_total"]
    alike = [other for other in near if counting or other.harm == claim.harm or _is_outcome_beside(claim, other)]
    if not alike or any(other.measure.kind != "period_total" for other in near):
        return None
    dated = [other for other in near if other.date is not None]
    return (dated or near)[-1] if claim.actor is None or counting or _goes_on(claim, near[-1]) else None


def _has_own_day(claim: Claim) -> bool:
    """Whether a claim names days of its own; "up to 31 January" only says how far a count goes."""
    return claim.date is not None and not claim.date.inferred and _SO_FAR.match(claim.date.text) is None


def _beside(claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """The period's total right before a number in its clause: "three of them were killed and three others wounded"."""
    last = before[-1] if before else None
    if last is None or last.measure.kind != "period_total" or last.quote != claim.quote or claim.harm not in _COUNTED:
        return None
    start = claim.quote.start
    gap = claim.quote.text[max(0, last.victims.end - start) : max(0, claim.victims.start - start)]
    return last if _AND.fullmatch(gap) else None


def _goes_on_counting(claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether a report that has told nothing but a monitor's totals goes on with a plain number of many people and no deed."""
    told = [other for other in before if other.count.bound != "unknown_plural" and other.harm in _COUNTED]
    voices = {s.kind for other in told for s in other.speakers}
    exact_place = claim.place is not None and not claim.place.inferred and (claim.place.precision or 1) < _WIDE
    many = claim.count.bound != "unknown_plural" and (claim.count.low or claim.count.high or 0) > 1
    only_totals = bool(told) and all(other.measure.kind == "period_total" for other in told) and bool(voices & _SUMMING)
    own = {s.kind for s in claim.speakers}
    plain = many and not exact_place and claim.harm in _COUNTED and not tells_one_deed(claim.quote.text)
    return only_totals and plain and own <= _SUMMING


def _is_outcome_beside(claim: Claim, other: Claim) -> bool:
    """Whether one counts the dead or the wounded and the other both, or the other outcome in the same sentence."""
    if claim.harm == "casualties":
        return other.harm in _HURT and _POINTS_BACK.match(claim.quote.text) is not None
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
