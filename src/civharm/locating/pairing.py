"""Find names that the words put into one another ("Qaim in Anbar", "Tripoli, Lebanon", "Pattani's Yarang district").

Such a pair settles both: the inner name means a place inside what the outer one means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from civharm.distances import distance_km
from civharm.locating.gazetteer import Entry
from civharm.locating.mentioned import Mention
from civharm.locating.place_words import match_place_words

_CLOSES = re.compile(r"(?!,?\s(?:and|or|[A-Z])|\sand)")
_OWNS = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,2}")
_IN = re.compile(r"\s?,?\s(?:in|of)\s(?:the\s)?(?:\w{1,20}ern\s)?")
_BESIDE_KM = 250.0  # from the middle of a division: beyond it a place of that name is another
PARTS = frozenset(["neighbourhood", "district", "site", "camp"])


@cache
def _next() -> re.Pattern[str]:
    noun = match_place_words("settlement", "division", "spot")
    return re.compile(rf"\s*{noun}?\s*,?\s*(?:in|of|and)?\s*(?:the |central |\w+ern )*{noun}?\s*(?:of )?")


def find_towns(mentions: Sequence[Mention], chosen: Sequence[Entry | None], text: str) -> dict[int, Entry]:
    """Find the town that a quarter, camp or building is said to be in: "the Santa Cruz cemetery in Dili"."""
    found: dict[int, Entry] = {}
    for first, second, entry in zip(mentions, mentions[1:], chosen[1:], strict=False):
        gap = text[first.end : second.start]
        in_town = entry is not None and entry.kind == "town" and second.kind not in ("province", "district")
        if first.kind in PARTS and entry and in_town and len(gap) < 40 and _next().fullmatch(gap):
            found[first.start] = entry
    return found


def find_outers(mentions: Sequence[Mention], chosen: Sequence[Entry | None], text: str) -> dict[int, Entry]:
    """Find the division that a name is said to be in: "in Chak district of Wardak province"."""
    found: dict[int, Entry] = {}
    for first, second, entry in zip(mentions, mentions[1:], chosen[1:], strict=False):
        gap = text[first.end : second.start]
        if entry is None or entry.kind not in ("province", "district"):
            continue
        listed = gap == ", " and entry.kind == "province" and second.kind in (None, "province") and _CLOSES.match(text, second.end)
        if listed or (second.kind in ("province", "district") and _IN.fullmatch(gap)):
            found[first.start] = entry
    return found


def may_lie_in(entry: Entry, outer: Entry) -> bool:
    """Tell whether a place can lie in a division, whose bounds may have moved: "Chak district of Wardak province"."""
    if entry.country != outer.country or not entry.id.startswith("geonames:"):
        return entry.country == outer.country
    away = distance_km(entry, outer)
    return outer.key in entry.above or entry.key in outer.above or away is None or away < _BESIDE_KM


def is_part(entry: Entry, town: Entry) -> bool:
    """Tell whether a place can be a part of a town: it is listed as one, or lies in the same division and is smaller."""
    if town.key in entry.above:
        return True
    return entry.kind == "town" and entry.above[:2] == town.above[:2] and entry.id != town.id and entry.population < town.population


def find_pairs(mentions: Sequence[Mention], text: str) -> dict[tuple[int, str], float]:
    """Find names followed by what encloses them ("Tripoli, Lebanon"; "Qaim in Anbar"): such a pair settles both."""
    bonus: dict[tuple[int, str], float] = {}
    for first, second in pairwise(mentions):
        gap = text[first.end : second.start]
        if _OWNS.fullmatch(gap):
            first, second = second, first  # "Pattani's Yarang district"
        elif len(gap) > 40 or not _next().fullmatch(gap):
            continue
        if not first.entries and second.role != "none" and gap == ", " and _CLOSES.match(text, second.end):
            bonus.update({(second.start, e.id): 2.0 for e in second.entries if e.kind == "province"})  # "in Tadilo, Oaxaca"
        outers = {outer.key: outer for outer in second.entries if outer.key}
        for inner in first.entries:
            for outer in [outers[k] for k in inner.above if k in outers]:
                if inner.key != outer.key:
                    bonus[first.start, inner.id] = 4.0 + bonus.get((first.start, inner.id), 0.0)
                    bonus[second.start, outer.id] = 2.0
    return bonus
