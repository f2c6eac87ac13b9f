"""Decide which place a name means, by the countries and the other places of the same report, by its size where these are silent.

A name alone tells little: there is a Tripoli in Libya and one in Lebanon. What the report's other names mean tells most; so all the
names of a report vote for their countries, and each is then read in that light. Another spelling is tried only inside a country that
the report is about.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from civharm.locating.gazetteer import Entry, Gazetteer
from civharm.locating.mentions import NOT_THERE, Mention

_NEXT = re.compile(r"\s*(?:province|governorate|district|city|town|village|neighbou?rhood|camp|area|state|region|suburb|quarter)?\s*,?\s*(?:in|of|and)?\s*"
                   r"(?:the |northern |southern |eastern |western |central |\w+ern )*(?:province|governorate|district|city|state|region|department)?\s*(?:of )?")
KNOWN_COUNTRY = 0.25  # the share of the votes from which a report is about a country


@dataclass
class Context:
    """What a report is about: the share of its names that each country has, and the divisions and towns that its names mean."""

    countries: dict[int, float] = field(default_factory=dict)
    places: set[int] = field(default_factory=set)

    def known(self) -> tuple[int, ...]:
        """The countries that the report is about, the first first."""
        return tuple(c for c, share in sorted(self.countries.items(), key=lambda item: (-item[1], item[0])) if share >= KNOWN_COUNTRY)


def resolve(mentions: Sequence[Mention], people: Iterable[int], text: str, gazetteer: Gazetteer) -> tuple[list[Mention], Context]:
    """Resolve the mentions of one report; ``people`` are the countries of its nationality words, which vote but name no place."""
    context = Context()
    bonus = find_pairs(mentions, text)
    votes = list(people)
    for _ in range(2):
        chosen = [choose(mention, context, bonus) for mention in mentions]
        context = make_context(mentions, chosen, votes)
    resolved = []
    for mention in mentions:
        entries = mention.entries or find_other_spelling(mention, context, gazetteer)
        entry = choose(replace(mention, entries=entries), context, bonus)
        if mention.entries and entry and not is_likely(mention, entry, context):
            continue
        resolved.append(replace(mention, entries=entries, entry=entry))
    return resolved, context


def find_other_spelling(mention: Mention, context: Context, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Find a name's places by another spelling, inside the countries that the report is about."""
    known = context.known()
    return gazetteer.find_spelling(mention.text, known) if known else ()


def choose(mention: Mention, context: Context, bonus: dict[tuple[int, str], float]) -> Entry | None:
    """Choose the place that a name most likely means."""
    return max(mention.entries, key=lambda e: (measure(e, mention, context) + bonus.get((mention.start, e.id), 0.0), e.id), default=None)


def measure(entry: Entry, mention: Mention, context: Context) -> float:
    """Measure how likely a name means a place: its size, its country's share, its divisions, the noun beside it."""
    value = math.log10(entry.population + 10) - (0.0, 2.0, 1.0, 2.0)[entry.rank]
    value += {"country": 1.5, "province": -1.0, "district": -1.6}.get(entry.kind, 0.0)
    if entry.country is not None:
        value += 4.0 * context.countries.get(entry.country, 0.0)
    value += 0.7 * len({k for k in entry.above[1:] if k in context.places})
    if not entry.id.startswith("geonames:"):
        value += 3.0 + (3.0 if entry.above and entry.above[-1] in context.places else 0.0)
    if mention.kind == entry.kind:
        value += 3.0
    elif mention.kind == "province" and entry.kind == "town":
        value -= 2.0
    elif mention.kind in ("district", "town") and entry.kind in ("province", "country"):
        value -= 2.0
    return value


def make_context(mentions: Sequence[Mention], chosen: Sequence[Entry | None], people: Sequence[int]) -> Context:
    """Count the votes of all names: a country's own name has three, what speaks for a source or a dateline little."""
    votes: dict[int, float] = defaultdict(float)
    places: set[int] = set()
    for country in people:
        votes[country] += 1.0
    for mention, entry in zip(mentions, chosen, strict=True):
        if entry is None or mention.role == "person":
            continue
        weight = 0.3 if mention.role in NOT_THERE else 1.0
        if entry.kind != "country":
            places.update(k for k in (*entry.above, entry.key) if k)
        if entry.country is not None:
            sure = len({e.country for e in mention.entries}) == 1 or entry.kind == "country"
            votes[entry.country] += weight * (2.0 if sure else 0.2)
    total = sum(votes.values()) or 1.0
    return Context({country: vote / total for country, vote in votes.items()}, places)


def find_pairs(mentions: Sequence[Mention], text: str) -> dict[tuple[int, str], float]:
    """Find names followed by what encloses them ("Tripoli, Lebanon"; "Qaim in Anbar"): such a pair settles both."""
    bonus: dict[tuple[int, str], float] = {}
    for first, second in zip(mentions, mentions[1:], strict=False):
        gap = text[first.end : second.start]
        if len(gap) > 40 or not _NEXT.fullmatch(gap):
            continue
        for inner in first.entries:
            for outer in second.entries:
                if inner.is_within(outer):
                    bonus[first.start, inner.id] = 4.0
                    bonus[second.start, outer.id] = 2.0
    return bonus


def is_likely(mention: Mention, entry: Entry, context: Context) -> bool:
    """Tell whether a known name is likely meant: a small far-off place without a preposition is some other word."""
    share = context.countries.get(entry.country or 0, 0.0)
    if entry.kind in ("country", "province", "sea") or not entry.id.startswith("geonames:") or mention.kind:
        return True
    if mention.role in ("at", "near", "coast", "border", "road", "between", "hit", "from", "to"):
        return entry.population >= 1000 or share >= KNOWN_COUNTRY
    return entry.population >= 50_000 or share >= KNOWN_COUNTRY
