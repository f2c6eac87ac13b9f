"""Find the narrower place of a harm: the name inside the one found, the only town of its province, what a later sentence adds.

"Two were killed in the province of Alpha. The incident took place in Tadilo village": the village is the place of the harm.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from civharm.lexicon import load_deed_nouns, make_alternation
from civharm.locating.date_words import load_values
from civharm.locating.gazetteer import PRECISION, Entry
from civharm.locating.judging_names import FEATURES
from civharm.locating.mentioned import Mention
from civharm.locating.other_acts import heads_paragraph, is_left_out
from civharm.locating.place_scene import NEAR, Places
from civharm.locating.place_words import THERE, load_place_words, match_place_words
from civharm.model import Place, Span

LEAD = 1500  # characters: how far a report's lead reaches
_BESIDE = re.compile(r"[^.;:!?]{0,20}?(?:,|\bin\b|\bof\b|\bnear\b|\bon\b)")
_WITHIN = re.compile(r"\s*,?\s+(?:in|of)\s")
# "southern Alpha's restive Beta district"
_OWNS = re.compile(r"['’]s?\s(?:[\w-]+\s){0,3}")
_INTO = re.compile(r"(?:\s[a-z]+)?,?\s(?:in|of)\s(?:the\s)?")
_IN_DIVISION = re.compile(r",?\sin\s(?:the\s)?")
_BODILY = frozenset(["killed", "injured", "casualties", "tortured", "sexual_violence"])
_WIDE = frozenset(["country", "province", "district", "region"])
# How far below a claim a sentence may tell where it all was.
_REACH = 2


def find_narrower(found: Mention, quote: Span, places: Places, harm: str) -> Mention:
    """Find the narrower place that the report tells for one found in a sentence before: of "the encounter", or the only one."""
    if _the_deed().search(quote.text):  # "died in the encounter": the sentences right before may tell where that was
        sentence, _ = places.position_of(quote.start)
        first = max(sentence - 2, found.sentence + 1)
        above = [m for m in places.between(quote.start, quote.start, NEAR) if first <= m.sentence < sentence]
        inner = [m for m in above if m.role in THERE and _may_lie_in(m, found)]
        if inner:
            return inner[-1]
    return find_only_town(found, quote, places, harm)


def _may_lie_in(mention: Mention, outer: Mention) -> bool:
    if mention.entry is None:
        return mention.kind in ("town", "camp", "neighbourhood") and outer.entry is not None
    return outer.entry is not None and mention.entry.is_within(outer.entry)


@cache
def _the_deed() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted({*load_deed_nouns(), *load_place_words().sets["fight"]})))
    return re.compile(rf"\b(?:the|this|that)\s(?:[\w-]+\s)?(?:{nouns})s?\b", re.IGNORECASE)


def find_only_town(mention: Mention, quote: Span, places: Places, harm: str = "killed") -> Mention:
    """Find the one narrower place of a country or province that the report has named so far, if it is one; else keep the wide one.

    People move and are held all over a country, so that of them only a province or a district is narrowed.
    """
    wide = mention.entry
    if wide is not None and wide.kind == "country" and harm not in _BODILY:
        return mention
    if wide is None or wide.kind not in ("country", "province", "district"):
        return find_paired(mention, quote, places)
    inside = {
        m.entry.id: (m, m.entry)
        for m in places.between(quote.start, quote.start, 4 * NEAR)
        if m.entry and m.end <= quote.start and m.role in THERE and m.entry.is_within(wide) and not _is_apart(m, places.text)
    }
    inner = [m for m, entry in inside.values() if not any(other.is_within(entry) for _, other in inside.values())]
    return inner[0] if len(inner) == 1 else mention


def _is_apart(mention: Mention, text: str) -> bool:
    """Whether a name in capitals and a colon say where the report was written, or a number leaves the place out."""
    dateline = mention.text.isupper() and heads_paragraph(text, mention.start, mention.end)
    return dateline or is_left_out(text, mention.start)


def find_paired(mention: Mention, quote: Span, places: Places) -> Mention:
    """Find the town that the lead puts into a headline's place ("in Idlib" above, "Khan Sheikhoun in Idlib" below)."""
    if mention.entry is None or mention.entry.kind != "town":
        return mention
    for inner, outer in pairwise(places.mentions[:NEAR]):
        gap = places.text[inner.end : outer.start]
        same = outer.name == mention.name and inner.name != mention.name and inner.end <= min(quote.start, LEAD)
        if same and inner.entry and outer.entry and inner.entry.is_within(outer.entry) and len(gap) < 12:
            return inner
    return mention


def precision_rank(mention: Mention) -> int:
    """Rank a mention by how narrow a place it names."""
    if mention.entry is None:
        return 9 - (6 if mention.kind in FEATURES else PRECISION.get(mention.kind or "site", 1))
    return len(mention.entry.above) - mention.entry.precision


def is_narrower(mention: Mention, than: Mention, text: str, value: float) -> bool:
    """Tell whether a mention names a place inside another's, or a narrower one right before it ("Daraya, near Damascus")."""
    least = -5.0 if than.entry is not None and than.entry.kind == "country" and mention.role == "from" else -3.5
    if mention is not than and than.entry is None and mention.end <= than.start:
        put_into = mention.kind not in (None, "district", "province") and than.kind in ("district", "province")
        return put_into and _INTO.fullmatch(text, mention.end, than.start) is not None  # "Alpha village in Beta township"
    if mention is than or than.entry is None or value < least:
        return False
    if than.end <= mention.start and _numbered().search(text, than.end, mention.start):
        return False  # "four died in Nyala and twelve in Kalma camp"
    if mention.entry and mention.entry.is_within(than.entry):
        return True
    gap = text[mention.end : than.start]
    if than.end <= mention.start and _OWNS.fullmatch(text, than.end, mention.start):
        part = mention.kind in ("neighbourhood", "camp", "site") and than.entry.kind == "town"  # "Alpha's Beta neighbourhood"
        if part or is_smaller(mention, than.entry):
            return True
    if places_touch(than, mention) and mention.entry and is_smaller(mention, than.entry):
        return True  # "in north Kashmir Kupwara district"
    if mention.entry is None and mention.role in THERE and _opens_sentence(than, text) and than.end < mention.start:
        return True  # "In Vavuniya, a youth was shot by gunmen at Tadilkulam"
    if than.entry.kind == "border" and _IN_DIVISION.fullmatch(text, than.end, mention.start) and mention.entry:
        return mention.entry.precision < 5  # "on the Line of Control in Poonch"
    beside = mention.end <= than.start and len(gap) < 45 and _BESIDE.match(gap) is not None and not _tells_harm(gap)
    if mention.entry is None:
        if mention.kind in FEATURES and than.entry.precision == 1:
            return False  # "Wamena, in the Papuan highlands"
        if mention.kind and mention.kind not in FEATURES and than.end < mention.start and than.entry.kind in _WIDE:
            return mention.role in THERE and value > -2.5  # "In the Alpha province, ... near his home in Tadilo village"
        return beside or (value > -1.0 and abs(mention.at - than.at) <= 8)
    size, other = PRECISION[mention.entry.kind], PRECISION[than.entry.kind]
    narrower = size < other or than.role in ("near", "road") or (size == other and _WITHIN.match(gap) is not None)
    return beside and narrower and mention.entry.country == than.entry.country


@cache
def _numbered() -> re.Pattern[str]:
    numbers = make_alternation(word for word in load_values("count") if not word.startswith(("a", "some", "recent", "few")))
    count = rf"(?:\d[\d,]*|{numbers})\s(?:[a-z]+\s)?"
    return re.compile(rf"(?:,|\band)\s(?:[a-z]+\s){{0,2}}?{count}(?:in|at|near|outside)\s", re.I)


def _tells_harm(words: str) -> bool:
    """Whether a harm is told between two names, so that they are of two: "in Tadilo, four were killed in"."""
    return any(word.lower() in load_values("happening") for word in re.findall(r"[^\W\d_]+", words))


def _opens_sentence(mention: Mention, text: str) -> bool:
    lead = text[max(0, mention.start - 20) : mention.start]
    return _OPENS.search(lead) is not None and text[mention.end : mention.end + 1] == ","


_OPENS = re.compile(r"(?:^|[.!?\n][\s\"“”•*-]*)In (?:the )?(?:[a-z]+ (?:of )?){0,2}$")


def places_touch(outer: Mention, inner: Mention) -> bool:
    """Tell whether nothing but a space stands between two names."""
    return outer.to == inner.at and outer.end + 1 == inner.start


def is_smaller(mention: Mention, outer: Entry) -> bool:
    """Tell whether a mention names a smaller kind of place than another, in the same country."""
    if mention.entry is None:
        return mention.kind is not None and mention.kind not in FEATURES
    return PRECISION[mention.entry.kind] < PRECISION[outer.kind] and mention.entry.country == outer.country


@cache
def _same() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:in|at|near|on|from|outside|inside|of)\s(?:the|this|that)\s(?:very\s)?same\s(?:[\w-]+\s){0,1}?"
        rf"(?P<noun>{match_place_words('settlement', 'division', 'spot')})\b",
        re.I,
    )


def find_the_same(quote: Span, places: Places) -> Mention | None:
    """Find the place told before that a sentence points back to: "In the same village, another woman was hurt"."""
    match = _same().search(places.text, quote.start, quote.end)
    if match is None:
        return None
    before = [m for m in places.between(match.start(), match.start(), NEAR) if m.role in THERE]
    kind = load_place_words().nouns.get(match.group("noun").lower())
    called = [m for m in before if kind is not None and m.kind == kind]
    alike = [m for m in before if m.entry is not None and m.entry.kind == kind]
    return next((group[-1] for group in (called, alike, before) if group), None)


@cache
def _takes_place() -> re.Pattern[str]:
    """The opening of a sentence that tells where what was told before took place."""
    nouns = sorted({*load_deed_nouns(), "incident", "clash", "fighting", "casualtie", "death"})
    deeds = "|".join(map(re.escape, nouns))
    return re.compile(
        rf"[\W_]{{0,3}}(?:(?:the|an?)?\s?[\w\s-]{{1,30}}\s(?:said|says)\s(?:that\s)?)?"
        rf"(?:the|this|that|these)\s(?:[\w-]+\s){{0,2}}?(?:{deeds})(?:e?s)?\s"
        r"(?:(?:took|had taken|has taken)\splace|(?:had\s)?(?:occurred|happened)|(?:was|were)\scarried\sout)\b",
        re.I,
    )


def find_told_after(quote: Span, found: Place | None, places: Places) -> list[Mention]:
    """Find the places of a sentence right below a claim that says where it took place, if they are narrower than what is found."""
    sentence, _ = places.position_of(quote.start)
    below = [m for m in places.between(quote.start, quote.end, 0, NEAR) if sentence <= m.sentence <= sentence + _REACH]
    told = [m for m in below if m.role in THERE and _takes_place().match(places.text, places.start_of(m.sentence))]
    first = min((m.sentence for m in told), default=sentence)
    between = places.text[quote.end : places.start_of(first)] if first > sentence + 1 else ""
    if any(word.lower() in load_values("happening") for word in re.findall(r"[^\W\d_]+", between)):
        return []  # another harm is told between them
    return [m for m in told if found is None or _lies_in(m, found, places)]


def _lies_in(mention: Mention, place: Place, places: Places) -> bool:
    """Tell whether a mention can be a narrower place inside a place that is found."""
    entry, wide = mention.entry, (place.precision or 0) >= PRECISION["district"]
    if entry is None:
        return mention.kind is not None and (wide or place.inferred)
    return entry.precision < (place.precision or 0) and (place.inferred or place.name in places.gazetteer.make_path(entry))


def is_wide(mention: Mention) -> bool:
    """Tell whether a mention names a country, a province or a wider area, of which a period's total may be."""
    return mention.entry is not None and mention.entry.kind in ("country", "province", "region")
