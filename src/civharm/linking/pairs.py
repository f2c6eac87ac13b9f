"""Two happenings side by side, and what the comparisons of `features` ask of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from civharm.linking.days import SOON, Window, count_days_between, count_days_in_circle, find_day_of_year
from civharm.linking.happenings import Happening
from civharm.linking.spots import Spot, Where, compare_spots, make_skeleton

_FEW = 16
"""Of a text with fewer names than these, each counts as one of so many."""


@dataclass(slots=True)
class Pair:
    """Two happenings side by side, with what several comparisons ask for.

    ``rare`` is how rare each rare name is, from 0 to 1; ``untimed`` is set where no dates or days of publication tell how they lie.
    """

    a: Happening
    b: Happening
    rare: Mapping[str, float] = field(default_factory=dict)
    where: Where = field(init=False)
    gap: int | None = field(init=False)
    untimed: bool = field(init=False)

    def __post_init__(self) -> None:
        known = self.a.spot is not None and self.b.spot is not None
        self.where = compare_spots(self.a.spot, self.b.spot) if known else "unknown"
        self.gap = count_days_between(self.a.window, self.b.window)
        if self.gap and (_may_be_of_that_day(self.a, self.b) or _may_be_of_that_day(self.b, self.a)):
            self.gap = 0
        self.untimed = self.gap is None and count_lag(self.a.window, self.b.window) is None


def _may_be_of_that_day(inferred: Happening, told: Happening) -> bool:
    """Whether a day is only inferred, and its report names the day on which the other happened: "on Thursday rescuers still dug
    where houses came down on 17 March".
    """
    if inferred.is_day_told or not told.is_day_told or told.window.first is None or told.window.length > 2:
        return False
    return not inferred.named_days.isdisjoint(map(find_day_of_year, _list_days(told)))


def are_elsewhere(pair: Pair) -> bool:
    """Whether the places lie far apart and neither report names the other's."""
    return pair.where == "apart" and not is_place_named(pair)


def is_of_one_house(pair: Pair) -> bool:
    """Whether one publisher tells both, of other places: then what it writes under every report ("resolutions 2139 and 2254, which
    forbid ...") is as rare in a collection as it is, and says nothing.
    """
    return bool(pair.a.publisher) and pair.a.publisher == pair.b.publisher and pair.where in ("apart", "around", "other_name")


def _is_of_place(word: str, pair: Pair) -> bool:
    a, b = pair.a.spot, pair.b.spot
    return (a is not None and word in a.own) or (b is not None and word in b.own)


def is_place_named(pair: Pair) -> bool:
    """Whether the report of one holds the name of the other's place, in whatever spelling."""
    return _is_named(pair.a, pair.b) or _is_named(pair.b, pair.a)


def are_namesakes(pair: Pair) -> bool:
    """Whether two places of one name lie in two countries, of which one report does not name its own: then one is misread."""
    a, b = pair.a, pair.b
    if pair.where != "apart" or a.spot is None or b.spot is None or a.spot.path[:1] == b.spot.path[:1]:
        return False
    alike = a.spot.name == b.spot.name or (a.spot.skeleton != "" and a.spot.skeleton == b.spot.skeleton)
    return alike and not (_names_country(a, a.spot) and _names_country(b, b.spot))


def _names_country(happening: Happening, spot: Spot) -> bool:
    return bool(spot.path) and set(spot.path[0].title().split()) <= happening.around


def names_narrower(pair: Pair) -> bool:
    """Whether one tells a wide place or none, and its report names the narrower place of the other."""
    if pair.where not in ("contains", "unknown"):
        return False
    return _names_narrower(pair.a, pair.b) or _names_narrower(pair.b, pair.a)


def _names_narrower(wide: Happening, narrow: Happening) -> bool:
    return wide.is_widely_placed and not narrow.is_widely_placed and _is_named(narrow, wide)


def _is_named(place: Happening, report: Happening) -> bool:
    spot = place.spot
    if spot is None or not spot.words:
        return False
    return spot.words <= report.around or bool(spot.bones and spot.bones <= report.bones)


def measure_rare(pair: Pair, shared: Sequence[str]) -> float:
    """Measure how much rare names or words are shared; those of the places themselves are compared as places."""
    rare = pair.rare
    weight = sum(rare[word] for word in shared if word in rare and not _is_of_place(word, pair))
    return min(1.5, 6 * weight / math.sqrt(max(_FEW, len(pair.a.names)) * max(_FEW, len(pair.b.names))))


def measure_rare_place(pair: Pair) -> float:
    """Measure how rare the name of the one town or village is in which both are placed; 0 where they are placed apart."""
    a, b = pair.a.spot, pair.b.spot
    if pair.where != "same" or a is None or b is None or not (a.is_exact and b.is_exact):
        return 0.0
    return min(max((pair.rare.get(word, 0.0) for word in spot.words), default=0.0) for spot in (a, b))


def count_lag(a: Window, b: Window) -> int | None:
    """The days between what is known of two windows of which one at least gives no day; ``None`` where that cannot be told."""
    if a.last is not None and b.last is not None:
        return None
    if a.last is None and b.last is None:
        return None if a.told is None or b.told is None else abs(a.told - b.told)
    known, open_ = (a, b) if a.last is not None else (b, a)
    return None if open_.told is None or known.last is None else open_.told - known.last


def count_weekdays(pair: Pair) -> int:
    """The days between two days of the week, the shorter way; 1, which says nothing, where one is not told."""
    one, other = pair.a.window.weekday, pair.b.window.weekday
    return 1 if one is None or other is None else min((one - other) % 7, (other - one) % 7)


def is_told_before(a: Happening, b: Happening) -> bool:
    """Whether the one was told before the other took place; what is retold as old lies days before."""
    if a.window.told is None or b.window.first is None:
        return False
    return b.window.first > a.window.told + (0 if not a.background or a.window.is_known else -2)


def share_written(pair: Pair) -> bool:
    """Whether both write out one day, give or take one; of a happening with a known day, that day counts."""
    one, other = (_list_days(happening) for happening in (pair.a, pair.b))
    return any(day + step in other for day in one for step in (-1, 0, 1))


def share_named(pair: Pair) -> bool | None:
    """Whether both name one day of the year, give or take one; ``None`` where one of them names none.

    A report's day of publication counts for it, since what it tells happened on that day or the days before.
    """
    one, other = (_list_named(happening) for happening in (pair.a, pair.b))
    if not one or not other:
        return None
    return any(count_days_in_circle(day, that) <= 1 for day in one for that in other)


def _list_named(happening: Happening) -> frozenset[int]:
    if happening.window.is_known:
        return frozenset(map(find_day_of_year, _list_days(happening)))
    told = happening.window.told
    return happening.named_days.union(*([find_day_of_year(told - step)] for step in (0, 1, 2)) if told is not None else ())


def _list_days(happening: Happening) -> frozenset[int]:
    first, last = happening.window.first, happening.window.last
    if first is None or last is None:
        return happening.written
    return frozenset(range(first, min(last, first + SOON) + 1))


def is_one_person(a: str, b: str) -> bool:
    """Whether two folded names are one person's: equal, or two of their words are, in whatever spelling."""
    if a == b:
        return " " in a
    one, two = (set(map(_shorten, name.split())) for name in (a, b))
    return len(one & two) >= 2


def _shorten(word: str) -> str:
    return make_skeleton(word) or word
