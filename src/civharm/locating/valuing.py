"""Value the mentions of a sentence as the place of its harm: what governs a name, how far off it stands, what stands between."""

from __future__ import annotations

import re

from civharm.locating.date_words import load_values
from civharm.locating.mentioned import Mention
from civharm.locating.place_scene import Places
from civharm.model import Span

_WORD = re.compile(r"[^\W\d_]+")
_ROLE_VALUE = {
    "at": 3.0,
    "near": 3.0,
    "coast": 3.0,
    "border": 2.0,
    "road": 2.0,
    "between": 2.5,
    "hit": 2.0,
    "none": 0.5,
    "from": -0.5,
    "to": -0.5,
    "by": -0.5,
}
_COME_FROM = re.compile(
    r"\b(?:gunmen|fighters|militants|rebels|soldiers|troops|men|raiders|bandits|rockets?|shells?|missiles?|mortars?)"
    r"\s(?:fired\s)?from\b([\w\s'’-]{0,40})$",
    re.IGNORECASE,
)
_WHO_IN = re.compile(
    r"\b(?:gunmen|fighters|militants|rebels|soldiers|troops|raiders|bandits|insurgents|militiamen|police|army|guerrillas)\s"
    r"(?:in|of)\s(?:the\s)?(?:[\w-]+\s)?$",
    re.IGNORECASE,
)
# "in a village 25 km north of Herat": nothing nearer is named
_UNNAMED = re.compile(
    r"\b(?:an?|the|two|three|several)\s(?:[\w-]+\s)?(?:villages?|towns?|settlements?|hamlets?|places?|points?|areas?|checkpoints?|bases?|roads?)"
    r"\s(?:about\s|some\s|around\s|roughly\s)?$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|several|few|some)[\s-]?"
    r"(?:km|kms|kilomet\w+|miles?|metres?|meters?|yards?|m)\b\)?[^.;:,]{0,35}$",
    re.IGNORECASE,
)
_MOVED = frozenset(["displaced", "abducted"])


def tells_of_harm(headline: str) -> bool:
    """Tell whether a headline is of harm or of what does it, so that its place may be that of the body's harm.

    >>> tells_of_harm("Shells hit Homs market"), tells_of_harm("Ceasefire talks open in Geneva")
    (True, False)
    """
    happening = load_values("happening")
    return any(word.lower() in happening for word in _WORD.findall(headline))


def value_of(mention: Mention, trigger: Span | None, places: Places, harm: str) -> float:
    """Value a mention as the place of the harm: what governs it, how far it stands from the word of harm, what stands between."""
    value = _ROLE_VALUE.get(mention.role, 0.0)
    if harm in _MOVED and mention.role == "from":
        value += 2.5
    come_from = _COME_FROM.search(places.text, max(0, mention.start - 60), mention.start)
    if trigger is not None and mention.end <= trigger.start and come_from and not tells_of_harm(come_from.group(1)):
        value -= 3.0  # "gunmen from the hills above Srinagar killed a teacher in Pulwama"
    if mention.entry and mention.entry.kind == "country" and mention.role in ("none", "by"):
        value -= 3.0  # a country that governs nothing acts: "Russia has lost 12 soldiers"
    if (
        trigger is not None
        and mention.end <= trigger.start
        and _WHO_IN.search(places.text, max(0, mention.start - 60), mention.start)
    ):
        value -= 0.5  # "militants in the Sinai shot two men south of Rafah"
    measured = _MEASURED.search(places.text, max(0, mention.start - 60), mention.start)
    if measured and not _UNNAMED.search(places.text, max(0, measured.start() - 40), measured.start()):
        value -= 2.5  # "in Tadilo (30 km south of Homs)": how far off is told of the place named before
    if trigger is None:
        about = mention.entry is None or mention.entry.kind != "country" or mention.entry.key in places.context.known()
        return value if about else -9.0
    between = places.text[min(mention.end, trigger.end) : max(mention.start, trigger.start)]
    value -= min(3.0, len(between) / 60)
    value -= 0.8 * min(3, len(re.findall(r"[;:.!?]|\bwhile\b|\bafter\b|\bbefore\b|\bsince\b|\bas\b", between)))
    if trigger is not None and mention.end <= trigger.start and _is_of_clause_before(mention, between, places):
        value -= 0.6
    return value


def _is_of_clause_before(mention: Mention, between: str, places: Places) -> bool:
    """Tell whether a harm is told with a place before another clause opens: "seized in Alpha, and her body was found in Beta"."""
    if not re.search(r",?\s(?:and|but|while)\s", between):
        return False
    return tells_of_harm(places.text[places.start_of(mention.sentence) : mention.start])
