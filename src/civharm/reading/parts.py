"""Link a part to its total: "58 people, including 11 children"; "six ... were among at least 22"; five and seven of twelve."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from civharm.model import Claim
from civharm.reading.announced_lists import find_announced
from civharm.reading.casualty_parts import find_whole_of_casualties
from civharm.reading.claims import with_groups
from civharm.reading.joint_sums import link_joint_sums
from civharm.reading.listed import LISTED
from civharm.reading.part_groups import find_groups_behind, find_groups_said
from civharm.reading.part_words import (
    find_lead,
    is_listed_behind,
    is_out_of_told,
    is_part,
    opens_with_sum,
    points_only,
    refers_back,
    stands_before_total,
)
from civharm.reading.people import find_person_nouns
from civharm.reading.selection import Found
from civharm.reading.sentences import Sentence
from civharm.reading.shares import find_whole_of_listed, find_whole_of_share, find_whole_of_them

# The learned reader's word alone makes a part only where it is this sure, and only of a total in the same sentence.
SURE_OF_PART = 0.8
# A part stands at most this many claims after its total.
REACH = 8
# "Them" are people told in the same sentence or the one before, at most so many characters up.
REACH_OF_THEM = 150
# "A girl was among the dead": the number of the dead may follow, at most so many characters down.
REACH_AHEAD = 250
_DEAD_TO_COME = re.compile(r"\bamong (?:the|those) (?:dead|killed|victims|wounded|injured|missing)\b", re.I)
_POINTS = re.compile(r"(?:the|those|these|they|them)\b", re.I)
_OUT_OF_NOUN = re.compile(r"\bof the (?:[\w-]+ )?([a-z]+)$")
# The numbers that add up to a total are looked for among so many claims after it.
REACH_OF_SUMS = 60
# A total this far before another number of its "sentence" stood in a headline that runs into the text.
RUN_IN = 150
# The number that "in all" opens stands at most so far into its sentence.
REACH_OF_SUM_WORDS = 30
# People who are told one by one stand at most so far behind the small number that they make up, and are not said to be others.
REACH_OF_SINGLES = 400
_OTHERS = re.compile(r"\b(?:another|others?|also|later|separately|elsewhere|meanwhile|earlier|previous|previously)\b", re.I)
# What a sentence tells of before is no part of the number told above it: "Last Friday two died", "Initially, police spoke of 14".
_EARLIER = re.compile(r"\W*(?:last (?:\w+day|week|month|year|night)|earlier|previously|initially|at first)\b", re.I)
# Numbers that add up to an earlier total are its parts from this many people on: small sums meet by chance.
LEAST_SUM = 5


def link_parts(claims: Sequence[Claim], found: Sequence[Found], sentences: Sequence[Sentence]) -> list[Claim]:
    """Give each part the id of its total: the nearest number of the same harm before it that can hold it, else after it.

    The groups of the parts are added to the total's.
    """
    linked = list(claims)
    led = [is_part(sentence, item.mention) for item, sentence in zip(found, sentences, strict=True)]
    announced = find_announced(claims, led)
    for number, (claim, item, sentence) in enumerate(zip(claims, found, sentences, strict=True)):
        said = find_groups_said(sentence, item.mention)
        bare = item.mention.kind == "counted" and item.mention.noun is None  # "Five were children"
        told = led[number] or (bare and bool(said))
        learned = item.reading is not None and item.reading.part >= SURE_OF_PART
        totals = _totals(linked, number) if told else _totals_beside(linked, number) if learned else _in_brackets(linked, number)
        back = is_out_of_told(sentence.text[: item.mention.start - sentence.start])
        if refers_back(claim.victims.text) or back or (bare and said):
            reach = REACH_OF_THEM if back or points_only(claim.victims.text) else REACH_AHEAD
            totals = (n for n in totals if claim.quote.start - claims[n].quote.end <= reach)
        noun = _OUT_OF_NOUN.search(claim.victims.text)
        if noun is not None and not told:  # "two of the soldiers" are of the soldiers told before
            same = (n for n in _totals(linked, number) if noun[1] in claims[n].victims.text.lower().split())
            totals = itertools.chain(totals, (n for n in same if claim.quote.start - claims[n].quote.end <= REACH_AHEAD))
        if stands_before_total(sentence, item.mention):
            totals = iter(sorted(totals, key=lambda n: (n < number, -n)))
        linked[number] = claim = with_groups(linked[number], (*find_groups_behind(sentence, item.mention), *said))
        total = announced[number] if number in announced else next(totals, None)
        if total is None and number:
            total = _total_of_joined(linked, found, sentence, number)
        if total is None and claim.part_of is None:
            total = find_whole_of_casualties(linked, number)
        if total is None and (item.mention.noun is None or refers_back(claim.victims.text)):
            total = find_whole_of_share(linked, number, said=bool(said))
        if total is None:
            total = find_whole_of_them(linked, number)
        if item.decided_by == LISTED:
            total = find_whole_of_listed(linked, number)
        if total is not None:
            linked[number] = _make_part(linked[number], linked[total])
            if claim.harm == "casualties" or said:  # of nine dead, "some had been shot" tells of dead
                linked[number] = replace(linked[number], harm=linked[total].harm)
            linked[total] = with_groups(linked[total], claim.victims.groups)
    return link_joint_sums(_link_sums(_link_told_sums(linked)))


def _total_of_joined(claims: Sequence[Claim], found: Sequence[Found], sentence: Sentence, number: int) -> int | None:
    """The total of the part that a number is joined to: "the 90 dead included 60 people shot by guards and 12 killed in flight"."""
    claim, before = claims[number], claims[number - 1]
    if before.part_of is None or before.quote != claim.quote or claim.count.bound == "unknown_plural":
        return None
    if found[number - 1].mention.head not in sentence.climb(found[number].mention.head, ("conj", "acl"))[1:]:
        return None
    total = next((n for n, other in enumerate(claims) if other.id == before.part_of), None)
    if total is None or not can_hold(claims[total], claim) or claims[total].quote != claim.quote:
        return None
    parts = sum(c.count.low or 0 for c in (before, claim))
    return total if parts <= (claims[total].count.low or 0) else None


def _make_part(part: Claim, total: Claim) -> Claim:
    """The claim as a part: people of whom nothing else is told are what all of them are ("ten villagers ... seven men")."""
    victims = part.victims
    if victims.status == "unknown":
        victims = replace(victims, status=total.victims.status)
    return replace(part, part_of=total.id, victims=victims)


def _totals(claims: Sequence[Claim], number: int) -> Iterator[int]:
    """Claims that can hold a part, the likeliest first: the nearest before it, then those after it in its sentence."""
    before = list(range(number - 1, max(-1, number - 1 - REACH), -1))
    next_ones = range(number + 1, min(len(claims), number + 4))
    after = [n for n in next_ones if claims[n].quote == claims[number].quote]
    if _DEAD_TO_COME.search(claims[number].quote.text):
        after += [n for n in next_ones if 0 < claims[n].quote.start - claims[number].quote.end <= REACH_AHEAD]
    whole_of = {c.id: c for c in claims[max(0, number - 2 * REACH) : number + 4]}
    able = [
        n for n in before + after if can_hold(_freed(claims[n], whole_of), claims[number]) and not _is_shut_off(claims, n, number)
    ]
    # "the dead included two nurses" points at a number, which tells more than "the dead" do
    yield from sorted(able, key=lambda n: _only_points(claims[n]))


def _freed(total: Claim, whole_of: Mapping[str, Claim]) -> Claim:
    """A claim that may hold parts though it is one of casualties: "40 casualties (10 killed). This included four in Northton"."""
    whole = whole_of.get(total.part_of or "")
    return replace(total, part_of=None) if whole is not None and whole.harm != total.harm else total


def _is_shut_off(claims: Sequence[Claim], total: int, part: int) -> bool:
    """Whether casualties stand between a total and what leads in the part, and own it: "casualties, including the dead"."""
    quote = claims[part].quote
    lead = find_lead(quote.text[: claims[part].victims.start - quote.start])
    if lead is None or claims[part].harm == "casualties":
        return False
    low = claims[total].victims.end if claims[total].quote == quote else quote.start
    near = claims[max(0, part - REACH) : part + REACH]
    beside = (c.victims for c in near if c.quote == quote and c.harm == "casualties")
    return any(low <= victims.start and victims.end <= quote.start + lead for victims in beside)


def _only_points(claim: Claim) -> bool:
    return claim.count.bound == "unknown_plural" and _POINTS.match(claim.victims.text) is not None


def _totals_beside(claims: Sequence[Claim], number: int) -> Iterator[int]:
    beside = (n for n in _totals(claims, number) if claims[n].quote == claims[number].quote)
    yield from (n for n in beside if not _are_joined(claims[number], claims[n]))


def _are_joined(part: Claim, total: Claim) -> bool:
    """Whether two phrases stand side by side, so that neither holds the other: "a woman and her two children"."""
    if _is_theirs(part, total):
        return True
    start = part.quote.start
    between = part.quote.text[part.victims.end - start : max(0, total.victims.start - start)]
    if total.victims.end < part.victims.start and _LISTED.fullmatch(
        part.quote.text[total.victims.end - start : part.victims.start - start]
    ):
        roles = [{noun.word for noun in find_person_nouns(c.victims.text) if noun.role} for c in (part, total)]
        return all(roles) and not roles[0] & roles[1]  # "twelve soldiers, three officers and a driver"
    return _JOINING.fullmatch(between) is not None


_LISTED = re.compile(r", (?:and )?|(?:, [\w -]{3,40})?,? and ", re.I)


def _is_theirs(part: Claim, total: Claim) -> bool:
    """Whether somebody is told behind a number as belonging to its people: "two women, their driver and a man" are four.

    Who is told next in the list is none of the two either; but "12 rebels, their leader among them" are twelve.
    """
    gap = part.quote.text[total.victims.end - part.quote.start : max(0, part.victims.end - part.quote.start)]
    behind = part.quote.text[part.victims.end - part.quote.start :]
    return _THEIRS.match(gap) is not None and _AMONG_THEM.match(behind) is None


# Theirs: behind a comma or "and", and behind "including a nurse, and", but not "including their leader".
_THEIRS = re.compile(r"(?:,\sincluding\s[^,;:()]{1,60},?\sand|,?\sand|,)\stheir\s(?!own\b)[^;:()]*$", re.I)
_AMONG_THEM = re.compile(r"[^.;]{0,20}\bamong (?:them|those|the)\b", re.I)
_JOINING = re.compile(r",?\s(?:and|as well as|along with|together with|alongside)\s(?:(?:his|her|their|its|the)\s)?", re.I)


# "3 staff (1 Filipino, 2 Kenyans)": brackets right behind a phrase say more of the same people, unless they open with "and".
_BRACKETS = re.compile(r"[\w\s-]{0,40}\((?!\s*(?:and|plus|as well|along|with|another)\b)[^()]{0,200}$", re.I)


def _in_brackets(claims: Sequence[Claim], number: int) -> Iterator[int]:
    """The claim whose people the brackets around another one describe."""
    for total in _totals_beside(claims, number):
        before, part = claims[total].victims, claims[number].victims
        start = claims[total].quote.start
        inside = before.start < part.start and part.end < before.end  # "3 international (1 Swiss, 2 Danish) staff"
        if inside or (
            before.end <= part.start and _BRACKETS.match(claims[total].quote.text[before.end - start : part.start - start])
        ):
            yield total


def can_hold(total: Claim, part: Claim) -> bool:
    """Whether a number can hold another as its part: one harm, one unit, and not fewer people."""
    if total.harm != part.harm or total.part_of is not None or total.count.unit != part.count.unit:
        return False
    low, high = part.count.low, total.count.high
    if low is None or high is None:
        return low is None or total.count.low is None or total.count.bound == "unknown_plural" or low < total.count.low * 2
    return low <= high and total.count.low != low


def _link_told_sums(claims: list[Claim]) -> list[Claim]:
    """Make parts of what a sentence right after it adds up: "... executed militants and their families. In all 40 were killed"."""
    for at, total in enumerate(claims):
        opens = total.victims.start - total.quote.start <= REACH_OF_SUM_WORDS and opens_with_sum(total.quote.text)
        for number in range(max(0, at - REACH), at) if opens else ():
            claim = claims[number]
            near = 0 < total.quote.start - claim.quote.end <= REACH_OF_THEM
            if near and claim.part_of is None and can_hold(total, claim):
                claims[number] = _make_part(claim, total)
    return claims


def _link_sums(claims: list[Claim]) -> list[Claim]:
    """Make parts of numbers told after a total that add up to it: "12 killed ... five in one strike ... seven in another"."""
    for number, total in enumerate(claims):
        goal = total.count.low
        if total.part_of is not None or goal is None or goal < 2 or total.count.bound not in ("exact", "at_least"):
            continue
        after = range(number + 1, min(len(claims), number + 1 + REACH_OF_SUMS))
        for run in _runs([n for n in after if _may_add(claims[n], total)]):
            told = [claims[n] for n in run]
            enough = goal >= LEAST_SUM or _is_told_one_by_one(told, total)
            if enough and sum(claim.count.low or 0 for claim in told) == goal:
                for n in run:
                    claims[n] = _make_part(claims[n], total)
                break
    return claims


def _is_told_one_by_one(singles: Sequence[Claim], total: Claim) -> bool:
    """Whether a sentence soon after a small number tells its people one by one: "Two were killed. Ali X was shot, a boy ..."."""
    first = singles[0].quote
    near = (
        all(c.count.low == c.count.high == 1 and c.quote == first for c in singles)
        and first.start - total.quote.end <= REACH_OF_SINGLES
    )
    statuses = {claim.victims.status for claim in (*singles, total)}
    return near and not {"combatant", "civilian"} <= statuses and _OTHERS.search(first.text) is None


def _may_add(claim: Claim, total: Claim) -> bool:
    if (claim.quote != total.quote and _EARLIER.match(claim.quote.text)) or _is_rival(claim, total):
        return False
    if claim.made_by.endswith(LISTED) or (claim.quote == total.quote and _is_theirs(claim, total)):
        return False
    told = claim.count.bound in ("exact", "at_least") and claim.count.low is not None and claim.count.low < (total.count.low or 0)
    alike = claim.harm == total.harm and claim.part_of in (None, total.id) and claim.count.unit == total.count.unit
    return told and alike and (claim.quote != total.quote or _is_told_apart(claim, total))


def _is_rival(claim: Claim, total: Claim) -> bool:
    """Whether one of two numbers is that of a belligerent and the other not, so that it adds nothing up with those of the first."""
    first = [c.speakers[0].kind for c in (claim, total) if c.speakers]
    return len(first) == 2 and first.count("party") == 1


def _is_told_apart(claim: Claim, total: Claim) -> bool:
    """Whether a number in the total's own sentence may be a part: behind a colon, or bare ("12 people, five in one raid ...")."""
    start = total.quote.start
    behind = is_listed_behind(total.quote.text, total.victims.end - start, claim.victims.start - start)
    apart = claim.victims.start - total.victims.end
    return apart > 0 and (behind or claim.victims.text == claim.count.text or apart > RUN_IN)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Runs of two to four neighbours."""
    for length in (2, 3, 4):
        yield from (tuple(numbers[n : n + length]) for n in range(len(numbers) - length + 1))
