"""What one report says of one happening: the arithmetic inside a text, each step a rule with its reason (``docs/method.md``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from civharm.model import Claim, Harm, LeftOut, Unit
from civharm.reconciling.people import count_names
from civharm.reconciling.ranges import Range, add_ranges, meet_ranges
from civharm.reconciling.rivals import SOME_OF, are_rivals, last_noun, widen_by_rivals
from civharm.reconciling.sentence_sums import PART, SAID_AGAIN, UNCOUNTED, Sum, between_terms, sum_sentences
from civharm.reconciling.terms import Term, make_terms

EARLIER = "an earlier toll, which this report brings up to date"
ASIDE = "the text says that it does not count them"
OTHERS = "tells of other victims"
NOBODY = "speaks of any people, not of some"
VAGUE = "says less than the number beside it"

# A rival stands beside what it rivals (so many tellings of the harm later); far below a lead are numbers of a part of the people.
RIVAL_REACH = 2
# A plain number takes the place of a lower one where so few tellings of the harm stand before it, and it is no more times as high.
LEAD_REACH, LEAD_TIMES = 3, 6
_LISTED = re.compile(r"\s*(?:,|,?\s*and|,?\s*as well as)\s*$", re.I)
_ANY = re.compile(r"any\b", re.I)
_OTHER_OF_KIND = re.compile(r"\bother [\w-]", re.I)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people a report says were harmed so, by which claims, and which of its claims set no number, and why."""

    range: Range
    used: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()


def count_report(claims: Sequence[Claim]) -> dict[tuple[Harm, Unit], Counted]:
    """Count what the claims of one report about one happening say, by harm and unit; what is not said is not there.

    Harms and units never mix. Claims that are no occurred harm of one happening set nothing (`tells_a_happening`).
    """
    kinds = sorted({(claim.harm, claim.count.unit) for claim in claims})
    counts = ((kind, count_claims([c for c in claims if (c.harm, c.count.unit) == kind])) for kind in kinds)
    return {kind: counted for kind, counted in counts if counted is not None}


def count_claims(claims: Sequence[Claim], keep: Callable[[Claim], bool] = lambda claim: True) -> Counted | None:
    """Count what claims of one report, one harm and one unit say of one happening; ``None`` where they say no number at all."""
    told, left = _split_told(claims)
    terms = make_terms(told, keep)
    if not terms:
        return None
    total, reasons = _count_terms(terms)
    used = tuple(sorted({claim for term in total.terms for claim in term.claims}))
    if len(used) < len(told) and not _stands_alone(total.range, [c for c in told if c.id in used], keep):
        used = tuple(sorted({claim for term in terms for claim in term.claims}))
    left += [LeftOut(claim=c.id, why=reasons.get(c.id, SAID_AGAIN if keep(c) else OTHERS)) for c in told if c.id not in used]
    return Counted(total.range, used, tuple(sorted(left, key=lambda one: one.claim)))


def _stands_alone(told: Range, claims: Sequence[Claim], keep: Callable[[Claim], bool]) -> bool:
    """Whether the claims that a count lists give it again without the others; if not, all those looked at are listed as used."""
    return _count_terms(make_terms(claims, keep))[0].range == told


def tells_a_happening(claim: Claim) -> bool:
    """Whether a claim can set a number: it occurred, in one happening, and not as background.

    Feared, planned, habitual and denied harm sets none (codebook); totals, rates, stocks and flows are no happening.
    """
    return claim.modality == "occurred" and claim.measure.kind == "incident" and not claim.background


def _split_told(claims: Sequence[Claim]) -> tuple[list[Claim], list[LeftOut]]:
    """The claims that set a number and why the others do not; background sets one where the report tells nothing else."""
    occurred = [c for c in claims if c.modality == "occurred" and c.measure.kind == "incident" and not says_of_nobody(c)]
    fresh = [c for c in occurred if not c.background]
    told = fresh if any(c.count.bound != "unknown_plural" for c in fresh) else occurred
    kept = {c.id for c in told}
    return told, [LeftOut(claim=c.id, why=why_not_told(c)) for c in claims if c.id not in kept]


def says_of_nobody(claim: Claim) -> bool:
    """Whether the victims are "any" people: the word stands under "not", "whether" or "without", where nobody is harmed."""
    return _ANY.match(claim.victims.text) is not None and claim.count.bound == "unknown_plural"


def why_not_told(claim: Claim) -> str:
    """Why a claim sets no number of a happening."""
    if says_of_nobody(claim):
        return NOBODY
    if claim.modality != "occurred":
        return f"{claim.modality}, not said to have occurred"
    if claim.measure.kind != "incident":
        return f"a {claim.measure.kind.replace('_', ' ')}, not a number of one happening"
    return "retold as background" if claim.background else OTHERS


def _count_terms(terms: list[Term]) -> tuple[Sum, dict[str, str]]:
    """Apply the rules in their order; the reasons say by which one a claim was left out."""
    reasons: dict[str, str] = {}
    terms = _leave_aside(terms, reasons)
    terms = _leave_parts(terms, reasons)
    terms = _leave_uncounted(terms, reasons)
    terms = _leave_superseded(terms, reasons)
    total = _join_sentences(sum_sentences(terms, reasons), reasons)
    named = [t for t in terms if t.kind == "one" and t.names]
    if all(t.names for t in total.terms) and (number := count_names(named)) > total.low:
        total = Sum(Range(number, number), tuple(named))
    return total, reasons


def _leave_aside(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """People of whom the text itself says that it does not count them ("eight other civilians (not counted here)")."""
    aside = [t for t in terms if "aside" in t.cues]
    if len(aside) == len(terms):
        return terms
    reasons.update({t.claim.id: ASIDE for t in aside})
    return [t for t in terms if "aside" not in t.cues]


def _leave_parts(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """A part stays inside its total: "58 dead, including 11 children" is 58, not 69.

    A part larger than its total raises the total to it, for nobody can be a part of fewer.
    """
    totals = {term.claim.id: term for term in terms}
    whole: dict[str, Term] = {}
    for term in terms:
        total = totals.get(term.claim.part_of or "")
        if total is None or total is term or _is_listed_beside(term, total):
            whole.setdefault(term.claim.id, term)
            continue
        reasons[term.claim.id] = PART
        current = whole.get(total.claim.id, total)
        if (term.range.low or 0) > _least(current.range) and term.kind != "uncounted":
            high = None if current.range.high is None else max(current.range.high, term.range.low or 0)
            whole[total.claim.id] = replace(current, range=Range(term.range.low, high), claims=(*current.claims, *term.claims))
        else:
            whole.setdefault(total.claim.id, current)
    kept = [whole[t.claim.id] for t in terms if t.claim.id in whole and t.claim.id not in reasons]
    return kept or list(terms)


def _least(total: Range) -> int:
    """What a part must exceed to raise its total: the low, or the one number that "up to 11, two children among them" tells."""
    return total.low if total.low is not None else total.high or 0


def _is_listed_beside(term: Term, total: Term) -> bool:
    """Whether two numbers of different people are told side by side: "22 civilians, two police officers and ..." hold no parts."""
    if term.sentence != total.sentence or "number" not in (term.kind, total.kind) or total.at > term.at:
        return False
    one, other = term.claim.victims, total.claim.victims
    differ = other.status != "unknown" and one.status != other.status and "anyone" not in term.cues
    return differ and not SOME_OF.search(one.text) and _LISTED.match(between_terms(total, term)) is not None


def _leave_uncounted(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """A mention without a number ("civilians", "the victims") never adds to a number; among such the largest minimum stands."""
    counted = [t for t in terms if t.kind != "uncounted"]
    positive = [t for t in counted if t.range.high != 0]
    if positive or (counted and not any((t.range.low or 0) > 0 for t in terms)):
        reasons.update({t.claim.id: UNCOUNTED for t in terms if t.kind == "uncounted"})
        return counted
    return terms


def _leave_superseded(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """A toll that rises inside a report is its last: "initially 7, later 13" is 13; "the toll rose to 19" is 19.

    A larger number told before it knows more than that toll did: "14 were killed ... the toll first rose to six" is 14.
    """
    late = [i for i, t in enumerate(terms) if "rising" in t.cues and t.kind == "number"]
    numbers = [t for t in terms if t.kind == "number"]
    kept = []
    for i, term in enumerate(terms):
        beaten = bool(late) and i < late[-1] and term.kind != "uncounted" and "rising" not in term.cues
        beaten = beaten and (term.range.low or 0) <= (terms[late[-1]].range.low or 0)
        beaten = beaten or ("early" in term.cues and any("early" not in t.cues and _is_toll_of(t, term) for t in numbers))
        beaten = beaten or i in late[:-1]
        if beaten:
            reasons[term.claim.id] = EARLIER
        else:
            kept.append(term)
    return kept or terms


def _is_toll_of(later: Term, early: Term) -> bool:
    """Whether a number can bring an early one up to date: of no other people ("30 rebels ... two soldiers" are two numbers)."""
    one, other = last_noun(later.claim.victims.text), last_noun(early.claim.victims.text)
    more = "anyone" in early.cues and (later.range.low or 0) > (early.range.low or 0)  # "initially seven people ... ten civilians"
    return later is not early and (one in ("", other) or "all" in later.cues or more)


def _join_sentences(sums: Sequence[Sum], reasons: dict[str, str]) -> Sum:
    """Go through the text from its lead on: others add up, better words meet, a rival widens, details told later change nothing."""
    total = sums[0]
    rivals: list[Sum] = []
    since = 0
    for place, told in enumerate(sums[1:], 1):
        goes_on = sums[place - 1].terms[0] in total.terms  # "another three" adds to what was told just before
        if _are_others_of_their_kind(told, total):
            reasons.update({t.claim.id: OTHERS for t in told.terms})
        elif _outnumbers(told, total):
            total, since = told, place
        elif told.is_vague and not total.is_vague and not (goes_on and told.has("more")):
            reasons.update({t.claim.id: VAGUE for t in told.terms})
        elif goes_on and _adds(told, total):
            total = Sum(add_ranges((total.range, told.range)), (*total.terms, *told.terms))
        elif told.has("rival") and place - since <= RIVAL_REACH and are_rivals(told, total):
            rivals.append(told)
        elif told.low == total.low and told.is_vague == total.is_vague and (met := meet_ranges(total.range, told.range)):
            total = Sum(met, (*total.terms, *(told.terms if met != total.range else ())))
        elif _takes_over(told, total, place):
            total, since = told, place
        elif place - since <= RIVAL_REACH and are_rivals(told, total):
            rivals.append(told)
    return widen_by_rivals(total, rivals)


def _outnumbers(told: Sum, total: Sum) -> bool:
    """Whether a sentence tells many others beside the one told before: "a commander died ... Omar and several other men died"."""
    kinds = {term.kind for term in told.terms}
    return not total.is_number and kinds == {"one", "vague"} and told.low > total.low


def _adds(told: Sum, total: Sum) -> bool:
    """Whether a sentence tells further people: "another three died", "a soldier was also killed"; not when told before.

    Whom a text names after it gave a number is one of that number ("at least seven died ... Ali X was also killed").
    """
    further = all("more" in t.cues for t in told.terms) or told.has("beside")
    if (total.is_number and any(t.names or t.refers_back for t in told.terms)) or told.has("sum") or told.has("rising"):
        return False
    if _names(told) & _names(total):
        return False  # "X was killed ... X was killed along with two guards": three, X among them
    known = {(t.range, not t.cues.isdisjoint(("more", "beside", "others"))) for t in total.terms}
    return further and not any((t.range, True) in known for t in told.terms)


def _are_others_of_their_kind(told: Sum, total: Sum) -> bool:
    """Whether "four other fighters" are told after civilians: they are others than fighters, and no more of those told before."""
    kinds = [{term.claim.victims.status for term in said.terms} for said in (told, total)]
    other = all(_OTHER_OF_KIND.search(term.claim.victims.text) for term in told.terms)
    return other and kinds[0].isdisjoint(kinds[1]) and "unknown" not in kinds[0] | kinds[1]


def _names(told: Sum) -> set[str]:
    """The last words of the names told: "Ali Hassan" and "Hassan" meet."""
    return {name.lower().split()[-1] for term in told.terms for name in term.names if name.split()}


def _takes_over(told: Sum, total: Sum, place: int) -> bool:
    """Whether a sentence gives a better number of the happening than those before it.

    A number takes over from vague words; a sum from what it sums up; a larger one from a smaller one in the same voice, if it
    stands in the lead below a headline, or is one plain number and no enumeration, and neither far below nor many times as high:
    such are numbers of a year, of a war, of another day.
    """
    if total.is_vague:
        return told.is_number or told.low > total.low
    if told.is_number and (told.has("sum") or told.has("rising")) and told.low >= total.low:
        return True
    if told.low <= total.low or _is_summed_up(total):
        return False
    in_lead = place == 1 and total.is_headline
    if not told.is_number:
        return not total.is_number and in_lead
    extends = in_lead and any(term.range == total.range for term in told.terms) and not any(t.names for t in told.terms)
    near = place <= LEAD_REACH and told.low <= LEAD_TIMES * total.low
    alone = near and len(told.terms) == 1 and (told.voice == total.voice or _counts_all(told, total))
    return not total.is_number or alone or extends


def _is_summed_up(total: Sum) -> bool:
    """Whether a number is what the report itself adds up to ("bringing the toll to 15"): no plain number told later knows more."""
    return total.is_number and (total.has("sum") or total.has("rising"))


def _counts_all(told: Sum, total: Sum) -> bool:
    """Whether a number of all the dead is told after one of some: "two daughters died ... deputies found four bodies"."""
    of_some = any(SOME_OF.search(term.claim.victims.text) for term in total.terms)
    return told.has("all") and (of_some or not total.has("anyone"))
