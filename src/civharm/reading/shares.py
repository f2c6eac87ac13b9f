"""What a sentence tells of people told before it, all or some of them, without a number: no further people are harmed.

"Nine men were killed. They had been shot, and some were boys": the shot tells how the nine died, and the boys are of the nine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from civharm.lexicon import make_alternation
from civharm.model import Claim, Group, Harm
from civharm.reading.claims import with_groups
from civharm.reading.listed import LISTED
from civharm.reading.part_groups import find_groups_of_most
from civharm.reading.part_words import load_part_words, refers_back
from civharm.reading.sentences import Sentence

# People told before stand at most so many characters before the sentence that tells more of them.
REACH = 300
# The next sentence begins at most so many characters behind one: no headline or picture stands between.
NEXT = 4
_OUTCOMES: tuple[Harm, ...] = ("killed", "injured")
_HURT: tuple[Harm, ...] = (*_OUTCOMES, "casualties")
_ALSO = re.compile(r"\b(?:another|also|too|elsewhere|separately|later|meanwhile)\b", re.I)


def join_outcomes(claims: list[Claim], pointing: Sequence[bool]) -> list[int]:
    """Find the claims that stay where "they were shot" tells how those died of whose death another sentence tells.

    What it tells of means and doer goes to the death, marked as inferred. ``pointing`` says which victims stand for a pronoun.

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> claims = read(make_report("r", "Two farmers were killed on Monday. They were shot by soldiers."))
    >>> [(c.harm, c.means.category, c.actor.name) for c in claims]
    [('killed', 'small_arms', 'soldiers')]
    """
    by_people: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        by_people.setdefault(claim.victims.start, []).append(number)
    gone = set()
    for number, claim in enumerate(claims):
        apart = [n for n in by_people[claim.victims.start] if claims[n].quote != claim.quote or pointing[number]]
        same = [n for n in apart if claims[n].harm in _OUTCOMES]  # "a boy died after he was shot": told in one sentence, too
        if claim.harm != "casualties" or not same or not (pointing[number] or pointing[same[0]]):
            continue
        told = claims[same[0]]
        if claim.modality == told.modality and (claim.count.low, claim.count.high) == (told.count.low, told.count.high):
            claims[same[0]] = _with_slots_of(told, claim)
            gone.add(number)
    return [n for n in range(len(claims)) if n not in gone]


def _with_slots_of(told: Claim, other: Claim) -> Claim:
    means = told.means or (replace(other.means, inferred=True) if other.means else None)
    actor = told.actor or (replace(other.actor, inferred=True) if other.actor else None)
    return replace(told, means=means, actor=actor)


def add_groups_of_most(claims: list[Claim], sentences: Sequence[Sentence]) -> list[Claim]:
    """Give a number the groups that the sentence right behind its own tells of most of its people: "Most were children"."""
    ends = {sentence.end: groups for sentence, groups in _tell_groups(sentences)}
    for n in range(len(claims)) if ends else ():
        claim = claims[n]
        last = n + 1 == len(claims) or claims[n + 1].quote != claim.quote
        if claim.quote.end in ends and claim.harm in _HURT and claim.part_of is None and (last or claim.harm == "killed"):
            claims[n] = with_groups(claim, ends[claim.quote.end])
    return claims


def _tell_groups(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, tuple[Group, ...]]]:
    """Each sentence behind which another tells groups of most of its people, with these."""
    for before, sentence in pairwise(sentences):
        groups = find_groups_of_most(sentence.text) if sentence.start - before.end < NEXT else ()
        if groups:
            yield before, groups


def find_whole_of_them(claims: Sequence[Claim], number: int) -> int | None:
    """Find the people harmed in another way of whom a number right behind them tells: "18 were hurt, three of whom later died".

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> [bool(c.part_of) for c in read(make_report("r", "Guards took 18 hostages and later killed three of them."))]
    [False, True]
    """
    claim, before = claims[number], claims[number - 1] if number else None
    if (
        before is None
        or before.quote != claim.quote
        or before.harm in (claim.harm, "killed")
        or not refers_back(claim.victims.text)
    ):
        return None
    behind = before.victims.end <= claim.victims.start and before.part_of is None and before.count.unit == claim.count.unit
    return number - 1 if behind and (claim.count.low or 0) < (before.count.low or 0) else None


def find_whole_of_listed(claims: Sequence[Claim], number: int) -> int | None:
    """Find the number of people of whom a list names one: the last of the same harm before the list, if it can hold the list.

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> text = "Three people died. The dead: Omar Zaki, Sami Noor and Rana Habib."
    >>> [bool(c.part_of) for c in read(make_report("r", text))]
    [False, True, True, True]
    """
    claim = claims[number]
    listed = {c.victims.text for c in claims if c.made_by.endswith(LISTED) and c.harm == claim.harm}
    for n in range(number - 1, -1, -1):
        total = claims[n]
        if total.made_by.endswith(LISTED) or total.harm != claim.harm or total.part_of is not None or total.background:
            continue
        high = total.count.high
        several = (total.count.low or 2) > 1 and total.count.unit == "person" and total.victims.end <= claim.victims.start
        if several:
            return n if high is None or high >= len(listed) else None
    return None


def find_whole_of_share(claims: Sequence[Claim], number: int, *, said: bool) -> int | None:
    """Find the number of people of whom a claim without a noun tells some: "some were boys" (``said``), "several had been shot"."""
    claim = claims[number]
    if claim.harm not in _HURT or _ALSO.search(claim.quote.text) or not _tells_some(claim, said=said):
        return None
    for n in range(number - 1, -1, -1):
        total = claims[n]
        if claim.quote.start - total.quote.end > REACH:
            return None
        harms = _HURT if said else (claim.harm, *(_OUTCOMES[:1] if claim.harm == "casualties" else ()))
        if total.part_of is None and total.harm in harms and total.victims.end <= claim.victims.start and _may_hold(total, claim):
            return n
    return None


def _may_hold(total: Claim, part: Claim) -> bool:
    most = total.count.high if total.count.high is not None else total.count.low
    return total.count.unit == part.count.unit and (most is None or (part.count.low or 0) < most or total.count.high is None)


def _tells_some(claim: Claim, *, said: bool) -> bool:
    """Whether a phrase is of people told before: "some", opening its clause; "two of them" who were shot."""
    words = claim.victims.text
    if refers_back(words):
        return claim.harm == "casualties"
    before = claim.quote.text[: claim.victims.start - claim.quote.start]
    opens = _CLAUSE.search(before) is not None
    return opens and claim.count.bound == "unknown_plural" and (said or _some().fullmatch(words) is not None)


_CLAUSE = re.compile(r"(?:^|[,;:–—-]|\b(?:and|but|while|although))\s*$", re.I)


@cache
def _some() -> re.Pattern[str]:
    return re.compile(make_alternation(load_part_words("some")), re.I)
