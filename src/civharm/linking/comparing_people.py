"""Compare whom two happenings harmed and how many, who did it and by what means, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from civharm.linking.comparing_places import same_site
from civharm.linking.days import SOON
from civharm.linking.pairs import Pair, is_one_person, names_narrower
from civharm.linking.telling_apart import EXPLOSIONS, are_other_means
from civharm.linking.tolls import Toll, may_meet, measure_gap, weigh_near, weigh_number

_RISEN, _COUNTED, _FRESH = 0.4, 0.25, 0.85
"""What is left of the distance between two numbers where the higher was told days later, where it says itself that the toll rose,
and where both were told on one day.
"""


def counts_compatible(pair: Pair) -> float:
    """Both give the same number for one harm (a higher one is the rarer coincidence), or their bounds leave room for one number.

    It says most where both give it first; a number that one report gives somewhere on its way says little.
    """
    best = 0.0
    for harm, one in pair.a.tolls.items():
        other = pair.b.tolls.get(harm)
        if other is None:
            continue
        equal = one.numbers & other.numbers
        best = max(best, weigh_number(max(equal), one, other) if equal else 0.1 * may_meet(one, other))
        best = max(best, _weigh_near(pair, one, other))
        if one.lead is not None and one.lead == other.lead:
            best = max(best, weigh_number(one.lead, one, other))
    return best


def counts_incompatible(pair: Pair) -> float:
    """Each harm that both count has numbers too far apart for a toll that rises over days; who tells it later may know more."""
    shared = [(one, pair.b.tolls[harm]) for harm, one in pair.a.tolls.items() if harm in pair.b.tolls]
    gaps = [measure_gap(one, other) if not _weigh_near(pair, one, other) else 0.0 for one, other in shared]
    apart = sum(gaps) / len(gaps) if gaps else 0.0
    return apart * _weigh_time(pair, shared) if apart else 0.0


def _weigh_near(pair: Pair, one: Toll, other: Toll) -> float:
    """How much two numbers say that hardly differ; in a country or a province there are many such on a day."""
    is_wide = pair.a.is_widely_placed or pair.b.is_widely_placed
    return 0.0 if is_wide and pair.where != "same" and not names_narrower(pair) else weigh_near(one, other)


def _weigh_time(pair: Pair, shared: Sequence[tuple[Toll, Toll]]) -> float:
    """How much the distance of numbers says, by when they were told: a higher one that was told later may be the later count.

    Of one day, nobody may know which is later, unless one of them says that it brings up to date.
    """
    one, other = pair.a.window.told, pair.b.window.told
    if one is None or other is None:
        return _RISEN if pair.gap == 0 else 1.0
    if abs(one - other) > SOON:
        return 1.0
    late, early, ordered = (pair.b, pair.a, shared) if one < other else (pair.a, pair.b, [(b, a) for a, b in shared])
    if one == other:
        return _COUNTED if late.is_counting or early.is_counting else _RISEN if same_site(pair) else _FRESH
    rose = all((after.lead or after.low) >= (before.lead or before.low) for before, after in ordered)
    return 1.0 if not rose else _COUNTED if late.is_counting else _RISEN


def same_actor(pair: Pair) -> float:
    """Both name the same actor."""
    return float(bool(pair.a.actors & pair.b.actors))


def actors_differ(pair: Pair) -> float:
    """Each names a known actor, and none is named by both; parties accuse each other, so this weighs little."""
    one, other = (frozenset(actor for actor in happening.told_actors if ":" in actor) for happening in (pair.a, pair.b))
    return float(bool(one and other) and not pair.a.actors & pair.b.actors)


def same_means(pair: Pair) -> float:
    """Both tell the same means."""
    return float(bool(pair.a.means & pair.b.means))


def means_differ(pair: Pair) -> float:
    """Each tells the means, and they cannot be one; whether a house was bombed or blown up from within is what parties dispute."""
    if not are_other_means(pair.a.told_means, pair.b.told_means) or pair.a.means & pair.b.means:
        return 0.0
    return 0.4 if (pair.a.told_means | pair.b.told_means) <= EXPLOSIONS else 1.0


def same_victims(pair: Pair) -> float:
    """Both describe the dead or wounded with the same words or as the same groups."""
    shared = len(pair.a.victims & pair.b.victims)
    return min(1.0, shared / 2)


def same_named_victim(pair: Pair) -> float:
    """Both name the same victim."""
    return min(1.5, float(sum(is_one_person(one, other) for one in pair.a.people for other in pair.b.people)))


def named_victims_differ(pair: Pair) -> float:
    """Each names its victims, and nobody is named by both."""
    return float(bool(pair.a.people and pair.b.people) and not same_named_victim(pair))


def same_age(pair: Pair) -> float:
    """Both give a victim of the same age."""
    return float(bool(pair.a.ages & pair.b.ages))


def ages_differ(pair: Pair) -> float:
    """Each gives its one victim's age, and the ages differ by more than a birthday."""
    if len(pair.a.ages) != 1 or len(pair.b.ages) != 1:
        return 0.0
    return float(abs(min(pair.a.ages) - min(pair.b.ages)) > 1)


def same_origin(pair: Pair) -> float:
    """Both credit the same named speaker."""
    return float(bool(pair.a.voices & pair.b.voices))
