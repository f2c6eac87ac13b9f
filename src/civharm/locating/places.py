"""Find where harm was done: the narrowest named place of the harm, never the speaker's, the dateline's or a nationality.

The place is looked for in the claim's own sentence, judged by what governs its name and how near it stands to the word of harm; then
in the sentences before it in the paragraph, then in the headline and the lead, and is then marked as inferred. Where nothing is said
there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from civharm.locating.gazetteer import PRECISION, Entry, Gazetteer
from civharm.locating.mentions import NOT_THERE, Mention, find_mentions, load_place_words
from civharm.locating.resolving import Context, resolve
from civharm.locating.tokens import find_tokens
from civharm.model import Claim, Place, Report, Span

MAX_TEXT = 400_000  # characters of a report that are searched for places at a time; what stands behind is left without
_SPEECH_BREAK = re.compile(r"[,;:.!?\"“”]")
_ROLE_VALUE = {"at": 3.0, "near": 3.0, "coast": 3.0, "border": 2.0, "road": 2.0, "between": 2.5, "hit": 2.0, "none": 0.5, "from": -0.5, "to": -0.5, "by": -0.5}
_MOVED = frozenset(["displaced", "abducted"])


@dataclass(frozen=True)
class Places:
    """The places of one report: its mentions in order, resolved, and what the report is about."""

    text: str
    mentions: tuple[Mention, ...]
    context: Context
    gazetteer: Gazetteer


def find_places(text: str, gazetteer: Gazetteer) -> Places:
    """Find and resolve all place names of a text.

    >>> from civharm.locating.gazetteer import load_gazetteer
    >>> found = find_places("Shelling killed four people in the Zanjili neighbourhood of Mosul, Iraqi police said.", load_gazetteer())
    >>> [(m.text, m.entry.name) for m in found.mentions]
    [('Zanjili', 'Zanjili'), ('Mosul', 'Mosul')]
    """
    head = text[:MAX_TEXT]
    people = [c for t in find_tokens(head) if t.named and (c := gazetteer.find_people(t.text))]
    mentions, context = resolve(find_mentions(head, gazetteer), people, head, gazetteer)
    return Places(text, tuple(mentions), context, gazetteer)


def locate_places(claims: Sequence[Claim], report: Report, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """Fill the place of all claims of one report; a claim that has a place keeps it."""
    if not claims:
        return ()
    places = find_places(report.text, gazetteer)
    return tuple(
        replace(claim, place=claim.place or find_place_of_harm(claim.quote, claim.trigger, places, claim.harm)) for claim in claims
    )


def find_place_of_harm(quote: Span, trigger: Span, places: Places, harm: str = "killed") -> Place | None:
    """Find the place of one claim's harm, among the places of its report."""
    inside = [m for m in places.mentions if quote.start <= m.start and m.end <= quote.end]
    best = choose_place(inside, trigger, places, harm)
    if best:
        return make_place(best, places, inferred=False)
    for group in find_elsewhere(quote, places):
        best = choose_place(group, trigger, places, harm)
        if best:
            return make_place(best, places, inferred=True)
    return None


def find_elsewhere(quote: Span, places: Places) -> list[list[Mention]]:
    """Find where else the place may be said, the nearest first: sentences before in the paragraph, the headline, the lead."""
    before = [m for m in places.mentions if m.end <= quote.start]
    at = next((m.paragraph for m in places.mentions if m.start >= quote.start), None)
    paragraph = places.text.rfind("\n", 0, quote.start) + 1
    same = [m for m in before if m.start >= paragraph]
    sentences = sorted({m.sentence for m in same}, reverse=True)
    groups = [[m for m in same if m.sentence == sentence] for sentence in sentences]
    lead = [m for m in places.mentions if m.end <= min(quote.start, 1200) or (m.paragraph <= 1 and m.end <= quote.start)]
    groups += [[m for m in lead if m.paragraph == number] for number in sorted({m.paragraph for m in lead})[:3]]
    return groups if at is not None or groups else []


def choose_place(mentions: Sequence[Mention], trigger: Span, places: Places, harm: str) -> Mention | None:
    """Choose the place of the harm: the best by its words and nearness, then the narrowest that stands with it."""
    fit = [m for m in mentions if m.role not in NOT_THERE and not is_speakers(m, trigger, places.text)]
    if not fit:
        return None
    best = max(fit, key=lambda m: (value_of(m, trigger, places, harm), -m.start))
    if value_of(best, trigger, places, harm) < -1.5:
        return None
    inner = [m for m in fit if is_narrower(m, best) and value_of(m, trigger, places, harm) > -0.5]
    return max(inner, key=lambda m: (precision_rank(m), value_of(m, trigger, places, harm)), default=best)


def precision_rank(mention: Mention) -> int:
    """Rank a mention by how narrow a place it names."""
    depth = len(mention.entry.above) if mention.entry else 9
    return depth - (mention.entry.precision if mention.entry else 1)


def is_narrower(mention: Mention, than: Mention) -> bool:
    """Tell whether a mention names a place inside another's, or one that no list knows right beside it."""
    if mention is than or than.entry is None:
        return False
    if mention.entry is None:
        return abs(mention.at - than.at) <= 8
    return mention.entry.is_within(than.entry)


def value_of(mention: Mention, trigger: Span, places: Places, harm: str) -> float:
    """Value a mention as the place of the harm: what governs it, how far it stands from the word of harm, what stands between."""
    value = _ROLE_VALUE.get(mention.role, 0.0)
    if harm in _MOVED and mention.role == "from":
        value += 2.5
    between = places.text[min(mention.end, trigger.end) : max(mention.start, trigger.start)]
    value -= min(3.0, len(between) / 60)
    value -= 0.8 * min(3, len(re.findall(r"[;:.!?]|\bwhile\b|\bafter\b|\bbefore\b|\bsince\b|\bas\b", between)))
    if mention.entry and mention.entry.kind == "country" and mention.role in ("none", "by"):
        value -= 1.0
    return value


def is_speakers(mention: Mention, trigger: Span, text: str) -> bool:
    """Tell whether a place is where the speaker is: "a doctor in Aleppo said", "told Reuters in Geneva"."""
    speech = load_place_words().sets["speech"]
    if trigger.start <= mention.start and trigger.end >= mention.end:
        return False
    after = re.match(r"[^\W\d_]*\s+(?:also\s+|has\s+)?([^\W\d_]+)", text[mention.end : mention.end + 40])
    if after and after[1].lower() in speech and not mention.start < trigger.start < mention.end + 40 and trigger.start < mention.start:
        return False
    if after and after[1].lower() in speech and trigger.start > mention.end:
        return True
    return False


def make_place(mention: Mention, places: Places, *, inferred: bool) -> Place:
    """Make the place that a mention names; one that no list knows lies in the place that is named with it."""
    entry = mention.entry
    if entry is None:
        return make_unknown_place(mention, places, inferred=inferred)
    precision = find_precision(mention, entry)
    return Place(
        text=mention.text, start=mention.start, end=mention.end, name=entry.name, id=entry.id, lat=entry.lat, lon=entry.lon,
        precision=precision, path=places.gazetteer.make_path(entry), inferred=inferred,
    )  # fmt: skip


def find_precision(mention: Mention, entry: Entry) -> int:
    """Find UCDP's precision: of the kind of place, lowered by "near", "off the coast of", "the border with", "northern"."""
    if mention.role == "coast":
        return 7
    if mention.role == "border":
        return 5
    if mention.role in ("near", "road", "between") and entry.precision == 1:
        return 2
    if mention.direction and entry.kind == "country":
        return 5
    return entry.precision


def make_unknown_place(mention: Mention, places: Places, *, inferred: bool) -> Place:
    """Make a place of words that no list knows: they stay the name; the enclosing place gives the position and a lower precision."""
    around = find_around(mention, places)
    kind = PRECISION.get(mention.kind or "site", 1)
    if around is None:
        return Place(text=mention.text, start=mention.start, end=mention.end, name=mention.text, inferred=inferred)
    path = (*places.gazetteer.make_path(around), around.name)
    precision = max(kind, around.precision, 2 if mention.role == "near" else 1)
    return Place(
        text=mention.text, start=mention.start, end=mention.end, name=mention.text, lat=around.lat, lon=around.lon, precision=precision,
        path=path, inferred=inferred,
    )  # fmt: skip


def find_around(mention: Mention, places: Places) -> Entry | None:
    """Find the place that a name which no list knows lies in: the nearest named with it, else what the report is about."""
    known = [m for m in places.mentions if m.entry and m.role not in NOT_THERE]
    same = [m for m in known if m.sentence == mention.sentence]
    for group in (same, [m for m in known if m.paragraph == mention.paragraph], known):
        if group:
            return min(group, key=lambda m: (abs(m.start - mention.start), m.start)).entry
    return None
