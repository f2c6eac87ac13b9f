"""The nouns of reading: reports, their claims, and the slots of a claim."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from civharm.model.values import (
    Bound,
    Certainty,
    Group,
    Harm,
    MeansCategory,
    MeasureKind,
    Modality,
    SpeakerKind,
    SpeechAct,
    Status,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a report: ``report.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One victim whom the text names or describes: "Ahmad X, 34, a nurse"."""

    text: str
    start: int
    end: int
    name: str | None = None
    age: int | None = None
    sex: Literal["female", "male"] | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """Who was harmed, in the report's words; ``text`` is the whole phrase, its number included."""

    text: str
    start: int
    end: int
    status: Status = "unknown"
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many: the bounds that the words set, and no more (``None``: the words set no bound on that side)."""

    text: str
    start: int
    end: int
    low: int | None
    high: int | None
    bound: Bound
    unit: Unit = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What the number is a number of; ``per`` is set for a rate (``day``, ``week``, ``month``)."""

    kind: MeasureKind = "incident"
    per: Literal["day", "week", "month", "year"] | None = None
    from_on: str | None = field(default=None, metadata={"json": "from"})
    to_on: str | None = field(default=None, metadata={"json": "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is said to have done it; ``inferred`` where the words stand in another sentence, which is then marked by no offsets."""

    text: str
    start: int | None
    end: int | None
    name: str
    id: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """By what means, as a category of SDG indicator 16.1.2 (widened by the codebook)."""

    text: str
    start: int | None
    end: int | None
    category: MeansCategory
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: the words, what they resolve to, and UCDP's precision 1 (exact) to 7 (international waters or airspace).

    ``id`` names the gazetteer and its key (``geonames:99072``); ``path`` goes from the country inwards and holds what encloses
    the place. A place that resolves to nothing keeps its words as ``name`` and has no ``id``.
    """

    text: str
    start: int | None
    end: int | None
    name: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    path: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """When: the words, the first and last day that they can mean (ISO), and UCDP's precision 1 (a day) to 5 (up to a year)."""

    text: str
    start: int | None
    end: int | None
    from_on: str | None = field(default=None, metadata={"json": "from"})
    to_on: str | None = field(default=None, metadata={"json": "to"})
    precision: int | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whom the report credits; ``name`` is set where the words are another form of a name in the report or the word lists."""

    text: str
    start: int | None
    end: int | None
    kind: SpeakerKind = "other"
    speech_act: SpeechAct = "assert"
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher: outlet, agency, NGO, party, account."""

    id: str
    name: str
    kind: SpeakerKind = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One archived text by a source: what was published, by whom and when, with the SHA-256 of its bytes.

    ``text`` is the whole decoded file, the title line included; where the file has front matter, its characters are blanked
    and not cut, so that offsets are those of the file. ``source`` is the publisher's name or ``None``. ``published_on`` is an ISO
    day, ``retrieved_at`` an instant in UTC. ``restricted`` reports are read but never published.

    >>> make_report("r1", "Blast in market kills 3\\n\\nThree people died.").title
    'Blast in market kills 3'
    """

    id: str
    text: str
    sha256: str
    source: str | None = None
    title: str | None = None
    language: str | None = None
    published_on: str | None = None
    retrieved_at: str | None = None
    url: str | None = None
    replaces: str | None = None
    translation_of: str | None = None
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One report saying that one kind of harm was done to one group of people.

    "In report R, at characters a-b, S is quoted saying that n people were harmed so."

    A claim is never edited: a person who disagrees adds a `Judgement`. ``part_of`` is the id of the claim of the same report of
    which this one is a part ("including seven women"). ``background`` is true where the report retells an earlier happening.
    """

    id: str
    report: str
    quote: Span
    trigger: Span
    harm: Harm
    victims: Victims
    count: Count
    measure: Measure = Measure()
    part_of: str | None = None
    modality: Modality = "occurred"
    certainty: Certainty = "stated"
    actor: Actor | None = None
    means: Means | None = None
    place: Place | None = None
    date: DateRange | None = None
    speakers: tuple[Speaker, ...] = ()
    background: bool = False
    confidence: float = 1.0
    made_by: str = ""


def make_report(id: str, text: str, **details: Any) -> Report:
    """Make a report from its text; where no title is given, a first line that stands alone is the title."""
    details.setdefault("sha256", hashlib.sha256(text.encode()).hexdigest())
    details.setdefault("title", find_title(text))
    return Report(id=id, text=text, **details)


def find_title(text: str) -> str | None:
    """Find the title line: the first non-blank line, unless it is long enough to be the text itself (250 characters).

    A first line that runs on into the next at a fixed width (old cables and e-mail are wrapped at 50 to 90) is no title, nor is one
    that ends in a full stop: a text without a headline begins with its lead.

    >>> find_title("Shelling kills four in Homs\\n\\nFour people were killed.")
    'Shelling kills four in Homs'
    >>> find_title("One line of text alone.") is None, find_title("Shells killed four.\\n\\nThey hit a bakery.") is None
    (True, True)
    """
    lines = text.strip().splitlines()[:2]
    if len(lines) < 2 or len(lines[0]) > 250 or all(50 <= len(line) <= 90 for line in lines):
        return None
    return None if _FULL_STOP.search(lines[0]) else lines[0].strip()


# "The camp was hit." is a sentence; "Strike near a base, says U.S." and "And then ..." are none.
_FULL_STOP = re.compile(r"(?<![A-Z.])\.[\"'’”)]*\s*$")
