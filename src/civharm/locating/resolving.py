"""Decide which place a name means, by the countries and the other places of the same report, by its size where these are silent.

A name alone tells little: there is a Tripoli in Libya and one in Lebanon. What the report's other names mean tells most; so all
the names of a report vote for their countries, and each is then read in that light. Another spelling is tried only inside a country
that the report is about.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from civharm.locating.far_off import MEANT_ANYWHERE, is_far_off, is_unsupported
from civharm.locating.gazetteer import WIDE, Entry, Gazetteer
from civharm.locating.judging_names import FEATURES
from civharm.locating.keys import make_bare_key, make_key, make_skeleton
from civharm.locating.mentioned import Mention
from civharm.locating.pairing import PARTS, find_outers, find_pairs, find_towns, is_part, may_lie_in
from civharm.locating.place_words import NOT_THERE, THERE, load_place_words

_WEAK = re.compile(r"\b(\w+)\s(?:of|on|over)\s(?:the\s)?$")
# what a noun says and what a place is, where the two cannot be
_CLASHES = frozenset(
    [("province", "town"), ("district", "province"), ("district", "country"), ("town", "province"), ("town", "country")]
)
PLACED = THERE | {"from", "to", "dateline"}
KNOWN_COUNTRY = 0.25  # the share of the votes from which a report is about a country


@dataclass
class Context:
    """What a report is about: the share of its names that each country has, and the divisions and towns that its names mean."""

    countries: dict[int, float] = field(default_factory=dict)
    places: set[int] = field(default_factory=set)
    paired: set[int] = field(default_factory=set)
    chosen: dict[tuple[str, str | None, int], Entry | None] = field(default_factory=dict)

    def known(self) -> tuple[int, ...]:
        """The countries that the report is about, the first first."""
        return tuple(
            c for c, share in sorted(self.countries.items(), key=lambda item: (-item[1], item[0])) if share >= KNOWN_COUNTRY
        )


def resolve(mentions: Sequence[Mention], people: Iterable[int], text: str, gazetteer: Gazetteer) -> tuple[list[Mention], Context]:
    """Resolve the mentions of one report.

    ``people`` are the countries of its nationality words, which vote but name no place.
    """
    bonus = find_pairs(mentions, text)
    paired = {start for start, _ in bonus}
    context = Context(paired=paired)
    votes = list(people)
    for _ in range(2):
        chosen = [choose(mention, context, bonus) for mention in mentions]
        context = replace(make_context(mentions, chosen, votes), paired=paired)
    off = {
        m.start
        for m, e in zip(mentions, chosen, strict=True)
        if e and (is_far_off(m, e, mentions, chosen, votes) or is_unsupported(m, e, mentions, chosen, votes))
    }
    if off:
        mentions = [replace(m, entries=()) if m.start in off else m for m in mentions]
        chosen = [None if m.start in off else e for m, e in zip(mentions, chosen, strict=True)]
        context = replace(make_context(mentions, chosen, votes), paired=paired)
    resolved = []
    placed = find_placed(mentions)
    towns, outers = find_towns(mentions, chosen, text), find_outers(mentions, chosen, text)
    for mention in mentions:
        entries = mention.entries
        weak = mention.role != "near" and is_weak(text[max(0, mention.start - 40) : mention.start])
        if mention.start in off and not mention.kind and (weak or mention.name not in placed):
            continue
        if not any(is_known(e, context) for e in entries):
            entries += find_other_spelling(mention, context, gazetteer)
        if mention.start in towns:
            entries = tuple(e for e in entries if is_part(e, towns[mention.start]))
            mention = replace(mention, kind="neighbourhood" if mention.kind == "district" else mention.kind)
        if outer := outers.get(mention.start):
            entries = tuple(e for e in entries if may_lie_in(e, outer))
        entry = choose(replace(mention, entries=entries), context, bonus)
        if entry and is_no_town(mention, entry) and not is_told_of(entry, context):
            entries, entry = (), None  # "Lake Albert" is no town of that name on another continent
        if mention.entries and entry and not is_likely(mention, entry, context, placed):
            continue
        resolved.append(replace(mention, entries=entries, entry=entry))
    return resolved, context


def is_no_town(mention: Mention, entry: Entry) -> bool:
    """Tell whether a name says of itself that it is a river, a valley or a street, and so no far-off town of that name."""
    if entry.kind not in ("town", "district") or (entry.population >= MEANT_ANYWHERE and not entry.rank):
        return False  # "London Bridge" is in London
    return mention.kind in FEATURES or mention.text.split()[-1].lower() in load_place_words().sets["street"]


def is_weak(before: str) -> bool:
    """Tell whether the words before a name put nothing there: "hundreds of Kukis"; "an assault on Tadilo" does."""
    match = _WEAK.search(before)
    return match is not None and match.group(1).lower() not in load_place_words().sets["deed"]


def is_known(entry: Entry, context: Context) -> bool:
    """Tell whether a place needs no other spelling: a country, a sea, large, listed by hand, or in a country of the report."""
    if entry.kind in ("country", "sea") or entry.population >= MEANT_ANYWHERE or not entry.id.startswith("geonames:"):
        return True
    return is_told_of(entry, context)


def is_told_of(entry: Entry, context: Context) -> bool:
    """Tell whether the report is about a place's country."""
    return context.countries.get(entry.country or 0, 0.0) >= KNOWN_COUNTRY


def find_other_spelling(mention: Mention, context: Context, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Find a name's places by another spelling, inside the countries that the report is about."""
    known = context.known()
    if mention.kind in PARTS and mention.kind != "district":
        return ()  # no town of a like name is meant by "the Karrada quarter of Baghdad"
    found = gazetteer.find_spelling(mention.name, known) if known else ()
    return tuple(e for e in found if mention.kind != "district" or e.kind == "district")


def choose(mention: Mention, context: Context, bonus: dict[tuple[int, str], float]) -> Entry | None:
    """Choose the place that a name most likely means; a name of both a town and its division means the town."""
    paired = mention.start in context.paired
    known = (mention.name, mention.kind, len(mention.entries))
    if not paired and known in context.chosen:
        return context.chosen[known]
    entries = mention.entries
    values = [measure(e, mention, context) + (bonus.get((mention.start, e.id), 0.0) if paired else 0.0) for e in entries]
    if not paired or not is_outer(mention, entries, bonus):
        prefer_towns(entries, values, mention.kind, mention.name)
    best = max(range(len(entries)), key=lambda k: (values[k], entries[k].id), default=None)
    entry = None if best is None else entries[best]
    if not paired:
        context.chosen[known] = entry
    return entry


def is_outer(mention: Mention, entries: Sequence[Entry], bonus: dict[tuple[int, str], float]) -> bool:
    """Tell whether the words before put a place into the division of this name, not into its town ("Khan Sheikhoun in Idlib")."""
    towns = max((bonus.get((mention.start, e.id), 0.0) for e in entries if e.kind == "town"), default=0.0)
    return any(bonus.get((mention.start, e.id), 0.0) > towns for e in entries if e.kind in ("province", "district"))


def prefer_towns(entries: Sequence[Entry], values: list[float], kind: str | None, name: str) -> None:
    """Value a town above the division of its name, unless the words say which is meant or the town is a small part of it."""
    if kind not in (None, "town"):
        return
    divisions = {e.key: k for k, e in enumerate(entries) if e.kind in ("province", "district")}
    for at, town in enumerate(entries):
        if town.kind != "town":
            continue
        for division in [divisions[key] for key in town.above if key in divisions]:
            if is_called_otherwise(town, entries[division], name):
                values[at] = min(values[at], values[division] - 0.1 * (kind is None))
            elif town.population * 20 >= entries[division].population:
                values[at] = max(values[at], values[division] + 0.1)


def is_called_otherwise(town: Entry, division: Entry, name: str) -> bool:
    """Tell whether a name is a division's own and only another name of its seat: "Nayarit" is the state about Tepic."""
    if division.kind != "province" or make_key(division.name) != make_key(name):
        return False
    if make_key(town.name) == f"{make_key(name)} city" and town.population * 3 >= division.population:
        return False  # "in New York"
    return make_skeleton(make_bare_key(make_key(name))) != make_skeleton(make_bare_key(make_key(town.name)))


def measure(entry: Entry, mention: Mention, context: Context) -> float:
    """Measure how likely a name means a place: its size, its country's share, its divisions, the noun beside it."""
    value = math.log10(entry.population + 10) - (0.0, 2.0, 1.0, 2.0)[entry.rank]
    value += {"country": 1.5, "province": -1.0, "district": -1.6}.get(entry.kind, 0.0)
    if entry.country is not None:
        value += 4.0 * context.countries.get(entry.country, 0.0)
    value += 0.7 * len({k for k in entry.above[1:] if k in context.places})
    if entry.kind == "sea":
        value += 3.0  # before the state or governorate on its shore: "in the Red Sea"
    if mention.kind == "countryside":
        value += {"province": 3.0, "district": 1.5}.get(entry.kind, 0.0)
    if not entry.id.startswith("geonames:"):
        value += 3.0 + (3.0 if entry.above and entry.above[-1] in context.places else 0.0)
    if mention.kind == entry.kind:
        return value + 3.0
    return value - 2.0 if (mention.kind, entry.kind) in _CLASHES else value


def make_context(mentions: Sequence[Mention], chosen: Sequence[Entry | None], people: Sequence[int]) -> Context:
    """Count the votes of all names: a country's own name has three, what speaks for a source or a dateline little."""
    votes: dict[int, float] = defaultdict(float)
    places: set[int] = set()
    for country in people:
        votes[country] += 1.0
    for mention, entry in zip(mentions, chosen, strict=True):
        if entry is None or mention.role == "person" or is_no_town(mention, entry):
            continue
        weight = 0.3 if mention.role in NOT_THERE or (mention.role in ("none", "by") and entry.kind == "town") else 1.0
        if entry.kind != "country":
            listed = [e for e in mention.entries if e.name == entry.name and not e.id.startswith("geonames:")]  # a lake of several
            places.update(k for e in (listed or [entry]) for k in (*e.above, e.key) if k)
        if entry.country is not None:
            sure = len({e.country for e in mention.entries}) == 1 or entry.kind == "country"
            votes[entry.country] += weight * (2.0 if sure else 0.2)
    total = sum(votes.values()) or 1.0
    return Context({country: vote / total for country, vote in votes.items()}, places)


def is_likely(mention: Mention, entry: Entry, context: Context, placed: frozenset[str]) -> bool:
    """Tell whether a known name is likely meant as a place.

    A name without a preposition is often a person's ("Morales", "Johnson"): it needs a country that the report is about and some
    size, or the same name elsewhere in the report with a preposition (``placed``). A small far-off place needs one too.
    """
    share = context.countries.get(entry.country or 0, 0.0)
    if entry.kind in ("country", "sea") or mention.kind or (entry.kind in WIDE and share >= KNOWN_COUNTRY):
        return True
    if mention.name in placed:
        return entry.population >= 1000 or share >= KNOWN_COUNTRY or not entry.id.startswith("geonames:")
    if entry.kind == "province":
        return share >= KNOWN_COUNTRY
    if not entry.id.startswith("geonames:"):
        return share >= KNOWN_COUNTRY and (mention.role not in ("none", "by") or " " in mention.name)
    return (share >= KNOWN_COUNTRY and entry.population >= 100_000) or (entry.population >= 1_000_000 and not entry.rank)


def find_placed(mentions: Sequence[Mention]) -> frozenset[str]:
    """Find the names that stand behind a preposition or a dateline somewhere in the report."""
    return frozenset(m.name for m in mentions if m.role in PLACED or m.kind)
