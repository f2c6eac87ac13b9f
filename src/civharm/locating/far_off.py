"""Tell names whose only known places are far off: a village that no list has is not the town of a like name in another country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civharm.distances import distance_km
from civharm.locating.gazetteer import Entry
from civharm.locating.mentioned import Mention
from civharm.locating.place_words import THERE

MEANT_ANYWHERE = 500_000
"""Inhabitants from which a place is meant wherever the report is from."""
_FAR_KM = 1_000.0
"""Chosen by hand: with 500 or 2,000 km none of the places of 2,836 claims of 30 Syrian and 436 American reports changes."""

_BY_FAR, _LARGER, _LARGE = 10, 3, 100_000
"""How many times as large as its namesakes in other countries a place must be to be meant without a word of its country: a small
one, and one of so many inhabitants or more."""
_UNKNOWN = 500  # inhabitants of a place of which none are listed


def is_far_off(
    mention: Mention, entry: Entry, mentions: Sequence[Mention], chosen: Sequence[Entry | None], people: Iterable[int]
) -> bool:
    """Tell whether a name means no place that is known: the report's places are all in other countries, the one found is small,
    and it is only called so among other names, or lies far from every town and province named.

    ``chosen`` are the places that the mentions mean otherwise, ``people`` the countries of the report's nationality words.
    """
    if entry.kind not in ("town", "district") or entry.population >= MEANT_ANYWHERE or not entry.id.startswith("geonames:"):
        return False
    others = [(m, e) for m, e in zip(mentions, chosen, strict=True) if e is not None and m.name != mention.name]
    placed = [e for m, e in others if (m.role in THERE or m.kind) and m.kind != "site"]  # not "the Olympic hotel in Juba"
    told = {e.country for _, e in others} | set(people)
    told |= {e.country for m, _ in others for e in m.entries if not e.id.startswith("geonames:")}  # a border is of two countries
    if not placed or entry.country in told:
        return False
    located = [km for e in placed if e.kind != "country" and (km := distance_km(entry, e)) is not None]
    return entry.rank > 0 or (bool(located) and min(located) > _FAR_KM)


def is_unsupported(
    mention: Mention, entry: Entry, mentions: Sequence[Mention], chosen: Sequence[Entry | None], people: Iterable[int]
) -> bool:
    """Tell whether a small place is one of several countries', none of which the report names otherwise ("a mine in Kolo").

    The largest is then no better known than the rest, unless it is by far the largest.
    """
    if entry.kind not in ("town", "district") or entry.population >= MEANT_ANYWHERE or not entry.id.startswith("geonames:"):
        return False
    told = {e.country for m, e in zip(mentions, chosen, strict=True) if e is not None and m.name != mention.name}
    if entry.country in told | set(people):
        return False
    towns = (e for e in mention.entries if e.kind in ("town", "district") and e.rank <= entry.rank)
    rivals = [e for e in towns if e.country != entry.country]
    by_far = _BY_FAR if entry.population < _LARGE else _LARGER
    return any(entry.population < by_far * max(e.population, _UNKNOWN) for e in rivals)
