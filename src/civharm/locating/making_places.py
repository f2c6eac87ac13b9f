"""Make the place of a claim from a mention: what it resolves to, at what precision, and what encloses words that no list knows."""

from __future__ import annotations

import re
from functools import cache

from civharm.locating.gazetteer import PRECISION, Entry
from civharm.locating.mentioned import Mention
from civharm.locating.place_scene import NEAR, Places
from civharm.locating.place_words import NOT_THERE, match_place_words
from civharm.model import Place

_MOSTLY = 0.5  # the share of a report's names that a country must have
_SETTLED = frozenset(["town", "village"])
PARTS_OF_TOWN = frozenset(["neighbourhood", "site", "road"])


def make_place(mention: Mention, places: Places, *, inferred: bool) -> Place:
    """Make the place that a mention names; one that no list knows lies in the place that is named with it."""
    entry = mention.entry
    if entry is None:
        return make_unknown_place(mention, places, inferred=inferred)
    precision = find_precision(mention, entry)
    if is_shared(mention, entry, places):
        return Place(
            text=mention.text, start=mention.start, end=mention.end, name=entry.name, precision=precision, inferred=inferred
        )
    around = find_around(mention, places) if entry.precision > PRECISION[entry.kind] else None
    if around and is_beside_town(mention, around, places):
        around = None
    if around and around.precision < entry.precision and around.country == entry.country:
        path = (*places.gazetteer.make_path(around), around.name)
        return _make_place(mention, entry.name, entry.id, around, around.precision, path, inferred)
    return _make_place(mention, entry.name, entry.id, entry, precision, places.gazetteer.make_path(entry), inferred)


def is_shared(mention: Mention, entry: Entry, places: Places) -> bool:
    """Tell whether a lake or park lies in several countries, none of which the report is about: it has no one path."""
    if entry.precision != 5 or entry.id.startswith("geonames:"):
        return False
    countries = {e.country for e in mention.entries if e.name == entry.name and e.precision == 5}
    known = set(places.context.known())
    others = [m for m in places.mentions if m.entry and m.name != mention.name and m.entry.country == entry.country]
    return len(countries) > 1 and not others and (not known & countries or known == {entry.country})


def _make_place(
    mention: Mention, name: str, id: str | None, at: Entry, precision: int, path: tuple[str, ...], inferred: bool
) -> Place:
    return Place(
        text=mention.text, start=mention.start, end=mention.end, name=name, id=id, lat=at.lat, lon=at.lon, precision=precision,
        path=path, inferred=inferred,
    )  # fmt: skip


def find_precision(mention: Mention, entry: Entry) -> int:
    """Find UCDP's precision: of the kind of place, lowered by "near", "off the coast of", "the border with", "northern"."""
    if mention.role == "coast":
        return 7
    if mention.role == "border":
        return 5
    if mention.role in ("between", "near") and entry.kind == "country":
        return 5  # "in the north of Lebanon"
    if mention.kind in ("province", "district") and entry.kind in ("town", "district", "province"):
        return PRECISION[mention.kind]
    if (mention.role in ("near", "road", "between") or mention.kind == "countryside") and entry.precision == 1:
        return 2
    if mention.direction and entry.kind == "country":
        return 5
    return entry.precision


def make_unknown_place(mention: Mention, places: Places, *, inferred: bool) -> Place:
    """Make a place of words that no list knows: they stay the name; what encloses it gives the position and a lower precision."""
    if mention.kind == "border":
        return Place(text=mention.text, start=mention.start, end=mention.end, name=mention.text, precision=5, inferred=inferred)
    around = find_around(mention, places)
    kind = PRECISION.get(mention.kind or "site", 1)
    if mention.kind == "road" and (around is None or around.kind == "country" or not _is_told_in(mention, around, places)):
        common = find_common(mention.name, places)
        if common:
            path = (*places.gazetteer.make_path(common), common.name)
            precision = max(kind, common.precision if common.kind != "country" else 5)
            return _make_place(mention, mention.text, None, common, precision, path, inferred)
    if around is None:
        return Place(text=mention.text, start=mention.start, end=mention.end, name=mention.text, inferred=inferred)
    path = places.gazetteer.make_path(around)
    if is_beside_town(mention, around, places):
        return _make_place(mention, mention.text, None, around, 2, path, inferred)
    precision = (
        around.precision
        if kind == 5 and around.precision in (3, 4)
        else max(kind if kind != 3 or around.kind != "town" else 1, around.precision)
    )
    path = (*path, around.name)
    return _make_place(mention, mention.text, None, around, max(precision, 2 if mention.role == "near" else 1), path, inferred)


def _is_told_in(mention: Mention, around: Entry, places: Places) -> bool:
    """Tell whether the sentence of a road names what it runs through."""
    near = places.between(mention.start, mention.end, NEAR, NEAR)
    return any(m.entry == around and m.sentence == mention.sentence for m in near)


# what stands between a village and the town that it is told to be near, and how far off
_BESIDE = re.compile(r"\b(?:near|outside|beyond|close to|not far from|km|kms|kilomet\w+|miles?|outskirts)\b", re.I)
_DISTANCE = re.compile(r"(\d[\d,.]*)[\s-]?(km|kms|kilomet\w+|miles?)\b", re.I)
_NEAR_KM = 25.0  # UCDP GED codebook: precision 2


def find_gap(mention: Mention, other: Mention, text: str) -> str:
    """Find the words between two mentions, whichever stands first."""
    return text[mention.end : other.start] if other.start >= mention.end else text[other.end : mention.start]


def is_beside_town(mention: Mention, around: Entry, places: Places) -> bool:
    """Tell whether a village is told to be near a town, so that it lies in its divisions and not in the town itself."""
    if around.kind not in _SETTLED or mention.kind in PARTS_OF_TOWN:
        return False
    near = places.between(mention.start, mention.start, NEAR, NEAR)
    town = next((m for m in near if m.entry == around and m.sentence == mention.sentence), None)
    return town is not None and len(gap := find_gap(mention, town, places.text)) < 80 and _BESIDE.search(gap) is not None


def _is_far(mention: Mention, town: Mention, text: str) -> bool:
    """Tell whether a village is told to be too far from a town to take anything but its country."""
    gap = find_gap(mention, town, text)
    told = _DISTANCE.search(gap) if len(gap) < 80 else None
    if told is None or town.entry is None or town.entry.kind not in _SETTLED:
        return False
    number = float(re.sub(r"[^\d.]", "", told.group(1).rstrip(".,")) or 0)
    return number * (1.6 if told.group(2).lower().startswith("mile") else 1.0) > _NEAR_KM


def find_common(words: str, places: Places) -> Entry | None:
    """Find the narrowest place that holds both ends of a road: "the Juba-Nimule road" lies in South Sudan."""
    ends = [places.gazetteer.find(part) for part in re.split(r"[-–]", words)]
    best: tuple[int, int] | None = None
    if len(ends) == 2 and bool(ends[0]) != bool(ends[1]):
        one = max(ends[0] or ends[1], key=lambda e: e.population)
        return places.gazetteer.get(one.above[0]) if one.above else None
    for one in ends[0] if len(ends) == 2 else ():
        for other in ends[1]:
            shared = [k for k, other_k in zip(one.above, other.above, strict=False) if k == other_k]
            if shared:
                best = max(best or (0, 0), (min(one.population, other.population), shared[-1]))
    return places.gazetteer.get(best[1]) if best else None


def find_around(mention: Mention, places: Places) -> Entry | None:
    """Find the place that a name which no list knows lies in: the nearest named with it, else what the report is about.

    A town named in another sentence or in the dateline tells no more than the country of a village that no list knows; a quarter or
    a site lies in the town itself.
    """
    near = places.between(mention.start, mention.start, NEAR, NEAR)
    known = [m for m in near if m.entry and m.role not in (*NOT_THERE, "border") and m.start != mention.start]
    known = [m for m in known if m.entry and m.entry != mention.entry]
    same = [m for m in known if m.sentence == mention.sentence]
    same = [m for m in same if not _is_sibling(mention, m, places.text)] or same
    nearby = [m for m in known if m.paragraph == mention.paragraph]
    datelines = [m for m in places.mentions[:NEAR] if m.entry and m.role == "dateline"]
    for group in (same, nearby, known, datelines):
        if group:
            at = min(
                group, key=lambda m: (m.entry is not None and m.entry.kind == "country", abs(m.start - mention.start), m.start)
            )
            within = group is same and not _is_far(mention, at, places.text) and not _is_sibling(mention, at, places.text)
            inside = within or (mention.entry is not None and group is not same) or mention.kind in PARTS_OF_TOWN
            found = at.entry
            if found is not None and not inside:
                division = _find_own_division(found, places) if group is nearby and not _is_far(mention, at, places.text) else None
                found = division or find_wide(found, places)
            return found if found is None or mention.kind != "town" else _find_division(mention, found, places)
    return _find_nation_before(mention, places)


def _find_nation_before(mention: Mention, places: Places) -> Entry | None:
    """Find the country whose people's word stands before a village: "in the Kenyan coastal villages of Tadilo and Tadila"."""
    match = _of_people().search(places.text, max(0, mention.start - 90), mention.start)
    key = places.gazetteer.find_people(match.group("people")) if match else None
    return places.gazetteer.get(key) if key else None


@cache
def _of_people() -> re.Pattern[str]:
    settlement = match_place_words("settlement", "divisions")
    before = r"\b(?P<people>[A-Z][a-z]+)\s(?:[\w-]+\s){0,3}?"
    return re.compile(rf"{before}{settlement}\sof\s(?:[A-Z][\w'’-]+(?:,\s|\sand\s|\s)){{0,4}}$")


def _find_own_division(town: Entry, places: Places) -> Entry | None:
    """Find the division that has a town's name: a village told beside "Aleppo" lies in the province, as far as anyone knows."""
    above = (places.gazetteer.get(key) for key in town.above[1:])
    return next((entry for entry in above if entry is not None and entry.name == town.name), None)


def _find_division(mention: Mention, found: Entry, places: Places) -> Entry:
    """Find the division that a village lies in where a town of its name is told: "the village of Tadilo in Kandahar"."""
    if found.kind not in _SETTLED or is_beside_town(mention, found, places):
        return found
    above = [entry for key in found.above[1:] if (entry := places.gazetteer.get(key)) is not None]
    return next((entry for entry in above if entry.name == found.name), above[-1] if above else found)


def _is_sibling(mention: Mention, town: Mention, text: str) -> bool:
    """Tell whether a town is listed beside a village that no list knows: "in the villages of Tadilo and Homs"."""
    if town.entry is None or town.entry.kind not in _SETTLED or mention.kind in PARTS_OF_TOWN or mention.entry is not None:
        return False
    gap = find_gap(mention, town, text)
    return re.fullmatch(r"\s*(?:,\s)?(?:and|or)\s(?:in\s|at\s|the\s)*", gap, re.I) is not None


def find_wide(entry: Entry, places: Places) -> Entry | None:
    """Find the country of a town, which is all that it tells of a village named elsewhere in a report about that country."""
    if places.context.countries.get(entry.country or 0, 0.0) < _MOSTLY:
        return None
    if entry.kind not in ("town", "district") or not entry.above:
        return entry
    return places.gazetteer.get(entry.above[0])
