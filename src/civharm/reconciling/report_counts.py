"""What one report says of one happening: the arithmetic inside a text, each step a rule with its reason (``docs/method.md``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from civharm.model import Claim, Harm, LeftOut, Unit
from civharm.reconciling.people import count_people
from civharm.reconciling.ranges import Range, add_ranges, meet_ranges, widen_ranges
from civharm.reconciling.terms import Term, has_cue, make_terms

PART = "a part of a total that this report tells"
SAID_AGAIN = "the same people told again, with no better number"
UNCOUNTED = "tells no number beside one that is told"
EARLIER = "an earlier toll, which this report brings up to date"
VAGUE = "says less than the number beside it"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people a report says were harmed so, by which claims, and which of its claims set no number, and why."""

    range: Range
    used: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sum:
    """What one sentence (or several, once added) says: a range and the terms behind it."""

    range: Range
    terms: tuple[Term, ...]

    def has(self, cue: str) -> bool:
        return any(cue in term.cues for term in self.terms)

    @property
    def voice(self) -> str:
        return self.terms[0].voice

    @property
    def is_vague(self) -> bool:
        return any(term.kind == "vague" for term in self.terms)

    @property
    def low(self) -> int:
        return self.range.low if self.range.low is not None else self.range.high or 0


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
    left += [LeftOut(claim=t.claim.id, why=reasons.get(t.claim.id, SAID_AGAIN)) for t in terms if t.claim.id not in used]
    return Counted(total.range, used, tuple(sorted(left, key=lambda one: one.claim)))


def tells_a_happening(claim: Claim) -> bool:
    """Whether a claim can set a number: it occurred, in one happening, and not as background.

    Feared, planned, habitual and denied harm sets none (codebook); totals, rates, stocks and flows are no happening.
    """
    return claim.modality == "occurred" and claim.measure.kind == "incident" and not claim.background


def _split_told(claims: Sequence[Claim]) -> tuple[list[Claim], list[LeftOut]]:
    """The claims that set a number and why the others do not; background sets one where the report tells nothing else."""
    occurred = [c for c in claims if c.modality == "occurred" and c.measure.kind == "incident"]
    told = [c for c in occurred if not c.background] or occurred
    kept = {c.id for c in told}
    return told, [LeftOut(claim=c.id, why=_why_not_told(c)) for c in claims if c.id not in kept]


def _why_not_told(claim: Claim) -> str:
    if claim.modality != "occurred":
        return f"{claim.modality}, not said to have occurred"
    if claim.measure.kind != "incident":
        return f"a {claim.measure.kind.replace('_', ' ')}, not a number of one happening"
    return "retold as background"


def _count_terms(terms: list[Term]) -> tuple[_Sum, dict[str, str]]:
    """Apply the rules in their order; the reasons say by which one a claim was left out."""
    reasons: dict[str, str] = {}
    terms = _leave_parts(terms, reasons)
    terms = _leave_uncounted(terms, reasons)
    terms = _leave_superseded(terms, reasons)
    numbers = _join_sentences(_sum_sentences(terms, reasons), reasons)
    people = count_people([t for t in terms if t.kind == "one"])
    assert numbers is not None  # terms is never empty, and each of its terms is in a sentence
    if people.terms and (people.range.low or 0) > numbers.low and not numbers.is_vague:
        return _Sum(people.range, people.terms), reasons
    return numbers, reasons


def _leave_parts(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """A part stays inside its total: "58 dead, including 11 children" is 58, not 69.

    A part larger than its total raises the total to it, for nobody can be a part of fewer.
    """
    totals = {term.claim.id: term for term in terms}
    whole: dict[str, Term] = {}
    for term in terms:
        total = totals.get(term.claim.part_of or "")
        if total is None or total is term:
            whole.setdefault(term.claim.id, term)
            continue
        reasons[term.claim.id] = PART
        current = whole.get(total.claim.id, total)
        if (term.range.low or 0) > (current.range.low or 0) and term.kind != "uncounted":
            high = None if current.range.high is None else max(current.range.high, term.range.low or 0)
            whole[total.claim.id] = replace(current, range=Range(term.range.low, high), claims=(*current.claims, *term.claims))
        else:
            whole.setdefault(total.claim.id, current)
    kept = [whole[t.claim.id] for t in terms if t.claim.id in whole and t.claim.id not in reasons]
    return kept or list(terms)


def _leave_uncounted(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """A mention without a number ("civilians", "the victims") never adds to a number; among such the largest minimum stands."""
    counted = [t for t in terms if t.kind != "uncounted"]
    positive = [t for t in counted if t.range.high != 0]
    if positive or (counted and not any((t.range.low or 0) > 0 for t in terms)):
        reasons.update({t.claim.id: UNCOUNTED for t in terms if t.kind == "uncounted"})
        return counted
    return terms


def _leave_superseded(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """A toll that rises inside a report is its last: "initially 7, later 13" is 13; "the toll rose to 19" is 19."""
    late = [i for i, t in enumerate(terms) if "rising" in t.cues and t.kind == "number"]
    numbers = [t for t in terms if t.kind == "number"]
    kept = []
    for i, term in enumerate(terms):
        beaten = bool(late) and i < late[-1] and term.kind != "uncounted" and "rising" not in terms[i].cues
        beaten = beaten or ("early" in term.cues and any("early" not in t.cues for t in numbers))
        beaten = beaten or i in late[:-1]
        if beaten:
            reasons[term.claim.id] = EARLIER
        else:
            kept.append(term)
    return kept or terms


def _sum_sentences(terms: list[Term], reasons: dict[str, str]) -> list[_Sum]:
    sentences: dict[int, list[Term]] = {}
    for term in terms:
        sentences.setdefault(term.sentence, []).append(term)
    return [total for _, told in sorted(sentences.items()) for total in _sum_sentence(told, reasons)]


def _sum_sentence(terms: list[Term], reasons: dict[str, str]) -> list[_Sum]:
    """Groups told in one sentence add up ("three police officers and two soldiers": 5), unless they are rivals or parts."""
    terms = _say_once(terms, reasons)
    voices = {term.voice for term in terms}
    if len(voices) > 1 or any("rival" in t.cues for t in terms[1:]):
        return [_Sum(t.range, (t,)) for t in terms]
    total = next((t for t in terms if "sum" in t.cues), None) or _find_total(terms)
    if total is not None:
        reasons.update({t.claim.id: PART for t in terms if t is not total})
        return [_Sum(total.range, (total,))]
    return [_Sum(add_ranges(t.range for t in terms), tuple(terms))]


def _say_once(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """The same phrase told twice in a sentence (two harm words for the same dead) counts once."""
    kept: dict[tuple[int, int], Term] = {}
    for term in terms:
        key = (term.claim.victims.start, term.claim.victims.end)
        if key in kept:
            reasons[term.claim.id] = SAID_AGAIN
        kept.setdefault(key, term)
    return list(kept.values())


def _find_total(terms: list[Term]) -> Term | None:
    """A first number that holds those told after it: "three people, a man and two women"; "four relatives: Ali, his son, ...".

    It does so where the rest sums to it exactly and its noun says nothing but "people", or where names follow ("identified as").
    """
    first, rest = terms[0], terms[1:]
    if first.kind != "number" or not rest or any("more" in t.cues for t in rest):
        return None
    between = _between(first, rest[0])
    summed = add_ranges(t.range for t in rest)
    if (summed.low or 0) > first.range.low if first.range.low is not None else False:
        return None
    joined = re.match(r"^\W*(?:and|as well as|along with|plus)\b", between, re.I) is not None
    if not joined and summed.low == first.range.low and ("whole" in first.cues or first.claim.victims.text[-1:].isupper()):
        return first
    names = has_cue(between, "named") or ":" in between or "–" in between or "(" in between
    return first if names and all(t.kind in ("one", "number") for t in rest) else None


def _between(one: Term, other: Term) -> str:
    start = one.claim.quote.start
    return one.claim.quote.text[one.claim.victims.end - start : max(0, other.claim.victims.start - start)]


def _join_sentences(sums: list[_Sum], reasons: dict[str, str]) -> _Sum | None:
    """Go through the text: others add up, better words of one number meet, rivals make a range, the rest is told again."""
    total: _Sum | None = None
    rivals: list[_Sum] = []
    for told in sorted(sums, key=lambda s: s.is_vague):  # vague words say less than numbers, wherever they stand
        if total is None:
            total = told
        elif told.is_vague and not total.is_vague:
            reasons.update({t.claim.id: VAGUE for t in told.terms})
        elif _adds(told, total):
            total = _Sum(add_ranges((total.range, told.range)), (*total.terms, *told.terms))
        elif told.low == total.low and (met := meet_ranges(total.range, told.range)):
            total = _Sum(met, (*total.terms, *(told.terms if met != total.range else ())))
        else:
            smaller, larger = (told, total) if told.low < total.low else (total, told)
            if _are_rivals(smaller, larger):
                rivals.append(smaller)
            total = larger
    return total and _with_rivals(total, rivals)


def _adds(told: _Sum, total: _Sum) -> bool:
    """Whether a sentence tells further people: "another three died", "a soldier was also killed"; not when told before."""
    further = all("more" in t.cues for t in told.terms) or told.has("beside") or (told.has("more") and len(told.terms) == 1)
    known = {(t.range, "more" in t.cues or "beside" in t.cues) for t in total.terms}
    return further and not any((t.range, True) in known for t in told.terms)


def _are_rivals(smaller: _Sum, larger: _Sum) -> bool:
    """Whether two numbers are two speakers' numbers of the same people: another voice, and no narrower group of victims."""
    if smaller.voice == larger.voice and not smaller.has("rival") and not larger.has("rival"):
        return False
    one, other = smaller.terms[0].claim.victims, larger.terms[0].claim.victims
    narrower = set(one.groups) - set(other.groups) or (one.status != other.status and other.status == "unknown")
    return not narrower and len(smaller.terms) == 1 and smaller.terms[0].kind in ("number",)


def _with_rivals(total: _Sum, rivals: list[_Sum]) -> _Sum:
    if not rivals:
        return total
    terms = (*total.terms, *(term for rival in rivals for term in rival.terms))
    return _Sum(widen_ranges([total.range, *(rival.range for rival in rivals)]), terms)
