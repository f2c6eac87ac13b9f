"""Make the place of a claim from a mention: what it resolves to, at what precision, and what encloses words that no list knows."""

from __future__ import annotations

import re

from civharm.locating.gazetteer import PRECISION, Entry
from civharm.locating.mentioned import Mention
from civharm.locating.place_scene import NEAR, Places
from civharm.locating.place_words import NOT_THERE
from civharm.model import Place

PARTS_OF_TOWN = frozenset(["neighbourhood", "site", "road"])


def make_place(mention: Mention, places: Places, *, inferred: bool) -> Place:
    """Make the place that a mention names; one that no list knows lies in the place that is named with it."""
    entry = mention.entry
    if entry is None:
        return make_unknown_place(mention, places, inferred=inferred)
    precision = find_precision(mention, entry)
    around = find_around(mention, places) if entry.precision > PRECISION[entry.kind] else None
    if around and around.precision < entry.precision and around.country == entry.country:
        path = (*places.gazetteer.make_path(around), around.name)
        return _make_place(mention, entry.name, entry.id, around, around.precision, path, inferred)
    return _make_place(mention, entry.name, entry.id, entry, precision, places.gazetteer.make_path(entry), inferred)


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
    common = find_common(mention.name, places) if mention.kind == "road" and (around is None or around.kind == "country") else None
    if common:
        path = (*places.gazetteer.make_path(common), common.name)
        return _make_place(
            mention, mention.text, None, common, max(kind, common.precision if common.kind != "country" else 5), path, inferred
        )
    if around is None:
        return Place(text=mention.text, start=mention.start, end=mention.end, name=mention.text, inferred=inferred)
    path = (*places.gazetteer.make_path(around), around.name)
    precision = (
        around.precision
        if kind == 5 and around.precision in (3, 4)
        else max(kind if kind != 3 or around.kind != "town" else 1, around.precision)
    )
    return _make_place(mention, mention.text, None, around, max(precision, 2 if mention.role == "near" else 1), path, inferred)


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
    nearby = [m for m in known if m.paragraph == mention.paragraph]
    datelines = [m for m in places.mentions[:NEAR] if m.entry and m.role == "dateline"]
    for group in (same, nearby, known, datelines):
        if group:
            found = min(
                group, key=lambda m: (m.entry is not None and m.entry.kind == "country", abs(m.start - mention.start), m.start)
            ).entry
            inside = group is same or mention.entry is not None or mention.kind in PARTS_OF_TOWN
            return found if inside or found is None else find_wide(found, places)
    return None


def find_wide(entry: Entry, places: Places) -> Entry | None:
    """Find the country of a town, which is all that it tells of a village named elsewhere in the report."""
    if entry.kind not in ("town", "district") or not entry.above:
        return entry
    return places.gazetteer.get(entry.above[0])
