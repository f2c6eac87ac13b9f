"""What the slots of the nouns may hold, and how ids are made."""

from __future__ import annotations

import hashlib
from typing import Literal, get_args

Harm = Literal[
    "killed", "injured", "casualties", "missing", "abducted", "detained", "tortured", "sexual_violence",
    "human_shield", "displaced", "trapped",
]  # fmt: skip
Bound = Literal[
    "exact", "at_least", "more_than", "at_most", "less_than", "almost", "approximately", "range", "unknown_plural",
]  # fmt: skip
Unit = Literal["person", "household"]
MeasureKind = Literal["incident", "period_total", "rate", "stock", "flow"]
Status = Literal["civilian", "protected", "combatant", "unknown"]
Group = Literal["children", "women", "men", "elderly", "medical", "journalists", "aid_workers", "refugees"]
Modality = Literal["occurred", "habitual", "attempted", "hypothetical", "feared", "future", "threatened", "denied"]
Certainty = Literal["stated", "hedged"]
MeansCategory = Literal[
    "explosive", "planted_explosive", "small_arms", "incendiary", "chemical", "execution", "melee", "vehicle", "drowning",
    "collapse", "deprivation", "other",
]  # fmt: skip
SpeakerKind = Literal[
    "party", "official", "un", "ngo", "monitor", "medical", "witness", "relative", "media", "anonymous", "other",
]  # fmt: skip
SpeechAct = Literal["assert", "admit", "accuse", "deny"]
JudgementKind = Literal["accept", "correct", "reject", "dispute", "add", "same", "different", "grade", "note"]
SeriesKind = Literal["period_total", "rate", "stock", "flow"]
ContradictionAbout = Literal["count", "place", "date", "actor", "means", "status", "label", "denial"]
Grade = Literal["Confirmed", "Fair", "Weak", "Contested", "Discounted"]

HARMS: tuple[Harm, ...] = get_args(Harm)
STATUSES: tuple[Status, ...] = get_args(Status)
GROUPS: tuple[Group, ...] = get_args(Group)


def make_id(*facts: object) -> str:
    """Hash raw facts into an id of 16 hex digits: the same facts give the same id on every machine and in every order of runs.

    >>> make_id("report-1", "killed", 10, 25) == make_id("report-1", "killed", 10, 25)
    True
    >>> len(make_id("a"))
    16
    """
    return hashlib.sha256("\x1f".join(map(str, facts)).encode()).hexdigest()[:16]
