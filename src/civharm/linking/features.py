"""When two happenings are one incident: small comparisons, each named as the sentence that it asserts, and what each weighs.

A weight is in hundredths; the weights of what holds are summed, and two happenings belong together from `THRESHOLD` on. To say that
something else matters, write one small function that asserts it (from 0, it does not hold, to 1 or a little more, it holds fully),
and give it a row in `FEATURES`. Embeddings have no row: the same sentence with another city is their nearest neighbour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from civharm.linking.days import SOON
from civharm.linking.grouping import EXPLOSIONS, are_other_means
from civharm.linking.pairs import (
    Pair,
    are_elsewhere,
    count_lag,
    count_weekdays,
    is_one_person,
    is_place_named,
    is_told_before,
    is_untimed,
    measure_rare,
    share_named,
    share_written,
)  # fmt: skip
from civharm.linking.serials import APART, TOGETHER, measure_apart
from civharm.linking.tolls import may_meet, measure_gap, weigh_number
from civharm.linking.wording import measure_overlap

START = -210
"""Two happenings that merely could be one mostly are not: what they are worth before anything is compared."""
THRESHOLD = 0
TOLD_TWICE = -30
"""Two passages of one report that name two places and one number: one happening only where other reports say so."""
_ENOUGH = 4
NEVER = -900
"""Below this nothing outweighs what contradicts: another town, a day before it happened."""


def same_place(pair: Pair) -> float:
    """Both tell one place; a district or a province says less than a town."""
    spot = pair.a.spot
    return 0.0 if pair.where != "same" or spot is None else 1.0 if spot.is_exact else 0.5 if spot.precision <= 4 else 0.1


def one_place_contains_the_other(pair: Pair) -> float:
    """One tells the town, the other its province: the wider, the less it says."""
    if pair.where != "contains" or pair.a.spot is None or pair.b.spot is None:
        return 0.0
    return (1.0, 1.0, 1.0, 0.8, 0.6, 0.2, 0.1, 0.0)[min(7, max(pair.a.spot.precision, pair.b.spot.precision))]


def places_near(pair: Pair) -> float:
    """The places lie within a walk of each other, or one name holds the other."""
    return float(pair.where == "near")


def places_far_apart(pair: Pair) -> float:
    """The places are other places: beyond the 25 km within which reports name a known place instead."""
    if pair.where != "apart" or pair.a.spot is None or pair.b.spot is None or is_place_named(pair):
        return 0.25 if pair.where == "around" else 0.0
    return 1.0 if pair.a.spot.precision <= 4 and pair.b.spot.precision <= 4 else 0.6


def places_told_in_one_text(pair: Pair) -> float:
    """The places are other places, but one text names both: reports tell where people lived, were treated or are tried."""
    return float(pair.where in ("apart", "other_name") and is_place_named(pair))


def names_of_places_differ(pair: Pair) -> float:
    """Two names that resolve to nothing that could be compared, and that are no two spellings of one."""
    return float(pair.where == "other_name" and not is_place_named(pair))


def same_day(pair: Pair) -> float:
    """Both tell the same day, or days of one week or month: the longer, the less it says."""
    if pair.gap != 0:
        return 0.0
    longest = max(pair.a.window.length, pair.b.window.length)
    return 1.0 if longest <= 2 else 0.7 if longest <= 8 else 0.4 if longest <= 31 else 0.1


def dates_disjoint(pair: Pair) -> float:
    """The days differ; reports of one night name two days, and more than that are two happenings."""
    return 0.0 if not pair.gap else min(1.5, (0.1, 0.45, 0.7)[min(pair.gap, 3) - 1] + pair.gap / 20)


def told_at_one_time(pair: Pair) -> float:
    """One of them gives no day, and it is told in the days after the other, or both are told within days of each other."""
    lag = count_lag(pair.a.window, pair.b.window)
    return 0.0 if lag is None or lag < 0 else 1.0 if lag <= SOON // 2 else 0.5 if lag <= 2 * SOON else 0.0


def told_long_after(pair: Pair) -> float:
    """One of them gives no day, and months lie between what is told: it can be one, but news tells what is new."""
    lag = count_lag(pair.a.window, pair.b.window)
    return 0.0 if lag is None or lag <= 31 else min(1.0, lag / 120)


def told_before_it_happened(pair: Pair) -> float:
    """One gives no day and was told before the other took place, or is retold as old in a report of that very day."""
    return float(pair.gap is None and (is_told_before(pair.a, pair.b) or is_told_before(pair.b, pair.a)))


def same_day_written(pair: Pair) -> float:
    """Nothing else places the two in time, and both write out one day, or the one the day on which the other happened."""
    return float(is_untimed(pair) and share_written(pair))


def nothing_says_when(pair: Pair) -> float:
    """Neither a date nor the days of publication nor a day that both write place the two in time: a town is hit more than once."""
    return float(is_untimed(pair) and not share_written(pair))


def same_day_named(pair: Pair) -> float:
    """Nothing else places the two in time, and both name one day and month, if without a year."""
    return float(is_untimed(pair) and not share_written(pair) and share_named(pair) is True)


def other_days_named(pair: Pair) -> float:
    """Nothing else places the two in time, and the days that they name are other days."""
    return float(is_untimed(pair) and share_named(pair) is False)


def numbered_together(pair: Pair) -> float:
    """Nothing else places the two in time, and one publisher numbered both within a day or two of its work."""
    apart = measure_apart(pair.a.serial, pair.b.serial) if is_untimed(pair) else None
    return float(apart is not None and apart <= 1 / TOGETHER)


def numbered_apart(pair: Pair) -> float:
    """Nothing else places the two in time, and their publisher numbered much between them."""
    apart = measure_apart(pair.a.serial, pair.b.serial) if is_untimed(pair) else None
    return float(apart is not None and apart >= 1 / APART)


def same_weekday(pair: Pair) -> float:
    """Nothing resolves to a date, and both name the same day of the week."""
    return float(pair.gap is None and count_weekdays(pair) == 0)


def weekdays_differ(pair: Pair) -> float:
    """Nothing resolves to a date, and the days of the week are more than a night apart."""
    return float(pair.gap is None and count_weekdays(pair) >= 2)


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
        if one.lead is not None and one.lead == other.lead:
            best = max(best, weigh_number(one.lead, one, other))
    return best


def counts_incompatible(pair: Pair) -> float:
    """Each harm that both count has numbers too far apart for a toll that rises over days."""
    shared = [(one, pair.b.tolls[harm]) for harm, one in pair.a.tolls.items() if harm in pair.b.tolls]
    return 0.0 if not shared else sum(measure_gap(one, other) for one, other in shared) / len(shared)


def same_actor(pair: Pair) -> float:
    """Both name the same actor."""
    return float(bool(pair.a.actors & pair.b.actors))


def actors_differ(pair: Pair) -> float:
    """Each names a known actor, and none is named by both; parties accuse each other, so this weighs little."""
    one, other = (frozenset(actor for actor in happening.actors if ":" in actor) for happening in (pair.a, pair.b))
    return float(bool(one and other) and not one & other)


def same_means(pair: Pair) -> float:
    """Both tell the same means."""
    return float(bool(pair.a.means & pair.b.means))


def means_differ(pair: Pair) -> float:
    """Each tells the means, and they cannot be one; whether a house was bombed or blown up from within is what parties dispute."""
    if not are_other_means(pair.a.means, pair.b.means):
        return 0.0
    return 0.4 if (pair.a.means | pair.b.means) <= EXPLOSIONS else 1.0


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


def same_words(pair: Pair) -> float:
    """The sentences that make the claims share telling words: a copy all, two tellings of one happening some.

    Of two places far apart it says nothing but that one sentence was the model of the other.
    """
    if are_elsewhere(pair):
        return 0.0
    overlap = measure_overlap(pair.a.words, pair.b.words)
    return 0.0 if overlap <= 0.2 else (overlap - 0.2) / 0.8


def no_words_in_common(pair: Pair) -> float:
    """Neither sentence says anything that the other says, though both say enough: the wedding here, the bakery there."""
    a, b = pair.a.words, pair.b.words
    return min(1.0, min(len(a), len(b)) / _ENOUGH - 0.25) if min(len(a), len(b)) > 1 and a.isdisjoint(b) else 0.0


def same_rare_names(pair: Pair) -> float:
    """Both texts hold names that hardly any other report holds: of people, streets, villages."""
    return measure_rare(pair, [name for name in pair.a.names & pair.b.names if not name[0].islower()])


def same_rare_words(pair: Pair) -> float:
    """Both texts hold words that hardly any other report holds; of two places far apart this says that one text was the model."""
    if are_elsewhere(pair):
        return 0.0
    return measure_rare(pair, [word for word in pair.a.names & pair.b.names if word[0].islower()])


@dataclass(frozen=True, slots=True)
class Feature:
    """One comparison: its name, its weight in hundredths, the function that asserts it, and how a link says it."""

    name: str
    weight: int
    holds: Callable[[Pair], float]
    says: str


def _row(weight: int, holds: Callable[[Pair], float], says: str) -> Feature:
    return Feature(holds.__name__, weight, holds, says)


FEATURES: tuple[Feature, ...] = (
    _row(-300, places_far_apart, "the places lie far apart"),
    _row(-300, dates_disjoint, "the days differ"),
    _row(-250, told_before_it_happened, "one was told before the other happened"),
    _row(210, same_place, "the same place"),
    _row(130, one_place_contains_the_other, "one place lies in the other"),
    _row(110, places_near, "places near each other"),
    _row(-100, places_told_in_one_text, "the places differ, but one text names both"),
    _row(-130, names_of_places_differ, "the names of the places differ"),
    _row(150, same_day, "the same day"),
    _row(170, told_at_one_time, "told within days"),
    _row(-300, told_long_after, "told long after"),
    _row(110, same_day_written, "one day that both write out"),
    _row(-110, nothing_says_when, "nothing says when"),
    _row(80, same_day_named, "one day of the year that both name"),
    _row(-80, other_days_named, "other days of the year"),
    _row(170, numbered_together, "numbered by one publisher within a day or two"),
    _row(-200, numbered_apart, "numbered by one publisher long apart"),
    _row(150, same_weekday, "the same day of the week"),
    _row(-100, weekdays_differ, "other days of the week"),
    _row(150, counts_compatible, "the same number"),
    _row(-360, counts_incompatible, "the numbers differ widely"),
    _row(50, same_actor, "the same actor"),
    _row(-120, actors_differ, "other actors"),
    _row(40, same_means, "the same means"),
    _row(-300, means_differ, "other means"),
    _row(65, same_victims, "the same kind of victims"),
    _row(350, same_named_victim, "the same named victim"),
    _row(-60, named_victims_differ, "other named victims"),
    _row(180, same_age, "a victim of the same age"),
    _row(-80, ages_differ, "victims of other ages"),
    _row(35, same_origin, "the same speaker"),
    _row(330, same_words, "the same words"),
    _row(-150, no_words_in_common, "no telling word in common"),
    _row(1200, same_rare_names, "the same rare names"),
    _row(640, same_rare_words, "the same rare words"),
)


def score_pair(pair: Pair) -> int:
    """Sum what holds of two happenings, in hundredths, so that sums do not depend on their order."""
    total = START
    for feature in FEATURES:
        degree = feature.holds(pair)
        if degree:
            total += round(feature.weight * degree)
            if total < NEVER:
                return total
    return total


def list_reasons(pair: Pair) -> list[tuple[int, Feature]]:
    """List what holds of two happenings with what it weighs, the weightiest first."""
    held = [(round(feature.weight * feature.holds(pair)), feature) for feature in FEATURES]
    return sorted((row for row in held if row[0]), key=lambda row: (-abs(row[0]), row[1].name))
