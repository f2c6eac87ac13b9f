"""When two happenings are one incident: small comparisons, each named as the sentence that it asserts, and what each weighs.

A weight is in hundredths; the weights of what holds are summed, and two happenings belong together from `THRESHOLD` on. To say that
something else matters, write one small function that asserts it (from 0, it does not hold, to 1 or a little more, it holds fully)
in the module of its subject (`comparing_places`, `comparing_times`, `comparing_people`, `comparing_words`), and give it a row in
`FEATURES`. Embeddings have no row: the same sentence with another city is their nearest neighbour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from civharm.linking.comparing_people import (
    actors_differ,
    ages_differ,
    counts_compatible,
    counts_incompatible,
    means_differ,
    named_victims_differ,
    same_actor,
    same_age,
    same_means,
    same_named_victim,
    same_origin,
    same_victims,
)
from civharm.linking.comparing_places import (
    names_of_places_differ,
    one_place_contains_the_other,
    one_text_names_the_place,
    places_far_apart,
    places_near,
    places_told_in_one_text,
    same_place,
    same_site,
    sites_differ,
)
from civharm.linking.comparing_times import (
    dates_disjoint,
    nothing_says_when,
    numbered_apart,
    numbered_together,
    other_days_named,
    same_day,
    same_day_named,
    same_day_written,
    same_weekday,
    told_at_one_time,
    told_before_it_happened,
    told_long_after,
    weekdays_differ,
)
from civharm.linking.comparing_words import (
    no_words_in_common,
    same_rare_names,
    same_rare_words,
    same_words,
)
from civharm.linking.pairs import Pair

START = -210
"""Two happenings that merely could be one mostly are not: what they are worth before anything is compared."""
THRESHOLD = 0
TOLD_TWICE = -30
"""Two passages of one report that name two places and one number: one happening only where other reports say so."""
NEVER = -900
"""Below this nothing outweighs what contradicts: another town, a day before it happened."""


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
    _row(110, one_text_names_the_place, "one text names the place that the other tells"),
    _row(110, places_near, "places near each other"),
    _row(-100, places_told_in_one_text, "the places differ, but one text names both"),
    _row(-130, names_of_places_differ, "the names of the places differ"),
    _row(40, same_site, "the same kind of site"),
    _row(-150, sites_differ, "other kinds of site"),
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
