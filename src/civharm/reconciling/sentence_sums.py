"""What one sentence says: which of its terms are the same people, parts of another, rivals, or further people who add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from civharm.reconciling.ranges import Range, add_ranges, meet_ranges
from civharm.reconciling.terms import Term, has_cue

PART = "a part of a total that this report tells"
UNCOUNTED = "tells no number beside one that is told"
SAID_AGAIN = "the same people told again, with no better number"

# What may stand between a description and the name of the same person: marks, an age, "named", "identified as".
_MARKS = r"[\s,(–—:\"'“”‘’-]*"
_APPOSITION = re.compile(
    rf"^{_MARKS}(?:(?:aged?|named|called|identified as|identified by \w+ as|who was|as)\s+)?(?:who (?:was \w+|died),)?{_MARKS}"
    rf"(?:\d{{1,3}}(?:[\s-]*years?[\s-]*old)?)?{_MARKS}$",
    re.I,
)
_GLUE = re.compile(r"^[\s-]*(?:of|was|is|\.)?[\s-]*$", re.I)
_BRACKET = re.compile(r"^[\w\s-]{0,30}\(\s*(?:an?|the)?\s*$", re.I)  # "1 national staff (driver)"; "(and his son)" is another
_BESIDE = re.compile(
    r"^\s*,(?:\s+(?!(?:and|or|nor|with|plus|who|when|while)\b)[\w'’.()-]+){0,6}\s*$", re.I
)  # ", the party's presidential"
_DETERMINER = re.compile(r"(?:an?|the|this|that|his|her|their|its|my|our|one|another|some|\d+)\b|[\w'’-]+['’]s?\b", re.I)
_OF_SOMEBODY = re.compile(r"^(?:his|her|their|its|another|an? (?:second|third|fourth)|my|our)\b", re.I)
_REFLEXIVE = re.compile(r"^(?:him|her|it)self$", re.I)
_PRONOUN = re.compile(
    r"^(?:he|she|him|her|it|they|them|the\s(?:deceased|victim|man|woman|boy|girl|child|individual|person|worker|employee"
    r"|staff member|driver|guard)|(?:his|her|their|its|the)\s(?:body|corpse|remains|death|murder|killing))$", re.I
)  # fmt: skip
_INCLUDED = re.compile(r"^(?:including|among them|among whom|mostly|mainly)\b", re.I)
_OR = re.compile(r"[\s,]*(?:or|nor)\b", re.I)
_THEIRS = re.compile(r"their\b(?! own)", re.I)
_AMONG = re.compile(r"\b(?:among|(?:one|part|first|second|third|last|youngest|oldest|latest) of)\b", re.I)
_CLOSED = re.compile(r"\([^()]*\)")  # "2 nurses (a Swede, a Dane) and 1 local nurse"
_JOINED = re.compile(r"\b(?:and|as well as|along with|plus|before|then)\b", re.I)


@dataclass(frozen=True, slots=True)
class Sum:
    """What one sentence (or several, once added) says: a range and the terms behind it."""

    range: Range
    terms: tuple[Term, ...]

    def has(self, cue: str) -> bool:
        """Whether a cue stands by any of its terms."""
        return any(cue in term.cues for term in self.terms)

    @property
    def voice(self) -> str:
        """Who says it."""
        return self.terms[0].voice

    @property
    def is_vague(self) -> bool:
        """Whether it is no number: "dozens", "civilians"."""
        return any(term.kind in ("vague", "uncounted") for term in self.terms)

    @property
    def is_number(self) -> bool:
        """Whether a number is told in it, and not people one by one alone."""
        return any(term.kind == "number" for term in self.terms)

    @property
    def is_headline(self) -> bool:
        """Whether it is told by a line that is no full sentence."""
        return self.terms[0].claim.quote.text[-1:] not in ".!?\"”'’"

    @property
    def low(self) -> int:
        """The number by which it is compared with others."""
        return self.range.low if self.range.low is not None else self.range.high or 0


def sum_sentences(terms: Sequence[Term], reasons: dict[str, str]) -> list[Sum]:
    """What each sentence says, in the order of the text; why a claim adds nothing goes to ``reasons``."""
    sentences: dict[int, list[Term]] = {}
    for term in terms:
        sentences.setdefault(term.sentence, []).append(term)
    return [total for _, told in sorted(sentences.items()) for total in sum_sentence(told, reasons)]


def sum_sentence(terms: list[Term], reasons: dict[str, str]) -> list[Sum]:
    """Groups told in one sentence add up ("three police officers and two soldiers": 5), unless they are rivals, parts or the same.

    Two speakers, or words such as "some reports suggest", make two sums that are compared later.
    """
    terms = _leave_denied(_leave_included(_say_once(terms, reasons), reasons), reasons)
    uncounted = [t for t in terms if t.kind == "uncounted"]
    if len(uncounted) == len(terms):
        most = max(terms, key=lambda t: t.range.low or 0)
        return [Sum(most.range, (most,))]
    if len({term.voice for term in terms}) > 1 or any("rival" in t.cues for t in terms[1:]):
        return [Sum(t.range, (t,)) for t in terms]
    total = next((t for t in terms if "sum" in t.cues or "rising" in t.cues), None) or _find_total(terms)
    if total is not None:
        reasons.update({t.claim.id: PART for t in terms if t is not total})
        return [Sum(total.range, (total,))]
    bounded = _find_bounds(terms)
    if bounded is not None:
        reasons.update({t.claim.id: UNCOUNTED for t in terms if t not in bounded.terms})
        return [bounded]
    return [Sum(add_ranges(t.range for t in terms), tuple(terms))]


def _find_bounds(terms: Sequence[Term]) -> Sum | None:
    """ "At least 78, and up to 175, people": the two bounds of one number, told side by side."""
    for one, other in pairwise(terms):
        if one.range.high is None and other.range.low is None and one.kind == other.kind == "number":
            met = meet_ranges(one.range, other.range)
            if met is not None and one.claim.count.bound == "at_least" and other.claim.count.bound == "at_most":
                return Sum(met, (one, other))
    return None


def _say_once(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """The same people told twice in a sentence count once: one phrase, a name beside its description, "he" after a name."""
    kept: list[Term] = []
    for number, term in enumerate(terms):
        again = any(_overlap(term, other) for other in kept)
        again = again or (bool(kept) and term.kind == "one" and _is_told(terms[number - 1], term))
        if again:
            reasons[term.claim.id] = SAID_AGAIN
        else:
            kept.append(term)
    return kept


def _leave_included(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """Who is told with "including" is a part of what stands before, even where reading did not say of what."""
    included = [t for t in terms[1:] if _INCLUDED.search(t.claim.victims.text) or _INCLUDED.search(t.lead)]
    reasons.update({t.claim.id: PART for t in included})
    return [t for t in terms if t not in included]


def _leave_denied(terms: list[Term], reasons: dict[str, str]) -> list[Term]:
    """ "No women or children were hurt" says of the children, too, that nobody was."""
    beside = [(before, t) for before, t in pairwise(terms) if before.range.high == 0 and t.kind == "uncounted"]
    denied = [t for before, t in beside if _OR.match(between_terms(before, t))]
    reasons.update({t.claim.id: SAID_AGAIN for t in denied})
    return [t for t in terms if t not in denied]


def _overlap(one: Term, other: Term) -> bool:
    return one.claim.victims.start < other.claim.victims.end and other.claim.victims.start < one.claim.victims.end


def _is_told(before: Term, term: Term) -> bool:
    """Whether one person is somebody whom the sentence told just before; "himself" is, but for "killed the boy and himself"."""
    if _REFLEXIVE.match(term.claim.victims.text):
        return not _JOINED.search(between_terms(before, term))
    return _is_same_person(before, term) or _PRONOUN.match(term.claim.victims.text) is not None


def _is_same_person(before: Term, term: Term) -> bool:
    """Whether two phrases side by side are one person: "his wife, Amal X", "John X, a 34-year-old nurse", "teacher Ali X"."""
    if before.kind != "one":
        return False
    between = between_terms(before, term)
    if _GLUE.match(between) or _BRACKET.match(between):
        return True
    if _is_name(before, between) and not term.names and _is_bare(term) and _BESIDE.match(between):
        return True
    if not _APPOSITION.match(between) or bool(before.names) == bool(term.names):
        return False
    return not before.names or _OF_SOMEBODY.match(term.claim.victims.text) is None


def _is_bare(term: Term) -> bool:
    """Whether a noun for one person has no word like "a" or "the": no sentence tells of another person so."""
    return _DETERMINER.match(term.claim.victims.text) is None


def _is_name(term: Term, between: str) -> bool:
    """Whether a phrase is a name; in capitals, two bare words and more with a description behind them are taken for one."""
    written = term.claim.victims.text
    return bool(term.names) or (written.isupper() and _is_bare(term) and " " in written and between.strip(" ,") != "")


def _find_total(terms: list[Term]) -> Term | None:
    """A number that holds those told beside it: "three people, a man and two women"; "four relatives: Ali, his son, ...".

    It does so where the rest sums to it exactly, its noun says nothing but "people" and no "and" stands between; or where names
    follow ("identified as", a colon).
    """
    first, rest = terms[0], terms[1:]
    if not rest:
        return None
    if first.kind == "number" and _holds(first, rest, between_terms(first, rest[0])):
        return first
    last, before = terms[-1], terms[:-1]
    if last.kind == "number" and _AMONG.search(between_terms(before[-1], last)) and (last.range.low or 0) >= len(before):
        return last
    if last.kind == "number" and all(t.kind == "one" for t in before) and not _JOINED.search(between_terms(before[-1], last)):
        return last if last.range.low == len(before) and "whole" in last.cues else None
    return None


def _holds(total: Term, rest: Sequence[Term], between: str) -> bool:
    summed, low = add_ranges(t.range for t in rest), total.range.low or 0
    if any(_THEIRS.match(t.claim.victims.text) for t in rest):  # "two women, their driver and a man"
        return False
    between = _CLOSED.sub(" ", between)
    joined = _JOINED.match(between.strip(" ,")) is not None
    one_by_one = all(t.kind == "one" for t in rest) and not any(_last_word(t) == _last_word(total) for t in rest)
    if not joined and "whole" in total.cues and one_by_one and ((summed.low or 0) <= low or any(t.names for t in rest)):
        return True
    if (summed.low or 0) > low:
        return False
    if not joined and "whole" in total.cues and summed.low == low:
        return True
    if any("more" in t.cues for t in rest):
        return False
    names = has_cue(between, "named") or re.search(r"[:–—(]", between) is not None
    return names and all(t.kind in ("one", "number") for t in rest)


def _last_word(term: Term) -> str:
    """The noun of a phrase: "3 local staff, 1 foreign staff" are told side by side, and "3 staff, a guard and a cook" are not."""
    return term.claim.victims.text.lower().split()[-1]


def between_terms(one: Term, other: Term) -> str:
    """The words between two terms of a sentence."""
    start = one.claim.quote.start
    return one.claim.quote.text[one.claim.victims.end - start : max(0, other.claim.victims.start - start)]
