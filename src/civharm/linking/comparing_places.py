"""Compare where two happenings were: each function is named as the sentence that it asserts, from 0 (it does not hold) to 1."""

from __future__ import annotations

from civharm.linking.pairs import Pair, are_namesakes, is_place_named, names_narrower

_INFERRED = 0.5
"""A place that a report names in another sentence may be another's: it speaks half as loud against."""


def same_place(pair: Pair) -> float:
    """Both tell one place; a district or a province says less than a town, or than a village of which only these are known."""
    spot, other = pair.a.spot, pair.b.spot
    if pair.where != "same" or spot is None or other is None:
        return 0.0
    return 1.0 if spot.is_exact or spot.is_ill_placed or other.is_ill_placed else 0.5 if spot.precision <= 4 else 0.1


def one_place_contains_the_other(pair: Pair) -> float:
    """One tells the town, the other its province: the wider, the less it says."""
    if pair.where != "contains" or pair.a.spot is None or pair.b.spot is None:
        return 0.0
    return (1.0, 1.0, 1.0, 0.8, 0.6, 0.2, 0.1, 0.0)[min(7, max(pair.a.spot.precision, pair.b.spot.precision))]


def one_text_names_the_place(pair: Pair) -> float:
    """One tells only the country or the province, or no place at all, and its text names the place that the other tells."""
    if not names_narrower(pair):
        return 0.0
    return 1.0 - one_place_contains_the_other(pair)


def places_near(pair: Pair) -> float:
    """The places lie within a walk of each other, or one name holds the other, or was read as that of a namesake far away."""
    return float(pair.where == "near" or are_namesakes(pair))


def places_far_apart(pair: Pair) -> float:
    """The places are other places: beyond the 25 km within which reports name a known place instead."""
    if pair.where != "apart" or pair.a.spot is None or pair.b.spot is None or is_place_named(pair) or are_namesakes(pair):
        return 0.25 if pair.where == "around" else 0.0
    told = 1.0 if pair.a.is_place_told and pair.b.is_place_told else _INFERRED
    return told * (1.0 if pair.a.spot.precision <= 4 and pair.b.spot.precision <= 4 else 0.6)


def places_told_in_one_text(pair: Pair) -> float:
    """The places are other places, but one text names both: reports tell where people lived, were treated or are tried."""
    return float(pair.where in ("apart", "other_name") and is_place_named(pair) and not are_namesakes(pair))


def names_of_places_differ(pair: Pair) -> float:
    """Two names that resolve to nothing that could be compared, and that are no two spellings of one."""
    return float(pair.where == "other_name" and not is_place_named(pair))


def same_site(pair: Pair) -> float:
    """Both name one kind of site and no other: a market and a bazaar."""
    return float(bool(pair.a.sites) and pair.a.sites == pair.b.sites)


def sites_differ(pair: Pair) -> float:
    """Each names the kind of site that was struck, and none is named by both."""
    return float(bool(pair.a.sites and pair.b.sites) and pair.a.sites.isdisjoint(pair.b.sites))
