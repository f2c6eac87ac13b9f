"""Which happenings are compared at all: those that share a key of place and day, of a victim's name, of wording; never all with
all.

A key is stored under what a happening tells and probed by what could be the same: a town's happening is stored in its province, and
a province's probes there; whoever gives no day stands in the days before it was told. Storing and probing mirror each other: if one
happening finds another, the other finds it, so that an addition finds what a full run finds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from civharm.linking.days import SOON, Window, list_named_days
from civharm.linking.happenings import Happening
from civharm.linking.spots import Spot, make_skeleton

Key = int
CROWD = 400
"""A key under which more happenings stand tells nothing (a whole country on a day): it proposes no pairs."""
CELL = 0.1
"""Degrees of latitude and longitude: about 11 km, so that what lies within 6 km stands in the same cell or in the next."""
_WIDE, _PROVINCE = 10, 4
_Times = tuple[int, ...]


class Blocks:
    """Happenings by key; a key with one member holds it bare, since most have one."""

    def __init__(self) -> None:
        """Start with no keys."""
        self._members: dict[Key, int | list[int]] = {}

    def add(self, key: Key, member: int) -> list[int]:
        """Store a member; return the others whose pairs change by it: all of them where the key just became a crowd."""
        found = self._members.get(key)
        if found is None:
            self._members[key] = member
            return []
        if isinstance(found, int):
            self._members[key] = [found, member]
            return []
        found.append(member)
        return found if len(found) == CROWD + 1 else []

    def remove(self, key: Key, member: int) -> list[int]:
        """Take a member out; return the others whose pairs change by it: all of them where the key just ceased to be a crowd."""
        found = self._members.get(key)
        if isinstance(found, list):
            found.remove(member)
            if len(found) == 1:
                self._members[key] = found[0]
            return found if len(found) == CROWD else []
        self._members.pop(key, None)
        return []

    def find(self, key: Key) -> Iterable[int]:
        """Find the members of a key; none where it is a crowd."""
        found = self._members.get(key)
        if found is None:
            return ()
        if isinstance(found, int):
            return (found,)
        return found if len(found) <= CROWD else ()


def list_stored(happening: Happening) -> set[Key]:
    """List the keys under which a happening stands."""
    days, months = _list_times(happening)
    placed, named = _store_places(happening.spot, days, months), _store_named(happening, days)
    stored = itertools.chain(placed, named, _store_words(happening.bands, months))
    return {hash(key) for key in stored} | set(_list_named(happening))


def list_probed(happening: Happening) -> set[Key]:
    """List the keys under which a happening looks for others."""
    days, months = _list_times(happening)
    placed, named = _probe_places(happening.spot, days, months), _probe_named(happening, days)
    probed = itertools.chain(placed, named, _probe_words(happening.bands, months))
    return {hash(key) for key in probed} | set(_list_named(happening))


def _store_places(spot: Spot | None, days: _Times, months: _Times) -> Iterator[tuple[object, ...]]:
    if spot is None:
        return
    for at in (*_list_exact(spot), *(("in", *area) for area in _list_areas(spot))):
        yield from ((*at, "day", day) for day in days)
        if at[0] != "cell":
            yield from ((*at, "month" if days else "months", month) for month in months)
            yield (*at, "any" if days or months else "never")


def _probe_places(spot: Spot | None, days: _Times, months: _Times) -> Iterator[tuple[object, ...]]:
    if spot is None:
        return
    nearby = sorted({day + step for day in days for step in (-1, 0, 1)})
    for at in _list_probed_places(spot):
        yield from ((*at, "day", day) for day in nearby)
        if at[0] == "cell":
            continue
        yield from ((*at, "months", month) for month in months)
        yield (*at, "never")
        if not days:
            yield from ((*at, "month", month) for month in months)
        if not days and not months:
            yield (*at, "any")


def _store_named(happening: Happening, days: _Times) -> Iterator[tuple[object, ...]]:
    """A narrow place stands under its name and its country, what is widely placed under the names in its text and its country, each
    on its days.
    """
    side = "wide" if _is_of_a_country(happening) else "narrow"
    yield from ((side, name, day) for name in _list_names(happening) for day in days)


def _probe_named(happening: Happening, days: _Times) -> Iterator[tuple[object, ...]]:
    side = "narrow" if _is_of_a_country(happening) else "wide"
    nearby = sorted({day + step for day in days for step in (-1, 0, 1)})
    yield from ((side, name, day) for name in _list_names(happening) for day in nearby)


def _is_of_a_country(happening: Happening) -> bool:
    """Whether no area below a country is told: what tells a province is looked for inside it."""
    return happening.spot is None or (happening.spot.precision > _PROVINCE and not happening.spot.is_ill_placed)


def _list_names(happening: Happening) -> Sequence[str]:
    """List under what a name is looked for: the skeleton of a place's own name, or all those in a text; and a country."""
    spot = happening.spot
    if spot is not None and not _is_of_a_country(happening):
        bones = sorted(spot.bones, key=lambda bone: (-len(bone), bone))[:1]
        return [*bones, *(f"in {country}" for country in spot.path[:1])]
    named = sorted(happening.bones) if happening.is_main else []
    return named if spot is None or spot.path else [*named, f"in {spot.name}"]


def _list_times(happening: Happening) -> tuple[_Times, _Times]:
    """List the days and the months of a happening; where its day is only inferred, the days that the report names are days of it
    too.
    """
    return _list_days_and_months(happening.window, frozenset() if happening.is_day_told else happening.named_days)


@lru_cache(maxsize=20_000)  # many reports tell of one day
def _list_days_and_months(window: Window, named_days: frozenset[int]) -> tuple[_Times, _Times]:
    """List the days and the months (30 days) of a window; a wide window has no days, one that nothing bounds has neither."""
    named = list_named_days(window, named_days)
    days, months = _list_bounded(window)
    return tuple(sorted({*days, *named})), tuple(sorted({*months, *(day // 30 for day in named)}))


def _list_bounded(window: Window) -> tuple[list[int], list[int]]:
    first, last = window.first, window.last
    if first is None or last is None:
        if window.told is None:
            return [], []
        first, last = window.told - SOON, window.told
    days = list(range(first, last + 1)) if last - first < _WIDE else []
    return days, list(range(first // 30, min(last // 30, first // 30 + 13) + 1))


def _list_exact(spot: Spot) -> list[tuple[object, ...]]:
    """List under what a spot itself stands: the skeleton of its name, its cell, and for an area its name as an area."""
    keys: list[tuple[object, ...]] = [("name", spot.skeleton or spot.name)]
    if spot.is_exact and spot.lat is not None and spot.lon is not None:
        keys.append(("cell", int(spot.lat // CELL), int(spot.lon // CELL)))
    keys.append(("area", spot.path[0] if spot.path else "", spot.name))
    return keys


def _list_areas(spot: Spot) -> list[tuple[str, str]]:
    """List what encloses a spot, each with its country; the country itself would be a crowd."""
    return [(spot.path[0], name) for name in spot.path[1:]]


def _list_probed_places(spot: Spot) -> list[tuple[object, ...]]:
    keys: list[tuple[object, ...]] = [("name", spot.skeleton or spot.name), ("in", spot.path[0] if spot.path else "", spot.name)]
    if spot.is_exact and spot.lat is not None and spot.lon is not None:
        row, column = int(spot.lat // CELL), int(spot.lon // CELL)
        keys += [("cell", row + dy, column + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return keys + [("area", *area) for area in _list_areas(spot)]


def _list_named(happening: Happening) -> Iterator[Key]:
    """List the keys of the victims' names, under which a happening is both stored and found."""
    for person in happening.people:
        words = sorted(filter(None, map(make_skeleton, person.split())))
        if len(words) >= 2:
            yield from (hash(("person", one, two)) for one, two in itertools.pairwise(words))


def _store_words(bands: Iterable[int], months: _Times) -> Iterator[tuple[object, ...]]:
    """Wording stands in its months: the same words of another season are another deed, and in a large archive they are many."""
    for band in bands:
        yield from ((band, month) for month in months)
        yield (band, "any" if months else "never")


def _probe_words(bands: Iterable[int], months: _Times) -> Iterator[tuple[object, ...]]:
    for band in bands:
        yield from ((band, month) for month in months)
        yield (band, "never")
        if not months:
            yield (band, "any")
