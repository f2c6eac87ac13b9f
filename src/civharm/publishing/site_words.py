"""How the site and `explain_id` put slots into words: ranges, dates, places. ``None`` is "not said", and never reads as zero."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urlsplit

from civharm.model import Claim, Incident, Measure, Place, Series, Speaker, Tally, make_id
from civharm.publishing.date_words import say_days

HARM_WORDS = {
    "killed": "killed", "injured": "injured", "casualties": "killed or injured", "missing": "missing", "abducted": "abducted",
    "detained": "detained", "tortured": "tortured", "sexual_violence": "sexual violence", "human_shield": "used as human shields",
    "displaced": "displaced", "trapped": "trapped",
}  # fmt: skip
CIVILIAN_NOTE = (
    "A row counts only what is told of such victims: “civilians” are those whom a report calls so, or who plainly are. "
    "After Iraq Body Count and Airwars it is all who are not said to be combatants, so that their numbers can be higher."
)
RULE_WORDS = {
    "widest": "Widest range", "ibc": "After Iraq Body Count", "ucdp": "After UCDP", "acled": "After ACLED",
    "airwars": "After Airwars", "conceded": "Conceded by parties", "most_told": "Told most often",
}  # fmt: skip
VICTIM_WORDS = {
    "all": "all", "civilian": "civilians", "protected": "protected persons", "combatant": "combatants",
    "unknown": "status not said",
}  # fmt: skip
GROUP_WORDS = {"medical": "medical staff", "aid_workers": "aid workers"}
KIND_WORDS = {"un": "UN", "ngo": "NGO", "party": "a party to the conflict"}
ACT_WORDS = {"assert": "", "admit": "admits", "accuse": "accuses the other side", "deny": "denies"}
MODALITY_WORDS = {
    "habitual": "told as a pattern, not as one happening", "attempted": "attempted", "hypothetical": "said to be possible",
    "feared": "feared", "future": "said of the future", "threatened": "threatened", "denied": "denied",
}  # fmt: skip
_CLAIM_WORDS = {
    "habitual": "as a pattern", "attempted": "attempted", "hypothetical": "possibly", "feared": "feared", "future": "expected",
    "threatened": "threatened",
}  # fmt: skip
MEASURE_WORDS = {
    "period_total": "people over a whole period or area", "rate": "people, as a rate", "stock": "people in a state at one moment",
    "flow": "people who moved",
}  # fmt: skip
SERIES_WORDS = {
    "period_total": "Totals over a period", "rate": "Rates", "stock": "People in a state at a moment", "flow": "People who moved",
}  # fmt: skip
PRECISION_WORDS = {
    2: "within about 25 km", 3: "district", 4: "province", 5: "wider region", 6: "country", 7: "international waters or airspace",
}  # fmt: skip
BOUND_WORDS = {
    "approximately": ", as an approximation", "almost": ", since the words say “almost”",
    "unknown_plural": ", the least that the words can mean",
}  # fmt: skip
ABOUT_WORDS = {
    "count": "How many", "place": "Where", "date": "When", "actor": "Who did it", "means": "By what means",
    "status": "Who the victims were", "label": "What it is called", "denial": "Whether it happened",
}  # fmt: skip
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}  # on Windows


def say_range(low: int | None, high: int | None, unit: str = "person", reached: int | None = None) -> str:
    """Say a range; where it is open, with the highest number that was told (``Tally.reached``).

    >>> say_range(12, 15), say_range(15, None), say_range(None, 2000), say_range(3, 3, "household")
    ('12–15', 'at least 15', 'up to 2,000', '3 households')
    >>> say_range(None, None), say_range(40, None, reached=138)
    ('number not said', '40 to at least 138')
    """
    if low is None and high is None:
        return "number not said"
    if low == high and low is not None:
        words = f"{low:,}"
    elif high is None:
        words = f"at least {low:,}" if reached is None else f"{low:,} to at least {reached:,}"
    else:
        words = f"up to {high:,}" if low is None else f"{low:,}–{high:,}"
    return words if unit == "person" else words + (" household" if low == high == 1 else " households")


def say_best(tally: Tally) -> str:
    """Say the best number of a tally that is a range; nothing where it has none, or is that number."""
    return "" if tally.best is None or tally.low == tally.high else f"best {tally.best:,}"


def say_measure(measure: Measure) -> str:
    """Say what a number that belongs to no one happening is a number of.

    >>> say_measure(Measure(kind="flow")), say_measure(Measure(kind="rate", per="day"))
    ('people who moved', 'people per day')
    """
    words = f"people per {measure.per}" if measure.per else MEASURE_WORDS.get(measure.kind, "people")
    return f"{words}, {say_days(measure.from_on, measure.to_on)}" if measure.from_on or measure.to_on else words


def say_place(place: Place | None) -> str:
    """Say where, from the narrowest outwards.

    >>> say_place(Place(text="Mosul", start=0, end=5, name="Mosul", path=("Iraq", "Nineveh")))
    'Mosul, Nineveh, Iraq'
    """
    if place is None:
        return "place not known"
    names = [place.name or place.text, *reversed(place.path)]  # a town and its district can have one name: it is said once
    return ", ".join(name for name, _ in groupby(names))


def say_count(claim: Claim) -> str:
    """Say how the counted words were read: "read as at least 24, the least that the words can mean"."""
    if claim.count.low is None and claim.count.high is None:
        return "no number is said"
    return f"read as {say_range(claim.count.low, claim.count.high, claim.count.unit)}{BOUND_WORDS.get(claim.count.bound, '')}"


def say_precision(place: Place | None) -> str:
    """Say how exactly a place is known; nothing where it is a town or better."""
    return PRECISION_WORDS.get(place.precision or 0, "") if place else ""


def say_victims(tally: Tally | Series) -> str:
    """Say whose number it is."""
    words = VICTIM_WORDS.get(tally.victims, tally.victims)
    group = getattr(tally, "group", None)
    if not group:
        return words
    named = GROUP_WORDS.get(group, group)
    return named if tally.victims == "all" else f"{words}: {named}"


def say_kind(speaker: Speaker) -> str:
    """Say what kind of speaker it is and, where it is more than saying, what the speaker does."""
    return ", ".join(word for word in (KIND_WORDS.get(speaker.kind, speaker.kind), ACT_WORDS[speaker.speech_act]) if word)


def say_known(place: Place) -> str:
    """Say in a sentence's end how exactly a place is known."""
    if place.precision in (None, 1):
        return "known to the town or better" if place.precision else "known by its words only"
    if place.precision == 2:
        return "known to within about 25 km"
    return f"no more than the {PRECISION_WORDS.get(place.precision or 0, 'words')} is known"


def find_headlines(incident: Incident) -> list[Tally]:
    """Find one tally a harm and unit for a list: the first rule's, of all victims where it has that."""
    found: dict[tuple[str, str], Tally] = {}
    for tally in incident.tallies:
        key = (tally.harm, tally.unit)
        if tally.group is None and (key not in found or (tally.victims == "all" and found[key].victims != "all")):
            found[key] = tally
    order = list(HARM_WORDS)
    return sorted(found.values(), key=lambda t: (order.index(t.harm), t.unit))


def say_headline(tally: Tally) -> str:
    """Say a tally in a few words: "12–15 killed", "3 civilians injured"."""
    if tally.low is None and tally.high is None:
        return f"{HARM_WORDS[tally.harm]}, number not said"
    whose = "" if tally.victims in ("all", "unknown") else f" {VICTIM_WORDS.get(tally.victims, tally.victims)}"
    return f"{say_range(tally.low, tally.high, tally.unit, tally.reached)}{whose} {HARM_WORDS[tally.harm]}"


def say_harms(incident: Incident) -> list[str]:
    """Say what was done to how many; harms that no rule counts are named without a number."""
    tallies = find_headlines(incident)
    counted = {tally.harm for tally in tallies}
    return [say_headline(t) for t in tallies] + [f"{HARM_WORDS[h]}, number not said" for h in incident.harms if h not in counted]


def say_claim(claim: Claim) -> str:
    """Say a claim's number in a few words: "at least 15 killed", "feared: 3 missing"; a denial is no number."""
    if claim.modality == "denied":
        return f"{HARM_WORDS[claim.harm]}: denied"
    numbered = f"{say_range(claim.count.low, claim.count.high, claim.count.unit)} {HARM_WORDS[claim.harm]}"
    if claim.count.low is None and claim.count.high is None:
        numbered = f"{HARM_WORDS[claim.harm]}, number not said"
    return numbered if claim.modality == "occurred" else f"{_CLAIM_WORDS[claim.modality]}: {numbered}"


def make_link(url: str | None) -> str | None:
    """Make the target of a link: only http and https are; anything else is shown as text.

    >>> make_link("https://example.org/a"), make_link("javascript:alert(1)"), make_link(" https://example.org")
    ('https://example.org/a', None, None)
    """
    if not url or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def make_lang(language: str | None) -> str | None:
    """Let a language tag through only where it has the form of one (BCP 47)."""
    return language if language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", language) else None


def make_page_name(noun_id: str) -> str:
    """Make a file name and anchor of an id: the id itself where any file system can carry it, else its hash.

    >>> make_page_name("9f86d081884c7d65"), make_page_name("../etc/passwd") != "../etc/passwd"
    ('9f86d081884c7d65', True)
    """
    plain = re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", noun_id) is not None and noun_id not in _RESERVED
    return noun_id if plain else make_id("page", noun_id)


def count_words(number: int, one: str, many: str | None = None) -> str:
    """Say a number of things: "1 report", "2 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say_side(says: str) -> str:
    """Say a side of a contradiction: the names of harms and means in plain words.

    >>> say_side("not human_shield"), say_side("planted_explosive"), say_side("at least 105"), say_side("")
    ('not used as human shields', 'planted explosive', 'at least 105', 'says so')
    """
    harm = says.removeprefix("not ")
    if harm in HARM_WORDS:
        return ("not " if harm != says else "") + HARM_WORDS[harm]
    return says.replace("_", " ") or "says so"


def join_names(names: Iterable[str]) -> str:
    """Join names that may hold commas themselves: "their chief, Colonel A; restated after B, May 2017"."""
    return "; ".join(names)


def join_words(words: Iterable[str]) -> str:
    """Join words as prose: "a, b and c"."""
    listed = list(words)
    return ", ".join(listed[:-1]) + " and " + listed[-1] if len(listed) > 1 else "".join(listed)
