"""Group the claims of one report into happenings: what it tells of one place, one time and one deed.

The killed and the injured of one blast are one happening, whatever the report tells of it again further down. A claim that gives
neither place nor date belongs to the happening whose sentences surround it. What a report tells apart (another place, another day,
"in a separate attack") stays apart, and an old happening that it retells never joins the new one.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

from civharm.linking.days import count_days_between, make_window, parse_day
from civharm.linking.spots import fold_name
from civharm.linking.telling_apart import days_differ, find_number, is_far_off, is_lasting, tells_apart
from civharm.linking.totals import find_totals
from civharm.linking.wording import find_numbers, find_words, tells_another
from civharm.model import Claim, Report

BODILY = frozenset({"killed", "injured", "casualties"})
_AFTERMATH = 8
_TITLE_SHARE = 4
_FADES = 1.5
"""So many words shared with the headline make a sentence one of it; how fast sentences further down say less."""
_HEADS = 8
"""So many times more than another says a sentence that gives the headline's number."""
_OLD = 45
"""So many days before a report was told, what its words date is no part of its news. Chosen by hand, and little hangs on it: with
30, 60 or 90 days (81, 68, 48 old claims for 73) no two of 436 American reports of shootings are linked otherwise, up to 3 of 467
incidents hold other claims, and nothing changes in 30 Syrian reports.
"""
_PAST = 3
"""So many days before a report was told lies what it tells beside a lead without a day, for that is of the day or two before."""
_SUM = 3
"""Smaller sums agree by chance."""
_LOOK_BACK = 40
"""How many happenings of one report a claim is compared with, so that a list of ten thousand deaths takes linear time."""


def group_claims(claims: Iterable[Claim], report: Report | None) -> list[list[Claim]]:
    """Group the claims of one report into happenings, in the order of their first claim."""
    ordered = sorted(claims, key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id))
    totals = find_totals(ordered)
    summed, deeds = ([claim for claim in ordered if (claim.id in totals) == is_total] for is_total in (True, False))
    groups = _group_deeds(deeds, report)
    return sorted([summed, *groups], key=lambda group: group[0].quote.start) if summed else groups


def _group_deeds(ordered: Sequence[Claim], report: Report | None) -> list[list[Claim]]:
    return _join_headline(_join_bare(_join_sums(_group(ordered, _find_old(ordered, report)))), find_headline_end(report))


def _find_old(ordered: Sequence[Claim], report: Report | None) -> frozenset[str]:
    """Find the claims whose own words date them months before the report was told: "a siege in 2023 that left six dead"."""
    told = parse_day(report.published_on) if report is not None else None
    ends = {claim.id: parse_day(claim.date.to_on) for claim in ordered if claim.date is not None and not claim.date.inferred}
    if told is None:
        return frozenset()
    past = {id for id, end in ends.items() if end is not None and end < told - _PAST}
    return frozenset(id for id in past if (ends[id] or 0) < told - _OLD) | _find_other_numbers(ordered, past)


def _find_other_numbers(ordered: Sequence[Claim], past: Collection[str]) -> frozenset[str]:
    """Find what is told of days past beside an undated lead: "70 were killed at prayers ... 13 more were killed last week"."""
    counted = [claim for claim in ordered if claim.count.bound != "unknown_plural" and claim.part_of is None]
    if not counted or (counted[0].date is not None and not counted[0].date.inferred):
        return frozenset()
    lead = counted[0]
    others = (claim for claim in counted if claim.harm == lead.harm and claim.count.low != lead.count.low)
    return frozenset(claim.id for claim in others if claim.id in past)


def find_main(groups: Sequence[Sequence[Claim]], report: Report | None = None) -> int | None:
    """Find the happening that a report is about: that of its headline and of the first sentences that tell harm of its own time."""
    weights = weigh_claims((claim for group in groups for claim in group), report)
    ranks = [(sum(weights[claim.id] for claim in group), len(group), -at) for at, group in enumerate(groups)]
    return -max(ranks)[2] if ranks else None


def weigh_claims(claims: Iterable[Claim], report: Report | None = None) -> dict[str, int]:
    """Weigh how much each claim of one report says what the report is about; nothing where it retells what is old.

    A report begins with its news, and goes on to parts, other days and other towns: the first sentence that tells harm weighs most.
    A sentence that shares the words of the headline weighs more wherever it stands, since a page may begin with other headlines;
    one that gives the headline's number weighs most.
    An arrest told beside those whom somebody killed or hurt is what came of that: it weighs little.
    """
    ordered = sorted(claims, key=lambda claim: (claim.quote.start, claim.id))
    totals = find_totals(ordered)
    aftermath = any(claim.harm in BODILY and not claim.background for claim in ordered)
    places = {start: at for at, start in enumerate(dict.fromkeys(claim.quote.start for claim in ordered))}
    title = find_words(report.title) if report is not None and report.title else frozenset[str]()
    numbers = find_numbers(report.title) if report is not None and report.title else frozenset[int]()
    old = {claim.id for claim in ordered if claim.background or claim.id in totals}
    weights = {claim.id: 0 if claim.id in old else _weigh(claim, places[claim.quote.start], title, numbers) for claim in ordered}
    return weights | {claim.id: weights[claim.id] // _AFTERMATH for claim in ordered if aftermath and claim.harm == "detained"}


def _weigh(claim: Claim, at: int, title: frozenset[str], numbers: frozenset[int]) -> int:
    shared = min(_TITLE_SHARE, len(title & find_words(claim.quote.text))) if title else 0
    heads = _HEADS if find_number(claim) in numbers else 1
    return int(1_000_000 * heads * (1 + 4 * shared / _TITLE_SHARE) / math.pow(1 + at, _FADES))


def _group(ordered: Sequence[Claim], old: frozenset[str]) -> list[list[Claim]]:
    groups, home = list[list[Claim]](), dict[str, list[Claim]]()
    for claim in ordered:
        group = None if claim.id in old else home.get(claim.part_of or "")
        if group is None:
            near = groups[-_LOOK_BACK:]
            group = _choose(claim, [other for other in near if other[0].id in old] if claim.id in old else near)
        if group is None:
            group = []
            groups.append(group)
        group.append(claim)
        home[claim.id] = group
    return groups


def _choose(claim: Claim, groups: Sequence[list[Claim]]) -> list[Claim] | None:
    """Choose the happening of a claim: of those that it does not contradict the one that agrees most, of equals the last."""
    another = tells_another(claim.quote.text)
    best: list[Claim] | None = None
    best_rank = (0, -1)
    for at, group in enumerate(groups):
        kin = [member for member in group[-6:] if _same_sentence(claim, member)]
        together = bool(kin)
        if all(tells_apart(claim, member, True) for member in kin) if kin else another or _are_apart(claim, group):
            continue
        if is_far_off(claim, group):
            continue
        if not kin and is_lasting(claim) and not any(member.harm == claim.harm for member in group):
            continue
        rank = (1 + 8 * together + max(_count_agreements(claim, member) for member in group[-12:]), at)
        if rank > best_rank:
            best, best_rank = group, rank
    return best


def _are_apart(claim: Claim, group: Sequence[Claim]) -> bool:
    return any(tells_apart(claim, member, False) for member in group[-12:])


def _same_sentence(a: Claim, b: Claim) -> bool:
    return a.quote.start < b.quote.end and b.quote.start < a.quote.end


def _count_agreements(a: Claim, b: Claim) -> int:
    same_place = bool(a.place and b.place and fold_name(a.place.name) == fold_name(b.place.name))
    same_date = bool(a.date and b.date and (a.date.from_on, a.date.to_on) == (b.date.from_on, b.date.to_on))
    same_count = a.harm == b.harm and a.count.low == b.count.low
    return 2 * same_place + 2 * same_date + same_count


def _join_bare(groups: list[list[Claim]]) -> list[list[Claim]]:
    """Give groups without place and date to the next happening that they do not contradict, where a report tells any."""
    placed = [any(claim.place or claim.date for claim in group) for group in groups]
    joined = list(groups)
    for at, group in enumerate(groups):
        if placed[at]:
            continue
        near = sorted((i for i, told in enumerate(placed) if told), key=lambda i: (abs(i - at), i))[:2]
        home = next((i for i in near if _may_belong(group[0], groups[i])), None)
        if home is not None:
            groups[home].extend(group)
            joined[at] = []
    return [sorted(group, key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id)) for group in joined if group]


def _may_belong(claim: Claim, group: Sequence[Claim]) -> bool:
    apart = tells_another(claim.quote.text) or is_far_off(claim, group)
    return not apart and not tells_apart(claim, group[0], False)


def _join_sums(groups: list[list[Claim]]) -> list[list[Claim]]:
    """Join an enumeration to the happening before it that gives its sum: "four drowned ... a hospital received two children, a
    woman and a man" is told of four, wherever the hospital is.
    """
    for at, group in enumerate(groups[1:], 1):
        before = [other for other in groups[max(0, at - _LOOK_BACK) : at] if other]
        home = next((other for other in reversed(before) if _is_sum_of(group, other)), None)
        if home is not None:
            home.extend(group)
            group.clear()
    return [group for group in groups if group]


def _is_sum_of(group: Sequence[Claim], whole: Sequence[Claim]) -> bool:
    told = [claim.count.low for claim in group if claim.harm == whole[0].harm and claim.count.bound == "exact"]
    one_sentence = len({claim.quote.start for claim in group}) == 1 and len(told) == len(group) > 1
    leads = [claim.count.low for claim in whole if claim.harm == group[0].harm and claim.count.low is not None]
    total = sum(number or 0 for number in told)
    if any(days_differ(claim, other) for claim in group for other in whole):
        return False
    return one_sentence and total >= _SUM and total in leads and group[0].background == whole[0].background


def find_headline_end(report: Report | None) -> int:
    """Find where the headline ends; 0 where the text does not begin with one."""
    if report is None or not report.title:
        return 0
    start = report.text[:1000].find(report.title)
    return 0 if start < 0 else start + len(report.title)


def _join_headline(groups: list[list[Claim]], end: int) -> list[list[Claim]]:
    """Join what only the headline tells to the first happening below that gives its number, or any where it gives none: a headline
    sums up what follows.
    """
    for group in groups:
        if all(claim.quote.start < end for claim in group):
            told = {_find_told(claim) for claim in group}
            body = (g for g in groups if any(c.quote.start >= end and not told.isdisjoint(_list_told(c)) for c in g))
            home = next((g for g in body if _may_be_of(g, group)), None)
            if home is not None:
                home[:0] = group
                group.clear()
    return [group for group in groups if group]


def _find_told(claim: Claim) -> tuple[str, int | None]:
    return claim.harm, None if claim.count.bound == "unknown_plural" else claim.count.low


def _list_told(claim: Claim) -> tuple[tuple[str, int | None], ...]:
    return _find_told(claim), (claim.harm, None)


def _may_be_of(body: Sequence[Claim], headline: Sequence[Claim]) -> bool:
    """Whether a passage may be what a headline sums up: of its days and of its own time, and no "separate attack"."""
    dates = (tuple(c.date for c in body if c.date), tuple(c.date for c in headline if c.date and not c.date.inferred))
    one, two = (make_window(told, None) for told in dates)
    apart = bool(count_days_between(one, two)) or body[0].background != headline[0].background
    return not apart and not tells_another(body[0].quote.text)


def fold_actor(claim: Claim) -> str:
    """Fold who did it, so that one actor has one key; empty where nobody is named."""
    return "" if claim.actor is None else claim.actor.id or fold_name(claim.actor.name)
