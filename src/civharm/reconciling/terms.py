"""Turn claims into terms of a sum: how many, who says so, and what the words around the number say about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from civharm.lexicon import load_rows
from civharm.model import Claim
from civharm.reconciling.ranges import Range, take_away

TermKind = Literal["number", "vague", "one", "uncounted"]
KINDS = (
    "more",
    "beside",
    "rising",
    "update",
    "falling",
    "toll",
    "sum",
    "early",
    "named",
    "rival",
    "anyone",
    "whole",
    "all",
    "dead",
    "hurt",
)
_NEAR = 48  # characters before the victims in which a word still speaks of their number; a clause's length
_BACKWARD = re.compile(r"^(?:he|she|him|her|it|they|them|his|their|its|the|this|that|these|those)\b", re.I)
_WOUND = re.compile(r"\b(?:injury|injuries|wounds?|gunshots?|burns)$", re.I)
_ONE_WOUND = re.compile(r"(?:an?|his|her|the|their)\b", re.I)
_ASIDE = ("not included", "not counted", "not including")  # within a clause after the victims
_ASIDE_REACH = 90
_OF_THE_NEXT = re.compile(r"\([^()]*\)\s*$")  # "a nurse, with other (not counted) staff": the brackets speak of the staff
_OTHER_SENSE = re.compile(r"\b(?:no )?more than\b|\bor more\b|\bno more\b", re.I)


@dataclass(frozen=True, slots=True)
class Term:
    """One claim as a term of a sum, with the parts that were taken out of it (``claims`` holds their ids too).

    ``kind`` is ``number`` ("12", "at least 12"), ``vague`` ("dozens"), ``one`` (a person named or described) or ``uncounted``
    ("civilians"). ``lead`` holds the word or two right before its victims.
    """

    claim: Claim
    claims: tuple[str, ...]
    range: Range
    kind: TermKind
    voice: str
    names: tuple[str, ...]
    cues: frozenset[str]
    lead: str = ""

    @property
    def refers_back(self) -> bool:
        """Whether its words point to people told before: "he", "the man", "his wife"."""
        return self.kind == "one" and not self.names and _BACKWARD.match(self.claim.victims.text) is not None

    @property
    def sentence(self) -> int:
        """Where the sentence begins that tells it."""
        return self.claim.quote.start

    @property
    def at(self) -> int:
        """Where its victims begin."""
        return self.claim.victims.start


@cache
def load_cues(kind: str) -> frozenset[str]:
    """Load the cues of one kind of ``tolls.yml``, in lower case."""
    rows = load_rows("tolls", required=("kind", "cue"))
    unknown = next((row["kind"] for row in rows if row["kind"] not in KINDS), None)
    if unknown or kind not in KINDS:
        raise ValueError(f"words/en/tolls.yml: {unknown or kind!r} is no kind of cue")
    return frozenset(str(row["cue"]).lower() for row in rows if row["kind"] == kind)


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """All cues as one pattern, the longest first, and the kinds of each; words for a toll may hold others, and stand apart."""
    kinds: dict[str, frozenset[str]] = {}
    for kind in (kind for kind in KINDS if kind != "toll"):
        for cue in load_cues(kind):
            kinds[cue] = kinds.get(cue, frozenset()) | {kind}
    words = sorted(kinds, key=lambda cue: (-len(cue), cue))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"), kinds


@lru_cache(maxsize=1 << 14)
def find_cue_kinds(text: str) -> frozenset[str]:
    """The kinds of all cues in a text.

    >>> sorted(find_cue_kinds("another three men")), sorted(find_cue_kinds("The toll rose to 19"))
    (['more', 'whole'], ['rising'])
    """
    pattern, kinds = _pattern()
    found = (kinds[match.group()] for match in pattern.finditer(" ".join(text.lower().split())))
    return frozenset(kind for some in found for kind in some)


def has_cue(text: str, kind: str) -> bool:
    """Whether a text holds a cue of a kind.

    >>> has_cue("another three people", "more"), has_cue("twelve people", "more")
    (True, False)
    """
    return kind in find_cue_kinds(text)


def has_word_for_toll(text: str) -> bool:
    """Whether a text names a toll, be it inside another cue.

    >>> has_word_for_toll("The office lowered the death toll to 42"), has_word_for_toll("Huts burned down to the ground")
    (True, False)
    """
    folded = " ".join(text.lower().split())
    return any(words in folded for words in load_cues("toll"))


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Put claims in the order in which their reports tell them, so that the order in which they come plays no part."""
    return sorted(claims, key=lambda c: (c.report, c.quote.start, c.victims.start, c.count.start, c.trigger.start, c.id))


def make_terms(claims: Sequence[Claim], keep: Callable[[Claim], bool] = lambda claim: True) -> list[Term]:
    """Turn the claims of one report, one harm and one unit into terms, in the order of the text.

    Only claims that ``keep`` wants become terms; a part that it does not want is taken out of its total ("58 dead, the bomber among
    them": 57 victims), and stands among the claims of the term.
    """
    ordered = in_order(claims)
    wanted = {c.id: c for c in ordered if keep(c)}
    taken: dict[str, list[Claim]] = {}
    for claim in ordered:
        if claim.id not in wanted and claim.part_of in wanted:
            taken.setdefault(claim.part_of, []).append(claim)
    terms = [
        _make_term(claim, taken.get(claim.id, ()), _near(claim, wanted.values()), _after(claim, wanted.values()))
        for claim in wanted.values()
    ]
    return [_turn_others(term) if _are_others_than(term.claim, terms[:at]) else term for at, term in enumerate(terms)]


def _turn_others(term: Term) -> Term:
    return replace(term, cues=term.cues - {"more"} | {"others"}) if "more" in term.cues else term


def _make_term(claim: Claim, taken: Sequence[Claim], near: str, after: str) -> Term:
    number = Range(None, None) if names_a_wound(claim) else Range(claim.count.low, claim.count.high)
    for part in taken:
        number = take_away(number, Range(part.count.low, part.count.high))
    ids = (claim.id, *(part.id for part in taken))
    names = tuple(person.name for person in claim.victims.people if person.name)
    before = claim.quote.text[: max(0, claim.victims.start - claim.quote.start)].split()[-2:]
    lead = " ".join(before[-1:] if before[-1:] and before[-1].lower() != "them" else before)
    return Term(claim, ids, number, _kind_of(claim, number), voice_of(claim), names, _cues_of(claim, near, after), lead)


def _are_others_than(claim: Claim, before: Sequence[Term]) -> bool:
    """Whether "others" are others than those whom the sentence tells for another harm: "four died and 63 others were hurt" adds
    nobody to the wounded that were told above.
    """
    of_another = {"killed": "hurt", "injured": "dead"}.get(claim.harm)
    if of_another is None or (before and before[-1].sentence == claim.quote.start):
        return False
    return has_cue(claim.quote.text[: max(0, claim.victims.start - claim.quote.start)], of_another)


def _kind_of(claim: Claim, number: Range) -> TermKind:
    if names_a_wound(claim):
        return "uncounted"
    if claim.count.bound == "unknown_plural":
        return "vague" if number.low is not None and number.low > 2 else "uncounted"
    if number.low is None and number.high is None:
        return "uncounted"
    return "one" if number == Range(1, 1) and claim.count.bound == "exact" else "number"


def names_a_wound(claim: Claim) -> bool:
    """Whether the words name a wound and not the wounded: "his injuries", "an injury"; "3 injuries" are three people."""
    unnumbered = claim.count.bound == "unknown_plural" or _ONE_WOUND.match(claim.victims.text) is not None
    return unnumbered and _WOUND.search(claim.victims.text) is not None and not any(c.isdigit() for c in claim.count.text)


def voice_of(claim: Claim) -> str:
    """Whom the report credits nearest to the fact, in lower case; empty where it speaks in its own voice."""
    if not claim.speakers:
        return ""
    return " ".join((claim.speakers[0].name or claim.speakers[0].text).lower().split())


def _near(claim: Claim, others: Iterable[Claim]) -> str:
    """The words before and between victims and harm word, from the end of the claim told before on."""
    quote, start = claim.quote, min(claim.victims.start, claim.trigger.start)
    before = [c.victims.end for c in others if c.quote.start == quote.start and c.victims.end <= claim.victims.start]
    first = max([quote.start, start - _NEAR, *(end for end in before if end <= start)])
    return quote.text[first - quote.start : max(claim.victims.end, claim.trigger.end) - quote.start]


def _after(claim: Claim, others: Iterable[Claim]) -> str:
    """The words after the victims, up to those told next."""
    quote, end = claim.quote, claim.victims.end
    following = [c.victims.start for c in others if c.quote.start == quote.start and c.victims.start >= end]
    after = quote.text[end - quote.start : min([end + _ASIDE_REACH, *following]) - quote.start]
    return _OF_THE_NEXT.sub("", after) if following else after


def _clause(claim: Claim) -> str:
    """From the harm word or the victims, whichever comes first, with one word before, to the end of the other."""
    quote, first = claim.quote, min(claim.victims.start, claim.trigger.start) - claim.quote.start
    before = quote.text[:first].split()[-1:]
    return " ".join([*before, quote.text[first : max(claim.victims.end, claim.trigger.end) - quote.start]])


def _cues_of(claim: Claim, near: str, after: str) -> frozenset[str]:
    own = _OTHER_SENSE.sub(" ", claim.victims.text)
    found = find_cue_kinds(near) & {"rising", "sum", "early", "rival"} | find_cue_kinds(own) & {"more", "anyone", "whole", "all"}
    found |= find_cue_kinds(_clause(claim)) & {"beside"} | find_cue_kinds(voice_of(claim)) & {"early"}
    return found | {"aside"} if any(words in after.lower() for words in _ASIDE) else found
